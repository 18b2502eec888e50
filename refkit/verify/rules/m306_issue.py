"""M306: another issue."""

from __future__ import annotations

from refkit.model import Comparison, Verdict
from refkit.verify.metadata_rule import MetadataRule, Rewording, only_value
from refkit.verify.rule import Article
from refkit.verify.wording import number_as


class WrongIssue(MetadataRule):
    """The issue differs from that of the record.

    Excused are leading zeros, labels ("No."), double issues, and the forms of supplements.

    Why it matters:
        Journals that number their pages anew in each issue are found by it.

    Example:
        ``Psychotherapy, 58(4)`` for an article in issue 1.

    Fix:
        The record's number in the place of the wrong one, labels kept. Safe where the work is
        identified beyond doubt and the record has one issue.

    Source:
        APA 7, 9.25 (periodicals); Crossref metadata ``issue``.
    """

    code = "M306"
    name = "wrong-issue"
    severity = "error"
    variable = "issue"
    label = "issue"

    def reword(
        self, written: str, comparison: Comparison, verdict: Verdict, article: Article
    ) -> Rewording | None:
        """The record's issue, with the entry's label."""
        text = number_as(written, comparison.found)
        return Rewording(text, bool(only_value(verdict, "issue"))) if text else None
