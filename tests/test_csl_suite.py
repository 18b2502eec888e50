"""The CSL test suite: every case passes but those in csl_known_failures.txt, which all fail."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
import csl_suite as suite  # the benchmark is no package

FIXTURES = Path(__file__).resolve().parents[2] / "shared" / "data" / "csl" / "fixtures"
KNOWN = suite.read_list(suite.KNOWN_FAILURES)
NAMES = sorted(path.stem for path in FIXTURES.glob("*.txt"))


def case(name: str) -> object:
    """A case to run; one that is known to fail must fail, or the run fails (xfail is strict)."""
    if name in KNOWN:
        return pytest.param(name, marks=pytest.mark.xfail(reason=KNOWN[name], strict=True))
    return name


@pytest.mark.skipif(not NAMES, reason="the CSL test suite is not beside the project")
@pytest.mark.parametrize("name", [case(name) for name in NAMES])
def test_case_of_the_suite(name: str) -> None:
    read = suite.read_case(FIXTURES / f"{name}.txt")
    assert suite.run_case(read).strip() == read.expected


def test_every_known_failure_has_a_reason() -> None:
    assert [name for name, reason in KNOWN.items() if not reason] == []


@pytest.mark.skipif(not NAMES, reason="the CSL test suite is not beside the project")
def test_every_known_failure_is_a_case() -> None:
    assert sorted(set(KNOWN) - set(NAMES)) == []


CASE = """>>===== MODE =====>>
{mode}
<<===== MODE =====<<

>>===== RESULT =====>>
unused
<<===== RESULT =====<<

>>===== CSL =====>>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Made up</title></info>
  <citation><layout delimiter="; "><text variable="title"/></layout></citation>
  <bibliography><layout suffix="."><text variable="title"/></layout></bibliography>
</style>
<<===== CSL =====<<

>>===== INPUT =====>>
[{{"id": 1, "type": "book", "title": "Tides"}}, {{"id": 2, "type": "book", "title": "Reefs"}}]
<<===== INPUT =====<<
{more}
"""

CITATIONS = """
>>===== CITATIONS =====>>
[
  [{"citationID": "a", "citationItems": [{"id": 2}]}, [], []],
  [{"citationID": "b", "citationItems": [{"id": 2}], "properties": {"noteIndex": 0}},
   [["a", 0]], []]
]
<<===== CITATIONS =====<<
"""

CLUSTERS = """
>>===== CITATION-ITEMS =====>>
[[{"id": 2}], [{"id": 1}, {"id": 2}]]
<<===== CITATION-ITEMS =====<<
"""


@pytest.mark.parametrize(
    ("mode", "more", "printed"),
    [
        ("citation", "", "Tides; Reefs"),
        ("citation", CLUSTERS, "Reefs\nTides; Reefs"),
        ("citation", CITATIONS, "..[0] Reefs\n>>[1] Reefs"),
        (
            "bibliography",
            CITATIONS,
            '<div class="csl-bib-body">\n  <div class="csl-entry">Reefs.</div>\n</div>',
        ),
    ],
)
def test_runner_lays_out_as_the_suite_does(
    tmp_path: Path, mode: str, more: str, printed: str
) -> None:
    path = tmp_path / "made_Up.txt"
    path.write_text(CASE.format(mode=mode, more=more), encoding="utf-8")
    assert suite.run_case(suite.read_case(path)) == printed
