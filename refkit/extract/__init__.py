"""Extraction: the references and citations of a Document, as written.

Nothing is parsed here: ``Reference.work`` stays empty until :mod:`refkit.parse` fills it.
"""

from __future__ import annotations

from refkit.extract.citations import find_citations
from refkit.extract.reference_list import find_reference_lists
from refkit.model import Document, Reference, Span
from refkit.normalize.patterns import lazy_pattern

__all__ = [
    "find_citations",
    "find_reference_lists",
    "find_references",
    "split_lines",
]

_LINE = lazy_pattern(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_MARKER = lazy_pattern(r"(?:\[\d{1,4}\]\.?|\(\d{1,3}\)|\d{1,3}[.)]|[•·▪◦‣*+-])[ \t\u00a0]+(?=\S)")


def find_references(document: Document) -> list[Reference]:
    """Find the references in the reference lists of an article.

    Args:
        document: The article.

    Returns:
        The references in order, with raw text, span, line, column, marker, italics and links; empty
        if the article has no list. They are not parsed.
    """
    return [reference for each in find_reference_lists(document) for reference in each.references]


def split_lines(text: str) -> list[Reference]:
    """Take every line of a text for one reference.

    Args:
        text: The text of a file.

    Returns:
        A Reference for each line that is not blank, in order, without list marker. Spans count
        characters of ``text``; lines end as in :meth:`refkit.model.Document.source_position`.
    """
    references: list[Reference] = []
    for number, match in enumerate(_LINE.finditer(text), 1):
        line = match.group(1)
        raw = line.strip().strip("\ufeff").strip()
        if not raw:
            continue
        start = line.index(raw)
        marker = _MARKER.match(raw)
        if marker:
            start += marker.end()
            raw = raw[marker.end() :]
        span = Span(match.start() + start, match.start() + start + len(raw))
        references.append(
            Reference(
                raw=raw,
                span=span,
                line=number,
                column=start + 1,
                marker=marker.group().strip() if marker else "",
            )
        )
    return references
