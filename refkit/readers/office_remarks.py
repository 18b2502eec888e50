"""The comments in a word processor's file that are addressed to refkit.

They stand in a Document's ``source`` as HTML writes comments, behind the paragraph in which they
are anchored, and not in its ``text``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from refkit.model import Document, Segment
from refkit.normalize.patterns import lazy_pattern

_DIRECTIVE: Final = lazy_pattern(r"\s{0,100}refkit\s{0,20}:", re.IGNORECASE)


def is_directive(text: str) -> bool:
    """Whether the text of a comment is addressed to refkit."""
    return bool(_DIRECTIVE.match(text))


def in_source(remark: str) -> str:
    """What stands in a Document's source for a comment."""
    return f" <!-- {remark.replace('--', '–')} -->"


def with_remarks(document: Document, remarks: Sequence[tuple[int, str]]) -> Document:
    """A Document whose ``source`` has comments in it that its ``text`` has not.

    Args:
        document: The Document.
        remarks: Places in its source, ascending, and the comment that stands there.

    Returns:
        The Document with each comment in its place as HTML writes it.
    """
    source: list[str] = []
    shifts: list[tuple[int, int]] = []
    at = total = 0
    for place, remark in remarks:
        written = in_source(remark)
        source += (document.source[at:place], written)
        at = place
        total += len(written)
        shifts.append((place, total))
    source.append(document.source[at:])
    segments: list[Segment] = []
    number = shift = 0
    for segment in document.segments:
        while number < len(shifts) and shifts[number][0] <= segment.source_start:
            shift = shifts[number][1]
            number += 1
        segments.append(
            Segment(
                segment.text_start,
                segment.text_end,
                segment.source_start + shift,
                segment.source_end + shift,
            )
        )
    parts = []
    for part in document.parts:
        shift = max((shift for place, shift in shifts if place < part.start), default=0)
        parts.append(msgspec.structs.replace(part, start=part.start + shift))
    return msgspec.structs.replace(document, source="".join(source), segments=segments, parts=parts)
