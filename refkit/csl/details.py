"""What a style says of itself: its cs:info, and what it is for (CSL 1.0.2, "Info")."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from refkit.csl.repository import find_file, read_content, read_style
from refkit.csl.validate import check_root
from refkit.csl.xml import NAMESPACE, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class StyleDetails:
    """A style in its own words; what it does not say is "" or ().

    Attributes:
        name: Its name, the file's without ".csl": "psychology-and-aging".
        title: Its title.
        title_short: A short title.
        id: Its id: "http://www.zotero.org/styles/psychology-and-aging".
        path: The path of its file.
        parent: The name of the independent style that it stands for; "" if it is independent.
        kind: "author-date", "numeric", "note", "author" or "label".
        position: Where its citations stand: "in-text" or "note".
        has_bibliography: Whether it says how to write a bibliography.
        locale: The locale that it asks for; "" for en-US.
        fields: The fields that it is for: "psychology" ….
        summary: What it is, in a sentence.
        documentation: Web addresses of what it follows.
        authors: Who wrote it.
        updated: When it was last changed: "2014-06-10T12:00:00+00:00".
        rights: Its licence in words.
        license: The licence's web address.
    """

    name: str
    title: str
    title_short: str = ""
    id: str = ""
    path: str = ""
    parent: str = ""
    kind: str = ""
    position: str = "in-text"
    has_bibliography: bool = True
    locale: str = ""
    fields: tuple[str, ...] = ()
    summary: str = ""
    documentation: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    updated: str = ""
    rights: str = ""
    license: str = ""


def describe_style(style: str | Path) -> StyleDetails:
    """What is known of a style.

    Args:
        style: A name, an id, a title, or the path of a .csl file. A dependent style is described
            itself; how it cites is its parent's.

    Raises:
        UnknownStyleError: If there is none; names the nearest ones.
        FormatError: If the file is broken or no CSL style; names the line.
        UnreadableError: If the file cannot be read.
    """
    path = find_file(style)
    own = parse_xml(read_content(path), str(path))
    check_root(own, str(path))
    file, root = read_style(path)
    info = own.find(f"{NAMESPACE}info")
    if info is None:
        info = own.makeelement(f"{NAMESPACE}info")
    rights = info.find(f"{NAMESPACE}rights")
    return StyleDetails(
        name=path.stem,
        title=_text(info, "title") or path.stem,
        title_short=_text(info, "title-short"),
        id=_text(info, "id"),
        path=str(path),
        parent=file.name if file.path != str(path) else "",
        kind=next(iter(_attributes(info, "category", "citation-format")), ""),
        position=root.get("class", "in-text"),
        has_bibliography=file.has_bibliography,
        locale=file.locale,
        fields=_attributes(info, "category", "field"),
        summary=_text(info, "summary"),
        documentation=tuple(
            link.get("href", "")
            for link in info.iterfind(f"{NAMESPACE}link")
            if link.get("rel") == "documentation" and link.get("href")
        ),
        authors=tuple(
            name
            for author in info.iterfind(f"{NAMESPACE}author")
            if (name := _text(author, "name"))
        ),
        updated=_text(info, "updated"),
        rights=_text(info, "rights"),
        license=rights.get("license", "") if rights is not None else "",
    )


def _text(parent: _Element, name: str) -> str:
    """The text of a child, its white space as single spaces."""
    return " ".join((parent.findtext(f"{NAMESPACE}{name}") or "").split())


def _attributes(info: _Element, name: str, attribute: str) -> tuple[str, ...]:
    found = (element.get(attribute) for element in info.iterfind(f"{NAMESPACE}{name}"))
    return tuple(value for value in found if value)
