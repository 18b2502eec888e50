"""Rendering: Works to bibliographies and citations in CSL styles.

What is public is imported when asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from refkit.csl.details import StyleDetails, describe_style
    from refkit.csl.repository import StyleInfo, find_styles
    from refkit.render.bibliography import Bibliography, Entry, render
    from refkit.render.citations import Citations, Cited, cite
    from refkit.render.sample import preview

__all__ = [
    "Bibliography",
    "Citations",
    "Cited",
    "Entry",
    "StyleDetails",
    "StyleInfo",
    "cite",
    "describe_style",
    "find_styles",
    "preview",
    "render",
]

_HOMES: Final = {
    "Bibliography": "refkit.render.bibliography",
    "Citations": "refkit.render.citations",
    "Cited": "refkit.render.citations",
    "Entry": "refkit.render.bibliography",
    "StyleDetails": "refkit.csl.details",
    "StyleInfo": "refkit.csl.repository",
    "cite": "refkit.render.citations",
    "describe_style": "refkit.csl.details",
    "find_styles": "refkit.csl.repository",
    "preview": "refkit.render.sample",
    "render": "refkit.render.bibliography",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
