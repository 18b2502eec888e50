"""Readers: from the bytes of an article to a Document, one module a form.

Every reader keeps, for each character of the text, the place in the file that it came from; see
:mod:`refkit.readers.forms` for what there is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final, cast

from refkit.errors import InputError, UnreadableError
from refkit.model import Document, Span
from refkit.normalize import decoding
from refkit.readers import forms
from refkit.readers.beside import Beside

__all__ = ["FILE_LIMIT", "edit", "is_packed", "read", "read_bytes", "read_path"]

FILE_LIMIT: Final = 300_000_000
"""The largest file that is read, in bytes; of text, :data:`refkit.normalize.decoding.LIMIT`."""


def read(
    data: bytes | str, *, path: str = "", format: str | None = None, folder: Path | None = None
) -> Document:
    """Read an article.

    Args:
        data: The content of a file, or text from memory.
        path: The file's name as the user gave it; its extension tells the form.
        format: The name of a form in :data:`FORMS`, where the extension should not decide.
        folder: The folder of the file, in which those that it takes in are looked for; None for
            none.

    Returns:
        The Document. What had to be guessed (the form, the encoding) is in its ``guesses``.

    Raises:
        UnreadableError: If the content is empty, too large, damaged, encrypted, or of a form that
            cannot be read.
        ConfigurationError: If ``format`` names no form.
    """
    extension = forms.refuse_unreadable(path) if format is None and path else ""
    if isinstance(data, bytes):
        named = format or forms.EXTENSIONS.get(extension, "")
        found = forms.packed_form(data)
        packed = forms.known_form(named) if named else None
        if found or (packed is not None and packed.packed):
            return _read_packed(data, path, packed, found)
        declaration = packed.declaration if packed else None
        decoded = decoding.decode(data, path=path, declaration=declaration)
    else:
        if len(data) > decoding.LIMIT:
            raise UnreadableError("is too large for an article", path=path)
        decoded = decoding.Decoded(data.removeprefix("\ufeff"), "", [])
    source = decoded.text
    name, guess = forms.form_of(path, format, source)
    if not source or source.isspace():
        raise UnreadableError("is empty", path=path)
    form = forms.FORMS[name]
    if form.includes:
        document: Document = _function(form.reader)(source, path=path, beside=Beside(folder))
    else:
        document = _function(form.reader)(source, path=path)
    document.encoding = decoded.encoding
    document.guesses[:0] = decoded.guesses + ([guess] if guess else [])
    return document


def read_path(path: Path, *, format: str | None = None) -> Document:
    """Read the article in a file, with those that it takes in.

    Args:
        path: The file.
        format: The name of a form in :data:`FORMS`, where the extension should not decide.

    Returns:
        The Document, as :func:`read` makes it.

    Raises:
        UnreadableError: If the file is missing, not permitted, a folder, or as for :func:`read`.
        ConfigurationError: If ``format`` names no form.
    """
    data = read_bytes(path, limit=FILE_LIMIT + 1)
    return read(data, path=str(path), format=format, folder=path.parent)


def edit(data: bytes, edits: Sequence[tuple[Span, str]], *, format: str, path: str = "") -> bytes:
    """Write replacements into the bytes of an article that is no text.

    Args:
        data: The content of the file.
        edits: Ranges of ``Document.source``, in order and without overlap, and what is to stand
            there instead.
        format: The form, as ``Document.format``.
        path: The file's name, for errors.

    Returns:
        The content of the file, of which all else stays byte for byte.

    Raises:
        InputError: If files of this form cannot be written, or a replacement not at its place.
    """
    form = forms.known_form(format)
    if not form.editor:
        raise InputError(f"{form.title} files can be checked, but not be changed", path=path)
    written: bytes = _function(form.editor)(data, edits, path=path)
    return written


def is_packed(format: str) -> bool:
    """Whether files of a form are no text, so that only :func:`edit` can change them."""
    form = forms.FORMS.get(format)
    return form is not None and form.packed


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


def _read_packed(data: bytes, path: str, named: forms.Form | None, found: str) -> Document:
    """Read bytes that are no text, or that should be none by their name."""
    if len(data) > FILE_LIMIT:
        raise UnreadableError(
            f"is larger than {FILE_LIMIT // 1_000_000} MB: too large to be read", path=path
        )
    name = found or (named.name if named else "")
    if named is not None and named.name != name and not named.packed:
        # "report.txt" that is a PDF: its content decides, and the user is told.
        guess = f"the form was told from the content: {forms.FORMS[name].title}"
    else:
        guess = ""
    if not data.strip():
        raise UnreadableError("is empty", path=path)
    document: Document = _function(forms.FORMS[name].reader)(data, path=path)
    if guess:
        document.guesses.insert(0, guess)
    return document


def _function(place: str) -> Callable[..., Any]:
    module, _, name = place.partition(".")
    return cast("Callable[..., Any]", getattr(import_module(f"refkit.readers.{module}"), name))
