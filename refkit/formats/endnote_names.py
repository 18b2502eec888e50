"""Names in EndNote: "Family, Given, Suffix", and groups with a comma at the end.

Source: the EndNote guide, "Author Names": a comma after a corporate author keeps it whole, and two
commas stand for the first one inside its name ("University of California,, Berkeley").
"""

from __future__ import annotations

from refkit.formats.endnote_text import one_line
from refkit.model import Name
from refkit.normalize.names import parse_inverted, parse_name

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "2nd", "3rd", "4th", "md", "phd", "esq"})


def read_name(text: str) -> Name:
    """The Name of one ``author`` element, such as "Bylsma, Lauren M."."""
    if "," not in text:
        return parse_name(text)
    if text.endswith(",") or ",," in text:
        return Name(literal=text.rstrip(" ,").replace(",,", ","))
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 2:
        return parse_inverted(parts[0], parts[1])
    if len(parts) == 3:
        family, given, suffix = parts
        if _is_suffix(given) and not _is_suffix(suffix):
            given, suffix = suffix, given
        return parse_inverted(family, given, suffix)
    # Several names in one element, or a group that nobody ended with a comma.
    return Name(literal=text)


def write_name(name: Name) -> str:
    """A Name as EndNote writes it; "" for the empty Name."""
    if name.literal:
        literal = one_line(name.literal).rstrip(" ,")
        return literal.replace(",", ",,", 1) + ("" if "," in literal else ",")
    family = " ".join(filter(None, (name.non_dropping_particle, name.family)))
    given = " ".join(filter(None, (name.given, name.dropping_particle)))
    if not given and not name.suffix:
        return f"{family}," if " " in family else family
    return ", ".join(filter(None, (family, given, name.suffix)))


def _is_suffix(text: str) -> bool:
    return text.replace(".", "").lower() in _SUFFIXES
