"""CSL-YAML files, as pandoc reads and writes them, to Works and back.

The form is CSL-JSON in YAML, under ``references`` or as a bare list, with dates in EDTF and
Markdown in titles (https://pandoc.org/MANUAL.html, "Specifying bibliographic data").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from refkit.errors import FormatError
from refkit.formats.csl_item import from_csl, to_csl
from refkit.formats.decode import decode
from refkit.formats.inline_markdown import from_markdown, to_markdown
from refkit.formats.loaded import Loaded, Problem
from refkit.formats.yaml import (
    BrokenYamlError,
    Node,
    Scalar,
    Sequence,
    Table,
    Written,
    block,
    quoted,
    read_yaml,
    to_json,
)
from refkit.model import Date, Work
from refkit.model.work import DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES
from refkit.normalize.dates import parse_date
from refkit.normalize.edtf import from_edtf, to_edtf
from refkit.normalize.text import word_set

MARKDOWN: Final = word_set("""
    title title-short original-title part-title reviewed-title volume-title container-title
    container-title-short collection-title event-title abstract annote note
    """)
"""Variables whose text may be marked; the others are plain for CSL too."""

_CONTAINERS: Final = ("references", "items")
_DATES: Final = frozenset(DATE_VARIABLES)
_NAMES: Final = frozenset(NAME_VARIABLES)
_TEXTS: Final = frozenset({*TEXT_VARIABLES, "id", "type", "shortTitle", "journalAbbreviation"})
_CAPITALS: Final = {name.lower(): name for name in ("DOI", "ISBN", "ISSN", "PMCID", "PMID", "URL")}
_NAME_TEXTS: Final = frozenset(
    {"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"}
)
_DATE_PARTS: Final = ("year", "month", "day")
_ENTRY: Final = re.compile(r"(?P<indent>[ ]{0,20})-(?:[ ]|\Z)")
_HEAD: Final = re.compile(r"(?:references|items)[ ]?:")
_MARKER: Final = re.compile(r"(?:---|\.\.\.)(?:\s|\Z)")


def read_csl_yaml(data: bytes | str, *, path: str = "") -> Loaded:
    """Read CSL-YAML.

    Args:
        data: The file's content; bytes in UTF-8, or what :mod:`refkit.formats.decode` finds out.
        path: The file's name, for errors.

    Returns:
        The Works in order, and a Problem with its line for each entry or field that could not be
        read. Where the YAML breaks off, the entries that can be read alone are.

    Raises:
        FormatError: If it is not YAML, or has no references; names the line.
        UnreadableError: If the file is binary.
    """
    decoded = decode(data, path=path)
    reading = _Reading(decoded.text, [Problem(1, guess) for guess in decoded.guesses])
    try:
        documents = read_yaml(decoded.text, path=path)
    except BrokenYamlError as error:
        documents = [document for document in error.documents if _references(document) is not None]
        if documents:
            reading.problems.append(Problem(error.line, error.reason))
        elif not reading.entries_alone():
            raise
    found = [items for items in map(_references, documents) if items is not None]
    if documents and not found:
        raise FormatError("there is no list of references", path=path, line=1)
    for items in found:
        reading.items(items)
    reading.problems.sort(key=lambda problem: problem.line)
    return Loaded(
        reading.works, reading.problems, "csl-yaml", decoded.encoding, lines=reading.begins
    )


def write_csl_yaml(works: Iterable[Work]) -> str:
    """Write Works as CSL-YAML: one document with ``references``.

    Args:
        works: The Works.

    Returns:
        The file. Dates are in EDTF where it can say them, and titles in Markdown.

    Raises:
        FormatError: If a Work's ``custom`` or ``extra`` holds what JSON cannot.
    """
    written = [_entry(work) for work in works]
    if not written:
        return "---\nreferences: []\n...\n"
    return "---\nreferences:\n" + "".join(written) + "...\n"


def _entry(work: Work) -> str:
    try:
        item = {_key(key): _yaml(work, key, value) for key, value in to_csl(work).items()}
        return f"- {block(item, 2)}\n"
    except (TypeError, ValueError, RecursionError) as error:
        raise FormatError(f"cannot be written as YAML: {error}", entry=work.id) from None


def _key(key: str) -> str:
    """A key as it is written: "doi" in quotes, for without them it is pandoc's for "DOI"."""
    return quoted(key) if key in _CAPITALS else key


def _yaml(work: Work, key: str, value: Any) -> Any:
    """A value of CSL-JSON as it is written in YAML."""
    if key in _DATES:
        if isinstance(value, str):
            # In quotes it is the string that CSL-JSON had, without them a date.
            return quoted(value)
        return (key not in work.given and _edtf(work.get(key))) or value
    if key in _TEXTS:
        if isinstance(value, str):
            return to_markdown(value) if key in MARKDOWN else value
        if isinstance(value, float):
            return Written(f"!!float {value!r}")
    return value


def _edtf(date: Date) -> Written | None:
    """A date in EDTF, where reading it gives the date back."""
    try:
        written = to_edtf(date)
        return Written(written) if from_edtf(written) == date else None
    except ValueError:
        return None


def _references(document: Node) -> Sequence | None:
    """The list of references of a document; None if it has none."""
    if isinstance(document, Sequence):
        return document
    if isinstance(document, Table):
        for key in _CONTAINERS:
            items = document.pairs.get(key)
            if isinstance(items, Sequence):
                return items
            if isinstance(items, Scalar) and items.is_null:
                return Sequence([], items.line)
        if document.pairs.keys() & {"id", "type", "title", "author"}:
            return Sequence([document], document.line)
    return None


class _Reading:
    """The entries of a file on their way to Works."""

    def __init__(self, text: str, problems: list[Problem]) -> None:
        self.lines = text.split("\n")
        self.problems = problems
        self.works: list[Work] = []
        self.begins: list[int] = []

    def items(self, items: Sequence, offset: int = 0) -> None:
        """Read a list of entries; ``offset`` is the number of lines before its text."""
        for index, node in enumerate(items.items):
            line = node.line + offset
            if isinstance(node, Table):
                self._item(node, offset)
                continue
            after = items.items[index + 1].line + offset if index + 1 < len(items.items) else 0
            raw = "\n".join(self.lines[line - 1 : after - 1 if after > line else line])
            self.problems.append(Problem(line, "an entry must be a mapping", raw=raw, lost=True))

    def _item(self, node: Table, offset: int) -> None:
        entry = _name_of(node)
        for key, line in node.twice:
            self.problems.append(
                Problem(line + offset, "written twice; the first counts", entry=entry, field=key)
            )
        item: dict[str, Any] = {}
        dates: dict[str, Date] = {}
        for key, value in node.pairs.items():
            if key in _CAPITALS and key not in node.quoted and _CAPITALS[key] not in node.pairs:
                key = _CAPITALS[key]
            if key in _DATES:
                date = _plain_date(value)
                if date is not None:
                    dates[key] = date
                    continue
            item[key] = _value(key, value)
        work = self._work(item, node, offset)
        for key, date in dates.items():
            work.set(key, date)
        self.works.append(work)
        self.begins.append(node.line + offset)

    def _work(self, item: dict[str, Any], node: Table, offset: int) -> Work:
        """The Work of an item; a field that cannot be read is left out, and told."""
        while True:
            try:
                return from_csl(item)
            except FormatError as error:
                key = re.split(r"[.\[]", error.field)[0]
                value = node.pairs.get(key) or node.pairs.get(key.lower(), node)
                raw = str(to_json(value))
                self.problems.append(
                    Problem(value.line + offset, error.reason, _name_of(node), error.field, raw)
                )
                del item[key]

    def entries_alone(self) -> bool:
        """Read each entry for itself, as where the file as a whole is not YAML.

        Returns:
            Whether any of them could be read.
        """
        for start, end in self._chunks():
            raw = "\n".join(self.lines[start:end])
            try:
                documents = read_yaml(raw)
            except FormatError as error:
                line = start + max(error.line, 1)
                self.problems.append(Problem(line, error.reason, raw=raw, lost=True))
                continue
            for document in documents:
                if isinstance(document, Sequence):
                    self.items(document, start)
        return bool(self.works)

    def _chunks(self) -> list[tuple[int, int]]:
        """From which line to which each entry goes, counted from 0."""
        first = next((at for at, line in enumerate(self.lines) if _HEAD.match(line)), -1) + 1
        starts: list[int] = []
        indent = ""
        end = len(self.lines)
        for at in range(first, len(self.lines)):
            line = self.lines[at]
            found = _ENTRY.match(line)
            if found and (not starts or found["indent"] == indent):
                indent = found["indent"]
                starts.append(at)
            elif starts and _MARKER.match(line):
                end = at
                break
        return [(start, min((*starts[at + 1 : at + 2], end))) for at, start in enumerate(starts)]


def _name_of(node: Table) -> str:
    name = node.pairs.get("id")
    return name.text if isinstance(name, Scalar) else ""


def _value(key: str, node: Node) -> Any:
    """A node as from_csl takes the value of a key."""
    if key in _NAMES:
        return _people(node)
    if key in _DATES:
        return _date(node)
    if key in _TEXTS:
        return _text(key, node)
    return to_json(node)


def _text(key: str, node: Node) -> Any:
    if isinstance(node, Scalar):
        if node.is_null:
            return None
        value = to_json(node)
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if number and (node.tag or str(value) == _said(value)):
            return value
        return from_markdown(node.text) if key in MARKDOWN else node.text
    value = to_json(node)
    if key == "keyword" and isinstance(node, Sequence):
        return ", ".join(item.text for item in node.items if isinstance(item, Scalar))
    return value


def _said(value: float) -> str:
    """The text that a number becomes: 1.0 is "1", and would not be as written."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _people(node: Node) -> Any:
    if isinstance(node, Table):
        node = Sequence([node], node.line)
    if isinstance(node, Scalar):
        return None if node.is_null else [{"literal": node.text}]
    return [_person(item) for item in node.items]


def _person(node: Node) -> Any:
    if isinstance(node, Scalar):
        return {"literal": node.text}
    if not isinstance(node, Table):
        return to_json(node)
    person: dict[str, Any] = {}
    for key, value in node.pairs.items():
        if key not in _NAME_TEXTS:
            person[key] = to_json(value)
        elif isinstance(value, Scalar):
            person[key] = None if value.is_null else value.text
        elif isinstance(value, Sequence):
            # Pandoc once had each given name by itself.
            person[key] = " ".join(part.text for part in value.items if isinstance(part, Scalar))
        else:
            person[key] = to_json(value)
    return person


def _plain_date(node: Node) -> Date | None:
    """A date that is written without quotes: EDTF, or words."""
    if not isinstance(node, Scalar) or node.is_null or not (node.plain or node.tag):
        return None
    try:
        return from_edtf(node.text)
    except ValueError:
        written = parse_date(node.text)
        return written.date if written and written.date else Date(literal=node.text)


def _date(node: Node) -> Any:
    """A date as CSL-JSON has it, of pandoc's older forms too: maps with year, month and day."""
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    value = to_json(node)
    if isinstance(value, list):
        if value and all(isinstance(part, dict) for part in value):
            rest = {key: part[key] for part in value for key in part if key not in _DATE_PARTS}
            return {"date-parts": [_parts(part) for part in value], **_known(rest)}
        return {"date-parts": value}
    if isinstance(value, dict) and "year" in value and "date-parts" not in value:
        rest = {key: part for key, part in value.items() if key not in _DATE_PARTS}
        return {"date-parts": [_parts(value)], **_known(rest)}
    return value


def _known(rest: dict[str, Any]) -> dict[str, Any]:
    return {("literal" if key == "other" else key): part for key, part in rest.items()}


def _parts(value: dict[str, Any]) -> list[Any]:
    parts = []
    for key in _DATE_PARTS:
        part = value.get(key)
        if part is None:
            break
        parts.append(int(part) if isinstance(part, str) and part.isdecimal() else part)
    return parts
