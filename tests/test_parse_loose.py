"""References that are not APA: the tolerant reading, and how the judge picks a grammar."""

from __future__ import annotations

import pytest

from refkit.model import Reference, Span
from refkit.parse import parse_reference, parse_text


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("Ode, M. (2009). Tears in rain. Emotion, 12(3), 45–49.", "apa"),
        ("Ode, Mary. 2009. Tears in rain. Emotion 12 (3): 45–49.", "author-year"),
        ("Ode M, Ito H. Tears in rain. Emotion. 2009;12(3):45-9.", "vancouver"),
        ("M. Ode and H. Ito, “Tears in rain,” Emotion 12, 45–49 (2009).", ""),
    ],
)
def test_each_style_gives_the_same_article(text: str, style: str) -> None:
    parsed = parse_text(text)

    assert parsed.style == style
    assert parsed.work.title == "Tears in rain"
    assert parsed.work.container_title == "Emotion"
    assert parsed.work.volume == "12"
    assert parsed.work.page.startswith("45")
    assert parsed.work.year == 2009
    assert parsed.work.author[0].family == "Ode"
    assert parsed.work.type == "article-journal"


def test_vancouver_keeps_month_and_doi() -> None:
    work = parse_text(
        "Ode M, Ito H, et al. Tears in rain. J Affect Res. 2009 Jan;12(3):45-9. "
        "doi: 10.1234/jar.2009.12"
    ).work

    assert work.issued is not None
    assert work.issued.date_parts == ((2009, 1),)
    assert work.DOI == "10.1234/jar.2009.12"
    assert [name.family for name in work.author] == ["Ode", "Ito"]


def test_harvard_puts_the_title_in_quotation_marks() -> None:
    work = parse_text(
        "Smith, J. (1999) 'The trouble with titles', Journal of Headings, 5(3), pp. 1–12."
    ).work

    assert work.title == "The trouble with titles"
    assert work.container_title == "Journal of Headings"
    assert work.page == "1–12"


def test_chicago_names_the_editor_after_the_book() -> None:
    work = parse_text(
        "Bourdain, Pierre. 1986. The Forms of Loss. In Handbook of Theory, edited by John "
        "Richards, pp. 241–258. New York: Green Press."
    ).work

    assert work.container_title == "Handbook of Theory"
    assert [name.family for name in work.editor] == ["Richards"]
    assert (work.page, work.publisher, work.publisher_place) == (
        "241–258",
        "Green Press",
        "New York",
    )


def test_a_month_in_parentheses_is_no_issue() -> None:
    work = parse_text("Fox, Jesse. 2017. “Scales of Use.” Monographs 9 (January): 1–21.").work

    assert (work.volume, work.issue, work.page) == ("9", "", "1–21")


def test_commas_alone_part_title_place_and_publisher() -> None:
    work = parse_text("Martin H., 1927, Le temps perdu, Paris, Éditions Imaginaires.").work

    assert work.title == "Le temps perdu"
    assert work.publisher == "Éditions Imaginaires"
    assert work.publisher_place == "Paris"


@pytest.mark.parametrize("marker", ["[3] ", "14. ", "• "])
def test_a_list_marker_is_no_part_of_the_first_name(marker: str) -> None:
    parsed = parse_text(marker + "Ode, M. (2009). Tears in rain. Emotion, 12(3), 45–49.")

    assert parsed.work.author[0].family == "Ode"
    assert parsed.rest == []


def test_what_fits_no_grammar_is_still_a_title_and_a_year() -> None:
    parsed = parse_text("Some remarks on weeping, privately printed, 1890")

    assert parsed.work.title.startswith("Some remarks on weeping")
    assert parsed.work.year == 1890
    assert parsed.confidence < 0.5


@pytest.mark.parametrize("text", ["", "   ", "...", "— —"])
def test_an_entry_without_letters_has_a_problem_and_no_work(text: str) -> None:
    parsed = parse_text(text)

    assert parsed.problem
    assert not parsed.work.title or not any(c.isalpha() for c in parsed.work.title)


def test_what_no_field_takes_is_kept() -> None:
    parsed = parse_text("Ode, M. (2009). Tears in rain. Emotion, 12(3), 45–49. Shelf 7.")
    kept = [parsed.raw[span.start : span.end] for span in parsed.rest]
    written = " ".join([*kept, *(parsed.written(field) for field in parsed.fields)])

    assert "Shelf 7" in written


def test_italics_show_where_the_journal_begins() -> None:
    raw = "Ode, M. (2009). Tears. A note. Feelings. New series, 12(3), 45–49."
    start = raw.index("Feelings")
    parsed = parse_reference(Reference(raw=raw, italics=[Span(start, raw.index(", 12"))]))

    assert parsed.work.title == "Tears. A note"
    assert parsed.work.container_title == "Feelings. New series"


def test_a_link_gives_the_doi_that_the_text_hides() -> None:
    parsed = parse_reference(
        Reference(
            raw="Ode, M. (2009). Tears in rain. Emotion, 12(3), 45–49. [Link]",
            links=["https://doi.org/10.1234/emo.2009.12"],
        )
    )

    assert parsed.work.DOI == "10.1234/emo.2009.12"


def test_the_given_reference_is_not_changed() -> None:
    given = Reference(raw="Ode, M. (2009). Tears in rain. Emotion, 12(3), 45–49.", line=7)
    parsed = parse_reference(given)

    assert given.fields == {}
    assert given.work.title == ""
    assert (parsed.line, parsed.raw) == (7, given.raw)
