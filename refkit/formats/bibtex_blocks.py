"""A .bib file to its entries: blocks, ``@string``, concatenation, inheritance, and what is broken.

The splitting into blocks is bibtexparser's. This module finds what passes it in silence: a comma
forgotten between fields, a line commented out with ``%`` inside an entry (BibTeX knows no comments
there), a brace too many or too few. The grammar is that of BibTeX's own documentation, btxdoc
(https://ctan.org/pkg/bibtex); inheritance follows btxdoc for ``crossref`` and the biblatex manual,
appendix B, for what becomes of a parent's title.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import msgspec

from refkit.formats.loaded import Problem

if TYPE_CHECKING:
    from bibtexparser.library import Library
    from bibtexparser.model import Block, Entry

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The macros that every BibTeX style defines, in order."""


class RawEntry(msgspec.Struct):
    """An entry of a .bib file.

    Attributes:
        type: The entry type in lower case: "article".
        key: The citation key as written.
        fields: Field names in lower case to values: LaTeX without the outer braces or quotes,
            macros expanded and concatenations joined, line breaks as written.
        line: The line on which it begins, from 1.
        raw: The entry as written.
    """

    type: str
    key: str
    fields: dict[str, str]
    line: int
    raw: str


class Blocks(msgspec.Struct):
    """The entries of a file in order, and its problems."""

    entries: list[RawEntry] = []
    problems: list[Problem] = []


_NAME: Final = r"[A-Za-z][\w:.+/-]{0,60}"
_ASSIGNMENT: Final = re.compile(rf"\s*,?\s*({_NAME})\s*=\s*(?=[{{\"\w])")
_SWALLOWED: Final = re.compile(
    r"""
    \n [ \t]*
    (?P<name> author | editor | title | booktitle | journal | year | date | volume | number | pages
      | publisher | doi | url | month | address | isbn | issn | abstract | keywords )
    [ \t]* = [ \t]* [{"]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\s\"#%'(),={}]+")
_HEAD: Final = re.compile(r"@[ \t]*(?P<type>\w+)[ \t]*[{(][ \t\n]*(?P<key>[^\s,={}()\"]*)")
_HEAD_WITHOUT_COMMA: Final = re.compile(
    rf"(@[ \t]*\w+[ \t]*[{{(][ \t]*[^\s,={{}}]+)[ \t]*\n(?=\s*{_NAME}\s*=)"
)
_HEAD_WITHOUT_KEY: Final = re.compile(rf"(@[ \t]*\w+[ \t]*[{{(])(?=\s*{_NAME}\s*=)")
_COMMENT_LINE: Final = re.compile(r"^[ \t]*%.*$", re.MULTILINE)
_COMMENT_TAIL: Final = re.compile(r"(?<=,)[ \t]*%.*$", re.MULTILINE)
# BibTeX allows white space around the type; bibtexparser takes such an entry for a comment.
_LOOSE_HEAD: Final = re.compile(r"^([ \t]*)@[ \t]*(\w+)[ \t]*(\n\s{0,100})?([{(])", re.MULTILINE)
_NOT_ENTRIES: Final = frozenset({"string", "preamble", "comment"})


def split(text: str) -> Blocks:
    """Split a .bib file into its entries.

    Args:
        text: The file's text with line feeds as line breaks.

    Returns:
        Every entry of the file, or a Problem in its place.
    """
    from bibtexparser import model

    text = _LOOSE_HEAD.sub(r"\1@\2\4\3", text)
    strings = {macro: macro for macro in MONTHS}
    found = Blocks()
    seen: dict[str, int] = {}
    after_failure = False
    for block, start, end in _located(text):
        line = (block.start_line or 0) + 1
        if isinstance(block, model.ImplicitComment):
            if not after_failure:
                _check_between(block.comment, line, strings, found)
            continue
        after_failure = False
        inner = _unwrapped(block)
        if isinstance(inner, model.String):
            _define(inner.key, inner.value, strings, line, found)
        elif not isinstance(inner, (model.Entry, model.ParsingFailedBlock)):
            continue
        elif text[text.rfind("\n", 0, start) + 1 : start].lstrip().startswith("%"):
            # BibTeX would read it, for % means nothing to it; whoever wrote it meant otherwise.
            head = _HEAD.match(text, start)
            found.problems.append(
                Problem(
                    line,
                    "the entry is commented out with %, which biber obeys and BibTeX does not",
                    entry=head["key"] if head else "",
                    raw=text[start:end].rstrip(),
                )
            )
            after_failure = True
        elif isinstance(inner, model.Entry):
            _register(_take(inner, line, 0, strings, found), found, seen)
        else:
            after_failure = True
            _mend(text[start:end].rstrip(), line, inner.error, strings, found, seen)
    _inherit(found)
    found.problems.sort(key=lambda problem: problem.line)
    return found


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


def _located(text: str) -> Iterator[tuple[Block, int, int]]:
    """The blocks with the offsets at which they and the next one begin."""
    blocks = []
    position = 0
    from bibtexparser.model import ImplicitComment

    for block in _split(text).blocks:
        at = text.find(block.raw or "", position)
        position = max(at, position)
        blocks.append((block, position))
        position += len(block.raw or "") if at >= 0 else 0
    end = len(text)
    ends = []
    for block, start in reversed(blocks):
        ends.append(end)
        if not isinstance(block, ImplicitComment):
            end = start
    for (block, start), stop in zip(blocks, reversed(ends), strict=True):
        yield block, start, stop


def _take(
    entry: Entry, line: int, lines_before: int, strings: dict[str, str], found: Blocks
) -> RawEntry:
    """Take an entry that bibtexparser could split, with an eye on its silent cases."""
    key = entry.key
    if "%" in key:
        lines = [part for part in key.split("\n") if not part.lstrip().startswith("%")]
        key = lines[-1].strip() if lines else ""
    raw = RawEntry(entry.entry_type.lower(), key, {}, line, entry.raw or "")
    for field in entry.fields:
        field_line = lines_before + (field.start_line or 0) + 1
        _take_field(raw, field.key, str(field.value), field_line, strings, found)
    return raw


def _register(entry: RawEntry, found: Blocks, seen: dict[str, int]) -> None:
    found.entries.append(entry)
    key = entry.key.lower()
    if not key:
        found.problems.append(Problem(entry.line, "the entry has no citation key"))
    elif key in seen:
        reason = f"the citation key is used before, on line {seen[key]}"
        found.problems.append(Problem(entry.line, reason, entry=entry.key))
    else:
        seen[key] = entry.line


def _take_field(
    entry: RawEntry,
    written_name: str,
    written: str,
    line: int,
    strings: dict[str, str],
    found: Blocks,
) -> None:
    def problem(reason: str, raw: str = "", at: int = line) -> None:
        found.problems.append(Problem(at, reason, entry=entry.key, field=name, raw=raw))

    lines = written_name.split("\n")
    name = lines[-1].strip()
    commented_out = name.startswith("%")
    for comment in lines[:-1] if not commented_out else []:
        if comment.strip():
            name_only = name
            problem(
                f"a comment before {name_only}: BibTeX takes % inside an entry as text", comment
            )
    name = name.lstrip("% \t")
    words = name.split()
    if len(words) > 1:
        problem(f"'{' '.join(words[:-1])}' stands before a field's name", " ".join(words[:-1]))
        name = words[-1]
    name = name.lower()
    value, rest, undefined = _value(written, strings)
    for macro in undefined:
        if not commented_out:
            problem(f"the string '{macro}' is not defined")
    if commented_out:
        problem(
            f"{name} is commented out with %, but BibTeX knows no comments inside an entry; "
            "the field was left out",
            written_name.split("\n")[-1].strip() + " = " + written[: len(written) - len(rest)],
        )
    elif name in entry.fields:
        if entry.fields[name] != value:
            problem(f"{name} is given twice; BibTeX takes the first", value)
    else:
        entry.fields[name] = value
        swallowed = _SWALLOWED.search(value)
        if swallowed:
            problem(
                f"the value of {name} runs on over {swallowed['name'].lower()}: "
                "a brace or quote is not closed"
            )
    if rest:
        rest_line = line + written.count("\n", 0, len(written) - len(rest))
        following = _ASSIGNMENT.match(rest)
        if following:
            if not commented_out:
                problem(f"a comma is missing after {name}", at=rest_line)
            _take_field(entry, following[1], rest[following.end() :], rest_line, strings, found)
        else:
            problem(f"text behind the value of {name}", rest, rest_line)


def _value(written: str, strings: dict[str, str]) -> tuple[str, str, list[str]]:
    """A field's value, what stands behind it, and the macros in it that are not defined.

    Concatenation with ``#`` joins pieces in braces, in quotes, numbers and macros.
    """
    pieces: list[str] = []
    undefined: list[str] = []
    position = 0
    while True:
        position = _skip_space(written, position)
        if position >= len(written):
            return "".join(pieces), "", undefined
        opening = written[position]
        if opening in '{"':
            end = _end_of_braces(written, position) if opening == "{" else _quote(written, position)
            pieces.append(written[position + 1 : end])
            position = end + 1
        else:
            word = _WORD.match(written, position)
            if word is None:
                return "".join(pieces), written[position:], undefined
            position = word.end()
            macro = word[0].lower()
            if not word[0].isdigit() and macro not in strings:
                undefined.append(word[0])
            pieces.append(strings.get(macro, word[0]))
        position = _skip_space(written, position)
        if position < len(written) and written[position] == "#":
            position += 1
            continue
        return "".join(pieces), _without_comment(written[position:]), undefined


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _without_comment(rest: str) -> str:
    while rest.startswith("%"):
        rest = rest.partition("\n")[2].lstrip()
    return rest


def _end_of_braces(text: str, start: int) -> int:
    """The offset of the brace that closes the one at ``start``; the end if none does."""
    depth = 0
    for match in _BRACES.finditer(text, start):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    return len(text)


def _quote(text: str, start: int) -> int:
    depth = 0
    for match in _BRACES_AND_QUOTES.finditer(text, start + 1):
        if match[0] == '"' and depth <= 0:
            return match.start()
        depth += (match[0] == "{") - (match[0] == "}")
    return len(text)


# As bibtexparser counts them; BibTeX itself does not look at what stands before a brace.
_BRACES: Final = re.compile(r"(?<!\\)[{}]")
_BRACES_AND_QUOTES: Final = re.compile(r"(?<!\\)[{}\"]")


def _define(key: str, value: str, strings: dict[str, str], line: int, found: Blocks) -> None:
    text, rest, undefined = _value(value, strings)
    strings[key.lower()] = text
    for macro in undefined:
        found.problems.append(Problem(line, f"the string '{macro}' is not defined", entry=key))
    if rest:
        found.problems.append(Problem(line, "text behind the value of @string", key, raw=rest))


def _check_between(comment: str, line: int, strings: dict[str, str], found: Blocks) -> None:
    """Text between entries is a comment to BibTeX; find fields that a brace too many put there."""
    field = _ASSIGNMENT.match(comment)
    if not field or not (comment.startswith(",") or "}" in comment) or not found.entries:
        return
    entry = found.entries[-1]
    reason = f"{field[1].lower()} stands outside of the entry: a brace too many before it"
    stray = _only_entry("@misc{key," + comment.lstrip(", "))
    left_out = "" if stray else comment
    found.problems.append(Problem(line, reason, entry.key, field[1].lower(), left_out))
    for field_of_it in stray.fields if stray else []:
        at = line + (field_of_it.start_line or 0)
        _take_field(entry, field_of_it.key, str(field_of_it.value), at, strings, found)


def _mend(
    chunk: str,
    line: int,
    error: Exception,
    strings: dict[str, str],
    found: Blocks,
    seen: dict[str, int],
) -> None:
    """Read an entry that cannot be split if one small repair does it, else report it as lost."""
    head = _HEAD.match(chunk)
    for repaired, reason in _repairs(chunk):
        entry = _only_entry(repaired) if repaired != chunk else None
        if entry is None:
            continue
        trial = Blocks()
        mended = _take(entry, line, line - 1, strings, trial)
        if any(_SWALLOWED.search(value) for value in mended.fields.values()):
            continue
        mended.raw = chunk
        if reason:
            left_out = chunk if "%" in reason else ""
            found.problems.append(Problem(line, reason, entry=mended.key, raw=left_out))
        found.problems.extend(trial.problems)
        _register(mended, found, seen)
        return
    kind = head["type"].lower() if head else ""
    found.problems.append(
        Problem(
            line,
            _plainly(error),
            entry=f"@{kind}" if kind in _NOT_ENTRIES or not head else head["key"],
            raw=chunk,
            lost=kind not in _NOT_ENTRIES,
        )
    )


def _repairs(chunk: str) -> Iterator[tuple[str, str]]:
    yield (
        _COMMENT_TAIL.sub("", _COMMENT_LINE.sub("", chunk)),
        "comments with % inside the entry, which BibTeX does not know",
    )
    yield _HEAD_WITHOUT_COMMA.sub(r"\1,\n", chunk, count=1), "a comma is missing after the key"
    yield _HEAD_WITHOUT_KEY.sub(r"\1,", chunk, count=1), ""
    closing = ")" if re.match(r"@[ \t]*\w+[ \t]*\(", chunk) else "}"
    yield chunk + "\n" + closing, "the brace that closes the entry is missing"


def _only_entry(text: str) -> Entry | None:
    from bibtexparser.model import DuplicateFieldKeyBlock, Entry, ImplicitComment

    blocks = _split(text).blocks
    if len(blocks) != 1 or isinstance(blocks[0], ImplicitComment):
        return None
    block = blocks[0]
    if isinstance(block, DuplicateFieldKeyBlock):
        inner = block.ignore_error_block
        return inner if isinstance(inner, Entry) else None
    return block if isinstance(block, Entry) else None


def _plainly(error: Exception) -> str:
    """The splitter's reason in the words of someone who writes .bib files."""
    from bibtexparser.exceptions import BlockAbortedException

    reason = error.abort_reason if isinstance(error, BlockAbortedException) else str(error)
    if "end of file" in reason:
        return "the entry is not closed before the file ends: a brace or quote is missing"
    if "block start" in reason:
        return "the entry is not closed before the next one begins: a brace or quote is missing"
    return reason[:1].lower() + reason[1:].replace("`", "'").rstrip(". ")


_BOOKLIKE: Final = frozenset(
    {"book", "collection", "proceedings", "mvbook", "mvcollection", "mvproceedings", "reference"}
    | {"mvreference", "periodical"}
)
_PARTS: Final = frozenset(
    {"inbook", "bookinbook", "suppbook", "incollection", "suppcollection", "inproceedings"}
    | {"conference", "inreference", "article", "suppperiodical"}
)
_NOT_INHERITED: Final = frozenset(
    {"ids", "crossref", "xref", "xdata", "entryset", "entrysubtype", "execute", "label", "options"}
    | {"presort", "related", "relatedoptions", "relatedstring", "relatedtype", "shorthand"}
    | {"shorthandintro", "sortkey", "keywords", "abstract", "file", "annotation", "annote"}
)
_FROM_BOOK: Final = {
    "title": "booktitle",
    "subtitle": "booksubtitle",
    "titleaddon": "booktitleaddon",
    "author": "bookauthor",
    "shorttitle": "",
}


def _inherit(found: Blocks) -> None:
    """Give children what they inherit by ``crossref`` and ``xdata``."""
    entries = {entry.key.lower(): entry for entry in reversed(found.entries) if entry.key}
    done: set[int] = set()
    for entry in found.entries:
        _inherit_into(entry, entries, done, found, 0)
    data = [entry for entry in found.entries if entry.type == "xdata"]
    if data:
        found.entries = [entry for entry in found.entries if entry.type != "xdata"]
        found.problems.extend(
            Problem(
                entry.line,
                "@xdata is no work; its fields went to the entries that name it",
                entry=entry.key,
            )
            for entry in data
        )


def _inherit_into(
    entry: RawEntry, entries: dict[str, RawEntry], done: set[int], found: Blocks, depth: int
) -> None:
    if id(entry) in done:
        return
    done.add(id(entry))
    for link in ("xdata", "crossref"):
        for name in entry.fields.get(link, "").split(","):
            if not name.strip():
                continue
            parent = entries.get(name.strip().lower())
            if parent is None or parent is entry:
                found.problems.append(
                    Problem(
                        entry.line,
                        f"{link} names '{name.strip()}', which is not in the file",
                        entry=entry.key,
                        field=link,
                    )
                )
                continue
            if depth < 20:
                _inherit_into(parent, entries, done, found, depth + 1)
            _merge(entry, parent, link)


def _merge(entry: RawEntry, parent: RawEntry, link: str) -> None:
    renamed = link == "crossref" and entry.type in _PARTS and parent.type in _BOOKLIKE
    for name, value in parent.fields.items():
        if name in _NOT_INHERITED:
            continue
        if renamed:
            name = _FROM_BOOK.get(name, name)
            if name == "bookauthor" and entry.type not in ("inbook", "bookinbook", "suppbook"):
                continue
            if name == "booktitle" and (entry.type == "article" or "booktitle" in parent.fields):
                continue
        if name and name not in entry.fields:
            entry.fields[name] = value
