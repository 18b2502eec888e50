"""Small PDFs for tests: pages of lines in a size each, metadata, and what breaks a reader.

The form is that of ISO 32000-1: numbered objects, a table of where they begin, and a trailer.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Type(NamedTuple):
    """A line of a page: its text, the size of its type, and where it stands, from the bottom."""

    text: str
    size: float = 10
    y: float = 400
    turned: bool = False


def pdf(
    *pages: Sequence[Type],
    info: Mapping[str, str] | None = None,
    xmp: str = "",
    encrypted: bool = False,
) -> bytes:
    """A PDF.

    Args:
        pages: The lines of each page, of 612 × 792 points.
        info: The entries of its Info dictionary.
        xmp: The inside of its XMP packet.
        encrypted: Whether it opens only with a password.
    """
    objects: list[bytes] = [b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
                            b"/Encoding/WinAnsiEncoding>>"]  # fmt: skip
    kids = []
    for lines in pages:
        objects.append(stream(b"".join(map(_drawn, lines))))
        content = len(objects) + 1
        objects.append(
            b"<</Type/Page/Parent 1 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>"
            b"/Contents %d 0 R>>" % content
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
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
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


def _drawn(line: Type) -> bytes:
    text = line.text.encode("cp1252", "replace")
    for sign in (b"\\", b"(", b")"):
        text = text.replace(sign, b"\\" + sign)
    matrix = b"0 1 -1 0 30 %g" % line.y if line.turned else b"1 0 0 1 72 %g" % line.y
    return b"BT /F1 %g Tf %s Tm (%s) Tj ET\n" % (line.size, matrix, text)


def _hex(text: str) -> bytes:
    return b"<FEFF%s>" % text.encode("utf-16-be").hex().upper().encode()
