"""Manual: the rules and the excuses explained for people, as plain text and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from textwrap import dedent
from typing import Final

from refkit.model import RuleInfo
from refkit.model.excuses import Excuse, Whose

_FAMILIES: Final = {
    "X": "Reading the article",
    "D": "DOIs",
    "M": "Metadata against the record",
    "F": "Existence of the work",
    "R": "Status of the work",
    "C": "Citations in the text",
    "L": "The list",
    "A": "APA form",
    "S": "Suppressions and the lockfile",
}
_WHOSE: Final[dict[Whose, str]] = {
    "author": "a harmless variation of the author's",
    "registry": "a defect or a gap of the registry's record",
    "both": "several values are right",
    "reader": "refkit's reading of the field is in doubt",
}
_HEADING: Final = re.compile(r"(?P<name>[A-Z][a-z ]+):(?:\n(?P<body>(?:[ ]{4}.*(?:\n|\Z)|\n)+))")
"""A part of a docstring: "Fix:" alone in its line, and what is indented under it."""
_CODE: Final = re.compile(r"``(?P<code>.+?)``", re.DOTALL)
_MARKS: Final = re.compile(r"[*_<|\[\]`\\]")
"""Characters that Markdown would read as markup."""


def list_rules(rules: Sequence[RuleInfo]) -> str:
    """One line a rule: code, severity, name and summary."""
    widest = max((len(rule.name) for rule in rules), default=0)
    return "".join(
        f"{rule.code}  {rule.severity:<7}  {rule.name:<{widest}}  {rule.summary}\n"
        for rule in rules
    )


def explain_rule(rule: RuleInfo) -> str:
    """The whole documentation of a rule, under its code, name and severity."""
    head = f"{rule.code} {rule.name} ({rule.severity})"
    return f"{_underlined(head)}\n{rule.documentation.strip()}\n"


def list_excuses(excuses: Sequence[Excuse]) -> str:
    """One line an excuse: name, whose doing, and meaning."""
    widest = max((len(excuse.name) for excuse in excuses), default=0)
    return "".join(
        f"{excuse.name:<{widest}}  {excuse.whose:<8}  {excuse.meaning}\n" for excuse in excuses
    )


def explain_excuse(excuse: Excuse) -> str:
    """An excuse with its meaning, whose doing it is, and its case."""
    return (
        f"{_underlined(f'{excuse.name} (an excuse)')}\n"
        f"Two values that differ agree nevertheless: {excuse.meaning}.\n\n"
        f"Whose doing: {excuse.whose} ({_WHOSE[excuse.whose]}).\n\n"
        f"Case:\n    {excuse.case}\n"
    )


def _underlined(head: str) -> str:
    return f"{head}\n{'=' * len(head)}\n"


def write_manual(rules: Sequence[RuleInfo], excuses: Sequence[Excuse]) -> str:
    """Everything as one page of Markdown: a table of the rules, each rule, and the excuses.

    Args:
        rules: The rules by code.
        excuses: The excuses in the order of the fields.

    Returns:
        The page that is kept as docs/rules.md.
    """
    parts = [
        "# The rules",
        "This page is what `refkit rule --markdown` writes; change the rules, not the page.\n"
        "An error is a fact that is wrong or missing, a warning is about form, and info is advice\n"
        "that does not change the exit code. [The excuses](#the-excuses), for which fields that\n"
        "differ are said to agree, are at the end.",
        "\n".join(_overview(rules)),
    ]
    for family, members in groupby(rules, key=lambda rule: rule.code[0]):
        parts.append(f"## {family}: {_FAMILIES[family]}")
        parts += [part for rule in members for part in _section(rule)]
    parts += [
        "## The excuses",
        "A field of a reference and of its record may differ on the page and say the same. Each\n"
        "way in which that passes has a name, which stands in the reports, and a real case.",
        "\n".join(f"* **{whose}**: {words}" for whose, words in _WHOSE.items()),
        "\n".join(_excuse_table(excuses)),
    ]
    return "\n\n".join(parts) + "\n"


def _overview(rules: Iterable[RuleInfo]) -> Iterator[str]:
    yield "| code | name | severity | what it says |"
    yield "| --- | --- | --- | --- |"
    for rule in rules:
        link = f"[{rule.code}](#{rule.code.lower()}-{rule.name})"
        yield f"| {link} | {rule.name} | {rule.severity} | {_marked(rule.summary)} |"


def _section(rule: RuleInfo) -> Iterator[str]:
    yield f"### {rule.code} {rule.name}"
    yield f"*{rule.severity}* · {_marked(rule.summary)}"
    body = rule.documentation.partition("\n")[2].strip()
    first = _HEADING.search(body)
    yield from filter(None, [_marked(body[: first.start() if first else len(body)].strip())])
    for part in _HEADING.finditer(body):
        yield f"**{part['name']}.** {_marked(dedent(part['body']).strip())}"


def _excuse_table(excuses: Iterable[Excuse]) -> Iterator[str]:
    yield "| excuse | whose | what it says | case |"
    yield "| --- | --- | --- | --- |"
    for excuse in excuses:
        meaning, case = _marked(excuse.meaning), _marked(excuse.case)
        yield f"| `{excuse.name}` | {excuse.whose} | {meaning} | {case} |"


def _marked(text: str) -> str:
    """Text of a docstring as Markdown: code as code, and all else as it is written."""
    parts = _CODE.split(text)
    # What stands between the groups is text, the groups are code; a line break ends no code.
    return "".join(
        f"`{' '.join(part.split())}`" if number % 2 else _MARKS.sub(r"\\\g<0>", part)
        for number, part in enumerate(parts)
    )
