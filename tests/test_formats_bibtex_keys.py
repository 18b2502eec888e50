from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.errors import ConfigurationError
from refkit.formats.bibtex_keys import citation_keys
from refkit.model import Date, Name, Work


def work(family: str, year: int | None, title: str, identifier: str = "") -> Work:
    issued = Date(date_parts=((year,),)) if year else None
    return Work(id=identifier, author=[Name(family, "A.")], issued=issued, title=title)


@pytest.mark.parametrize(
    ("given_work", "key"),
    [
        (work("Gračanin", 2014, "Is crying a self-soothing behavior?"), "gracanin2014crying"),
        (work("Ødegård", 2020, "The <i>E. coli</i> story"), "odegard2020coli"),
        (work("O’Brien-Smith", None, "Why?"), "obriensmithndwhy"),
        (Work(author=[Name("Berg", "J.", "", "van der")], title="Über"), "vanderbergnduber"),
        (Work(author=[Name(literal="World Health Organization")], title="Tears"), "whondtears"),
        (Work(author=[Name(literal="UNICEF")], title="Tears"), "unicefndtears"),
        (Work(title="Only a title"), "ndonly"),
        (Work(), "nd"),
        (Work(author=[Name("王", "小明")], title="眼泪"), "wangndyanlei"),
        (work("Plato", -380, "Politeia"), "platobc380politeia"),
    ],
)
def test_a_key_is_made_of_author_year_and_title(given_work: Work, key: str) -> None:
    assert citation_keys([given_work]) == [key]


@pytest.mark.parametrize(
    ("identifier", "kept"),
    [
        ("Smith:2020+a", True),
        ("10.1037/pst0000395", False),
        ("https://example.org", False),
        ("12345", False),
        ("Smith 2020", False),
        ("smith,2020", False),
        ("{smith}", False),
        ("a%b", False),
        ("größe", False),
        ("", False),
    ],
)
def test_an_id_is_kept_where_it_is_a_legal_key(identifier: str, kept: bool) -> None:
    [key] = citation_keys([work("Roe", 2020, "Tears", identifier)])
    assert key == (identifier if kept else "roe2020tears")


def test_the_same_keys_get_letters_in_order() -> None:
    same = work("Roe", 2020, "Tears")
    assert citation_keys([same, work("Doe", 2020, "Joy"), same, same]) == [
        "roe2020tearsa",
        "doe2020joy",
        "roe2020tearsb",
        "roe2020tearsc",
    ]


def test_a_key_does_not_depend_on_the_others() -> None:
    one = work("Roe", 2020, "Tears")
    assert citation_keys([one])[0] == citation_keys([work("Doe", 1999, "Joy"), one])[1]


def test_own_keys_come_first_whatever_their_place() -> None:
    made = work("Roe", 2020, "Tears")
    own = Work(id="x", citation_key="Roe2020Tears")
    assert citation_keys([made, own]) == ["roe2020tearsa", "Roe2020Tears"]
    assert citation_keys([own, own]) == ["Roe2020Tears", "Roe2020Tearsa"]


def test_other_patterns_and_none_of_that_name() -> None:
    one = work("Roe", 2020, "Tears")
    assert citation_keys([one], "authoryear") == ["roe2020"]
    assert citation_keys([one], "authortitle") == ["roetears"]
    with pytest.raises(ConfigurationError, match="no pattern of citation keys 'x'; there are auth"):
        citation_keys([one], "x")


@given(
    st.lists(
        st.builds(
            work,
            st.sampled_from(["Roe", "Doe", "Gračanin"]),
            st.sampled_from([2020, 2021]),
            st.sampled_from(["Tears", "Joy"]),
            st.sampled_from(["", "roe2020tears", "ROE2020tearsa", "1", "doe2020joyb"]),
        ),
        max_size=12,
    )
)
def test_keys_are_unique_without_regard_to_case(drawn: list[Work]) -> None:
    keys = citation_keys(drawn)
    assert len({key.lower() for key in keys}) == len(drawn)


def test_a_thousand_works_of_one_name_have_a_thousand_keys() -> None:
    keys = citation_keys([work("Roe", 2020, "Tears")] * 1000)
    assert len(set(keys)) == 1000
    assert keys[25:28] == ["roe2020tearsz", "roe2020tearsaa", "roe2020tearsab"]
