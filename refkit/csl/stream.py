"""The text as it is written: what of it meets, merges (punctuation, spaces, quotation marks).

Punctuation is merged also over the borders of formatting, and moves into quotation marks where the
locale asks for it (CSL 1.0.2, "Locale Options").
"""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias


class Mark(NamedTuple):
    """The beginning or the end of one formatting.

    Attributes:
        kind: The attribute of CSL: "font-style", "font-variant", "font-weight",
            "text-decoration", "vertical-align" or "display".
        value: Its value: "italic". "normal", "none" and "baseline" undo what is around them.
        opening: Whether it begins here.
    """

    kind: str
    value: str
    opening: bool


Event: TypeAlias = str | Mark


_JOINING: Final = frozenset(" .,;:!?")
_MOST: Final = 8
"""How many marks at the beginning of a text are merged."""

_SEPARATORS: Final = frozenset(
    mark + space for mark in (".", ",", ";", ":", "!", "?") for space in ("", " ")
)
_MOVING: Final = frozenset(".,!?")

# What becomes of a mark of punctuation after another one; all other pairs stand.
_DROP_SECOND: Final = frozenset(
    {"..", "::", ":.", ";:", ";.", ";;", "!:", "!.", "!!", "?:", "?.", "??", ",,"}
)
_DROP_FIRST: Final = frozenset({":!", ":?", ";!", ";?"})


class Stream:
    """What has been written so far, and what of it the next text may change.

    Attributes:
        out: The events.
        last: The last character of the text.
        moves: Whether full stops and commas move into quotation marks.
        closers: The places in ``out`` of the closing quotation marks that nothing follows yet but
            marks; the innermost first.
        inner: The last character in the innermost of these quotations.
        moved: Whether that character has been moved into it.
        typed: Whether that quotation is one of a field's own.
        around: Whether what is joined is the suffix of an element around the quotation.
        held: The place of one colon or semicolon that directly follows a quotation, with the
            closers and inner of before; None for none.
        block: The place of the closing display mark that no text follows yet; -1 for none.
        numbered: The place behind a number and the punctuation of its suffix, which takes no other
            mark in ("6:."); -1 for none.
    """

    __slots__ = (
        "around",
        "block",
        "closers",
        "held",
        "inner",
        "last",
        "moved",
        "moves",
        "numbered",
        "out",
        "typed",
    )

    def __init__(self, moves: bool) -> None:
        self.out: list[Event] = []
        self.last = ""
        self.moves = moves
        self.closers: list[int] = []
        self.inner = ""
        self.moved = False
        self.typed = False
        self.around = False
        self.held: tuple[int, list[int], str] | None = None
        self.block = -1
        self.numbered = -1

    def write(self, text: str) -> None:
        """Write a text as it is."""
        if text:
            self.out.append(text)
            self.last = text[-1]
            self.block = -1
            if self.closers:
                self.closers = []

    def join(self, text: str, affix: bool = False) -> None:
        """Write a text that meets what is before it; an affix or delimiter adds no second space."""
        if not affix and text in _SEPARATORS:
            # A style that writes its separators as texts wants them as they are.
            self.write(text)
            return
        start = 0
        # No more than a few: a text may be nothing but punctuation.
        while start < _MOST and (first := text[start : start + 1]) in _JOINING:
            if first == " ":
                if not self.leave_block() and not (affix and self.last == " "):
                    break
            elif not self.absorb(first):
                break
            start += 1
        if start:
            text = text[start:]
        if text:
            # write(text), spelled out: this is the hottest line of all.
            self.out.append(text)
            self.last = text[-1]
            self.block = -1
            if self.closers:
                self.hold(text)

    def close_quotation(self, closer: str, typed: bool = False) -> None:
        """Write a closing quotation mark, into which what follows may still move.

        Args:
            closer: The mark.
            typed: Whether the quotation is one of a field's own.
        """
        if not self.closers:
            self.inner = self.last
            self.moved = False
            self.typed = typed
        self.closers.append(len(self.out))
        self.out.append(closer)
        self.last = closer[-1]
        self.held = None

    def leave_block(self) -> bool:
        """Write the space that the first block of all begins with before that block."""
        if self.last or not self.out:
            return False
        first = self.out[0]
        if isinstance(first, str) or first.kind != "display":
            return False
        self.out.insert(0, " ")
        self.last = " "
        return True

    def hold(self, text: str) -> None:
        """Remember the quotation before a colon or semicolon: "!" may replace it, and moves in."""
        if text in (":", ";"):
            self.held = (len(self.out) - 1, self.closers, self.inner)
        self.closers = []

    def absorb(self, mark: str) -> bool:
        """Merge a mark of punctuation with what is before it.

        Returns:
            Whether the mark has been dealt with; if not it is to be written.
        """
        if self.closers:
            return self.absorb_after_quote(mark)
        pair = self.last + mark
        if self.numbered == len(self.out) and mark != self.last:
            return False
        if pair in _DROP_SECOND:
            return True
        if pair in _DROP_FIRST:
            return self.replace_last(mark)
        if self.block >= 0:
            self.out.insert(self.block, mark)
            self.block += 1
            self.last = mark
            return True
        return False

    def absorb_after_quote(self, mark: str) -> bool:
        """Merge a mark that directly follows a quotation; see :meth:`absorb`."""
        inner = self.inner
        if mark == inner:
            return True
        if not self.moves:
            return (self.typed or self.around) and inner + mark in _DROP_SECOND
        if inner + mark in _DROP_FIRST:
            self.cut(self.closers[0] - 1)
            self.move_in(mark)
            return True
        dropped = inner + mark in _DROP_SECOND or (mark == "." and self.comma_ends_sentence())
        if mark not in _MOVING:
            return (dropped and self.moved) or self.follow_quote(mark)
        if not dropped:
            self.move_in(mark)
        return True

    def comma_ends_sentence(self) -> bool:
        """Whether a comma has moved into a quotation that ends as a sentence does: "Who?,"."""
        if not self.moved or self.inner != ",":
            return False
        text = self.out[self.closers[0] - 1]
        return isinstance(text, str) and text[-1:] in (".", "!", "?")

    def follow_quote(self, mark: str) -> bool:
        """Put a mark right behind the closing quotation mark, where formatting ends after it."""
        place = self.closers[-1] + 1
        if place == len(self.out):
            return False
        self.out.insert(place, mark)
        self.last = mark
        self.closers = []
        return True

    def move_in(self, mark: str) -> None:
        """Put a mark before the closing quotation mark of the innermost quotation."""
        place = self.closers[0]
        closer = str(self.out[place])
        if self.moved:
            # Marks that were moved before stand at the head of the closer's text.
            head = len(closer) - len(closer.lstrip(".,!?"))
            self.out[place] = closer[:head] + mark + closer[head:]
        else:
            self.out[place] = mark + closer
        self.inner = mark
        self.moved = True

    def replace_last(self, mark: str) -> bool:
        """Take the last character back, for a mark that replaces it."""
        place = self.cut(len(self.out) - 1)
        held = self.held
        if held and held[0] == place and self.moves:
            self.closers = held[1]
            self.inner = held[2]
            self.moved = False
            self.held = None
            return self.absorb_after_quote(mark)
        self.out[place] = f"{self.out[place]}{mark}"
        self.last = mark
        return True

    def cut(self, place: int) -> int:
        """Cut the last character off the last text up to a place; return where that text is."""
        while not isinstance(text := self.out[place], str):
            place -= 1
        self.out[place] = text[:-1]
        return place
