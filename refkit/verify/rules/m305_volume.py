"""M305: another volume."""

from __future__ import annotations

from refkit.model import Comparison, Verdict
from refkit.verify.metadata_rule import MetadataRule, Rewording, only_value
from refkit.verify.rule import Article
from refkit.verify.wording import number_as


class WrongVolume(MetadataRule):
    """The volume differs from that of the record.

    Excused are Roman numerals, leading zeros, labels ("Vol."), and double volumes.

    Why it matters:
        Volume and page lead to the work where there is no link.

    Example:
        ``Psychotherapy, 85(1)`` for an article in volume 58.

    Fix:
        The record's number in the place of the wrong one, labels kept. Safe where the work is
        identified beyond doubt and the record has one volume.

    Source:
        APA 7, 9.25 (periodicals); Crossref metadata ``volume``.
    """

    code = "M305"
    name = "wrong-volume"
    severity = "error"
    variable = "volume"
    label = "volume"

    def reword(
        self, written: str, comparison: Comparison, verdict: Verdict, article: Article
    ) -> Rewording | None:
        """The record's volume, with the entry's label."""
        text = number_as(written, comparison.found)
        return Rewording(text, bool(only_value(verdict, "volume"))) if text else None
