"""Keys of entries: the ids that a file gives them, each once."""

from __future__ import annotations


class EntryKeys:
    """Gives each entry of a file a key that no other has."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def key(self, wished: str) -> str:
        """A key for the next entry: its id, or where another has that, "id-2", "id-3" …."""
        if wished not in self._taken:
            self._taken.add(wished)
            return wished
        # Ten thousand entries may have one id, so the count goes on where it stopped.
        number = self._last.get(wished, 1) + 1
        while f"{wished}-{number}" in self._taken:
            number += 1
        self._last[wished] = number
        self._taken.add(f"{wished}-{number}")
        return f"{wished}-{number}"
