"""Fixing: make the Fixes of an article, check it again until none is left; write lists anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from refkit.api.articles import Settings
from refkit.api.inputs import Input
from refkit.api.originals import (
    Bench,
    State,
    refuse_unsure,
    refuse_unwritable,
    verdict_again,
    write_back,
)
from refkit.api.packed import Packed
from refkit.errors import InputError
from refkit.fix.apply import apply
from refkit.fix.fixed import Fixed, Refused
from refkit.fix.harm import DISAGREES, OTHER_WORK, blamed, harm
from refkit.fix.pairs import pair
from refkit.fix.rewritten import Kept, Rewritten
from refkit.model import Document, Finding, Fix, Verdict
from refkit.resolve.sources import Sources

if TYPE_CHECKING:
    from refkit.parse.tagger import Tagger
    from refkit.resolve.lockfile import Lockfile
    from refkit.resolve.session import Progress

_MOST_PASSES: Final = 10
"""Passes after which Fixes that call for others without end are given up."""

_MOST_TRIES: Final = 20
"""How often Fixes that do harm are left out and the rest of a pass is tried again."""

_WRITABLE_LISTS: Final = ("markdown", "html", "text", "latex")
"""Forms in whose markup entries can be rendered and set."""

_ENDLESS: Final = "fixes undo each other, or call for more without end"

_Possible = list[tuple[Finding, Fix]]


def fix(
    source: Input | Document,
    *,
    format: str | None = None,
    sources: Sources | None = None,
    settings: Settings | None = None,
    unsafe: bool = False,
    write: bool = False,
    lines: bool = False,
    tagger: Tagger | None = None,
    progress: Progress | None = None,
    locked: Path | str | Lockfile | None = None,
) -> Fixed:
    """Repair the references and citations of an article.

    The Fixes of a check are made, the new text is checked again, and so on until no Fix is left,
    so that repairing twice is repairing once. What a Fix does not touch stays byte for byte. No
    Source is asked twice: a reference that is mended keeps the work that it was identified with,
    and a Fix after which it would be taken for another one, or the list be read otherwise, is not
    made. A reference that was not identified stays as it is.

    Args:
        source: Text, bytes, a Path, an open file, or a Document.
        format: As for :func:`read`.
        sources: As for :func:`check`.
        settings: Which rules are held against the article: what they do not report is not mended.
        unsafe: Whether to make also the Fixes that may change what the author means.
        write: Whether to replace the file, if anything changed; ``source`` is its Path then. It is
            replaced as a whole or not at all.
        lines: As for :func:`parse`.
        tagger: As for :func:`parse`.
        progress: As for :func:`resolve`.
        locked: As for :func:`check`.

    Returns:
        The text before and after, the Report on it as it is mended, and what was done.

    Raises:
        UnreadableError: As :func:`read` does.
        InputError: If the file cannot be written, or not back in its encoding, or was changed by
            someone else meanwhile. It is left as it is.
        UnknownRuleError: If a code of the settings fits no rule.
        ConfigurationError: As for :func:`check`; or if there is no file to write.
        FormatError: If the Lockfile is broken; names the line.
    """
    from refkit import verify

    settings = settings or Settings()
    # A mistaken code fails before anything is asked, and so does a file that cannot be written.
    verify.select(settings.select, settings.ignore)
    if write:
        refuse_unwritable(source)
    bench = Bench(settings, lines, tagger)
    first = bench.first(source, format, sources, progress, locked)
    last = _Repair(bench, unsafe).run(first)
    if last.state is not first:
        refuse_unsure(last.state)
    return Fixed(
        path=first.report.path,
        before=first.source,
        after=last.state.source,
        data=last.state.data,
        report=last.state.report,
        applied=last.applied,
        refused=last.refused,
        passes=last.passes,
        written=write and write_back(source, first, last.state),
    )


def rewrite_list(
    source: Input | Document,
    style: str | Path,
    *,
    format: str | None = None,
    sources: Sources | None = None,
    locale: str = "",
    write: bool = False,
    lines: bool = False,
    tagger: Tagger | None = None,
    progress: Progress | None = None,
    locked: Path | str | Lockfile | None = None,
) -> Rewritten:
    """Render the reference lists of an article anew in a CSL style, in place.

    An entry that was identified is rendered from the Record of its work, with what the entry knows
    more; one that was not, from what the parser read, if it is sure of every field. All others stay
    as they are and are told; they stand where the style would sort them. A list whose entries have
    numbers in the file or anchors that links lead to keeps its order. Headings, markers, tags and
    blank lines stay, and so does all that is no reference. Rewriting twice is rewriting once.

    Args:
        source: Text, bytes, a Path, an open file, or a Document.
        style: As for :func:`render`.
        format: As for :func:`read`.
        sources: As for :func:`check`.
        locale: As for :func:`render`.
        write: Whether to replace the file, if anything changed; ``source`` is its Path then.
        lines: As for :func:`parse`.
        tagger: As for :func:`parse`.
        progress: As for :func:`resolve`.
        locked: As for :func:`check`.

    Returns:
        The text before and after, what stayed as it was and why, and what else is to be known.

    Raises:
        UnreadableError: As :func:`read` does.
        InputError: If a list cannot be written anew exactly, or the file cannot be written. It is
            left as it is.
        UnknownStyleError: If there is no such style or locale; names the nearest ones.
        ConfigurationError: As for :func:`check` and :func:`render`; or there is no file to write.
        FormatError: If a .csl file or the Lockfile is broken; names the line.
    """
    from refkit.api.rewriting import Rewriting
    from refkit.render import describe_style, render

    # A mistaken style fails before anything is asked.
    render([], style, locale=locale)
    if write:
        refuse_unwritable(source)
    bench = Bench(Settings(), lines, tagger)
    first = bench.first(source, format, sources, progress, locked)
    if not first.reading.references:
        raise InputError("has no reference list", path=first.report.path)
    form = first.reading.document.format
    if form not in _WRITABLE_LISTS:
        raise InputError(
            f"a list cannot be written anew in {form} files, only in {', '.join(_WRITABLE_LISTS)}",
            path=first.report.path,
        )
    numeric = describe_style(style).kind == "numeric"
    rewriting = Rewriting(bench, first, style, locale, numeric)
    last = rewriting.run()
    refuse_unsure(last)
    notes = rewriting.notes
    if numeric and first.reading.citations and last is not first:
        notes.append("the citations in the text are not written anew")
    return Rewritten(
        path=first.report.path,
        before=first.source,
        after=last.source,
        data=last.data,
        report=last.report,
        kept=[
            Kept(first.reading.references[number], reason)
            for number, reason in sorted(rewriting.kept.items())
        ],
        notes=notes,
        written=write and write_back(source, first, last),
    )


_Key = tuple[str, int | None, str, str]
"""What tells a Fix from others in every pass: the rule, the reference, the old text, the new."""


def _key(state: State, finding: Finding, made: Fix) -> _Key:
    replaced = state.source[made.span.start : made.span.end]
    return finding.code, finding.reference, replaced, made.replacement


class _Step(msgspec.Struct):
    """Where a repair has come to.

    Attributes:
        state: The article.
        applied: The Findings whose Fixes led to it.
        refused: The Findings whose Fixes are not made.
        passes: How many passes led to it.
    """

    state: State
    applied: list[Finding] = []
    refused: list[Refused] = []
    passes: int = 0


class _Repair:
    """The passes of one repair.

    Args:
        bench: How the article is read and checked.
        unsafe: Whether unsafe Fixes are made.
    """

    def __init__(self, bench: Bench, unsafe: bool) -> None:
        self._bench = bench
        self._unsafe = unsafe
        # Fixes that did harm, and what: they are not tried again before the rest has been made.
        self._harmful: dict[_Key, str] = {}

    def run(self, first: State) -> _Step:
        """Make Fixes, pass after pass, until a pass makes none."""
        steps = [_Step(first)]
        while len(steps) <= _MOST_PASSES:
            step, refused = self._pass(steps[-1])
            if step is None and self._harmful:
                # What did harm beside another Fix may do none after it.
                self._harmful.clear()
                step, refused = self._pass(steps[-1])
            if step is None:
                steps[-1].refused = refused
                return steps[-1]
            sources = [each.state.source for each in steps]
            if step.state.source in sources:
                # Wherever in the circle a repair begins, it ends at the same text.
                circle = steps[sources.index(step.state.source) :]
                return self._given_up(min(circle, key=lambda each: each.state.source))
            steps.append(step)
        return self._given_up(steps[0])

    def _given_up(self, step: _Step) -> _Step:
        step.refused = [Refused(finding, _ENDLESS) for finding, _ in self._proposed(step.state)]
        return step

    def _proposed(self, state: State) -> Iterator[tuple[Finding, Fix]]:
        for finding in state.report.findings:
            if finding.fix is not None and (finding.fix.safe or self._unsafe):
                yield finding, finding.fix

    def _pass(self, step: _Step) -> tuple[_Step | None, list[Refused]]:
        """Make what Fixes can be made together.

        Returns:
            Where the repair has come to, None if there is nothing to make; and what was refused.
        """
        state = step.state
        possible, refused = self._writable(state)
        keys = {each: _key(state, finding, each) for finding, each in possible}
        waiting: set[Fix] = set()
        for _ in range(_MOST_TRIES):
            left = [each for _, each in possible if keys[each] not in self._harmful]
            now = [each for each in left if each not in waiting] or left
            if now is left:
                waiting.clear()
            made = apply(state.source, now, unsafe=self._unsafe).applied
            if not made:
                break
            after, harmed = self._after(state, made)
            if after is not None:
                done = set(made)
                applied = step.applied + [finding for finding, each in possible if each in done]
                return _Step(after, applied, passes=step.passes + 1), refused
            for number, reason in harmed.items():
                old = state.reading
                suspects = blamed(number, old.document, old.references, made)
                if len(suspects) == 1:
                    self._harmful[keys[suspects[0]]] = reason
                # Of several, half are tried first.
                waiting.update(suspects[len(suspects) // 2 :])
        refused += [
            Refused(finding, self._harmful.get(keys[each], OTHER_WORK))
            for finding, each in possible
        ]
        return None, refused

    def _writable(self, state: State) -> tuple[_Possible, list[Refused]]:
        """The Fixes that can be written into the file, and those that cannot."""
        possible: _Possible = []
        refused: list[Refused] = []
        for finding, proposed in self._proposed(state):
            part = state.reading.document.part(proposed.span.start)
            if part is not None and part.kind == "file" and part.name:
                refused.append(Refused(finding, f"it stands in {part.name}: mend that file"))
                continue
            missing = state.original.missing(proposed.replacement)
            if missing:
                encoding = state.original.encoding.upper()
                reason = f"“{missing}” cannot be written in the file's encoding, {encoding}"
                refused.append(Refused(finding, reason))
            else:
                written = state.original.written(proposed.replacement)
                possible.append((finding, msgspec.structs.replace(proposed, replacement=written)))
        if isinstance(state.original, Packed) and possible:
            bad = state.original.refusals([each for _, each in possible])
            refused += [Refused(finding, bad[each]) for finding, each in possible if each in bad]
            possible = [(finding, each) for finding, each in possible if each not in bad]
        return possible, refused

    def _after(self, state: State, made: Sequence[Fix]) -> tuple[State | None, Mapping[int, str]]:
        """The article with Fixes made, or the numbers of the references that they harm, and how."""
        old = state.reading
        new = self._bench.read_again(state, made)
        pairs = pair(old.document, old.references, new.document, new.references, made)
        harmed = harm(
            old.document,
            old.references,
            new.document,
            new.references,
            pairs,
            made,
            state.identified(),
        )
        verdicts: list[Verdict] = []
        before: list[int] = []
        for now, number in enumerate(pairs.before):
            if number is None:
                continue
            before.append(number)
            verdict = verdict_again(new, now, state.report.verdicts[number])
            if verdict is None:
                harmed.setdefault(number, OTHER_WORK)
                continue
            verdicts.append(verdict)
            if not set(verdict.wrong) <= set(state.report.verdicts[number].wrong):
                harmed.setdefault(number, DISAGREES)
        if harmed:
            return None, harmed
        return self._bench.check_again(state, made, new, verdicts, before), {}
