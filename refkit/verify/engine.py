"""The engine: runs the Rules over an article and puts their Findings in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from refkit.model import Finding, Severity
from refkit.verify.registry import select
from refkit.verify.rule import Article


def run(
    article: Article,
    *,
    chosen: Iterable[str] = (),
    ignored: Iterable[str] = (),
    severities: Mapping[str, Severity] | None = None,
) -> list[Finding]:
    """Run the selected rules.

    Args:
        article: The Document, its lists and citations, and the Verdicts on its references.
        chosen: Codes or beginnings of codes; empty for all rules.
        ignored: Codes or beginnings of codes to leave out.
        severities: Codes or beginnings of codes, and the severity that their Findings get instead
            of the rule's own; of two beginnings that fit, the longer one decides.

    Returns:
        The Findings in the order of the article, then by code. Those on a reference that was not
        identified have no Fix: nobody knows what it should be.

    Raises:
        UnknownRuleError: If a code fits no rule.
    """
    found = [finding for rule in select(chosen, ignored) for finding in rule.check(article)]
    for finding in found:
        if finding.fix is not None and not _may_mend(article, finding):
            finding.fix = None
        finding.severity = _severity(finding, severities or {})
    return sorted(found, key=lambda each: (each.start, each.code))


def _may_mend(article: Article, finding: Finding) -> bool:
    """Whether a Finding is about a reference that was identified and read as it stands, or none."""
    if finding.reference is None:
        return True
    verdict = article.verdicts[finding.reference]
    return verdict.match is not None and not verdict.reference.repairs


def _severity(finding: Finding, severities: Mapping[str, Severity]) -> Severity:
    fitting = [prefix for prefix in severities if finding.code.startswith(prefix)]
    return severities[max(fitting, key=len)] if fitting else finding.severity
