"""The index of one shard of a Snapshot, by tantivy, which nothing else here imports.

Its fields: ``doi`` and ``terms`` to look for, ``raw`` as what is stored, ``time`` and ``number`` to
tell the later of two records of one DOI. All that tantivy raises becomes an error that names the
folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import log
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import tantivy

from refkit.errors import ConfigurationError, FormatError
from refkit.resolve.snapshot_work import Kept

_TOKENIZER: Final = "refkit_words"
# A panic of the Rust side is no Exception, and its class cannot be imported.
_PANIC: Final = "PanicException"

Address: TypeAlias = tantivy.DocAddress


class Stamp(NamedTuple):
    """What tells the later of two records of one DOI.

    Attributes:
        time: When the registry had it last, seconds since 1970; 0 if unknown.
        number: Its number in the order in which the shard's works were read.
    """

    time: int
    number: int


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("doi", tokenizer_name="raw", index_option="basic")
    # With frequencies, though every term is there once: without, tantivy cannot pass over the
    # postings that can no longer come to the top.
    builder.add_text_field("terms", tokenizer_name=_TOKENIZER, index_option="freq")
    builder.add_bytes_field("raw", stored=True)
    # Signed: a Python int in an unsigned field kills the writer.
    builder.add_integer_field("time", fast=True)
    builder.add_integer_field("number", fast=True)
    return builder.build()


class ShardWriter:
    """Adds works to a shard; one writer at a time.

    Args:
        folder: The folder of the index; it is made where it is missing.
        heap: Bytes that works may take in memory until they are written, at least 15 MB.

    Attributes:
        opstamp: The number of the last commit. It rises with each.

    Raises:
        ConfigurationError: If it cannot be written, or somebody else is writing to it.
    """

    def __init__(self, folder: Path, heap: int) -> None:
        self._folder = folder
        with self._writing():
            folder.mkdir(parents=True, exist_ok=True)
            index = tantivy.Index(_schema(), str(folder), reuse=True)
            spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
            index.register_tokenizer(_TOKENIZER, spaces)
            # One thread is twice as fast as works are read, and leaves one segment a commit.
            self._writer = index.writer(heap, 1)
            self.opstamp = self._writer.commit_opstamp

    def add(self, work: Kept, number: int) -> None:
        """Add a work; it is there after the next commit.

        Raises:
            ConfigurationError: If the index cannot be written.
        """
        document = tantivy.Document()
        if work.doi:
            document.add_text("doi", work.doi)
        document.add_text("terms", work.terms)
        document.add_bytes("raw", work.raw)
        document.add_integer("time", work.time)
        document.add_integer("number", number)
        with self._writing():
            self._writer.add_document(document)

    def commit(self) -> None:
        """Make what was added last, as a whole.

        Raises:
            ConfigurationError: If the index cannot be written.
        """
        with self._writing():
            self.opstamp = self._writer.commit()

    def close(self) -> None:
        """Wait until what is written has been put in order. What was not committed is lost.

        Raises:
            ConfigurationError: If the index cannot be written.
        """
        with self._writing():
            self._writer.wait_merging_threads()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, RuntimeError, OSError) as error:
            if "LockBusy" in str(error):
                raise ConfigurationError(f"{self._folder} is being written to already") from error
            raise ConfigurationError(f"cannot write {self._folder}: {error}") from error
        except BaseException as error:
            if type(error).__name__ != _PANIC:
                raise
            raise ConfigurationError(f"cannot write {self._folder}: {error}") from error


class ShardReader:
    """Finds works in a shard, as it was at its last commit when it was opened. Safe for threads.

    Args:
        folder: The folder of the index.

    Raises:
        FormatError: If it is no index, or a damaged one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with self._reading():
            index = tantivy.Index.open(str(folder))
            # By default a thread would look for new commits twice a second.
            index.config_reader(reload_policy="manual")
            index.reload()
            self._schema = index.schema
            self._searcher = index.searcher()

    def __len__(self) -> int:
        return self._searcher.num_docs

    def frequencies(self, terms: Iterable[str]) -> list[int]:
        """In how many works each term occurs.

        Raises:
            FormatError: If the index is damaged.
        """
        count = self._searcher.doc_freq
        with self._reading():
            return [count("terms", term) for term in terms]

    def search(self, terms: Mapping[str, float], rows: int) -> list[tuple[float, Address]]:
        """The works that terms rank highest.

        Args:
            terms: What each term weighs among the works of all shards, so that scores compare.
            rows: How many works at most.

        Returns:
            Scores and addresses, best first.

        Raises:
            FormatError: If the index is damaged.
        """
        counts = self.frequencies(terms)
        with self._reading():
            parts = [
                (tantivy.Occur.Should, self._term(term, weight / weight_of(count, len(self))))
                for (term, weight), count in zip(terms.items(), counts, strict=True)
                if count
            ]
            query = tantivy.Query.boolean_query(parts)
            return self._searcher.search(query, rows, count=False).hits if parts else []

    def _term(self, term: str, boost: float) -> tantivy.Query:
        # tantivy reckons with what a term weighs in this shard alone.
        query = tantivy.Query.term_query(self._schema, "terms", term, "freq")
        return tantivy.Query.boost_query(query, boost)

    def find(self, dois: Sequence[str], rows: int) -> list[Address]:
        """The records of DOIs, in no order.

        Args:
            dois: DOIs as they are looked up.
            rows: How many records at most.

        Raises:
            FormatError: If the index is damaged.
        """
        with self._reading():
            # A query of a set of terms takes ten times as long.
            parts = [
                (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "doi", doi, "basic"))
                for doi in dois
            ]
            query = tantivy.Query.boolean_query(parts)
            hits = self._searcher.search(query, rows, count=False).hits
        return [address for _, address in hits]

    def raw(self, address: Address) -> bytes:
        """The JSON of a work.

        Raises:
            FormatError: If the index is damaged.
        """
        with self._reading():
            raw = self._searcher.doc(address).get_first("raw")
        if not isinstance(raw, bytes):
            raise self.damaged(TypeError("a work without JSON"))
        return raw

    def time(self, address: Address) -> int:
        """When the registry had a work last, seconds since 1970; 0 if unknown.

        Raises:
            FormatError: If the index is damaged.
        """
        with self._reading():
            (time,) = self._searcher.fast_field_values("time", [address])
        return int(time or 0)

    def stamp(self, address: Address) -> Stamp:
        """What tells the later of two records of one DOI.

        Raises:
            FormatError: If the index is damaged.
        """
        with self._reading():
            (number,) = self._searcher.fast_field_values("number", [address])
        return Stamp(self.time(address), int(number or 0))

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, RuntimeError, OSError) as error:
            raise self.damaged(error) from error
        except BaseException as error:
            if type(error).__name__ != _PANIC:
                raise
            raise self.damaged(error) from error

    def damaged(self, error: BaseException) -> FormatError:
        """The error of an index that gives back other things than were put in."""
        return FormatError(f"the index is damaged: {error}", path=str(self._folder))


def weight_of(count: int, works: int) -> float:
    """What a term weighs that occurs in some of many works (the inverse document frequency)."""
    return log(1 + (works - count + 0.5) / (count + 0.5))
