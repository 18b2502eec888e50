"""CitationRule: what the rules of family C share: one citation beside the works that it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refkit.model import Citation, Finding, Reference, Span
from refkit.normalize.patterns import lazy_pattern
from refkit.verify.citing import Citing, citing_of
from refkit.verify.citing_entry import status_of
from refkit.verify.citing_link import Link
from refkit.verify.rule import Article, Rule, named

_BLANKS: Final = lazy_pattern(r"\s+")
_PERSONAL: Final = lazy_pattern(
    r"""
    [\[(] \s? (?: unpublished \s )? personal \s (?: communication | correspondence ) \s? [\]),;:]
  | \. \s personal \s communication \s? (?: [.,;(\[] | \Z )
    """,
    re.VERBOSE | re.IGNORECASE,
)


class CitationRule(Rule):
    """A citation of the running text is at odds with the list, or with the form of citations."""

    def check(self, article: Article) -> Iterator[Finding]:
        """Everything that the rule has to say about the citations of lists that it may speak of."""
        citing = citing_of(article)
        if citing is None:
            return
        before: Link | None = None
        for link in citing.spoken():
            if not (before and _is_told(link, before)):
                yield from self.check_link(link, article, citing)
            before = link

    def check_link(self, link: Link, article: Article, citing: Citing) -> Iterator[Finding]:
        """Everything that the rule has to say about one citation."""
        yield from ()


def _is_told(link: Link, before: Link) -> bool:
    """Whether a citation is a further year of names that were found wrong before it."""
    return (
        not link.citation.authors_span
        and link.citation.authors == before.citation.authors
        and link.kind == before.kind == "name"
        and link.names == before.names
    )


def said(citation: Citation) -> str:
    """A citation for people: "Smith & Jones (2020)"."""
    names = list(citation.authors)
    if citation.et_al:
        who = f"{', '.join(names)} et al."
    elif len(names) > 1:
        who = f"{', '.join(names[:-1])} & {names[-1]}"
    else:
        who = "".join(names)
    who = _BLANKS.sub(" ", who)
    return f"{who} ({citation.year})" if citation.year else who


def listed_as(reference: Reference) -> str:
    """A reference for people, with the letter of its year: "Smith & Jones (2020a)"."""
    text, year = named(reference), listed_year(reference)
    at = text.rfind(" (")
    return f"{text[:at] if at > 0 and text.endswith(')') else text} ({year})"


def listed_year(reference: Reference) -> str:
    """The year that a citation of a reference has: "2020a", "n.d.", "in press"."""
    work = reference.work
    if work.year is not None:
        return f"{work.year}{work.year_suffix}"
    status = status_of(reference) or "n.d."
    return f"{status}-{work.year_suffix}" if work.year_suffix else status


def is_identified(article: Article, number: int) -> bool:
    """Whether a reference was identified and read as it stands."""
    verdict = article.verdicts[number]
    return verdict.match is not None and not verdict.reference.repairs


def is_disputed(article: Article, number: int, variable: str) -> bool:
    """Whether a field of a reference disagrees with its record, of which rules of family M tell."""
    return variable in article.verdicts[number].wrong


def text_of(article: Article, span: Span) -> str:
    """The text of a span of the article."""
    return article.document.text[span.start : span.end]


def is_personal(reference: Reference) -> bool:
    """Whether an entry says that it is a personal communication.

    A published or archived letter, which CSL gives the same type, is none.
    """
    return _PERSONAL.search(reference.raw[:600]) is not None
