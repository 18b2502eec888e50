"""A CITATION.cff file, or a reference in it, to a Work."""

from __future__ import annotations

import re
from typing import Any, Final

from refkit.formats.cff_fields import ANONYMOUS, IN_SERIES, NAMES, PREFERRED, TEXT, TYPES
from refkit.formats.loaded import Problem
from refkit.formats.yaml import Node, Scalar, Sequence, Table, to_json
from refkit.model import Date, Name, Work
from refkit.normalize.dates import parse_date
from refkit.normalize.dois import parse_doi
from refkit.normalize.edtf import from_edtf

_REFERENCES: Final = frozenset({"cff-version", "preferred-citation", "references"})
_DATES: Final = ("date-published", "date-released", "issue-date")
_ORCID: Final = re.compile(r"(?:https?://orcid\.org/)?([0-9]{4}(?:-[0-9]{4}){2}-[0-9]{3}[0-9Xx])")
_PERSON: Final = {
    "family-names": "family",
    "given-names": "given",
    "name-particle": "non_dropping_particle",
    "name-suffix": "suffix",
}


def to_work(node: Table, problems: list[Problem], role: str) -> Work:
    """The Work of a file or a reference.

    Args:
        node: The mapping.
        problems: Takes what could not be read.
        role: "" for the file, else the key under which the reference stands.

    Returns:
        The Work. What CSL cannot say is in ``custom["cff"]``: the role, the type where the CSL type
        would not give it back, and the other keys with their values as JSON under "fields".
    """
    return _Reading(node, problems, role).work


class _Reading:
    """One mapping on its way to a Work: the keys that are still to be read, and the Work."""

    def __init__(self, node: Table, problems: list[Problem], role: str) -> None:
        self.problems = problems
        self.entry = ""
        self.left = {key: value for key, value in node.pairs.items() if key not in _REFERENCES}
        self.work = Work()
        self.entry = self._look("title")
        for key, line in node.twice:
            problems.append(Problem(line, "written twice; the first counts", self.entry, key))
        written = self._text("type") or ("generic" if role else "software")
        self.work.type = TYPES.get(written, "document")
        missing = [key for key in ("authors", "title") if key not in self.left]
        problems += [Problem(node.line, f"{key} is missing", self.entry, key) for key in missing]
        self._people()
        self._texts()
        self._title_of_part()
        self._places()
        self._dates()
        self._lists()
        self._kinds()
        own: dict[str, Any] = {}
        if role:
            own["role"] = role
        if written != (PREFERRED.get(self.work.type, "generic") if role else "software"):
            own["type"] = written
        fields = {key: to_json(value) for key, value in self.left.items()}
        if fields:
            own["fields"] = fields
        if own:
            self.work.custom = {"cff": own}

    def _problem(self, key: str, node: Node, reason: str) -> None:
        raw = str(to_json(node))
        self.problems.append(Problem(node.line, reason, self.entry, key, raw))

    def _look(self, key: str) -> str:
        node = self.left.get(key)
        return node.text if isinstance(node, Scalar) and not node.is_null else ""

    def _text(self, key: str) -> str:
        """Take a key that holds one value; "" if it is absent, or something else."""
        node = self.left.pop(key, None)
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            self._problem(key, node, "must be a single value")
            return ""
        return "" if node.is_null else node.text.strip()

    def _table(self, key: str) -> dict[str, str]:
        """Take a key that holds an entity: its keys to their texts."""
        node = self.left.pop(key, None)
        if isinstance(node, Scalar):
            return {} if node.is_null else {"name": node.text}
        if not isinstance(node, Table):
            if node is not None:
                self._problem(key, node, "must be an entity")
            return {}
        return {name: value.text for name, value in node.pairs.items() if isinstance(value, Scalar)}

    def _strings(self, key: str) -> list[str]:
        """Take a key that holds a list of texts, or one text."""
        node = self.left.pop(key, None)
        if node is None:
            return []
        items = node.items if isinstance(node, Sequence) else [node]
        texts = []
        for item in items:
            if isinstance(item, Scalar):
                if not item.is_null:
                    texts.append(item.text)
            else:
                self._problem(key, item, "must be text")
        return texts

    def _names(self, key: str) -> list[Name]:
        node = self.left.pop(key, None)
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return []
        items = node.items if isinstance(node, Sequence) else [node]
        names = []
        for item in items:
            if isinstance(item, Table):
                names.append(_name(item))
            elif isinstance(item, Scalar) and not item.is_null:
                self._problem(key, item, "must be a person or an entity; taken as a name")
                names.append(Name(literal=item.text))
            else:
                self._problem(key, item, "must be a person or an entity")
        return [name for name in names if name != Name()]

    def _people(self) -> None:
        for key, variable in NAMES.items():
            self.work.set(variable, self._names(key))
        if not self.work.author and self.work.type == "personal_communication":
            self.work.author = self._names("senders")
        if self.work.author == [Name(literal=ANONYMOUS)]:
            self.work.author = []
        if self._look("type") == "edited-work" and self.work.author == self.work.editor:
            self.work.author = []

    def _texts(self) -> None:
        work = self.work
        for key, variable in TEXT.items():
            if key in self.left:
                work.set(variable, self._text(key))
        work.DOI = parse_doi(work.DOI) or work.DOI
        if not work.DOI:
            work.DOI = self._identifier()
        if not work.URL:
            for key in ("repository-code", "repository", "repository-artifact"):
                if key in self.left:
                    work.URL = self._look(key)
                    break
        start, end = self._text("start"), self._text("end")
        work.page = "–".join(filter(None, (start, "" if end == start else end)))

    def _identifier(self) -> str:
        """The first DOI of ``identifiers``, which stay as they are."""
        node = self.left.get("identifiers")
        for item in node.items if isinstance(node, Sequence) else ():
            if isinstance(item, Table):
                kind, value = item.pairs.get("type"), item.pairs.get("value")
                if isinstance(kind, Scalar) and isinstance(value, Scalar) and kind.text == "doi":
                    return parse_doi(value.text)
        return ""

    def _title_of_part(self) -> None:
        """The title of a part is under term or entry; that of the whole under title."""
        work = self.work
        for key in ("term", "entry"):
            part = self._text(key)
            if part:
                work.title, work.container_title = part, work.title or work.container_title
        collection = self._text("collection-title")
        if work.type not in IN_SERIES and not work.container_title:
            work.container_title = collection
        else:
            work.collection_title = collection

    def _places(self) -> None:
        work = self.work
        publisher = self._table("publisher")
        if not publisher and work.type in ("thesis", "report"):
            publisher = self._table("institution")
        work.publisher = publisher.get("name", "")
        places = (publisher.get(key, "") for key in ("city", "region", "country"))
        work.publisher_place = ", ".join(filter(None, places))
        location = self._table("location").get("name", "")
        work.publisher_place = work.publisher_place or location
        conference = self._table("conference")
        if conference:
            work.event_title = conference.get("name", "")
            city = ", ".join(filter(None, (conference.get("city"), conference.get("country"))))
            work.event_place = conference.get("location", "") or city
            dates = [conference.get("date-start", ""), conference.get("date-end", "")]
            held = "/".join(dict.fromkeys(filter(None, dates)))
            work.event_date = _date(held) if held else None

    def _dates(self) -> None:
        work = self.work
        for key in _DATES:
            if key in self.left and work.issued is None:
                written = self._text(key)
                work.issued = _date(written) if written else None
        year, month = self._text("year"), self._text("month")
        if year and work.issued is None:
            month = month if month.isdecimal() and 1 <= int(month) <= 12 else ""
            digits = year.lstrip("-").isdecimal() and len(year) < 6 and int(year) != 0
            if digits:
                parts = (int(year), int(month)) if month else (int(year),)
                work.issued = Date(date_parts=(parts,))
            else:
                work.issued = _date(year)
        for key, variable in (("date-accessed", "accessed"), ("year-original", "original-date")):
            written = self._text(key)
            if written:
                work.set(variable, _date(written))

    def _lists(self) -> None:
        work = self.work
        words = self._strings("keywords")
        work.keyword = ("; " if any("," in word for word in words) else ", ").join(words)
        work.license = " OR ".join(self._strings("license"))
        languages = self._strings("languages")
        work.language = languages[0] if languages else ""

    def _kinds(self) -> None:
        key = {"thesis": "thesis-type", "dataset": "data-type"}.get(self.work.type)
        if key:
            self.work.genre = self._text(key)


def _name(node: Table) -> Name:
    """A person or an entity; what a Name has no part for is in its ``extra``."""
    values: dict[str, str] = {}
    extra: dict[str, Any] = {}
    for key, value in node.pairs.items():
        if not isinstance(value, Scalar):
            extra[key] = to_json(value)
        elif value.is_null:
            continue
        elif key in _PERSON:
            values[_PERSON[key]] = value.text.strip()
        elif key == "name":
            values["literal"] = value.text.strip()
        elif key == "orcid":
            found = _ORCID.search(value.text)
            extra["ORCID"] = f"https://orcid.org/{found[1]}" if found else value.text
        elif key == "affiliation":
            extra["affiliation"] = [{"name": value.text}]
        else:
            extra[key] = value.text
    if not values and "alias" in extra:
        values["literal"] = extra.pop("alias")
    family = values.get("family", "")
    if "literal" in values and family:
        extra["name"] = values.pop("literal")
    return Name(
        family=family,
        given=values.get("given", ""),
        non_dropping_particle=values.get("non_dropping_particle", ""),
        suffix=values.get("suffix", ""),
        comma_suffix=values.get("suffix", "").rstrip(".").lower() in ("jr", "sr"),
        literal=values.get("literal", ""),
        extra=extra,
    )


def _date(text: str) -> Date:
    try:
        return from_edtf(text)
    except ValueError:
        written = parse_date(text)
        return written.date if written and written.date else Date(literal=text)
