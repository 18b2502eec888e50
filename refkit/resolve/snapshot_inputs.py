"""The inputs of a Snapshot: files, folders and tar archives of works, as a stream of raw pieces.

Crossref's public data file is a folder or a tar of thousands of .json.gz with 5,000 works each, or
of .jsonl.gz with one work a line. Nothing is unpacked to disk, and no more is held in memory than
one line, or one document that is not JSON lines.
"""

from __future__ import annotations

import os
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, cast

from refkit.errors import FormatError, InputError, UnreadableError
from refkit.resolve.raw_works import UNDECODABLE, line_of, reason
from refkit.resolve.records_reader import goes_by_lines, unfolded
from refkit.resolve.snapshot_notes import is_snapshot
from refkit.resolve.snapshot_work import Kept, kept_works

_DATA: Final = (".json", ".jsonl", ".ndjson", ".json.gz", ".jsonl.gz", ".ndjson.gz")
_ARCHIVES: Final = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
_BOM: Final = b"\xef\xbb\xbf"

MOST_UNFOLDED: Final = 200
"""Times its size that a file may unfold into. Crossref's do 5 to 10 times, a bomb 1,000 times."""

_ALWAYS_UNFOLDED: Final = 64 << 20
_BROKEN_ARCHIVE: Final = (tarfile.TarError, EOFError, zlib.error, OSError)


class Unit(NamedTuple):
    """One file of works, by itself or within an archive.

    Attributes:
        name: Its name to show: "0.json.gz", "crossref.tar: 0.json.gz".
        key: What tells it from all others, whatever the working directory is.
        size: Its bytes as it is stored.
        time: When it was changed, nanoseconds since 1970; of an archive's member, the archive.
        open: Opens it; a member only as long as the next Unit has not been asked for.
    """

    name: str
    key: str
    size: int
    time: int
    open: Callable[[], BinaryIO]


class Piece(NamedTuple):
    """A line of JSON lines, or a whole document.

    Attributes:
        raw: Its bytes.
        line: The line on which it begins, from 1.
        whole: Whether it is a whole document.
    """

    raw: bytes
    line: int
    whole: bool = False


def units(inputs: Sequence[Path]) -> Iterator[Unit | InputError]:
    """The files of works in inputs, in order; of folders those within, sorted by name.

    Args:
        inputs: Files, tar archives, and folders of both. What is hidden, and the folders of
            Snapshots, are passed over in folders.

    Yields:
        Units, and errors for what cannot be read; the others go on.

    Raises:
        UnreadableError: If an input is missing, before anything else is done.
    """
    for path in inputs:
        if not path.exists():
            raise UnreadableError("no such file or folder", path=str(path))
    return chain.from_iterable(_units(path) for path in inputs)


def _units(path: Path) -> Iterator[Unit | InputError]:
    if not path.is_dir():
        yield from _members(path) if path.name.lower().endswith(_ARCHIVES) else _file(path)
        return
    empty = True
    for file in _walk(path):
        if isinstance(file, InputError):
            yield file
            continue
        empty = False
        yield from _members(file) if file.name.lower().endswith(_ARCHIVES) else _file(file)
    if empty:
        kinds = ", ".join((*_DATA[:2], ".gz", *_ARCHIVES[:2]))
        yield UnreadableError(f"no works in this folder (looked for {kinds})", path=str(path))


def _walk(folder: Path) -> Iterator[Path | InputError]:
    failed: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=failed.append):
        here = Path(parent)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not is_snapshot(here / name)
        )
        for name in sorted(files):
            if not name.startswith(".") and name.lower().endswith(_DATA + _ARCHIVES):
                yield here / name
    for error in failed:
        yield _unreadable(error, str(error.filename))


def _file(path: Path) -> Iterator[Unit | InputError]:
    try:
        status = path.stat()
    except OSError as error:
        yield _unreadable(error, str(path))
        return
    key = os.path.abspath(path)
    yield Unit(str(path), key, status.st_size, status.st_mtime_ns, partial(_open, path))


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _members(path: Path) -> Iterator[Unit | InputError]:
    try:
        status = path.stat()
        with tarfile.open(path) as archive:
            for member in _headers(archive):
                name = f"{path}: {member.name}"
                end = member.offset_data + member.size
                if end > MOST_UNFOLDED * status.st_size + _ALWAYS_UNFOLDED:
                    # To come to the next member, all of this one would have to be unfolded.
                    yield _bomb(name)
                    return
                if not member.isfile() or not _is_data(member.name):
                    continue
                yield Unit(
                    name,
                    f"{os.path.abspath(path)}//{member.name}@{member.offset_data}",
                    member.size,
                    status.st_mtime_ns,
                    partial(_opened, archive, member),
                )
    except _BROKEN_ARCHIVE as error:
        yield UnreadableError(f"the archive is broken: {error}", path=str(path))


def _headers(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    while (member := archive.next()) is not None:
        yield member
        archive.members = []  # type: ignore[attr-defined] # it would keep all 30,000


def _is_data(name: str) -> bool:
    base = name.rsplit("/", 1)[-1].lower()
    return not base.startswith(".") and base.endswith(_DATA)


def _opened(archive: tarfile.TarFile, member: tarfile.TarInfo) -> BinaryIO:
    return cast("BinaryIO", archive.extractfile(member))  # None only for what is no file


def pieces(unit: Unit, largest: int) -> Iterator[Piece]:
    """The lines or the document of a Unit.

    Args:
        unit: The Unit.
        largest: Bytes that a line or a document may have, decompressed.

    Raises:
        UnreadableError: If it cannot be read to its end, is empty, or too large.
        FormatError: If it is no JSON.
    """
    try:
        with unit.open() as file:
            yield from _pieces(_limited(unfolded(file, unit.name), unit), unit.name, largest)
    except _BROKEN_ARCHIVE as error:
        raise _unreadable(error, unit.name) from error


def _limited(chunks: Iterable[bytes], unit: Unit) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > MOST_UNFOLDED * unit.size + _ALWAYS_UNFOLDED:
            raise _bomb(unit.name)
        yield chunk


def _pieces(chunks: Iterable[bytes], name: str, largest: int) -> Iterator[Piece]:
    lines = _lines(chunks, name, largest)
    told = list(islice((piece for piece in lines if piece.raw.strip()), 2))
    if not told:
        raise UnreadableError("the file is empty", path=name)
    first, second = told[0], told[-1]
    begin = first.raw.lstrip()
    if begin[:1] == b"{" and goes_by_lines(first.raw, second.raw if told[1:] else b""):
        yield from told
        yield from (piece for piece in lines if piece.raw.strip())
    elif begin[:1] in (b"{", b"["):
        yield Piece(_joined(chain(told, lines), name, largest), first.line, whole=True)
    else:
        shown = begin[:20].decode("utf-8", errors="replace")
        raise FormatError(f"no JSON, for it begins with {shown!r}", path=name, line=first.line)


def _joined(lines: Iterable[Piece], name: str, largest: int) -> bytes:
    """The document that lines make, blank ones included; in one buffer, for they may be short."""
    document = bytearray()
    at = 0
    for piece in lines:
        document += b"\n" * (piece.line - at if at else 0)
        document += piece.raw
        at = piece.line
        if len(document) > largest:
            raise _too_large(name, largest)
    return bytes(document)


def _lines(chunks: Iterable[bytes], name: str, largest: int) -> Iterator[Piece]:
    """The lines of a text, without their ends."""
    parts: list[bytes] = []
    size = number = 0
    for chunk in chunks:
        *ended, rest = chunk.split(b"\n")
        for line in ended:
            number += 1
            if parts:
                line = b"".join((*parts, line))
                parts, size = [], 0
            yield Piece(line.removeprefix(_BOM) if number == 1 else line, number)
        if rest:
            parts.append(rest)
            size += len(rest)
            if size > largest:
                raise _too_large(name, largest)
    if parts:
        line = b"".join(parts)
        yield Piece(line if number else line.removeprefix(_BOM), number + 1)


def works_in(piece: Piece, name: str) -> Iterator[Kept | FormatError]:
    """The works of a piece; for those that are broken, errors that say where.

    Args:
        piece: A piece of a Unit.
        name: The Unit's name.
    """
    try:
        for work in kept_works(piece.raw):
            if isinstance(work, Kept):
                yield work
            else:
                line = 0 if piece.whole and work.number else piece.line
                yield FormatError(work.reason, path=name, line=line, entry=str(work.number or ""))
    except UNDECODABLE as error:
        line = piece.line + line_of(error, piece.raw) - 1
        yield FormatError(reason(error), path=name, line=line)


def _too_large(name: str, largest: int) -> UnreadableError:
    size = f"{largest / (1 << 20):,.0f} MB"
    return UnreadableError(
        f"a line or document larger than {size}, a quarter of the build's memory", path=name
    )


def _bomb(name: str) -> UnreadableError:
    return UnreadableError(f"unfolds to more than {MOST_UNFOLDED} times its size", path=name)


def _unreadable(error: Exception, name: str) -> UnreadableError:
    reason = error.strerror if isinstance(error, OSError) else ""
    return UnreadableError(f"cannot be read: {reason or error}", path=name)
