"""Lists of names: which pieces between commas belong together.

"Lund, Rudolf, and Mary Jones" cuts into three pieces and names two persons. Every way of pairing
the pieces has a price, by the forms of the pieces and by how well the orders of neighbours agree;
the cheapest is taken, in one pass from left to right.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import msgspec

from refkit.model import Name
from refkit.normalize.names import parse_inverted
from refkit.normalize.text import word_set
from refkit.parse.given_names import is_given
from refkit.parse.groups import read_group, without_leading
from refkit.parse.name_cuts import Part, read_parts
from refkit.parse.name_forms import Piece, is_suffix, person
from refkit.parse.name_prices import (
    ALONE,
    FAMILY,
    NATURAL,
    NEVER,
    OTHER,
    PAIR,
    Habit,
    change_price,
    pair_price,
    single_price,
)

__all__ = ["Reading", "read_list"]

_COMPLETE: Final = frozenset("NF")
_CAPITALS_BEHIND: Final = word_set("JR SR MD MA MS BA BS RN SJ OP MPH MSC MBA DVM DDS PHD")
"""Suffixes and degrees that could be initials too."""


class Reading(NamedTuple):
    """A list of names as read.

    Attributes:
        names: The people and groups in order.
        persons: How many are persons by their form or by a common given name.
        doubt: 0.0 for every name whose form is sure, up to 1.0 for each that is a guess.
        known: How many persons show it by initials or by a common given name.
        initials: Whether any person has initials.
        whole: Whether every piece is a name or a group; else the text may be no list of names.
    """

    names: list[Name]
    persons: int
    known: int
    doubt: float
    initials: bool
    whole: bool


def read_list(text: str) -> Reading:
    """Read a cleaned block of names."""
    parts = read_parts(text)
    if not parts:
        return Reading([], 0, 0, 0.0, initials=False, whole=True)
    habit = Habit(parts)
    if set(habit.forms) <= _COMPLETE:
        names = [person(part.piece, full=habit.full) for part in parts]
        return Reading(names, len(names), len(names), 0.0, initials=True, whole=True)
    return _read(parts, habit)


class _State(NamedTuple):
    """The cheapest reading of the pieces so far that ends in a name of one order.

    Attributes:
        cost: Its price.
        order: The order of its last name.
        taken: How many pieces its last step took.
        back: The reading before that step.
        suffix: Whether that step took a suffix or a degree.
    """

    cost: float
    order: str
    taken: int
    back: _State | None
    suffix: bool = False


def _read(parts: list[Part], habit: Habit) -> Reading:
    """Find the cheapest pairing and read its names."""
    best: list[dict[str, _State]] = [{} for _ in range(len(parts) + 1)]
    best[0][""] = _State(0.0, "", 0, None)
    for at in range(len(parts)):
        for state in best[at].values():
            _extend(parts, habit, at, state, best)
    last = min(best[-1].values(), key=lambda state: state.cost)
    return _collect(parts, habit, last)


def _extend(
    parts: list[Part], habit: Habit, at: int, state: _State, best: list[dict[str, _State]]
) -> None:
    part = parts[at]
    complete = state.order in (PAIR, NATURAL, FAMILY)
    if part.piece.form == "S" or (
        complete
        and part.piece.form == "A"
        and part.piece.kinds == "a"
        and part.piece.text.replace(".", "") in _CAPITALS_BEHIND
    ):
        if complete or state.order == ALONE:
            # A suffix of the name before; behind a family name alone, given names still follow.
            _offer(best, at + 1, _State(state.cost, state.order, 1, state, suffix=True))
        else:
            _offer(best, at + 1, _State(state.cost + 3, OTHER, 1, state))
        if part.piece.form == "S":
            return
    price, order = single_price(part, habit)
    _offer(
        best, at + 1, _State(state.cost + price + change_price(state.order, order), order, 1, state)
    )
    step = 1
    if (
        at + 2 < len(parts)
        and parts[at + 1].piece.form == "S"
        and is_suffix(parts[at + 1].piece.text)
    ):
        step = 2
    if at + step < len(parts):
        price = pair_price(part, parts[at + step], habit, at)
        if price < NEVER:
            cost = state.cost + price + change_price(state.order, PAIR)
            if state.order == NATURAL and parts[at + step].piece.form == "N":
                cost += 4
            _offer(best, at + step + 1, _State(cost, PAIR, step + 1, state))


def _offer(best: list[dict[str, _State]], at: int, state: _State) -> None:
    known = best[at].get(state.order)
    if known is None or state.cost < known.cost:
        best[at][state.order] = state


def _collect(parts: list[Part], habit: Habit, last: _State) -> Reading:
    """The names of a chain of states."""
    chain: list[tuple[_State, int]] = []
    state: _State | None = last
    at = len(parts)
    while state is not None and state.taken:
        at -= state.taken
        chain.append((state, at))
        state = state.back
    names: list[Name] = []
    persons, known, doubt, whole = 0, 0, 0.0, True
    for state, at in reversed(chain):
        piece = parts[at].piece
        if state.suffix:
            _add_suffix(names, piece)
            continue
        if state.order == PAIR:
            given = parts[at + state.taken - 1].piece
            suffix = parts[at + 1].piece.text if state.taken == 3 else piece.suffix or given.suffix
            found = _Found(
                parse_inverted(piece.text, given.text, suffix),
                person=True,
                known=given.form in "IAF" or is_given(given.words[0]),
                doubt=0.0 if given.form in "IA" else 0.3,
            )
        elif state.order == OTHER:
            found = _Found(read_group(piece.text), doubt=1.0)
            whole = False
        elif state.order == ALONE:
            found = _alone(piece, among=len(chain) > 1 and bool(habit.initials or persons))
        else:
            found = _whole(piece, habit, state.order, first=at == 0)
        names.append(found.name)
        persons += found.person
        known += found.known
        doubt += found.doubt
    return Reading(names, persons, known, doubt, initials=habit.shown, whole=whole)


class _Found(NamedTuple):
    """A name, whether it is a person, whether that is known, and the doubt about it."""

    name: Name
    person: bool = False
    known: bool = False
    doubt: float = 0.0


def _alone(piece: Piece, *, among: bool) -> _Found:
    """A single word: a family name among persons, else a mononym or an acronym."""
    if among and not (piece.form == "A" and piece.text.isupper()):
        return _Found(parse_inverted(piece.text, "", piece.suffix), doubt=0.5)
    return _Found(Name(literal=piece.text), doubt=0.5)


def _whole(piece: Piece, habit: Habit, order: str, *, first: bool) -> _Found:
    """A person or group that a single piece names."""
    if piece.form == "G":
        return _Found(read_group(without_leading(piece.text)), doubt=0.3)
    if piece.form in "NF":
        return _Found(person(piece, full=habit.full), person=True, known=True)
    given = is_given(piece.words[0])
    if habit.count == 1 and piece.kinds in ("cc", "ccc", "cC") and not given:
        # "Amnesty International", "Wayne Foundry": two words prove no person.
        return _Found(Name(literal=piece.text), doubt=1.0)
    turned = habit.family_first or (first and habit.first_turned)
    known = given or order == FAMILY
    return _Found(
        person(piece, family_first=turned, full=habit.full),
        person=known or habit.trust,
        known=known,
        doubt=0.3 if known else 0.4 if habit.trust else 1.0,
    )


def _add_suffix(names: list[Name], piece: Piece) -> None:
    """Put a suffix to the last name; a degree is dropped."""
    text = piece.text
    if is_suffix(text) and names and names[-1].family and not names[-1].suffix:
        names[-1] = msgspec.structs.replace(
            names[-1], suffix=text, comma_suffix=text.rstrip(".").lower() in ("jr", "sr")
        )
