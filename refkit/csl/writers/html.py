"""HTML as citeproc-js and the CSL test suite write it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from refkit.csl.flow import Event, Mark
from refkit.csl.writers.unusable import UNUSABLE

_TAGS: Final = {
    ("font-style", "italic"): ("<i>", "</i>"),
    ("font-style", "oblique"): ("<em>", "</em>"),
    ("font-style", "normal"): ('<span style="font-style:normal;">', "</span>"),
    ("font-variant", "small-caps"): ('<span style="font-variant:small-caps;">', "</span>"),
    ("font-variant", "normal"): ('<span style="font-variant:normal;">', "</span>"),
    ("font-weight", "bold"): ("<b>", "</b>"),
    ("font-weight", "normal"): ('<span style="font-weight:normal;">', "</span>"),
    ("text-decoration", "underline"): ('<span style="text-decoration:underline;">', "</span>"),
    ("text-decoration", "none"): ('<span style="text-decoration:none;">', "</span>"),
    ("vertical-align", "sup"): ("<sup>", "</sup>"),
    ("vertical-align", "sub"): ("<sub>", "</sub>"),
    ("vertical-align", "baseline"): ('<span style="baseline">', "</span>"),
    ("display", "block"): ('\n\n    <div class="csl-block">', "</div>\n"),
    ("display", "left-margin"): ('\n    <div class="csl-left-margin">', "</div>"),
    ("display", "right-inline"): ('<div class="csl-right-inline">', "</div>\n  "),
    ("display", "indent"): ('<div class="csl-indent">', "</div>\n  "),
}

_MARKS: Final = {
    Mark(kind, value, opening): pair[0 if opening else 1]
    for (kind, value), pair in _TAGS.items()
    for opening in (True, False)
}

# The blocks with superscripts that fonts commonly lack or draw unevenly; as citeproc-js, HTML has
# the plain character in <sup> instead.
_SUPERSCRIPTS: Final = {
    character: f"<sup>{unicodedata.normalize('NFKD', character)}</sup>"
    for first, last in ((0xAA, 0x2E4), (0x1D2C, 0x1D6A), (0x2070, 0x2122), (0x3192, 0x319F))
    for character in map(chr, range(first, last + 1))
    if unicodedata.decomposition(character).startswith("<super>")
} | {
    # Superscripts in shape, of which Unicode does not say so.
    character: f"<sup>{plain}</sup>"
    for character, plain in (("ˀ", "ʔ"), ("ˁ", "ʕ"), ("\u06e5", "\u0648"), ("\u06e6", "\u064a"))
}

# Browsers would show one space for two.
_REFERENCES: Final = {"&": "&#38;", "<": "&#60;", ">": "&#62;", "  ": "\u00a0 "} | _SUPERSCRIPTS
_SPECIAL: Final = re.compile(f"[&<>{''.join(_SUPERSCRIPTS)}]|  |[{UNUSABLE}]")


def write(events: list[Event]) -> str:
    """The events as an HTML fragment."""
    marks = _MARKS
    return "".join(
        [escape(event) if isinstance(event, str) else marks.get(event, "") for event in events]
    )


def escape(text: str) -> str:
    """Text for HTML, with the numeric references that the CSL test suite expects."""
    return _SPECIAL.sub(_reference, text) if _SPECIAL.search(text) else text


def _reference(match: re.Match[str]) -> str:
    return _REFERENCES.get(match.group(), "")
