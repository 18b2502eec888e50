"""From the text of an entry to a Work: which field stands where, and how sure that is.

scanner    the text without markup, its brackets and sentence ends
authors, date, title, container, source, identifiers, legal    the parts of an entry
apa, loose grammars: they string the parts together and mark ranges (a Draft)
entry      one entry as a whole
judge      chooses between the grammars
draft      turns the ranges into a Work; every value is read from its range

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
