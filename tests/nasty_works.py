"""Works such as no library has, for laws that must hold for all: import ``any_works``."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st

from refkit.model import Date, Name, Work
from refkit.model.work import (
    ATTRIBUTES,
    DATE_VARIABLES,
    NAME_VARIABLES,
    TEXT_VARIABLES,
    TYPES,
)

_HARD: Final = (
    "a & b < c > d",
    "&amp;amp; &lt;i&gt; &#1; &nbsp;",
    '<i>Homo</i> <b>x</b> </i> H<sub>2</sub>O <span class="nocase">y</span>',
    "  two  blanks  ",
    "a line\nand\r\nanother\ttab",
    "\x00\x01\x0b\x7f\ufffe\ufeff",
    "]]> <!-- --> <?x?> ' \" \\",
    "x; y; ; z",
    "Citation Key: other",
    "Type: book",
    "refkit:{}",
    "DOI 10.1/x",
    "van der Berg, J., Jr.",
    "12-5, e7",
    "2020-13-45",
    "\N{NO-BREAK SPACE}\u2009\u00ad\u0301é",
    "[A title].",
    "😀漢字",
)
_TEXT: Final = st.one_of(
    st.sampled_from(_HARD),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=12),
    st.sampled_from(("12", "A title", "10.1000/x", "1234-5678", "123–128", "en")),
)
_JSON: Final = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 9), _TEXT),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)
_KEPT: Final = (
    *("type", "fields", "tex", "collections", "notes", "attachments", "related", "about"),
    *("creators", "automatic-tags", "around", "SourceType", "Guid", "mesh", "grants"),
    *("comments-corrections", "publication-types", "translated", "copyright"),
)
"""Keys under which formats keep what they read; here with values that no reader puts there."""

_PARTS: Final = st.one_of(
    st.just(()),
    st.tuples(st.integers(-3000, 12000).filter(bool)),
    st.tuples(st.integers(-3000, 12000).filter(bool), st.integers(1, 25)),
    st.tuples(st.integers(1, 3000), st.integers(1, 12), st.integers(1, 31)),
)


def _names() -> st.SearchStrategy[Name]:
    part = st.one_of(st.just(""), _TEXT)
    return st.builds(
        Name,
        family=part,
        given=part,
        dropping_particle=part,
        non_dropping_particle=part,
        suffix=part,
        literal=st.one_of(st.just(""), st.just(""), _TEXT),
        comma_suffix=st.booleans(),
        static_ordering=st.booleans(),
        extra=st.one_of(
            st.just({}),
            st.dictionaries(st.sampled_from(("ORCID", "affiliation", "role")), _JSON, max_size=2),
        ),
    )


def _dates() -> st.SearchStrategy[Date]:
    return st.builds(
        Date,
        date_parts=st.one_of(
            st.just(()),
            st.tuples(_PARTS.filter(bool)),
            st.tuples(_PARTS.filter(bool), _PARTS),
        ),
        season=st.one_of(st.just(""), st.integers(1, 5), _TEXT),
        circa=st.booleans(),
        literal=st.one_of(st.just(""), _TEXT),
        raw=st.one_of(st.just(""), _TEXT),
    ).filter(lambda date: date != Date())


def _custom() -> st.SearchStrategy[dict[str, Any]]:
    kept = st.one_of(_JSON, st.dictionaries(st.sampled_from(_KEPT), _JSON, max_size=3))
    formats = st.sampled_from(("zotero", "bibjson", "pubmed", "word", "bibtex", "mine"))
    return st.dictionaries(formats, kept, min_size=1, max_size=2)


def any_works() -> st.SearchStrategy[Work]:
    """Works with some of all variables, and values of every kind that CSL-JSON allows."""
    values: dict[str, st.SearchStrategy[Any]] = {
        **dict.fromkeys(TEXT_VARIABLES, _TEXT),
        **dict.fromkeys(NAME_VARIABLES, st.lists(_names().filter(str), min_size=1, max_size=2)),
        **dict.fromkeys(DATE_VARIABLES, _dates()),
        "id": _TEXT,
        "type": st.one_of(st.sampled_from(sorted(TYPES)), _TEXT),
        "custom": _custom(),
        "categories": st.lists(_TEXT, min_size=1, max_size=2),
    }
    chosen = st.lists(st.sampled_from(sorted(values)), max_size=8, unique=True)
    return chosen.flatmap(
        lambda variables: st.builds(
            Work, **{ATTRIBUTES[variable]: values[variable] for variable in variables}
        )
    )
