"""Markup: pieces of the page. Whatever is not a piece already is escaped on its way in.

No text of an article or of a registry reaches the page but through :func:`element` and
:func:`escaped`, and no address but through :func:`link`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final
from urllib.parse import quote

from refkit.report.terminal import visible

_WEB: Final = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_DOI: Final = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?(?P<doi>10\.\d{4,9}/\S+)", re.IGNORECASE
)
_VOID: Final = frozenset({"meta", "input", "br", "wbr"})
_LONGEST_ADDRESS: Final = 2000
"""Characters of an address that browsers and servers take."""


class Html(str):
    """Markup that is complete and safe as it stands."""

    __slots__ = ()


NOTHING: Final = Html()


def escaped(text: str) -> Html:
    """Text as a page shows it: markup as text, control and bidirectional characters as signs."""
    return Html(escape(visible(text)))


def element(tag: str, /, *children: str, **attributes: str | bool) -> Html:
    """One element.

    Args:
        tag: Its name: "p".
        children: What it holds; a text that is not Html is escaped.
        attributes: Its attributes, with "class_" for "class" and "_" for "-". A true one stands
            alone, one that is false or "" is left out.
    """
    head = tag
    for key, value in attributes.items():
        attribute = key.rstrip("_").replace("_", "-")
        if value is True:
            head += f" {attribute}"
        elif value:
            head += f' {attribute}="{escape(visible(str(value)))}"'
    if tag in _VOID:
        return Html(f"<{head}>")
    return Html(f"<{head}>{joined(children)}</{tag}>")


def joined(parts: Iterable[str], between: str = "") -> Html:
    """Pieces one after the other; a text that is not Html is escaped."""
    return Html(escape(between).join(_html(part) for part in parts))


def quoted(text: str, *, limit: int = 0) -> Html:
    """Text of an article or a registry, whose direction of writing touches nothing around it.

    Args:
        text: The text.
        limit: How many characters to show at most, the number of all of them behind; 0 for all.
    """
    if 0 < limit < len(text):
        return joined(
            (
                element("bdi", text[:limit] + "…"),
                " ",
                element("span", f"({len(text):,} characters)", class_="aside"),
            )
        )
    return element("bdi", text)


def link(address: str, text: str, **attributes: str | bool) -> Html:
    """A link to a page of the web; an address of any other kind stays text.

    Args:
        address: The address; only http and https are linked to.
        text: What is shown.
        attributes: As for :func:`element`.
    """
    shown = text if isinstance(text, Html) else quoted(text, limit=200)
    if not is_web(address):
        return element("span", shown, **attributes)
    return element("a", shown, href=address, rel="noreferrer", **attributes)


def is_web(address: str) -> bool:
    """Whether an address may be linked to: http or https, and nothing hidden in it."""
    return bool(
        len(address) <= _LONGEST_ADDRESS and _WEB.match(address) and visible(address) == address
    )


def doi_address(doi: str) -> str:
    """The address of a DOI, however it is written; "" for what is none."""
    found = _DOI.fullmatch(doi.strip())
    if found is None or visible(doi) != doi:
        return ""
    # "#", "?", "<" and the like stand in DOIs: 10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>…
    return "https://doi.org/" + quote(found["doi"], safe="/:;().,-_~")


def doi_link(doi: str, **attributes: str | bool) -> Html:
    """A link to a DOI, which shows the whole address."""
    address = doi_address(doi)
    found = _DOI.fullmatch(doi.strip())
    shown = f"https://doi.org/{found['doi']}" if found else doi
    return link(address, shown, **attributes)


def search_address(words: str) -> str:
    """The address of Crossref's search for some words."""
    return "https://search.crossref.org/search/works?q=" + quote(
        " ".join(words.split())[:300], safe="", errors="replace"
    )


def _html(part: str) -> Html:
    return part if isinstance(part, Html) else escaped(part)
