"""Completing: fields that entries of a .bib file lack, from the Records of their works."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from refkit.api.bib_checking import inherited_names
from refkit.formats import dump
from refkit.formats.bib_file import BibFile
from refkit.formats.bib_pieces import BibEntry
from refkit.formats.bib_requirements import dialect
from refkit.formats.bib_works import paired
from refkit.formats.loaded import Problem
from refkit.model import Verdict, Work

if TYPE_CHECKING:
    from refkit.resolve.session import Progress
    from refkit.resolve.sources import Sources

FIELDS: Final = (
    "author", "editor", "title", "booktitle", "journal", "year", "volume", "number", "pages", "eid",
    "publisher", "doi",
)  # fmt: skip
"""The fields that are completed by default: what the styles of BibTeX print, and the DOI."""

_AT_ONCE: Final = 100
"""Entries that are asked for at once; so many are lost when a run is interrupted."""

_BIBLATEX: Final = {"journal": "journaltitle", "year": "date", "address": "location"}
_SAME: Final = {
    "journal": ("journaltitle",),
    "year": ("date",),
    "address": ("location",),
    "publisher": ("institution", "school", "organization", "howpublished"),
    "pages": ("eid",),
    "eid": ("pages",),
    "number": ("issue",),
    "doi": ("eprint",),
}
"""Fields that say already what a field would say."""

_OF_TYPES: Final = {
    "journal": ("article", "suppperiodical"),
    "booktitle": ("incollection", "inproceedings", "conference", "inbook", "inreference"),
    "publisher": ("book", "incollection", "inbook", "inproceedings", "conference", "proceedings",
                  "collection", "inreference", "reference", "mvbook"),
    "editor": ("incollection", "inproceedings", "conference", "proceedings", "collection"),
    "number": ("article", "techreport", "report", "patent"),
    "volume": ("article", "book", "incollection", "inbook", "inproceedings", "proceedings"),
    "pages": ("article", "incollection", "inbook", "inproceedings", "conference", "inreference"),
    "eid": ("article",),
}  # fmt: skip
"""The entry types whose styles print a field; the other fields are those of every type."""


class BibAddition(msgspec.Struct, frozen=True, kw_only=True):
    """A field that an entry was given.

    Attributes:
        line: The line on which the entry began.
        key: Its key.
        field: The field's name.
        value: Its value as text.
        source: The source of the Record that says so: "crossref".
        doi: The Record's DOI; "" if it has none.
    """

    line: int
    key: str
    field: str
    value: str
    source: str
    doi: str


class Completion(msgspec.Struct):
    """What was completed, and what was not."""

    added: list[BibAddition] = []
    conflicts: list[Problem] = []
    unidentified: list[Problem] = []
    silent: int = 0
    asked: int = 0
    interrupted: bool = False


def complete(
    file: BibFile,
    *,
    sources: Sources,
    fields: Collection[str],
    progress: Progress | None,
) -> Completion:
    """Complete the entries of a file in place; see :func:`refkit.api.bib.complete_bib`."""
    from refkit.api.identifying import resolve

    done = Completion()
    wanted = [
        (entry, work) for entry, work in paired(file) if entry.type not in ("set", "xdata") if work
    ]
    style = dialect(file.entries, str(file))
    parents = {entry.key.lower(): entry for entry in reversed(file.entries)}
    for start in range(0, len(wanted), _AT_ONCE):
        batch = wanted[start : start + _AT_ONCE]
        try:
            verdicts = resolve([work for _, work in batch], sources=sources, progress=progress)
        except KeyboardInterrupt:
            # What was completed so far is worth keeping; the caller is told.
            done.interrupted = True
            return done
        for (entry, _), verdict in zip(batch, verdicts, strict=True):
            done.asked += 1
            names = inherited_names(file, entry, parents)
            _complete_entry(file, entry, verdict, names, fields, style, done)
    return done


def _complete_entry(
    file: BibFile,
    entry: BibEntry,
    verdict: Verdict,
    names: Collection[str],
    fields: Collection[str],
    style: str,
    done: Completion,
) -> None:
    if verdict.identity != "same-work" or verdict.match is None:
        done.silent += verdict.identity == "undetermined"
        done.unidentified.append(Problem(entry.line, _why(verdict), entry.key))
        return
    record = verdict.match.record
    done.conflicts += _conflicts(entry, verdict)
    for name, written in _record_fields(file, record.work).items():
        if name not in fields or not _lacks(entry.type, name, names):
            continue
        own_name = _BIBLATEX.get(name, name) if style == "biblatex" else name
        file.write(entry, own_name, written)
        done.added.append(
            BibAddition(
                line=entry.line,
                key=entry.key,
                field=own_name,
                value=file.value(entry, own_name),
                source=record.source,
                doi=record.work.DOI,
            )
        )


def _lacks(type: str, name: str, names: Collection[str]) -> bool:
    """Whether an entry has a use for a field, and does not say already what it would say."""
    if type not in _OF_TYPES.get(name, (type,)):
        return False
    return name not in names and not any(same in names for same in _SAME.get(name, ()))


def _record_fields(file: BibFile, work: Work) -> dict[str, str]:
    """The fields of a Record's Work as they are to stand in the file."""
    text = dump([work.copy(id="record")], "bibtex", latex=str(file).isascii())
    made = BibFile.read(text)
    return {field.name: field.value for entry in made.entries for field in entry.fields}


def _conflicts(entry: BibEntry, verdict: Verdict) -> list[Problem]:
    source = verdict.match.record.source if verdict.match else ""
    return [
        Problem(
            entry.line_of(_field_of(entry, comparison.variable)),
            f"{comparison.variable} is '{comparison.written}'; {source} says '{comparison.found}'",
            entry.key,
            _field_of(entry, comparison.variable),
        )
        for comparison in verdict.comparisons
        if not comparison.same
    ]


_FIELDS_OF: Final = {
    "container-title": ("journaltitle", "journal", "booktitle"),
    "issued": ("date", "year"),
    "issue": ("number", "issue"),
    "page": ("pages", "eid"),
}


def _field_of(entry: BibEntry, variable: str) -> str:
    names: Sequence[str] = _FIELDS_OF.get(variable, (variable.lower(),))
    return next((name for name in names if entry.field(name) is not None), names[0])


def _why(verdict: Verdict) -> str:
    silent = dict.fromkeys(each.source for each in verdict.coverage if each.outcome == "silent")
    if verdict.identity == "undetermined" and silent:
        return f"{' and '.join(silent)} did not answer"
    return {
        "another-work": "its DOI is that of another work",
        "not-found": "no source knows the work",
        "undetermined": "the work could not be identified for certain",
        "same-work": "the work could not be identified for certain",
    }[verdict.identity]
