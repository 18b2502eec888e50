"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import refkit
from refkit.normalize.patterns import lazy_pattern


def test_it_finds_what_the_compiled_one_finds() -> None:
    pattern = lazy_pattern(r"(?P<letter> [a-z] )", re.VERBOSE | re.IGNORECASE)
    found = pattern.search("12 B")
    assert found is not None
    assert (found["letter"], found.re.pattern) == ("B", pattern.pattern)
    assert pattern.sub("-", "a1") == "-1"
    assert pattern.findall("a1b") == ["a", "b"]
    assert pattern.groupindex == {"letter": 1}


def test_what_is_no_regular_expression_fails_when_it_is_used() -> None:
    broken = lazy_pattern("(")
    with pytest.raises(re.error):
        broken.search("x")


def test_what_no_pattern_has_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        lazy_pattern("x").nothing  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("room", ["extract", "match", "normalize", "parse", "readers", "verify"])
def test_every_pattern_of_refkit_can_be_compiled(room: str) -> None:
    kind = type(lazy_pattern(""))
    package = importlib.import_module(f"refkit.{room}")
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            for each in value if isinstance(value, tuple | list) else [value]:
                if isinstance(each, kind):
                    re.compile(each.pattern, each.flags)
    assert refkit.__version__
