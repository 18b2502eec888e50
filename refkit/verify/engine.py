"""The engine: runs the Rules over an article, and puts their Findings in order.

Those that comments in the article suppress are held back, and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from refkit.model import Finding, Severity
from refkit.verify.registry import codes_of, select
from refkit.verify.rule import Article, Rule
from refkit.verify.suppressions import Sieve, Sifted, find_suppressions


def run(
    article: Article,
    *,
    chosen: Iterable[str] = (),
    ignored: Iterable[str] = (),
    severities: Mapping[str, Severity] | None = None,
) -> Sifted:
    """Run the selected rules.

    Args:
        article: The Document, its lists and citations, and the Verdicts on its references. What
            its comments suppress is written into it.
        chosen: Codes or beginnings of codes; empty for all rules.
        ignored: Codes or beginnings of codes to leave out.
        severities: Codes or beginnings of codes, and the severity that their Findings get instead
            of the rule's own; of two beginnings that fit, the longer one decides.

    Returns:
        The Findings in the order of the article, then by code, and those that its comments
        suppress. Those on a reference that was not identified have no Fix: nobody knows what it
        should be.

    Raises:
        UnknownRuleError: If a code fits no rule.
    """
    rules = select(chosen, ignored)
    references = [verdict.reference for verdict in article.verdicts]
    article.suppressions = find_suppressions(article.document, references)
    sieve = Sieve(article.suppressions)
    first = [rule for rule in rules if not rule.last]
    found = sieve.sift(_findings(first, article, severities or {}))
    if article.suppressions:
        sieve.settle(
            {
                code: codes_of(code)
                for each in article.suppressions
                for code in each.directive.codes
            },
            {rule.code for rule in first},
            article.verdicts,
            formed=bool(article.form),
        )
    last = [rule for rule in rules if rule.last]
    more = sieve.sift(_findings(last, article, severities or {}))
    return Sifted(
        sorted(
            found.findings + more.findings, key=lambda each: (each.source_span.start, each.code)
        ),
        sorted(
            found.suppressed + more.suppressed,
            key=lambda each: (each.finding.source_span.start, each.finding.code),
        ),
    )


def _findings(
    rules: Sequence[Rule], article: Article, severities: Mapping[str, Severity]
) -> list[Finding]:
    found = [finding for rule in rules for finding in rule.check(article)]
    for finding in found:
        if finding.fix is not None and not _may_mend(article, finding):
            finding.fix = None
        finding.severity = _severity(finding, severities)
    return found


def _may_mend(article: Article, finding: Finding) -> bool:
    """Whether a Finding is about a reference that was identified and read as it stands, or none."""
    if finding.reference is None:
        return True
    verdict = article.verdicts[finding.reference]
    return verdict.match is not None and not verdict.reference.repairs


def _severity(finding: Finding, severities: Mapping[str, Severity]) -> Severity:
    fitting = [prefix for prefix in severities if finding.code.startswith(prefix)]
    return severities[max(fitting, key=len)] if fitting else finding.severity
