"""The baseline of benchmarks/match.py: Crossref's matchers as published."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import pytest

from refkit.model import Date, Name, Record, Work

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
from match_baseline import best_hit, relevant_hit, similarity, validated  # no package

TEXT = "Ek, B. (1987). Tides of the northern sea. Journal of Oceans, 12(3), 1425-37."


def hit(score: float = 50.0, **fields: str) -> Record:
    """A search hit: Ek (1987), with other fields where given."""
    values = {
        "title": "Tides of the northern sea",
        "container_title": "Journal of Oceans",
        "volume": "12",
        "issue": "3",
        "page": "1425–1437",
    } | fields
    family, year = values.pop("family", "Ek"), int(values.pop("year", "1987"))
    author = [Name(family=family)] if family else []
    work = Work(author=author, issued=Date(date_parts=((year,),)))
    described = msgspec.structs.replace(work, **values)
    return Record(work=described, source="works.jsonl", score=score)


def test_the_best_hit_is_the_first_whatever_its_score() -> None:
    first, second = hit(score=0.1), hit(score=0.05)
    assert best_hit([first, second]) is first
    assert best_hit([]) is None


def test_a_relevant_hit_needs_a_score_for_the_length_of_the_reference() -> None:
    assert relevant_hit("x" * 100, [hit(score=22.0)]) is not None
    assert relevant_hit("x" * 100, [hit(score=21.0)]) is None
    assert relevant_hit("x" * 100, []) is None


def test_validation_takes_the_hit_that_has_the_numbers() -> None:
    same = hit(score=40.0)
    other = hit(score=45.0, volume="13", issue="1", page="7–19", year="1988")
    assert validated(TEXT, [other, same]) is same


def test_of_hits_with_the_same_numbers_the_first_is_taken() -> None:
    first, second = hit(), hit()
    assert validated(TEXT, [first, second]) is first


def test_only_relevant_hits_are_validated() -> None:
    assert validated(TEXT, [hit(score=15.0)]) is not None
    assert validated(TEXT, [hit(score=13.0)]) is None
    assert validated(TEXT, []) is None


def test_an_abbreviated_last_page_is_read_in_full() -> None:
    assert similarity(TEXT, hit()) == pytest.approx(
        similarity(TEXT.replace("1425-37", "1425–1437"), hit()), abs=0.02
    )
    assert similarity(TEXT, hit(page="1425–37")) < similarity(TEXT, hit())


def test_numbers_of_a_doi_and_of_a_label_do_not_count() -> None:
    assert similarity(f"{TEXT} https://doi.org/10.1000/2222.333", hit()) == similarity(TEXT, hit())
    labelled = similarity(f"[77] {TEXT}", hit())
    assert labelled == pytest.approx(similarity(TEXT, hit()), abs=0.02)


def test_a_year_off_by_one_counts_half() -> None:
    same, near, far = (similarity(TEXT, hit(year=year)) for year in ("1987", "1988", "1990"))
    assert same > near > far > 0


def test_less_than_three_agreements_are_none() -> None:
    assert similarity(TEXT, hit(volume="", page="", family="Oz", title="Land")) == 0
    assert similarity(TEXT, hit(volume="", page="", family="Oz")) == 0
    assert similarity(TEXT, hit(volume="", page="")) > 0


def test_a_reference_without_numbers_matches_nothing() -> None:
    assert similarity("Ek, B. Tides of the northern sea. Journal of Oceans.", hit()) == 0


def test_what_a_work_lacks_is_left_out() -> None:
    assert validated(TEXT, [hit(family="", issue="", container_title="")]) is not None


def test_a_volume_that_is_the_year_is_found_twice_and_no_title_is_asked_for() -> None:
    # The matcher's typical error: two agreements of one number, and page 1 is the third.
    text = "Ek, B. (2015). Tides of the northern sea. Journal of Oceans, 100(1), 20–28."
    other = hit(title="Maps", family="Oz", volume="2015", issue="", page="1–10", year="2015")
    assert validated(text, [other]) is other
