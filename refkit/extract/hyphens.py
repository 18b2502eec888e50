"""Hyphens: what a hyphen at the end of a line stands for: a cut word, a compound, a range.

A plain text and a print cut words at the ends of their lines: "cogni-" / "tive". The document's own
words tell which hyphens are of that kind: "cognitive" stands elsewhere in it, or "meta-analysis".
"""

from __future__ import annotations

from typing import Final, Literal

from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import word_set

Joint = Literal["word", "compound", "apart"]

_WORD: Final = lazy_pattern(r"[^\W\d_]{2,40}(?:[-‐‑][^\W\d_]{2,40}){0,4}(?![\w\-‐‑])")
_BEFORE: Final = lazy_pattern(r"(?<![^\W\d_])([^\W\d_]{1,40})[-‐‑]$")
_AFTER: Final = lazy_pattern(r"[^\W\d_]{1,40}")
_WHOLE_WORD: Final = lazy_pattern(r"[^\W\d_]{1,6}(?=\s|$)")
_RANGE: Final = lazy_pattern(r"[\dA-Za-z][-‐‑–]$")
# "Zhang, W.-" / "X.", "o-(1-Cycloalkenyl)-" / "benzylamines"
_BOUND: Final = lazy_pattern(r"[^\W\d_]\.[-‐‑]$|[)\]][-‐‑]$")
# "short-" / "and long-term"
_JOINING: Final = word_set(
    """
    and or und oder et ou y o e és és bis to sowie bzw og och eller en of nor ed od i a oraz lub
    """
)
# Compounds that a line's end does not make words of, if the document does not say otherwise.
_COMPOUND: Final = word_set(
    """
    self non well high low cross long short half ill all best better double full hard large
    open small wide quasi semi so state task time two three four one first second third single
    large peer evidence community computer person patient health theory data real world meta age
    multi follow trade problem decision user value risk parent teacher student school case task
    """
)
_LEAST: Final = 2


class Hyphens:
    """Tells the hyphens at the ends of a document's lines apart.

    Args:
        text: The document's text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._seen: frozenset[str] | None = None

    def joint(self, before: str, after: str) -> Joint | None:
        """How a line that ends in a hyphen goes on in the next.

        Args:
            before: The line, or its end.
            after: The next line, or its beginning.

        Returns:
            "word": without the hyphen, as one word; "compound": with it, without a space;
            "apart": with it and a space; None if no hyphen or dash of this kind is there.
        """
        left, right = _BEFORE.search(before), _AFTER.match(after)
        if left is None or right is None:
            if _BOUND.search(before) and right:
                return "compound"
            ranged = _RANGE.search(before) and after[:1].isalnum()
            return "compound" if ranged and (before[-2].isdigit() or after[0].isdigit()) else None
        first, second = left.group(1), right.group()
        alone = _WHOLE_WORD.match(after)
        if alone and alone.group().casefold() in _JOINING:
            return "apart"
        # "Müller-" / "Lüdenscheidt", "LS-" / "DYNA", "OpACIN-" / "neo"
        if second[0].isupper() or any(letter.isupper() for letter in first[1:]):
            return "compound"
        whole = f"{first}{second}".casefold()
        parted = f"{first}-{second}".casefold()
        words = self._words()
        if whole in words or parted in words:
            return "word" if whole in words else "compound"
        if len(first) < _LEAST or len(second) < _LEAST or first.casefold() in _COMPOUND:
            return "compound"
        return "word"

    def _words(self) -> frozenset[str]:
        """The words and compounds of the document that no line's end cuts."""
        if self._seen is None:
            found = _WORD.findall(self._text.casefold())
            self._seen = frozenset(word.replace("‐", "-").replace("‑", "-") for word in found)
        return self._seen
