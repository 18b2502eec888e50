"""C608: works within one pair of parentheses that are not in the order of the list."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Final

from refkit.model import Citation, Finding, Fix, Span
from refkit.normalize.names import PARTICLES
from refkit.normalize.text import fold
from refkit.verify.citation_rule import CitationRule, text_of
from refkit.verify.citing import citing_of
from refkit.verify.citing_entry import citation_year
from refkit.verify.citing_link import Link
from refkit.verify.edits import mend
from refkit.verify.rule import Article

_PLAIN_PREFIXES: Final = frozenset(
    {
        "",
        "see",
        "e.g.",
        "e.g.,",
        "see, e.g.,",
        "see e.g.,",
        "for example,",
        "cf.",
        "for a review, see",
    }
)
"""What leads to a whole group of citations, whichever of them comes first."""

Part = list[Link]
"""What stands between two semicolons: the years of the same authors."""


class CitationOrder(CitationRule):
    """Works within one pair of parentheses are not in alphabetical order.

    They stand in the order of the reference list; several works of the same people in the order
    of their years, without a date first and in press last. What follows "see also" or the like is
    a group of its own. Names that differ by diacritics or particles only are not compared, nor are
    works of the same first author with different others.

    Why it matters:
        One order makes long groups of citations easy to compare with the list.

    Example:
        ``(Vingerhoets, 2013; Gračanin et al., 2014)`` for ``(Gračanin et al., 2014; Vingerhoets,
        2013)``.

    Fix:
        The works in the order of the list. Safe: no work changes. None where other words stand
        between them.

    Source:
        APA 7, 8.12 (several works within one pair of parentheses).
    """

    code = "C608"
    name = "citation-order"
    severity = "warning"

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding over each pair of parentheses that is out of order."""
        citing = citing_of(article)
        if citing is None or not article.form:
            return
        for group, its in groupby(citing.spoken(), key=lambda link: link.citation.group):
            links = list(its)
            if len(group) and len(links) > 1:
                yield from self._check_group(links, article)

    def _check_group(self, links: list[Link], article: Article) -> Iterator[Finding]:
        citations = [link.citation for link in links]
        if any(link.kind not in ("exact", "ambiguous") for link in links):
            return
        if any(each.kind != "work" or each.narrative or not each.authors for each in citations):
            return
        parts = _parts(links)
        if not _are_alone(article, parts):
            return
        stretches: list[list[Part]] = []
        for part in parts:
            if not stretches or part[0].citation.prefix:
                stretches.append([])
            stretches[-1].append(part)
        wrong = next((each for each in stretches if not _in_order(each)), None)
        descending = next((part for part in parts if not _ascending(part)), None)
        if wrong is None and descending is None:
            return
        message = (
            "works within parentheses stand in alphabetical order"
            if wrong is not None
            else "works of the same authors stand in the order of their years"
        )
        fix = _fix(article, parts) if len(stretches) == 1 and descending is None else None
        yield self.finding(
            article,
            citations[0].group,
            message,
            written=text_of(article, citations[0].group),
            fix=fix,
        )


def _are_alone(article: Article, parts: list[Part]) -> bool:
    """Whether nothing but what leads to a citation stands before and between the works.

    In "(with exceptions including Ober, 2003; Abbott, 2011)" the words may want their order.
    """
    text = article.document.text
    at = parts[0][0].citation.group.start + 1
    for part in parts:
        citation = part[0].citation
        between = text[at : citation.span.start].strip(" ;").lower()
        if between not in (_PLAIN_PREFIXES if part is parts[0] else {"", citation.prefix.lower()}):
            return False
        at = part[-1].citation.span.end
    return True


def _parts(links: list[Link]) -> list[Part]:
    """The works between semicolons: several years of the same authors are one part."""
    parts: list[Part] = []
    for link in links:
        if parts and not len(link.citation.authors_span):
            parts[-1].append(link)
        else:
            parts.append([link])
    return parts


def _forms(citation: Citation) -> set[str]:
    """What the first name may be sorted under: with its particles and without."""
    words = fold(citation.authors[0]).split()
    forms = {"".join(words)}
    while len(words) > 1 and (words[0] in PARTICLES or words[0] == "the"):
        words = words[1:]
        forms.add("".join(words))
    return forms


def _names(citation: Citation) -> tuple[str, ...]:
    return (*(fold(name) for name in citation.authors), *(("et al",) if citation.et_al else ()))


def _time(citation: Citation) -> int:
    """The place of a date among those of the same authors.

    Letters are not compared: processors give them by the order of the list or of the text.
    """
    years = citation_year(citation.year).years
    numbers = [int(each) for each in years if each.lstrip("-").isdigit()]
    return max(numbers) if numbers else 10_000 if "in press" in years else -10_000


def _precedes(one: Link, other: Link) -> bool:
    """Whether two works may stand in this order."""
    if one.entries[0].number < other.entries[0].number:
        # The list has them so: by a rule of its language, or "SR Research" under S.
        return True
    before, after = one.citation, other.citation
    if not (_is_latin(before) and _is_latin(after)):
        return True
    ours, theirs = _forms(before), _forms(after)
    if ours & theirs:
        if _names(before) == _names(after) and before.initials == after.initials:
            return _time(before) <= _time(after)
        return True
    return any(mine < its for mine in ours for its in theirs)


def _is_latin(citation: Citation) -> bool:
    # Lists sort names of other scripts by more than one transliteration, or put them last.
    return all(letter < "\u0250" for letter in citation.authors[0] if letter.isalpha())


def _in_order(parts: list[Part]) -> bool:
    return all(_precedes(one[-1], other[0]) for one, other in pairwise(parts))


def _ascending(part: Part) -> bool:
    return all(_time(one.citation) <= _time(other.citation) for one, other in pairwise(part))


def _fix(article: Article, parts: list[Part]) -> Fix | None:
    """The parts in the order of the list, if nothing but semicolons stands between them."""
    document, text = article.document, article.document.text
    first = parts[0][0].citation
    spans = [Span(part[0].citation.span.start, part[-1].citation.span.end) for part in parts]
    if any(text[one.end : other.start].strip() != ";" for one, other in pairwise(spans)):
        return None
    if text[spans[-1].end : first.group.end - 1].strip():
        return None
    places = sorted(range(len(parts)), key=lambda at: _sorted_under(parts[at][0].citation))
    if not _in_order([parts[at] for at in places]):
        return None
    between = text[spans[0].end : spans[1].start]
    new = between.join(text[spans[at].start : spans[at].end] for at in places)
    return mend(document, Span(spans[0].start, spans[-1].end), new, safe=True)


def _sorted_under(citation: Citation) -> tuple[str, tuple[str, ...], int]:
    return fold(citation.authors[0]), _names(citation), _time(citation)
