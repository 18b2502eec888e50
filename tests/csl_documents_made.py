"""Small CSL styles and items, made for the tests of documents."""

from __future__ import annotations

from typing import Any

from csl_made import style

from refkit.csl import Citation, CitationItem, Document, Style

NAMES = '<names variable="author"><name form="short" and="text" initialize-with="."/></names>'
YEAR = '<date variable="issued"><date-part name="year"/></date>'
AUTHOR_DATE = f'<group delimiter=", ">{NAMES}{YEAR}<text variable="locator"/></group>'
FULL_NAMES = '<names variable="author"><name name-as-sort-order="all" initialize-with="."/></names>'


def made_style(
    cite: str,
    bibliography: str = "",
    *,
    options: str = "",
    sort: str = "",
    layout: str = 'delimiter="; " prefix="(" suffix=")"',
    kind: str = "in-text",
) -> Style:
    """A style with this XML in the layout of its citations, and this cs:bibliography."""
    whole = f"{sort}<layout {layout}>{cite}</layout>"
    return style(whole, citation=options, bibliography=bibliography, kind=kind)


def made_item(name: str, authors: str, year: int = 2000, **more: Any) -> dict[str, Any]:
    """A book; authors as "Roe, Ann; Poe, Bob", "" for none."""
    item: dict[str, Any] = {"id": name, "type": "book", "title": f"Title {name}", **more}
    if authors:
        parts = [author.split(", ") for author in authors.split("; ")]
        item["author"] = [dict(zip(("family", "given"), each, strict=False)) for each in parts]
    if year:
        item["issued"] = {"date-parts": [[year]]}
    return item


def cites(*items: str | CitationItem, note: int = 0, mode: str = "") -> Citation:
    """A citation of items by id, or as they are."""
    made = tuple(CitationItem(item) if isinstance(item, str) else item for item in items)
    return Citation(made, note=note, mode=mode)


def cited(made: Style, items: list[dict[str, Any]], *citations: Citation) -> list[str]:
    """The texts of the citations of a document of cited items."""
    document = Document(made, items, cited_only=True)
    document.update(citations)
    return [document.citation(place) for place in range(len(citations))]
