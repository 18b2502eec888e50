"""Record, Candidate, Match: what Sources know, and which of it a Reference means."""

from __future__ import annotations

from typing import Literal

import msgspec

from refkit.model.work import Work

NoticeType = Literal[
    "retraction",
    "withdrawal",
    "removal",
    "partial_retraction",
    "expression_of_concern",
    "correction",
    "erratum",
    "corrigendum",
    "addendum",
    "clarification",
    "new_version",
    "other",
]
Outcome = Literal["found", "absent", "unknown", "silent", "unasked"]


class Notice(msgspec.Struct, frozen=True):
    """Something published about a work after it: a retraction, a correction.

    Attributes:
        type: Crossref's update type; "other" for one that refkit does not know.
        DOI: The DOI of the notice.
        date: ISO 8601 date of the notice, as precise as known; "" if unknown.
        source: Who says so: "publisher", "retraction-watch".
        label: The source's own words for the type.
    """

    type: NoticeType
    DOI: str = ""
    date: str = ""
    source: str = ""
    label: str = ""


class Relation(msgspec.Struct, frozen=True):
    """A relation to another work, in Crossref's terms, such as "is-preprint-of"."""

    type: str
    id: str
    id_type: str = "doi"


class Record(msgspec.Struct, kw_only=True, repr_omit_defaults=True):
    """A Work as a Source returned it.

    Attributes:
        work: The metadata, cleaned of the registry's known defects.
        source: The source's name: "crossref", "doi.org", "records.json".
        time: When it was retrieved, ISO 8601 in UTC; "" if unknown.
        notices: What was published about this work: it is the retracted one (Crossref's
            ``updated-by``).
        amends: The DOIs of the works that this record is a notice about (``update-to``).
        relations: Preprints, reviews, versions … where deposited.
        variants: Other values that are right as well, as text: CSL variable name to values.
            ``issued`` lists every year that the work may carry (online, print);
            ``container-title`` a journal's other names and abbreviations; ``title`` the title
            with or without its subtitle; ``page`` an article number.
        type: The source's own word for the type: "journal-article".
        score: The source's own ranking of a search hit, higher is better; 0 if none.
        raw: The work as the source sent it, as JSON; "" where that is not kept.
    """

    work: Work
    source: str
    time: str = ""
    notices: list[Notice] = []
    amends: list[str] = []
    relations: list[Relation] = []
    variants: dict[str, list[str]] = {}
    type: str = ""
    score: float = 0.0
    raw: str = ""


class Answer(msgspec.Struct, kw_only=True, repr_omit_defaults=True):
    """What one Source said to one question.

    Attributes:
        source: The source's name.
        question: The DOI or the text asked for.
        outcome: "found"; "absent": the source would know such a work and has none; "unknown":
            it has none, which proves nothing (a file of records, another agency's DOI);
            "silent": it failed or was not reached; "unasked": nobody asked it, offline or for it
            holds no such works, which is no evidence and part of no Verdict.
        records: The Records, best first.
        detail: The failure, the registration agency …, in words.
    """

    source: str
    question: str
    outcome: Outcome
    records: list[Record] = []
    detail: str = ""


class Candidate(msgspec.Struct, kw_only=True, repr_omit_defaults=True):
    """A Record that might be the referenced work.

    Attributes:
        record: The Record.
        score: 0.0–1.0: the probability that it is the referenced work.
        agreement: For each compared CSL variable, 0.0 (another value) to 1.0 (the same).
            Variables that either side lacks are left out: absent is not wrong.
        kin: How it is another work of the same or a similar title: "about" (a review, erratum,
            reply …), "part", "preprint", "edition", "version"; "" if nothing says that it is.
    """

    record: Record
    score: float
    agreement: dict[str, float] = {}
    kin: str = ""


class Match(msgspec.Struct, kw_only=True, repr_omit_defaults=True):
    """The Candidate that was accepted, and why.

    Attributes:
        record: The Record of the work that the Reference means.
        score: 0.0–1.0: the probability that it is.
        reason: In words: "DOI and title agree".
        by: How it was found: by the DOI as written, or by search.
    """

    record: Record
    score: float
    reason: str
    by: Literal["doi", "search"]
