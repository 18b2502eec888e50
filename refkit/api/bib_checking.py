"""Checking a .bib file: what is broken, missing, malformed, or there twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from refkit.formats.bib_file import BibFile
from refkit.formats.bib_layout import joined
from refkit.formats.bib_pieces import BibEntry
from refkit.formats.bib_requirements import dialect, missing_fields
from refkit.formats.bib_works import read_paired
from refkit.formats.loaded import Problem
from refkit.model import Work
from refkit.normalize.dates import parse_date
from refkit.normalize.dois import doi_problem
from refkit.normalize.edtf import from_edtf
from refkit.normalize.identifiers import isbn_is_valid, parse_issn
from refkit.normalize.latex import latex_to_unicode, plain_url
from refkit.normalize.text import fold, word_set
from refkit.normalize.venues import same_venue

_EDTF: Final = ("date", "urldate", "eventdate", "origdate")
_FORMED: Final = frozenset({"doi", "isbn", "issn", "year", "month", "pages", "url", *_EDTF})
"""Fields whose values have a form."""

_OPEN_RANGE: Final = re.compile(r"[A-Za-z]{0,3}\d{1,9}\s*--")
"""Pages from one on, "100--", which biblatex has a form for."""

_JOURNALS: Final = ("journal", "journaltitle")
_NO_MONTH: Final = word_set("winter spring summer autumn fall")
_SMALL: Final = word_set("a and der des die et for in la le of on the und")
_TWO_PAGES: Final = re.compile(r"\s*(\d{1,9})\s*[-‐‑‒–—−]{1,3}\s*(\d{1,9})\s*")
_URL: Final = re.compile(r"(?:[a-z][a-z0-9+.-]{1,20}:|www\.|\\|\{)\S*", re.IGNORECASE)
_REMARK: Final = re.compile(r"\([^()]{0,40}\)")
_ISSN: Final = re.compile(r"\d{4}-?\d{3}[\dXx]")
_YEAR: Final = re.compile(r"(?<!\d)\d{3,4}(?!\d)")
_BRACE: Final = re.compile(r"[{}]")


def problems_of(file: BibFile) -> list[Problem]:
    """Everything that is wrong with a file, in the order of its lines; see :func:`check_bib`."""
    works, told = read_paired(file)
    data = {entry.key for entry in file.entries if entry.type == "xdata"}
    found = [
        problem
        for problem in told
        if not (problem.entry in data and problem.reason.startswith("@xdata"))
    ]
    style = dialect(file.entries, str(file))
    found = list(_told_of_capitals(file, found, style))
    places = {(problem.line, problem.field) for problem in found}
    known = [
        *_untold(file, found),
        *_missing(file, style),
        *_malformed(file, style),
        *_braces(file),
    ]
    found += [problem for problem in known if (problem.line, problem.field) not in places]
    found += _journals(file)
    found += _repeated(works)
    return sorted(found, key=lambda problem: problem.line)


def _untold(file: BibFile, told: Sequence[Problem]) -> Iterator[Problem]:
    """What breaks the grammar though it could be read with good will."""
    for piece in file.broken:
        last = piece.line + piece.text.count("\n")
        if not any(piece.line <= problem.line <= last for problem in told):
            yield Problem(
                piece.line, "the entry breaks BibTeX's grammar: a field has no value, or the like"
            )


def _told_of_capitals(file: BibFile, told: Sequence[Problem], style: str) -> Iterator[Problem]:
    """The Problems, with keys that differ in capitals alone as what they are.

    BibTeX takes "Chen_2017" and "chen_2017" for one key; biber tells them apart.
    """
    firsts: dict[str, BibEntry] = {}
    for entry in file.entries:
        firsts.setdefault(entry.key.lower(), entry)
    keys = {entry.key for entry in file.entries}
    for problem in told:
        first = firsts.get(problem.entry.lower())
        if (
            not problem.reason.startswith("the citation key is used before")
            or first is None
            or first.key == problem.entry
            or first.line == problem.line
            or problem.entry not in keys
        ):
            yield problem
        elif style != "biblatex":
            reason = (
                f"the citation key differs in capitals alone from {first.key} on line "
                f"{first.line}; BibTeX takes the two for one"
            )
            yield msgspec.structs.replace(problem, reason=reason)


def _missing(file: BibFile, style: str) -> Iterator[Problem]:
    entries = {entry.key.lower(): entry for entry in reversed(file.entries)}
    for entry in file.entries:
        names = inherited_names(file, entry, entries)
        for missing in missing_fields(entry.type, names, style):
            yield Problem(
                entry.line, f"@{entry.type} requires {missing}, which is missing", entry.key
            )


def inherited_names(
    file: BibFile, entry: BibEntry, entries: Mapping[str, BibEntry], depth: int = 0
) -> set[str]:
    """The names of the fields that an entry has, or inherits by ``crossref`` and ``xdata``."""
    names = {field.name for field in entry.fields if file.value(entry, field.name).strip()}
    for link in ("crossref", "xdata") if depth < 5 else ():
        for key in file.value(entry, link).split(","):
            parent = entries.get(key.strip().lower())
            if parent is not None and parent is not entry:
                names |= inherited_names(file, parent, entries, depth + 1)
                if "title" in names:
                    names.add("booktitle")
    return names


def _malformed(file: BibFile, style: str) -> Iterator[Problem]:
    for entry in file.entries:
        for field in entry.fields:
            value = joined(field.pieces, file.macros).strip() if field.name in _FORMED else ""
            reason = _fault(field.name, value) if value else ""
            if style == "biblatex" and reason and _OPEN_RANGE.fullmatch(value):
                continue
            if reason:
                yield Problem(entry.line_of(field.name), reason, entry.key, field.name, raw="")


def _fault(name: str, value: str) -> str:
    """What is malformed in the value of a field; "" if nothing is."""
    if name == "doi":
        reason = doi_problem(plain_url(value))
        return f"the DOI {value} {_sentence(reason)}" if reason else ""
    if name == "isbn":
        # Several may stand in one field, as Zotero and libraries write them.
        numbers = re.split(r"[,;/]|(?<=[\dXx])\s+(?=\d{1,5}-|\d{10})", _REMARK.sub("", value))
        wrong = [each.strip() for each in numbers if each.strip() and not isbn_is_valid(each)]
        if wrong and _ISSN.fullmatch(wrong[0]) and parse_issn(wrong[0]):
            return f"the ISBN {wrong[0]} is an ISSN"
        return f"the ISBN {wrong[0]} is malformed or has a wrong check digit" if wrong else ""
    if name == "issn":
        numbers = re.split(r"[,;/]|(?<=[\dXx])\s+(?=\d{4}-)", _REMARK.sub("", value))
        wrong = [each.strip() for each in numbers if each.strip() and not parse_issn(each)]
        return f"the ISSN {wrong[0]} is malformed or has a wrong check digit" if wrong else ""
    if name in _EDTF:
        return "" if _is_date(value) else f"{name} is no date of ISO 8601: {value}"
    if name in ("year", "month"):
        return _fault_of_year(name, value)
    if name == "pages":
        return _fault_of_pages(value)
    if name == "url":
        address = plain_url(value)
        if re.search(r"\s", address) or not _URL.fullmatch(address):
            return f"the URL is malformed: {value}"
    return ""


def _sentence(reason: str) -> str:
    """A reason of :func:`doi_problem`, to stand behind "the DOI"."""
    return f"has {reason}" if reason.startswith("no ") else reason


def _is_date(value: str) -> bool:
    try:
        from_edtf(value)
    except ValueError:
        return False
    return True


def _fault_of_year(name: str, value: str) -> str:
    plain = latex_to_unicode(value).strip()
    if name == "year":
        # "in press" and "c1980" are legitimate; "20008" and "98" are slips.
        understood = _YEAR.search(plain) or not re.search(r"\d", plain) or parse_date(plain)
        return "" if understood else f"year is no year: {value}"
    if plain.isdigit() and not 1 <= int(plain) <= 12:
        return f"month is no month: {value}"
    if plain.isdigit() or plain.lower() in _NO_MONTH:
        return ""
    return "" if parse_date(f"2020, {plain}") else f"month is no month: {value}"


def _fault_of_pages(value: str) -> str:
    found = _TWO_PAGES.fullmatch(value)
    if found and len(found[1]) == len(found[2]) and int(found[1]) > int(found[2]):
        return f"the pages run backwards: {value}"
    if re.search(r"\?\?|\d\s*-{2,3}\s*$|^\s*-{2,3}", value):
        return f"the pages are not complete: {value}"
    return ""


def _braces(file: BibFile) -> Iterator[Problem]:
    r"""Values whose braces BibTeX counts otherwise: to it, ``\{`` opens a group as well."""
    for entry in file.entries:
        for field in entry.fields:
            depth = 0
            for brace in _BRACE.finditer(field.value):
                depth += 1 if brace[0] == "{" else -1
            if depth:
                yield Problem(
                    entry.line_of(field.name),
                    f"the braces of {field.name} are not balanced: BibTeX counts \\{{ and \\}} too",
                    entry.key,
                    field.name,
                )


def _journals(file: BibFile) -> Iterator[Problem]:
    """Journals that are written in several ways."""
    places: dict[str, list[tuple[BibEntry, str]]] = {}
    for entry in file.entries:
        for name in _JOURNALS:
            if entry.field(name) is not None:
                title = " ".join(latex_to_unicode(file.value(entry, name)).split())
                places.setdefault(title, []).append((entry, name))
                break
    alike: dict[str, list[str]] = {}
    for title in sorted(places, key=lambda title: -len(places[title])):
        initials = "".join(word[0] for word in fold(title).split() if word not in _SMALL)
        usual = alike.setdefault(initials, [])
        # Journals of the same initials are few; more than these would be no list of references.
        other = next((each for each in usual[:50] if same_venue(each, title) is not None), None)
        if other is None:
            usual.append(title)
            continue
        entry, name = places[title][0]
        count = len(places[other])
        yield Problem(
            entry.line_of(name),
            f"the journal is written '{title}' here, and '{other}' in "
            f"{count} other {'entry' if count == 1 else 'entries'}",
            entry.key,
            name,
        )


def _repeated(works: Sequence[tuple[BibEntry, Work]]) -> Iterator[Problem]:
    from refkit.api.bib_merging import groups_of

    for group in groups_of(works):
        first = group.entries[0]
        for entry in group.entries[1:]:
            yield Problem(
                entry.line,
                f"probably the same work as {first.key or 'the entry'} on line {first.line}: "
                f"{group.reason} agree",
                entry.key,
            )
