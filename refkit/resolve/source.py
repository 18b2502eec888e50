"""Source: what every place that knows Works can be asked, and the text that a search asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, Protocol, TypeAlias

from refkit.model import Answer, Reference
from refkit.normalize.identifiers import arxiv_doi, parse_arxiv
from refkit.normalize.text import clean

ROWS: Final = 10
"""Records that a search asks for; the right one is among them or, in practice, nowhere."""

LONGEST_QUESTION: Final = 1000
"""Characters of a reference that are sent: an address must stay below a server's limit of 8 kB."""

LONGEST_READ: Final = 20_000
"""Characters of an entry that are looked at; what is longer is no reference."""

_LINK: Final = re.compile(
    r"""
      \b (?: https?:// | www\. | doi\.org/ ) \S{1,2000}      # an address, to the next space
    | \b (?: doi \s{0,3} : \s{0,3} )? 10\.\d{4,9}/ \S{1,500}   # a DOI with or without its prefix
    """,
    re.VERBOSE | re.IGNORECASE,
)


Heard: TypeAlias = Callable[[Sequence[Answer]], None]
"""Told Answers as they come, one thread at a time, before the call that asked for them returns.

Network sources call it after each answer over HTTP: what it was told survives a process that is
killed before the last answer has come.
"""


class Source(Protocol):
    """A place that knows Works: Crossref, doi.org, a file of records.

    A Source never raises for an outage: it answers "silent", with the failure in words.

    Attributes:
        name: How Answers and Records name it: "crossref", "doi.org", "works.jsonl.gz".
    """

    @property
    def name(self) -> str:
        """How Answers and Records name it."""

    def by_doi(self, dois: Sequence[str], *, heard: Heard | None = None) -> list[Answer]:
        """Look DOIs up.

        Args:
            dois: DOIs as written, in any case; repetitions are allowed.
            heard: Told each Answer as it comes.

        Returns:
            One Answer a DOI, in order; its question is the DOI as asked.

        Raises:
            SourceError: If the Source has been closed.
        """

    def search(
        self, references: Sequence[Reference], rows: int = ROWS, *, heard: Heard | None = None
    ) -> list[Answer]:
        """Look for the works that References describe, without regard to their DOIs.

        Args:
            references: The References; :func:`search_text` of each is all that is asked.
            rows: How many Records to return for each at most.
            heard: Told each Answer as it comes.

        Returns:
            One Answer a Reference, in order, its Records ranked, best first. "found" says that
            there are Records to compare, not that one of them is the work.

        Raises:
            SourceError: If the Source has been closed.
        """

    def close(self) -> None:
        """Let go of connections and memory. A closed Source cannot be asked."""


def search_text(reference: Reference) -> str:
    """The text of a Reference that sources are asked for; "" if it says nothing.

    Addresses and DOIs are left out: a wrong one (10.1037/pst0000395 printed for
    10.1037/pst0000342) would lead the search astray, and a right one is looked up by itself.

    Args:
        reference: A Reference; where it has no raw text, its Work is asked for.

    Returns:
        At most :data:`LONGEST_QUESTION` characters on one line.
    """
    text = clean(_LINK.sub(" ", reference.raw[:LONGEST_READ]))
    if not text and not reference.raw:
        text = clean(reference.text)
    if not any(character.isalnum() for character in text):
        return ""
    if len(text) <= LONGEST_QUESTION:
        return text
    # Where 200 authors come first (10.1038/35057062), the title stands at the end.
    head = text[: LONGEST_QUESTION // 4].rsplit(" ", 1)[0]
    tail = text[-(LONGEST_QUESTION - len(head) - 1) :].split(" ", 1)[-1]
    return f"{head} {tail}"


def preprint_doi(reference: Reference) -> str:
    """The DOI of the arXiv preprint that a Reference names by its number, not by a DOI; "" if none.

    arXiv's preprints are DataCite's, under 10.48550/arXiv and their number.
    """
    return "" if reference.work.DOI else arxiv_doi(parse_arxiv(reference.text[:LONGEST_READ]))
