"""Beside: the files that an article takes in, such as the chapters of a LaTeX manuscript.

Only plain files with endings that their form has are opened, a bounded number of them, and never
the same one twice on one way: what includes itself would have no end.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from refkit.errors import UnreadableError
from refkit.normalize import decoding

_MOST: Final = 500
_TOTAL: Final = 50_000_000


class Found(NamedTuple):
    """A file beside an article.

    Attributes:
        path: Its name, relative to the working directory as the article's is.
        text: Its text.
    """

    path: str
    text: str


class Beside:
    """What can be opened beside one article.

    Args:
        folder: The folder of the article; None for a text from memory, beside which there is
            nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._opened = 0
        self._size = 0

    def find(self, name: str, endings: Sequence[str]) -> Path | None:
        """The file that an article means by a name, with one of the endings or one appended.

        Args:
            name: The name as written, relative to the article's folder.
            endings: The endings that it may have, with the dot, in lower case.
        """
        if self.folder is None or not name or "\0" in name or len(name) > 1000:
            return None
        named = [name] if name.lower().endswith(tuple(endings)) else []
        for each in [*named, *(name + ending for ending in endings)]:
            path = self.folder / each
            try:
                if path.is_file():
                    return path
            except OSError:
                continue
        return None

    def open(self, name: str, endings: Sequence[str]) -> Found | None:
        """The file that an article means by a name; None if it is not there or cannot be read.

        Args:
            name: As for :meth:`find`.
            endings: As for :meth:`find`.
        """
        path = self.find(name, endings)
        if path is None or self._opened >= _MOST:
            return None
        try:
            size = path.stat().st_size
            if self._size + size > _TOTAL:
                return None
            text = decoding.decode(path.read_bytes(), path=str(path)).text
        except (OSError, UnreadableError):
            return None
        self._opened += 1
        self._size += size
        return Found(str(path), text)
