"""References and what they were resolved to, set out for people."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, repeat
from math import floor
from typing import Any, Final

from refkit.model import Candidate, Date, Name, Reference, Verdict, Work
from refkit.report.summary import label, why_unchecked
from refkit.report.terminal import paint, visible, wrapped

_SKIPPED: Final = ("id", "type", "custom", "categories")
_PEOPLE: Final = 6
_CONSIDERED: Final = 5


def write_references(
    references: Sequence[Reference], *, color: bool = False, width: int = 100
) -> str:
    """Each reference with the fields that were found in it.

    Args:
        references: The References.
        color: Whether to colour with ECMA-48 sequences.
        width: Columns of the terminal.

    Returns:
        For each a line with its place, its type and how sure the parser is, then a line a field;
        blank lines between them. Of an entry that could not be read, why, and its text.
    """
    blocks = []
    for reference in references:
        if reference.problem:
            head = f"{reference.where}: {reference.problem}"
        else:
            kind = reference.work.type or "document"
            head = f"{reference.where}: {kind}, {reference.confidence:.0%} sure"
        block = [paint(visible(head), "bold", color=color)]
        rows = [
            (variable, describe_value(value))
            for variable, value in reference.work.variables()
            if variable not in _SKIPPED
        ]
        if reference.problem or not rows:
            rows = [("as written", reference.raw), *rows]
        block += _rows(rows, color=color, width=width)
        blocks.append("\n".join(block) + "\n")
    return "\n".join(blocks)


def write_verdicts(
    verdicts: Sequence[Verdict],
    *,
    considered: Sequence[Sequence[Candidate]] = (),
    color: bool = False,
    width: int = 100,
) -> str:
    """Each reference with the work that it was resolved to, and why.

    Args:
        verdicts: The Verdicts.
        considered: The Candidates for each, best first, where they are to be shown.
        color: Whether to colour with ECMA-48 sequences.
        width: Columns of the terminal.

    Returns:
        For each a line with the reference, its identity and the probability, then why, the work in
        a line, its notices and its source, or why there is none; blank lines between them.
    """
    blocks = []
    for verdict, candidates in zip(verdicts, chain(considered, repeat(())), strict=False):
        sure = f", {_percent(verdict.match.score)} sure" if verdict.match else ""
        head = f"{label(verdict.reference)}: {verdict.identity}{sure}"
        block = [paint(visible(head), "bold", color=color)]
        rows = [*_resolved(verdict), *_considered(candidates)]
        block += _rows(rows, color=color, width=width)
        blocks.append("\n".join(block) + "\n")
    return "\n".join(blocks)


def _percent(probability: float) -> str:
    """A probability of 0.0–1.0 as a percentage, and 100 only if it is certain."""
    return f"{floor(probability * 1000) / 10:g}%"


def _resolved(verdict: Verdict) -> list[tuple[str, str]]:
    rows = []
    if verdict.match:
        record = verdict.match.record
        rows.append(("because", verdict.match.reason))
        rows.append(("differs in", ", ".join(verdict.wrong)))
        rows.append(("work", f"{describe_work(record.work)} [{record.work.type or 'document'}]"))
        rows.append(("DOI", record.work.DOI))
        rows.append(("URL", "" if record.work.DOI else record.work.URL))
        rows += [
            ("notice", " ".join(filter(None, (notice.type, notice.date, notice.DOI))))
            for notice in record.notices
        ]
        rows.append(("from", record.source))
    elif verdict.identity == "undetermined":
        rows.append(("because", why_unchecked(verdict)))
    else:
        rows += [
            (answer.source, f"{answer.outcome}{f' ({answer.detail})' if answer.detail else ''}")
            for answer in verdict.coverage
        ]
    if verdict.claimed:
        other = verdict.claimed.work
        rows.insert(0, ("DOI written", f"{other.DOI}, which is “{other.title}”"))
    return [(name, text) for name, text in rows if text]


def _considered(candidates: Sequence[Candidate]) -> list[tuple[str, str]]:
    """What was considered, and how far each field agrees, 0.0–1.0."""
    rows = []
    for candidate in candidates[:_CONSIDERED]:
        work = candidate.record.work
        agreement = ", ".join(f"{name} {value:.2g}" for name, value in candidate.agreement.items())
        named = " ".join(filter(None, (work.DOI or work.URL, describe_work(work))))
        rows.append((_percent(candidate.score), f"{named}: {agreement or 'nothing to compare'}"))
    return rows


def describe_work(work: Work) -> str:
    """A work in a line: who, when, what and where, as the Record has it."""
    people = [_name(name) for name in work.author or work.editor]
    if len(people) > _PEOPLE:
        people = [*people[: _PEOPLE - 1], f"… {people[-1]}"]
    when = _date(work.issued) if work.issued else ""
    who = " ".join(filter(None, ("; ".join(people), f"({when})" if when else "")))
    volume = work.volume + (f"({work.issue})" if work.issue else "")
    where = (work.container_title or work.publisher, volume, work.page or work.number)
    parts = [part for part in (who, work.title, ", ".join(filter(None, where))) if part]
    ended = [part if part[-1] in ".?!…" else f"{part}." for part in parts[:-1]]
    return " ".join((*ended, *parts[-1:]))


def _rows(rows: Sequence[tuple[str, str]], *, color: bool, width: int) -> list[str]:
    widest = max((len(name) for name, _ in rows), default=0)
    lines = []
    for name, text in rows:
        lead = f"  {name:<{widest}}  "
        first, *others = wrapped(text, indent=lead, hanging=" " * len(lead), width=width) or [lead]
        lines.append(paint(first[: len(lead)], "dim", color=color) + first[len(lead) :])
        lines += others
    return lines


def describe_value(value: Any) -> str:
    """The value of a CSL variable in a line: names and dates as people write them."""
    if isinstance(value, Date):
        return _date(value)
    if isinstance(value, list):
        return "; ".join(_name(item) if isinstance(item, Name) else str(item) for item in value)
    return str(value)


def _name(name: Name) -> str:
    if name.literal:
        return name.literal
    family = " ".join(filter(None, (name.non_dropping_particle, name.family)))
    given = " ".join(filter(None, (name.given, name.dropping_particle)))
    return ", ".join(filter(None, (family, given, name.suffix)))


def _date(date: Date) -> str:
    dates = ["-".join(f"{part:02d}" for part in parts) for parts in date.date_parts]
    shown = "/".join(dates) or date.literal or date.raw
    season = f", season {date.season}" if date.season else ""
    return f"{'ca. ' if date.circa else ''}{shown}{season}"
