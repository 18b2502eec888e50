"""Markdown (CommonMark 0.31), with HTML tags where its own marks do not do."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import Final

from refkit.csl.flow import Event
from refkit.csl.writers.blocks import BREAK, GAP, lay_out
from refkit.csl.writers.runs import Run
from refkit.csl.writers.runs import write as write_runs

_LINE: Final = "\u2028"
"""Stands for a break among the texts."""

_ADDRESS: Final = re.compile(r"https?://[^\s<>\\]+(?<![.,;:!?)\]'\"”’*_])")
_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>~$|^]|&(?=#?\w{1,31};)|\s")
# An entry that begins "1. " or "# " would become a list or a heading.
_LIST_MARKER: Final = re.compile(r"^(?:(\d{1,9})([.)])|([#+=-]))")

# Attributes of runs from the outermost to the innermost.
_LEVELS: Final = ("underline", "small_caps", "vertical_align", "bold", "italic")
_TAGS: Final = {
    "underline": ("<u>", "</u>"),
    "small_caps": ('<span style="font-variant: small-caps;">', "</span>"),
    "sup": ("<sup>", "</sup>"),
    "sub": ("<sub>", "</sub>"),
    "bold": ("<strong>", "</strong>"),
    "italic": ("<em>", "</em>"),
}
_STARS: Final = {"bold": "**", "italic": "*"}


def write(events: list[Event]) -> str:
    """The events as Markdown, in one paragraph."""
    texts: list[Event] = [
        _LINE if event is BREAK else " " if event is GAP else event for event in lay_out(events)
    ]
    runs = [run._replace(display="") for run in write_runs(texts)]
    written = _nest(runs, 0, "", "").strip()
    written = _LIST_MARKER.sub(
        lambda match: f"{match[1]}\\{match[2]}" if match[1] else "\\" + match[3], written
    )
    return written.replace(_LINE, "\\\n")


def _nest(runs: list[Run], level: int, before: str, after: str) -> str:
    """Write runs whose attributes above a level are the same.

    Args:
        runs: The runs.
        level: The place in _LEVELS of the attribute that is written next.
        before: The character before the runs; "" for none.
        after: The character behind them.
    """
    if level == len(_LEVELS):
        return "".join([_escape(run.text) for run in runs])
    name = _LEVELS[level]
    written = ""
    groups = [(value, list(group)) for value, group in groupby(runs, lambda run: run[_INDEX[name]])]
    for index, (value, group) in enumerate(groups):
        start = groups[index - 1][1][-1].text[-1] if index else before
        end = groups[index + 1][1][0].text[0] if index + 1 < len(groups) else after
        inner = _nest(group, level + 1, start, end)
        if value:
            key = value if isinstance(value, str) else name
            written += _wrap(inner, key, written[-1:] or start, end)
        else:
            written += inner
    return written


_INDEX: Final = {name: Run._fields.index(name) for name in _LEVELS}


def _wrap(inner: str, key: str, before: str, after: str) -> str:
    """Put marks or tags around what is written; emphasis neither begins nor ends with a space."""
    text = inner.strip()
    if not text:
        return inner
    start = inner.index(text)
    end = start + len(text)
    opening, closing = _TAGS[key]
    if key in _STARS and _takes_stars(text, inner[:start] or before, inner[end:] or after):
        opening = closing = _STARS[key]
    return inner[:start] + opening + text + closing + inner[end:]


def _takes_stars(text: str, before: str, after: str) -> bool:
    """Whether asterisks around a text are read as emphasis: not in words or beside others."""
    return (
        _is_border(before[-1:])
        and _is_border(after[:1])
        and not before.endswith(("*", ">"))
        and text[0] not in "*<"
        and text[-1] not in "*>"
        and _LINE not in text
    )


def _is_border(character: str) -> bool:
    """Whether a character is white space or punctuation, or there is none."""
    return not character or character.isspace() or unicodedata.category(character)[0] in "PZ"


def _escape(text: str) -> str:
    pieces = []
    position = 0
    for match in _ADDRESS.finditer(text):
        pieces.append(_SPECIAL.sub(_escape_character, text[position : match.start()]))
        pieces.append(f"<{match[0]}>")
        position = match.end()
    pieces.append(_SPECIAL.sub(_escape_character, text[position:]))
    return "".join(pieces)


def _escape_character(match: re.Match[str]) -> str:
    character = match.group()
    if character == _LINE or character in "\u00a0\u202f":
        return character
    return " " if character.isspace() else "\\" + character
