"""Tidying a .bib file: its layout, and what says the same in another way. Nothing is lost.

An entry is laid out anew; comments, ``@string``, ``@preamble`` and broken entries stay as they
are. That an entry still reads as the same Work is made sure of by reading it again: one that does
not keeps its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Final, Literal

import msgspec

from refkit.errors import ConfigurationError
from refkit.formats.bib_file import BibFile
from refkit.formats.bib_layout import Field, is_balanced, joined, pieces_of
from refkit.formats.bib_pieces import BibEntry, Other
from refkit.formats.bib_works import paired, paired_raw
from refkit.formats.bibtex_blocks import MONTHS, RawEntry
from refkit.formats.bibtex_key_patterns import key_maker
from refkit.formats.bibtex_keys import citation_keys, letters_of
from refkit.formats.bibtex_reading import to_work
from refkit.model import Work
from refkit.normalize.dois import parse_doi
from refkit.normalize.latex import latex_to_unicode, plain_url, unicode_to_latex
from refkit.normalize.text import fold

VERBATIM: Final = frozenset(
    {"doi", "url", "file", "eprint", "pdf", "ids", "verba", "verbb", "verbc"}
)
"""Fields whose values are no LaTeX text."""

_NUMBER: Final = r"[A-Za-z]{0,2}\d{1,9}[A-Za-z]?"
_RANGE: Final = re.compile(rf"({_NUMBER})\s*[-‐‑‒–—−]{{1,3}}\s*({_NUMBER})")
_PARTS: Final = re.compile(r"\s*,\s*")
_MONTH_NAMES: Final = (
    "January February March April May June July August September October November December"
)
_MONTH_WORDS: Final = {
    **dict(zip(_MONTH_NAMES.lower().split(), MONTHS, strict=True)),
    **{month: month for month in MONTHS},
    "sept": "sep",
    **{str(number): month for number, month in enumerate(MONTHS, 1)},
    **{f"{number:02}": month for number, month in enumerate(MONTHS, 1)},
}
_TEX_LETTER: Final = re.compile(
    r"""
      \{ \\ (?: ["'`^~=.] | [a-zA-Z]{1,2} (?![a-zA-Z]) ) \s{0,3}
      (?: \{ \\?[a-zA-Z]{1,2} \} | \\?[a-zA-Z]{0,2} ) \}
    | \\ ["'`^~=.] \s{0,3} (?: \{ \\?[a-zA-Z]{1,2} \} | \\[ij](?![a-zA-Z]) | [a-zA-Z] )
    | \\ [Hcvuktdbr] (?: \s{0,3} \{ \\?[a-zA-Z]{1,2} \} | \s{1,3} [a-zA-Z] (?![a-zA-Z]) )
    | \\ (?: ss | ae | AE | oe | OE | aa | AA | o | O | l | L | i | j | dh | th | TH )
      (?: \{\} | (?![a-zA-Z{]) [ ]? )
    """,
    re.VERBOSE,
)
"""How LaTeX writes one letter beyond ASCII."""

_CLUSTER: Final = re.compile(r"[^\x00-\x7f][\u0300-\u036f]*|[A-Za-z][\u0300-\u036f]+")
_BLANK_LINES: Final = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
_HEAD: Final = re.compile(r"@\s{0,20}\w{1,100}\s{0,100}[{(]\s{0,100}(?P<key>[^\s,{}=]{1,300})")
_LINE_END: Final = 200
"""Characters before an entry that show whether it begins its line."""

_SORTS: Final = ("key", "author", "title", "year", "type", "journal")


class Tidying(msgspec.Struct, frozen=True, kw_only=True):
    """How a file is to be tidied.

    Attributes:
        indent: Blanks before a field.
        align: Whether the values of an entry stand below each other.
        order: The order of fields; those that it does not name follow as they stood; () for none.
        sort: By what the entries are sorted: "key", "author", "title", "year", "type", "journal",
            each with "-" before it for the other direction; () for none.
        keys: The pattern of :func:`refkit.formats.bibtex_keys.citation_keys` by which all keys are
            made anew; "" for none.
        letters: "unicode" or "latex" for letters beyond ASCII; "" as they are.
        drop: Names of fields to remove.
    """

    indent: int = 2
    align: bool = False
    order: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    keys: str = ""
    letters: Literal["", "unicode", "latex"] = ""
    drop: tuple[str, ...] = ()


def tidy(file: BibFile, tidying: Tidying) -> list[str]:
    """Tidy a file in place.

    Args:
        file: The file.
        tidying: How.

    Returns:
        What was not done, or was done beyond the layout, in words.

    Raises:
        ConfigurationError: If there is no such order, or no such pattern of keys.
    """
    for name in tidying.sort:
        if name.removeprefix("-") not in _SORTS:
            raise ConfigurationError(
                f"entries cannot be sorted by '{name}'; there are {', '.join(_SORTS)}"
            )
    notes = [*_drop_copies(file), *_left_alone(file)]
    _rewrite(file, tidying)
    _space(file)
    for entry in file.entries if tidying.drop else ():
        for name in tidying.drop:
            file.remove_field(entry, name.lower())
    if not (tidying.sort or tidying.keys):
        return notes
    ordered = not tidying.sort or file.gather_definitions()
    if not ordered:
        why = "a string is defined twice, so their order matters"
        notes.append(f"the entries are not sorted: {why}")
    works = {id(entry): work for entry, work in paired(file)}
    if tidying.sort and ordered:
        _sort(file, works, tidying)
        _space(file)
    # Behind the sorting, for the letters of keys that are the same follow the order.
    if tidying.keys:
        _new_keys(file, works, tidying.keys)
    return notes


def _drop_copies(file: BibFile) -> list[str]:
    """Remove entries that repeat an earlier one field by field."""
    notes = []
    copies = []
    seen: dict[tuple[object, ...], BibEntry] = {}
    for entry in file.entries:
        content = (
            entry.type,
            entry.key.lower(),
            tuple((field.name, " ".join(field.value.split())) for field in entry.fields),
        )
        first = seen.setdefault(content, entry)
        if first is not entry and entry.key:
            copies.append(entry)
            notes.append(
                f"line {entry.line}: {entry.key} repeats the entry on line {first.line} word for "
                "word, and is removed"
            )
    file.remove_all(copies)
    return notes


def _left_alone(file: BibFile) -> list[str]:
    """Which entries break the grammar, so that they stay as they are."""
    notes = []
    before = ""
    for piece in file.pieces:
        line = re.split(r"[\r\n]", before)[-1]
        if isinstance(piece, Other) and piece.kind == "broken" and not line.strip():
            notes.append(
                f"line {piece.line}: the entry breaks BibTeX's grammar, and stays as it is"
            )
        before = piece.text[-_LINE_END:]
    return notes


def _rewrite(file: BibFile, tidying: Tidying) -> None:
    """Write every entry anew; one that then reads as another Work gets its own text back."""
    texts = {id(entry): entry.text for entry in file.entries}
    read = {id(entry): raw for entry, raw in paired_raw(file)}
    for entry in file.entries:
        written = _equivalent(file, entry, tidying.letters)
        file.replace(entry, _laid_out(file, entry, written, tidying))
    for laid_out in (True, False, False):
        # Again, for a parent that gets its text back may change its children.
        others = [
            entry
            for entry, raw in paired_raw(file)
            if entry.text != texts[id(entry)] and not _says_the_same(read.get(id(entry)), raw)
        ]
        if not others:
            return
        for entry in others:
            file.replace(entry, texts[id(entry)])
            if laid_out:
                file.replace(entry, _laid_out(file, entry, _as_they_are(entry), tidying))
    for entry in file.entries:
        file.replace(entry, texts[id(entry)])


def _says_the_same(before: RawEntry | None, now: RawEntry) -> bool:
    """Whether an entry still reads as the same Work."""
    if before is None:
        return False
    if (before.type, before.key, before.fields) == (now.type, now.key, now.fields):
        return True
    return to_work(before) == to_work(now)


_Written = Sequence[tuple[str, str]]
"""Fields: names in lower case, and values as they are to stand in the file."""


def _as_they_are(entry: BibEntry) -> _Written:
    return [(field.name, field.value) for field in entry.fields]


def _equivalent(file: BibFile, entry: BibEntry, letters: str) -> _Written:
    """What certainly says the same: page ranges, bare DOIs, months, no empty fields."""
    filled = [field for field in entry.fields if joined(field.pieces, file.macros).strip()]
    said = {field.name for field in filled}
    seen: set[str] = set()
    written = []
    for field in entry.fields:
        value = field.value
        # Of two fields of one name the first counts, were it empty: then both stay.
        if field.name not in said:
            continue
        if field.name not in seen and len(field.pieces) == 1:
            better = _better(field, letters)
            value = better if pieces_of(better) is not None else value
        seen.add(field.name)
        written.append((field.name, value))
    return written


def _better(field: Field, letters: str) -> str:
    piece = field.pieces[0]
    text = piece.text
    if field.name == "month":
        return _MONTH_WORDS.get(text.strip(" {}.").lower(), field.value)
    if not piece.delimiter:
        return field.value
    if letters and field.name not in VERBATIM:
        text = to_unicode(text) if letters == "unicode" else to_latex(text)
    if field.name == "pages":
        text = _ranges(text)
    elif field.name == "doi":
        text = _bare_doi(text)
    closing = "}" if piece.delimiter == "{" else '"'
    if closing == '"' and '"' in text:
        return "{" + text + "}"
    return piece.delimiter + text + closing


def _ranges(pages: str) -> str:
    """Page ranges with two hyphens, "12--15, 20--22"; what is no range stays."""
    parts = _PARTS.split(pages.strip())
    ranges = [_RANGE.fullmatch(part) for part in parts]
    if not any(ranges):
        return pages
    return ", ".join(
        f"{found[1]}--{found[2]}" if found else part
        for part, found in zip(parts, ranges, strict=True)
    )


def _bare_doi(text: str) -> str:
    """A DOI without the address before it."""
    plain = plain_url(text.strip())
    if plain.startswith("10."):
        return text
    doi = parse_doi(plain)
    return doi if doi and plain.endswith(doi) and is_balanced(doi) else text


def to_unicode(text: str) -> str:
    r"""LaTeX with its accents and special letters as letters: ``Gra{\v c}anin`` → Gračanin."""

    def letter(found: re.Match[str]) -> str:
        decoded = latex_to_unicode(found[0])
        return decoded if len(decoded) == 1 and not decoded.isascii() else found[0]

    before = ""
    while "\\" in text and text != before:
        # Letters side by side, as in "Kıl\\i\\c{c}", are told apart once one of them is a letter.
        before, text = text, _TEX_LETTER.sub(letter, text)
    return text


def to_latex(text: str) -> str:
    r"""LaTeX with its letters beyond ASCII as commands; ``%`` and the like are left as they are."""
    if text.isascii():
        return text
    return _CLUSTER.sub(lambda found: unicode_to_latex(found[0]), text)


def _laid_out(file: BibFile, entry: BibEntry, written: _Written, tidying: Tidying) -> str:
    """The text of an entry with one field a line."""
    fields = list(written)
    if tidying.order:
        places = {name: place for place, name in enumerate(tidying.order)}
        fields.sort(key=lambda field: places.get(field[0], len(places)))
    if not fields:
        return f"@{entry.type}{{{entry.key}}}"
    width = max(len(name) for name, _ in fields) if tidying.align else 0
    indent = " " * tidying.indent
    lines = [f"{indent}{name:<{width}} = {value}," for name, value in fields]
    return file.newline.join([f"@{entry.type}{{{entry.key},", *lines, "}"])


def _space(file: BibFile) -> None:
    """Put one blank line around entries, and none at either end of the file."""
    pieces = _joined(file.pieces)
    newline = file.newline
    spaced: list[BibEntry | Other] = []
    for place, piece in enumerate(pieces):
        before = pieces[place - 1] if place else None
        behind = pieces[place + 1] if place + 1 < len(pieces) else None
        if isinstance(piece, Other) and piece.kind == "text":
            piece.text = _between(piece.text, before, behind, newline)
            spaced.append(piece)
            continue
        if before is not None and not _is_text(before):
            gap = _between("", before, piece, newline)
            spaced.append(Other(gap, "text", 0))
        spaced.append(piece)
    file.pieces = [piece for piece in spaced if piece.text]
    last = file.pieces[-1] if file.pieces else None
    if isinstance(last, BibEntry) or (last is not None and last.kind not in ("text", "broken")):
        file.pieces.append(Other(newline, "text", 0))


def _joined(pieces: Sequence[BibEntry | Other]) -> list[BibEntry | Other]:
    """The pieces with texts that follow each other, since an entry was removed, as one."""
    joined: list[BibEntry | Other] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last is not None and _is_text(last) and _is_text(piece):
            joined[-1] = Other(last.text + piece.text, "text", last.line)
        else:
            joined.append(piece)
    return joined


def _is_text(piece: BibEntry | Other) -> bool:
    return isinstance(piece, Other) and piece.kind == "text"


def _between(
    text: str, before: BibEntry | Other | None, behind: BibEntry | Other | None, newline: str
) -> str:
    """What stands between two pieces, with one blank line where an entry is beside it."""
    broken = any(isinstance(each, Other) and each.kind == "broken" for each in (before, behind))
    if broken or (isinstance(before, BibEntry) and ("}" in text or text.lstrip().startswith(","))):
        # Text that a brace too many put outside of an entry belongs to what is broken.
        return text
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    core = plain.strip(" \t\n")
    if not core:
        return _gap(plain, before, behind).replace("\n", newline)
    blank = _BLANK_LINES.sub("\n\n", core)
    head = ""
    if before is not None:
        start = plain[: len(plain) - len(plain.lstrip(" \t\n"))]
        # A remark behind a closing brace stays on its line.
        own_line = "\n" in start
        apart = isinstance(before, BibEntry) or start.count("\n") > 1
        head = ("\n\n" if apart else "\n") if own_line else start
    rest = plain.rstrip(" \t\n")
    end = plain[len(rest) :]
    tail = "\n"
    if behind is not None:
        tail = "\n\n" if end.count("\n") > 1 else "\n" if "\n" in end else end
    return (head + blank + tail).replace("\n", newline)


def _gap(text: str, before: BibEntry | Other | None, behind: BibEntry | Other | None) -> str:
    if before is None:
        return ""
    if behind is None:
        return "\n"
    if isinstance(before, BibEntry) or isinstance(behind, BibEntry):
        return "\n\n"
    return "\n\n" if text.count("\n") > 1 else "\n"


def _new_keys(file: BibFile, works: Mapping[int, Work], pattern: str) -> None:
    """Give every entry that is a work a key made by a pattern; ``@set`` keeps its own."""
    renamed = [entry for entry in file.entries if id(entry) in works and entry.type != "set"]
    keys = citation_keys([works[id(entry)] for entry in renamed], pattern, rekey=True)
    own = {id(entry) for entry in renamed}
    taken = {entry.key.lower() for entry in file.entries if id(entry) not in own}
    taken |= {head["key"].lower() for each in file.broken if (head := _HEAD.match(each.text))}
    used = taken | {key.lower() for key in keys}
    for place, key in enumerate(keys):
        if key.lower() in taken:
            others = (key + letters_of(number) for number in count())
            keys[place] = next(other for other in others if other.lower() not in used)
            used.add(keys[place].lower())
    file.rename_all(list(zip(renamed, keys, strict=True)))


def _sort(file: BibFile, works: Mapping[int, Work], tidying: Tidying) -> None:
    """Sort the entries; parents of others by ``crossref`` come last, as BibTeX asks."""
    new_key = key_maker(tidying.keys) if tidying.keys else None
    entries = file.entries
    for name in reversed(tidying.sort):
        by = name.removeprefix("-")
        entries.sort(
            key=lambda entry: _sort_key(entry, works.get(id(entry)), by, new_key),
            reverse=name.startswith("-"),
        )
    parents = {
        file.value(entry, "crossref").strip().lower()
        for entry in entries
        if entry.field("crossref") is not None
    }
    entries.sort(key=lambda entry: entry.key.lower() in parents)
    file.reorder(entries)


def _sort_key(
    entry: BibEntry, work: Work | None, by: str, new_key: Callable[[Work], str] | None
) -> tuple[int, str]:
    if by == "key" and work is not None and new_key is not None and entry.type != "set":
        return 0, new_key(work).lower()
    if by == "key" or work is None:
        return 0, entry.key.lower()
    if by == "type":
        return 0, entry.type
    if by == "year":
        return work.year or 0, ""
    if by == "author":
        people = work.author or work.editor
        return 0, " ".join(
            fold(f"{name.literal} {name.family} {name.given}") for name in people
        ) or fold(work.title)
    return 0, fold(work.title if by == "title" else work.container_title)
