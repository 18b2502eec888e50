"""``refkit render`` and ``refkit convert``: works from files, and what is broken in them."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from refkit.cli import main

BIB = """@article{doe2020,
  author = {Doe, Jane and Roe, Richard},
  title = {On tears},
  journal = {Emotion},
  year = {2020},
  volume = {1},
  pages = {3--9}
}

@book{graca2014,
  author = {Gra\\v{c}anin, Asmir},
  title = {On smiles},
  publisher = {Psychology Press},
  year = {2014}
}
"""
BROKEN = BIB + "\n@article{lost\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("refs.bib").write_text(BIB, encoding="utf-8")
    Path("broken.bib").write_text(BROKEN, encoding="utf-8")
    return tmp_path


def test_bibtex_to_csl_json_and_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", "refs.bib", "refs.json"]) == 0
    works = json.loads(Path("refs.json").read_text(encoding="utf-8"))
    assert [work["title"] for work in works] == ["On tears", "On smiles"]
    assert works[1]["author"][0]["family"] == "Gračanin"
    assert main(["convert", "refs.json", "-", "--to", "bibtex"]) == 0
    assert "Gračanin" in capsys.readouterr().out
    assert main(["convert", "refs.json", "-", "--to", "bibtex", "--latex"]) == 0
    assert "Gračanin" not in capsys.readouterr().out


def test_a_broken_entry_is_named_with_its_line_and_the_others_are_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["convert", "broken.bib", "out.json"]) == 2
    works = json.loads(Path("out.json").read_text(encoding="utf-8"))
    assert [work["title"] for work in works] == ["On tears", "On smiles"]
    assert "broken.bib:17: " in capsys.readouterr().err


def test_a_file_is_not_converted_onto_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", "broken.bib", "./broken.bib"]) == 2
    assert "is the file to convert" in capsys.readouterr().err
    assert Path("broken.bib").read_text(encoding="utf-8") == BROKEN


def test_a_format_that_cannot_be_told_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", "refs.bib", "-"]) == 2
    assert "use --to" in capsys.readouterr().err


def test_latex_is_for_bibtex(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", "refs.bib", "refs.json", "--latex"]) == 2
    assert "--latex is for BibTeX" in capsys.readouterr().err
    assert not Path("refs.json").exists()


def test_an_article_can_be_converted(capsys: pytest.CaptureFixture[str]) -> None:
    reference = "Doe, J. (2020). On tears. Emotion, 1(2), 3–9."
    Path("a.md").write_text(f"## References\n\n{reference}\n", encoding="utf-8")
    assert main(["convert", "a.md", "a.bib"]) == 0
    assert "title = {On tears}" in Path("a.bib").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "data",
    [b"", b"not bibtex at all", b"\x00\x01\x02\xff\xfe" * 50],
    ids=["empty", "prose", "binary"],
)
def test_a_file_with_nothing_to_read_writes_nothing(
    data: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("bad.bib").write_bytes(data)
    assert main(["convert", "bad.bib", "out.json"]) == 2
    assert "bad.bib" in capsys.readouterr().err
    assert not Path("out.json").exists()


def test_a_wrong_type_is_named_with_entry_and_field(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.json").write_text('[\n{"id": "a", "title": "T"},\n{"id": "b", "author": 5}\n]')
    assert main(["convert", "bad.json", "out.bib"]) == 2
    err = capsys.readouterr().err
    assert "bad.json:3: " in err
    assert "author" in err


def test_render_gives_a_bibliography(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "refs.bib"]) == 0
    out = capsys.readouterr().out
    assert "Doe, J., & Roe, R. (2020). On tears. Emotion, 1, 3–9." in out
    assert "Gračanin, A. (2014). On smiles. Psychology Press." in out
    assert main(["render", "refs.bib", "-f", "html", "-o", "out.html"]) == 0
    assert "<i>Emotion</i>" in Path("out.html").read_text(encoding="utf-8").replace("em>", "i>")
    assert main(["render", "refs.bib", "-f", "markdown"]) == 0
    assert "*Emotion*" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("form", "start", "markup"),
    [
        ("text", "Doe, J., & Roe, R.", "On tears. Emotion, 1, 3–9."),
        ("latex", "\\begin{list}", "\\textit{Emotion}"),
        ("rtf", "{\\rtf1\\ansi", "{\\i Emotion}"),
        ("typst", "#block[", '#text(style: "italic")[Emotion]'),
    ],
)
def test_render_writes_every_format(
    form: str, start: str, markup: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for engine in ("refkit", "citeproc-py"):
        assert main(["render", "refs.bib", "-s", "apa", "-f", form, "--engine", engine]) == 0
        out = capsys.readouterr().out
        assert out.startswith(start)
        assert markup in out
        assert out.endswith("\n")


def test_render_in_another_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "refs.bib", "-s", "mla", "--locale", "de"]) == 0
    assert "Doe, Jane, und Richard Roe. „On tears“." in capsys.readouterr().out
    assert main(["render", "refs.bib", "--locale", "xx"]) == 2
    assert "no locale 'xx'" in capsys.readouterr().err


def test_render_says_what_it_leaves_out(capsys: pytest.CaptureFixture[str]) -> None:
    Path("letter.json").write_text(
        '[{"id": "l", "type": "personal_communication", "author": [{"family": "Doe"}]}]'
    )
    assert main(["render", "letter.json"]) == 0
    captured = capsys.readouterr()
    assert captured.err == "refkit: warning: l: the style renders nothing of it\n"
    assert captured.out == ""


def test_render_in_a_style_of_citations_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "refs.bib", "-s", "bluebook-law-review"]) == 2
    assert "has no bibliography, only citations" in capsys.readouterr().err


def test_render_reads_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for data in (BIB, '[{"id": "a", "type": "book", "title": "On smiles"}]'):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
        assert main(["render", "-"]) == 0
        assert "On smiles" in capsys.readouterr().out


def test_render_of_a_broken_file_renders_the_rest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "broken.bib"]) == 2
    captured = capsys.readouterr()
    assert "On smiles" in captured.out
    assert "broken.bib:17: " in captured.err


@pytest.mark.parametrize("style", ["no-such-style", "none.csl", "../../etc/passwd"])
def test_an_unknown_style_is_named(style: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "refs.bib", "-s", style]) == 2
    captured = capsys.readouterr()
    assert style in captured.err
    assert captured.out == ""


def test_render_of_a_missing_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "none.bib"]) == 2
    assert capsys.readouterr().err == "refkit: none.bib: no such file\n"


def test_styles_are_found_by_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "american psychological"]) == 0
    assert capsys.readouterr().out.splitlines()[0].split()[0]
    assert main(["styles", "zzzzqqq"]) == 2
    assert "zzzzqqq" in capsys.readouterr().err


def test_rules_are_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert any(line.startswith("M302") for line in listed)
    assert main(["rule", "m302"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("M302 ")
    assert "Example" in out
    assert main(["rule", "Z999"]) == 2
    assert "Z999" in capsys.readouterr().err
