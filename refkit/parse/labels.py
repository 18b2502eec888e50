"""Labels: what the tagger writes on each token, and the fields that a row of labels means.

A label is a CSL variable. Tokens between fields carry "O:" with the field before them, which gives
a first-order model a memory of the order of fields: "O:title" is followed by other things than
"O:author". The title of a monograph is told from that of a part ("title+m"), and the book that
holds a chapter from a journal ("container-title+m"), so that a title knows of the container that
follows; :func:`variable` takes such marks off again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from refkit.parse.scanner import View
from refkit.parse.tokens import Token

OUTSIDE: Final = "O:"
START: Final = "O:^"
"""The label before the first field."""
REST: Final = "O:+"
"""The label after a field whose place says little of what follows."""
LINK: Final = "O:link"
"""The label of identifiers, which the grammar of identifiers reads."""
IDENTIFIERS: Final = frozenset({"DOI", "ISBN", "URL", "accessed"})
REMEMBERED: Final = frozenset(
    {
        "author", "issued", "title", "title+m", "container-title", "container-title+m", "volume",
        "issue", "page", "editor", "publisher", "publisher-place",
    }
)  # fmt: skip
"""The fields that the label of what follows them remembers."""
BOOK: Final = frozenset({"editor", "publisher", "publisher-place"})
"""What tells that a container is a book, not a journal."""
VARIABLES: Final = frozenset(
    {
        "author", "citation-number", "collection-title", "container-title", "edition", "editor",
        "event-title", "genre", "issue", "issued", "note", "number", "page", "publisher",
        "publisher-place", "title", "translator", "volume",
    }
    | IDENTIFIERS
)  # fmt: skip
"""The CSL variables that examples may name."""


class Span(msgspec.Struct, array_like=True, frozen=True):
    """A field in the text of a training example: first character, past the last, CSL variable."""

    start: int
    end: int
    label: str


class Run(msgspec.Struct, frozen=True):
    """Neighbouring tokens of one field.

    Attributes:
        variable: The CSL variable.
        first: The index of its first token.
        last: The index of its last token.
    """

    variable: str
    first: int
    last: int


def variable(label: str) -> str:
    """The CSL variable of a label, or "" for a token outside fields."""
    return "" if label.startswith(OUTSIDE) else label.partition("+")[0]


def encode(view: View, tokens: Sequence[Token], spans: Sequence[Span]) -> list[str]:
    """The labels of an example's tokens.

    Args:
        view: The example.
        tokens: Its tokens.
        spans: Its fields in characters of ``view.raw``, in order, without overlaps.
    """
    starts = [span.start for span in spans]
    names = {span.label for span in spans}
    marks = {
        "title": "" if "container-title" in names else "+m",
        "container-title": "+m" if names & BOOK else "",
    }
    labels: list[str] = []
    before = START
    for token in tokens:
        at = view.span(token.start, token.end).start
        index = bisect_right(starts, at) - 1
        if index >= 0 and at < spans[index].end:
            label = spans[index].label
            label += marks.get(label, "")
            if label in IDENTIFIERS:
                label = before = LINK
            else:
                before = OUTSIDE + label if label in REMEMBERED else REST
            labels.append(label)
        else:
            labels.append(before)
    return labels


def runs(labels: Iterable[str]) -> list[Run]:
    """The fields that a row of labels means, in order."""
    found: list[Run] = []
    current, first, index = "", 0, -1
    for index, label in enumerate(labels):
        name = variable(label)
        if name != current:
            if current:
                found.append(Run(current, first, index - 1))
            current, first = name, index
    if current:
        found.append(Run(current, first, index))
    return found
