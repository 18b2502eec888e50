"""Files that belong to works: copied beside the library or left below its folder, never replaced.

A path is kept from the library's folder on, so that the folder can move as a whole. Copies lie in
``NAME.files/`` beside ``NAME.refkit``; when both were renamed, they are looked for under the name
that the library has now.
"""

from __future__ import annotations

import hashlib
import mimetypes
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from refkit.errors import ConfigurationError, UnknownKeyError, UnreadableError
from refkit.store.entry import Attachment
from refkit.store.journal import Recorder
from refkit.store.reading import key_of, known_id
from refkit.store.schema import ATTACHMENTS

_PIECE: Final = 1 << 20
_LONGEST: Final = 120
"""Characters of a copy's name; file systems take 255 bytes."""

# What a file system, or another one that the folder is carried to, has no place for.
_ILLEGAL: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]')

_MEDIA_TYPES: Final = {".epub": "application/epub+zip", ".djvu": "image/vnd.djvu"}


def files_folder(library: Path) -> Path:
    """Where a library keeps its copies: library.files beside library.refkit."""
    return library.with_name(f"{library.stem}.files")


def locate(library: Path, path: str) -> Path | None:
    """The file of an attachment; None if it is not there, or the path leads out of the folder."""
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or not parts.parts:
        return None
    found = library.parent.joinpath(*parts.parts)
    if found.is_file():
        return found
    if len(parts.parts) > 1 and parts.parts[0].endswith(".files"):
        found = files_folder(library).joinpath(*parts.parts[1:])
        if found.is_file():
            return found
    return None


def attach(
    recorder: Recorder,
    library: Path,
    key: str,
    source: Path,
    *,
    title: str,
    copy: bool,
    quiet: bool = False,
) -> Attachment:
    """Attach a file to a work.

    Args:
        recorder: Of the change.
        library: The library's file.
        key: The work's key or alias.
        source: The file.
        title: What the user calls it, or "".
        copy: Whether to copy it beside the library; else it must lie below the library's folder.
        quiet: Whether the change has its name already.

    Returns:
        The attachment; that which was there if the work has the file already.

    Raises:
        UnknownKeyError: If the work is not there.
        UnreadableError: If the file cannot be read, or the copy cannot be written.
        ConfigurationError: If it shall not be copied, and lies elsewhere.
    """
    connection = recorder.connection
    work = known_id(connection, key)
    try:
        path, sha256, size = (
            _kept_copy(recorder, library, source) if copy else _in_place(library, source)
        )
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableError(f"the file cannot be attached: {reason}", path=str(source)) from error
    there = connection.execute(
        "SELECT path, sha256, size, media_type, title, added FROM attachments"
        " WHERE work = ? AND (path = ? OR sha256 = ? AND ?)",
        (work, path, sha256, copy),
    ).fetchone()
    if there is not None:
        return Attachment(*there)
    attachment = Attachment(path, sha256, size, _media_type(path), title, recorder.time)
    recorder.insert(
        ATTACHMENTS,
        {"work": work, **{name: getattr(attachment, name) for name in ATTACHMENTS.columns[2:]}},
    )
    if not quiet:
        recorder.say("attach", f"attach {path} to {key_of(connection, work)}")
    return attachment


def detach(recorder: Recorder, key: str, path: str) -> None:
    """Take a file from a work. The file itself stays where it is.

    Raises:
        UnknownKeyError: If the work has no such file.
    """
    connection = recorder.connection
    work = known_id(connection, key)
    rows = connection.execute(
        "SELECT id, path FROM attachments WHERE work = ? ORDER BY id", (work,)
    ).fetchall()
    exact = [row for row, kept in rows if kept == path]
    named = exact or [row for row, kept in rows if PurePosixPath(kept).name == path]
    if len(named) != 1:
        raise UnknownKeyError(f"no file '{path}' is attached to '{key}'")
    recorder.delete(ATTACHMENTS, named[0])
    recorder.say("detach", f"detach {path} from {key_of(connection, work)}")


def hash_of(path: Path) -> tuple[str, int]:
    """The SHA-256 of a file, in hexadecimal digits, and its length.

    Raises:
        OSError: If it cannot be read.
    """
    with path.open("rb") as file:
        return _hashed(file, None)


def _hashed(source: BinaryIO, target: BinaryIO | None) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while piece := source.read(_PIECE):
        digest.update(piece)
        size += len(piece)
        if target is not None:
            target.write(piece)
    return digest.hexdigest(), size


def _media_type(path: str) -> str:
    suffix = PurePosixPath(path).suffix.lower()
    return _MEDIA_TYPES.get(suffix) or mimetypes.guess_type(f"x{suffix}", strict=False)[0] or ""


def _in_place(library: Path, source: Path) -> tuple[str, str, int]:
    """Path, hash and length of a file that stays where it is."""
    folder = Path(os.path.realpath(library.parent))
    real = Path(os.path.realpath(source))
    sha256, size = hash_of(real)
    if folder not in real.parents:
        raise ConfigurationError(
            f"{source} does not lie below the library's folder {folder}; attach a copy of it"
        )
    return real.relative_to(folder).as_posix(), sha256, size


def _kept_copy(recorder: Recorder, library: Path, source: Path) -> tuple[str, str, int]:
    """Path, hash and length of a copy, made unless the content is there already."""
    with source.open("rb") as original:
        sha256, size = _hashed(original, None)
        if there := _same_content(recorder, library, sha256):
            return there, sha256, size
        folder = files_folder(library)
        folder.mkdir(exist_ok=True)
        original.seek(0)
        with _draft(folder) as draft:
            with draft.open("wb") as target:
                sha256, size = _hashed(original, target)
                target.flush()
                os.fsync(target.fileno())
            name = _placed(draft, folder, _file_name(source.name), sha256)
    return f"{folder.name}/{name}", sha256, size


def _same_content(recorder: Recorder, library: Path, sha256: str) -> str:
    """The path of an attached file of that content; "" if there is none."""
    rows = recorder.connection.execute(
        "SELECT DISTINCT path FROM attachments WHERE sha256 = ? ORDER BY path", (sha256,)
    )
    for (path,) in rows.fetchall():
        found = locate(library, path)
        if found is not None and hash_of(found)[0] == sha256:
            return str(path)
    return ""


@contextmanager
def _draft(folder: Path) -> Iterator[Path]:
    draft = folder / f".{secrets.token_hex(8)}.part"
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _placed(draft: Path, folder: Path, name: str, sha256: str) -> str:
    """Give a copy its name, or another if a different file has it; the name it has then."""
    stem, suffix = Path(name).stem, Path(name).suffix
    for number in count(1):
        chosen = f"{stem}-{number}{suffix}" if number > 1 else name
        target = folder / chosen
        try:
            # Unlike a renaming, a link never takes the place of a file that is there.
            os.link(draft, target)
        except FileExistsError:
            if target.is_file() and hash_of(target)[0] == sha256:
                return chosen
        except OSError:
            # A file system without links: an empty file holds the place.
            try:
                os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644))
            except FileExistsError:
                continue
            os.replace(draft, target)
            return chosen
        else:
            return chosen
    raise AssertionError  # pragma: no cover - count() does not end


def _file_name(name: str) -> str:
    """A name that every file system takes."""
    name = _ILLEGAL.sub("_", name).strip(" .") or "file"
    stem, suffix = Path(name).stem, Path(name).suffix[:20]
    while len((stem + suffix).encode()) > _LONGEST:
        stem = stem[:-1]
    return stem + suffix
