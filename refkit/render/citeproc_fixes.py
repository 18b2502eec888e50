"""What a style is rewritten to before citeproc-py sees it, so that three of its faults do not show.

It does not know ``initialize="false"``, loses the delimiter of dates that a locale defines, and
sets nothing between the number of an entry and its text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

_CSL: Final = "{http://purl.org/net/xbiblio/csl}"


def rewritten(content: bytes) -> bytes:
    """A style that means the same and that citeproc-py understands.

    Args:
        content: A style that :func:`refkit.csl.repository.load_style` has read without complaint.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    root = etree.fromstring(content, parser)
    _initials(root)
    _date_delimiters(root)
    _after_number(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _initials(root: _Element) -> None:
    """Hand ``initialize-with`` down to the names that are to be initialized, and only to them.

    With ``initialize="false"`` given names stay whole (CSL 1.0.2, "Name"): Chicago's do.
    """
    bibliography = root.find(f"{_CSL}bibliography")
    holders = [element for element in (bibliography, root) if element is not None]
    inherited = next((holder.get("initialize-with") for holder in holders if _has(holder)), None)
    if inherited is None or root.find(f".//{_CSL}name[@initialize='false']") is None:
        return
    for holder in holders:
        holder.attrib.pop("initialize-with", "")
    for names in root.iter(f"{_CSL}names"):
        parent = names.getparent()
        inherits = parent is not None and parent.tag == f"{_CSL}substitute"
        if names.find(f"{_CSL}name") is None and not inherits:
            names.insert(0, names.makeelement(f"{_CSL}name"))
    for name in root.iter(f"{_CSL}name"):
        if name.get("initialize") == "false":
            name.attrib.pop("initialize-with", "")
        elif name.get("initialize-with") is None:
            name.set("initialize-with", inherited)


def _has(holder: _Element) -> bool:
    return holder.get("initialize-with") is not None


def _date_delimiters(root: _Element) -> None:
    """Give dates in a form the delimiter that the style's own locale has for that form.

    NLM's "2014 May 28" is year, month and day in a locale's date with a space for delimiter.
    """
    delimiters = {
        date.get("form"): date.get("delimiter")
        for date in root.iterfind(f"{_CSL}locale/{_CSL}date")
        if date.get("delimiter")
    }
    for date in root.iter(f"{_CSL}date"):
        delimiter = delimiters.get(date.get("form"))
        if delimiter and date.get("delimiter") is None:
            date.set("delimiter", delimiter)


def _after_number(root: _Element) -> None:
    """Put a space behind the first field of entries that align the second one."""
    bibliography = root.find(f"{_CSL}bibliography")
    if bibliography is None or not bibliography.get("second-field-align"):
        return
    first = bibliography.find(f"{_CSL}layout/*")
    if first is not None:
        suffix = first.get("suffix", "")
        first.set("suffix", suffix if suffix.endswith((" ", "\u00a0")) else suffix + " ")
