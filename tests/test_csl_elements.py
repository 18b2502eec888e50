"""cs:text, cs:group and macros: what counts, what goes, where delimiters stand."""

from __future__ import annotations

from typing import Any

import pytest
from csl_made import cited, item, listed, person, style

TITLE = '<text variable="title"/>'
PUBLISHER = '<text variable="publisher"/>'


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ('<group delimiter="|"><text value="A"/><text value="B"/></group>', "A|B"),
        # A group without any of its variables goes, its texts with it.
        (f'{TITLE}<group><text value="by "/>{PUBLISHER}</group>', "Tides"),
        (f'<group delimiter=", "><text value="in"/>{TITLE}{PUBLISHER}</group>', "in, Tides"),
        # A group that calls no variable stands.
        ('<group><text value="sine loco"/></group>', "sine loco"),
        # In another group, a group with content counts as a variable with a value.
        (
            f'<group delimiter=" "><group><text value="n.d."/></group>{PUBLISHER}</group>',
            "n.d.",
        ),
        ('<text variable="title" prefix="«" suffix="»"/>', "«Tides»"),
        ('<text variable="publisher" prefix="(" suffix=")"/><text value="x"/>', "x"),
        ('<text term="page" form="short"/>', "p."),
        ('<text term="page" plural="true"/>', "pages"),
        ('<text value="etc." strip-periods="true"/>', "etc"),
        ('<text variable="title" text-case="uppercase"/>', "TIDES"),
    ],
)
def test_a_layout_renders(layout: str, expected: str) -> None:
    assert cited(style(layout), item(title="Tides")) == expected


@pytest.mark.parametrize(
    ("macro", "expected"),
    [
        # A macro is a group of its own, without the delimiter of the group that calls it.
        (f"{TITLE}{PUBLISHER}", "x|TidesReef"),
        # The branches of a choice are in the group that the choice is in …
        (None, "x|Tides|Reef"),
        # … and not where a macro stands between.
        (f'<choose><if type="book">{TITLE}{PUBLISHER}</if></choose>', "x|TidesReef"),
    ],
)
def test_a_delimiter_reaches_into_choices_and_not_into_macros(
    macro: str | None, expected: str
) -> None:
    inner = '<text macro="m"/>'
    if macro is None:
        inner = f'<choose><if type="book">{TITLE}{PUBLISHER}</if></choose>'
    made = style(
        f'<group delimiter="|"><text value="x"/>{inner}</group>',
        macros=f'<macro name="m">{macro or TITLE}</macro>',
    )
    assert cited(made, item(title="Tides", publisher="Reef")) == expected


def test_a_macro_without_its_variables_takes_its_terms_with_it() -> None:
    made = style(
        f'<group delimiter=", ">{TITLE}<text macro="in"/></group>',
        macros='<macro name="in"><text term="in" suffix=" "/>'
        '<text variable="container-title"/></macro>',
    )
    assert cited(made, item(title="Tides")) == "Tides"
    assert cited(made, item(title="Tides", container_title="Reefs")) == "Tides, in Reefs"


def test_the_short_form_of_a_title_falls_back_on_the_long_one() -> None:
    made = style('<text variable="title" form="short"/>')
    assert cited(made, item(title="Tides of the Reef", title_short="Tides")) == "Tides"
    assert cited(made, item(title="Tides of the Reef")) == "Tides of the Reef"


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        ("page", "11-19", "11–19"),
        ("volume", "3-4", "3–4"),
        ("issue", 7, "7"),
        ("page-first", None, "11"),
    ],
)
def test_number_variables_as_text(variable: str, value: object, expected: str) -> None:
    data = item(page="11-19")
    if value is not None:
        data[variable] = value
    assert cited(style(f'<text variable="{variable}"/>'), data) == expected


def test_the_text_case_of_a_number_variable_is_that_of_each_number() -> None:
    made = style('<text variable="edition" text-case="capitalize-first"/>')
    assert cited(made, item(edition="third, enlarged printing")) == "Third, Enlarged printing"


def test_title_case_is_for_english_only() -> None:
    made = style('<text variable="title" text-case="title"/>')
    assert cited(made, item(title="tides of the reef")) == "Tides of the Reef"
    assert cited(made, item(title="das meer und der wind", language="de")) == (
        "das meer und der wind"
    )


def test_scripts_without_italics_stay_upright() -> None:
    made = style(
        TITLE,
        bibliography='<bibliography><layout><text variable="title" font-style="italic"/></layout>'
        "</bibliography>",
    )
    assert listed(made, item(title="Tides"), format="html") == ["<i>Tides</i>"]
    assert listed(made, item(title="潮汐"), format="html") == ["潮汐"]


def test_parentheses_in_parentheses_are_brackets() -> None:
    made = style(
        '<group prefix="(" suffix=")"><text value="a "/>'
        '<group prefix="(" suffix=")"><text value="b "/><text value="c" prefix="(" suffix=")"/>'
        "</group></group>"
    )
    assert cited(made, item()) == "(a [b (c)])"


def test_what_a_substitute_has_used_is_not_rendered_again() -> None:
    made = style(
        f'<names variable="author"><substitute>{TITLE}</substitute></names>'
        f'<text value=": "/>{TITLE}{PUBLISHER}'
    )
    assert cited(made, item(title="Tides", publisher="Reef")) == "Tides: Reef"
    assert cited(made, item(title="Tides", author=[person("Mulder")])) == "Mulder: Tides"


def test_a_citation_label_is_made_of_names_and_year() -> None:
    made = style('<text variable="citation-label"/>')
    one = item(author=[person("Ada Mulder")], issued={"date-parts": [[1926]]})
    three = item("two", author=[person("Mulder"), person("Zand"), person("Oort")])
    assert cited(made, one) == "Muld26"
    assert cited(made, three) == "MuZO00"
    assert cited(made, item("three", citation_label="Tides1")) == "Tides1"


def test_a_substitute_suppresses_the_long_and_the_short_form() -> None:
    long, short = '<text variable="title"/>', '<text variable="title" form="short"/>'
    values: dict[str, Any] = {"title": "Harbours of the North", "title-short": "Harbours"}
    for first, second, expected in (
        (long, short, "Harbours of the North"),
        (short, long, "Harbours"),
    ):
        names = f'<names variable="author"><substitute>{first}</substitute></names>'
        assert cited(style(f"{names}{second}"), item(**values)) == expected


def test_full_stops_before_capitals_of_the_text_case_are_stripped() -> None:
    element = '<text variable="title" strip-periods="true" text-case="title"/>'
    made = item(title="harbour.org vs. port 1.5", language="en")
    assert cited(style(element), made) == "HarbourOrg vs Port 15"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"author": [{"family": "O'Hara"}]}, "Ohar00"),
        ({"author": [{"literal": "The Water board"}]}, "Wate00"),
        ({"author": [{"family": "abel"}, {"family": "BAKER"}]}, "AbBa00"),
        ({"director": [{"family": "Lindt"}]}, "Lind00"),
        ({"title": "a Dam of <i>Clay</i>"}, "Damc00"),
    ],
)
def test_citation_labels_have_letters_and_a_year(values: dict[str, Any], expected: str) -> None:
    assert cited(style('<text variable="citation-label"/>'), item(**values)) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ('<text variable="volume" suffix=":"/>', "7:."),
        ('<number variable="volume" suffix=";"/>', "7;."),
        ('<text variable="volume" suffix="."/>', "7."),
        ('<text variable="title" suffix=":"/>', "Tides:"),
        ('<text variable="edition" suffix=":"/>', "enlarged:"),
        ('<text variable="volume" suffix=":"/><text value="" prefix=". "/>', "7:."),
    ],
)
def test_a_full_stop_stands_beside_the_colon_of_a_number(number: str, expected: str) -> None:
    made = item(title="Tides", volume="7", edition="enlarged")
    assert cited(style(f'<group suffix=".">{number}</group>'), made) == expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ('<date-part name="year" prefix="(" suffix=")"/>', "(in print)"),
        ('<date-part name="year" suffix="." text-case="title"/>', "In Print."),
        (
            '<date-part name="month" suffix=" "/><date-part name="year" text-case="uppercase"/>',
            "IN PRINT",
        ),
    ],
)
def test_the_words_of_a_date_are_written_as_its_year_is(part: str, expected: str) -> None:
    made = item(issued={"literal": "in print"})
    assert cited(style(f'<date variable="issued">{part}</date>'), made) == expected


def test_the_affixes_of_a_name_are_for_personal_names() -> None:
    names = '<names variable="author"><name prefix="[" suffix="]"/></names>'
    made = item(author=[{"literal": "Office of Tides"}, {"family": "Oort"}])
    assert cited(style(names), made) == "Office of Tides, [Oort]"


def test_in_a_substitute_each_element_of_a_branch_stands_for_itself() -> None:
    made = style(
        '<names variable="author"><substitute><choose><if type="book">'
        f'<text variable="volume"/>{PUBLISHER}{TITLE}</if></choose></substitute></names>'
        f'<group prefix=". ">{TITLE}</group><group prefix=". ">{PUBLISHER}</group>'
    )
    assert cited(made, item(title="Tides", publisher="Reef")) == "Reef. Tides"
    assert cited(made, item(title="Tides")) == "Tides"


def test_a_substituted_macro_is_rendered_whole() -> None:
    made = style(
        '<names variable="author"><substitute><text macro="m"/></substitute></names>',
        macros=f'<macro name="m"><choose><if type="book">{PUBLISHER}{TITLE}</if></choose></macro>',
    )
    assert cited(made, item(title="Tides", publisher="Reef")) == "ReefTides"


def test_the_et_al_of_an_abbreviated_list_is_written_as_its_names_are() -> None:
    made = style(
        TITLE,
        bibliography='<bibliography><layout><names variable="author">'
        '<name font-style="italic" et-al-min="2" et-al-use-first="1"/>'
        '<et-al font-style="normal"/></names></layout></bibliography>',
    )
    authors = [person("Ash"), person("Birch")]
    assert listed(made, item(author=authors), format="html") == [
        '<i><i>Ash</i> <span style="font-style:normal;">et al.</span></i>'
    ]
    assert listed(made, item(author=authors[:1]), format="html") == ["<i>Ash</i>"]
