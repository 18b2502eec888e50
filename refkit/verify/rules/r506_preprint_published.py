"""R506: a preprint that has been published since."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Finding, Verdict
from refkit.normalize.identifiers import doi_key
from refkit.verify.rule import Article, Rule


class PreprintPublished(Rule):
    """The work is a preprint, and what it became has been published.

    Read from the relation ``is-preprint-of``, which publishers deposit. Content are a reference
    that gives the published version's DOI as well, and a list that has that version, too.

    Why it matters:
        The published version was reviewed, and may say another thing. It is advice: the author may
        have used the preprint on purpose, and then it is the one to cite.

    Example:
        ``Ek, B. (2019). Salt and tears. PsyArXiv. …`` of an article that came out in 2020.

    Fix:
        None: which of the versions was used, only the author knows.

    Source:
        APA 7, 10.8 (preprints) and 8.5: cite the version that you used, the final one where
        possible; Crossref REST API, ``relation``.
    """

    code = "R506"
    name = "preprint-published"
    severity = "info"

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding over a reference to a preprint with a published version."""
        if verdict.match is None:
            return
        record = verdict.match.record
        published = [
            relation.id
            for relation in record.relations
            if relation.type == "is-preprint-of" and relation.id_type == "doi"
        ]
        if not published or any(doi.casefold() in _raw(verdict) for doi in published):
            return
        keys = {doi_key(doi) for doi in published}
        if any(doi_key(_doi(other)) in keys for other in article.verdicts if other is not verdict):
            return
        yield self.finding(
            article,
            verdict.reference.span,
            f"this preprint has been published: https://doi.org/{published[0]}",
            found=published[0],
            record=record,
        )


def _raw(verdict: Verdict) -> str:
    return verdict.reference.raw.casefold()


def _doi(verdict: Verdict) -> str:
    """The DOI of the work that a reference means, as far as known."""
    return (verdict.match.record.work.DOI if verdict.match else "") or verdict.reference.work.DOI
