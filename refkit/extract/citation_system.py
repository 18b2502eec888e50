"""System: whether an article cites by numbers, and by which: in brackets, raised, in parentheses.

A number alone tells nothing: "[1, 5]" may be an interval, "(3)" an equation, a raised 2 a square or
a footnote. What settles it is the whole: how many entries of the list the numbers lead to, and
whether they begin with 1 and go on in order, as those of a list do that is sorted by its citations.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import msgspec

from refkit.extract.citation_numbering import Numbering
from refkit.extract.citation_numbers import Number, Numbers, Sign
from refkit.extract.citation_passages import Passage
from refkit.model import Document, ReferenceList
from refkit.normalize.patterns import lazy_pattern

_GLUED: Final = lazy_pattern(r"(?<![\w.-])[a-zà-öø-ÿ’'-]{0,40}[a-zà-öø-ÿ]{4}$|[.,;:!?\"”»’)]$")
_OPERATOR_BEFORE: Final = lazy_pattern(r"[=<>≤≥±×÷∈≈^∼~]\s{0,2}$")
_INTERVAL_BEFORE: Final = lazy_pattern(
    r"(?<!\w) (?: intervals? | ranges? | ranging | CI | CrI | HDI | HPD | IQR | vectors? | matrix"
    r" | domain | Intervall | intervalle | intervalo | Bereich ) (?: \s (?:from|of|in|is) )?"
    r" [\s:,=(]{0,3}$",
    re.VERBOSE | re.IGNORECASE,
)
_PROSE_AFTER: Final = lazy_pattern(r"\s[a-zà-öø-ÿ]{2}|[,;]\s")
_UNIT_AFTER: Final = lazy_pattern(
    r"\s? (?: % | ° | [kcmµμn]?m | k?g | mg | m?s | sec | min | [kM]?Hz | degrees? | years? | px"
    r" | points? | mm/deg ) (?! \w )",
    re.VERBOSE,
)
_COUNTED_BEFORE: Final = lazy_pattern(
    r"""
    (?<!\w) (?: eqs?\.? | eqns?\.? | equations? | formulae? | formulas? | inequalit(?:y|ies)
      | expressions? | problems? | conditions? | constraints? | examples? | ex\.? | items? | steps?
      | hypothes[ie]s | models? | cases? | phases? | types? | tables? | figs?\.? | figures?
      | sections? | options? | rules? | propert(?:y|ies) | lemmas? | theorems? | definitions?
      | propositions? | line | lines | row | column | parts? | Gleichung(?:en)? | Gl\. | Beispiele?
      | Formeln? | Schritte? | ecuaci[óo]n(?:es)? | [ée]quations? | Abs\. | Absatz | Nr\. | no\. | §
      | n | N | df | t | F | χ2 | z | r | p | by | with | to | in | from
    ) \s? $
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "We had two aims: (1) to see, and (2) to tell."
_ENUMERATED_BEFORE: Final = lazy_pattern(r"(?:[:;,—–]|(?<!\w)(?:and|or|und|oder|et|ou|y|o))\s$")
_GOES_ON: Final = lazy_pattern(r"\s[^\W\d_]")
_UNIT: Final = lazy_pattern(
    r"""
    (?<![^\W\d_]) (?: [a-zA-Zα-ωΑ-Ω] | [kcmdnµμ]m | ha | kg | mg | ml | mol | s | sec | h | hr | min
      | yr | day | Hz | ft | inch | in | miles? | dm | Pa | kPa | eV | Nm | log | sin | cos | tan
      | lim | chi | eta ) $
    """,
    re.VERBOSE,
)
_DIGIT_BEFORE: Final = lazy_pattern(r"\d\s?$")
_YEAR_BEFORE: Final = lazy_pattern(r"(?<![\d.])(?:1[89]|20)\d\d$")
_FOOTNOTE: Final = lazy_pattern(
    r"\# (?: user-content- )? _? (?: fn | ftn | edn | footnote | endnote | note | n\d )",
    re.VERBOSE | re.IGNORECASE,
)
_WORD: Final = lazy_pattern(r"[^\W\d_][\w’'.-]*")
_YEARS: Final = range(1400, 2100)
_MANY: Final = 5
_PLAUSIBLE: Final = 20
"""How far beyond the list's last number a citation may be whose entry was forgotten."""


class Evidence(msgspec.Struct):
    """What the numbers of one sign are, taken together.

    Attributes:
        cited: The entries that they lead to.
        found: How many numbers lead to an entry.
        lost: How many lead to none.
        order: The different numbers in the order of their first appearance.
    """

    cited: set[int] = msgspec.field(default_factory=set)
    found: int = 0
    lost: int = 0
    order: list[int] = msgspec.field(default_factory=list)

    @property
    def in_order(self) -> float:
        """The share of the numbers that are one more than any before them."""
        greatest = right = 0
        for number in self.order:
            right += number == greatest + 1
            greatest = max(greatest, number)
        return right / len(self.order) if self.order else 0.0


class System:
    """Which numbers of an article are citations.

    Args:
        document: The article.
        lists: Its reference lists.
        numbering: Their numbers.
        dated: How many listed works are cited by author and date.
    """

    def __init__(
        self,
        document: Document,
        lists: Sequence[ReferenceList],
        numbering: Numbering,
        dated: int,
    ) -> None:
        self._numbering = numbering
        self._dated = dated
        self._keyed = any(not mention.printed for mention in document.mentions)
        own = {block.span.start for each in lists for block in each.blocks}
        self._notes = any(
            block.kind == "note" and block.span.start not in own for block in document.blocks
        )
        self._links = [
            mark
            for mark in document.markup
            if mark.kind == "link" and "#" in mark.target and _FOOTNOTE.search(mark.target)
        ]
        if any(block.kind == "note" for each in lists for block in each.blocks):
            self._links = []
        self._link_starts = [mark.span.start for mark in self._links]

    def chosen(self, groups: Sequence[Numbers], marked: Mapping[Sign, int]) -> list[Numbers]:
        """The numbers that are citations.

        Args:
            groups: All that may be, in order.
            marked: How many of each sign the file itself marks as citations.

        Returns:
            Those that are, in order.
        """
        clear = [each for each in groups if self._is_clear(each)]
        sign = self._sign(clear, marked)
        if sign is None:
            return []
        # Where the file marks its citations, a number that it does not mark is none; but it may
        # leave out what words introduce.
        wanted = {"word"} if marked.get(sign, 0) >= _MANY else {"word", sign}
        return [each for each in clear if each.sign in wanted]

    def _sign(self, clear: Sequence[Numbers], marked: Mapping[Sign, int]) -> Sign | None:
        """How the article sets off the numbers by which it cites; None if it does not."""
        if marked:
            most = max(marked, key=marked.__getitem__)
            return most if 2 * marked[most] > self._dated else None
        if self._keyed:
            return None
        tests: dict[Sign, Callable[[Evidence], bool]] = {
            "square": self._square,
            "raised": self._raised,
            "round": self._round,
        }
        for sign, test in tests.items():
            if test(self._evidence([each for each in clear if each.sign in (sign, "word")])):
                return sign
        return None

    # -- the whole -----------------------------------------------------------------------------

    def _evidence(self, groups: Sequence[Numbers]) -> Evidence:
        evidence = Evidence()
        seen: set[str] = set()
        for group in groups:
            for number in group.numbers:
                target = self._numbering.target(number.key, number.start)
                evidence.found += target is not None
                evidence.lost += target is None
                if target is not None:
                    evidence.cited.add(target)
                if number.key not in seen and number.key.isdigit():
                    seen.add(number.key)
                    evidence.order.append(int(number.key))
        return evidence

    def _covers(self, evidence: Evidence, least: int, tenths: int) -> bool:
        """Whether numbers lead to so many entries, and to such a share of all."""
        cited, count = len(evidence.cited), self._numbering.count
        if self._numbering.certain:
            least = min(least, count)
        return cited >= least and 10 * cited >= tenths * count

    def _square(self, evidence: Evidence) -> bool:
        if not self._numbering.count:
            # Without a list, only numbers that begin with 1 and go on.
            return len(evidence.order) >= 4 and evidence.in_order >= 0.8
        if 2 * evidence.lost > evidence.found:
            return False
        if not self._numbering.certain:
            in_order = evidence.in_order >= 0.7 or self._covers(evidence, 5, 8)
            return in_order and 10 * evidence.lost <= evidence.found and self._fits(evidence, 3, 5)
        if self._dated > len(evidence.cited):
            return self._covers(evidence, 3, 3)
        return self._covers(evidence, 2, 1)

    def _raised(self, evidence: Evidence) -> bool:
        if not self._numbering.count or self._notes or 2 * evidence.lost > evidence.found:
            return False
        if not self._numbering.certain:
            return self._is_whole(evidence)
        return self._fits(evidence, 3, 4) and (
            evidence.in_order >= 0.6 or self._covers(evidence, 4, 6)
        )

    def _round(self, evidence: Evidence) -> bool:
        if not self._numbering.count or 4 * evidence.lost > evidence.found:
            return False
        if not self._numbering.certain:
            return self._is_whole(evidence)
        return self._fits(evidence, 4, 5) and (
            evidence.in_order >= 0.7 or self._covers(evidence, 5, 8)
        )

    def _is_whole(self, evidence: Evidence) -> bool:
        """Whether numbers go from 1 to the count of the entries, and to no more.

        Footnotes do not, and no list of a few aims is as long as a list of references.
        """
        return self._fits(evidence, 5, 9) and 20 * evidence.lost <= evidence.found

    def _fits(self, evidence: Evidence, least: int, tenths: int) -> bool:
        """The same, in an article that does not cite its list by author and date."""
        return self._dated <= 0.3 * len(evidence.cited) and self._covers(evidence, least, tenths)

    # -- one by one ----------------------------------------------------------------------------

    def keeps(self, number: Number, target: int | None, sign: Sign) -> bool:
        """Whether a number is a citation that may lead to no entry: one beyond the list's end."""
        if target is not None:
            return True
        home = self._numbering.home(number.start)
        if home is None:
            return True
        if sign != "square" or not home.last or not number.key.isdigit():
            return False
        value = int(number.key)
        return value <= home.last + max(_PLAUSIBLE, home.last) and value not in _YEARS

    def _is_clear(self, group: Numbers) -> bool:
        """Whether what stands around numbers speaks against none of their being citations."""
        if self._is_footnote(group):
            return False
        passage = group.passage
        start, end = group.start - passage.start, group.end - passage.start
        before, after = passage.text[max(0, start - 40) : start], passage.text[end : end + 12]
        if group.sign == "square":
            return _is_clear_square(group, before, after, at_start=start == 0)
        if group.sign == "round":
            return _is_clear_round(group, before, after, at_start=start == 0)
        if group.sign == "raised":
            return _is_clear_raised(group, before, after)
        return not after[:1].isalnum()

    def _is_footnote(self, group: Numbers) -> bool:
        """Whether a number leads to a footnote."""
        at = bisect_right(self._link_starts, group.end - 1) - 1
        return at >= 0 and self._links[at].span.end > group.start


def _is_clear_square(group: Numbers, before: str, after: str, *, at_start: bool) -> bool:
    if after[:1] in ("(", "{", "^", "_") or (after[:1].isalnum() and after[:1].isascii()):
        return False
    if at_start and group.passage.kind != "table":
        # "[1] Smith, J. (2001) …" is an entry, and "[1]: https://…" a definition.
        return len(group.numbers) > 1 or bool(_PROSE_AFTER.match(after))
    if at_start and len(group.numbers) == 2:
        # A cell that begins with "[15, 45]" holds an interval more often than two citations.
        return False
    if before[-1:].isalnum() and not _GLUED.search(before):
        return False
    if _OPERATOR_BEFORE.search(before) or before[-1:] in ("\\", "$", "|"):
        return False
    if len(group.numbers) == 2 and (_INTERVAL_BEFORE.search(before) or _UNIT_AFTER.match(after)):
        return False
    return not _has_year(group)


def _has_year(group: Numbers) -> bool:
    return any(int(number.key) in _YEARS for number in group.numbers if number.key.isdigit())


def _is_clear_round(group: Numbers, before: str, after: str, *, at_start: bool) -> bool:
    if at_start or (not after.strip() and not before.rstrip().endswith((".", ","))):
        return False
    if before[-1:].isalnum() or after[:1].isalnum() or _OPERATOR_BEFORE.search(before):
        return False
    if _has_year(group):
        return False
    if _ENUMERATED_BEFORE.search(before) and _GOES_ON.match(after):
        return False
    return not _COUNTED_BEFORE.search(before)


def _is_clear_raised(group: Numbers, before: str, after: str) -> bool:
    if not before.strip() or after[:1].isalnum() or after[:1] in ("\x01", "°", "%"):
        return False
    if before[-1:] in "+-−=×*/^<>≤≥~±(" and not before.endswith("-\n"):
        return False
    alone = len(group.numbers) == 1
    if _DIGIT_BEFORE.search(before):
        return (not alone and "." not in before[-4:]) or bool(_YEAR_BEFORE.search(before))
    if alone and _UNIT.search(before):
        return False
    return group.passage.kind == "table" or not _is_of_people(group.passage)


def _is_of_people(passage: Passage) -> bool:
    """Whether a passage is of authors' names or affiliations: nearly all its words are capitals."""
    words = _WORD.findall(passage.text[:1200])
    large = sum(word[0].isupper() for word in words)
    return bool(10 * large > 6 * len(words))
