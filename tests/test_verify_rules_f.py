"""Works found nowhere, and references put together of several works: family F."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import refkit


def work(
    doi: str, title: str, authors: list[tuple[str, str]], journal: str, year: int
) -> dict[str, Any]:
    return {
        "DOI": doi,
        "type": "journal-article",
        "title": [title],
        "author": [{"family": family, "given": given} for family, given in authors],
        "container-title": [journal],
        "volume": "7",
        "page": "1-9",
        "issued": {"date-parts": [[year]]},
    }


WORKS = [
    work(
        "10.5555/tears.1",
        "Salt and the physiology of weeping in adults",
        [("Ekberg", "Bo"), ("Ozolins", "Cy")],
        "Annals of Tears",
        2011,
    ),
    work(
        "10.5555/stone.2",
        "Granite columns under repeated thermal load",
        [("Ulrich", "Dag"), ("Yamada", "Eri")],
        "Journal of Stone",
        2015,
    ),
    work(
        "10.5555/wave.3",
        "Standing waves in shallow alpine lakes",
        [("Qvist", "Fia"), ("Zorn", "Gus")],
        "Lake Letters",
        2018,
    ),
]
TAIL = "(2013). {}. *Journal of Nothing*, *4*(2), 55–61."
TITLE = "Salt and the physiology of weeping in adults"


@pytest.fixture
def sources(tmp_path: Path) -> Any:
    path = tmp_path / "records.json"
    path.write_text(json.dumps(WORKS), encoding="utf-8")
    with refkit.Sources(
        records=[path], records_complete=True, offline=True, cache=False
    ) as sources:
        yield sources


def found(entry: str, sources: refkit.Sources) -> list[tuple[str, str]]:
    report = refkit.check(
        f"# References\n\n{entry}\n", sources=sources, format="markdown", select=["F", "D2"]
    )
    return [(finding.code, finding.message) for finding in report.findings]


def test_title_authors_and_doi_of_three_works_are_told_as_that(sources: refkit.Sources) -> None:
    entry = f"Ulrich, D., & Yamada, E. {TAIL.format(TITLE)} https://doi.org/10.5555/wave.3"
    ((code, message),) = found(entry, sources)
    assert code == "F402"
    assert message == (
        "put together of several works: "
        "the title is that of Ekberg & Ozolins (2011), 10.5555/tears.1; "
        "the authors are those of Ulrich & Yamada (2015), 10.5555/stone.2; "
        "the DOI is that of Qvist & Zorn (2018), 10.5555/wave.3"
    )


def test_a_title_with_authors_and_doi_of_one_other_work(sources: refkit.Sources) -> None:
    entry = f"Ulrich, D., & Yamada, E. {TAIL.format(TITLE)} https://doi.org/10.5555/stone.2"
    ((code, message),) = found(entry, sources)
    assert code == "F402"
    assert message.endswith("authors and DOI are those of Ulrich & Yamada (2015), 10.5555/stone.2")


def test_a_title_with_the_authors_of_another_work_and_no_doi(sources: refkit.Sources) -> None:
    ((code, message),) = found(f"Ulrich, D., & Yamada, E. {TAIL.format(TITLE)}", sources)
    assert code == "F402"
    assert message.count("that of") == 1


def test_a_title_by_people_of_whom_nothing_is_known_is_not_found(sources: refkit.Sources) -> None:
    ((code, _),) = found(f"Nobody, N., & Anybody, A. {TAIL.format(TITLE)}", sources)
    assert code == "F401"


def test_one_author_of_another_work_proves_nothing(sources: refkit.Sources) -> None:
    ((code, _),) = found(f"Ulrich, D. {TAIL.format(TITLE)}", sources)
    assert code == "F401"


def test_a_work_with_wrong_authors_is_no_splice(sources: refkit.Sources) -> None:
    entry = (
        f"Ulrich, D., & Yamada, E. (2011). {TITLE}. *Annals of Tears*, *7*, 1–9. "
        "https://doi.org/10.5555/tears.1"
    )
    assert found(entry, sources) == []


def test_a_right_reference_is_no_splice(sources: refkit.Sources) -> None:
    entry = (
        f"Ekberg, B., & Ozolins, C. (2011). {TITLE}. *Annals of Tears*, *7*, 1–9. "
        "https://doi.org/10.5555/tears.1"
    )
    assert found(entry, sources) == []
