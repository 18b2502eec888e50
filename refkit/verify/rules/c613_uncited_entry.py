"""C613: an entry that no number, and no key, in the text cites."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from refkit.model import Finding
from refkit.model.document import PICTURED
from refkit.verify.citation_rule import listed_as
from refkit.verify.citing_marks import is_complete, keys_of, mentioned, numbers_of
from refkit.verify.rule import Article, Rule

_FEW: Final = 3
"""Entries of a list that are cited by their keys at least."""


class UncitedEntry(Rule):
    """An entry of a numbered list, or one with a key, is not cited.

    Reported where the text evidently cites the list by the numbers that it shows, or by its keys,
    and cites most of it. Lists of further reading pass, as do entries whose number stands in any
    other brackets or superscript, lists of prints in which superscripts may be lost, and those of
    articles with tables that are pictures. Where the text cites by author and date, it is C602.

    Why it matters:
        A reference list holds what the text uses; what is left over is often the trace of a
        paragraph that was cut.

    Example:
        The entry ``12. Rowe, J. W. (2009). Facts and fictions about an aging America.`` in a list
        whose article goes from ``[11]`` to ``[13]``.

    Fix:
        None: whether to cite the work or to strike it is the author's decision.

    Source:
        ICMJE Recommendations, IV.A.3.g: references are numbered in the order in which they are
        first mentioned in the text.
    """

    code = "C613"
    name = "uncited-entry"
    severity = "warning"

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding over each entry that nothing cites."""
        if any(block.label == PICTURED for block in article.document.blocks):
            return
        for number in sorted(_by_number(article) | _by_key(article)):
            reference = article.verdicts[number].reference
            finding = self.finding(
                article, reference.span, f"listed, but not cited: {listed_as(reference)}"
            )
            finding.reference = number
            yield finding


def _by_number(article: Article) -> set[int]:
    """The references of a numbered list that no number means."""
    numbers = numbers_of(article)
    if numbers is None or not is_complete(article, numbers):
        return set()
    left = set(numbers.range) - _cited(article)
    if not left:
        return left
    seen = mentioned(article)
    return {number for number in left if number - numbers.range.start + 1 not in seen}


def _by_key(article: Article) -> set[int]:
    """The entries with keys that no key means, nor may mean by a slip, of which C614 tells."""
    keys = keys_of(article)
    if keys is None or "nocite" in article.document.source:
        return set()
    own = {
        number
        for each, numbers in zip(article.lists, article.numbers(), strict=False)
        if each.kind == "list"
        for number in numbers
        if article.verdicts[number].reference.key
    }
    cited = _cited(article)
    if len(own & cited) < _FEW or 10 * len(own & cited) < 7 * len(own):
        return set()
    meant = {keys.nearest(each.key) for each in keys.unknown}
    return {number for number in own - cited if article.verdicts[number].reference.key not in meant}


def _cited(article: Article) -> set[int]:
    return {each.target for each in article.citations if each.target is not None}
