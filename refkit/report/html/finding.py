"""Findings: what a rule has to say, with its code, its severity and the correction it suggests."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from refkit.model import Finding, Span
from refkit.report.html import passage
from refkit.report.html.markup import NOTHING, Html, element, joined, link
from refkit.report.html.words import SEVERITIES

_DOI_ADDRESS: Final = re.compile(r"https://doi\.org/10\.\d{4,9}/\S*[\w)>]")
_MESSAGE: Final = 500
"""Characters of a message that are shown."""


def on_reference(
    finding: Finding, letter: str, known: Collection[str], place: Html, source: str
) -> Html:
    """A Finding on a reference.

    Args:
        finding: The Finding.
        letter: The letter at the stretch that is marked; "" if none is.
        known: The codes that are explained at the end of the page.
        place: The passage of the running text that it is about, where it is not the entry.
        source: The article's text.
    """
    return element(
        "li", *_said(finding, letter, known), place, _fix(finding, source), class_=finding.severity
    )


def in_article(
    finding: Finding, known: Collection[str], source: str, lines: Sequence[Span]
) -> Html:
    """A Finding on the running text or on the list as a whole, with its line and its passage.

    Args:
        finding: The Finding.
        known: The codes that are explained at the end of the page.
        source: The article's text; "" where it is not at hand.
        lines: Its lines.
    """
    return element(
        "li",
        element("span", _line_of(finding), class_="line"),
        " ",
        *_said(finding, "", known),
        text_passage(finding, source, lines),
        _fix(finding, source),
        class_=f"s {filter_class(finding)} {finding.severity}",
    )


def _line_of(finding: Finding) -> str:
    line = f"Line {finding.start.line:,}"
    return f"{finding.start.part}, {line[0].lower()}{line[1:]}" if finding.start.part else line


def text_passage(finding: Finding, source: str, lines: Sequence[Span]) -> Html:
    """The passage of the running text that a Finding is about."""
    if finding.span == Span(0, 0) and finding.start == finding.end:
        return NOTHING
    found = passage.in_text(source, lines, finding)
    if found or not finding.written:
        return found
    return element("blockquote", finding.written[:300], class_="excerpt", dir="auto")


def filter_class(finding: Finding) -> str:
    """The class by which the page's filters know an element with this Finding."""
    return {"error": "errors", "warning": "warnings", "info": "advice"}[finding.severity]


def _said(finding: Finding, letter: str, known: Collection[str]) -> list[str]:
    sign, word = SEVERITIES[finding.severity]
    code = (
        element("a", finding.code, href=f"#rule-{finding.code}", class_="code")
        if finding.code in known
        else element("span", finding.code, class_="code")
    )
    tag = element("span", element("span", sign, aria_hidden="true"), f" {word}", class_="tag")
    return [
        element("sup", letter, class_="letter") if letter else NOTHING,
        tag,
        " ",
        code,
        " ",
        element("span", message(finding.message), class_="message", dir="auto"),
    ]


def message(text: str) -> Html:
    """A message, in which addresses of DOIs are links. No other address is: it may quote any."""
    parts: list[str] = []
    shown, at = text[:_MESSAGE], 0
    for found in _DOI_ADDRESS.finditer(shown):
        parts += [shown[at : found.start()], link(found[0], found[0], class_="bare")]
        at = found.end()
    return joined((*parts, shown[at:], "…" if len(text) > _MESSAGE else ""))


def _fix(finding: Finding, source: str) -> Html:
    if finding.fix is None:
        return NOTHING
    how = "Correction: " if finding.fix.safe else "Correction, to be confirmed: "
    return element(
        "div",  # a paragraph cannot hold the details of a long correction
        element("span", how, class_="label"),
        passage.correction(source, finding.fix),
        class_="fix",
    )
