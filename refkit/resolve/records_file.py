"""RecordsFile: a file of records as an offline Source.

Read in full, converted on demand: a file of 20,000 works is checked and indexed by DOI in half a
second, and only the works that are found become Records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Self, TypeVar

import msgspec

from refkit.errors import FormatError, SourceError
from refkit.model import Answer, Record, Reference
from refkit.resolve.crossref_record import crossref_record
from refkit.resolve.described import Described, described, described_record, read_outline
from refkit.resolve.raw_works import look_up_key, read_message
from refkit.resolve.records_reader import LARGEST, Entry, read_entries
from refkit.resolve.search_index import SearchIndex
from refkit.resolve.source import ROWS, Heard, search_text

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
        key = look_up_key(doi)
        if key:
            self._by_doi.setdefault(key, []).append(number)

    def __len__(self) -> int:
        return max(len(self._entries), len(self._records))

    def by_doi(self, dois: Sequence[str], *, heard: Heard | None = None) -> list[Answer]:
        """Look DOIs up; see :meth:`refkit.resolve.source.Source.by_doi`.

        A DOI that is not in the file is "unknown", or "absent" if the file is complete. Where a
        DOI stands in the file twice, the fuller record comes first.

        Raises:
            FormatError: If a record turns out to be broken within a field.
            SourceError: If the Source has been closed.
        """
        self._check_open()
        return [self._answer(doi, self._by_doi.get(look_up_key(doi), ())) for doi in dois]

    def search(
        self, references: Sequence[Reference], rows: int = ROWS, *, heard: Heard | None = None
    ) -> list[Answer]:
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
            message = self._decode(number, read_message)
            record = crossref_record(message, source=self.name)
            record.raw = self._entries[number].raw.decode("utf-8")
            self._records[number] = record
        return record

    def _decode(self, number: int, decode: Callable[[bytes], Decoded]) -> Decoded:
        entry = self._entries[number]
        try:
            return decode(entry.raw)
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
                yield described_record(record)
        for number in range(len(self._entries)):
            yield described(self._decode(number, read_outline))
