"""Number variables: is-numeric, cs:number, cs:label and locators."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from refkit.csl.compile import make_format
from refkit.csl.context import Context, Distinction, Place
from refkit.csl.item import Item
from refkit.csl.label import compile_label, label_text, locator_label, render_locator
from refkit.csl.locale import Locale
from refkit.csl.number import (
    compile_number,
    is_numeric,
    is_plural,
    long_ordinal,
    ordinal,
    render_number_text,
    roman,
)
from refkit.csl.tree import plain


@cache
def _english() -> Locale:
    return Locale.load("en-US")


def _context(
    variable: str, value: object, locator: str = "", label: str = "page", number: int = 0
) -> Context:
    item = Item({"id": "a", "type": "book", variable: value})
    place = Place(locator=locator, label=label)
    return Context(item, _english(), "citation", place, Distinction(), number=number)


@pytest.mark.parametrize(
    "value",
    [
        "7",
        7,
        0,
        "07",
        "7th",
        "K7",
        "k7b",
        "7/8",
        "7-9",
        "7–9",
        "7, 9",
        "7,9",
        "7 & 9",
        "7&9",
        "7-9, 12 & 15",
        "7 and 9",
        "xi",
        "xi-xv",
        "8n77",
    ],
)
def test_numbers_with_affixes_and_joints_are_numeric(value: object) -> None:
    assert is_numeric(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        "seventh",
        "7 ed.",
        "ed. 7",
        "7.5",
        "7; 9",
        "XI",
        "c",
        "Spring",
        "7-B",
        "(7)",
        "-",
        None,
        True,
        -7,
        7.5,
        ["7"],
        {},
    ],
)
def test_everything_else_is_not_numeric(value: object) -> None:
    assert not is_numeric(value)


@pytest.mark.parametrize(
    ("value", "plural"),
    [
        ("7", False),
        ("7-9", True),
        ("7 & 9", True),
        ("7, 9", True),
        ("7,900", False),
        ("7, plates", True),
        ("7b", False),
        ("XB-7", False),
        ("X-7-9", False),
        ("XB7-9", True),
        ("7\\-9", False),
        ("Foo-Bar", False),
    ],
)
def test_several_numbers_are_plural(value: str, plural: bool) -> None:
    assert is_plural(value) is plural


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "i"),
        (4, "iv"),
        (9, "ix"),
        (1949, "mcmxlix"),
        (3999, "mmmcmxcix"),
        (4000, "4000"),
        (0, "0"),
        (-3, "-3"),
    ],
)
def test_roman_numerals_go_to_3999(number: int, expected: str) -> None:
    assert roman(number) == expected


def test_ordinals_are_words_up_to_ten() -> None:
    assert ordinal(22, _english()) == "22nd"
    assert long_ordinal(3, _english()) == "third"
    assert long_ordinal(11, _english()) == "11th"


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        ("7", "numeric", "7"),
        ("7 - 9", "numeric", "7–9"),
        ("7,9", "numeric", "7, 9"),
        ("7 , 9", "numeric", "7, 9"),
        ("7,900", "numeric", "7,900"),
        ("7&9", "numeric", "7 & 9"),
        ("7", "ordinal", "7th"),
        ("1-3, 22", "ordinal", "1st–3rd, 22nd"),
        ("1-2", "long-ordinal", "first–second"),
        ("2, 3", "roman", "ii, iii"),
        ("2b", "ordinal", "2b"),
        ("02", "ordinal", "02"),
        ("no. 2", "ordinal", "2nd"),
        ("2 parts", "ordinal", "2 parts"),
        ("2, plates", "roman", "2, plates"),
        ("99999999999", "roman", "99999999999"),
        (5, "ordinal", "5th"),
        ("<b>5</b>", "numeric", "<b>5</b>"),
    ],
)
def test_numbers_take_their_form_one_by_one(value: object, form: str, expected: str) -> None:
    element = etree.fromstring(f'<number variable="issue" form="{form}"/>')
    render = compile_number(element, _english(), make_format)
    assert plain(render(_context("issue", value))) == expected


def test_ordinals_have_the_gender_of_what_is_counted() -> None:
    own = etree.fromstring(
        '<locale xmlns="http://purl.org/net/xbiblio/csl"><terms><term name="ordinal">n</term>'
        '<term name="ordinal-02" gender-form="feminine">f</term>'
        '<term name="edition" gender="feminine">edition</term></terms></locale>'
    )
    locale = Locale.load("en-US", [own])
    for variable, expected in [("edition", "2f"), ("issue", "2n")]:
        element = etree.fromstring(f'<number variable="{variable}" form="ordinal"/>')
        render = compile_number(element, locale, make_format)
        assert plain(render(_context(variable, "2"))) == expected


def test_number_has_case_affixes_and_page_format() -> None:
    element = etree.fromstring('<number variable="page" prefix="[" suffix="]"/>')
    render = compile_number(element, _english(), make_format, "minimal")
    assert plain(render(_context("page", "344-349"))) == "[344–9]"


def test_number_that_is_missing_counts_as_empty() -> None:
    context = _context("issue", None)
    element = etree.fromstring('<number variable="volume"/>')
    assert compile_number(element, _english(), make_format)(context) is None
    assert (context.called, context.filled) == (1, 0)


def test_citation_number_has_its_role() -> None:
    element = etree.fromstring('<number variable="citation-number" prefix="["/>')
    found = compile_number(element, _english(), make_format)(_context("issue", 1, number=12))
    assert plain(found) == "[12"
    assert getattr(found, "role", "") == "citation-number"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("7-9", "7–9"),
        ("3\\-7", "3-7"),
        ("AB-7", "AB-7"),
        ("11/12", "11/12"),
        ("Special issue", "Special issue"),
        ("no. 7", "7"),
        ("no.7-9", "7–9"),
        ("ser.7-9", "ser. 7-9"),
        ("e.g. this", "e.g. this"),
        ("vol. 7", "vol. 7"),
    ],
)
def test_number_as_text_keeps_what_is_no_range(value: str, expected: str) -> None:
    assert render_number_text(value, _english(), "issue") == expected


@pytest.mark.parametrize(
    ("locator", "given", "label", "text"),
    [
        ("12", "page", "page", "12"),
        (" 12 - 15 ", "page", "page", "12–5"),
        ("12-15", "chapter", "chapter", "12–15"),
        ("pp. 12-15", "page", "page", "12–5"),
        ("ch. 3, p. 5", "page", "chapter", "3, p. 5"),
        ("3, p. 5-8", "chapter", "chapter", "3, pp. 5–8"),
        ("12, fig. 2", "", "page", "12, fig. 2"),
        ("12 p. 13", "page", "page", "12 p. 13"),
        ("12 n. Chr.", "page", "page", "12 n. Chr."),
        ("ch. three", "page", "chapter", "three"),
        ("Preface", "page", "page", "Preface"),
        ("alpha", "sub verbo", "sub-verbo", "alpha"),
        ("", "page", "page", ""),
    ],
)
def test_locators_may_carry_their_own_labels(
    locator: str, given: str, label: str, text: str
) -> None:
    place = Place(locator=locator, label=given)
    assert locator_label(place) == label
    assert render_locator(place, "minimal", _english()) == text


@pytest.mark.parametrize(
    ("xml", "value", "expected"),
    [
        ('<label variable="issue"/>', "7", "issue"),
        ('<label variable="issue"/>', "7-9", "issues"),
        ('<label variable="issue" form="short"/>', "7-9", "nos."),
        ('<label variable="issue" form="short" strip-periods="true"/>', "7", "no"),
        ('<label variable="issue" plural="always"/>', "7", "issues"),
        ('<label variable="issue" plural="never"/>', "7-9", "issue"),
        ('<label variable="issue" text-case="capitalize-first" suffix=":"/>', "7", "Issue:"),
        # Without a value too: "521 p." may be number-of-pages and the label of page.
        ('<label variable="issue"/>', "", "issue"),
        ('<label variable="locator"/>', "", None),
    ],
)
def test_labels_are_plural_where_several_are_meant(
    xml: str, value: str, expected: str | None
) -> None:
    render = compile_label(etree.fromstring(xml), _english(), make_format)
    found = render(_context("issue", value))
    assert (None if found is None else plain(found)) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [("1", "vol."), ("4", "vols."), (4, "vols."), ("four", "vol.")]
)
def test_how_many_volumes_there_are_makes_the_plural(value: object, expected: str) -> None:
    element = etree.fromstring('<label variable="number-of-volumes" form="short"/>')
    render = compile_label(element, _english(), make_format)
    assert plain(render(_context("number-of-volumes", value))) == expected


@pytest.mark.parametrize(
    ("locator", "label", "expected"),
    [
        ("12", "page", "p."),
        ("12-15", "page", "pp."),
        ("12, fig. 3", "page", "p."),
        ("12 and 15", "page", "pp."),
        ("12, and 15", "page", "pp."),
        ("ch. 2", "page", "chap."),
        ("chs. 2-3", "page", "chaps."),
        ("2", "nonsense", None),
        ("", "page", None),
    ],
)
def test_label_of_a_locator(locator: str, label: str, expected: str | None) -> None:
    element = etree.fromstring('<label variable="locator" form="short"/>')
    render = compile_label(element, _english(), make_format)
    found = render(_context("issue", "1", locator, label))
    assert (None if found is None else plain(found)) == expected


def test_the_word_for_and_is_that_of_the_locale() -> None:
    element = etree.fromstring('<label variable="locator" form="short"/>')
    render = compile_label(element, Locale.load("de-DE"), make_format)
    assert plain(render(_context("issue", "1", "12 und 15"))) == "S."
    render = compile_label(element, Locale.load("es-ES"), make_format)
    assert plain(render(_context("issue", "1", "12 y 15"))) == "pp."


def test_terms_that_are_unknown_or_empty_are_no_labels() -> None:
    assert label_text(_english(), "page", "short", True) == "pp."
    assert label_text(_english(), "no such thing", "long", False) is None


@given(st.text(alphabet="0123456789abpivx.,& -–\\"), st.sampled_from(["page", "chapter"]))
def test_any_locator_is_text(locator: str, label: str) -> None:
    place = Place(locator=locator, label=label)
    assert isinstance(render_locator(place, "chicago", _english()), str)
