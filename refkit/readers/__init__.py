"""Readers: from the bytes of an article to a Document, one module a form.

Plain text, Markdown and HTML are read; every reader keeps, for each character of the text, the
place in the file that it came from.
"""

from __future__ import annotations

from pathlib import Path

from refkit.errors import UnreadableError
from refkit.model import Document
from refkit.normalize import decoding
from refkit.readers import forms

__all__ = ["read", "read_bytes", "read_path"]


def read(data: bytes | str, *, path: str = "", format: str | None = None) -> Document:
    """Read an article.

    Args:
        data: The content of a file, or text from memory.
        path: The file's name as the user gave it; its extension tells the form.
        format: "markdown", "html" or "text", where the extension should not decide.

    Returns:
        The Document. What had to be guessed (the form, the encoding) is in its ``guesses``.

    Raises:
        UnreadableError: If the content is empty, too large, no text, or of a form that cannot be
            read yet.
        ConfigurationError: If ``format`` names no form.
    """
    if format is None and path:
        forms.refuse_unreadable(path)
    if isinstance(data, bytes):
        decoded = decoding.decode(data, path=path)
    else:
        if len(data) > decoding.LIMIT:
            raise UnreadableError("is too large for an article", path=path)
        decoded = decoding.Decoded(data.removeprefix("\ufeff"), "", [])
    source = decoded.text
    form, guess = forms.form_of(path, format, source)
    if not source or source.isspace():
        raise UnreadableError("is empty", path=path)
    document = _READERS[form](source, path)
    document.encoding = decoded.encoding
    document.guesses[:0] = decoded.guesses + ([guess] if guess else [])
    return document


def read_path(path: Path, *, format: str | None = None) -> Document:
    """Read the article in a file.

    Args:
        path: The file.
        format: "markdown", "html" or "text", where the extension should not decide.

    Returns:
        The Document, as :func:`read` makes it.

    Raises:
        UnreadableError: If the file is missing, not permitted, a folder, empty, too large, no
            text, or of a form that cannot be read yet.
        ConfigurationError: If ``format`` names no form.
    """
    return read(read_bytes(path, limit=decoding.LIMIT + 1), path=str(path), format=format)


def read_bytes(path: Path | str, *, limit: int = -1) -> bytes:
    """The bytes of a file, or the reason why there are none.

    Args:
        path: The file.
        limit: How many bytes to read at most; all of them if negative.

    Returns:
        The content, as it is.

    Raises:
        UnreadableError: If the file is missing, not permitted, or a folder.
    """
    name = str(path)
    try:
        with Path(path).open("rb") as file:
            return file.read(limit)
    except FileNotFoundError as error:
        raise UnreadableError("no such file", path=name) from error
    except IsADirectoryError as error:
        raise UnreadableError("is a folder, not a file", path=name) from error
    except PermissionError as error:
        raise UnreadableError("permission denied", path=name) from error
    except OSError as error:
        raise UnreadableError(error.strerror or "cannot be read", path=name) from error
    except ValueError as error:
        # A NUL character in a file's name.
        raise UnreadableError(f"is not a file's name: {error}", path=name) from error


def _read_plaintext(source: str, path: str) -> Document:
    from refkit.readers.plaintext import read_plaintext

    return read_plaintext(source, path=path)


def _read_markdown(source: str, path: str) -> Document:
    from refkit.readers.markdown import read_markdown

    return read_markdown(source, path=path)


def _read_html(source: str, path: str) -> Document:
    from refkit.readers.html import read_html

    return read_html(source, path=path)


_READERS = {"text": _read_plaintext, "markdown": _read_markdown, "html": _read_html}
