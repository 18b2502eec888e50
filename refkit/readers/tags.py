"""Tags of HTML: where one begins and ends in a text, its name and attributes, and what it is for.

The scanner follows the tokenizer of the HTML standard (section 13.2.5) as far as text needs it. It
is linear on any input: what has no end is not looked for twice.
"""

from __future__ import annotations

import html
import re
from typing import Final, Literal

import msgspec

from refkit.normalize.patterns import lazy_pattern

TagKind = Literal["open", "close", "void", "nothing"]

_NAME: Final = lazy_pattern(r"</?([a-zA-Z][a-zA-Z0-9:._-]{0,60})")
_ATTRIBUTE: Final = lazy_pattern(
    r"""
    ([a-zA-Z_:@][-\w:.]{0,100})
    (?: \s{0,50} = \s{0,50} (?: "([^"]*)" | '([^']*)' | ([^\s"'>]+) ) )?
    """,
    re.VERBOSE,
)
_QUOTE_OR_END: Final = lazy_pattern(r"""[>"']""")
_ASSIGNS: Final = lazy_pattern(r"=\s{0,50}\Z")

# A character reference. Without semicolon, only the names that people forget it after.
REFERENCE: Final = lazy_pattern(
    r"&(?: \#[0-9]{1,7};? | \#[xX][0-9a-fA-F]{1,6};? | [a-zA-Z][a-zA-Z0-9]{1,31};"
    r" | (?:amp|lt|gt|quot|nbsp)(?![a-zA-Z0-9=]) )",
    re.VERBOSE,
)


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set; for tables that read better as lines than as lists."""
    return frozenset(text.split())


VOID: Final = word_set(
    """
    area base br col embed hr img input link meta param source track wbr basefont frame
    """
)
RAW: Final = word_set(
    """
    script style textarea title noscript template iframe noembed noframes xmp svg object audio
    video canvas annotation annotation-xml datalist select button
    """
)
"""Elements whose content is no text of the article."""

BLOCKS: Final = word_set(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend
    li main menu nav ol optgroup option p pre search section summary table tbody td tfoot th
    thead tr ul
    """
)
"""Elements that begin on a line of their own."""

_INLINE: Final = word_set(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label map mark math mi
    mn mo mrow ms mspace mstyle msub msubsup msup mtext munder munderover mover mfrac msqrt nobr
    output picture q rb rp rt ruby s samp semantics slot small span strike strong sub sup time
    tt u var
    """
)
KNOWN: Final = VOID | RAW | BLOCKS | _INLINE
"""Elements that a ``<`` in running text may begin; ``<2537::aid`` and ``<Smith>`` are text."""


class Tag(msgspec.Struct, frozen=True):
    """A tag, comment or declaration.

    Attributes:
        start: Offset of its ``<``.
        end: Offset after its ``>``.
        kind: "open", "close", "void" (also ``<x/>``), or "nothing" for comments and the like.
        name: The element's name in lower case.
        inside: What stands between the name and the ``>``.
    """

    start: int
    end: int
    kind: TagKind
    name: str = ""
    inside: str = ""

    def attributes(self) -> dict[str, str]:
        """The attributes, by their names in lower case; the first of equal ones counts."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.inside):
            value = match.group(2) or match.group(3) or match.group(4) or ""
            found.setdefault(match.group(1).lower(), html.unescape(value) if value else "")
        return found


class Scanner:
    """Finds tags in one text, in linear time over all calls.

    Args:
        text: The text that offsets count.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._last_end = text.rfind(">")
        self._never: set[str] = set()
        self._runaways = 0

    def tag(self, start: int) -> Tag | None:
        """The tag, comment or declaration at a ``<``; None if that is a character of the text."""
        if start > self._last_end:
            return None
        text = self.text
        if text.startswith("<!--", start):
            # ``<!-->`` and ``<!--->`` are whole comments.
            end = self._find("-->", start + 2)
            return Tag(start, end + 3, "nothing") if end >= 0 else Tag(start, start + 4, "nothing")
        following = text[start + 1 : start + 2]
        if following in ("!", "?"):
            end = self._find(">", start)
            return Tag(start, end + 1, "nothing") if end >= 0 else None
        match = _NAME.match(text, start)
        if not match:
            return None
        name = match.group(1).lower()
        if following == "/":
            end = self._find(">", start)
            return Tag(start, end + 1, "close", name) if end >= 0 else None
        end = self._end(match.end())
        if end < 0:
            return None
        inside = text[match.end() : end]
        kind: TagKind = "void" if name in VOID or inside.endswith("/") else "open"
        return Tag(start, end + 1, kind, name, inside)

    def end_of_raw(self, name: str, start: int) -> tuple[int, int]:
        """Where the content of a :data:`RAW` element ends, and where its end tag does."""
        key = f"</{name}"
        if key not in self._never:
            end_tag = rf"</{re.escape(name)}(?![a-zA-Z0-9-])[^>]{{0,200}}>"
            match = re.compile(end_tag, re.IGNORECASE).search(self.text, start)
            if match:
                return match.start(), match.end()
            self._never.add(key)
        # Never closed: what follows is kept as text rather than lost.
        return start, start

    def _find(self, what: str, start: int) -> int:
        if what in self._never:
            return -1
        at = self.text.find(what, start)
        if at < 0:
            self._never.add(what)
        return at

    def _end(self, start: int) -> int:
        """The ``>`` that ends a tag: one outside of the quotes of attribute values."""
        at = start
        while self._runaways < 20:
            match = _QUOTE_OR_END.search(self.text, at)
            if not match:
                break
            found = match.start()
            quote = match.group()
            if quote == ">":
                return found
            at = found + 1
            if _ASSIGNS.search(self.text, max(start, found - 60), found):
                close = self._find(quote, at)
                if close >= 0:
                    at = close + 1
        else:
            return self.text.find(">", start)
        # The quotes are unbalanced: take the first end there is, and not too often.
        self._runaways += 1
        return self.text.find(">", start)
