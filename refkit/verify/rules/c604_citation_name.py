"""C604: a citation whose names are not those of the listed work."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Citation, Finding, Fix, Span
from refkit.verify.citation_rule import CitationRule, is_identified, listed_as, said, text_of
from refkit.verify.citing import Citing
from refkit.verify.citing_entry import group_keys, name_keys
from refkit.verify.citing_link import Link
from refkit.verify.edits import mend
from refkit.verify.rule import Article


class CitationName(CitationRule):
    """A name in a citation is spelt otherwise than in the list.

    Reported where the year of the citation fits one listed work, and its names are those of the
    work but for a letter or two of one name, their order, or one name too many. Lost diacritics,
    particles, hyphens and apostrophes of other kinds, and transliterations are no difference.
    Where the record of the work has the citation's spelling, the entry is wrong, of which M301
    tells.

    Why it matters:
        The reader looks for a name that is not in the list, and the author goes without credit.

    Example:
        ``(Byslma & Gračanin, 2021)`` for ``Bylsma, L. M., & Gračanin, A. (2021).``

    Fix:
        The spelling that the list has. Safe where the work was identified and its record has
        that spelling, unsafe otherwise. None for names in another order, or too many.

    Source:
        APA 7, 8.4 and 8.10: the names in the text match those in the reference list entry.
    """

    code = "C604"
    name = "citation-name"
    severity = "error"

    def check_link(self, link: Link, article: Article, citing: Citing) -> Iterator[Finding]:
        """One finding over the name that differs, or over the names."""
        if link.kind != "name":
            return
        citation, entry = link.citation, link.entries[0]
        reference = article.verdicts[entry.number].reference
        names = citation.authors_span or citation.span
        if link.names != "spelling":
            what = "in another order" if link.names == "order" else "without one of these names"
            yield self.finding(
                article,
                names,
                f"{said(citation)} is cited, but the list has the work {what}: "
                f"{listed_as(reference)}",
                field="author",
                written=text_of(article, names),
            )
            return
        written, found = citation.authors[link.place], entry.families[link.place]
        if _record_has(article, entry.number, written):
            return
        span = _place(article, citation, link.place)
        yield self.finding(
            article,
            span or names,
            f"“{written}” is “{found}” in the reference list: {listed_as(reference)}",
            field="author",
            written=written,
            found=found,
            fix=_fix(article, entry.number, span, found),
        )


def _place(article: Article, citation: Citation, number: int) -> Span | None:
    """Where a name of a citation stands; None if it is not found as written."""
    start = citation.authors_span.start
    for at, name in enumerate(citation.authors):
        start = article.document.text.find(name, start, citation.authors_span.end)
        if start < 0:
            return None
        if at == number:
            return Span(start, start + len(name))
        start += len(name)
    return None


def _fix(article: Article, number: int, span: Span | None, name: str) -> Fix | None:
    if span is None:
        return None
    safe = is_identified(article, number) and _record_has(article, number, name)
    return mend(article.document, span, name, safe=safe)


def _record_has(article: Article, number: int, name: str) -> bool:
    """Whether the record of a reference has a name so spelt."""
    match = article.verdicts[number].match
    if match is None:
        return False
    work = match.record.work
    keys = group_keys(name)
    return any(keys & name_keys(each) for each in (*work.author, *work.editor))
