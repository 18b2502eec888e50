"""Rewritten: what rendering the reference lists of an article anew came to."""

from __future__ import annotations

import msgspec

from refkit.fix.diff import unified_diff
from refkit.model import Reference, Report


class Kept(msgspec.Struct, frozen=True):
    """An entry that stayed as the author wrote it, and why, in words."""

    reference: Reference
    reason: str


class Rewritten(msgspec.Struct, kw_only=True):
    """What rendering the reference lists of an article anew came to.

    Attributes:
        path: The file's name as the user gave it, or "" for text from memory.
        before: The text of the file as it was.
        after: The text with its lists written anew.
        data: The content of the file then, in its own encoding; None for a text from memory.
        report: The Report on the new text.
        kept: The entries that stayed as they were, and why.
        notes: What else the author should know, in words.
        written: Whether the file was replaced.
    """

    path: str
    before: str
    after: str
    report: Report
    data: bytes | None = None
    kept: list[Kept] = []
    notes: list[str] = []
    written: bool = False

    @property
    def changed(self) -> bool:
        """Whether the new text is another one."""
        return self.before != self.after

    @property
    def diff(self) -> str:
        """The change as a patch with git's names; "" if nothing changed."""
        return unified_diff(self.before, self.after, self.path)
