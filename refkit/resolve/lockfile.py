"""Lockfile: the file beside the articles that holds what their references were checked against."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from refkit.errors import ConfigurationError, FormatError, UnreadableError
from refkit.files import replace_file
from refkit.model import Reference
from refkit.model.locked import Locked, LockedArticle
from refkit.resolve.lockfile_entry import fingerprint
from refkit.resolve.lockfile_form import read_lock, write_lock

NAME: Final = "refkit.lock"
"""What the Lockfile is called, beside the articles that it is for."""


def lockfile_of(article: str | Path) -> Path:
    """The Lockfile of an article: ``refkit.lock`` in its folder."""
    return Path(article).parent / NAME


class Lockfile:
    """A Lockfile as it was read; it knows what was found out about each reference.

    Args:
        path: Where it is.
        articles: The entries of each article, by its path from the Lockfile's folder.

    Attributes:
        path: Where it is.
        articles: The entries, as given.
    """

    def __init__(self, path: Path, articles: Mapping[str, Sequence[Locked]]) -> None:
        self.path = path
        self.articles = {name: list(entries) for name, entries in articles.items()}
        self._own = {
            name: {entry.fingerprint: entry for entry in entries}
            for name, entries in self.articles.items()
        }
        self._all: dict[str, Locked] = {}
        for entries in self.articles.values():
            for entry in entries:
                self._all.setdefault(entry.fingerprint, entry)

    @property
    def name(self) -> str:
        """The file's name, "refkit.lock"."""
        return self.path.name

    def entries(self, article: str) -> list[Locked]:
        """The entries of an article, by its path as the user gave it; [] if it has none."""
        return self.articles.get(self.key(article), [])

    def find(self, article: str, reference: Reference) -> Locked | None:
        """The entry of a reference, or None if it is not locked.

        An article that was renamed, or comes from memory, finds its references among those of the
        others: an entry says something of a reference, wherever that stands.

        Args:
            article: The article's path as the user gave it; "" if it has none.
            reference: The Reference.
        """
        mark = fingerprint(reference)
        own = self._own.get(self.key(article), {}) if article else {}
        return own.get(mark) or self._all.get(mark)

    def key(self, article: str) -> str:
        """An article's path from the Lockfile's folder, the same on every system.

        With "/", and composed (NFC): macOS hands out the names of files decomposed.
        """
        try:
            relative = os.path.relpath(article, self.path.parent)
        except ValueError:  # on another drive of Windows
            relative = os.path.abspath(article)
        relative = os.fsencode(relative).decode("utf-8", "replace").replace(os.sep, "/")
        return unicodedata.normalize("NFC", relative)


def read_lockfile(path: Path) -> Lockfile:
    """Read a Lockfile.

    Raises:
        UnreadableError: If it is missing, no file, or not permitted.
        FormatError: If it is broken, of a newer version, or in the middle of a merge; names the
            line.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(error.strerror or str(error), path=str(path)) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FormatError("no UTF-8", path=str(path), line=line) from error
    return Lockfile(path, read_lock(text, path=str(path)))


def open_lockfile(path: Path) -> Lockfile:
    """Read the Lockfile that a check needs.

    Raises:
        ConfigurationError: If there is none; says how to make it.
        UnreadableError: If it cannot be read.
        FormatError: As :func:`read_lockfile` does.
    """
    if not path.exists():
        raise ConfigurationError(f"there is no {path}: `refkit lock ARTICLE` writes it")
    return read_lockfile(path)


def old_entries(places: Mapping[str, Path]) -> dict[str, list[Locked]]:
    """The entries that articles have so far; none where there is no Lockfile yet.

    Args:
        places: The Lockfile of each article, by the article's path as the user gave it.

    Raises:
        ConfigurationError: If no file can be written at one of the places.
        UnreadableError: If a Lockfile cannot be read.
        FormatError: As :func:`read_lockfile` does.
    """
    lockfiles = {place: _old_lockfile(place) for place in dict.fromkeys(places.values())}
    return {article: lockfiles[place].entries(article) for article, place in places.items()}


def _old_lockfile(path: Path) -> Lockfile:
    # What cannot be written is told before anything is asked.
    if path.is_dir():
        raise ConfigurationError(f"cannot write {path}: it is a folder")
    if not path.parent.is_dir():
        raise ConfigurationError(f"cannot write {path}: there is no folder {path.parent}")
    return read_lockfile(path) if path.exists() else Lockfile(path, {})


def update_lockfiles(articles: Sequence[LockedArticle]) -> list[str]:
    """Write what became of articles to their Lockfiles, each whole or not at all.

    Of other articles they say what they did. They are read once more, so that what another process
    has locked meanwhile stays.

    Args:
        articles: The articles.

    Returns:
        The Lockfiles that were written: none that says the same already.

    Raises:
        ConfigurationError: If one cannot be written.
        UnreadableError: If one cannot be read.
        FormatError: As :func:`read_lockfile` does.
    """
    groups: dict[str, list[LockedArticle]] = {}
    for article in articles:
        groups.setdefault(article.lockfile, []).append(article)
    return [place for place, group in groups.items() if _update(Path(place), group)]


def _update(path: Path, articles: Sequence[LockedArticle]) -> bool:
    if path.exists() and not any(article.changed for article in articles):
        return False
    old = _old_lockfile(path)
    new = dict(old.articles)
    for article in articles:
        new[old.key(article.path)] = article.entries
    if path.exists() and _same(old.articles, new):
        return False
    try:
        replace_file(path, write_lock(new).encode())
    except OSError as error:
        raise ConfigurationError(f"cannot write {path}: {error.strerror or error}") from error
    return True


def _same(old: Mapping[str, Sequence[Locked]], new: Mapping[str, Sequence[Locked]]) -> bool:
    return all(
        {entry.fingerprint: entry for entry in old.get(name, ())}
        == {entry.fingerprint: entry for entry in new.get(name, ())}
        and len(old.get(name, ())) == len(new.get(name, ()))
        for name in {*old, *new}
    )
