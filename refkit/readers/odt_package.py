"""The package of an OpenDocument text: its XML, from a ZIP file or from one flat file.

Source: OASIS ODF 1.3, part 2 (packages: manifest, encryption) and part 3, section 3.1 (documents).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from refkit.errors import UnreadableError
from refkit.normalize import decoding
from refkit.readers.archive import Archive
from refkit.readers.elements import Event, attributes, events

CONTENT: Final = "content.xml"

_WHAT: Final = "an OpenDocument text (.odt)"
_MANIFEST: Final = "META-INF/manifest.xml"
_ODF: Final = "urn:oasis:names:tc:opendocument:xmlns:"
# The prefixes that the standard uses for its namespaces, and nearly every program.
_PREFIXES: Final = {
    f"{_ODF}office:1.0": "office", f"{_ODF}text:1.0": "text", f"{_ODF}style:1.0": "style",
    f"{_ODF}table:1.0": "table", f"{_ODF}drawing:1.0": "draw", f"{_ODF}meta:1.0": "meta",
    f"{_ODF}form:1.0": "form", f"{_ODF}script:1.0": "script",
    f"{_ODF}presentation:1.0": "presentation",
    f"{_ODF}xsl-fo-compatible:1.0": "fo", f"{_ODF}svg-compatible:1.0": "svg",
    "http://www.w3.org/1999/xlink": "xlink", "http://www.w3.org/1998/Math/MathML": "math",
}  # fmt: skip
_OTHERS: Final = {
    "office:spreadsheet": "a spreadsheet",
    "office:presentation": "a presentation",
    "office:drawing": "a drawing",
    "office:chart": "a chart",
}


class Package(NamedTuple):
    """The XML of an OpenDocument text.

    Attributes:
        content: The XML with the text; of a flat file, all of it.
        encoding: How that is encoded.
        styles: The XML with the named styles; "" if there is none, as in a flat file.
        meta: The XML with the properties of the document; "" if there is none.
        flat: Whether it is one XML file.
        signed: Whether somebody has signed it.
    """

    content: str
    encoding: str
    styles: str
    meta: str
    flat: bool
    signed: bool


def opened(data: bytes, *, path: str = "") -> Package:
    """The XML of a file.

    Args:
        data: The content of the file, ``.odt`` or flat ``.fodt``.
        path: The file's name as the user gave it, for errors.

    Raises:
        UnreadableError: If it is encrypted, damaged, or no OpenDocument text.
    """
    if not data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        decoded = decoding.decode(data, path=path)
        if "office:document" not in decoded.text[:20_000] and _ODF not in decoded.text[:20_000]:
            raise UnreadableError(f"is not {_WHAT}", path=path)
        return Package(decoded.text, decoded.encoding, "", decoded.text, True, False)
    archive = Archive(data, path=path, what=_WHAT)
    if _MANIFEST in archive and b"encryption-data" in archive.read(_MANIFEST):
        raise UnreadableError("is encrypted: it opens only with a password", path=path)
    content = _decoded(archive, CONTENT, path)
    return Package(
        content.text,
        content.encoding,
        _decoded(archive, "styles.xml", path).text if "styles.xml" in archive else "",
        _decoded(archive, "meta.xml", path).text if "meta.xml" in archive else "",
        False,
        "META-INF/documentsignatures.xml" in archive,
    )


def _decoded(archive: Archive, name: str, path: str) -> decoding.Decoded:
    data = archive.read(name)
    try:
        return decoding.decode(data, path=path)
    except UnreadableError as error:
        raise UnreadableError(f"is damaged: {name} {error.reason}", path=path) from None


def refuse_other_documents(name: str, *, path: str) -> None:
    """Refuse what is no text by the element that holds its content.

    Raises:
        UnreadableError: If it is a spreadsheet, presentation, drawing or chart.
    """
    if name in _OTHERS:
        raise UnreadableError(f"is {_OTHERS[name]}, not a text", path=path)


Attributes = Callable[[Event], Mapping[str, str]]
"""What gives the attributes of a tag."""


def no_attributes(event: Event) -> Mapping[str, str]:
    """The attributes of a tag before the prefixes of its file are known."""
    raise AssertionError(event.name)


def named_events(xml: str, *, path: str) -> tuple[Iterator[Event], Attributes]:
    """The events of XML, and how to get their attributes, with the prefixes of the standard.

    Args:
        xml: The decoded XML.
        path: The file's name, for errors.

    Returns:
        The events, whose names are as in the standard, such as "text:p", whatever prefixes the
        file declares for the namespaces; and a function for the attributes of one.
    """
    own = _own_prefixes(xml, path)
    if not own:
        return events(xml, path=path), lambda event: attributes(event.inside)
    known: dict[str, str] = {}

    def standard(name: str, *, attribute: bool = False) -> str:
        prefix, colon, rest = name.rpartition(":")
        if attribute and not colon:
            return name
        return f"{own[prefix]}:{rest}" if prefix in own else name

    def renamed() -> Iterator[Event]:
        for event in events(xml, path=path):
            name = known.get(event.name)
            if name is None:
                name = known[event.name] = standard(event.name)
            yield event._replace(name=name)

    def of(event: Event) -> Mapping[str, str]:
        found = attributes(event.inside)
        return {standard(name, attribute=True): value for name, value in found.items()}

    return renamed(), of


def _own_prefixes(xml: str, path: str) -> dict[str, str]:
    """Prefixes that the root declares, to those of the standard; empty if they are the same."""
    for event in events(xml, path=path):
        if event.kind in ("open", "empty"):
            found = {
                name.partition(":")[2]: _PREFIXES[value]
                for name, value in attributes(event.inside).items()
                if name.partition(":")[0] == "xmlns" and value in _PREFIXES
            }
            return found if any(own != standard for own, standard in found.items()) else {}
    return {}
