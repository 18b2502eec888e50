"""Rewriting the names of a citation where they stand: with "et al.", or with a second name."""

from __future__ import annotations

import re
from typing import Final

from refkit.model import Citation, Document, Fix
from refkit.verify.edits import mend

_POSSESSIVE: Final = re.compile(r"[’'] s? \Z", re.VERBOSE)


def rewrite(document: Document, citation: Citation, rest: str, *, safe: bool) -> Fix | None:
    """The Fix that keeps a citation's first name, and writes something else behind it.

    Args:
        document: The article.
        citation: The citation.
        rest: What follows the first name: " et al.", " & Gračanin"; "" for nothing.
        safe: Whether the author's meaning is kept for certain.

    Returns:
        The Fix; None if the name is not found as written, or markup would be torn.
    """
    span = citation.authors_span
    written = document.text[span.start : span.end]
    first = citation.authors[0]
    at = written.find(first)
    if at < 0:
        return None
    possessive = _POSSESSIVE.search(written)
    tail = possessive[0] if possessive else ""
    return mend(document, span, f"{written[: at + len(first)]}{rest}{tail}", safe=safe)
