"""D205: a work that has a DOI, and a reference that does not name it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refkit.model import Finding, Verdict
from refkit.verify.doi_wording import DoiForm, append_doi, doi_form
from refkit.verify.rule import Article, Rule

_CLAIM: Final = re.compile(r"doi\.org|\bdoi\s?:", re.IGNORECASE)
"""What says that a DOI is there, though it could not be read."""


class MissingDoi(Rule):
    """The work has a DOI that the reference does not give.

    Said only where the work was identified. An entry that claims a DOI in any form passes: whether
    it is the right one is D201's to D204's affair.

    Why it matters:
        A DOI is the one link that is meant to last. It is advice, not a fault of fact: it does
        not change the exit code.

    Example:
        ``Rowe, J. W. (2009). Facts and fictions about an aging America. Contexts, 8, 16–21.``
        has the DOI 10.1525/ctx.2009.8.4.16.

    Fix:
        The DOI at the end, in the form that the list's other entries have. Unsafe: an author may
        have left it out for a reason. None where a link or a remark ends the entry.

    Source:
        APA 7, 9.34: include a DOI for all works that have a DOI.
    """

    code = "D205"
    name = "missing-doi"
    severity = "info"

    def check(self, article: Article) -> Iterator[Finding]:
        """The findings, each with the DOI in the form that the article's entries have."""
        form: DoiForm | None = None
        for finding in super().check(article):
            if form is None:
                form = doi_form(each.reference.raw for each in article.verdicts)
            if finding.reference is not None:
                reference = article.verdicts[finding.reference].reference
                finding.fix = append_doi(article.document, reference, finding.found, form)
            yield finding

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding over a reference without a DOI whose record has one."""
        reference = verdict.reference
        if reference.work.DOI or verdict.match is None or not verdict.match.record.work.DOI:
            return
        if any(_CLAIM.search(text) for text in (reference.raw, *reference.links)):
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
