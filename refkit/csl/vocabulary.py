"""The elements and attribute values of CSL 1.0.2, as its schema has them."""

from __future__ import annotations

from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_RENDERING: Final = _set("choose date group label names number text")

CHILDREN: Final[dict[str, frozenset[str]]] = {
    "style": _set("info locale macro citation bibliography"),
    "info": frozenset(),
    "locale": _set("info style-options date terms"),
    "style-options": frozenset(),
    "terms": _set("term"),
    "term": _set("single multiple"),
    "single": frozenset(),
    "multiple": frozenset(),
    "macro": _RENDERING,
    "citation": _set("sort layout"),
    "bibliography": _set("sort layout"),
    "sort": _set("key"),
    "key": frozenset(),
    "layout": _RENDERING,
    "choose": _set("if else-if else"),
    "if": _RENDERING,
    "else-if": _RENDERING,
    "else": _RENDERING,
    "date": _set("date-part"),
    "date-part": frozenset(),
    "group": _RENDERING,
    "label": frozenset(),
    "names": _set("name et-al label substitute"),
    "name": _set("name-part"),
    "name-part": frozenset(),
    "et-al": frozenset(),
    "substitute": _RENDERING,
    "number": frozenset(),
    "text": frozenset(),
}
"""What may stand in each element; what stands in cs:info is never looked at."""

REQUIRED: Final[dict[str, tuple[str, ...]]] = {
    "macro": ("name",),
    "term": ("name",),
    "key": ("macro", "variable"),
    "if": (
        *("disambiguate", "is-numeric", "is-uncertain-date"),
        *("locator", "position", "type", "variable"),
    ),
    "date": ("variable",),
    "date-part": ("name",),
    "label": ("variable",),
    "names": ("variable",),
    "name-part": ("name",),
    "number": ("variable",),
    "text": ("macro", "term", "variable", "value"),
}
"""Attributes of which an element needs one; cs:else-if needs what cs:if does."""

BOOLEAN: Final = _set("true false")

_TERM_FORMS: Final = _set("long short verb verb-short symbol")
_DELIMITER_PRECEDES: Final = _set("always never contextual after-inverted-name")
_NAME_FORMS: Final = _set("long short count")

_VALUES: Final[dict[str, frozenset[str]]] = {
    "and": _set("text symbol"),
    "class": _set("in-text note"),
    "collapse": _set("citation-number year year-suffix year-suffix-ranged"),
    "date-parts": _set("year-month-day year-month year"),
    "delimiter-precedes-et-al": _DELIMITER_PRECEDES,
    "delimiter-precedes-last": _DELIMITER_PRECEDES,
    "demote-non-dropping-particle": _set("never sort-only display-and-sort"),
    "disambiguate": BOOLEAN,
    "disambiguate-add-givenname": BOOLEAN,
    "disambiguate-add-names": BOOLEAN,
    "disambiguate-add-year-suffix": BOOLEAN,
    "display": _set("block left-margin right-inline indent"),
    "et-al-use-last": BOOLEAN,
    "font-style": _set("normal italic oblique"),
    "font-variant": _set("normal small-caps"),
    "font-weight": _set("normal bold light"),
    "gender": _set("masculine feminine neuter"),
    "gender-form": _set("masculine feminine neuter"),
    "givenname-disambiguation-rule": _set(
        "all-names all-names-with-initials primary-name primary-name-with-initials by-cite"
    ),
    "hanging-indent": BOOLEAN,
    "initialize": BOOLEAN,
    "initialize-with-hyphen": BOOLEAN,
    "limit-day-ordinals-to-day-1": BOOLEAN,
    "name-as-sort-order": _set("first all"),
    "name-form": _NAME_FORMS,
    "names-use-last": BOOLEAN,
    "page-range-format": _set("chicago chicago-15 chicago-16 expanded minimal minimal-two"),
    "position": _set("first subsequent ibid ibid-with-locator near-note"),
    "punctuation-in-quote": BOOLEAN,
    "quotes": BOOLEAN,
    "second-field-align": _set("flush margin"),
    "sort": _set("ascending descending"),
    "strip-periods": BOOLEAN,
    "subsequent-author-substitute-rule": _set(
        "complete-all complete-each partial-each partial-first"
    ),
    "text-case": _set("lowercase uppercase capitalize-first capitalize-all title sentence"),
    "text-decoration": _set("none underline"),
    "vertical-align": _set("baseline sup sub"),
}

_MATCH: Final = _set("all any none")

_VALUES_OF: Final[dict[tuple[str, str], frozenset[str]]] = {
    ("date", "form"): _set("text numeric"),
    ("date-part", "form"): _set("numeric numeric-leading-zeros ordinal long short"),
    ("date-part", "name"): _set("day month year"),
    ("else-if", "match"): _MATCH,
    ("if", "match"): _MATCH,
    ("label", "form"): _TERM_FORMS,
    ("label", "plural"): _set("always never contextual"),
    ("name", "form"): _NAME_FORMS,
    ("name-part", "name"): _set("family given"),
    ("number", "form"): _set("numeric ordinal long-ordinal roman"),
    ("term", "form"): _TERM_FORMS,
    ("term", "match"): _set("last-digit last-two-digits whole-number"),
    ("text", "form"): _TERM_FORMS,
    ("text", "plural"): BOOLEAN,
}

NUMBERS: Final = _set(
    "entry-spacing et-al-min et-al-subsequent-min et-al-subsequent-use-first et-al-use-first "
    "line-spacing names-min names-use-first near-note-distance"
)
"""Attributes whose value is a whole number."""

LISTS: Final = _set("position")
"""Attributes that take several of their values, with spaces between them."""

CHECKED: Final = NUMBERS | _VALUES.keys() | {attribute for _, attribute in _VALUES_OF}
"""Attributes of which not every value is good, at least on some element."""


def values_of(element: str, attribute: str) -> frozenset[str]:
    """The values that an attribute of an element can have; none where any text will do."""
    return _VALUES_OF.get((element, attribute)) or _VALUES.get(attribute, frozenset())
