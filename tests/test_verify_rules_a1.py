"""The rules on the form of an entry, from its text to the mended text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import refkit
from refkit.model import Finding, Fix, Match, Name, Record, Verdict, Work
from refkit.verify import Article, select
from refkit.verify.rule import Form

OURS = ["A801", "A802", "A803", "A804", "A807", "A808", "A809", "A811", "A812", "A813", "A814"]

ARTICLE = (
    "Fenwick, J. A., & Loomis, K. (2019). Tears of the tide. *Annals of Tears*, *58*(4), 492–502. "
    "https://doi.org/10.5555/tears.58"
)
TWO = "Fenwick, J. A., & Loomis, K. (2019). Tears of the tide. *Annals of Tears*, *58*(4), 492–502."
THREE = (
    "Fenwick, J. A., Loomis, K., & Quist, O. (2019). Tears of the tide. *Annals of Tears*, "
    "*58*(4), 492–502."
)
CHAPTER = (
    "Fenwick, J. A. (2019). Salt. In K. Loomis & O. B. Quist (Eds.), *Handbook of tears* "
    "(2nd ed., pp. 3–19). Harbour Press."
)
BOOK = "Fenwick, J. A. (2019). *Tears of the tide* (3rd ed.). Harbour Press."
PAGE = "Harbour Authority. (2019, May 3). *Tears of the tide*. https://www.example.org/tears"


def article_of(
    entry: str, form: Form = "apa", format: str = "markdown", match: Match | None = None
) -> Article:
    """An article with one entry, its form given."""
    if format == "markdown":
        text = f"# On tears\n\nSome text.\n\n## References\n\n{entry}\n"
    elif format == "html":
        text = f"<h1>On tears</h1><p>Some text.</p><h2>References</h2><p>{entry}</p>"
    else:
        text = f"On tears\n\nSome text.\n\nReferences\n\n{entry}\n"
    document = refkit.read(text, format=format)
    references = refkit.parse(document)
    assert len(references) == 1
    verdicts = [
        Verdict(reference=each, identity="same-work" if match else "undetermined", match=match)
        for each in references
    ]
    return Article(document=document, verdicts=verdicts, form=form)


def findings(
    entry: str, form: Form = "apa", format: str = "markdown", match: Match | None = None
) -> list[Finding]:
    """What these rules say of an entry."""
    article = article_of(entry, form, format, match)
    return [each for rule in select(OURS) for each in rule.check(article)]


def mended(entry: str, fix: Fix, format: str = "markdown") -> str:
    """The entry after a Fix; the rest of the article must stay as it is."""
    source = article_of(entry, format=format).document.source
    at = source.index(entry)
    start, end = fix.span.start - at, fix.span.end - at
    assert 0 <= start <= end <= len(entry)
    return entry[:start] + fix.replacement + entry[end:]


@pytest.mark.parametrize("entry", [ARTICLE, TWO, THREE, CHAPTER, BOOK, PAGE])
def test_an_entry_of_apa_s_form_passes(entry: str) -> None:
    assert findings(entry) == []


MENDED = [
    # A801
    ("A801", TWO.replace(", & ", " and "), TWO),
    ("A801", TWO.replace(", & ", ", and "), TWO),
    ("A801", TWO.replace(", & ", " & "), TWO),
    ("A801", TWO.replace(", & ", ", "), TWO),
    ("A801", TWO.replace(", & ", " und "), TWO),
    ("A801", THREE.replace(", & ", " and "), THREE),
    ("A801", THREE.replace("A., Loomis", "A. & Loomis"), THREE),
    ("A801", CHAPTER.replace(" & ", " and "), CHAPTER),
    ("A801", CHAPTER.replace(" & ", ", & "), CHAPTER),
    (
        "A801",
        CHAPTER.replace("K. Loomis & O. B. Quist", "K. Loomis, P. Ode & O. B. Quist"),
        CHAPTER.replace("K. Loomis & O. B. Quist", "K. Loomis, P. Ode, & O. B. Quist"),
    ),
    # A802
    ("A802", TWO.replace("J. A.", "J.A."), TWO),
    ("A802", TWO.replace("J. A.", "J A"), TWO),
    ("A802", TWO.replace("J. A.", "JA"), TWO),
    ("A802", TWO.replace("J. A.", "J. A"), TWO),
    ("A802", TWO.replace("Fenwick, J. A., & Loomis, K.", "Fenwick JA, & Loomis K"), TWO),
    ("A802", TWO.replace("J. A.", "J.-A.B."), TWO.replace("J. A.", "J.-A. B.")),
    ("A802", TWO.replace("J. A.", "J-A"), TWO.replace("J. A.", "J.-A.")),
    ("A802", CHAPTER.replace("O. B. Quist", "O.B. Quist"), CHAPTER),
    ("A802", CHAPTER.replace("O. B. Quist", "O.B.Quist"), CHAPTER),
    # A803
    ("A803", TWO.replace("–", "-"), TWO),
    ("A803", TWO.replace("–", " - "), TWO),
    ("A803", TWO.replace("–", "---"), TWO),
    ("A803", TWO.replace("–", "—"), TWO),
    ("A803", TWO.replace("492–502", "S12-S19"), TWO.replace("492–502", "S12–S19")),
    ("A803", TWO.replace("492–502", "492-8"), TWO.replace("492–502", "492–8")),
    ("A803", CHAPTER.replace("3–19", "xi-xv"), CHAPTER.replace("3–19", "xi–xv")),
    # A804
    ("A804", ARTICLE.replace("https://doi.org/", "doi:"), ARTICLE),
    ("A804", ARTICLE.replace("https://doi.org/", "DOI: "), ARTICLE),
    ("A804", ARTICLE.replace("https://doi.org/", "doi: https://doi.org/"), ARTICLE),
    ("A804", ARTICLE.replace("https://doi.org/", "http://dx.doi.org/"), ARTICLE),
    ("A804", ARTICLE.replace("https://doi.org/", "https://dx.doi.org/"), ARTICLE),
    ("A804", ARTICLE.replace("https://doi.org/", "www.doi.org/"), ARTICLE),
    ("A804", ARTICLE.replace("https://doi.org/", ""), ARTICLE),
    ("A804", ARTICLE.replace("https://", "Retrieved from https://"), ARTICLE),
    ("A804", ARTICLE + ".", ARTICLE),
    ("A804", ARTICLE.replace("https://doi.org/", "doi:") + ".", ARTICLE),
    # A807
    ("A807", PAGE.replace("https", "Retrieved from https"), PAGE),
    ("A807", PAGE.replace("https", "Available at: https"), PAGE),
    ("A807", PAGE.replace("https", "Available online at https"), PAGE),
    (
        "A807",
        PAGE.replace("https", "Retrieved on 3 March 2020 from https"),
        PAGE.replace("https", "Retrieved March 3, 2020, from https"),
    ),
    (
        "A807",
        PAGE.replace("https", "Accessed March 3, 2020. https"),
        PAGE.replace("https", "Retrieved March 3, 2020, from https"),
    ),
    # A808
    ("A808", BOOK.replace("Harbour", "New York, NY: Harbour"), BOOK),
    ("A808", CHAPTER.replace("Harbour", "London: Harbour"), CHAPTER),
    ("A808", BOOK.replace("Harbour", "Stratford upon Avon, England: Harbour"), BOOK),
    # A811
    ("A811", TWO.replace("(2019). ", "2019. "), TWO),
    ("A811", TWO.replace("(2019). ", "(2019): "), TWO),
    ("A811", TWO.replace("(2019). ", "(2019), "), TWO),
    ("A811", TWO.replace("(2019). ", "(2019) "), TWO),
    ("A811", TWO.replace("2019", "In Press"), TWO.replace("2019", "in press")),
    ("A811", BOOK.replace("2019", "n.d"), BOOK.replace("2019", "n.d.")),
    ("A811", BOOK.replace("2019", "no date"), BOOK.replace("2019", "n.d.")),
    ("A811", PAGE.replace("2019, May 3", "2019, 3 May"), PAGE),
    ("A811", PAGE.replace("2019, May 3", "2019-05-03"), PAGE),
    (
        "A811",
        PAGE.replace("2019, May 3", "2019, Sept. 3"),
        PAGE.replace("2019, May 3", "2019, September 3"),
    ),
    # A812
    ("A812", TWO.replace("*58*(4)", "Vol. *58*, No. 4"), TWO),
    ("A812", TWO.replace("*58*(4)", "*58* (4)"), TWO),
    ("A812", TWO.replace("*58*(4), ", "*58*(4): "), TWO),
    ("A812", TWO.replace("*58*(4), ", "*58*(4), pp. "), TWO),
    ("A812", TWO.replace("Tears*, ", "Tears* "), TWO),
    ("A812", TWO.replace("*58*(4), 492–502", "*58*:492–502"), TWO.replace("*(4)", "*")),
    (
        "A812",
        TWO.replace("*58*(4), 492–502", "*58* (4), Article 77"),
        TWO.replace("492–502", "Article 77"),
    ),
    ("A812", CHAPTER.replace("pp. 3", "p. 3"), CHAPTER),
    ("A812", CHAPTER.replace("pp. 3", "pp.3"), CHAPTER),
    ("A812", CHAPTER.replace("2nd ed., pp. ", ""), CHAPTER.replace("2nd ed., ", "")),
    ("A812", CHAPTER.replace(" (2nd ed., pp. 3–19)", ", 3–19"), CHAPTER.replace("2nd ed., ", "")),
    # A813
    ("A813", BOOK.replace("3rd ed.", "3rd edition"), BOOK),
    ("A813", BOOK.replace("3rd ed.", "Third edition"), BOOK),
    ("A813", BOOK.replace("3rd ed.", "3rd. ed."), BOOK),
    ("A813", CHAPTER.replace("Eds.", "eds."), CHAPTER),
    ("A813", CHAPTER.replace("Eds.", "Ed."), CHAPTER),
    ("A813", CHAPTER.replace("Eds.", "Editors"), CHAPTER),
    # A814
    ("A814", TWO.removesuffix("."), TWO),
    ("A814", TWO + ".", TWO),
    ("A814", BOOK.removesuffix("."), BOOK),
    ("A814", PAGE + ".", PAGE),
    ("A814", TWO.replace("tide.", "tide?."), TWO.replace("tide.", "tide?")),
]


@pytest.mark.parametrize(("code", "entry", "right"), MENDED)
def test_a_slip_of_form_is_reported_by_its_rule_and_mended(
    code: str, entry: str, right: str
) -> None:
    found = [each for each in findings(entry) if each.code == code]
    assert len(found) == 1
    fix = found[0].fix
    assert fix is not None
    assert fix.safe
    assert mended(entry, fix) == right
    assert findings(right) == []


def test_the_fixes_of_several_rules_make_one_right_entry() -> None:
    entry = (
        "Fenwick, J.A. and Loomis, K. (2019): Tears of the tide. *Annals of Tears* *58* (4): "
        "492-502. doi:10.5555/tears.58."
    )
    found = findings(entry)
    assert [each.code for each in found] == ["A801", "A802", "A803", "A804", "A811"]
    while found:
        fix = found[0].fix
        assert fix is not None
        entry = mended(entry, fix)
        found = findings(entry)
    assert entry == ARTICLE


UNSAFE = [
    ("A802", TWO.replace("J. A.", "Jane Anne"), TWO),
    ("A802", TWO.replace("J. A.", "Jane-Anne B."), TWO.replace("J. A.", "J.-A. B.")),
    ("A802", BOOK.replace("J. A.", "Jane A."), BOOK),
    ("A811", TWO.replace("2019", "forthcoming"), TWO.replace("2019", "in press")),
    ("A813", CHAPTER.replace("K. Loomis & O. B. Quist", "Loomis, K., & Quist, O. B."), CHAPTER),
]


@pytest.mark.parametrize(("code", "entry", "right"), UNSAFE)
def test_what_only_the_author_knows_is_mended_unsafely(code: str, entry: str, right: str) -> None:
    found = [each for each in findings(entry) if each.code == code]
    assert len(found) == 1
    fix = found[0].fix
    assert fix is not None
    assert not fix.safe
    assert mended(entry, fix) == right


UNMENDED = [
    ("A807", PAGE.replace("https", "Retrieved from the Harbour website: https")),
    ("A807", PAGE.replace("https", "Working paper retrieved from https")),
    ("A807", PAGE + " (accessed March 3, 2020)."),
    ("A809", TWO.replace(", & Loomis, K.", ", et al.")),
    ("A809", THREE.replace(", & Quist", ", . . . Quist")),
]


@pytest.mark.parametrize(("code", "entry"), UNMENDED)
def test_where_nothing_can_be_known_there_is_no_fix(code: str, entry: str) -> None:
    found = [each for each in findings(entry) if each.code == code]
    assert [each.fix for each in found] == [None]


PASSED = {
    "a group's own and": BOOK.replace("Fenwick, J. A.", "Office for Tides and Tears."),
    "a group after a person": TWO.replace("Loomis, K.", "Harbour Authority."),
    "a link in a family name": BOOK.replace("Fenwick, J. A.", "Ortega y Cobos, M."),
    "und in a German entry": (
        "Fenwick, J. A., und Loomis, K. (2019). Die Tränen der Gezeiten und das Salz der Erde. "
        "*Annalen der Tränen*, *58*(4), 492–502."
    ),
    "digraphs": TWO.replace("J. A.", "Yu. A."),
    "hyphens": TWO.replace("J. A.", "J.-A."),
    "a particle": TWO.replace("Loomis, K.", "Loomis, K. van"),
    "a suffix": TWO.replace("J. A.", "J. A., Jr."),
    "a nickname": TWO.replace("J. A.", "J. A. (Jo)"),
    "capitals": TWO.replace("Loomis, K.", "LOOMIS, LEE"),
    "an article number with a hyphen": TWO.replace("492–502", "e12-34"),
    "a page with a hyphen": TWO.replace("492–502", "12-1"),
    "an issue of two numbers": TWO.replace("(4)", "(3-4)"),
    "two hyphens in Markdown": TWO.replace("–", "--"),
    "a publisher's address with the DOI": ARTICLE.replace("doi.org", "www.example.org/doi/full"),
    "a day of access": PAGE.replace("https", "Retrieved March 3, 2020, from https"),
    "words before an address in the title": PAGE.replace("tide", "tide, available at the quay"),
    "a title with a colon": BOOK.replace("(3rd ed.)", ": An account of salt"),
    "a conference's place": (
        "Fenwick, J. A. (2019, May 3). *Tears of the tide* [Paper presentation]. Meeting of the "
        "Harbour Society, New York, NY, United States."
    ),
    "a year and its original": BOOK.replace("2019", "1899/2019"),
    "years": BOOK.replace("2019", "1899–1904"),
    "a season": TWO.replace("2019", "2019, Spring"),
    "a month in another language": PAGE.replace("May 3", "mayo 3"),
    "a year in the name of proceedings": TWO.replace(
        "*Annals of Tears*, *58*(4),", "*Tears* 2016,"
    ),
    "a month for an issue": TWO.replace("*58*(4), 492–502", "*58* (June/July)"),
    "pages in another language": CHAPTER.replace("pp. ", "S. "),
    "editors in another language": CHAPTER.replace("(Eds.)", "(Hrsg.)"),
    "a note at the end": BOOK + " (Original work published 1899)",
    "an abbreviation at the end": BOOK.replace("Harbour Press.", "Harbour Co."),
    "three dots in a title": BOOK.replace("Tears of", "Tears ... of"),
}


@pytest.mark.parametrize("entry", PASSED.values(), ids=PASSED.keys())
def test_what_may_be_right_passes(entry: str) -> None:
    assert [(each.code, each.message) for each in findings(entry)] == []


def authors(count: int) -> list[str]:
    """So many authors, each with a family name of its own."""
    return [f"Fen{chr(97 + n // 26)}{chr(97 + n % 26)}, A." for n in range(count)]


@pytest.mark.parametrize(
    ("names", "form", "reported"),
    [
        (", ".join(authors(19)) + ", & Quist, B.", "apa", False),
        (", ".join(authors(20)) + ", & Quist, B.", "apa", True),
        (", ".join(authors(19)) + ", . . . Quist, B.", "apa", False),
        (", ".join(authors(19)) + ", … Quist, B.", "apa", False),
        (", ".join(authors(6)) + ", . . . Quist, B.", "apa", True),
        (", ".join(authors(6)) + ", . . . Quist, B.", "apa-6", False),
        (", ".join(authors(6)) + ", & Quist, B.", "apa-6", False),
        (", ".join(authors(7)) + ", & Quist, B.", "apa-6", True),
    ],
)
def test_authors_are_counted_after_the_edition(names: str, form: Form, reported: bool) -> None:
    found = findings(TWO.replace("Fenwick, J. A., & Loomis, K.", names), form)
    assert [each.code for each in found] == ["A809"] * reported


def test_an_ampersand_after_the_ellipsis_goes() -> None:
    names = ", ".join(authors(19)) + ", . . . & Quist, B."
    entry = TWO.replace("Fenwick, J. A., & Loomis, K.", names)
    found = findings(entry)
    assert [each.code for each in found] == ["A809"]
    assert found[0].fix is not None
    assert mended(entry, found[0].fix) == entry.replace("& ", "")


def known(*people: str) -> Match:
    """A Match whose record has these authors, "Fenwick, Jane Anne"."""
    names = [Name(family=each.split(", ")[0], given=each.split(", ")[1]) for each in people]
    record = Record(work=Work(author=names), source="records")
    return Match(record=record, score=1.0, reason="the DOI as given", by="doi")


def test_the_record_names_the_authors_behind_et_al() -> None:
    entry = TWO.replace(", & Loomis, K.", ", et al.")
    match = known("Fenwick, Jane Anne", "Loomis, Kit", "Quist, Olga")
    found = findings(entry, match=match)
    assert [each.code for each in found] == ["A809"]
    fix = found[0].fix
    assert fix is not None
    assert not fix.safe
    assert mended(entry, fix) == THREE


def test_a_record_of_other_authors_names_nobody() -> None:
    entry = TWO.replace(", & Loomis, K.", ", et al.")
    match = known("Loomis, Kit", "Quist, Olga")
    assert [each.fix for each in findings(entry, match=match)] == [None]


def test_more_than_twenty_authors_are_cut_to_nineteen_and_the_last() -> None:
    people = [*authors(21), "Quist, B."]
    entry = TWO.replace("Fenwick, J. A., & Loomis, K.", ", ".join(people[:-1]) + ", & Quist, B.")
    found = findings(entry, match=known(*people))
    fix = found[0].fix
    assert fix is not None
    assert ", ".join(people[:19]) + ", . . . Quist, B. (2019)" in mended(entry, fix)


SIXTH = [
    ("A808", BOOK, None),
    ("A807", PAGE.replace("https", "Available at https"), "Retrieved from https"),
    ("A804", ARTICLE.replace("https://doi.org/", "doi:") + ".", "doi:10.5555/tears.58"),
    ("A804", ARTICLE.replace("https", "Retrieved from https"), "https://doi.org/10.5555/tears.58"),
    ("A804", ARTICLE.replace("https://doi.org/", "DOI : ") + ".", "DOI : 10.5555/tears.58"),
]


@pytest.mark.parametrize(("code", "entry", "ending"), SIXTH)
def test_the_sixth_edition_has_rules_of_its_own(code: str, entry: str, ending: str | None) -> None:
    found = findings(entry, "apa-6")
    assert [each.code for each in found] == [code]
    fix = found[0].fix
    if ending is None:
        assert fix is None
    else:
        assert fix is not None
        assert ending in mended(entry, fix)
        assert findings(mended(entry, fix), "apa-6") == []


@pytest.mark.parametrize(
    "entry",
    [
        BOOK.replace("Harbour", "New York, NY: Harbour"),
        BOOK.replace("Harbour Press", "Harbour Press, New York"),
        ARTICLE.replace("https://doi.org/", "doi:"),
        ARTICLE.replace("https://doi.org/", "http://dx.doi.org/"),
        PAGE.replace("https", "Retrieved from https"),
    ],
)
def test_what_the_sixth_edition_asks_for_passes_there(entry: str) -> None:
    assert findings(entry, "apa-6") == []


def test_lists_of_another_form_are_left_alone() -> None:
    entry = TWO.replace(", & ", " and ").replace("–", "-").removesuffix(".")
    assert findings(entry, "") == []


def test_two_hyphens_in_a_plain_text_are_no_en_dash() -> None:
    entry = TWO.replace("*", "").replace("–", "--")
    found = findings(entry, format="text")
    assert [each.code for each in found] == ["A803"]


LINKED = [
    (
        "markdown",
        "[doi:10.5555/tears.58](http://dx.doi.org/10.5555/tears.58)",
        "[https://doi.org/10.5555/tears.58](https://doi.org/10.5555/tears.58)",
    ),
    (
        "markdown",
        "<http://dx.doi.org/10.5555/tears.58>.",
        "<https://doi.org/10.5555/tears.58>",
    ),
    (
        "markdown",
        "Retrieved from [http://dx.doi.org/10.5555/tears_58](http://dx.doi.org/10.5555/tears_58).",
        "[https://doi.org/10.5555/tears_58](https://doi.org/10.5555/tears_58)",
    ),
    (
        "markdown",
        "[doi:10.5555/tears.58](https://www.example.org/tears)",
        "[https://doi.org/10.5555/tears.58](https://www.example.org/tears)",
    ),
    (
        "html",
        '<a class="doi" href="http://dx.doi.org/10.5555/tears.58">doi:10.5555/tears.58</a>',
        '<a class="doi" href="https://doi.org/10.5555/tears.58">https://doi.org/10.5555/tears.58</a>',
    ),
    (
        "html",
        '<a href="https://doi.org/10.5555/tears.58">doi:10.5555/tears.58</a>',
        '<a href="https://doi.org/10.5555/tears.58">https://doi.org/10.5555/tears.58</a>',
    ),
]


@pytest.mark.parametrize(("format", "link", "right"), LINKED)
def test_a_doi_is_mended_in_text_and_target(format: str, link: str, right: str) -> None:
    entry = ARTICLE.replace("https://doi.org/10.5555/tears.58", link)
    if format == "html":
        entry = entry.replace("*", "").replace(" & ", " &amp; ")
    found = findings(entry, format=format)
    assert [each.code for each in found] == ["A804"]
    fix = found[0].fix
    assert fix is not None
    after = mended(entry, fix, format)
    assert after.endswith(right)
    assert findings(after, format=format) == []


def test_entities_of_a_page_stay() -> None:
    entry = TWO.replace("*", "").replace(", & ", " &amp; ")
    found = findings(entry, format="html")
    fix = found[0].fix
    assert fix is not None
    assert mended(entry, fix, "html") == entry.replace(" &amp; ", ", &amp; ")


RECORD = {
    "DOI": "10.5555/tears.58",
    "type": "journal-article",
    "title": ["Tears of the tide"],
    "author": [
        {"family": "Fenwick", "given": "Jane Anne"},
        {"family": "Loomis", "given": "Kit"},
    ],
    "container-title": ["Annals of Tears"],
    "volume": "58",
    "issue": "4",
    "page": "492-502",
    "issued": {"date-parts": [[2019]]},
}


@pytest.mark.parametrize("identified", [True, False])
def test_only_a_work_that_was_identified_is_mended(identified: bool, tmp_path: Path) -> None:
    records = tmp_path / "records.json"
    records.write_text(json.dumps([RECORD] if identified else []), encoding="utf-8")
    entry = ARTICLE.replace(", & ", " and ").replace("–", "-")
    text = f"# On tears\n\nSome text.\n\n## References\n\n{entry}\n"
    with refkit.Sources(records=[records], offline=True) as sources:
        report = refkit.check(text, sources=sources, format="markdown", select=["A8"])
    assert [each.code for each in report.findings] == ["A801", "A803"]
    assert [each.reference for each in report.findings] == [0, 0]
    assert all((each.fix is not None) == identified for each in report.findings)


PRINTED = [
    TWO.replace("*58*(4)", "58 (4)").replace("*", ""),
    TWO.replace("J. A.", "J.A.").replace("*", ""),
    CHAPTER.replace("pp. 3", "pp.3").replace("*", ""),
]
"""What is right but for its spaces, which the layout of a print does not tell."""


@pytest.mark.parametrize("entry", PRINTED)
def test_the_spaces_of_a_print_are_nobody_s_fault(entry: str) -> None:
    typed = f"On tears\n\nSome text.\n\nReferences\n\n{entry}\n"
    printed = f"On tears\n\nSome text.\n\f\nReferences\n\n{entry}\n"
    assert len(_form_of_text(typed)) == 1
    assert _form_of_text(printed) == []


def test_signs_and_words_of_a_print_are_checked() -> None:
    entry = TWO.replace("*58*(4), ", "58 (4): ").replace("J. A.", "JA").replace("*", "")
    printed = f"On tears\n\nSome text.\n\f\nReferences\n\n{entry}\n"
    assert [finding.code for finding in _form_of_text(printed)] == ["A802", "A812"]


def _form_of_text(source: str) -> list[Finding]:
    document = refkit.read(source, format="text")
    verdicts = [Verdict(reference=each, identity="undetermined") for each in refkit.parse(document)]
    assert len(verdicts) == 1
    article = Article(document=document, verdicts=verdicts, form="apa")
    return [each for rule in select(OURS) for each in rule.check(article)]
