"""F401: a work that is found nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Finding, Verdict
from refkit.verify.rule import Article, Rule, named
from refkit.verify.splices import find_splice


class NotFound(Rule):
    """The work was found in none of the sources that would know it.

    Said only of journal articles and conference papers of the years in which nearly all are
    registered, when Crossref answered and the DOI does not exist by doi.org's word, or, without a
    DOI, Crossref holds other works of that journal from about that year; or when
    ``--records-complete`` says that the records hold every work. Books, web pages, reports,
    theses, standards, software and journals that register no DOIs are not called invented because
    Crossref lacks them, and a source that failed leaves the question open.

    Why it matters:
        References to works that do not exist are made up by machines and, more rarely, people.

    Example:
        ``Gračanin, A., Kardum, I., & Vingerhoets, A. J. J. M. (2019). Why do we cry? …``

    Fix:
        None: look the work up; a spelling far from the record's hides a work as well.

    Source:
        Crossref REST API documentation, ``query.bibliographic``; DOI Handbook, doi.org/doiRA.
    """

    code = "F401"
    name = "not-found"
    severity = "error"

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding over a reference whose work is found nowhere."""
        if verdict.identity != "not-found" or find_splice(verdict):  # F402 says more
            return
        reference = verdict.reference
        asked = dict.fromkeys(a.source for a in verdict.coverage if a.outcome != "silent")
        message = f"{named(reference)} was not found in {', '.join(asked)}"
        yield self.finding(article, reference.span, message, written=reference.raw)
