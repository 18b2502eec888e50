"""M303: a title that is not the work's."""

from __future__ import annotations

from refkit.match.found import values
from refkit.model import Comparison, Verdict
from refkit.verify.metadata_rule import MetadataRule, Rewording
from refkit.verify.rule import Article
from refkit.verify.wording import title_as


class WrongTitle(MetadataRule):
    """The title differs from that of the record.

    Excused are capitals, punctuation, markup, symbols in words, a subtitle that one side lacks, a
    translation in brackets, and "Retracted:" in front. Another word is another title.

    Why it matters:
        Readers and machines find a work by its title.

    Example:
        ``Changing aspects of radiation enteropathy`` for an article on bridge columns.

    Fix:
        The words that differ, in the entry's case. Unsafe: a proper noun may lose its capital, and
        registries cut titles. None where the record's title is in capitals.

    Source:
        APA 7, 9.18–9.22 (titles); Crossref metadata ``title``, ``subtitle``.
    """

    code = "M303"
    name = "wrong-title"
    severity = "error"
    variable = "title"
    label = "title"

    def reword(
        self, written: str, comparison: Comparison, verdict: Verdict, article: Article
    ) -> Rewording | None:
        """The record's words where they differ."""
        if verdict.match is None:
            return None
        text = title_as(written, values(verdict.match.record, "title"))
        return Rewording(text, certain=False) if text else None
