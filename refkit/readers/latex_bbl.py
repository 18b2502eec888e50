r"""The lists that biber writes for biblatex: works as data, here turned into BibTeX entries.

The form is that of biblatex's .bbl (biblatex 3, ``\entry … \endentry`` with ``\name``, ``\list``,
``\field``, ``\verb``), as its source, biblatex.sty, reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refkit.normalize.patterns import lazy_pattern

_SIGN: Final = lazy_pattern(
    r"^[ \t]*\\(?:entry\{[^{}]*\}\{|datalist|sortlist|refsection)", re.MULTILINE
)
_COMMAND: Final = lazy_pattern(
    r"\\(?P<word>entry|endentry|name|list|field|range|verb|endverb|set|keyw)(?![A-Za-z])"
)
_VERB: Final = lazy_pattern(r"\{(?P<name>[^{}]*)\}\s*\\verb[ ](?P<value>[^\r\n]*)")
_BRACE: Final = lazy_pattern(r"\\.|[{}]", re.DOTALL)
_PART: Final = lazy_pattern(r"(?P<name>[a-z]{1,40})=\{")
_COMMENT: Final = lazy_pattern(r"%[ \t]*(?:\r\n|\r|\n)[ \t]*")
_INITIAL: Final = lazy_pattern(r"\\bibinit(?:period|delim|hyphendelim)\s*")
_DELIMITER: Final = lazy_pattern(r"\\bib(?:namedelim[a-i]|rangedash|rangessep)\s*")

_FIELDS: Final = frozenset(
    [
        "title",
        "subtitle",
        "titleaddon",
        "booktitle",
        "booksubtitle",
        "booktitleaddon",
        "maintitle",
        "mainsubtitle",
        "journaltitle",
        "journalsubtitle",
        "shortjournal",
        "issuetitle",
        "issuesubtitle",
        "series",
        "volume",
        "volumes",
        "number",
        "issue",
        "eid",
        "edition",
        "pages",
        "pagetotal",
        "bookpagination",
        "pagination",
        "year",
        "month",
        "day",
        "endyear",
        "endmonth",
        "endday",
        "note",
        "howpublished",
        "addendum",
        "version",
        "isbn",
        "issn",
        "isrn",
        "eprint",
        "eprinttype",
        "eprintclass",
        "chapter",
        "part",
        "type",
        "url",
        "doi",
        "eventtitle",
        "venue",
        "pubstate",
        "langid",
    ]
)
_LISTS: Final = frozenset(
    ["publisher", "location", "institution", "organization", "language", "origlanguage"]
)
_NAMES: Final = frozenset(
    [
        "author",
        "editor",
        "translator",
        "editora",
        "editorb",
        "editorc",
        "bookauthor",
        "holder",
        "commentator",
    ]
)
_ARGUMENTS: Final = {"entry": 3, "name": 4, "list": 3}
"""How many groups in braces follow a command; two follow the others."""

_COPY: Final = lazy_pattern(r"[0-9a-f]{32}")
_ACCESS: Final = ("urlyear", "urlmonth", "urlday")


def is_biblatex(text: str) -> bool:
    """Whether a text is a list that biber wrote, and none that prints."""
    return bool(_SIGN.search(text, 0, 5000)) and "\\endentry" in text


def works_of(text: str) -> str:
    r"""The entries of biber's list as a .bib file, their fields in LaTeX as they are.

    Args:
        text: The .bbl file. A work that stands in several lists of it is given once.
    """
    entries: dict[str, str] = {}
    for kind, key, fields in _entries(text):
        if key and key not in entries:
            lines = [f"  {name} = {{{value}}}" for name, value in fields.items()]
            entries[key] = "\n".join([f"@{kind}{{{key},", ",\n".join(lines), "}", ""])
    return "\n".join(entries.values())


def _entries(text: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    kind = key = ""
    fields: dict[str, str] = {}
    at = 0
    while (found := _COMMAND.search(text, at)) is not None:
        at = found.end()
        word = found["word"]
        if word == "verb":
            verb = _VERB.match(text, at)
            if verb is not None:
                at = verb.end()
                if verb["name"] in _FIELDS:
                    fields.setdefault(verb["name"], verb["value"].strip())
            continue
        if word == "endentry":
            yield kind, key, _with_dates(fields)
            key, fields = "", {}
            continue
        groups, at = _groups(text, at, _ARGUMENTS.get(word, 2))
        if word == "entry" and len(groups) >= 2:
            # A work that another one is related to is copied under a key that nobody cites.
            copied = "skipbib=true" in groups[-1] and bool(_COPY.fullmatch(groups[0]))
            key, kind, fields = "" if copied else groups[0], groups[1], {}
        elif (
            word == "field" and len(groups) == 2 and (groups[0] in _FIELDS or groups[0] in _ACCESS)
        ):
            fields[groups[0]] = _plain(groups[1])
        elif word == "name" and len(groups) == 4 and groups[0] in _NAMES:
            fields[groups[0]] = " and ".join(_people(groups[3], "more=true" in groups[2]))
        elif word == "list" and len(groups) == 3 and groups[0] in _LISTS:
            items, _ = _groups(_COMMENT.sub("", groups[2]), 0, 100)
            fields[groups[0]] = " and ".join(f"{{{_plain(item)}}}" for item in items)


def _with_dates(fields: dict[str, str]) -> dict[str, str]:
    """Fields with the parts of a range of dates, and of the day of a visit, as one date each."""
    visited = _date(fields, "url")
    if visited:
        fields["urldate"] = visited
    if "endyear" in fields:
        end = _date(fields, "end")
        fields["date"] = f"{_date(fields, '')}/{end}"
    return fields


def _date(fields: dict[str, str], prefix: str) -> str:
    """A date taken out of the fields that hold its parts: "2020-05"."""
    parts = [fields.pop(f"{prefix}{part}", "") for part in ("year", "month", "day")]
    return "-".join(part.zfill(2) for part in parts if part)


def _groups(text: str, at: int, most: int) -> tuple[list[str], int]:
    """The groups in braces that follow one another, and where the last one ends."""
    groups: list[str] = []
    while len(groups) < most:
        start = _skip(text, at)
        if text[start : start + 1] != "{":
            break
        depth = 0
        for found in _BRACE.finditer(text, start):
            depth += (found[0] == "{") - (found[0] == "}")
            if not depth:
                groups.append(text[start + 1 : found.start()])
                at = found.end()
                break
        else:
            break
    return groups, at


def _skip(text: str, at: int) -> int:
    """The next character that is no space and no comment."""
    while at < len(text):
        if text[at].isspace():
            at += 1
        elif text[at] == "%":
            end = text.find("\n", at)
            at = end + 1 if end >= 0 else len(text)
        else:
            break
    return at


def _people(text: str, more: bool) -> Iterator[str]:
    """The names of a list, as BibTeX writes them."""
    names, _ = _groups(text, 0, 10_000)
    for name in names:
        groups, _ = _groups(name, 0, 12)
        parts = _parts(groups)
        family = _plain(parts.get("family", ""))
        if not family:
            continue
        prefix = _plain(parts.get("prefix", ""))
        given = _plain(parts.get("given", ""))
        suffix = _plain(parts.get("suffix", ""))
        if not given and not prefix and not suffix:
            # Braces keep "World Health Organization" together; "Aristotle" is a family name.
            yield f"{{{family}}}" if " " in family else family
            continue
        head = f"{prefix} {{{family}}}" if prefix else f"{{{family}}}"
        yield ", ".join(part for part in (head, suffix, given) if part)
    if more:
        yield "others"


def _parts(groups: list[str]) -> dict[str, str]:
    """The parts of a name; biblatex 2 gave them by position, the hash first."""
    if len(groups) >= 8:
        return dict(
            zip(("family", "", "given", "", "prefix", "", "suffix"), groups[1:], strict=False)
        )
    parts: dict[str, str] = {}
    text = groups[-1] if groups else ""
    at = 0
    while (found := _PART.search(text, at)) is not None:
        value, at = _groups(text, found.end() - 1, 1)
        if not value:
            break
        parts.setdefault(found["name"], value[0])
    return parts


def _plain(text: str) -> str:
    """A field without biblatex's own commands for spaces and dashes."""
    text = _COMMENT.sub("", text).strip()
    text = _INITIAL.sub(". ", text)
    return _DELIMITER.sub(_printed, text).strip()


def _printed(delimiter: re.Match[str]) -> str:
    return "--" if "dash" in delimiter[0] else ", " if "sep" in delimiter[0] else " "
