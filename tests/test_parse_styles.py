"""References of every style: the tagger's readings, and how the judge picks one."""

from __future__ import annotations

import pytest

from refkit.model import Reference, Span
from refkit.parse import parse_reference, parse_text

TITLE = "Tears in rain and other weather of the mind"
JOURNAL = "Journal of Affective Disorders"

ARTICLES = {
    "APA 7": (
        "apa",
        "Ode, M. K., & Ito, H. (2009). Tears in rain and other weather of the mind. Journal of "
        "Affective Disorders, 12(3), 45–49.",
    ),
    "MLA 9": (
        "mla",
        "Ode, Mary K., and Hana Ito. “Tears in Rain and Other Weather of the Mind.” Journal of "
        "Affective Disorders, vol. 12, no. 3, 2009, pp. 45–49.",
    ),
    "Chicago notes and bibliography": (
        "chicago-notes",
        "Ode, Mary K., and Hana Ito. “Tears in Rain and Other Weather of the Mind.” Journal of "
        "Affective Disorders 12, no. 3 (2009): 45–49.",
    ),
    "Chicago author-date": (
        "author-date",
        "Ode, Mary K., and Hana Ito. 2009. “Tears in Rain and Other Weather of the Mind.” Journal "
        "of Affective Disorders 12 (3): 45–49.",
    ),
    "Vancouver": (
        "vancouver",
        "Ode MK, Ito H. Tears in rain and other weather of the mind. Journal of Affective "
        "Disorders. 2009;12(3):45-9.",
    ),
    "NLM with month": (
        "vancouver",
        "1. Ode MK, Ito H. Tears in rain and other weather of the mind. Journal of Affective "
        "Disorders. 2009 Mar;12(3):45-9.",
    ),
    "BioMed Central": (
        "vancouver",
        "Ode MK, Ito H: Tears in rain and other weather of the mind. Journal of Affective "
        "Disorders 2009, 12(3):45-49.",
    ),
    "Springer": (
        "vancouver",
        "Ode MK, Ito H (2009) Tears in rain and other weather of the mind. Journal of Affective "
        "Disorders 12(3):45–49",
    ),
    "IEEE": (
        "ieee",
        "[7] M. K. Ode and H. Ito, “Tears in rain and other weather of the mind,” Journal of "
        "Affective Disorders, vol. 12, no. 3, pp. 45–49, Mar. 2009.",
    ),
    "Harvard": (
        "author-date",
        "Ode, M.K. and Ito, H. (2009) ‘Tears in rain and other weather of the mind’, Journal of "
        "Affective Disorders, 12(3), pp. 45–49.",
    ),
    "ACS": (
        "acs",
        "(12) Ode, M. K.; Ito, H. Tears in Rain and Other Weather of the Mind. Journal of "
        "Affective Disorders 2009, 12 (3), 45–49.",
    ),
    "Turabian": (
        "chicago-notes",
        "Mary K. Ode and Hana Ito, “Tears in Rain and Other Weather of the Mind,” Journal of "
        "Affective Disorders 12, no. 3 (2009): 45–49.",
    ),
    "German social science": (
        "author-date",
        "Ode, Mary/Ito, Hana, 2009: Tears in rain and other weather of the mind. In: Journal of "
        "Affective Disorders 12, H. 3, S. 45–49.",
    ),
    "German": (
        "author-date",
        "Ode, M.; Ito, H. (2009): Tears in rain and other weather of the mind. In: Journal of "
        "Affective Disorders, Jg. 12, Nr. 3, S. 45-49.",
    ),
    "lost spaces": (
        "apa",
        "Ode,M.K.,& Ito,H.(2009).Tears in rain and other weather of the mind.Journal of Affective "
        "Disorders,12(3),45-49.",
    ),
}


@pytest.mark.parametrize("name", ARTICLES)
def test_every_style_gives_the_same_article(name: str) -> None:
    style, text = ARTICLES[name]
    parsed = parse_text(text)
    work = parsed.work

    assert work.title.lower() == TITLE.lower()
    assert work.container_title == JOURNAL
    assert (work.volume, work.issue, work.year) == ("12", "3", 2009)
    assert work.page.replace("–", "-") in ("45-49", "45-9")
    assert [author.family for author in work.author] == ["Ode", "Ito"]
    assert work.type == "article-journal"
    assert parsed.style == style


BOOKS = {
    "MLA": "Herzog, Clara. The Silent River: A History. Beacon Press, 1998.",
    "Chicago": "Herzog, Clara. The Silent River: A History. Boston: Beacon Press, 1998.",
    "Vancouver": "Herzog C. The silent river: a history. Boston: Beacon Press; 1998.",
    "Harvard": "Herzog, C. (1998) The silent river: a history. Boston: Beacon Press.",
    "footnote": "Clara Herzog, The Silent River: A History (Boston: Beacon Press, 1998).",
    "capitals": "HERZOG, C. The silent river: a history. Boston: Beacon Press, 1998.",
}


@pytest.mark.parametrize("name", BOOKS)
def test_every_style_gives_the_same_book(name: str) -> None:
    work = parse_text(BOOKS[name]).work

    assert work.title.lower() == "the silent river: a history"
    assert work.publisher == "Beacon Press"
    assert work.publisher_place in ("", "Boston")
    assert (work.year, work.container_title) == (1998, "")
    assert [author.family.title() for author in work.author] == ["Herzog"]
    assert work.type == "book"


CHAPTERS = {
    "APA 6": "Weber, K. (2004). Rivers as borders. In A. Lind & B. Moser (Eds.), Borders of Europe "
    "(pp. 101–123). Berlin: Springer.",
    "Chicago": "Weber, Karl. 2004. “Rivers as Borders.” In Borders of Europe, edited by Anna Lind "
    "and Bernd Moser, 101–123. Berlin: Springer.",
    "Harvard": "Weber, K. (2004) ‘Rivers as borders’, in A. Lind and B. Moser (eds) Borders of "
    "Europe. Berlin: Springer, pp. 101–123.",
    "German": "Weber, Karl (2004): Rivers as borders. In: Lind, Anna; Moser, Bernd (Hrsg.): "
    "Borders of Europe. Berlin: Springer, S. 101–123.",
    "German with slashes": "Weber, Karl, 2004: Rivers as borders. S. 101–123 in: Lind, "
    "Anna/Moser, Bernd (Hg.), Borders of Europe. Berlin: Springer.",
    "Vancouver": "Weber K. Rivers as borders. In: Lind A, Moser B, editors. Borders of Europe. "
    "Berlin: Springer; 2004. p. 101–123.",
}


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_style_gives_the_same_chapter(name: str) -> None:
    work = parse_text(CHAPTERS[name]).work

    assert work.title.lower() == "rivers as borders"
    assert work.container_title == "Borders of Europe"
    assert [editor.family for editor in work.editor] == ["Lind", "Moser"]
    assert (work.year, work.page, work.publisher) == (2004, "101–123", "Springer")
    assert work.type == "chapter"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "H. Keller, R. Roth, Phys. Rev. B 12, 345 (1999).",
            ("", "Phys. Rev. B", "12", "345", 1999),
        ),
        (
            "[3] H. Keller and R. Roth, Nucl. Instrum. Methods A 412 (1998) 70.",
            ("", "Nucl. Instrum. Methods A", "412", "70", 1998),
        ),
        (
            "Keller, H.; Roth, R. J. Am. Chem. Soc. 1987, 109, 2225.",
            ("", "J. Am. Chem. Soc.", "109", "2225", 1987),
        ),
    ],
)
def test_physics_and_chemistry_leave_out_the_title(
    text: str, expected: tuple[str, str, str, str, int]
) -> None:
    work = parse_text(text).work
    found = (work.title, work.container_title.rstrip("."), work.volume, work.page, work.year)

    assert found == (expected[0], expected[1].rstrip("."), *expected[2:])
    assert [author.family for author in work.author] == ["Keller", "Roth"]


@pytest.mark.parametrize(
    ("text", "title", "container", "year"),
    [
        (
            "LEFEBVRE H., 1974, La mémoire des villes, Paris, Éditions Anthropos.",
            "La mémoire des villes", "", 1974,
        ),
        (
            "García, L. y Pérez, B. (2003). La ciudad y sus límites. Revista de Estudios Urbanos, "
            "8(2), 15-31.",
            "La ciudad y sus límites", "Revista de Estudios Urbanos", 2003,
        ),
        (
            "SILVA, J. da; SOUZA, M. A escola e a cidade. Revista Brasileira de Educação, v. 7, "
            "n. 2, p. 33-48, 2011.",
            "A escola e a cidade", "Revista Brasileira de Educação", 2011,
        ),
        (
            "ROSSI M., La città e la memoria, in «Rivista di storia», XII (1988), pp. 21-40.",
            "La città e la memoria", "Rivista di storia", 1988,
        ),
        (
            "Jong, P. de (1995). De stad en haar grenzen. Amsterdam: Boom.",
            "De stad en haar grenzen", "", 1995,
        ),
        (
            "Karl Weber, »Flüsse und Grenzen«, in: Historische Zeitschrift 212, 1971, S. 33-58.",
            "Flüsse und Grenzen", "Historische Zeitschrift", 1971,
        ),
    ],
)  # fmt: skip
def test_lists_in_other_languages_are_read(
    text: str, title: str, container: str, year: int
) -> None:
    work = parse_text(text).work

    assert (work.title, work.container_title, work.year) == (title, container, year)
    assert len(work.author) >= 1


def test_a_conference_paper_and_a_thesis_are_told_apart() -> None:
    paper = parse_text(
        "M. Ode and H. Ito, “Reading tears by machine,” in Proceedings of the 5th International "
        "Conference on Affective Computing, 2013, pp. 5–10."
    ).work
    thesis = parse_text(
        "Ode, M. Reading Tears by Machine. PhD thesis, University of Bern, 2013."
    ).work

    assert paper.type == "paper-conference"
    assert paper.container_title.endswith("Conference on Affective Computing")
    assert thesis.type == "thesis"
    assert thesis.publisher == "University of Bern"


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
    assert parsed.confidence < 0.9


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
