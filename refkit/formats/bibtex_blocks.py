"""A .bib file to its blocks: entries, ``@string``, ``@preamble``, comments, and what is broken.

The splitting is bibtexparser's. This module finds what passes it in silence, hands what it cannot
split to :mod:`refkit.formats.bibtex_broken`, and lets entries inherit
(:mod:`refkit.formats.bibtex_inheritance`).
"""

from __future__ import annotations

import logging
import re
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from refkit.formats.bibtex_broken import (
    HEAD,
    INNER_HEAD,
    ODD_HEAD,
    WRONG_HEAD,
    mend,
    mend_wrong_head,
    partners,
    read_strictly,
)
from refkit.formats.bibtex_entries import (
    MONTHS,
    NAME,
    SWALLOWED,
    Blocks,
    Macros,
    RawEntry,
    take_field,
    value_of,
    without_comment,
)
from refkit.formats.bibtex_inheritance import inherit
from refkit.formats.loaded import Problem

if TYPE_CHECKING:
    from bibtexparser.library import Library
    from bibtexparser.model import Block, Entry, ImplicitComment

__all__ = ["MONTHS", "Blocks", "RawEntry", "split"]

# BibTeX allows white space around the type; bibtexparser takes such an entry for a comment.
_LOOSE_HEAD: Final = re.compile(
    r"^ ([ \t]*) @ (?: [ \t]+ (\w+) [ \t]* | (\w+) [ \t]* (?=\n) ) (\n\s{0,100})? ([{(])",
    re.MULTILINE | re.VERBOSE,
)
_ASSIGNMENT: Final = re.compile(rf"\s*,?\s*({NAME})\s*=\s*(?=[{{\"\w])")
_HEAD_AND_KEY: Final = re.compile(r"@[ \t]*\w+[ \t]*[{(][ \t\n]*(?P<key>[^\s,={}()\"]*)")
_WITHOUT_AT: Final = re.compile(
    rf"""
    ^ [ \t]* [A-Za-z]{{3,20}} [ ]? \{{ [ ]? [^\s,{{}}=]{{1,100}} , \s{{0,50}} {NAME} [ ]{{0,20}} =
    """,
    re.MULTILINE | re.VERBOSE,
)
_ONLY_CLOSED: Final = re.compile(r"[\s,]*[})][\s,})]*")
_NOT_ENTRIES: Final = frozenset({"string", "preamble", "comment"})
_LONG: Final = frozenset({"abstract", "annote", "annotation", "note", "comment", "review"})
"""Fields in which whole entries may be quoted."""


class _Located(NamedTuple):
    """A block, the offsets at which it and the next one begin, and its line."""

    block: Block
    start: int
    stop: int
    line: int


def split(text: str) -> Blocks:
    """Split a .bib file into its entries.

    Args:
        text: The file's text with line feeds as line breaks.

    Returns:
        Every entry of the file, or a Problem in its place, and what stands between them.
    """
    return _Splitting(_LOOSE_HEAD.sub(r"\1@\2\3\5\4", text)).run()


class _Splitting:
    """One file on its way to its blocks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found = Blocks()
        self.macros = Macros()
        self.seen: dict[str, int] = {}
        self.pairs: dict[int, int] | None = None
        self.doubted = 0
        self.blocks: deque[_Located] = deque()

    def run(self) -> Blocks:
        self.blocks.extend(_located(self.text, 0, len(self.text), 1))
        while self.blocks:
            located = self.blocks.popleft()
            end = self._take(located)
            if end >= 0:
                self._go_on(located, end)
        inherit(self.found)
        self._tell_late_macros()
        self.found.problems.sort(key=lambda problem: problem.line)
        return self.found

    def _take(self, located: _Located) -> int:
        """Take a block; the offset at which it really ends, or -1 if bibtexparser is right."""
        from bibtexparser import model

        block = _unwrapped(located.block)
        if isinstance(block, model.ImplicitComment):
            return self._take_between(block, located)
        if isinstance(block, (model.ExplicitComment, model.Preamble)) and self._is_entry(located):
            return self._take_broken(located, block)
        if isinstance(block, model.ExplicitComment):
            self.found.apart.comments.append(block.raw or "")
        elif isinstance(block, model.Preamble):
            self.found.apart.preambles.append(block.value.strip())
        elif isinstance(block, model.String):
            self._define(block.key, block.value, located.line)
        elif self._is_commented_out(located):
            return -1
        elif isinstance(block, model.Entry):
            return self._take_entry(block, located)
        else:
            return self._take_broken(located, block)
        return -1

    def _is_entry(self, located: _Located) -> bool:
        """Whether a block is no @comment or @preamble but begins like it: ``@commented{key,``."""
        head = HEAD.match(self.text, located.start)
        return head is not None and head["type"].lower() not in _NOT_ENTRIES

    def _take_between(self, block: ImplicitComment, located: _Located) -> int:
        """Take text between entries; the offset at which an entry in it ends, or -1.

        bibtexparser takes an entry for such text if its type is more than letters: ``@my-type{``;
        BibTeX itself passes over ``@article[key,``.
        """
        text = self.text
        heads = sorted(
            match.start()
            for pattern in (ODD_HEAD, WRONG_HEAD)
            for match in pattern.finditer(text, located.start, located.stop)
            if not self._is_behind_percent(match.start())
        )
        if not heads:
            self._between(block.comment, located.line)
            return -1
        line, end = located.line, located.start
        for start, stop in pairwise([*dict.fromkeys(heads), located.stop]):
            if start < end:
                continue
            self._rest_between(text[end:start], line)
            line += text.count("\n", end, start)
            done = self._take_odd(_Located(block, start, stop, line), block)
            line, end = line + text.count("\n", start, done), done
        if end > located.stop:
            return end
        self._rest_between(text[end : located.stop], line)
        return -1

    def _rest_between(self, rest: str, line: int) -> None:
        comment = rest.strip()
        if comment:
            self._between(comment, line + rest[: rest.index(comment)].count("\n"))

    def _take_odd(self, located: _Located, block: Block) -> int:
        """Take an entry that bibtexparser took for a comment; the offset at which it ends."""
        if WRONG_HEAD.match(self.text, located.start):
            chunk = self.text[located.start : located.stop]
            mended = mend_wrong_head(chunk, located.line, self.macros)
            if mended.entry:
                self._register(mended.entry)
                self.found.problems.extend(mended.problems)
                return located.start + mended.end
        end = self._take_broken(located, block)
        return end if end >= 0 else located.stop

    def _go_on(self, done: _Located, end: int) -> None:
        """Go on at an offset, where bibtexparser saw the end of a block elsewhere."""
        stop = done.stop
        while self.blocks and (self.blocks[0].start < max(end, stop)):
            self.blocks.popleft()
        stop = self.blocks[0].start if self.blocks else len(self.text)
        if end < stop:
            line = done.line + self.text.count("\n", done.start, end)
            self.blocks.extendleft(reversed(list(_located(self.text, end, stop, line))))

    def _take_entry(self, entry: Entry, located: _Located) -> int:
        """Take an entry that bibtexparser could split, with an eye on its silent cases."""
        key = entry.key
        if "%" in key:
            lines = [part for part in key.split("\n") if not part.lstrip().startswith("%")]
            key = lines[-1].strip() if lines else ""
        raw = RawEntry(entry.entry_type.lower(), key, {}, located.line, entry.raw or "")
        problems: list[Problem] = []
        whole = True
        for field, line in zip(entry.fields, _field_lines(entry, located.line), strict=True):
            whole &= take_field(raw, field.key, field.value, line, self.macros, problems)
        if not whole:
            # bibtexparser ends a value at a quote inside of braces: "zeitgem{"a}{\ss}".
            end = self._take_strictly(located, raw.type)
            if end >= 0:
                return end
        swallowed = _swallowed(raw)
        if swallowed:
            mended = mend(self.text[located.start : located.stop], located.line, self.macros)
            if mended.entry and len(mended.entry.fields) >= len(raw.fields):
                self._register(mended.entry)
                self.found.problems.extend(mended.problems)
                return located.start + mended.end
            reason = f"{swallowed} runs on over what looks like another field or entry"
            problems.append(Problem(located.line, reason, key, swallowed))
        self._register(raw)
        self.found.problems.extend(problems)
        return -1

    def _take_broken(self, located: _Located, block: Block) -> int:
        """Take a block that bibtexparser could not split; the offset at which it ends."""
        head = HEAD.match(self.text, located.start)
        kind = head["type"].lower() if head else ""
        if kind in _NOT_ENTRIES:
            return self._take_other(located, block, kind)
        end = self._take_strictly(located, kind)
        if end >= 0:
            return end
        chunk = self.text[located.start : located.stop]
        mended = mend(chunk, located.line, self.macros)
        if mended.entry is not None:
            self._register(mended.entry)
            self.found.problems.extend(mended.problems)
            return located.start + mended.end
        key = _HEAD_AND_KEY.match(chunk)
        self.found.problems.append(
            Problem(
                located.line,
                _plainly(getattr(block, "error", None)),
                entry=key["key"] if key else "",
                raw=chunk.rstrip(),
                lost=True,
            )
        )
        return -1

    def _take_strictly(self, located: _Located, kind: str) -> int:
        """Take an entry by BibTeX's own rules; the offset at which it ends, or -1."""
        if located.start < self.doubted:
            return -1
        if self.pairs is None:
            self.pairs = partners(self.text)
        strict = read_strictly(self.text, located.start, self.pairs)
        if strict is None:
            return -1
        raw = self.text[located.start : strict.end]
        entry = RawEntry(kind, strict.key, {}, located.line, raw)
        problems: list[Problem] = []
        line, counted = located.line, located.start
        for name, value, at in strict.fields:
            line, counted = line + self.text.count("\n", counted, at), at
            take_field(entry, name, value, line, self.macros, problems)
        if _swallowed(entry):
            # What it holds is tried only once, or entries inside of entries would take for ever.
            self.doubted = strict.end
            return -1
        self._register(entry)
        self.found.problems.extend(problems)
        return strict.end

    def _take_other(self, located: _Located, block: Block, kind: str) -> int:
        """Take a ``@comment``, ``@string`` or ``@preamble`` that bibtexparser could not split."""
        text = self.text
        opening = text.find("{", located.start, located.stop)
        if self.pairs is None:
            self.pairs = partners(text)
        closing = self.pairs.get(opening, -1) if opening >= 0 else -1
        if closing < 0:
            chunk = text[located.start : located.stop].rstrip()
            reason = _plainly(getattr(block, "error", None)).replace("the entry", "the block")
            self.found.problems.append(Problem(located.line, reason, f"@{kind}", raw=chunk))
            return -1
        if kind == "comment":
            self.found.apart.comments.append(text[located.start : closing + 1])
        elif kind == "preamble":
            self.found.apart.preambles.append(text[opening + 1 : closing].strip())
        else:
            name, _, value = text[opening + 1 : closing].partition("=")
            self._define(name.strip(), value.strip(), located.line)
        return closing + 1

    def _register(self, entry: RawEntry) -> None:
        self.found.entries.append(entry)
        key = entry.key.lower()
        if not entry.type:
            self.found.problems.append(Problem(entry.line, "the entry has no type", entry.key))
        if " " in key or "\n" in key:
            reason = "the citation key has a blank in it, which BibTeX does not allow"
            self.found.problems.append(Problem(entry.line, reason, entry.key))
        if key and key not in self.seen:
            self.seen[key] = entry.line

    def _define(self, name: str, written: str, line: int) -> None:
        """Define a macro of ``@string``."""
        problems = self.found.problems
        if not written:
            problems.append(Problem(line, f"the string '{name}' has no value", name))
        value, rest, undefined = value_of(written, self.macros)
        rest = without_comment(rest)
        doubt = self.macros.define(name, value, line)
        if doubt:
            problems.append(Problem(line, doubt, name))
        self.found.apart.strings[name] = value
        for macro in undefined:
            problem = Problem(line, f"the string '{macro}' is not defined", name)
            self.macros.missed.setdefault(macro.lower(), []).append(problem)
            problems.append(problem)
        if rest:
            problems.append(Problem(line, "text behind the value of @string", name, raw=rest))

    def _tell_late_macros(self) -> None:
        """Say of macros that were not defined when they were used where they are defined."""
        late: dict[Problem, Problem] = {}
        for macro, problems in self.macros.missed.items():
            line = self.macros.lines.get(macro)
            for problem in problems if line is not None else ():
                word = problem.reason.split("'")[1]
                reason = f"the string '{word}' is used before it is defined, on line {line}"
                late[problem] = msgspec.structs.replace(problem, reason=reason)
        if late:
            self.found.problems = [late.get(each, each) for each in self.found.problems]

    def _is_behind_percent(self, start: int) -> bool:
        line = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        return line.lstrip().startswith("%")

    def _is_commented_out(self, located: _Located) -> bool:
        """Whether ``%`` stands before an entry, which is then reported and left out."""
        if not self._is_behind_percent(located.start):
            return False
        # BibTeX would read it, for % means nothing to it; whoever wrote it meant otherwise.
        key = _HEAD_AND_KEY.match(self.text, located.start)
        self.found.problems.append(
            Problem(
                located.line,
                "the entry is commented out with %, which biber obeys and BibTeX does not",
                entry=key["key"] if key else "",
                raw=self.text[located.start : located.stop].rstrip(),
            )
        )
        while self.blocks and self.blocks[0].start < located.stop:
            self.blocks.popleft()
        return True

    def _between(self, comment: str, line: int) -> None:
        """Text between entries is a comment to BibTeX; find fields and entries that got there."""
        self.found.apart.comments.append(comment)
        entries, problems = self.found.entries, self.found.problems
        missing = _WITHOUT_AT.search(comment)
        if missing:
            at = line + comment.count("\n", 0, missing.start())
            reason = "this looks like an entry without @, which BibTeX passes over"
            problems.append(Problem(at, reason, raw=comment[missing.start() :]))
            return
        if _ONLY_CLOSED.fullmatch(comment):
            problems.append(Problem(line, "a brace too many between entries", raw=comment))
            return
        field = _ASSIGNMENT.match(comment)
        if not field or not (comment.startswith(",") or "}" in comment) or not entries:
            return
        entry = entries[-1]
        reason = f"{field[1].lower()} stands outside of the entry: a brace too many before it"
        stray = mend("@misc{key," + comment.lstrip(", "), line, self.macros)
        left_out = "" if stray.entry else comment
        problems.append(Problem(line, reason, entry.key, field[1].lower(), left_out))
        if stray.entry:
            self.found.apart.comments.pop()
            for name, value in stray.entry.fields.items():
                entry.fields.setdefault(name, value)
            quiet = "the brace that closes the entry is missing"
            problems.extend(
                msgspec.structs.replace(problem, entry=entry.key)
                for problem in stray.problems
                if problem.reason != quiet
            )


def _swallowed(entry: RawEntry) -> str:
    """The first field whose value seems to run on over others, or over the next entry; or ""."""
    for name, value in entry.fields.items():
        if "\n" in value and "=" in value:
            if SWALLOWED.search(value):
                return name
            if "@" in value and name not in _LONG and INNER_HEAD.search(value):
                return name
    return ""


def _unwrapped(block: Block) -> Block:
    """The entry inside of blocks that bibtexparser sets apart for a double key or field."""
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock

    while isinstance(block, (DuplicateBlockKeyBlock, DuplicateFieldKeyBlock)):
        if block.ignore_error_block is None:
            break
        block = block.ignore_error_block
    return block


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep bibtexparser from printing what we report as data."""
    logger = logging.getLogger("bibtexparser.splitter")
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before


def _split(text: str) -> Library:
    from bibtexparser.splitter import Splitter

    with _quietly():
        return Splitter(text).split()


def _located(text: str, start: int, stop: int, line: int) -> Iterator[_Located]:
    """The blocks of a stretch of text."""
    from bibtexparser.model import ImplicitComment

    placed = []
    position = before = start
    for block in _split(text[start:stop]).blocks:
        raw = block.raw or ""
        at = text.find(raw, position, stop)
        if at < 0:
            # What could not be split may hold the head of what follows: "@misc{ @book{a, …".
            at = text.find(raw, before + 1, stop)
        position = before = max(at, position) if at < 0 else at
        placed.append((block, position))
        position += len(raw) if at >= 0 else 0
    ends = []
    end = stop
    for block, begin in reversed(placed):
        ends.append(end)
        if not isinstance(block, ImplicitComment):
            end = begin
    counted = start
    for (block, begin), finish in zip(placed, reversed(ends), strict=True):
        # bibtexparser's own count passes over a line break behind a backslash.
        line, counted = line + text.count("\n", counted, begin), begin
        yield _Located(block, begin, finish, line)


def _field_lines(entry: Entry, line: int) -> list[int]:
    """The lines of an entry's fields, where the entry begins on a line."""
    raw = entry.raw or ""
    if "\\\n" not in raw:
        first = line - (entry.start_line or 0)
        return [first + (field.start_line or 0) for field in entry.fields]
    # bibtexparser's own count passes over a line break behind a backslash.
    lines = []
    position = 0
    for field in entry.fields:
        begin = max(raw.find(field.key, position), position)
        name_end = begin + len(field.key)
        lines.append(line + raw.count("\n", 0, name_end))
        position = max(raw.find(field.value, name_end), name_end) + len(field.value)
    return lines


def _plainly(error: Exception | None) -> str:
    """The splitter's reason in the words of someone who writes .bib files."""
    from bibtexparser.exceptions import BlockAbortedException

    if error is None:
        return "nothing in the entry reads as a key and fields"
    reason = error.abort_reason if isinstance(error, BlockAbortedException) else str(error)
    if "end of file" in reason:
        return "the entry is not closed before the file ends: a brace or quote is missing"
    if "block start" in reason:
        return "the entry is not closed before the next one begins: a brace or quote is missing"
    return reason[:1].lower() + reason[1:].replace("`", "'").rstrip(". ")
