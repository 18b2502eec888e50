"""Articles: parse their references, and check them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from refkit.api.identifying import verdicts_of
from refkit.api.inputs import Input, document_of
from refkit.api.locking import open_lockfile
from refkit.api.references import references_of
from refkit.errors import ConfigurationError
from refkit.model import Document, Reference, Report, Verdict
from refkit.resolve.sources import Sources

if TYPE_CHECKING:
    from refkit.parse.tagger import Tagger
    from refkit.resolve.lockfile import Lockfile
    from refkit.resolve.session import Progress


def check(
    source: Input | Document,
    *,
    format: str | None = None,
    sources: Sources | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    lines: bool = False,
    tagger: Tagger | None = None,
    progress: Progress | None = None,
    locked: Path | str | Lockfile | None = None,
) -> Report:
    """Check the references of an article against what is known of the works.

    Args:
        source: Text, bytes, a Path, an open file, or a Document.
        format: As for :func:`read`.
        sources: Where to ask; by default Crossref, DataCite and doi.org, with the user's cache.
        select: Codes of rules, or beginnings of codes ("M3"); empty for all.
        ignore: Codes to leave out.
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

    chosen, ignored = list(select), list(ignore)
    verify.select(chosen, ignored)  # a mistaken code fails before anything is asked
    document = document_of(source, format, lines)
    references = references_of(document, lines, tagger)
    unlocked: frozenset[int] = frozenset()
    if locked is None:
        verdicts = verdicts_of(references, sources, progress)
    elif sources is None:
        verdicts, unlocked = _locked_verdicts(references, document.path, open_lockfile(locked))
    else:
        raise ConfigurationError("a check that is locked asks no sources")
    findings = verify.run(
        verify.Article(document=document, verdicts=verdicts, unlocked=unlocked),
        chosen=chosen,
        ignored=ignored,
    )
    return Report(
        path=document.path,
        format=document.format,
        verdicts=verdicts,
        findings=findings,
        guesses=document.guesses,
        source=document.source,
    )


def _locked_verdicts(
    references: Sequence[Reference], path: str, lockfile: Lockfile
) -> tuple[list[Verdict], frozenset[int]]:
    """The Verdicts from a Lockfile alone, and the numbers of the references that it lacks."""
    from refkit.verify import judge_locked

    entries = [lockfile.find(path, reference) for reference in references]
    verdicts = [
        judge_locked(reference, entry, lockfile=lockfile.name)
        for reference, entry in zip(references, entries, strict=True)
    ]
    return verdicts, frozenset(at for at, entry in enumerate(entries) if entry is None)
