"""What the parser reads in an entry, as plain values for tables of cases."""

from __future__ import annotations

from typing import Any

from refkit.model import Date, Name
from refkit.model.work import DATE_VARIABLES, NAME_VARIABLES
from refkit.parse import parse_text

Case = tuple[str, dict[str, Any]]
"""An entry as written, and its Work under CSL's names."""


def one_name(name: Name) -> str:
    """A name as "family; given; suffix", particles with the family name."""
    family = " ".join(filter(None, (name.non_dropping_particle, name.family)))
    given = " ".join(filter(None, (name.given, name.dropping_particle)))
    return name.literal or "; ".join(filter(None, (family, given, name.suffix)))


def fields_of(text: str) -> dict[str, Any]:
    """The Work of an entry as plain values under CSL's names, but for the language.

    The language stands nowhere in an entry; `test_parse_language.py` has its cases.
    """
    fields: dict[str, Any] = {}
    for variable, value in parse_text(text).work.variables():
        if variable == "language":
            continue
        if variable in NAME_VARIABLES:
            fields[variable] = [one_name(name) for name in value]
        elif variable in DATE_VARIABLES:
            assert isinstance(value, Date)
            fields[variable] = [list(part) for part in value.date_parts]
        else:
            fields[variable] = value
    return fields
