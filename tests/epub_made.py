"""Small EPUB files for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="{}" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
XHTML = "application/xhtml+xml"


def chapter(body: str) -> str:
    """The XHTML of a chapter."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">\n'
        f"<head><title>no</title></head>\n<body>\n{body}\n</body></html>\n"
    )


def package(items: Mapping[str, str], spine: list[str], *, properties: str = "") -> str:
    """The package document.

    Args:
        items: The address of each item by its id.
        spine: The ids of those that are read, in order.
        properties: The properties of the first item.
    """
    manifest = "".join(
        f'<item id="{name}" href="{href}" media-type="{XHTML}"'
        + (f' properties="{properties}"/>' if number == 0 and properties else "/>")
        for number, (name, href) in enumerate(items.items())
    )
    order = "".join(f'<itemref idref="{name}"/>' for name in spine)
    return (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f"<manifest>{manifest}</manifest><spine>{order}</spine></package>"
    )


def epub(members: Mapping[str, str | bytes]) -> bytes:
    """An EPUB of members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, content in members.items():
            made.writestr(name, content)
    return file.getvalue()


def book(*bodies: str, members: Mapping[str, str | bytes] | None = None) -> bytes:
    """An EPUB of chapters "EPUB/text/ch1.xhtml", "EPUB/text/ch2.xhtml" …

    Args:
        bodies: The XHTML of each.
        members: Other members, which come in the place of the usual ones.
    """
    items = {f"c{number}": f"text/ch{number}.xhtml" for number in range(1, len(bodies) + 1)}
    whole: dict[str, str | bytes] = {
        "META-INF/container.xml": CONTAINER.format("EPUB/content.opf"),
        "EPUB/content.opf": package(items, list(items)),
    }
    for name, body in zip(items.values(), bodies, strict=True):
        whole[f"EPUB/{name}"] = chapter(body)
    return epub({**whole, **(members or {})})
