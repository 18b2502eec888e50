"""Which listed work a citation means, from citations built by hand."""

from __future__ import annotations

import pytest

from refkit.model import Block, Citation, Document, Name, Reference, ReferenceList, Span, Verdict
from refkit.parse import parse_reference
from refkit.verify import Article
from refkit.verify.citing import citing_of
from refkit.verify.citing_entry import citation_year, listed, name_keys, status_of
from refkit.verify.citing_link import Link

ENTRIES = (
    "Bylsma, L. M., Gračanin, A., & Vingerhoets, A. J. J. M. (2019). Crying. *Tears*, *11*, 6–7.",
    "Müller, K., & O’Brien, T. (2014a). Onions. *Journal of Sobbing*, *41*, 1–9.",
    "Müller, K., & O’Brien, T. (2014b). Shallots. *Journal of Sobbing*, *41*, 10–19.",
    "van der Berg, J. (1961). *Weeping and its discontents* (T. Lane, Trans.). Tear Press. "
    "(Original work published 1923)",
    "World Health Organization. (2020). *Report on tears*.",
    "U.S. Department of Health and Human Services. (2018). *Tears in the workplace*.",
    "Smith-Jones, A., & Łukasz, P. (n.d.). *On onions*. Tear Press.",
    "Rowe, J. (in press). Crying in the rain. *Journal of Sobbing*.",
    "García Márquez, G. (1985). *Tears in the time of cholera*. Tear Press.",
    "Ostrow, A. (Ed.). (2016). *The handbook of tears*. Tear Press.",
    "Interactive map of tears. (2017). Tear Press. https://example.org/map",
    "Quill, B. (2001). Ink. *Annals of Tears*, *1*, 1–9.",
    "Quill, C. (2001). Paper. *Annals of Tears*, *1*, 10–19.",
    "Ueno, K., King, M. L., Jr., & Sato, H. (2008–2010). *Tears in series*. Tear Press.",
)


def parsed(entry: str) -> Reference:
    return parse_reference(Reference(raw=entry.replace("*", "")))


def article(*citations: Citation, entries: tuple[str, ...] = ENTRIES) -> Article:
    text = "The body of an article.\n" + "\n".join(entries)
    references: list[Reference] = []
    at = text.index("\n") + 1
    for entry in entries:
        reference = parsed(entry)
        reference.span = Span(at, at + len(entry))
        references.append(reference)
        at += len(entry) + 1
    span = Span(references[0].span.start, references[-1].span.end)
    blocks = [Block(Span(0, text.index("\n")), "paragraph")]
    document = Document(path="", source=text, text=text, blocks=blocks)
    return Article(
        document=document,
        verdicts=[Verdict(reference=each, identity="undetermined") for each in references],
        lists=[ReferenceList(heading=None, span=span, blocks=[], references=references)],
        citations=list(citations),
        form="apa",
    )


def link(authors: str, year: str, initials: str = "") -> Link:
    et_al = authors.endswith(" et al.")
    names = tuple(authors.removesuffix(" et al.").split(" & "))
    citation = Citation(
        raw=f"{authors}, {year}",
        span=Span(0, 1),
        authors=names,
        year=year,
        et_al=et_al,
        initials=initials,
    )
    citing = citing_of(article(citation))
    assert citing is not None
    return citing.links[0]


MEANT = [
    ("Bylsma et al.", "2019", 0, "et-al"),
    ("Bylsma & Gračanin & Vingerhoets", "2019", 0, "full"),
    ("Bylsma & Gracanin & Vingerhoets", "2019", 0, "full"),
    ("BYLSMA et al.", "2019", 0, "et-al"),
    ("Bylsma & Gračanin", "2019", 0, "short"),
    ("Bylsma", "2019", 0, "short"),
    ("Müller & O'Brien", "2014a", 1, "full"),
    ("Mueller & O\u2019Brien", "2014b", 2, "full"),
    ("Muller & OBrien", "2014b", 2, "full"),
    ("Müller et al.", "2014b", 2, "needless"),
    ("van der Berg", "1961", 3, "full"),
    ("Van der Berg", "1923/1961", 3, "full"),
    ("Berg", "1923/1961", 3, "full"),
    ("van der Berg", "1923", 3, "full"),
    ("World Health Organization", "2020", 4, "group"),
    ("the World Health Organization", "2020", 4, "group"),
    ("World Health Organization [WHO]", "2020", 4, "group"),
    ("U.S. Department of Health & Human Services", "2018", 5, "group"),
    ("US Department of Health and Human Services", "2018", 5, "group"),
    ("Smith\u2010Jones & Łukasz", "n.d.", 6, "full"),
    ("Smith-Jones & Lukasz", "n. d.", 6, "full"),
    ("Rowe", "in press", 7, "full"),
    ("Rowe", "forthcoming", 7, "full"),
    ("García Márquez", "1985", 8, "full"),
    ("García", "1985", 8, "full"),
    ("García-Márquez", "1985", 8, "full"),
    ("Ostrow", "2016", 9, "full"),
    ("Ueno et al.", "2008–2010", 13, "et-al"),
    ("Ueno & King & Sato", "2010", 13, "full"),
]


@pytest.mark.parametrize(("authors", "year", "number", "names"), MEANT)
def test_a_citation_means_the_work_of_its_names_and_year(
    authors: str, year: str, number: int, names: str
) -> None:
    found = link(authors, year)
    assert (found.kind, [each.number for each in found.entries]) == ("exact", [number])
    assert found.names == names


LOOSELY = [
    ("WHO", "2020", 4),
    ("Interactive Map", "2017", 10),
    ("Interactive map of tears", "2017", 10),
    ("Theory of Sorrow Rowe", "in press", 7),
    ("Handbook of Tears", "2016", 9),
    ("R & Müller & O’Brien", "2014a", 1),
    ("SPSS & van der Berg", "1961", 3),
]


@pytest.mark.parametrize(("authors", "year", "number"), LOOSELY)
def test_abbreviations_titles_and_words_before_a_name_are_no_missing_work(
    authors: str, year: str, number: int
) -> None:
    found = link(authors, year)
    assert [each.number for each in found.entries] == [number]


OTHERWISE = [
    ("Bylsma et al.", "2018", "year", [0]),
    ("Bylsma et al.", "in press", "year", [0]),
    ("Rowe", "2021", "year", [7]),
    ("van der Berg", "1932", "year", [3]),
    ("Byslma et al.", "2019", "name", [0]),
    ("Bylsma & Gračamin & Vingerhoets", "2019", "name", [0]),
    ("O’Brien & Müller", "2014a", "name", [1]),
    ("Bylsma & Gračanin & Vingerhoets & Kardum", "2019", "name", [0]),
    ("Müller & O’Brien", "2014", "ambiguous", [1, 2]),
    ("Quill", "2001", "ambiguous", [11, 12]),
    ("Müller & O’Brien", "2014d", "missing", []),
    ("Müller & Meier", "2014a", "missing", []),
    ("Zimmer", "2014", "missing", []),
    ("Zimmer v. Hall", "1954", "unchecked", []),
]


@pytest.mark.parametrize(("authors", "year", "kind", "numbers"), OTHERWISE)
def test_a_citation_that_fits_no_work_is_linked_by_what_differs(
    authors: str, year: str, kind: str, numbers: list[int]
) -> None:
    found = link(authors, year)
    assert (found.kind, [each.number for each in found.entries]) == (kind, numbers)


def test_initials_tell_works_of_one_family_name_apart() -> None:
    assert [each.number for each in link("Quill", "2001", initials="C.").entries] == [12]


def test_two_years_that_would_be_slips_of_one_are_two_missing_works() -> None:
    citations = [
        Citation(raw=f"Rowe, {year}", authors=("Rowe",), year=year, span=Span(0, 4))
        for year in ("2018", "2019")
    ]
    citing = citing_of(article(*citations))
    assert citing is not None
    assert [each.kind for each in citing.links] == ["missing", "missing"]


def test_a_citation_is_linked_once_for_all_rules() -> None:
    checked = article(
        Citation(raw="Rowe, in press", span=Span(0, 1), authors=("Rowe",), year="in press")
    )
    assert citing_of(checked) is citing_of(checked)


def test_an_article_without_citations_or_references_is_not_linked() -> None:
    assert citing_of(article()) is None


def test_a_dash_repeats_the_names_of_the_entry_before() -> None:
    first = listed(0, parsed("Rowe, J. (2001). Rain. Tear Press."), None)
    second = listed(1, parsed("———. (2003). Snow. Tear Press."), first)
    assert (second.names, second.year.years) == (first.names, frozenset({"2003"}))


@pytest.mark.parametrize(
    ("written", "years", "letter"),
    [
        ("2021a", {"2021"}, "a"),
        ("n.d.", {"n.d."}, ""),
        ("n.d.-b", {"n.d."}, "b"),
        ("in press", {"in press"}, ""),
        ("1923/1961", {"1923", "1961"}, ""),
        ("2008–2010", {"2008", "2010"}, ""),
        ("o. J.", {"n.d."}, ""),
        ("ca. 1850", {"1850"}, ""),
    ],
)
def test_the_years_of_a_citation(written: str, years: set[str], letter: str) -> None:
    assert citation_year(written).years == years
    assert citation_year(written).letter == letter


@pytest.mark.parametrize(
    ("entry", "status"),
    [
        ("Rowe, J. (in press). Rain. Tear Press.", "in press"),
        ("Rowe, J. (n.d.). Rain. Tear Press.", "n.d."),
        ("Rowe, J. (2001). Rain in press rooms. Tear Press.", ""),
    ],
)
def test_what_stands_in_the_place_of_a_year(entry: str, status: str) -> None:
    assert status_of(parsed(entry)) == status


def test_an_entry_that_the_file_itself_gives_is_meant_whatever_its_names() -> None:
    citation = Citation(
        raw="Tear Act, 1999", span=Span(0, 1), authors=("Tear Act",), year="1999", target=10
    )
    citing = citing_of(article(citation))
    assert citing is not None
    assert [entry.number for entry in citing.links[0].entries] == [10]
    assert 10 in citing.cited


def test_what_numbers_and_keys_mean_is_cited_and_compared_with_nothing() -> None:
    dated = Citation(raw="Rowe, in press", span=Span(0, 1), authors=("Rowe",), year="in press")
    others = [
        Citation(raw="3", span=Span(2, 3), system="number", key="3", target=2),
        Citation(raw="quill", span=Span(4, 5), system="key", key="quill", target=11),
        Citation(raw="Nobody 12", span=Span(6, 7), authors=("Nobody",), locator="12"),
    ]
    citing = citing_of(article(dated, *others))
    assert citing is not None
    assert [link.citation for link in citing.links] == [dated]
    assert citing.cited == {2, 7, 11}
    assert citing_of(article(*others)) is None


def test_a_person_whose_name_was_not_parted_is_cited_by_the_last_word() -> None:
    assert "zeileis" in name_keys(Name(literal="Achim Zeileis"))
    assert "weeping" not in name_keys(Name(literal="Society for the Study of Weeping"))
