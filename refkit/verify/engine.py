"""The engine: runs the Rules over an article and puts their Findings in order."""

from __future__ import annotations

from collections.abc import Iterable

from refkit.model import Finding
from refkit.verify.registry import select
from refkit.verify.rule import Article


def run(
    article: Article, *, chosen: Iterable[str] = (), ignored: Iterable[str] = ()
) -> list[Finding]:
    """Run the selected rules.

    Args:
        article: The Document and the Verdicts on its references.
        chosen: Codes or beginnings of codes; empty for all rules.
        ignored: Codes or beginnings of codes to leave out.

    Returns:
        The Findings in the order of the article, then by code.

    Raises:
        UnknownRuleError: If a code fits no rule.
    """
    found = [finding for rule in select(chosen, ignored) for finding in rule.check(article)]
    return sorted(found, key=lambda each: (each.start, each.code))
