"""Directives: what a comment in an article tells refkit, as in "refkit: ignore[M302] reason".

How a comment is written depends on the form of the article; :data:`_COMMENTS` holds that by
``Document.format``. Text that readers of the article see is never a directive, so a page that
explains directives in a code block can do so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Final, NamedTuple

import msgspec

from refkit.model import Document, Segment, Span
from refkit.normalize.patterns import lazy_pattern

WORDS: Final = ("ignore", "ignore-file")
"""What a directive can ask for: nothing about this place, or about the whole file."""


class Directive(msgspec.Struct, frozen=True):
    """A comment that is addressed to refkit.

    Attributes:
        comment: The comment with its signs, in ``Document.source``.
        word: What it asks for, in lower case: one of :data:`WORDS`, or a slip of one of them.
        codes: Codes and beginnings of codes in capitals, in order, each once: ("M302", "A8").
        listed: What stands between the brackets, in ``Document.source``; None without brackets.
        reason: What stands after the brackets, white space folded; "" if it has no letter or digit.
    """

    comment: Span
    word: str
    codes: tuple[str, ...] = ()
    listed: Span | None = None
    reason: str = ""


_DIRECTIVE: Final = lazy_pattern(
    r"""
    \s{0,1000} refkit \s{0,20} : \s{0,20}
    (?P<word> [a-z][a-z-]{0,30} )
    (?: \s{0,20} \[ (?P<codes> [^\[\]]{0,2000} ) \] )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CODE: Final = lazy_pattern(r"[^\s,;]{1,100}")
_LEADING: Final = " \t\r\n:,;–—-"
"""What parts a reason from the codes: "ignore[M302]: the print has 2014", "… — the print …"."""

_COMMENT_OR_RAW: Final = lazy_pattern(
    r"<(?:!--|(?P<raw>script|style|textarea|title|xmp|iframe)(?![a-z0-9-]))", re.IGNORECASE
)
"""The start of a comment, or of an element that holds none (HTML standard, 13.1.2)."""

_COMMENT_OR_DATA: Final = lazy_pattern(r"(?P<comment><!--)|<!\[CDATA\[")
"""The start of a comment of XML, or of text in which nothing is one (XML 1.0, 2.5 and 2.7)."""

_DEFINITION: Final = lazy_pattern(
    r"""
    (?<! [^\r\n] ) [ \t>]{0,40} (?P<comment>
        \[ [^\[\]\r\n]{1,40} \]: [ \t]{1,40} (?: \# | <\#?> ) [ \t]{1,40}
        (?: \( (?P<a> [^()\r\n]{0,1000} ) \) | " (?P<b> [^"\r\n]{0,1000} ) "
          | ' (?P<c> [^'\r\n]{0,1000} ) ' )
    )
    (?= [ \t]{0,40} (?: [\r\n] | \Z ) )
    """,
    re.VERBOSE,
)
"""A link reference definition that nothing refers to, Markdown's comment: "[//]: # (…)"."""

_SLASHED: Final = lazy_pattern(
    r"(?<!:)(?P<comment>//(?!/)(?P<inner>[ \t]{0,20}refkit[^\r\n]*)"
    r"|/\*(?P<starred>[ \t]{0,20}refkit(?:[^*]|\*(?!/)){0,2000})\*/)",
    re.IGNORECASE,
)
"""Typst's comments, and those of AsciiDoc, which has only the first kind."""

_DOTTED: Final = lazy_pattern(
    r"""
    (?<! [^\r\n] ) (?P<indent> [ \t]{0,80} )
    (?P<comment> \.\. (?: [ \t]{1,20} | [ \t]{0,20} \r?\n [ \t]{1,80} )
        (?P<inner> refkit [^\r\n]*
            (?: \r?\n (?P=indent) [ \t]{1,80} [^\s] [^\r\n]* ){0,20} ) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Comments of reStructuredText, whose further lines are indented."""

_COMMENT_LINE: Final = lazy_pattern(
    r"(?<![^\r\n])[ \t]{0,80}(?P<comment>[#%]{1,6}(?P<inner>[ \t]{0,20}refkit[^\r\n]*))",
    re.IGNORECASE,
)


_LATEX_COMMENT: Final = lazy_pattern(
    r"(?<!\\)(?:\\\\){0,9}(?P<comment>%{1,6}(?P<inner>[ \t]{0,20}refkit[^\r\n]*))", re.IGNORECASE
)
"""A comment of LaTeX: what stands behind a "%" that is not escaped."""


class _Comment(NamedTuple):
    """A comment, and what stands within its signs, both in ``Document.source``."""

    whole: Span
    inner: Span


class _Shown:
    """Which characters of the source the readers of an article see."""

    def __init__(self, segments: list[Segment]) -> None:
        stretches = sorted((each.source_start, each.source_end) for each in segments)
        self._starts = [start for start, _ in stretches]
        self._ends = [end for _, end in stretches]

    def any(self, start: int, end: int) -> bool:
        """Whether a character of a range is seen."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and self._ends[at] > start


def find_directives(document: Document) -> list[Directive]:
    """The directives in an article's comments, in order. Linear in the length of its source.

    Args:
        document: The article, as read from any form.
    """
    source = document.source
    if "refkit" not in source.lower():
        return []
    shown = _Shown(document.segments)
    found = [
        directive
        for comments in _COMMENTS.get(document.format, ())
        for comment in comments(source, shown)
        if (directive := _read(source, comment)) is not None
    ]
    return sorted(found, key=lambda each: each.comment)


def directive_lines(source: str, format: str) -> list[Span]:
    """The lines of a file that hold a directive and nothing else, without their line breaks.

    For readers of forms in which a line is text unless it is known for a directive.

    Args:
        source: The file's text.
        format: ``Document.format``.
    """
    if "refkit" not in source.lower():
        return []
    unseen = _Shown([])
    found = []
    for comments in _COMMENTS.get(format, ()):
        for comment in comments(source, unseen):
            line = whole_lines(source, comment.whole)
            if line is not None and _read(source, comment) is not None:
                found.append(line)
    return sorted(found)


def whole_lines(source: str, span: Span) -> Span | None:
    """The lines on which a range stands, without the last line break.

    Args:
        source: The file's text.
        span: A range of it.

    Returns:
        The lines; None if anything but white space stands on them beside the range.
    """
    start, end = span.start, span.end
    while start > 0 and source[start - 1] in " \t":
        start -= 1
    while end < len(source) and source[end] in " \t":
        end += 1
    if (start > 0 and source[start - 1] not in "\r\n") or source[end : end + 1] not in "\r\n":
        return None
    return Span(start, end)


def _read(source: str, comment: _Comment) -> Directive | None:
    """The directive in a comment; None where it is addressed to people."""
    found = _DIRECTIVE.match(source, comment.inner.start, comment.inner.end)
    if found is None or not _meant(found["word"].lower(), found["codes"] is not None):
        return None
    reason = " ".join(source[found.end() : comment.inner.end].split()).strip(_LEADING)
    codes = _CODE.findall(found["codes"] or "")
    return Directive(
        comment=comment.whole,
        word=found["word"].lower(),
        codes=tuple(dict.fromkeys(code.upper() for code in codes)),
        listed=Span(*found.span("codes")) if found["codes"] is not None else None,
        reason=reason if any(map(str.isalnum, reason)) else "",
    )


def _meant(word: str, bracketed: bool) -> bool:
    """Whether a word after "refkit:" is an order, and no remark such as "refkit: ran in May"."""
    return word in WORDS or (bracketed and bool(get_close_matches(word, WORDS, cutoff=0.7)))


def _html_comments(source: str, shown: _Shown) -> Iterator[_Comment]:
    """Comments of HTML, outside of scripts and the like."""
    at, close = 0, -1
    unclosed: set[str] = set()
    while (opening := _COMMENT_OR_RAW.search(source, at)) is not None:
        start, at = opening.span()
        if shown.any(start, start + 1):
            continue
        raw = (opening["raw"] or "").lower()
        if raw:
            end = _end_of_raw(source, raw, at) if raw not in unclosed else None
            at = end or at
            if end is None:
                unclosed.add(raw)
            continue
        # "<!-->" is a whole comment. The search goes on where the last one ended, for a file of
        # a million "<!--" must not be searched to its end for each.
        if close < start + 2:
            close = source.find("-->", start + 2)
        if close < 0:
            return
        if not shown.any(start, close + 3):
            at = close + 3
            yield _Comment(Span(start, at), Span(min(start + 4, close), close))


def _xml_comments(source: str, shown: _Shown) -> Iterator[_Comment]:
    """Comments of XML, outside of CDATA sections."""
    at = 0
    while (opening := _COMMENT_OR_DATA.search(source, at)) is not None:
        start, at = opening.span()
        closes = "-->" if opening["comment"] else "]]>"
        close = source.find(closes, at)
        if close < 0:
            return
        if opening["comment"] and not shown.any(start, close + 3):
            yield _Comment(Span(start, close + 3), Span(at, close))
        at = close + 3


def _end_of_raw(source: str, name: str, start: int) -> int | None:
    found = re.compile(rf"</{name}(?![a-z0-9-])", re.IGNORECASE).search(source, start)
    return found.end() if found else None


def _definitions(source: str, shown: _Shown) -> Iterator[_Comment]:
    """Link reference definitions of Markdown that stand for comments."""
    for found in _DEFINITION.finditer(source):
        if not shown.any(*found.span("comment")):
            inner = next(name for name in ("a", "b", "c") if found[name] is not None)
            yield _Comment(Span(*found.span("comment")), Span(*found.span(inner)))


def _comment_lines(source: str, shown: _Shown) -> Iterator[_Comment]:
    """Lines of plain text that begin with "#" or "%"."""
    for found in _COMMENT_LINE.finditer(source):
        if not shown.any(*found.span("comment")):
            yield _Comment(Span(*found.span("comment")), Span(*found.span("inner")))


def _slashed(source: str, shown: _Shown) -> Iterator[_Comment]:
    """Comments of Typst and AsciiDoc: "// …" to the end of the line, "/* … */"."""
    for found in _SLASHED.finditer(source):
        if not shown.any(*found.span("comment")):
            inner = "inner" if found["inner"] is not None else "starred"
            yield _Comment(Span(*found.span("comment")), Span(*found.span(inner)))


def _dotted(source: str, shown: _Shown) -> Iterator[_Comment]:
    """Comments of reStructuredText: ".. …"."""
    for found in _DOTTED.finditer(source):
        if not shown.any(*found.span("comment")):
            yield _Comment(Span(*found.span("comment")), Span(*found.span("inner")))


def _latex_comments(source: str, shown: _Shown) -> Iterator[_Comment]:
    """Comments of LaTeX."""
    for found in _LATEX_COMMENT.finditer(source):
        if not shown.any(*found.span("comment")):
            yield _Comment(Span(*found.span("comment")), Span(*found.span("inner")))


_COMMENTS: Final[dict[str, tuple[Callable[[str, _Shown], Iterator[_Comment]], ...]]] = {
    # Its reader writes the comments of Word into the source as HTML has them.
    "docx": (_html_comments,),
    "odt": (_html_comments,),
    "asciidoc": (_slashed,),
    "html": (_html_comments,),
    "jats": (_xml_comments,),
    "latex": (_latex_comments,),
    "markdown": (_html_comments, _definitions),
    "notebook": (_html_comments,),
    "rst": (_dotted,),
    "tei": (_xml_comments,),
    "text": (_comment_lines,),
    "typst": (_slashed,),
}
"""How comments are written, by ``Document.format``."""
