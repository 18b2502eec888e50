"""Which fields the entry types of BibTeX and biblatex require.

Sources: btxdoc (https://ctan.org/pkg/bibtex), section 3.1; the biblatex manual, section 2.1.1. Of
what biblatex requires, ``author`` is asked for only where its standard styles cannot do without:
they print a book, manual or web page that has none by its title.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from refkit.formats.bib_pieces import BibEntry
from refkit.normalize.text import word_set

_Table = Mapping[str, tuple[tuple[str, ...], ...]]


def _table(text: str) -> _Table:
    """One line a group of types: "types: field field|other field"."""
    table: dict[str, tuple[tuple[str, ...], ...]] = {}
    for line in text.strip().splitlines():
        types, _, fields = line.partition(":")
        for kind in types.split():
            table[kind] = tuple(tuple(field.split("|")) for field in fields.split())
    return table


_BIBTEX: Final = _table(
    """
    article: author title journal year
    book: author|editor title publisher year
    booklet: title
    inbook: author|editor title chapter|pages publisher year
    incollection: author title booktitle publisher year
    inproceedings conference: author title booktitle year
    manual: title
    mastersthesis phdthesis: author title school year
    proceedings: title year
    techreport: author title institution year
    unpublished: author title note
    """
)
_BIBLATEX: Final = _table(
    """
    article: author title journaltitle|journal date|year|pubstate
    book mvbook booklet dataset manual misc: title date|year|pubstate
    collection mvcollection reference mvreference: editor title date|year|pubstate
    inbook bookinbook suppbook: author|editor title booktitle date|year|pubstate
    incollection suppcollection inreference: author|editor title booktitle date|year|pubstate
    inproceedings conference: author title booktitle date|year|pubstate
    mastersthesis phdthesis: author title institution|school date|year|pubstate
    online electronic www: title date|year|urldate doi|eprint|url
    patent: author title number date|year
    periodical: editor|title date|year
    proceedings mvproceedings: title date|year|eventdate
    report: author title institution date|year|pubstate
    techreport: author title institution date|year|pubstate
    thesis: author title type institution|school date|year|pubstate
    unpublished: author title date|year|pubstate
    set: entryset
    """
)
_ONLY_BIBLATEX: Final = word_set(
    """
    date journaltitle location subtitle booksubtitle eventtitle langid shortjournal urldate
    eprinttype eprintclass xdata entryset ids pubstate maintitle entrysubtype
    """
)
_ONLY_BIBLATEX_TYPES: Final = word_set(
    """
    online report thesis dataset software collection reference periodical mvbook xdata set
    bookinbook inreference
    """
)
_DECLARED: Final = re.compile(r"jabref-meta:\s{0,5}databaseType:\s{0,5}(?P<name>\w{1,20})")


def dialect(entries: Iterable[BibEntry], text: str = "") -> str:
    """Whether a file is written for "bibtex" or for "biblatex".

    Args:
        entries: Its entries. A field that only biblatex knows (``date``, ``journaltitle``) makes it
            biblatex where no field is used for which biblatex has another name.
        text: The file's text, in which JabRef declares the one or the other.
    """
    declared = _DECLARED.search(text)
    if declared:
        return declared["name"].lower()
    new = old = 0
    for entry in entries:
        names = {field.name for field in entry.fields}
        new += bool(names & _ONLY_BIBLATEX) or entry.type in _ONLY_BIBLATEX_TYPES
        old += not names & _ONLY_BIBLATEX and bool(names & {"journal", "address", "school"})
    return "biblatex" if new > old else "bibtex"


def missing_fields(type: str, names: Collection[str], dialect: str) -> list[str]:
    """The fields that an entry type requires and that are missing.

    Args:
        type: The entry type in lower case; one that the dialect does not know requires nothing.
        names: The names of the fields that the entry has or inherits.
        dialect: "bibtex" or "biblatex".

    Returns:
        Their names; alternatives as "author or editor".
    """
    table = _BIBLATEX if dialect == "biblatex" else _BIBTEX
    missing = [
        fields for fields in table.get(type, ()) if not any(name in names for name in fields)
    ]
    aliases = {"year": "date", "journal": "journaltitle", "school": "institution"}
    return [
        " or ".join(fields[:2])
        for fields in missing
        if not any(aliases.get(name, name) in names for name in fields)
    ]
