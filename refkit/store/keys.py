"""Keys of works: their own where it is legal and free, else one made of author, year and title."""

from __future__ import annotations

import sqlite3
from itertools import count

from refkit.errors import ConfigurationError
from refkit.formats.bibtex_keys import citation_keys, is_key, letters_of
from refkit.model import Work
from refkit.store.reading import id_of, key_of


class Keys:
    """Gives keys to works that are added, none twice, whether rows are written meanwhile or not.

    Args:
        connection: The library's, in a transaction that writes.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._given: set[str] = set()
        # How far the letters have come, so that thousands of works of one stem cost no search each.
        self._letters: dict[str, count[int]] = {}

    def give(self, work: Work) -> str:
        """A key that no work has, nor has had."""
        for key in dict.fromkeys((work.citation_key, work.id)):
            if is_key(key) and self._is_free(key):
                break
        else:
            key = self._made(work)
        self._given.add(key.lower())
        return key

    def forget(self) -> None:
        """Forget what was given, for it is in the tables now, or was rolled back."""
        self._given.clear()

    def _is_free(self, key: str) -> bool:
        return key.lower() not in self._given and id_of(self._connection, key) is None

    def _made(self, work: Work) -> str:
        stem = citation_keys([work], rekey=True)[0]
        if self._is_free(stem):
            return stem
        numbers = self._letters.setdefault(stem.lower(), count())
        while True:
            key = stem + letters_of(next(numbers))
            if self._is_free(key):
                return key


def examine_key(connection: sqlite3.Connection, key: str, work: int) -> None:
    """See to it that a work can have a key.

    Raises:
        ConfigurationError: If it is no legal key, or the key or an alias of another work.
    """
    if not is_key(key):
        raise ConfigurationError(
            f"'{key}' is no key: it must be ASCII without spaces, commas, braces, quotes and the"
            " signs of TeX, and no DOI, address or mere number"
        )
    other = id_of(connection, key)
    if other is not None and other != work:
        raise ConfigurationError(f"'{key}' is taken, by '{key_of(connection, other)}'")
