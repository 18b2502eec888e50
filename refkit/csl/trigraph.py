"""Citation labels made from names and year, as for "BrCh98" (the variable citation-label)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from refkit.csl.tree import plain

if TYPE_CHECKING:
    from refkit.csl.item import Item

_LETTERS: Final = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}
_MANY: Final = (1, 1, 1, 1)
_VARIABLES: Final = (
    "author",
    "editor",
    "translator",
    "container-author",
    "director",
    "collection-editor",
    "recipient",
)
_NO_YEAR: Final = "00"
# Small words of a title that say nothing, and so are left out.
_LEFT_OUT: Final = frozenset({"a", "an", "the", "of", "and", "in", "on", "for", "to", "de", "la"})


def trigraph(item: Item) -> str:
    """A label of an item: letters of its first names and the last two digits of its year.

    One name gives four letters, two give two each, three give two, one and one, and more give one
    letter for each of the first four: Miller, 1926 is "Mill26". Without names the title gives
    four letters; without a year there is "00". An item without anything has no label.
    """
    names = next((found for name in _VARIABLES if (found := item.names(name))), ())
    shape = _LETTERS.get(len(names), _MANY)
    families = [_letters((name.literal or name.family).removeprefix("The ")) for name in names]
    letters = "".join(
        family[:count].capitalize() for family, count in zip(families, shape, strict=False)
    )
    if not letters:
        words = [word for word in plain(item.piece("title")).split() if word not in _LEFT_OUT]
        letters = _letters(" ".join(words))[:4].capitalize()
    date = item.date("issued")
    start = date.start if date is not None else None
    if start is not None and start.year:
        return f"{letters}{abs(start.year) % 100:02d}"
    return letters + _NO_YEAR if letters else ""


def _letters(text: str) -> str:
    """The letters and digits of a text: "Onei" is the beginning of O'Neill."""
    return "".join(filter(str.isalnum, text))
