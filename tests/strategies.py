"""Hypothesis strategies for the words of refkit: Names, Dates, Pages, DOIs, Works.

What they draw is well formed and such as references have; hostile text is hypothesis' own
``text()``. Import with ``from strategies import works``.
"""

from __future__ import annotations

import calendar
from typing import Final

from hypothesis import strategies as st

from refkit.model import Date, Name, Work
from refkit.normalize.pages import Pages

_CAPITALS: Final = "ABCDEFGHIKLMNOPRSTVWZÅÇÉØŠŽ"
_SMALL: Final = "abcdefghiklmnoprstuvwzáäčéíñöøšüž"
_SYLLABLES: Final = ("ba", "cre", "dor", "el", "fin", "gra", "hol", "is", "lün", "mar", "no", "šić")
# fmt: off
_WORDS: Final = (
    "memory", "crying", "infants", "review", "of", "the", "effects", "in", "adults", "and", "a",
    "attention", "social", "self-esteem", "depression", "COVID-19", "sleep", "naïve",
    "longitudinal", "children’s", "H2O",
)
# fmt: on
_CONTAINERS: Final = (
    "Emotion",
    "Psychological Bulletin",
    "Frontiers in Psychology",
    "Journal of Personality and Social Psychology",
    "Zeitschrift für Soziologie",
)


def families() -> st.SearchStrategy[str]:
    """Family names of one part or two: "Gračanin", "Ba-Holšić", "O’Dor"."""
    stem = st.lists(st.sampled_from(_SYLLABLES), min_size=2, max_size=4).map("".join)
    one = stem.map(str.capitalize)
    return st.one_of(
        one,
        st.tuples(one, one).map("-".join),
        one.map(lambda name: f"O’{name}"),
        st.tuples(one, one).map(" ".join),
    )


def givens() -> st.SearchStrategy[str]:
    """Given names: "Leah", "Ad J. J.", "Jean-Paul"."""
    name = st.tuples(st.sampled_from(_CAPITALS), st.text(_SMALL, min_size=2, max_size=6)).map(
        "".join
    )
    initial = st.sampled_from(_CAPITALS).map(lambda letter: f"{letter}.")
    return st.one_of(
        name,
        st.tuples(name, name).map("-".join),
        st.lists(st.one_of(initial, name), min_size=1, max_size=4).map(" ".join),
    )


def persons() -> st.SearchStrategy[Name]:
    """Names of persons, some with particles or a suffix."""
    return st.builds(
        lambda family, given, particle, suffix: Name(
            family=family,
            given=given,
            non_dropping_particle=particle,
            suffix=suffix,
            comma_suffix=suffix == "Jr.",
        ),
        families(),
        givens(),
        st.sampled_from(("", "", "", "van", "de la", "von")),
        st.sampled_from(("", "", "", "", "Jr.", "III")),
    )


def names() -> st.SearchStrategy[Name]:
    """Persons, and now and then a group."""
    groups = st.sampled_from(
        ("World Health Organization", "American Psychological Association", "UNICEF")
    )
    return st.one_of(persons(), persons(), persons(), groups.map(lambda text: Name(literal=text)))


def _days(year: int, month: int) -> st.SearchStrategy[tuple[int, ...]]:
    last = calendar.monthrange(year, month)[1]
    return st.integers(1, last).map(lambda day: (year, month, day))


def date_parts(first: int = 1500, last: int = 2030) -> st.SearchStrategy[tuple[int, ...]]:
    """A year, a year and month, or a day of the calendar."""
    years = st.integers(first, last)
    months = st.tuples(years, st.integers(1, 12))
    return st.one_of(
        years.map(lambda year: (year,)), months, months.flatmap(lambda parts: _days(*parts))
    )


def _ordered(pair: tuple[tuple[int, ...], tuple[int, ...]]) -> bool:
    common = min(map(len, pair))
    return pair[0][:common] < pair[1][:common]


def dates() -> st.SearchStrategy[Date]:
    """Dates with parts: days, ranges, open ranges, seasons, approximate ones, years B.C.E."""
    single = date_parts().map(lambda parts: (parts,))
    ranges = st.tuples(date_parts(), date_parts()).filter(_ordered)
    circa = st.booleans()
    return st.one_of(
        st.builds(lambda parts, about: Date(date_parts=parts, circa=about), single, circa),
        st.builds(lambda parts, about: Date(date_parts=parts, circa=about), ranges, circa),
        date_parts().map(lambda parts: Date(date_parts=(parts, ()))),
        st.builds(
            lambda year, season: Date(date_parts=((year,),), season=season),
            st.integers(1500, 2030),
            st.integers(1, 4),
        ),
        st.integers(-3000, 999).filter(bool).map(lambda year: Date(date_parts=((year,),))),
        st.tuples(st.integers(-900, -500), st.integers(-499, 999).filter(bool)).map(
            lambda years: Date(date_parts=((years[0],), (years[1],)))
        ),
    )


def _ranges() -> st.SearchStrategy[tuple[str, str]]:
    def build(prefix: str, first: int, more: int) -> tuple[str, str]:
        return f"{prefix}{first}", f"{prefix}{first + more}"

    return st.builds(
        build, st.sampled_from(("", "", "S", "e")), st.integers(1, 9000), st.integers(0, 60)
    )


def pages() -> st.SearchStrategy[Pages]:
    """Ranges of pages and article numbers."""
    articles = st.one_of(
        st.integers(1, 9999999).map(str), st.integers(1, 9999999).map(lambda n: f"e{n:07}")
    )
    roman = st.sampled_from((("i", "iv"), ("xii", "xv"), ("ix", "ix")))
    return st.one_of(
        st.lists(st.one_of(_ranges(), _ranges(), roman), min_size=1, max_size=3)
        .filter(lambda ranges: len(ranges) > 1 or not _like_an_article(ranges[0]))
        .map(lambda ranges: Pages(tuple(ranges))),
        articles.map(lambda number: Pages(((number, number),), article=True)),
    )


def _like_an_article(pages_of_range: tuple[str, str]) -> bool:
    # A single "e" with digits means an article number, by itself.
    return pages_of_range[0] == pages_of_range[1] and pages_of_range[0].startswith("e")


def dois() -> st.SearchStrategy[str]:
    """DOIs as publishers make them, SICIs and Elsevier's PIIs among them."""
    registrant = st.integers(1000, 99999).map(str)
    word = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=8)
    plain = st.lists(word, min_size=1, max_size=4).flatmap(
        lambda parts: st.sampled_from(".-_/").map(lambda joint: joint.join(parts))
    )
    pii = st.builds(
        lambda a, b, c: f"S{a:04}-{b:04}({c:02})31324-6",
        st.integers(0, 9999),
        st.integers(0, 9999),
        st.integers(0, 99),
    )
    sici = st.builds(
        lambda year, page: f"(sici)1097-0258({year}1130)17:22<{page}::aid-sim953>3.0.co;2-c",
        st.integers(1990, 2003),
        st.integers(1, 3000),
    )
    return st.builds(
        lambda number, suffix: f"10.{number}/{suffix}",
        registrant,
        st.one_of(plain, plain, pii, sici),
    )


def titles() -> st.SearchStrategy[str]:
    """Titles in sentence case, some with a subtitle."""
    phrase = st.lists(st.sampled_from(_WORDS), min_size=2, max_size=9).map(" ".join)
    start = phrase.map(lambda text: text[:1].upper() + text[1:])
    return st.one_of(start, st.tuples(start, start).map(": ".join))


def works() -> st.SearchStrategy[Work]:
    """Journal articles with everything that such a reference shows."""
    return st.builds(
        Work,
        id=st.from_regex(r"[a-z]{3,8}[0-9]{4}", fullmatch=True),
        type=st.just("article-journal"),
        title=titles(),
        author=st.lists(names(), min_size=1, max_size=4),
        issued=date_parts(1900, 2030).map(lambda parts: Date(date_parts=(parts,))),
        container_title=st.sampled_from(_CONTAINERS),
        volume=st.one_of(st.just(""), st.integers(1, 300).map(str)),
        issue=st.one_of(st.just(""), st.integers(1, 12).map(str)),
        page=st.one_of(st.just(""), _ranges().map("–".join)),
        DOI=st.one_of(st.just(""), dois()),
    )
