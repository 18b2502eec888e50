"""S901: a reference that the Lockfile does not know."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Finding
from refkit.verify.rule import Article, Rule


class NotLocked(Rule):
    """The check is to use the lockfile alone, and the reference is not in it.

    The reference is new, or a character of it was changed, since ``refkit lock`` was run. Moving,
    renumbering or re-wrapping it is no change. Said only by ``refkit check --locked``.

    Why it matters:
        Without its entry the reference is not checked at all, and a check that passes because
        nothing was looked at is worse than none.

    Example:
        ``Bylsma, L. M., & Gračanin, A. (2021). …`` in an article that was locked when the year
        was still 2020.

    Fix:
        None: ``refkit lock ARTICLE`` asks for the references that are new or changed.

    Source:
        refkit's own; as lockfiles of package managers do it (``npm ci``, ``cargo build --locked``).
    """

    code = "S901"
    name = "not-locked"
    severity = "error"

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding over each reference without an entry."""
        for number in sorted(article.unlocked):
            reference = article.verdicts[number].reference
            message = "not in the lockfile: new, or changed since `refkit lock` was run"
            finding = self.finding(article, reference.span, message, written=reference.raw)
            finding.reference = number
            yield finding
