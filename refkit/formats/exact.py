"""What a reader surely gives back, so that a writer need not read what it has written to know.

Most Works hold nothing but plain values: names in two parts, text on one line, whole dates. Whether
a format gives these back depends only on the type and on which variables there are. So one sample
for each such combination is written and read, and tells it for all others.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy
from typing import Any, Final, Literal

from refkit.model import Date, Name, Work
from refkit.normalize.names import parse_inverted

ReadBack = Callable[[Work], Work]
"""From a Work to what a reader makes of it, as one format writes it."""

_TEXT: Final = re.compile(r"(?:[^\s&<>]+ )*[^\s&<>]+")
_NUMBER: Final = re.compile(r"[0-9]{1,9}")
_PATTERNS: Final = {
    **dict.fromkeys(("title", "container-title", "container-title-short"), _TEXT),
    **dict.fromkeys(("title-short", "abstract", "publisher", "publisher-place"), _TEXT),
    **dict.fromkeys(("volume", "issue", "number-of-pages", "PMID"), _NUMBER),
    "collection-title": _TEXT,
    **dict.fromkeys(("source", "event-title"), _TEXT),
    # Zotero reads "PMID: 12" in a note as a variable.
    "note": re.compile(r"(?:[^\s&<>:=]+ )*[^\s&<>:=]+"),
    "id": re.compile(r"[A-Za-z][A-Za-z0-9_:.-]{0,80}"),
    "DOI": re.compile(r"10\.[0-9]{4,9}/[A-Za-z0-9()_./-]{0,200}[A-Za-z0-9]"),
    "ISBN": re.compile(r"[0-9][0-9-]{8,15}[0-9X]"),
    "ISSN": re.compile(r"[0-9]{4}-[0-9]{3}[0-9X]"),
    "PMCID": re.compile(r"PMC[0-9]{1,9}"),
    "URL": re.compile(r"https?://[A-Za-z0-9][^\s&<>\"{}|\\^`]{2,500}"),
    "language": re.compile(r"[a-z]{2}(?:-[A-Z]{2})?"),
    "edition": re.compile(r"[0-9]{1,3}"),
}
"""Variables to what a plain value of theirs is. Those that are not here are never plain."""

_SAMPLES: Final = {
    **dict.fromkeys(_PATTERNS, "Sample text"),
    **dict.fromkeys(("volume", "issue", "number-of-pages", "PMID", "edition"), "12"),
    "container-title-short": "Sample",
    "id": "sample2020",
    "DOI": "10.1234/sample.12",
    "ISBN": "978-0-306-40615-7",
    "ISSN": "1234-5679",
    "PMCID": "PMC12",
    "URL": "https://example.org/sample",
    "language": "en",
}
_PAGES: Final = re.compile(
    r"(?P<first>[1-9][0-9]{0,5})(?:(?P<mark>[–-])(?P<last>[1-9][0-9]{0,5}))?"
)
_WORDS: Final = re.compile(r"[^\s;,&<>]+(?: [^\s;,&<>]+)*")
_NAMES: Final = ("author", "editor", "translator")
_BESIDE: Final = frozenset({"custom", "categories"})

_Outcome = Literal["same", "dashes", "differs"]
"""Whether a sample came back as it was, with a dash for the hyphen in its pages, or otherwise."""

Signature = tuple[str, ...]
"""A Work's type, and its variables with the form of their values: "issued:3"."""


class Exact:
    """What one format gives back of a Work.

    Attributes:
        format: The key of the format's own data in ``Work.custom``.
    """

    def __init__(self, format: str) -> None:
        self.format = format
        self._tried: dict[Signature, _Outcome] = {}

    def known(self, work: Work, read_back: ReadBack) -> Work | None:
        """What a reader makes of a Work; None if that is not known without reading it.

        Args:
            work: The Work.
            read_back: What writes a Work and reads it; called for the sample of a signature that
                is new.
        """
        signature = None if self.format in work.custom else _signature(work)
        if signature is None:
            return None
        outcome = self._tried.get(signature)
        if outcome is None:
            outcome = self._tried[signature] = _trial(signature, read_back)
        if outcome == "differs":
            return None
        if outcome == "same" and not (work.custom or work.categories or work.extra or work.given):
            return work
        read = copy(work)
        read.custom, read.categories, read.extra, read.given = {}, [], {}, {}
        if outcome == "dashes":
            read.page = work.page.replace("-", "–")
        return read


def _trial(signature: Signature, read_back: ReadBack) -> _Outcome:
    """What becomes of a sample of this signature."""
    sample = Work(type=signature[0])
    for written in signature[1:]:
        variable, _, form = written.partition(":")
        sample.set(variable, _sample(variable, form))
    read = read_back(sample)
    if read == sample:
        return "same"
    read.page = read.page.replace("–", "-")
    return "dashes" if read == sample and "-" in sample.page else "differs"


def _signature(work: Work) -> Signature | None:
    """A Work's signature, without what is never written; None if a value is not plain."""
    found = [work.type]
    for variable, value in work.variables():
        if variable == "type" or variable in _BESIDE:
            continue
        form = _form(variable, value)
        if not form:
            return None
        found.append(f"{variable}:{form}")
    return tuple(found)


def _form(variable: str, value: Any) -> str:
    """The form of a plain value; "" if it is not plain."""
    pattern = _PATTERNS.get(variable)
    if pattern is not None:
        return "text" if value.isprintable() and pattern.fullmatch(value) else ""
    if variable in _NAMES:
        return _form_of_names(value)
    if variable in ("issued", "accessed"):
        return _form_of_date(value)
    if variable == "page":
        return _form_of_pages(value)
    return _form_of_keywords(value) if variable == "keyword" else ""


def _form_of_names(names: list[Name]) -> str:
    groups = False
    for name in names:
        if not (_is_plain_group(name) if name.literal else _is_plain_person(name)):
            return ""
        groups = groups or bool(name.literal)
    return "groups" if groups else "people"


def _is_plain_group(name: Name) -> bool:
    plain = name.literal.isprintable() and _TEXT.fullmatch(name.literal) is not None
    # "others" ends a list that is not complete; MODS has an element for it.
    return plain and name.literal != "others" and name == Name(literal=name.literal)


def _is_plain_person(name: Name) -> bool:
    """Whether a name comes back where family and given names are read, particles in them."""
    family, given = name.family, name.given
    if not family or not given or name.extra or not (family + given).isprintable():
        return False
    if name.non_dropping_particle:
        family = f"{name.non_dropping_particle} {family}"
    if not (_TEXT.fullmatch(family) and _TEXT.fullmatch(given)):
        return False
    return parse_inverted(family, given) == name


def _form_of_date(date: Date) -> str:
    if len(date.date_parts) != 1 or not 1000 <= date.date_parts[0][0] <= 2999:
        return ""
    plain = date == Date(date_parts=date.date_parts)
    parts = date.date_parts[0]
    in_range = all(1 <= part <= 28 for part in parts[2:]) and (
        all(1 <= part <= 12 for part in parts[1:2])
    )
    return str(len(parts)) if plain and in_range and len(parts) <= 3 else ""


def _form_of_pages(written: str) -> str:
    found = _PAGES.fullmatch(written)
    if found is None:
        return ""
    if found["last"] is None:
        return "one"
    if int(found["first"]) >= int(found["last"]) or len(found["first"]) != len(found["last"]):
        return ""
    return "range" if found["mark"] == "–" else "hyphen"


def _form_of_keywords(written: str) -> str:
    """One keyword, or several with a semicolon or a comma between them; no keyword twice."""
    mark = "; " if ";" in written else ", "
    words = written.split(mark)
    if len(words) != len(set(words)) or not all(map(_WORDS.fullmatch, words)):
        return ""
    return "one" if len(words) == 1 else mark.strip()


def _sample(variable: str, form: str) -> Any:
    if variable in _NAMES:
        people = [Name(f"{variable.title()}son", "Anna"), Name("Berg", "J. K.")]
        people.append(Name("Dam", "Li", non_dropping_particle="van"))
        return [*people, Name(literal=f"Sample {variable}")] if form == "groups" else people
    if variable in ("issued", "accessed"):
        year = 2020 if variable == "issued" else 2021
        return Date(date_parts=((year, 5, 12)[: int(form)],))
    if variable == "page":
        return {"range": "12–15", "hyphen": "12-15"}.get(form, "12")
    if variable == "keyword":
        return "birds" if form == "one" else f"birds{form} migration"
    text = _SAMPLES[variable]
    return f"{text} {variable}" if text == "Sample text" else text
