"""About: what refkit reads, and which rules and excuses it knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refkit.model import RuleInfo
    from refkit.model.excuses import Excuse


def article_extensions() -> tuple[str, ...]:
    """The extensions of files that are taken for articles, in lower case: ".md" …."""
    from refkit.readers.forms import EXTENSIONS

    return (*EXTENSIONS, ".txt")


def rules() -> list[RuleInfo]:
    """Every rule, by code."""
    from refkit import verify

    return verify.known_rules()


def rule(code: str) -> RuleInfo:
    """The rule with a code.

    Raises:
        UnknownRuleError: If there is none.
    """
    from refkit import verify

    return verify.find_rule(code)


def excuses() -> list[Excuse]:
    """Every excuse for which fields that differ are said to agree, in the order of the fields."""
    from refkit.model.excuses import EXCUSES

    return list(EXCUSES.values())
