"""The rules of family C: citations of the text against the reference list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import refkit
from refkit.api import Settings
from refkit.model.finding import Style

LIST = """\
Abbott, M. (2011). Tears at work. *Annals of Tears*, *3*(1), 1–9.

Bylsma, L. M., Gračanin, A., & Vingerhoets, A. J. J. M. (2019). The neurobiology of human crying. \
*Annals of Tears*, *11*(2), 63–73.

Dickson, P., & Kelly, G. (1985). Who cries at films. *Journal of Sobbing*, *12*, 44–60.

Müller, K., & O’Brien, T. (2014a). Onions. *Journal of Sobbing*, *41*, 1–9.

Müller, K., & O’Brien, T. (2014b). Shallots. *Journal of Sobbing*, *41*, 10–19.

Ober, P. (2003). *A field guide to weeping*. Tear Press.

Ostrow, A., Pike, B., & Quill, C. (2016). Laughter and tears. *Annals of Tears*, *8*(1), 12–20.

Ostrow, A., Reed, D., & Stone, E. (2016). Tears and laughter. *Annals of Tears*, *8*(2), 30–41.

Rowe, J. (in press). Crying in the rain. *Journal of Sobbing*.

Smith, A. (2010). Tears of joy. *Annals of Tears*, *2*(1), 5–9.

Smith, B. (2010). Tears of rage. *Annals of Tears*, *2*(2), 15–19.

van der Berg, J. (1961). *Weeping and its discontents* (T. Lane, Trans.). Tear Press. (Original \
work published 1923)

World Health Organization. (2020). *Report on tears*.
"""

CITED = (
    "Crying has been studied for long (Abbott, 2011; Bylsma et al., 2019; Dickson & Kelly, 1985; "
    "Müller & O’Brien, 2014a, 2014b; Ober, 2003). Films make people cry (Ostrow, Pike, & Quill, "
    "2016; Ostrow, Reed, & Stone, 2016; Rowe, in press; A. Smith, 2010; B. Smith, 2010). So did "
    "van der Berg (1923/1961) and the World Health Organization (WHO, 2020) write."
)


def article(sentence: str, references: str = LIST, body: str = CITED) -> str:
    return f"# On crying\n\n{body}\n\n{sentence}\n\n## References\n\n{references}"


def findings(text: str, style: Style = "apa") -> list[refkit.Finding]:
    settings = Settings(select=("C",), style=style)
    with refkit.Sources(offline=True) as sources:
        return refkit.check(text, format="markdown", sources=sources, settings=settings).findings


def mended(text: str, finding: refkit.Finding) -> str:
    assert finding.fix is not None
    span = finding.fix.span
    return text[: span.start] + finding.fix.replacement + text[span.end :]


PASSING = """\
It is so (Bylsma et al., 2019).
It is so (Bylsma et al., 2019, p. 65; Ober, 2003, pp. 3–5, 9).
Bylsma et al. (2019) and Dickson and Kelly (1985) agree.
Bylsma and colleagues (2019) agree.
Dickson and Kelly’s (1985) films were sad.
It is so (see Abbott, 2011; see also Abbott, 2011).
It is so (Mueller & O'Brien, 2014a).
It is so (Muller & O’Brien, 2014b).
It is so (Berg, 1923/1961; World Health Organization, 2020).
It is so (van der Berg, 1961).
It is so (Van der Berg, 1923/1961).
It is so (WHO, 2020).
The World Health Organization (2020) agrees.
Ostrow, Pike, and Quill (2016) disagree.
It is so (A. Smith, 2010).
It is so (Rowe, in press).
It is so (P. Lane, personal communication, May 4, 2021).
It is so (Quincy, 1871, as cited in Ober, 2003).
It is so in Brown v. Board of Education (1954).
> It is so, and others say so (Unknown, 1999), and more.
It is so (Dickson & Kelly, 1985, Chapter 2).
It is so (Abbott, 2011; Ober, 2003; see also Bylsma et al., 2019; Dickson & Kelly, 1985).
(Long ago, as Dickson & Kelly (1985) had it, films were sad.)
""".splitlines()


@pytest.mark.parametrize("sentence", PASSING)
def test_a_correct_citation_passes_in_silence(sentence: str) -> None:
    assert [(each.code, each.message) for each in findings(article(sentence))] == []


REPORTED = [
    ("C601", "It is so (Zimmer, 2012).", "cited, but not in the reference list: Zimmer (2012)"),
    ("C601", "Zimmer and Hall (2012) agree.", "Zimmer & Hall (2012)"),
    ("C601", "It is so (Abbott, 1960).", "Abbott (1960)"),
    ("C601", "It is so (Dickson & Hall, 1985).", "Dickson & Hall (1985)"),
    ("C601", "It is so (Quincy, 1871, as cited in Zimmer, 2012).", "Zimmer (2012)"),
    ("C601", "It is so (Müller & O’Brien, 2014c).", "Müller & O’Brien (2014c)"),
    ("C603", "It is so (Abbott, 2012).", "Abbott (2012) is cited, but the reference list has"),
    ("C603", "Dickson and Kelly (1958) agree.", "Dickson & Kelly (1985)"),
    ("C603", "It is so (Bylsma et al., 2018).", "Bylsma et al. (2019)"),
    ("C603", "It is so (Ober, in press).", "Ober (2003)"),
    ("C603", "It is so (Rowe, 2019).", "Rowe (in press)"),
    ("C604", "It is so (Byslma et al., 2019).", "“Byslma” is “Bylsma” in the reference list"),
    ("C604", "It is so (Dickson & Kely, 1985).", "“Kely” is “Kelly”"),
    ("C604", "Abott (2011) agrees.", "“Abott” is “Abbott”"),
    ("C604", "It is so (Kelly & Dickson, 1985).", "in another order"),
    ("C605", "It is so (Bylsma & Gračanin, 2019).", "“et al.” is missing"),
    ("C605", "It is so (Bylsma, 2019).", "“et al.” is missing"),
    ("C605", "It is so (Bylsma, Gračanin, & Vingerhoets, 2019).", "is cited with “et al.”"),
    ("C605", "Bylsma, Gračanin, and Vingerhoets (2019) agree.", "is cited with “et al.”"),
    ("C605", "It is so (Bylsma, Gračanin, et al., 2019).", "one name is enough"),
    ("C605", "It is so (Dickson et al., 1985).", "“et al.” for a work of two authors"),
    ("C605", "It is so (Dickson, 1985).", "one name for a work of two authors"),
    ("C605", "It is so (Bylsma et al, 2019).", "“et al” is written “et al.”"),
    ("C605", "It is so (Bylsma et. al., 2019).", "“et. al.” is written “et al.”"),
    ("C606", "It is so (Müller & O’Brien, 2014).", "Müller & O’Brien (2014a) or Müller"),
    ("C606", "It is so (Ostrow et al., 2016).", "write out as many names as tell them apart"),
    ("C606", "It is so (Smith, 2010).", "add the initials of the first author"),
    ("C607", "Dickson & Kelly (1985) agree.", "in running text authors are joined by “and”"),
    ("C607", "It is so (Dickson and Kelly, 1985).", "within parentheses authors are joined by “&”"),
    ("C608", "It is so (Ober, 2003; Abbott, 2011).", "in alphabetical order"),
    ("C608", "It is so (see Ober, 2003; Abbott, 2011).", "in alphabetical order"),
    ("C609", "It is so (Ober, 2003, p. 3-5).", "are written “pp. 3–5”"),
    ("C609", "It is so (Ober, 2003, p. 3–5).", "are written “pp. 3–5”"),
    ("C609", "It is so (Ober, 2003, pp. 3).", "are written “p. 3”"),
    ("C609", "It is so (Ober, 2003, pg. 3).", "are written “p. 3”"),
    ("C609", "It is so (Ober, 2003, p.3).", "are written “p. 3”"),
    ("C609", "Ober (2003, pp. 3-5) agrees.", "are written “pp. 3–5”"),
    ("C609", "It is so (Müller & O’Brien, 2014a, 2014b, p. 3-5).", "are written “pp. 3–5”"),
    ("C611", "It is so (P. Lane, personal communication).", "cited with its date"),
]


@pytest.mark.parametrize(("code", "sentence", "message"), REPORTED)
def test_a_faulty_citation_is_reported_by_one_rule(code: str, sentence: str, message: str) -> None:
    [finding] = findings(article(sentence))
    assert finding.code == code
    assert message in finding.message
    assert finding.reference is None


MENDED = [
    ("It is so (Abbott, 2012).", "It is so (Abbott, 2011).", False),
    ("It is so (Abbott, 2012a).", "It is so (Abbott, 2011).", False),
    ("It is so (Byslma et al., 2019).", "It is so (Bylsma et al., 2019).", False),
    ("It is so (Dickson & Kely, 1985).", "It is so (Dickson & Kelly, 1985).", False),
    ("It is so (Bylsma & Gračanin, 2019).", "It is so (Bylsma et al., 2019).", True),
    ("It is so (Bylsma, 2019).", "It is so (Bylsma et al., 2019).", True),
    ("Bylsma, Gračanin, and Vingerhoets (2019) agree.", "Bylsma et al. (2019) agree.", True),
    ("Bylsma and Gračanin’s (2019) view.", "Bylsma et al.’s (2019) view.", True),
    ("It is so (Bylsma, Gračanin, et al., 2019).", "It is so (Bylsma et al., 2019).", True),
    ("It is so (Dickson et al., 1985).", "It is so (Dickson & Kelly, 1985).", False),
    ("Dickson et al. (1985) agree.", "Dickson and Kelly (1985) agree.", False),
    ("It is so (Bylsma et al, 2019).", "It is so (Bylsma et al., 2019).", True),
    ("It is so (Bylsma et. al., 2019).", "It is so (Bylsma et al., 2019).", True),
    ("Bylsma et. al. (2019) agree.", "Bylsma et al. (2019) agree.", True),
    ("Dickson & Kelly (1985) agree.", "Dickson and Kelly (1985) agree.", True),
    ("It is so (Dickson and Kelly, 1985).", "It is so (Dickson & Kelly, 1985).", True),
    ("It is so (Ober, 2003; Abbott, 2011).", "It is so (Abbott, 2011; Ober, 2003).", True),
    (
        "(See it (e.g., Ober, 2003; Abbott, 2011).",
        "(See it (e.g., Abbott, 2011; Ober, 2003).",
        True,
    ),
    (
        "It is so (Ober, 2003, p. 7; Müller & O’Brien, 2014a, 2014b; Abbott, 2011).",
        "It is so (Abbott, 2011; Müller & O’Brien, 2014a, 2014b; Ober, 2003, p. 7).",
        True,
    ),
    ("It is so (Ober, 2003, p. 3-5).", "It is so (Ober, 2003, pp. 3–5).", True),
    ("It is so (Ober, 2003, pp. 3).", "It is so (Ober, 2003, p. 3).", True),
]


@pytest.mark.parametrize(("wrong", "right", "safe"), MENDED)
def test_a_fix_makes_the_citation_right_and_changes_nothing_else(
    wrong: str, right: str, safe: bool
) -> None:
    [finding] = findings(article(wrong))
    assert mended(article(wrong), finding) == article(right)
    assert finding.fix is not None
    assert finding.fix.safe is safe
    assert findings(article(right)) == []


UNMENDED = [
    "It is so (Zimmer, 2012).",
    "It is so (Kelly & Dickson, 1985).",
    "It is so (Müller & O’Brien, 2014).",
    "It is so (Ober, 2003; but compare Abbott, 2011; Abbott, 2011).",
    "It is so (P. Lane, personal communication).",
]


@pytest.mark.parametrize("sentence", UNMENDED)
def test_what_only_the_author_knows_has_no_fix(sentence: str) -> None:
    assert all(each.fix is None for each in findings(article(sentence)))


def test_each_place_of_a_wrong_citation_is_a_finding() -> None:
    found = findings(
        article("It is so (Zimmer, 2012). It is (Zimmer, 2012). Zimmer (2012) agrees.")
    )
    assert [each.code for each in found] == ["C601", "C601", "C601"]


def test_the_finding_stands_where_the_fault_is() -> None:
    text = article("It is so (Dickson & Kely, 1985).")
    [finding] = findings(text)
    line = text.splitlines()[finding.start.line - 1]
    assert line[finding.start.column - 1 : finding.end.column - 1] == "Kely"


UNCITED = "Yarrow, N. (1999). Dry eyes. *Journal of Sobbing*, *26*, 7–11.\n"


def test_a_listed_work_that_is_not_cited_is_reported_on_its_entry() -> None:
    [finding] = findings(article("", f"{LIST}\n{UNCITED}"))
    assert (finding.code, finding.severity) == ("C602", "warning")
    assert finding.message == "listed, but not cited: Yarrow (1999)"
    assert finding.reference == 13


NOT_REPORTED_AS_UNCITED = {
    "marked as part of a meta-analysis": article("", f"{LIST}\n\\*{UNCITED}"),
    "mentioned in another form": article("Yarrow found as much in the spring of 1999.", LIST)
    + f"\n{UNCITED}",
    "cited from another work": article(
        "It is so (Yarrow, 1999, as cited in Ober, 2003). Yarrow (1999) saw it.",
        f"{LIST}\n{UNCITED}",
    ),
    "further reading": article("", f"{LIST}\n{UNCITED}").replace(
        "## References", "## Further reading"
    ),
    "a list without an article": f"## References\n\n{LIST}\n{UNCITED}",
    "an article that cites by keys": article(
        "It is so [@abbott2011]. And so [@ober2003]. And [@rowe].", f"{LIST}\n{UNCITED}"
    ),
    "most of the list is not cited": article("", LIST, body="It is so (Abbott, 2011; Ober, 2003)."),
}


@pytest.mark.parametrize(
    "text", NOT_REPORTED_AS_UNCITED.values(), ids=NOT_REPORTED_AS_UNCITED.keys()
)
def test_a_listed_work_passes_where_it_need_not_be_cited(text: str) -> None:
    assert findings(text) == []


def test_the_entry_that_a_wrong_year_means_is_not_called_uncited() -> None:
    found = findings(article("It is so (Yarrow, 1998).", f"{LIST}\n{UNCITED}"))
    assert [each.code for each in found] == ["C603"]


def test_two_works_of_one_group_are_not_taken_for_one() -> None:
    found = findings(article("It is so (Abbott, 2011, 2012)."))
    assert [each.code for each in found] == ["C601"]


SILENT = {
    "a numbered list": (
        "# T\n\nTears [1]. Joy [2]. Rage [1, 3]. Smith (2010) saw it, and Zimmer (2012) [3].\n\n"
        "## References\n\n"
        "[1] Smith, A. (2010). Tears of joy. *Annals of Tears*, *2*(1), 5–9.\n\n"
        "[2] Abbott, M. (2011). Tears at work. *Annals of Tears*, *3*(1), 1–9.\n\n"
        "[3] Rowe, J. (2012). Crying in the rain. *Journal of Sobbing*, *4*, 4–9.\n"
    ),
    "citations of another list": article(
        "", LIST, body="It is so (Zimmer, 2012; Hall, 1999). Young (1998) and Old (1997) agree."
    ),
    "no citations": article("", LIST, body="People cry."),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_nothing_is_said_where_the_text_does_not_cite_its_list(text: str) -> None:
    assert findings(text) == []


CHAPTERS = """\
# One

Tears (Abbott, 2011). Films (Dickson & Kelly, 1985). Guides (Ober, 2003). {first}

## References

Abbott, M. (2011). Tears at work. *Annals of Tears*, *3*(1), 1–9.

Dickson, P., & Kelly, G. (1985). Who cries at films. *Journal of Sobbing*, *12*, 44–60.

Ober, P. (2003). *A field guide to weeping*. Tear Press.

# Two

Joy (Smith, 2010). Rain (Rowe, 2012). Onions (Müller, 2014). {second}

## References

Müller, K. (2014). Onions. *Journal of Sobbing*, *41*, 1–9.

Rowe, J. (2012). Crying in the rain. *Journal of Sobbing*, *4*, 4–9.

Smith, A. (2010). Tears of joy. *Annals of Tears*, *2*(1), 5–9.
"""


def test_a_citation_belongs_to_the_list_of_its_chapter() -> None:
    assert findings(CHAPTERS.format(first="", second="")) == []
    [finding] = findings(CHAPTERS.format(first="", second="Guides (Ober, 2003)."))
    assert (finding.code, finding.start.line) == ("C601", 15)


@pytest.mark.parametrize("heading", ["## References (continued)", "## Other works", "### Books"])
def test_parts_of_one_list_are_one_list(heading: str) -> None:
    parts = LIST.replace("Ostrow, A., Pike", f"{heading}\n\nOstrow, A., Pike")
    assert findings(article("", parts)) == []


OTHER_STYLE = """\
# T

Tears (Abbott 2011). Films (Dickson and Kelly 1985). Guides (Ober 2003). Joy (Smith 2010). {more}

## References

Abbott, Mary. 2011. “Tears at Work.” *Annals of Tears* 3 (1): 1–9.

Dickson, Paul, and Greg Kelly. 1985. “Who Cries at Films.” *Journal of Sobbing* 12: 44–60.

Ober, Petra. 2003. *A Field Guide to Weeping*. Tear Press.

Smith, Anne. 2010. “Tears of Joy.” *Annals of Tears* 2 (1): 5–9.
"""


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ("", []),
        ("Rage (Zimmer 2012).", ["C601"]),
        ("Rage (Abbott 2012).", ["C603"]),
        ("Rage (Abbot 2011).", ["C604"]),
        ("Rage (Ober 2003; Abbott 2011).", []),
        ("Rage (Dickson et al. 1985).", []),
    ],
)
def test_other_author_date_styles_are_held_to_their_list_only(more: str, codes: list[str]) -> None:
    found = findings(OTHER_STYLE.format(more=more), "auto")
    assert [each.code for each in found] == codes


@pytest.mark.parametrize(
    ("sentences", "codes"),
    [
        ("Bylsma, Gračanin, and Vingerhoets (2019) say. Bylsma et al. (2019) say.", []),
        ("Bylsma et al. (2019) say.", ["C605"]),
        (
            "Bylsma, Gračanin, and Vingerhoets (2019) say. So (Bylsma, Gračanin, & Vingerhoets, "
            "2019).",
            ["C605"],
        ),
    ],
)
def test_apa_6_names_up_to_five_authors_where_they_first_appear(
    sentences: str, codes: list[str]
) -> None:
    body = CITED.replace("Bylsma et al., 2019; ", "")
    assert [each.code for each in findings(article(sentences, body=body), "apa-6")] == codes


def test_an_article_that_keeps_to_apa_6_is_not_corrected_to_apa_7() -> None:
    body = (
        "It is so (Abbott, 2011; Bylsma, Gračanin, & Vingerhoets, 2019). Others say (Hale, Iver, & "
        "Jung, 2001). Bylsma et al. (2019) agree with Hale et al. (2001)."
    )
    hale = "Hale, A., Iver, B., & Jung, C. (2001). Wet eyes. *Annals of Tears*, *1*(1), 1–4.\n"
    references = "\n\n".join([*LIST.split("\n\n")[:2], hale])
    assert findings(article("", references, body)) == []


def test_the_word_for_and_of_another_language_passes() -> None:
    text = article("Dickson und Kelly (1985) zeigen es (Dickson und Kelly, 1985).")
    assert findings(text) == []


def test_an_original_that_stands_in_the_place_of_what_was_read_is_reported() -> None:
    [finding] = findings(
        article("It is so (Yarrow, 1999, as cited in Zimmer, 2012).", LIST + "\n" + UNCITED)
    )
    assert (finding.code, finding.severity) == ("C610", "error")
    assert finding.message.startswith("Zimmer (2012), from which Yarrow (1999) is cited, is not")


def test_an_original_that_is_listed_beside_what_was_read_is_reported_once() -> None:
    sentence = (
        "So (Yarrow, 1999, as cited in Ober, 2003). So (Yarrow, 1999, as cited in Ober, 2003)."
    )
    [finding] = findings(article(sentence, f"{LIST}\n{UNCITED}"))
    assert (finding.code, finding.severity) == ("C610", "warning")


def test_a_personal_communication_in_the_list_is_reported() -> None:
    entry = "Lane, P. (2021, May 4). Personal communication.\n"
    [finding] = findings(article("It is so (Lane, 2021).", f"{LIST}\n{entry}"))
    assert (finding.code, finding.reference) == ("C611", 13)


RECORD = {
    "DOI": "10.5555/tears.11",
    "type": "journal-article",
    "title": ["The neurobiology of human crying"],
    "author": [
        {"family": "Bylsma", "given": "Lauren M."},
        {"family": "Gračanin", "given": "Asmir"},
        {"family": "Vingerhoets", "given": "Ad J. J. M."},
    ],
    "container-title": ["Annals of Tears"],
    "volume": "11",
    "issue": "2",
    "page": "63-73",
    "issued": {"date-parts": [[2019]]},
}


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Iterator[refkit.Sources]:
    path: Path = tmp_path_factory.mktemp("records") / "records.json"
    path.write_text(json.dumps([RECORD]), encoding="utf-8")
    with refkit.Sources(records=[path], offline=True) as found:
        yield found


def codes_with_record(text: str, sources: refkit.Sources) -> list[tuple[str, bool | None]]:
    found = refkit.check(text, format="markdown", sources=sources, select=["C", "M"]).findings
    return [(each.code, each.fix.safe if each.fix else None) for each in found]


IDENTIFIED = LIST.replace("*11*(2), 63–73.", "*11*(2), 63–73. https://doi.org/10.5555/tears.11")


def test_a_spelling_that_the_record_has_is_a_safe_fix(sources: refkit.Sources) -> None:
    text = article("It is so (Byslma et al., 2019).", IDENTIFIED)
    assert codes_with_record(text, sources) == [("C604", True)]


def test_where_the_entry_has_the_wrong_year_the_citation_is_not_blamed(
    sources: refkit.Sources,
) -> None:
    wrong = IDENTIFIED.replace("M. (2019). The", "M. (2016). The")
    found = codes_with_record(article("", wrong), sources)
    assert [code for code, _ in found] == ["M302"]


def test_where_the_entry_misspells_a_name_the_citation_is_not_blamed(
    sources: refkit.Sources,
) -> None:
    wrong = IDENTIFIED.replace("Bylsma, L. M.", "Byslma, L. M.")
    found = codes_with_record(article("", wrong), sources)
    assert [code for code, _ in found] == ["M301"]


def test_where_the_entry_lacks_an_author_et_al_is_not_blamed(sources: refkit.Sources) -> None:
    wrong = IDENTIFIED.replace(", Gračanin, A., & Vingerhoets, A. J. J. M.", ", & Gračanin, A.")
    found = codes_with_record(article("", wrong), sources)
    assert [code for code, _ in found] == ["M301"]
