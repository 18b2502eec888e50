"""The page: what an editor reads of one article or of several, in one file without scripts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from importlib import resources
from typing import Final

from refkit._version import __version__
from refkit.errors import InputError
from refkit.model import Report, RuleInfo
from refkit.report.excerpt import line_spans
from refkit.report.html import figures
from refkit.report.html import rules as rule_pages
from refkit.report.html.finding import in_article
from refkit.report.html.markup import NOTHING, Html, element, quoted
from refkit.report.html.reference import entries, on_no_reference
from refkit.report.html.words import OPINIONS, number_of

_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
"""Nothing is fetched and nothing runs, whatever an entry may have smuggled in (CSP level 3)."""


def write_html(
    reports: Sequence[Report],
    *,
    rules: Sequence[RuleInfo] = (),
    unreadable: Sequence[InputError] = (),
    title: str = "",
) -> str:
    """Reports as one self-contained page for people.

    Args:
        reports: One report for each article.
        rules: The rules; those that occur are explained at the end of the page.
        unreadable: The files that could not be read.
        title: What stands at the top; by default the name of the article.

    Returns:
        An HTML document that refers to nothing outside itself but by links, and has no scripts.
        Nothing of an article or of a registry is markup in it. It says nothing of the time at
        which it was made: the same reports give the same page.
    """
    heading = title or _heading(reports, unreadable)
    prefixes = [f"a{number + 1}-" for number in range(len(reports))]
    known = rule_pages.explained(rules, (f.code for report in reports for f in report.findings))
    several = len(reports) + len(unreadable) > 1
    counts = figures.tally(reports)
    body = element(
        "body",
        element("a", "To the references", href="#articles", class_="skip"),
        _top(heading, reports, counts),
        element(
            "main",
            _summary(reports, counts, prefixes, unreadable),
            _contents(reports, prefixes, several=several),
            figures.filters(counts),
            element(
                "div",
                *(
                    _article(report, prefix, known, several=several)
                    for report, prefix in zip(reports, prefixes, strict=True)
                ),
                id="articles",
            ),
            _unreadable(unreadable),
            _rules(known),
            _guide(),
        ),
        element("footer", element("p", f"Checked with refkit {__version__}.")),
    )
    page = element("html", _head(heading), body, lang="en")
    return f"<!DOCTYPE html>\n{page}\n"


def _heading(reports: Sequence[Report], unreadable: Sequence[InputError]) -> str:
    count = len(reports) + len(unreadable)
    if count != 1:
        return number_of(count, "article")
    return _name((reports[0].path if reports else unreadable[0].path) or "The article")


def _name(path: str) -> str:
    """The name of a file without its folders."""
    return re.split(r"[/\\]", path.rstrip("/"))[-1] or path


def _head(heading: str) -> Html:
    style = resources.files("refkit.report.html").joinpath("style.css").read_text("utf-8")
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="generator", content=f"refkit {__version__}"),
        element("title", f"References of {heading}"),
        element("style", Html(style)),
    )


def _top(heading: str, reports: Sequence[Report], counts: figures.Tally) -> Html:
    return element(
        "header",
        element("p", "Report on references", class_="kicker"),
        element("h1", quoted(heading, limit=300)),
        element("p", figures.lead(counts), class_="lead") if reports else NOTHING,
    )


def _summary(
    reports: Sequence[Report],
    counts: figures.Tally,
    prefixes: Sequence[str],
    unreadable: Sequence[InputError],
) -> Html:
    unread = NOTHING
    if unreadable:
        unread = element(
            "p",
            element("span", "✗ ", aria_hidden="true"),
            element(
                "a", f"{number_of(len(unreadable), 'file')} could not be read", href="#unreadable"
            ),
            ".",
            class_="notice grave",
        )
    return element(
        "section",
        element("h2", "At a glance", id="glance"),
        figures.figures(counts) if reports else NOTHING,
        figures.in_doubt(reports, prefixes),
        unread,
        figures.found_line(reports) if reports else NOTHING,
        figures.unchecked_line(reports),
        figures.sources(reports) if counts.total else NOTHING,
        aria_labelledby="glance",
        class_="glance",
    )


def _contents(reports: Sequence[Report], prefixes: Sequence[str], *, several: bool) -> Html:
    if not several or not reports:
        return NOTHING
    items = []
    for report, prefix in zip(reports, prefixes, strict=True):
        counts = figures.tally([report])
        items.append(
            element(
                "li",
                element("a", quoted(report.path or "text", limit=200), href=f"#{prefix}file"),
                " ",
                element("span", figures.lead(counts), class_="aside"),
                figures.bar(counts),
            )
        )
    return element(
        "nav",
        element("h2", "Articles", id="contents"),
        element("ol", *items),
        aria_labelledby="contents",
        class_="contents",
    )


def _article(report: Report, prefix: str, known: Collection[str], *, several: bool) -> Html:
    """One article. Where it is the only one, its parts are headed as those of the page."""
    counts = figures.tally([report])
    lines = line_spans(report.source)
    level = 3 if several else 2
    parts: list[Html] = []
    if several:
        parts = [
            element("h2", quoted(report.path or "text", limit=300), id=f"{prefix}file"),
            element("p", figures.lead(counts), class_="lead"),
            figures.bar(counts),
        ]
    if report.verdicts:
        parts.append(
            _filtered(
                element(f"h{level}", "References"),
                entries(report, prefix, known, lines, f"h{level + 1}"),
                classes=counts.listed,
            )
        )
    loose = on_no_reference(report)
    if loose:
        said = [in_article(finding, known, report.source, lines) for finding in loose]
        parts.append(
            _filtered(
                element(f"h{level}", "In the text and in the list as a whole"),
                element("ul", *said, class_="findings loose"),
                classes=counts.loose,
            )
        )
    if report.guesses:
        parts += [
            element(f"h{level}", "How the file was read"),
            element("ul", *(element("li", quoted(guess, limit=600)) for guess in report.guesses)),
        ]
    return _filtered(*parts, classes=counts.listed + counts.loose)


def _filtered(*parts: str, classes: Iterable[str]) -> Html:
    """A section that a filter hides with the last of what it holds."""
    return element("section", *parts, class_=" ".join(("s", *sorted(classes))))


def _unreadable(unreadable: Sequence[InputError]) -> Html:
    if not unreadable:
        return NOTHING
    items = [
        element(
            "li",
            element("strong", quoted(error.path or "text", limit=300)),
            f", line {error.line:,}" if error.line else "",
            ": ",
            quoted(error.reason, limit=600),
        )
        for error in unreadable
    ]
    return element(
        "section",
        element("h2", "Files that could not be read", id="unreadable"),
        element("ul", *items),
        aria_labelledby="unreadable",
    )


def _rules(known: Mapping[str, RuleInfo]) -> Html:
    if not known:
        return NOTHING
    return element(
        "section",
        element("h2", "The rules that had something to say", id="rules"),
        rule_pages.explanations(known),
        aria_labelledby="rules",
        class_="rules",
    )


def _guide() -> Html:
    verdicts = [
        element(
            "div",
            element(
                "dt",
                element("span", opinion.sign, aria_hidden="true"),
                f" {opinion.phrase}",
                class_=f"badge k-{kind}",
            ),
            element("dd", opinion.meaning),
        )
        for kind, opinion in OPINIONS.items()
    ]
    return element(
        "section",
        element("h2", "How to read this page", id="guide"),
        element(
            "p",
            "Each reference was compared with the record of the work that it means, as registries "
            "such as Crossref hold it. Records have faults of their own: where one looks wrong, "
            "follow its link and believe the work itself.",
        ),
        element("dl", *verdicts, class_="guide"),
        element(
            "p",
            "In an entry, ",
            element("mark", "a marked stretch", element("sup", "a"), class_="error"),
            " is what the finding with the same letter is about; ‸ is a place where something "
            "lacks. In a table, ",
            element("del", "struck words"),
            " stand in the reference only, and ",
            element("ins", "underlined words"),
            " in the record only. A character that cannot be seen is shown by its code, such as "
            "\\u202e.",
        ),
        element(
            "p",
            "An error is something that is false or missing, so that a reader cannot find the "
            "work. A warning is about form. Advice may be left aside. A correction that is “to be "
            "confirmed” may change what the author meant.",
        ),
        aria_labelledby="guide",
        class_="guide",
    )
