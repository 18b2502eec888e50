"""C612: a number in the text that the list does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refkit.model import Citation, Finding
from refkit.verify.citing_marks import numbers_of
from refkit.verify.rule import Article, Rule


class UnknownNumber(Rule):
    """A number is cited that the reference list does not have.

    Reported where the list shows its numbers, from 1 on without a gap, and the text evidently
    cites it by them; years, intervals and numbers far beyond the list are no citations. Where
    several lists may be meant, or a line that begins with the number stands in no list, nothing
    is said.

    Why it matters:
        The reader is sent to an entry that is not there. Often an entry was struck, or moved, and
        all numbers behind it have shifted with it.

    Example:
        ``[57]`` in an article whose list ends with 49.

    Fix:
        None: only the author knows which work was meant.

    Source:
        ICMJE Recommendations, IV.A.3.g: references are numbered in the order in which they are
        first mentioned, and identified by these numbers in the text.
    """

    code = "C612"
    name = "unknown-number"
    severity = "error"

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding over each number that is beyond the list."""
        numbers = numbers_of(article)
        if numbers is None:
            return
        lost = [each for each in numbers.citations if each.target is None and _is_written(each)]
        unlisted = {key for key in {each.key for each in lost} if _begins_line(article, key)}
        for citation in lost:
            if citation.key in unlisted:
                continue
            yield self.finding(
                article,
                citation.span,
                f"cited, but not in the reference list: {citation.key}, which ends with "
                f"{numbers.last}",
                written=citation.raw,
            )


def _is_written(citation: Citation) -> bool:
    """Whether the number itself stands in the text, and not a range around it."""
    return citation.key.isdigit() and citation.raw == citation.key


def _begins_line(article: Article, number: str) -> bool:
    """Whether a line that begins with a number may be the entry that was not found."""
    line = re.compile(rf"^[ \t]{{0,20}}[\[(]?{number}(?:[\]).:]|\s\S)", re.MULTILINE)
    return line.search(article.document.text) is not None or any(
        block.marker.strip("[]().: ") == number for block in article.document.blocks
    )
