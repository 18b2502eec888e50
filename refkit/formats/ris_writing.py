"""A Work to the tags of an RIS record."""

from __future__ import annotations

import re
from typing import Any, Final

from refkit.formats.carried import carried
from refkit.formats.ris_dates import in_words, write_date
from refkit.formats.ris_names import write_name
from refkit.formats.ris_reading import CARRIER, to_work, with_dashes
from refkit.formats.ris_records import Fields, joined
from refkit.formats.ris_types import (
    ARTICLES,
    CONFERENCES,
    COUNT_PAGES,
    GENERIC,
    NUMBERED,
    PREFERRED,
    TYPES,
    layout,
)
from refkit.model import Date, Name, Work

_TAG: Final = re.compile(r"[A-Z][A-Z0-9]")
_LOOKS_TAGGED: Final = re.compile(r"\s*[A-Za-z][A-Za-z0-9]\s{0,3}-|\s*[Ee][Rr][\s-]*\Z")
_NOT_IN_A_LINE: Final = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]+")
_ONE_RANGE: Final = re.compile(r"(?P<first>[^–,;]+)–(?P<last>[^–,;]+)")
_LONG: Final = ("AB", "N1", "RN")
_TAGS: Final = """
    ID TI AU ED A2 A3 A4 T2 C3 T3 ST OP AB KW PY DA VL IS SP EP PB CY ET NV SE SV M1 M3 C1 C2
    C5 C6 C7 LA J2 SN DO UR Y2 AN DB DP CN CR LB N1 RN
"""
_ORDER: Final = _TAGS.split()
_RANK: Final = {tag: rank for rank, tag in enumerate(_ORDER)}


def to_lines(work: Work, *, carry: bool) -> list[str]:
    """The lines of a record, from TY to ER.

    Args:
        work: The Work.
        carry: Whether what RIS has no tag for goes into :data:`CARRIER`.
    """
    kind, values = _Writing(work).result()
    lines = [f"TY  - {kind}", *(f"{tag}  - {value}" for tag, value in values)]
    if carry:
        text = carried(work, to_work(kind, _as_read(values)))
        if text:
            lines.append(f"{CARRIER}  - {text}")
    lines.append("ER  - ")
    return lines


def _as_read(values: list[tuple[str, str]]) -> Fields:
    """The tags and values that the reader will find in the lines."""
    fields: Fields = {}
    for tag, value in values:
        lines = [line.strip() for line in value.split("\n")]
        fields.setdefault(tag, []).extend(joined(tag, lines))
    return fields


class _Writing:
    """A Work on its way to tags."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.own: dict[str, Any] = {}
        own = work.custom.get("ris")
        if isinstance(own, dict):
            self.own = own
        kind = self.own.get("type")
        self.kind = PREFERRED.get(work.type, GENERIC)
        if isinstance(kind, str) and TYPES.get(kind, "") == work.type:
            self.kind = kind
        self.layout = layout(self.kind)
        self.values: list[tuple[str, str]] = []

    def result(self) -> tuple[str, list[tuple[str, str]]]:
        work = self.work
        self._add("ID", work.id)
        self._names()
        self._texts()
        self._numbers()
        self._dates()
        for keyword in _keywords(work.keyword):
            self._add("KW", keyword)
        self._add("DO", work.DOI)
        self.values.sort(key=lambda pair: _RANK.get(pair[0], len(_ORDER)))
        self._own_fields()
        kind = self.own.get("type")
        if self.kind == GENERIC and isinstance(kind, str) and kind not in TYPES:
            # A type of another program's own.
            cleaned = _one_line(kind).upper()
            self.kind = cleaned if cleaned and cleaned == kind else self.kind
        return self.kind, self.values

    def _add(self, tag: str, value: str) -> None:
        value = _in_lines(value) if tag in _LONG and "\n" in value else _one_line(value)
        if value:
            self.values.append((tag, value))

    def _names(self) -> None:
        written = set()
        for tag, variable in self.layout.names.items():
            if variable in written:
                continue
            written.add(variable)
            names: list[Name] = self.work.get(variable)
            if tag == "AU" and not names:
                # Of a film without a director, or an edited book without editors.
                names = self.work.author
            for name in names:
                self._add(tag, write_name(name))

    def _texts(self) -> None:
        work = self.work
        conference = self.kind in CONFERENCES
        for tag, variable in self.layout.texts.items():
            if tag in ("T2", "CY") and conference:
                continue
            if variable == "number" and self.kind in NUMBERED:
                continue
            self._add(tag, work.get(variable))
        if conference:
            self._add("C3", work.container_title)
            self._add("T2", work.event_title or work.container_title)
            self._add("CY", work.event_place or work.publisher_place)
            if work.event_place:
                self._add("C1", work.publisher_place)
        if self.layout.texts.get("T2") == "container-title":
            self._add("J2", work.container_title_short)
        elif not (conference or work.get(self.layout.texts.get("T2", "container-title"))):
            self._add("T2", work.container_title)

    def _numbers(self) -> None:
        work = self.work
        for number in filter(None, (work.ISSN, work.ISBN)):
            self._add("SN", number)
        if self.kind in NUMBERED:
            self._add("SN", work.number)
        if self.kind in ARTICLES and work.PMID and not work.archive_location:
            self._add("AN", work.PMID)
        if "SP" in self.layout.texts:
            return
        page = _ONE_RANGE.fullmatch(with_dashes(work.page))
        if page is not None:
            self._add("SP", page["first"])
            self._add("EP", page["last"])
        elif work.page:
            self._add("SP", work.page.replace("–", "-"))
        elif work.number_of_pages and self.kind in COUNT_PAGES:
            self._add("SP", work.number_of_pages)

    def _dates(self) -> None:
        issued = self.work.issued
        if issued is not None:
            written = write_date(issued)
            if written:
                self._add("PY", written[:4])
                if written[4:] != "///":
                    self._add("DA", written)
            else:
                self._add("PY", issued.literal or issued.raw or in_words(issued))
        original: Date | None = self.work.original_date
        if original is not None and not self.work.original_title:
            self._add("OP", write_date(original)[:4])
        accessed: Date | None = self.work.accessed
        if accessed is not None:
            self._add("Y2", write_date(accessed) or accessed.literal or accessed.raw)

    def _own_fields(self) -> None:
        own = self.own.get("fields")
        if not isinstance(own, dict):
            return
        written = set(self.values)
        for tag, values in own.items():
            if not isinstance(tag, str) or not _TAG.fullmatch(tag) or tag in ("TY", "ER"):
                continue
            for value in values if isinstance(values, list) else [values]:
                if isinstance(value, str) and (tag, value) not in written:
                    self._add(tag, value)


def _keywords(written: str) -> list[str]:
    return [word.strip() for word in written.split(";" if ";" in written else ",")]


def _one_line(value: str) -> str:
    if value.isprintable():
        return value.strip()
    return _NOT_IN_A_LINE.sub(" ", value).strip()


def _in_lines(value: str) -> str:
    """Text with its line breaks, where no line could be taken for another field."""
    lines = list(filter(None, map(_one_line, value.split("\n"))))
    if any(_LOOKS_TAGGED.match(line) for line in lines[1:]):
        return " ".join(lines)
    return "\n".join(lines)
