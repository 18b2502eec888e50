"""Rich Text Format 1.9: the inside of a paragraph, for pasting into a document's body."""

from __future__ import annotations

import re
from typing import Final

from refkit.csl.flow import Event, Mark
from refkit.csl.writers.blocks import BREAK, GAP, write_braced
from refkit.csl.writers.unusable import usable

_WORDS: Final = {
    ("font-style", "italic"): r"{\i ",
    ("font-style", "oblique"): r"{\i ",
    ("font-style", "normal"): r"{\i0 ",
    ("font-variant", "small-caps"): r"{\scaps ",
    ("font-variant", "normal"): r"{\scaps0 ",
    ("font-weight", "bold"): r"{\b ",
    ("font-weight", "normal"): r"{\b0 ",
    ("text-decoration", "underline"): r"{\ul ",
    ("text-decoration", "none"): r"{\ulnone ",
    ("vertical-align", "sup"): r"{\super ",
    ("vertical-align", "sub"): r"{\sub ",
    ("vertical-align", "baseline"): r"{\nosupersub ",
}
_MARKS: Final = {Mark(kind, value, True): word for (kind, value), word in _WORDS.items()} | {
    BREAK: "\\line ",
    GAP: "\\tab ",
}

_SPECIAL: Final = re.compile(r"[\\{}\n\r\t]|[^\x00-\x7f]")
_ESCAPES: Final = {
    "\\": "\\\\",
    "{": r"\{",
    "}": r"\}",
    "\n": r"\line ",
    "\r": "",
    "\t": r"\tab ",
    "\u00a0": r"\~",
}


def write(events: list[Event]) -> str:
    """The events as RTF, in ASCII."""
    return write_braced(events, _MARKS, lambda text: _SPECIAL.sub(_escape, usable(text)))


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if character in _ESCAPES:
        return _ESCAPES[character]
    # UTF-16 code units as signed numbers, each with one character for readers without Unicode.
    units = character.encode("utf-16-le")
    return "".join(
        [
            f"\\u{int.from_bytes(units[at : at + 2], 'little', signed=True)}?"
            for at in range(0, len(units), 2)
        ]
    )
