"""How text looks in a word processor: its characters, its indentation, what its styles tell."""

from __future__ import annotations

from typing import Final, NamedTuple

from refkit.model.document import MarkupKind
from refkit.normalize.patterns import lazy_pattern

ITALIC: Final = 1
BOLD: Final = 2
SMALL_CAPS: Final = 4
HIDDEN: Final = 8
SUPERSCRIPT: Final = 16
SUBSCRIPT: Final = 32
CODE: Final = 64
"""How a character looks: bits of a number."""

RAISED: Final = SUPERSCRIPT | SUBSCRIPT
"""Both ways to stand off the line, of which a character has one."""

MARKUP: Final[tuple[tuple[int, MarkupKind], ...]] = (
    (ITALIC, "italic"), (BOLD, "bold"), (SMALL_CAPS, "small-caps"),
    (SUPERSCRIPT, "superscript"), (SUBSCRIPT, "subscript"), (CODE, "code"),
)  # fmt: skip
"""The markup that each look is."""

LIST_STYLE: Final = lazy_pattern(
    r"bibliogra(?:phy|ph|f)|references?(?![a-z])|literatur|works?[ -]?cited|quellenverzeichnis"
)
"""The names of styles that tell of a reference list, in lower case."""

LONGEST_CHAIN: Final = 50
"""Styles of which one is based on the other; a chain that leads back to itself is longer."""

_LENGTH: Final = lazy_pattern(r"(-?\d{1,9}(?:\.\d{1,9})?)(mm|cm|in|pt|pc|pi)?")
_TWIPS: Final = {
    "": 1.0,
    "pt": 20.0,
    "pc": 240.0,
    "pi": 240.0,
    "in": 1440.0,
    "cm": 567.0,
    "mm": 56.7,
}


class Look(NamedTuple):
    """Which of the properties of characters are said to be so, and which are on."""

    said: int = 0
    on: int = 0

    def over(self, below: Look) -> Look:
        """This on top of another, of which it hides what both say."""
        return Look(self.said | below.said, (below.on & ~self.said) | self.on)


class Indent(NamedTuple):
    """The indentation of a paragraph in twips; None where nothing is said.

    Attributes:
        left: Of all its lines.
        first: What the first line has beyond that; negative if the others hang.
    """

    left: int | None = None
    first: int | None = None

    def over(self, below: Indent) -> Indent:
        """This on top of another."""
        return Indent(
            below.left if self.left is None else self.left,
            below.first if self.first is None else self.first,
        )


def twips(text: str | None) -> int | None:
    """A length in twips: "720", "1.27cm"; None if it is none."""
    found = _LENGTH.fullmatch(text or "")
    return None if not found else round(float(found[1]) * _TWIPS[found[2] or ""])
