"""C611: personal communications that are listed, or cited without a date."""

from __future__ import annotations

from collections.abc import Iterator

from refkit.model import Finding
from refkit.verify.citation_rule import is_personal, said
from refkit.verify.citing import citing_of
from refkit.verify.rule import Article, Rule


class PersonalCommunication(Rule):
    """A personal communication is in the reference list, or is cited without a date.

    E-mails, conversations and letters that readers cannot retrieve are cited in the text only,
    with a date as exact as it can be. An entry counts as one if it says so.

    Why it matters:
        A list is there to find works again, and this one cannot be found by anybody else.

    Example:
        ``Paradis, E. (2019, August 8). Personal communication.`` in the list.

    Fix:
        None: the date has to be supplied, the entry moved into the text.

    Source:
        APA 7, 8.9 (personal communications).
    """

    code = "C611"
    name = "personal-communication"
    severity = "warning"

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding over each such entry, and over each such citation without a date."""
        citing = citing_of(article)
        if citing is None or not article.form:
            return
        for number, verdict in enumerate(article.verdicts):
            if is_personal(verdict.reference):
                finding = self.finding(
                    article,
                    verdict.reference.span,
                    "a personal communication is cited in the text, and not listed",
                )
                finding.reference = number
                yield finding
        for citation in article.citations:
            if citation.kind == "personal" and not citation.year:
                yield self.finding(
                    article,
                    citation.span,
                    f"a personal communication is cited with its date: {said(citation)}",
                    written=citation.raw,
                )
