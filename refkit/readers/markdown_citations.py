"""Citations of keys in Markdown: pandoc's ``[see @a, p. 3; @b]``, MyST's roles and DOIs.

They stand in the text as written, so they are looked for in a Document that is read already. The
rules are those of pandoc's manual, "Citation syntax", and of MyST's, "Citations".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

from refkit.model import Document, Markup, Mention, Span
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.citing_roles import cited_by

_KEY: Final = lazy_pattern(
    r"""
    @ (?<! [\w\\@/.+] @ )
    (?: \{ (?P<braced> [^{}\n]{1,300} ) \}
      # An address may be a key, and a DOI of MyST.
      | (?P<address> (?: doi: | https?:// ) [^\s\[\]{}<>,;"]{1,500}+ (?<![.?!:)]) )
      # Single signs of punctuation stand within a key, not at its end.
      | (?P<key> \w (?: \w | [:.\#$%&\-+?<>~/] (?= \w ) | :: (?= \w ) ){0,300}+ ) )
    """,
    re.VERBOSE,
)
# The manuals of Quarto, "Cross References", and of pandoc-crossref: what begins so is no work.
_CROSS_REFERENCE: Final = lazy_pattern(
    r"(?: fig | tbl | lst | sec | eq | thm | lem | cor | prp | cnj | def | exm | exr | sol | rem"
    r" | alg | tip | nte | wrn | imp | cau | vid | dia | tab ) [-:] .",
    re.VERBOSE | re.IGNORECASE,
)
# bookdown's \@ref(fig:x), whose backslash is gone by now.
_BOOKDOWN: Final = frozenset(["ref"])
_BRACKET: Final = lazy_pattern(r"[\[\]]")
_ROLE: Final = lazy_pattern(r"\{([a-z:]{1,20})\}`{1,5}$")
_DOI_LINK: Final = lazy_pattern(r"(?:doi:|https?://(?:dx\.)?doi\.org/)(10\.\d[^\s()]{1,300})")
_WIDEST: Final = 4000
"""Characters within brackets that may be a citation."""


class _Key(NamedTuple):
    """A key in the text of a Document.

    Attributes:
        name: The key.
        start: Where its "@" stands.
        span: The key itself.
        end: What follows it, the brace around it included.
    """

    name: str
    start: int
    span: Span
    end: int


def has_keys(document: Document) -> bool:
    """Whether anything in an article may be the citation of a key."""
    source = document.source
    return "@" in document.text or "{cite" in source or "[](" in source


def find_mentions(document: Document, *, bare: bool) -> list[Mention]:
    """The citations of keys in an article in Markdown, in order.

    Args:
        document: The article.
        bare: Whether ``@name`` without brackets is one in any case: the article names works.
            Else it is where others are in brackets; alone it may be somebody's name elsewhere.
    """
    if not has_keys(document):
        return []
    marked = _Marked(document)
    keys = [key for key in _keys(document) if not marked.covers(key.span)]
    bracketed, left = _bracketed(document, keys)
    found = bracketed + marked.roles + marked.links
    if bare or found:
        found += [_narrative(document, key) for key in left]
    found = [mention for mention in found if mention.keys]
    found.sort(key=lambda mention: (mention.span.start, -mention.span.end))
    return list(_outermost(found))


class _Marked:
    """What markup tells: roles, links that cite, and where no key can stand."""

    def __init__(self, document: Document) -> None:
        self.roles: list[Mention] = []
        self.links: list[Mention] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        for mark in document.markup:
            if mark.kind in ("code", "link") and (mark.kind == "code" or mark.target):
                if not self._ends or mark.span.end > self._ends[-1]:
                    self._starts.append(mark.span.start)
                    self._ends.append(mark.span.end)
                if mark.kind == "code":
                    role = _of_role(document, mark)
                    if role:
                        self.roles.append(role)
                else:
                    link = _of_link(document, mark)
                    if link:
                        self.links.append(link)
        for block in document.blocks:
            if block.kind == "code":
                self._starts.append(block.span.start)
                self._ends.append(block.span.end)
        order = sorted(range(len(self._starts)), key=self._starts.__getitem__)
        self._starts, self._ends = (
            [self._starts[at] for at in order],
            [self._ends[at] for at in order],
        )

    def covers(self, span: Span) -> bool:
        """Whether a range stands in code or in a link."""
        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and self._ends[at] > span.start


def _of_role(document: Document, mark: Markup) -> Mention | None:
    """The citation in a role of MyST: {cite:p}`a,b`."""
    at = document.source_offset(mark.span.start)
    role = _ROLE.search(document.source[max(0, at - 60) : at])
    if role is None:
        return None
    cited = cited_by(role.group(1), document.text[mark.span.start : mark.span.end])
    if cited is None:
        return None
    starts = [mark.span.start + start for _, start in cited.keys]
    return Mention(
        span=mark.span,
        keys=tuple(key for key, _ in cited.keys),
        key_spans=tuple(
            Span(start, start + len(key))
            for start, (key, _) in zip(starts, cited.keys, strict=True)
        ),
        narrative=cited.narrative,
        prefix=cited.prefix,
        suffix=cited.suffix,
    )


def _of_link(document: Document, mark: Markup) -> Mention | None:
    """The citation in a link to a DOI without text of its own: ``[](doi:10.1000/1)``."""
    found = _DOI_LINK.fullmatch(mark.target)
    if found is None or document.text[mark.span.start : mark.span.end] != mark.target:
        return None
    at = document.source_offset(mark.span.start)
    if document.source[max(0, at - 3) : at] not in ("[](", "](<"):
        return None
    return Mention(span=mark.span, keys=(mark.target,), key_spans=(mark.span,), narrative=True)


def _keys(document: Document) -> Iterator[_Key]:
    text, source = document.text, document.source
    for found in _KEY.finditer(text):
        group = found.lastgroup or "key"
        name = found[group]
        at = document.source_offset(found.start())
        if source[at - 1 : at] == "\\" or _CROSS_REFERENCE.match(name):
            continue
        if name in _BOOKDOWN and text[found.end() : found.end() + 1] == "(":
            continue
        yield _Key(name, found.start(), Span(*found.span(group)), found.end())


def _bracketed(document: Document, keys: list[_Key]) -> tuple[list[Mention], list[_Key]]:
    """The citations in brackets, and the keys that stand in none."""
    if not keys:
        return [], []
    text = document.text
    starts = [block.span.start for block in document.blocks]
    around: dict[int, list[_Key]] = {}
    closes: dict[int, int] = {}
    opened: list[int] = []
    left: list[_Key] = []
    upcoming = 0
    block_end = -1
    for bracket in _BRACKET.finditer(text):
        at = bracket.start()
        while upcoming < len(keys) and keys[upcoming].start < at:
            key = keys[upcoming]
            upcoming += 1
            if opened and key.start < block_end:
                around.setdefault(opened[-1], []).append(key)
            else:
                left.append(key)
        if at >= block_end:
            opened.clear()
            number = bisect_right(starts, at) - 1
            block_end = document.blocks[number].span.end if number >= 0 else at + 1
        if bracket.group() == "[":
            opened.append(at)
        elif opened:
            closes[opened.pop()] = at + 1
    left += keys[upcoming:]
    mentions = []
    for start, within in around.items():
        end = closes.get(start, -1)
        if end < 0 or end - start > _WIDEST:
            left += within
            continue
        prefix = text[start + 1 : within[0].start].strip().removesuffix("-")
        suffix = text[within[-1].end : end - 1].strip().lstrip(",").strip()
        if text[within[-1].end : within[-1].end + 1] == "{":
            # "@a{pp. iv, vi-xi}": pandoc's locator in braces.
            suffix = suffix.strip("{}")
        mentions.append(
            Mention(
                span=Span(start, end),
                keys=tuple(key.name for key in within),
                key_spans=tuple(key.span for key in within),
                prefix=prefix.strip(),
                suffix=suffix,
            )
        )
    left.sort(key=lambda key: key.start)
    return mentions, left


def _narrative(document: Document, key: _Key) -> Mention:
    """The citation ``@a`` or ``@a [p. 3]`` in a sentence."""
    text = document.text
    start = key.start - (text[key.start - 1 : key.start] == "-")
    end, suffix = key.end, ""
    locator = _LOCATOR.match(text, end)
    if locator and "@" not in locator[1]:
        end, suffix = locator.end(), locator[1].strip()
    return Mention(
        span=Span(start, end),
        keys=(key.name,),
        key_spans=(key.span,),
        narrative=True,
        suffix=suffix,
    )


_LOCATOR: Final = lazy_pattern(r"[ \n]?\[([^\[\]\n]{1,300})\](?!\()")


def _outermost(mentions: list[Mention]) -> Iterator[Mention]:
    """The mentions that stand in no other."""
    end = -1
    for mention in mentions:
        if mention.span.end > end:
            end = mention.span.end
            yield mention
