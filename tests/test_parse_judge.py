"""The judge: what is plainly APA is taken at once, and the rest is weighed against the tagger."""

from __future__ import annotations

import pytest

from refkit.parse import apa
from refkit.parse.draft import Draft
from refkit.parse.judge import WEIGHTS, judge, plainly_apa, signs, weigh
from refkit.parse.scanner import View
from refkit.parse.tagger import Tagger, shipped


class Unasked(Tagger):
    """A tagger that must not be asked."""

    def __init__(self) -> None:
        pass

    def read(self, view: View) -> Draft | None:
        raise AssertionError(f"asked about {view.raw}")


PLAIN = [
    "Ode, M. K., & Ito, H. (2009). Tears in rain. Emotion, 12(3), 45–49.",
    "Ode, M. (2009). Tears in rain: A history. Sage.",
    "Ode, M. (2009, June 3). Tears in rain [Video]. Filmhouse. https://films.example.org/1",
    "Weber, K. (2004). Rivers as borders. In A. Lind (Ed.), Borders of Europe (pp. 1–9). Springer.",
    "10.1234/abc",
]
OTHERS = [
    "Ode MK, Ito H. Tears in rain. Emotion. 2009;12(3):45-9.",
    "Ode, M. and Ito, H. (2009) ‘Tears in rain’, Emotion, 12(3), pp. 45–49.",
    "Weber, K. (2004): Rivers as borders. In: Lind, A. (Hrsg.): Borders. Berlin: Springer, S. 1–9.",
    "M. K. Ode, “Tears in rain,” Emotion, vol. 12, no. 3, pp. 45–49, 2009.",
]


@pytest.mark.parametrize("text", PLAIN)
def test_the_tagger_is_not_asked_about_plain_apa(text: str) -> None:
    draft = judge(View(text), Unasked())
    assert draft.pieces
    assert not draft.problem


@pytest.mark.parametrize("text", OTHERS)
def test_the_tagger_is_asked_about_the_rest(text: str) -> None:
    with pytest.raises(AssertionError, match="asked about"):
        judge(View(text), Unasked())


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_not_apa_is_not_called_apa(text: str) -> None:
    assert judge(View(text)).style != "apa"


def test_there_is_a_weight_for_every_sign() -> None:
    view = View("Ode, M. (2009). Tears in rain. Emotion, 12(3), 45–49.")
    grammar, tagged = apa.read(view), shipped().read(view)
    assert grammar is not None
    assert tagged is not None
    assert plainly_apa(view, grammar)
    found = signs(view, grammar, tagged)
    assert found.keys() == WEIGHTS.keys()
    assert weigh(found) != 0


def test_an_entry_that_names_no_work_was_not_understood() -> None:
    draft = judge(View("Smith, J. (2020)."))
    assert draft.problem == "no title could be told"
    assert draft.score <= 0.2
