"""M306: another issue."""

from __future__ import annotations

from refkit.verify.metadata_rule import MetadataRule


class WrongIssue(MetadataRule):
    """The issue differs from that of the record.

    Excused are leading zeros, labels ("No."), double issues, and the forms of supplements.

    Why it matters:
        Journals that number their pages anew in each issue are found by it.

    Example:
        ``Psychotherapy, 58(4)`` for an article in issue 1.

    Fix:
        None in this version.

    Source:
        APA 7, 9.25; Crossref metadata ``issue``.
    """

    code = "M306"
    name = "wrong-issue"
    severity = "error"
    variable = "issue"
    label = "issue"
