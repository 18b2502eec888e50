"""The lists of an OpenDocument text: their levels, and the number of each item as it is shown.

Source: ODF 1.3, part 3, sections 5.3 (lists in the text), 16.30–16.34 (list styles) and 19.880.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from refkit.normalize.patterns import lazy_pattern
from refkit.readers.numerals import written
from refkit.readers.office_look import Indent

LEVELS: Final = 10

_FORMS: Final = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "": "none",
}  # fmt: skip
_BULLET: Final = "•"
_PLACE: Final = lazy_pattern(r"%(\d{1,2})%")
_LARGEST: Final = 1_000_000


class Level(NamedTuple):
    """One level of a list.

    Attributes:
        form: The form of its numbers, "decimal", or "bullet".
        start: Its first number.
        prefix: What stands before the number; of a bullet, the bullet.
        suffix: What stands after it.
        shown: How many levels are shown: 2 for "1.2".
        pattern: What is shown, with "%1%" for the number of the first level; "" if not said.
        indent: The indentation of its paragraphs.
    """

    form: str = "none"
    start: int = 1
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    pattern: str = ""
    indent: Indent = Indent()


ListStyle = dict[int, Level]
"""The levels of a list by their numbers, from 1."""


def level_of(name: str, given: Mapping[str, str]) -> tuple[int, Level]:
    """The level that ``text:list-level-style-number`` or ``-bullet`` describes.

    Args:
        name: The name of the element.
        given: Its attributes.

    Returns:
        The number of the level, from 1, and what it is.
    """
    number = min(LEVELS, whole(given.get("text:level"), 1))
    if name.endswith(("-bullet", "-image")):
        bullet = given.get("text:bullet-char", "").strip()
        # Bullets are often characters of a font of symbols, in the area for private use.
        if not bullet or "\ue000" <= bullet[0] <= "\uf8ff":
            bullet = _BULLET
        return number, Level("bullet", prefix=bullet)
    form = given.get("style:num-format", "")
    return number, Level(
        _FORMS.get(form, "decimal"),
        whole(given.get("text:start-value"), 1),
        given.get("style:num-prefix", ""),
        given.get("style:num-suffix", ""),
        whole(given.get("text:display-levels"), 1),
        # ODF 1.4 and LibreOffice since 7.0, where the former two cannot say it.
        given.get("style:num-list-format") or given.get("loext:num-list-format", ""),
    )


def whole(text: str | None, absent: int) -> int:
    """A number as an attribute has it."""
    if not text or not text.isdecimal() or len(text) > 9:
        return absent
    return min(int(text), _LARGEST)


class _Count:
    """How far a list has counted, level by level."""

    __slots__ = ("numbers", "style")

    def __init__(self, style: str) -> None:
        self.style = style
        self.numbers: list[int | None] = [None] * (LEVELS + 1)


class OpenList(NamedTuple):
    """A list that is open.

    Attributes:
        style: The name of its list style; "" if it has none of its own.
        level: Its depth, from 1.
        counted: How far it has counted.
    """

    style: str
    level: int
    counted: _Count


class Lists:
    """Counts the items of lists, in the order of reading.

    Args:
        styles: The list styles by name.
    """

    def __init__(self, styles: Mapping[str, ListStyle]) -> None:
        self._styles = styles
        self._by_id: dict[str, _Count] = {}
        self._by_style: dict[str, _Count] = {}

    def open(self, given: Mapping[str, str], parent: OpenList | None) -> OpenList:
        """Begin a list.

        Args:
            given: The attributes of ``text:list``.
            parent: The list in which it stands.
        """
        style = given.get("text:style-name", "")
        goes_on = given.get("text:continue-numbering") == "true"
        if parent is not None:
            level = parent.level + 1
            if not goes_on and level <= LEVELS:
                parent.counted.numbers[level] = None
            return OpenList(style or parent.style, level, parent.counted)
        count = self._by_id.get(given.get("text:continue-list", ""))
        if count is None and goes_on:
            count = self._by_style.get(style)
        if count is None:
            count = _Count(style)
        self._by_style[style] = count
        if "xml:id" in given:
            self._by_id[given["xml:id"]] = count
        return OpenList(style, 1, count)

    def level(self, opened: OpenList, style: str) -> Level:
        """What the level of a list is whose paragraph has a list style of its own."""
        levels = self._styles.get(opened.style or style) or self._styles.get(style) or {}
        return levels.get(min(opened.level, LEVELS), Level())

    def marker(self, opened: OpenList, style: str, start: int | None) -> str:
        """Count one more item.

        Args:
            opened: The list.
            style: The list style of the item's paragraph, for a list that has none.
            start: The number that the item is given in the file; None for the next.

        Returns:
            What stands before it: "1.", "•", "1.2"; "" for nothing.
        """
        levels = self._styles.get(opened.style or style) or self._styles.get(style) or {}
        at = min(opened.level, LEVELS)
        this = levels.get(at, Level())
        numbers = opened.counted.numbers
        last = numbers[at]
        numbers[at] = start if start is not None else this.start if last is None else last + 1
        numbers[at + 1 :] = [None] * (LEVELS - at)
        if this.form == "bullet":
            return this.prefix
        if this.form == "none":
            return ""

        def number(level: int) -> str:
            upper = levels.get(level, Level())
            count = numbers[level]
            return written(upper.start if count is None else count, upper.form)

        if this.pattern:
            return _PLACE.sub(
                lambda place: number(int(place[1])) if 1 <= int(place[1]) <= at else "",
                this.pattern,
            ).strip()
        first = max(1, at - this.shown + 1)
        shown = ".".join(filter(None, (number(level) for level in range(first, at + 1))))
        return f"{this.prefix}{shown}{this.suffix}".strip()
