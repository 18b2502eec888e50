"""Files of tagged lines, as Medline, the Web of Science and refer write them: lines to fields.

What divides the records, and what the tags mean, each format knows itself.
"""

from __future__ import annotations

import re

import msgspec

from refkit.formats.loaded import Problem


class Field(msgspec.Struct):
    """One tag with what follows it.

    Attributes:
        tag: The tag as written, without the marks around it.
        line: The line of the file on which it stands, from 1.
        lines: The lines of its value without blanks at their ends; none for an empty value.
        gap: Whether an empty line stands before the tag.
    """

    tag: str
    line: int
    lines: list[str]
    gap: bool = False

    @property
    def value(self) -> str:
        """The value in one line."""
        return " ".join(self.lines)


def read_fields(
    text: str, pattern: re.Pattern[str], problems: list[Problem], *, indented: bool
) -> list[Field]:
    """The fields of a file.

    Args:
        text: The file, with line feeds as its only line breaks.
        pattern: What a line with a tag is as a whole, with the groups "tag" and "value".
        problems: Where lines go that belong to no field.
        indented: Whether a value goes on only in lines that begin with a blank; else in every line
            without a tag.

    Returns:
        The fields in the order of the file.
    """
    fields: list[Field] = []
    gap = False
    for number, line in enumerate(text.split("\n"), 1):
        found = pattern.fullmatch(line)
        if found is not None:
            value = (found["value"] or "").strip()
            fields.append(Field(found["tag"], number, [value] if value else [], gap))
            gap = False
        elif not line.strip():
            gap = True
        elif fields and (not indented or line[:1].isspace()):
            fields[-1].lines.append(line.strip())
        else:
            problems.append(Problem(number, "a line without a tag", raw=line))
    return fields
