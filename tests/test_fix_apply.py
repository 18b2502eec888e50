"""Which Fixes are made together, and what they make of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.fix.apply import apply
from refkit.model import Fix, Span

TEXT = "Sea, 58(4), 1-2."


def fix(start: int, end: int, replacement: str, *, safe: bool = True) -> Fix:
    return Fix(Span(start, end), replacement, safe)


CASES = [
    # fixes, the text then, what waits
    ([fix(5, 7, "59"), fix(8, 9, "1")], "Sea, 59(1), 1-2.", []),
    ([fix(5, 7, "59"), fix(5, 7, "59")], "Sea, 59(4), 1-2.", []),
    # Of two that overlap, that which begins first is made; of two of one place, the longer.
    ([fix(5, 10, "60(1)"), fix(8, 9, "5")], "Sea, 60(1), 1-2.", [fix(8, 9, "5")]),
    ([fix(5, 7, "59"), fix(5, 10, "60(1)")], "Sea, 60(1), 1-2.", [fix(5, 7, "59")]),
    # Side by side is no overlap.
    ([fix(12, 13, "3"), fix(13, 14, "–")], "Sea, 58(4), 3–2.", []),
    # An insertion waits beside a replacement, and beside another insertion.
    ([fix(14, 15, "9"), fix(15, 15, ".")], "Sea, 58(4), 1-9.", [fix(15, 15, ".")]),
    ([fix(16, 16, " a"), fix(16, 16, " b")], "Sea, 58(4), 1-2. a", [fix(16, 16, " b")]),
    ([fix(0, 0, "The "), fix(0, 3, "Lake")], "Lake, 58(4), 1-2.", [fix(0, 0, "The ")]),
    ([], TEXT, []),
]


@pytest.mark.parametrize(("fixes", "then", "waiting"), CASES)
def test_fixes_that_do_not_overlap_are_made_together(
    fixes: list[Fix], then: str, waiting: list[Fix]
) -> None:
    done = apply(TEXT, fixes)
    assert done.source == then
    assert done.waiting == waiting


def test_an_unsafe_fix_is_made_only_where_it_is_asked_for() -> None:
    fixes = [fix(5, 7, "59", safe=False), fix(8, 9, "1")]
    assert apply(TEXT, fixes).source == "Sea, 58(1), 1-2."
    assert apply(TEXT, fixes, unsafe=True).source == "Sea, 59(1), 1-2."


def test_of_two_fixes_of_one_span_the_safe_one_is_made() -> None:
    done = apply(TEXT, [fix(5, 7, "1", safe=False), fix(5, 7, "9")], unsafe=True)
    assert done.source == "Sea, 9(4), 1-2."


@st.composite
def texts_with_fixes(draw: st.DrawFn) -> tuple[str, list[Fix]]:
    text = draw(st.text(max_size=40))
    places = st.integers(0, len(text))
    fixes = [
        fix(min(pair), max(pair), draw(st.text(max_size=4)), safe=draw(st.booleans()))
        for pair in draw(st.lists(st.tuples(places, places), max_size=8))
    ]
    return text, fixes


@given(texts_with_fixes(), st.randoms(use_true_random=False), st.booleans())
def test_the_order_in_which_fixes_are_given_does_not_matter(
    drawn: tuple[str, list[Fix]], random: object, unsafe: bool
) -> None:
    text, fixes = drawn
    shuffled = fixes.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert apply(text, fixes, unsafe=unsafe) == apply(text, shuffled, unsafe=unsafe)


@given(texts_with_fixes())
def test_what_lies_outside_of_the_spans_stays_and_nothing_is_lost(
    drawn: tuple[str, list[Fix]],
) -> None:
    text, fixes = drawn
    done = apply(text, fixes, unsafe=True)
    told = {each for each in fixes if text[each.span.start : each.span.end] != each.replacement}
    assert set(done.applied) | set(done.waiting) == told
    at = now = 0
    for each in done.applied:
        kept = text[at : each.span.start]
        assert done.source[now : now + len(kept)] == kept
        now += len(kept)
        assert done.source[now : now + len(each.replacement)] == each.replacement
        now += len(each.replacement)
        at = each.span.end
    assert done.source[now:] == text[at:]
