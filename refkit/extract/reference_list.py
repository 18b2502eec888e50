"""Reference lists: where they stand in a Document, and where they end.

A list stands under a heading, in a container that says so (``csl-entry``), or nowhere in
particular. In each case what is there must look like references: "References are managed with …"
under the heading "References" is no list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final, Literal

from refkit.extract.breaks import begins_entry
from refkit.extract.entries import Entry, entries_of
from refkit.extract.floats import without_floats
from refkit.extract.headings import (
    ends_list,
    is_closing_heading,
    is_notes_heading,
    is_reference_heading,
)
from refkit.extract.marked import stretches
from refkit.extract.markers import longest_chain, unmarked
from refkit.extract.notes import references_of
from refkit.extract.pieces import Piece, joined, pieces_of
from refkit.extract.signs import REFERENCE, beginning, is_closed, is_open, likeness, resembles
from refkit.extract.writing import Writer
from refkit.model import Document, Reference, ReferenceList, Span
from refkit.normalize.patterns import lazy_pattern

_ENTRY_LABEL: Final = lazy_pattern(r"csl-entry|(?:^|[-_])bibitem|citation-?entry", re.IGNORECASE)
_OUTSIDE_LABEL: Final = lazy_pattern(
    r"""
    (?<![a-z]) (?: footnotes? | fn-group | nav | navbar | menu | breadcrumbs? | sidebar | comments?
      | respond | disqus | footer | licen[cs]e | appendix | app-group | ack | acknowledge?ments?
      | author-notes? | related | recommended | cookies? ) (?![a-z])
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Hardly any reference is longer.
_LONG: Final = 2_500
_LETTER_HEADING: Final = lazy_pattern(r"\W{0,3}\w\W{0,3}")
_PAGE_NUMBER: Final = lazy_pattern(r"\s\d{1,4}$")
_FAMILY: Final = lazy_pattern(r"[A-Za-z]+")
# A run of references without heading: so many, with starts no further apart than so many lines.
_RUN: Final = 3
_APART: Final = 14
# Of a numbered list so many of the entries must look like references, by so many of their lines.
_MOST: Final = 0.8
_LINES: Final = 8
# So many lines of so many characters are looked at for references after what may end a list.
_AHEAD: Final = 16
_USUAL: Final = 75
_SHORT: Final = 30
# The likeness that suffices for entries that have numbers or labels in brackets.
_MARKED: Final = 1.5


def find_reference_lists(document: Document) -> list[ReferenceList]:
    """Find the reference lists of an article.

    Args:
        document: The article.

    Returns:
        The lists in order; empty if the article has none. A document that is nothing but a list
        has one, without heading.
    """
    lines = pieces_of(document)
    pieces = [piece for piece in lines if piece.kind != "note"]
    if document.format == "pdf":
        # The reader of PDFs knows floats by their rules and captions.
        pieces = [piece for piece in pieces if piece.kind != "table"]
    if document.format in ("text", "pdf"):
        pieces = without_floats(pieces)
    writer = Writer(document)
    found: list[ReferenceList] = []
    for stretch in stretches(pieces):
        if stretch.entries:
            found += _written(document, writer, stretch.heading, stretch.entries)
        else:
            found += _headed(document, writer, pieces[stretch.start : stretch.end])
    if found:
        return found
    for start, end in _unheaded(pieces):
        found += _made(document, writer, None, _kept(pieces[start:end]))
    return found or _in_notes(document, writer, lines, pieces)


def _in_notes(
    document: Document, writer: Writer, lines: list[Piece], pieces: list[Piece]
) -> list[ReferenceList]:
    """The references in the notes of an article that has no list."""
    notes = [
        Entry(list(group), group[0].marker, 0)
        for group in (list(lines) for _, lines in groupby(lines, lambda piece: piece.block))
        if group[0].kind == "note"
    ]
    if notes:
        # Word's endnotes serve as the list of those who number it by them.
        heading = pieces[-1] if pieces and is_reference_heading(pieces[-1].text) else None
        kind: Literal["list", "notes"] = "list" if heading else "notes"
        found = references_of(notes, listed=heading is not None)
        return _written(document, writer, heading, found, kind)
    return [
        each
        for index, piece in enumerate(pieces)
        if piece.kind not in ("code", "table") and is_notes_heading(piece.text)
        for each in _under_notes(document, writer, pieces, index)
    ]


def _under_notes(
    document: Document, writer: Writer, pieces: list[Piece], heading: int
) -> list[ReferenceList]:
    """The references in the notes under a heading."""
    entries = entries_of(pieces[heading + 1 : _end(pieces, heading, heading + 1, len(pieces))])
    notes = [entry for entry in entries if entry.marker]
    return _written(document, writer, pieces[heading], references_of(notes), "notes")


def _headed(document: Document, writer: Writer, pieces: list[Piece]) -> list[ReferenceList]:
    """The lists under headings among some lines."""
    return [
        each
        for heading, start, end in _regions(pieces)
        for each in _made(document, writer, pieces[heading], _kept(pieces[start:end]))
    ]


def _made(
    document: Document, writer: Writer, heading: Piece | None, entries: list[Entry]
) -> list[ReferenceList]:
    """The list of some entries, if they are one."""
    if not _is_list(entries, headed=heading.kind if heading else ""):
        return []
    return _written(document, writer, heading, entries)


def _written(
    document: Document,
    writer: Writer,
    heading: Piece | None,
    entries: Sequence[Entry],
    kind: Literal["list", "notes"] = "list",
) -> list[ReferenceList]:
    references: list[Reference] = []
    blocks: list[int] = []
    for entry in entries:
        reference = writer.reference(entry)
        if reference:
            references.append(reference)
            for piece in entry.pieces:
                if not blocks or blocks[-1] != piece.block:
                    blocks.append(piece.block)
    if not references:
        return []
    return [
        ReferenceList(
            Span(heading.start, heading.end) if heading else None,
            Span(references[0].span.start, references[-1].span.end),
            [document.blocks[block] for block in blocks],
            references,
            kind,
        )
    ]


def _is_list(entries: list[Entry], *, headed: str) -> bool:
    """Whether enough of the entries look like references."""
    if not entries:
        return False
    good = sum(entry.resembles for entry in entries)
    if headed and _is_marked(entries):
        return True
    if headed:
        # "References" in a table of contents, with a chapter after it: prose that cites.
        begun = sum(entry.resembles and beginning(entry.text) >= 1 for entry in entries)
        sure = headed == "heading" or begun >= max(1, 0.2 * good)
        return good >= max(1, 0.4 * len(entries)) and sure and _is_dense(entries)
    return good >= max(1, 0.7 * len(entries))


def _is_marked(entries: list[Entry]) -> bool:
    """Whether the entries are counted in brackets from 1 on, or have labels: [Abc99].

    Under a heading hardly anything else is; "L. Lamport. A Document System. Addison-Wesley, 1994."
    looks like little by itself.
    """
    markers = [entry.marker for entry in entries]
    counted = all(marker == f"[{number}]" for number, marker in enumerate(markers, 1))
    labelled = all(marker[:1] == "[" and marker[1:2].isalpha() for marker in markers)
    enough = sum(entry.likeness >= _MARKED for entry in entries) >= _MOST * len(entries)
    return enough and len(entries) > 1 and (counted or labelled)


def _is_dense(entries: list[Entry]) -> bool:
    """Whether references take most of the room.

    An entry of 280 authors looks like little else, but it begins like one.
    """
    good = bad = 0
    for entry in entries:
        if entry.resembles and len(entry.text) < _LONG:
            good += len(entry.text)
        elif beginning(entry.text) < 1:
            bad += len(entry.text)
    return 2 * bad < 3 * good


# -- under a heading ---------------------------------------------------------------------------


def _regions(pieces: list[Piece]) -> Iterator[tuple[int, int, int]]:
    """Headings of lists, with the range of lines that may belong to each."""
    headings = [index for index, piece in enumerate(pieces) if _is_heading(pieces, index)]
    for number, heading in enumerate(headings):
        limit = headings[number + 1] if number + 1 < len(headings) else len(pieces)
        start = heading + _heading_lines(pieces, heading)
        if start <= limit:
            end = _end(pieces, heading, start, limit)
            while end > start and not _has_words(pieces[end - 1]):
                end -= 1
            yield heading, start, end


def _has_words(piece: Piece) -> bool:
    """Whether a line has a letter or a digit: an ornament, or the arrows over vectors, has none."""
    return any(map(str.isalnum, piece.text))


def _is_heading(pieces: list[Piece], index: int) -> bool:
    piece = pieces[index]
    if piece.kind in ("code", "table") or not is_reference_heading(piece.text):
        return False
    if piece.kind == "heading":
        return True
    if piece.kind == "item" and index and pieces[index - 1].kind == "item":
        # A menu, or a table of contents.
        return False
    # A line of running text may be the word alone: "… see the" / "references" / "below".
    return not piece.text.islower()


def _heading_lines(pieces: list[Piece], index: int) -> int:
    """How many lines a heading has: a narrow column parts "Literature" and "Cited"."""
    following = pieces[index + 1 : index + 2]
    both = " ".join(piece.text for piece in [pieces[index], *following])
    parted = bool(following) and len(following[0].text) < _SHORT and is_reference_heading(both)
    return 2 if parted and not is_reference_heading(following[0].text) else 1


def _end(pieces: list[Piece], heading: int, start: int, limit: int) -> int:
    """Where what is under a heading ends: before the next heading, the appendix, the footer."""
    level = pieces[heading].level if pieces[heading].kind == "heading" else 0
    outside = bool(_OUTSIDE_LABEL.search(pieces[heading].label))
    gaps = any(piece.gap for piece in pieces[start + 1 : start + _AHEAD])
    for index in range(start, limit):
        piece = pieces[index]
        if piece.kind == "heading":
            if _LETTER_HEADING.fullmatch(piece.text) or _is_running_head(piece):
                continue
            if ends_list(piece.text) or not _parts_list(pieces, index, level, limit):
                return index
            continue
        if not outside and piece.label and _OUTSIDE_LABEL.search(piece.label):
            return index
        if not ends_list(piece.text):
            continue
        # Where blank lines part the entries, "Published online" without one goes on.
        apart = piece.gap or piece.page or not gaps or is_closing_heading(piece.text)
        if apart and _stands_alone(pieces, index, limit):
            return index
    return limit


def _is_running_head(piece: Piece) -> bool:
    """Whether a heading is that of the list, over a further page of it: "BIBLIOGRAPHY 27"."""
    number = _PAGE_NUMBER.search(piece.text)
    return piece.page and number is not None and is_reference_heading(piece.text[: number.start()])


def _parts_list(pieces: list[Piece], index: int, level: int, limit: int) -> bool:
    """Whether a heading within a list only parts it: "Books" with references before and after."""
    if level and pieces[index].level <= level:
        return False
    following = pieces[index + 1 : min(index + 13, limit)]
    if not following:
        return False
    return any(
        likeness(" ".join(piece.text for piece in following[at : at + 3])) >= REFERENCE + 1
        for at in range(min(2, len(following)))
    )


def _stands_alone(pieces: list[Piece], index: int, limit: int) -> bool:
    """Whether a line begins a part of its own: no reference, and not in the middle of one.

    "Table 1" ends a list; "Tables of integrals. New York: Wiley." after "Smith, J. (1990)." does
    not.
    """
    piece = pieces[index]
    at = index - 1
    while at and not _has_words(pieces[at]):
        at -= 1
    before = pieces[at]
    gap = any(each.gap for each in pieces[at + 1 : index + 1])
    if not piece.page and (is_open(before.text) or (not gap and not is_closed(before.text))):
        return False
    if piece.kind == "item" or (piece.kind != "line" and not piece.first):
        return False
    text = " ".join(each.text for each in pieces[index : index + 2])
    if beginning(piece.text) >= 1 and resembles(text):
        return False
    # Lines of an entry may begin with any word: "Supplement 2, 45–67." What ends a list has no
    # references after it.
    allowed = 1 if is_closing_heading(piece.text) and piece.gap else 0
    return sum(begins_entry(pieces, at) for at in _following(pieces, index, limit)) <= allowed


def _following(pieces: list[Piece], index: int, limit: int) -> range:
    """The lines after one in which the next entries of a list would begin, also in columns."""
    end = index + 1
    length = 0
    while end < limit and (end < index + _AHEAD or length < _AHEAD * _USUAL):
        length += len(pieces[end].text)
        end += 1
    return range(index + 1, end)


# -- without a heading -------------------------------------------------------------------------


def _unheaded(pieces: list[Piece]) -> list[tuple[int, int]]:
    """Ranges of lines that hold a list without heading."""
    labelled = [index for index, piece in enumerate(pieces) if _ENTRY_LABEL.search(piece.label)]
    if labelled:
        return [(labelled[0], labelled[-1] + 1)]
    if len(pieces) <= 2 * _RUN and all(
        likeness(piece.text) > REFERENCE + 0.5 and beginning(unmarked(piece.text)) >= 1
        for piece in pieces
    ):
        return [(0, len(pieces))]
    numbered = _numbered(pieces)
    if numbered:
        return [numbered]
    starts = [index for index in range(len(pieces)) if begins_entry(pieces, index)]
    ranges: list[tuple[int, int]] = []
    run: list[int] = []
    for index in [*starts, len(pieces) + _APART + 1]:
        if run and index - run[-1] > _APART:
            end = _run_end(pieces, run)
            if len(run) >= _RUN or (run[0] == 0 and end == len(pieces)):
                ranges.append((run[0], end))
            run = []
        run.append(index)
    if len(ranges) == 1:
        around = pieces[: ranges[0][0]] + pieces[ranges[0][1] :]
        if len(around) < 0.2 * len(pieces) and all(likeness(each.text) >= 1 for each in around):
            # A file that is nothing but a list, of which the first or last entry is an odd one.
            return [(0, len(pieces))]
    return ranges


def _numbered(pieces: list[Piece]) -> tuple[int, int] | None:
    """The range of a list whose entries are numbered, if there is one."""
    run = sorted(longest_chain(pieces))
    good = sum(
        resembles(unmarked(" ".join(piece.text for piece in pieces[start:end][:_LINES])))
        for start, end in pairwise([*run, len(pieces)])
    )
    if len(run) < _RUN or good < _MOST * len(run):
        return None
    return run[0], _run_end(pieces, run)


def _run_end(pieces: list[Piece], run: list[int]) -> int:
    """Where the last entry of a run ends: at a gap, a block, or a line at the margin."""
    last = run[-1]
    lines = max((after - before for before, after in pairwise(run)), default=3)
    index = last + 1
    while index < min(len(pieces), last + lines + 1):
        piece = pieces[index]
        if piece.kind == "heading" or ends_list(piece.text):
            break
        if piece.kind != "line" and piece.first:
            break
        if piece.kind == "line" and piece.gap > pieces[last + 1].gap and not piece.page:
            break
        index += 1
    return index


# -- what of a region belongs to the list ------------------------------------------------------


def _kept(pieces: list[Piece]) -> list[Entry]:
    """The entries of a region without what stands before, between and after them."""
    pieces = _within_label(list(_without_code(pieces)))
    entries = _until_the_end(entries_of(pieces))
    if entries and entries[-1].pieces[-1].start < pieces[-1].start:
        # What came after the list may have hidden its layout.
        end = next(at for at, piece in enumerate(pieces) if piece.end >= entries[-1].pieces[-1].end)
        entries = _until_the_end(entries_of(pieces[: end + 1]))
    while entries and _weight(entries[0]) < 0 and beginning(entries[0].text) < 2:
        entries = entries[1:]
    return [entry for entry in entries if len(entry.text) < 300 or entry.likeness > -2]


def _without_code(pieces: list[Piece]) -> Iterator[Piece]:
    """The lines without headings and code: a chunk of R may come after the list.

    To Markdown an entry behind four spaces is code too.
    """
    for _, block in groupby(pieces, lambda piece: piece.block):
        lines = list(block)
        code = lines[0].kind == "code" and likeness(joined(lines)) < 1
        if not code and lines[0].kind != "heading":
            yield from lines


def _until_the_end(entries: list[Entry]) -> list[Entry]:
    """The entries up to where those that are no references outweigh what comes after them."""
    entries = [entry for entry in _of_one_kind(entries) if not _is_divider(entry)]
    best = 0
    total = highest = 0.0
    for index, entry in enumerate(entries):
        total += _weight(entry)
        if total >= highest:
            best, highest = index + 1, total
    return entries[:best]


def _weight(entry: Entry) -> float:
    """What an entry adds to the belief that the list goes on."""
    begins = beginning(entry.text)
    if entry.resembles:
        return 1.0 if begins >= 0 else 0.2
    if entry.likeness >= 1 and begins >= 1:
        return 0.3
    if entry.marker and entry.likeness >= 0:
        return 0.2
    return -0.7 if entry.likeness >= 1 else -1.0


def _is_divider(entry: Entry) -> bool:
    """Whether a line in a list only parts it: "B", "Books", "Journal articles"."""
    text = entry.text
    if _LETTER_HEADING.fullmatch(text):
        return True
    return (
        len(text) < 60
        and entry.likeness <= 0.5
        and not any(character.isdigit() for character in text)
        and not text.endswith((",", "."))
    )


def _of_one_kind(entries: list[Entry]) -> list[Entry]:
    """In a list of items, the items; a paragraph among or after them tells something else."""
    items = [at for at, entry in enumerate(entries) if entry.pieces[0].kind == "item"]
    good = sum(entries[at].resembles for at in items)
    others = sum(entry.resembles for entry in entries) - good
    if good >= 2 and good > 2 * others:
        return [entries[at] for at in items]
    if good >= 2 and good > others:
        return entries[: items[-1] + 1]
    return entries


def _within_label(pieces: list[Piece]) -> list[Piece]:
    """Only the lines in the containers of the entries, where the page's classes tell which."""
    labels = Counter(piece.label for piece in pieces if piece.kind not in ("line", "heading"))
    if len(labels) < 2:
        return pieces
    good = Counter(
        piece.label
        for piece in pieces
        if piece.kind not in ("line", "heading") and resembles(piece.text)
    )
    if not good:
        return pieces
    label, count = good.most_common(1)[0]
    total = good.total()
    if not label:
        return pieces
    if count >= 0.8 * total:
        return [piece for piece in pieces if piece.label == label]
    # Ids: "ref-Smith-2010", "ref-Jones-2012".
    family = _FAMILY.match(label)
    if family:
        prefix = family.group()
        if sum(n for name, n in good.items() if name.startswith(prefix)) >= 0.8 * total:
            return [piece for piece in pieces if piece.label.startswith(prefix)]
    return pieces
