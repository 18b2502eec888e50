"""Changes in paragraphs of DOCX and ODT files: what differs, and where links lead then."""

from __future__ import annotations

import pytest
from docx_made import p, package
from hypothesis import given
from hypothesis import strategies as st
from odt_made import odt

from refkit.model import Span
from refkit.readers import edit, read
from refkit.readers.office_changes import hunks

TARGET = "https://doi.org/10.1000/a1"


def docx_link(content: str) -> bytes:
    link = f'<w:hyperlink r:id="l1"><w:r><w:t>{content}</w:t></w:r></w:hyperlink>'
    return package(p("See ", link, "."), {"l1": TARGET})


def odt_link(content: str) -> bytes:
    return odt(f'<text:p>See <text:a xlink:href="{TARGET}">{content}</text:a>.</text:p>')


@pytest.mark.parametrize("form", ["docx", "odt"])
@pytest.mark.parametrize(
    ("content", "old", "new", "target"),
    [
        ("https://doi.org/10.1000/a1", "a1", "b2", "https://doi.org/10.1000/b2"),
        ("doi:10.1000/a1", "10.1000/a1", "10.1000/b(2)", "https://doi.org/10.1000/b(2)"),
        ("the paper", "paper", "article", "https://doi.org/10.1000/a1"),
        ("10.1000/other", "other", "b2", "https://doi.org/10.1000/a1"),
    ],
)
def test_a_link_that_shows_its_doi_leads_to_the_new_one(
    form: str, content: str, old: str, new: str, target: str
) -> None:
    data = docx_link(content) if form == "docx" else odt_link(content)
    start = read(data, path=f"a.{form}").source.index(old)
    after = edit(data, [(Span(start, start + len(old)), new)], format=form)
    assert [each.target for each in read(after, path=f"a.{form}").markup] == [target]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("61 (8), 1", "61(8), 1", [(2, 3, "")]),
        ("On rain", "On the rain", [(3, 3, "the ")]),
        ("rain", "", [(0, 4, "")]),
        ("rain", "rain", []),
    ],
)
def test_only_words_that_differ_change(
    old: str, new: str, found: list[tuple[int, int, str]]
) -> None:
    assert hunks(old, new) == found


@given(*[st.text("ab ,.(", max_size=12)] * 2)
def test_the_changes_make_the_one_text_of_the_other(old: str, new: str) -> None:
    text = old
    for change in reversed(hunks(old, new)):
        text = text[: change.start] + change.text + text[change.end :]
    assert text == new
