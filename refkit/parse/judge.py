"""Which grammar reads an entry: the one whose form it has."""

from __future__ import annotations

from typing import Final

from refkit.parse import apa, bare, legal, loose
from refkit.parse.draft import Draft
from refkit.parse.scanner import View

SURE: Final = 0.79
"""From here on APA is taken without asking the others."""


def judge(view: View) -> Draft:
    """The best Draft for an entry. There is always one."""
    alone = bare.read(view)
    if alone is not None:
        return alone
    draft = apa.read(view)
    if draft is not None and draft.score >= SURE:
        return draft
    others = [other for other in (legal.read(view), loose.read(view)) if other is not None]
    best = max(others, key=lambda other: other.score)
    return best if draft is None or best.score > draft.score else draft
