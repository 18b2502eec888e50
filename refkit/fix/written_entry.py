"""Written entries: what a style renders, in the form that the list has for it."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Final, Literal

Links = Literal["bare", "angle", "link"]
"""How a list writes addresses: as they are, "<https://…>", or as links with the address as text."""

_COLUMNS: Final = re.compile(
    r"""
    \s* <div \s class="csl-left-margin"> (?P<first> .*? ) </div>
    \s* <div \s class="csl-right-inline"> (?P<rest> .* ) </div> \s*
    """,
    re.VERBOSE | re.DOTALL,
)
_ANGLE: Final = re.compile(r"<(https?://[^\s<>]{1,4000})>")
_MARKDOWN_LINK: Final = re.compile(r"\]\(https?://")
_HTML_LINK: Final = re.compile(r"<a\s[^<>]{0,1000}?href\s*=", re.IGNORECASE)
_LATEX_LINK: Final = re.compile(r"\\(?:url|href|nolinkurl)\s{0,3}\{")
_LATEX_ADDRESS: Final = re.compile(
    r"(?<!\{)https?://(?:[^\s{}\\]|\\[_%&#$]){1,4000}(?<![.,;:!?)\]])"
)
_BARE: Final = re.compile(r"(?<![\"'(<\w/])https?://")
_HTML_ADDRESS: Final = re.compile(r"https?://[^\s<>]{1,4000}(?<![.,;:!?)\]'\"”’])")
_SPECIAL: Final = re.compile(r"[*_`\[\]\\~]")


def one_line(text: str, format: str) -> str | None:
    """An entry as a style renders it, without blocks; None if it is several.

    Args:
        text: The entry.
        format: "markdown", "html" or "text".
    """
    columns = _COLUMNS.fullmatch(text) if format == "html" else None
    if columns:
        text = f"{columns['first'].rstrip()} {columns['rest']}"
    text = text.strip()
    return None if "\n" in text or (format == "html" and "<div" in text) else text


def without_number(text: str, number: int) -> str:
    r"""An entry without the number that a style puts before it: "[3] ", "3\. ", "(3) "."""
    head = re.match(rf"\{{\[\}}{number}\{{\]\}}\\enspace\s*", text)
    if head:
        return text[head.end() :]  # LaTeX's way to begin with a bracket
    written = re.match(rf"(?:\\?[\[(])?(?:<sup>)?{number}(?:</sup>)?\\?[\]).]{{0,2}},?\s+", text)
    return text[written.end() :] if written else text


def links_of(sources: Sequence[str], format: str) -> Links:
    """How a list writes addresses, which is how most of its entries do.

    Args:
        sources: The entries in the file's markup.
        format: "markdown", "html" or "text".
    """
    kinds: dict[Links, int] = {"bare": 0, "angle": 0, "link": 0}
    link = {"markdown": _MARKDOWN_LINK, "html": _HTML_LINK, "latex": _LATEX_LINK}.get(format)
    for source in sources:
        if link and link.search(source):
            kinds["link"] += 1
        elif format == "markdown" and _ANGLE.search(source):
            kinds["angle"] += 1
        elif _BARE.search(source):
            kinds["bare"] += 1
    return max(kinds, key=lambda kind: kinds[kind])


def with_links(text: str, links: Links, format: str) -> str:
    """An entry as a style renders it, with its addresses written as the list has them."""
    if format == "html" and links == "link":
        return _HTML_ADDRESS.sub(_anchor, text)
    if format == "latex" and links == "link":
        return _LATEX_ADDRESS.sub(lambda found: f"\\url{{{_unescaped(found[0])}}}", text)
    if format == "markdown" and links == "link":
        return _ANGLE.sub(lambda found: f"[{_escaped(found[1])}]({found[1]})", text)
    if format == "markdown" and links == "bare":
        return _ANGLE.sub(lambda found: found[0] if _torn(found[1]) else found[1], text)
    return text


def _anchor(found: re.Match[str]) -> str:
    target = html.escape(html.unescape(found[0]))
    return f'<a href="{target}">{found[0]}</a>'


def _unescaped(address: str) -> str:
    """An address of LaTeX's text as it stands in an address."""
    return re.sub(r"\\([_%&#$])", r"\1", address)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda sign: "\\" + sign[0], text)


def _torn(address: str) -> bool:
    """Whether Markdown would take signs of a bare address for its own: "_" only between words."""
    return bool(_SPECIAL.search(re.sub(r"(?<=\w)_(?=\w)", "", address)))
