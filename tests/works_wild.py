"""Works such as no reference list has: every variable, every kind of date and name, any text.

A format that carries everything has to give back these too. Import with ``from works_wild import
wild_works``.
"""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st

from refkit.formats.csl_item import from_csl, to_csl
from refkit.model import Date, Name, Work
from refkit.model.work import ATTRIBUTES, DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES, TYPES

# What has broken writers: their own marks, line breaks of all kinds, what other programs mean.
_HOSTILE: Final = (
    "TY  - JOUR",
    "ER  - ",
    "a\nER  - \nTY  - BOOK\nTI  - b",
    "a\r\nb\n\nc\td\x0b\x0ce",
    "refkit:{}",
    'refkit:{"item":{"title":"x"},"of":1}',
    "Ministry of Health, Spain",
    "Smith, J., Jr.",
    "12-15",
    "12–15, 18",
    "012",
    "1.10",
    "1e5",
    "null",
    "~",
    "yes",
    "2020-05-12",
    "2020/05/12/",
    "1850~",
    "- a: b",
    "*not* _it_ ^a^ ~b~ [c]{.nocase} \\* `d` $e$",
    '<i>a</i> <b>b</b> H<sub>2</sub>O <span class="nocase">c</span>',
    "<i>a <b>b</i> c</b>",
    "R&amp;D &lt;i&gt;",
    "# no comment: really",
    "\ufeff\u200b\u2028\u2029\x85",
    "\x00\x1b\x7f",
    "𝔘😀",
    " blanks ",
    "PMC123456",
    "31234567",
    "10.1000/abc",
    "1234-5678",
    "978-3-16-148410-0",
    "a & b < c > d",
    "&amp;amp; &#1; &nbsp;",
    "  two  blanks  ",
    "\ufffe\ufeff",
    "]]> <!-- --> <?x?> ' \" \\",
    "x; y; ; z",
    "Citation Key: other",
    "Type: book",
    "DOI 10.1/x",
    "12-5, e7",
    "\N{NO-BREAK SPACE}\u2009\u00ad\u0301é",
    "[A title].",
)

_KEPT: Final = (
    *("type", "fields", "tex", "collections", "notes", "attachments", "related", "about"),
    *("creators", "automatic-tags", "around", "SourceType", "Guid", "mesh", "grants"),
    *("comments-corrections", "publication-types", "translated", "copyright"),
)
"""Keys under which formats keep what they read; here with values that no reader puts there."""

_FORMATS: Final = ("zotero", "bibjson", "pubmed", "word", "bibtex", "ris", "endnote", "mine")


def wild_texts() -> st.SearchStrategy[str]:
    """Any text that JSON can hold, and texts that mean something to a format."""
    free = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
    return st.one_of(st.sampled_from(_HOSTILE), free)


def _json_values() -> st.SearchStrategy[object]:
    leaves = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**53), 2**53),
        st.floats(allow_nan=False, allow_infinity=False),
        wild_texts(),
    )
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(wild_texts(), inner, max_size=3)
        ),
        max_leaves=6,
    )


def _custom() -> st.SearchStrategy[dict[str, object]]:
    kept = st.dictionaries(st.sampled_from(_KEPT), _json_values(), max_size=3)
    return st.dictionaries(
        st.one_of(st.sampled_from(_FORMATS), wild_texts()),
        st.one_of(_json_values(), kept),
        max_size=2,
    )


def _wild_names() -> st.SearchStrategy[Name]:
    part = st.one_of(st.just(""), st.just(""), wild_texts())
    return st.builds(
        Name,
        family=part,
        given=part,
        dropping_particle=part,
        non_dropping_particle=part,
        suffix=part,
        comma_suffix=st.booleans(),
        static_ordering=st.booleans(),
        literal=part,
        parse_names=st.booleans(),
        extra=st.dictionaries(
            st.sampled_from(("ORCID", "affiliation")), _json_values(), max_size=1
        ),
    )


def _wild_dates() -> st.SearchStrategy[Date]:
    parts = st.lists(st.integers(-9999, 99999), min_size=1, max_size=3).map(tuple)
    usual = st.tuples(st.integers(1, 2030), st.integers(1, 12), st.integers(1, 28))
    one = st.one_of(parts, usual, usual.map(lambda day: day[:2]), usual.map(lambda day: day[:1]))
    return st.builds(
        Date,
        date_parts=st.one_of(
            st.just(()),
            one.map(lambda first: (first,)),
            st.tuples(one, st.one_of(one, st.just(()))),
        ),
        season=st.one_of(st.just(""), st.integers(-1, 30), wild_texts()),
        circa=st.booleans(),
        literal=st.one_of(st.just(""), wild_texts()),
        raw=st.one_of(st.just(""), wild_texts()),
    )


def wild_works() -> st.SearchStrategy[Work]:
    """Works of any type with some of all variables, such as CSL-JSON can say."""
    values: dict[str, st.SearchStrategy[object]] = {
        "id": st.one_of(st.just(""), wild_texts()),
        "type": st.one_of(st.sampled_from(sorted(TYPES)), st.just(""), wild_texts()),
    }
    optional: dict[str, st.SearchStrategy[object]] = {
        **dict.fromkeys(map(ATTRIBUTES.__getitem__, TEXT_VARIABLES), wild_texts()),
        **dict.fromkeys(
            map(ATTRIBUTES.__getitem__, NAME_VARIABLES),
            st.lists(_wild_names(), min_size=1, max_size=2),
        ),
        **dict.fromkeys(map(ATTRIBUTES.__getitem__, DATE_VARIABLES), _wild_dates()),
        "categories": st.lists(wild_texts(), max_size=2),
        "custom": _custom(),
        "extra": st.dictionaries(
            st.one_of(st.just("doi"), wild_texts()).filter(lambda key: key not in _NOT_EXTRA),
            _json_values(),
            max_size=2,
        ),
    }
    names = sorted(optional)
    chosen = st.lists(st.sampled_from(names), max_size=6, unique=True)
    return (
        chosen.flatmap(
            lambda picked: st.fixed_dictionaries(values | {name: optional[name] for name in picked})
        )
        .map(_work)
        .filter(lambda work: from_csl(to_csl(work)) == work)
    )


def _work(values: dict[str, Any]) -> Work:
    return Work(**values)


_NOT_EXTRA: Final = {*ATTRIBUTES, "shortTitle", "journalAbbreviation"}
