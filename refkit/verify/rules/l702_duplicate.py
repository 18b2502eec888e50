"""L702: two entries for one work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from refkit.model import Finding, Fix, Reference
from refkit.verify.duplicates import groups_of, pairs
from refkit.verify.placement import places_of, removed
from refkit.verify.rule import Article, Rule, named, standing


class Duplicate(Rule):
    """A work stands in the reference list twice.

    Two entries are one work if they read the same, or if their titles agree and so does the DOI;
    or, where one has no DOI, the record that both were identified with, or first author and year,
    provided that nothing tells them apart: volume, issue, pages, edition, web address, journal,
    the letter of the year. Chapters of one book, parts I and II, editions, a preprint beside its
    article, and entries of different lists are no duplicates.

    Why it matters:
        Readers look for two works where there is one, and citations divide between them. It
        mostly comes from two records of one work in the author's library.

    Example:
        ``Yang, Y., & He, R. (2019). Seismic response of bridge columns. …`` on lines 40 and 52.

    Fix:
        Takes the later entry away where both are the same to the letter. Unsafe: entries may have
        been meant for two works. None elsewhere: someone has to say which of them is right.

    Source:
        APA 7, 9.43: each work appears once in the reference list.
    """

    code = "L702"
    name = "duplicate"
    severity = "warning"

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding for each entry that repeats an earlier one of its list."""
        for numbers in article.numbers() if article.lists or _is_of_works(article) else []:
            verdicts = [article.verdicts[number] for number in numbers]
            references = [verdict.reference for verdict in verdicts]
            for later, first in groups_of(pairs(verdicts)).items():
                entry, earlier = references[later], references[first]
                message = f"the same work as {standing(earlier)}: {named(earlier)}"
                finding = self.finding(
                    article,
                    entry.span,
                    message,
                    written=entry.raw,
                    fix=_removal(article, references, first, later),
                )
                finding.reference = numbers[later]
                yield finding


def _is_of_works(article: Article) -> bool:
    """Whether an article is a file of works, such as a .bib file."""
    return any(not verdict.reference.raw for verdict in article.verdicts)


def _removal(
    article: Article, references: Sequence[Reference], first: int, later: int
) -> Fix | None:
    """The Fix that takes the later of two entries away if they are the same in the file."""
    entry, earlier = references[later], references[first]
    if not entry.raw or entry.raw != earlier.raw or any(map(str.isdigit, entry.marker)):
        return None
    document = article.document
    written = [
        document.source[(place := document.source_span(each.span)).start : place.end]
        for each in (earlier, entry)
    ]
    if written[0] != written[1]:
        return None
    places = places_of(document, references[later - 1 : later + 1])
    return removed(places, 1) if places else None
