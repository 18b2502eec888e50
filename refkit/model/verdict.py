"""Verdict: what is known of a Reference, and on what evidence; Report: of a whole article.

A verdict has two sides, identity and description, and the evidence. A source that failed is never
read as "does not exist".
"""

from __future__ import annotations

from typing import Literal

import msgspec

from refkit.model.finding import SEVERITIES, Finding, Severity, Suppressed
from refkit.model.record import Answer, Match, Record
from refkit.model.reference import Reference

Identity = Literal["same-work", "another-work", "not-found", "undetermined"]


class Comparison(msgspec.Struct, frozen=True):
    """One field of a Reference beside the Record's.

    Attributes:
        variable: The CSL variable: "author", "issued", "container-title" …
        written: What the Reference says, as written.
        found: What the Record says, as it would be written.
        same: Whether they agree, or differ only as reality excuses.
        excuse: The name of the excuse, as :mod:`refkit.model.excuses` explains it ("near-year",
            "abbreviation"); "" if none was used.
        detail: What differs, where one word says it: "missing", "added", "order", "spelling".
    """

    variable: str
    written: str
    found: str
    same: bool
    excuse: str = ""
    detail: str = ""


class Verdict(msgspec.Struct, kw_only=True, repr_omit_defaults=True):
    """What is known of one Reference.

    Attributes:
        reference: The Reference.
        identity: "same-work": the work is identified, and a DOI, if any is written, is not
            another work's; "another-work": the DOI as written leads elsewhere; "not-found":
            the sources that would know it answered, and none does; "undetermined": it could not
            be checked.
        match: The work that the Reference means, where it was identified.
        claimed: The Record of the DOI as written, where that is another work.
        comparisons: The fields of the Reference beside those of the match.
        coverage: What each source that was asked said.
    """

    reference: Reference
    identity: Identity
    match: Match | None = None
    claimed: Record | None = None
    comparisons: list[Comparison] = []
    coverage: list[Answer] = []

    @property
    def wrong(self) -> list[str]:
        """The CSL variables that disagree with the Record, in the order of comparison."""
        return [comparison.variable for comparison in self.comparisons if not comparison.same]


class Report(msgspec.Struct, kw_only=True, repr_omit_defaults=True):
    """The result of checking one article.

    Attributes:
        path: The file's name as the user gave it, or "" for text from memory.
        format: "markdown", "html", "text" …
        verdicts: One for each reference, in the order of the article.
        findings: In the order of the article, without those that are suppressed.
        guesses: What the reader and the extraction had to guess, in words.
        source: The article's own text, for showing a finding in its place.
        fail_on: The least severity with which the exit code is 1; None for never.
        suppressed: The Findings that a comment in the article or the baseline holds back.
    """

    path: str
    format: str
    verdicts: list[Verdict]
    findings: list[Finding]
    guesses: list[str] = []
    source: str = ""
    fail_on: Severity | None = "warning"
    suppressed: list[Suppressed] = []

    @property
    def exit_code(self) -> Literal[0, 1, 3]:
        """0 nothing to report, 1 findings, 3 some could not be checked and nothing else found."""
        failing = SEVERITIES[: SEVERITIES.index(self.fail_on) + 1] if self.fail_on else ()
        if any(finding.severity in failing for finding in self.findings):
            return 1
        if any(verdict.identity == "undetermined" for verdict in self.verdicts):
            return 3
        return 0
