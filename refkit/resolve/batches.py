"""Batches: which DOIs are asked for together."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from urllib.parse import quote


def has_no_comma(doi: str) -> bool:
    """Whether a DOI may stand in a list that commas part."""
    return "," not in doi


def in_batches(
    dois: Sequence[str],
    *,
    most: int,
    longest: int,
    mark: str = "",
    fit: Callable[[str], bool] = has_no_comma,
) -> list[list[str]]:
    """Distribute DOIs over as few requests as they need, evenly: 51 are 26 and 25.

    Args:
        dois: The DOIs.
        most: DOIs in one request at most.
        longest: Characters of them in an address at most, as they are quoted there.
        mark: What stands before each: "doi:".
        fit: Whether a DOI may stand beside others; who is not is asked for alone.

    Returns:
        The batches in the order of the DOIs, then those of one that is not fit.
    """
    together = [doi for doi in dois if fit(doi)]
    alone = [[doi] for doi in dois if not fit(doi)]
    if not together:
        return alone
    size = math.ceil(len(together) / math.ceil(len(together) / most))
    batches: list[list[str]] = [[]]
    length = 0
    for doi in together:
        own = len(quote(f"{mark}{doi},", safe=""))
        if len(batches[-1]) == size or (batches[-1] and length + own > longest):
            batches.append([])
            length = 0
        batches[-1].append(doi)
        length += own
    return batches + alone
