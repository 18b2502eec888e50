"""Losses: what Works say that a file in some format does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from refkit.formats.csl_item import to_csl
from refkit.formats.known import FORMATS
from refkit.model import Work

_NO_LOSS = ("id", "citation-key")
"""Formats without keys of their own give works new ones."""


def losses(works: Sequence[Work], written: str, format: str) -> dict[str, int]:
    """Which variables a file lacks, found by reading it.

    A value that comes back in another wording counts as kept: the file has a place for it.

    Args:
        works: The Works that were to be written.
        written: The file's content.
        format: The format's name in :data:`refkit.formats.FORMATS`.

    Returns:
        CSL names to the number of Works whose value is not in the file, the commonest first; the
        key ``""`` counts Works that are not there at all. Empty for a format that carries all.
    """
    if FORMATS[format].carries or not works:
        return {}
    read = FORMATS[format].read(written, "").works
    lost: Counter[str] = Counter()
    for work, back in zip(works, read, strict=False):
        kept = to_csl(back).keys()
        lost.update(key for key in to_csl(work) if key not in kept and key not in _NO_LOSS)
    if len(read) < len(works):
        lost[""] = len(works) - len(read)
    return dict(lost.most_common())
