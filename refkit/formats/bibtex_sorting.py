"""What a BibTeX style sorts and labels a work by that has no author: its field ``key``."""

from __future__ import annotations

from typing import Final

from refkit.model import Work
from refkit.normalize.text import strip_markup, words

_WORDS: Final = 4


def sorting_key(work: Work, key: str) -> str:
    """The first words of the title, or whatever else there is to sort by, in a–z and 0–9.

    BibTeX's styles warn where neither an author nor ``key`` is there to sort by, and cut labels
    out of it byte by byte (btxhak, section 3). The field says nothing that the Work does not, and
    is left out when it is read.

    Args:
        work: The Work.
        key: The entry's citation key.
    """
    return " ".join(words(strip_markup(work.title or work.container_title))[:_WORDS]) or key
