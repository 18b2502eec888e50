"""MetadataRule: what the rules of family M share: one field beside the Record's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final, NamedTuple

import msgspec

from refkit.match.found import values
from refkit.model import Comparison, Finding, Fix, Verdict
from refkit.normalize.text import fold
from refkit.verify.citing import citing_of
from refkit.verify.edits import mend_entry
from refkit.verify.listed import mend_value
from refkit.verify.rule import Article, Rule, field_span

SURELY_READ: Final = 0.9
"""The parser's confidence in a field from which on it may be rewritten without asking."""

_CITED: Final = ("author", "issued")
"""What citations in the text repeat of an entry."""
_SURE_MATCH: Final = 0.99
_PLACES: Final = ("issued", "container-title", "volume", "page")


class Rewording(NamedTuple):
    """What a field should read: the new text, and whether the Record leaves no doubt of it."""

    text: str
    certain: bool


class MetadataRule(Rule):
    """A field of the reference disagrees with the record of its work.

    Attributes:
        variable: The CSL variable that the rule compares.
        label: What people call it.
    """

    variable: ClassVar[str]
    label: ClassVar[str]

    def check(self, article: Article) -> Iterator[Finding]:
        """The findings, their Fixes unsafe where citations in the text would have to follow."""
        stranded: frozenset[int] | None = None
        for finding in super().check(article):
            if self.variable in _CITED and finding.fix is not None and finding.fix.safe:
                if stranded is None:
                    citing = citing_of(article)
                    stranded = citing.stranded() if citing else frozenset()
                if finding.reference in stranded:
                    finding.fix = msgspec.structs.replace(finding.fix, safe=False)
            yield finding

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding over the field, if it is wrong."""
        if verdict.match is None:
            return
        for comparison in verdict.comparisons:
            if comparison.variable == self.variable and not comparison.same:
                yield self.finding(
                    article,
                    field_span(verdict.reference, self.variable),
                    self.message(comparison, verdict),
                    field=self.variable,
                    written=comparison.written,
                    found=comparison.found,
                    record=verdict.match.record,
                    fix=self._fix(comparison, verdict, article),
                )

    def message(self, comparison: Comparison, verdict: Verdict) -> str:
        """The finding in one line."""
        return f"the {self.label} is {comparison.found}, not {comparison.written}"

    def reword(
        self, written: str, comparison: Comparison, verdict: Verdict, article: Article
    ) -> Rewording | None:
        """What the field should read, in the entry's own way; None if that cannot be said.

        Args:
            written: The field as it stands in the entry, to the letter.
            comparison: What is wrong with it.
            verdict: The Verdict, with a match.
            article: The article.
        """
        return None

    def _fix(self, comparison: Comparison, verdict: Verdict, article: Article) -> Fix | None:
        reference = verdict.reference
        if not reference.raw:
            safe = is_sure(verdict) and comparison.detail != "near"
            return mend_value(
                article.document, reference, self.variable, comparison.found, safe=safe
            )
        field = reference.fields.get(self.variable)
        if field is None or field.span.end <= field.span.start or reference.repairs:
            return None
        written = reference.raw[field.span.start : field.span.end]
        reworded = self.reword(written, comparison, verdict, article)
        if reworded is None:
            return None
        safe = reworded.certain and field.confidence >= SURELY_READ and is_sure(verdict)
        return mend_entry(article.document, reference, field.span, reworded.text, safe=safe)


def is_sure(verdict: Verdict) -> bool:
    """Whether there is no doubt which work a reference means, so that its fields may be mended.

    Its title is the Record's, and the DOI is or the authors are; and it is not one of several
    works of one title, which stand at another place of another year.
    """
    match = verdict.match
    if match is None or match.score < _SURE_MATCH:
        return False
    compared = {each.variable: each for each in verdict.comparisons}
    title = compared.get("title")
    if title is None or not title.same or title.excuse in ("unsure-reading", "named-in-entry"):
        return False
    doi = compared.get("DOI")
    if doi is not None and doi.same:
        return True
    author = compared.get("author")
    if author is None or (not author.same and author.detail in ("other", "replaced")):
        return False
    return sum(name in compared and not compared[name].same for name in _PLACES) <= 1


def only_value(verdict: Verdict, variable: str) -> str:
    """The value of a text variable of the match's Record, if it has but one; else ""."""
    if verdict.match is None:
        return ""
    found = values(verdict.match.record, variable)
    return found[0] if found and len({fold(value) for value in found}) == 1 else ""
