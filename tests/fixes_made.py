"""Articles with their records, and rules made for a test, for what repairs articles."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import refkit
from refkit.model import Finding, Fix, Span
from refkit.verify.rule import Article, Rule

RECORDS: list[dict[str, Any]] = [
    {
        "DOI": "10.5555/tears.2014",
        "type": "article-journal",
        "title": "Is crying a self-soothing behavior?",
        "author": [
            {"family": "Gračanin", "given": "Asmir"},
            {"family": "Bylsma", "given": "Lauren M."},
            {"family": "Vingerhoets", "given": "Ad J. J. M."},
        ],
        "container-title": "Annals of Tears",
        "volume": "5",
        "issue": "2",
        "page": "133-149",
        "issued": {"date-parts": [[2014]]},
    },
    {
        "DOI": "10.5555/bridges.77",
        "type": "article-journal",
        "title": "Seismic response of reinforced concrete bridge columns",
        "author": [{"family": "Yang", "given": "Yi"}, {"family": "He", "given": "Rui"}],
        "container-title": "Journal of Bridges",
        "volume": "200",
        "issue": "1",
        "page": "10-19",
        "issued": {"date-parts": [[2019]]},
    },
]

TEARS = (
    "Gračanin, A., Bylsma, L. M., & Vingerhoets, A. J. J. M. (2014). Is crying a self-soothing "
    "behavior? *Annals of Tears*, *5*(2), 133–149. https://doi.org/10.5555/tears.2014"
)
BRIDGES = (
    "Yang, Y., & He, R. (2019). Seismic response of reinforced concrete bridge columns. *Journal "
    "of Bridges*, *200*(1), 10–19. https://doi.org/10.5555/bridges.77"
)
UNKNOWN = (
    "Ode, M. (2003). The salinity of emotional tears in the field. *Letters on Laughter*, *7*(3), "
    "55–66."
)


def article(*entries: str) -> str:
    """An article with a list of these entries."""
    return "# On crying\n\nSome text.\n\n## References\n\n" + "\n\n".join(entries) + "\n"


def records_file(folder: Path) -> Path:
    """A file with the records."""
    path = folder / "records.json"
    path.write_text(json.dumps(RECORDS), encoding="utf-8")
    return path


Propose = Callable[[Article], Iterator[tuple[Span, str]]]
"""What a made rule would replace: ranges of ``Document.source``, and what comes there."""


def use_rules(monkeypatch: pytest.MonkeyPatch, *rules: Rule) -> None:
    """Let these rules be all there are."""
    monkeypatch.setattr("refkit.verify.engine.select", lambda chosen, ignored: list(rules))


def rule(propose: Propose, *, code: str = "M399", safe: bool = True) -> Rule:
    """A rule that finds a fault wherever it would replace something."""

    class Made(Rule):
        """A rule of a test."""

        severity = "warning"
        name = "made"

        def check(self, article: Article) -> Iterator[Finding]:
            for span, text in propose(article):
                finding = self.finding(article, Span(0, 1), f"write {text!r}")
                finding.fix = Fix(span, text, safe)
                finding.reference = _number(article, span)
                yield finding

    Made.code = code
    return Made()


def _number(article: Article, span: Span) -> int | None:
    for number, verdict in enumerate(article.verdicts):
        place = article.document.source_span(verdict.reference.span)
        if place.start <= span.start and span.end <= place.end:
            return number
    return None


def everywhere(old: str, new: str) -> Propose:
    """Propose another text for every place where one stands."""

    def propose(article: Article) -> Iterator[tuple[Span, str]]:
        at = article.document.source.find(old)
        while at >= 0:
            yield Span(at, at + len(old)), new
            at = article.document.source.find(old, at + len(old))

    return propose


def fix(source: object, records: Path, **options: Any) -> refkit.Fixed:
    """Repair an article by the records."""
    options.setdefault("format", "markdown")
    with refkit.Sources(records=[records], offline=True) as sources:
        return refkit.fix(source, sources=sources, **options)  # type: ignore[arg-type]
