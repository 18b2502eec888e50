"""Files that are repaired: replaced as a whole or left as they are, whatever is wrong with them."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

import pytest
from fixes_made import TEARS, UNKNOWN, article, everywhere, fix, records_file, rule, use_rules

import refkit

WRONG = TEARS.replace("133–149", "492–502")


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return records_file(tmp_path_factory.mktemp("records"))


def test_a_file_is_written_only_if_that_is_asked_for(tmp_path: Path, records: Path) -> None:
    path = tmp_path / "article.md"
    path.write_bytes(article(WRONG).encode())
    assert fix(path, records, format=None).data == article(TEARS).encode()
    assert path.read_bytes() == article(WRONG).encode()
    fixed = fix(path, records, format=None, write=True)
    assert fixed.written
    assert path.read_bytes() == article(TEARS).encode()
    assert not fix(path, records, format=None, write=True).written
    assert os.listdir(tmp_path) == ["article.md"]


TAIL = "\n\n# Appendix\n\tTabs, a\u030a, שלום עולם, 🌊🏴\u200d☠️, \u00ad, \u200b.\n"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_every_other_byte_stays(line_end: str, mark: bytes, encoding: str, records: Path) -> None:
    def data(entry: str) -> bytes:
        text = article(entry, UNKNOWN).rstrip("\n") + TAIL
        return mark + text.replace("\n", line_end).encode(encoding)

    assert fix(data(WRONG), records, unsafe=True).data == data(TEARS)


def test_bytes_that_are_no_text_stay_too(records: Path) -> None:
    tail = b"\n\n# Appendix\n\ncaf\xe9 \x93quoted\x94 \x81 \xf0\x9f\x8c\x8a\n"
    data = article(WRONG, UNKNOWN).encode() + tail
    assert fix(data, records).data == article(TEARS, UNKNOWN).encode() + tail


def test_a_fix_that_the_encoding_has_no_character_for_is_refused(
    records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_rules(
        monkeypatch,
        rule(everywhere("Some text", "Řádný text"), code="C691"),
        rule(everywhere("# On crying", "# On – crying"), code="C692"),
    )
    french = "crying “déjà vu”, où l’élève naïf pleure à Noël, ça et là, à côté du château"
    data = article(TEARS).replace("č", "c").replace("crying", french, 1).encode("cp1252")
    fixed = fix(data, records)
    then = data.replace(b"# On crying", "# On – crying".encode("cp1252"))
    assert fixed.data == then
    assert [each.finding.code for each in fixed.refused] == ["C691"]
    assert "“Ř” cannot be written in the file's encoding" in fixed.refused[0].reason


def test_a_file_that_was_changed_meanwhile_is_left_alone(
    tmp_path: Path, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "article.md"
    path.write_text(article(WRONG), encoding="utf-8")
    monkeypatch.setattr(
        "refkit.api.fixing.refuse_unsure", lambda state: path.write_text("mine", encoding="utf-8")
    )
    with pytest.raises(refkit.InputError, match="was changed by someone else"):
        fix(path, records, format=None, write=True)
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_file_that_vanished_meanwhile_is_not_made_again(
    tmp_path: Path, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "article.md"
    path.write_text(article(WRONG), encoding="utf-8")
    monkeypatch.setattr("refkit.api.fixing.refuse_unsure", lambda state: path.unlink())
    with pytest.raises(refkit.InputError, match="no such file"):
        fix(path, records, format=None, write=True)
    assert os.listdir(tmp_path) == []


def test_a_file_that_cannot_be_replaced_stays_as_it_is(
    tmp_path: Path, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "article.md"
    path.write_text(article(WRONG), encoding="utf-8")

    def full(path: object, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("refkit.api.originals.replace_file", full)
    with pytest.raises(refkit.InputError, match="cannot be written: No space left on device"):
        fix(path, records, format=None, write=True)
    assert path.read_text(encoding="utf-8") == article(WRONG)


def test_a_read_only_file_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_text(article(WRONG), encoding="utf-8")
    path.chmod(0o444)
    with pytest.raises(refkit.InputError, match="is read-only"):
        refkit.fix(path, write=True)


def test_the_mode_of_a_file_is_kept_and_a_link_stays_one(tmp_path: Path, records: Path) -> None:
    path = tmp_path / "article.md"
    path.write_text(article(WRONG), encoding="utf-8")
    path.chmod(0o640)
    link = tmp_path / "link.md"
    link.symlink_to("article.md")
    assert fix(link, records, format=None, write=True).written
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == article(TEARS)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_pipe_is_not_written_to(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    os.mkfifo(path)
    with pytest.raises(refkit.InputError, match="is a pipe or a device"):
        refkit.fix(path, write=True)


@pytest.mark.parametrize(
    ("name", "reason"), [("none.md", "no such file"), (".", "is a folder"), ("a\0b", "file's name")]
)
def test_what_cannot_be_read_is_told(name: str, reason: str, tmp_path: Path, records: Path) -> None:
    with pytest.raises(refkit.UnreadableError, match=reason):
        fix(tmp_path / name, records, format=None, write=True)


def test_text_from_memory_cannot_be_written(records: Path) -> None:
    with pytest.raises(refkit.ConfigurationError, match="Path"):
        fix(article(TEARS), records, write=True)


def test_nul_bytes_are_no_text(tmp_path: Path, records: Path) -> None:
    path = tmp_path / "article.md"
    path.write_bytes(article(WRONG).encode() + b"\x00")
    with pytest.raises(refkit.UnreadableError, match="NUL"):
        fix(path, records, format=None, write=True)
    assert path.read_bytes().endswith(b"\x00")


def test_a_long_file_is_repaired(tmp_path: Path, records: Path) -> None:
    path = tmp_path / "article.txt"
    text = "Nothing to see in this line of words.\n" * 5_000
    plain = WRONG.replace("*", "")
    path.write_text(f"{text}\nReferences\n\n{plain}\n", encoding="utf-8")
    assert fix(path, records, format=None, write=True).written
    assert path.read_text(encoding="utf-8").endswith(TEARS.replace("*", "") + "\n")


def test_a_file_whose_encoding_would_be_guessed_otherwise_is_left_alone(
    records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_rules(monkeypatch, rule(everywhere("Some text", "“Žádný” text – “ýéŽ”")))
    data = article(TEARS).replace("č", "c").replace("crying", "crying “ça” là", 1).encode("cp1252")
    monkeypatch.setattr(
        "refkit.normalize.decoding._detected",
        lambda data: "mac-cyrillic" if b"\x8e" in data else "cp1252",
    )
    with pytest.raises(refkit.InputError, match="its encoding is not sure"):
        fix(data, records)
