"""The Fixes of families M and D: what is written, what stays, and that the fault is gone then."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

import pytest

import refkit

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
        "container-title": ["Annals of Tears & Laughter"],
        "volume": "5",
        "issue": "2",
        "page": "133-149",
        "issued": {"date-parts": [[2014, 2]]},
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
        "DOI": "10.5555/1234-5678",
        "type": "journal-article",
        "title": ["Measuring the salinity of emotional tears in the field"],
        "author": [{"family": "Ode", "given": "Mary"}],
        "container-title": ["Annals of Tears & Laughter"],
        "volume": "9",
        "issue": "1",
        "page": "1-9",
        "issued": {"date-parts": [[2018]]},
    },
    {
        "DOI": "10.5555/short",
        "type": "journal-article",
        "title": ["Short names in quiet registries of the sea"],
        "author": [
            {"family": "Smith", "given": "Anna"},
            {"family": "Jones"},
            {"family": "Moore", "given": "Clara"},
        ],
        "container-title": ["Annals of Tears & Laughter"],
        "volume": "3",
        "issue": "4",
        "page": "55-66",
        "issued": {"date-parts": [[2012]]},
    },
]

RIGHT = (
    "Gračanin, A., Bylsma, L. M., & Vingerhoets, A. J. J. M. (2014). Is crying a self-soothing "
    "behavior? *Annals of Tears & Laughter*, *5*(2), 133–149. https://doi.org/10.5555/tears.2014"
)
SALT = (
    "Ode, M. (2018). Measuring the salinity of emotional tears in the field. *Annals of Tears & "
    "Laughter*, *9*(1), 1–9. https://doi.org/10.5555/1234-5678"
)
SHORT = (
    "Smith, A., Jones, B., & Moore, C. (2012). Short names in quiet registries of the sea. *Annals "
    "of Tears & Laughter*, *3*(4), 55–66. https://doi.org/10.5555/short"
)
BRIDGES = (
    "Yang, Y., & He, R. (2019). Seismic response of reinforced concrete bridge columns. *Journal "
    "of Bridges*, *200*, 109664. https://doi.org/10.5555/bridges.77"
)
FORMS = ("markdown", "html", "text")


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("records") / "records.json"
    path.write_text(json.dumps(RECORDS), encoding="utf-8")
    return path


def article(form: str, *entries: str) -> str:
    """The entries, written in Markdown, as the reference list of an article of a form."""
    if form == "markdown":
        return "# On crying\n\nPeople cry.\n\n## References\n\n" + "\n\n".join(entries) + "\n"
    if form == "text":
        plain = [entry.replace("*", "") for entry in entries]
        return "On crying\n\nPeople cry.\n\nReferences\n\n" + "\n\n".join(plain) + "\n"
    paragraphs = []
    for entry in entries:
        parts = html.escape(entry).split("*")
        inside = "".join(
            f"<i>{part}</i>" if number % 2 else part for number, part in enumerate(parts)
        )
        paragraphs.append(f"<p>{inside}</p>")
    return f"<h1>On crying</h1><p>People cry.</p>\n<h2>References</h2>\n{''.join(paragraphs)}\n"


def findings(source: str, form: str, records: Path) -> list[refkit.Finding]:
    with refkit.Sources(records=[records], offline=True) as sources:
        return refkit.check(source, sources=sources, format=form, select=["M", "D"]).findings


def fixed(source: str, found: list[refkit.Finding], *, unsafe: bool = False) -> str:
    fixes = [each.fix for each in found if each.fix and (unsafe or each.fix.safe)]
    for fix in sorted(fixes, key=lambda each: each.span, reverse=True):
        source = source[: fix.span.start] + fix.replacement + source[fix.span.end :]
    return source


SAFE = {
    "D204 other digits": ("10.5555/tears.2014", "10.5555/tears.2041"),
    "D203 another work": ("10.5555/tears.2014", "10.5555/bridges.77"),
    "M301 missing": ("Gračanin, A., Bylsma, L. M.,", "Gračanin, A.,"),
    "M301 last missing": ("Bylsma, L. M., & Vingerhoets, A. J. J. M.", "& Bylsma, L. M."),
    "M301 added": ("Bylsma, L. M.,", "Bylsma, L. M., Kardum, I.,"),
    "M301 order": ("Gračanin, A., Bylsma, L. M.,", "Bylsma, L. M., Gračanin, A.,"),
    "M301 misspelt": ("Bylsma", "Byslma"),
    "M301 initials": ("Bylsma, L. M.", "Bylsma, K. R."),
    "M302": ("(2014)", "(2018)"),
    "M305": ("*5*", "*15*"),
    "M306": ("(2),", "(4),"),
    "M307": ("133–149", "492–502"),
    "M307 last page": ("133–149", "133–194"),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", SAFE.values(), ids=SAFE.keys())
def test_a_safe_fix_makes_the_entry_right_and_touches_nothing_else(
    case: tuple[str, str], form: str, records: Path
) -> None:
    source = article(form, SALT, RIGHT.replace(*case))
    found = findings(source, form, records)
    assert len(found) == 1
    after = fixed(source, found)
    assert after == article(form, SALT, RIGHT)
    assert findings(after, form, records) == []


UNSAFE = {
    "M303": ("self-soothing", "self-cooling"),
    "M303 a word too many": ("crying a", "crying really a"),
    "M304": ("Annals of Tears & Laughter", "Geophysical Letters & Notes"),
    "D205": (" https://doi.org/10.5555/tears.2014", ""),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", UNSAFE.values(), ids=UNSAFE.keys())
def test_an_unsafe_fix_is_made_only_when_it_is_asked_for(
    case: tuple[str, str], form: str, records: Path
) -> None:
    source = article(form, SALT, RIGHT.replace(*case))
    found = findings(source, form, records)
    assert [each.fix is not None and not each.fix.safe for each in found] == [True]
    assert fixed(source, found) == source
    after = fixed(source, found, unsafe=True)
    assert after == article(form, SALT, RIGHT)
    assert findings(after, form, records) == []


OWN_WAYS = [
    # code, as written, as it should be
    ("M307", "133–149", "pp. 492-502", "pp. 133-149"),
    ("M307", "133–149", "492–02", "133–49"),
    ("M302", "(2014)", "(2017, February)", "(2014, February)"),
    ("M305", "*5*(2)", "Vol. 15, No. 2", "Vol. 5, No. 2"),
    ("M306", "*5*(2)", "Vol. 5, No. 9", "Vol. 5, No. 2"),
    (
        "M301",
        "Gračanin, A., Bylsma, L. M., & Vingerhoets, A. J. J. M.",
        "Gračanin, A., and Bylsma, L.M.",
        "Gračanin, A., Bylsma, L.M., and Vingerhoets, A.J.J.M.",
    ),
    (
        "M301",
        "Gračanin, A., Bylsma, L. M., & Vingerhoets, A. J. J. M.",
        "Gracanin, Asmir, & Bylsma, Lauren",
        "Gracanin, Asmir, Bylsma, Lauren, & Vingerhoets, Ad J. J. M.",
    ),
    (
        "M301",
        "Gračanin, A., Bylsma, L. M., & Vingerhoets, A. J. J. M.",
        "Gračanin, A. & Bylsma, L. M.",
        "Gračanin, A., Bylsma, L. M., & Vingerhoets, A. J. J. M.",
    ),
    (
        "M301",
        "Gračanin, A., Bylsma, L. M., & Vingerhoets, A. J. J. M.",
        "Bylsma, L. M.",
        "Gračanin, A., Bylsma, L. M., & Vingerhoets, A. J. J. M.",
    ),
    (
        "D204",
        "https://doi.org/10.5555/tears.2014",
        "doi:10.5555/tears.2041",
        "doi:10.5555/tears.2014",
    ),
    (
        "D204",
        "https://doi.org/10.5555/tears.2014",
        "http://dx.doi.org/10.5555/tears.2041",
        "http://dx.doi.org/10.5555/tears.2014",
    ),
    (
        "D204",
        "https://doi.org/10.5555/tears.2014",
        "[10.5555/tears.2041](https://doi.org/10.5555/tears.2041)",
        "[10.5555/tears.2014](https://doi.org/10.5555/tears.2014)",
    ),
    (
        "D204",
        "https://doi.org/10.5555/tears.2014",
        "<https://doi.org/10.5555/tears.2041>",
        "<https://doi.org/10.5555/tears.2014>",
    ),
    (
        "D201",
        "https://doi.org/10.5555/tears.2014",
        "https://doi.org/10.5555/ tears.2014",
        "https://doi.org/10.5555/tears.2014",
    ),
    (
        "D201",
        "https://doi.org/10.5555/tears.2014",
        "https://doi.org/https://doi.org/10.5555/tears.2014",
        "https://doi.org/10.5555/tears.2014",
    ),
    (
        "D201",
        "https://doi.org/10.5555/tears.2014",
        "https://doi.org/5555/tears.2014",
        "https://doi.org/10.5555/tears.2014",
    ),
    ("D205", " https://doi.org/10.5555/tears.2014", "", " https://doi.org/10.5555/tears.2014"),
]


@pytest.mark.parametrize(("code", "place", "written", "then"), OWN_WAYS)
def test_a_fix_writes_as_the_entry_does(
    code: str, place: str, written: str, then: str, records: Path
) -> None:
    source = article("markdown", RIGHT.replace(place, written))
    found = [each for each in findings(source, "markdown", records) if each.code == code]
    assert len(found) == 1
    after = fixed(source, found, unsafe=True)
    assert after == article("markdown", RIGHT.replace(place, then))
    assert code not in [each.code for each in findings(after, "markdown", records)]


def test_a_hyphen_that_became_a_dash_is_put_back(records: Path) -> None:
    for form in FORMS:
        source = article(form, SALT.replace("1234-5678", "1234\u20105678"))
        found = findings(source, form, records)
        assert [each.code for each in found] == ["D201"]
        assert fixed(source, found) == article(form, SALT)


def test_a_link_and_its_target_are_put_right_together(records: Path) -> None:
    bare = article("html", RIGHT)
    linked = '<a href="https://doi.org/{0}">https://doi.org/{0}</a>'
    right = bare.replace("https://doi.org/10.5555/tears.2014", linked.format("10.5555/tears.2014"))
    source = right.replace("tears.2014", "tears.2041")
    found = findings(source, "html", records)
    assert [each.code for each in found] == ["D204"]
    assert fixed(source, found) == right


def test_the_doi_is_added_in_the_form_of_the_list(records: Path) -> None:
    other = SALT.replace("https://doi.org/10.5555/1234-5678", "doi:10.5555/1234-5678.")
    source = article("markdown", RIGHT.replace(" https://doi.org/10.5555/tears.2014", "."), other)
    after = fixed(source, findings(source, "markdown", records), unsafe=True)
    right = RIGHT.replace(" https://doi.org/10.5555/tears.2014", ". doi:10.5555/tears.2014.")
    assert after == article("markdown", right, other)


UNTOUCHED = {
    "a record that lacks given names": (SHORT, "Jones, B., &", "&"),
    "Roman numerals": (RIGHT, "*5*", "*VII*"),
    "pages for an article number": (BRIDGES, "109664", "12–20"),
}


@pytest.mark.parametrize("case", UNTOUCHED.values(), ids=UNTOUCHED.keys())
def test_what_cannot_be_written_for_certain_has_no_fix(
    case: tuple[str, str, str], records: Path
) -> None:
    entry, right, wrong = case
    found = findings(article("markdown", entry.replace(right, wrong)), "markdown", records)
    assert [each.fix for each in found] == [None]


def test_a_year_that_would_need_a_letter_is_not_changed_unasked(records: Path) -> None:
    other = (
        "Gračanin, A., Bylsma, L. M., & Vingerhoets, A. J. J. M. (2014). On laughing. Sea Press."
    )
    source = article("markdown", other, RIGHT.replace("(2014)", "(2019)"))
    [finding] = [each for each in findings(source, "markdown", records) if each.code == "M302"]
    assert finding.fix is not None
    assert not finding.fix.safe


def test_a_title_keeps_its_case_where_a_word_is_replaced(records: Path) -> None:
    titled = "Seismic Response of Reinforced Concrete Bridge Pillars"
    entry = f"Yang, Y., & He, R. (2019). {titled}. *Journal of Bridges*, *200*, 109664."
    source = article("markdown", f"{entry} https://doi.org/10.5555/bridges.77")
    after = fixed(source, findings(source, "markdown", records), unsafe=True)
    assert after == source.replace("Pillars", "Columns")


def test_a_title_that_ended_with_a_question_mark_ends_with_a_stop(records: Path) -> None:
    right = "Seismic response of reinforced concrete bridge columns."
    source = article("markdown", BRIDGES.replace(right, "Do the tears of whales dry?"))
    after = fixed(source, findings(source, "markdown", records), unsafe=True)
    assert after == article("markdown", BRIDGES)


def test_several_faults_of_one_entry_are_mended_side_by_side() -> None:
    example = Path(__file__).parent.parent / "examples" / "why-do-we-cry.md"
    with refkit.Sources(records=[example.with_name("records.json")], offline=True) as sources:
        report = refkit.check(example, sources=sources, select=["M", "D"])
    wrong = (
        "Bylsma, L. M., & Gračanin, A. (2021). A clinical practice review of crying research. "
        "*Psychotherapy*, *58*(4), 492–502. https://doi.org/10.1037/pst0000395"
    )
    right = (
        "Bylsma, L. M., Gračanin, A., & Vingerhoets, A. J. J. M. (2021). A clinical practice "
        "review of crying research. *Psychotherapy*, *58*(1), 133–149. https://doi.org/10.1037/pst0000342"
    )
    assert wrong in report.source
    assert fixed(report.source, report.findings) == report.source.replace(wrong, right)


BOOK: dict[str, Any] = {
    "DOI": "10.5555/handbook.7",
    "type": "book-chapter",
    "title": ["Crying in the laboratory"],
    "author": [{"family": "Sharp", "given": "Lena"}],
    "editor": [
        {"family": "Vingerhoets", "given": "Ad J. J. M."},
        {"family": "Ode", "given": "Mary"},
    ],
    "container-title": ["Handbook of tears"],
    "publisher": "Routledge",
    "page": "12-15",
    "issued": {"date-parts": [[2018]]},
}
CHAPTER = (
    "Sharp, L. (2018). Crying in the laboratory. In A. J. J. M. Vingerhoets & M. Ode (Eds.), "
    "*Handbook of tears* (pp. 12–15). Routledge. https://doi.org/10.5555/handbook.7"
)
BOOK_FAULTS = [
    # code, as it should be, as written
    ("M308", "M. Ode", "C. Bylsma"),
    ("M308", "Vingerhoets", "Vingerheots"),
    ("M309", "Routledge", "Sage"),
    ("M307", "pp. 12–15", "pp. 12–51"),
]


@pytest.mark.parametrize(("code", "right", "wrong"), BOOK_FAULTS)
def test_wrong_editors_and_publishers_of_a_chapter_are_reported_and_mended(
    code: str, right: str, wrong: str, tmp_path: Path
) -> None:
    path = tmp_path / "records.json"
    path.write_text(json.dumps([BOOK]), encoding="utf-8")
    for form in FORMS:
        source = article(form, CHAPTER.replace(right, wrong))
        found = findings(source, form, path)
        assert [each.code for each in found] == [code]
        after = fixed(source, found, unsafe=True)
        assert after == article(form, CHAPTER)
        assert findings(after, form, path) == []


RIGHT_CHAPTERS = {
    "as the record has it": CHAPTER,
    "the first editor alone": CHAPTER.replace("Vingerhoets & M. Ode (Eds.)", "Vingerhoets (Ed.)"),
    "et al.": CHAPTER.replace("& M. Ode", "et al."),
    "an imprint": CHAPTER.replace("Routledge", "Psychology Press"),
    "the company": CHAPTER.replace("Routledge", "Taylor & Francis Group, LLC"),
    "a publisher that is not known": CHAPTER.replace("Routledge", "Saltwater Press"),
    "a place before the publisher": CHAPTER.replace("Routledge", "London, England: Routledge"),
}


@pytest.mark.parametrize("entry", RIGHT_CHAPTERS.values(), ids=RIGHT_CHAPTERS.keys())
def test_editors_and_publishers_that_may_be_right_pass(entry: str, tmp_path: Path) -> None:
    path = tmp_path / "records.json"
    path.write_text(json.dumps([BOOK]), encoding="utf-8")
    assert findings(article("markdown", entry), "markdown", path) == []


def test_the_publisher_of_another_edition_is_not_compared(tmp_path: Path) -> None:
    path = tmp_path / "records.json"
    path.write_text(json.dumps([BOOK]), encoding="utf-8")
    entry = CHAPTER.replace("Routledge", "Sage").replace("(2018)", "(1999)")
    found = findings(article("markdown", entry), "markdown", path)
    assert "M309" not in [each.code for each in found]


@pytest.mark.parametrize(("page", "codes"), [("\f", []), ("", ["D204"])])
def test_a_hyphen_that_a_line_s_end_took_out_of_a_doi_is_no_other_doi(
    page: str, codes: list[str], records: Path
) -> None:
    entry = SALT.replace("1234-5678", "12345678").replace("*", "")
    source = f"On tears\n\nSome text.\n{page}\nReferences\n\n{entry}\n"
    found = findings(source, "text", records)
    assert [each.code for each in found if each.code.startswith("D")] == codes
