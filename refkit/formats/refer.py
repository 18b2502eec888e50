"""Refer, the tagged files of EndNote (.enw): "%A" and a name, "%T" and a title; to Works and back.

The form is that of EndNote's guide, "Creating a Tagged EndNote Import File", which goes back to
refer and BibIX; Google Scholar, ACL Anthology, CNKI, BibSonomy and Zotero write it too. A value
goes on in the lines without a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from refkit.errors import FormatError
from refkit.formats.carried import carried, is_carried, with_carried
from refkit.formats.decode import decode
from refkit.formats.endnote_fields import LONG, Fields, to_fields, to_work
from refkit.formats.endnote_text import one_line
from refkit.formats.endnote_types import BY_NAME
from refkit.formats.loaded import Loaded, Problem
from refkit.formats.refer_tags import CARRIER, FIELDS, IN_A_BOOK, TAGS, type_of
from refkit.formats.tagged import Field, read_fields
from refkit.formats.values import resolved
from refkit.model import Work
from refkit.normalize.dois import parse_doi

_LINE: Final = re.compile(
    r"[ \t]{0,8} % (?P<tag> [A-Z0-9?!&@*()<>^+\[\]~\#$=] ) (?: [ \t] (?P<value> .* ) )?",
    re.VERBOSE | re.DOTALL,
)
_NAMES: Final = frozenset("AEY?H")


def read_refer(data: bytes | str, *, path: str = "") -> Loaded:
    """Read a file of refer or of EndNote's tags.

    Args:
        data: The file's content.
        path: The file's name, for errors.

    Returns:
        The Works in order, their ids from %F. Fields without a CSL variable are in
        ``Work.custom["endnote"]``, by the names that they have in EndNote XML.

    Raises:
        FormatError: If there is text but no record.
        UnreadableError: If the file is binary.
    """
    decoded = decode(data, path=path)
    problems = [Problem(1, guess) for guess in decoded.guesses]
    records = _records(read_fields(decoded.text, _LINE, problems, indented=False))
    if not records and decoded.text.strip():
        raise FormatError("there is no record: no line begins with %0", path=path, line=1)
    works = []
    for record in records:
        kind = next((field for field in record if field.tag == "0"), None)
        if kind is not None and kind.value.lower() not in BY_NAME:
            reason = f"the type {kind.value} is not known"
            problems.append(Problem(kind.line, reason, field="%0"))
        works.append(_work(record))
    problems.sort(key=lambda problem: problem.line)
    lines = [record[0].line for record in records]
    return Loaded(works, problems, "refer", decoded.encoding, lines=lines)


def write_refer(works: Iterable[Work], *, carry: bool = True) -> str:
    """Write Works with the tags that EndNote imports.

    Args:
        works: The Works.
        carry: Whether what EndNote has no tag for goes into "%=", its last custom field, so that
            reading the file gives back the very Works.

    Returns:
        The file, with an empty line after each record.

    Raises:
        FormatError: If a Work's ``custom`` or ``extra`` holds what JSON cannot.
    """
    return "".join(_record(work, carry) for work in works)


def _records(fields: list[Field]) -> list[list[Field]]:
    """The fields of each record.

    Most begin with %0, and an empty line stands between two; but abstracts have empty lines too,
    and refer knows no %0.
    """
    blocks: list[list[Field]] = []
    typed = False
    for field in fields:
        if not blocks or field.gap or (field.tag == "0" and typed):
            blocks.append([])
            typed = False
        blocks[-1].append(field)
        typed = typed or field.tag == "0"
    records: list[list[Field]] = []
    had: set[str] = set()
    for block in blocks:
        tags = {field.tag for field in block}
        if not records or ("0" in tags and had) or ("T" in had and _names_a_work(tags)):
            records.append([])
            had = set()
        records[-1] += block
        had |= tags
    return records


def _names_a_work(tags: set[str]) -> bool:
    return "T" in tags or ("A" in tags and len(tags) > 1)


def _work(record: list[Field]) -> Work:
    fields: Fields = {}
    texts = []
    for field in record:
        if field.tag == CARRIER and is_carried(field.value):
            texts.append(field.value)
        elif field.tag in FIELDS and field.lines:
            fields.setdefault(FIELDS[field.tag], []).extend(_values(field))
    fields["ref-type"] = _type(record)
    _report_number(fields)
    _book_of(fields)
    work = to_work(fields)
    for text in texts:
        work = with_carried(work, text)
    return work


def _values(field: Field) -> list[str]:
    """The values of a field: names and keywords may stand in lines, or with semicolons."""
    lines = [resolved(line) for line in field.lines]
    if field.tag in _NAMES:
        return [name.strip() for line in lines for name in line.split(";") if name.strip()]
    if field.tag == "K":
        # CNKI: "深度学习;神经网络;"
        divided = [line.split(";") if len(lines) == 1 else [line] for line in lines]
        return [word.strip() for words in divided for word in words if word.strip()]
    if field.tag in "U>":
        return lines
    return [("\n" if FIELDS[field.tag] in LONG else " ").join(lines)]


def _type(record: list[Field]) -> list[str]:
    written = next((field.value for field in record if field.tag == "0"), "")
    name = one_line(written) or type_of({field.tag for field in record})
    known = BY_NAME.get(name.lower())
    return [name, known.number if known else ""]


def _report_number(fields: Fields) -> None:
    """%R as refer has it: the number of a report, where EndNote has the DOI."""
    numbers = fields.get("electronic-resource-num", [""])
    number = numbers[0] if fields["ref-type"][0] == "Report" and "number" not in fields else ""
    if number and not parse_doi(number):
        fields["number"] = fields.pop("electronic-resource-num")


def _book_of(fields: Fields) -> None:
    """ACL Anthology and bibutils have the proceedings in %S, and their editors in %Y."""
    if fields["ref-type"][0] not in IN_A_BOOK or "secondary-title" in fields:
        return
    for found, meant in (("tertiary-title", "title"), ("tertiary-authors", "authors")):
        if found in fields and f"secondary-{meant}" not in fields:
            fields[f"secondary-{meant}"] = fields.pop(found)


def _record(work: Work, carry: bool) -> str:
    fields = to_fields(work)
    name = fields.pop("ref-type")[0]
    if "alt-title" not in fields and "abbr-1" in fields:
        fields["alt-title"] = fields["abbr-1"]
    if "web-urls" in fields:
        fields.setdefault("related-urls", fields["web-urls"])
    lines = [f"%0 {name}"]
    for tag, field in FIELDS.items():
        if field in fields and TAGS[field] == tag:
            shown = "B" if field == "secondary-title" and name in IN_A_BOOK else tag
            values = fields[field]
            if tag == "K":
                values = ["\n".join(values)]
            lines += [f"%{shown} {_in_lines(value)}" for value in values]
    if carry:
        written = read_fields("\n".join(lines), _LINE, [], indented=False)
        text = carried(work, _work(written))
        if text:
            lines.append(f"%{CARRIER} {text}")
    return "\n".join(lines) + "\n\n"


def _in_lines(value: str) -> str:
    """A value with its line breaks, where no line of it is empty or could be taken for a tag."""
    lines = value.split("\n")
    if any(not line.strip() or _LINE.fullmatch(line) for line in lines[1:]):
        return " ".join(lines)
    return value
