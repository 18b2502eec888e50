"""``refkit styles``: styles found, described and tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from refkit.cli import main

BOOK = '[{"id": "b", "type": "book", "title": "Salt & water", "author": [{"family": "Doe"}]}]'
NOTES = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">'
    '<info><title>Notes</title></info><citation><layout><text variable="title"/></layout>'
    "</citation></style>"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("book.json").write_text(BOOK, encoding="utf-8")
    Path("notes.csl").write_text(NOTES, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [["psychology", "aging"], ["psychology aging"], ["search", "aging", "psychology"]],
)
def test_words_are_searched_for(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", *arguments]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "psychology-and-aging Psychology and Aging" in [" ".join(line.split()) for line in lines]
    assert all("aging" in line.lower() for line in lines)


def test_without_words_all_styles_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles"]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 5000


def test_a_word_that_names_a_command_can_be_searched_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["styles", "search", "show"]) in (0, 2)
    captured = capsys.readouterr()
    assert "Usage" not in captured.out + captured.err


def test_the_nearest_styles_are_named_where_none_is_found(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for arguments in (["apq"], ["search", "apq"], ["show", "apq"], ["preview", "apq"]):
        assert main(["styles", *arguments]) == 2
        captured = capsys.readouterr()
        assert captured.err.startswith("refkit: no style 'apq'; near it are apa, ")
        assert captured.out == ""


def test_a_style_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "show", "Psychology and Aging"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "name          psychology-and-aging",
        "title         Psychology and Aging",
        "id            http://www.zotero.org/styles/psychology-and-aging",
    ]
    for line in (
        "kind          author-date, in-text",
        "parent        apa",
        "locale        en-US",
        "licence       http://creativecommons.org/licenses/by-sa/3.0/",
    ):
        assert line in lines


def test_a_style_of_one_s_own_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "show", "./notes.csl"]) == 0
    assert capsys.readouterr().out == (
        "name          notes\n"
        "title         Notes\n"
        "kind          note\n"
        "bibliography  no\n"
        "locale        en-US\n"
        "file          notes.csl\n"
    )


def test_a_preview_has_citations_and_an_entry(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "preview", "apa"]) == 0
    assert capsys.readouterr().out == (
        "(Example et al., 2021)\n"
        "(Example et al., 2021, p. 146)\n"
        "\n"
        "Example, A. M., Sample, B. C., & Specimen, C. (2021). The smell of rain: How dry soil "
        "takes to water. Journal of Imaginary Weather, 12(3), 145–162. "
        "https://doi.org/10.5555/sample.2021\n"
    )


def test_a_preview_of_a_work_of_one_s_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "preview", "apa", "--item", "book.json", "-f", "html"]) == 0
    assert capsys.readouterr().out == (
        "(Doe, n.d.)\n(Doe, n.d., p. 146)\n\nDoe. (n.d.). <i>Salt &#38; water</i>.\n"
    )
    assert main(["styles", "preview", "apa", "--item", "book.json", "--locale", "de"]) == 0
    assert "(Doe, o.\u00a0J., S. 146)" in capsys.readouterr().out


def test_a_preview_of_a_style_without_bibliography(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "preview", "notes.csl", "--item", "book.json"]) == 0
    assert capsys.readouterr().out == "Salt & water\nSalt & water\n"


def test_the_first_of_several_works_is_tried(capsys: pytest.CaptureFixture[str]) -> None:
    Path("two.json").write_text(f"{BOOK[:-1]}, {BOOK[1:]}".replace("Salt", "Rain", 1))
    assert main(["styles", "preview", "notes.csl", "--item", "two.json"]) == 0
    captured = capsys.readouterr()
    assert captured.out == "Rain & water\nRain & water\n"
    assert captured.err == "refkit: note: two.json: the first of 2 works\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["preview"], "Missing argument 'NAME'"),
        (["show"], "Missing argument 'NAME'"),
        (["--nonsense"], "No such option"),
        (["preview", "apa", "--locale", "xx"], "no locale 'xx'"),
        (["preview", "apa", "--item", "none.bib"], "none.bib: no such file"),
        (["preview", "apa", "-f", "pdf"], "'pdf' is not one of"),
        (["show", "none.csl"], "none.csl"),
    ],
)
def test_misuse_is_told(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["styles", *arguments]) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""
