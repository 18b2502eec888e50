"""S902: a suppression that holds nothing back."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Finding
from refkit.verify.rule import Article
from refkit.verify.suppression_rule import SuppressionRule


class UnusedSuppression(SuppressionRule):
    """A comment suppresses a rule that has nothing to say there.

    Said only where that is certain: the rule was run, the references concerned could be checked,
    and, for rules on form, the article has a form. A suppression that is not used in an offline
    run, or with ``--select``, passes.

    Why it matters:
        The fault that it was written for is mended. If it stays, it will hide the next one.

    Example:
        ``<!-- refkit: ignore[M302] the print has 2014 -->`` beside an entry whose year agrees with
        the record.

    Fix:
        Takes the code out of the comment, or the comment out of the file, with its line where it
        stands alone. Safe: no reader of the article sees the comment.

    Source:
        refkit's own; as linters do it (ruff's RUF100, mypy's ``warn_unused_ignores``).
    """

    code = "S902"
    name = "unused-suppression"
    severity = "warning"

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding over each comment of which a code is not used."""
        for suppression in article.suppressions:
            if suppression.unused:
                codes = ", ".join(suppression.unused)
                where = "in this file" if suppression.whole_file else "here"
                if suppression.scope is None:
                    where = "after this comment"
                message = f"nothing to suppress {where} for {codes}"
                yield self.about(article, suppression, message, mend=True)
