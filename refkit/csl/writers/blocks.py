"""The display attribute (CSL 1.0.2, "Display") for formats that have no blocks of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from refkit.csl.flow import Event, Mark

BREAK: Final = Mark("display", "break", True)
"""A new line begins here."""

GAP: Final = Mark("display", "gap", True)
"""What stands in the left margin ends here."""

_LINES: Final = ("block", "indent")


def lay_out(events: list[Event]) -> list[Event]:
    """The events with BREAK and GAP between texts, in place of the marks of display.

    No line breaks begin or end the events, and no spaces follow a break.
    """
    if not any(isinstance(event, Mark) and event.kind == "display" for event in events):
        return events
    laid: list[Event] = []
    pending: Mark | None = None
    # Only text that has been written can be separated from what follows.
    written = False
    for event in events:
        if isinstance(event, Mark):
            if event.kind != "display":
                laid.append(event)
            elif event.value in _LINES:
                pending = BREAK
            elif event.value == "left-margin" and pending is None and not event.opening:
                pending = GAP
            elif event.value == "left-margin" and event.opening:
                pending = BREAK
            continue
        if pending:
            event = event.lstrip(" ")
            if not event:
                continue
            if written:
                laid.append(pending)
            pending = None
        written = written or not event.isspace()
        laid.append(event)
    return laid


def write_braced(
    events: list[Event], commands: Mapping[Mark, str], escape: Callable[[str], str]
) -> str:
    """The events in a format whose formatting ends with a closing brace.

    Args:
        events: The events.
        commands: What begins each formatting, its opening brace with it; "{" for the others.
        escape: Escapes a text.
    """
    parts = []
    for event in lay_out(events):
        if isinstance(event, str):
            parts.append(escape(event))
        else:
            parts.append(commands.get(event, "{") if event.opening else "}")
    return "".join(parts)
