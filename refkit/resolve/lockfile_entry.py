"""Entries of a Lockfile: what is kept of a Verdict, and by what a reference is known again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from refkit.model import Date, Match, Name, Notice, Record, Reference, Verdict, Work
from refkit.model.locked import Locked, LockedAnswer, LockedArticle, LockedReference
from refkit.normalize.text import clean
from refkit.resolve.lockfile_news import news
from refkit.resolve.source import search_text

TEXTS: Final = (
    "DOI",
    "type",
    "title",
    "original-title",
    "container-title",
    "container-title-short",
    "collection-title",
    "event-title",
    "edition",
    "volume",
    "issue",
    "page",
    "number",
    "ISSN",
    "publisher",
)
"""CSL variables of a Record that are locked as text: all that comparisons and rules look at."""

NAMES: Final = ("author", "editor")
"""CSL variables of a Record that are locked as names."""

CLAIMED_TEXTS: Final = ("DOI", "type", "title", "container-title")
CLAIMED_NAMES: Final = 3
"""Of the work that a wrong DOI leads to, only what names it: a third author makes it "et al."."""

RELATIONS: Final = frozenset(
    (
        "is-preprint-of",
        "has-preprint",
        "is-version-of",
        "has-version",
        "is-identical-to",
        "is-same-as",
        "is-replaced-by",
        "replaces",
    )
)
"""Relations to other forms of the work. Reviews, data and supplements are added to a Record for
years, and say nothing of whether a reference is right."""

_SHOWN: Final = 100
"""Characters of a reference that its entry shows: authors, year and the title's first words."""

_DIGITS: Final = 16
"""Hexadecimal digits of a fingerprint: with 100,000 references two are alike once in 10⁹ lists."""

_MARKER: Final = re.compile(
    r"""
    (?: \[ \d{1,4} \] [.:]? | \( \d{1,4} \) | \d{1,3} [.)] | [•·▪◦‣*+–-] )
    \s{1,10} (?= \S )
    """,
    re.VERBOSE,
)
"""A number or bullet that was left in the text: with a list of one entry none can be told."""


def fingerprint(reference: Reference) -> str:
    """What a reference is known by again: 16 hexadecimal digits.

    Moving, renumbering or re-wrapping the reference does not change it, nor do invisible
    characters and the Unicode form; any other character does. The target of a link counts where
    the text does not show it: it may be the reference's only DOI.
    """
    text = _text(reference)
    hidden = [link for link in map(clean, reference.links) if link not in text]
    return digest("\n".join((text, *hidden)))


def digest(text: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_DIGITS]


def _text(reference: Reference) -> str:
    text = clean(reference.text)
    marker = _MARKER.match(text)
    return text[marker.end() :] if marker else text


def entry_of(verdict: Verdict) -> Locked:
    """What a Lockfile keeps of a Verdict."""
    reference, match = verdict.reference, verdict.match
    text = _text(reference)
    if len(text) > _SHOWN:
        text = text[: _SHOWN - 1].rstrip() + "…"
    return Locked(
        text=text,
        fingerprint=fingerprint(reference),
        identity=verdict.identity,
        match=match
        and Match(
            record=locked_record(match.record),
            score=round(match.score, 4),
            reason=match.reason,
            by=match.by,
        ),
        claimed=verdict.claimed and _claimed_record(verdict.claimed),
        answers=_answers(verdict),
    )


def _answers(verdict: Verdict) -> list[LockedAnswer]:
    doi = verdict.reference.work.DOI
    answers = [
        LockedAnswer(
            by="doi" if doi and answer.question == doi else "search",
            source=answer.source,
            outcome=answer.outcome,
        )
        for answer in verdict.coverage
        if answer.outcome != "silent"
    ]
    if verdict.match or verdict.claimed:
        answers = [each for each in answers if each.by == "doi" and each.outcome == "absent"]
    return list(dict.fromkeys(answers))


def locked_record(record: Record) -> Record:
    """A Record reduced to what comparisons and rules look at. Reducing it again changes nothing."""
    work = _reduced(record.work, TEXTS)
    for variable in NAMES:
        work.set(variable, [_name(name) for name in record.work.get(variable)])
    return Record(
        work=work,
        source=record.source,
        time=record.time,
        notices=[_notice(notice) for notice in record.notices],
        amends=list(record.amends),
        relations=[each for each in record.relations if each.type in RELATIONS],
        variants=_variants(record),
    )


def _variants(record: Record) -> dict[str, list[str]]:
    """What else is right than the Work's own values, which every comparison begins with."""
    reduced = {}
    for variable in (*TEXTS, "issued"):
        own = str(record.work.year) if variable == "issued" else record.work.get(variable)
        others = [value for value in record.variants.get(variable, ()) if value not in ("", own)]
        if others:
            reduced[variable] = list(dict.fromkeys(others))
    return reduced


def _claimed_record(record: Record) -> Record:
    work = _reduced(record.work, CLAIMED_TEXTS)
    for variable in NAMES:
        names = record.work.get(variable)[:CLAIMED_NAMES]
        work.set(variable, [_name(name) for name in names])
    return Record(work=work, source=record.source, time=record.time)


def _reduced(work: Work, texts: Sequence[str]) -> Work:
    reduced = Work()
    for variable in texts:
        reduced.set(variable, work.get(variable))
    if not work.DOI:
        reduced.id = work.id  # findings name a record without DOI by it
    if work.year is not None:
        reduced.issued = Date(date_parts=((work.year,),))
    return reduced


def _name(name: Name) -> Name:
    return Name(
        family=name.family,
        given=name.given,
        dropping_particle=name.dropping_particle,
        non_dropping_particle=name.non_dropping_particle,
        suffix=name.suffix,
        literal=name.literal,
    )


def _notice(notice: Notice) -> Notice:
    # The label repeats the type in the publisher's words, which change more often than the fact.
    label = notice.label if notice.type == "other" else ""
    return msgspec.structs.replace(notice, label=label)


def is_lockable(verdict: Verdict) -> bool:
    """Whether a Verdict can be locked: another run may not say more because a Source was silent."""
    silent = [answer for answer in verdict.coverage if answer.outcome == "silent"]
    if verdict.identity == "undetermined":
        if silent:
            return False
        # Without coverage nobody was asked: the run was offline, or the entry cannot be read.
        return bool(verdict.coverage or verdict.reference.problem)
    doi = verdict.reference.work.DOI
    about_doi = bool(doi) and any(answer.question == doi for answer in silent)
    compared = {comparison.variable for comparison in verdict.comparisons}
    # Where nobody could say whose the DOI is, the judge leaves it open whether it is right.
    return not (about_doi and compared and "DOI" not in compared)


def to_ask(references: Sequence[Reference], old: Sequence[Locked]) -> list[Reference]:
    """The references that have no entry, being new or changed, or one that is to be asked again."""
    known = {entry.fingerprint: entry for entry in old}
    return [
        reference
        for reference in references
        if (entry := known.get(fingerprint(reference))) is None or _is_open(reference, entry)
    ]


def _is_open(reference: Reference, entry: Locked) -> bool:
    """Whether an entry says that nothing is known because a registry was not asked.

    So it is when a reference was locked offline, by what files and the cache had. To ask again
    costs nothing where there is nothing to ask: "Ibid." is searched for nowhere.
    """
    if entry.identity != "undetermined":
        return False
    of_doi = {each.source for each in entry.answers if each.by == "doi"}
    of_search = {each.source for each in entry.answers if each.by == "search"}
    led_somewhere = any(each.by == "doi" and each.outcome == "found" for each in entry.answers)
    return bool(
        (reference.work.DOI and "doi.org" not in of_doi and not led_somewhere)
        or (search_text(reference) and "crossref" not in of_search)
    )


def relock(
    article: str,
    lockfile: Path,
    references: Sequence[Reference],
    old: Sequence[Locked],
    verdicts: Sequence[Verdict],
) -> LockedArticle:
    """Bring the entries of an article up to date.

    Args:
        article: The article's path as the user gave it.
        lockfile: The Lockfile.
        references: The article's References.
        old: Its entries in the Lockfile so far.
        verdicts: The Verdicts on those of the references that were asked for.

    Returns:
        What became of each reference, and the old entries whose reference is gone.
    """
    known = {entry.fingerprint: entry for entry in old}
    told = {fingerprint(verdict.reference): verdict for verdict in verdicts}
    done: dict[str, LockedReference] = {}
    result = []
    for reference in references:
        mark = fingerprint(reference)
        if mark not in done:
            done[mark] = _relocked(reference, known.get(mark), told.get(mark))
        result.append(msgspec.structs.replace(done[mark], reference=reference))
    return LockedArticle(
        path=article,
        lockfile=str(lockfile),
        references=result,
        removed=[entry for entry in old if entry.fingerprint not in done],
    )


def _relocked(reference: Reference, old: Locked | None, verdict: Verdict | None) -> LockedReference:
    if verdict is None:
        return LockedReference(reference=reference, change="kept", entry=old)
    if not is_lockable(verdict):
        return LockedReference(reference=reference, change="open", entry=old, verdict=verdict)
    new = entry_of(verdict)
    if old is None:
        return LockedReference(reference=reference, change="new", entry=new, verdict=verdict)
    found = news(old, new)
    if found:
        return LockedReference(
            reference=reference, change="renewed", entry=new, news=found, verdict=verdict
        )
    if _is_open(reference, old) and not _is_open(reference, new):
        return LockedReference(reference=reference, change="new", entry=new, verdict=verdict)
    return LockedReference(reference=reference, change="kept", entry=old, verdict=verdict)
