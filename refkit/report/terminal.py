"""What a terminal shows: characters made visible, widths in cells, colours.

Article text goes to the terminal only through :func:`visible`: an escape sequence in a copied
title could recolour the report, and a bidirectional override could show a DOI backwards
(Unicode Technical Report 36, section 3; CVE-2021-42574).
"""

from __future__ import annotations

import re
import textwrap
from typing import Final, Literal
from unicodedata import category, east_asian_width

# Controls (Cc), format characters (Cf), line and paragraph separators, lone surrogates, tags.
# U+200C and U+200D stay out: Persian and Indic words and emoji are spelt with them.
_HIDDEN: Final = re.compile(
    r"""[
        \x00-\x1f \x7f-\x9f \xad \u061c \u180e
        \u200b \u200e \u200f \u2028-\u202e \u2060-\u206f
        \ufeff \ufff9-\ufffb \ud800-\udfff \U000e0000-\U000e007f
    ]""",
    re.VERBOSE,
)

Colour = Literal["bold", "dim", "red", "yellow", "green", "cyan"]
_SGR: Final[dict[Colour, str]] = {
    "bold": "1",
    "dim": "2",
    "red": "1;31",
    "yellow": "1;33",
    "green": "32",
    "cyan": "36",
}


def _symbol(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)  # U+2400 … U+241F are the pictures of the C0 controls
    if code == 0x7F:
        return "\u2421"
    return match[0].encode("ascii", "backslashreplace").decode("ascii")


def visible(text: str) -> str:
    r"""Text with every control and format character replaced by a sign for it.

    Args:
        text: Any text, such as an article's.

    Returns:
        The text, safe for a terminal and on one line: ESC as "␛", a line feed as "␊",
        U+202E as the six characters ``\u202e``.
    """
    return text if text.isprintable() else _HIDDEN.sub(_symbol, text)


def cells(character: str) -> int:
    """How many columns of a terminal a character takes: 0, 1 or 2 (Unicode Annex 11)."""
    if character.isascii():
        return 1
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in ("W", "F") else 1


def paint(text: str, colour: Colour, *, color: bool) -> str:
    """Text in a colour, or as it is where ``color`` is false (ECMA-48, SGR)."""
    return f"\x1b[{_SGR[colour]}m{text}\x1b[0m" if color and text else text


def wrapped(text: str, *, indent: str, hanging: str, width: int) -> list[str]:
    """Visible text broken into lines of at most ``width`` columns; long words stay whole.

    Args:
        text: The text; it is made visible first.
        indent: What begins the first line.
        hanging: What begins the others.
        width: Columns of a line, the indents included.
    """
    return textwrap.wrap(
        visible(text),
        max(width, len(hanging) + 20),
        initial_indent=indent,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
