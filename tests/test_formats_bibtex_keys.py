from __future__ import annotations

import re

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


LONG = Work(
    author=[
        Name("Gračanin", "A."),
        Name("Bylsma", "L."),
        Name("de Vries", "J."),
        Name("Roe", "R."),
    ],
    issued=Date(date_parts=((2014,),)),
    title="Is crying a self-soothing behavior?",
    title_short="Is crying soothing",
    container_title="Journal of Personality and Social Psychology",
    volume="5",
    page="502–510",
)


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("zotero", "gracanin_crying_2014"),
        ("better-bibtex", "gracaninCryingSelfSoothing2014"),
        ("google-scholar", "gracanin2014crying"),
        ("jabref", "Gracanin2014"),
        ("mendeley", "Gracanin2014"),
        ("alpha", "Gra14"),
        ("{authors:2}{etal}{year:2}", "gracaninbylsmaetal14"),
        ("{authors}{etal}", "gracaninbylsmadevriesetal"),
        ("{author:capital}-{journal:upper}{volume}:{page}", "Gracanin-JPSP5:502"),
        ("{author:3:upper}{title:2:capital}", "GRACryingSelf"),
        ("{shorttitle}", "cryingsoothing"),
        ("x/{letter}{year}", "x/2014"),
    ],
)
def test_patterns_are_made_of_pieces(pattern: str, key: str) -> None:
    assert citation_keys([LONG], pattern) == [key]


def test_pieces_that_are_empty_leave_no_separators() -> None:
    assert citation_keys([Work(title="Tears")], "{author}_{volume}_{year}_{page}") == ["tears_nd"]
    assert citation_keys([Work()], "{author}{title}") == ["ref"]


def test_letters_go_where_the_pattern_has_them() -> None:
    same = work("Roe", 2020, "Tears")
    assert citation_keys([same, same], "{author}{year}{letter}_{title}") == [
        "roe2020a_tears",
        "roe2020b_tears",
    ]


def test_all_keys_are_made_anew_when_asked() -> None:
    own = [work("Roe", 2020, "Tears", "mine"), Work(citation_key="other", title="Joy")]
    assert citation_keys(own) == ["mine", "other"]
    assert citation_keys(own, rekey=True) == ["roe2020tears", "ndjoy"]


def test_ids_are_kept_wherever_they_are_legal_when_asked() -> None:
    ids = ["10.1037/pst0000395", "1234", "a b", "10.1016/S0140-6736(20)31324-6"]
    assert citation_keys(
        [work("Roe", 2020, "Tears", identifier) for identifier in ids], "keep"
    ) == [
        "10.1037/pst0000395",
        "1234",
        "roe2020tearsa",
        "roe2020tearsb",
    ]


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("{name}", "no '{name}' in patterns of citation keys; there are {author}, {authors}"),
        ("{author:0}", "'0' in '{author:0}' of a pattern of citation keys; after a colon comes"),
        ("{author:Upper}", "'Upper' in"),
        ("{author} {year}", "' ' in a pattern of citation keys"),
        ("{author", "'{author' in a pattern of citation keys"),
    ],
)
def test_a_mistake_in_a_pattern_is_told(pattern: str, message: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        citation_keys([], pattern)
    assert message in str(raised.value)


def test_keys_cannot_be_both_kept_and_made_anew() -> None:
    with pytest.raises(ConfigurationError, match="both kept and made anew"):
        citation_keys([], "keep", rekey=True)


@given(
    st.builds(
        Work,
        author=st.lists(st.builds(Name, st.text(max_size=20), literal=st.text(max_size=9))),
        title=st.text(max_size=40),
        container_title=st.text(max_size=20),
        volume=st.text(max_size=5),
        page=st.text(max_size=5),
    ),
    st.sampled_from(
        ("authoryeartitle", "zotero", "better-bibtex", "alpha", "{journal}:{volume}/{page}{letter}")
    ),
)
def test_keys_are_legal_in_bibtex_and_biber(drawn: Work, pattern: str) -> None:
    for key in citation_keys([drawn, drawn], pattern):
        assert re.fullmatch(r"[A-Za-z0-9_:./-]+", key)
