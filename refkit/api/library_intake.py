"""Intake: what was obtained of one thing that is to be added to a library, before it is added."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal, TypeAlias

import msgspec

from refkit.api.library_wanted import Wanted
from refkit.errors import InputError
from refkit.formats import Problem
from refkit.model import Answer, Record, Work

Outcome: TypeAlias = Literal["found", "as-written", "not-found", "undetermined", "unreadable"]

_REGISTRIES: Final = ("crossref", "datacite", "doi.org", "openlibrary", "pubmed")
_TAKEN_BACK: Final = ("retraction", "withdrawal", "removal")


class Obtained(msgspec.Struct):
    """A Work, and where it came from.

    Attributes:
        work: The Work. Its ``id`` is the key that a file gives it, or "".
        origin: The source or the file: "crossref", "openlibrary", "refs.bib"; "pasted" for a
            reference that was identified nowhere.
        note: What should be said of it, in words; "" if nothing.
    """

    work: Work
    origin: str
    note: str = ""


class Intake(msgspec.Struct):
    """What was obtained of one thing that was asked for.

    Attributes:
        asked: The thing, short enough for a message.
        works: The Works, in order.
        problems: What a file's reader had to say; an entry that is lost is here, with its text.
        outcome: "found"; "as-written": a reference that the sources do not know, as it was parsed;
            "undetermined": a source that might know was silent or could not be asked (a reference
            is among the works, as it was parsed); "not-found"; "unreadable".
        detail: Why it is not "found", in words.
        file: The PDF that belongs to the work; None for anything else.
        folder: Where a file of works lies, from which on it names other files; None without one.
    """

    asked: str
    works: list[Obtained] = []
    problems: list[Problem] = []
    outcome: Outcome = "found"
    detail: str = ""
    file: Path | None = None
    folder: Path | None = None


def loaded_file(wanted: Wanted) -> Intake:
    """The Intake of a file of works, of whatever format."""
    from refkit import formats

    path = wanted.path
    try:
        loaded = formats.load(wanted.data, path=str(path or ""))
    except InputError as error:
        return Intake(wanted.asked, outcome="unreadable", detail=_reason(error))
    origin = path.name if path else "pasted"
    # {"a": 1} is CSL-JSON of a work of which nothing is said.
    said = [work for work in loaded.works if work.id or any(work.variables())]
    works = [Obtained(work, origin) for work in said]
    if not works and not loaded.problems:
        return Intake(wanted.asked, outcome="unreadable", detail="says nothing of any work")
    return Intake(wanted.asked, works, loaded.problems, folder=path.parent if path else None)


def of_record(asked: str, record: Record, note: str = "") -> Intake:
    """The Intake of a Record."""
    return Intake(asked, [obtained(record, note)])


def obtained(record: Record, note: str = "") -> Obtained:
    """The Work of a Record, without the Record's id, which is a DOI: no key to cite by."""
    said = [note, *taken_back(record)]
    return Obtained(record.work.copy(id=""), record.source, "; ".join(filter(None, said)))


def taken_back(record: Record) -> list[str]:
    """Whether a work was retracted, in words."""
    return [
        f"{notice.type.replace('_', ' ')} {notice.date}".strip()
        for notice in record.notices
        if notice.type in _TAKEN_BACK
    ][:1]


def of_answers(asked: str, answers: Sequence[Answer]) -> Intake:
    """The Intake of something that was looked up.

    Args:
        asked: What was asked for.
        answers: What the sources said, in the order in which they were asked.
    """
    for answer in answers:
        if answer.outcome == "found" and answer.records:
            more = len(answer.records) - 1
            others = "1 other work has" if more == 1 else f"{more} other works have"
            note = f"{others} this number too" if more else ""
            return of_record(asked, answer.records[0], note)
    absent = [each for each in answers if each.outcome == "absent"]
    silent = [each for each in answers if each.outcome == "silent"]
    if absent:
        return Intake(
            asked, outcome="not-found", detail=absent[-1].detail or "there is no such work"
        )
    if silent:
        told = "; ".join(f"{each.source} did not answer: {each.detail}" for each in silent)
        return Intake(asked, outcome="undetermined", detail=told)
    answered = [
        each for each in answers if each.source in _REGISTRIES and each.outcome != "unasked"
    ]
    if answered:
        told = "; ".join(dict.fromkeys(each.detail for each in answered if each.detail))
        return Intake(asked, outcome="not-found", detail=told or "there is no such work")
    names = ", ".join(each.source for each in answers if each.outcome != "unasked")
    lacking = f"not in {names}, and " if names else ""
    detail = f"{lacking}not in the cache; offline, nobody else was asked"
    return Intake(asked, outcome="undetermined", detail=detail)


def _reason(error: InputError) -> str:
    return f"line {error.line}: {error.reason}" if error.line else error.reason
