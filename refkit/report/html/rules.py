"""Rules: the documentation of those that had something to say, at the end of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Final

from refkit.model import RuleInfo
from refkit.report.html.markup import Html, element, joined, link
from refkit.report.html.words import SEVERITIES

_CODE: Final = re.compile(r"[A-Z]\d{3}")
_HEADING: Final = re.compile(r"(?P<words>[A-Z][^.:]{0,60}):")
_BULLET: Final = re.compile(r"[-*]\s+(?P<rest>.*)", re.DOTALL)
_INLINE: Final = re.compile(
    r"""
      ``(?P<code>[^`]{1,2000})``              # reStructuredText: literal text
    | (?::\w{1,20}:)?`(?P<term>[^`]{1,200})`  # … and what refers to something
    | (?P<address>https?://[^\s<>"”]{1,500}[\w/])
    """,
    re.VERBOSE,
)


def explained(rules: Iterable[RuleInfo], occurred: Iterable[str]) -> dict[str, RuleInfo]:
    """The rules to explain, by code: those known that occurred."""
    wanted = set(occurred)
    found = {
        rule.code: rule for rule in rules if rule.code in wanted and _CODE.fullmatch(rule.code)
    }
    return dict(sorted(found.items()))


def explanations(rules: Mapping[str, RuleInfo]) -> Html:
    """The documentation of rules, each under an id that findings link to."""
    return joined(_rule(rule) for rule in rules.values())


def _rule(rule: RuleInfo) -> Html:
    sign, word = SEVERITIES[rule.severity]
    return element(
        "article",
        element(
            "h3",
            element("span", rule.code, class_="code"),
            f" {rule.name.replace('-', ' ')} ",
            element("span", element("span", sign, aria_hidden="true"), f" {word}", class_="tag"),
        ),
        documentation(rule.documentation),
        class_=f"rule {rule.severity}",
        id=f"rule-{rule.code}",
    )


def documentation(text: str) -> Html:
    """A docstring as paragraphs, headings and code.

    Args:
        text: The docstring: paragraphs between blank lines, "Why it matters:" as a heading over
            what is indented below it, "* " before the items of a list, double backticks for code.
    """
    parts: list[Html] = []
    for blank, group in groupby(text.splitlines(), key=lambda line: not line.strip()):
        if not blank:
            parts += _block(list(group))
    return joined(parts)


def _block(block: list[str]) -> list[Html]:
    """What stands between two blank lines."""
    parts: list[Html] = []
    heading = _HEADING.fullmatch(block[0].rstrip())
    if heading and (len(block) == 1 or block[1].startswith(" ")):
        parts.append(element("h4", heading["words"]))
        block = block[1:]
    items: list[list[str]] = [[]]
    for line in map(str.strip, block):
        if _BULLET.match(line):
            items.append([])
        items[-1].append(line)
    if items[0]:
        parts.append(element("p", inline(" ".join(items[0]))))
    listed = [_BULLET.sub(r"\g<rest>", " ".join(item), count=1) for item in items[1:]]
    if listed:
        parts.append(element("ul", *(element("li", inline(item)) for item in listed)))
    return parts


def inline(text: str) -> Html:
    """One paragraph of a docstring, with its code and its links."""
    parts: list[str] = []
    at = 0
    for found in _INLINE.finditer(text):
        parts.append(text[at : found.start()])
        if found["address"]:
            parts.append(link(found["address"], found["address"], class_="bare"))
        else:
            parts.append(element("code", found["code"] or found["term"]))
        at = found.end()
    return joined((*parts, text[at:]))
