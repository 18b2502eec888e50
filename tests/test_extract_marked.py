"""Entries that the file itself marks, "entry" blocks: exactly these, and the rest as usual."""

from __future__ import annotations

import pytest

from refkit.extract import find_reference_lists
from refkit.model import Document, ReferenceList
from refkit.readers.paragraphs import Paragraphs

ADLER = "Adler, J. M. (2013). Tears at the table. Journal of Imagined Studies, 12(3), 45–67."
EK = "Ek, B. (1987). The sea and the voice. Harbour Books."
OZ = "Oz, C. (1990). Land. Sea Press."


def article(*blocks: tuple[str, str] | tuple[str, str, dict[str, str]]) -> Document:
    """A Document of blocks: kind, text, and further attributes."""
    paragraphs = Paragraphs()
    for kind, text, *more in blocks:
        paragraphs.add(text, kind, **(more[0] if more else {}))  # type: ignore[arg-type]
    return paragraphs.document("docx")


def raws(found: ReferenceList) -> list[str]:
    return [reference.raw for reference in found.references]


def heading(document: Document, found: ReferenceList) -> str:
    return document.text[found.heading.start : found.heading.end] if found.heading else ""


def test_each_block_is_one_reference_whatever_it_says() -> None:
    document = article(
        ("heading", "References"),
        ("entry", f"{ADLER} {EK}", {"key": "adler2013", "marker": "[1]"}),
        ("entry", "in press, 12–15", {"key": "b"}),
        ("entry", "Personal archive", {"key": "c"}),
    )
    (found,) = find_reference_lists(document)
    assert raws(found) == [f"{ADLER} {EK}", "in press, 12–15", "Personal archive"]
    assert [reference.key for reference in found.references] == ["adler2013", "b", "c"]
    assert found.references[0].marker == "[1]"
    assert heading(document, found) == "References"
    assert found.kind == "list"


def test_nothing_around_marked_entries_is_added() -> None:
    document = article(
        ("paragraph", f"Before. {OZ}"),
        ("entry", ADLER),
        ("paragraph", "continued elsewhere, 12(3), 45–67."),
        ("paragraph", OZ),
    )
    assert [raws(found) for found in find_reference_lists(document)] == [[ADLER]]


def test_a_list_of_another_kind_is_found_beside_it() -> None:
    document = article(
        ("heading", "References", {}),
        ("entry", ADLER),
        ("entry", EK),
        ("heading", "Further reading"),
        ("paragraph", OZ),
    )
    first, second = find_reference_lists(document)
    assert (raws(first), heading(document, first)) == ([ADLER, EK], "References")
    assert (raws(second), heading(document, second)) == ([OZ], "Further reading")


@pytest.mark.parametrize("text", ["References", "  –  ", "12.", "LITERATUR:", "***"])
def test_what_is_no_entry_is_dropped(text: str) -> None:
    document = article(("entry", text), ("entry", ADLER), ("entry", text), ("entry", EK))
    assert [raws(found) for found in find_reference_lists(document)] == [[ADLER, EK]]


def test_lists_by_chapter_have_the_headings_above_them() -> None:
    document = article(
        ("heading", "1 Onions"),
        ("paragraph", "Text."),
        ("heading", "Works we used"),
        ("entry", ADLER),
        ("heading", "2 The sea"),
        ("paragraph", "References are below."),
        ("paragraph", "References"),
        ("entry", EK),
    )
    found = find_reference_lists(document)
    assert [(heading(document, each), raws(each)) for each in found] == [
        ("Works we used", [ADLER]),
        ("References", [EK]),
    ]


def test_a_remark_may_stand_between_the_heading_and_its_list() -> None:
    document = article(
        ("heading", "Literatur"),
        ("paragraph", "Mit * bezeichnete Arbeiten gingen in die Analyse ein."),
        ("entry", ADLER),
    )
    (found,) = find_reference_lists(document)
    assert heading(document, found) == "Literatur"


def test_footnotes_do_not_part_a_list() -> None:
    document = article(
        ("entry", ADLER), ("note", "A note about nothing.", {"marker": "1"}), ("entry", EK)
    )
    assert [raws(found) for found in find_reference_lists(document)] == [[ADLER, EK]]


def test_numbers_in_the_text_of_entries_are_their_markers() -> None:
    document = article(("entry", f"[1] {ADLER}"), ("entry", f"[2] {EK}"))
    (found,) = find_reference_lists(document)
    assert [(each.marker, each.raw) for each in found.references] == [("[1]", ADLER), ("[2]", EK)]


def test_several_paragraphs_of_one_block_are_one_reference() -> None:
    document = article(("entry", f"{ADLER}\n*Annotated: a good one.*"))
    (found,) = find_reference_lists(document)
    assert raws(found) == [f"{ADLER} *Annotated: a good one.*"]
