"""Faults: what goes wrong with one item, kept so that it never ends a bibliography.

No item should be able to make the processor fail. Should one do so all the same, it has an entry
and a citation in words that every item can have, and the document a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from refkit.csl.item import Item, as_text

T = TypeVar("T")
U = TypeVar("U")


class Faults:
    """The faults of one document.

    Attributes:
        found: Ids of items to what went wrong with them first: "TypeError: …".
    """

    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def attempt(self, item: Item, render: Callable[[T], U], given: T) -> U | None:
        """What a rendering step makes of an item; None where it fails, which is kept."""
        try:
            return render(given)
        except Exception as error:  # noqa: BLE001 - a bug that one item meets costs that item only
            name = type(error).__name__
            self.found.setdefault(item.id, f"{name}: {error}" if str(error) else name)
            return None


def plain_entry(item: Item) -> str:
    """What every item can have for an entry: "Doe, Jane, Roe, Richard (2020). Tears."."""
    head = " ".join([part for part in (_people(item), f"({_year(item) or 'n.d.'})") if part])
    title = as_text(item.variables.get("title")).rstrip(".")
    return f"{head}. {title}." if title else f"{head}."


def plain_cite(item: Item) -> str:
    """What every item can have for a citation: "Doe, Jane, 2020"."""
    head = _people(item) or as_text(item.variables.get("title"))
    return ", ".join([part for part in (head, _year(item) or "n.d.") if part])


def _people(item: Item) -> str:
    """The authors, or editors, read from the raw data: reading names may be what failed."""
    raw = item.variables.get("author") or item.variables.get("editor")
    names = [name for name in raw if isinstance(name, Mapping)] if isinstance(raw, list) else []
    texts = [
        as_text(name.get("literal"))
        or ", ".join([part for key in ("family", "given") if (part := as_text(name.get(key)))])
        for name in names
    ]
    return ", ".join([text for text in texts if text])


def _year(item: Item) -> str:
    """The year of the date of issue, or the date in words."""
    raw = item.variables.get("issued")
    if not isinstance(raw, Mapping):
        return as_text(raw)
    parts = raw.get("date-parts")
    for _ in range(2):
        parts = parts[0] if isinstance(parts, (list, tuple)) and parts else parts
    return as_text(parts) or as_text(raw.get("literal")) or as_text(raw.get("raw"))
