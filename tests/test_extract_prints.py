"""Lists as prints and copies of them have them: pages, columns, floats, cut words, no layout."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable

import pytest

from refkit.extract import find_reference_lists, find_references
from refkit.extract.hyphens import Hyphens
from refkit.extract.markers import label_chain, number_chain
from refkit.extract.pieces import Piece
from refkit.model import Block, Document, Span
from refkit.readers import read
from refkit.readers.paragraphs import Paragraphs

STYLES = {
    "APA": [
        "Adler, J. M., & Brook, S. A. (2013). Tears at the kitchen table: What families remember "
        "about the evenings after a loss. Journal of Imagined Studies, 12(3), 45–67.",
        "Bakker, T. (2001). Onions and other irritants of the eye. In R. Stone (Ed.), Kitchens of "
        "the north (pp. 1–9). Harbour Books.",
        "Council for Weather. (2019). Rain statistics of the northern provinces. Author.",
        "Ek, B. (1987). The sea and the voice. Harbour Books.",
        "Oz, C., Uz, D., & Yilmaz, E. (1990). Land without water, and how people came to live on "
        "it all the same. Sea Research, 4, 1–2. https://doi.org/10.1000/sea.1990.4",
    ],
    "MLA": [
        "Adler, Jane, et al. “Tears at the Kitchen Table: What Families Remember About the "
        "Evenings after a Loss.” Journal of Imagined Studies, vol. 12, no. 3, 2013, pp. 45–67.",
        "Bakker, Tom. “Onions and Other Irritants of the Eye.” Kitchens of the North, edited by "
        "Rosa Stone, Harbour Books, 2001, pp. 1–9.",
        "Ek, Berta. The Sea and the Voice. Harbour Books, 1987.",
        "Oz, Carl, and Dora Uz. “Land without Water, and How People Came to Live on It.” Sea "
        "Research, vol. 4, 1990, pp. 1–2, https://doi.org/10.1000/sea.1990.4.",
    ],
    "ABNT": [
        "ADLER, Jane et al. Tears at the kitchen table: what families remember about the evenings "
        "after a loss. Journal of Imagined Studies, v. 12, n. 3, p. 45–67, 1 mar. 2013.",
        "BAKKER, Tom. Onions and other irritants of the eye. Kitchens, v. 2, p. 1–9, 8 out. 2001.",
        "EK, Berta. The sea and the voice. [S.l.]: Harbour Books, 1987.",
        "OZ, Carl; UZ, Dora. Land without water, and how people came to live on it all the same. "
        "Sea Research, v. 4, p. 1–2, 1990.",
    ],
    "Vancouver": [
        "Adler JM, Brook SA. Tears at the kitchen table: what families remember about the "
        "evenings after a loss. J Imag Stud. 2013;12(3):45-67.",
        "Bakker T. Onions and other irritants of the eye. Kitchens. 2001;2:1-9.",
        "Ek B. The sea and the voice. Harbour Books; 1987.",
        "Oz C, Uz D, Yilmaz E, et al. Land without water, and how people came to live on it all "
        "the same. Sea Res. 1990;4:1-2. doi:10.1000/sea.1990.4",
    ],
}  # fmt: skip


def txt(text: str) -> list[str]:
    return [reference.raw for reference in find_references(read(text, format="text"))]


@pytest.mark.parametrize("width", [52, 66, 80])
@pytest.mark.parametrize("style", STYLES)
def test_wrapped_lists_without_any_layout(style: str, width: int) -> None:
    lines = [
        line
        for entry in STYLES[style]
        for line in textwrap.wrap(entry, width, break_long_words=False, break_on_hyphens=False)
    ]
    assert txt("Text of it.\n\nReferences\n\n" + "\n".join(lines)) == STYLES[style]


def pages(lines: list[str], head: Callable[[int], str], feed: str) -> str:
    """Lines on pages of twenty lines with a head above each."""
    return feed.join(
        "\n".join([head(number), "", *lines[at : at + 20], ""])
        for number, at in enumerate(range(0, len(lines), 20), 61)
    )


@pytest.mark.parametrize("feed", ["\f", "\n"])
@pytest.mark.parametrize(
    "head",
    [
        lambda number: f"ON CRYING AND WEEPING          {number}",
        lambda number: f"{number}          A. Smith and B. Jones",
        lambda number: "Journal of Imagined Studies, Vol. 12",
        lambda number: f"Preprint, not reviewed. Page {number} of 90",
        lambda number: f"Downloaded from https://example.org by guest on 1 May 2015\n{number}",
    ],
)
def test_running_heads_are_no_part_of_entries(head: Callable[[int], str], feed: str) -> None:
    entries = [
        f"Ek{letter}, B. (1987). The sea of {letter * 7} and everything that is in {letter * 5}, "
        f"with a long look at the tides of {letter * 9}. Sea Research, {number}, 1–2."
        for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz", 3)
    ]
    lines = [line for entry in entries for line in textwrap.wrap(entry, 50)]
    prose = textwrap.wrap("People cry for many reasons, and they cry for none at all. " * 40, 50)
    text = pages([*prose, "", "References", "", *lines], head, feed)
    assert txt(text) == entries


def test_a_table_between_entries_is_no_part_of_them() -> None:
    entries = STYLES["APA"]
    lines = ["\n".join(textwrap.wrap(entry, 70, subsequent_indent="    ")) for entry in entries]
    table = ["", "Table 2. Means of all variables", "Age 24.1 3.2 17", "Tears 3.1 0.4 12", ""]
    body = [*lines[:2], *table, *lines[2:]]
    assert txt("Text\n\nReferences\n\n" + "\n".join(body)) == entries


def printed(*lines: tuple[str, int, str]) -> Document:
    """A PDF as its reader gives it, of lines with their text, indent and label."""
    paragraphs = Paragraphs()
    paragraphs.add("References", "heading", level=1)
    for text, indent, label in lines:
        kind = "note" if label == "note" else "line"
        paragraphs.add(text, kind, indent=indent, label="" if kind == "note" else label)  # type: ignore[arg-type]
    return paragraphs.document("pdf", unit="line")


def test_the_labels_of_a_figure_that_heads_a_page_are_no_part_of_entries() -> None:
    document = printed(
        ("Adler, J. (2013). Tears at the table. Sea Research,", 0, ""),
        ("12, 45–67.", 4, ""),
        ("100", 0, "page-start"),
        ("50 Time (s)", 2, ""),
        ("Figure 1: Time by size.", 0, ""),
        ("Bakker, T. (2001). Onions. Sea Research, 3, 1–9.", 0, ""),
        ("Ek, B. (1987). The sea. Sea Research, 2, 4–6.", 0, ""),
    )
    assert [each.raw for each in find_references(document)] == [
        "Adler, J. (2013). Tears at the table. Sea Research, 12, 45–67.",
        "Bakker, T. (2001). Onions. Sea Research, 3, 1–9.",
        "Ek, B. (1987). The sea. Sea Research, 2, 4–6.",
    ]


def test_arrows_over_the_heading_after_a_list_hide_it_not() -> None:
    document = printed(
        ("Adler, J. (2013). Tears at the table. Sea Research, 12, 45–67.", 0, ""),
        ("Bakker, T. (2001). Onions. Sea Research, 3, 1–9.", 0, ""),
        ("\u20d7 \u20d7", 0, ""),
        ("APPENDIX A. THE PRODUCT A × B", 0, ""),
        ("This appendix shows what the product of two vectors is.", 0, ""),
    )
    assert [each.raw for each in find_references(document)][1:] == [
        "Bakker, T. (2001). Onions. Sea Research, 3, 1–9."
    ]


def test_a_running_head_with_its_page_number_ends_no_list() -> None:
    paragraphs = Paragraphs()
    for text, kind, label in (
        ("Bibliography", "heading", ""),
        ("Adler, J. (2013). Tears at the table. Sea Research, 12, 45–67.", "line", ""),
        ("BIBLIOGRAPHY 27", "heading", "page-start"),
        ("Bakker, T. (2001). Onions. Sea Research, 3, 1–9.", "line", ""),
    ):
        paragraphs.add(text, kind, label=label, level=3 * (kind == "heading"))  # type: ignore[arg-type]
    found = find_references(paragraphs.document("pdf", unit="line"))
    assert [each.raw[:6] for each in found] == ["Adler,", "Bakker"]


def test_entries_go_on_over_columns_pages_and_footnotes() -> None:
    document = printed(
        ("Adler, J. (2013). Tears at the table. Sea Research,", 0, ""),
        ("12, 45–67.", 4, ""),
        ("Bakker, T. (2001). Onions and other irri\u00ad", 0, ""),
        ("tants of the eye. In R. Stone (Ed.), Kitchens of", 0, "column-start"),
        ("the north (pp. 1–9). Harbour Books.", 0, ""),
        ("1 A footnote about nothing.", 0, "note"),
        ("Ek, B. (1987). The sea and the voice, with a", 0, "page-start"),
        ("long preface. Harbour Books.", 4, ""),
    )
    assert [reference.raw for reference in find_references(document)] == [
        "Adler, J. (2013). Tears at the table. Sea Research, 12, 45–67.",
        "Bakker, T. (2001). Onions and other irritants of the eye. In R. Stone (Ed.), Kitchens of "
        "the north (pp. 1–9). Harbour Books.",
        "Ek, B. (1987). The sea and the voice, with a long preface. Harbour Books.",
    ]


def test_a_heading_parted_by_a_narrow_column_is_one() -> None:
    text = "Text\n\nLiterature\nCited\n\n" + "\n\n".join(STYLES["APA"])
    (found,) = find_reference_lists(read(text, format="text"))
    assert [reference.raw for reference in found.references] == STYLES["APA"]


@pytest.mark.parametrize(
    ("left", "right", "joint"),
    [
        ("a cogni-", "tive thing", "word"),
        ("a meta-", "analysis of", "compound"),
        ("low-", "income families", "compound"),
        ("Müller-", "Lüdenscheidt, A.", "compound"),
        ("LS-", "DYNA simulations", "compound"),
        ("short-", "and long-term", "apart"),
        ("Kurz-", "und Langzeit", "apart"),
        ("3, 45-", "67.", "compound"),
        ("Zhang, W.-", "X.", "compound"),
        ("Oz, C. –", "a life", None),
        ("no hyphen", "here", None),
    ],
)
def test_hyphens_at_the_ends_of_lines(left: str, right: str, joint: str | None) -> None:
    assert Hyphens("A text without these words.").joint(left, right) == joint


def test_the_words_of_the_document_tell_what_a_hyphen_is() -> None:
    assert Hyphens("A well-being scale.").joint("of well-", "being") == "compound"
    assert Hyphens("On eye-movements of pilots.").joint("eye-", "movements") == "compound"
    assert Hyphens("Eye movements").joint("move-", "ments") == "word"
    assert Hyphens("The metaanalysis of others.").joint("meta-", "analysis") == "word"


def test_addresses_cut_at_the_ends_of_lines_are_whole() -> None:
    source = (
        "References\n"
        "Ek, B. (1987). The sea and the voice. Sea, 3, 1–2. https:\n    //doi.org/10.1000/a.b\n"
        "Oz, C. (1990). Land and everything on it. Sea, 4, 1–2. doi:10.1000/\n    sea.1990.4\n"
        "Uz, D. (1991). Air and all that is in it. Sea, 5, 1–2. doi:10.1109/isbi53787.2023.1023\n"
        "    0556\n"
    )
    assert [raw[raw.index(" 1–2. ") + 6 :] for raw in txt(source)] == [
        "https://doi.org/10.1000/a.b",
        "doi:10.1000/sea.1990.4",
        "doi:10.1109/isbi53787.2023.10230556",
    ]


def pieces(*texts: str) -> list[Piece]:
    block = Block(Span(0, 0), "line")
    return [Piece(text, 0, block, number, True) for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("[1] A", "[2] B", "[3] C"), {0: "[1]", 1: "[2]", 2: "[3]"}),
        (("1. A", "2. B", "4. D"), {0: "1.", 1: "2.", 2: "4."}),
        (("¹ A", "² B"), {0: "¹", 1: "²"}),
        # The number that ends a page range is none of the list.
        (("1. A", "2. B", "4. 12", "3. C", "4. D"), {0: "1.", 1: "2.", 3: "3.", 4: "4."}),
        # Columns in the wrong order.
        (("[1] A", "[2] B", "[5] E", "[3] C", "[4] D"),
         {0: "[1]", 1: "[2]", 2: "[5]", 3: "[3]", 4: "[4]"}),
        (("2010. A", "2011. B", "2012. C"), {}),
        (("A", "B"), {}),
    ],
)  # fmt: skip
def test_chains_of_numbers(lines: tuple[str, ...], expected: dict[int, str]) -> None:
    assert number_chain(pieces(*lines)) == expected


def test_labels_are_markers() -> None:
    lines = ("[AB99] A", "goes on", "[GKP+94a] B", "[Smith 1990] C", "[Review of a book]")
    assert label_chain(pieces(*lines)) == {0: "[AB99]", 2: "[GKP+94a]", 3: "[Smith 1990]"}
    source = "References\n" + "\n".join(
        f"[{label}] {entry}"
        for label, entry in zip(
            ["Ad13", "Ba01", "Co19", "Ek87", "OUY90"], STYLES["APA"], strict=True
        )
    )
    references = find_references(read(source, format="text"))
    assert [reference.raw for reference in references] == STYLES["APA"]
    assert references[-1].marker == "[OUY90]"


ENTRY = "Smith, J. A., & Doe, B. (2020). A title of it that is\nquite long. Sea, 12(3), 45–67.\n"
GROWING: dict[str, Callable[[int], str]] = {
    "entries": lambda size: "References\n" + ENTRY * size,
    "prose": lambda size: "People cry for many reasons (Adler, 2013).\n\n" * size,
    "headings": lambda size: "References\n" * size,
    "ends": lambda size: "References\n" + "Table 1\n" * size,
    "floats": lambda size: "References\n" + f"{ENTRY}Table 1. Means\n1 2 3\n" * size,
    "numbers": lambda size: "".join(f"[{number}] x\n" for number in range(size)),
    "one number": lambda size: "References\n" + "1. x\n" * size,
    "notes": lambda size: "Notes\n\n" + "".join(
        f"{number}. See Jane Jones, The Sea (New York: Wiley, 2001), 23.\n"
        for number in range(1, size)
    ),
    "pages": lambda size: "\f".join(f"HEAD {number}\n{ENTRY}" for number in range(size)),
    "hyphens": lambda size: "References\n" + "Ek, J. (2010). Cogni-\ntive sea, 3, 1-\n2.\n" * size,
    "chapters": lambda size: f"References\n{ENTRY}\nChapter\n\nText of it.\n\n" * size,
}  # fmt: skip


def calls(text: str) -> int:
    """How many calls it takes to find the lists of a text."""
    document = read(text, format="text")
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        find_reference_lists(document)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", GROWING)
def test_twice_the_text_takes_twice_the_work(name: str) -> None:
    text = GROWING[name]
    calls(text(60))
    assert calls(text(240)) < 2.4 * calls(text(120))
