"""One author of a citation: a person or a group, read backwards from its last word.

Backwards because the end is certain and the beginning is not: any words of the sentence may stand
before a name ("However Smith", "according to the World Health Organization").
"""

from __future__ import annotations

from typing import Final

import msgspec

from refkit.extract.citation_listed import Listed
from refkit.extract.citation_tokens import Token
from refkit.extract.citation_words import ARTICLES, SMALL_OF_GROUPS, STARTERS, is_group_word
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import fold

_BREAK: Final = lazy_pattern(r"-\s?\n(?=[a-z])")
_POSSESSIVE: Final = lazy_pattern(r"['’]s?$")
_PLURALS: Final = frozenset(
    ("women", "men", "children", "people", "alzheimer", "parkinson", "veteran", "lloyd", "mcdonald")
)
"""Words whose possessive begins the name of a group: "Children's Fund"."""

_WORDS: Final = 14
_SMALL_WORDS: Final = 3


class Author(msgspec.Struct):
    """One author, in tokens.

    Attributes:
        first: The first token of the name.
        last: Its last one.
        begin: The first with the initials before it.
        name: The name, without initials and possessive.
        initials: The initials before it.
        inverted: Whether initials follow: "Smith, J.".
        led: The word before it, in lower case; "" if none.
        comma: Whether a comma follows.
    """

    first: int
    last: int
    begin: int
    name: str
    initials: str = ""
    inverted: bool = False
    led: str = ""
    comma: bool = False


class NameReader:
    """Reads one author of a list.

    Args:
        shown: The text as it stands, from which names are taken.
        listed: What the reference lists tell.
    """

    def __init__(self, shown: str, listed: Listed) -> None:
        self._shown = shown
        self._listed = listed

    def read(self, tokens: list[Token], at: int) -> Author | None:
        """The author whose last token is at ``at``; None if none is."""
        inverted = False
        if tokens[at].kind == "suffix" and at > 0:
            at -= 1
            if tokens[at].kind == "comma":
                at -= 1
        if at > 0 and tokens[at].kind == "initials":
            inverted = True
            at -= 1
            if tokens[at].kind == "comma" and at > 0:
                at -= 1
        while at > 0 and tokens[at].kind == "closed":
            at -= 1
        if at < 0 or (tokens[at].kind != "name" and not _of_year(tokens, at)):
            return None if inverted else self._small(tokens, at)
        first = self._phrase_start(tokens, at)
        first, at = self._trimmed(tokens, first, at)
        if first < 0:
            return None
        name = cleaned(self._shown[tokens[first].start : tokens[at].end])
        name = without_possessive(name)
        # "Müllers (2019) Werk": the German genitive.
        if name.endswith("s") and not self._listed.knows(name) and self._listed.knows(name[:-1]):
            name = name[:-1]
        author = Author(first, at, first, name, inverted=inverted)
        if first > 0:
            author.led = tokens[first - 1].text.strip(" .").lower()
        if first > 0 and tokens[first - 1].kind == "initials":
            author.begin = first - 1
            token = tokens[first - 1]
            author.initials = cleaned(self._shown[token.start : token.end])
        author.comma = at + 1 < len(tokens) and tokens[at + 1].kind == "comma"
        return author

    def _small(self, tokens: list[Token], at: int) -> Author | None:
        """A name written small, "danah boyd", which only the list can tell from a word."""
        if at < 0 or tokens[at].kind != "lower" or not self._listed.small:
            return None
        for first in range(max(0, at - 2), at + 1):
            name = cleaned(self._shown[tokens[first].start : tokens[at].end])
            if fold(without_possessive(name)) in self._listed.small:
                return Author(first, at, first, without_possessive(name))
        return None

    def _phrase_start(self, tokens: list[Token], at: int) -> int:
        """The first of the words that may belong to the name which ends at ``at``."""
        first = at - 2 if tokens[at].kind == "number" else at
        floor = max(0, at - _WORDS)
        while first > floor:
            kind = tokens[first - 1].kind
            if kind == "name":
                first -= 1
            elif kind == "versus" and first > 1 and tokens[first - 2].kind == "name":
                first -= 2
            elif kind in ("particle", "small"):
                run = first - 1
                while run > floor and tokens[run - 1].kind in ("particle", "small"):
                    run -= 1
                if run == floor or not self._joins(tokens, run, first):
                    return self._with_particles(tokens, run, first)
                first = run - 1
            else:
                break
        return first

    def _joins(self, tokens: list[Token], run: int, first: int) -> bool:
        """Whether the small words from ``run`` to ``first`` join two others to one name."""
        if tokens[run - 1].kind != "name" or first - run > _SMALL_WORDS:
            return False
        words = {token.text.strip().rstrip("'") for token in tokens[run:first]}
        # "Theorie von Lehmann (2019)": German for "by".
        if not words & SMALL_OF_GROUPS and words != {"von"}:
            return True
        return is_group_word(tokens[run - 1].text) or is_group_word(tokens[first].text)

    def _with_particles(self, tokens: list[Token], run: int, first: int) -> int:
        """The first token of a name with the particles before it."""
        if tokens[run].text == "von" and run > 0 and tokens[run - 1].kind == "name":
            return first
        while first > run and tokens[first - 1].kind == "particle":
            first -= 1
        return first

    def _trimmed(self, tokens: list[Token], first: int, last: int) -> tuple[int, int]:
        """A name without the words of the sentence before it: "However Smith", "In Smith".

        Returns:
            Its first and last token; -1 for the first if nothing is left.
        """
        for start in range(first, last + 1):
            token = tokens[start]
            if start < last and token.text.lower() in ("the", "a", "an"):
                continue
            if token.kind in ("name", "particle") and self._listed.lists:
                name = self._shown[token.start : tokens[last].end]
                if self._listed.knows(without_possessive(cleaned(name))):
                    return start, last
        group = tokens[last].text.isupper() or any(
            is_group_word(token.text) for token in tokens[first + 1 : last + 1]
        )
        while first <= last and _leads(tokens[first], group=group):
            if first == last and (_one_letter(tokens[first].text) or _is_led(tokens, first)):
                break
            first += 1
        if first > last:
            return -1, last
        return first, self._possessor(tokens, first, last)

    def _possessor(self, tokens: list[Token], first: int, last: int) -> int:
        """The last token of a name, which in "Carstensen's Selectivity Theory" is the first."""
        if is_group_word(tokens[last].text):
            return last
        for at in range(first, last):
            word = tokens[at].text.rstrip().lower()
            if word.endswith("'s") and word[:-2] not in _PLURALS:
                return at
        return last


def _of_year(tokens: list[Token], at: int) -> bool:
    """Whether a number is the year within a law's name: "Civil Rights Act of 1964"."""
    return (
        at > 1
        and tokens[at].kind == "number"
        and tokens[at - 1].text == "of"
        and tokens[at - 2].kind == "name"
    )


def _leads(token: Token, *, group: bool) -> bool:
    """Whether a word at the beginning of a name is none of it."""
    word = token.text.strip(" .").lower().rstrip("'")
    if group and word in ARTICLES:
        return True
    return token.kind == "small" or (token.kind == "name" and word in STARTERS)


def _is_led(tokens: list[Token], at: int) -> bool:
    """Whether what precedes a word says that it is a name: "& Do", "L. In"."""
    return at > 0 and tokens[at - 1].kind in ("and", "initials", "comma")


def _one_letter(word: str) -> bool:
    return len(word.strip(" .")) == 1


def without_possessive(name: str) -> str:
    """A name without the "’s" or the apostrophe at its end."""
    match = _POSSESSIVE.search(name)
    return name[: match.start()] if match else name


def cleaned(name: str) -> str:
    """A name without line breaks; a word divided by one is joined."""
    if name.isascii() and "\n" not in name and "  " not in name:
        return name.strip()
    name = _BREAK.sub("", name.replace("\u00ad", "-"))
    return " ".join(name.split())
