"""What is broken in a .bib file is told with its line, and the rest is read."""

from __future__ import annotations

import logging

import pytest

from refkit.formats.bibtex import read_bibtex
from refkit.model import Date


def told(text: str) -> tuple[list[str], list[tuple[int, str, bool]]]:
    """The keys that were read; line, beginning of the reason and loss of each Problem."""
    loaded = read_bibtex(text)
    return (
        [work.id for work in loaded.works],
        [(problem.line, problem.reason, problem.lost) for problem in loaded.problems],
    )


@pytest.mark.parametrize(
    ("text", "keys", "problems"),
    [
        pytest.param(
            '@article{a,\n  title = {X}\n  year = {2020},\n  journal = "J"\n}',
            ["a"],
            [(3, "a comma is missing after title", False)],
            id="comma between fields",
        ),
        pytest.param(
            "@article{a\n  title = {X},\n}",
            ["a"],
            [(1, "a comma is missing after the key", False)],
            id="comma after the key",
        ),
        pytest.param(
            "@article{a,\n  title = {X},\n  % year = {2019},\n  year = {2020}\n}",
            ["a"],
            [
                (
                    3,
                    "year is commented out with %, but BibTeX knows no comments inside an entry; "
                    "the field was left out",
                    False,
                )
            ],
            id="field commented out",
        ),
        pytest.param(
            "@article{a,\n  title = {X},\n  % to do: check, and ask\n  year = {2020}\n}",
            ["a"],
            [(1, "comments with % inside the entry, which BibTeX does not know", False)],
            id="comment with a comma",
        ),
        pytest.param(
            "@article{a,\n  title = {X {Y},\n  year = {2020}\n}\n\n@book{b, title={T}}",
            ["b"],
            [
                (
                    1,
                    "the entry is not closed before the next one begins: "
                    "a brace or quote is missing",
                    True,
                )
            ],
            id="brace too few",
        ),
        pytest.param(
            "@book{b, title={T}}\n@article{a,\n  title = {X {Y},\n  year = {2020}\n}",
            ["b"],
            [
                (
                    2,
                    "the entry is not closed before the file ends: a brace or quote is missing",
                    True,
                )
            ],
            id="brace too few at the end",
        ),
        pytest.param(
            "@article{a,\n  title = {X}},\n  year = {2020}\n}\n@book{b, title={T}}",
            ["a", "b"],
            [(2, "year stands outside of the entry: a brace too many before it", False)],
            id="brace too many",
        ),
        pytest.param(
            "@article{a, title = {X}, year = 2020\n\n@book{b, title={T}}",
            ["a", "b"],
            [(1, "the brace that closes the entry is missing", False)],
            id="last brace missing",
        ),
        pytest.param(
            "@article{title = {X}}",
            [""],
            [(1, "the entry has no citation key", False)],
            id="no key",
        ),
        pytest.param(
            "@book{a, title={X}}\n@book{A, title={Y}}",
            ["a", "A"],
            [(2, "the citation key is used before, on line 1", False)],
            id="key twice",
        ),
        pytest.param(
            "@book{a, title={X},\n title={Y}}",
            ["a"],
            [(2, "title is given twice; BibTeX takes the first", False)],
            id="field twice",
        ),
        pytest.param(
            "@book{a,\n publisher = pub}",
            ["a"],
            [(2, "the string 'pub' is not defined", False)],
            id="string not defined",
        ),
        pytest.param(
            "@incollection{a, crossref={b}}",
            ["a"],
            [(1, "crossref names 'b', which is not in the file", False)],
            id="parent missing",
        ),
        pytest.param(
            "%@book{a, title={X}}\n@book{b, title={T}}",
            ["b"],
            [
                (
                    1,
                    "the entry is commented out with %, which biber obeys and BibTeX does not",
                    False,
                )
            ],
            id="entry commented out",
        ),
        pytest.param(
            "@ book\n{a, title={X}}\n@BOOK (b, title={T (1)})\n@comment{@book{c,}}\nfree text",
            ["a", "b"],
            [],
            id="nothing wrong",
        ),
    ],
)
def test_what_is_broken_is_told(
    text: str, keys: list[str], problems: list[tuple[int, str, bool]]
) -> None:
    assert told(text) == (keys, problems)


def test_a_repaired_entry_has_the_fields_that_were_meant() -> None:
    for text in (
        "@article{a,\n title = {X}\n year = {2020}\n}",
        "@article{a\n title = {X},\n year = {2020}\n}",
        "@article{a,\n title = {X}},\n year = {2020}\n}",
        "@article{a,\n title = {X},\n % hm, well\n year = {2020}\n}",
        "@article{a,\n title = {X},\n % year = {2019}\n year = {2020}\n}",
        "@article{a,\n title = {X}, year = {2020}\n",
    ):
        [work] = read_bibtex(text).works
        assert (work.id, work.title, work.issued) == ("a", "X", Date(((2020,),))), text


def test_the_text_of_a_lost_entry_is_kept() -> None:
    text = "@article{a,\n  title = {X {Y},\n  year = {2020}\n}"
    [problem] = read_bibtex(text + "\n\n@book{b, title={T}}").problems
    assert (problem.entry, problem.raw, problem.lost) == ("a", text, True)


def test_a_brace_closed_too_late_is_told() -> None:
    text = "@article{a,\n  title = {X,\n  year = {2020},\n  note = {n}}\n}"
    [problem] = read_bibtex(text).problems
    assert problem.line == 2
    assert problem.reason == (
        "the value of title runs on over year: a brace or quote is not closed"
    )


def test_bibtexparser_prints_nothing(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        read_bibtex("@article{a,\n title = {X\n\n@book{b, title={T}}")
    assert caplog.records == []
    assert capsys.readouterr() == ("", "")
