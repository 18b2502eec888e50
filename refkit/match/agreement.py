"""Agreement: how far one field of a Reference and of a Record say the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

_COORDINATES: Final = ("issued", "container-title", "volume", "page")
"""What places a work. Two that contradict mean another version or another part."""


class Agreement(msgspec.Struct, frozen=True):
    """The comparison of one field.

    Attributes:
        score: 0.0 (another value) to 1.0 (the same).
        same: Whether they agree, or differ only as reality excuses.
        excuse: The name of the excuse that was used; "" if none was needed or none fits.
        detail: What differs: "missing", "added", "order", "spelling" …; "" if nothing does.
    """

    score: float
    same: bool
    excuse: str = ""
    detail: str = ""


SAME = Agreement(1.0, same=True)
OTHER = Agreement(0.0, same=False)


def excused(excuse: str, score: float = 1.0) -> Agreement:
    """Fields that differ on the page and not in what they say."""
    return Agreement(score, same=True, excuse=excuse)


def contradictions(compared: Mapping[str, Agreement]) -> int:
    """How many of year, container, volume and pages say another thing (a near year does not)."""
    return sum(
        1
        for variable in _COORDINATES
        if (agreement := compared.get(variable))
        and not agreement.same
        and agreement.detail not in ("near", "last")
    )


def misread(compared: Mapping[str, Agreement]) -> bool:
    """Whether the title that the parser read is not the Record's, or more than it."""
    title, author = compared.get("title"), compared.get("author")
    if title is None or not title.same:
        return True
    wrong_author = author is not None and not author.same
    return title.excuse == "subtitle" and (wrong_author or contradictions(compared) >= 2)
