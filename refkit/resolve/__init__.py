"""Resolving: where Records come from, and the Answers that Sources give.

Crossref and doi.org need HTTP clients that take a tenth of a second to import, and a file of
records its index, so what is public here is imported when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from refkit.resolve.crossref import CrossrefSource
    from refkit.resolve.doi import DoiOrg
    from refkit.resolve.records_file import RecordsFile
    from refkit.resolve.session import Resolver
    from refkit.resolve.snapshot import Snapshot
    from refkit.resolve.source import Source
    from refkit.resolve.sources import Sources

__all__ = ["CrossrefSource", "DoiOrg", "RecordsFile", "Resolver", "Snapshot", "Source", "Sources"]

_HOMES: Final = {
    "CrossrefSource": "crossref",
    "DoiOrg": "doi",
    "RecordsFile": "records_file",
    "Resolver": "session",
    "Snapshot": "snapshot",
    "Source": "source",
    "Sources": "sources",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"refkit.resolve.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
