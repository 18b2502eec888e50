"""Citing roles: the keys in ``:cite:p:`a,b``` of sphinxcontrib-bibtex, and in MyST's ``{cite}``.

Its manual, "Roles and Directives": keys are parted by commas, and a key may have text before and
after it in braces, "{see}key{p. 5}".
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from refkit.normalize.patterns import lazy_pattern

_ROLE: Final = lazy_pattern(
    r"""
    cite (?: :? (?: p | t | ps | ts | alp | alps | alt | alts | ct | cts | author | authors
        | authorpar | year | yearpar | title | url | label | labelpar | empty ) )?
    | footcite (?: :? (?: p | t | ps | ts ) )? | footfullcite | fullcite | nocite
    """,
    re.VERBOSE,
)
_NARRATIVE: Final = lazy_pattern(r"[a-z]+:?(?:t|ts|alt|alts|ct|cts|author|authors)")
_KEY: Final = lazy_pattern(
    r"(?: \{ (?P<prefix> [^{}]{0,200} ) \} \s{0,9} )? (?P<key> [^\s,{}] [^,{}]{0,300}+ )"
    r" (?: \{ (?P<suffix> [^{}]{0,200} ) \} )?",
    re.VERBOSE,
)


class Cited(msgspec.Struct):
    """What a role cites.

    Attributes:
        keys: The keys, with where each begins in the role's text.
        narrative: Whether the authors are part of the sentence.
        prefix: What leads to the first.
        suffix: What follows the last.
    """

    keys: list[tuple[str, int]]
    narrative: bool
    prefix: str
    suffix: str


def cited_by(role: str, text: str) -> Cited | None:
    """What a role cites; None if it is no citation.

    Args:
        role: Its name, "cite:p".
        text: What stands between its grave accents.
    """
    if not _ROLE.fullmatch(role):
        return None
    found = list(_KEY.finditer(text))
    keys = [(each["key"].rstrip(), each.start("key")) for each in found]
    if not keys:
        return None
    return Cited(
        keys,
        bool(_NARRATIVE.fullmatch(role)) and role not in ("cite", "footcite", "nocite"),
        (found[0]["prefix"] or "").strip(),
        (found[-1]["suffix"] or "").strip(),
    )
