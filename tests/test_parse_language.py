"""The language of a title."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.parse import parse_text
from refkit.parse.language import language_of


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("The weather of the mind", "en"),
        ("Das Wetter und die Seele der Stadt", "de"),
        ("Le climat et les saisons dans la ville", "fr"),
        ("El clima y las estaciones en la ciudad", "es"),
        ("Il clima e le stagioni nella città degli uomini", "it"),
        ("O clima e as estações na cidade do Porto", "pt"),
        ("Het weer en de stad van morgen", "nl"),
        ("気候と都市", "ja"),
        ("城市气候研究", "zh"),
        ("Был ли этот город", "ru"),
        ("Emotion", ""),
        ("Homo sapiens", ""),
        ("", ""),
    ],
)
def test_small_words_and_scripts_tell_the_language(title: str, language: str) -> None:
    assert language_of(title) == language


def test_a_parsed_reference_has_the_language_of_its_title() -> None:
    work = parse_text("Ode, M. (2009). The weather of the mind. Emotion, 12(3), 45–49.").work
    assert work.language == "en"


@given(st.text(max_size=500))
def test_any_text_has_a_language_or_none(title: str) -> None:
    assert language_of(title) == "" or len(language_of(title)) == 2
