"""Changes in a word processor's paragraph: what differs, and where its links lead then."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple
from urllib.parse import quote, unquote

from refkit.normalize.dois import doi_key, parse_doi
from refkit.normalize.patterns import lazy_pattern

_TOKEN: Final = lazy_pattern(r"\w+|\s+|[^\w\s]")
_MOST_TOKENS: Final = 600
_ADDRESS: Final = lazy_pattern(r"https?://\S{1,2000}")


class Change(NamedTuple):
    """A replacement in a text: a range of it, and what stands there instead."""

    start: int
    end: int
    text: str


def hunks(old: str, new: str) -> list[Change]:
    """The words that differ between two texts, and what stands for them.

    Words that stay are not touched, so that italics stay where they are.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(before), len(after)) > _MOST_TOKENS or "" in (old, new):
        return [Change(0, len(old), new)] if old != new else []
    starts = [0]
    for token in before:
        starts.append(starts[-1] + len(token))
    return [
        Change(starts[a], starts[b], "".join(after[c:d]))
        for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if kind != "equal"
    ]


def beyond(remarks: Sequence[str]) -> str:
    """Why a change cannot be written that reaches over the end of a paragraph.

    Args:
        remarks: The comments to refkit in the paragraph, which stand behind it in the source.
    """
    if remarks:
        return "a comment is deleted in the program that wrote it, not here"
    return "a change reaches over the paragraph's end, and paragraphs are not moved or joined"


def new_target(target: str, old: str, new: str) -> str:
    """Where a link leads after its text was changed; "" if to the same as before.

    Where a reader sees one DOI and follows the link to another, a reference is worse than before.

    Args:
        target: Where it leads.
        old: Its text before.
        new: Its text now.
    """
    if old == new:
        return ""
    if _ADDRESS.fullmatch(new.strip()) and unquote(target) == unquote(old.strip()):
        return new.strip()
    led, shown, wanted = parse_doi(unquote(target)), parse_doi(old), parse_doi(new)
    if not led or not wanted or doi_key(led) != doi_key(shown) or "10." not in target:
        return ""
    return target[: target.index("10.")] + quote(wanted, safe="/:;()._-")
