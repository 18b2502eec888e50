"""Rendering: Works to bibliographies in CSL styles."""

from refkit.render.bibliography import Bibliography, Entry, render
from refkit.render.styles import StyleInfo, find_styles

__all__ = ["Bibliography", "Entry", "StyleInfo", "find_styles", "render"]
