"""What is broken in a .bib file is told with its line, and the rest is read."""

from __future__ import annotations

import logging

import pytest

from refkit.errors import UnreadableError
from refkit.formats import load
from refkit.formats.bibtex import read_bibtex
from refkit.formats.bibtex_blocks import split
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
            [(3, "a comment with %, which BibTeX does not know inside an entry", False)],
            id="comment with a comma",
        ),
        pytest.param(
            "@article{a,\n  title = {X {Y},\n  year = {2020}\n}\n\n@book{b, title={T}}",
            ["a", "b"],
            [(2, "the brace that closes title is missing", False)],
            id="brace too few",
        ),
        pytest.param(
            '@article{a,\n  title = "X Y,\n  year = {2020},\n  note = "N"\n}\n@book{b, title={T}}',
            ["a", "b"],
            [(2, "the quote that closes title is missing", False)],
            id="quote too few",
        ),
        pytest.param(
            "@book{b, title={T}}\n@article{a,\n  title = {X {Y},\n  year = {2020}\n}",
            ["b", "a"],
            [(3, "the brace that closes title is missing", False)],
            id="brace too few at the end",
        ),
        pytest.param(
            "@article{a, title = {X, year = {2020}} @book{b, title={T}}\n@book{c, title={T}}",
            ["a", "b", "c"],
            [(1, "the brace that closes title is missing", False)],
            id="next entry on the same line",
        ),
        pytest.param(
            "@book{a}\n@book{b",
            ["a"],
            [
                (
                    2,
                    "the entry is not closed before the file ends: a brace or quote is missing",
                    True,
                )
            ],
            id="nothing but a key",
        ),
        pytest.param(
            "@book{a, title {X}, year: 2020}",
            ["a"],
            [
                (1, "the equals sign after title is missing", False),
                (1, "the equals sign after year is missing", False),
            ],
            id="no equals sign",
        ),
        pytest.param(
            "@book{a, title = My Title, year = 2020}",
            ["a"],
            [(1, "the braces around the value of title are missing", False)],
            id="no braces",
        ),
        pytest.param(
            '@book{a, title = "Say "hi" to", year = 2020}',
            ["a"],
            [(1, "title has quotes inside of its quotes", False)],
            id="quotes in quotes",
        ),
        pytest.param(
            '@book{a, title = "X { y", year = 2020}\n@book{b, title = {X \\{ y}}',
            ["a", "b"],
            [
                (1, "the braces of title do not balance; BibTeX counts \\{ too", False),
                (2, "the braces of title do not balance; BibTeX counts \\{ too", False),
            ],
            id="braces in quotes and escaped ones",
        ),
        pytest.param(
            "@book{a, title = {X} Y, year = 2020}",
            ["a"],
            [(1, "text behind the value of title", False)],
            id="text behind a value",
        ),
        pytest.param(
            "book{a,\n title = {X}}\n@book{b, title={T}}",
            ["b"],
            [(1, "this looks like an entry without @, which BibTeX passes over", False)],
            id="no at sign",
        ),
        pytest.param(
            "@book{a, title=t}\n@string{t = {X}}\n@string{t = {Y}}",
            ["a"],
            [
                (1, "the string 't' is used before it is defined, on line 3", False),
                (3, "the string 't' is defined before, on line 2, with another value", False),
            ],
            id="strings too late and twice",
        ),
        pytest.param(
            "@book{a, crossref={b}}\n@book{b, crossref={a}}\n@book{c, xdata={c}}",
            ["a", "b", "c"],
            [
                (2, "crossref names 'a', which leads back to this entry", False),
                (3, "xdata names 'c', which leads back to this entry", False),
            ],
            id="circle",
        ),
        pytest.param(
            "@book{a, date={2020-13-45}}\n@book{b, date={2019}, year={2020}}",
            ["a", "b"],
            [
                (1, "'2020-13-45' is no date; it is kept as it is", False),
                (2, "the year 2020 is not that of the date, 2019", False),
            ],
            id="dates",
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
            "@article{author = {Doe, J.}, year = 2020, title = {X}}",
            ["doe2020x"],
            [(1, "the entry has no citation key; it is read as 'doe2020x'", False)],
            id="no key",
        ),
        pytest.param(
            "@book{a, title={X}}\n@book{A, title={Y}}",
            ["a", "Aa"],
            [(2, "the citation key is used before, on line 1; it is read as 'Aa'", False)],
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
            "@ book\n{a, title={X}}\n@BOOK (b, title={T (1)})\n@comment{@book{c,}}\nfree text"
            "\n@comment{\n@book{d, title={X}}\n}"
            "\n@book{e, title={X\\\\}, note={see\n@john(now) and x@y.org}}"
            '\n@book{f, title="the {"new, ones"} {"}"}@book{g}',
            ["a", "b", "e", "f", "g"],
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
    [problem] = read_bibtex("@article{a,\n {Y},\n\n@book{b, title={T}}").problems
    assert (problem.entry, problem.raw, problem.lost) == ("a", "@article{a,\n {Y},", True)


def test_the_text_of_an_entry_that_was_read_by_guess_is_kept() -> None:
    text = "@article{a,\n  title = {X {Y},\n  year = {2020}\n}"
    loaded = read_bibtex(text + "\n\n@book{b, title={T}}")
    [problem] = loaded.problems
    assert (problem.entry, problem.field, problem.raw) == ("a", "title", text)
    assert (loaded.works[0].title, loaded.works[0].issued) == ("X Y", Date(((2020,),)))


def test_a_brace_closed_too_late_is_told() -> None:
    text = "@article{a,\n  title = {X,\n  year = {2020},\n  note = {n}}\n}"
    loaded = read_bibtex(text)
    [problem] = loaded.problems
    assert (problem.line, problem.reason) == (2, "the brace that closes title is missing")
    [work] = loaded.works
    assert (work.title, work.issued, work.note) == ("X", Date(((2020,),)), "n")


def test_what_stands_beside_the_entries_is_kept() -> None:
    loaded = read_bibtex(
        '% Encoding: UTF-8\n@preamble{"\\newcommand{\\x}{y}" # "z"}\n@string{J = "A " # {B}}\n'
        "@comment{jabref-meta: x;}\n@book{a, title=J}\nfree\ntext"
    )
    assert loaded.apart is not None
    assert loaded.apart.preambles == ['"\\newcommand{\\x}{y}" # "z"']
    assert loaded.apart.strings == {"J": "A B"}
    assert loaded.apart.comments == [
        "% Encoding: UTF-8",
        "@comment{jabref-meta: x;}",
        "free\ntext",
    ]


def test_macros_that_double_what_they_hold_come_to_an_end() -> None:
    text = '@string{a = "xxxxxxxxxx"}\n' + "@string{a = a # a}\n" * 60 + "@book{b, title=a}"
    assert len(read_bibtex(text).works[0].title) < 60_000_000


def test_entries_inside_of_entries_are_tried_once() -> None:
    assert read_bibtex("@a{k,x={\n" * 5_000 + "}}" * 5_000).problems


@pytest.mark.parametrize(
    ("data", "title", "encoding", "reason"),
    [
        ("@book{k, title={Café}}".encode("utf-8-sig"), "Café", "utf-8", ""),
        ("@book{k, title={Café}}".encode("utf-16"), "Café", "utf-16-le", ""),
        ("@book{k,\r title={Café}\r\n}\n".encode(), "Café", "utf-8", ""),
        (b"@book{k, title={Ca\x00fe}}" + b" " * 200, "Cafe", "utf-8", "1 NUL byte was left out"),
        (
            "% Encoding: cp1252\n@book{k, title={Café}}".encode(),
            "Café",
            "utf-8",
            "the file says that it is in cp1252, but it is in UTF-8",
        ),
    ],
)
def test_encodings(data: bytes, title: str, encoding: str, reason: str) -> None:
    loaded = read_bibtex(data)
    assert [work.title for work in loaded.works] == [title]
    assert loaded.encoding == encoding
    assert [problem.reason for problem in loaded.problems] == ([reason] if reason else [])


def test_bibtexparser_prints_nothing(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        read_bibtex("@article{a,\n title = {X\n\n@book{b, title={T}}")
    assert caplog.records == []
    assert capsys.readouterr() == ("", "")


def test_a_line_break_behind_a_backslash_counts_as_a_line() -> None:
    text = (
        "@misc{a,\n  abstract = {x\\\ny\\\nz},\n  title = {T},\n  title = {U}\n}\n"
        "@misc{b, title = {T}, title = {U}}\n"
    )
    blocks = split(text)
    assert [entry.line for entry in blocks.entries] == [1, 8]
    assert [problem.line for problem in blocks.problems] == [6, 8]


BEFORE = "@article{before,\n  title = {First},\n  year = {2001}\n}\n"
AFTER = "\n@book{after,\n  title = {Last},\n  publisher = {P}\n}\n"


@pytest.mark.parametrize(
    ("entry", "title", "line", "reason"),
    [
        ("@x-y{k,\n  title = {T}\n}", "T", 0, ""),
        ("@x.y{k,\n  title = {T}\n}\nremark\n@a-b{l, title = {U}}", "T", 0, ""),
        ("@commented{k,\n  title = {T}\n}", "T", 0, ""),
        ("@preambles{k,\n  title = {T}\n}", "T", 0, ""),
        ('@misc{k,\n  title = "{T"a} {U}",\n  note = "n"\n}', 'T"a U', 0, ""),
        (
            "@book chapter{k,\n  title = {T}\n}",
            "T",
            5,
            "'@book chapter{' in place of '@chapter{', which BibTeX passes over",
        ),
        (
            "@misc k,\n  title = {T}\n}",
            "T",
            5,
            "'@misc' in place of '@misc{', which BibTeX passes over",
        ),
        ("@{k,\n  title = {T}\n}", "T", 5, "the entry has no type"),
        (
            "@misc{k l,\n  title = {T}\n}",
            "T",
            5,
            "the citation key has a blank in it, which BibTeX does not allow",
        ),
        ("@misc{k,\n  title = {T}\n", "T", 5, "the brace that closes the entry is missing"),
        ("@misc(k,\n  title = {T}\n}", "T", 7, "the entry begins with ( and ends with }"),
        ("@misc{k,\n  title = {T}\n)", "T", 7, "the entry begins with { and ends with )"),
        ("@misc{k,\n  title = {T}\n}}", "T", 7, "a brace too many between entries"),
        ("@misc{k,\n  title == {T}\n}", "T", 6, "= behind the equals sign of title"),
        ("@misc{k,\n  title => {T}\n}", "T", 6, "> behind the equals sign of title"),
        ("@misc{k,\n  title = {T} #\n}", "T", 6, "nothing follows the # of title"),
        ("@misc{k,\n  title = {T},\n  note =\n}", "T", 7, "note has no value"),
        (
            "@misc{k,\n  = {U},\n  title = {T}\n}",
            "T",
            6,
            "a value without the name of a field; it was left out",
        ),
        (
            "@misc{k,\n  title = 'T U'\n}",
            "T U",
            6,
            "the quotes around the value of title are not BibTeX's",
        ),
        (
            "@misc{k,\n  title = “T”\n}",
            "T",
            6,
            "the quotes around the value of title are not BibTeX's",
        ),
        (
            "@misc{k,\n  title = {T} % why\n  ,\n  note = {n}\n}",
            "T",
            6,
            "a comment behind title, which BibTeX does not know inside an entry",
        ),
        ("@string{s}\n@misc{k,\n  title = {T}\n}", "T", 5, "the string 's' has no value"),
    ],
)
def test_one_fault_is_told_and_leaves_the_neighbours_alone(
    entry: str, title: str, line: int, reason: str
) -> None:
    loaded = read_bibtex(BEFORE + entry + AFTER)
    works = {work.id: work for work in loaded.works}
    assert works["before"].title == "First"
    assert works["after"].publisher == "P"
    assert loaded.works[1].title == title
    told = [(problem.line, problem.reason) for problem in loaded.problems]
    assert told == ([(line, reason)] if reason else [])


def test_what_reads_as_no_entry_at_all_is_reported_with_its_text() -> None:
    keys, problems = told(BEFORE + "@comments{prose, and no fields}" + AFTER)
    assert keys == ["before", "after"]
    assert problems == [(5, "nothing in the entry reads as a key and fields", True)]


def test_the_text_of_a_lost_entry_ends_where_the_next_one_begins() -> None:
    loaded = read_bibtex(BEFORE + "@article{k" + AFTER)
    assert [work.id for work in loaded.works] == ["before", "after"]
    assert [(problem.line, problem.raw) for problem in loaded.problems] == [(5, "@article{k")]


def test_a_binary_file_is_refused_whatever_its_name() -> None:
    # As often as any other byte, a NUL stands in what is compressed or encrypted.
    data = b"@article{a, title = {x}}\n" + bytes(range(256)) * 200
    with pytest.raises(UnreadableError, match=r"refs\.bib:2: is a binary file"):
        load(data, path="refs.bib")
