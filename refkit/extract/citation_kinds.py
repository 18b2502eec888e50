"""Kinds of citations other than of a work: secondary ones, and personal communications.

APA 7, sections 8.6 ("as cited in") and 8.9.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from refkit.extract.citation_found import Found
from refkit.extract.citation_passages import Passage
from refkit.normalize.patterns import lazy_pattern

CITED_IN: Final = lazy_pattern(
    r"""
    (?<!\w) (?:
        (?:as\s)? (?:cited|quoted|referenced) \s (?:in|by)
      | (?:zitiert|zit\.) \s (?:nach|in|bei) | zit\.\s?n\. | (?:cité|citée|cités) \s (?:par|dans|in)
      | (?:como\sse\scita|citad[oa]s?|apud\scitado) \s (?:en|por|em) | citat[oi] \s (?:in|da)
      | (?:geciteerd|aangehaald) \s (?:in|door|bij) | apud
    ) (?!\w) ,? \s?
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What stands between the work that is spoken of and the one that was read."""

PERSONAL: Final = lazy_pattern(
    r"""
    (?<!\w) (?:
        personal \s communications? | pers\.\s?comm(?:un)?\. | private \s communication
      | persönliche \s (?:Mitteilung|Kommunikation) | pers\.\s?Mitt\.
      | communications? \s personnelles? | comunicaci[óo]n(?:es)? \s personal(?:es)?
      | comunicazion[ei] \s personal[ei] | persoonlijke \s (?:mededeling|communicatie)
      | comunicaç(?:ão|ões) \s pessoa(?:l|is)
    ) (?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What says that a citation is of a letter, a talk, an e-mail."""

_REACH: Final = 40


def mark_secondary(found: Sequence[Found], passage: Passage) -> None:
    """Tell the kinds in "Smith (1923), as cited in Jones (2020)", where no parentheses hold both.

    Args:
        found: What was found in the passage, in order of place; its kinds are changed.
        passage: The passage.
    """
    text = passage.text
    for number, each in enumerate(found):
        if not each.narrative or not each.first or each.kind != "work":
            continue
        start = each.authors.start
        marker = None
        for match in CITED_IN.finditer(text, max(0, start - _REACH), start):
            marker = match
        if not marker or marker.end() != start:
            continue
        each.kind = "secondary"
        for earlier in reversed(found[:number]):
            end = earlier.group.end
            if marker.start() - end > _REACH or text[end : marker.start()].strip(" ,\n"):
                break
            earlier.kind = "original"
