"""EndNote XML: records to Works and back.

The form is that of EndNote's own export (its document type, RSXML.dtd, gives the order of the
elements), which Zotero, Mendeley, JabRef, Rayyan and Covidence write too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from refkit.errors import FormatError
from refkit.formats.carried import carried, is_carried, with_carried
from refkit.formats.endnote_fields import LONG, MARKED, Fields, to_fields, to_work
from refkit.formats.endnote_text import marked_text, one_line, plain_text, read_lines, to_xml
from refkit.formats.loaded import Loaded, Problem
from refkit.formats.xml_records import Record, read_records
from refkit.model import Work

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>'
_CARRIED: Final = "carried"
_CARRIERS: Final = ("custom6", "custom5", "custom4", "custom8", "misc3")
"""Fields that can hold what EndNote has no field for, the first that is free."""

_OF_THE_FILE: Final = frozenset({"database", "source-app", "foreign-keys"})
"""What says where a record was exported, not what it is."""

_GROUPS: Final = frozenset({"titles", "periodical", "alt-periodical", "dates"})
_LISTS: Final = frozenset({"contributors", "urls"})


def read_endnote(data: bytes | str, *, path: str = "") -> Loaded:
    """Read EndNote XML.

    Args:
        data: The file's content.
        path: The file's name, for errors.

    Returns:
        The Works, their ids from ``label`` or ``rec-number``, and what was broken.

    Raises:
        UnreadableError: If the file is empty or no text.
        FormatError: If it is no XML, or holds neither records nor the root of such a file.
    """
    records, root, problems = read_records(data, "record", path=path)
    if not records and not problems and root.tag not in ("xml", "records"):
        raise FormatError(f"no EndNote XML: its root is <{root.tag}>", path=path, line=1)
    works = []
    lines = []
    for record in records:
        work = _read(record, problems)
        if work is not None:
            works.append(work)
            lines.append(record.line)
    problems.sort(key=lambda problem: problem.line)
    return Loaded(works, problems, "endnote-xml", lines=lines)


def write_endnote(works: Iterable[Work], *, carry: bool = True) -> str:
    """Write EndNote XML as EndNote imports it.

    Args:
        works: The Works.
        carry: Whether what EndNote has no field for goes into one of its custom fields, so that
            reading gives back the same Works.
    """
    records = "".join(_record(work, carry) for work in works)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<xml>\n<records>\n{records}</records>\n</xml>\n'
    )


def _read(record: Record, problems: list[Problem]) -> Work | None:
    fields = _fields(record.element)
    taken = fields.pop(_CARRIED, ())
    if not fields and not taken:
        problems.append(Problem(record.line, "an empty record", raw=record.raw, lost=True))
        return None
    work = to_work(fields)
    for text in taken:
        work = with_carried(work, text)
    return work


def _record(work: Work, carry: bool) -> str:
    fields = to_fields(work)
    if carry:
        text = carried(work, to_work({name: [*values] for name, values in fields.items()}))
        if text:
            free = next(name for name in _CARRIERS if name not in fields)
            fields[free] = [text]
    return _written(fields)


def _fields(record: _Element) -> Fields:
    """The texts of a record by the names of their elements."""
    fields: Fields = {}
    for child in record:
        name = child.tag
        if name == "ref-type":
            told, number = child.get("name") or "", one_line(plain_text(child))
            # Other programs write "<ref-type>Book Section</ref-type>".
            named = not told and not number.isdecimal()
            fields[name] = [number, ""] if named else [told, number]
        elif name in _GROUPS:
            _read_group(child, fields)
        elif name in _LISTS:
            for group in child:
                _read_list(group, str(group.tag), fields)
        elif name == "keywords":
            _read_list(child, "keyword", fields)
        elif isinstance(name, str) and name not in _OF_THE_FILE and name != "record":
            _add(fields, name, child)
    return fields


def _read_group(group: _Element, fields: Fields) -> None:
    before = "alt-" if group.tag == "alt-periodical" else ""
    for child in group:
        if child.tag in ("pub-dates", "copyright-dates"):
            _read_list(child, child.tag, fields)
        elif isinstance(child.tag, str):
            _add(fields, before + child.tag, child)


def _read_list(group: _Element, name: str, fields: Fields) -> None:
    """The children of an element, all of one kind; its text, where a program left them out."""
    elements = [child for child in group if isinstance(child.tag, str) and child.tag != "style"]
    for element in elements or [group]:
        _add(fields, name, element, _name_in_attributes(element))


def _name_in_attributes(author: _Element) -> str:
    """A name in the attributes that the document type allows for, "" if there is none."""
    family = author.get("last-name")
    if not family:
        return author.get("corp-name", "")
    given = " ".join(filter(None, map(author.get, ("first-name", "middle-initial"))))
    return ", ".join(filter(None, (family, given, author.get("suffix"))))


def _add(fields: Fields, name: str, element: _Element, otherwise: str = "") -> None:
    text = marked_text(element) if name in MARKED else plain_text(element)
    if name.startswith(("custom", "misc")) and is_carried(text):
        fields.setdefault(_CARRIED, []).append(text)
        return
    text = (read_lines(text) if name in LONG else one_line(text)) or otherwise
    if text:
        fields.setdefault(name, []).append(text)


_ORDER: Final = (
    ("", "rec-number ref-type"),
    (
        "contributors",
        "authors secondary-authors tertiary-authors subsidiary-authors translated-authors",
    ),
    ("", "auth-address auth-affiliaton"),
    ("titles", "title secondary-title tertiary-title alt-title short-title translated-title"),
    ("periodical", "full-title abbr-1 abbr-2 abbr-3"),
    ("alt-periodical", "alt-full-title alt-abbr-1 alt-abbr-2 alt-abbr-3"),
    (
        "",
        "pages volume number issue secondary-volume secondary-issue num-vols edition section "
        "reprint-edition reprint-status",
    ),
    ("keywords", "keyword"),
    ("dates", "year pub-dates copyright-dates"),
    (
        "",
        "pub-location publisher orig-pub isbn accession-num call-num report-id coden "
        "electronic-resource-num abstract label image caption notes research-notes work-type "
        "reviewed-item availability remote-source meeting-place work-location work-extent "
        "pack-method size repro-ratio remote-database-name remote-database-provider language",
    ),
    ("urls", "web-urls pdf-urls text-urls related-urls image-urls"),
    (
        "",
        "access-date modified-date custom1 custom2 custom3 custom4 custom5 custom6 custom7 custom8 "
        "misc1 misc2 misc3",
    ),
)
"""The order of RSXML.dtd: groups ("" for none) and the fields in them."""

_FLAT: Final = [(group, name) for group, names in _ORDER for name in names.split()]
_PLACES: Final = {name: (place, group) for place, (group, name) in enumerate(_FLAT)}
_ITEMS: Final = {"pub-dates": "date", "copyright-dates": "date"}


def _written(fields: Fields) -> str:
    out = ["<record>\n"]
    opened = ""
    for name in sorted(fields, key=_PLACES.__getitem__):
        group = _PLACES[name][1]
        if group != opened:
            out.append((f"</{opened}>\n" if opened else "") + (f"<{group}>\n" if group else ""))
            opened = group
        out.append(_element(name, fields[name], group))
    if opened:
        out.append(f"</{opened}>\n")
    out.append("</record>\n")
    return "".join(out)


def _element(name: str, values: list[str], group: str) -> str:
    if name == "ref-type":
        return f"<ref-type name={quoteattr(values[0])}>{escape(values[1])}</ref-type>\n"
    marked = name in MARKED
    texts = [to_xml(value, marked=marked) for value in values]
    item = "author" if group == "contributors" else "url" if group == "urls" else _ITEMS.get(name)
    if item is not None:
        inside = "".join(f"<{item}>{text}</{item}>" for text in texts)
        return f"<{name}>{inside}</{name}>\n"
    name = name.removeprefix("alt-") if group == "alt-periodical" else name
    return "".join(f"<{name}>{text}</{name}>\n" for text in texts)
