"""Finding: one thing that a Rule has to say, with its Fix where there is one."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from refkit.model.document import Position, Span

Severity = Literal["error", "warning", "info"]
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")
"""From the gravest to the mildest."""

Style = Literal["auto", "apa", "apa-6", "none"]
"""The form that reference lists and citations are held to: APA 7, APA 6, none, or whichever of
them most of the article's references have."""


class Fix(msgspec.Struct, frozen=True):
    """The replacement of one span of the file.

    Attributes:
        span: The range in ``Document.source`` that is replaced.
        replacement: What comes in its place, in the file's own markup.
        safe: Whether it keeps the author's meaning for certain.
    """

    span: Span
    replacement: str
    safe: bool


class Finding(msgspec.Struct, kw_only=True, repr_omit_defaults=True):
    """One thing that a Rule has to say.

    Attributes:
        code: The rule's code: "M302".
        message: What is wrong, in one line.
        severity: "error", "warning" or "info".
        path: The file's name as the user gave it; of what stands in a file that the article takes
            in, the name of that.
        span: The range in ``Document.text``.
        source_span: The range in ``Document.source``.
        start: Line and column where it begins, from 1.
        end: Line and column just past its end.
        reference: The number of the reference in the report, from 0; None for the whole article.
        field: The CSL variable concerned; "" if none.
        written: What the article says.
        found: What the Record says; without a ``source``, what the rule asks for.
        source: Where that comes from: "crossref, 10.1037/pst0000342".
        fix: A Fix, where there is one.
    """

    code: str
    message: str
    severity: Severity
    path: str = ""
    span: Span = Span(0, 0)
    source_span: Span = Span(0, 0)
    start: Position = Position(1, 1)
    end: Position = Position(1, 1)
    reference: int | None = None
    field: str = ""
    written: str = ""
    found: str = ""
    source: str = ""
    fix: Fix | None = None

    @property
    def place(self) -> str:
        """Where it begins, behind the file's name: "12:5", or "page 3:12:5" in a part of a file."""
        within = self.start.part if self.start.part != self.path else ""
        counted = f"{self.start.line}:{self.start.column}"
        return f"{within}:{counted}" if within else counted


class Suppressed(msgspec.Struct, frozen=True):
    """A Finding that is not reported, and why.

    Attributes:
        finding: The Finding.
        reason: The reason that the author gives; of the baseline, the file's name.
        by: What holds it back: a comment in the article, or the baseline.
    """

    finding: Finding
    reason: str
    by: Literal["comment", "baseline"] = "comment"


class RuleInfo(msgspec.Struct, frozen=True):
    """A rule for people.

    Attributes:
        code: "M302".
        name: "wrong-year".
        summary: The first line of its documentation.
        severity: "error", "warning" or "info".
        documentation: Its whole documentation, as text.
    """

    code: str
    name: str
    summary: str
    severity: Severity
    documentation: str
