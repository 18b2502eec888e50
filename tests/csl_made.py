"""Small CSL styles and items for tests."""

from __future__ import annotations

from typing import Any

from refkit.csl import Citation, CitationItem, Document, Style

INFO = "<info><title>Made up</title><id>made-up</id></info>"


def style(
    layout: str,
    *,
    macros: str = "",
    kind: str = "in-text",
    citation: str = "",
    bibliography: str = "",
    attributes: str = "",
) -> Style:
    """A style whose citation layout holds some elements.

    Args:
        layout: The elements in the layout, or the whole content of cs:citation if it has a layout.
        macros: cs:macro and cs:locale elements.
        kind: The class.
        citation: Attributes of cs:citation.
        bibliography: A whole cs:bibliography.
        attributes: Attributes of cs:style.
    """
    content = layout if "<layout" in layout else f"<layout>{layout}</layout>"
    return Style.parse(
        (
            f'<style xmlns="http://purl.org/net/xbiblio/csl" class="{kind}" version="1.0"'
            f" {attributes}>{INFO}{macros}<citation {citation}>{content}</citation>"
            f"{bibliography}</style>"
        ).encode()
    )


def item(id: str = "one", **variables: Any) -> dict[str, Any]:
    """An item; underscores in the names of variables are hyphens."""
    named = {name.replace("_", "-"): value for name, value in variables.items()}
    return {"id": id, "type": "book", **named}


def person(name: str) -> dict[str, str]:
    """A name of CSL-JSON: "Ada Mulder"; one word is a family name."""
    given, _, family = name.rpartition(" ")
    return {"family": family, "given": given} if given else {"family": family}


def year(number: int) -> dict[str, Any]:
    """A date of a year."""
    return {"date-parts": [[number]]}


def cited(made: Style, *items: dict[str, Any], **options: Any) -> str:
    """One citation of all items, as text."""
    cites = tuple(CitationItem(str(each["id"]), **options) for each in items)
    return Document(made, items).cite_alone(Citation(cites), "text")


def listed(made: Style, *items: dict[str, Any], format: str = "text") -> list[str]:
    """The entries of the bibliography."""
    return [text for _, text in Document(made, items).bibliography(format).entries]
