"""Reference lists: where they begin and end, what is in them, and what is none."""

from __future__ import annotations

import pytest

from refkit.extract import find_reference_lists, find_references, split_lines
from refkit.model import Document, Span
from refkit.readers import read

ADLER = "Adler, J. M. (2013). Tears at the table. *Journal of Imagined Studies*, *12*(3), 45–67."
EK = "Ek, B. (1987). *The sea and the voice*. Harbour Books."
BAKKER = "Bakker, T. (2001). Onions. In R. Stone (Ed.), *Kitchens* (pp. 1–9). Author."
LIST = f"## References\n\n{ADLER}\n\n{BAKKER}\n\n{EK}\n"


def plain(text: str) -> str:
    return text.replace("*", "")


def raws(document: Document) -> list[str]:
    return [reference.raw for reference in find_references(document)]


def md(text: str) -> list[str]:
    return raws(read(text, path="a.md"))


def txt(text: str) -> list[str]:
    return raws(read(text, path="a.txt"))


EXPECTED = [plain(ADLER), plain(BAKKER), plain(EK)]


def test_a_list_has_its_heading_span_blocks_and_references() -> None:
    document = read(f"# A\n\nText\n\n{LIST}", path="a.md")
    (found,) = find_reference_lists(document)
    assert found.heading
    assert document.text[found.heading.start : found.heading.end] == "References"
    assert document.text[found.span.start : found.span.end] == "\n".join(EXPECTED)
    assert found.blocks == document.blocks[-3:]
    assert [reference.raw for reference in found.references] == EXPECTED


def test_italics_links_line_and_column_are_kept() -> None:
    source = (
        "# References\n\n1.  Ek, B. (1987). *The sea*. Harbour\n    Books. [Link](https://x.org/a)\n"
        "2.  Oz, C. (1988). *Land*. Harbour Books. <https://x.org/b>\n"
    )
    first, second = find_references(read(source, path="a.md"))
    assert first.raw == "Ek, B. (1987). The sea. Harbour Books. Link"
    assert (first.line, first.column, first.marker) == (3, 5, "1.")
    assert [first.raw[span.start : span.end] for span in first.italics] == ["The sea"]
    assert first.links == ["https://x.org/a"]
    assert (second.line, second.column, second.marker) == (5, 5, "2.")
    assert second.links == ["https://x.org/b"]


def test_offsets_lead_from_the_raw_text_to_the_document() -> None:
    source = "References\n\nEk, B.  (1987). The\n   sea. Harbour\n   Books, 12(3), 1–9.\n"
    document = read(source, path="a.txt")
    (reference,) = find_references(document)
    assert reference.raw == "Ek, B. (1987). The sea. Harbour Books, 12(3), 1–9."
    start = reference.raw.index("Books")
    span = reference.document_span(Span(start, start + 5))
    assert document.text[span.start : span.end] == "Books"
    assert document.position(span.start).line == 5


def test_a_broken_doi_a_compound_and_a_range_are_joined() -> None:
    source = (
        "References\nEk, B. (1987). A meta-\n   analysis. Sea, 3, 45-\n   67. doi:10.1000/s10439-\n"
        "   009-9852-5\nOz, C. (1990). Land. Sea, 4, 1–2. https://example.org/a/\n   b_c\n"
        "Uz, D. (1991). Air. Sea, 5, 1–2. https://example.org/\n   Accessed 5 May 2010.\n"
    )
    assert txt(source) == [
        "Ek, B. (1987). A meta-analysis. Sea, 3, 45-67. doi:10.1000/s10439-009-9852-5",
        "Oz, C. (1990). Land. Sea, 4, 1–2. https://example.org/a/b_c",
        "Uz, D. (1991). Air. Sea, 5, 1–2. https://example.org/ Accessed 5 May 2010.",
    ]


def test_a_soft_hyphen_at_the_end_of_a_line_joins_the_word() -> None:
    source = f"References\nEk, B. (1987). An experi\u00ad\n   ment. Sea, 3, 1–2.\n{plain(ADLER)}"
    assert txt(source)[0] == "Ek, B. (1987). An experiment. Sea, 3, 1–2."


@pytest.mark.parametrize(
    "after",
    [
        "## Appendix\n\nItems.",
        "## Acknowledgements\n\nWe thank Ek (1987).",
        "Adapted from Simons, D. (2020). Failures. In R. Stone (Ed.), *Texts*. DEF publishers.",
        "**Author note**\n\nCorrespondence to J. Smith, Department of Tears, University of X.",
        "This work is licensed under a Creative Commons Attribution 4.0 License.",
        '<a rel="license" href="x"><img src="y" /></a><br />This work is licensed under CC BY.',
        "{: .small}",
        "---\n\n© 2020 The authors. All rights reserved.",
        "Table 1\n\nMeans and standard deviations of all variables.",
        "# Discussion\n\nAs Adler (2013) showed, tears come at tables.",
        "[^1]: A footnote that is about nothing in particular.",
        "[link]: https://example.org",
        "<!-- Smith, J. (2010). Hidden. Journal, 3, 1–2. -->",
    ],
)
def test_what_follows_a_list_stays_out(after: str) -> None:
    assert md(f"{LIST}\n{after}\n") == EXPECTED


def test_a_paragraph_after_items_stays_out_even_if_it_looks_like_a_reference() -> None:
    source = f"## References\n* {ADLER}\n* {EK}\n\nOz, C. (1990). Land. *Sea*, *4*, 1–2.\n"
    assert md(source) == [plain(ADLER), plain(EK)]


@pytest.mark.parametrize(
    "source",
    [
        "# Title\n\nSome prose about Smith (2010) and others (Jones, 2011; Doe, 2012).",
        "## References\n\nReferences are managed with Zotero. We like it, and so should you.",
        "## References\n\n::: {#refs}\n:::\n",
        "## References\n",
        "# See the references\n\nThere are none.",
        "Contents\n\n* Introduction\n* References\n* Appendix\n",
        "Text that mentions the\nreferences\nin a line of its own.",
        "1. First do this.\n2. Then, in 2010, do that.\n3. See https://example.org/a for more.\n",
        "* Fixed a bug (#12), 2019-01-02\n* Added Smith, J.\n* Released 2.0 (2019)\n",
        "```\nSmith, J. (2010). Title. Journal, 3, 1–2.\n```\n\nText.",
    ],
)
def test_prose_is_never_a_list(source: str) -> None:
    assert find_reference_lists(read(source, path="a.md")) == []


def test_a_line_of_a_table_of_contents_is_no_heading() -> None:
    entries = "\n".join(EXPECTED)
    source = (
        f"Contents\nMethod 12\nReferences      76\n\nMethod\n\nWe did.\n\nReferences\n\n{entries}\n"
    )
    document = read(source, path="a.txt")
    (found,) = find_reference_lists(document)
    assert found.heading
    assert document.position(found.heading.start).line == 9


def test_several_lists() -> None:
    other = "Oz, C. (1990). *Land*. Sea Press."
    document = read(f"# One\n\n{LIST}\n# Two\n\nText\n\n## References\n\n{other}\n", path="a.md")
    assert [len(each.references) for each in find_reference_lists(document)] == [3, 1]


def test_two_references_glued_in_a_line_are_parted() -> None:
    source = f"## References\n\n{ADLER} {BAKKER}\n\n{EK}\n"
    document = read(source, path="a.md")
    found = find_references(document)
    assert [reference.raw for reference in found] == EXPECTED
    assert (found[1].line, found[1].column) == (3, len(ADLER) + 2)


@pytest.mark.parametrize(
    "entry",
    [
        "Ek, B. (1987). The sea (C. Oz, Trans.). Harbour Books. (Original work published 1950).",
        "Ek, B. (1987). Title [Review of the book Land, by C. Oz (1980)]. Sea, 3, 1–2.",
        "Ek, B. (1987). Comment on Adler, J. M. (2013). Sea, 3, 1–2. https://doi.org/10.1000/abc",
    ],
)
def test_a_reference_that_names_another_is_not_parted(entry: str) -> None:
    assert md(f"## References\n\n{entry}\n\n{BAKKER}\n") == [entry, plain(BAKKER)]


def test_an_entry_split_over_a_bullet_is_joined() -> None:
    source = (
        f"## References\n* {ADLER}\n"
        "* Birch, K., & Oak, T. C. (2008). Irritations. Social Science &\n"
        f"* Medicine, 67, 1291.\n* {EK}\n"
    )
    assert (
        md(source)[1]
        == "Birch, K., & Oak, T. C. (2008). Irritations. Social Science & Medicine, 67, 1291."
    )


def test_an_entry_split_over_paragraphs_is_joined() -> None:
    source = (
        f"<h2>References</h2><p>{plain(ADLER)}<p>Birch, K. (2008). Irritations of the"
        f"<p>everyday life. Sea, 67, 12–13.<p>{plain(EK)}"
    )
    assert raws(read(source, path="a.html"))[1] == (
        "Birch, K. (2008). Irritations of the everyday life. Sea, 67, 12–13."
    )


def test_a_line_that_begins_like_an_appendix_within_an_entry_goes_on() -> None:
    source = (
        "References\nEk, B. (1987). The sea and everything in it. Sea Research,\n"
        "Supplement 2, 45–67.\nOz, C. (1990). Tables of the tides: A new edition, with the\n"
        "Tables of 1888. Sea Press.\nUz, D. (1991). Air. Sea, 5, 1–2.\n"
    )
    assert txt(source) == [
        "Ek, B. (1987). The sea and everything in it. Sea Research, Supplement 2, 45–67.",
        "Oz, C. (1990). Tables of the tides: A new edition, with the Tables of 1888. Sea Press.",
        "Uz, D. (1991). Air. Sea, 5, 1–2.",
    ]


def test_letters_between_entries_are_no_entries() -> None:
    assert md(f"## References\n\n### A\n\n{ADLER}\n\nB\n\n{BAKKER}\n\n**E**\n\n{EK}\n") == EXPECTED


def test_entries_that_look_like_nothing_stay_within_a_list() -> None:
    source = (
        f"## References\n\n* {ADLER}\n* Brown v. Board of Education, 347 U.S. 483 (1954)\n"
        f"* Personal archive, box 4\n* {EK}\n"
    )
    assert len(md(source)) == 4


def test_a_running_head_over_every_page_is_dropped() -> None:
    entries = [
        f"Ek{name}, B. (1987). The sea of things. Sea Research, 3, 1–2." for name in "abcdefgh"
    ]
    pages = [
        "\n".join(["REFERENCES", "", *entries[at : at + 2], "", str(9 + at)]) for at in (0, 2, 4, 6)
    ]
    assert txt("Text\n\f" + "\n\f".join(pages)) == entries


def test_other_styles_are_lists_too() -> None:
    entries = [
        "Smith JA, Jones B. A trial of tears. J Imag Med. 2010;12(3):45-7. doi: 10.1000/jim.1",
        "Van Den Bos R, Meijer MK, Huene F von. Anticipation in rats. Behav Brain. 2003;14:83-9.",
        "World Health Organization. Report on crying. Geneva: WHO; 2012.",
    ]
    body = "\n".join(f"{number}. {entry}" for number, entry in enumerate(entries, 1))
    assert txt(f"Text\n\nReferences\n{body}\n") == entries
    chicago = [
        "Altman, Irwin. 1976. “Privacy: A Conceptual Analysis.” Environment 8 (1): 7–29.",
        "Aust, Frederik, and Marius Barth. 2018. Papaja: Create Manuscripts. https://x.org.",
        "———. 2019. Another Book. Berlin: Springer.",
    ]
    assert txt("Text\n\nWorks cited\n" + "\n".join(chicago)) == chicago
    ieee = [
        "J. A. Smith and B. Jones, “A trial of tears,” Trans. Tears, vol. 3, no. 2, pp. 1–9, 2010.",
        "B. Jones, Tears. New York, NY: Wiley, 2011.",
    ]
    body = "\n".join(f"[{number}] {entry}" for number, entry in enumerate(ieee, 1))
    assert txt(f"Text\n\nReferences\n{body}\n") == ieee


def test_one_reference_alone_is_a_list() -> None:
    assert raws(read(plain(ADLER))) == [plain(ADLER)]


def test_five_hundred_lines_are_a_list() -> None:
    lines = [
        f"Ek, B. ({1500 + number}). Sea number {number}. Sea, {number}, 1–2."
        for number in range(500)
    ]
    assert txt("\n".join(lines)) == lines


def test_every_line_is_a_reference_when_asked() -> None:
    text = (
        "\ufeffSmith, J. (2010). A.\r\n\r\n  [2] Jones, B. (2011). B.  \r* Ek\n\n"
        "\t2010 was a year\n(2010) x"
    )
    found = split_lines(text)
    assert [(each.raw, each.line, each.column, each.marker) for each in found] == [
        ("Smith, J. (2010). A.", 1, 2, ""),
        ("Jones, B. (2011). B.", 3, 7, "[2]"),
        ("Ek", 4, 3, "*"),
        ("2010 was a year", 6, 2, ""),
        ("(2010) x", 7, 1, ""),
    ]
    for each in found:
        assert text[each.span.start : each.span.end] == each.raw


def test_an_entry_of_three_hundred_authors_does_not_hide_the_list() -> None:
    authors = ", ".join(f"Ada Author{letter * 3} Ek" for letter in "abcdefghijklmnopqrst" * 15)
    giant = f"Zoo, Jane, {authors}. 2023. “A Report.” Preprint. https://example.org/a."
    entries = [*EXPECTED, giant]
    assert md("# A\n\nText\n\n## References\n\n" + "\n\n".join(entries)) == entries


def test_a_menu_with_references_heads_no_list() -> None:
    source = (
        "<ul><li>Home</li><li>References</li></ul><p>As Ek (1987) says, see https://example.org/a. "
        "It is in the following paper: Oz, C. (2016). Land? Sea, 4, 1–2.</p>"
        f"<h2>References</h2><p>{plain(ADLER)}</p><p>{plain(EK)}</p>"
    )
    assert raws(read(source, path="a.html")) == [plain(ADLER), plain(EK)]


def test_labels_of_natbib_are_markers() -> None:
    source = (
        "References\n"
        "[Archer and Bell(1980)] Joan Archer and Walter S. Bell. A Handbook of Rooms. Old Press,\n"
        "4 edition, 1980.\n"
        "[City Press(2003)] City Press. The City Manual. City Press, 15 edition, 2003.\n"
    )
    assert [(each.marker, each.raw[:12]) for each in find_references(read(source))] == [
        ("[Archer and Bell(1980)]", "Joan Archer "),
        ("[City Press(2003)]", "City Press. "),
    ]


def test_numbered_entries_that_look_like_little_are_a_list_under_its_heading() -> None:
    source = (
        "# References\n\n[1] Lena Lamp. A Document System. Hill, 1994.\n\n"
        "[2] Handbook for Students. Graduate College, 2004.\n"
    )
    assert [each.marker for each in find_references(read(source))] == ["[1]", "[2]"]


def test_raised_numbers_before_entries_are_markers() -> None:
    source = "".join(
        f"<p><sup>{number}</sup>{entry}</p>"
        for number, entry in enumerate(
            (
                "J. Smith and K. Long, Phys. Rev. B 12, 34 (1999).",
                "Baker, A., J. Chem. Things 3, 44 (2001).",
                "Müller, K. (2003). 3D printing. Journal of Things, 3(4), 5–9.",
            ),
            1,
        )
    )
    found = find_references(read(f"<h2>References</h2>{source}", format="html"))
    assert [(each.marker, each.raw[:8]) for each in found] == [
        ("1", "J. Smith"),
        ("2", "Baker, A"),
        ("3", "Müller, "),
    ]


def test_code_after_a_list_stays_out() -> None:
    source = (
        "# References\n\n* Smith, J. (2001). A title of it. *Journal of Things*, *3*, 5–9.\n"
        "* Baker, A. (2002). Another. *Journal of Things*, *4*, 15–19.\n\n"
        "```{r, include=FALSE}\noptions(op)\n```\n"
    )
    assert [each[-6:] for each in md(source)] == [", 5–9.", "15–19."]
