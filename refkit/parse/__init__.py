"""From the text of an entry to a Work: which field stands where, and how sure that is.

An entry is read twice, and the better reading is taken:

scanner    the text without markup, its brackets and sentence ends
damage     text that was plainly damaged: signs, sheet, respell, words, damaged_names …
apa, lead, title, container, chapter, source, legal …    a grammar of APA: it knows what it reads
tokens, features, labels, tagger, assembly    a conditional random field: every other style
judge      chooses between the readings
draft      turns the ranges that a reading marks into a Work; every value is read from its range
authors    names in every order, for both: blocks, roles, groups, name_forms, name_cuts …
entry      one entry as a whole
training   a tagger of your own

The grammars compile some eighty expressions, a tenth of a second's work, so what is public here is
imported when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from refkit.parse.draft import read_field
    from refkit.parse.entry import parse_reference, parse_text

__all__ = ["parse_reference", "parse_text", "read_field"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from refkit.parse import draft, entry

    return getattr(draft if name == "read_field" else entry, name)
