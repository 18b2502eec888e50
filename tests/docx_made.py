"""DOCX files made for tests: WordprocessingML put into a package."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    f'xmlns:w="{W}" xmlns:r="{_R}"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def document(body: str) -> str:
    """The XML of ``word/document.xml`` with a body."""
    return f'<?xml version="1.0"?><w:document {_NAMES}><w:body>{body}</w:body></w:document>'


def part(name: str, content: str) -> str:
    """The XML of another part whose root is of WordprocessingML: "styles", "footnotes"."""
    return f'<?xml version="1.0"?><w:{name} {_NAMES}>{content}</w:{name}>'


def package(body: str, links: Mapping[str, str] | None = None, **parts: str) -> bytes:
    """A DOCX file.

    Args:
        body: What stands in ``w:body``.
        links: Targets of hyperlinks by their ids.
        parts: The content of further parts, by the names of their roots: styles, numbering,
            footnotes, endnotes, comments, settings; and ``sources``, a whole part of custom XML.
    """
    sources = parts.pop("sources", "")
    members = {f"word/{name}.xml": part(name, content) for name, content in parts.items()}
    related = [
        f'<Relationship Id="p{number}" Type="{_R}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(parts)
    ]
    if sources:
        members["customXml/item1.xml"] = sources
        related.append(
            f'<Relationship Id="c1" Type="{_R}/customXml" Target="../customXml/item1.xml"/>'
        )
    related += [
        f'<Relationship Id="{name}" Type="{_R}/hyperlink" Target={quoteattr(target)}'
        ' TargetMode="External"/>'
        for name, target in (links or {}).items()
    ]
    members["word/_rels/document.xml.rels"] = _relationships("".join(related))
    return packed({"word/document.xml": document(body), **members})


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """A ZIP file of members, with what every DOCX file has besides."""
    main = f'<Relationship Id="a" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{_TYPE}.{_kind(name)}+xml"/>'
        for name in members
        if name.startswith("word/") and name.endswith(".xml")
    )
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml"'
            ' ContentType="application/xml"/><Default Extension="rels" ContentType='
            f'"application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>'
        ),
        "_rels/.rels": _relationships(main),
        **members,
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in whole.items():
            file.writestr(zipfile.ZipInfo(name, (2026, 3, 1, 12, 30, 0)), content, 8)
    return made.getvalue()


def _kind(name: str) -> str:
    """The last part of the type of a part: "document.main", "styles"."""
    kind = name.removeprefix("word/").removesuffix(".xml")
    return "document.main" if kind == "document" else kind


def _relationships(content: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{content}</Relationships>'


def p(*content: str, style: str = "", properties: str = "") -> str:
    """A paragraph; content that is no XML becomes a run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = "".join(each if each.startswith("<") else r(each) for each in content)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def mark(kind: str, inner: str = "") -> str:
    """The mark of a field: "begin", "separate", "end"."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def field(instruction: str, result: str, *, data: str = "", pieces: int = 1) -> str:
    """A complex field.

    Args:
        instruction: Its instruction, as text.
        result: Its result: text, or XML.
        data: The content of ``w:fldData``, not yet in base64.
        pieces: Over how many runs the instruction is split.
    """
    step = -(-len(instruction) // pieces)
    split = [instruction[at : at + step] for at in range(0, len(instruction), step)]
    runs = "".join(
        f'<w:r><w:instrText xml:space="preserve">{escape(each)}</w:instrText></w:r>'
        for each in split
    )
    encoded = base64.encodebytes(data.encode()).decode() if data else ""
    inner = f"<w:fldData>{encoded}</w:fldData>" if encoded else ""
    shown = result if result.startswith("<") else r(result)
    return f"{mark('begin', inner)}{runs}{mark('separate')}{shown}{mark('end')}"


def control(properties: str, content: str) -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def csl_citation(*items: Mapping[str, object], **more: object) -> str:
    """The JSON of a citation as Zotero and Mendeley write it."""
    return json.dumps({"citationID": "a1", "citationItems": list(items), **more})
