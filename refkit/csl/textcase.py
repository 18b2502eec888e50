"""Text case (CSL 1.0.2, "Text-case") and strip-periods, through nested formatting.

Text in ``<span class="nocase">``, superscript, subscript and small caps of a field never changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from refkit.csl.markup import MARKUP
from refkit.csl.tree import Node, Piece

# The stop words of CSL 1.0.2 ("Title Case Conversion"), the prepositions and particles beyond them
# that citeproc-js leaves alone, and abbreviations. Single letters need not be listed.
# fmt: off
_STOP_WORDS: Final = frozenset({
    "about", "above", "across", "afore", "after", "against", "al", "along", "alongside", "amid",
    "amidst", "among", "amongst", "an", "and", "apropos", "around", "as", "aside", "astride", "at",
    "athwart", "atop", "barring", "before", "behind", "below", "beneath", "beside", "besides",
    "between", "beyond", "but", "by", "ca", "circa", "de", "despite", "down", "during", "et",
    "except", "for", "from", "given", "in", "inside", "into", "lest", "like", "modulo", "near",
    "next", "nor", "notwithstanding", "o'er", "of", "off", "on", "onto", "or", "out", "over",
    "per", "plus", "pro", "qua", "sans", "since", "so", "than", "the", "through", "throughout",
    "thruout", "till", "to", "toward", "towards", "under", "underneath", "until", "unto", "up",
    "upon", "van", "ve", "versus", "via", "von", "vs", "with", "within", "without", "yet",
})
# fmt: on

_WORD: Final = re.compile(r"[^\s.,:;?!/()\[\]\"“”‘–—-]+")
_LETTERS: Final = re.compile(r"[^\W\d_]+")

# As citeproc-js, it takes the character behind it along: of "..." one is left.
_PERIOD: Final = re.compile(r"(?<=.)\.([^a-z]|\Z)", re.DOTALL)

# After one of these a title's next word is as good as its first.
_RESTARTS: Final = re.compile(r"[:?!]")

_TURKIC: Final = ("tr", "az")


def transform(piece: Piece, case: str, english: bool = True, language: str = "") -> Piece:
    """Set a piece in a text case.

    Affixes and delimiters that the style set within the piece stay as they are.

    Args:
        piece: What an element rendered.
        case: "lowercase", "uppercase", "capitalize-first", "capitalize-all", "title" or
            "sentence"; any other value changes nothing.
        english: Whether the item is in English: the rules of title case are those of English.
        language: The item's language, as "tr-TR": dotless i of Turkish.

    Returns:
        The piece itself, where nothing is to be changed, or a new one.
    """
    if case == "title" and not english:
        return piece
    turkic = language[:2] in _TURKIC
    if isinstance(piece, str):
        return _transform_text(piece, case, turkic)
    change = _changer(case, turkic, piece)
    return piece if change is None else _through(piece, change, False)


def strip_periods(piece: Piece) -> Piece:
    """A piece without the full stops of abbreviations; affixes of the style within it keep theirs.

    Those before a small letter stand, as in "arxiv.org".
    """
    if isinstance(piece, str):
        return _without_periods(piece)
    return _through(piece, lambda text, _: _without_periods(text), False)


def _without_periods(text: str) -> str:
    return _PERIOD.sub(r"\1", text) if "." in text else text


_Change = Callable[[str, bool], str]
"""Changes the texts of a piece one after the other; True for a text that is to stay as it is."""


@lru_cache(maxsize=4096)
def _transform_text(text: str, case: str, turkic: bool) -> str:
    change = _changer(case, turkic, text)
    return text if change is None else change(text, False)


def _through(node: Node, change: _Change, frozen: bool) -> Node:
    frozen = frozen or _is_frozen(node)
    children: list[Piece] = []
    for child in node.children:
        changed = (
            change(child, frozen) if isinstance(child, str) else _through(child, change, frozen)
        )
        if changed != "":
            children.append(changed)
    return Node(children, node.format, node.prefix, node.suffix, node.delimiter, node.role)


def _is_frozen(node: Node) -> bool:
    style = node.format
    if style.nocase:
        return True
    return node.role == MARKUP and bool(style.vertical_align or style.font_variant == "small-caps")


def _changer(case: str, turkic: bool, piece: Piece) -> _Change | None:
    if case == "lowercase":
        return lambda text, frozen: text if frozen else _lower(text, turkic)
    if case == "uppercase":
        return lambda text, frozen: text if frozen else _upper(text, turkic)
    if case == "capitalize-first":
        return _First(turkic, sentence=False)
    if case == "sentence":
        return _First(turkic, sentence=True)
    if case == "capitalize-all":
        return lambda text, frozen: text if frozen else _capitalize_all(text, turkic)
    if case == "title":
        return _Title(_count_words(piece))
    return None


def _lower(text: str, turkic: bool) -> str:
    if turkic:
        text = text.replace("İ", "i").replace("I", "ı")
    return text.lower()


def _upper(text: str, turkic: bool) -> str:
    if turkic:
        text = text.replace("i", "İ")
    return text.upper()


def _capitalize(word: str, turkic: bool = False) -> str:
    """A word with a capital; digraphs that are one character get only one capital letter."""
    first = "İ" if turkic and word[0] == "i" else word[0].title()
    return first + word[1:]


def _is_lower(word: str) -> bool:
    return word[0].isalpha() and word == word.lower()


def _capitalize_all(text: str, turkic: bool) -> str:
    def replace(match: re.Match[str]) -> str:
        word = match.group()
        return _capitalize(word, turkic) if _is_lower(word) else word

    return _WORD.sub(replace, text)


class _First:
    """capitalize-first, and sentence case, which besides sets what follows in lower case."""

    def __init__(self, turkic: bool, sentence: bool) -> None:
        self._turkic = turkic
        self._sentence = sentence
        self._done = False

    def __call__(self, text: str, frozen: bool) -> str:
        if self._done:
            return text if frozen or not self._sentence else _lower(text, self._turkic)
        match = _WORD.search(text)
        if match is None:
            return text
        self._done = True
        if frozen:
            return text
        start = match.start()
        word = match.group()
        if not self._sentence:
            if not _is_lower(word):
                return text
            return text[:start] + _capitalize(text[start:], self._turkic)
        letters = _LETTERS.match(text, start)
        if letters is None:
            return _lower(text, self._turkic)
        # Capitals in the first word are kept: an acronym, or "McDonald".
        end = letters.end()
        first = _capitalize(letters.group(), self._turkic)
        return text[:start] + first + _lower(text[end:], self._turkic)


class _Title:
    """Title case, word by word: the last word of all is known by its number."""

    def __init__(self, words: int) -> None:
        self._left = words
        self._restart = True
        self._plain = True

    def __call__(self, text: str, frozen: bool) -> str:
        parts: list[str] = []
        position = 0
        for match in _WORD.finditer(text):
            start = match.start()
            gap = text[position:start]
            position = match.end()
            self._pass_gap(gap)
            self._left -= 1
            word = match.group()
            if not frozen and self._capitalizes(word, text, start, position):
                word = _capitalize(word)
            self._restart = False
            if "’" in word:
                self._plain = False
            parts += (gap, word)
        gap = text[position:]
        self._pass_gap(gap)
        return "".join([*parts, gap])

    def _pass_gap(self, gap: str) -> None:
        if gap and not gap.isspace():
            self._plain = False
            if _RESTARTS.search(gap):
                self._restart = True

    def _capitalizes(self, word: str, text: str, start: int, end: int) -> bool:
        if not _is_lower(word):
            return False
        if self._restart:
            return True
        # "In-Depth" and "X-Ray", but "State-of-the-Art"; a lone Greek letter is a symbol. After any
        # punctuation citeproc-js takes a stop word with a hyphen for one without: as does this.
        if self._plain and text[end : end + 1] == "-":
            return len(word) > 1 or word.isascii()
        if len(word) == 1 or word[1] in "’'":
            return False
        if self._left == 0:
            return True
        return word.replace("’", "'") not in _STOP_WORDS


def _count_words(piece: Piece) -> int:
    if isinstance(piece, str):
        return len(_WORD.findall(piece))
    return sum([_count_words(child) for child in piece.children])
