"""The numbers of lists in a DOCX file, counted as Word counts them.

Source: ECMA-376, Part 1, section 17.9. Paragraphs name a list (``w:num``), which takes its levels
from a definition (``w:abstractNum``); lists of one definition count on, unless they start anew.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from refkit.normalize.patterns import lazy_pattern
from refkit.readers.docx_package import W
from refkit.readers.docx_styles import indent_of, is_on, value
from refkit.readers.numerals import written
from refkit.readers.office_look import Indent

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLACE: Final = lazy_pattern(r"%([1-9])")
_LEVELS: Final = 9
_LARGEST: Final = 1_000_000


class Level(NamedTuple):
    """One level of a list.

    Attributes:
        start: Its first number.
        form: The form of its numbers: "decimal", "bullet".
        text: What is shown, with "%1" for the number of the first level.
        restart: Its count begins anew after a level above this one; 0 for never.
        legal: Whether the numbers of all levels are shown as decimal ones.
        style: The paragraph style that stands for this level; "" for none.
        indent: The indentation of its paragraphs.
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""
    indent: Indent = Indent()


class _List(NamedTuple):
    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Marker(NamedTuple):
    """What stands before a paragraph of a list.

    Attributes:
        text: The number or bullet as shown.
        depth: The depth of nesting, from 1.
        indent: The indentation of the level.
    """

    text: str
    depth: int
    indent: Indent


class Numbering:
    """Counts the paragraphs of lists, in the order in which they are read.

    Args:
        root: ``w:numbering``; None if the file has no lists.
    """

    def __init__(self, root: _Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is None:
            return
        definitions = {
            element.get(f"{W}abstractNumId") or "": element
            for element in root.iterfind(f"{W}abstractNum")
        }
        # A definition may be that of a style: "numStyleLink" there, "styleLink" here.
        by_style = {
            value(element, "styleLink"): name
            for name, element in definitions.items()
            if value(element, "styleLink")
        }
        for element in root.iterfind(f"{W}num"):
            name = value(element, "abstractNumId")
            definition = definitions.get(name)
            if definition is not None and (link := value(definition, "numStyleLink")) in by_style:
                name = by_style[link]
                definition = definitions[name]
            levels = {} if definition is None else _levels(definition)
            starts: dict[int, int] = {}
            for override in element.iterfind(f"{W}lvlOverride"):
                number = _number(override.get(f"{W}ilvl"), 0)
                levels.update(_levels(override))
                if (start := value(override, "startOverride")) != "":
                    starts[number] = _number(start, 1)
            self._lists[element.get(f"{W}numId") or ""] = _List(name, levels, starts)

    def level_of(self, number: str, style: str) -> int:
        """The level of a list that a paragraph style stands for; 0 if none does."""
        found = self._lists.get(number)
        if found is None:
            return 0
        return next((at for at, level in found.levels.items() if style and level.style == style), 0)

    def marker(self, number: str, level: int) -> Marker | None:
        """Count one more paragraph.

        Args:
            number: The number of its list, as written.
            level: Its level, from 0.

        Returns:
            What stands before it; None if there is no such list.
        """
        found = self._lists.get(number)
        if found is None:
            return None
        this = found.levels.get(level, Level())
        counts = self._counts.setdefault(found.definition, [None] * _LEVELS)
        if level in found.starts and (number, level) not in self._started:
            self._started.add((number, level))
            counts[level] = found.starts[level]
        else:
            count = counts[level]
            counts[level] = this.start if count is None else count + 1
        for upper in range(level):
            if counts[upper] is None:
                counts[upper] = found.levels.get(upper, Level()).start
        for lower in range(level + 1, _LEVELS):
            restart = found.levels.get(lower, Level()).restart
            if restart is None or level < restart:
                counts[lower] = None
        return Marker(_shown(this, found.levels, counts), level + 1, this.indent)


def _levels(parent: _Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for element in parent.iterfind(f"{W}lvl"):
        properties = element.find(f"{W}pPr")
        restart = value(element, "lvlRestart")
        legal = element.find(f"{W}isLgl")
        found[min(_LEVELS - 1, _number(element.get(f"{W}ilvl"), 0))] = Level(
            start=_number(value(element, "start"), 0),
            form=value(element, "numFmt") or "decimal",
            text=value(element, "lvlText"),
            restart=_number(restart, 0) if restart else None,
            legal=legal is not None and is_on(legal.get(f"{W}val")),
            style=value(element, "pStyle"),
            indent=Indent() if properties is None else indent_of(properties),
        )
    return found


def _shown(level: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
    if level.form == "bullet":
        # Bullets are often characters of Symbol or Wingdings, in the area for private use.
        # A blank one, of pandoc, sets a further paragraph under an item.
        text = level.text.strip()
        return "•" if "\ue000" <= text[:1] <= "\uf8ff" else text

    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        form = levels.get(at, Level()).form
        return written(counts[at] or 0, "decimal" if level.legal and form != "none" else form)

    return _PLACE.sub(number, level.text).strip()


def _number(text: str | None, absent: int) -> int:
    if not text or not text.isdecimal() or len(text) > 9:
        return absent
    return min(int(text), _LARGEST)
