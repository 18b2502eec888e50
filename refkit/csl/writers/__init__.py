"""The output formats: each writes the events of :func:`refkit.csl.flow.flow` in its own way.

Those that make strings are in :data:`WRITERS`; :mod:`refkit.csl.writers.runs` is for word
processors.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from refkit.csl.flow import Event
from refkit.csl.writers import html, latex, markdown, rtf, text, typst

WRITERS: Final[dict[str, Callable[[list[Event]], str]]] = {
    "html": html.write,
    "latex": latex.write,
    "markdown": markdown.write,
    "rtf": rtf.write,
    "text": text.write,
    "typst": typst.write,
}
"""The formats that are strings, by name."""

RUNS: Final = "runs"
"""The format of :mod:`refkit.csl.writers.runs`; where a string is wanted, it is plain text."""
