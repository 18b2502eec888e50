"""MODS, the Metadata Object Description Schema: records to Works and back.

The schema is version 3 of the Library of Congress's (https://www.loc.gov/standards/mods/); read are
also the dialects of Zotero, bibutils and ADS, with any prefix of the namespace or none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape

# This module is imported when MODS is read or written.
from lxml.etree import fromstring

from refkit.errors import FormatError
from refkit.formats.carried import carried, with_carried
from refkit.formats.exact import Exact
from refkit.formats.loaded import Loaded, Problem
from refkit.formats.mods_reading import to_work
from refkit.formats.mods_writing import to_xml
from refkit.formats.xml_records import Record, read_records
from refkit.model import Work

_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<modsCollection xmlns="http://www.loc.gov/mods/v3" xmlns:xlink="http://www.w3.org/1999/xlink">
"""


def read_mods(data: bytes | str, *, path: str = "") -> Loaded:
    """Read MODS: a collection, or one record.

    Args:
        data: The file's content.
        path: The file's name, for errors.

    Returns:
        The Works, and what was broken.

    Raises:
        UnreadableError: If the file is empty or no text.
        FormatError: If it is no XML, or holds neither records nor the root of such a file.
    """
    records, root, problems = read_records(data, "mods", path=path)
    if not records and not problems and root.tag != "modsCollection":
        raise FormatError(f"no MODS: its root is <{root.tag}>", path=path, line=1)
    works = []
    lines = []
    for record in records:
        work = _read(record, problems)
        if work is not None:
            works.append(work)
            lines.append(record.line)
    problems.sort(key=lambda problem: problem.line)
    return Loaded(works, problems, "mods", lines=lines)


def write_mods(works: Iterable[Work], *, carry: bool = True) -> str:
    """Write MODS 3 as one collection.

    Args:
        works: The Works.
        carry: Whether what MODS has no element for goes into an ``extension``, so that reading
            gives back the same Works.
    """
    return _HEAD + "".join(_written(work, carry) for work in works) + "</modsCollection>\n"


def _read(record: Record, problems: list[Problem]) -> Work | None:
    if not any(map(str.strip, map(str, record.element.itertext()))):
        problems.append(Problem(record.line, "an empty record", raw=record.raw, lost=True))
        return None
    work, texts = to_work(record.element)
    for text in texts:
        work = with_carried(work, text)
    return work


def _read_back(work: Work) -> Work:
    return to_work(fromstring(to_xml(work)))[0]


_EXACT: Final = Exact("mods")


def _written(work: Work, carry: bool) -> str:
    written = to_xml(work)
    text = ""
    if carry:
        read = _EXACT.known(work, _read_back)
        if read is None:
            read = to_work(fromstring(written))[0]
        text = carried(work, read) if read is not work else ""
    if text:
        written = f"{written.removesuffix('</mods>')}<extension>{escape(text)}</extension>\n</mods>"
    return written + "\n"
