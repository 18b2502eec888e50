"""Rendering cs:date."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from lxml import etree

from refkit.csl.compile import make_format
from refkit.csl.context import Context, Distinction, KeyNames, Place
from refkit.csl.date_render import compile_date, year_suffix_letters
from refkit.csl.item import Item
from refkit.csl.locale import Locale
from refkit.csl.tree import Node, find, plain

DAY_MONTH_YEAR = (
    '<date variable="issued"><date-part name="day" suffix=" "/>'
    '<date-part name="month" suffix=" "/><date-part name="year"/></date>'
)
YEAR = '<date variable="issued"><date-part name="year"/></date>'
DASHED = (
    '<date variable="issued" delimiter="_"><date-part name="year" range-delimiter="=Y="/>'
    '<date-part name="month" form="numeric" range-delimiter="=M="/>'
    '<date-part name="day" range-delimiter="=D="/></date>'
)
PREFIXED = (
    '<date variable="issued"><date-part name="year"/>'
    '<date-part name="month" form="numeric-leading-zeros" prefix="."/>'
    '<date-part name="day" form="numeric-leading-zeros" prefix="."/></date>'
)


@cache
def _locale(name: str, own: str = "") -> Locale:
    xml = f'<locale xmlns="http://purl.org/net/xbiblio/csl">{own}</locale>'
    return Locale.load(name, [etree.fromstring(xml)] if own else [])


def _context(date: object, locale: Locale, suffix: int = 0, sorting: bool = False) -> Context:
    return Context(
        Item({"id": "a", "type": "book", "issued": date}),
        locale,
        "citation",
        Place(),
        Distinction(year_suffix=suffix),
        sorting=KeyNames() if sorting else None,
    )


def _render(xml: str, date: object, locale: Locale, **options: Any) -> Node | str | None:
    explicit = options.pop("explicit", False)
    render = compile_date(etree.fromstring(xml), locale, make_format, explicit)
    return render(_context(date, locale, **options))


def _parts(*points: list[int]) -> dict[str, object]:
    return {"date-parts": list(points)}


@pytest.mark.parametrize(
    ("xml", "date", "expected"),
    [
        (DAY_MONTH_YEAR, _parts([1987, 6, 5]), "5 June 1987"),
        (DAY_MONTH_YEAR, _parts([1987, 6]), "June 1987"),
        (DAY_MONTH_YEAR, _parts([1987]), "1987"),
        (DAY_MONTH_YEAR, {"date-parts": [[1987]], "season": 2}, "Summer 1987"),
        (DAY_MONTH_YEAR, {"literal": "at press"}, "at press"),
        (DAY_MONTH_YEAR, _parts([1987, 6, 5], [1987, 6, 9]), "5–9 June 1987"),
        (DAY_MONTH_YEAR, _parts([1987, 6, 5], [1987, 7, 1]), "5 June–1 July 1987"),
        (DAY_MONTH_YEAR, _parts([1987, 6, 5], [1988, 6, 5]), "5 June 1987–5 June 1988"),
        (DAY_MONTH_YEAR, _parts([1987, 21], [1987, 22]), "Spring–Summer 1987"),
        (DAY_MONTH_YEAR, _parts([1987, 6, 5], [0]), "5 June 1987–"),
        (YEAR, _parts([1987], [1990]), "1987–1990"),
        (YEAR, _parts([1987, 6], [1987, 7]), "1987"),
        (YEAR, _parts([1987], [0]), "1987–"),
        (YEAR, _parts([476]), "476 AD"),
        (YEAR, _parts([-31]), "31 BC"),
        (DASHED, _parts([1987, 6, 5], [1987, 6, 9]), "1987_6_5=D=9"),
        (DASHED, _parts([1987, 6, 5], [1987, 7, 9]), "1987_6_5=M=7_9"),
        (DASHED, _parts([1987, 6, 5], [1988, 7, 9]), "1987_6_5=Y=1988_7_9"),
        (DASHED, _parts([-31, 6, 5]), "31BC_6_5"),
        (PREFIXED, _parts([1987, 6, 5], [1987, 7, 9]), "1987.06.05–07.09"),
        (PREFIXED, _parts([1987, 6, 5], [1988, 7, 9]), "1987.06.05–1988.07.09"),
    ],
)
def test_parts_ranges_and_eras(xml: str, date: object, expected: str) -> None:
    assert plain(_render(xml, date, _locale("en-US"))) == expected


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('form="text"', "June 5, 1987"),
        ('form="text" date-parts="year-month"', "June 1987"),
        ('form="text" date-parts="year"', "1987"),
        ('form="numeric"', "06/05/1987"),
        ('form="text" prefix="(" suffix=")"', "(June 5, 1987)"),
        ('form="text" text-case="uppercase"', "JUNE 5, 1987"),
    ],
)
def test_localized_formats_show_the_parts_asked_for(attributes: str, expected: str) -> None:
    xml = f'<date variable="issued" {attributes}/>'
    assert plain(_render(xml, _parts([1987, 6, 5]), _locale("en-US"))) == expected


def test_style_changes_the_localized_parts_but_not_their_affixes() -> None:
    xml = (
        '<date variable="issued" form="text"><date-part name="year" form="short" prefix="!"/>'
        '<date-part name="month" form="short" strip-periods="true" font-style="italic"/></date>'
    )
    found = _render(xml, _parts([1987, 8, 5]), _locale("en-US"))
    assert plain(found) == "Aug 5, 87"
    assert isinstance(found, Node)
    assert isinstance(found.children[0], Node)
    assert found.children[0].format.font_style == "italic"


def test_days_are_ordinals_of_the_gender_of_the_month() -> None:
    xml = '<date variable="issued"><date-part name="day" form="ordinal"/></date>'
    terms = (
        '<terms><term name="ordinal">-th</term>'
        '<term name="ordinal-01" gender-form="feminine" match="whole-number">-a</term>'
        '<term name="month-06" gender="feminine">Junia</term></terms>'
    )
    limited = f'{terms}<style-options limit-day-ordinals-to-day-1="true"/>'
    for own, day, expected in [
        (terms, 1, "1-a"),
        (terms, 2, "2-th"),
        (limited, 1, "1-a"),
        (limited, 2, "2"),
    ]:
        date = _parts([1987, 6, day])
        assert plain(_render(xml, date, _locale("en-US", own))) == expected


@pytest.mark.parametrize(
    ("xml", "date"),
    [
        (YEAR, None),
        (YEAR, {"date-parts": [[]]}),
        ('<date variable="issued"><date-part name="month"/></date>', {"literal": "at press"}),
        ('<date variable="issued"><date-part name="day"/></date>', _parts([1987, 6])),
        ('<date variable="issued"/>', _parts([1987, 6])),
        ('<date variable="accessed"><date-part name="year"/></date>', _parts([1987])),
    ],
)
def test_what_is_missing_renders_nothing_and_counts_as_empty(xml: str, date: object) -> None:
    locale = _locale("en-US")
    context = _context(date, locale)
    assert compile_date(etree.fromstring(xml), locale, make_format)(context) is None
    assert (context.called, context.filled) == (1, 0)


def test_year_suffix_follows_the_first_year_only() -> None:
    locale = _locale("en-US")
    xml = '<date variable="issued"><date-part name="year" suffix="."/></date>'
    render = compile_date(etree.fromstring(xml), locale, make_format)
    context = _context(_parts([1987]), locale, suffix=2)
    first = render(context)
    assert [plain(node) for node in find(first, "year-suffix")] == ["b"]
    assert [plain(node) for node in find(first, "year")] == ["1987b."]
    assert plain(render(context)) == "1987."


@pytest.mark.parametrize(
    ("date", "explicit", "expected"),
    [
        (_parts([1987], [1990]), False, "1987–1990a"),
        (_parts([1987], [0]), False, "1987–a"),
        (_parts([1987]), True, "1987"),
        ({"literal": "at press"}, False, "at press"),
    ],
)
def test_year_suffix_of_ranges_and_words(date: object, explicit: bool, expected: str) -> None:
    found = _render(YEAR, date, _locale("en-US"), suffix=1, explicit=explicit)
    assert plain(found) == expected


def test_range_of_years_is_one_year_node() -> None:
    found = _render(YEAR, _parts([1987], [1990]), _locale("en-US"))
    assert [plain(node) for node in find(found, "year")] == ["1987–1990"]


def test_sort_keys_know_the_shown_parts_only() -> None:
    locale = _locale("en-US")
    june, july = (
        _render(YEAR, _parts([1987, month]), locale, sorting=True, suffix=1) for month in (6, 7)
    )
    full = _render(DAY_MONTH_YEAR, _parts([1987, 6]), locale, sorting=True)
    assert june == july
    assert isinstance(june, str)
    assert isinstance(full, str)
    assert june < full
    assert full.isdecimal()


@pytest.mark.parametrize(
    ("number", "letters"), [(0, ""), (1, "a"), (26, "z"), (27, "aa"), (52, "az"), (703, "aaa")]
)
def test_year_suffixes_go_on_after_z(number: int, letters: str) -> None:
    assert year_suffix_letters(number) == letters
