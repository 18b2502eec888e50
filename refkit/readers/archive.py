"""Archives: the ZIP packages that DOCX, ODT and EPUB files are, opened with limits, and mended.

Nothing is ever unpacked to disk, so a member called ``../../x`` or a symbolic link has nowhere to
lead. What a header claims of a member's size is not believed: reading stops at the limit.

The structures are those of PKWARE's APPNOTE 6.3.10: a local header and the data for each member
(section 4.3.7), then the central directory (4.3.12), then the end record (4.3.16).
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

from refkit.errors import InputError, UnreadableError

MEMBER_LIMIT: Final = 50_000_000
"""Bytes that one member may unfold to; the text of a book of 1,000 pages takes 20 MB in DOCX."""

TOTAL_LIMIT: Final = 300_000_000
"""Bytes that all members that are read may unfold to."""

_MEMBERS: Final = 20_000
_CHUNK: Final = 1 << 20
_ENCRYPTED: Final = 0x1
_DESCRIPTOR: Final = 0x8
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
# All that OPC (ECMA-376 part 2, 7.3.4), ODF (part 2, 3.2) and EPUB (OCF, 4.3) allow. Others, such
# as LZMA with a dictionary of 4 GB, are what only bombs use.
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,  # a version of ZIP that Python does not know
    OSError,
    RuntimeError,
    ValueError,
)

_DIRECTORY_SIGN: Final = b"PK\x01\x02"
_END_SIGN: Final = b"PK\x05\x06"
# Version needed, flags, method, time, date, CRC, both sizes, lengths of name and extra fields.
_LOCAL: Final = struct.Struct("<4s5H3L2H")
# Version made by, the same, length of the comment, disk, two kinds of attributes, offset.
_ENTRY: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_LARGE: Final = 0xFFFFFFFF
_ZIP64: Final = 1


class Archive:
    """A ZIP package in memory.

    Args:
        data: Its content.
        path: The file's name as the user gave it, for errors.
        what: What it should be: "a Word file (.docx)".

    Raises:
        UnreadableError: If it is encrypted, damaged beyond its directory, or no ZIP file.
    """

    def __init__(self, data: bytes, *, path: str, what: str) -> None:
        self.data = data
        self._path = path
        self._read = 0
        if data.startswith(_OLD_OFFICE):
            raise UnreadableError(
                f"is encrypted, or an old Office file: save it without password as {what}",
                path=path,
            )
        # Counted before the directory is read, which of millions of members takes gigabytes.
        if data.count(_DIRECTORY_SIGN) > _MEMBERS:
            raise UnreadableError(f"has more than {_MEMBERS:,} members: not {what}", path=path)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _FAULTS as error:
            raise UnreadableError(f"is damaged, or not {what}: {error}", path=path) from None
        # Of two members of one name the last counts, as everywhere. Some writers of Windows name
        # them "word\document.xml".
        self._members = {
            member.filename.replace("\\", "/"): member for member in self._zip.infolist()
        }

    @property
    def names(self) -> list[str]:
        """The names of the members, in the order of the directory."""
        return list(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """The content of a member.

        Raises:
            UnreadableError: If there is none, or it is encrypted, damaged, or unfolds to too much.
        """
        member = self._member(name)
        chunks: list[bytes] = []
        size = 0
        try:
            with self._zip.open(member) as file:
                while chunk := file.read(_CHUNK):
                    size += len(chunk)
                    if size > MEMBER_LIMIT or self._read + size > TOTAL_LIMIT:
                        limit = MEMBER_LIMIT if size > MEMBER_LIMIT else TOTAL_LIMIT
                        break
                    chunks.append(chunk)
                else:
                    self._read += size
                    return b"".join(chunks)
        except _FAULTS as error:
            raise UnreadableError(f"is damaged: {name}: {error}", path=self._path) from None
        raise UnreadableError(
            f"is too large, or made to be: with {name} it unfolds to more than "
            f"{limit // 1_000_000} MB",
            path=self._path,
        )

    def _member(self, name: str) -> zipfile.ZipInfo:
        member = self._members.get(name)
        if member is None:
            raise UnreadableError(f"is damaged: it has no {name}", path=self._path)
        if member.flag_bits & _ENCRYPTED:
            raise UnreadableError("is encrypted: it opens only with a password", path=self._path)
        if member.compress_type not in _METHODS:
            raise UnreadableError(
                f"is damaged: {name} is compressed in a way that no such file is", path=self._path
            )
        if stat.S_ISLNK(member.external_attr >> 16):
            raise UnreadableError(f"is damaged: {name} is a link, not a file", path=self._path)
        return member

    def _with(self, members: Mapping[str, bytes]) -> bytes:
        starts = sorted({member.header_offset for member in self._zip.infolist()})
        ends = dict(zip(starts, [*starts[1:], self._zip.start_dir], strict=True))
        records: dict[int, _Replaced] = {}
        for name, content in members.items():
            member = self._member(name)
            start = member.header_offset
            records[start] = _replaced(self.data[start : ends[start]], member, content)
        out: list[bytes] = []
        moved: dict[int, int] = {}
        at = length = 0
        for start in starts:
            length += start - at
            out.append(self.data[at:start])
            moved[start] = length - start
            new = records.get(start)
            piece = new.record if new else self.data[start : ends[start]]
            out.append(piece)
            length += len(piece)
            at = ends[start]
        return b"".join([*out, self._directory(records, moved, length)])

    def _directory(
        self, records: Mapping[int, _Replaced], moved: Mapping[int, int], length: int
    ) -> bytes:
        """The central directory and the end record, with what has moved or changed."""
        data, at = self.data, self._zip.start_dir
        out: list[bytes] = []
        first = 0
        for number, member in enumerate(self._zip.infolist()):
            fields = list(_ENTRY.unpack_from(data, at))
            names, extras, comments = fields[10:13]
            if fields[16] == _LARGE:
                raise InputError("cannot be changed: it is a ZIP64 file", path=self._path)
            start = at + _ENTRY.size
            name = data[start : start + names]
            extra = data[start + names : start + names + extras]
            at = start + names + extras + comments
            comment = data[at - comments : at]
            if number == 0:
                # Of a file with something before the ZIP, offsets may count from its own start.
                first = member.header_offset - fields[16]
            new = records.get(member.header_offset)
            if new:
                extra = _without_zip64(extra)
                fields[3] &= ~_DESCRIPTOR
                fields[7:10] = new.crc, new.packed, new.size
                fields[11] = len(extra)
            fields[16] += moved[member.header_offset]
            out += (_ENTRY.pack(*fields), name, extra, comment)
        directory = b"".join(out)
        end = data.rfind(_END_SIGN)
        if end < 0 or data[end - 20 : end - 16] == b"PK\x06\x07":
            raise InputError("cannot be changed: it is a ZIP64 file", path=self._path)
        final = list(_END.unpack_from(data, end))
        final[5:7] = len(directory), length - first
        return directory + data[at:end] + _END.pack(*final) + data[end + _END.size :]


def replace_members(data: bytes, members: Mapping[str, bytes], *, path: str = "") -> bytes:
    """A package with new content for some members, and everything else byte for byte.

    Order, dates, attributes, comments and what stands between members stay as they are.

    Args:
        data: The content of the file.
        members: The new content by the name of each member.
        path: The file's name as the user gave it, for errors.

    Returns:
        The content of the new file.

    Raises:
        UnreadableError: If there is no such member, or it is damaged or encrypted.
        InputError: If the file's directory has the form for files above 4 GB (ZIP64).
    """
    package = Archive(data, path=path, what="a ZIP package")
    try:
        return package._with(members)
    except struct.error as error:
        raise UnreadableError(f"is damaged: {error}", path=path) from None


class _Replaced:
    """The local header and data of a member with new content, and what the directory says of it."""

    __slots__ = ("crc", "packed", "record", "size")

    def __init__(self, header: list[int | bytes], tail: bytes, method: int, content: bytes) -> None:
        if method == zipfile.ZIP_DEFLATED:
            packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
            data = packer.compress(content) + packer.flush()
        else:
            data = content
        self.crc = zlib.crc32(content)
        self.packed = len(data)
        self.size = len(content)
        header[6:9] = self.crc, self.packed, self.size
        self.record = _LOCAL.pack(*header) + tail + data


def _replaced(record: bytes, member: zipfile.ZipInfo, content: bytes) -> _Replaced:
    """A member's record with new content; the sizes go from behind the data into the header."""
    header = list(_LOCAL.unpack_from(record))
    names, extras = header[9:11]
    name = record[_LOCAL.size : _LOCAL.size + names]
    extra = _without_zip64(record[_LOCAL.size + names : _LOCAL.size + names + extras])
    header[2] &= ~_DESCRIPTOR
    header[10] = len(extra)
    return _Replaced(header, name + extra, member.compress_type, content)


def _without_zip64(extra: bytes) -> bytes:
    """The extra fields of a header but for the sizes above 4 GB (APPNOTE 4.5.3)."""
    kept: list[bytes] = []
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, at)
        if kind != _ZIP64:
            kept.append(extra[at : at + 4 + size])
        at += 4 + size
    return b"".join([*kept, extra[at:]])
