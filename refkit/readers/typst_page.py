"""The page of a Typst article: the block that is being written, and what is left unseen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from refkit.model.document import BlockKind, MarkupKind
from refkit.readers.beside import Beside
from refkit.readers.script import Script


class Page:
    """What is written of one file, and the state in which it is.

    Args:
        script: Where the text goes.
        text: The text of the file.
        base: Where it begins among the texts of all files.
        beside: What opens other files.
        labels: The labels of the article, which "@" refers to.
        files: The names of the files around.
    """

    def __init__(
        self,
        script: Script,
        text: str,
        base: int,
        beside: Beside | None,
        labels: set[str],
        files: list[str],
    ) -> None:
        self._script = script
        self._builder = script.builder
        self._text = text
        self._base = base
        self._beside = beside
        self._labels = labels
        self._files = files
        self.guesses: list[str] = []
        self._muted = 0
        self._depth = 0
        self._kind: BlockKind = "paragraph"
        self._level = 0
        self._indent = 0
        self._marker = ""
        self._gap = 0
        # The columns of the items around, outermost first.
        self._items: list[int] = []
        # Emphasis that is open: the sign, and where its text begins.
        self._marks: list[tuple[str, int]] = []
        self._no_math = False

    def _add(self, start: int, end: int) -> None:
        if start < end and not self._muted:
            self._builder.add(self._base + start, self._base + end)

    def _words(self, start: int, end: int) -> None:
        """Add text; where a comment or a label was taken out between two spaces, one stays."""
        if self._builder.ends_in_space:
            while start < end and self._text[start] in " \t":
                start += 1
        self._add(start, end)

    def _put(self, written: str, start: int, end: int) -> None:
        if not self._muted:
            self._builder.put(written, self._base + start, self._base + end)

    def _mark(self, opened: int, kind: MarkupKind | None, target: str = "") -> None:
        if kind and not self._muted:
            self._builder.mark(opened, kind, target)

    def _end(self) -> None:
        """End the block that is being written."""
        self._marks.clear()
        if self._muted:
            return
        ended = self._builder.end_block(
            self._kind,
            level=self._level,
            indent=self._indent,
            marker=self._marker,
            gap=self._gap,
        )
        if ended:
            self._gap = 0
            # What follows in the same item is a paragraph of it.
            self._marker = ""
            self._kind = self._kind if self._kind in ("quote", "table") else "paragraph"
            self._level = len(self._items)
            self._script.write_notes()

    @contextmanager
    def _silence(self, *, on: bool = True) -> Iterator[None]:
        self._muted += on
        try:
            yield
        finally:
            self._muted -= on
