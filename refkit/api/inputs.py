"""Inputs: what every function takes as a source, and how it is read."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, TypeAlias

from refkit.errors import ConfigurationError
from refkit.model import Document


class Readable(Protocol):
    """An open file, in text or binary mode."""

    def read(self) -> str | bytes:
        """Everything that is left in it."""
        ...


Input: TypeAlias = str | bytes | Path | Readable


def read(source: Input, *, format: str | None = None, path: str = "") -> Document:
    """Read an article.

    Args:
        source: Text, bytes, a Path or an open file.
        format: The name of a form of articles, such as "markdown" or "docx", or of a format of
            works, such as "bibtex"; found from the name and the content if None.
        path: The file's name for messages, where ``source`` is no Path.

    Raises:
        UnreadableError: If it is missing, empty, binary, or of a form that refkit cannot read.
    """
    from refkit import readers

    folder = None
    if isinstance(source, Path):
        data: bytes | str = readers.read_bytes(source, limit=readers.FILE_LIMIT + 1)
        path, folder = str(source), source.parent
    else:
        data, name = data_of(source)
        path = path or name
    return read_data(data, path=path, format=format, folder=folder)


def read_data(data: bytes | str, *, path: str, format: str | None, folder: Path | None) -> Document:
    """Read the content of an article, or of a file of works.

    Args:
        data: The content.
        path: The file's name; "" if there is none.
        format: As for :func:`read`.
        folder: As for :func:`refkit.readers.read`.
    """
    from refkit import readers
    from refkit.api.listed import listed_format, read_listed

    listed = listed_format(data, path, format) if data else ""
    if listed:
        return read_listed(data, path, listed)
    return readers.read(data, path=path, format=format, folder=folder)


def document_of(source: Input | Document, format: str | None, lines: bool) -> Document:
    """The Document of a source, every line a reference if ``lines``."""
    from refkit.readers.plaintext import read_lines

    document = source if isinstance(source, Document) else read(source, format=format)
    return read_lines(document) if lines else document


def name_of(source: Input) -> str:
    """The file's name of a source, for messages; "" where it has none."""
    if isinstance(source, (str, bytes)):
        return ""
    return str(source if isinstance(source, Path) else getattr(source, "name", ""))


def data_of(source: str | bytes | Readable) -> tuple[str | bytes, str]:
    """The content of a source that is no path, and its name.

    Raises:
        ConfigurationError: If it is a text that is a file's name.
    """
    if isinstance(source, (str, bytes)):
        if isinstance(source, str) and "\n" not in source and len(source) < 1000:
            _refuse_file_name(source)
        return source, ""
    return source.read(), name_of(source)


def _refuse_file_name(text: str) -> None:
    """Tell a file's name given as text, which is a slip: the text itself is meant by a str."""
    if " " not in text and Path(text).suffix and Path(text).is_file():
        raise ConfigurationError(f"{text!r} is taken as text; for the file pass Path({text!r})")
