"""Input that is no article: a clear message, the right exit code, never a traceback."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

from refkit.cli import main

ROOT = Path(__file__).resolve().parents[1]
GOOD = "Doe, J. (2020). On tears. Emotion, 1(2), 3–9."
RECORD = '{"DOI": "10.5555/a1", "title": ["On tears"], "author": [{"family": "Doe"}]}'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("good.md").write_text(f"## References\n\n{GOOD}\n", encoding="utf-8")
    Path("records.jsonl").write_text(RECORD + "\n")
    return tmp_path


@pytest.mark.parametrize("command", ["check", "parse"])
@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.md", b"", "empty.md: is empty"),
        ("blank.md", b" \n\t\r\n", "blank.md: is empty"),
        ("binary.md", bytes(range(256)) * 40, "binary.md:"),
        ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(500), "image.txt:"),
        ("zip.html", b"PK\x03\x04" + bytes(range(256)) * 4, "zip.html:"),
        ("paper.pdf", b"%PDF-1.7\n1 0 obj\n", "paper.pdf:"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_files_that_are_no_text(
    command: str, name: str, data: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_bytes(data)
    offline = ["--offline"] if command == "check" else []
    assert main([command, name, *offline]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith(f"refkit: {said}")
    assert len(captured.err.splitlines()) == 1
    assert captured.out == ""


@pytest.mark.parametrize("command", ["check", "parse", "render", "convert"])
def test_files_that_are_not_there(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    more = {"check": ["--offline"], "convert": ["out.json"]}.get(command, [])
    assert main([command, "none.md", *more]) == 2
    assert capsys.readouterr().err == "refkit: none.md: no such file\n"


def test_a_folder_where_a_file_is_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    Path("folder").mkdir()
    assert main(["parse", "folder"]) == 2
    assert capsys.readouterr().err == "refkit: folder: is a folder, not a file\n"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    Path("good.md").chmod(0)
    assert main(["check", "good.md", "--offline"]) == 2
    assert "good.md: permission denied" in capsys.readouterr().err


def test_invalid_utf8_is_read_all_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    # Half of an old file in Windows' encoding pasted into one in UTF-8.
    text = f"## References\n\n{GOOD}\n\n".encode() + "Müller, M. (1999). Tränen. Verlag.\n".encode(
        "cp1252"
    )
    Path("mixed.md").write_bytes(text)
    assert main(["parse", "mixed.md"]) == 0
    out = capsys.readouterr().out
    assert "On tears" in out
    assert "1999" in out


@pytest.mark.parametrize("command", ["check", "parse"])
def test_one_line_of_five_megabytes(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("long.txt").write_text("a" * 2_500_000 + " (2020). " + "b" * 2_500_000)
    offline = ["--offline", "--lines"] if command == "check" else ["--lines", "--to", "text"]
    code = main([command, "long.txt", *offline])
    captured = capsys.readouterr()
    if command == "check":
        assert code in (1, 3)
        assert len(captured.out) < 5_000  # excerpts are cut
    else:
        assert code == 0
        assert "aaaaaa" in captured.out


def test_escape_sequences_never_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    Path("evil.md").write_text(
        "## References\n\nDoe\x1b[31m, J. (2020). On \x1b]0;t\x07ears\u202e. Emotion, 1, 3–9."
        " https://doi.org/10.5555/\x1b[2J\n",
        encoding="utf-8",
    )
    main(["check", "evil.md", "--records", "records.jsonl", "--offline"])
    main(["parse", "evil.md", "--to", "text"])
    captured = capsys.readouterr()
    for text in (captured.out, captured.err):
        assert not set(text) & {"\x1b", "\x07", "\u202e"}


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("broken.jsonl", f"{RECORD}\n{RECORD[:40]}\n{RECORD}\n".encode(), ":2"),
        ("broken.json", f"[\n{RECORD},\n{RECORD[:-1]}\n]".encode(), ""),
        ("empty.jsonl", b"", ""),
        ("binary.jsonl", bytes(range(256)), ""),
        ("cut.jsonl.gz", gzip.compress(RECORD.encode() * 1000)[:60], ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_records_that_are_broken(
    name: str, data: bytes, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_bytes(data)
    assert main(["check", "good.md", "--offline", "--records", name]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"refkit: {name}{line}")
    assert "Traceback" not in err


def test_records_that_are_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "good.md", "--offline", "--records", "none.json"]) == 2
    assert capsys.readouterr().err.startswith("refkit: none.json: no such file")


@pytest.mark.skipif(os.name == "nt", reason="POSIX file names")
def test_a_file_name_that_is_no_utf8() -> None:
    name = b"caf\xe9.md"
    Path(os.fsdecode(name)).write_bytes(Path("good.md").read_bytes())
    for form in (b"text", b"json"):
        result = subprocess.run(
            [sys.executable, "-m", "refkit", "check", name, "--offline", "--output-format", form],
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert result.returncode == 3
        assert result.stderr == b""
        assert b"\\udce9.md" in result.stdout
