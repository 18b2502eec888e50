"""References: each entry of the list with its verdict, its faults and its evidence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from refkit.model import Finding, Reference, Report, Span, Verdict
from refkit.report.html import evidence, passage
from refkit.report.html.finding import filter_class, on_reference, text_passage
from refkit.report.html.markup import NOTHING, Html, element, joined, quoted
from refkit.report.html.words import GRAVE, OPINIONS, Kind, kinds, phrase
from refkit.report.summary import label, standings

_TITLE: Final = 70
"""Characters of a title in the line of a reference that is verified."""


def entries(
    report: Report, prefix: str, known: Collection[str], lines: Sequence[Span], heading: str
) -> Html:
    """The reference list of an article.

    Args:
        report: The Report on the article.
        prefix: What the ids of its references begin with: "a1-".
        known: The codes of rules that are explained at the end of the page.
        lines: The lines of ``report.source``.
        heading: The element that heads a reference with findings: "h3".
    """
    found = findings_of(report)
    items = [
        _entry(
            report.verdicts[number],
            f"{prefix}r{number + 1}",
            number + 1,
            kind,
            found[number],
            _body(report.verdicts[number], found[number], known, lines, report.source),
            heading,
            verified=standing == "verified",
        )
        for number, (kind, standing) in enumerate(
            zip(kinds(report), standings(report), strict=True)
        )
    ]
    return element("ol", *items, class_="entries", role="list")


def findings_of(report: Report) -> list[list[Finding]]:
    """The findings on each reference, in the order of the report."""
    found: list[list[Finding]] = [[] for _ in report.verdicts]
    for finding in report.findings:
        number = finding.reference
        if number is not None and 0 <= number < len(found):
            found[number].append(finding)
    return found


def on_no_reference(report: Report) -> list[Finding]:
    """The findings on the running text or on the list as a whole, in the order of the report."""
    numbers = range(len(report.verdicts))
    return [finding for finding in report.findings if finding.reference not in numbers]


def is_grave(verdict: Verdict) -> bool:
    """Whether a notice puts the referenced work in doubt."""
    return verdict.match is not None and any(
        notice.type in GRAVE for notice in verdict.match.record.notices
    )


def filter_classes(verdict: Verdict, found: Sequence[Finding], verified: bool) -> list[str]:
    """The classes by which the page's filters know a reference."""
    classes = {filter_class(finding) for finding in found}
    by_identity = {"not-found": "lost", "another-work": "another", "undetermined": "open"}
    if verdict.identity in by_identity:
        classes.add(by_identity[verdict.identity])
    if verified:
        classes.add("verified")
    return sorted(classes)


def _entry(
    verdict: Verdict,
    name: str,
    number: int,
    kind: Kind,
    found: Sequence[Finding],
    body: Html,
    heading: str,
    *,
    verified: bool,
) -> Html:
    classes = " ".join(("s entry", f"k-{kind}", *filter_classes(verdict, found, verified)))
    place = element(
        "a",
        element("span", str(number), class_="number"),
        element("span", _place_of(verdict.reference), class_="line"),
        href=f"#{name}",
        class_="place",
    )
    badge = _badge(kind, found)
    if kind == "verified" and not found and not is_grave(verdict):
        title = verdict.reference.work.title
        line = joined(
            (
                badge,
                " ",
                element("span", quoted(label(verdict.reference)), class_="who"),
                element("span", quoted(_shortened(title)), class_="what") if title else NOTHING,
            )
        )
        content = element("details", element("summary", line), body)
    else:
        head = element(heading, badge, " ", element("span", quoted(label(verdict.reference))))
        content = element("article", head, body)
    return element("li", place, content, class_=classes, id=name)


def _badge(kind: Kind, found: Sequence[Finding]) -> Html:
    return element(
        "span",
        element("span", OPINIONS[kind].sign, aria_hidden="true"),
        f" {phrase(kind, found)}",
        class_="badge",
    )


def _body(
    verdict: Verdict,
    found: Sequence[Finding],
    known: Collection[str],
    lines: Sequence[Span],
    source: str,
) -> Html:
    reference = verdict.reference
    said: list[Html] = []
    marks: list[passage.Mark] = []
    for finding in found:
        span = passage.place_in(reference, finding)
        letter = _letter(len(marks)) if span is not None else ""
        if span is not None:
            marks.append(passage.Mark(span, finding.severity, letter))
        elsewhere = NOTHING
        if reference.raw and source and not passage.is_within(reference, finding):
            elsewhere = text_passage(finding, source, lines)
        said.append(on_reference(finding, letter, known, elsewhere, source))
    details = evidence.details(verdict)
    return element(
        "div",
        evidence.notices(verdict.match.record) if verdict.match else NOTHING,
        passage.entry(reference, marks),
        evidence.unchecked(verdict) if verdict.identity == "undetermined" else NOTHING,
        element("ul", *said, class_="findings") if said else NOTHING,
        evidence.table(verdict.comparisons),
        evidence.links(verdict),
        element("details", element("summary", "Evidence"), details, class_="evidence")
        if details
        else NOTHING,
        class_="body",
    )


def _letter(index: int) -> str:
    """A letter for each finding that is marked: a … z, then a2 … z2."""
    rounds, at = divmod(index, 26)
    return chr(ord("a") + at) + (str(rounds + 1) if rounds else "")


def _shortened(title: str) -> str:
    return title if len(title) <= _TITLE else title[:_TITLE].rstrip() + "…"


def _place_of(reference: Reference) -> str:
    """Where an entry stands, in words, with a large number of a line made readable."""
    plain = reference.place in ("", f"line {reference.line}")
    return f"line {reference.line:,}" if plain else reference.place
