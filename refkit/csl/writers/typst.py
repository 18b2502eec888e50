"""Typst markup: ``#emph[…]``, ``#strong[…]``, ``#smallcaps[…]`` and the like."""

from __future__ import annotations

import re
from typing import Final

from refkit.csl.flow import Event, Mark
from refkit.csl.writers.blocks import BREAK, GAP, lay_out
from refkit.csl.writers.unusable import UNUSABLE

_FUNCTIONS: Final = {
    # Not #emph, which in itself toggles.
    ("font-style", "italic"): '#text(style: "italic")[',
    ("font-style", "oblique"): '#text(style: "oblique")[',
    ("font-style", "normal"): '#text(style: "normal")[',
    ("font-variant", "small-caps"): "#smallcaps[",
    ("font-variant", "normal"): "#text(features: (smcp: 0, c2sc: 0))[",
    ("font-weight", "bold"): '#text(weight: "bold")[',
    ("font-weight", "normal"): '#text(weight: "regular")[',
    ("text-decoration", "underline"): "#underline[",
    ("vertical-align", "sup"): "#super[",
    ("vertical-align", "sub"): "#sub[",
}
_MARKS: Final = {
    Mark(kind, value, True): function for (kind, value), function in _FUNCTIONS.items()
} | {BREAK: " \\\n", GAP: " "}

# Besides the characters of markup: dashes, ellipses, comments, and what begins a list or a heading
# at the start of a line or of a content block.
_SPECIAL: Final = re.compile(
    rf"^[-+=/]|(?<=\d)\.|--+|-\?|\.\.\.|//+|/\*|\s+|[\\*_`$#@<>\[\]~\"'\u00a0{UNUSABLE}]"
)

_CONTINUING: Final = ("(", ".", ";")
"""What would be read as part of the code before it, or swallowed by it."""


def write(events: list[Event]) -> str:
    """The events as Typst markup."""
    parts: list[str] = []
    for event in lay_out(events):
        if isinstance(event, str):
            text = _SPECIAL.sub(_escape, event)
            # "#emph[5](1)" would be a call with arguments; a semicolon ends what "#" began.
            ended = parts[-1:] == ["]"] and text[:1] in _CONTINUING
            parts.append(f";{text}" if ended else text)
        elif event.opening:
            parts.append(_MARKS.get(event, "#["))
        else:
            parts.append("]")
    return "".join(parts)


def _escape(match: re.Match[str]) -> str:
    text = match.group()
    if text == "\u00a0":
        return "~"
    if text.isspace():
        return " "
    if text.isprintable():
        return "\\" + "\\".join(text)
    return ""
