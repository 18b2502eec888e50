"""``refkit convert`` between formats: what is told, kept, chosen and ordered."""

from __future__ import annotations

from pathlib import Path

import pytest

from refkit.cli import main

BIB = """\
% Kept by hand.
@string{emo = {Emotion}}

@article{roe2020,
  author = {Roe, Richard},
  title = {On tears},
  journal = emo,
  year = {2020},
  annote = {Read twice.},
  abstract = {Tears fall.}
}

@article{doe2010,
  author = {Doe, Jane},
  title = {On smiles},
  journal = {Journal of Experimental Psychology},
  year = {2010}
}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("refs.bib").write_text(BIB, encoding="utf-8")
    return tmp_path


def written(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["convert", *arguments]) == 0
    return capsys.readouterr().out


def test_the_ending_of_the_output_chooses_the_format(capsys: pytest.CaptureFixture[str]) -> None:
    for name, begins in (
        ("out.ris", "TY  - JOUR"),
        ("out.yaml", "---"),
        ("out.rdf", "<?xml"),
        ("out.mods", "<?xml"),
        ("out.jsonl", '{"id":"roe2020"'),
    ):
        written(capsys, "refs.bib", name)
        assert Path(name).read_text(encoding="utf-8").startswith(begins), name


def test_an_ending_of_several_formats_is_not_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", "refs.bib", "out.xml"]) == 2
    assert ".xml is the ending of endnote-xml, " in capsys.readouterr().err


def test_a_bib_file_keeps_its_macros_and_comments(capsys: pytest.CaptureFixture[str]) -> None:
    out = written(capsys, "refs.bib", "-", "--to", "biblatex")
    assert "% Kept by hand." in out
    assert "@string{emo = {Emotion}}" in out
    assert "journaltitle = emo," in out


def test_what_a_format_has_no_place_for_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", "refs.bib", "-", "--to", "word-xml"]) == 0
    assert "Word's sources has no place for abstract (1 work)" in capsys.readouterr().err
    assert main(["convert", "refs.bib", "-", "--to", "ris"]) == 0
    assert capsys.readouterr().err == ""


def test_works_are_ordered_and_fields_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    out = written(capsys, "refs.bib", "-", "--to", "ris", "--sort", "author", "--omit", "abstract")
    assert out.index("On smiles") < out.index("On tears")
    assert "Tears fall" not in out
    out = written(capsys, "refs.bib", "-", "--to", "csl-json", "--fields", "title,doi")
    assert "On tears" in out
    assert "Emotion" not in out


def test_journals_are_abbreviated_by_rule_or_table(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("refs.bib", "-", "--to", "bibtex", "--journals", "abbreviated")
    assert "{J. Exp. Psychol.}" in written(capsys, *asked)
    Path("table.csv").write_text("Journal of Experimental Psychology;JEP\n", encoding="utf-8")
    assert "{JEP}" in written(capsys, *asked, "--abbreviations", "table.csv")


def test_a_table_that_is_none_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("table.csv").write_text("nothing here\n", encoding="utf-8")
    asked = ("refs.bib", "-", "--to", "bibtex", "--abbreviations", "table.csv")
    assert main(["convert", *asked]) == 2
    assert "table.csv:1: no line is 'Full name;Abbreviation'" in capsys.readouterr().err


def test_keys_are_made_anew_by_a_pattern(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("refs.bib", "-", "--to", "bibtex", "--rekey", "--keys", "{author:capital}{year:2}")
    out = written(capsys, *asked)
    assert "@article{Roe20," in out
    assert "@article{Doe10," in out


@pytest.mark.parametrize("option", ["--latex", "--rekey", "--keys=zotero", "--protect=none"])
def test_options_of_bibtex_are_for_bibtex(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", "refs.bib", "out.ris", option]) == 2
    assert "is for BibTeX" in capsys.readouterr().err


def test_an_export_of_a_manager_that_ends_in_txt_is_no_article(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("citations.txt").write_text(
        "TY  - BOOK\nAU  - Doe, Jane\nTI  - On smiles\nPY  - 2010\nER  - \n", encoding="utf-8"
    )
    assert "On smiles" in written(capsys, "citations.txt", "-", "--to", "bibtex")


def test_plain_leaves_out_what_is_carried(capsys: pytest.CaptureFixture[str]) -> None:
    Path("one.json").write_text(
        '[{"id": "a", "type": "book", "title": "On smiles", "dimensions": "20 cm"}]',
        encoding="utf-8",
    )
    assert "refkit:" in written(capsys, "one.json", "-", "--to", "ris")
    assert "refkit:" not in written(capsys, "one.json", "-", "--to", "ris", "--plain")
