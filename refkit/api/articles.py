"""Articles: read them, check them, and say what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from refkit.api.identifying import verdicts_of
from refkit.api.inputs import Input, document_of
from refkit.api.listed import is_listed
from refkit.api.locking import open_lockfile
from refkit.errors import ConfigurationError
from refkit.model import (
    Citation,
    Document,
    Reference,
    ReferenceList,
    Report,
    Severity,
    Verdict,
)
from refkit.model.document import COMPOSED
from refkit.model.finding import Style
from refkit.resolve.sources import Sources

if TYPE_CHECKING:
    from refkit.parse.tagger import Tagger
    from refkit.resolve.lockfile import Lockfile
    from refkit.resolve.session import Progress


class Settings(msgspec.Struct, frozen=True):
    """Which rules are held against an article, and how.

    Attributes:
        select: Codes of rules, or beginnings of codes ("M3"); empty for all.
        ignore: Codes to leave out.
        severity: Codes or beginnings of codes, and the severity that their findings get.
        style: The form that lists and citations are held to.
        fail_on: The least severity with which the exit code is 1; None for never.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}
    style: Style = "auto"
    fail_on: Severity | None = "warning"


class Reading(msgspec.Struct):
    """An article as far as it can be understood without any Source.

    Attributes:
        document: The article.
        lists: Its reference lists, not parsed; [] where every line is a reference.
        references: Its references, parsed, list after list.
        citations: The citations of its running text.
        unread: The files of works that it names and that could not be read.
        notes: What is to be said of the files that it names, in words.
        keys: The keys of the works in those files.
    """

    document: Document
    lists: list[ReferenceList]
    references: list[Reference]
    citations: list[Citation]
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()


def check(
    source: Input | Document,
    *,
    format: str | None = None,
    sources: Sources | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    settings: Settings | None = None,
    lines: bool = False,
    tagger: Tagger | None = None,
    progress: Progress | None = None,
    locked: Path | str | Lockfile | None = None,
) -> Report:
    """Check the references and citations of an article against what is known of the works.

    Args:
        source: Text, bytes, a Path, an open file, or a Document.
        format: As for :func:`read`.
        sources: Where to ask; by default Crossref, DataCite and doi.org, with the user's cache.
        select: Codes of rules, or beginnings of codes ("M3"); empty for all.
        ignore: Codes to leave out.
        settings: Which rules are held against the article and how, instead of ``select`` and
            ``ignore``.
        lines: As for :func:`parse`.
        tagger: As for :func:`parse`.
        progress: As for :func:`resolve`.
        locked: A Lockfile of :func:`lock`, which alone decides then: nothing is asked, and the
            Report is the same on every machine. What it lacks is a Finding, S901.

    Returns:
        A Report: a Verdict for each reference, and the Findings. Outages are part of it.

    Raises:
        UnreadableError: As :func:`read` does.
        UnknownRuleError: If a code fits no rule.
        ConfigurationError: If there is no such Lockfile, or there are sources beside it.
        FormatError: If the Lockfile is broken; names the line.
    """
    from refkit import verify

    if settings is None:
        settings = Settings(select=tuple(select), ignore=tuple(ignore))
    # A mistaken code fails before anything is asked.
    verify.select(settings.select, settings.ignore)
    reading = reading_of(source, format, lines, tagger)
    if locked is None:
        verdicts = verdicts_of(reading.references, sources, progress)
        return report_of(reading, verdicts, settings)
    if sources is not None:
        raise ConfigurationError("a check that is locked asks no sources")
    return locked_report_of(reading, open_lockfile(locked), settings)


def reading_of(
    source: Input | Document,
    format: str | None = None,
    lines: bool = False,
    tagger: Tagger | None = None,
) -> Reading:
    """Read an article, and parse its references.

    Raises:
        UnreadableError: As :func:`read` does.
    """
    from refkit.api.references import lists_of, references_of
    from refkit.extract import find_citations

    document = document_of(source, format, lines)
    if lines:
        return Reading(document, [], references_of(document, lines, tagger), [])
    found = lists_of(document, tagger)
    return Reading(
        document=document,
        lists=found.lists,
        references=found.references,
        citations=[] if is_listed(document) else find_citations(document, found.lists),
        unread=found.unread,
        notes=found.notes,
        keys=found.keys,
    )


def report_of(
    reading: Reading,
    verdicts: Sequence[Verdict],
    settings: Settings,
    unlocked: frozenset[int] = frozenset(),
) -> Report:
    """Run the rules over an article whose references have been judged.

    Raises:
        UnknownRuleError: If a code of the settings fits no rule.
    """
    from refkit import verify

    document = reading.document
    article = verify.Article(
        document=document,
        verdicts=list(verdicts),
        unlocked=unlocked,
        lists=reading.lists,
        citations=reading.citations,
        form=verify.form_of(_worded(reading), settings.style),
        unread=reading.unread,
        keys=reading.keys,
    )
    found = verify.run(
        article, chosen=settings.select, ignored=settings.ignore, severities=settings.severity
    )
    return Report(
        path=document.path,
        format=document.format,
        verdicts=article.verdicts,
        findings=found.findings,
        guesses=[*document.guesses, *reading.notes],
        source=_shown(document),
        fail_on=settings.fail_on,
        suppressed=found.suppressed,
    )


def _shown(document: Document) -> str:
    """The text in which findings are shown; of a print, with the hyphens at its lines' ends."""
    # The reader of PDF has a soft hyphen there, which tells that the word goes on.
    return (
        document.source.replace("\u00ad\n", "-\n") if document.format == "pdf" else document.source
    )


def _worded(reading: Reading) -> list[Reference]:
    """The references whose form is the author's own, and was not made from data to be readable."""
    composed = {block.span.start for block in reading.document.blocks if block.label == COMPOSED}
    return [each for each in reading.references if each.raw and each.span.start not in composed]


def locked_report_of(reading: Reading, lockfile: Lockfile, settings: Settings) -> Report:
    """The Report on an article from a Lockfile alone.

    Raises:
        UnknownRuleError: If a code of the settings fits no rule.
    """
    from refkit.verify import judge_locked

    entries = [lockfile.find(reading.document.path, reference) for reference in reading.references]
    verdicts = [
        judge_locked(reference, entry, lockfile=lockfile.name)
        for reference, entry in zip(reading.references, entries, strict=True)
    ]
    unlocked = frozenset(at for at, entry in enumerate(entries) if entry is None)
    return report_of(reading, verdicts, settings, unlocked)
