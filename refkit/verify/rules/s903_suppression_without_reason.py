"""S903: a suppression that does not say what it suppresses, or why."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Finding
from refkit.normalize.directives import WORDS
from refkit.verify.rule import Article
from refkit.verify.suppression_rule import SuppressionRule


class SuppressionWithoutReason(SuppressionRule):
    """A comment asks refkit to be silent, but gives no codes or no reason.

    It suppresses nothing then: what it was meant to hide is reported beside it.

    Why it matters:
        Whoever reads the article later, or reviews it, must be able to judge whether the finding
        is still to be passed over. Without codes, a comment would hide faults that nobody has seen.

    Example:
        ``<!-- refkit: ignore[M302] -->`` and ``<!-- refkit: ignore: the print has 2014 -->``.
        Both together are right: ``<!-- refkit: ignore[M302] the print has 2014 -->``.

    Fix:
        None: only the author knows the reason.

    Source:
        refkit's own.
    """

    code = "S903"
    name = "suppression-without-reason"
    severity = "warning"

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding over each comment that lacks codes or a reason."""
        for suppression in article.suppressions:
            directive = suppression.directive
            if directive.word not in WORDS:
                continue
            if not directive.codes:
                message = (
                    "suppresses nothing: say which rules in brackets, and why: "
                    f"refkit: {directive.word}[M302] reason"
                )
                yield self.about(article, suppression, message)
            elif not directive.reason:
                message = "suppresses nothing: say why, after the brackets"
                yield self.about(article, suppression, message)
