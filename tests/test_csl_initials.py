"""Initials of given names."""

from __future__ import annotations

import pytest

from refkit.csl.initials import initialize, normalize_initials


@pytest.mark.parametrize(
    ("given", "mark", "initials"),
    [
        ("Ada Bo", ". ", "A. B."),
        ("Ada Bo", ".", "A.B."),
        ("Ada Bo", "", "AB"),
        ("Ada Bo", " ", "A B"),
        ("A. B.", ". ", "A. B."),
        ("A.B.", ". ", "A. B."),
        ("A.B", ".", "A.B."),
        ("Ada-Bo", ". ", "A.-B."),
        ("A.-B. Cy", ".", "A.-B.C."),
        ("Ada-bo", ". ", "A."),
        ("Ada-de-Bo", ". ", "A.-B."),
        ("Ada de Bo", ".", "A. de B."),
        ("de Bo", ". ", "de B."),
        ("Ch. Bo", ".", "Ch.B."),
        ("ADA", ".", "A."),
        ("AB.", ". ", "AB."),
        ("TZara", ". ", "Tz."),
        ("AnnaLena", ". ", "A."),
        ("Ada (Bo)", ". ", "A. (Bo)"),
        ("Ada (Bo Cy)", ". ", "A. (Bo C.)"),
        ("A. (Bo C.)", ". ", "A. (Bo C.)"),
        ("A. (Bo C. )", ". ", "A. (Bo C. )"),
        ("A. (Bo C. )", ".", "A. (Bo C.)"),
        ("A.(Bo)", ". ", "A. (Bo)"),
        ("Ada [Bo Cy] Di", ".", "A. [Bo C.]D."),
        ("Ḥada", ". ", "Ḥ."),
        ("Анна Борисовна", ". ", "А. Б."),
        ("נועה", ".", "נ."),
        ("小红", ". ", "小红"),
        ("하나", ". ", "하나"),
        ("Ada\u00a0Bo", ".", "A.B."),
        ("<b>Ada</b> Bo", ". ", "<b>A.</b> B."),
        ("<b>Ada</b>-Bo", ". ", "<b>A.</b>-B."),
        ("", ". ", ""),
    ],
)
def test_given_names_are_initialized(given: str, mark: str, initials: str) -> None:
    assert initialize(given, mark, True) == initials


@pytest.mark.parametrize(
    ("given", "mark", "initials"),
    [("Ada-Bo", ". ", "A. B."), ("Ada-Bo Cy", ".", "A.B.C."), ("Ada-bo", ".", "A.")],
)
def test_hyphens_go_where_the_style_has_none(given: str, mark: str, initials: str) -> None:
    assert initialize(given, mark, False) == initials


@pytest.mark.parametrize(
    ("given", "mark", "expected"),
    [
        ("Ada B", ".", "Ada B."),
        ("Ada B.C.", ". ", "Ada B. C."),
        ("A Bo", ". ", "A. Bo"),
        ("A.Bo", ".", "A. Bo"),
        ("A.-B.", ".", "A.B."),
        ("Ada-Bo", ".", "Ada-Bo"),
        ("Ch.A.", " ", "Ch A"),
        ("Ch. A", "", "ChA"),
        ("AB", ".", "AB"),
        ("A B de C", ".", "A.B. de C."),
        ("Ada Bo", ". ", "Ada Bo"),
        ("<i>A</i> Bo", ". ", "<i>A.</i> Bo"),
    ],
)
def test_initials_among_full_names_get_their_mark(given: str, mark: str, expected: str) -> None:
    assert normalize_initials(given, mark) == expected
