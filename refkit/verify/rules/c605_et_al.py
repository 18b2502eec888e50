"""C605: "et al." where names belong, and names where "et al." belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refkit.model import Finding, Fix, Span
from refkit.verify.citation_rule import (
    CitationRule,
    is_disputed,
    is_identified,
    listed_as,
    text_of,
)
from refkit.verify.citing import Citing, citing_of
from refkit.verify.citing_entry import Listed
from refkit.verify.citing_link import Link
from refkit.verify.citing_names import rewrite
from refkit.verify.edits import mend
from refkit.verify.rule import Article

_ET_AL: Final = re.compile(r"\b et (?P<first> \.? ) \s? al \b (?P<last> \.? )", re.VERBOSE)
_ALWAYS_IN_APA_6: Final = 6
"""Authors from which on APA 6 has "et al." in the first citation too."""


class EtAl(CitationRule):
    """Names stand where "et al." belongs, or "et al." where names belong.

    In APA 7 a work of three or more authors is cited by the first and "et al." from the first
    citation on, one of two or fewer by all names. In APA 6, three to five authors are named in
    the first citation and shortened after it; an article that evidently keeps to that is not
    corrected. More names pass where a work of the same first author and year would fit as well.
    Names that are left out without "et al." are reported too, and "et al" and "et. al." for
    "et al.".

    Why it matters:
        The form tells how many people wrote a work, and leads to the right entry.

    Example:
        ``(Bylsma & Gračanin, 2021)`` for a work of Bylsma, Gračanin and Vingerhoets: ``(Bylsma et
        al., 2021)``.

    Fix:
        The names as the list asks for them. Safe; only where "et al." becomes names and the work
        was not identified, unsafe.

    Source:
        APA 7, 8.17 and table 8.1 (number of authors), 8.18 (ambiguity). APA 6, 6.12.
    """

    code = "C605"
    name = "et-al"
    severity = "warning"

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding over the names of each citation in which "et al." is missing or wrong."""
        citing = citing_of(article)
        if citing is None or not article.form:
            return
        older = article.form == "apa-6" or _follows_apa_6(citing)
        # A work that is named in full anywhere is: an abstract or a note may stand before that.
        met = {
            link.entries[0].number
            for link in citing.spoken()
            if len(link.entries) == 1 and link.names == "full"
        }
        named: set[int] = set()
        for link in citing.spoken():
            first = False
            if len(link.entries) == 1:
                number = link.entries[0].number
                first = number not in (named if link.names == "full" else met)
                (named if link.names == "full" else met).add(number)
            if not link.citation.authors_span:
                continue
            said = self._misspelt(link, article)
            if said is None and _is_sure(link, article):
                said = self._misused(link, article, citing, first=first, older=older)
            if said is not None:
                yield said

    def _misspelt(self, link: Link, article: Article) -> Finding | None:
        """A finding over "et al" and "et. al."."""
        citation = link.citation
        written = text_of(article, citation.authors_span)
        found = _ET_AL.search(written)
        if found is None or not citation.et_al:
            return None
        end = citation.authors_span.start + found.end()
        stopped = bool(found["last"]) or article.document.text[end : end + 1] == "."
        if stopped and not found["first"]:
            return None
        span = Span(citation.authors_span.start + found.start(), end)
        text = "et al." if found["last"] or not stopped else "et al"
        return self.finding(
            article,
            span,
            f"“{found[0]}” is written “et al.”",
            field="author",
            written=found[0],
            found="et al.",
            fix=mend(article.document, span, text, safe=True),
        )

    def _misused(
        self, link: Link, article: Article, citing: Citing, *, first: bool, older: bool
    ) -> Finding | None:
        """A finding over names that are too few or too many."""
        entry = link.entries[0]
        message, rest = _wanted(link, entry, first=first, older=older, form=article.form)
        if not message:
            return None
        told_apart = citing.areas[link.area].index.has_rival(entry)
        if told_apart and (link.names == "full" or link.citation.et_al):
            return None
        reference = article.verdicts[entry.number].reference
        return self.finding(
            article,
            link.citation.authors_span,
            f"{message}: {listed_as(reference)}",
            field="author",
            written=text_of(article, link.citation.authors_span),
            fix=None if told_apart or rest is None else _fix(link, article, rest),
        )


def _is_sure(link: Link, article: Article) -> bool:
    """Whether the link, the entry's names and the work's record leave no doubt.

    The commas in the names of groups leave open how many there are.
    """
    if link.kind != "exact" or len(link.entries) != 1 or link.names == "group":
        return False
    entry = link.entries[0]
    plain = entry.certain and not entry.abridged and not any(entry.groups)
    return plain and not is_disputed(article, entry.number, "author")


def _wanted(
    link: Link, entry: Listed, *, first: bool, older: bool, form: str
) -> tuple[str, str | None]:
    """What is wrong with the names, and what should follow the first of them.

    "" if nothing is; None where what should follow cannot be told.
    """
    count, listed = len(link.citation.authors), len(entry.names)
    joint = " and " if link.citation.narrative else " & "
    if listed < 3:
        rest = f"{joint}{entry.families[1]}" if listed == 2 else ""
        how_many = "two authors" if listed == 2 else "one author"
        if link.names == "needless":
            return f"“et al.” for a work of {how_many}", rest
        return (f"one name for a work of {how_many}", rest) if link.names == "short" else ("", "")
    if link.names == "short":
        return f"“et al.” is missing for a work of {listed} authors", " et al."
    if link.names == "full":
        if older and listed < _ALWAYS_IN_APA_6 and (first or form != "apa-6"):
            return "", ""
        return f"a work of {listed} authors is cited with “et al.”", " et al."
    if link.names == "needless" or (count > 1 and not older):
        return "one name is enough before “et al.”", " et al."
    if form == "apa-6" and first and listed < _ALWAYS_IN_APA_6:
        return f"the first citation names all {listed} authors", None
    return "", ""


def _fix(link: Link, article: Article, rest: str) -> Fix | None:
    safe = "et al." in rest or is_identified(article, link.entries[0].number)
    return rewrite(article.document, link.citation, rest, safe=safe)


def _follows_apa_6(citing: Citing) -> bool:
    """Whether works of three to five authors are mostly named in full where they first appear."""
    met: set[int] = set()
    named = 0
    shortened = 0
    for link in citing.spoken():
        if link.kind != "exact" or len(link.entries) != 1 or link.entries[0].number in met:
            continue
        entry = link.entries[0]
        met.add(entry.number)
        if citing.areas[link.area].index.has_rival(entry):
            continue
        if 2 < len(entry.names) < _ALWAYS_IN_APA_6 and not entry.abridged:
            named += link.names == "full"
            shortened += link.names == "et-al"
    return named >= 2 and named > shortened
