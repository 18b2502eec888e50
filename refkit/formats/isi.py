"""The tagged files of the Web of Science (ISI; .ciw, savedrecs.txt) to Works and back.

The form is that of Clarivate's export "Plain text file" and "EndNote desktop": FN and VR begin the
file and EF ends it, PT begins a record and ER ends it; two characters, a blank, the value, which
goes on in lines with three blanks. The format holds what the Web of Science knows; whatever else a
Work says is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from refkit.errors import FormatError
from refkit.formats.decode import decode
from refkit.formats.isi_reading import to_work
from refkit.formats.isi_writing import to_lines
from refkit.formats.loaded import Loaded, Problem
from refkit.formats.tagged import Field, read_fields
from refkit.model import Work

_LINE: Final = re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?:[ ](?P<value>.*))?", re.DOTALL)
_OF_THE_FILE: Final = frozenset({"FN", "VR", "EF"})
_TELLING: Final = frozenset({"AU", "AF", "CA", "BA", "TI", "SO", "DI", "UT"})
"""Tags of which a record has at least one."""


def read_isi(data: bytes | str, *, path: str = "") -> Loaded:
    """Read a file of the Web of Science.

    Args:
        data: The file's content.
        path: The file's name, for errors.

    Returns:
        The Works in order, their ids from UT. Tags without a CSL variable are in
        ``Work.custom["isi"]``.

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
            raw = "\n".join(f"{field.tag} {field.value}" for field in record)
            reason = "no record: nothing that names a work"
            problems.append(Problem(record[0].line, reason, raw=raw, lost=True))
            continue
        lines.append(record[0].line)
        works.append(to_work(record))
    if not (works or problems) and decoded.text.strip():
        raise FormatError("there is no record: no line begins with PT", path=path, line=1)
    problems.sort(key=lambda problem: problem.line)
    return Loaded(works, problems, "isi", decoded.encoding, lines=lines)


def write_isi(works: Iterable[Work]) -> str:
    """Write Works as the Web of Science does.

    Args:
        works: The Works.

    Returns:
        The file, with an empty line after each record.
    """
    records = ("\n".join(to_lines(work)) + "\n\n" for work in works)
    return f"FN Clarivate Analytics Web of Science\nVR 1.0\n{''.join(records)}EF\n"


def _records(text: str, problems: list[Problem]) -> Iterator[list[Field]]:
    """The fields of each record, without PT's ER and what frames the file."""
    record: list[Field] = []
    for field in read_fields(text, _LINE, problems, indented=True):
        if field.tag in _OF_THE_FILE or field.tag == "ER":
            ended = field.tag == "ER"
        elif field.tag == "PT":
            ended = False
            if record:
                reason = f"there is no ER before the PT of line {field.line}"
                problems.append(Problem(record[0].line, reason))
                yield record
            record = [field]
            continue
        else:
            record.append(field)
            continue
        if record:
            if not ended:
                problems.append(Problem(record[0].line, "the record has no ER"))
            yield record
            record = []
    if record:
        problems.append(Problem(record[0].line, "the file ends before the record's ER"))
        yield record
