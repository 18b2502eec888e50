"""RIS files to Works and back.

The format is that of the RIS specifications of 2001 (Research Information Systems) and 2011
(Thomson Reuters), and of what Zotero, EndNote, Mendeley and the databases make of them. Lines,
types, names and dates each have their module.
"""

from __future__ import annotations

from collections.abc import Iterable

from refkit.errors import FormatError
from refkit.formats.decode import decode
from refkit.formats.loaded import Loaded, Problem
from refkit.formats.ris_reading import to_work
from refkit.formats.ris_records import split
from refkit.formats.ris_types import TYPES
from refkit.formats.ris_writing import to_lines
from refkit.model import Work


def read_ris(data: bytes | str, *, path: str = "") -> Loaded:
    """Read an RIS file.

    Args:
        data: The file's content. Bytes in UTF-8, UTF-16, or the encoding that chardet takes them
            for (which is a Problem that says so).
        path: The file's name, for errors.

    Returns:
        The Works in the order of the file, and a Problem with its line for everything that could
        not be taken as it stands. Tags without a CSL variable are in ``Work.custom["ris"]``.

    Raises:
        FormatError: If there is text but no record.
        UnreadableError: If the file is binary.
    """
    decoded = decode(data, path=path)
    records, problems = split(decoded.text)
    if not records and decoded.text.strip():
        raise FormatError("there is no record: no line begins with TY", path=path, line=1)
    problems += [Problem(1, guess) for guess in decoded.guesses]
    works = []
    for record in records:
        if record.type and record.type not in TYPES:
            reason = f"the type {record.type} is not known and was read as GEN"
            entry = next(iter(record.fields.get("ID", ())), "")
            problems.append(Problem(record.line, reason, entry=entry, field="TY"))
        works.append(to_work(record.type, record.fields))
    problems.sort(key=lambda problem: problem.line)
    return Loaded(
        works=works,
        problems=problems,
        format="ris",
        encoding=decoded.encoding,
        lines=[record.line for record in records],
    )


def write_ris(works: Iterable[Work], *, carry: bool = True) -> str:
    """Write Works as RIS.

    Lines end in a line feed, which every importer takes; the CR LF of 2001 would be doubled where a
    program writes text to a file on Windows.

    Args:
        works: The Works.
        carry: Whether what RIS has no tag for goes into the tag U5, which other programs pass over,
            so that reading the file gives back the very Works.

    Returns:
        The file: for each Work in order TY, its tags, ER, and an empty line.

    Raises:
        FormatError: If a Work's ``custom`` or ``extra`` holds what JSON cannot.
    """
    return "".join("\n".join(to_lines(work, carry=carry)) + "\n\n" for work in works)
