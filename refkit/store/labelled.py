"""Labelled: the methods of Library for tags, collections, states, notes and attached files."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from refkit.store import attachments, labels, reading
from refkit.store.connection import LibraryFile
from refkit.store.entry import Attachment, Note


class Labelled:
    """What a user puts on the works of a library.

    Wherever several works are meant, a single key may be given in place of several.
    """

    _file: LibraryFile

    def tag(self, keys: Iterable[str] | str, tags: Collection[str] | str) -> None:
        """Put tags on works.

        Args:
            keys: The works' keys, or one of them.
            tags: The tags, or one.

        Raises:
            KeyError: If a work is not there.
            ConfigurationError: If a tag is empty or too long.
        """
        with self._file.writing() as recorder:
            labels.change_tags(recorder, keys, tags, put=True)

    def untag(self, keys: Iterable[str] | str, tags: Collection[str] | str) -> None:
        """Take tags from works; those that lack them stay as they are.

        Args:
            keys: The works' keys, or one of them.
            tags: The tags, or one.

        Raises:
            KeyError: If a work is not there.
        """
        with self._file.writing() as recorder:
            labels.change_tags(recorder, keys, tags, put=False)

    def tags(self) -> dict[str, int]:
        """The tags.

        Returns:
            Tag to the number of works that have it, in alphabetical order.
        """
        with self._file.reading() as connection:
            return reading.counted(
                connection, "SELECT tag, count(*) FROM tags GROUP BY tag ORDER BY tag"
            )

    def collect(self, keys: Iterable[str] | str, collection: str) -> None:
        """Put works in a collection, which need not be there; they nest: "thesis/chapter 2".

        Args:
            keys: The works' keys, or one of them.
            collection: Its name.

        Raises:
            KeyError: If a work is not there.
            ConfigurationError: If the name is empty or too long.
        """
        with self._file.writing() as recorder:
            labels.change_members(recorder, keys, collection, put=True)

    def discard(self, keys: Iterable[str] | str, collection: str) -> None:
        """Take works from a collection; with its last work a collection is gone.

        Args:
            keys: The works' keys, or one of them.
            collection: Its name; those nested within are others.

        Raises:
            KeyError: If a work is not there.
        """
        with self._file.writing() as recorder:
            labels.change_members(recorder, keys, collection, put=False)

    def collections(self) -> dict[str, int]:
        """The collections.

        Returns:
            Name to the number of works in it, in alphabetical order; those in collections nested
            within it do not count.
        """
        with self._file.reading() as connection:
            return reading.counted(
                connection,
                "SELECT collection, count(*) FROM members GROUP BY collection ORDER BY collection",
            )

    def mark(self, keys: Iterable[str] | str, state: str) -> None:
        """Set the state of reading.

        Args:
            keys: The works' keys, or one of them.
            state: "unread", "reading" or "read".

        Raises:
            KeyError: If a work is not there.
            ConfigurationError: If there is no such state.
        """
        with self._file.writing() as recorder:
            labels.mark(recorder, keys, state)

    def note(self, key: str, text: str) -> Note:
        """Add a note to a work.

        Args:
            key: The work's key.
            text: The note; it may have several lines.

        Returns:
            The note with its number.

        Raises:
            KeyError: If the work is not there.
            ConfigurationError: If the note is empty.
        """
        with self._file.writing() as recorder:
            return labels.note(recorder, key, text)

    def edit_note(self, key: str, number: int, text: str) -> Note:
        """Write a note of a work anew.

        Args:
            key: The work's key.
            number: The note's number.
            text: The note as it shall be.

        Returns:
            The note as it is now.

        Raises:
            KeyError: If the work has no such note.
            ConfigurationError: If the note is empty.
        """
        with self._file.writing() as recorder:
            return labels.edit_note(recorder, key, number, text)

    def remove_note(self, key: str, number: int) -> None:
        """Remove a note of a work.

        Args:
            key: The work's key.
            number: The note's number.

        Raises:
            KeyError: If the work has no such note.
        """
        with self._file.writing() as recorder:
            labels.remove_note(recorder, key, number)

    def attach(
        self, key: str, file: Path | str, *, title: str = "", copy: bool = True
    ) -> Attachment:
        """Attach a file to a work.

        Args:
            key: The work's key.
            file: The file.
            title: What it shall be called, or "".
            copy: Whether to copy it into the folder ``NAME.files`` beside the library, where the
                same content is kept once and nothing is ever overwritten; else it stays where it
                is, which must be below the library's folder.

        Returns:
            The attachment; that which is there, if the work has this file already.

        Raises:
            KeyError: If the work is not there.
            UnreadableError: If the file cannot be read, or the copy cannot be written.
            ConfigurationError: If it shall not be copied, and lies elsewhere.
        """
        with self._file.writing() as recorder:
            return attachments.attach(
                recorder, self._file.path, key, Path(file), title=title, copy=copy
            )

    def detach(self, key: str, path: str) -> None:
        """Take a file from a work; the file itself stays where it is.

        Args:
            key: The work's key.
            path: The attachment's path, or the name of the file.

        Raises:
            KeyError: If the work has no such file.
        """
        with self._file.writing() as recorder:
            attachments.detach(recorder, key, path)

    def locate(self, attachment: Attachment) -> Path | None:
        """Where an attached file is now.

        Args:
            attachment: One of an entry's.

        Returns:
            The file; None if it is missing.
        """
        return attachments.locate(self._file.path, attachment.path)
