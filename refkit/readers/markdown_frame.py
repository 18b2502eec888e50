"""The frame of a Markdown file: lines that are no text, or that say what those around them are.

Metadata blocks, pandoc's fenced divisions, the directives of MyST whose content is text, kramdown's
attribute lines, and the lines that go on a footnote. CommonMark knows none of them, so they are
blank, or shorter, for the parser of blocks.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import word_set
from refkit.readers.front_matter import Header, read_header

FOOTNOTE: Final = lazy_pattern(r"\[\^ [^\]\s]{1,100} \]:", re.VERBOSE)
"""What a footnote begins with: "[^1]:"."""

_DIVISION: Final = lazy_pattern(r"[ ]{0,3} :{3,} [ \t]* (.{0,500})", re.VERBOSE)
_DIRECTIVE: Final = lazy_pattern(
    r"[ ]{0,3} (?P<fence> `{3,} | ~{3,} ) \{ (?P<name> [\w:-]{1,40} ) \}"
    r" [ \t]* (?P<argument> [^\n]{0,500} )",
    re.VERBOSE,
)
_DIVISION_DIRECTIVE: Final = lazy_pattern(r"\{bibliography\}[ \t]*(.{0,500})")
_FENCE: Final = lazy_pattern(r"[ ]{0,3}(`{3,}(?=[^`]*$)|~{3,})")
_OPTION: Final = lazy_pattern(r"[ \t]*:[\w-]{1,40}:")
_ATTRIBUTE_LINE: Final = lazy_pattern(r"[ \t]{0,8} \{: [^{}]{0,300} \} [ \t]* $", re.VERBOSE)
_KEY_LINE: Final = lazy_pattern(r"['\"]?[A-Za-z][\w-]{0,60}['\"]?[ \t]{0,40}:(?:[ \t]|$)")
_WORKS_LINE: Final = lazy_pattern(
    r"(?:references|nocite|bibliography|csl|link-citations|suppress-bibliography)[ \t]{0,40}:"
)
_INDENTED: Final = lazy_pattern(r"[ ]{4}|[ ]{0,3}\t")
_LONGEST_BLOCK: Final = 20_000
"""Lines that a metadata block in the middle of a file may have."""

_SHOWN: Final = word_set(
    """
    admonition attention caution danger error hint important note seealso tip warning versionadded
    versionchanged deprecated topic sidebar margin aside dropdown epigraph pull-quote highlights
    blockquote figure table card tab-item tab-set grid grid-item grid-item-card div container
    exercise exercise-start solution solution-start proof abstract rubric
    """
)
"""Directives of MyST whose content is text (its manual, "Directives")."""

_FILE_FIRST: Final = frozenset(["figure"])
"""Those whose argument is no text."""


class Frame(msgspec.Struct):
    """What was found around the text of a file.

    Attributes:
        lines: The lines for the parser of blocks: each as it is, the end of it, or blank.
        divisions: Lines that open a fenced division, with its attributes, or close one, with "".
        notes: Lines that may go on a footnote.
        header: What the metadata say.
    """

    lines: list[str]
    divisions: dict[int, str]
    notes: set[int]
    header: Header


def frame_of(lines: list[str]) -> Frame:
    """Take the frame of a file away.

    Args:
        lines: Its lines, without line breaks.
    """
    frame = Frame(lines.copy(), {}, set(), Header())
    at = _front_matter(frame)
    text = "\n".join(lines)
    if ":::" in text or "{:" in text:
        _divide(frame)
    if "{" in text and ("```{" in text or "~~~{" in text):
        _open_directives(frame)
    if "[^" in text:
        _dedent_notes(frame)
    if "\n---" in text:
        _metadata_blocks(frame, at)
    return frame


def _front_matter(frame: Frame) -> int:
    """Blank the block of metadata at the start; say where the text begins."""
    lines = frame.lines
    first = lines[0].rstrip() if lines else ""
    if first in ("---", "+++"):
        ends = ("---", "...") if first == "---" else ("+++",)
        for number in range(1, len(lines)):
            if lines[number].rstrip() in ends:
                text = "\n".join(lines[1:number])
                frame.header.add(read_header(text, toml=first == "+++"))
                lines[: number + 1] = [""] * (number + 1)
                return number + 1
    at = 0
    while at < len(lines) and lines[at].startswith("%") and at < 100:
        # Pandoc's title block: "% Title", "% Authors", "% Date".
        lines[at] = lines[at][1:].lstrip()
        at += 1
    return at


def _divide(frame: Frame) -> None:
    lines = frame.lines
    for number, line in enumerate(lines):
        if ":::" in line:
            division = _DIVISION.match(line)
            if division:
                attributes = division.group(1).strip().strip(":").strip()
                frame.divisions[number] = attributes
                lines[number] = ""
                bibliography = _DIVISION_DIRECTIVE.match(attributes)
                if bibliography:
                    _name_bibliographies(frame, bibliography.group(1))
        elif "{:" in line and _ATTRIBUTE_LINE.match(line):
            lines[number] = ""


def _open_directives(frame: Frame) -> None:
    """Blank the fences of directives that hold text, with their options."""
    lines = frame.lines
    # The fences that are open, outermost first, and whether each is a directive that holds text.
    opened: list[tuple[str, bool]] = []
    options = False
    for number, line in enumerate(lines):
        stripped = line.strip()
        if options:
            options = bool(_OPTION.match(line))
            if options:
                lines[number] = ""
                continue
        if stripped[:3] not in ("```", "~~~"):
            continue
        if opened and _closes(stripped, opened[-1][0]):
            if opened.pop()[1]:
                lines[number] = ""
            continue
        if opened and not opened[-1][1]:
            continue
        found = _DIRECTIVE.match(line)
        name = found["name"].rpartition(":")[2] if found else ""
        if found and (name in _SHOWN or found["name"].startswith(("prf:", "proof:"))):
            opened.append((found["fence"], True))
            lines[number] = "" if name in _FILE_FIRST else found["argument"]
            options = True
        elif found and name == "bibliography":
            _name_bibliographies(frame, found["argument"])
            opened.append((found["fence"], False))
        elif fence := _FENCE.match(line):
            opened.append((fence.group(1), False))


def _closes(line: str, fence: str) -> bool:
    return len(line) >= len(fence) and not line.strip(fence[0])


def _name_bibliographies(frame: Frame, argument: str) -> None:
    frame.header.add(Header(bibliographies=argument.split()))


def _dedent_notes(frame: Frame) -> None:
    """Take the indentation from the further paragraphs of a footnote, which is no code."""
    lines = frame.lines
    inside = False
    blank = False
    fence = ""
    for number, line in enumerate(lines):
        if fence:
            fence = "" if _closes(line.strip(), fence) else fence
            continue
        if FOOTNOTE.match(line.lstrip(" ")) and not line.startswith("    "):
            inside, blank = True, False
        elif not line.strip():
            blank = True
        elif inside and (indent := _INDENTED.match(line)):
            if blank or number - 1 in frame.notes:
                lines[number] = line[indent.end() :]
                frame.notes.add(number)
            blank = False
        elif opening := _FENCE.match(line):
            fence = opening.group(1)
            inside = False
        else:
            inside = inside and not blank


def _metadata_blocks(frame: Frame, start: int) -> None:
    """Blank pandoc's blocks of metadata in the middle of a file, if they say anything of works."""
    lines = frame.lines
    number = max(start, 1)
    fence = ""
    while number < len(lines) - 1:
        line = lines[number]
        if fence or line[:3] in ("```", "~~~"):
            opening = _FENCE.match(line)
            fence = (
                ("" if _closes(line.strip(), fence) else fence)
                if fence
                else (opening.group(1) if opening else "")
            )
        elif (
            line.rstrip() == "---"
            and not lines[number - 1].strip()
            and _KEY_LINE.match(lines[number + 1])
        ):
            end = number + 1
            limit = min(len(lines), number + _LONGEST_BLOCK)
            while end < limit and lines[end].rstrip() not in ("---", "..."):
                end += 1
            block = lines[number + 1 : end]
            if end < limit and any(map(_WORKS_LINE.match, block)):
                frame.header.add(read_header("\n".join(block)))
                lines[number : end + 1] = [""] * (end + 1 - number)
            number = end - 1
        number += 1
