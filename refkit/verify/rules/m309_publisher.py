"""M309: another publisher."""

from __future__ import annotations

from refkit.model import Comparison, Verdict
from refkit.verify.metadata_rule import MetadataRule, Rewording
from refkit.verify.rule import Article
from refkit.verify.wording import name_as


class WrongPublisher(MetadataRule):
    """The publisher is another house than that of the record.

    Said only of books, chapters, reports and theses whose DOI, year and title agree with the
    record, and of two houses that are both well known. Excused are legal forms and places ("Wiley",
    "John Wiley & Sons, Inc."), imprints and former owners ("Academic Press", "Elsevier"). Of
    publishers that refkit does not know nothing is said: registries often name who deposits.

    Why it matters:
        The publisher leads to a book that has no DOI, and tells its editions apart.

    Example:
        ``Sage Publications`` for a book that Routledge published.

    Fix:
        The record's name of the publisher. Unsafe: a house has several.

    Source:
        APA 7, 9.29 (publishers); Crossref metadata ``publisher``.
    """

    code = "M309"
    name = "wrong-publisher"
    severity = "warning"
    variable = "publisher"
    label = "publisher"

    def reword(
        self, written: str, comparison: Comparison, verdict: Verdict, article: Article
    ) -> Rewording | None:
        """The record's name."""
        text = name_as(comparison.found)
        return Rewording(text, certain=False) if text else None
