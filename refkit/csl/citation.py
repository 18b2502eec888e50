"""Citations as users write them: clusters of cites, each with its locator and affixes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CitationItem:
    """One cite of a citation.

    Attributes:
        id: The id of the item.
        locator: What is cited of it: "12–15", "3"; a label may stand in it: "ch. 3".
        label: What the locator counts, as CSL names it: "page", "chapter" …; "" is "page".
        prefix: Text before; may hold the markup of CSL-JSON (``<i>``).
        suffix: Text after.
        suppress_author: Whether the author is left out: "(2020)".
        author_only: Whether the author alone is given.
        position: A position that overrides the one found: "first", "subsequent", "ibid",
            "ibid-with-locator"; "" for the one found.
        near_note: Whether the item was cited close by, overriding what is found; None for that.
    """

    id: str
    locator: str = ""
    label: str = ""
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    author_only: bool = False
    position: str = ""
    near_note: bool | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation: cites in one pair of parentheses, or in one note.

    Attributes:
        items: The cites in the order that the author gave.
        note: The number of the note that it stands in; 0 for the running text.
        id: A name of its own for the citation, "" for none.
        mode: "" for all of it, "author-only", "suppress-author" or "composite" (the first cite's
            author in the text, the rest after it).
        infix: What stands between the author and the rest of a composite citation.
        unsorted: Whether the author's order stands, whatever the style says.
    """

    items: tuple[CitationItem, ...]
    note: int = 0
    id: str = ""
    mode: str = ""
    infix: str = ""
    unsorted: bool = False
