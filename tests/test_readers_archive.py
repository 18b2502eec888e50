"""Archives: packages are read within limits, and mended without touching anything else."""

from __future__ import annotations

import contextlib
import io
import stat
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refkit.errors import InputError, UnreadableError
from refkit.readers import archive
from refkit.readers.archive import Archive, replace_members

WHAT = "a package (.zip)"


def packed(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = 8) -> bytes:
    """A ZIP file of members, as Python writes it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as package:
        for name, content in members:
            package.writestr(name, content)
    return file.getvalue()


def streamed(*members: tuple[str, bytes]) -> bytes:
    """A ZIP file written to a pipe: the sizes follow the data, as LibreOffice and Java do."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise io.UnsupportedOperation

        def tell(self) -> int:
            raise io.UnsupportedOperation

    file = Pipe()
    with zipfile.ZipFile(file, "w", 8) as package:
        for name, content in members:
            package.writestr(name, content)
    return file.getvalue()


def opened(data: bytes) -> Archive:
    return Archive(data, path="a.zip", what=WHAT)


def patched(data: bytes, sign: bytes, offset: int, value: bytes) -> bytes:
    """The data with a field of its first structure of a signature changed."""
    at = data.index(sign) + offset
    return data[:at] + value + data[at + len(value) :]


def link(name: str, target: bytes) -> tuple[zipfile.ZipInfo, bytes]:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info, target


def test_a_member_is_read_by_its_name() -> None:
    data = packed(("mimetype", b"x"), ("word/document.xml", b"<w/>"))
    assert opened(data).names == ["mimetype", "word/document.xml"]
    assert "mimetype" in opened(data)
    assert opened(data).read("word/document.xml") == b"<w/>"


def test_names_with_backslashes_are_those_with_slashes() -> None:
    assert opened(packed(("word\\document.xml", b"<w/>"))).read("word/document.xml") == b"<w/>"


def test_of_two_members_of_one_name_the_last_counts() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = packed(("a", b"old"), ("b", b"b"), ("a", b"new"))
    assert opened(data).read("a") == b"new"
    again = replace_members(data, {"a": b"newest"})
    assert opened(again).read("a") == b"newest"
    assert opened(again).read("b") == b"b"


PLAIN = packed(("a.xml", b"<a/>" * 50), ("b.xml", b"<b/>" * 50))
UNREADABLE = {
    "no ZIP": (b"PK\x03\x04 and no more", "damaged, or not a package"),
    "nothing": (b"", "damaged, or not a package"),
    "an Office file of before 2007": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "encrypted, or an old"),
    "a member that is not there": (packed(("b.xml", b"")), "it has no a.xml"),
    "a password": (patched(PLAIN, b"PK\x01\x02", 8, b"\x01"), "opens only with a password"),
    "LZMA": (packed(("a.xml", b"<a/>"), method=zipfile.ZIP_LZMA), "compressed in a way"),
    "an unknown method": (patched(PLAIN, b"PK\x01\x02", 10, b"\x63\x00"), "compressed in a way"),
    "a link": (packed(link("a.xml", b"/etc/passwd")), "a link, not a file"),
    "another name in its header": (patched(PLAIN, b"PK\x03\x04", 30, b"c"), "damaged: a.xml"),
    "a wrong sum": (patched(PLAIN, b"PK\x01\x02", 16, b"\x00\x00\x00\x00"), "damaged: a.xml"),
    "a broken stream": (patched(PLAIN, b"PK\x03\x04", 36, b"\xff\xff"), "damaged: a.xml"),
    "a header beyond the end": (
        patched(PLAIN, b"PK\x01\x02", 42, b"\xff\xff\xff\x0f"), "damaged: a.xml",
    ),
    "a later version of ZIP": (patched(PLAIN, b"PK\x01\x02", 6, b"\xff\x00"), "damaged, or not"),
    "a name that is no UTF-8": (
        patched(patched(PLAIN, b"PK\x01\x02", 46, b"\xff"), b"PK\x01\x02", 9, b"\x08"),
        "damaged, or not",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_said(case: str) -> None:
    data, reason = UNREADABLE[case]
    with pytest.raises(UnreadableError, match=reason) as raised:
        opened(data).read("a.xml")
    assert raised.value.path == "a.zip"


@pytest.mark.parametrize("cut", range(1, len(PLAIN), 7))
def test_a_truncated_package_is_damaged(cut: int) -> None:
    with pytest.raises(UnreadableError, match="damaged"):
        opened(PLAIN[:cut]).read("a.xml")


@settings(max_examples=200)
@given(st.integers(0, len(PLAIN) - 1), st.binary(min_size=1, max_size=8))
def test_any_damage_is_told_or_harmless(at: int, noise: bytes) -> None:
    data = PLAIN[:at] + noise + PLAIN[at + len(noise) :]
    with contextlib.suppress(InputError):
        assert len(opened(data).read("a.xml")) <= archive.MEMBER_LIMIT
        opened(replace_members(data, {"a.xml": b"new"}))


def test_what_a_header_claims_of_sizes_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MEMBER_LIMIT", 1000)
    claimed = patched(packed(("a.xml", b" " * 900)), b"PK\x01\x02", 24, struct.pack("<L", 2**31))
    assert opened(claimed).read("a.xml") == b" " * 900
    liar = patched(packed(("a.xml", b" " * 5000)), b"PK\x01\x02", 24, struct.pack("<L", 10))
    with pytest.raises(UnreadableError):
        opened(liar).read("a.xml")


def test_a_member_that_unfolds_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MEMBER_LIMIT", 1_000_000)
    with pytest.raises(UnreadableError, match=r"too large.* a\.xml .*more than 1 MB"):
        opened(packed(("a.xml", bytes(1_000_001)))).read("a.xml")
    assert len(opened(packed(("a.xml", bytes(1_000_000)))).read("a.xml")) == 1_000_000


def test_all_members_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "TOTAL_LIMIT", 1_000_000)
    found = opened(packed(("a", bytes(600_000)), ("b", bytes(600_000))))
    found.read("a")
    with pytest.raises(UnreadableError, match="more than 1 MB"):
        found.read("b")


def test_a_directory_of_too_many_members_is_not_even_read() -> None:
    with pytest.raises(UnreadableError, match="more than 20,000 members"):
        opened(b"PK\x03\x04" + b"PK\x01\x02" * 20_001)


# ---- Replacing -----------------------------------------------------------------------------------


def dated(name: str, content: bytes, method: int) -> tuple[zipfile.ZipInfo, bytes]:
    info = zipfile.ZipInfo(name, (1999, 12, 31, 23, 59, 58))
    info.compress_type = method
    info.comment = b"a note"
    # An extra field of an unknown kind, and the time of Unix.
    info.extra = struct.pack("<2H3s", 0x7777, 3, b"abc") + struct.pack("<2HBL", 0x5455, 5, 1, 9)
    info.external_attr = 0o644 << 16
    return info, content


NAMES = ("mimetype", "content.xml", "styles.xml")
SOURCES = {
    "stored and deflated": packed(
        dated("mimetype", b"application/x", 0),
        dated("content.xml", b"<content/>" * 99, 8),
        dated("styles.xml", b"<styles/>" * 99, 8),
    ),
    "streamed": streamed(
        ("mimetype", b"application/x"),
        ("content.xml", b"<content/>" * 99),
        ("styles.xml", b"<styles/>" * 99),
    ),
}
SOURCES["behind something else"] = b"#!/bin/sh\n" + SOURCES["streamed"]


def facts(info: zipfile.ZipInfo) -> tuple[object, ...]:
    return (info.date_time, info.extra, info.comment, info.external_attr, info.compress_type)


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("new", [b"", b"<new/>", b"<longer/>" * 9999])
def test_replacing_a_member_leaves_all_others_as_they_are(
    source: str, name: str, new: bytes
) -> None:
    before = SOURCES[source]
    after = replace_members(before, {name: new})
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as again:
        assert again.testzip() is None
        assert again.namelist() == old.namelist() == list(NAMES)
        for info, kept in zip(old.infolist(), again.infolist(), strict=True):
            assert facts(info) == facts(kept)
            if info.filename == name:
                assert again.read(name) == new
            else:
                assert raw(before, info) == raw(after, kept)
                assert again.read(info.filename) == old.read(info.filename)


def raw(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """A member's local header and compressed data."""
    start = info.header_offset
    return data[start : start + 30 + len(info.filename) + info.compress_size]


def test_replacing_several_members_at_once() -> None:
    after = replace_members(SOURCES["streamed"], {"styles.xml": b"s", "content.xml": b"c"})
    assert [opened(after).read(name) for name in NAMES] == [b"application/x", b"c", b"s"]


def test_replacing_nothing_changes_nothing() -> None:
    for data in SOURCES.values():
        assert replace_members(data, {}) == data


@given(st.lists(st.binary(max_size=50), min_size=1, max_size=4), st.data())
def test_replacing_twice_is_replacing_once(contents: list[bytes], data: st.DataObject) -> None:
    before = packed(*((f"{number}.xml", each) for number, each in enumerate(contents)))
    name = f"{data.draw(st.integers(0, len(contents) - 1))}.xml"
    first, second = data.draw(st.binary()), data.draw(st.binary())
    once = replace_members(before, {name: second})
    assert replace_members(replace_members(before, {name: first}), {name: second}) == once


def test_a_comment_at_the_end_stays() -> None:
    file = io.BytesIO(SOURCES["streamed"])
    with zipfile.ZipFile(file, "a") as package:
        package.comment = b"made by hand"
    after = replace_members(file.getvalue(), {"content.xml": b"<new/>"})
    assert after.endswith(b"made by hand")
    assert opened(after).read("content.xml") == b"<new/>"


def test_sizes_in_the_form_for_large_files_are_written_in_the_plain_form() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", 8) as package:
        for name in NAMES:
            with package.open(name, "w", force_zip64=True) as member:
                member.write(b"<content/>")
    after = replace_members(file.getvalue(), {"content.xml": b"<new/>"})
    assert [opened(after).read(name) for name in NAMES] == [
        b"<content/>", b"<new/>", b"<content/>",
    ]  # fmt: skip


def test_a_directory_for_large_files_is_not_rewritten() -> None:
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, len(PLAIN) - 22, 1)
    end = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 2, 2, 0, 0)
    at = PLAIN.index(b"PK\x01\x02")
    size = len(PLAIN) - 22 - at
    end = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 2, 2, size, at)
    large = PLAIN[:-22] + end + locator + PLAIN[-22:]
    assert opened(large).read("a.xml") == b"<a/>" * 50
    with pytest.raises(InputError, match="ZIP64"):
        replace_members(large, {"a.xml": b""})
