"""Zotero's Extra field: lines of "variable: value" for what an item type has no field for.

Source: https://www.zotero.org/support/kb/item_types_and_fields, "Citing Fields from Extra"; the
lines "Citation Key:" and "tex.field:" are Better BibTeX's,
https://retorque.re/zotero-better-bibtex/exporting/extra-fields/.
"""

from __future__ import annotations

import re
from typing import Any, Final

from refkit.formats.values import read_date, write_date
from refkit.formats.zotero_fields import FIELDS, OLD_NAMES, READ_TYPES
from refkit.model import Name, Work
from refkit.model.work import (
    ATTRIBUTES,
    DATE_VARIABLES,
    NAME_VARIABLES,
    TEXT_VARIABLES,
    TYPES,
)

# "Original Date: 1900", "{:original-date: 1900}", "tex.series: x"
_LINE: Final = re.compile(
    r"[ \t]{0,20} (?P<brace> \{: )? (?P<label> [A-Za-z][A-Za-z0-9 _.-]{0,40} ) [ \t]{0,20} [:=] "
    r"[ \t]{0,20} (?P<value> \S (?: .* \S )? ) \s{0,20}",
    re.VERBOSE,
)
_NOT_IN_EXTRA: Final = frozenset({"note", "abstract", "citation-key", "page-first"})
_VARIABLES: Final = {
    **{
        (OLD_NAMES.get(name, name)).lower(): FIELDS[OLD_NAMES.get(name, name)]
        for name in (*FIELDS, *OLD_NAMES)
        if OLD_NAMES.get(name, name) in FIELDS
    },
    **{variable.lower().replace("_", "-"): variable for variable in ATTRIBUTES},
}
"""Labels in lower case with hyphens, without their blanks for Zotero's names, to CSL variables."""


def read_extra(text: str, work: Work, kept: dict[str, Any]) -> None:
    """Put the lines of an Extra field into a Work; what is no variable of it is the note.

    Args:
        text: The field.
        work: Takes the variables that it lacks, its type, and its key.
        kept: Takes the fields for BibTeX, under "tex".
    """
    rest = [line for line in text.split("\n") if not _read_line(line, work, kept)]
    work.note = "\n".join(rest).strip()


def _read_line(line: str, work: Work, kept: dict[str, Any]) -> bool:
    found = _LINE.fullmatch(line)
    if found is None:
        return False
    label = found["label"].strip()
    value = found["value"]
    if found["brace"]:
        value = value.removesuffix("}").rstrip()
    lowered = label.lower().replace(" ", "-").replace("_", "-")
    if label.startswith(("tex.", "biblatex.", "bibtex.")):
        kept.setdefault("tex", {})[label.partition(".")[2]] = value
        return True
    if lowered in ("citation-key", "citekey", "bibtex", "citationkey"):
        fits = not work.id
        work.id = work.id or value
        return fits
    if lowered == "type":
        kind = READ_TYPES.get(value, value)
        if kind in TYPES:
            work.type = kind
        return kind in TYPES
    variable = _VARIABLES.get(lowered) or _VARIABLES.get(lowered.replace("-", ""), "")
    return _set(work, variable, value)


def _set(work: Work, variable: str, value: str) -> bool:
    """Set a variable if the Work lacks it; whether it did."""
    if variable in _NOT_IN_EXTRA or not variable or work.get(variable):
        in_list = variable in NAME_VARIABLES and "||" in value
        if not in_list:
            return False
    if variable in TEXT_VARIABLES:
        work.set(variable, value)
    elif variable in DATE_VARIABLES:
        work.set(variable, read_date(value))
    elif variable in NAME_VARIABLES:
        family, bars, given = (part.strip() for part in value.partition("||"))
        name = Name(family=family, given=given) if bars else Name(literal=family)
        work.set(variable, [*work.get(variable), name])
    else:
        return False
    return True


def write_extra(work: Work, left: list[str], kept: dict[str, Any]) -> str:
    """The Extra field of a Work: its key, type and variables without a field, then its note.

    Args:
        work: The Work.
        left: The CSL variables that no field holds; "type" for the type.
        kept: What the Work keeps of Zotero's.
    """
    lines = [f"Citation Key: {work.id}"] if _fits(work.id) else []
    for variable in left:
        if variable == "type":
            lines.append(f"Type: {work.type}")
        elif variable not in _NOT_IN_EXTRA:
            lines += _lines(variable, work.get(variable))
    tex = kept.get("tex")
    for name, value in tex.items() if isinstance(tex, dict) else ():
        if isinstance(value, str) and _fits(value) and name.isalnum():
            lines.append(f"tex.{name}: {value}")
    return "\n".join([*lines, *([work.note] if work.note else [])])


def _lines(variable: str, value: Any) -> list[str]:
    label = variable if variable.isupper() else variable.replace("-", " ").title()
    if variable in TEXT_VARIABLES:
        return [f"{label}: {value}"] if _fits(value) else []
    if variable in DATE_VARIABLES:
        written = write_date(value)
        return [f"{label}: {written}"] if _fits(written) else []
    if variable in NAME_VARIABLES:
        return [f"{label}: {text}" for name in value if _fits(text := _one_name(name))]
    return []


def _one_name(name: Name) -> str:
    if name.literal or not name.given:
        return name.literal or name.family
    family = " ".join(filter(None, (name.non_dropping_particle, name.family)))
    return f"{family} || {name.given}"


def _fits(value: str) -> bool:
    """Whether a value can stand on a line."""
    return bool(value) and value == value.strip() and value.isprintable()
