"""The tags of refer and EndNote's fields: which is which, and which type a record without %0 is.

The tags are those of EndNote's guide, "Creating a Tagged EndNote Import File"
(https://docs.endnote.com), which adds %0 and the tags that are no letter to those of refer(1).
The fields are called as in EndNote XML; what they mean for each reference type,
:mod:`refkit.formats.endnote_types` says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FIELDS: Final[Mapping[str, str]] = {
    "F": "label",
    "A": "authors",
    "E": "secondary-authors",
    "Y": "tertiary-authors",
    "?": "subsidiary-authors",
    "H": "translated-authors",
    "T": "title",
    "J": "secondary-title",
    "B": "secondary-title",
    "S": "tertiary-title",
    "O": "alt-title",
    "!": "short-title",
    "Q": "translated-title",
    "D": "year",
    "8": "pub-dates",
    "V": "volume",
    "N": "number",
    "P": "pages",
    "I": "publisher",
    "C": "pub-location",
    "7": "edition",
    "6": "num-vols",
    "&": "section",
    "@": "isbn",
    "R": "electronic-resource-num",
    "M": "accession-num",
    "L": "call-num",
    "G": "language",
    "9": "work-type",
    "*": "reviewed-item",
    "(": "orig-pub",
    ")": "reprint-edition",
    "K": "keyword",
    "X": "abstract",
    "Z": "notes",
    "<": "research-notes",
    "^": "caption",
    "+": "auth-address",
    "U": "related-urls",
    ">": "pdf-urls",
    "[": "access-date",
    "~": "remote-database-name",
    "W": "remote-database-provider",
    "1": "custom1",
    "2": "custom2",
    "3": "custom3",
    "4": "custom4",
    "#": "custom5",
    "$": "custom6",
    "]": "custom7",
    "=": "custom8",
}
"""Tags to fields, in the order in which they are written."""

TAGS: Final[Mapping[str, str]] = {field: tag for tag, field in FIELDS.items() if tag != "B"}

IN_A_BOOK: Final = frozenset(
    {"Book Section", "Conference Proceedings", "Conference Paper", "Encyclopedia", "Dictionary"}
)
"""Types whose secondary title is %B, the title of a book; that of others is the journal's, %J."""

CARRIER: Final = "="
"""The tag of carried text: the last of the user's own."""

_TOLD_BY: Final = (
    ("J", "Journal Article"),
    ("B", "Book Section"),
    ("R", "Report"),
    ("9", "Thesis"),
    ("I", "Book"),
)


def type_of(tags: set[str]) -> str:
    """The reference type of a record of refer, which names none.

    Args:
        tags: The tags that the record has.
    """
    return next((name for tag, name in _TOLD_BY if tag in tags), "Generic")
