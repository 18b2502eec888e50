"""M304: another journal or book."""

from __future__ import annotations

from refkit.model import Comparison, Verdict
from refkit.verify.metadata_rule import MetadataRule, Rewording
from refkit.verify.rule import Article
from refkit.verify.wording import name_as


class WrongContainer(MetadataRule):
    """The journal, book or proceedings differs from that of the record.

    Excused are abbreviations, initialisms, articles, "&" for "and", subtitles, former names
    that the registry lists, and the many names of one conference.

    Why it matters:
        The container is half of the way to a work that has no DOI.

    Example:
        ``JAMA Neurology`` for an article in Computational and Mathematical Methods in Medicine.

    Fix:
        The record's name of the container. Unsafe: it has others.

    Source:
        APA 7, 9.25–9.28 (sources); Crossref metadata ``container-title``,
        ``short-container-title``.
    """

    code = "M304"
    name = "wrong-container"
    severity = "error"
    variable = "container-title"
    label = "container"

    def reword(
        self, written: str, comparison: Comparison, verdict: Verdict, article: Article
    ) -> Rewording | None:
        """The record's name in full."""
        text = name_as(comparison.found)
        return Rewording(text, certain=False) if text else None
