"""R501: a work that was retracted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refkit.model import Finding, Verdict
from refkit.verify.rule import Article, Rule

_TAKEN_BACK: Final = {
    "retraction": "was retracted",
    "withdrawal": "was withdrawn",
    "removal": "was removed",
    "partial_retraction": "was retracted in part",
}
_SAYS_SO = re.compile(r"\b(?:retract(?:ed|ion)|withdrawn|withdrawal)\b", re.IGNORECASE)


class Retracted(Rule):
    """The work was retracted, withdrawn or removed, and the reference does not say so.

    Read from the notices on the work itself (``updated-by``), never from a notice's own list of
    what it updates. Corrections and expressions of concern are not retractions.

    Why it matters:
        Readers take a cited result for one that still stands.

    Example:
        ``Gino, F., & Wiltermuth, S. S. (2014). Evil genius? …`` cited without "[Retracted]".

    Fix:
        None: whether the work may still be cited, and how, is the author's decision.

    Source:
        APA 7, 10.1 (retracted journal article); Crossref REST API, ``updated-by``, with the
        Retraction Watch data.
    """

    code = "R501"
    name = "retracted"
    severity = "error"

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding over a reference to a work that was taken back."""
        if verdict.match is None or _SAYS_SO.search(verdict.reference.raw):
            return
        record = verdict.match.record
        for notice in record.notices:
            words = _TAKEN_BACK.get(notice.type)
            if words:
                when = f" on {notice.date}" if notice.date else ""
                where = f", see https://doi.org/{notice.DOI}" if notice.DOI else ""
                yield self.finding(
                    article,
                    verdict.reference.span,
                    f"this work {words}{when}{where}",
                    found=notice.DOI,
                    record=record,
                )
                return
