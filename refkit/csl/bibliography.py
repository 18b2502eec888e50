"""Bibliographies: entries in order, with what is substituted for authors named again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from refkit.csl.context import NamesTrace
from refkit.csl.style import Area
from refkit.csl.tree import PLAIN, Format, Node, Piece, affix_role, find, plain
from refkit.csl.writers.runs import Run


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A rendered bibliography.

    Attributes:
        entries: (id, text in the format) in the style's order.
        hanging_indent: Whether the lines of an entry after the first are indented.
        second_field_align: "flush" or "margin", where the first field has a column of its own.
        line_spacing: In lines; 1 is single.
        entry_spacing: Between entries, in lines.
        warnings: (id, what could not be rendered as the style asks).
        runs: The entries as runs, where the format is "runs"; else [].
    """

    entries: list[tuple[str, str]]
    hanging_indent: bool = False
    second_field_align: str = ""
    line_spacing: int = 1
    entry_spacing: int = 1
    warnings: list[tuple[str, str]] = field(default_factory=list)
    runs: list[list[Run]] = field(default_factory=list)


MARGIN: Final = Format(display="left-margin")
RIGHT: Final = Format(display="right-inline")


def laid_out(pieces: list[Piece], area: Area) -> Node:
    """An entry in the bibliography's layout: affixes, and the first field in the margin."""
    if area.option("second-field-align") and len(pieces) > 1:
        rest: Piece = Node(pieces[1:])
        if area.suffix:
            rest = Node([rest], suffix=area.suffix)
        first = Node([pieces[0]], prefix=area.prefix)
        return Node([Node([first], MARGIN), Node([rest], RIGHT)], area.format)
    return framed_by(area, pieces)


def framed_by(area: Area, pieces: list[Piece]) -> Node:
    """Pieces in the affixes and formatting of an area's layout."""
    role = affix_role(area.prefix, area.suffix)
    inner = Node(pieces, PLAIN, area.prefix, area.suffix, role=role)
    return inner if area.format is PLAIN else Node([inner], area.format)


class AuthorSubstitution:
    """What is set for the names of an entry that stand in the entry before as well.

    CSL 1.0.2, "Reference Grouping".

    Args:
        area: The style's cs:bibliography.
    """

    def __init__(self, area: Area) -> None:
        self._wanted = "subsequent-author-substitute" in area.options
        self._dash = area.option("subsequent-author-substitute")
        self._rule = area.option("subsequent-author-substitute-rule") or "complete-all"
        self._before: list[list[str]] = []

    def apply(self, trace: NamesTrace | None) -> None:
        """Substitute names of the next entry.

        Args:
            trace: The first cs:names of the entry, None where it has none. Its nodes are changed
                in place.
        """
        if not self._wanted:
            return
        lists = _lists(trace)
        # The names alone are compared: "Roe et al." stands under "Roe" as a dash.
        rendered = [[plain(name) for name in names] for _, names in lists]
        for place, (node, names) in enumerate(lists):
            before = self._before[place] if place < len(self._before) else []
            if self._rule.startswith("partial"):
                _partial(names, rendered[place], before, self._dash, self._rule)
            elif before == rendered[place]:
                for name in names if self._rule == "complete-each" else [node]:
                    _replace(name, self._dash)
        self._before = rendered


def _lists(trace: NamesTrace | None) -> list[tuple[Node, list[Node]]]:
    """The lists of names in a cs:names without their labels, each with its names."""
    if trace is None:
        return []
    lists = list(find(trace.node, "name-list")) or [trace.node]
    return [(node, list(find(node, "name")) or [node]) for node in lists]


def _partial(nodes: list[Node], names: list[str], before: list[str], dash: str, rule: str) -> None:
    for place, (node, name) in enumerate(zip(nodes, names, strict=True)):
        if place >= len(before) or before[place] != name:
            break
        _replace(node, dash)
        if rule == "partial-first":
            break


def _replace(node: Node, text: str) -> None:
    node.children = [text] if text else []
    node.prefix = node.suffix = node.delimiter = ""
    node.format = PLAIN
