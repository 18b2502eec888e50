"""Edits: what of a file changes when a stretch of its text should read otherwise."""

from __future__ import annotations

import pytest

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
