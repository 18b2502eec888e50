"""Plain text: the words and their punctuation, without any formatting."""

from __future__ import annotations

from refkit.csl.flow import Event
from refkit.csl.writers.blocks import BREAK, GAP, lay_out
from refkit.csl.writers.unusable import usable


def write(events: list[Event]) -> str:
    """The events as text; blocks stand on lines of their own."""
    parts: list[str] = []
    for event in lay_out(events):
        if isinstance(event, str):
            parts.append(event)
        elif event is BREAK:
            parts.append("\n")
        elif event is GAP:
            parts.append(" ")
    return usable("".join(parts))
