"""The reader of Jupyter notebooks: the text of their cells, with its place in the JSON file.

The forms are nbformat 3 and 4. Cells of Markdown are read as Markdown, raw ones as what their type
says; code and its outputs are no text.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import unquote

import msgspec

from refkit.errors import UnreadableError
from refkit.model import Block, Document, Embedded, Markup, Mention, Span
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.asciidoc import read_asciidoc
from refkit.readers.beside import Beside
from refkit.readers.front_matter import Header, header_of
from refkit.readers.html import read_html
from refkit.readers.json_strings import Unescaped, Written, places
from refkit.readers.markdown import read_markdown
from refkit.readers.markdown_citations import find_mentions
from refkit.readers.plaintext import read_plaintext
from refkit.readers.rst import read_rst

# nbconvert's, and the extension cite2c's: <cite data-cite="granger2013">(Granger, 2013)</cite>
_CITE: Final = lazy_pattern(
    r"<cite\b[^<>]{0,300}?data-cite=[\"']([^\"'<>]{1,300})[\"'][^<>]{0,300}>([^<]{0,500})"
)
_ZOTERO: Final = "#zotero|"
"""Where links lead that the citation manager of JupyterLab puts into the text."""


def _read_latex(source: str) -> Document:
    from refkit.readers.latex import read_latex

    return read_latex(source, beside=Beside(None))


_RAW: Final[dict[str, Callable[[str], Document]]] = {
    "text/markdown": read_markdown,
    "text/html": read_html,
    "text/restructuredtext": read_rst,
    "text/x-rst": read_rst,
    "rst": read_rst,
    "text/asciidoc": read_asciidoc,
    "asciidoc": read_asciidoc,
    "text/latex": _read_latex,
    "latex": _read_latex,
    "html": read_html,
    "markdown": read_markdown,
}
"""Who reads a raw cell, by its ``raw_mimetype`` or ``format``."""


def read_notebook(source: str, *, path: str = "") -> Document:
    """Read a Jupyter notebook.

    Args:
        source: The decoded text of the file, which is JSON.
        path: The file's name as the user gave it.

    Returns:
        The Document. Its ``source`` is the JSON, so lines and columns are those of the file.

    Raises:
        UnreadableError: If the file is no JSON, or no notebook.
    """
    values = _decoded(source, path)
    cells = _cells(values, places(source))
    if cells is None:
        raise UnreadableError("is JSON, but no notebook", path=path)
    reading = _Notebook(source, header_of(values.get("metadata")), _works(values))
    for cell, written in cells:
        reading.read(cell, written)
    return reading.document(path)


def _decoded(source: str, path: str) -> dict[str, Any]:
    try:
        values = json.loads(source)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"is no JSON: {error.msg}", path=path, line=error.lineno) from error
    except (RecursionError, ValueError) as error:
        raise UnreadableError("is nested too deeply for a notebook", path=path) from error
    if not isinstance(values, dict):
        raise UnreadableError("is JSON, but no notebook", path=path)
    return values


def _cells(values: Any, written: Any) -> list[tuple[dict[str, Any], list[Written]]] | None:
    """The cells with the strings of their text; None if there are none in the file."""
    pairs = [(values, written)]
    sheets = values.get("worksheets")
    if isinstance(sheets, list):
        pairs = list(zip(sheets, written["worksheets"], strict=True))
    elif not isinstance(values.get("cells"), list):
        return None
    found = []
    for each, places_of_each in pairs:
        cells = each.get("cells") if isinstance(each, dict) else None
        if not isinstance(cells, list):
            continue
        for cell, place in zip(cells, places_of_each["cells"], strict=True):
            if isinstance(cell, dict):
                text = place.get("source")
                strings = text if isinstance(text, list) else [text]
                found.append((cell, [each for each in strings if isinstance(each, Written)]))
    return found


def _works(values: dict[str, Any]) -> list[Embedded]:
    """The works that extensions keep in the metadata, as CSL-JSON."""
    metadata = values.get("metadata")
    if not isinstance(metadata, dict):
        return []
    found: list[Embedded] = []
    cite2c = metadata.get("cite2c")
    citations = cite2c.get("citations") if isinstance(cite2c, dict) else None
    found += _items(citations, "", "cite2c")
    manager = metadata.get("citation-manager")
    items = manager.get("items") if isinstance(manager, dict) else None
    if isinstance(items, dict):
        for name, each in items.items():
            found += _items(each, f"{name}|", "Zotero" if name == "zotero" else str(name))
    return found


def _items(items: Any, prefix: str, origin: str) -> list[Embedded]:
    if not isinstance(items, dict):
        return []
    works = [{**item, "id": prefix + key} for key, item in items.items() if isinstance(item, dict)]
    if not works:
        return []
    data = msgspec.json.encode(works).decode()
    return [Embedded(format="csl-json", data=data, origin=origin)]


class _Notebook:
    def __init__(self, source: str, header: Header, works: list[Embedded]) -> None:
        self._source = source
        self._header = header
        self._works = works
        self._read: list[tuple[Document, Unescaped, bool]] = []

    def read(self, cell: dict[str, Any], written: list[Written]) -> None:
        """Read the text of a cell."""
        kind = cell.get("cell_type")
        if kind not in ("markdown", "raw", "heading", "html"):
            return
        content = Unescaped(self._source, written)
        text = content.text
        if not text.strip():
            return
        if kind in ("markdown", "heading"):
            document = read_markdown(text)
        elif kind == "html":
            document = read_html(text)
        else:
            document = self._raw(cell, text)
        if kind == "heading":
            level = cell.get("level")
            document.blocks[:] = [
                Block(block.span, "heading", min(max(level, 1), 6) if isinstance(level, int) else 1)
                for block in document.blocks
            ]
        self._read.append((document, content, document.format == "markdown"))

    def _raw(self, cell: dict[str, Any], text: str) -> Document:
        metadata = cell.get("metadata")
        named = metadata if isinstance(metadata, dict) else {}
        form = str(named.get("raw_mimetype") or named.get("format") or "").lower()
        if not form and text.startswith("---") and not self._read:
            form = "text/markdown"  # Quarto's header
        return _RAW.get(form, read_plaintext)(text)

    def document(self, path: str) -> Document:
        """The Document of all cells."""
        whole = Document(path=path, source=self._source, text="", blocks=[], format="notebook")
        whole.embedded = list(self._works)
        header = self._header
        for document, _, _ in self._read:
            header.add(Header(bibliographies=document.bibliographies))
            whole.embedded += document.embedded
            whole.guesses += document.guesses
        whole.embedded += header.embedded
        whole.bibliographies = header.bibliographies
        bare = bool(whole.bibliographies or whole.embedded or header.uncited) or any(
            document.mentions for document, _, _ in self._read
        )
        if header.uncited:
            whole.mentions = [Mention(span=Span(0, 0), keys=tuple(header.uncited))]
        texts: list[str] = []
        shift = 0
        for document, content, markdown in self._read:
            if markdown:
                _cite(document, bare=bare)
            if not document.text:
                whole.mentions += [mention for mention in document.mentions if not mention.span]
                continue
            if texts:
                shift += 1
            texts.append(document.text)
            whole.segments += content.segments(document, shift)
            _move(document, whole, shift)
            shift += len(document.text)
        whole.text = "\n".join(texts)
        return whole


def _move(document: Document, whole: Document, shift: int) -> None:
    """Put what a cell has to where its text stands in the whole."""
    whole.blocks += [
        msgspec.structs.replace(block, span=_moved(block.span, shift)) for block in document.blocks
    ]
    whole.markup += [
        Markup(_moved(mark.span, shift), mark.kind, mark.target) for mark in document.markup
    ]
    whole.mentions += [
        msgspec.structs.replace(
            mention,
            span=_moved(mention.span, shift),
            key_spans=tuple(_moved(span, shift) for span in mention.key_spans),
        )
        for mention in document.mentions
    ]


def _moved(span: Span, shift: int) -> Span:
    return Span(span.start + shift, span.end + shift)


def _cite(document: Document, *, bare: bool) -> None:
    """Find the citations of a cell, now that it is known whether the notebook names works."""
    listed = [mention for mention in document.mentions if not len(mention.span)]
    found = find_mentions(document, bare=True) if bare else document.mentions
    printed = [
        Mention(span=mark.span, keys=(unquote(mark.target)[1:],), printed=True)
        for mark in document.markup
        if mark.kind == "link" and unquote(mark.target[:20]).startswith(_ZOTERO)
    ]
    if "data-cite" in document.source:
        printed += _data_cited(document)
    taken = {mention.span.start for mention in printed}
    kept = [mention for mention in found if len(mention.span) and mention.span.start not in taken]
    document.mentions = listed + sorted(kept + printed, key=lambda mention: mention.span)


def _data_cited(document: Document) -> list[Mention]:
    starts = [segment.source_start for segment in document.segments]
    found = []
    for cite in _CITE.finditer(document.source):
        index = bisect_right(starts, cite.start(2)) - 1
        if index < 0 or not cite.group(2):
            continue
        segment = document.segments[index]
        start = segment.text_start + cite.start(2) - segment.source_start
        span = Span(start, min(start + len(cite.group(2)), len(document.text)))
        shown = document.text[span.start : span.end]
        if shown == cite.group(2):
            found.append(Mention(span=span, keys=(cite.group(1),), printed=True))
    return found
