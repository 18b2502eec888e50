"""cs:choose: conditions and how they are matched."""

from __future__ import annotations

from typing import Any

import pytest
from csl_made import cited, item, listed, style

BOOK = item(title="Tides", volume="3", edition="second", issued={"date-parts": [[1926]]})


def holds(conditions: str, data: dict[str, Any] = BOOK, **cite: Any) -> bool:
    """Whether the conditions of a cs:if hold."""
    made = style(
        f'<choose><if {conditions}><text value="yes"/></if><else><text value="no"/></else></choose>'
    )
    return cited(made, data, **cite) == "yes"


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ('type="book"', True),
        # An item has one type: several are always alternatives.
        ('type="article-journal book"', True),
        ('type="article-journal chapter"', False),
        ('type="article-journal book" variable="title publisher"', False),
        ('type="article-journal book" variable="title volume" match="all"', True),
        ('type="article-journal book" match="any"', True),
        ('type="article-journal chapter" match="none"', True),
        ('variable="title volume"', True),
        ('variable="title publisher"', False),
        ('variable="title publisher" match="any"', True),
        ('variable="publisher" type="book" match="none"', False),
        ('is-numeric="volume"', True),
        ('is-numeric="edition"', False),
        ('is-uncertain-date="issued"', False),
        ('disambiguate="true"', False),
        ('variable="title" type="book" is-numeric="volume"', True),
    ],
)
def test_conditions_on_the_item(conditions: str, expected: bool) -> None:
    assert holds(conditions) is expected


def test_an_uncertain_date_is_told() -> None:
    circa = item(issued={"date-parts": [[1926]], "circa": True})
    assert holds('is-uncertain-date="issued"', circa)


@pytest.mark.parametrize(
    ("conditions", "position", "expected"),
    [
        ('position="first"', "first", True),
        ('position="subsequent"', "ibid", True),
        ('position="ibid"', "ibid-with-locator", True),
        ('position="ibid-with-locator"', "ibid", False),
        ('position="first"', "subsequent", False),
    ],
)
def test_conditions_on_the_position(conditions: str, position: str, expected: bool) -> None:
    assert holds(conditions, position=position) is expected


def test_no_position_holds_in_a_bibliography() -> None:
    made = style(
        '<text value="x"/>',
        bibliography='<bibliography><layout><choose><if position="first subsequent ibid" '
        'match="any"><text value="cited"/></if><else><text variable="title"/></else></choose>'
        "</layout></bibliography>",
    )
    assert listed(made, item(title="Tides")) == ["Tides"]


def test_conditions_on_the_locator() -> None:
    assert holds('locator="chapter"', locator="3", label="chapter")
    assert holds('locator="page"', locator="3")
    assert not holds('locator="page"')
    assert holds('variable="locator"', locator="3")


def test_the_first_branch_that_holds_is_rendered() -> None:
    made = style(
        '<choose><if type="song"><text value="a"/></if>'
        '<else-if variable="title"><text value="b"/></else-if>'
        '<else-if type="book"><text value="c"/></else-if></choose>'
    )
    assert cited(made, item(title="Tides")) == "b"
    assert cited(made, item()) == "c"


def test_choices_may_stand_in_choices() -> None:
    made = style(
        '<choose><if type="book"><choose><if variable="title"><text value="in"/></if>'
        '<else><text value="out"/></else></choose></if></choose>'
    )
    assert cited(made, item()) == "out"
