"""Sort keys of text: the Unicode Collation Algorithm with the orders of languages.

The order is that of ICU and CLDR, and so of JavaScript's ``localeCompare``: letters first, then
accents, then capitals; spaces and punctuation count. Source: UTS #10, "Unicode Collation
Algorithm", and UTS #35 Part 5, "Collation".
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from refkit.csl import collation_order as order
from refkit.csl.collation_han import HAN_ORDERS, radical_order
from refkit.csl.collation_root import CAPITAL, COMMON, DIGIT, Element, RootOrder, joined

_LEVEL: Final = "\0"
_WORD: Final = "\x01"
"""Between the words of a key: less than all weights."""

_TAILORED: Final = 0x10F000
"""Above all weights of the root order: a tailored letter is its anchor and one of these."""

_SPELLING: Final = 0x40
"""Above all weights at level three: another spelling of a tailored letter."""

_MIXED: Final = "\x17"
"""Level three of "Ch" beside "CH": just under a capital."""

_CAPITALS_FIRST: Final = {ord(CAPITAL): 1, 0x19: 2, 0x43: 2, ord(_MIXED): 3, 0x42: 4}
"""The weights of capitals in languages that put them before small letters."""

_LAST_LATIN: Final = "\u02ff"

_COMPOSED_LETTERS: Final = "йآأؤإئ"
"""Letters of the root order that Unicode decomposes."""

_PREVOWEL: Final = re.compile("([เ-ไເ-ໄ])([ก-ฮກ-ຮ])")
"""Thai and Lao vowels that are written before the consonant that they are spoken after."""

_RUNS: Final = re.compile(r"\d+|\D+")
_NOT_ONLY_LETTERS: Final = re.compile("[0-9]| [:;!?]")
_SPACED_MARK: Final = re.compile("\\ (?=[:;!?»]) | (?<=«)\\ ", re.VERBOSE)
"""The spaces that French sets inside of marks, which end no word."""

_LONG_VOWEL: Final = re.compile("(?<=[ぁ-ゖァ-ヺ])ー")


@lru_cache(maxsize=50_000)
def collation_key(text: str, language: str = "") -> str:
    """The key by which a text is sorted.

    Args:
        text: Plain text.
        language: A language tag such as "sv" or "de-AT". "" and languages that change nothing
            have the root order.

    Returns:
        A string; keys of the same language compare, by code points, as the texts do.
    """
    return _collation(_tailored_language(language), by_words=False).key(text)


@lru_cache(maxsize=50_000)
def sort_key(text: str, language: str = "") -> str:
    """The key by which entries and cites are sorted, as citeproc-js sorts them.

    Texts are compared word by word (words end at spaces), and words by their letters alone:
    accents, capitals and punctuation do not count, and numbers count by their value. So "Alpha,
    Omega" stands with "alpha omega", before "Alphabet", and "No. 9" before "No. 10".

    Args:
        text: Plain text.
        language: A language tag, as for :func:`collation_key`.

    Returns:
        A string; texts with the same key are left in their order.
    """
    return _collation(_tailored_language(language), by_words=True).words_key(text)


@cache
def _tailored_language(language: str) -> str:
    """The part of a language tag that the order depends on; "" for the root order."""
    parts = language.lower().replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        tag = "-".join(parts[:length])
        tag = order.ALIASES.get(tag, tag)
        if tag in order.TAILORINGS or tag in order.FIRST_SCRIPTS or tag in order.BACKWARDS:
            return tag
    return ""


class Collation:
    """The order of one language.

    Args:
        language: A language of :mod:`refkit.csl.collation_order`; "" for the root order.
        by_words: Whether to pass over spaces and punctuation.
    """

    def __init__(self, language: str, by_words: bool) -> None:
        self._language = language
        self._backwards = language in order.BACKWARDS
        self._upper_first = language in order.UPPER_FIRST
        self._root = RootOrder(
            order.FIRST_SCRIPTS.get(language, ""),
            HAN_ORDERS.get(language, radical_order),
            by_words or language in order.SHIFTED,
        )
        self._elements: dict[str, Element] = {}
        # By their first character, the contractions that begin with it, the longest first.
        self._contractions: dict[str, list[str]] = {}
        for text, letters in order.EXPANSIONS.items():
            if len(text) > 1:
                self._define(text, joined(map(self._element, letters)))
        for letter in _COMPOSED_LETTERS:
            self._define_cases(letter, self._root.element(letter))
        for rule in order.TAILORINGS.get(language, "").split():
            self._tailor(rule)
        self._make_ascii_tables()

    def key(self, text: str) -> str:
        """The key of a text."""
        if text.isascii() and not self._irregular(text):
            primary = text.translate(self._ascii_primary)
            secondary = ""
            tertiary = text.translate(self._ascii_tertiary)
        else:
            levels = joined(self._split(text))
            primary, secondary, tertiary = levels
            if self._backwards:
                secondary = secondary[::-1]
        if self._upper_first:
            tertiary = tertiary.translate(_CAPITALS_FIRST)
        else:
            tertiary = tertiary.rstrip(COMMON)
        # The common weight is the least, so at the end it says nothing.
        return f"{primary}{_LEVEL}{secondary.rstrip(COMMON)}{_LEVEL}{tertiary}"

    def words_key(self, text: str) -> str:
        """The words of a text, each by its letters alone, and numbers by their value."""
        if text.isascii() and not _NOT_ONLY_LETTERS.search(text):
            return _WORD.join(map(self._letters, text.split(" ")))
        words = _SPACED_MARK.sub("", text).split(" ")
        return _WORD.join(["".join(map(self._run, _RUNS.findall(word))) for word in words])

    def _run(self, run: str) -> str:
        """A run of digits, or of other characters."""
        if not run[0].isdecimal():
            return self._letters(run)
        significant = "".join([str(unicodedata.digit(digit)) for digit in run]).lstrip("0")
        return f"{DIGIT}{chr(ord(COMMON) + len(significant))}{significant}"

    def _letters(self, text: str) -> str:
        if text.isascii() and not self._irregular(text):
            return text.translate(self._ascii_primary)
        return "".join([element.primary for element in self._split(text)])

    def _make_ascii_tables(self) -> None:
        """Tables for text of which each character has one primary weight and no accent."""
        elements = {code: self._element(chr(code)) for code in range(128)}
        self._ascii_primary = {code: each.primary for code, each in elements.items()}
        self._ascii_tertiary = {code: each.tertiary for code, each in elements.items()}
        irregular = [text for texts in self._contractions.values() for text in texts]
        irregular += [chr(code) for code, each in elements.items() if each.secondary > COMMON]
        patterns = [re.escape(text) for text in irregular if text.isascii()]
        self._irregular = re.compile("|".join(patterns) or "(?!)").search

    def _split(self, text: str) -> list[Element]:
        """The elements of a text (UTS #10, 7.2 "Produce Collation Element Arrays")."""
        text = unicodedata.normalize("NFD", text)
        if max(text, default="") > _LAST_LATIN:
            text = _PREVOWEL.sub(r"\2\1", text)
            if self._language == "ja":
                text = _LONG_VOWEL.sub(_vowel_before, text)
        elements = []
        at, end = 0, len(text)
        while at < end:
            matched = text[at]
            for longer in self._contractions.get(matched, ()):
                if text.startswith(longer, at):
                    matched = longer
                    break
            at += len(matched)
            start = at
            while at < end and text[at] > _LAST_LATIN and unicodedata.combining(text[at]):
                at += 1
            if at > start:
                matched, marks = self._absorb(matched, text[start:at])
                elements.append(self._element(matched))
                elements.extend(map(self._element, marks))
            else:
                elements.append(self._element(matched))
        return elements

    def _absorb(self, matched: str, marks: str) -> tuple[str, str]:
        """A letter with the marks after it that make another letter of it, and the other marks."""
        if matched[0] not in self._contractions:
            return matched, marks
        left = ""
        blocked = 0
        for mark in marks:
            rank = unicodedata.combining(mark)
            if rank != blocked and matched + mark in self._elements:
                matched += mark
            else:
                left += mark
                blocked = rank
        return matched, left

    def _element(self, text: str) -> Element:
        element = self._elements.get(text)
        if element is None:
            element = self._elements[text] = self._root.element(text)
        return element

    def _tailor(self, rule: str) -> None:
        """Read one group of a tailoring: "c<č<ć", "y<<ü", "å<<<aa", "þ=th"."""
        if "=" in rule:
            source, target = rule.split("=")
            for rank, spelling in enumerate(_cases(source)):
                capital = rank and len(source) == 1
                whole = joined(self._split(target.upper() if capital else target))
                tertiary = whole.tertiary[:-1] + chr(ord(whole.tertiary[-1]) + 1 + rank)
                self._define(spelling, whole._replace(tertiary=tertiary))
            return
        anchor, *steps = re.split("(<+)", rule)
        base = last = joined(self._split(anchor))
        letters = accents = spellings = 0
        for relation, item in zip(steps[::2], steps[1::2], strict=True):
            if relation == "<":
                letters, accents, spellings = letters + 1, 0, 0
                last = Element(base.primary + chr(_TAILORED + letters))
            elif relation == "<<":
                accents, spellings = accents + 1, 0
                last = Element(last.primary, base.secondary + chr(_TAILORED + accents))
            else:
                spellings += 1
                last = last._replace(tertiary=chr(_SPELLING + spellings))
            self._define_cases(item, last)

    def _define_cases(self, item: str, element: Element) -> None:
        """Give a tailored letter its weights, as small letters and as capitals."""
        small, _, capital = item.partition("/")
        self._define(small, element)
        capitals = [capital] if capital else _cases(small)[1:]
        for spelling in capitals:
            self._define(spelling, _capital(element, spelling.upper() != spelling))

    def _define(self, text: str, element: Element) -> None:
        text = unicodedata.normalize("NFD", text)
        self._elements[text] = element
        if len(text) > 1:
            known = {*self._contractions.get(text[0], ()), text}
            self._contractions[text[0]] = sorted(known, key=len, reverse=True)


@cache
def _collation(language: str, by_words: bool) -> Collation:
    return Collation(language, by_words)


def _capital(element: Element, mixed: bool) -> Element:
    """The weights of a capital; mixed for "Ch" beside "CH"."""
    if element.tertiary == COMMON:
        return element._replace(tertiary=_MIXED if mixed else CAPITAL)
    return element._replace(tertiary=chr(ord(element.tertiary) + (1 if mixed else 2)))


def _cases(text: str) -> list[str]:
    """A letter in its spellings: "ch", "Ch", "CH"."""
    return list(dict.fromkeys((text, text[:1].upper() + text[1:], text.upper())))


def _vowel_before(match: re.Match[str]) -> str:
    """The vowel that a long vowel mark repeats: "ア" after "カ"."""
    before = match.string[match.start() - 1]
    name = unicodedata.name(before)
    return unicodedata.lookup(f"KATAKANA LETTER {name[-1]}") if name[-1] in "AEIOU" else "ー"
