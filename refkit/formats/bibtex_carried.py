"""The field of a .bib entry that carries what BibTeX and biblatex have no field for.

BibTeX, biber and other programs pass over a field that they do not know. Its text is that of
:mod:`refkit.formats.carried`, in an alphabet that no reader of .bib files takes for anything else.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote

from refkit.formats.carried import is_carried, with_carried
from refkit.model import Work

CARRIER: Final = "refkit"
"""The field's name."""

_HARMFUL: Final = {ord(character): f"%{ord(character):02X}" for character in "%\\@#~\x7f"}
_BRACES: Final = {ord("{"): "%7B", ord("}"): "%7D"}


def to_field(text: str) -> str:
    """The value of the field, without its braces, for the text that is carried."""
    safe = text.translate(_HARMFUL)
    # Braces of JSON are balanced but for those inside of strings.
    return safe if _is_balanced(safe) else safe.translate(_BRACES)


def is_carrier(value: str) -> bool:
    """Whether a value is one that :func:`to_field` makes."""
    return is_carried(unquote(value))


def with_field(work: Work, value: str) -> Work:
    """The Work of an entry's other fields, with what its field :data:`CARRIER` adds.

    Args:
        work: The Work of the other fields.
        value: The value as written, without its braces.

    Returns:
        The Work; the same one if the value is not refkit's or is damaged.
    """
    return with_carried(work, unquote(value)) if is_carrier(value) else work


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0
