from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.normalize.iso4 import abbreviate


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Journal of Personality and Social Psychology", "J. Pers. Soc. Psychol."),
        ("Frontiers in Psychology", "Front. Psychol."),
        ("Nature", "Nature"),
        ("The Lancet", "The Lancet"),
        ("The New England Journal of Medicine", "N. Engl. J. Med."),
        (
            "Proceedings of the National Academy of Sciences of the United States of America",
            "Proc. Natl. Acad. Sci. U. S. A.",
        ),
        ("Journal of Experimental Psychology: General", "J. Exp. Psychol. Gen."),
        ("Computers & Education", "Comput. Educ."),
        ("Journal of Cross-Cultural Psychology", "J. Cross-Cult. Psychol."),
        ("IEEE Transactions on Education", "IEEE Trans. Educ."),
        ("PLOS ONE", "PLOS ONE"),
        ("Zeitschrift für Soziologie", "Z. Soziol."),
        ("Revue de l’histoire des religions", "Rev. hist. relig."),
        ("Acta Borealia", "Acta Borealia"),
        ("J. Exp. Psychol.", "J. Exp. Psychol."),
        ("Brain (London)", "Brain (London)"),
        ("", ""),
    ],
)
def test_titles_are_abbreviated_after_iso_4(title: str, short: str) -> None:
    assert abbreviate(title) == short


@given(st.text(max_size=60))
def test_any_text_is_abbreviated_to_no_more_than_it_was(title: str) -> None:
    assert len(abbreviate(title)) <= len(title) + 20
