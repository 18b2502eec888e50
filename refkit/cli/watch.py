"""Watching: which of the files that a command reads have changed, and when to run it again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, NamedTuple

_INTERVAL: Final = 0.5
"""Seconds between two looks. Files are asked for their stamps: that works on network drives and in
containers too, where systems tell nobody of changes."""


class _Stamp(NamedTuple):
    """What changes when a file is written: editors replace files, so the inode belongs to it."""

    modified: int
    size: int
    inode: int


class Watcher:
    """Files, and whether they have changed since the last look.

    Args:
        files: Gives the files, anew at each look, so that those that are added later are seen.
        pause: Waits for some seconds.
    """

    def __init__(
        self,
        files: Callable[[], Iterable[Path]],
        *,
        pause: Callable[[float], None] | None = None,
    ) -> None:
        self._files = files
        self._pause = pause or time.sleep
        self._stamps = self._look()

    def wait(self) -> set[Path]:
        """Wait until files have changed and are no longer being written.

        Returns:
            Those that changed, came, or went away; never empty.
        """
        changed: set[Path] = set()
        while True:
            self._pause(_INTERVAL)
            now = self._look()
            latest = {path for path in now.keys() | self._stamps if self._differs(path, now)}
            self._stamps = now
            if changed and not latest:
                return changed
            changed |= latest

    def _differs(self, path: Path, now: dict[Path, _Stamp]) -> bool:
        return now.get(path) != self._stamps.get(path)

    def _look(self) -> dict[Path, _Stamp]:
        stamps = {}
        for path in self._files():
            try:
                status = path.stat()
            except OSError:
                # It went away, or is not there yet: it has no stamp.
                continue
            stamps[path] = _Stamp(status.st_mtime_ns, status.st_size, status.st_ino)
        return stamps
