"""Suppressions: what comments in an article hold back, how far each reaches, and what it held.

A comment is about the entry or paragraph that it stands in; on a line of its own, about the next
one. The directive itself, and how each form writes comments, is ``refkit.normalize.directives``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

import msgspec

from refkit.model import Block, Document, Finding, Reference, Span, Suppressed, Verdict
from refkit.normalize.directives import WORDS, Directive, find_directives
from refkit.normalize.patterns import lazy_pattern

_BLOCK_TAG: Final = lazy_pattern(
    r"""
    </? (?: address | article | aside | blockquote | body | br | caption | center | d[dlt] | details
      | div | figcaption | figure | footer | form | h[1-6] | head | header | hr | html | li | main
      | menu | nav | ol | p | pre | section | summary | table | tbody | td | tfoot | th | thead
      | tr | ul ) (?= [\s/>] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SPACE: Final = lazy_pattern(r"\s*")

_MARKER: Final = 20
"""The longest list marker, in characters: an entry begins behind its own."""

_PARAGRAPH_LINE: Final = 120
"""A longer line of plain text is a paragraph of its own, and not one of a wrapped paragraph."""

_MOST_LINES: Final = 100
"""Lines of the longest paragraph of plain text; a file without a blank line is not one."""

_INDEPENDENT: Final = frozenset("CX")
"""Families whose rules need no Record, so that they have said all they can without a Source."""

_FORMED: Final = frozenset("ACL")
"""Families that are silent where an article has no form that refkit has rules for."""


class Suppression(msgspec.Struct):
    """A directive, and what became of it.

    Attributes:
        directive: The comment.
        scope: The range of ``Document.text`` that it is about, with both ends; None if nothing
            follows it. The whole text for "ignore-file".
        unused: Codes of the directive that held nothing back though their rules ran.
        unknown: Codes of the directive that fit no rule.
    """

    directive: Directive
    scope: Span | None = None
    unused: list[str] = []
    unknown: list[str] = []

    @property
    def whole_file(self) -> bool:
        """Whether it is about everything in the file."""
        return self.directive.word == "ignore-file"

    @property
    def honoured(self) -> bool:
        """Whether it says what it suppresses, and why."""
        directive = self.directive
        return directive.word in WORDS and bool(directive.reason)


def find_suppressions(document: Document, references: Sequence[Reference]) -> list[Suppression]:
    """The suppressions in an article's comments, each with its scope.

    Args:
        document: The article.
        references: Its References, in order.
    """
    directives = find_directives(document)
    if not directives:
        return []
    places = _Places(document, references)
    whole = Span(0, len(document.text))
    return [
        Suppression(each, whole if each.word == "ignore-file" else places.scope(each.comment))
        for each in directives
    ]


class Sifted(NamedTuple):
    """Findings parted by what comments say of them."""

    findings: list[Finding]
    suppressed: list[Suppressed]


class Sieve:
    """Holds Findings back, and remembers which suppression held any.

    Args:
        suppressions: As :func:`find_suppressions` returns them.
    """

    def __init__(self, suppressions: list[Suppression]) -> None:
        self._suppressions = suppressions
        self._reasons: dict[tuple[Span, bool], dict[str, str]] = {}
        self._used: set[tuple[Span, bool, str]] = set()
        for each in suppressions:
            if each.honoured and each.scope is not None:
                codes = self._reasons.setdefault((each.scope, each.whole_file), {})
                for code in each.directive.codes:
                    codes.setdefault(code, each.directive.reason)
        self._scopes = sorted(scope for scope, whole in self._reasons if not whole)
        self._files = [scope for scope, whole in self._reasons if whole]
        self._starts = [scope.start for scope in self._scopes]
        # How far the scopes up to each one reach, to know when no earlier one can hold a place.
        self._reach = list(accumulate((scope.end for scope in self._scopes), max))

    def sift(self, findings: Iterable[Finding]) -> Sifted:
        """Part Findings into those to report and those that a suppression holds back."""
        if not self._reasons:
            return Sifted(list(findings), [])
        kept: list[Finding] = []
        held: list[Suppressed] = []
        for finding in findings:
            reason = self._reason(finding)
            if reason is None:
                kept.append(finding)
            else:
                held.append(Suppressed(finding, reason))
        return Sifted(kept, held)

    def settle(
        self,
        codes: dict[str, list[str]],
        ran: Collection[str],
        verdicts: Sequence[Verdict],
        *,
        formed: bool,
    ) -> None:
        """Note in each suppression which of its codes it holds for nothing.

        Unused are only those where that is certain: the rules ran, and had what they need to say
        anything.

        Args:
            codes: For each code or beginning that a directive names, the codes of its rules.
            ran: The codes of the rules that ran.
            verdicts: The Verdicts on the article's references.
            formed: Whether the article has a form that rules on form were held against.
        """
        # Nor can anything be said of a work that was not found: other sources may know it.
        unchecked = sorted(each.reference.span.start for each in verdicts if each.match is None)
        for each in self._suppressions:
            each.unknown = [code for code in each.directive.codes if not codes.get(code)]
            if each.honoured:
                sure = each.scope is None or not _any_within(unchecked, each.scope)
                each.unused = [
                    code
                    for code in each.directive.codes
                    if code not in each.unknown
                    and not self._holds(each, code)
                    and all(rule in ran for rule in codes[code])
                    and (formed or not any(rule[0] in _FORMED for rule in codes[code]))
                    and (sure or code[0] in _INDEPENDENT)
                ]

    def _holds(self, suppression: Suppression, code: str) -> bool:
        scope = suppression.scope
        return scope is not None and (scope, suppression.whole_file, code) in self._used

    def _reason(self, finding: Finding) -> str | None:
        """The reason of the narrowest suppression of a Finding; all that fit are marked as used."""
        at = finding.span.start
        fitting: list[tuple[Span, bool]] = []
        number = bisect_right(self._starts, at) - 1
        while number >= 0 and self._reach[number] >= at:
            scope = self._scopes[number]
            if at < scope.end or at == finding.span.end == scope.end:
                fitting.append((scope, False))
            number -= 1
        fitting += [(scope, True) for scope in self._files]
        reasons = [reason for key in fitting for reason in self._by(key, finding.code)]
        return reasons[0] if reasons else None

    def _by(self, key: tuple[Span, bool], code: str) -> list[str]:
        """The reasons that suppressions of one scope give for a code, the exactest first."""
        reasons = self._reasons[key]
        prefixes = [code[:length] for length in range(len(code), 0, -1)]
        fitting = [prefix for prefix in prefixes if prefix in reasons]
        self._used.update((*key, prefix) for prefix in fitting)
        return [reasons[prefix] for prefix in fitting]


def _any_within(places: list[int], scope: Span) -> bool:
    at = bisect_left(places, scope.start)
    return at < len(places) and places[at] <= scope.end


class _Places:
    """Where comments stand among the entries and paragraphs of a Document."""

    def __init__(self, document: Document, references: Sequence[Reference]) -> None:
        self._document = document
        self._segments = sorted(document.segments, key=lambda each: each.source_start)
        self._sources = [each.source_start for each in self._segments]
        self._entries = sorted(each.span for each in references)
        self._entry_starts = [each.start for each in self._entries]
        self._block_starts = [each.span.start for each in document.blocks]
        # Up to where the source has been looked through, and whether text ended since the last
        # that was seen: comments come in order, and a million may follow one word.
        self._seen = 0
        self._ended = True

    def scope(self, comment: Span) -> Span | None:
        """The entry or paragraph that a comment is about; comments are asked for in order."""
        following = bisect_left(self._sources, comment.start)
        before = self._segments[following - 1] if following else None
        if before is not None and before.source_end > self._seen:
            self._seen = before.source_end
            self._ended = False
        last = before.text_end - 1 if before is not None else 0
        self._ended = self._ended or self._ends(Span(self._seen, comment.start), last)
        self._seen = comment.end
        if not self._ended:
            return self._around(last)
        if following < len(self._segments):
            text = _SPACE.match(self._document.text, self._segments[following].text_start)
            return self._around(text.end() if text else 0)
        return None

    def _ends(self, markup: Span, last: int) -> bool:
        """Whether the text whose last character is given ends in the markup after it."""
        document = self._document
        if document.text[last] in "\r\n":
            return True  # where every line is a reference, line breaks are text
        source = document.source[markup.start : markup.end]
        if document.format != "text" and _BLOCK_TAG.search(source):
            return True
        if document.format == "html":
            # White space is layout there, but in the lines of a <pre>.
            block = self._block(last)
            if block is None or document.blocks[block].kind not in ("line", "code"):
                return False
        return "\n" in source or "\r" in source

    def _around(self, at: int) -> Span:
        """The entry, else the paragraph, that holds a character of the text."""
        number = bisect_right(self._entry_starts, at) - 1
        if number >= 0 and at < self._entries[number].end:
            return self._entries[number]
        block = self._block(at)
        if number + 1 < len(self._entries) and self._entries[number + 1].start <= at + _MARKER:
            # The comment stands before the number of an entry, which is no part of it.
            entry = self._entries[number + 1]
            if "\n" not in self._document.text[at : entry.start]:
                return entry
        return Span(at, at) if block is None else self._paragraph(block)

    def _block(self, at: int) -> int | None:
        number = bisect_right(self._block_starts, at) - 1
        return number if number >= 0 else None

    def _paragraph(self, number: int) -> Span:
        """A block; in plain text, whose blocks are lines, with the lines that go on from it."""
        blocks = self._document.blocks
        last = number
        while last - number < _MOST_LINES and _goes_on(blocks, last):
            last += 1
        return Span(blocks[number].span.start, blocks[last].span.end)


def _goes_on(blocks: list[Block], number: int) -> bool:
    """Whether the paragraph that a line of plain text stands in goes on after it."""
    if number + 1 >= len(blocks):
        return False
    block, following = blocks[number], blocks[number + 1]
    return (
        block.kind == following.kind == "line"
        and following.gap == 0
        and len(block.span) <= _PARAGRAPH_LINE
    )
