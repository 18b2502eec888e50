"""cs:choose: conditions on the item and on how it is cited (CSL 1.0.2, "Choose")."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from refkit.csl.compile import BRANCH, Compiler, Render, sequence
from refkit.csl.context import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT, Context
from refkit.csl.label import locator_label
from refkit.csl.number import is_numeric
from refkit.csl.tree import Piece
from refkit.csl.variables import DATES, NAMES
from refkit.csl.xml import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

Test: TypeAlias = Callable[[Context], bool]

_AFTER_FIRST: Final = frozenset({SUBSEQUENT, IBID, IBID_WITH_LOCATOR})


def compile_choose(element: _Element, compiler: Compiler) -> Render:
    """cs:choose: what the first branch renders whose conditions hold."""
    return chosen(element, lambda branch: sequence(compiler.children(branch), BRANCH))


def chosen(element: _Element, compile_branch: Callable[[_Element], Render]) -> Render:
    """What the first branch of a cs:choose renders whose conditions hold.

    Args:
        element: The cs:choose.
        compile_branch: Compiles what is in a branch.
    """
    branches: list[tuple[Test, Render]] = []
    otherwise: Render | None = None
    for branch in element:
        render = compile_branch(branch)
        if local_name(branch) == "else":
            otherwise = render
            break
        branches.append((compile_test(branch), render))

    def render_choose(context: Context) -> Piece | None:
        for test, render in branches:
            if test(context):
                return render(context)
        return otherwise(context) if otherwise is not None else None

    return render_choose


def compile_test(element: _Element) -> Test:
    """The conditions of cs:if or cs:else-if, joined as its match attribute says."""
    tests: list[Test] = []
    for attribute, values in element.attrib.items():
        if attribute == "type":
            tests.append(_types(frozenset(str(values).split())))
        elif attribute in _TESTS:
            make = _TESTS[str(attribute)]
            tests += [make(value) for value in _values(str(attribute), str(values))]
    return _joined(tests, element.get("match", "all"))


def _values(attribute: str, values: str) -> list[str]:
    if attribute == "locator":
        values = values.replace("sub verbo", "sub-verbo")
    return values.split()


def _joined(tests: list[Test], match: str) -> Test:
    if len(tests) == 1 and match != "none":
        return tests[0]
    if match == "any":
        return lambda context: any(test(context) for test in tests)
    if match == "none":
        return lambda context: not any(test(context) for test in tests)
    return lambda context: all(test(context) for test in tests)


def _types(values: frozenset[str]) -> Test:
    # Alternatives whatever the match: no item could have all of several types.
    return lambda context: context.item.type in values


def _variable(value: str) -> Test:
    return lambda context: has_variable(context, value)


def has_variable(context: Context, variable: str) -> bool:
    """Whether the item has a value for a variable (or the citation has, for "locator")."""
    if variable == "locator":
        return bool(context.place.locator)
    if variable == "first-reference-note-number":
        return bool(context.place.first_note)
    if variable == "citation-number":
        return bool(context.number)
    if variable == "year-suffix":
        return bool(context.distinction.year_suffix)
    if variable in NAMES:
        return bool(context.item.names(variable))
    if variable in DATES:
        return context.item.date(variable) is not None
    return bool(context.item.text(variable))


def _is_numeric(value: str) -> Test:
    if value == "locator":
        return lambda context: is_numeric(context.place.locator)
    if value == "citation-number":
        return lambda context: bool(context.number)
    if value == "first-reference-note-number":
        return lambda context: bool(context.place.first_note)
    return lambda context: is_numeric(context.item.text(value))


def _is_uncertain(value: str) -> Test:
    def test(context: Context) -> bool:
        date = context.item.date(value)
        return date is not None and date.circa

    return test


def _locator(value: str) -> Test:
    def test(context: Context) -> bool:
        return bool(context.place.locator) and locator_label(context.place) == value

    return test


def _position(value: str) -> Test:
    if value == FIRST:
        return lambda context: context.place.position == FIRST
    if value == SUBSEQUENT:
        return lambda context: context.place.position in _AFTER_FIRST
    if value == IBID:
        return lambda context: context.place.position in (IBID, IBID_WITH_LOCATOR)
    if value == "near-note":
        return lambda context: context.place.near_note
    return lambda context: context.place.position == value


def _disambiguate(value: str) -> Test:
    wanted = value == "true"

    def test(context: Context) -> bool:
        context.conditions += 1
        return (context.conditions <= context.distinction.conditions) is wanted

    return test


_TESTS: Final[dict[str, Callable[[str], Test]]] = {
    "disambiguate": _disambiguate,
    "is-numeric": _is_numeric,
    "is-uncertain-date": _is_uncertain,
    "locator": _locator,
    "position": _position,
    "variable": _variable,
}
