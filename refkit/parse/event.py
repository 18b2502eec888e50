"""Conference contributions that are not printed: what, where and at which meeting (APA 7, 10.5)."""

from __future__ import annotations

import re
from typing import Final

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.draft import Draft
from refkit.parse.scanner import View

PRESENTED: Final = lazy_pattern(
    r"""(?P<genre>(?:(?:invited|conference)\s)?(?:paper|poster|lecture|symposium|speech|keynote
        |talk|panel)(?:\s(?:session|address|discussion))?)
    \s+(?:presented|prepared|conducted|given|delivered|held)\s+(?:at|for|to
        |in)\s+(?:the\s)?(?P<event>\S.*)\Z""",
    re.VERBOSE | re.IGNORECASE,
)
"""APA 6: "Paper presented at the meeting of …, Chicago"."""
EVENT: Final = lazy_pattern(
    r"paper pres|poster|conference|symposium|keynote|panel|presentation|lecture|speech"
    r"|address|colloqui|workshop",
    re.IGNORECASE,
)
"""Descriptions of contributions after which the meeting is named."""
NOT_EVENT: Final = lazy_pattern(r"powerpoint|slides|video|recording|notes", re.IGNORECASE)
MEETING: Final = lazy_pattern(
    r"""\b(?: meeting | conference | congress | symposium | convention | workshop | seminar
      | colloquium | assembly | summit | tagung | kongress | congrès | congreso | congresso
      | konferenz | конференция )\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words in the names of meetings."""
PRINTED: Final = lazy_pattern(
    r"\b(?:proceedings|journal|transactions|review|bulletin|notes|proc\.|papers?\sof|series|records"
    r"|library|archives?|press|publish\w+)\b",
    re.IGNORECASE,
)
"""Words that make a meeting's name that of its printed papers."""


def is_event(name: str) -> bool:
    """Whether a name is that of a meeting: "219th Meeting of the Society", no "Proceedings of"."""
    return bool(MEETING.search(name)) and not PRINTED.search(name)


def mark_presented(view: View, draft: Draft, start: int, end: int) -> bool:
    """Mark APA 6's "Paper presented at the meeting of …, Chicago"; whether it is one."""
    presented = PRESENTED.match(view.plain, start, end)
    if presented is None:
        return False
    draft.mark("genre", *presented.span("genre"), 0.9)
    draft.take(start, presented.start("event"))
    draft.facts["type"] = "speech"
    mark_event(view, draft, *presented.span("event"))
    return True


def mark_event(view: View, draft: Draft, start: int, end: int) -> None:
    """Mark "Conference, City, Country": the event's name ends at the first comma."""
    comma = view.plain.find(", ", start, end)
    draft.mark("event-title", start, comma if comma > 0 else end, 0.85)
    if comma > 0:
        draft.mark("event-place", comma + 2, end, 0.8)
