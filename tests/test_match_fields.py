"""Comparing titles, venues, numbers and pages: faults, and excuses with their cases."""

from __future__ import annotations

import pytest

from refkit.match.numbers import compare_numbers, compare_pages, number_key
from refkit.match.titles import compare_titles, kind_of_title
from refkit.match.venues import compare_venues


@pytest.mark.parametrize(
    ("written", "found", "excuse"),
    [
        ("Why do we cry?", "Why Do We Cry?", ""),
        ("WHY DO WE CRY", "Why do we cry?", ""),
        ("Sc1−xErxAs films", "Sc<sub>1−x</sub>Er<sub>x</sub>As films", "markup-or-status"),
        ("Effects on mice & men", "Effects on Mice and Men", ""),
        ("Using crying to cope", "Using crying to cope: Physiological responses", "subtitle"),
        ("Using crying to cope: Physiological responses", "Using crying to cope", "subtitle"),
        (
            "Evil genius? How dishonesty leads",
            "RETRACTED: Evil Genius? How Dishonesty Leads",
            "markup-or-status",
        ),
        ("TNF-α in sepsis patients", "TNF-alpha in sepsis patients", "symbols"),
        ("Cats &amp; dogs in towns", "Cats and dogs in towns", "markup-or-status"),
    ],
)
def test_one_title_in_two_forms_agrees(written: str, found: str, excuse: str) -> None:
    agreement = compare_titles(written, [found])
    assert agreement.same
    assert agreement.excuse == excuse


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Changing aspects of radiation enteropathy", "Seismic response of bridge columns"),
        ("Inflation increases unemployment", "Inflation decreases unemployment"),
        ("Introduction", "Introduction to the theory of crying"),
        ("Crying in infancy, part 1", "Crying in infancy, part 2"),
    ],
)
def test_another_title_does_not_agree(written: str, found: str) -> None:
    assert not compare_titles(written, [found]).same


def test_a_title_agrees_with_any_form_that_the_record_has() -> None:
    agreement = compare_titles("Warum weinen wir?", ["Why do we cry?", "Warum weinen wir?"])
    assert agreement.same
    assert agreement.excuse == "registry-variant"


def test_a_slip_in_a_title_is_told_as_spelling() -> None:
    agreement = compare_titles(
        "Is crying a self-sothing behaviour?", ["Is crying a self-soothing behavior?"]
    )
    assert (agreement.same, agreement.detail) == (False, "spelling")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Erratum: Why do we cry?", "errat"),
        ("Correction to Smith et al. (2020)", "corre"),
        ("Reply to Jones", "reply"),
        ("Why do we cry?", ""),
        ("Correctional facilities in Ohio", ""),
    ],
)
def test_a_work_about_another_work_is_known_by_its_title(title: str, kind: str) -> None:
    assert kind_of_title(title) == kind


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("The Lancet", "Lancet"),
        ("J Athl Train", "Journal of Athletic Training"),
        ("AMPPS", "Advances in Methods and Practices in Psychological Science"),
        ("Science and Engineering", "Science & Engineering"),
        ("Frontiers in psychology", "Frontiers in Psychology"),
        ("Nature, d41586-019-00812-8", "Nature"),
        ("Clin Endocrinol Oxf", "Clinical Endocrinology"),
        (
            "Proc. of the 23rd ACM Int. Conf. on Information and Knowledge Management—CIKM ’14",
            "23rd ACM International Conference on Information and Knowledge Management",
        ),
        (
            "Proceedings of the IEEE conference in computer vision and pattern recognition",
            "2017 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)",
        ),
        (
            "Proceedings of the 36th International Conference on Machine Learning",
            "International Conference on Machine Learning",
        ),
    ],
)
def test_one_venue_in_two_forms_agrees(written: str, found: str) -> None:
    assert compare_venues(written, [found]).same


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("JAMA Neurology", "Computational and Mathematical Methods in Medicine"),
        ("Archives of Dermatology", "Archives of Neurology"),
        ("Physical Review A", "Physical Review B"),
        ("Nature, London and the law", "Nature"),
        (
            "Proceedings of the 2019 Conference on Machine Learning",
            "2019 Conference on Machine Tools",
        ),
        ("Journal of Personality", "Journal of Personality and Social Psychology"),
    ],
)
def test_another_venue_does_not_agree(written: str, found: str) -> None:
    assert not compare_venues(written, [found]).same


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Vol. 07", "7"),
        ("XII", "12"),
        ("58", "58"),
        ("1–4", "1-4"),
        ("1--4", "1-4"),
        ("Suppl. 1", "s1"),
        ("S1", "s1"),
        ("A", "a"),
        ("3/4", "3-4"),
        ("Special issue", "special"),
    ],
)
def test_a_number_is_compared_without_label_zeros_and_roman_numerals(text: str, key: str) -> None:
    assert number_key(text) == key


@pytest.mark.parametrize(
    ("written", "found", "excuse"),
    [
        ("4", "4", ""),
        ("04", "4", ""),
        ("1–2", "1", "double-issue"),
        ("1", "1-2", "double-issue"),
        ("Suppl. 2", "2", "supplement"),
        ("IV", "4", ""),
    ],
)
def test_one_number_in_two_forms_agrees(written: str, found: str, excuse: str) -> None:
    agreement = compare_numbers(written, [found])
    assert (agreement.same, agreement.excuse) == (True, excuse)


def test_another_number_does_not_agree() -> None:
    assert not compare_numbers("4", ["1"]).same
    assert not compare_numbers("13", ["3"]).same


@pytest.mark.parametrize(
    ("written", "found", "excuse"),
    [
        ("133–149", ["133-149"], ""),
        ("123–8", ["123-128"], ""),
        ("3–3", ["3"], ""),
        ("S12–S19", ["S12-S19"], ""),
        ("492", ["492-502"], "first-page"),
        ("e0193972", ["e0193972"], ""),
        ("0193972", ["e0193972"], ""),
        ("PA0193972", ["e0193972"], "page-prefix"),
        ("502", ["", "502"], ""),
        ("1–12", ["e502"], "article-number"),
    ],
)
def test_one_page_range_in_two_forms_agrees(written: str, found: list[str], excuse: str) -> None:
    agreement = compare_pages(written, [value for value in found if value])
    assert (agreement.same, agreement.excuse) == (True, excuse)


@pytest.mark.parametrize(
    ("written", "found", "detail"),
    [("492–502", "133-149", ""), ("133–150", "133-149", "last"), ("132–149", "133-149", "")],
)
def test_other_pages_do_not_agree(written: str, found: str, detail: str) -> None:
    agreement = compare_pages(written, [found])
    assert (agreement.same, agreement.detail) == (False, detail)


def test_a_list_that_was_taken_for_a_title_is_compared_in_part_only() -> None:
    hostile = "Tears. " * 50_000
    assert compare_titles(hostile, [hostile]).same
    assert not compare_titles(hostile, ["Is crying a self-soothing behavior?"]).same


def test_a_section_of_a_journal_is_named_with_or_without_it() -> None:
    agreement = compare_venues("Sand Research Reviews", ["Sand Research. Sand Research Reviews"])
    assert (agreement.same, agreement.excuse) == (True, "section-of-journal")
    assert not compare_venues("Sand", ["Nature Reviews. Sand"]).same
