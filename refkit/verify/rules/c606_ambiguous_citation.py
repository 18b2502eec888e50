"""C606: a citation that fits several listed works."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Finding
from refkit.verify.citation_rule import CitationRule, listed_as, said
from refkit.verify.citing import Citing
from refkit.verify.citing_entry import Listed
from refkit.verify.citing_index import alike
from refkit.verify.citing_link import Link
from refkit.verify.rule import Article


class AmbiguousCitation(CitationRule):
    """A citation fits several listed works equally.

    Reported where the list tells two works of a year apart by letters and the citation has none,
    where "et al." stands for the authors of two works, and where two first authors share a family
    name and year and the citation has no initials. A work that is listed twice (L702) and works
    that the list itself does not tell apart (L703) are the list's affair.

    Why it matters:
        The reader cannot tell which work is meant.

    Example:
        ``(Vingerhoets, 2013)`` where the list has 2013a and 2013b.

    Fix:
        None: only the author knows which work is meant.

    Source:
        APA 7, 8.18 ("et al." that is ambiguous), 8.19 (letters) and 8.20 (initials).
    """

    code = "C606"
    name = "ambiguous-citation"
    severity = "warning"

    def check_link(self, link: Link, article: Article, citing: Citing) -> Iterator[Finding]:
        """One finding over a citation that may mean several works."""
        if link.kind != "ambiguous" or not article.form or link.citation.kind == "original":
            return
        works = [listed_as(article.verdicts[entry.number].reference) for entry in link.entries]
        shown = " or ".join(works[:3]) if len(set(works)) == len(works) else f"{len(works)} works"
        yield self.finding(
            article,
            link.citation.span,
            f"{said(link.citation)} may be {shown}: {_advice(link.entries)}",
            written=link.citation.raw,
        )


def _advice(entries: tuple[Listed, ...]) -> str:
    first = entries[0]
    if all(alike(first, entry) for entry in entries[1:]):
        same = all(entry.initials == first.initials for entry in entries[1:])
        return "add the letter of the year" if same else "add the initials of the first author"
    if len({entry.initials for entry in entries}) > 1 and len(first.names) == 1:
        return "add the initials of the first author"
    return "write out as many names as tell them apart"
