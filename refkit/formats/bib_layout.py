"""The layout of one entry of a .bib file: where type, key, fields and values stand in its text.

The grammar is that of btxdoc (https://ctan.org/pkg/bibtex), read strictly: of an entry that
breaks it, nothing is told, so that nobody edits what cannot be understood. As bibtexparser does, a
brace behind a backslash counts for nothing, and a line that begins like an entry ends a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from refkit.model import Span

_HEAD: Final = re.compile(
    r"""
    @ [ \t]{0,100} (?P<type> \w{1,100} ) \s{0,100} (?P<open> [{(] ) \s{0,100}
    (?P<key> [^\s,{}="%] (?: [^,{}="%\n\r]{0,300} [^\s,{}="%] )? )? \s{0,100} (?= [,})] )
    """,
    re.VERBOSE,
)
_NAME: Final = re.compile(r"[^\s,={}\"#%()@\\]{1,100}")
_PLAIN: Final = r"[^{}\\\r\n]*+ (?: \\ (?![{}]) [^{}\\\r\n]*+ )*+"
_GROUPS: Final = rf"{_PLAIN} (?: \{{ {_PLAIN} \}} {_PLAIN} )*+"
_SIMPLE_FIELD: Final = re.compile(
    rf"""
    \s*+ (?P<name> [^\s,={{}}\"\#%()@\\]{{1,100}} ) \s*+ = \s*+
    (?P<value>
        \{{ {_PLAIN} (?: \{{ {_GROUPS} \}} {_PLAIN} )*+ \}}
      | " [^"{{}}\\\r\n]*+ "
      | [^\s\"\#%'(),={{}}@]{{1,1000}}
    )
    \s*+ (?= [,}})] )
    """,
    re.VERBOSE,
)
"""A field as nearly all are: its value is one piece on one line, with braces two deep."""
_WORD: Final = re.compile(r"[^\s\"#%'(),={}@]{1,1000}")
_SPACE: Final = re.compile(r"\s*")
_ENTRY_START: Final = r"(?<![^\r\n]) [ \t]* @ \w* [ \t]* [{(]"
ENTRY_LINE: Final = re.compile(_ENTRY_START, re.VERBOSE)
"""A line that begins like an entry."""

_BRACES: Final = re.compile(rf"(?<!\\)[{{}}] | {_ENTRY_START}", re.VERBOSE)
_BRACES_AND_QUOTES: Final = re.compile(rf"(?<!\\)[{{}}\"] | {_ENTRY_START}", re.VERBOSE)
_BRACES_AND_BRACKETS: Final = re.compile(rf"(?<!\\)[{{}}] | \) | {_ENTRY_START}", re.VERBOSE)
_RUNS_ON: Final = re.compile(
    r"""
    [\r\n] [ \t]*
    (?: author | editor | title | booktitle | journal | year | date | volume | number | pages
      | publisher | doi | url | month | address | isbn | issn | abstract | keywords )
    [ \t]* = [ \t]* [{"]
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Piece(NamedTuple):
    """A piece of a value between ``#``: its delimiter ("{", '"' or "" of a bare word), its text."""

    delimiter: str
    text: str


class Field(NamedTuple):
    """A field of an entry.

    Attributes:
        name: Its name in lower case.
        value: Its value as written, with delimiters and concatenations.
        name_span: Where the name stands in the entry's text.
        value_span: Where the value stands.
        pieces: What the value is made of.
    """

    name: str
    value: str
    name_span: Span
    value_span: Span
    pieces: tuple[Piece, ...]


class Layout(NamedTuple):
    """Where the parts of an entry stand in its text.

    Attributes:
        type: Its type in lower case.
        key: Its citation key as written.
        type_span: Where the type stands.
        key_span: Where the key stands; empty where there is none.
        fields: The fields in order.
        trailing: Whether a comma follows the last field, or the key where there is no field.
        end: The offset behind the entry.
    """

    type: str
    key: str
    type_span: Span
    key_span: Span
    fields: tuple[Field, ...]
    trailing: bool
    end: int


def read_layout(text: str, start: int = 0) -> Layout | None:
    """The layout of the entry that begins at an offset.

    Args:
        text: The text of a file, or of an entry alone.
        start: The offset of its ``@``.

    Returns:
        The layout, its offsets counted from that ``@``; None if the entry breaks the grammar, or
        a value runs on over other fields.
    """
    head = _HEAD.match(text, start)
    if head is None:
        return None
    closing = "}" if head["open"] == "{" else ")"
    key_at = head.start("key") if head["key"] else head.end()
    fields: list[Field] = []
    position = head.end()
    trailing = False
    while text[position] != closing:
        if text[position] != ",":
            return None
        simple = _SIMPLE_FIELD.match(text, position + 1)
        if simple is not None:
            fields.append(_simple_field(simple, start))
            position = simple.end()
            continue
        position = _skip_space(text, position + 1)
        if text[position : position + 1] == closing:
            trailing = True
            break
        field = _read_field(text, position, start)
        if field is None:
            return None
        fields.append(field)
        position = _skip_space(text, start + field.value_span.end)
        if position >= len(text):
            return None
    return Layout(
        head["type"].lower(),
        head["key"] or "",
        Span(head.start("type") - start, head.end("type") - start),
        Span(key_at - start, key_at - start + len(head["key"] or "")),
        tuple(fields),
        trailing,
        position + 1 - start,
    )


def _simple_field(found: re.Match[str], entry: int) -> Field:
    name, value = found.span("name"), found.span("value")
    written = found["value"]
    delimiter = written[0] if written[0] in '{"' else ""
    return Field(
        found["name"].lower(),
        written,
        Span(name[0] - entry, name[1] - entry),
        Span(value[0] - entry, value[1] - entry),
        (Piece(delimiter, written[1:-1] if delimiter else written),),
    )


def _read_field(text: str, start: int, entry: int) -> Field | None:
    name = _NAME.match(text, start)
    if name is None:
        return None
    position = _skip_space(text, name.end())
    if text[position : position + 1] != "=":
        return None
    at = _skip_space(text, position + 1)
    value = _read_value(text, at)
    if value is None:
        return None
    pieces, end = value
    written = text[at:end]
    if any(_RUNS_ON.search(piece.text) for piece in pieces if piece.delimiter):
        return None
    return Field(
        name[0].lower(),
        written,
        Span(name.start() - entry, name.end() - entry),
        Span(at - entry, end - entry),
        pieces,
    )


def _read_value(text: str, start: int) -> tuple[tuple[Piece, ...], int] | None:
    """The pieces of a value and the offset behind it; None if it breaks the grammar."""
    pieces: list[Piece] = []
    position = start
    while True:
        opening = text[position : position + 1]
        if opening in ("{", '"'):
            end = _closing(text, position) if opening == "{" else _closing_quote(text, position)
            if end is None:
                return None
            pieces.append(Piece(opening, text[position + 1 : end]))
            position = end + 1
        else:
            word = _WORD.match(text, position)
            if word is None:
                return None
            pieces.append(Piece("", word[0]))
            position = word.end()
        following = _skip_space(text, position)
        if text[following : following + 1] != "#":
            return tuple(pieces), position
        position = _skip_space(text, following + 1)


def pieces_of(value: str) -> tuple[Piece, ...] | None:
    """The pieces of a value as written; None if it is none."""
    found = _read_value(value, 0)
    return found[0] if found is not None and found[1] == len(value) else None


def joined(pieces: tuple[Piece, ...], macros: Mapping[str, str]) -> str:
    """A value's text: macros expanded, pieces joined, without the outer delimiters."""
    return "".join(
        piece.text if piece.delimiter else macros.get(piece.text.lower(), piece.text)
        for piece in pieces
    )


def end_of_block(text: str, start: int) -> int | None:
    """The offset behind a block such as ``@string{…}`` that begins at ``start``; None if open."""
    opening = next(at for at in range(start, len(text)) if text[at] in "{(")
    if text[opening] == "{":
        end = _closing(text, opening)
        return None if end is None else end + 1
    depth = 0
    for match in _BRACES_AND_BRACKETS.finditer(text, opening + 1):
        if match[0] == ")" and depth <= 0:
            return match.end()
        if match[0] in "{}":
            depth += 1 if match[0] == "{" else -1
        elif match[0] != ")":
            return None
    return None


def is_balanced(content: str) -> bool:
    """Whether a text may stand between the braces of a value."""
    return _closing("{" + content + "}", 0) == len(content) + 1


def _closing(text: str, start: int) -> int | None:
    depth = 0
    for match in _BRACES.finditer(text, start):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
        else:
            return None
        if depth == 0:
            return match.start()
    return None


def _closing_quote(text: str, start: int) -> int | None:
    depth = 0
    for match in _BRACES_AND_QUOTES.finditer(text, start + 1):
        if match[0] == '"':
            if depth == 0:
                return match.start()
        elif match[0] in "{}":
            depth += 1 if match[0] == "{" else -1
            if depth < 0:
                return None
        else:
            return None
    return None


def _skip_space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def spliced(text: str, span: Span, replacement: str) -> str:
    """A text with a range of it replaced."""
    return text[: span.start] + replacement + text[span.end :]


def with_field(text: str, name: str, value: str, *, newline: str, after: int) -> str:
    """An entry's text with a field more, laid out as its others are.

    Args:
        text: The entry's text.
        name: The field's name in lower case.
        value: Its value as written.
        newline: The line break, where the entry has no field to learn from.
        after: The index of the field that it stands behind; -1 for the first place.

    Raises:
        ValueError: If the text is not one sound entry.
    """
    layout = _of(text)
    if not layout.fields:
        return _with_first_field(text, layout, f"{name} = {value}", newline)
    gap = _gap(text, layout)
    written = _cased(text, layout, name)
    field = written + _equals(text, layout, written) + value
    if after < 0:
        # The comma of the gap stands before each field but the first.
        start = layout.fields[0].name_span.start
        return text[:start] + field + gap + text[start:]
    end = layout.fields[after].value_span.end
    return text[:end] + gap + field + text[end:]


def without_field(text: str, index: int) -> str:
    """An entry's text without one of its fields, its comma and its line.

    Args:
        text: The entry's text.
        index: The field's index.

    Raises:
        ValueError: If the text is not one sound entry.
    """
    layout = _of(text)
    field = layout.fields[index]
    if index > 0:
        start = layout.fields[index - 1].value_span.end
        return text[:start] + text[field.value_span.end :]
    if len(layout.fields) > 1:
        return text[: field.name_span.start] + text[layout.fields[1].name_span.start :]
    end = field.value_span.end
    if layout.trailing:
        end = text.index(",", end) + 1
    comma = text.index(",", layout.key_span.end)
    return text[: comma + 1] + text[end:]


def _of(text: str) -> Layout:
    layout = read_layout(text)
    if layout is None or layout.end != len(text):
        raise ValueError("not one sound entry")
    return layout


def _with_first_field(text: str, layout: Layout, field: str, newline: str) -> str:
    end = layout.key_span.end
    rest = text[end:].lstrip().removeprefix(",").lstrip()
    comma = "," if layout.trailing else ""
    return f"{text[:end]},{newline}  {field}{comma}{newline}{rest}"


def _gap(text: str, layout: Layout) -> str:
    """What stands between two fields: the commonest of the entry's gaps, or that behind the key."""
    gaps = list(_gaps(text, layout))
    if not gaps:
        start = layout.key_span.end
        return text[start : layout.fields[0].name_span.start]
    return max(gaps, key=gaps.count)


def _gaps(text: str, layout: Layout) -> Iterator[str]:
    for one, other in zip(layout.fields, layout.fields[1:], strict=False):
        yield text[one.value_span.end : other.name_span.start]


def _cased(text: str, layout: Layout, name: str) -> str:
    """A field's name in capitals where the entry's others are."""
    names = [text[field.name_span.start : field.name_span.end] for field in layout.fields]
    if all(each.isupper() for each in names):
        return name.upper()
    if all(each[:1].isupper() for each in names):
        return name.capitalize()
    return name


def _equals(text: str, layout: Layout, name: str) -> str:
    """What stands between a name and its value, aligned where the entry's others are."""
    parts = [
        (
            field.name_span.end - field.name_span.start,
            text[field.name_span.end : field.value_span.start],
        )
        for field in layout.fields
    ]
    width = {length + len(equals) for length, equals in parts}
    signs = {length + equals.index("=") for length, equals in parts}
    last = parts[-1][1]
    if len({length for length, _ in parts}) < 2 or len(width) > 1 or "\t" in last:
        return last
    before, _, after = last.partition("=")
    if len(signs) == 1:
        return " " * max(signs.pop() - len(name), 1) + "=" + after
    return before + "=" + " " * max(width.pop() - len(name) - len(before) - 1, 1)
