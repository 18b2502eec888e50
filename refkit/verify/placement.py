"""Placement: where whole entries stand in the file, so that they can be moved and taken away.

An entry's place holds its list marker, its markup, its tags with their ids, and the comments on its
lines and right before it; what parts it from the next one, blank lines and hard line breaks, stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from refkit.model import Document, Fix, Reference, Span

_HARD_BREAK: Final = re.compile(r"(?: [ ]{2,8} | \\ | <br \s{0,3} /?> ) \Z", re.VERBOSE)
_COMMENT: Final = re.compile(r"<!--(?:[^-]|-(?!->)){0,2000}-->")
_COMMENTS_BEFORE: Final = re.compile(
    r"(?<=[\r\n])(?:[ \t]{0,8}<!--(?:[^-]|-(?!->)){0,400}-->[ \t]{0,8}(?:\r\n|\r|\n)){1,9}\Z"
)
_BEFORE_ENTRY: Final = re.compile(r"<[^<>]{0,300}>|\[\]\{[^{}]{0,200}\}")
_ITEM: Final = re.compile(
    r"""
    (?: (?<![^\r\n]) [ \t]{0,8} % [^\r\n]{0,400} (?: \r\n | \r | \n ) ){0,9}
    [ \t]{0,8} \\ (?: bibitem | harvarditem ) \b
    """,
    re.VERBOSE,
)
_BLOCK_TAG: Final = re.compile(
    r"""
    < (?P<close>/?) (?P<name> p | li | div | dd | dt | tr | td | section | article ) \b
      [^<>]{0,400} >
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORD: Final = re.compile(r"\w")
_BREAK: Final = re.compile(r"\r\n|\r|\n")
_LONGEST_GAP: Final = 4000
_NEAR: Final = 1000
"""Characters before the first entry and behind the last one in which their tags are looked for."""


def places_of(document: Document, references: Sequence[Reference]) -> list[Span] | None:
    """The ranges of ``Document.source`` that some consecutive entries stand in.

    Args:
        document: The article.
        references: Entries of one list, in order, with nothing but space or comments between them.

    Returns:
        One range for each; None where they cannot be told apart byte for byte: several in one
        line, something else between them, tags that do not pair.
    """
    if any(not _is_whole(document, reference) for reference in references):
        return None
    if document.format == "notebook":
        return None  # the last line of a cell is no string like those before it
    insides = [document.source_span(reference.span) for reference in references]
    if document.format == "latex":
        return _items(document.source, insides)
    by_lines = None if document.format == "html" else _lines(document.source, insides)
    if by_lines is None and document.format != "text":
        # Pandoc writes its entries in Markdown within <div class="csl-entry">, too.
        return _elements(document.source, insides)
    return by_lines


def rearranged(document: Document, places: Sequence[Span], order: Sequence[int]) -> Fix | None:
    """The Fix that puts entries in another order, each with all that is in its place.

    Args:
        document: The article.
        places: The ranges of the entries, ascending.
        order: For each place, the index of the entry that comes there.

    Returns:
        An unsafe Fix over the smallest range that holds all that moves; None if nothing does.
    """
    moved = [place for place, entry in enumerate(order) if place != entry]
    if not moved:
        return None
    source = document.source
    parts: list[str] = []
    for place in range(moved[0], moved[-1] + 1):
        entry = places[order[place]]
        parts.append(source[entry.start : entry.end])
        if place < moved[-1]:
            parts.append(source[places[place].end : places[place + 1].start])
    span = Span(places[moved[0]].start, places[moved[-1]].end)
    return Fix(span, "".join(parts), safe=False)


def removed(places: Sequence[Span], index: int) -> Fix:
    """The unsafe Fix that takes an entry away, with what parts it from the one before.

    Args:
        places: The ranges of the entries, ascending.
        index: Which of them goes; not the first.
    """
    return Fix(Span(places[index - 1].end, places[index].end), "", safe=False)


def _is_whole(document: Document, reference: Reference) -> bool:
    """Whether an entry has no page number or running head between its lines."""
    if not reference.offsets:
        return True
    text = document.text[reference.span.start : reference.span.end]
    return len(_WORD.findall(text)) == len(_WORD.findall(reference.raw))


# -- by lines ----------------------------------------------------------------------------------


def _lines(source: str, insides: Sequence[Span]) -> list[Span] | None:
    places: list[Span] = []
    for inside in insides:
        start = max(source.rfind("\n", 0, inside.start), source.rfind("\r", 0, inside.start)) + 1
        if _WORD.search(_BEFORE_ENTRY.sub("", source[start : inside.start])):
            return None
        ending = _BREAK.search(source, inside.end)
        line_end = ending.start() if ending else len(source)
        end = _without_break(source, inside.end, line_end)
        if places:
            if start < places[-1].end:
                return None
            start = _from_comments(source, places[-1].end, start)
            if start < 0:
                return None
        else:
            right_before = _COMMENTS_BEFORE.search(source, max(0, start - _NEAR), start)
            start = right_before.start() if right_before else start
        places.append(Span(start, end))
    return places


def _without_break(source: str, start: int, end: int) -> int:
    """Where the text of an entry's last line ends, before white space and a hard line break."""
    rest = source[start:end]
    broken = _HARD_BREAK.search(rest)
    return start + len((rest[: broken.start()] if broken else rest).rstrip())


def _from_comments(source: str, end: int, start: int) -> int:
    """Where an entry begins that has comments before it; -1 if something else stands there.

    What follows the end of the last entry is its hard line break, blank lines, and comments.
    """
    if start - end > _LONGEST_GAP:
        return -1
    between = source[end:start]
    comments = list(_COMMENT.finditer(between))
    rest = _COMMENT.sub("", between) if comments else between
    if rest.strip(" \t\r\n\\") and not re.fullmatch(r"\s*<br\s{0,3}/?>\s*", rest):
        return -1
    return end + comments[0].start() if comments else start


# -- by commands -------------------------------------------------------------------------------


def _items(source: str, insides: Sequence[Span]) -> list[Span] | None:
    r"""The entries of LaTeX, each from its ``\bibitem``, with the lines of comment before it."""
    starts: list[int] = []
    before = max(0, insides[0].start - _NEAR)
    for inside in insides:
        found = list(_ITEM.finditer(source, before, inside.start))
        if not found or (starts and len(found) > 1) or inside.start - before > _LONGEST_GAP:
            return None
        starts.append(found[-1].start())
        before = inside.end
    ends = [
        _end_of_item(source, one.end, start)
        for one, start in zip(insides, starts[1:], strict=False)
    ]
    last = source.find("\\end{", insides[-1].end, insides[-1].end + _NEAR)
    if last < 0:
        return None
    ends.append(_end_of_item(source, insides[-1].end, last))
    return [Span(start, end) for start, end in zip(starts, ends, strict=True)]


def _end_of_item(source: str, start: int, limit: int) -> int:
    """Where an entry ends: before the white space that parts it from what is next."""
    return start + len(source[start:limit].rstrip())


# -- by tags -----------------------------------------------------------------------------------


def _elements(source: str, insides: Sequence[Span]) -> list[Span] | None:
    """The elements that hold entries of HTML, each with its start tags and its end tags."""
    gaps = [
        _gap(source, one.end, other.start) if other.start - one.end <= _LONGEST_GAP else None
        for one, other in pairwise(insides)
    ]
    if not gaps:
        return None
    first = gaps[0]
    if first is None or any(gap is None or gap[2] != first[2] for gap in gaps):
        return None
    names = first[2]
    start = _opening(source, insides[0].start, names)
    end = _closing(source, insides[-1].end, names)
    if start < 0 or end < 0:
        return None
    starts = [start, *(gap[1] for gap in gaps if gap)]
    ends = [*(gap[0] for gap in gaps if gap), end]
    return [Span(one, other) for one, other in zip(starts, ends, strict=True)]


def _gap(source: str, start: int, end: int) -> tuple[int, int, tuple[str, ...]] | None:
    """Between two entries: where the first element ends, where the second begins, their tags.

    The tags are named from the outer one to the inner one.
    """
    tags = list(_BLOCK_TAG.finditer(source, start, end))
    closing = [tag for tag in tags if tag["close"]]
    opening = [tag for tag in tags if not tag["close"]]
    if not closing or [*closing, *opening] != tags:
        return None
    names = tuple(tag["name"].lower() for tag in opening)
    if names != tuple(tag["name"].lower() for tag in reversed(closing)):
        return None
    between = source[closing[-1].end() : opening[0].start()]
    comments = list(_COMMENT.finditer(between))
    if _COMMENT.sub("", between).strip():
        return None
    begins = comments[0].start() if comments else len(between)
    return closing[-1].end(), closing[-1].end() + begins, names


def _opening(source: str, before: int, names: tuple[str, ...]) -> int:
    """Where the start tags of the first entry begin; -1 if they are others than the next ones'."""
    tags = list(_BLOCK_TAG.finditer(source, max(0, before - _NEAR), before))[-len(names) :]
    if tuple(tag["name"].lower() for tag in tags) != names or any(tag["close"] for tag in tags):
        return -1
    return tags[0].start()


def _closing(source: str, behind: int, names: tuple[str, ...]) -> int:
    """Where the end tags of the last entry end; -1 if they are others than the others'."""
    found = _BLOCK_TAG.finditer(source, behind, behind + _NEAR)
    tags = [tag for tag, _ in zip(found, names, strict=False)]
    expected = tuple(reversed(names))
    if tuple(tag["name"].lower() for tag in tags) != expected or any(not t["close"] for t in tags):
        return -1
    return tags[-1].end()
