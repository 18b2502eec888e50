"""Script: the text of an article in light markup while it is written, with what it cites.

What the readers of reStructuredText, AsciiDoc and Typst share: text of several lines goes to the
Builder line by line, marked citations are noted where they stand, and a note within the text waits
until the block around it has ended.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from refkit.model import Document, Mention, Span
from refkit.readers.builder import Builder
from refkit.readers.lines import Lines


class Script:
    """A Document while it is written.

    Args:
        source: The decoded text of the file.

    Attributes:
        builder: Where the text goes.
        mentions: The citations so far.
        bibliographies: The files of works that it names.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.builder = Builder(source)
        self.mentions: list[Mention] = []
        self.bibliographies: list[str] = []
        self._notes: list[Callable[[], None]] = []
        self._flushing = False

    def add(self, lines: Lines, start: int, end: int) -> None:
        """Add ``lines.text[start:end]``; a line break in it is one of the block."""
        text, builder = lines.text, self.builder
        while start < end:
            stop = text.find("\n", start, end)
            stop = end if stop < 0 else stop
            if start < stop:
                place = lines.source(start)
                builder.add(place, place + stop - start)
            if stop < end:
                builder.line_feed()
            start = stop + 1

    def put(self, written: str, lines: Lines, start: int, end: int) -> None:
        """Add text that stands for ``lines.text[start:end]`` as a whole."""
        self.builder.put(written, lines.source(start), lines.source(end - 1) + 1)

    def cite(
        self,
        lines: Lines,
        start: int,
        end: int,
        keys: Sequence[tuple[str, int]],
        *,
        narrative: bool = False,
        prefix: str = "",
        suffix: str = "",
    ) -> None:
        """Add a citation as it is written, and note it.

        Args:
            lines: The content.
            start: Where it begins in ``lines.text``.
            end: Where it ends.
            keys: Its keys as written, with where each begins in ``lines.text``.
            narrative: As in :class:`Mention`.
            prefix: As there.
            suffix: As there.
        """
        builder = self.builder
        spans: list[Span] = []
        begin = -1
        at = start
        for key, place in keys:
            if at < place:
                self.add(lines, at, place)
                if begin < 0 and builder.in_block:
                    begin = builder.length - (place - at)
            self.add(lines, place, place + len(key))
            spans.append(Span(builder.length - len(key), builder.length))
            at = place + len(key)
        self.add(lines, at, end)
        if spans:
            begin = spans[0].start if begin < 0 else min(max(begin, 0), spans[0].start)
            self.mentions.append(
                Mention(
                    span=Span(begin, max(builder.length, spans[-1].end)),
                    keys=tuple(key for key, _ in keys),
                    key_spans=tuple(spans),
                    narrative=narrative,
                    prefix=prefix,
                    suffix=suffix,
                )
            )

    def later(self, write: Callable[[], None]) -> None:
        """Write a note once the block that is being written has ended."""
        self._notes.append(write)

    def write_notes(self) -> None:
        """Write the notes that wait, and those within them."""
        if self._flushing:
            return
        self._flushing = True
        while self._notes:
            self._notes.pop(0)()
        self._flushing = False

    def document(self, format: str, path: str, guesses: list[str] | None = None) -> Document:
        """The Document of all that was written."""
        document = self.builder.document(format, path=path, guesses=guesses)
        document.mentions = self.mentions
        document.bibliographies = list(dict.fromkeys(self.bibliographies))
        return document
