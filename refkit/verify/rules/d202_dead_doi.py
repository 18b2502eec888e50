"""D202: a DOI that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Finding, Verdict
from refkit.verify.rule import Article, Rule, field_span


class DeadDoi(Rule):
    """The DOI is registered nowhere.

    Said only when doi.org, which knows every agency's DOIs, answered that it does not exist; that
    Crossref lacks a DOI proves nothing.

    Why it matters:
        A DOI that does not exist is the commonest mark of a reference that was invented, and
        of one that was copied with a slip.

    Example:
        ``https://doi.org/10.1037/pst0000395x``

    Fix:
        None: where the work is identified by its other fields, D204 names its DOI.

    Source:
        DOI Handbook, "Which RA?" service (doi.org/doiRA); Crossref REST API documentation on 404.
    """

    code = "D202"
    name = "dead-doi"
    severity = "error"

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding over a DOI that a source with authority says does not exist."""
        reference = verdict.reference
        if not reference.work.DOI or verdict.claimed or verdict.match:
            return
        if any(
            answer.outcome == "absent" and answer.question == reference.work.DOI
            for answer in verdict.coverage
        ):
            yield self.finding(
                article,
                field_span(reference, "DOI"),
                f"the DOI {reference.work.DOI} does not exist",
                field="DOI",
                written=reference.work.DOI,
            )
