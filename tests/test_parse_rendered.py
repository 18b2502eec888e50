"""Parsing what refkit itself renders in APA gives the same Work."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import refkit
from refkit.model import Date, Name, Work

WORDS = st.sampled_from(
    ["tears", "grief", "of", "the", "sea", "opera", "memory", "rivers", "and", "naïve", "borders"]
)
TITLES = st.lists(WORDS, min_size=2, max_size=8).map(lambda words: "Notes on " + " ".join(words))
PEOPLE = st.lists(
    st.builds(
        Name,
        family=st.sampled_from(["Gračanin", "O’Brien", "Núñez-Ortiz", "Li", "Lindqvist", "Moser"]),
        given=st.sampled_from(["Anna", "Jean-Pierre", "Maria Luisa", "Øystein", "K. L."]),
    ),
    min_size=1,
    max_size=7,
)
YEARS = st.integers(1900, 2029).map(lambda year: Date(date_parts=((year,),)))
ARTICLES = st.builds(
    Work,
    type=st.just("article-journal"),
    author=PEOPLE,
    title=TITLES,
    issued=YEARS,
    container_title=st.sampled_from(["Emotion", "Journal of Affect", "Review of River Studies"]),
    volume=st.integers(1, 300).map(str),
    issue=st.sampled_from(["", "3", "12"]),
    page=st.sampled_from(["45–49", "492–502", "S12–S19"]),
    DOI=st.sampled_from(["", "10.1037/pst0000342"]),
)
BOOKS = st.builds(
    Work,
    type=st.just("book"),
    author=PEOPLE,
    title=TITLES,
    issued=YEARS,
    publisher=st.sampled_from(["Beacon Press", "Springer", "University of Bern"]),
)
CHAPTERS = st.builds(
    Work,
    type=st.just("chapter"),
    author=PEOPLE,
    title=TITLES,
    issued=YEARS,
    editor=PEOPLE.map(lambda people: people[:3]),
    container_title=st.sampled_from(["Borders of Europe", "Handbook of affect"]),
    page=st.just("101–123"),
    publisher=st.sampled_from(["Beacon Press", "Springer"]),
)


def bare(names: list[Name]) -> list[tuple[str, str]]:
    """The family name and the first letters of the given names, which is all that APA keeps."""
    return [(name.family, "".join(c for c in name.given if c.isupper())) for name in names]


@given(st.one_of(ARTICLES, BOOKS, CHAPTERS))
@settings(max_examples=60, deadline=None)
def test_a_work_rendered_in_apa_is_parsed_to_the_same_work(work: Work) -> None:
    entry = refkit.render([work], style="apa").entries[0]
    parsed = refkit.parse_reference(entry.text).work

    assert parsed.type == work.type
    assert parsed.title == work.title
    assert bare(parsed.author) == bare(work.author)
    assert bare(parsed.editor) == bare(work.editor)
    assert parsed.issued == work.issued
    assert parsed.container_title == work.container_title
    assert (parsed.volume, parsed.issue) == (work.volume, work.issue)
    assert (parsed.page, parsed.publisher, parsed.DOI) == (work.page, work.publisher, work.DOI)
