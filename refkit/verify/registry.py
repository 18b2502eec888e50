"""The registry: every Rule by its code. A new rule is one file in ``refkit/verify/rules``."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from refkit.errors import UnknownRuleError
from refkit.model import RuleInfo
from refkit.verify import rules
from refkit.verify.rule import Rule


@cache
def _all() -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for module in sorted(each.name for each in iter_modules(rules.__path__)):
        for value in vars(import_module(f"{rules.__name__}.{module}")).values():
            if isinstance(value, type) and issubclass(value, Rule) and hasattr(value, "code"):
                found[value.code] = value()
    return found


def known_rules() -> list[RuleInfo]:
    """Every rule, by code."""
    return [_info(each) for each in _all().values()]


def find_rule(code: str) -> RuleInfo:
    """The rule with a code, in any case.

    Raises:
        UnknownRuleError: If there is none; says which codes begin alike.
    """
    found = _all().get(code.strip().upper())
    if found is None:
        raise UnknownRuleError(unknown(code))
    return _info(found)


def select(chosen: Iterable[str] = (), ignored: Iterable[str] = ()) -> list[Rule]:
    """The rules that a selection leaves, by code.

    Args:
        chosen: Codes or beginnings of codes ("M302", "M3", "D"); empty for all rules.
        ignored: Codes or beginnings of codes to leave out; the longer of two that fit decides.

    Raises:
        UnknownRuleError: If a code fits no rule.
    """
    wanted, unwanted = _prefixes(chosen), _prefixes(ignored)
    kept = []
    for code, each in _all().items():
        chosen_by, ignored_by = _longest(code, wanted), _longest(code, unwanted)
        if chosen_by > ignored_by or (not wanted and not ignored_by):
            kept.append(each)
    return kept


def codes_of(prefix: str) -> list[str]:
    """The codes that a code, or a beginning of codes, stands for; [] if it fits no rule."""
    beginning = prefix.strip().upper()
    return [code for code in _all() if beginning and code.startswith(beginning)]


def unknown(code: str) -> str:
    """In words, that a code fits no rule, and which ones begin alike."""
    alike = [known for known in _all() if known[0] == code.strip().upper()[:1]] or list(_all())
    return f"no rule {code.strip()!r}; there are {', '.join(alike)}"


def _prefixes(codes: Iterable[str]) -> list[str]:
    prefixes = [code.strip().upper() for code in codes if code.strip()]
    for prefix in prefixes:
        if not codes_of(prefix):
            raise UnknownRuleError(unknown(prefix))
    return prefixes


def _longest(code: str, prefixes: list[str]) -> int:
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=0)


def _info(each: Rule) -> RuleInfo:
    documentation = inspect.getdoc(type(each)) or ""
    return RuleInfo(
        code=each.code,
        name=each.name,
        summary=documentation.partition("\n")[0],
        severity=each.severity,
        documentation=documentation,
    )
