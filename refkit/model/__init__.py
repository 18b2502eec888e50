"""The words of refkit as types: Work, Reference, Record, Match, Finding and their kin."""

from refkit.model.document import (
    Block,
    Document,
    Embedded,
    Markup,
    Mention,
    Part,
    Position,
    Segment,
    Span,
)
from refkit.model.finding import Finding, Fix, RuleInfo, Severity, Suppressed
from refkit.model.record import Answer, Candidate, Match, Notice, Record, Relation
from refkit.model.reference import Citation, Field, Reference, ReferenceList, Repair
from refkit.model.verdict import Comparison, Identity, Report, Verdict
from refkit.model.work import Date, Name, Work

__all__ = [
    "Answer",
    "Block",
    "Candidate",
    "Citation",
    "Comparison",
    "Date",
    "Document",
    "Embedded",
    "Field",
    "Finding",
    "Fix",
    "Identity",
    "Markup",
    "Match",
    "Mention",
    "Name",
    "Notice",
    "Part",
    "Position",
    "Record",
    "Reference",
    "ReferenceList",
    "Relation",
    "Repair",
    "Report",
    "RuleInfo",
    "Segment",
    "Severity",
    "Span",
    "Suppressed",
    "Verdict",
    "Work",
]
