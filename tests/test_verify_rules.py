"""Every rule, from a reference to the Finding: what it reports, and what it lets pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import refkit
from refkit.verify import find_rule, known_rules, select

RECORDS: list[dict[str, Any]] = [
    {
        "DOI": "10.5555/tears.2014",
        "type": "journal-article",
        "title": ["Is crying a self-soothing behavior?"],
        "author": [
            {"family": "Gračanin", "given": "Asmir"},
            {"family": "Bylsma", "given": "Lauren M."},
            {"family": "Vingerhoets", "given": "Ad J. J. M."},
        ],
        "container-title": ["Annals of Tears"],
        "short-container-title": ["Ann. Tears"],
        "volume": "5",
        "issue": "2",
        "page": "133-149",
        "published-online": {"date-parts": [[2013, 12, 20]]},
        "published-print": {"date-parts": [[2014, 2]]},
        "issued": {"date-parts": [[2013, 12, 20]]},
    },
    {
        "DOI": "10.5555/bridges.77",
        "type": "journal-article",
        "title": ["Seismic response of reinforced concrete bridge columns"],
        "author": [{"family": "Yang", "given": "Yi"}, {"family": "He", "given": "Rui"}],
        "container-title": ["Journal of Bridges"],
        "volume": "200",
        "page": "109664",
        "issued": {"date-parts": [[2019]]},
    },
    {
        "DOI": "10.5555/genius.1",
        "type": "journal-article",
        "title": ["RETRACTED: Dishonesty and the price of genius"],
        "author": [{"family": "Gray", "given": "F."}, {"family": "White", "given": "S."}],
        "container-title": ["Psychology of Virtue"],
        "volume": "25",
        "issue": "4",
        "page": "973-981",
        "issued": {"date-parts": [[2014]]},
        "updated-by": [
            {
                "DOI": "10.5555/genius.r",
                "type": "retraction",
                "source": "publisher",
                "updated": {"date-parts": [[2021, 7, 1]]},
            }
        ],
    },
    {
        "DOI": "10.5555/genius.r",
        "type": "journal-article",
        "title": ["Retraction of: Dishonesty and the price of genius"],
        "container-title": ["Psychology of Virtue"],
        "volume": "32",
        "issue": "7",
        "page": "1153",
        "issued": {"date-parts": [[2021]]},
        "update-to": [{"DOI": "10.5555/genius.1", "type": "retraction"}],
    },
]

RIGHT = (
    "Gračanin, A., Bylsma, L. M., & Vingerhoets, A. J. J. M. (2014). Is crying a self-soothing "
    "behavior? *Annals of Tears*, *5*(2), 133–149. https://doi.org/10.5555/tears.2014"
)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("records") / "records.json"
    path.write_text(json.dumps(RECORDS), encoding="utf-8")
    return path


def report(entry: str, records: Path, *, complete: bool = False) -> refkit.Report:
    text = f"# On crying\n\nSome text.\n\n## References\n\n{entry}\n"
    # What is said of citations, lists and form has tests of its own.
    with refkit.Sources(records=[records], records_complete=complete, offline=True) as sources:
        return refkit.check(text, sources=sources, format="markdown", select=list("XDMFR"))


REPORTED = [
    ("D201", RIGHT.replace("10.5555/tears.2014", "5555/tears.2014")),
    ("D203", RIGHT.replace("10.5555/tears.2014", "10.5555/bridges.77")),
    ("D204", RIGHT.replace("10.5555/tears.2014", "10.5555/tears.2041")),
    ("D205", RIGHT.replace(" https://doi.org/10.5555/tears.2014", "")),
    ("M301", RIGHT.replace("Gračanin, A., Bylsma, L. M.,", "Gračanin, A.,")),
    ("M301", RIGHT.replace("Bylsma, L. M.,", "Bylsma, L. M., Kardum, I.,")),
    ("M301", RIGHT.replace("Gračanin, A., Bylsma, L. M.,", "Bylsma, L. M., Gračanin, A.,")),
    ("M301", RIGHT.replace("Bylsma", "Byslma")),
    ("M302", RIGHT.replace("(2014)", "(2018)")),
    ("M303", RIGHT.replace("Is crying a self-soothing behavior?", "The evolution of laughter.")),
    ("M304", RIGHT.replace("Annals of Tears", "Geophysical Letters")),
    ("M305", RIGHT.replace("*5*", "*15*")),
    ("M306", RIGHT.replace("(2),", "(4),")),
    ("M307", RIGHT.replace("133–149", "492–502")),
    ("M307", RIGHT.replace("133–149", "133–194")),
    ("D201", RIGHT.replace("10.5555/tears.2014", "10.5555/ tears.2014")),
    ("D201", RIGHT.replace("https://doi.org/", "https://doi.org/https://doi.org/")),
    ("D201", RIGHT.replace("10.5555/tears.2014", "0.5555/tears.2014")),
    (
        "R501",
        "Gray, F., & White, S. (2014). Dishonesty and the price of genius. *Psychology of Virtue*, "
        "*25*(4), 973–981. https://doi.org/10.5555/genius.1",
    ),
]


@pytest.mark.parametrize(("code", "entry"), REPORTED)
def test_a_fault_is_reported_by_its_rule_alone(code: str, entry: str, records: Path) -> None:
    found = report(entry, records)
    # Without its DOI the work is found by its other fields, and advice on the DOI comes along.
    assert [each.code for each in found.findings if each.code != "D205" or code == "D205"] == [code]


PASSED = {
    "as the record has it": RIGHT,
    "full names": RIGHT.replace(
        "Gračanin, A., Bylsma, L. M., & Vingerhoets, A. J. J. M.",
        "Gračanin, Asmir, Bylsma, Lauren, & Vingerhoets, Ad",
    ),
    "no diacritics": RIGHT.replace("č", "c"),
    "et al.": RIGHT.replace("Bylsma, L. M., & Vingerhoets, A. J. J. M.", "et al."),
    "online year": RIGHT.replace("2014)", "2013)"),
    "title case": RIGHT.replace("a self-soothing behavior", "a Self-Soothing Behavior"),
    "abbreviated journal": RIGHT.replace("Annals of Tears", "Ann. Tears"),
    "no issue": RIGHT.replace("(2),", ","),
    "an entity that was escaped twice": RIGHT.replace("133–149", "133&amp;ndash;149"),
    "shortened range": RIGHT.replace("133–149", "133–49"),
    "first page": RIGHT.replace("133–149", "133"),
    "capital DOI": RIGHT.replace("10.5555/tears.2014", "10.5555/TEARS.2014"),
    "DOI with a full stop": RIGHT + ".",
    "DOI after a space and a colon": RIGHT.replace("https://doi.org/", "doi : "),
    "dx.doi.org": RIGHT.replace("https://doi.org/", "http://dx.doi.org/"),
    "a retraction that is told": (
        "Gray, F., & White, S. (2014). Dishonesty and the price of genius [Retracted]. "
        "*Psychology of Virtue*, *25*(4), 973–981. https://doi.org/10.5555/genius.1"
    ),
}


@pytest.mark.parametrize("entry", PASSED.values(), ids=PASSED.keys())
def test_a_correct_reference_passes_in_silence(entry: str, records: Path) -> None:
    found = report(entry, records)
    assert [(each.code, each.message) for each in found.findings] == []
    assert found.verdicts[0].identity == "same-work"
    assert found.exit_code == 0


def test_the_finding_stands_where_the_fault_is(records: Path) -> None:
    [finding] = report(RIGHT.replace("*5*", "*15*"), records).findings
    line = (
        "Gračanin, A., Bylsma, L. M., & Vingerhoets, A. J. J. M. (2014). Is crying a self-soothing "
    )
    line += "behavior? *Annals of Tears*, *15*"
    assert (finding.start.line, finding.start.column) == (7, len(line) - 2)
    assert (finding.end.line, finding.end.column) == (7, len(line))
    assert (finding.field, finding.written, finding.found) == ("volume", "15", "5")
    assert finding.source.endswith("https://doi.org/10.5555/tears.2014")


UNKNOWN = (
    "Gračanin, A., Kardum, I., & Vingerhoets, A. J. J. M. (2019). Why do we cry? *Annals of "
    "Laughter*, *28*(2), 234–240. https://doi.org/10.5555/1234567"
)


def test_a_work_that_a_file_of_records_lacks_is_not_called_invented(records: Path) -> None:
    found = report(UNKNOWN, records)
    assert found.findings == []
    assert found.verdicts[0].identity == "undetermined"
    assert found.exit_code == 3


def test_a_work_is_not_found_where_the_records_are_said_to_be_complete(records: Path) -> None:
    found = report(UNKNOWN, records, complete=True)
    assert "F401" in [each.code for each in found.findings]
    assert found.verdicts[0].identity == "not-found"
    assert found.exit_code == 1


def test_a_notice_is_not_the_retracted_work(records: Path) -> None:
    notice = (
        "Retraction of: Dishonesty and the price of genius. (2021). *Psychology of Virtue*, "
        "*32*(7), 1153. https://doi.org/10.5555/genius.r"
    )
    assert "R501" not in [each.code for each in report(notice, records).findings]


def test_an_article_without_a_list_is_told(records: Path) -> None:
    with refkit.Sources(records=[records], offline=True) as sources:
        found = refkit.check("# On crying\n\nPeople cry.\n", sources=sources, format="markdown")
    assert [(each.code, each.severity) for each in found.findings] == [("X101", "info")]
    with refkit.Sources(records=[records], offline=True) as sources:
        text = "# On crying\n\nPeople cry (Ek & Oz, 1999).\n"
        found = refkit.check(text, sources=sources, format="markdown")
    assert [(each.code, each.severity) for each in found.findings] == [("X101", "warning")]


def test_advice_does_not_change_the_exit_code(records: Path) -> None:
    found = report(RIGHT.replace(" https://doi.org/10.5555/tears.2014", ""), records)
    assert [(each.code, each.severity) for each in found.findings] == [("D205", "info")]
    assert found.exit_code == 0


def test_every_rule_is_documented_in_all_its_parts() -> None:
    for each in known_rules():
        for part in ("Why it matters:", "Example:", "Fix:", "Source:"):
            assert part in each.documentation, (each.code, part)
        assert each.summary.endswith(".")


def test_codes_are_a_letter_and_three_digits_in_order() -> None:
    codes = [each.code for each in known_rules()]
    assert len(set(codes)) == len(codes)
    assert all(code[0] in "XDMFRCLAS" and code[1:].isdigit() and len(code) == 4 for code in codes)


def test_a_rule_is_found_by_its_code_in_any_case() -> None:
    assert find_rule("m302").name == "wrong-year"


def test_an_unknown_code_names_those_that_begin_alike() -> None:
    with pytest.raises(refkit.UnknownRuleError, match="no rule 'M999'; there are M301"):
        find_rule("M999")


def test_the_longer_beginning_of_a_code_decides() -> None:
    assert [each.code for each in select(["M3"], ["M301"])][:2] == ["M302", "M303"]
    assert [each.code for each in select(["M301"], ["M"])] == ["M301"]
    assert "D205" not in [each.code for each in select([], ["D205"])]
    assert select(["M"], ["M"]) == []


def test_a_short_doi_is_not_malformed(records: Path) -> None:
    entry = RIGHT.replace("10.5555/tears.2014", "d4vb59")
    assert "D201" not in [each.code for each in report(entry, records).findings]


def test_an_entry_that_was_not_understood_is_a_note_and_no_accusation() -> None:
    with refkit.Sources(offline=True) as sources:
        found = refkit.check("Smith, J. (2020).", lines=True, sources=sources)
    assert [(each.code, each.severity) for each in found.findings] == [("X102", "info")]
    assert found.exit_code == 3


def test_a_damaged_entry_is_read_and_the_damage_noted() -> None:
    damaged = (
        "Ode, M., & Ito, H. (2011). Transport of salt in coastal sedimenty and its GeolKgical "
        "record. Marine Proce dia, 19,477–481."
    )
    with refkit.Sources(offline=True) as sources:
        found = refkit.check(damaged, lines=True, sources=sources)
    [note] = [each for each in found.findings if each.code == "X103"]
    assert note.severity == "info"
    assert "“GeolKgical” as “Geological”, “Proce dia,” as “Procedia,”" in note.message


def test_a_sound_entry_has_no_note_of_damage(records: Path) -> None:
    assert "X103" not in [each.code for each in report(RIGHT, records).findings]
