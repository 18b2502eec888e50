"""Fixed: what repairing an article came to."""

from __future__ import annotations

import msgspec

from refkit.fix.diff import unified_diff
from refkit.model import Finding, Report


class Refused(msgspec.Struct, frozen=True):
    """A Finding whose Fix was not made although it was asked for, and why, in words."""

    finding: Finding
    reason: str


class Fixed(msgspec.Struct, kw_only=True):
    """What repairing an article came to.

    Attributes:
        path: The file's name as the user gave it, or "" for text from memory.
        before: The text of the file as it was.
        after: The text as it is mended.
        data: The content of the mended file, in its own encoding; None for a text from memory.
        report: The Report on the mended text.
        applied: The Findings whose Fixes were made, one pass after the other; their places are
            those in the text of their pass.
        refused: The Findings whose Fixes were not made, and why.
        passes: How often Fixes were made and the text checked again.
        written: Whether the file was replaced.
    """

    path: str
    before: str
    after: str
    report: Report
    data: bytes | None = None
    applied: list[Finding] = []
    refused: list[Refused] = []
    passes: int = 0
    written: bool = False

    @property
    def changed(self) -> bool:
        """Whether the mended text is another one."""
        return self.before != self.after

    @property
    def diff(self) -> str:
        """The repair as a patch with git's names; "" if nothing changed."""
        return unified_diff(self.before, self.after, self.path)
