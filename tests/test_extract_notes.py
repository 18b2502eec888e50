"""References in the notes of an article that has no list."""

from __future__ import annotations

import pytest

from refkit.extract import find_reference_lists
from refkit.model import Document, ReferenceList
from refkit.readers import read
from refkit.readers.paragraphs import Paragraphs

COOK = "Robert Cook, “Precautions in Dementia,” Archives of Neurology 35, no. 11 (1978): 697."
JONES = "Jane Jones, The Sea and the Voice (New York: Wiley, 2001), 23"
DOE = "John Doe and Ann Oz, “Land; or, Not,” Journal of Things 12 (1990): 3–5."
REMARK = "This paper was read at a meeting in 2012. I thank Jane Doe for her comments."


def annotated(*notes: str) -> Document:
    paragraphs = Paragraphs()
    paragraphs.add("On crying", "heading", level=1)
    paragraphs.add("People cry for many reasons.")
    for number, note in enumerate(notes, 1):
        paragraphs.add(note, "note", marker=str(number))
    return paragraphs.document("docx")


def found(document: Document) -> list[tuple[str, str]]:
    return [
        (reference.marker, reference.raw)
        for each in find_reference_lists(document)
        for reference in each.references
    ]


def test_notes_are_a_list_of_their_own_kind() -> None:
    (each,) = find_reference_lists(annotated(COOK, JONES))
    assert isinstance(each, ReferenceList)
    assert (each.kind, each.heading) == ("notes", None)
    assert [reference.raw for reference in each.references] == [COOK, JONES]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (f"See {JONES}; {DOE}", [JONES, DOE]),
        (f"{JONES}; see also {DOE}", [JONES, DOE]),
        (f"{COOK} See also {DOE}", [COOK, DOE]),
        (f"{COOK} Cf. {DOE} Ibid., 45.", [COOK, DOE]),
        (f"For a different view, cf. {JONES}.", [f"{JONES}."]),
        ("Ibid., 698.", []),
        ("Jones, op. cit., 45; ibid., 12.", []),
        ("Jones, supra note 3, at 12.", []),
        ("Jones, The Sea, 45.", []),
        (REMARK, []),
        (
            "Brown v. Board of Educ., 347 U.S. 483 (1954); Lawrence Lessig, The New Chicago "
            "School, 27 J. LEGAL STUD. 661, 662 (1998); see supra note 3.",
            [
                "Brown v. Board of Educ., 347 U.S. 483 (1954)",
                "Lawrence Lessig, The New Chicago School, 27 J. LEGAL STUD. 661, 662 (1998)",
            ],
        ),
        (
            "Vgl. Müller, Hans: Das Meer. Berlin: Springer, 1999, S. 23. Ebd., S. 45.",
            ["Müller, Hans: Das Meer. Berlin: Springer, 1999, S. 23."],
        ),
        (
            "LI, Yifeng a Chih CHEN. Deep Selection. In: Lecture Notes in Computer Science. "
            "Springer International Publishing, 2015. DOI: 10.1007/978-3-319",
            [
                "LI, Yifeng a Chih CHEN. Deep Selection. In: Lecture Notes in Computer Science. "
                "Springer International Publishing, 2015. DOI: 10.1007/978-3-319"
            ],
        ),
        (
            "Gupta A. A trial. J Imag Med. 2010; 12: 45–7.",
            ["Gupta A. A trial. J Imag Med. 2010; 12: 45–7."],
        ),
    ],
)
def test_a_note_is_parted_where_it_is_sure(note: str, expected: list[str]) -> None:
    document = annotated(COOK, note, JONES)
    assert found(document) == [("1", COOK), *(("2", raw) for raw in expected), ("3", JONES)]


def test_remarks_with_a_source_here_and_there_are_no_list() -> None:
    assert found(annotated(REMARK, COOK, REMARK, "Our thanks go to many.", "Data are open.")) == []


def test_one_note_is_no_list() -> None:
    assert found(annotated(COOK)) == []


def test_an_article_with_a_list_has_no_references_in_its_notes() -> None:
    paragraphs = Paragraphs()
    paragraphs.add(COOK, "note", marker="1")
    paragraphs.add(DOE, "note", marker="2")
    paragraphs.add("References", "heading", level=1)
    paragraphs.add("Ek, B. (1987). The sea and the voice. Harbour Books.")
    assert found(paragraphs.document("docx")) == [
        ("", "Ek, B. (1987). The sea and the voice. Harbour Books.")
    ]


def test_endnotes_under_a_heading_for_references_are_the_list() -> None:
    paragraphs = Paragraphs()
    paragraphs.add("Text.")
    paragraphs.add("References", "heading", level=1)
    paragraphs.add("Gupta A. A trial. J Imag Med. 2010;12:45–7.", "note", marker="1")
    paragraphs.add("Doe B. Another trial. J Imag Med. 2011;13:5–7.", "note", marker="2")
    document = paragraphs.document("docx")
    (each,) = find_reference_lists(document)
    assert each.kind == "list"
    assert each.heading
    assert len(each.references) == 2


@pytest.mark.parametrize("heading", ["Notes", "ANMERKUNGEN", "8. Endnotes", "注"])
def test_numbered_notes_under_a_heading_of_a_text(heading: str) -> None:
    document = read(
        f"On crying\n\nText.\n\n{heading}\n\n1. {COOK}\n\n2. Ibid.\n\n3. See {JONES}; {DOE}\n",
        format="text",
    )
    (each,) = find_reference_lists(document)
    assert each.kind == "notes"
    assert each.heading
    assert found(document) == [("1.", COOK), ("3.", JONES), ("3.", DOE)]
    for reference in each.references:
        start, end = reference.span.start, reference.span.end
        assert document.text[start:end] == reference.raw
