"""Entries of a .bib file as raw fields: values, ``@string`` macros, concatenation, and faults.

The grammar is that of BibTeX's own documentation, btxdoc (https://ctan.org/pkg/bibtex): a value is
made of pieces in braces, in quotes, of digits and of macros, joined by ``#``.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from refkit.formats.loaded import Apart, Problem

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The macros that every BibTeX style defines, in order."""

NAME: Final = r"[A-Za-z][\w:.+/-]{0,60}"
"""Pattern of a field's name, "author+an:orcid" among them."""


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
    """What a .bib file holds: its entries in order, its problems, and what stands beside them."""

    entries: list[RawEntry] = []
    problems: list[Problem] = []
    apart: Apart = msgspec.field(default_factory=Apart)


_ROOM: Final = 50_000_000
"""The characters that long macros may add to a file: each line may double what it had before."""


class Macros:
    """The macros of ``@string``, and which ones were asked for before they were defined."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {month: month for month in MONTHS}
        self.lines: dict[str, int] = {}
        self.missed: dict[str, list[Problem]] = {}
        self.room = _ROOM

    def expand(self, word: str) -> str | None:
        """What a word stands for; None if it is not defined, or a hostile file has too much."""
        value = self.values.get(word.lower())
        if value is not None and len(value) > 1000:
            self.room -= len(value)
            if self.room < 0:
                return None
        return value

    def define(self, name: str, value: str, line: int) -> str:
        """Define a macro; the reason why that is doubtful, or ""."""
        macro = name.lower()
        before = self.values.get(macro)
        first = self.lines.get(macro)
        self.values[macro] = value
        self.lines[macro] = line
        if first is not None and before != value:
            return f"the string '{name}' is defined before, on line {first}, with another value"
        return ""


# As bibtexparser counts them; BibTeX itself does not look at what stands before a brace.
_BRACES: Final = re.compile(r"(?<!\\)[{}]")
_BRACES_AND_QUOTES: Final = re.compile(r"(?<!\\)[{}\"]")
_INSIDE = "[^{}]*+"
for _ in range(4):
    _INSIDE = rf"[^{{}}]*+ (?: \{{ {_INSIDE} \}} [^{{}}]*+ )*+"
_ONE_GROUP: Final = re.compile(rf"\{{ {_INSIDE} \}}", re.VERBOSE)
"""A value in braces that are nested no deeper than five, which is nearly every one."""
_PLAIN_NAME: Final = re.compile(r"[a-z]+")
_ASSIGNMENT: Final = re.compile(rf"\s*[,;]?\s*({NAME})\s*=\s*(?=[{{\"\w])")
_WORD: Final = re.compile(r"[^\s\"#%'(),={}]+")
_SPACE: Final = re.compile(r"\s*")
FIELDS: Final = """
    author | editor | title | booktitle | journal | journaltitle | year | date | volume
    | number | pages | publisher | doi | url | month | address | isbn | issn | abstract
    | keywords | note | series | institution | school | organization | location | edition
"""
"""Verbose pattern of the fields that are looked for inside of values."""

SWALLOWED: Final = re.compile(
    rf"\n [ \t]* (?P<name> {FIELDS} ) [ \t]* = [ \t]* [{{\"\d]", re.VERBOSE | re.IGNORECASE
)
"""A field at the beginning of a line inside of a value: the value before it was never closed."""


def value_of(written: str, macros: Macros) -> tuple[str, str, list[str]]:
    """A field's value, what stands behind it, and the macros in it that are not defined.

    Args:
        written: What stands behind the equals sign: ``jan # "~1"``.
        macros: What is defined so far.

    Returns:
        The pieces joined and expanded, the text behind them, and undefined macros as written.
    """
    if written.isdigit() or not written:
        return written, "", []
    if _ONE_GROUP.fullmatch(written):
        return written[1:-1], "", []
    pieces: list[str] = []
    undefined: list[str] = []
    position = 0
    while True:
        position = _skip_space(written, position)
        if position >= len(written):
            return "".join(pieces), "", undefined
        opening = written[position]
        if opening in '{"':
            end = (_end_of_braces if opening == "{" else end_of_quote)(written, position)
            pieces.append(written[position + 1 : end])
            position = end + 1
        else:
            word = _WORD.match(written, position)
            if word is None:
                return "".join(pieces), written[position:], undefined
            position = word.end()
            value = None if word[0].isdigit() else macros.expand(word[0])
            if value is None and not word[0].isdigit():
                undefined.append(word[0])
            pieces.append(word[0] if value is None else value)
        position = _skip_space(written, position)
        if position < len(written) and written[position] == "#":
            position += 1
            continue
        return "".join(pieces), written[position:], undefined


def _skip_space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def without_comment(rest: str) -> str:
    """What stands behind a value, without the lines that begin with ``%``."""
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


def end_of_quote(text: str, start: int, stop: int | None = None) -> int:
    """The offset of the quote that closes the one at ``start``; ``stop`` if none before it does.

    A quote inside of braces closes nothing: ``"the {"}new{"} one"``. Where the braces do not
    balance, the last quote closes.
    """
    depth = 0
    last = -1
    stop = len(text) if stop is None else stop
    for match in _BRACES_AND_QUOTES.finditer(text, start + 1, stop):
        if match[0] == '"':
            last = match.start()
            if depth <= 0:
                return last
        depth += (match[0] == "{") - (match[0] == "}")
    return last if last >= 0 else stop


def take_field(
    entry: RawEntry,
    written_name: str,
    written: str,
    line: int,
    macros: Macros,
    problems: list[Problem],
) -> bool:
    """Put a field into an entry, with a Problem for whatever is doubtful about it.

    Args:
        entry: The entry, which is changed.
        written_name: What stands before the equals sign, comments and all.
        written: What stands behind it, up to the comma.
        line: The line of the equals sign.
        macros: What is defined so far.
        problems: Where Problems go.

    Returns:
        Whether no text is left over.
    """
    while True:
        name, commented_out = written_name, False
        if not _PLAIN_NAME.fullmatch(written_name):
            name, commented_out = _field_name(entry, written_name, line, problems)
        if not name or not written or written[0] in "=>" or written[-1] == "#":
            written = _mended(name, written, line, entry, problems)
            if not name or not written:
                return True
        value, rest, undefined = value_of(written, macros)
        if rest.startswith("%"):
            comment, rest = rest, without_comment(rest)
            comment = comment[: len(comment) - len(rest)].strip()
            reason = f"a comment behind {name}, which BibTeX does not know inside an entry"
            problems.append(Problem(line, reason, entry.key, name, comment))
        following = _ASSIGNMENT.match(rest) if rest else None
        if following is None and not commented_out and (rest or written[0] in _QUOTES):
            value, rest = _whole(name, written, value, rest, undefined, entry, line, problems)
        if commented_out:
            reason = (
                f"{name} is commented out with %, but BibTeX knows no comments inside an entry; "
                "the field was left out"
            )
            raw = f"{written_name.splitlines()[-1].strip()} = {written[: len(written) - len(rest)]}"
            problems.append(Problem(line, reason, entry.key, name, raw))
        else:
            _put(entry, name, value, line, problems)
            for macro in undefined:
                problem = Problem(line, f"the string '{macro}' is not defined", entry.key, name)
                macros.missed.setdefault(macro.lower(), []).append(problem)
                problems.append(problem)
            if value.count("{") != value.count("}"):
                reason = f"the braces of {name} do not balance; BibTeX counts \\{{ too"
                problems.append(Problem(line, reason, entry.key, name))
        if not rest:
            return True
        rest_line = line + written.count("\n", 0, len(written) - len(rest))
        if following is None:
            reason = f"text behind the value of {name}"
            problems.append(Problem(rest_line, reason, entry.key, name, rest))
            return False
        if not commented_out:
            reason = f"a comma is missing after {name}"
            problems.append(Problem(rest_line, reason, entry.key, name))
        written_name, written, line = following[1], rest[following.end() :], rest_line


def _mended(name: str, written: str, line: int, entry: RawEntry, problems: list[Problem]) -> str:
    """What stands behind a name, without slips at its beginning and end; "" if that is nothing."""
    reason, raw = "", ""
    if not name:
        reason, raw = "a value without the name of a field; it was left out", written
    elif written.startswith(("=", ">")):
        reason = f"{written[0]} behind the equals sign of {name}"
        written = written.lstrip("=> \t\n")
    elif written.endswith("#"):
        reason = f"nothing follows the # of {name}"
        written = written.rstrip("# \t\n")
    if not written:
        reason = f"{name} has no value"
    problems.append(Problem(line, reason, entry.key, name, raw))
    return written


def _whole(
    name: str,
    written: str,
    value: str,
    rest: str,
    undefined: list[str],
    entry: RawEntry,
    line: int,
    problems: list[Problem],
) -> tuple[str, str]:
    """A value whose braces are missing, or that has quotes inside of quotes: it, and the rest."""
    reason = ""
    if written[0] in _QUOTES and written[-1] in _QUOTES and "=" not in written:
        reason = f"the quotes around the value of {name} are not BibTeX's"
        value, rest = written[1:-1], ""
        undefined.clear()
    elif undefined and _BARE.fullmatch(written):
        reason = f"the braces around the value of {name} are missing"
        value, rest = written, ""
        undefined.clear()
    elif rest and written[0] == '"' and rest[-1] == '"' and "=" not in rest:
        reason = f"{name} has quotes inside of its quotes"
        value, rest = written[1:-1], ""
    if reason:
        problems.append(Problem(line, reason, entry.key, name))
    return value, rest


_BARE: Final = re.compile(r"[^{}\"#=]*")
_QUOTES: Final = "'‘’“”„«»"


def _field_name(
    entry: RawEntry, written: str, line: int, problems: list[Problem]
) -> tuple[str, bool]:
    """The name in lower case, and whether ``%`` stands before it."""
    lines = written.split("\n")
    name = lines[-1].strip()
    commented_out = name.startswith("%")
    words = name.lstrip("% \t").split()
    name = words[-1].lower() if words else ""
    for comment in lines[:-1] if not commented_out else []:
        if comment.strip():
            reason = f"a comment before {name}: BibTeX takes % inside an entry as text"
            if not comment.lstrip().startswith("%"):
                reason = f"'{comment.strip()}' stands before {name}"
            problems.append(Problem(line, reason, entry.key, name, comment))
    if len(words) > 1:
        before = " ".join(words[:-1])
        reason = f"'{before}' stands before a field's name"
        problems.append(Problem(line, reason, entry.key, name, before))
    return name, commented_out


def _put(entry: RawEntry, name: str, value: str, line: int, problems: list[Problem]) -> None:
    if name not in entry.fields:
        entry.fields[name] = value
    elif entry.fields[name] != value:
        reason = f"{name} is given twice; BibTeX takes the first"
        problems.append(Problem(line, reason, entry.key, name, value))
