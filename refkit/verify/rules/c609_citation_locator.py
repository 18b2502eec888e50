"""C609: the form of pages in a citation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refkit.model import Finding, Span
from refkit.normalize.patterns import lazy_pattern
from refkit.verify.citation_rule import CitationRule
from refkit.verify.citing import Citing
from refkit.verify.citing_link import Link
from refkit.verify.edits import mend
from refkit.verify.gaps import same_signs
from refkit.verify.rule import Article

_PAGES: Final = lazy_pattern(
    r"""
    (?P<label> pp?g?s? \.? | pages? ) (?P<space> \s? )
    (?P<first> [0-9]{1,5} )
    (?: (?P<dash> \s? [-‐–—] \s? | -- ) (?P<last> [0-9]{1,5} ) )?
    (?P<more> (?: , \s? [0-9]{1,5} )* )
    """,
    re.VERBOSE,
)


class CitationLocator(CitationRule):
    """The pages in a citation are not written as APA writes them.

    One page has "p.", several have "pp.", with a space and an en dash between the first and the
    last. Chapters, paragraphs, time stamps and words of other languages pass, and so does a
    quotation without a page.

    Why it matters:
        "p. 3-5" leaves open whether one page or three are meant.

    Example:
        ``(Rowe, 2009, p. 16-18)`` for ``(Rowe, 2009, pp. 16–18)``.

    Fix:
        The pages in APA's form. Safe: no number changes.

    Source:
        APA 7, 8.13 and 6.6 (en dash).
    """

    code = "C609"
    name = "citation-locator"
    severity = "warning"

    def check_link(self, link: Link, article: Article, citing: Citing) -> Iterator[Finding]:
        """One finding over the pages of a citation."""
        citation = link.citation
        if not article.form or not citation.locator:
            return
        right = _right(citation.locator)
        if right is None or same_signs(citation.locator, right):
            return
        end = max(citation.group.end, citation.span.end)
        at = article.document.text.find(citation.locator, citation.year_span.end, end)
        if at < 0:
            return
        span = Span(at, at + len(citation.locator))
        yield self.finding(
            article,
            span,
            f"the pages of a citation are written “{right}”",
            field="locator",
            written=citation.locator,
            found=right,
            fix=mend(article.document, span, right, safe=True),
        )


def _right(locator: str) -> str | None:
    """The pages as APA writes them; None if it is not plain which pages are meant."""
    pages = _PAGES.fullmatch(locator)
    if pages is None:
        return None
    first, last = pages["first"], pages["last"]
    if last and not _is_range(first, last):
        return None
    several = bool(last or pages["more"])
    dash = "–" if last and pages["dash"] not in ("–", "--") else pages["dash"] or ""
    return f"{'pp.' if several else 'p.'} {first}{dash}{last or ''}{pages['more']}"


def _is_range(first: str, last: str) -> bool:
    """Whether two numbers are a range: 16–18, and 116–8 for 116–118; "3-12" may be a page 3-12."""
    if len(last) < len(first):
        return int(first[: len(first) - len(last)] + last) > int(first)
    return int(last) > int(first)
