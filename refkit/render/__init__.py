"""Rendering: Works to bibliographies in CSL styles. What is public is imported when asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from refkit.render.bibliography import Bibliography, Entry, render
    from refkit.render.styles import StyleInfo, find_styles

__all__ = ["Bibliography", "Entry", "StyleInfo", "find_styles", "render"]

_HOMES: Final = {
    "Bibliography": "bibliography",
    "Entry": "bibliography",
    "StyleInfo": "styles",
    "find_styles": "styles",
    "render": "bibliography",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"refkit.render.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
