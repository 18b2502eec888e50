"""M307: other pages."""

from __future__ import annotations

from refkit.model import Comparison, Verdict
from refkit.verify.metadata_rule import MetadataRule, Rewording, only_value
from refkit.verify.rule import Article
from refkit.verify.wording import pages_as


class WrongPage(MetadataRule):
    """The pages or the article number differ from those of the record.

    Excused are shortened ranges ("123–8"), the first page alone, an article number for pages, and
    prefixes that a registry drops ("e0193972", "193972").

    Why it matters:
        Pages place a work, and a range that cannot be right is a mark of an invented reference.

    Example:
        ``492–502`` for an article on pages 133–149.

    Fix:
        The record's pages with the entry's own label and dash, shortened if the entry shortens
        them. Safe where the work is identified beyond doubt and the record has one range of pages.

    Source:
        APA 7, 9.25 and 9.27 (pages, article numbers); Crossref metadata ``page``,
        ``article-number``.
    """

    code = "M307"
    name = "wrong-page"
    severity = "error"
    variable = "page"
    label = "page"

    def message(self, comparison: Comparison, verdict: Verdict) -> str:
        """Pages in the plural."""
        if comparison.detail == "last":
            return f"the last page differs: {comparison.found}, not {comparison.written}"
        return f"the pages are {comparison.found}, not {comparison.written}"

    def reword(
        self, written: str, comparison: Comparison, verdict: Verdict, article: Article
    ) -> Rewording | None:
        """The record's pages in the entry's form."""
        text = pages_as(written, comparison.found)
        return Rewording(text, bool(only_value(verdict, "page"))) if text else None
