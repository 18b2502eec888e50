"""MetadataRule: what the rules of family M share: one field beside the Record's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from refkit.model import Comparison, Finding, Verdict
from refkit.verify.rule import Article, Rule, field_span


class MetadataRule(Rule):
    """A field of the reference disagrees with the record of its work.

    Attributes:
        variable: The CSL variable that the rule compares.
        label: What people call it.
    """

    variable: ClassVar[str]
    label: ClassVar[str]

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
                )

    def message(self, comparison: Comparison, verdict: Verdict) -> str:
        """The finding in one line."""
        return f"the {self.label} is {comparison.found}, not {comparison.written}"
