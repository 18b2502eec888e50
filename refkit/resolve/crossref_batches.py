"""Crossref's filters: which DOIs may stand in one, how many, and what becomes of a refused one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from refkit.resolve.batches import in_batches

MOST: Final = 50
"""DOIs in one filter."""

LONGEST: Final = 5_000
"""Characters that a filter may have in an address. With the rest it stays below 6 kB, where
servers and proxies begin to refuse addresses; 50 old Wiley DOIs (10.1002/(SICI)…) have 4,550."""

SINGLY: Final = 5
"""A refused batch of so many DOIs costs no more requests one by one than in halves."""

_FIT: Final = re.compile(r"10\.\d{4,9}/[!-+\--~]{1,300}", re.ASCII)


def is_fit(doi: str) -> bool:
    """Whether a DOI may stand in a filter.

    Crossref refuses a filter with 400 for one malformed DOI, and splits it at commas.

    Args:
        doi: The DOI without resolver, "10.1037/pst0000342".
    """
    return _FIT.fullmatch(doi) is not None


def in_filters(dois: Sequence[str]) -> list[list[str]]:
    """Distribute DOIs over as few filters as they need; those that are not fit stand alone."""
    return in_batches(dois, most=MOST, longest=LONGEST, mark="doi:", fit=is_fit)


def parts_of_refused(batch: Sequence[str]) -> list[Sequence[str]]:
    """What to ask for instead of a batch that was refused.

    One malformed DOI among 50 is found with 12 more requests by halves; one by one it takes 50.

    Args:
        batch: At least one DOI.

    Returns:
        The halves, or each DOI by itself where that costs no more.
    """
    if len(batch) <= SINGLY:
        return [[doi] for doi in batch]
    middle = len(batch) // 2
    return [batch[:middle], batch[middle:]]
