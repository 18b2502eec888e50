"""A .bib file that is edited in place: an edit changes its own bytes, and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.errors import FormatError
from refkit.formats import bib_layout
from refkit.formats.bib_file import BibFile
from refkit.formats.bib_layout import read_layout
from refkit.formats.bib_pieces import BibEntry

FILE = """% Encoding: UTF-8
@string{emo = "Emotion"}

@Article{doe2020,
  author  = {Doe, Jane},
  title   = "On tears",
  journal = emo,
  month   = jan # "~1",
  year    = 2020
}

% about smiles
@book(roe, title={On smiles}, crossref = {Doe2020},)

@misc{broken, title = {never closed
@misc{bare}
"""


def entry(file: BibFile, key: str) -> BibEntry:
    return next(each for each in file.entries if each.key == key)


def after(edit: str) -> str:
    """The lines of FILE that differ after the edit, as they are then."""
    before = FILE.splitlines()
    return "\n".join(line for line in edit.splitlines() if line not in before)


def test_the_pieces_of_a_file() -> None:
    file = BibFile.read(FILE)
    assert [(each.type, each.key, each.line) for each in file.entries] == [
        ("article", "doe2020", 4),
        ("book", "roe", 13),
        ("misc", "bare", 16),
    ]
    assert [(each.line, each.text) for each in file.broken] == [
        (15, "@misc{broken, title = {never closed\n")
    ]
    doe = entry(file, "doe2020")
    assert [field.name for field in doe.fields] == ["author", "title", "journal", "month", "year"]
    assert [file.value(doe, name) for name in ("title", "journal", "month", "year", "doi")] == [
        "On tears",
        "Emotion",
        "jan~1",
        "2020",
        "",
    ]
    assert doe.line_of("journal") == 7


@pytest.mark.parametrize(
    ("key", "name", "value", "line"),
    [
        ("doe2020", "author", "Roe, Ann", "  author  = {Roe, Ann},"),
        ("doe2020", "title", "On salt", '  title   = "On salt",'),
        ("doe2020", "title", 'On "salt"', '  title   = {On "salt"},'),
        ("doe2020", "journal", "Cognition", "  journal = {Cognition},"),
        ("doe2020", "journal", "jan", "  journal = jan,"),
        ("doe2020", "journal", "Emotion", ""),
        ("doe2020", "month", "jan~1", ""),
        ("doe2020", "year", "2021", "  year    = 2021"),
        ("doe2020", "year", "in press", "  year    = {in press}"),
        ("doe2020", "volume", "7", "  year    = 2020,\n  volume  = {7}"),
        ("doe2020", "organization", "APA", "  year    = 2020,\n  organization = {APA}"),
        (
            "roe",
            "year",
            "1999",
            "@book(roe, title={On smiles}, crossref = {Doe2020}, year = {1999},)",
        ),
        ("bare", "title", "Bare", "@misc{bare,\n  title = {Bare}"),
    ],
)
def test_a_field_is_set_and_all_else_stays(key: str, name: str, value: str, line: str) -> None:
    file = BibFile.read(FILE)
    file.set(entry(file, key), name, value)
    assert after(str(file)) == line
    assert file.value(entry(file, key), name) == value


@pytest.mark.parametrize("value", ["{open", "shut}", "back\\", "x\n@article{y"])
def test_a_value_that_would_tear_the_file_is_refused(value: str) -> None:
    file = BibFile.read(FILE)
    with pytest.raises(FormatError, match="braces are not balanced"):
        file.set(entry(file, "doe2020"), "title", value)
    assert str(file) == FILE


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["a"], "@misc{k,\n  b = {2},\n  c = {3},\n}\n"),
        (["b"], "@misc{k,\n  a = {1},\n  c = {3},\n}\n"),
        (["c"], "@misc{k,\n  a = {1},\n  b = {2},\n}\n"),
        (["b", "c"], "@misc{k,\n  a = {1},\n}\n"),
        (["a", "b", "c"], "@misc{k,\n}\n"),
        (["d"], "@misc{k,\n  a = {1},\n  b = {2},\n  c = {3},\n}\n"),
    ],
)
def test_a_field_goes_with_its_comma_and_its_line(names: list[str], text: str) -> None:
    file = BibFile.read("@misc{k,\n  a = {1},\n  b = {2},\n  c = {3},\n}\n")
    for name in names:
        file.remove_field(file.entries[0], name)
    assert str(file) == text


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (
            "@misc{k,\n   title =    {T},\n   year =     {1999}}",
            "@misc{k,\n   title =    {T},\n   year =     {1999},\n   doi =      {10.1/x}}",
        ),
        (
            "@misc{ k\n , title = {T}\n , year = {1999}\n }",
            "@misc{ k\n , title = {T}\n , year = {1999}\n , doi = {10.1/x}\n }",
        ),
        ("@misc{k,\r\n\tTITLE={T}\r\n}", "@misc{k,\r\n\tTITLE={T},\r\n\tDOI={10.1/x}\r\n}"),
        ("@misc{k, title={T}}", "@misc{k, title={T}, doi={10.1/x}}"),
        ("@misc{k,}", "@misc{k,\n  doi = {10.1/x},\n}"),
        (
            "@misc{k,\n  url = {u},\n  note = {n}\n}",
            "@misc{k,\n  doi = {10.1/x},\n  url = {u},\n  note = {n}\n}",
        ),
        (
            "@misc{k,\n  year = 1,\n  title = {n}\n}",
            "@misc{k,\n  year = 1,\n  title = {n},\n  doi = {10.1/x}\n}",
        ),
    ],
)
def test_a_new_field_is_laid_out_as_the_others_are(before: str, text: str) -> None:
    file = BibFile.read(before)
    file.set(file.entries[0], "doi", "10.1/x")
    assert str(file) == text


def test_a_key_is_renamed_with_all_that_names_it() -> None:
    file = BibFile.read(
        '@book{a, title={A}}\n@inbook{b, crossref={A}, xref = "a"}\n'
        "@set{c, entryset = {b,a, ab}}\n@misc{d, note={a}}\n"
    )
    file.rename(file.entries[0], "z")
    assert str(file) == (
        '@book{z, title={A}}\n@inbook{b, crossref={z}, xref = "z"}\n'
        "@set{c, entryset = {b,z, ab}}\n@misc{d, note={a}}\n"
    )
    with pytest.raises(FormatError, match="no legal citation key"):
        file.rename(file.entries[0], "no, good")


def test_keys_can_be_exchanged() -> None:
    file = BibFile.read("@book{a, title={A}}\n@inbook{b, crossref={a}}\n")
    file.rename_all(list(zip(file.entries, ["b", "a"], strict=True)))
    assert str(file) == "@book{b, title={A}}\n@inbook{a, crossref={b}}\n"


def test_the_type_is_changed() -> None:
    file = BibFile.read("@Misc{a, title={A}}\n")
    file.retype(file.entries[0], "misc")
    assert str(file) == "@Misc{a, title={A}}\n"
    file.retype(file.entries[0], "book")
    assert str(file) == "@book{a, title={A}}\n"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "% head\n\n@misc{b}\n\n@misc{c}\n"),
        (1, "% head\n\n@misc{a}\n\n@misc{c}\n"),
        (2, "% head\n\n@misc{a}\n\n@misc{b}\n"),
    ],
)
def test_an_entry_is_removed_with_the_blank_line_behind_it(number: int, text: str) -> None:
    file = BibFile.read("% head\n\n@misc{a}\n\n@misc{b}\n\n@misc{c}\n")
    file.remove(file.entries[number])
    assert str(file) == text


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("", "@misc{k}\n"),
        ("@misc{a}", "@misc{a}\n\n@misc{k}\n"),
        ("@misc{a}\n", "@misc{a}\n\n@misc{k}\n"),
        ("@misc{a}\r\n\r\n", "@misc{a}\r\n\r\n@misc{k}\r\n"),
    ],
)
def test_an_entry_is_added_behind_a_blank_line(before: str, text: str) -> None:
    file = BibFile.read(before)
    file.add("@misc{k}")
    assert str(file) == text


def test_entries_are_put_into_another_order_with_the_remarks_above_them() -> None:
    file = BibFile.read("% head\n@misc{c}\n\n% on a\n@misc{a}\n\n% apart\n\n@misc{b}\n% end\n")
    file.reorder(sorted(file.entries, key=lambda each: each.key))
    assert str(file) == "% head\n% on a\n@misc{a}\n\n@misc{b}\n\n% apart\n\n@misc{c}\n% end\n"
    with pytest.raises(ValueError, match="not the entries of this file"):
        file.reorder(file.entries[1:])


def test_definitions_are_gathered_before_the_first_entry() -> None:
    file = BibFile.read("@misc{a}\n\n@string{x = {X}}\n\n@misc{b, note = x}\n")
    assert file.gather_definitions()
    assert str(file) == "@string{x = {X}}\n\n@misc{a}\n\n@misc{b, note = x}\n"
    twice = "@string{x = {X}}\n@misc{a}\n@string{x = {Y}}\n@misc{b}\n"
    file = BibFile.read(twice)
    assert not file.gather_definitions()
    assert str(file) == twice


@pytest.mark.parametrize(
    "text",
    [
        "@misc{k, title = {a} year = {b}}",
        "@misc{k, title {a}}",
        "@misc{k, title = {a}},",
        "@misc{k,\n % no comment\n title = {a}}",
        "@misc{k, title = {a\n  year = {2020},\n}, }",
        "% @misc{k, title = {a}}",
        "@misc{k, , title = {a}}",
        "@misc{k, title = }",
        "@misc",
        "@misc{",
        "@misc{k, a = {b} # }",
        "@",
        "x@y{",
    ],
)
def test_what_breaks_the_grammar_is_kept_and_not_an_entry_to_edit(text: str) -> None:
    file = BibFile.read(text + "\n@book{after}\n")
    assert [each.key for each in file.entries if each.type == "misc" and each.fields] in ([], ["k"])
    assert "after" in [each.key for each in file.entries]
    assert str(file) == text + "\n@book{after}\n"
    if text != "@misc{k, title = {a}},":
        assert len(file.entries) == 1


@pytest.mark.parametrize(
    "data",
    [
        FILE.encode(),
        b"\xef\xbb\xbf" + FILE.encode(),
        FILE.replace("\n", "\r\n").encode(),
        FILE.replace("\n", "\r").encode(),
        FILE.encode("utf-16"),
        "% Encoding: latin1\n@misc{k, title = {Gar\xe7on}}\n".encode("latin-1"),
        b"@misc{k, title = {Caf\xc3\xa9 \xe9}}\n",
        b"@misc{k, title = {\xff\xfe\x81}}\n",
    ],
)
def test_a_file_that_is_not_edited_keeps_its_bytes(data: bytes) -> None:
    file = BibFile.read(data)
    assert bytes(file) == data
    first = file.entries[0]
    file.set(first, "pages", "1--2")
    edited = BibFile.read(bytes(file))
    assert edited.value(edited.entries[0], "pages") == "1--2"
    edited.remove_field(edited.entries[0], "pages")
    assert bytes(edited) == data


def test_a_letter_that_the_encoding_lacks_is_written_as_latex() -> None:
    file = BibFile.read("% Encoding: latin1\n@misc{k, title = {Gar\xe7on}}\n".encode("latin-1"))
    file.set(file.entries[0], "title", "Gračanin ç")
    assert b"title = {Gra{\\v{c}}anin \xe7}" in bytes(file)


NAMES = st.sampled_from(["title", "Year", "doi", "NOTE", "x-y"])
CONTENTS = st.text(
    st.characters(exclude_characters="{}\\@\x00", exclude_categories=["Cs"]), max_size=12
)
WRITTEN = st.one_of(
    CONTENTS.map(lambda text: "{" + text + "}"),
    CONTENTS.map(lambda text: "{a{" + text + "}}"),
    CONTENTS.map(lambda text: '"' + text.replace('"', "") + '"'),
    st.sampled_from(["jan", "12", "{a} # jan", 'emo # "b"']),
)
SPACES = st.sampled_from(["", " ", "\n  ", "\r\n\t", "  "])


@st.composite
def entries(draw: st.DrawFn) -> str:
    fields = draw(st.lists(st.tuples(SPACES, NAMES, SPACES, SPACES, WRITTEN, SPACES), max_size=5))
    body = ",".join(f"{a}{name}{b}={c}{value}{d}" for a, name, b, c, value, d in fields)
    comma = draw(st.sampled_from(["", ","])) if fields else ""
    key = draw(st.sampled_from(["k", "Doe:2020", "a b", "x/y"]))
    return f"@Article{{{key}{',' if fields else ''}{body}{comma}{draw(SPACES)}}}"


@st.composite
def files(draw: st.DrawFn) -> str:
    others = st.sampled_from(
        ["\n\n", "\n% remark\n", '\n@string{emo = "E"}\n', "\n@comment{x}\n", "\n@misc{open, a={\n"]
    )
    return "".join(draw(st.lists(st.one_of(entries(), others), max_size=6)))


@given(files())
def test_reading_and_writing_keeps_every_file(text: str) -> None:
    assert str(BibFile.read(text)) == text


@given(st.text(alphabet='@{}(),=#"%\\ \n\rabc1', max_size=60))
def test_no_text_whatever_is_changed_by_reading(text: str) -> None:
    file = BibFile.read(text)
    assert str(file) == text
    for each in file.entries:
        file.set(each, "note", "new")
    again = BibFile.read(str(file))
    assert [file.value(each, "note") for each in again.entries] == ["new"] * len(file.entries)


@given(st.text("x\n", max_size=3), entries(), st.text("y\n", max_size=3), NAMES, CONTENTS)
def test_an_edit_of_one_field_leaves_every_other_byte(
    before: str, text: str, behind: str, name: str, value: str
) -> None:
    file = BibFile.read(before + text + "\n" + behind)
    each = file.entries[0]
    kept = [(field.name, field.value) for field in each.fields if field.name != name.lower()]
    field = each.field(name.lower())
    old = file.value(each, name.lower())
    file.set(each, name.lower(), old if field else value)
    if field:
        assert str(file) == before + text + "\n" + behind
    file.set(each, name.lower(), value)
    assert file.value(each, name.lower()) == value
    assert [(f.name, f.value) for f in each.fields if f.name != name.lower()] == kept
    if field is not None and value != old:
        start, end = field.value_span.start, field.value_span.end
        assert each.text.startswith(text[:start])
        assert each.text.endswith(text[end:])
    once = str(file)
    file.set(each, name.lower(), value)
    assert str(file) == once
    read = BibFile.read(once)
    assert [e.text for e in read.entries] == [e.text for e in file.entries]


@given(entries(), NAMES)
def test_a_field_that_is_added_and_removed_leaves_no_trace(text: str, name: str) -> None:
    file = BibFile.read(text)
    each = file.entries[0]
    if each.fields and each.field("keywords") is None:
        file.set(each, "keywords", "x")
        file.remove_field(each, "keywords")
        assert str(file) == text
    file.remove_field(each, name.lower())
    assert each.field(name.lower()) is None


@given(st.text(alphabet='{}"\\\n\r=, a1#%@()', max_size=20))
def test_the_usual_field_is_read_as_any_other_is(value: str) -> None:
    for text in (f"@a{{k, x = {{{value}}}, y = 3}}", f"@a{{k, x = {value}, y = {{a}}}}"):
        quickly = read_layout(text)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(bib_layout, "_SIMPLE_FIELD", re.compile("(?!)"))
            assert read_layout(text) == quickly


def test_every_entry_of_real_files_is_edited_in_place(shared_data: Path) -> None:
    for path in sorted((shared_data / "bib").glob("*.bib")):
        data = path.read_bytes()
        file = BibFile.read(data)
        assert bytes(file) == data
        for each in file.entries[:: 1 + len(file.entries) // 12]:
            text = each.text
            for field in each.fields:
                value = file.value(each, field.name)
                file.set(each, field.name, value)
                assert each.text == text
            file.set(each, "refkit-test", "x")
            file.remove_field(each, "refkit-test")
            if each.fields:
                assert each.text == text
