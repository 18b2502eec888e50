"""Reading the XML of styles and locales: no entities, document types or network; no comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from refkit.errors import FormatError

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE: Final = "{http://purl.org/net/xbiblio/csl}"
"""The namespace of CSL, as lxml writes it before a name."""

LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
"""The attribute xml:lang, as lxml names it."""


def parse_xml(content: bytes, path: str = "") -> _Element:
    """The root of a style or locale.

    Args:
        content: The file.
        path: The file's name, for errors.

    Returns:
        The root element; its tree has no comments and no processing instructions.

    Raises:
        FormatError: If it is no well-formed XML, or has a document type; names the line.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(f"not XML: {error.msg}", path=path, line=error.lineno or 0) from None
    if root.getroottree().docinfo.internalDTD is not None:
        # Entities can grow without bounds, and neither styles nor locales need them.
        raise FormatError("styles and locales have no document type", path=path, line=1)
    return root


def local_name(element: _Element) -> str:
    """The name of an element of CSL: "text"; "" for an element of another namespace."""
    tag: object = element.tag
    if isinstance(tag, str) and tag.startswith(NAMESPACE):
        return tag[len(NAMESPACE) :]
    return ""


def line_of(element: _Element) -> int:
    """The line where an element begins, counted from 1; 0 where it is not known."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def attributes(element: _Element) -> dict[str, str]:
    """The attributes of an element, as strings."""
    return {str(name): str(value) for name, value in element.attrib.items()}
