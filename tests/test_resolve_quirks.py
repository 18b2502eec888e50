"""Quirks: single fields of registries' records, each defect with its cure."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.model import Date, Name
from refkit.resolve import quirks


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("Resistance to fluorouracil", "Resistance to fluorouracil"),
        ("This Week in <EMPH>JAMA</EMPH>", "This Week in JAMA"),
        ('Update to CDC’s <emph type="ital">Guidelines</emph>', "Update to CDC’s Guidelines"),
        ("Q&amp;A: Foot Injury", "Q&A: Foot Injury"),
        ("Q&amp;amp;A: Foot Injury", "Q&A: Foot Injury"),
        ("Questions & Answers", "Questions & Answers"),
        ("A title\n          over two lines", "A title over two lines"),
        ("Patients with p < .05 and q > .1", "Patients with p < .05 and q > .1"),
        (
            "ANEMIA IN AN INFANT&lt;subtitle&gt;Successful Treatment&lt;/subtitle&gt;",
            "ANEMIA IN AN INFANT: Successful Treatment",
        ),
        ("The end of history.", "The end of history"),
        ("Law in the U.S.", "Law in the U.S."),
        ("A life of Sammy Davis Jr.", "A life of Sammy Davis Jr."),
        ("Crying and its discontents…", "Crying and its discontents…"),
        ("Why we weep*", "Why we weep"),
        ("The A* algorithm", "The A* algorithm"),
        ("Price Â£29.95", "Price £29.95"),
        ("Self‐soothing behavior", "Self-soothing behavior"),
        ("PRODUÇÃO DE SOJA EM FUNÇÃO DE DOSES", "PRODUÇÃO DE SOJA EM FUNÇÃO DE DOSES"),
    ],
)
def test_a_title_is_freed_of_what_is_not_its_own(written: str, clean: str) -> None:
    assert quirks.title(written) == clean


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("MÃ¼ller", "Müller"),
        ("VerÃ\xadssimo", "Veríssimo"),
        ("Dâ\x80\x99Adamo", "D’Adamo"),
        ("Dâ€™Adamo", "D’Adamo"),
        ("Râpeanu", "Râpeanu"),
        ("Müller and MÃ¼ller", "Müller and Müller"),
        ("IRMÃ\xa0MARIA", "IRMÃ\xa0MARIA"),
        ("naïve", "naïve"),
    ],
)
def test_mojibake_is_undone_where_it_is_certain(written: str, right: str) -> None:
    assert quirks.repair(written) == right


@given(st.text(alphabet="abcäöüßéèñçøåœšžÄÖÜÉ -", max_size=40))
def test_latin_text_that_was_misread_comes_back(text: str) -> None:
    misread = text.encode("utf-8").decode("latin-1")
    assert quirks.repair(misread) == text


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ({"family": "Sharman", "given": "Leah S."}, Name(family="Sharman", given="Leah S.")),
        ({"name": "World Health Organization"}, Name(literal="World Health Organization")),
        ({"literal": "PHENIX Collaboration"}, Name(literal="PHENIX Collaboration")),
        (
            {"family": "ARDS Definition Task Force", "given": "for the"},
            Name(literal="ARDS Definition Task Force"),
        ),
        ({"name": "on behalf of the TACERN Study Group"}, Name(literal="TACERN Study Group")),
        ({"literal": "Heckenberger, I. (Prof. Dr.)"}, Name(family="Heckenberger", given="I.")),
        ({"family": "Yuping Wang"}, Name(family="Wang", given="Yuping")),
        ({"family": "G. S.  Soreghan"}, Name(family="Soreghan", given="G. S.")),
        ({"family": "Govindjee"}, Name(family="Govindjee")),
        ({"family": "Steven W.", "given": "Leclair"}, Name(family="Leclair", given="Steven W.")),
        ({"family": "G.", "given": "Brady"}, Name(family="Brady", given="G.")),
        ({"family": "S.", "given": "J. LOZOYA"}, Name(family="Lozoya", given="S. J.")),
        ({"family": "M. Stephen", "given": "Julia"}, Name(family="Stephen", given="Julia M.")),
        ({"family": "Smith J."}, Name(family="Smith", given="J.")),
        ({"family": "MÃ¼ller", "given": "JÃ¶rg"}, Name(family="Müller", given="Jörg")),
        ({"family": "Ylä‐Urpo", "given": "A.‐C."}, Name(family="Ylä-Urpo", given="A.-C.")),
        ({"family": "WILLIAMS", "given": "JOHN W."}, Name(family="Williams", given="John W.")),
        ({"family": "O'BRIEN", "given": "JK"}, Name(family="O'Brien", given="JK")),
        ({"family": "MCDONALD", "given": "A."}, Name(family="McDonald", given="A.")),
        (
            {"family": "Hora", "given": "Donald", "suffix": "Jr"},
            Name(family="Hora", given="Donald", suffix="Jr."),
        ),
        (
            {"family": "Myer", "given": "Charles", "suffix": "III"},
            Name(family="Myer", given="Charles", suffix="III"),
        ),
        (
            {"family": "Akmon", "given": "Dharma", "suffix": "Manager of"},
            Name(family="Akmon", given="Dharma"),
        ),
        ({"family": "Slootweg", "given": "J.G. (Han)"}, Name(family="Slootweg", given="J.G.")),
        (
            {"family": "van der Berg", "given": "J."},
            Name(non_dropping_particle="van der", family="Berg", given="J."),
        ),
        (
            {"family": "Beek", "given": "Marius", "dropping-particle": "van den"},
            Name(family="Beek", given="Marius", dropping_particle="van den"),
        ),
        (
            {"family": "Ladd", "given": "S. N.", "ORCID": "https://orcid.org/0000-0002-0132-5785"},
            Name(
                family="Ladd",
                given="S. N.",
                extra={"ORCID": "https://orcid.org/0000-0002-0132-5785"},
            ),
        ),
    ],
)
def test_a_name_is_put_right(entry: dict[str, Any], name: Name) -> None:
    assert quirks.names([entry]) == [name]


@pytest.mark.parametrize(
    "nobody",
    [
        {"sequence": "additional"},
        {},
        {"family": "&NA;"},
        {"family": "al.", "dropping-particle": "et"},
        {"family": 5, "given": None},
        None,
        7,
        [],
    ],
)
def test_who_is_nobody_is_left_out(nobody: Any) -> None:
    assert quirks.names([nobody, {"family": "Doe", "given": "Jane"}]) == [
        Name(family="Doe", given="Jane")
    ]


def test_an_affiliation_among_people_is_no_author_and_a_group_is() -> None:
    people = [
        {"family": "Doe", "given": "Jane"},
        {"name": "Department of Microbiology, Sri Sathya Sai Medical College, India."},
        {"name": "the CNS physiotherapy study group"},
    ]
    assert quirks.names(people) == [
        Name(family="Doe", given="Jane"),
        Name(literal="the CNS physiotherapy study group"),
    ]
    alone = "Department of Health, Education, and Welfare"
    assert quirks.names([{"name": alone}]) == [Name(literal=alone)]


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ({"date-parts": [[2021, 3, 15]]}, ((2021, 3, 15),)),
        ({"date-parts": [["2020", 9]]}, ((2020, 9),)),
        ({"date-parts": [2013]}, ((2013,),)),
        ({"date-parts": [[2020, 8], [2020, 9]]}, ((2020, 8), (2020, 9))),
        ({"date-parts": [[2020, 13, 1]]}, ((2020,),)),
        ({"date-parts": [[2020, 2, 0]]}, ((2020, 2),)),
        ({"date-parts": [[2020, None, None]]}, ((2020,),)),
        ({"raw": "2019-08-02"}, ((2019, 8, 2),)),
        ({"date-parts": [[None]], "date-time": "2004-03-06T00:00:00Z"}, ((2004, 3, 6),)),
        ("2018", ((2018,),)),
        (1999, ((1999,),)),
    ],
)
def test_a_date_is_read_in_all_the_forms_it_comes_in(
    written: Any, parts: tuple[tuple[int, ...], ...]
) -> None:
    assert quirks.date(written) == Date(date_parts=parts)


@pytest.mark.parametrize(
    "nothing",
    [
        {"date-parts": [[None]]},
        {"date-parts": [[]]},
        {"date-parts": []},
        {"date-parts": [[0]]},
        {"date-parts": [[20211]]},
        {"date-parts": [[True]]},
        {"date-parts": "2020"},
        {},
        [],
        None,
        True,
        "soon",
    ],
)
def test_a_date_that_says_nothing_is_none(nothing: Any) -> None:
    assert quirks.date(nothing) is None


@pytest.mark.parametrize(
    ("written", "locator"),
    [
        ("58", "58"), (58, "58"), ("058", "58"), ("XII", "XII"), ("X", "X"), ("S1", "S1"),
        ("4-5", "4-5"), ("ahead-of-print", ""), ("Publish Ahead of Print", ""), ("n/a", ""),
        ("0", ""), ("", ""), (None, ""), (["12"], "12"), ({"a": 1}, ""),
    ],
)  # fmt: skip
def test_a_volume_or_issue_is_freed_of_padding_and_stopgaps(written: Any, locator: str) -> None:
    assert quirks.locator(written) == locator


@pytest.mark.parametrize(
    ("written", "pages"),
    [
        ("492-502", "492-502"), ("492–502", "492-502"), ("492--502", "492-502"),
        ("S12-S19", "S12-S19"), ("e0193972", "e0193972"), ("4-4, 16", "4-4, 16"),
        ("n/a-n/a", ""), ("no-no", ""), ("null-null", ""), ("-", ""), (133, "133"), (None, ""),
    ],
)  # fmt: skip
def test_pages_keep_their_form_and_lose_their_stopgaps(written: Any, pages: str) -> None:
    assert quirks.pages(written) == pages


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        (["0009-7322", "1524-4539"], ["0009-7322", "1524-4539"]),
        ("0277-6715, 1097-0258", ["0277-6715", "1097-0258"]),
        (["http://id.crossref.org/isbn/9783540332527"], ["9783540332527"]),
        (["9781", "9781"], ["9781"]),
        (None, []),
        ([None, 5, {}], ["5"]),
    ],
)
def test_issn_and_isbn_come_from_lists_and_from_texts(written: Any, numbers: list[str]) -> None:
    assert quirks.identifiers(written) == numbers


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["date-parts", "family", "given", "literal", "raw", "name", "suffix", "id"]
            )
            | st.text(max_size=4),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_nothing_that_a_registry_may_send_raises(value: Any) -> None:
    quirks.text(value)
    quirks.titles(value)
    quirks.names(value)
    quirks.date(value)
    quirks.iso_date(value)
    quirks.locator(value)
    quirks.pages(value)
    quirks.identifiers(value)
    list(quirks.objects(value))


@pytest.mark.parametrize(
    "unit", ["<", "&lt;subtitle", "A. ", "a ", "Ã", "(", "- ", "1,", "\u2010 "]
)
def test_hostile_texts_are_read_to_their_end(unit: str) -> None:
    hostile = unit * (100_000 // len(unit))
    assert quirks.title(hostile) == quirks.title(hostile)
    quirks.names([{"family": hostile, "given": hostile}, {"literal": hostile}])
    quirks.pages(hostile)
    quirks.locator(hostile)
    quirks.identifiers(hostile)
