"""Small OpenDocument texts for tests."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import quoteattr

_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"),
        ("draw", "drawing"), ("meta", "meta"), ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
) + ' xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip
MIMETYPE = "application/vnd.oasis.opendocument.text"


def content(body: str, automatic: str = "", *, kind: str = "text") -> str:
    """The XML of content.xml.

    Args:
        body: The XML of the text.
        automatic: The XML of the automatic styles.
        kind: What the document is: "text", "spreadsheet".
    """
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {_NAMES}>'
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
        "</office:document-content>"
    )


def odt(
    body: str,
    automatic: str = "",
    *,
    styles: str = "",
    properties: dict[str, str] | None = None,
    members: dict[str, bytes] | None = None,
) -> bytes:
    """An .odt file.

    Args:
        body: The XML of the text.
        automatic: The XML of the automatic styles.
        styles: The XML of the named styles.
        properties: The properties of the document that somebody has defined.
        members: Other members, which come in the place of the usual ones.
    """
    meta = "".join(
        f"<meta:user-defined meta:name={quoteattr(name)}>{value}</meta:user-defined>"
        for name, value in (properties or {}).items()
    )
    all_members = {
        "mimetype": MIMETYPE.encode(),
        "content.xml": content(body, automatic).encode(),
        "styles.xml": (
            f"<office:document-styles {_NAMES}><office:styles>{styles}</office:styles>"
            "<office:automatic-styles><style:style style:name='T1' style:family='text'>"
            "<style:text-properties fo:font-weight='bold'/></style:style></office:automatic-styles>"
            "<office:master-styles><style:master-page><style:header><text:p>Header</text:p>"
            "</style:header></style:master-page></office:master-styles></office:document-styles>"
        ).encode(),
        "meta.xml": f"<office:document-meta {_NAMES}>{meta}</office:document-meta>".encode(),
        "META-INF/manifest.xml": b"<manifest/>",
        **(members or {}),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in all_members.items():
            package.writestr(name, data, 0 if name == "mimetype" else None)
    return file.getvalue()


def flat(body: str, automatic: str = "", *, styles: str = "") -> bytes:
    """A .fodt file, with the arguments of :func:`odt`."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {_NAMES}>'
        f"<office:styles>{styles}</office:styles>"
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def text_style(name: str, properties: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="text">'
        f"<style:text-properties {properties}/></style:style>"
    )
