"""Styles: compiling, sorting, errors."""

from __future__ import annotations

from pathlib import Path

import pytest
from csl_made import INFO, item, listed, person, style, year

from refkit.csl import Style
from refkit.errors import FormatError, UnknownStyleError

LAYOUT = '<layout><text variable="title"/></layout>'


def sorted_by(key: str, *items: dict[str, object], macros: str = "") -> list[str]:
    """The titles of items sorted by a cs:key."""
    made = style(
        '<text variable="title"/>',
        macros=macros,
        bibliography=f"<bibliography><sort>{key}</sort>{LAYOUT}</bibliography>",
    )
    return listed(made, *items)


def test_entries_stand_in_the_order_given_where_the_style_does_not_sort() -> None:
    made = style('<text value="x"/>', bibliography=f"<bibliography>{LAYOUT}</bibliography>")
    assert listed(made, item("b", title="B"), item("a", title="A")) == ["B", "A"]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ('<key variable="title"/>', ["Álamo", "Beach", "Zand"]),
        ('<key variable="title" sort="descending"/>', ["Zand", "Beach", "Álamo"]),
        ('<key variable="issued"/>', ["Zand", "Beach", "Álamo"]),
        ('<key variable="issued" sort="descending"/>', ["Beach", "Zand", "Álamo"]),
        ('<key variable="volume"/>', ["Beach", "Zand", "Álamo"]),
        ('<key variable="author"/>', ["Álamo", "Zand", "Beach"]),
        ('<key macro="m"/>', ["Beach", "Zand", "Álamo"]),
    ],
)
def test_entries_are_sorted_and_those_without_a_value_come_last(
    key: str, expected: list[str]
) -> None:
    items = (
        item("1", title="Zand", issued=year(1926), volume="10", author=[person("Bo Oort")]),
        item("2", title="Beach", issued=year(1930), volume="9", author=[person("Zoe Oort")]),
        item("3", title="Álamo", author=[person("Ada Mulder")]),
    )
    macro = '<macro name="m"><text variable="volume"/></macro>'
    assert sorted_by(key, *items, macros=macro) == expected


def test_entries_with_the_same_keys_stay_in_their_order() -> None:
    items = [item(str(place), title=text) for place, text in enumerate(["TIDES", "tides", "Tides"])]
    assert sorted_by('<key variable="title"/>', *items) == ["TIDES", "tides", "Tides"]


def test_a_style_in_another_locale() -> None:
    made = Style.load("apa", "de")
    assert made.locale.code == "de-DE"
    assert Style.load("apa").locale.code == "en-US"


@pytest.mark.parametrize("locale", ["xx", "klingon", "de-XX-y"])
def test_a_locale_that_there_is_none_of_is_an_error(locale: str) -> None:
    with pytest.raises(UnknownStyleError, match="no locale"):
        Style.load("apa", locale)


def test_a_locale_file_of_the_users_own(tmp_path: Path) -> None:
    path = tmp_path / "locales-nl-ZE.xml"
    path.write_text(
        '<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="nl-ZE">'
        '<terms><term name="in">bie</term></terms></locale>'
    )
    content = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">'
        f'{INFO}<citation><layout><text term="in"/></layout></citation></style>'
    )
    assert Style.parse(content.encode(), locale=str(path)).locale.term("in") == "bie"


def test_a_broken_style_is_an_error_with_its_line() -> None:
    content = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">\n'
        f'{INFO}\n<citation><layout>\n<text macro="lost"/></layout></citation></style>'
    )
    with pytest.raises(FormatError, match=r"made\.csl:4: .*lost"):
        Style.parse(content.encode(), "made.csl")


def test_dates_of_words_are_sorted_as_no_dates() -> None:
    dates = ({"literal": "1800s"}, year(1930), None, year(1926))
    items = [
        item(str(place), title=str(place), **({"issued": date} if date else {}))
        for place, date in enumerate(dates)
    ]
    assert sorted_by('<key variable="issued"/>', *items) == ["3", "1", "0", "2"]
