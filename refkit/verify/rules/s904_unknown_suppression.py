"""S904: a suppression of something that refkit does not know."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from refkit.model import Finding
from refkit.normalize.directives import WORDS
from refkit.verify.registry import unknown
from refkit.verify.rule import Article
from refkit.verify.suppression_rule import SuppressionRule
from refkit.verify.suppressions import Suppression


class UnknownSuppression(SuppressionRule):
    """A comment suppresses a rule that does not exist, or its order is misspelt.

    The other codes of the comment hold.

    Why it matters:
        A code that is mistyped hides nothing, and one of another version of refkit may one day
        hide what it was not written for.

    Example:
        ``<!-- refkit: ignore[M399] the print has 2014 -->``, ``<!-- refkit: ignroe[M302] … -->``.

    Fix:
        Takes the code out of the comment, or the comment out of the file where no other code is
        left. Safe: the code had no effect. None for a misspelt order.

    Source:
        refkit's own.
    """

    code = "S904"
    name = "unknown-suppression"
    severity = "warning"

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding over each comment with codes that fit no rule, or a misspelt order."""
        for suppression in article.suppressions:
            yield from self._check(article, suppression)

    def _check(self, article: Article, suppression: Suppression) -> Iterator[Finding]:
        directive = suppression.directive
        if directive.word not in WORDS:
            meant = get_close_matches(directive.word, WORDS, n=1, cutoff=0.7)[0]
            message = f"suppresses nothing: {directive.word!r} should be {meant!r}"
            yield self.about(article, suppression, message)
            return
        if suppression.unknown:
            message = "; ".join(unknown(code) for code in suppression.unknown)
            yield self.about(article, suppression, message, mend=True)
