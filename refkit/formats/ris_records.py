"""The records of an RIS file: lines to tags and values, in all the ways that programs write them.

The form is that of the RIS specifications of 2001 and 2011: two characters, two blanks, a hyphen, a
blank, the value; TY begins a record and ER ends it. Read as well are: lines before the first
record, one blank or none before the hyphen, tags in small letters, blank lines, values that go on
in the next line, records without ER or without TY.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from refkit.formats.loaded import Problem
from refkit.normalize.text import word_set

Fields = dict[str, list[str]]

_STRICT: Final = re.compile(r"(?P<tag>[A-Z][A-Z0-9])[ ]{2}-(?:[ \t](?P<value>.*))?", re.DOTALL)
_LOOSE: Final = re.compile(
    r"[ \t]{0,8}(?P<tag>[A-Za-z][A-Za-z0-9])(?P<gap>[ \t]{0,3})-(?P<blank>[ \t]?)(?P<value>.*)",
    re.DOTALL,
)
_PUBMED: Final = re.compile(r"PMID[ ]{0,2}-[ ](?P<value>[0-9]{1,9})\s?")
_BARE_END: Final = re.compile(r"[ \t]{0,8}(?:ER|er)[ \t-]{0,8}")

KNOWN: Final = word_set("""
    TY ER ID A1 A2 A3 A4 A5 A6 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CR CT CY DA DB
    DO DP ED EP ET H1 H2 IS J1 J2 JA JF JO KW L1 L2 L3 L4 LA LB LK M1 M2 M3 N1 N2 NV OP PB PP PY
    RI RN RP SE SN SP ST SV T1 T2 T3 TA TI TT U1 U2 U3 U4 U5 UR VL VO WP WT WV Y1 Y2 YR
    """)
"""Tags that are recognised however they are written; others only in the specification's form."""

_TELLING: Final = frozenset({"TI", "T1", "CT", "BT", "AU", "A1", "DO", "T2", "JO", "JF"})
"""Tags of which a record without a type has at least one, if it has but one or two."""

_LISTS: Final = frozenset({"KW", "SN", "UR", "L1", "L2", "L3", "L4"})
"""Tags of which EndNote and the Web of Science write each value into a line of its own."""

_LONG: Final = frozenset({"AB", "N1", "N2", "RN", "AD"})
"""Tags whose line breaks are the writer's, unless the text was wrapped."""

_WRAPPED: Final = range(55, 86)
"""Lengths of lines that a program has wrapped; longer ones were not, shorter ones end there."""


class RawRecord(msgspec.Struct):
    """One record as written.

    Attributes:
        type: The value of TY in capitals; "" if it has none.
        line: The line on which it begins.
        fields: Tags to their values, without TY and ER.
    """

    type: str
    line: int
    fields: Fields = {}


def split(text: str) -> tuple[list[RawRecord], list[Problem]]:
    """The records of a file, and what is wrong with its lines.

    Args:
        text: The file, with line feeds as its only line breaks.
    """
    splitting = _Splitting()
    for number, line in enumerate(text.split("\n"), 1):
        splitting.take(number, line)
    splitting.finish()
    return splitting.records, splitting.problems


class _Splitting:
    """The lines so far: the record that is open, and the field that may go on."""

    def __init__(self) -> None:
        self.records: list[RawRecord] = []
        self.problems: list[Problem] = []
        self.record: RawRecord | None = None
        self.tag = ""
        self.lines: list[str] = []
        self.small = False
        self.number = 0

    def take(self, number: int, line: str) -> None:
        self.number = number
        found = _STRICT.fullmatch(line)
        if found is not None:
            self._field(found["tag"], found["value"] or "")
            return
        loose = _LOOSE.fullmatch(line) if "-" in line[:14] else None
        if loose is not None and self._is_tag(loose):
            self._field(loose["tag"].upper(), loose["value"])
        elif _BARE_END.fullmatch(line) and self.record is not None:
            self._end()
        elif (number_of_pubmed := _PUBMED.fullmatch(line)) is not None:
            self._field("PMID", number_of_pubmed["value"])
        elif self.tag and line.strip():
            self.lines.append(line.strip())

    def _is_tag(self, found: re.Match[str]) -> bool:
        """Whether a line that is not in the specification's form begins a field nevertheless.

        In an abstract that goes on, "is - as shown" and "in -vitro" are text: small letters
        count where the record's TY is small, or with both blanks.
        """
        tag, gap, value = found["tag"], found["gap"], found["value"]
        if tag.upper() not in KNOWN or not (found["blank"] or not value or len(gap) > 1):
            return False
        if tag.isupper():
            return True
        return tag.islower() and (len(gap) > 1 or self.small or tag == "ty")

    def _field(self, tag: str, value: str) -> None:
        if tag == "TY":
            self._begin(value)
        elif tag == "ER":
            self._end()
            glued = _LOOSE.fullmatch(value)
            if glued is not None and glued["tag"].upper() == "TY":
                # "ER  - TY  - JOUR": the line break between two records is lost.
                self._begin(glued["value"])
        else:
            self._close_field()
            if self.record is None:
                self.record = RawRecord("", self.number)
            self.tag = tag
            self.lines = [value.strip()]

    def _begin(self, value: str) -> None:
        self._close_field()
        if self.record is not None:
            if self.record.type:
                self._keep(f"there is no ER before the TY of line {self.number}")
            else:
                # Ovid writes NL, the short title of the journal, after the record's ER.
                reason = "tags between two records" if self.records else "tags before the first TY"
                self.problems.append(Problem(self.record.line, reason, raw=_raw(self.record)))
        kind = value.strip()
        self.small = bool(kind) and kind.islower()
        self.record = RawRecord(kind.upper(), self.number)
        self.tag = "TY"
        self.lines = []

    def _end(self) -> None:
        self._close_field()
        if self.record is None:
            self.problems.append(Problem(self.number, "an ER without a record"))
        elif self.record.type or self._tells():
            self._keep("" if self.record.type else "the record has no TY")
        else:
            self._lose()

    def _keep(self, reason: str) -> None:
        if self.record is None:
            return
        if reason:
            entry = next(iter(self.record.fields.get("ID", ())), "")
            self.problems.append(Problem(self.record.line, reason, entry=entry))
        self.records.append(self.record)
        self.record = None
        self.tag = ""

    def _close_field(self) -> None:
        if not self.tag or self.record is None:
            return
        if self.tag == "TY":
            if self.lines:
                raw = "\n".join(self.lines)
                self.problems.append(Problem(self.record.line, "text after TY", raw=raw))
        else:
            values = [value for value in joined(self.tag, self.lines) if value]
            if values:
                self.record.fields.setdefault(self.tag, []).extend(values)
        self.tag = ""
        self.lines = []

    def finish(self) -> None:
        self._close_field()
        if self.record is None:
            return
        if self.record.type:
            self._keep("the file ends before the record's ER")
        elif self._tells():
            self._keep("the record has no TY and no ER")
        else:
            self._lose()

    def _tells(self) -> bool:
        """Whether the tags of a record without a type are those of a work."""
        tags = self.record.fields.keys() if self.record else set[str]()
        return len(tags) > 2 or not _TELLING.isdisjoint(tags)

    def _lose(self) -> None:
        """Tell of tags that are no record: neither a type nor anything that names a work."""
        if self.record is not None:
            raw = _raw(self.record) or "TY  -"
            problem = Problem(self.record.line, "tags without TY", raw=raw, lost=True)
            self.problems.append(problem)
            self.record = None


def joined(tag: str, lines: list[str]) -> list[str]:
    """The values of a tag whose text stands in one or several lines.

    Args:
        tag: The tag in capitals.
        lines: Its lines, without blanks at their ends.

    Returns:
        A value for each line where the tag is a list; else one, in which the line breaks of an
        abstract or note are kept if they are not those of wrapped text.
    """
    if len(lines) == 1:
        return lines
    if tag in _LISTS:
        return lines
    wrapped = all(len(line) in _WRAPPED for line in lines[:-1])
    return [("\n" if tag in _LONG and not wrapped else " ").join(filter(None, lines))]


def _raw(record: RawRecord) -> str:
    return "\n".join(
        f"{tag}  - {value}" for tag, values in record.fields.items() for value in values
    )
