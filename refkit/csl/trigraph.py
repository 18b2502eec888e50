"""Citation labels made from names and year, as for "BrCh98" (the variable citation-label)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from refkit.csl.item import Item

_LETTERS: Final = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}
_MANY: Final = (1, 1, 1, 1)
_VARIABLES: Final = ("author", "editor", "translator", "container-author")


def trigraph(item: Item) -> str:
    """A label of an item: letters of its first names and the last two digits of its year.

    One name gives four letters, two give two each, three give two, one and one, and more give one
    letter for each of the first four: Miller, 1926 is "Mill26".
    """
    names = next((found for name in _VARIABLES if (found := item.names(name))), ())
    shape = _LETTERS.get(len(names), _MANY)
    families = ["".join((name.literal or name.family).split()) for name in names]
    letters = (
        "".join(family[:count] for family, count in zip(families, shape, strict=False))
        or "".join(item.text("title").split())[:4]
    )
    date = item.date("issued")
    start = date.start if date is not None else None
    year = f"{abs(start.year) % 100:02d}" if start is not None and start.year else ""
    return letters + year
