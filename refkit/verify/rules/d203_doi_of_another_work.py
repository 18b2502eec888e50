"""D203: a DOI that leads to another work."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Finding, Reference, Verdict
from refkit.verify.doi_wording import replace_doi
from refkit.verify.metadata_rule import SURELY_READ, is_sure
from refkit.verify.rule import Article, Rule, field_span, named
from refkit.verify.splices import find_splice
from refkit.verify.status_rule import cited_notice


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
        The DOI of the work that the reference describes, where that was found; in the entry's own
        form, in text and link. Safe where the work is identified beyond doubt.

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
        if cited_notice(verdict) or find_splice(verdict):  # R505 and F402 say more
            return
        other = named(Reference(raw=claimed.work.title, work=claimed.work))
        message = f"the DOI is that of another work: {other}, {claimed.work.title or 'untitled'}"
        if verdict.match and verdict.match.record.work.DOI:
            message += f"; this work has {verdict.match.record.work.DOI}"
        found = verdict.match.record.work.DOI if verdict.match else ""
        field = reference.fields.get("DOI")
        safe = is_sure(verdict) and field is not None and field.confidence >= SURELY_READ
        fix = replace_doi(article.document, reference, reference.work.DOI, found, safe=safe)
        yield self.finding(
            article,
            field_span(reference, "DOI"),
            message,
            field="DOI",
            written=reference.work.DOI,
            found=found,
            record=claimed,
            fix=fix if found else None,
        )
