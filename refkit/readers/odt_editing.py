"""Writing replacements into an OpenDocument text, of which all else stays byte for byte.

Replacements are text; what is new looks as what stood in its place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from refkit.errors import InputError
from refkit.model import Span
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.archive import Archive, replace_members
from refkit.readers.elements import escaped
from refkit.readers.odt import Story, story_of
from refkit.readers.odt_package import CONTENT, Package, opened
from refkit.readers.odt_paragraph import Link, Paragraph, Piece
from refkit.readers.office_changes import Change, beyond, hunks, new_target
from refkit.readers.office_remarks import in_source
from refkit.readers.paragraphs import BREAK

_SPACE: Final = "<text:s/>"
_ELEMENTS: Final = {"\t": "<text:tab/>", BREAK: "<text:line-break/>"}
_SPECIAL: Final = lazy_pattern(rf"[ \t{BREAK}]")
# What XML 1.0 (section 2.2) has no place for, and what it reads as a line feed.
_FORBIDDEN: Final = lazy_pattern("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


_HREF: Final = lazy_pattern(r"""\s(?:[\w.-]{1,40}:)?href\s{0,9}=\s{0,9}("[^"]*"|'[^']*')""")


class _Change(NamedTuple):
    """New XML for a stretch of the XML."""

    start: int
    end: int
    xml: str


class _Place(NamedTuple):
    """A paragraph, and where it begins in ``Document.source``."""

    start: int
    paragraph: Paragraph


def edit_odt(data: bytes, edits: Sequence[tuple[Span, str]], *, path: str = "") -> bytes:
    """Write replacements into an OpenDocument text.

    Args:
        data: The content of the file.
        edits: Ranges of ``Document.source``, in order and without overlap, each within one
            paragraph, and what is to stand there instead; a line feed is a break of the line.
        path: The file's name, for errors.

    Returns:
        The content of the new file.

    Raises:
        UnreadableError: If the file cannot be read.
        InputError: If it is signed, or a replacement cannot be written at its place.
    """
    package = opened(data, path=path)
    if package.signed:
        raise InputError(
            "is signed, and a change would break the signature: remove it first", path=path
        )
    places = list(_places(story_of(package, path=path)))
    source = _source(places)
    changes: list[_Change] = []
    made_in: dict[int, tuple[Paragraph, list[Change]]] = {}
    expected: list[str] = []
    at = 0
    for span, new in _joined(edits):
        if not at <= span.start <= span.end <= len(source):
            raise InputError("the changes overlap, or reach over the end", path=path)
        if _FORBIDDEN.search(new):
            raise InputError("a change has characters that XML cannot hold", path=path)
        expected += (source[at : span.start], new)
        at = span.end
        place = places[bisect_right(places, span.start, key=lambda each: each.start) - 1]
        start, end = span.start - place.start, span.end - place.start
        if end > place.paragraph.length:
            raise InputError(beyond(place.paragraph.remarks), path=path)
        made = _hunks(place.paragraph, start, end, new)
        for change in made:
            changes += _changed(package.content, place.paragraph, change, Span(start, end), path)
        made_in.setdefault(place.start, (place.paragraph, []))[1].extend(made)
    expected.append(source[at:])
    for paragraph, made in made_in.values():
        changes += _retargeted(package.content, paragraph, made)
    content = _applied(package.content, changes, path)
    again = story_of(package._replace(content=content), path=path)
    if _source(_places(again)) != "".join(expected):
        raise InputError("a change cannot be written at its place", path=path)
    return _packed(data, package, content, path)


def _places(story: Story) -> Iterator[_Place]:
    start = 0
    for _, paragraphs in story.parts:
        for paragraph in paragraphs:
            yield _Place(start, paragraph)
            start += len(_line(paragraph))


def _source(places: Iterable[_Place]) -> str:
    return "".join(_line(place.paragraph) for place in places)


def _line(paragraph: Paragraph) -> str:
    """The line of a paragraph in ``Document.source``."""
    return "".join([paragraph.content, *map(in_source, paragraph.remarks), "\n"])


def _joined(edits: Sequence[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """The edits, of which those that touch each other are one."""
    last: tuple[Span, str] | None = None
    for span, new in edits:
        new = new.replace("\r\n", BREAK).replace("\n", BREAK)
        if last and last[0].end == span.start:
            last = Span(last[0].start, span.end), last[1] + new
            continue
        if last:
            yield last
        last = span, new
    if last:
        yield last


def _hunks(paragraph: Paragraph, start: int, end: int, new: str) -> list[Change]:
    """The words that differ between a range of a paragraph and what is to stand there."""
    touched = (piece for piece in paragraph.pieces if _touches(piece, start, end))
    if any(len(piece.text) > 1 and not piece.plain for piece in touched):
        # One element stands for several characters, and is written anew once.
        return [Change(start, end, new)]
    found = hunks(paragraph.content[start:end], new)
    return [Change(start + each.start, start + each.end, each.text) for each in found]


def _changed(
    content: str, paragraph: Paragraph, change: Change, span: Span, path: str
) -> list[_Change]:
    """What changes in the XML for a change in a paragraph, which is part of one of a range."""
    start, end, new = change
    text = paragraph.content
    xml = _written(new, text[start - 1 : start] if start else "")
    before = (text[:start] + new)[-1:]
    changes: list[_Change] = []
    if start == end and (place := _gap(paragraph, start, span)) is not None:
        changes.append(_inserted(content, paragraph, place, xml))
        xml = ""
    touched = [piece for piece in paragraph.pieces if _touches(piece, start, end)]
    if any(piece.fixed and piece.text for piece in touched):
        raise InputError("a change would remove the number of a note", path=path)
    holder = max(touched, key=lambda piece: _shared(piece, start, end), default=None)
    changes += (_cut(piece, start, end, xml if piece is holder else "") for piece in touched)
    if text[end : end + 1] == " " and before in ("", " "):
        # A second space, or one at the beginning, is no text but as an element.
        piece = next(each for each in paragraph.pieces if each.start + len(each.text) > end)
        if piece.plain or (piece not in touched and content[piece.xml_start] != "<"):
            at = piece.xml_start + (end - piece.start if piece.plain else 0)
            changes.append(_Change(at, at + 1 if piece.plain else piece.xml_end, _SPACE))
            changes += (
                _cut(each, end, end, "")
                for each in paragraph.pieces
                if not each.text and each.start == end + 1
            )
    return changes


def _touches(piece: Piece, start: int, end: int) -> bool:
    """Whether a piece is changed; white space that is no text would become some beside a change."""
    if not piece.text:
        return start <= piece.start <= end
    if start == end:
        return piece.start < start < piece.start + len(piece.text)
    return piece.start < end and start < piece.start + len(piece.text)


def _shared(piece: Piece, start: int, end: int) -> int:
    """How much of a piece is in a range; within a piece without text, nothing is put."""
    if start == end:
        return 1 if piece.text else 0
    return min(end, piece.start + len(piece.text)) - max(start, piece.start)


def _cut(piece: Piece, start: int, end: int, xml: str) -> _Change:
    """A piece with new XML in the place of what it has of a range."""
    first = min(max(start - piece.start, 0), len(piece.text))
    last = min(max(end - piece.start, 0), len(piece.text))
    if piece.plain:
        return _Change(piece.xml_start + first, piece.xml_start + last, xml)
    kept = piece.text[:first], piece.text[last:]
    return _Change(
        piece.xml_start, piece.xml_end, _written(kept[0], "") + xml + _written(kept[1], " ")
    )


def _gap(paragraph: Paragraph, at: int, span: Span) -> int | None:
    """Where in the XML to insert between two pieces; None within one.

    A place in what is replaced is better than one beside it, and one outside of spans and links
    better than one in them: what follows an italic title is not italic.
    """
    places: list[tuple[bool, int, int]] = []
    for piece in paragraph.pieces:
        if piece.start < at < piece.start + len(piece.text):
            return None
        if not piece.text or piece.fixed:
            continue
        end = piece.start + len(piece.text)
        beside = end <= span.start or span.end <= piece.start
        if end == at:
            places.append((beside, piece.depth, piece.xml_end))
        elif piece.start == at:
            places.append((beside, piece.depth, piece.xml_start))
    if at == paragraph.length:
        places.append((True, paragraph.depth, paragraph.end))
    if at == 0:
        places.append((True, paragraph.depth, paragraph.inner))
    best = min(places, key=lambda place: place[:2], default=None)
    return None if best is None else best[2]


def _inserted(content: str, paragraph: Paragraph, at: int, xml: str) -> _Change:
    if content.endswith("/>", 0, at) and at == paragraph.inner == paragraph.end:
        # <text:p/> has no inside yet.
        name = content[content.rindex("<", 0, at) + 1 : at].split()[0].rstrip("/>")
        return _Change(at - 2, at, f">{xml}</{name}>")
    return _Change(at, at, xml)


def _retargeted(content: str, paragraph: Paragraph, made: Sequence[Change]) -> Iterator[_Change]:
    """The new targets of the links whose text is changed."""
    for links in _whole_links(paragraph):
        start, end = links[0].start, links[-1].end
        inside = [each for each in made if start <= each.start and each.end <= end]
        old = new = paragraph.content[start:end]
        for change in reversed(inside):
            new = new[: change.start - start] + change.text + new[change.end - start :]
        target = new_target(links[0].target, old, new)
        for link in links if target else ():
            found = _HREF.search(content, link.tag.start, link.tag.end)
            if found:
                yield _Change(*found.span(1), '"' + escaped(target).replace('"', "&quot;") + '"')


def _whole_links(paragraph: Paragraph) -> list[list[Link]]:
    """The links of a paragraph; LibreOffice ends one where its look changes, and begins it anew."""
    whole: list[list[Link]] = []
    for link in paragraph.links:
        last = whole[-1][-1] if whole else None
        if last and last.end == link.start and last.target == link.target:
            whole[-1].append(link)
        else:
            whole.append([link])
    return whole


def _written(text: str, before: str) -> str:
    """The XML of a text behind a character, "" for none, as section 6.1.2 has it."""
    out: list[str] = []
    at = 0
    for found in _SPECIAL.finditer(text):
        out.append(escaped(text[at : found.start()]))
        sign = found.group()
        last = text[found.start() - 1] if found.start() else before
        if sign != " ":
            out.append(_ELEMENTS[sign])
        else:
            out.append(_SPACE if last in ("", " ") else " ")
        at = found.end()
    out.append(escaped(text[at:]))
    return "".join(out)


def _applied(content: str, changes: list[_Change], path: str) -> str:
    out: list[str] = []
    at = 0
    for change in sorted(changes, key=lambda each: each[:2]):
        if change.start < at:
            raise InputError("two changes are too near to each other", path=path)
        out += (content[at : change.start], change.xml)
        at = change.end
    written = "".join([*out, content[at:]])
    if "xmlns:text=" not in content and any("<text:" in change.xml for change in changes):
        raise InputError("a change cannot be written: the file has its own names", path=path)
    return written


def _packed(data: bytes, package: Package, content: str, path: str) -> bytes:
    """The file with new XML in the encoding of the old."""
    old = data if package.flat else Archive(data, path=path, what="").read(CONTENT)
    same = package.content.encode(package.encoding, "replace")
    if not old.endswith(same) or len(old) - len(same) > 4:
        raise InputError(f"has bytes that are not {package.encoding.upper()}", path=path)
    # A byte order mark stays; what the encoding lacks is written by number.
    mark = old[: len(old) - len(same)]
    new = mark + content.encode(package.encoding, "xmlcharrefreplace")
    return new if package.flat else replace_members(data, {CONTENT: new}, path=path)
