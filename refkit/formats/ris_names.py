"""Names in RIS: "Family, Given, Suffix", and institutions without a comma or with one at the end.

The form is that of the RIS specifications; the comma after an institution is EndNote's.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from refkit.model import Name
from refkit.normalize.names import is_initials, parse_inverted, parse_name, parse_natural

# Nothing in it but a family name in one word and given names: most names, told at little cost.
_SIMPLE: Final = re.compile(
    r"(?P<family>[A-ZÀ-ÖØ-Þ][^\W\d_]{2,30}),[ ](?P<given>[A-ZÀ-ÖØ-Þ][^\W\d_]{2,20}|[A-Z]\.)"
    r"(?P<more>(?:[ ][A-Z]\.){0,4})"
)


@lru_cache(maxsize=16384)
def read_name(text: str) -> Name:
    """The name of a value.

    Args:
        text: "Sharman, Leah S.", "King, Martin Luther, Jr.", "van der Berg, J.", "Smith JA",
            "World Health Organization," or without the comma.
    """
    text = text.strip()
    simple = _SIMPLE.fullmatch(text)
    if simple is not None and simple["given"] not in _SUFFIXES:
        return Name(simple["family"], simple["given"] + simple["more"])
    if "," not in text:
        words = text.split()
        # The specification wants a comma; Google Scholar and Ovid have "Smith JA".
        if len(words) > 1 and (is_initials(words[-1]) or is_initials(words[0])):
            return parse_natural(text)
        return Name(literal=text)
    if text.endswith(","):
        return Name(literal=text.rstrip(", "))
    parts = [part.strip() for part in text.split(",")]
    if "" in parts[1:]:
        # EndNote: "University of California,, Berkeley"
        return Name(literal=re.sub(r",\s{0,20},", ",", text))
    name = parse_name(text)
    if name.literal and len(parts) == 3:
        return parse_inverted(parts[0], parts[1], parts[2])
    return name


_SUFFIXES: Final = frozenset({"Junior", "Senior"})


def write_name(name: Name) -> str:
    """A name as RIS has it; "" for an empty one.

    An institution of several words ends in a comma, without which EndNote makes the last word a
    family name: "Organization, W. H.".
    """
    if name.literal:
        single = "," in name.literal or " " not in name.literal
        return name.literal if single else f"{name.literal},"
    family = " ".join(filter(None, (name.non_dropping_particle, name.family)))
    given = " ".join(filter(None, (name.given, name.dropping_particle)))
    if not family:
        return given
    if name.suffix:
        return f"{family}, {given}, {name.suffix}"
    return f"{family}, {given}" if given else family
