"""Citations in the running text: their places, and what the reference list tells of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refkit.extract import find_citations, find_reference_lists
from refkit.model import Citation, Document, Span
from refkit.readers import read


def texts(document: Document, citation: Citation) -> tuple[str, str, str, str]:
    """What stands at a citation's spans: itself, its authors, its year, its parentheses."""
    spans = (citation.span, citation.authors_span, citation.year_span, citation.group)
    raw, authors, year, group = (document.text[span.start : span.end] for span in spans)
    return raw, authors, year, group


def test_a_citation_has_its_words_and_place() -> None:
    document = read("# A\n\nIt is so (see *Ek*, 1987, p. 3).", path="a.md")
    (citation,) = find_citations(document)
    assert texts(document, citation) == (
        "Ek, 1987, p. 3", "Ek", "1987", "(see Ek, 1987, p. 3)",
    )  # fmt: skip
    assert document.position(citation.span.start).column == 16


def test_a_narrative_citation_has_its_words_and_place() -> None:
    document = read("So J. A. Ek et al.’s (2011a, 2011b) song.", path="a.md")
    first, second = find_citations(document, [])
    assert texts(document, first) == (
        "J. A. Ek et al.’s (2011a", "J. A. Ek et al.’s", "2011a", "(2011a, 2011b)",
    )  # fmt: skip
    assert texts(document, second) == ("2011b", "", "2011b", "(2011a, 2011b)")
    assert second.authors == ("Ek",)


def test_a_year_of_which_only_the_letter_is_written_stands_where_the_letter_stands() -> None:
    document = read("So (Ek, 2011a, b).", path="a.md")
    _, second = find_citations(document, [])
    assert second.year == "2011b"
    assert texts(document, second) == ("b", "", "b", "(Ek, 2011a, b)")


def test_works_of_one_group_share_it_and_narrative_ones_have_that_of_their_year() -> None:
    document = read(
        "So (Ek, 1987; Oz & Uz, 2001), as Ek (1990) sang (Uz (1991) did too).", path="a.md"
    )
    groups = [texts(document, each)[3] for each in find_citations(document, [])]
    assert groups == ["(Ek, 1987; Oz & Uz, 2001)"] * 2 + ["(1990)", "(1991)"]


def test_an_original_without_a_year_has_none() -> None:
    document = read("As Ek (as cited in Oz, 2001) sang.", path="a.md")
    original, secondary = find_citations(document, [])
    assert texts(document, original) == ("Ek", "Ek", "", "(as cited in Oz, 2001)")
    assert original.year_span == Span(0, 0)
    assert texts(document, secondary)[0] == "Oz, 2001"


def test_a_groups_name_before_its_abbreviation_is_the_author() -> None:
    document = read("The World Rain Office (WRO, 2001) sang.", path="a.md")
    (citation,) = find_citations(document, [])
    assert texts(document, citation) == (
        "World Rain Office (WRO, 2001", "World Rain Office", "2001", "(WRO, 2001)",
    )  # fmt: skip
    assert citation.narrative


@pytest.mark.parametrize(
    ("source", "path", "raw"),
    [
        ("So (*Ek* &amp; **Oz**, 1987).", "a.md", "Ek & Oz, 1987"),
        ("So ([Ek & Oz, 1987](https://example.org)).", "a.md", "Ek & Oz, 1987"),
        ("So [Ek & Oz (1987)](https://example.org).", "a.md", "Ek & Oz (1987"),
        ("<p>So (<em>Ek</em> &amp;&nbsp;O&rsquo;Oz, 1987).", "a.html", "Ek &\u00a0O’Oz, 1987"),
        ("<p>So (<a href='#r'>Ek &amp; Oz</a>, <a href='#r'>1987</a>).", "a.html", "Ek & Oz, 1987"),
        ("So it is (Ek &\r\nOz, 1987).\r\n", "a.txt", "Ek &\nOz, 1987"),
        ("So it is (Ek &\r\nOz, 1987).\r\n", "a.md", "Ek &\nOz, 1987"),
        ("So it is (Ek &\n\n\f   12\n\nOz, 1987).\n", "a.txt", "Ek &\n12\nOz, 1987"),
    ],
)  # fmt: skip
def test_markup_and_line_breaks_are_no_hindrance(source: str, path: str, raw: str) -> None:
    document = read(source, path=path)
    (citation,) = find_citations(document, [])
    assert citation.raw == raw
    assert len(citation.authors) == 2


@pytest.mark.parametrize(
    "source",
    ["# Ek (1987)\n", "```\nEk (1987)\n```\n", "So `(Ek, 1987)`.", "A.\n\n<!-- (Ek, 1987) -->\n"],
)  # fmt: skip
def test_headings_and_code_cite_nothing(source: str) -> None:
    assert find_citations(read(source, path="a.md"), []) == []


LIST = """

## References

*Big rain.* (2003). Rain Press.

boyd, d. (2014). It is uncomplicated. Rain Press.

Brand, A. van der, & Do, K. (2012). On oars. *Sea*, *5*, 3–9.

Department of Rain, Snow, and Hail. (2001). *Hail*. Rain Press.

Germany, B. (2015). On a name. *Sea*, *3*, 1–2.

Ovek, C., & Tulin, D. (2011). On oars. *Sea*, *4*, 3–9.

Walking in the rain. (2016). *Sea*, *4*, 3–9.

World Rain Organization. (2005). *Rain*. Author.
"""


def listed(text: str) -> list[tuple[tuple[str, ...], str]]:
    """The authors and years that are found in a text above the list."""
    document = read(text + LIST, path="a.md")
    lists = find_reference_lists(document)
    assert [len(each.references) for each in lists] == [8]
    return [(each.authors, each.year) for each in find_citations(document, lists)]


@pytest.mark.parametrize(
    ("text", "authors", "year"),
    [
        ("As boyd (2014) sang.", "boyd", "2014"),
        ("As danah boyd (2014) sang.", "boyd", "2014"),
        ("It rains (boyd, 2014).", "boyd", "2014"),
        ("It rains in the name of Germany (2015).", "Germany", "2015"),
        ("It rains (Walking in the rain, 2016).", "Walking in the rain", "2016"),
        ("It rains (see *Walking in the rain*, 2016).", "Walking in the rain", "2016"),
        ("*Walking in the rain* (2016) is long.", "Walking in the rain", "2016"),
        ("*Big rain* (2003) is short.", "Big rain", "2003"),
        ("It rains (“Walking in the Rain,” 2016).", "Walking in the Rain", "2016"),
        ("It rains (Department of Rain, Snow, and Hail, 2001).",
         "Department of Rain, Snow, and Hail", "2001"),
        ("The WRO (2005) says.", "WRO", "2005"),
        ("Im Werk von Brand (2012).", "Brand", "2012"),
        ("Do (2012) sang.", "Do", "2012"),
        ("The poet Anna Tulin (2011) sang.", "Tulin", "2011"),
        ("As Tulins (2011) Lied zeigt.", "Tulin", "2011"),
        ("So Tulin’s dull and long theory (2011).", "Tulin", "2011"),
        ("See Tulin, 2011, for more.", "Tulin", "2011"),
        ("| a | b |\n|---|---|\n| Tulin, 2011 | 3 |", "Tulin", "2011"),
        ("It rains (see Tulin, 2011.", "Tulin", "2011"),
    ],
)  # fmt: skip
def test_what_the_list_knows_is_found(text: str, authors: str, year: str) -> None:
    assert listed(text) == [((authors,), year)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In Lapland, Ovek and Tulin (2011) sang.", ("Ovek", "Tulin")),
        ("After Brask, Tulin (2011) sang.", ("Tulin",)),
        ("Ovek, Tulin (2011) sang.", ("Ovek", "Tulin")),
        ("Ovek and Tulin 2011 sang.", ("Ovek", "Tulin")),
    ],
)
def test_the_list_tells_where_the_authors_begin(text: str, names: tuple[str, ...]) -> None:
    assert listed(text) == [(names, "2011")]


@pytest.mark.parametrize(
    "text",
    [
        "The Splash (2011) is a film, and so is “Rain” (2010).",
        "It rains (Brask 2011).",
        "It rained in Lapland (2011).",
        "A splash (Lapland, Sweden, 2011).",
        "The ESS (2012) asked.",
        "The German Socio-Economic Panel (2012) asked.",
        "See Brask, 2011, and rain 2011.",
        "It uncomplicated (2014).",
    ],
)
def test_in_doubt_what_the_list_does_not_know_is_no_citation(text: str) -> None:
    assert listed(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It rains (Brask, 2011).", "Brask"),
        ("Brask (2011) showed this.", "Brask"),
        ("Brask et al. (2011), and so on.", "Brask"),
        ("As was found by Brask (2011).", "Brask"),
        ("Brask’s (2011) song.", "Brask"),
        ("It rains (World Snow Organization, 2011).", "World Snow Organization"),
        ("So (Ovek & Tulin 2011; Brask 2011).", "Brask"),
    ],
)
def test_a_plain_citation_is_found_though_the_list_does_not_know_it(text: str, name: str) -> None:
    assert ((name,), "2011") in listed(text)


def test_nothing_is_found_in_the_reference_list() -> None:
    source = (
        "Ek (1987) sang.\n\n## References\n\nEk, B. (1987). On Oz (1950). *Sea*, *3*, 1–2.\n\n"
        "Oz, C. (1950). *Land*. Sea Press.\n"
    )
    assert [each.raw for each in find_citations(read(source, path="a.md"))] == ["Ek (1987"]


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "(", ")", "[", "]", "Ek", "Oz’s", " ", ", ", "; ", " & ", " and ", "et al.", "1987",
                "2011a", "–2012", "n.d.", "in press", "see ", "e.g., ", "p. 3", ": 12",
                "J. ", "van ", "of ", "“", "”", '"', "as cited in ", "personal communication",
                "\n", "\n\n", "*", "`", "^1^", "@ek2011", "张三", "（", "）", "\u00ad", "\u2010",
                "’", ".", "b", "/", "March ",
            ]
        ),
        st.text(max_size=5),
    ),
    max_size=30,
).map("".join)  # fmt: skip


@pytest.mark.parametrize("form", ["text", "markdown"])
@settings(max_examples=150, deadline=None)
@given(text=PIECES)
def test_every_citation_leads_back_to_the_text(form: str, text: str) -> None:
    document = read(text + LIST, format=form)
    end = len(document.text)
    for lists in ([], find_reference_lists(document)):
        for citation in find_citations(document, lists):
            assert citation.raw == document.text[citation.span.start : citation.span.end] != ""
            assert citation.authors
            assert all(name == name.strip() != "" for name in citation.authors)
            for span in (citation.span, citation.authors_span, citation.year_span, citation.group):
                assert 0 <= span.start <= span.end <= end
            assert len(citation.group) == 0 or (
                document.text[citation.group.start] in "([（［【"
                and document.text[citation.group.end - 1] in ")]）］】"
            )
            year = document.text[citation.year_span.start : citation.year_span.end]
            assert citation.year.endswith(" ".join(year.split()))
