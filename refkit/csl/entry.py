"""An entry of a document's register: an item, and what the document has found out about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from refkit.csl.context import Distinction
from refkit.csl.item import Item


@dataclass(slots=True)
class Entry:
    """An item as a document knows it.

    Attributes:
        item: The item.
        order: Its place in the order of registration, from 0.
        number: Its citation number, from 1.
        distinction: What distinguishes its citations from those of other items.
    """

    item: Item
    order: int = 0
    number: int = 0
    distinction: Distinction = field(default_factory=Distinction)
