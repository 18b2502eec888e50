"""Locales: the terms, date formats and options of a language, with a style's own over them.

CSL 1.0.2, "Locale Fallback": each term, date format and option is taken from the first of the
style's cs:locale of the dialect, of the language, and of no language; the file of the dialect, of
the language's primary dialect, and en-US. The sources are laid over one another once, the last
resort first, so that asking is one look into a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from refkit.csl.bundled import locale_files, primary_dialects
from refkit.csl.flow import QuoteMarks
from refkit.csl.ordinals import Ordinals, Terms, covered, is_ordinal
from refkit.csl.xml import LANG, NAMESPACE, attributes, local_name, parse_xml
from refkit.errors import FormatError, UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEFAULT: Final = "en-US"

# CSL 1.0.2, "Terms": the forms that are asked, in order, when a term is wanted in a form.
_FORMS: Final = {
    "long": ("long",),
    "short": ("short", "long"),
    "verb": ("verb", "long"),
    "verb-short": ("verb-short", "verb", "long"),
    "symbol": ("symbol", "short", "long"),
}


@dataclass(frozen=True, slots=True)
class DateFormat:
    """A localized date format: a cs:date of a locale.

    Attributes:
        attributes: The attributes of cs:date: "form", "delimiter", "text-case" …
        parts: The attributes of each cs:date-part in order, "name" among them.
    """

    attributes: dict[str, str]
    parts: tuple[dict[str, str], ...]


@dataclass(slots=True)
class _Source:
    """What one or more cs:locale elements say.

    Attributes:
        terms: (name, form) to the singular and the plural.
        genders: Names of terms to "masculine", "feminine" or "".
        ordinals: The ordinal terms, which are replaced together.
        dates: "text" or "numeric" to the format.
        options: The attributes of cs:style-options.
    """

    terms: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    ordinals: Terms = field(default_factory=dict)
    dates: dict[str, DateFormat] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)

    def read(self, locale: _Element) -> None:
        """Add what a cs:locale says."""
        for element in locale:
            name = local_name(element)
            if name == "terms":
                for term in element.iterfind(f"{NAMESPACE}term"):
                    self._read_term(term)
            elif name == "date":
                parts = element.iterfind(f"{NAMESPACE}date-part")
                dated = DateFormat(attributes(element), tuple(map(attributes, parts)))
                self.dates[element.get("form", "text")] = dated
            elif name == "style-options":
                self.options.update(attributes(element))

    def _read_term(self, term: _Element) -> None:
        name = term.get("name", "")
        single, multiple = _numbers(term)
        if is_ordinal(name):
            key = (name, _gender(term.get("gender-form", "")))
            self.ordinals[key] = (single, term.get("match", ""))
            return
        self.terms[name, term.get("form", "long")] = (single, multiple)
        gender = term.get("gender")
        if gender is not None:
            self.genders[name] = _gender(gender)

    def cover(self, other: _Source) -> None:
        """Lay another source over this one."""
        self.terms.update(other.terms)
        self.genders.update(other.genders)
        self.dates.update(other.dates)
        self.options.update(other.options)
        self.ordinals = covered(self.ordinals, other.ordinals)


class Locale:
    """A locale; it is never changed after it was made.

    Attributes:
        code: Its name: "de-AT"; for a language its primary dialect: "de-DE" for "de".
        language: Its language: "de".
        punctuation_in_quote: Whether full stops and commas go inside of quotation marks.
        limit_day_ordinals: Whether only the first day of a month is an ordinal.
        quotes: The quotation marks.
    """

    __slots__ = (
        "_dates",
        "_genders",
        "_ordinals",
        "_terms",
        "code",
        "language",
        "limit_day_ordinals",
        "punctuation_in_quote",
        "quotes",
    )

    def __init__(self, code: str, source: _Source) -> None:
        self.code = code
        self.language = code.partition("-")[0].lower()
        self._terms = source.terms
        self._genders = source.genders
        self._ordinals = Ordinals(source.ordinals)
        self._dates = source.dates
        self.punctuation_in_quote = source.options.get("punctuation-in-quote") == "true"
        self.limit_day_ordinals = source.options.get("limit-day-ordinals-to-day-1") == "true"
        self.quotes = QuoteMarks(
            self.term("open-quote") or "",
            self.term("close-quote") or "",
            self.term("open-inner-quote") or "",
            self.term("close-inner-quote") or "",
        )

    @classmethod
    def load(cls, name: str = "", overrides: Iterable[_Element] = (), default: str = "") -> Locale:
        """A locale with a style's own terms, date formats and options.

        Args:
            name: A dialect ("de-AT"), a language ("de"), or the path of a locale file, which ends
                in ".xml". One that there is no file for is en-US under that name, for a style may
                bring all that it needs.
            overrides: The cs:locale elements of the style.
            default: The dialect or language if there is no name: the style's default-locale. It
                is never a path, for styles come from anywhere.

        Raises:
            FormatError: If a locale file is broken; names the line.
            UnreadableError: If a locale file cannot be read.
        """
        if name.lower().endswith(".xml"):
            own = Path(name)
            code = locale_code(_read(own)[0])
            files = [*_files(code), own]
        else:
            code = locale_code(name or default or _DEFAULT)
            files = _files(code)
        source = _Source()
        for path in files:
            source.cover(_read(path)[1])
        for level in _levels(code, list(overrides)):
            source.cover(level)
        return cls(code, source)

    def term(self, name: str, form: str = "long", plural: bool = False) -> str | None:
        """A term, in the form nearest to the one that is wanted (CSL 1.0.2, "Terms").

        Args:
            name: Its name: "editor", "and others".
            form: "long", "short", "verb", "verb-short" or "symbol".
            plural: Whether the plural is wanted.

        Returns:
            The term; "" where a locale empties it; None where none defines it.
        """
        terms = self._terms
        for candidate in _FORMS.get(form, ("long",)):
            found = terms.get((name, candidate))
            if found is not None:
                return found[plural]
        return self._ordinals.term(name)

    @property
    def range_dash(self) -> str:
        """What stands between the ends of a range of numbers."""
        return self.term("page-range-delimiter") or "–"

    @property
    def ampersand(self) -> str:
        """The sign for "and"."""
        return self.term("and", "symbol") or "&"

    def gender(self, term: str) -> str:
        """The gender of a term's word: "masculine", "feminine", or "" for neuter or unknown."""
        return self._genders.get(term, "")

    def ordinal(self, number: int, gender: str = "") -> str:
        """The suffix that makes a number an ordinal: "nd" for 2 (CSL 1.0.2, "Ordinal Suffixes").

        Args:
            number: The number.
            gender: Of what is counted: "masculine", "feminine" or "".
        """
        return self._ordinals.suffix(number, gender)

    def long_ordinal(self, number: int, gender: str = "") -> str | None:
        """An ordinal as a word: "second"; None where the locale has no word for the number."""
        return self._ordinals.word(number, gender)

    def date_format(self, form: str) -> DateFormat:
        """The localized date format "text" or "numeric"; any other form is "numeric"."""
        return self._dates.get(form) or self._dates["numeric"]


def _gender(written: str) -> str:
    return written if written in ("masculine", "feminine") else ""


def _numbers(term: _Element) -> tuple[str, str]:
    """The singular and the plural of a term; the same where it has but one."""
    single = term.find(f"{NAMESPACE}single")
    multiple = term.find(f"{NAMESPACE}multiple")
    if single is None and multiple is None:
        # A term that is but a line break was left empty by someone who indents.
        text = term.text or ""
        text = text if text.strip() or "\n" not in text else ""
        return text, text
    texts = [str(element.text or "") for element in (single, multiple) if element is not None]
    return texts[0], texts[-1]


def locale_code(name: str) -> str:
    """A locale's name as its file has it, for a language the name of its primary dialect.

    Private extensions ("en-US-x-sort-ja") and what else follows a known dialect are left out.
    """
    by_lower = {known.lower(): known for known in locale_files()}
    wanted = name.strip().replace("_", "-").partition("-x-")[0]
    tags = wanted.split("-")
    for length in range(len(tags), 1, -1):
        known = by_lower.get("-".join(tags[:length]).lower())
        if known is not None:
            return known
    if len(tags) == 1:
        language = tags[0].lower()
        return primary_dialects().get(language) or by_lower.get(language) or wanted
    return "-".join([tags[0].lower(), *tags[1:]])


def _files(code: str) -> list[Path]:
    """The bundled files of a locale, the last resort first."""
    names = [_DEFAULT, primary_dialects().get(code.partition("-")[0], ""), code]
    files = locale_files()
    return [files[name] for name in dict.fromkeys(names) if name in files]


def _levels(code: str, overrides: Sequence[_Element]) -> list[_Source]:
    """What a style's cs:locale elements say of a locale, the most general ones first."""
    levels = []
    for lang in ("", code.partition("-")[0].lower(), code.lower()):
        level = _Source()
        for element in overrides:
            if element.get(LANG, "").replace("_", "-").lower() == lang:
                level.read(element)
        levels.append(level)
    return levels


@cache
def _read(path: Path) -> tuple[str, _Source]:
    """A locale file: its xml:lang, and what it says."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableError(str(error.strerror), path=str(path)) from None
    root = parse_xml(content, str(path))
    if local_name(root) != "locale":
        raise FormatError("not a CSL locale", path=str(path), line=1)
    source = _Source()
    source.read(root)
    return root.get(LANG, _DEFAULT), source
