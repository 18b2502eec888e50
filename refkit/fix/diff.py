"""Diff: two texts of one file as a patch that git and patch(1) understand.

Source: POSIX.1-2017, ``diff -u``; git-diff(1) for the names and for lines without an end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

_CONTEXT: Final = 3
"""Lines around a change."""

_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
_NO_END: Final = "\\ No newline at end of file\n"
_QUOTED: Final = re.compile(r'[\x00-\x1f\x7f"\\]')


def unified_diff(before: str, after: str, path: str) -> str:
    r"""The patch that makes one text of another.

    Lines are those of patch tools: they end with a line feed, and a carriage return before it is
    part of the line.

    Args:
        before: The text as it was.
        after: The text as it will be.
        path: The file's name; it becomes "a/…" and "b/…".

    Returns:
        The patch, ending in a line feed; "" where both are the same.
    """
    if before == after:
        return ""
    old, new = _LINE.findall(before), _LINE.findall(after)
    name = path.replace("\\", "/").removeprefix("./").lstrip("/") or "text"
    parts = [f"--- {_name('a/' + name)}\n", f"+++ {_name('b/' + name)}\n"]
    for group in _groups(old, new):
        first, last = group[0], group[-1]
        head = f"{_range(first[1], last[2])} +{_range(first[3], last[4])}"
        parts.append(f"@@ -{head} @@\n")
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                parts += _lines(" ", old[i1:i2])
            else:
                parts += _lines("-", old[i1:i2])
                parts += _lines("+", new[j1:j2])
    return "".join(parts)


_Opcode = tuple[str, int, int, int, int]


def _groups(old: Sequence[str], new: Sequence[str]) -> Iterator[list[_Opcode]]:
    """The changes with the lines around them, between what both files begin and end with.

    A repair changes few lines of many.
    """
    from difflib import SequenceMatcher

    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    tail = next(
        (at for at in range(shorter - head) if old[-1 - at] != new[-1 - at]), shorter - head
    )
    head, tail = max(0, head - _CONTEXT), max(0, tail - _CONTEXT)
    compared = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail])
    for group in compared.get_grouped_opcodes(_CONTEXT):
        yield [(tag, i1 + head, i2 + head, j1 + head, j2 + head) for tag, i1, i2, j1, j2 in group]


def _range(start: int, end: int) -> str:
    """A range of lines, from 1; an empty one is named by the line before it."""
    if end - start == 1:
        return str(start + 1)
    return f"{start + (end > start)},{end - start}"


def _lines(sign: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield sign + line
        if not line.endswith("\n"):
            yield "\n" + _NO_END


def _name(name: str) -> str:
    """A name as git writes it: quoted where it has controls or quotes."""
    if not _QUOTED.search(name):
        # A tab ends a name with a space in it, as git has it, so that patch(1) reads all of it.
        return f"{name}\t" if " " in name else name
    return '"' + _QUOTED.sub(lambda found: f"\\{ord(found[0]):03o}", name) + '"'
