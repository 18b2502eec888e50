"""C607: "&" in running text, and "and" within parentheses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from refkit.model import Citation, Finding, Span
from refkit.verify.citing import Citing, citing_of
from refkit.verify.citing_link import Link
from refkit.verify.edits import mend
from refkit.verify.rule import Article, Rule

_CAPTIONS: Final = ("Table", "Figure", "Fig.", "Note.")
_LONGEST_ASIDE: Final = 400
"""Characters of a sentence within parentheses."""


class AmpersandOrAnd(Rule):
    """Two authors are joined by "&" in a sentence, or by "and" within parentheses.

    Within parentheses names are joined by "&", in a sentence by "and"; so are they in articles in
    other languages, whose own word for "and" passes in both places. Names of groups, tables and
    captions, and sentences that stand within parentheses pass.

    Why it matters:
        It is the form that every journal in APA style asks for, and copy editors correct by hand.

    Example:
        ``Bylsma & Gračanin (2021) found`` for ``Bylsma and Gračanin (2021) found``.

    Fix:
        "and" for "&", or "&" for "and". Safe: no name changes.

    Source:
        APA 7, 8.17: "and" in narrative citations, an ampersand in parenthetical ones.
    """

    code = "C607"
    name = "ampersand-or-and"
    severity = "warning"

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding over the word or sign before the last author of each citation."""
        citing = citing_of(article)
        if citing is None or not article.form:
            return
        own_word = _own_word(article)
        for link in citing.spoken():
            citation = link.citation
            if not citation.authors_span or not _joins_people(link):
                continue
            if citation.narrative and citation.joined == "&":
                if not _is_set_apart(article, citation, citing):
                    message = f"in running text authors are joined by “{own_word}”"
                    yield from self._finding(article, citation, own_word, message)
            elif not citation.narrative and citation.joined == "and":
                message = "within parentheses authors are joined by “&”"
                yield from self._finding(article, citation, "&", message)

    def _finding(
        self, article: Article, citation: Citation, right: str, message: str
    ) -> Iterator[Finding]:
        span = _place(article, citation)
        if span is not None:
            yield self.finding(
                article,
                span,
                message,
                field="author",
                written=citation.joined,
                found=right,
                fix=mend(article.document, span, right, safe=True),
            )


def _joins_people(link: Link) -> bool:
    """Whether the joined names are authors of a listed work, and not the name of one group.

    Where "et al." belongs in their place, C605 tells of that.
    """
    if link.kind not in ("exact", "ambiguous", "year") or link.names in ("group", "short"):
        return False
    return len(link.citation.authors) > 1 and len(link.entries[0].names) > 1


def _own_word(article: Article) -> str:
    """The word that the article has for "and" between the authors in its sentences."""
    words = Counter(
        citation.joined
        for citation in article.citations
        if citation.narrative and citation.joined not in ("", "&")
    )
    return words.most_common(1)[0][0] if words else "and"


def _place(article: Article, citation: Citation) -> Span | None:
    """Where the joining word stands, before the last author."""
    names, text = citation.authors_span, article.document.text
    last = text.rfind(citation.authors[-1], names.start, names.end)
    if last < 0:
        return None
    at = text.rfind(citation.joined, names.start, last)
    return Span(at, at + len(citation.joined)) if at >= 0 else None


def _is_set_apart(article: Article, citation: Citation, citing: Citing) -> bool:
    """Whether the sentence stands in a table, in a caption, or within parentheses."""
    block = citing.body.block_at(citation.span.start)
    if block is None:
        return False
    if block.kind == "table":
        return True
    text, start = article.document.text, citation.span.start
    if text[block.span.start : block.span.start + 20].startswith(_CAPTIONS):
        return True
    before = text[max(block.span.start, start - _LONGEST_ASIDE) : start]
    return before.count("(") > before.count(")")
