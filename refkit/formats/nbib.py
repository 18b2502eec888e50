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

from refkit.errors import FormatError
from refkit.formats.decode import decode
from refkit.formats.loaded import Loaded, Problem
from refkit.formats.nbib_reading import to_work
from refkit.formats.nbib_writing import to_lines
from refkit.formats.tagged import Field, read_fields
from refkit.model import Work
from refkit.normalize.text import word_set

_LINE: Final = re.compile(
    r"""
    (?P<tag> [A-Z][A-Z0-9]{1,3} )
    (?: [ ]{0,2} - (?: [ ] | \Z ) | (?<= PMID ) - (?= [0-9] ) | (?<= \b [A-Z0-9]{2} ) [ ]{2} - )
    (?P<value> .* )
    """,
    re.VERBOSE | re.DOTALL,
)
"""A tag; the blank after the hyphen may be missing where nothing else can be meant."""
_STARTS: Final = "PMID"
_TELLING: Final = word_set(
    "PMID TI BTI CTI TT FAU AU CN FED JT TA DP VI PG LID AID IS ISBN SO PB PMC PT"
)
"""Tags of which a record has at least one."""


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
    lines = []
    for record in _records(decoded.text, problems):
        if _TELLING.isdisjoint(field.tag for field in record):
            raw = "\n".join(f"{field.tag:<4}- {field.value}" for field in record)
            reason = "no record: nothing that names a work"
            problems.append(Problem(record[0].line, reason, raw=raw, lost=True))
            continue
        lines.append(record[0].line)
        works.append(to_work([(field.tag, field.value) for field in record]))
    if not works and decoded.text.strip():
        raise FormatError("there is no record: no line begins with PMID-", path=path, line=1)
    problems.sort(key=lambda problem: problem.line)
    return Loaded(works, problems, "nbib", decoded.encoding, lines=lines)


def write_nbib(works: Iterable[Work]) -> str:
    """Write Works as PubMed does.

    Args:
        works: The Works.

    Returns:
        The file, with an empty line after each record.
    """
    return "".join("\n".join(to_lines(work)) + "\n\n" for work in works)


def _records(text: str, problems: list[Problem]) -> Iterator[list[Field]]:
    """The fields of each record, which begins with PMID or after an empty line."""
    record: list[Field] = []
    for field in read_fields(text, _LINE, problems, indented=True):
        if record and (field.tag == _STARTS or field.gap):
            yield record
            record = []
        record.append(field)
    if record:
        yield record
