"""Editing DOCX: replacements written into the runs of a file, and nothing else in it changed.

The first run that a replacement touches takes the new text, the others lose what it stands for.
Words that stay are not touched, so that italics stay where they are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from refkit.errors import InputError
from refkit.model import Span
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.archive import replace_members
from refkit.readers.docx import Reading, Section, reading_of
from refkit.readers.docx_links import Retargeting, retargeted
from refkit.readers.docx_package import W
from refkit.readers.docx_runs import Leaf
from refkit.readers.docx_text import Paragraph
from refkit.readers.elements import escaped, events, local
from refkit.readers.office_changes import Change, beyond, hunks
from refkit.readers.paragraphs import BREAK

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXT: Final = f"{W}t"
_SIGNS: Final = frozenset(
    {W + name for name in ("tab", "ptab", "cr", "noBreakHyphen", "softHyphen", "sym")}
)
_LINE: Final = f"{W}br"
_UNWRITABLE: Final = {
    f"{W}footnoteReference": "the number of a note",
    f"{W}endnoteReference": "the number of a note",
    _LINE: "a page break",
}
_FORBIDDEN: Final = lazy_pattern("[\x00-\x08\x0a-\x1f\ud800-\udfff\ufffe\uffff]")
_OWN_ELEMENT: Final = lazy_pattern(f"(\t|{BREAK})")
_SPACE_ATTRIBUTE: Final = lazy_pattern(r"""\s{1,9}xml:space\s{0,9}=\s{0,9}(?:"[^"]*"|'[^']*')""")


class _Changes(NamedTuple):
    """The replacements in one element.

    Attributes:
        leaf: The stretch of the paragraph that stands in it.
        shown: Its text.
        made: What is replaced.
    """

    leaf: Leaf
    shown: str
    made: list[Change]


class _Place(NamedTuple):
    section: Section
    paragraph: Paragraph
    start: int


def edit_docx(data: bytes, edits: Sequence[tuple[Span, str]], *, path: str = "") -> bytes:
    """Write replacements into a DOCX file.

    Args:
        data: The content of the file.
        edits: Ranges of the ``source`` of its Document, in order and without overlap, each within
            a paragraph, and what is to stand there. A tab, and U+2028 for a line break, are
            written as Word has them.
        path: The file's name, for errors.

    Returns:
        The content of the file. Of its parts only those with a replacement change, and those with
        the target of a link that shows a DOI which was replaced.

    Raises:
        UnreadableError: If the file cannot be read.
        InputError: If a replacement is not at its place: it reaches over a paragraph, a tracked
            change or a citation, or into a number that is counted.
    """
    if not edits:
        return data
    reading = reading_of(data, path=path)
    changes: dict[str, dict[_Element, _Changes]] = {}
    links = Retargeting(reading.package)
    starts = _line_starts(reading.document.source)
    places = [
        (section, paragraph) for section in reading.sections for paragraph in section.paragraphs
    ]
    source = reading.document.source
    at = 0
    pieces: list[str] = []
    for span, new in edits:
        if not at <= span.start <= span.end <= len(source):
            raise InputError("replacements overlap, or reach over its end", path=path)
        number = bisect_right(starts, span.start) - 1
        if number >= len(places):
            raise InputError("a replacement is past its end", path=path)
        place = _Place(*places[number], starts[number])
        found = changes.setdefault(place.section.part, {})
        planned = _plan(place, span, new, found, path)
        links.heed(place.section.part, place.paragraph, planned)
        pieces += (source[at : span.start], new)
        at = span.end
    expected = "".join([*pieces, source[at:]])
    parts = {
        reading.package.name(part): _written(reading, part, made)
        for part, made in changes.items()
        if made
    }
    result = replace_members(data, parts | retargeted(reading.package, links), path=path)
    if reading_of(result, path=path).document.source != expected:
        raise InputError("cannot be changed as asked: it would read differently", path=path)
    return result


def _line_starts(source: str) -> list[int]:
    starts = [0]
    at = source.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = source.find("\n", at + 1)
    return starts[:-1]


def _plan(
    place: _Place, span: Span, new: str, changes: dict[_Element, _Changes], path: str
) -> list[Change]:
    """Say what a replacement changes in which elements of a paragraph.

    Returns:
        The changes in the paragraph.
    """
    paragraph = place.paragraph
    start, end = span.start - place.start, span.end - place.start
    about = f"{paragraph.content[:40]!r}"
    if end > len(paragraph.content):
        raise InputError(f"{about}: {beyond(paragraph.remarks)}", path=path)
    if _FORBIDDEN.search(new):
        raise InputError(f"{about}: {new!r} cannot stand in a paragraph", path=path)
    found: list[Change] = []
    for hunk in hunks(paragraph.content[start:end], new):
        change = Change(start + hunk.start, start + hunk.end, hunk.text)
        leaves = _touched(paragraph, change, Span(start, end))
        reason = _objection(paragraph, leaves)
        if reason:
            raise InputError(f"{about}: {reason}", path=path)
        text = change.text
        for leaf in leaves:
            shown = paragraph.content[leaf.start : leaf.end]
            within = Change(
                max(change.start, leaf.start) - leaf.start,
                min(change.end, leaf.end) - leaf.start,
                text,
            )
            changes.setdefault(leaf.element, _Changes(leaf, shown, [])).made.append(within)
            text = ""
        found.append(change)
    return found


def _touched(paragraph: Paragraph, change: Change, span: Span) -> list[Leaf]:
    """The stretches of a paragraph that a change replaces, or the one that takes an insertion."""
    leaves = paragraph.leaves
    if change.start < change.end:
        return [leaf for leaf in leaves if leaf.start < change.end and leaf.end > change.start]
    at = change.start
    near = [leaf for leaf in leaves if leaf.start <= at <= leaf.end]

    def fitness(leaf: Leaf) -> tuple[bool, bool]:
        inside = leaf.start < span.end and leaf.end > span.start
        return leaf.element.tag == _TEXT, inside

    return [max(near, key=fitness)] if near else []


def _objection(paragraph: Paragraph, leaves: Sequence[Leaf]) -> str:
    """Why a change cannot be written, "" if it can."""
    if not leaves:
        return "there is no text beside which a replacement could stand"
    for leaf in leaves:
        tag = leaf.element.tag
        broken = tag == _LINE and leaf.element.get(f"{W}type") in ("page", "column")
        if (
            (tag == _TEXT and not len(leaf.element))
            or tag in _SIGNS
            or (tag == _LINE and not broken)
        ):
            continue
        what = _UNWRITABLE.get(str(tag), "a formula")
        text = paragraph.content[leaf.start : leaf.end][:40]
        return f"a replacement reaches into {what}, {text!r}, which cannot be written"
    if len({leaf.fence for leaf in leaves}) > 1:
        return "a replacement reaches over the edge of a tracked change, or of a field"
    return ""


def _written(reading: Reading, part: str, changes: dict[_Element, _Changes]) -> bytes:
    """The content of a part with its elements changed."""
    path = reading.package.path
    text, encoding = reading.package.text(part)
    root = next(section.root for section in reading.sections if section.part == part)
    numbers = {
        number: element for number, element in enumerate(root.iter("*")) if element in changes
    }
    pieces: list[str] = []
    at = 0
    number = -1
    opened: tuple[int, str, str, _Changes] | None = None
    for event in events(text, path=path):
        if event.kind in ("open", "empty"):
            number += 1
            element = numbers.get(number)
            if element is None:
                continue
            if local(event.name) != str(element.tag).rpartition("}")[2]:
                raise InputError(f"cannot be changed: {part} is unusual XML", path=path)
            if event.kind == "open":
                opened = (event.start, event.name, event.inside, changes[element])
                continue
            made = _element(event.name, event.inside.rstrip(), changes[element])
            pieces += (text[at : event.start], made)
            at = event.end
        elif event.kind == "close" and opened is not None:
            start, name, inside, own = opened
            pieces += (text[at:start], _element(name, inside.rstrip(), own))
            at = event.end
            opened = None
    pieces.append(text[at:])
    return "".join(pieces).encode(encoding, "xmlcharrefreplace")


def _element(name: str, inside: str, changes: _Changes) -> str:
    """An element with its changes, as XML."""
    prefix = name[: len(name) - len(local(name))]
    pieces: list[str] = []
    at = 0
    for change in sorted(changes.made, key=lambda each: (each.start, each.end)):
        pieces += (changes.shown[at : change.start], change.text)
        at = change.end
    text = "".join([*pieces, changes.shown[at:]])
    if changes.leaf.element.tag == _TEXT:
        return _texts(prefix, text, inside) or f"<{name}/>"
    # An insertion beside a tab or a symbol leaves it as it is.
    before, kept, after = text.partition(changes.shown)
    own = f"<{name}{inside}/>" if kept else ""
    return _texts(prefix, before) + own + _texts(prefix, after)


def _texts(prefix: str, text: str, inside: str = "") -> str:
    """A text as elements of a run, of which those with text have the attributes ``inside``."""
    given = _SPACE_ATTRIBUTE.search(inside)
    preserved = given is not None and "preserve" in given.group()
    others = _SPACE_ATTRIBUTE.sub("", inside)
    made = ""
    for piece in _OWN_ELEMENT.split(text):
        if piece == "\t":
            made += f"<{prefix}tab/>"
        elif piece == BREAK:
            made += f"<{prefix}br/>"
        elif piece:
            needed = preserved or piece != piece.strip()
            space = ' xml:space="preserve"' if needed else ""
            made += f"<{prefix}t{others}{space}>{escaped(piece)}</{prefix}t>"
    return made
