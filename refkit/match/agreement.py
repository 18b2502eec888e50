"""Agreement: how far one field of a Reference and of a Record say the same."""

from __future__ import annotations

import msgspec


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
