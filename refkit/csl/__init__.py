"""A complete CSL 1.0.2 processor. It stands alone: of refkit it uses the errors only.

Style, Document, Citation, CitationItem, Bibliography and Run are its public names.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from refkit.csl.bibliography import Bibliography
    from refkit.csl.citation import Citation, CitationItem
    from refkit.csl.document import Document
    from refkit.csl.style import Style
    from refkit.csl.writers.runs import Run

__all__ = ["Bibliography", "Citation", "CitationItem", "Document", "Run", "Style"]

_HOMES: Final = {
    "Bibliography": "bibliography",
    "Citation": "citation",
    "CitationItem": "citation",
    "Document": "document",
    "Run": "writers.runs",
    "Style": "style",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"refkit.csl.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
