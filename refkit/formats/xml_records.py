"""The records of an XML file one by one, so that what is broken in one leaves the others whole.

A tag that is never closed swallows all that follows it. So a file with such faults is cut where
its records begin, and each piece is parsed alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from refkit.errors import FormatError
from refkit.formats.loaded import Problem
from refkit.formats.xml import line_of, local_name, parse_text, raw_of, xml_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_COMMENT: Final = re.compile(r"<!-- (?: .*? --> | .*\Z )", re.VERBOSE | re.DOTALL)

_LINE_NAMED: Final = re.compile(r"mismatch: \S{1,60} line (\d{1,9})")


class Record(NamedTuple):
    """A record of a file.

    Attributes:
        element: Its element, all names without their namespaces.
        line: The line on which it begins, from 1.
        broken: Its text where it had to be cut out of a broken file, else "".
    """

    element: _Element
    line: int
    broken: str = ""

    @property
    def raw(self) -> str:
        """The record's XML, for a Problem."""
        return self.broken or raw_of(self.element)


class Records(NamedTuple):
    """The records of a file in order, its root's local name, and what is broken in it."""

    records: list[Record]
    root: _Element
    problems: list[Problem]


def read_records(data: bytes | str, *names: str, path: str = "") -> Records:
    """The records of an XML file.

    Args:
        data: The file's content.
        names: The local names of the elements that are records.
        path: The file's name, for errors.

    Returns:
        The records, as far as they could be read, and a Problem for each fault; that of a record
        that could not be read is ``lost``.

    Raises:
        UnreadableError: If the file is empty or no text.
        FormatError: If it is no XML; names the line.
    """
    text, problems = xml_text(data, path=path)
    root, faults = _whole(text, names, path)
    if faults:
        records, found_in_records = _cut(text, root, names, path)
        return Records(records, root, problems + (found_in_records or faults))
    _drop_namespaces(root)
    found = [Record(element, line_of(element)) for element in root.iter(*names)]
    return Records(found, root, problems)


def _whole(text: str, names: tuple[str, ...], path: str) -> tuple[_Element, list[Problem]]:
    """The root of the file; of one whose open tags lie within each other, that of its head."""
    try:
        return parse_text(text, path=path)
    except FormatError as error:
        # A "<br>" in each of 300 records, never closed, makes 300 levels.
        begin = next((text.find(piece) for _, piece in _pieces(text, names)), 0)
        if begin <= 0 or not any(word in error.reason for word in ("depth", "nested")):
            raise
        root, _ = parse_text(text[:begin], path=path)
        return root, [Problem(error.line or 1, error.reason)]


def _cut(
    text: str, root: _Element, names: tuple[str, ...], path: str
) -> tuple[list[Record], list[Problem]]:
    declared = "".join(
        f' xmlns{":" + prefix if prefix else ""}="{address}"'
        for prefix, address in root.nsmap.items()
        if '"' not in address and "<" not in address
    )
    records = []
    problems = []
    for line, piece in _pieces(text, names):
        try:
            whole, faults = _parse_piece(piece, declared, line)
        except FormatError as error:
            problems.append(Problem(error.line or line, error.reason, raw=piece, lost=True))
            continue
        _drop_namespaces(whole)
        element = next(whole.iter(*names), None)
        if element is None or not len(element):
            reason = faults[0].reason if faults else "an empty record"
            problems.append(Problem(line, reason, raw=piece, lost=True))
            continue
        problems += faults
        records.append(Record(element, line, piece if faults else ""))
    if not records and not problems:
        _, problems = parse_text(text, path=path)
    return records, problems


def _parse_piece(piece: str, declared: str, line: int) -> tuple[_Element, list[Problem]]:
    """A record cut out of its file, without the line that breaks it where there is one."""
    whole, faults = parse_text(f"<file{declared}>{piece}</file>", first_line=line)
    if not faults:
        return whole, []
    lines = piece.split("\n")
    named = _LINE_NAMED.search(faults[0].reason)
    suspects = [int(named[1]) - 1] if named else []
    for number in (*suspects, faults[0].line - line):
        if 0 < number < len(lines) - 1:
            rest = "\n".join([*lines[:number], "", *lines[number + 1 :]])
            mended, left = parse_text(f"<file{declared}>{rest}</file>", first_line=line)
            if not left:
                raw = lines[number].strip()
                return mended, [Problem(line + number, faults[0].reason, raw=raw)]
    return whole, [Problem(fault.line, fault.reason, raw=piece) for fault in faults]


def _pieces(text: str, names: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """The line and the text of each record, up to its own end tag or the start of the next."""
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    alternatives = "|".join(map(re.escape, names))
    start = re.compile(rf"<(?:[\w.-]{{1,30}}:)?(?:{alternatives})(?=[\s/>])")
    end = re.compile(rf"</(?:[\w.-]{{1,30}}:)?(?:{alternatives})\s{{0,100}}>")
    starts = [found.start() for found in start.finditer(text)]
    ends = [*starts[1:], len(text)]
    line, counted = 1, 0
    for begin, following in zip(starts, ends, strict=False):
        line += text.count("\n", counted, begin)
        counted = begin
        own = end.search(text, begin, following)
        yield line, text[begin : own.end() if own else following]


def _drop_namespaces(root: _Element) -> None:
    """Leave the local names only: files differ in the namespace, never in what a name means."""
    if not root.nsmap:
        return
    for element in root.iter("{*}*"):
        name = local_name(element)
        if name:
            element.tag = name
