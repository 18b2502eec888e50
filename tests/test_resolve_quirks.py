"""Quirks: single fields of registries' records, each defect with its cure."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.model import Date, Name
from refkit.resolve import name_quirks, quirks, title_quirks


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
        # footnotes
        ("The salt of tears<sup>1</sup>", "The salt of tears"),
        ("Tears. IV.<sup>1,2</sup> Their salt&lt;sup&gt;3a&lt;/sup&gt;", "Tears. IV. Their salt"),
        ("TEARS AND THEIR SALT.<sup>*</sup>", "TEARS AND THEIR SALT"),
        ("Tears at 37°<sup>1-3</sup>", "Tears at 37°"),
        ("Tears of sodium(I)<sup>1</sup>", "Tears of sodium(I)"),
        ("Tears per cm<sup>3</sup>", "Tears per cm3"),
        ("Variance explained as R<sup>2</sup>", "Variance explained as R2"),
        ("Growth of (log n)<sup>2</sup>", "Growth of (log n)2"),
        ("Weeping by current feedbacka)", "Weeping by current feedback"),
        ("Weeping (part a)", "Weeping (part a)"),
        ("Weeping in wardsPart of this study was presented in Rome.", "Weeping in wards"),
        ("Weeping in LaTeX documents", "Weeping in LaTeX documents"),
        # formulas
        (r"$${\mathcal {W}}_\infty $$-weeping", "W∞-weeping"),
        (r"Weeping in $\hbox{H}_{2}\hbox{O}$ vapour", "Weeping in H2O vapour"),
        (r"A $\sqrt{n}$ law and $p<0.05$", "A √n law and $p<0.05$"),
        (r"Tears$$^{\textregistered }$$ ® in a bottle", "Tears ® in a bottle"),
        (r"The WEEP$$+$$+ solver", "The WEEP+ solver"),
        ("Tears cost $5, laughter $7", "Tears cost $5, laughter $7"),
        ("over the<mml:math><mml:mi>N</mml:mi></mml:math>nucleus", "over the N nucleus"),
        ("in Fe<mml:math><mml:mn>2</mml:mn></mml:math>VAl", "in Fe2VAl"),
        (".beta.,.gamma.-Weeping by .DELTA.3 waves", "β,γ-Weeping by Δ3 waves"),
        ("Weeping at www.alpha.com", "Weeping at www.alpha.com"),
        # catalogues and their like
        ("[Weeping in the wards.]", "Weeping in the wards"),
        ("[Weeping]: a reply [letter]", "[Weeping]: a reply [letter]"),
        ("Tears of the prairies /", "Tears of the prairies"),
        ("Erratum:", "Erratum"),
        ("- Tears", "Tears"),
        ("Tears - a study of weeping -", "Tears - a study of weeping"),
        ("Tears \ufffd Methods of test", "Tears – Methods of test"),
        ("Mu\ufffdoz on tears", "Mu\ufffdoz on tears"),
        ("[ ]", ""),
        ("/", "/"),
    ],
)
def test_a_title_is_freed_of_what_is_not_its_own(written: str, clean: str) -> None:
    assert title_quirks.title(written) == clean


@pytest.mark.parametrize(
    ("subtitle", "main", "is_none"),
    [
        ("DOE ET AL.", "Weeping in the wards", True),
        ("Doe et al", "Weeping in the wards", True),
        ("DOE AND ROE", "Weeping in the wards", True),
        ("WEEPING AND RISK", "Weeping in the wards", True),
        ("A STUDY OF FIFTY CASES", "WEEPING IN THE WARDS", False),
        ("LETTER TO THE EDITOR", "Weeping in the wards", True),
        ("(718982007-001)", "Weeping in the wards", True),
        ("(1918-1939)", "Weeping in the wards", False),
        ("A pilot study", "Weeping in the wards", False),
        ("The WEEP trial", "Weeping in the wards", False),
    ],
)
def test_a_running_head_is_no_subtitle(subtitle: str, main: str, is_none: bool) -> None:
    assert title_quirks.is_no_subtitle(subtitle, main) == is_none


@pytest.mark.parametrize(
    ("title", "forms"),
    [
        ("Weeping in chips [Invited]", ["Weeping in chips"]),
        ("Weeping in wards ]letter]", ["Weeping in wards"]),
        ("Weeping of [H2O]", []),
        ("A guide to weeping, third edition1", ["A guide to weeping, third edition"]),
        ("Weeping and p27Kip1", []),
        ("β-Weeping", ["beta-Weeping"]),
        ("Περί δακρύων", []),
        ("Weeping", []),
    ],
)
def test_a_title_may_rightly_be_cited_in_other_forms(title: str, forms: list[str]) -> None:
    assert list(title_quirks.other_forms(title)) == forms


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
            {"family": "von HAYDN", "given": "J."},
            Name(non_dropping_particle="von", family="Haydn", given="J."),
        ),
        ({"family": "Doe*", "given": "Jane†"}, Name(family="Doe", given="Jane")),
        ({"family": "Doe,", "given": "Jane"}, Name(family="Doe", given="Jane")),
        ({"family": "Doe, MSLS", "given": "Jane"}, Name(family="Doe", given="Jane")),
        ({"family": "Doe, MD, Ph.D.", "given": "Jane"}, Name(family="Doe", given="Jane")),
        (
            {"family": "Doe, Jr.", "given": "John"},
            Name(family="Doe", given="John", suffix="Jr.", comma_suffix=True),
        ),
        ({"family": "Doe", "given": "Dr. Jane"}, Name(family="Doe", given="Jane")),
        ({"family": "Doe", "given": "Prof.Dr.Jane"}, Name(family="Doe", given="Jane")),
        ({"family": "Doe", "given": "M.D."}, Name(family="Doe", given="M.D.")),
        ({"family": "-", "given": "Jane Doe"}, Name(family="Doe", given="Jane")),
        (
            {"family": "HE[Combining Acute Accent]BERT", "given": "J."},
            Name(family="Hébert", given="J."),
        ),
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
    assert name_quirks.names([entry]) == [name]


@pytest.mark.parametrize(
    "nobody",
    [
        {"sequence": "additional"},
        {},
        {"family": "&NA;"},
        {"family": "al.", "dropping-particle": "et"},
        {"family": "al.", "given": "et"},
        {"family": ":"},
        {"family": 5, "given": None},
        None,
        7,
        [],
    ],
)
def test_who_is_nobody_is_left_out(nobody: Any) -> None:
    assert name_quirks.names([nobody, {"family": "Doe", "given": "Jane"}]) == [
        Name(family="Doe", given="Jane")
    ]


def test_an_affiliation_among_people_is_no_author_and_a_group_is() -> None:
    people = [
        {"family": "Doe", "given": "Jane"},
        {"name": "Department of Microbiology, Sri Sathya Sai Medical College, India."},
        {"name": "the CNS physiotherapy study group"},
    ]
    assert name_quirks.names(people) == [
        Name(family="Doe", given="Jane"),
        Name(literal="the CNS physiotherapy study group"),
    ]
    alone = "Department of Health, Education, and Welfare"
    assert name_quirks.names([{"name": alone}]) == [Name(literal=alone)]


def test_affiliations_come_with_each_person_and_go_together() -> None:
    people = [
        {"family": "Doe", "given": "Jane"},
        {"name": "State University of Tears"},
        {"family": "Roe", "given": "Ann"},
        {"name": "State University of Tears"},
        {"name": "Academy of Laughter"},
        {"name": "Tears Study Group"},
    ]
    assert name_quirks.names(people) == [
        Name(family="Doe", given="Jane"),
        Name(family="Roe", given="Ann"),
        Name(literal="Tears Study Group"),
    ]


def test_several_people_in_one_name_are_parted() -> None:
    assert name_quirks.names([{"family": "Jane A. Doe, John B. Roe"}]) == [
        Name(family="Doe", given="Jane A."),
        Name(family="Roe", given="John B."),
    ]


def test_a_person_who_is_named_twice_is_one_and_namesakes_are_two() -> None:
    twice = {"family": "Doe", "given": "Jane A."}
    namesake = {"family": "Li", "given": "Wei"}
    assert name_quirks.names([twice, namesake, twice, namesake]) == [
        Name(family="Doe", given="Jane A."),
        Name(family="Li", given="Wei"),
        Name(family="Li", given="Wei"),
    ]


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
        ("0", ""), ("", ""), (None, ""), (["12"], "12"), ({"a": 1}, ""), ("&NA;", ""),
        ("preprint", ""), ("n° 95", "95"), ("No. 7", "7"), ("83 (1999)", "83"), ("44–46", "44-46"),
        ("11 Suppl 12", "11 Suppl 12"),
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
    ("written", "pages"),
    [("109b-109", "109"), ("109b", "109"), ("118b-119", "118-119"), ("109-110", ""), ("e109", "")],
)
def test_the_letters_of_items_on_one_page_are_no_part_of_the_page(written: str, pages: str) -> None:
    assert quirks.page_of_lettered(written) == pages


@pytest.mark.parametrize(
    ("written", "edition"),
    [("1/e", "1"), ("2nd ed.", "2"), ("3rd edition", "3"), ("12", "12"), (2, "2"),
     ("Revised", "Revised"), (None, "")],
)  # fmt: skip
def test_an_edition_is_a_number_where_it_is_one(written: Any, edition: str) -> None:
    assert quirks.edition(written) == edition


@pytest.mark.parametrize(
    ("written", "imprint"),
    [("[Ottawa] :", "Ottawa"), ("[s.n.]", ""), ("© Tears Press KG", "Tears Press KG"),
     ("Tears Press (TP)", "Tears Press (TP)"), ("&quot;Tears&quot; Press", '"Tears" Press'),
     ("[", "["), (None, "")],
)  # fmt: skip
def test_a_publisher_is_freed_of_the_signs_of_catalogues(written: Any, imprint: str) -> None:
    assert quirks.imprint(written) == imprint


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("15320626", ["1532-0626"]),
        (["0167739X", "0167-739X"], ["0167-739X"]),
        ("2641-{435X}", ["2641-435X"]),
        ("9783540332527", ["9783540332527"]),
    ],
)
def test_an_issn_has_its_hyphen(written: Any, numbers: list[str]) -> None:
    assert quirks.issns(written) == numbers


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
    title_quirks.titles(value)
    name_quirks.names(value)
    quirks.date(value)
    quirks.iso_date(value)
    quirks.locator(value)
    quirks.pages(value)
    quirks.identifiers(value)
    quirks.issns(value)
    quirks.edition(value)
    quirks.imprint(value)
    list(quirks.objects(value))


@pytest.mark.parametrize(
    "unit",
    ["<", "&lt;subtitle", "A. ", "a ", "Ã", "(", "- ", "1,", "\u2010 ", "$", "$a^", "\\a", ".pi",
     "[", "]", "aaa<sup>1", "<math>", "Doe, MD", "1 ("],
)  # fmt: skip
def test_hostile_texts_are_read_to_their_end(unit: str) -> None:
    hostile = unit * (100_000 // len(unit))
    assert title_quirks.title(hostile) == title_quirks.title(hostile)
    name_quirks.names([{"family": hostile, "given": hostile}, {"literal": hostile}])
    quirks.pages(hostile)
    quirks.locator(hostile)
    quirks.identifiers(hostile)
