"""Entries of TEI: each item of a ``listBibl`` as text, and a structured one as a CSL-JSON item.

Titles tell by ``@level`` what they name: "a" an article or chapter, "j" a journal, "m" a book, "s"
a series, "u" something unpublished (TEI P5 Guidelines, section 3.12.2.1).
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from refkit.model import Embedded
from refkit.model.document import COMPOSED
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.composed import Fields, Person, compose
from refkit.readers.entry_keys import EntryKeys
from refkit.readers.prose import Handlers, Prose, has_text, plain
from refkit.readers.xml_tree import Node

_UNITS: Final = {
    "volume": "volume", "vol": "volume", "issue": "issue", "number": "issue", "no": "issue",
    "nr": "issue", "page": "pages", "pages": "pages", "pp": "pages", "p": "pages",
    "elocation": "article", "article": "article",
}  # fmt: skip
"""Units of ``biblScope``, and the list of :class:`Fields` that they belong to."""

_TYPES: Final = {
    "article": "article-journal", "blogpost": "post-weblog", "book": "book",
    "booksection": "chapter", "chapter": "chapter", "conferencepaper": "paper-conference",
    "dataset": "dataset", "inproceedings": "paper-conference", "journalarticle": "article-journal",
    "magazinearticle": "article-magazine", "manuscript": "manuscript",
    "newspaperarticle": "article-newspaper", "patent": "patent", "preprint": "article",
    "report": "report", "software": "software", "thesis": "thesis", "webpage": "webpage",
}  # fmt: skip
"""``@type`` of a ``biblStruct``, of which TEI fixes none; these are Zotero's and GROBID's."""

_IDENTIFIERS: Final = {
    "doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID",
    "pmc": "PMCID", "url": "URL", "uri": "URL", "arxiv": "number",
}  # fmt: skip
_DATE: Final = lazy_pattern(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_YEAR: Final = lazy_pattern(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_DOI: Final = lazy_pattern(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?(10\.\d{4,9}/\S+)", re.IGNORECASE
)
_LEVELS: Final = {"analytic": "a", "monogr": "m", "series": "s"}
_OTHER_FORMS: Final = ("abbrev", "abbreviated", "short")
"""Titles that say what another one says, as GROBID has them."""

_RAW: Final = "raw_reference"


class Entries:
    """Writes the entries of reference lists, and keeps what is known of them.

    Args:
        prose: Where the text goes.
        inline: What to do with markup and links.
    """

    def __init__(self, prose: Prose, inline: Handlers) -> None:
        self._prose = prose
        self._source = prose.source
        self._inline: Handlers = {
            **inline,
            "biblScope": self._scope,
            "date": self._date,
            "ref": self._link,
            "ptr": self._link,
            "note": lambda node: prose.flow(node, self._inline),
        }
        self._items: list[dict[str, Any]] = []
        self._given = EntryKeys()
        self.keys: list[str] = []
        """The keys of the entries, in order."""

    def entry(self, node: Node) -> None:
        """Write an entry as a block."""
        key = self._given.key(node.get("xml:id") or f"bibl{len(self.keys) + 1}")
        label = ""
        raw = next((note for note in node.nodes("note") if note.get("type") == _RAW), None)
        if raw is not None:
            self._prose.flow(raw, self._inline)
        elif node.name == "bibl" and (has_text(self._source, node) or len(list(node.nodes())) < 2):
            self._prose.flow(node, self._inline)
        else:
            compose(self._fields(node), self._prose, self._inline)
            label = COMPOSED
            self._items.append({"id": key, **self._item(node)})
        if self._prose.end_block("entry", marker=node.get("n"), label=label, key=key):
            self.keys.append(key)

    def embedded(self) -> list[Embedded]:
        """The structured entries as CSL-JSON; [] if there are none."""
        items = [item for item in self._items if len(item) > 2]
        if not items:
            return []
        return [
            Embedded(format="csl-json", data=json.dumps(items, ensure_ascii=False), origin="TEI")
        ]

    # -- text -----------------------------------------------------------------------------------

    def _scope(self, node: Node) -> None:
        """A volume, issue or page; GROBID writes pages as attributes."""
        if plain(self._source, node) or not node.get("from"):
            self._prose.flow(node, self._inline)
            return
        first, last = node.get("from"), node.get("to")
        text = f"{first}–{last}" if last and last != first else first
        self._prose.put(text, node.start, node.end)

    def _date(self, node: Node) -> None:
        if plain(self._source, node) or not node.get("when"):
            self._prose.flow(node, self._inline)
        else:
            self._prose.put(node.get("when")[:4], node.start, node.end)

    def _link(self, node: Node) -> None:
        target = node.get("target")
        if target and not node.children:
            self._prose.put(target, node.start, node.end)
        elif target:
            self._prose.marked("link", node, self._inline, target)
        else:
            self._prose.flow(node, self._inline)

    def _fields(self, entry: Node) -> Fields:
        fields = Fields(entry.inner)
        self._sort(entry, fields)
        if fields.title and fields.container and not fields.book:
            # Of journals nobody prints the publisher.
            fields.publisher.clear()
        return fields

    def _sort(self, parent: Node, fields: Fields) -> None:
        for node in parent.nodes():
            name = node.name
            if name in (*_LEVELS, "imprint"):
                self._sort(node, fields)
            elif not self._says(node):
                continue
            elif name == "author":
                fields.authors += self._people(node)
            elif name == "editor":
                fields.editors += self._people(node)
            elif name == "title":
                self._sort_title(node, _level(node, parent), fields)
            elif name == "biblScope":
                place = _UNITS.get(_unit(node))
                if place:
                    getattr(fields, place).append(node)
                else:
                    fields.rest.append(("", node))
            elif name == "date":
                fields.date.append(node)
            elif name == "edition":
                fields.edition.append(node)
            elif name == "pubPlace":
                fields.publisher.insert(0, node)
            elif name == "publisher":
                fields.publisher.append(node)
            elif name == "idno":
                self._sort_identifier(node, fields)
            elif name in ("ref", "ptr"):
                fields.links.append(node)
            else:
                fields.rest.append(("", node))

    def _says(self, node: Node) -> bool:
        attributes = node.attributes()
        return bool(plain(self._source, node)) or any(
            attributes.get(name) for name in ("from", "when", "target")
        )

    @staticmethod
    def _sort_title(node: Node, level: str, fields: Fields) -> None:
        if node.get("type") in _OTHER_FORMS:
            return
        if level == "s":
            fields.rest.append(("", node))
        elif level in ("m", "j"):
            fields.book = level == "m"
            fields.container.append(node)
        else:
            fields.title.append(node)

    def _sort_identifier(self, node: Node, fields: Fields) -> None:
        kind = node.get("type").lower()
        if kind == "doi":
            fields.dois.append(node)
        elif kind == "pmid":
            fields.pmids.append(node)
        elif kind in ("url", "uri"):
            fields.links.append(node)
        else:
            fields.rest.append((f"{node.get('type')} " if kind else "", node))

    def _people(self, node: Node) -> list[Person | None]:
        """The persons of an ``author`` or ``editor``."""
        found: list[Person | None] = []
        for name in list(node.nodes("persName", "name")) or [node]:
            surname = name.find("surname")
            if surname is not None:
                given = [part for part in name.nodes("forename") if plain(self._source, part)]
                found.append(Person(surname, given, name.find("genName")))
            elif plain(self._source, name):
                found.append(Person(name))
        return found

    # -- data -----------------------------------------------------------------------------------

    def _item(self, entry: Node) -> dict[str, Any]:
        """A structured entry as a CSL-JSON item without its id."""
        item: dict[str, Any] = {}
        titles: dict[str, str] = {}
        self._collect(entry, item, titles)
        own = titles.pop("a", "") or titles.pop("u", "") or titles.pop("", "")
        container = titles.get("j") or titles.get("m", "")
        if not own and "j" not in titles:
            own, container = container, ""
        if own:
            item["title"] = own
        if container:
            item["container-title"] = container
        if "s" in titles:
            item["collection-title"] = titles["s"]
        written = entry.get("type").lower().replace("_", "").replace(" ", "")
        item["type"] = _TYPES.get(written) or _type(titles, item)
        return item

    def _collect(self, parent: Node, item: dict[str, Any], titles: dict[str, str]) -> None:
        for node in parent.nodes():
            text = plain(self._source, node)
            name = node.name
            if name in (*_LEVELS, "imprint"):
                self._collect(node, item, titles)
            elif name in ("author", "editor"):
                people = self._names(node)
                if people:
                    item.setdefault(name, []).extend(people)
            elif name == "title" and text and node.get("type") not in _OTHER_FORMS:
                titles.setdefault(_level(node, parent), text)
            elif name == "biblScope":
                self._collect_scope(node, text, item)
            elif name == "date":
                date = _issued(node, text)
                if date:
                    item.setdefault("issued", date)
            elif name == "idno" and text:
                self._collect_identifier(node, text, item)
            elif name in ("ref", "ptr") and node.get("target"):
                item.setdefault("URL", node.get("target"))
            elif name == "meeting" and text:
                item["event-title"] = text
            elif name == "pubPlace" and text:
                item["publisher-place"] = text
            elif name in ("publisher", "edition", "note") and text:
                item.setdefault(name, text)

    def _collect_scope(self, node: Node, text: str, item: dict[str, Any]) -> None:
        place = _UNITS.get(_unit(node), "")
        first, last = node.get("from"), node.get("to")
        if place == "pages" and first and not text:
            text = f"{first}–{last}" if last and last != first else first
        variable = {"pages": "page", "article": "number"}.get(place, place)
        if variable and text:
            item.setdefault(variable, text)

    @staticmethod
    def _collect_identifier(node: Node, text: str, item: dict[str, Any]) -> None:
        variable = _IDENTIFIERS.get(node.get("type").lower(), "")
        doi = _DOI.fullmatch(text)
        if variable == "DOI" or (not variable and doi):
            item.setdefault("DOI", doi[1] if doi else text)
        elif variable == "number":
            item.setdefault("number", text if text.lower().startswith("arxiv") else f"arXiv:{text}")
        elif variable:
            item.setdefault(variable, text)

    def _names(self, node: Node) -> list[dict[str, str]]:
        """The persons of an ``author`` or ``editor`` as CSL-JSON names."""
        found = []
        for person in self._people(node):
            if person is None:
                continue
            family = plain(self._source, person.family)
            given = " ".join(plain(self._source, part) for part in person.given)
            suffix = plain(self._source, person.suffix) if person.suffix else ""
            if person.family.name == "surname":
                name = {"family": family, "given": given, "suffix": suffix}
            elif family.count(",") == 1 and node.find("orgName") is None:
                before, _, after = family.partition(",")
                name = {"family": before.strip(), "given": after.strip()}
            else:
                name = {"literal": family}
            found.append({key: value for key, value in name.items() if value})
        return found


def _unit(node: Node) -> str:
    return (node.get("unit") or node.get("type")).lower().strip(".")


def _level(title: Node, parent: Node) -> str:
    """What a title names; where it does not say, what the part of the entry around it holds."""
    level = title.get("level") or _LEVELS.get(parent.name, "")
    if level == "m" and not title.get("level"):
        units = {_unit(scope) for scope in parent.descendants("biblScope")}
        return "m" if units.isdisjoint(("volume", "issue")) else "j"
    return level


def _type(titles: dict[str, str], item: dict[str, Any]) -> str:
    if "j" in titles:
        return "article-journal"
    if item.get("event-title"):
        return "paper-conference"
    if item.get("container-title"):
        return "chapter"
    return "book" if "m" in titles else "article"


def _issued(node: Node, text: str) -> dict[str, Any] | None:
    """The date of an entry in CSL-JSON: by ``@when``, else the year in its text."""
    when = _DATE.match(node.get("when") or node.get("notBefore"))
    if when is not None:
        return {"date-parts": [[int(part) for part in when.groups() if part]]}
    year = _YEAR.search(text)
    if year is not None:
        return {"date-parts": [[int(year[1])]]}
    return {"literal": text} if text else None
