"""RecordsFile: a file of records as an offline Source.

Read in full, converted on demand: a file of 20,000 works is checked and indexed by DOI in half a
second, and only the works that are found become Records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, Self, TypeVar

import msgspec

from refkit.errors import FormatError, SourceError
from refkit.model import Answer, Record, Reference
from refkit.normalize.identifiers import doi_key
from refkit.resolve import quirks
from refkit.resolve.crossref_record import READ_FIELDS, crossref_record
from refkit.resolve.records_reader import LARGEST, Entry, read_entries
from refkit.resolve.search_index import Described, SearchIndex
from refkit.resolve.source import ROWS, search_text

_PEOPLE: Final = 20
"""Authors that a search looks at, the last among them: no style prints more (APA 7: 20)."""

_MARKUP: Final = re.compile(r"<[^<>]{1,200}>|&[#\w]{1,10};")


class _Outline(msgspec.Struct, rename="kebab"):
    """The fields of a work that a search looks at, of whatever type they are."""

    title: Any = None
    subtitle: Any = None
    original_title: Any = None
    author: Any = None
    editor: Any = None
    container_title: Any = None
    short_container_title: Any = None
    container_title_short: Any = None
    issued: Any = None
    published: Any = None
    published_print: Any = None
    published_online: Any = None
    volume: Any = None
    page: Any = None
    article_number: Any = None
    publisher: Any = None


_OUTLINES: Final = msgspec.json.Decoder(_Outline)
_FIELDS: Final = {f"field{at}": name for at, name in enumerate(sorted(READ_FIELDS))}
# To read only what becomes a Record is four times as fast as to read everything.
_Item = msgspec.defstruct("_Item", [(field, Any, None) for field in _FIELDS], rename=_FIELDS)
_ITEMS: Final = msgspec.json.Decoder(_Item)
Decoded = TypeVar("Decoded")


class RecordsFile:
    """A file of records: JSON or JSON lines of Crossref works or CSL-JSON, plain or gzipped.

    Args:
        path: The file. A list, ``{"items": […]}``, an answer of Crossref's API, one work, or one
            of these a line.
        complete: Whether the file holds every work there is to know, so that a DOI that is not in
            it does not exist.
        largest: Bytes that it may have at most, decompressed.

    Raises:
        UnreadableError: If the file is missing, empty, no file, too large, or not permitted.
        FormatError: If it is broken: says the line.
    """

    def __init__(self, path: Path, *, complete: bool = False, largest: int = LARGEST) -> None:
        self.name = path.name
        self.path = str(path)
        self.complete = complete
        self._load(read_entries(path, largest))

    @classmethod
    def from_records(
        cls, records: Iterable[Record], *, name: str = "records", complete: bool = False
    ) -> Self:
        """A Source of Records that are at hand.

        Args:
            records: The Records; they are returned as they are.
            name: The Source's name.
            complete: Whether a DOI that is not among them does not exist.
        """
        source = cls.__new__(cls)
        source.name = source.path = name
        source.complete = complete
        source._load(())
        source._records = dict(enumerate(records))
        for number, record in source._records.items():
            source._register(record.work.DOI, number)
        return source

    def _load(self, entries: Iterable[Entry]) -> None:
        self._entries: list[Entry] = []
        self._records: dict[int, Record] = {}
        self._by_doi: dict[str, list[int]] = {}
        self._index: SearchIndex | None = None
        self._closed = False
        for number, entry in enumerate(entries):
            self._entries.append(entry)
            self._register(entry.doi, number)

    def _register(self, doi: str, number: int) -> None:
        key = _key(doi)
        if key:
            self._by_doi.setdefault(key, []).append(number)

    def __len__(self) -> int:
        return max(len(self._entries), len(self._records))

    def by_doi(self, dois: Sequence[str]) -> list[Answer]:
        """Look DOIs up; see :meth:`refkit.resolve.source.Source.by_doi`.

        A DOI that is not in the file is "unknown", or "absent" if the file is complete. Where a
        DOI stands in the file twice, the fuller record comes first.

        Raises:
            FormatError: If a record turns out to be broken within a field.
            SourceError: If the Source has been closed.
        """
        self._check_open()
        return [self._answer(doi, self._by_doi.get(_key(doi), ())) for doi in dois]

    def search(self, references: Sequence[Reference], rows: int = ROWS) -> list[Answer]:
        """Look for works; see :meth:`refkit.resolve.source.Source.search`.

        Raises:
            FormatError: If a record turns out to be broken within a field.
            SourceError: If the Source has been closed.
        """
        self._check_open()
        return [self._search(search_text(reference), rows) for reference in references]

    def close(self) -> None:
        """Let go of the records."""
        self._load(())
        self._closed = True

    def _check_open(self) -> None:
        if self._closed:
            raise SourceError(f"{self.name} has been closed")

    def _answer(self, doi: str, numbers: Sequence[int]) -> Answer:
        if not numbers:
            return self._nothing(doi)
        records = [self._record(number) for number in numbers]
        if len(records) > 1:
            records.sort(key=lambda record: -sum(1 for _ in record.work.variables()))
        return Answer(source=self.name, question=doi, outcome="found", records=records)

    def _search(self, text: str, rows: int) -> Answer:
        if not text:
            detail = "nothing to search for"
            return Answer(source=self.name, question=text, outcome="unknown", detail=detail)
        if self._index is None:
            self._index = SearchIndex(self._outlines())
        hits = self._index.search(text, rows)
        if not hits:
            return self._nothing(text)
        records = [
            msgspec.structs.replace(self._record(number), score=score) for number, score in hits
        ]
        return Answer(source=self.name, question=text, outcome="found", records=records)

    def _nothing(self, question: str) -> Answer:
        return Answer(
            source=self.name,
            question=question,
            outcome="absent" if self.complete else "unknown",
            detail=f"no record in {self.name}",
        )

    def _record(self, number: int) -> Record:
        record = self._records.get(number)
        if record is None:
            item = self._decode(number, _ITEMS)
            values = zip(_FIELDS.values(), msgspec.structs.astuple(item), strict=True)
            message = {name: value for name, value in values if value is not None}
            record = crossref_record(message, source=self.name)
            self._records[number] = record
        return record

    def _decode(self, number: int, decoder: msgspec.json.Decoder[Decoded]) -> Decoded:
        entry = self._entries[number]
        try:
            return decoder.decode(entry.raw)
        except (msgspec.DecodeError, RecursionError) as error:
            raise FormatError(
                f"a record that is broken: {error}",
                path=self.path,
                line=entry.line,
                entry=entry.doi or str(number + 1),
            ) from error

    def _outlines(self) -> Iterator[Described]:
        if not self._entries:
            for record in self._records.values():
                yield _described_record(record)
        for number in range(len(self._entries)):
            yield _described(self._decode(number, _OUTLINES))


def _key(doi: str) -> str:
    # Nearly all DOIs of records are clean; the rest goes the long way.
    if doi.startswith("10.") and doi.isascii() and "%" not in doi:
        return doi.strip().lower()
    return doi_key(doi) or doi.strip().casefold()


def _described(outline: _Outline) -> Described:
    years = {
        date.year
        for value in (
            outline.issued,
            outline.published,
            outline.published_print,
            outline.published_online,
        )
        if value is not None and (date := quirks.date(value))
    }
    return Described(
        title=_joined(outline.title, outline.subtitle, outline.original_title),
        people=" ".join((*_family_names(outline.author), *_family_names(outline.editor))),
        container=_joined(
            outline.container_title,
            outline.short_container_title,
            outline.container_title_short,
            outline.publisher,
        ),
        years=tuple(str(year) for year in years if year),
        volume=quirks.text(outline.volume),
        first_pages=_first_pages(quirks.text(outline.page), quirks.text(outline.article_number)),
    )


def _described_record(record: Record) -> Described:
    work, variants = record.work, record.variants
    years = variants.get("issued") or ([str(work.year)] if work.year else [])
    return Described(
        title=" ".join((work.title, *variants.get("title", ()))),
        people=" ".join(
            f"{name.non_dropping_particle} {name.family} {name.literal}"
            for name in (*work.author, *work.editor)
        ),
        container=" ".join(
            (
                work.container_title,
                work.container_title_short,
                *variants.get("container-title", ()),
                work.publisher,
            )
        ),
        years=tuple(years),
        volume=work.volume,
        first_pages=_first_pages(work.page, work.number, *variants.get("page", ())),
    )


def _first_pages(*values: str) -> tuple[str, ...]:
    return tuple(
        {re.split(r"[-\u2010-\u2015,;\s]", value, maxsplit=1)[0] for value in values if value}
    )


def _joined(*values: Any) -> str:
    """All texts of several fields as one, good enough for its words."""
    found: list[str] = []
    for value in values:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, list):
            found.extend(entry for entry in value if isinstance(entry, str))
    joined = " ".join(found)
    if "<" in joined or "&" in joined:
        joined = _MARKUP.sub(" ", joined)
    return joined if joined.isascii() else quirks.repair(joined)


def _family_names(value: Any) -> Iterator[str]:
    people = list(quirks.objects(value))
    if len(people) > _PEOPLE:
        # Of 2,900 authors (10.1103/physrevlett.114.191803) some bear any name that is asked for.
        people = [*people[: _PEOPLE - 1], people[-1]]
    for entry in people:
        for key in ("non-dropping-particle", "family", "name", "literal"):
            name = entry.get(key)
            if isinstance(name, str):
                yield name if name.isascii() else quirks.repair(name)
