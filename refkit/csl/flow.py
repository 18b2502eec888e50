"""From the output tree to a flat list of texts and marks.

Quotation marks alternate by depth; formatting in a field that repeats the formatting around it is
flipped; what meets is merged (:mod:`refkit.csl.stream`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from refkit.csl.markup import MARKUP_ROLES, STRAIGHT
from refkit.csl.stream import Event, Mark, Stream
from refkit.csl.tree import NUMBER, PARENTHESES, PLAIN, Format, Node, Piece

__all__ = ["Event", "Mark", "QuoteMarks", "flow"]


class QuoteMarks(NamedTuple):
    """The quotation marks of a locale: the terms open-quote, close-quote and the inner ones."""

    open: str = "“"
    close: str = "”"
    inner_open: str = "‘"
    inner_close: str = "’"


_OUTER: Final = 1
_INNER: Final = 2

# The attributes that a field's own formatting flips.
_FLIPS: Final = {"font-style": 0, "font-variant": 1, "font-weight": 2}
_UNDONE: Final = ("", "normal")


_ENGLISH: Final = QuoteMarks()


def flow(
    piece: Piece, marks: QuoteMarks = _ENGLISH, punctuation_in_quote: bool = False
) -> list[Event]:
    """Flatten a piece.

    Args:
        piece: The output of a style for one entry or citation.
        marks: The quotation marks of the locale.
        punctuation_in_quote: The locale's option of that name.

    Returns:
        Texts (nothing in them is markup or escaped) and marks, properly nested.
    """
    stream = _Flow(marks, punctuation_in_quote)
    if isinstance(piece, str):
        stream.join(piece)
    else:
        stream.node(piece)
    return _ended(stream.out)


def _ended(out: list[Event]) -> list[Event]:
    """Events with a space that ends the last block set behind it, as before the first one."""
    if len(out) > 1 and isinstance(out[-1], Mark) and out[-1].kind == "display":
        text = out[-2]
        if isinstance(text, str) and text.endswith(" "):
            out[-2] = text.rstrip(" ")
            out.append(" ")
    return out


class _Step(NamedTuple):
    """One attribute of a Format, as it is written."""

    opening: Mark
    closing: Mark
    slot: int
    undoes: bool


@lru_cache(maxsize=1024)
def _steps(format: Format) -> tuple[_Step, ...]:
    """The attributes of a format from the outermost to the innermost."""
    attributes = (
        ("vertical-align", format.vertical_align),
        ("text-decoration", format.text_decoration),
        ("font-weight", format.font_weight if format.font_weight != "light" else ""),
        ("font-variant", format.font_variant),
        ("font-style", format.font_style),
    )
    return tuple(
        _Step(
            Mark(kind, value, True),
            Mark(kind, value, False),
            _FLIPS.get(kind, -1),
            kind in _FLIPS and value in _UNDONE,
        )
        for kind, value in attributes
        if value
    )


_NORMAL: Final = {
    slot: (Mark(kind, "normal", True), Mark(kind, "normal", False)) for kind, slot in _FLIPS.items()
}
_DISPLAY: Final = {
    value: (Mark("display", value, True), Mark("display", value, False))
    for value in ("block", "left-margin", "right-inline", "indent")
}


class _Flow(Stream):
    """The walk through the tree.

    Attributes:
        marks: The quotation marks of the locale.
        quote: The quotation around: 0, _OUTER or _INNER.
        active: The values of the attributes that flip.
        fresh: Whether the next text begins a field, so that it meets what is before it.
        nested: Whether the next parentheses would stand in others, and so are brackets.
    """

    __slots__ = ("active", "fresh", "marks", "nested", "quote")

    def __init__(self, marks: QuoteMarks, moves: bool) -> None:
        super().__init__(moves)
        self.marks = marks
        self.quote = 0
        self.active = ["", "", ""]
        self.fresh = False
        self.nested = False

    def node(self, node: Node) -> None:
        """Write a node of the style."""
        if node.role in MARKUP_ROLES:
            self.fresh = True
            self.field(node)
            return
        style = node.format
        display = _DISPLAY.get(style.display) if style.display else None
        if display:
            self.out.append(display[0])
        prefix, suffix = node.prefix, node.suffix
        nested = self.nested
        if node.role == PARENTHESES:
            if nested:
                prefix, suffix = prefix.replace("(", "["), suffix.replace(")", "]")
            self.nested = not nested
        if prefix:
            self.numbered = -1
            self.join(prefix, True)
        if style is PLAIN:
            self.children(node)
        else:
            self.formatted(node, style)
        self.nested = nested
        if suffix:
            numeric = node.role == NUMBER and self.last.isdigit()
            self.around = not (style.quotes and isinstance(node.children[-1], str))
            self.join(suffix, True)
            self.around = False
            if numeric:
                self.numbered = len(self.out)
        if display:
            self.end_display(*display)

    def children(self, node: Node) -> None:
        delimiter = node.delimiter
        first = True
        for child in node.children:
            if first:
                first = False
            elif delimiter:
                self.join(delimiter, True)
            if isinstance(child, str):
                self.join(child)
            else:
                self.node(child)

    def formatted(self, node: Node, format: Format) -> None:
        if format.quotes:
            around = self.open_quote(_OUTER)
        steps = _steps(format)
        active = self.active
        if steps:
            opened = []
            self.active = active.copy()
            for step in steps:
                if step.slot >= 0:
                    if step.undoes and not active[step.slot]:
                        continue
                    self.active[step.slot] = step.opening.value
                self.out.append(step.opening)
                opened.append(step)
        self.children(node)
        if steps:
            for step in reversed(opened):
                self.end(step.opening, step.closing)
            self.active = active
        if format.quotes:
            self.close_quote(around)

    def field(self, node: Node) -> None:
        """Write a node that was made of a field's own markup."""
        style = node.format
        if style is PLAIN:
            self.field_children(node)
        elif style.quotes:
            self.field_quote(node)
        else:
            self.field_format(node, style)

    def field_children(self, node: Node) -> None:
        for child in node.children:
            if not isinstance(child, str):
                self.field(child)
            elif self.fresh:
                self.fresh = False
                self.join(child)
            else:
                self.write(child)

    def field_quote(self, node: Node) -> None:
        kind = self.quote_kind(node.role)
        if kind:
            around = self.open_quote(kind)
            self.fresh = False
            self.field_children(node)
            self.close_quote(around, True)
        else:
            self.write(node.role[0])
            self.fresh = False
            self.field_children(node)
            self.write(node.role[1])

    def field_format(self, node: Node, format: Format) -> None:
        steps = _steps(format)
        if not steps:
            self.field_children(node)
            return
        step = steps[0]
        active = self.active
        opening, closing = step.opening, step.closing
        slot = step.slot
        if slot >= 0:
            normal = active[slot] in _UNDONE
            if normal and step.undoes:
                self.field_children(node)
                return
            self.active = active.copy()
            if not normal:
                opening, closing = _NORMAL[slot]
            self.active[slot] = opening.value
        self.out.append(opening)
        self.field_children(node)
        self.end(opening, closing)
        self.active = active

    # Marks

    def end(self, opening: Mark, closing: Mark) -> None:
        """Close a formatting, or take its opening back where nothing was in it."""
        if self.out[-1] is opening:
            self.out.pop()
        else:
            self.out.append(closing)

    def end_display(self, opening: Mark, closing: Mark) -> None:
        if self.out[-1] is opening:
            self.out.pop()
            return
        self.block = len(self.out)
        self.out.append(closing)

    def quote_kind(self, role: str) -> int:
        """Whether typed quotation marks are the locale's outer or inner ones, or only text."""
        marks = self.marks
        if role == STRAIGHT or role == marks.open + marks.close:
            return _OUTER
        return _INNER if role == marks.inner_open + marks.inner_close else 0

    def open_quote(self, kind: int) -> int:
        """Open a quotation; the one around it is returned, for closing."""
        around = self.quote
        if kind == around:
            kind = _INNER if kind == _OUTER else _OUTER
        self.quote = kind
        self.write(self.marks.open if kind == _OUTER else self.marks.inner_open)
        return around

    def close_quote(self, around: int, typed: bool = False) -> None:
        closer = self.marks.close if self.quote == _OUTER else self.marks.inner_close
        self.quote = around
        if closer:
            self.close_quotation(closer, typed)
