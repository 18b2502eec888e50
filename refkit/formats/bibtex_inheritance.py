"""What entries of a .bib file inherit: ``crossref`` and ``xdata``.

The rules are those of biblatex (manual, sections 2.4.1, 2.4.2 and 3.13.6 and appendix B); BibTeX's
own ``crossref`` (btxdoc, section 4) passes on every field that the child lacks, which biblatex's
rules keep for the fields that they do not rename.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from refkit.formats.bibtex_entries import Blocks, RawEntry
from refkit.formats.loaded import Problem

_NOT_INHERITED: Final = frozenset(
    {"ids", "crossref", "xref", "xdata", "entryset", "entrysubtype", "execute", "label", "options"}
    | {"presort", "related", "relatedoptions", "relatedstring", "relatedtype", "shorthand"}
    | {"shorthandintro", "sortkey"}
    # What is said of a whole volume is not said of a part; BibTeX would pass it on.
    | {"keywords", "abstract", "file", "annotation", "annote"}
)
_NEVER_FROM_DATA: Final = frozenset({"ids", "crossref", "xref", "xdata", "entryset", "related"})

_IN_BOOKS: Final = frozenset({"inbook", "bookinbook", "suppbook"})
_IN_COLLECTIONS: Final = frozenset({"incollection", "inreference", "suppcollection"})
_IN_PROCEEDINGS: Final = frozenset({"inproceedings", "conference"})
_IN_PERIODICALS: Final = frozenset({"article", "suppperiodical"})
_BOOKS: Final = frozenset({"book", "collection", "reference", "proceedings"})
_VOLUMES: Final = frozenset({"mvbook", "mvcollection", "mvreference", "mvproceedings"})
_PARTS: Final = _IN_BOOKS | _IN_COLLECTIONS | _IN_PROCEEDINGS
_TITLES: Final = ("title", "subtitle", "titleaddon")
_SHORT_TITLES: Final = ("shorttitle", "sorttitle", "indextitle", "indexsorttitle")

_SAME: Final = (
    frozenset({"date", "year"}),
    frozenset({"journaltitle", "journal"}),
    frozenset({"location", "address"}),
    frozenset({"institution", "school"}),
    frozenset({"eprinttype", "archiveprefix"}),
    frozenset({"eprintclass", "primaryclass"}),
)
"""Fields of two names: a child that has one does not inherit the other."""
_PARTNERS: Final = {name: names - {name} for names in _SAME for name in names}
_WITH_YEAR: Final = frozenset({"month", "day"})

# "xdata=key-field", "xdata=key-field-2": one field of an @xdata, or one item of a list in it.
_GRANULAR: Final = re.compile(
    r"""
    \s* xdata \s* = \s* (?P<key> [^\s,={}]{1,200}? ) - (?P<field> [a-z]{1,60} )
    (?: - (?P<item> [0-9]{1,3} ) )? \s*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AND: Final = re.compile(r"\s+and\s+", re.IGNORECASE)


def inherit(found: Blocks) -> None:
    """Give children what they inherit, and take the ``@xdata`` out of the entries.

    Args:
        found: The entries of a file, which are changed; links that lead nowhere, to themselves or
            in a circle are told.
    """
    links = ("crossref", "xdata")
    if not any(link in entry.fields for entry in found.entries for link in links) and not any(
        entry.type == "xdata" for entry in found.entries
    ):
        return
    inheritance = _Inheritance(found)
    for entry in found.entries:
        inheritance.fill(entry)
    found.entries = [entry for entry in found.entries if entry.type != "xdata"]


class _Inheritance:
    def __init__(self, found: Blocks) -> None:
        self.problems = found.problems
        self.entries: dict[str, RawEntry] = {}
        for entry in found.entries:
            for key in (entry.key, *entry.fields.get("ids", "").split(",")):
                if key.strip():
                    self.entries.setdefault(key.strip().lower(), entry)
        self.done: set[int] = set()
        self.has_data = False
        for entry in found.entries:
            if entry.type == "xdata":
                self.has_data = True
                reason = "@xdata is no work; its fields go to the entries that name it"
                self.problems.append(Problem(entry.line, reason, entry.key))

    def fill(self, start: RawEntry) -> None:
        """Fill an entry, its parents before it; a loop, for a chain may be of any length."""
        if id(start) in self.done:
            return
        path = [(start, iter(self._links(start)))]
        on_path = {id(start)}
        while path:
            entry, links = path[-1]
            for _, key in links:
                parent = self.entries.get(key.lower())
                if parent and id(parent) not in self.done and id(parent) not in on_path:
                    path.append((parent, iter(self._links(parent))))
                    on_path.add(id(parent))
                    break
            else:
                self._merge_all(entry, on_path)
                self.done.add(id(entry))
                on_path.discard(id(entry))
                path.pop()

    def _links(self, entry: RawEntry) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for link in ("xdata", "crossref"):
            if link in entry.fields:
                keys = entry.fields[link].split(",") if link == "xdata" else [entry.fields[link]]
                found += [(link, key.strip()) for key in keys if key.strip()]
        return found

    def _merge_all(self, entry: RawEntry, on_path: set[int]) -> None:
        for link, key in self._links(entry):
            parent = self.entries.get(key.lower())
            if parent is None:
                self._tell(entry, link, f"{link} names '{key}', which is not in the file")
            elif parent is entry or (id(parent) in on_path and id(parent) not in self.done):
                self._tell(entry, link, f"{link} names '{key}', which leads back to this entry")
            elif link == "xdata":
                _merge(entry, parent.fields, _NEVER_FROM_DATA, {})
            else:
                _merge(entry, parent.fields, _NOT_INHERITED, _renamed(parent, entry))
        if self.has_data:
            self._granular(entry)

    def _granular(self, entry: RawEntry) -> None:
        """Values that name a field of an ``@xdata`` in place of a text or an item of a list."""
        for name, value in entry.fields.items():
            if "xdata" not in value or name == "xdata" or not re.search(r"xdata\s*=", value):
                continue
            items = [self._item(entry, name, item) for item in _AND.split(value)]
            entry.fields[name] = " and ".join(items)

    def _item(self, entry: RawEntry, name: str, item: str) -> str:
        match = _GRANULAR.fullmatch(item)
        if match is None:
            return item
        parent = self.entries.get(match["key"].lower())
        value = parent.fields.get(match["field"].lower()) if parent else None
        values = _AND.split(value) if value is not None and match["item"] else [value]
        number = int(match["item"] or 1)
        found = values[number - 1] if 0 < number <= len(values) else None
        if found is None:
            self._tell(entry, name, f"'{item.strip()}' names nothing in the file")
            return item
        return found

    def _tell(self, entry: RawEntry, field: str, reason: str) -> None:
        self.problems.append(Problem(entry.line, reason, entry.key, field))


def _renamed(parent: RawEntry, child: RawEntry) -> dict[str, tuple[str, ...]]:
    """Under which names fields of a parent go to a child, where that is not their own."""
    prefix = ""
    if parent.type in _VOLUMES and child.type in _BOOKS | _PARTS:
        prefix = "main"
    elif parent.type in _BOOKS and child.type in _PARTS:
        prefix = "book"
    elif parent.type == "periodical" and child.type in _IN_PERIODICALS:
        prefix = "journal"
    if not prefix:
        return {}
    # BibTeX's own documentation gives a @proceedings both, one for its children, one for itself.
    told = prefix == "book" and "booktitle" in parent.fields
    names: dict[str, tuple[str, ...]] = {}
    for name in _TITLES:
        names[name] = () if told else (prefix + name,)
    names.update(dict.fromkeys(_SHORT_TITLES, ()))
    if child.type in _IN_BOOKS and parent.type in ("book", "mvbook"):
        names["author"] = ("author", "bookauthor")
    return names


def _merge(
    child: RawEntry,
    fields: Mapping[str, str],
    left_out: frozenset[str],
    renamed: Mapping[str, tuple[str, ...]],
) -> None:
    own = frozenset(child.fields)
    year = child.fields.get("year")
    # The month of a year belongs to that year only.
    dated = "date" in own or (year is not None and year != fields.get("year"))
    for name, value in fields.items():
        if name in left_out or (dated and name in _WITH_YEAR):
            continue
        for target in renamed.get(name, (name,)):
            if target not in own and not _PARTNERS.get(target, frozenset()) & own:
                child.fields.setdefault(target, value)
