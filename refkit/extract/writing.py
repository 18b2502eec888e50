"""Writing: an entry as a Reference: its raw text, and where each character of it stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Final

from refkit.extract.entries import Entry
from refkit.extract.hyphens import Hyphens
from refkit.extract.pieces import Piece
from refkit.model import Document, Markup, Reference, Span
from refkit.normalize.patterns import lazy_pattern

_WHITE: Final = lazy_pattern("[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
# White space that is more than a space between two words.
_WIDE: Final = lazy_pattern("[\t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]|  ")
_SOFT_HYPHEN: Final = "\u00ad"
# An address or DOI that a line break cuts: "doi:10.1007/s10439-" "009-9852-5". A break after a
# letter or digit may be its end, so only what cannot be one is joined.
_CUT_ADDRESS: Final = lazy_pattern(
    r"(?: https?: | www\. | doi\s?:\s? | \b10\.\d{4,9}(?=/) ) \S{0,300} [\-/_=&?%.] $ | https?: $",
    re.VERBOSE | re.IGNORECASE,
)
_ADDRESS_GOES_ON: Final = lazy_pattern(
    r"""
    (?: \(sici\) | [\w./%=&?#\-]{0,300} (?: [\d/_=%&?\#] | [a-z]\.[a-z] ) ) \S{0,300} (?= \s | $ )
    """,
    re.VERBOSE,
)
# An address at the end of a line, and a last line that is nothing but its end: "…2023.1023" "0556".
_ADDRESS: Final = lazy_pattern(
    r"(?: https?:// | www\. | doi\s?:\s? | \b10\.\d{4,9}/ ) \S{3,300} (?<![.,;>]) $",
    re.VERBOSE | re.IGNORECASE,
)
_ADDRESS_ENDS: Final = lazy_pattern(
    r"(?! https?: | doi | www | 10\. ) (?= \D{0,60} \d ) [\w./%=&?#\-] [\w./%=&?#()<>;:\-]{0,80}",
    re.VERBOSE | re.IGNORECASE,
)
_FURNITURE: Final = lazy_pattern(
    r"""
    \[? (?: cross \s? ref | google \s? scholar | pubmed (?: \s central | /ncbi )? | article | cas
      | ads | mathscinet | math | zbmath | view \s article | web \s of \s science | full \s text
      | medline | scopus | isi | open \s url | find \s it .{0,20} | download \s .{0,20}
      | taylor .{0,20} | chemport | csa | elsevier | springer \s? link | view | pdf | link | export
      | citation ) \]? [,;|]?
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Writer:
    """Makes References of the entries of one Document.

    Args:
        document: The Document.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._hyphens = Hyphens(document.text)
        self._starts = [mark.span.start for mark in document.markup]
        self._block_starts = [block.span.start for block in document.blocks]

    def reference(self, entry: Entry) -> Reference | None:
        """The Reference of an entry; None if nothing is left of it.

        ``raw`` has single spaces for line breaks and for the wide spaces of justified text. A break
        at a soft hyphen, and one that cuts an address at a sign that cannot end it, is dropped; so
        is the hyphen that cuts a word at the end of a line of a plain text or a print.
        """
        characters: list[str] = []
        offsets: list[int] = []
        for index, piece in enumerate(entry.pieces):
            start = piece.start + (entry.skip if index == 0 else 0)
            text = piece.text[entry.skip :] if index == 0 else piece.text
            last = index == len(entry.pieces) - 1
            if characters and not self._joins(characters, offsets, text, piece, last=last):
                characters.append(" ")
                offsets.append(offsets[-1] + 1)
            self._fold(text, start, characters, offsets)
        while characters and characters[-1].isspace():
            characters.pop()
            offsets.pop()
        if not characters:
            return None
        end = self._without_furniture(offsets)
        del characters[end:], offsets[end:]
        raw = "".join(characters).rstrip()
        if not raw:
            return None
        span = Span(offsets[0], offsets[len(raw) - 1] + 1)
        position = self._document.position(span.start)
        exact = raw == self._document.text[span.start : span.end]
        offsets = offsets[: len(raw)]
        italics, links = self._markup(span, offsets)
        return Reference(
            raw=raw,
            span=span,
            line=position.line,
            column=position.column,
            place=self._document.place(span.start),
            marker=entry.marker,
            key=self._key(entry),
            offsets=[] if exact else offsets,
            italics=italics,
            links=links,
        )

    def _key(self, entry: Entry) -> str:
        return self._document.blocks[entry.pieces[0].block].key

    def _joins(
        self, characters: list[str], offsets: list[int], text: str, piece: Piece, *, last: bool
    ) -> bool:
        """Whether a line goes on without space; takes away the hyphen that cuts its first word."""
        if characters[-1] == _SOFT_HYPHEN:
            characters.pop()
            offsets.pop()
            return True
        tail = "".join(characters[-320:])
        if _CUT_ADDRESS.search(tail) and _ADDRESS_GOES_ON.match(text):
            return True
        if piece.kind != "line":
            return False
        if last and _ADDRESS.search(tail) and _ADDRESS_ENDS.fullmatch(text):
            return True
        joint = self._hyphens.joint(tail[-60:], text[:60])
        if joint == "word":
            characters.pop()
            offsets.pop()
        return joint in ("word", "compound")

    @staticmethod
    def _fold(text: str, start: int, characters: list[str], offsets: list[int]) -> None:
        if (characters or text[:1] != " ") and not _WIDE.search(text):
            characters.extend(text)
            offsets.extend(range(start, start + len(text)))
            return
        at = 0
        for white in _WHITE.finditer(text):
            characters.extend(text[at : white.start()])
            offsets.extend(range(start + at, start + white.start()))
            if characters:
                characters.append(" ")
                offsets.append(start + white.start())
            at = white.end()
        characters.extend(text[at:])
        offsets.extend(range(start + at, start + len(text)))

    def _marks(self, span: Span) -> list[Markup]:
        """The markup that touches a span. Markup never leaves its block, so look from its start."""
        block = bisect_right(self._block_starts, span.start) - 1
        first = bisect_left(self._starts, self._block_starts[block] if block >= 0 else 0)
        last = bisect_left(self._starts, span.end)
        return [mark for mark in self._document.markup[first:last] if mark.span.end > span.start]

    def _markup(self, span: Span, offsets: list[int]) -> tuple[list[Span], list[str]]:
        italics: list[Span] = []
        links: list[str] = []
        for mark in self._marks(span):
            if mark.kind == "link":
                links.append(mark.target)
            elif mark.kind == "italic":
                start = bisect_left(offsets, mark.span.start)
                end = bisect_left(offsets, mark.span.end)
                if start < end:
                    italics.append(Span(start, end))
        return italics, links

    def _without_furniture(self, offsets: list[int]) -> int:
        """Where an entry ends before the links that a publisher's page adds: "Google Scholar"."""
        end = len(offsets)
        if self._document.format != "html":
            return end
        span = Span(offsets[0], offsets[-1] + 1)
        text = self._document.text
        for mark in reversed(self._marks(span)):
            if mark.kind != "link":
                continue
            between = text[mark.span.end : offsets[end - 1] + 1]
            if between.strip(" \u00a0[](),;|·\n") or not _FURNITURE.fullmatch(
                text[mark.span.start : mark.span.end].strip()
            ):
                break
            end = bisect_left(offsets, mark.span.start)
            while end and text[offsets[end - 1]] in " \u00a0[(,;|·\n":
                end -= 1
            if not end:
                return len(offsets)
        return end
