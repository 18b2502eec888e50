"""Runs of text in one formatting each, as word processors have them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from refkit.csl.flow import Event, Mark
from refkit.csl.writers.unusable import usable


class Run(NamedTuple):
    """A text and all its formatting.

    Attributes:
        text: The text; never empty.
        italic: Whether it is in italics, or oblique.
        bold: Whether it is bold.
        small_caps: Whether it is in small capitals.
        underline: Whether it is underlined.
        vertical_align: "sup", "sub" or "".
        display: "block", "left-margin", "right-inline", "indent" or "" (CSL 1.0.2, "Display").
    """

    text: str
    italic: bool = False
    bold: bool = False
    small_caps: bool = False
    underline: bool = False
    vertical_align: str = ""
    display: str = ""


_CHANGES: Final[dict[tuple[str, str], Callable[[Run], Run]]] = {
    ("font-style", "italic"): lambda run: run._replace(italic=True),
    ("font-style", "oblique"): lambda run: run._replace(italic=True),
    ("font-style", "normal"): lambda run: run._replace(italic=False),
    ("font-variant", "small-caps"): lambda run: run._replace(small_caps=True),
    ("font-variant", "normal"): lambda run: run._replace(small_caps=False),
    ("font-weight", "bold"): lambda run: run._replace(bold=True),
    ("font-weight", "normal"): lambda run: run._replace(bold=False),
    ("text-decoration", "underline"): lambda run: run._replace(underline=True),
    ("text-decoration", "none"): lambda run: run._replace(underline=False),
    ("vertical-align", "sup"): lambda run: run._replace(vertical_align="sup"),
    ("vertical-align", "sub"): lambda run: run._replace(vertical_align="sub"),
    ("vertical-align", "baseline"): lambda run: run._replace(vertical_align=""),
}


def write(events: list[Event]) -> list[Run]:
    """The events as runs; neighbours of one formatting are joined."""
    texts: list[tuple[Run, str]] = []
    styles = [Run("")]
    for event in events:
        if isinstance(event, str):
            texts.append((styles[-1], usable(event)))
        elif event.opening:
            styles.append(_styled(styles[-1], event))
        else:
            styles.pop()
    runs = [
        style._replace(text="".join([text for _, text in group]))
        for style, group in groupby(texts, itemgetter(0))
    ]
    return [run for run in runs if run.text]


def _styled(style: Run, mark: Mark) -> Run:
    if mark.kind == "display":
        return style._replace(display=mark.value)
    change = _CHANGES.get((mark.kind, mark.value))
    return style if change is None else change(style)
