"""Labelled references: a text, and the ranges of it that are fields.

The form on disk is one JSON object a line::

    {"id": …, "source": …, "style": …, "lang": …, "text": …, "spans": [[start, end, label], …]}

Spans are sorted, do not overlap, and hold the bare value: "2001" of "(2001)", "3" of "vol. 3".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

LABELS: Final = frozenset(
    {
        "author", "editor", "translator", "issued", "title", "container-title", "collection-title",
        "volume", "issue", "page", "number", "edition", "publisher", "publisher-place",
        "event-title", "genre", "DOI", "URL", "ISBN", "accessed", "note", "citation-number",
    }
)  # fmt: skip
"""CSL variables, and the list's own number before an entry."""


class Span(NamedTuple):
    """A range of the text, in characters, and the label that it has."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled reference.

    Attributes:
        id: Unique within the file.
        source: Where it is from: "crossref-csl", "templates", "anystyle-core" …
        text: The reference as printed.
        spans: What stands where, sorted.
        style: The CSL style or template that made it, or "".
        lang: "en", "de" …, or "und".
    """

    id: str
    source: str
    text: str
    spans: tuple[Span, ...] = field(default=())
    style: str = ""
    lang: str = "und"

    def value(self, label: str) -> str:
        """The first range of a label as written, or ""."""
        return next((self.text[s.start : s.end] for s in self.spans if s.label == label), "")

    def line(self) -> str:
        """The reference as one line of JSON, without the line's end."""
        return json.dumps(
            {
                "id": self.id,
                "source": self.source,
                "style": self.style,
                "lang": self.lang,
                "text": self.text,
                "spans": [list(span) for span in self.spans],
            },
            ensure_ascii=False,
        )


def faults(reference: Labelled) -> list[str]:
    """What is wrong with the form of a labelled reference: [] for nothing."""
    found = []
    before = 0
    for start, end, label in reference.spans:
        written = reference.text[start:end]
        if label not in LABELS:
            found.append(f"unknown label {label}")
        if start < before:
            found.append(f"{label} overlaps or is out of order")
        if not 0 <= start < end <= len(reference.text):
            found.append(f"{label} is empty or outside the text")
        elif written != written.strip():
            found.append(f"{label} begins or ends with a space")
        before = max(before, end)
    return found


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans sorted, without empty ones; of two that overlap the earlier and longer stays."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if span.end > span.start and (not kept or span.start >= kept[-1].end):
            kept.append(span)
    return tuple(kept)


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
