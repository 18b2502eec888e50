"""Lines: the content of a block of light markup, where its lines stand, and the gap before it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

FARTHEST: Final = 100
"""Lines before a block in which blank ones are counted."""


def blank_before(lines: Sequence[str], last: int, begin: int) -> int:
    """The blank lines before a block; where there are very many, not all are counted.

    Args:
        lines: The lines of the file.
        last: The line behind the block before.
        begin: The first line of the block.
    """
    return sum(not line.strip() for line in lines[max(last, begin - FARTHEST) : begin])


class Lines:
    """The content of a block and where each of its lines stands in the source.

    Args:
        lines: Offset in the source, and text, of each line, without what marks the block. Lines
            that follow each other as they stand in the source may be given as one.
    """

    def __init__(self, lines: list[tuple[int, str]]) -> None:
        self.text = "\n".join(text for _, text in lines)
        self._starts: list[int] = []
        self._shifts: list[int] = []
        at = 0
        for offset, text in lines:
            self._starts.append(at)
            self._shifts.append(offset - at)
            at += len(text) + 1

    def source(self, offset: int) -> int:
        """The offset in the source of a character of the text."""
        return offset + self._shifts[bisect_right(self._starts, offset) - 1]

    def part(self, start: int, end: int) -> Lines:
        """What stands between two characters of the text, as content of its own."""
        found: list[tuple[int, str]] = []
        for text in self.text[start:end].split("\n"):
            found.append((self.source(start), text))
            start += len(text) + 1
        return Lines(found)

    @property
    def even(self) -> bool:
        """Whether they stand in the source as they are here."""
        return len(self._starts) == 1
