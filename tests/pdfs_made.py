"""Small PDFs for tests: pages of lines at their places, metadata, and what breaks a reader.

The form is that of ISO 32000-1: numbered objects, a table of where they begin, and a trailer.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_LIGATURE = (
    b"1 begincodespacerange <00> <FF> endcodespacerange\n"
    b"2 beginbfchar <7E> <FB00> <7C> <D835DF00> endbfchar\nendcmap\n"
)
"""What tells that "~" is the ligature of two f's, and "|" U+1D700 (ISO 32000-1, 9.10.3)."""


class Type(NamedTuple):
    """A line of a page: its text, the size of its type, and where it stands, from the bottom.

    ``font`` is "F1", Helvetica, "F2", its oblique, or "F3", its bold; "F4" has no names of glyphs;
    "F5", Times in italics, has the ligature of two f's in place of "~", and U+1D700 for "|".
    """

    text: str
    size: float = 10
    y: float = 400
    turned: bool = False
    x: float = 72
    font: str = "F1"


class Rule(NamedTuple):
    """A thin horizontal line."""

    x0: float
    x1: float
    y: float


class Link(NamedTuple):
    """An address over a rectangle."""

    x0: float
    y0: float
    x1: float
    y1: float
    target: str


class Scan(NamedTuple):
    """An image over the whole page."""


Drawn = Type | Rule | Link | Scan


def pdf(
    *pages: Sequence[Drawn],
    info: Mapping[str, str] | None = None,
    xmp: str = "",
    encrypted: bool = False,
) -> bytes:
    """A PDF.

    Args:
        pages: What is on each page, of 612 × 792 points.
        info: The entries of its Info dictionary.
        xmp: The inside of its XMP packet.
        encrypted: Whether it opens only with a password.
    """
    objects: list[bytes] = [b"", *map(_font, ("Helvetica", "Helvetica-Oblique", "Helvetica-Bold"))]
    objects.append(_font("Helvetica").replace(b"/Encoding/WinAnsiEncoding", b""))
    objects += [_font("Times-Italic").replace(b">>", b"/ToUnicode 8 0 R>>"), stream(_LIGATURE)]
    kids = []
    for lines in pages:
        objects.append(stream(b"".join(map(_drawn, lines))))
        content = len(objects) + 1
        objects.append(
            b"<</Type/Page/Parent 1 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R/F2 4 0 R"
            b"/F3 5 0 R/F4 6 0 R/F5 7 0 R>>>>/Annots[%s]/Contents %d 0 R>>"
            % (b"".join(_annotation(each) for each in lines if isinstance(each, Link)), content)
        )
        kids.append(b"%d 0 R" % (content + 1))
    objects[0] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    metadata = b""
    if xmp:
        packet = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{xmp}</x:xmpmeta>".encode()
        objects.append(stream(packet, b"/Type/Metadata/Subtype/XML"))
        metadata = b"/Metadata %d 0 R" % (len(objects) + 1)
    trailer = b""
    if info is not None:
        entries = b"".join(b"/%s %s" % (k.encode(), _hex(v)) for k, v in info.items())
        objects.append(b"<<%s>>" % entries)
        trailer += b"/Info %d 0 R" % (len(objects) + 1)
    if encrypted:
        # No password fits: the user's is said to be of 32 zero bytes.
        objects.append(b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"00" * 32, b"00" * 32))
        trailer += b"/Encrypt %d 0 R/ID[<00><00>]" % (len(objects) + 1)
    return assembled([b"<</Type/Catalog/Pages 2 0 R%s>>" % metadata, *_counted(objects)], trailer)


def _counted(objects: list[bytes]) -> list[bytes]:
    """The objects, whose references to "1 0 R" mean the tree of pages, object 2."""
    return [each.replace(b"/Parent 1 0 R", b"/Parent 2 0 R") for each in objects]


def assembled(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """The file of objects, of which the first is the catalogue."""
    pieces = [b"%PDF-1.4\n"]
    places = []
    length = len(pieces[0])
    for number, body in enumerate(objects, 1):
        places.append(length)
        pieces.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        length += len(pieces[-1])
    out = b"".join(pieces)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, trailer, len(out))
    )


def stream(data: bytes, entries: bytes = b"", *, deflated: bool = False) -> bytes:
    """A stream object."""
    if deflated:
        data, entries = zlib.compress(data, 9), entries + b"/Filter/FlateDecode"
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), entries, data)


def endless() -> bytes:
    """A PDF whose page draws a form that draws itself, four times each time."""
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"
    inside = b"/X Do " * 4
    return assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
            b"/Resources<</XObject<</X 5 0 R>>>>>>",
            stream(inside),
            form + b"/Length %d>>stream\n%s\nendstream" % (len(inside), inside),
        ]
    )


def bomb(megabytes: int) -> bytes:
    """A PDF whose one page unfolds to so many megabytes of white space."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(megabytes)) + packer.flush()
    return assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>",
            b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(data), data),
        ]
    )


def _font(name: str) -> bytes:
    return b"<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>" % name.encode()


def _annotation(link: Link) -> bytes:
    return b"<</Type/Annot/Subtype/Link/Rect[%g %g %g %g]/A<</S/URI/URI(%s)>>>>" % (
        *link[:4],
        link.target.encode(),
    )


def _drawn(line: Drawn) -> bytes:
    if isinstance(line, Link):
        return b""
    if isinstance(line, Rule):
        return b"%g %g %g 0.5 re f\n" % (line.x0, line.y, line.x1 - line.x0)
    if isinstance(line, Scan):
        return b"q 612 0 0 792 0 0 cm BI/W 1/H 1/BPC 8/CS/G ID\n\xff\nEI Q\n"
    text = line.text.encode("cp1252", "replace")
    for sign in (b"\\", b"(", b")"):
        text = text.replace(sign, b"\\" + sign)
    matrix = (
        b"0 1 -1 0 30 %g" % line.y
        if line.turned
        else b"1 0 0 1 %g %g"
        % (
            line.x,
            line.y,
        )
    )
    return b"BT /%s %g Tf %s Tm (%s) Tj ET\n" % (line.font.encode(), line.size, matrix, text)


def _hex(text: str) -> bytes:
    return b"<FEFF%s>" % text.encode("utf-16-be").hex().upper().encode()
