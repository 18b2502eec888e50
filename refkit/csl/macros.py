"""The macros of a style: that those called are there, and that calling them comes to an end.

A macro that calls another one twice, which calls a third one twice and so on, would render
billions of elements from a file of a few lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from refkit.csl.xml import NAMESPACE, line_of, local_name
from refkit.errors import FormatError

if TYPE_CHECKING:
    from lxml.etree import _Element

DEEPEST: Final = 150
"""How deep elements may be nested, macros unfolded. Chicago's, the deepest known, are 58 deep."""

MOST: Final = 100_000
"""How many elements one entry may render at most. Chicago's, the most known, are 2,703."""


class _Size(NamedTuple):
    """How much an element renders at most, its macros unfolded.

    Attributes:
        elements: How many elements, of the branches of cs:choose the longest.
        depth: How deep they are nested.
    """

    elements: int
    depth: int


def check_macros(root: _Element, path: str = "") -> None:
    """Check all macros of a style and all calls of macros.

    Raises:
        FormatError: If a macro is called that is not there, if one calls itself, or if they unfold
            too deep or too far; names the line of the call.
    """
    unfolding = _Unfolding(root, path)
    for element in root:
        if local_name(element) == "macro":
            unfolding.call(element.get("name", ""), element, 0)
        else:
            unfolding.size(element, 0)


class _Unfolding:
    """The sizes of the macros of one style, each measured once."""

    def __init__(self, root: _Element, path: str) -> None:
        macros = root.iterfind(f"{NAMESPACE}macro")
        self._macros = {macro.get("name", ""): macro for macro in macros}
        self._path = path
        self._sizes: dict[str, _Size] = {}
        self._open: list[str] = []

    def size(self, element: _Element, depth: int) -> _Size:
        """The size of an element that is nested so deep; its depth is added to its size's."""
        if depth > DEEPEST:
            raise self._error(element, f"elements are nested more than {DEEPEST} deep")
        macro = element.get("macro")
        if macro is not None and local_name(element) in ("text", "key"):
            return self.call(macro, element, depth)
        sizes = [self.size(child, depth + 1) for child in element]
        if not sizes:
            return _Size(1, depth)
        counts = [size.elements for size in sizes]
        total = 1 + (max(counts) if local_name(element) == "choose" else sum(counts))
        if total > MOST:
            raise self._error(element, f"this renders more than {MOST:,} elements")
        return _Size(total, max(size.depth for size in sizes))

    def call(self, name: str, element: _Element, depth: int) -> _Size:
        """The size of a macro that an element calls."""
        if name not in self._macros:
            raise self._error(element, f"there is no macro '{name}'")
        if name in self._open:
            around = [*self._open[self._open.index(name) :], name]
            chain = f" ({' → '.join(around)})" if len(around) > 2 else ""
            raise self._error(element, f"the macro '{name}' calls itself{chain}")
        if name not in self._sizes:
            self._open.append(name)
            found = self.size(self._macros[name], depth)
            self._open.pop()
            self._sizes[name] = _Size(found.elements, found.depth - depth)
        count, height = self._sizes[name]
        if depth + height > DEEPEST:
            raise self._error(element, f"elements are nested more than {DEEPEST} deep")
        return _Size(count, depth + height)

    def _error(self, element: _Element, reason: str) -> FormatError:
        return FormatError(reason, path=self._path, line=line_of(element))
