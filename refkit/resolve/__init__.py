"""Resolving: where Records come from, and the Answers that Sources give.

Crossref and doi.org need HTTP clients that take a tenth of a second to import, so their Sources are
imported when they are asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from refkit.resolve.records_file import RecordsFile
from refkit.resolve.session import Resolver
from refkit.resolve.source import Source

if TYPE_CHECKING:
    from refkit.resolve.crossref import CrossrefSource
    from refkit.resolve.doi import DoiOrg

__all__ = ["CrossrefSource", "DoiOrg", "RecordsFile", "Resolver", "Source"]

_LAZY: Final = {"CrossrefSource": "refkit.resolve.crossref", "DoiOrg": "refkit.resolve.doi"}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
