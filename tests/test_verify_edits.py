"""Edits: what of a file changes when a stretch of its text should read otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.extract import find_references
from refkit.model import Span
from refkit.readers import read
from refkit.verify.edits import append, mend, mend_entry

CASES = [
    # format, source, wrong, right, the source then
    ("markdown", "See *Sea*, *58*(4), 1–2.", "58(4)", "59(1)", "See *Sea*, *59*(1), 1–2."),
    ("markdown", "See *Sea*, *58*, 1–2.", "58, 1", "58(3), 1", "See *Sea*, *58*(3), 1–2."),
    ("markdown", "See *A wrong titel*.", "titel", "title", "See *A wrong title*."),
    (
        "markdown",
        "Two\nlines are\nhere.",
        "lines are here",
        "lines were here",
        "Two\nlines were\nhere.",
    ),
    ("html", "<p>Ek &amp; Oz <i>8</i>(4)</p>", "Oz 8", "Uz 9", "<p>Ek &amp; Uz <i>9</i>(4)</p>"),
    ("html", "<p>Ek, B., Oz, C.</p>", "B., Oz", "B., & Oz", "<p>Ek, B., &amp; Oz, C.</p>"),
    ("html", "<p>Ek &amp; Oz</p>", "Ek & Oz", "Ek and Oz", "<p>Ek and Oz</p>"),
    ("text", "1990-1995\r\nend", "1990-1995", "1990–1995", "1990–1995\r\nend"),
    ("markdown", "pro*duct*ion", "production", "work", None),
    # A backslash goes with its sign, and what is written gets its own.
    ("markdown", "R\\&D here", "R&D", "RD", "RD here"),
    ("markdown", "Ek\\_Oz", "Ek_Oz", "Ek._Oz", "Ek.\\_Oz"),
    ("markdown", "Ek and Oz", "and", "&amp;", "Ek \\&amp; Oz"),
    ("markdown", "Ek wrote", "Ek", "1.", "1\\. wrote"),
    ("markdown", "Ek wrote", "Ek", "#", "\\# wrote"),
    # Nothing is left of emphasis on nothing, and emphasis does not end in a space.
    ("markdown", "See *Sea*, *58*, 1–2.", "58, 1", ", 1", "See *Sea*, , 1–2."),
    ("markdown", "See *Sea* now", "Sea", ". ", None),
    # The address between angle brackets stays one.
    ("markdown", "At <https://a.org/b> x", "a.org/b", "a.org/c_d", "At <https://a.org/c_d> x"),
    ("markdown", "At <https://a.org/b> x", "a.org/b", "a.org/c*d", None),
    ("markdown", "At <https://a.org/b> x", "https", "ftp", None),
    # White space that is markup or a line break is taken away where it stands.
    ("text", "10.5555/\r\n  tears", "10.5555/ tears", "10.5555/tears", "10.5555/tears"),
    ("markdown", "Ek  and\nOz", "and Oz", "andOz", "Ek  andOz"),
    ("html", "<p>Ek <i>and</i> Oz</p>", "and Oz", "andOz", None),
    ("html", "<p>Ek &amp;\n Oz</p>", "& Oz", "&Oz", "<p>Ek &amp;Oz</p>"),
    # What is added to a phrase stands behind its markup, what goes on a word within.
    ("html", "<p><i>Sea</i> here</p>", "Sea", "Sea,", "<p><i>Sea</i>, here</p>"),
    ("html", "<p><i>Sea</i> here</p>", "Sea", "Seas", "<p><i>Seas</i> here</p>"),
    ("markdown", "In [*Sea*](a.md) here", "Sea", "Sea,", "In [*Sea*](a.md), here"),
    # A letter and its accent are one.
    ("text", "Grac\u030canin", "Grac\u030canin", "Gracanin", "Gracanin"),
]


@pytest.mark.parametrize(("form", "source", "wrong", "right", "then"), CASES)
def test_only_the_words_that_differ_change(
    form: str, source: str, wrong: str, right: str, then: str | None
) -> None:
    document = read(source, format=form)
    at = document.text.replace("\n", " ").index(wrong)
    fix = mend(document, Span(at, at + len(wrong)), right, safe=True)
    if then is None:
        assert fix is None
    else:
        assert fix is not None
        assert source[: fix.span.start] + fix.replacement + source[fix.span.end :] == then


def test_an_entry_broken_over_lines_is_mended_where_it_stands() -> None:
    source = "# References\n\nEk, B. (1987). On\n   tears. *Sea*, *3*,\n   1–2.\n"
    document = read(source, format="markdown")
    (entry,) = find_references(document)
    at = entry.raw.index("tears. Sea, 3")
    fix = mend_entry(document, entry, Span(at, at + 13), "cries. Sea, 4", safe=True)
    assert fix is not None
    changed = source[: fix.span.start] + fix.replacement + source[fix.span.end :]
    assert changed == source.replace("tears", "cries").replace("*3*", "*4*")


def test_what_is_added_at_the_end_stands_behind_the_markup_that_ends_there() -> None:
    source = "# References\n\nEk, B. (1987). *On tears*\n"
    document = read(source, format="markdown")
    (entry,) = find_references(document)
    fix = append(document, entry, ". https://doi.org/10.5555/a_b*c", safe=True)
    changed = source[: fix.span.start] + fix.replacement + source[fix.span.end :]
    assert changed == "# References\n\nEk, B. (1987). *On tears*. https://doi.org/10.5555/a_b\\*c\n"


def test_what_reads_right_needs_no_fix() -> None:
    document = read("As it is.", format="text")
    assert mend(document, Span(0, 5), "As it", safe=True) is None


def test_what_is_added_to_an_entry_stands_behind_the_link_that_ends_it() -> None:
    source = "# References\n\nEk, B. (1987). On tears. [https://a.org/b](https://a.org/b)\n"
    document = read(source, format="markdown")
    (entry,) = find_references(document)
    fix = append(document, entry, " [Map]", safe=True)
    changed = source[: fix.span.start] + fix.replacement + source[fix.span.end :]
    assert changed == source.replace("b)\n", "b) \\[Map\\]\n")


# fmt: off
WORDS = {
    "markdown": (
        "Sea", "*Sea*", "**Ek**", "_under_", "58", "*58*(3),", "a\\_b", "&amp;", "AT&T", "C*at*s",
        "[link](http://a.org/c_d)", "<https://doi.org/10.5555/a_b>", "H<sub>2</sub>O", "\n", "“q”",
        "e\u0301x", "שלום", "🌊", "1990-1995",
    ),
    "html": (
        "Sea", "<i>Sea</i>", "<b>Ek</b>", "58", "<i>58</i>(3),", "&amp;", "&#269;", "C<i>at</i>s",
        "<a href='http://a.org/c_d'>link</a>", "H<sub>2</sub>O", "\n", "&nbsp;", "soft&shy;hyphen",
        "a<wbr>b", "e\u0301x", "שלום", "🌊", "1990-1995",
    ),
    "text": ("Sea", "58", "(4),", "&amp;", "\r\n", "a\u00adb", "e\u0301x", "שלום", "🌊", "*x*"),
}
NEW = ("word", "59", "(5),", "–", "& x", "a_b", "<tag>", "*star*", "č", "", "x y", "[1]", ",", "\\")
# fmt: on


@st.composite
def mended_texts(draw: st.DrawFn) -> tuple[str, str, Span, str]:
    form = draw(st.sampled_from(sorted(WORDS)))
    words = draw(st.lists(st.sampled_from(WORDS[form]), min_size=1, max_size=6))
    source = " ".join(["Begin", *words, "end"])
    source = f"<p>{source}</p>" if form == "html" else source
    text = read(source, format=form).text
    places = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    span = Span(places[0], places[1])
    return form, source, span, draw(st.sampled_from(NEW))


@given(mended_texts())
def test_a_mended_text_reads_as_it_should(drawn: tuple[str, str, Span, str]) -> None:
    form, source, span, new = drawn
    document = read(source, format=form)
    fix = mend(document, span, new, safe=True)
    if fix is None:
        return
    mended = source[: fix.span.start] + fix.replacement + source[fix.span.end :]
    wanted = document.text[: span.start] + new + document.text[span.end :]
    read_again = read(mended, format=form).text
    assert "".join(read_again.split()) == "".join(wanted.split())
