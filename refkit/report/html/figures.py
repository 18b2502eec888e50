"""Figures: the counts at the top of the page, the sources that answered, and the filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import msgspec

from refkit.model import Report
from refkit.report.html.finding import filter_class
from refkit.report.html.markup import NOTHING, Html, element, joined, quoted
from refkit.report.html.reference import filter_classes, findings_of, is_grave, on_no_reference
from refkit.report.html.words import OPINIONS, Kind, counted, kinds, number_of
from refkit.report.summary import standings, summarize

_REASONS: Final = 3
"""How many different failures of a source are told."""
_TOLD: Final = 12
"""How many references are named in a line at the top."""

FILTERS: Final[dict[str, str]] = {
    "all": "All",
    "errors": "Errors",
    "warnings": "Warnings",
    "advice": "Advice",
    "lost": "Not found",
    "another": "DOI of another work",
    "open": "Not checked",
    "verified": "Verified",
}
"""The class of the elements that a filter shows, and its label."""


class Tally(msgspec.Struct, frozen=True):
    """The counts of one article or of several.

    Attributes:
        references: How many references there are of each kind.
        listed: How many references each filter shows.
        loose: How many findings on the text, or on a list as a whole, each filter shows.
    """

    references: Counter[Kind]
    listed: Counter[str]
    loose: Counter[str]

    @property
    def total(self) -> int:
        """All references."""
        return sum(self.references.values())


def tally(reports: Sequence[Report]) -> Tally:
    """Count the references of reports by kind, and what each filter would show."""
    listed: Counter[str] = Counter()
    for report in reports:
        for verdict, found, standing in zip(
            report.verdicts, findings_of(report), standings(report), strict=True
        ):
            listed.update(filter_classes(verdict, found, standing == "verified"))
    return Tally(
        references=Counter(kind for report in reports for kind in kinds(report)),
        listed=listed,
        loose=Counter(
            filter_class(finding) for report in reports for finding in on_no_reference(report)
        ),
    )


def lead(counts: Tally) -> str:
    """The outcome in a few short sentences."""
    parts = [_outcome(counts)]
    if 0 < counts.references["open"] < counts.total:
        parts.append(f"{counts.references['open']:,} could not be checked.")
    if counts.loose:
        findings = number_of(counts.loose.total(), "finding")
        parts.append(f"{findings} in the text and the list.")
    return " ".join(parts)


def _outcome(counts: Tally) -> str:
    total, kind = counts.total, counts.references
    references = number_of(total, "reference")
    wrong = total - kind["verified"] - kind["open"]
    if not total:
        return "No references were found."
    if kind["open"] == total:
        one = total == 1
        return f"{'The one reference' if one else f'The {references}'} could not be checked."
    if wrong:
        return f"{wrong:,} of {references} {'needs' if wrong == 1 else 'need'} attention."
    if kind["open"]:
        return f"{kind['verified']:,} of {references} verified."
    return "The one reference is verified." if total == 1 else f"All {references} are verified."


def figures(counts: Tally) -> Html:
    """The counts of references by kind, as a list and as a bar of shares."""
    boxes = [_box(counts.total, "references" if counts.total != 1 else "reference", "total")]
    boxes += [
        _box(counts.references[kind], opinion.counted, f"k-{kind}", opinion.sign)
        for kind, opinion in OPINIONS.items()
    ]
    return joined((element("dl", *boxes, class_="figures"), bar(counts)))


def _box(count: int, words: str, class_: str, sign: str = "") -> Html:
    signed = element("span", sign, aria_hidden="true", class_="sign") if sign else NOTHING
    return element(
        "div",
        element("dt", signed, f" {words}" if sign else words),
        element("dd", f"{count:,}"),
        class_=class_ if count else f"{class_} none",
    )


def bar(counts: Tally) -> Html:
    """A thin bar with the share of each kind."""
    shares = {kind: count for kind in OPINIONS if (count := counts.references[kind])}
    if not shares:
        return NOTHING
    words = ", ".join(f"{count:,} {OPINIONS[kind].counted}" for kind, count in shares.items())
    return element(
        "div",
        *(
            element("span", class_=f"k-{kind}", style=f"flex-grow:{count}")
            for kind, count in shares.items()
        ),
        class_="bar",
        role="img",
        aria_label=f"Shares: {words}",
    )


def found_line(reports: Sequence[Report]) -> Html:
    """The findings by severity, in a sentence."""
    parts = [
        counted(count, severity) for severity, count in summarize(reports).findings.items() if count
    ]
    said = ", ".join(parts) if parts else "none"
    return element("p", element("strong", "Findings: "), f"{said}.", class_="found")


def unchecked_line(reports: Sequence[Report]) -> Html:
    """How many references could not be checked and why, and that this is nothing against them."""
    summary = summarize(reports)
    count = sum(verdict.identity == "undetermined" for r in reports for verdict in r.verdicts)
    if not count:
        return NOTHING
    reasons = "; ".join(summary.reasons[:_REASONS])
    one = count == 1
    return element(
        "p",
        element(
            "strong",
            f"{number_of(count, 'reference')} could not be checked",
            ": " if reasons else "",
        ),
        quoted(reasons, limit=400) if reasons else "",
        f". That says nothing against {'it' if one else 'them'}.",
    )


def in_doubt(reports: Sequence[Report], prefixes: Sequence[str]) -> Html:
    """The references to works that were retracted or are in doubt, with links to them."""
    places = [
        (f"{prefix}r{number + 1}", str(number + 1), report.path)
        for report, prefix in zip(reports, prefixes, strict=True)
        for number, verdict in enumerate(report.verdicts)
        if is_grave(verdict)
    ]
    if not places:
        return NOTHING
    several = len(reports) > 1
    links = [
        element("a", f"{number} of {path}" if several else number, href=f"#{name}")
        for name, number, path in places[:_TOLD]
    ]
    more = f" and {len(places) - _TOLD:,} more" if len(places) > _TOLD else ""
    one = len(places) == 1
    return element(
        "p",
        element("span", "⚠ ", aria_hidden="true"),
        element(
            "strong",
            f"{len(places):,} {'work' if one else 'works'} cited here "
            f"{'was' if one else 'were'} retracted or {'is' if one else 'are'} in doubt",
        ),
        ": reference " if one else ": references ",
        joined(links, ", "),
        f"{more}.",
        class_="notice grave",
    )


def sources(reports: Sequence[Report]) -> Html:
    """Which sources were asked, how often they answered, and what a silent one means."""
    asked: dict[str, Counter[str]] = {}
    failures: dict[str, Counter[str]] = {}
    seen: set[tuple[str, str, str]] = set()
    for report in reports:
        for verdict in report.verdicts:
            for answer in verdict.coverage:
                key = (answer.source, answer.question, answer.outcome)
                if key in seen:
                    continue
                seen.add(key)
                asked.setdefault(answer.source, Counter())[answer.outcome] += 1
                if answer.outcome == "silent":
                    failures.setdefault(answer.source, Counter())[answer.detail] += 1
    if not asked:
        return element("p", "No source was asked about these references.")
    silent = [_silence(source, asked[source], details) for source, details in failures.items()]
    return joined((*silent, _sources_table(asked)))


def _silence(source: str, outcomes: Counter[str], failures: Counter[str]) -> Html:
    reasons = [reason for reason, _ in failures.most_common(_REASONS) if reason]
    count, total = outcomes["silent"], sum(outcomes.values())
    share = "" if total == 1 else f" to {count:,} of {total:,} questions"
    return element(
        "p",
        element("span", "? ", aria_hidden="true"),
        element("strong", quoted(source, limit=80), f" did not answer{share}"),
        joined((": ", quoted("; ".join(reasons), limit=300))) if reasons else "",
        ". References that depend on it stand as “could not be checked”. That is not “wrong”: "
        "check again when the source answers.",
        class_="notice outage",
    )


def _sources_table(asked: dict[str, Counter[str]]) -> Html:
    columns = {
        "found": "Returned records",
        "absent": "No such work",
        "unknown": "None there, which proves nothing",
        "silent": "No answer",
    }
    used = [key for key in columns if any(outcomes[key] for outcomes in asked.values())]
    head = element(
        "tr",
        element("th", "Source", scope="col"),
        element("th", "Questions", scope="col"),
        *(element("th", columns[key], scope="col") for key in used),
    )
    rows = [
        element(
            "tr",
            element("th", quoted(source, limit=80), scope="row"),
            element("td", f"{sum(outcomes.values()):,}", data_label="Questions"),
            *(
                element(
                    "td",
                    f"{outcomes[key]:,}" if outcomes[key] else "–",
                    data_label=columns[key],
                    class_="" if outcomes[key] else "none",
                )
                for key in used
            ),
        )
        for source, outcomes in asked.items()
    ]
    return element(
        "table",
        element("caption", "Sources that were asked"),
        element("thead", head),
        element("tbody", *rows),
        class_="sources",
    )


def filters(counts: Tally) -> Html:
    """Buttons that show some of the references only; without them all are shown."""
    shows = counts.listed + counts.loose
    shown = [name for name in FILTERS if name == "all" or shows[name]]
    if len(shown) < 3:
        return NOTHING  # one filter would show what is shown without it
    buttons = [
        joined(
            (
                element(
                    "input",
                    type="radio",
                    name="show",
                    id=f"show-{name}",
                    checked=name == "all",
                ),
                element(
                    "label",
                    FILTERS[name],
                    joined((" ", element("span", f"{shows[name]:,}", class_="count")))
                    if name != "all"
                    else "",
                    for_=f"show-{name}",
                    class_=f"f-{name}",
                ),
            )
        )
        for name in shown
    ]
    return element(
        "fieldset",
        element("legend", "Show"),
        element("div", *buttons, class_="buttons"),
        class_="filters",
    )
