"""Verification: the verdict on each Reference, and the Rules that say what is wrong with it.

Rules are handed Verdicts and Records; they never fetch.
"""

from refkit.verify.engine import run
from refkit.verify.form import form_of
from refkit.verify.judge import judge, needs_search, settled
from refkit.verify.locked import judge_locked
from refkit.verify.registry import find_rule, known_rules, select
from refkit.verify.rule import Article

__all__ = [
    "Article",
    "find_rule",
    "form_of",
    "judge",
    "judge_locked",
    "known_rules",
    "needs_search",
    "run",
    "select",
    "settled",
]
