"""D204: a DOI that is not the work's."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Finding, Verdict
from refkit.verify.rule import Article, Rule, field_span


class NotItsDoi(Rule):
    """The work is identified, and its record has another DOI than the one written.

    The DOI as written is unknown to the sources that were asked; the work was found by its title,
    authors and other fields.

    Why it matters:
        The link does not lead to the work. Usually some digits were mistyped or made up.

    Example:
        ``10.1037/pst0000395`` for a work whose DOI is 10.1037/pst0000342.

    Fix:
        None in this version.

    Source:
        APA 7, 9.34: include the DOI of the work used.
    """

    code = "D204"
    name = "not-its-doi"
    severity = "error"

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding over a DOI that differs from that of the work's record."""
        if verdict.identity != "same-work" or verdict.match is None:
            return
        for comparison in verdict.comparisons:
            if comparison.variable == "DOI" and not comparison.same:
                yield self.finding(
                    article,
                    field_span(verdict.reference, "DOI"),
                    f"this is not the DOI of this work, which has {comparison.found}",
                    field="DOI",
                    written=comparison.written,
                    found=comparison.found,
                    record=verdict.match.record,
                )
