"""The adapter to citeproc-py: its only importer, and the only place that knows its types.

citeproc-py 0.11 passes 516 of the 845 cases of the CSL test suite. It has no year suffix ("2020a"),
no collapsing, no punctuation inside quotes, and knows CSL 1.0.1. Its reader of CSL-JSON is not
used: it fails on name variables of CSL 1.0.2 and on dates without a year; here its objects are made
from Works. It also looks for some variables under their name with hyphens and for others with
underscores, so each is given under both.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from typing import Any, Final

from refkit.csl.repository import StyleFile, find_locale
from refkit.errors import UnknownStyleError
from refkit.model import Date, Name, Work
from refkit.model.work import DATE_VARIABLES, NAME_VARIABLES
from refkit.normalize.dates import parse_date
from refkit.render.citeproc_elements import MendedStyle, RecordingReference
from refkit.render.citeproc_fixes import rewritten
from refkit.render.citeproc_marks import CLOSING, OPENING, mark, without_marks
from refkit.render.items import csl_type

_SEASONS: Final = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_UNSHOWN: Final = frozenset({"id", "type", "custom", "categories", "citation-key"})


class Rendered:
    """What became of one Work: its entry with marks, or "" and what went wrong."""

    def __init__(self, index: int, text: str, fault: str = "") -> None:
        self.index = index
        self.text = text
        self.fault = fault


def render(works: Sequence[Work], style: StyleFile, locale: str) -> Iterator[Rendered]:
    """Render each Work as an entry, in the style's order; an entry that fails is empty.

    Args:
        works: The Works.
        style: The style, which has a bibliography.
        locale: The locale: "en-US".

    Yields:
        One Rendered for each Work; those that cannot be sorted come last, in their order.
    """
    with warnings.catch_warnings():
        # citeproc-py warns of every variable that is newer than CSL 1.0.1.
        warnings.simplefilter("ignore")
        yield from _Run(works, style, locale).entries()


def style_locale(locale: str) -> str:
    """The locale that a style asks for, where there is one of that name; else en-US."""
    if not locale:
        return "en-US"
    try:
        return find_locale(locale)
    except UnknownStyleError:
        return "en-US"


class _Marks:
    """citeproc-py's idea of an output format: here, marks that the writers turn into markup."""

    @staticmethod
    def preformat(text: object) -> str:
        return str(text)

    @staticmethod
    def Italic(text: object) -> str:  # noqa: N802 (citeproc-py asks for these names)
        return f"{OPENING['italic']}{text}{CLOSING['italic']}"

    @staticmethod
    def Bold(text: object) -> str:  # noqa: N802
        return f"{OPENING['bold']}{text}{CLOSING['bold']}"

    @staticmethod
    def Underline(text: object) -> str:  # noqa: N802
        return f"{OPENING['underline']}{text}{CLOSING['underline']}"

    @staticmethod
    def Superscript(text: object) -> str:  # noqa: N802
        return f"{OPENING['superscript']}{text}{CLOSING['superscript']}"

    @staticmethod
    def Subscript(text: object) -> str:  # noqa: N802
        return f"{OPENING['subscript']}{text}{CLOSING['subscript']}"

    @staticmethod
    def SmallCaps(text: object) -> str:  # noqa: N802
        return f"{OPENING['small-caps']}{text}{CLOSING['small-caps']}"

    Oblique = Italic
    Light = preformat


class _Run:
    """One bibliography in the making."""

    def __init__(self, works: Sequence[Work], style: StyleFile, locale: str) -> None:
        from citeproc import Citation, CitationItem, CitationStylesBibliography

        self.works = works
        self.style = MendedStyle(rewritten(style.content), locale)
        option = self.style.root.get_locale_option("punctuation-in-quote")
        self.inside_quotes = str(option).lower() == "true"
        self.source: dict[str, Any] = {}
        self.faults: dict[int, str] = {}
        for index, work in enumerate(works):
            key = f"w{index}"
            try:
                self.source[key] = _reference(key, work)
            except _crashes() as error:
                self.faults[index] = _fault(error)
        self.items = [CitationItem(key) for key in self.source]
        self.bibliography = CitationStylesBibliography(self.style, self.source, _Marks)
        self.bibliography.register(Citation(self.items))

    def entries(self) -> Iterator[Rendered]:
        for item in self._sorted():
            index = int(item.key[1:])
            try:
                rendered = self.style.render_bibliography([item])
                text = str(rendered[0]) if rendered else ""
                yield Rendered(index, _tidy(text, inside_quotes=self.inside_quotes))
            except _crashes() as error:
                yield Rendered(index, "", _fault(error))
        for index, fault in self.faults.items():
            yield Rendered(index, "", fault)

    def _sorted(self) -> list[Any]:
        """The items in the style's order; those that break its sorting go to the end."""
        items, broken = self.items, []
        try:
            items = self.style.sort_bibliography(items)
        except _crashes():
            sound = []
            for item in items:
                try:
                    # Two, for one alone is never compared.
                    self.style.sort_bibliography([item, item])
                    sound.append(item)
                except _crashes():
                    broken.append(item)
            try:
                items = self.style.sort_bibliography(sound)
            except _crashes():
                items = sound
        ordered = [*items, *broken]
        self.bibliography.items = ordered
        self.bibliography.keys = [item.key for item in ordered]
        return ordered


def _crashes() -> tuple[type[Exception], ...]:
    """What citeproc-py raises on values that it does not expect, its own errors among them."""
    from citeproc.model import ConditionFailed
    from citeproc.source import VariableError
    from lxml.etree import LxmlError

    return (
        ArithmeticError,
        AssertionError,
        AttributeError,
        ConditionFailed,
        LookupError,
        LxmlError,
        NameError,
        RuntimeError,
        TypeError,
        ValueError,
        VariableError,
    )


def _fault(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _reference(key: str, work: Work) -> Any:
    values: dict[str, Any] = {}
    for variable, value in work.variables():
        if variable in _UNSHOWN:
            continue
        converted: Any
        if variable in NAME_VARIABLES:
            converted = [_name(name) for name in value if str(name).strip()]
        elif variable in DATE_VARIABLES:
            converted = _date(value)
        elif variable == "language":
            converted = value
        else:
            converted = _string(value)
        if converted:
            values[variable] = values[variable.replace("-", "_")] = converted
    return RecordingReference(key, csl_type(work), values)


def _string(text: str) -> Any:
    from citeproc.string import MixedString, NoCase, String

    mixed = MixedString()
    for position, part in enumerate(_NO_CASE.split(text)):
        if part:
            mixed = mixed + (NoCase if position % 2 else String)(mark(part))
    return mixed


_NO_CASE: Final = re.compile(r"<span class=\"nocase\">([^<>]{0,1000})</span>")


def _name(name: Name) -> Any:
    from citeproc.source import Name as CiteprocName

    if name.literal:
        return CiteprocName(literal=without_marks(name.literal))
    parts = {
        "family": name.family,
        "given": name.given,
        "dropping-particle": name.dropping_particle,
        "non-dropping-particle": name.non_dropping_particle,
        "suffix": name.suffix,
    }
    return CiteprocName(**{part: without_marks(text) for part, text in parts.items() if text})


def _date(date: Date) -> Any:
    from citeproc.source import Date as CiteprocDate
    from citeproc.source import DateRange, LiteralDate

    if not date.date_parts and date.raw and not date.literal:
        written = parse_date(date.raw)
        date = (written.date if written else None) or Date(literal=date.raw)
    dates = [_parts(parts, date) for parts in date.date_parts[:2] if parts]
    if not dates:
        words = without_marks(date.literal or str(date.season))
        return LiteralDate(words, circa=date.circa) if words else None
    if len(date.date_parts) > 1 and len(dates) == 1:
        # An open range, for which it has no form.
        return LiteralDate(f"{dates[0]['year']}–", circa=date.circa)
    made = [CiteprocDate(circa=date.circa, **parts) for parts in dates]
    return made[0] if len(made) == 1 else DateRange(begin=made[0], end=made[1], circa=date.circa)


def _parts(parts: tuple[int, ...], date: Date) -> dict[str, int]:
    made = {"year": parts[0]}
    if len(parts) > 1 and 1 <= parts[1] <= 12:
        made["month"] = parts[1]
        if len(parts) > 2 and 1 <= parts[2] <= 31:
            made["day"] = parts[2]
        return made
    season = _SEASONS.get(str(date.season).lower(), 0)
    if str(date.season).isdigit():
        season = int(date.season)
    elif len(parts) > 1 and 21 <= parts[1] <= 24:
        season = parts[1] - 20
    if 1 <= season <= 4:
        made["season"] = season
    return made


_MARK: Final = "[\ue000-\ue00b]"
_DOUBLED: Final = (
    # "Why?." and "et al.."; a full stop behind a question mark is the style's, not the title's.
    (re.compile(rf"([?!…])([”’\"]?{_MARK}*)\.(?!\.)"), r"\1\2"),
    (re.compile(rf"\.({_MARK}*)\.(?!\.)"), r".\1"),
    (re.compile(rf",({_MARK}*),"), r",\1"),
    (re.compile(rf" ({_MARK}*) +"), r" \1"),
    (re.compile(rf" +({_MARK}*)([.,;:])(?=\s|$)"), r"\1\2"),
)


_BEHIND_QUOTE: Final = (
    (re.compile(rf"([?!])({_MARK}*)”({_MARK}*)[.,]"), r"\1\2”\3"),
    (re.compile(rf"(?<![.,])({_MARK}*)”({_MARK}*)([.,])(?!\3)"), r"\1\3”\2"),
)
"""American English sets full stops and commas inside of quotes, where the locale asks for it."""


def _tidy(text: str, *, inside_quotes: bool) -> str:
    """Punctuation and spaces that citeproc-py doubles where parts meet, or leaves behind quotes."""
    patterns = (*_DOUBLED, *_BEHIND_QUOTE) if inside_quotes else _DOUBLED
    for pattern, replacement in patterns:
        text = pattern.sub(replacement, text)
    return text.strip()
