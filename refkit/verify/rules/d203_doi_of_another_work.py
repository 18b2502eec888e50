"""D203: a DOI that leads to another work."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Finding, Reference, Verdict
from refkit.verify.rule import Article, Rule, field_span, named


class DoiOfAnotherWork(Rule):
    """The DOI belongs to another work than the one that the reference describes.

    The DOI's record is compared with all fields of the reference. Where the work that the
    reference describes is found by a search, its own DOI is named.

    Why it matters:
        Readers who follow the link land on another work, and citation indexes count the citation
        for it. Invented references often carry the real DOI of something else.

    Example:
        A reference to "Is crying a self-soothing behavior?" with the DOI of a paper on geology.

    Fix:
        None in this version.

    Source:
        APA 7, 9.34: include the DOI of the work used.
    """

    code = "D203"
    name = "doi-of-another-work"
    severity = "error"

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding over a DOI whose record is another work."""
        claimed, reference = verdict.claimed, verdict.reference
        if verdict.identity != "another-work" or claimed is None:
            return
        other = named(Reference(raw=claimed.work.title, work=claimed.work))
        message = f"the DOI is that of another work: {other}, {claimed.work.title or 'untitled'}"
        if verdict.match and verdict.match.record.work.DOI:
            message += f"; this work has {verdict.match.record.work.DOI}"
        yield self.finding(
            article,
            field_span(reference, "DOI"),
            message,
            field="DOI",
            written=reference.work.DOI,
            found=verdict.match.record.work.DOI if verdict.match else "",
            record=claimed,
        )
