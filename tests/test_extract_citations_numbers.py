"""Citations by number and label: what is one, which entry it means, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.extract import find_citations, find_reference_lists
from refkit.extract.citation_numbers import read_numbers
from refkit.model import Block, Citation, Document, Reference, ReferenceList, Segment, Span
from refkit.readers import read

NAMES = ("Abel", "Brask", "Cole", "Dorn", "Ek", "Fahl", "Gorm", "Holt")


def entries(marker: str = "{}.", sign: str = "\n") -> str:
    """A list of eight works, numbered."""
    return sign.join(
        f"{marker.format(at)} {name}, A. ({1990 + at}). On rain and towns. *Sea*, *{at}*(1), 1–9."
        for at, name in enumerate(NAMES, 1)
    )


def article(text: str, listed: str = "") -> Document:
    return read(f"# Rain\n\n{text}\n\n## References\n\n{listed or entries()}\n", format="markdown")


def numbers(document: Document) -> list[Citation]:
    return [each for each in find_citations(document) if each.system == "number"]


def said(text: str, listed: str = "") -> str:
    """The numbers that are found, each with the place of its entry: "1→0 9→"."""
    found = numbers(article(text, listed))
    return " ".join(
        f"{each.key}→{each.target if each.target is not None else ''}" for each in found
    )


BRACKETS = [
    ("It rains [1]. So it does [2].", "1→0 2→1"),
    ("It rains [1,2].", "1→0 2→1"),
    ("It rains [1, 3 and 4].", "1→0 3→2 4→3"),
    ("It rains [1; 2].", "1→0 2→1"),
    ("It rains [1–3, 5].", "1→0 2→1 3→2 5→4"),
    ("It rains [1]–[3].", "1→0 2→1 3→2"),
    ("It rains [1], [2], [4]–[6].", "1→0 2→1 4→3 5→4 6→5"),
    ("It rains [1, p. 5], and so on [2, Chapter 3; 4].", "1→0 2→1 4→3"),
    ("It rains [see 1], and so on [e.g., 2, 3].", "1→0 2→1 3→2"),
    ("It rains[1], and so on.[2]", "1→0 2→1"),
    ("It rains [1a, 1b]. It does [2].", "1a→0 1b→0 2→1"),
    ("It rains [1]. See ref. 2, and refs 3–5 and 7.", "1→0 2→1 3→2 4→3 5→4 7→6"),
    ("It rains [1], [2] and [12].", "1→0 2→1 12→"),
    ("Ek [5] and Dorn et al. [4] agree.", "5→4 4→3"),
]


@pytest.mark.parametrize(("text", "expected"), BRACKETS)
def test_numbers_in_brackets_lead_to_their_entries(text: str, expected: str) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The interval [1, 5] and the range [2, 4].",
        "We set x[1] = [2, 3] and y = [1].",
        "It lasts [1, 3] mm, or [2, 4] %, 95 % CI [1, 2].",
        "It was said [sic] in 1999 [1999] by some [0, 1].",
        "He says [1](https://example.org) so, and [2](#fn2).",
        "Code is `a[1]` and `b[2]`.",
        "A range [1, 900].",
        "Some [1.5, 2.5] and [12.1].",
    ],
)
def test_intervals_indexes_and_links_are_no_citations(text: str) -> None:
    assert said(text) == ""


ALL_RAISED = (
    "It rains.<sup>1,2</sup> It does<sup>3–5</sup>, and so on;<sup>6</sup> and on.<sup>7,8</sup>"
)


def test_superscripts_lead_to_their_entries() -> None:
    assert said(ALL_RAISED) == "1→0 2→1 3→2 4→3 5→4 6→5 7→6 8→7"


def test_superscripts_of_unicode_lead_to_their_entries() -> None:
    assert said("It rains.¹⁻³ It does⁴, and so on.⁵") == "1→0 2→1 3→2 4→3 5→4"


def test_a_raised_page_is_a_locator() -> None:
    document = article("It rains.<sup>1,2(p12)</sup> It does.<sup>3,4</sup>")
    assert [(each.key, each.locator) for each in numbers(document)] == [
        ("1", ""), ("2", "p12"), ("3", ""), ("4", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "more",
    [
        "A field of 5 m<sup>2</sup>, or 10<sup>3</sup> of x<sup>2</sup> and R<sup>2</sup>.",
        "With <sup>14</sup>C and Ca<sup>2+</sup>, on the 3<sup>rd</sup> day.",
        "10² m², χ² and 5³.",
    ],
)
def test_exponents_and_isotopes_are_no_citations(more: str) -> None:
    assert said(f"{ALL_RAISED} {more}") == said(ALL_RAISED)


def test_marks_of_affiliations_are_no_citations() -> None:
    text = "Jane Roe<sup>1</sup>, John Doe<sup>2</sup>\n\n<sup>1</sup>University of Rain\n\n"
    assert said(text + ALL_RAISED) == said(ALL_RAISED)


def test_footnote_marks_are_no_citations() -> None:
    text = "".join(f"It rains.<sup><a href='#fn{at}'>{at}</a></sup> " for at in range(1, 9))
    assert said(text) == ""


def test_superscripts_beside_notes_are_no_citations() -> None:
    document = article(ALL_RAISED)
    start = len(document.text) + 1
    document.blocks.append(Block(Span(start, start + 6), "note", marker="1"))
    document.text += "\nA note"
    assert numbers(document) == []


def test_parentheses_are_citations_where_they_cover_the_list() -> None:
    text = "It rains (1, 2). It does (3–5), as Fahl (6) says, for (n = 7) of all (7, 8)."
    assert said(text) == "1→0 2→1 3→2 4→3 5→4 6→5 7→6 8→7"


@pytest.mark.parametrize(
    "text",
    [
        "We had aims: (1) to see, (2) to tell, (3) to ask, and (4) to go; or (5) not.",
        "See Eq. (1), equations (2) and (3), step (4), and (5) below.",
        "It is f(1) = (2), with (3).",
    ],
)
def test_enumerations_and_equations_are_no_citations(text: str) -> None:
    assert said(text) == ""


def test_a_text_that_cites_by_author_and_date_cites_nothing_by_number() -> None:
    text = (
        "It rains (Abel, 1991; Brask, 1992; Cole, 1993; Dorn, 1994). It does (Ek, 1995; Fahl, "
        "1996), in the table [1] and item [2]."
    )
    assert said(text, entries("", "\n\n").replace("\n\n ", "\n\n")) == ""


def test_numbers_mean_the_entries_of_a_list_that_shows_none_where_they_cover_it() -> None:
    text = "It rains [1]. It does [2, 3], as [4–6], and so [7] on [8]."
    listed = "\n\n".join(entry.partition(" ")[2] for entry in entries().split("\n"))
    assert said(text, listed) == "1→0 2→1 3→2 4→3 5→4 6→5 7→6 8→7"
    assert said("It rains [1] and [3].", listed) == ""


def test_items_that_are_all_number_one_are_counted() -> None:
    assert said("It rains [1]. It does [3].", entries("1.")) == "1→0 3→2"


def test_a_number_means_the_list_that_ends_its_chapter() -> None:
    half = "\n".join(entries().split("\n")[:3])
    text = f"It rains [1, 2].\n\n## References\n\n{half}\n\n# Snow\n\nIt snows [1, 3]."
    assert said(text, half) == "1→0 2→1 1→3 3→5"


def test_a_second_list_may_go_on_with_the_numbers_of_the_first() -> None:
    lines = entries().split("\n")
    text = "It rains [1, 2, 7]."
    document = read(
        f"# A\n\n{text}\n\n## References\n\n" + "\n".join(lines[:5])
        + "\n\n## Data\n\nHere.\n\n## References for data\n\n" + "\n".join(lines[5:]),
        format="markdown",
    )  # fmt: skip
    if len(find_reference_lists(document)) == 2:
        assert [each.target for each in numbers(document)] == [0, 1, 6]


def test_a_number_has_its_words_and_place() -> None:
    document = article("It rains [see 1–3, p. 5].")
    found = numbers(document)
    spans = [document.text[each.span.start : each.span.end] for each in found]
    assert spans == ["1", "1–3", "3"]
    assert {document.text[each.group.start : each.group.end] for each in found} == {
        "[see 1–3, p. 5]"
    }
    assert [each.prefix for each in found] == ["see", "", ""]
    assert [each.locator for each in found] == ["", "", "p. 5"]
    assert all(each.raw == span for each, span in zip(found, spans, strict=True))


LABELLED = """It is so [Knu84]. Others say so [Lam94, p. 3; ABC+99], but [Foo12] and [Note] do not.

## References

"""


def test_labels_lead_to_their_entries() -> None:
    texts = [
        "Knuth, D. (1984). The book of type. Rain Press.",
        "Lamport, L. (1994). A system of documents. Rain Press.",
        "Abel, A., Brask, B., Cole, C., & Dorn, D. (1999). On rain. Rain Press.",
    ]
    text = LABELLED + "\n".join(texts)
    start = len(LABELLED)
    references, blocks = [], []
    for marker, each in zip(("[Knu84]", "[Lam94]", "[ABC+99]"), texts, strict=True):
        span = Span(start, start + len(each))
        references.append(Reference(raw=each, span=span, marker=marker))
        blocks.append(Block(span, "entry", marker=marker))
        start += len(each) + 1
    span = Span(references[0].span.start, references[-1].span.end)
    document = Document(
        path="",
        source=text,
        text=text,
        blocks=[Block(Span(0, text.index("\n")), "paragraph"), *blocks],
        segments=[Segment(0, len(text), 0, len(text))],
    )
    found = find_citations(document, [ReferenceList(None, span, blocks, references)])
    assert [(each.key, each.target, each.locator) for each in found] == [
        ("Knu84", 0, ""), ("Lam94", 1, "p. 3"), ("ABC+99", 2, ""),
    ]  # fmt: skip


READ = [
    ("12", "12"),
    ("[12]", "12"),
    ("12, 14–16", "12 14 15 16"),
    ("12,14-6", "12 14 15 16"),
    ("refs 1", "1"),
    ("¹²⁻¹⁴", "12 13 14"),
    ("2+", ""),
    ("0", ""),
    ("a", ""),
    ("5–3", ""),
    ("1–900", ""),
    ("1.5", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_numbers_are_read_with_their_ranges(text: str, expected: str) -> None:
    assert " ".join(each.key for each in read_numbers(text, 0)) == expected


@given(st.sets(st.integers(1, 8), min_size=8), st.sampled_from(["[{}]", "<sup>{}</sup>", "({})"]))
def test_all_numbers_that_are_written_are_found(numbers: set[int], sign: str) -> None:
    gap = "" if "<" in sign else " "
    text = " ".join(f"It rains so{gap}{sign.format(number)}." for number in sorted(numbers))
    assert said(text) == " ".join(f"{number}→{number - 1}" for number in sorted(numbers))


@pytest.mark.parametrize(
    "unit", ["[1", "[1, ", "(1–2, ", "ref 1, ", "[Knu84, ", "¹", "<sup>1", "[[1]"]
)
def test_hostile_text_is_read_in_bounded_time(unit: str) -> None:
    find_citations(article(unit * (100_000 // len(unit))))
