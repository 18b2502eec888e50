"""Rendered text with its markup, and the writers of plain text, HTML and Markdown.

An engine gives text in which markup stands as pairs of private-use characters (:data:`OPENING`,
:data:`CLOSING`). What fields hold can thus never be taken for markup, and each writer escapes once,
at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Final

KINDS: Final = ("italic", "bold", "small-caps", "superscript", "subscript", "underline")
OPENING: Final = {kind: chr(0xE000 + 2 * index) for index, kind in enumerate(KINDS)}
"""Kinds of markup to the characters that begin them."""
CLOSING: Final = {kind: chr(0xE001 + 2 * index) for index, kind in enumerate(KINDS)}
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


def to_text(marked: str) -> str:
    """Plain text: the marks go."""
    return _MARKS.sub("", marked)


_HTML: Final = {
    "italic": ("<i>", "</i>"),
    "bold": ("<b>", "</b>"),
    "small-caps": ('<span style="font-variant: small-caps;">', "</span>"),
    "superscript": ("<sup>", "</sup>"),
    "subscript": ("<sub>", "</sub>"),
    "underline": ('<span style="text-decoration: underline;">', "</span>"),
}


def to_html(marked: str) -> str:
    """HTML, well-formed and escaped whatever the fields hold."""
    return _write(marked, escape, lambda kind, inner: inner.join(_HTML[kind]))


_MARKDOWN: Final = {"italic": ("*", "*"), "bold": ("**", "**"), "superscript": ("<sup>", "</sup>")}
_ADDRESS: Final = re.compile(r"https?://[^\s<>\ue000-\ue00b]+(?<![.,;:!?)\]'\"”’])")
_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>~$|]|&(?=#?\w{1,31};)")
_LIST_MARKER: Final = re.compile(r"^(\s*)(?:(\d{1,9})([.)])(?=\s|$)|([#+-])(?=[\s#+-]|$))")


def to_markdown(marked: str) -> str:
    r"""Markdown (CommonMark 0.31): ``*italics*``, ``<addresses>``, the rest escaped."""
    written = _write(marked, _escape_markdown, _markdown_markup)
    # An entry that begins "1. " or "# " would become a list or a heading.
    return _LIST_MARKER.sub(
        lambda match: match[1] + (f"{match[2]}\\{match[3]}" if match[2] else "\\" + match[4]),
        written,
        count=1,
    )


def _escape_markdown(text: str) -> str:
    pieces = []
    position = 0
    for match in _ADDRESS.finditer(text):
        pieces.append(_SPECIAL.sub(r"\\\g<0>", text[position : match.start()]))
        pieces.append(f"<{match[0]}>")
        position = match.end()
    pieces.append(_SPECIAL.sub(r"\\\g<0>", text[position:]))
    return "".join(pieces)


def _markdown_markup(kind: str, inner: str) -> str:
    before, after = _MARKDOWN.get(kind) or _HTML[kind]
    if kind == "underline":
        return inner
    # Emphasis does not begin before a space, nor end behind one.
    text = inner.strip()
    if not text:
        return inner
    start = inner.index(text)
    return inner[:start] + before + text + after + inner[start + len(text) :]


WRITERS: Final[Mapping[str, Callable[[str], str]]] = {
    "text": to_text,
    "html": to_html,
    "markdown": to_markdown,
}
"""Formats of output to their writers."""


def _write(marked: str, escaped: Callable[[str], str], markup: Callable[[str, str], str]) -> str:
    """Write text and markup; marks that are not nested are, and those without partner go."""
    levels: list[tuple[str, list[str]]] = [("", [])]
    position = 0

    def close() -> None:
        kind, pieces = levels.pop()
        inner = "".join(pieces)
        if inner:
            levels[-1][1].append(markup(kind, inner))

    for match in _MARKS.finditer(marked):
        if match.start() > position:
            levels[-1][1].append(escaped(marked[position : match.start()]))
        position = match.end()
        opened = _OPENED.get(match[0])
        if opened:
            levels.append((opened, []))
        elif any(kind == _CLOSED[match[0]] for kind, _ in levels):
            while levels[-1][0] != _CLOSED[match[0]]:
                close()
            close()
    levels[-1][1].append(escaped(marked[position:]))
    while len(levels) > 1:
        close()
    return "".join(levels[0][1])
