"""Markup in the text of citeproc-py, and its way into the events that writers take.

The engine gives text in which markup stands as pairs of private-use characters (:data:`OPENING`,
:data:`CLOSING`). What fields hold can thus never be taken for markup, and a writer of
:mod:`refkit.csl.writers` escapes once, at the end.
"""

from __future__ import annotations

import re
from typing import Final

from refkit.csl.flow import Event, Mark

_ATTRIBUTES: Final = {
    "italic": ("font-style", "italic"),
    "bold": ("font-weight", "bold"),
    "small-caps": ("font-variant", "small-caps"),
    "superscript": ("vertical-align", "sup"),
    "subscript": ("vertical-align", "sub"),
    "underline": ("text-decoration", "underline"),
}

OPENING: Final = {kind: chr(0xE000 + 2 * index) for index, kind in enumerate(_ATTRIBUTES)}
"""Kinds of markup to the characters that begin them."""
CLOSING: Final = {kind: chr(0xE001 + 2 * index) for index, kind in enumerate(_ATTRIBUTES)}
"""Kinds of markup to the characters that end them."""

_OPENED: Final = {mark: kind for kind, mark in OPENING.items()}
_CLOSED: Final = {mark: kind for kind, mark in CLOSING.items()}
_MARKS: Final = re.compile("[\ue000-\ue00b]")
# Private use, noncharacters, lone surrogates, and controls that neither XML nor a page can show.
_UNUSABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ud800-\udfff\ufffe\uffff]"
)

_TAG: Final = re.compile(
    r"""<(?P<end>/?)(?P<name>i|em|b|strong|sup|sub|sc|span)(?P<attributes>\s[^<>]{0,200})?>""",
    re.IGNORECASE,
)
_TAG_KINDS: Final = {
    "i": "italic",
    "em": "italic",
    "b": "bold",
    "strong": "bold",
    "sup": "superscript",
    "sub": "subscript",
    "sc": "small-caps",
}


def without_marks(text: str) -> str:
    """A text without characters that could be taken for markup or that cannot be shown."""
    return _UNUSABLE.sub("", text) if _UNUSABLE.search(text) else text


def mark(text: str) -> str:
    """A field's text with CSL's tags (``<i>``, ``<sup>`` …) as marks; tags without partner stay.

    The tags are those of "HTML-like formatting" in the CSL-JSON of citeproc-js
    (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html).
    """
    text = without_marks(text)
    if "<" not in text:
        return text
    marks: dict[int, str] = {}
    opened: list[tuple[str, str, int]] = []
    for match in _TAG.finditer(text):
        name = match["name"].lower()
        if not match["end"]:
            opened.append((name, _kind(name, match["attributes"] or ""), match.start()))
        elif opened and opened[-1][0] == name:
            _, kind, start = opened.pop()
            marks[start] = OPENING.get(kind, "")
            marks[match.start()] = CLOSING.get(kind, "")
    return _TAG.sub(lambda match: marks.get(match.start(), match[0]), text)


def _kind(name: str, attributes: str) -> str:
    if name == "span":
        # <span class="nocase"> keeps its case, and prints nothing of itself.
        return "small-caps" if "small-caps" in attributes else ""
    return _TAG_KINDS[name]


def events(marked: str) -> list[Event]:
    """The events of a marked text; marks that are not nested are, and those without partner go."""
    found: list[Event] = []
    opened: list[str] = []
    position = 0

    def close() -> None:
        found.append(Mark(*_ATTRIBUTES[opened.pop()], False))

    for match in _MARKS.finditer(marked):
        if match.start() > position:
            found.append(marked[position : match.start()])
        position = match.end()
        kind = _OPENED.get(match[0])
        if kind:
            opened.append(kind)
            found.append(Mark(*_ATTRIBUTES[kind], True))
        elif _CLOSED[match[0]] in opened:
            while opened[-1] != _CLOSED[match[0]]:
                close()
            close()
    if position < len(marked):
        found.append(marked[position:])
    while opened:
        close()
    return found
