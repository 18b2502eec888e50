"""PubMed's nbib files (the MEDLINE format) to Works and back.

The tags are those of the National Library of Medicine's "MEDLINE/PubMed Data Element (Field)
Descriptions" (https://www.nlm.nih.gov/bsd/mms/medlineelements.html): four characters, a hyphen and
a blank; a value goes on in lines with six blanks. The format holds what PubMed knows of an article
or a book; whatever else a Work says is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from refkit.errors import FormatError
from refkit.formats.decode import decode
from refkit.formats.loaded import Loaded, Problem
from refkit.formats.nbib_reading import to_work
from refkit.formats.nbib_writing import to_lines
from refkit.model import Work
from refkit.normalize.text import word_set

_LINE: Final = re.compile(r"(?P<tag>[A-Z][A-Z0-9]{1,3})[ ]{0,2}-(?:[ ](?P<value>.*))?", re.DOTALL)
_STARTS: Final = "PMID"
_TELLING: Final = word_set(
    "PMID TI BTI CTI TT FAU AU CN FED JT TA DP VI PG LID AID IS ISBN SO PB PMC PT"
)
"""Tags of which a record has at least one."""


class _Record(msgspec.Struct):
    line: int
    fields: list[tuple[str, list[str]]] = []

    def joined(self) -> list[tuple[str, str]]:
        """The tags and values, each in one line."""
        return [(tag, " ".join(lines)) for tag, lines in self.fields]


def read_nbib(data: bytes | str, *, path: str = "") -> Loaded:
    """Read an nbib file.

    Args:
        data: The file's content.
        path: The file's name, for errors.

    Returns:
        The Works in order. Tags without a CSL variable are in ``Work.custom["nbib"]``.

    Raises:
        FormatError: If there is text but no record.
        UnreadableError: If the file is binary.
    """
    decoded = decode(data, path=path)
    problems = [Problem(1, guess) for guess in decoded.guesses]
    works = []
    for record in _records(decoded.text, problems):
        if _TELLING.isdisjoint(tag for tag, _ in record.fields):
            raw = "\n".join(f"{tag:<4}- {value}" for tag, value in record.joined())
            reason = "no record: nothing that names a work"
            problems.append(Problem(record.line, reason, raw=raw, lost=True))
            continue
        works.append(to_work(record.joined()))
    if not works and decoded.text.strip():
        raise FormatError("there is no record: no line begins with PMID-", path=path, line=1)
    problems.sort(key=lambda problem: problem.line)
    return Loaded(works, problems, "nbib", decoded.encoding)


def write_nbib(works: Iterable[Work]) -> str:
    """Write Works as PubMed does.

    Args:
        works: The Works.

    Returns:
        The file, with an empty line after each record.
    """
    return "".join("\n".join(to_lines(work)) + "\n\n" for work in works)


def _records(text: str, problems: list[Problem]) -> Iterator[_Record]:
    """The records: each begins with PMID, or after an empty line."""
    record: _Record | None = None
    gap = True
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            gap = True
            continue
        found = None if line[:1].isspace() else _LINE.fullmatch(line)
        if found is None:
            if record is None or not record.fields or not line[:1].isspace():
                problems.append(Problem(number, "a line without a tag", raw=line))
            else:
                record.fields[-1][1].append(line.strip())
            continue
        tag = found["tag"]
        if record is None or tag == _STARTS or gap:
            if record is not None:
                yield record
            record = _Record(number)
        gap = False
        value = (found["value"] or "").strip()
        record.fields.append((tag, [value] if value else []))
    if record is not None:
        yield record
