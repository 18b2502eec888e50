"""The builder of a Document's text: what is kept, where it came from, and where a block ends."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from refkit.model import Block, Document, Markup, Part, Segment, Span
from refkit.model.document import BlockKind, MarkupKind
from refkit.normalize.patterns import lazy_pattern

# Characters that nobody sees in print and that cut words, DOIs and URLs in two when a page is
# saved: soft hyphen, zero-width space, word joiner, byte order mark.
_INVISIBLE: Final = lazy_pattern("[\u00ad\u200b\u2060\ufeff]")
# A soft hyphen that ends a line stays: it tells whoever joins the lines that the word goes on.
_SOFT_HYPHEN: Final = "\u00ad"


class Builder:
    """Collects text, segments, markup and blocks of one Document, in the order of reading.

    Runs of the source are added with :meth:`add`, replacements (``&`` for ``&amp;``) with
    :meth:`put`, white space that stands for layout with :meth:`space` and :meth:`line_feed`. A
    block begins with its first character and ends with :meth:`end_block`; white space at both of
    its ends is dropped.

    Args:
        source: The decoded text of the file; offsets given to the methods count its characters.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.length = 0
        self._joined: list[str] = []
        self._starts = [0]
        self._names: list[str] = []
        self._parts: list[str] = []
        self._runs: list[list[int]] = []
        self._exact = False
        self._blocks: list[Block] = []
        self._block_start = -1
        self._block_parts = 0
        self._block_markup = 0
        self._markup: list[Markup] = []

    @property
    def in_block(self) -> bool:
        """Whether the current block has text."""
        return self._block_start >= 0

    @property
    def ends_in_space(self) -> bool:
        """Whether white space is the last thing in the current block; True outside of one."""
        return not self.in_block or self._parts[-1][-1].isspace()

    def join(self, text: str, name: str) -> int:
        """Take in the text of another file, behind those so far, as a Part of its own.

        Args:
            text: The text.
            name: The file's name, relative to the working directory.

        Returns:
            Where it begins: offsets of it that are given to the methods count from there.
        """
        if not self._joined:
            self._starts.append(len(self.source))
        start = self._starts[-1]
        self._joined.append(text)
        self._names.append(name)
        self._starts.append(start + len(text))
        return start

    def tail(self, length: int) -> str:
        """The last characters of the current block, at most so many."""
        found = ""
        for part in reversed(self._parts[self._block_parts :] if self.in_block else []):
            found = part + found
            if len(found) >= length:
                break
        return found[-length:]

    def _written(self, start: int, end: int) -> str:
        """A stretch of the source, or of a file that was taken in."""
        if end <= len(self.source):
            return self.source[start:end]
        number = bisect_right(self._starts, start) - 2
        base = self._starts[number + 1]
        return self._joined[number][start - base : end - base]

    def add(self, start: int, end: int) -> None:
        """Add ``source[start:end]`` as it stands, without its invisible characters."""
        text = self._written(start, end)
        if not text.isascii() and _INVISIBLE.search(text):
            at = 0
            for match in _INVISIBLE.finditer(text):
                if match.end() == len(text) and match.group() == _SOFT_HYPHEN:
                    break
                self._add(text[at : match.start()], start + at)
                at = match.end()
            self._add(text[at:], start + at)
        else:
            self._add(text, start)

    def _add(self, text: str, start: int) -> None:
        if self._block_start < 0:
            stripped = text.lstrip()
            start += len(text) - len(stripped)
            text = stripped
        if not text:
            return
        if self._block_start < 0:
            self._begin_block()
        end = start + len(text)
        last = self._runs[-1] if self._runs else None
        if last and self._exact and last[1] == self.length and last[3] == start:
            last[1] += len(text)
            last[3] = end
        else:
            self._runs.append([self.length, self.length + len(text), start, end])
            self._exact = True
        self._parts.append(text)
        self.length += len(text)

    def put(self, text: str, start: int, end: int) -> None:
        """Add text that stands for ``source[start:end]`` as a whole."""
        if text == self._written(start, end):
            self.add(start, end)
            return
        text = _INVISIBLE.sub("", text)
        if not self.in_block:
            text = text.lstrip()
        if not text:
            return
        if not self.in_block:
            self._begin_block()
        if len(text) == end - start == 1:
            self._add(text, start)
            return
        last = self._runs[-1] if self._runs else None
        if last and not self._exact and last[1:] == [self.length, start, end]:
            # What one macro prints is one unit, however many pieces it comes in.
            last[1] += len(text)
        else:
            self._runs.append([self.length, self.length + len(text), start, end])
            self._exact = False
        self._parts.append(text)
        self.length += len(text)

    def space(self) -> None:
        """Add a space that stands for white space of the source, unless there is one already."""
        if not self.ends_in_space:
            self._parts.append(" ")
            self.length += 1

    def unspace(self) -> None:
        """Take away the white space that ends the current block so far."""
        if self.in_block:
            self._trim()

    def line_feed(self) -> None:
        """Add a line break within a block."""
        if self.in_block:
            self._trim()
            self._parts.append("\n")
            self.length += 1

    def mark(self, start: int, kind: MarkupKind, target: str = "") -> None:
        """Put markup over the text from ``start`` (an earlier :attr:`length`) to here."""
        if self.in_block:
            # Markup that was opened before the first character of the block begins with it.
            start = max(start, self._block_start)
            if start < self.length:
                self._markup.append(Markup(Span(start, self.length), kind, target))

    def end_block(
        self,
        kind: BlockKind,
        *,
        level: int = 0,
        indent: int = 0,
        marker: str = "",
        label: str = "",
        gap: int = 0,
        key: str = "",
    ) -> bool:
        """End the current block, if it has text, and say whether it had."""
        if not self.in_block:
            return False
        self._trim()
        self._markup[self._block_markup :] = [
            mark
            if mark.span.end <= self.length
            else Markup(Span(mark.span.start, self.length), mark.kind, mark.target)
            for mark in self._markup[self._block_markup :]
            if mark.span.start < self.length
        ]
        span = Span(self._block_start, self.length)
        self._blocks.append(Block(span, kind, level, indent, marker, label, gap, key))
        self._block_start = -1
        return True

    def document(
        self, format: str, *, path: str = "", guesses: list[str] | None = None
    ) -> Document:
        """The Document of all that was added."""
        return Document(
            path=path,
            source="".join([self.source, *self._joined]),
            text="".join(self._parts),
            blocks=self._blocks,
            markup=sorted(self._markup, key=lambda mark: (mark.span.start, -mark.span.end)),
            segments=[Segment(*run) for run in self._runs],
            format=format,
            guesses=guesses or [],
            parts=self._file_parts(),
        )

    def _file_parts(self) -> list[Part]:
        if not self._joined:
            return []
        begun = zip(self._starts[1:], self._names, strict=False)
        return [Part(0, "", "file"), *(Part(start, name, "file") for start, name in begun)]

    def _begin_block(self) -> None:
        if self._parts:
            self._parts.append("\n")
            self.length += 1
        self._block_start = self.length
        self._block_parts = len(self._parts)
        self._block_markup = len(self._markup)

    def _trim(self) -> None:
        # A block never begins with white space, so its first part keeps at least one character.
        while len(self._parts) > self._block_parts and self._parts[-1][-1].isspace():
            text = self._parts[-1]
            kept = text.rstrip()
            dropped = len(text) - len(kept)
            self.length -= dropped
            if kept:
                self._parts[-1] = kept
            else:
                self._parts.pop()
            while self._runs and self._runs[-1][1] > self.length:
                run = self._runs[-1]
                if run[1] - run[0] != run[3] - run[2] or run[0] >= self.length:
                    if run[0] < self.length:
                        run[1] = self.length
                        break
                    self._runs.pop()
                    self._exact = False
                else:
                    run[3] -= run[1] - self.length
                    run[1] = self.length
