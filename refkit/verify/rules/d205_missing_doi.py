"""D205: a work that has a DOI, and a reference that does not name it."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Finding, Verdict
from refkit.verify.rule import Article, Rule


class MissingDoi(Rule):
    """The work has a DOI that the reference does not give.

    Why it matters:
        A DOI is the one link that is meant to last. It is advice, not a fault of fact: it does
        not change the exit code.

    Example:
        ``Rowe, J. W. (2009). Facts and fictions about an aging America. Contexts, 8, 16–21.``
        has the DOI 10.1525/ctx.2009.8.4.16.

    Fix:
        None in this version.

    Source:
        APA 7, 9.34: include a DOI for all works that have a DOI.
    """

    code = "D205"
    name = "missing-doi"
    severity = "info"

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding over a reference without a DOI whose record has one."""
        reference = verdict.reference
        if reference.work.DOI or verdict.match is None or not verdict.match.record.work.DOI:
            return
        if "doi.org" in reference.raw or any("doi.org" in link for link in reference.links):
            return
        found = verdict.match.record.work.DOI
        yield self.finding(
            article,
            reference.span,
            f"this work has a DOI: https://doi.org/{found}",
            field="DOI",
            found=found,
            record=verdict.match.record,
        )
