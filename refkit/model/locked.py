"""Locked: what a Lockfile holds of a reference, and what locking articles came to."""

from __future__ import annotations

from typing import Literal

import msgspec

from refkit.model.record import Match, Outcome, Record
from refkit.model.reference import Reference
from refkit.model.verdict import Identity, Verdict


class LockedAnswer(msgspec.Struct, frozen=True):
    """What one Source said, without its Records.

    Attributes:
        by: Whether it was asked for the DOI as written, or for the reference's text.
        source: The Source's name.
        outcome: What it said; never "silent" or "unasked", which are no reason to lock anything.
    """

    by: Literal["doi", "search"]
    source: str
    outcome: Outcome


class Locked(msgspec.Struct, kw_only=True, repr_omit_defaults=True):
    """One reference of a Lockfile: enough for the same Verdict on any machine, on any day.

    Attributes:
        text: The reference, shortened; for people.
        fingerprint: Of the reference's whole text.
        identity: As in :class:`refkit.model.Verdict`.
        match: The work, where it was identified. Its Record has only what is compared.
        claimed: The Record of the DOI as written, where that is another work: what names it.
        answers: Where the work was not identified, what each Source said; else only which Sources
            said that the DOI as written does not exist.
    """

    text: str
    fingerprint: str
    identity: Identity
    match: Match | None = None
    claimed: Record | None = None
    answers: list[LockedAnswer] = []


NewsKind = Literal[
    "retracted",
    "concern",
    "corrected",
    "notice",
    "notice-gone",
    "published",
    "related",
    "dead-doi",
    "living-doi",
    "lost",
    "found",
    "other-work",
    "changed",
]


class News(msgspec.Struct, frozen=True):
    """Something about a reference that was not so, or not known, when it was locked.

    Attributes:
        kind: "retracted": the work was retracted, withdrawn or removed; "concern", "corrected",
            "notice": other notices on it; "notice-gone": one that was taken back; "published": a
            preprint's final version; "related": another version of the work; "dead-doi",
            "living-doi": whether the DOI as written exists; "lost", "found": whether the work is
            identified; "other-work": the reference or its DOI leads to another record; "changed":
            a field of the record.
        message: In one line: "the volume of the record was 5, and is 6".
        variable: The CSL variable that changed; "" if it is no field.
        before: Its value when the reference was locked.
        after: Its value now.
    """

    kind: NewsKind
    message: str
    variable: str = ""
    before: str = ""
    after: str = ""


class LockedReference(msgspec.Struct, kw_only=True, repr_omit_defaults=True):
    """What became of one reference of an article that was locked.

    Attributes:
        reference: The Reference.
        change: "kept": it was locked, and nothing is new; "new": it was not locked before, or
            only offline, by what was at hand; "renewed": there is news; "open": a Source that would
            know did not answer, so an old entry stays as it is, and where there is none the
            reference is not locked.
        entry: Its entry in the Lockfile; None if it has none.
        news: What is new since it was locked.
        verdict: What the Sources said; None if they were not asked.
    """

    reference: Reference
    change: Literal["kept", "new", "renewed", "open"]
    entry: Locked | None = None
    news: list[News] = []
    verdict: Verdict | None = None


class LockedArticle(msgspec.Struct, kw_only=True, repr_omit_defaults=True):
    """What locking one article came to.

    Attributes:
        path: The article's name as the user gave it.
        lockfile: The Lockfile, named from where the article was.
        references: Its references, in order.
        removed: The entries of references that are not in the article any more.
    """

    path: str
    lockfile: str
    references: list[LockedReference]
    removed: list[Locked] = []

    @property
    def entries(self) -> list[Locked]:
        """The article's entries from now on; of references that are there twice, one."""
        found = {each.entry.fingerprint: each.entry for each in self.references if each.entry}
        return list(found.values())

    @property
    def changed(self) -> bool:
        """Whether the Lockfile has to say something else of this article."""
        return bool(self.removed) or any(
            each.change in ("new", "renewed") for each in self.references
        )


class LockReport(msgspec.Struct, kw_only=True, repr_omit_defaults=True):
    """What locking articles came to.

    Attributes:
        articles: Each article, in order.
        written: The Lockfiles that were written; those that stayed the same are not among them.
    """

    articles: list[LockedArticle]
    written: list[str] = []

    @property
    def changed(self) -> bool:
        """Whether a Lockfile has to say something else than it did."""
        return any(article.changed for article in self.articles)

    @property
    def open(self) -> bool:
        """Whether a reference could not be locked because a Source did not answer."""
        return any(
            each.change == "open" for article in self.articles for each in article.references
        )
