"""R505: a notice cited in place of the work that it is about."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Finding, Record, Verdict
from refkit.verify.doi_wording import replace_doi
from refkit.verify.rule import Article, Rule, field_span
from refkit.verify.status_rule import cited_notice


class NoticeCited(Rule):
    """The DOI is that of a notice about the work (a retraction, a correction), not of the work.

    Read from what the notice says that it updates (``update-to``). A reference that names the
    notice itself, by its title, is content. Where the notice is about one work, its DOI is named.

    Why it matters:
        Readers land on a page of corrections, and the citation is counted for it. Searching for a
        title finds the notice as easily as the work, so this slip is common.

    Example:
        ``Ek, B. (1998). Salt and tears. … https://doi.org/10.5555/retraction.7``

    Fix:
        The DOI of the work. Unsafe: the author may have meant the notice. None where it is not
        known.

    Source:
        Crossref REST API, ``update-to``.
    """

    code = "R505"
    name = "notice-cited"
    severity = "error"

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding over the DOI of a reference to another work than the notice that it names."""
        notice, reference = cited_notice(verdict), verdict.reference
        if notice is None:
            return
        right = _right(verdict, notice)
        message = f"this is a notice, “{notice.work.title}”"
        fix = None
        if right:
            message += f"; the work that it is about has the DOI {right}"
            if verdict.claimed:
                written = reference.work.DOI
                fix = replace_doi(article.document, reference, written, right, safe=False)
        yield self.finding(
            article,
            field_span(reference, "DOI"),
            message,
            field="DOI",
            written=reference.work.DOI,
            found=right,
            record=notice,
            fix=fix,
        )


def _right(verdict: Verdict, notice: Record) -> str:
    """The DOI of the work: as it was found, or as the notice has it, where that names one."""
    if verdict.match and verdict.match.record is not notice:
        return verdict.match.record.work.DOI
    amended = dict.fromkeys(notice.amends)
    return next(iter(amended)) if len(amended) == 1 else ""
