"""docs/rules.md and what it is made of: the documentation of every rule and excuse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from refkit import api
from refkit.model import RuleInfo
from refkit.model.excuses import Excuse
from refkit.report import manual

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"
PARTS = ("Why it matters", "Example", "Fix", "Source")


def test_the_page_is_what_the_command_writes() -> None:
    # refkit rule --markdown > docs/rules.md
    assert PAGE.read_text(encoding="utf-8") == manual.write_manual(api.rules(), api.excuses())


@pytest.mark.parametrize("rule", api.rules(), ids=lambda rule: rule.code)
def test_a_rule_has_its_parts_in_order_and_each_says_something(rule: RuleInfo) -> None:
    headings = re.findall(r"^(\w[\w ]*):\n {4}\S", rule.documentation, re.MULTILINE)
    assert tuple(headings) == PARTS
    assert rule.summary.endswith(".")
    assert "this version" not in rule.documentation


@pytest.mark.parametrize("rule", api.rules(), ids=lambda rule: rule.code)
def test_a_fix_is_said_to_be_safe_or_unsafe_or_there_is_none_for_a_reason(rule: RuleInfo) -> None:
    fix = rule.documentation.partition("Fix:\n")[2].partition("Source:")[0]
    assert re.search(r"\b(?:Safe|safe|Unsafe|unsafe)\b|\A    None: \S", fix), fix


def test_a_rule_becomes_markdown() -> None:
    rule = RuleInfo(
        code="M302",
        name="wrong-year",
        summary="The year_of a <b>work*.",
        severity="error",
        documentation=(
            "The year_of a <b>work*.\n\nOnline and\nprint.\n\n"
            "Why it matters:\n    For [this].\n\nExample:\n    ``(2018)`` for ``a\n    b*``.\n\n"
            "Fix:\n    None: so.\n\n    And more.\n\nSource:\n    APA 7."
        ),
    )
    excuse = Excuse("near-year", "registry", "one | two", "2009 (10.1111/a_b)")
    text = manual.write_manual([rule], [excuse])
    assert text.partition("## M: ")[2] == (
        "Metadata against the record\n\n"
        "### M302 wrong-year\n\n"
        "*error* · The year\\_of a \\<b>work\\*.\n\n"
        "Online and\nprint.\n\n"
        "**Why it matters.** For \\[this\\].\n\n"
        "**Example.** `(2018)` for `a b*`.\n\n"
        "**Fix.** None: so.\n\nAnd more.\n\n"
        "**Source.** APA 7.\n\n" + text[text.index("## The excuses") :]
    )
    assert "| [M302](#m302-wrong-year) | wrong-year | error | The year\\_of a" in text
    assert "| `near-year` | registry | one \\| two | 2009 (10.1111/a\\_b) |\n" in text
