"""What the page for editors says and shows, on reports made by hand."""

from __future__ import annotations

import re
from importlib import resources
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from html_made import a_verdict, an_article, classed, find_in, links, only, parsed, text_of

import refkit.api
from refkit.errors import UnreadableError
from refkit.model import (
    Answer,
    Comparison,
    Finding,
    Identity,
    Notice,
    Position,
    Record,
    Report,
    RuleInfo,
    Severity,
    Span,
    Verdict,
    Work,
)
from refkit.report.html import write_html

RULE = RuleInfo(
    code="M302",
    name="wrong-year",
    summary="The year differs.",
    severity="error",
    documentation="""The year differs from every year that the work may carry.

Online and print publication often fall
into different years.

Why it matters:
    Author and year are what a ``(citation)`` leads to.

Example:
    * ``(2018)`` for 2014
    * `another` <one>

Source:
    https://apastyle.apa.org/style, and more.
""",
)


def page_of(*reports: Report, **options: object) -> Element:
    return parsed(write_html(reports, **options))  # type: ignore[arg-type]


def entry(page: Element, number: int = 1) -> Element:
    return next(each for each in page.iter("li") if each.get("id") == f"a1-r{number}")


def open_verdict(outcome: str = "unknown", detail: str = "") -> Verdict:
    verdict = a_verdict(identity="undetermined")
    answer = Answer(source="crossref", question="Okafor", outcome=outcome, detail=detail)  # type: ignore[arg-type]
    verdict.coverage = [answer]
    return verdict


def test_the_page_needs_nothing_but_a_browser() -> None:
    page = page_of(an_article(a_verdict()), rules=[RULE])
    assert {each.tag for each in page.iter()}.isdisjoint(
        {"script", "link", "img", "iframe", "object", "embed", "form", "base", "svg", "video"}
    )
    policy = next(
        each.get("content", "")
        for each in page.iter("meta")
        if each.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    style = only(list(page.iter("style")))
    assert "@import" not in (style.text or "")
    assert "url(" not in (style.text or "")
    assert all(href.startswith(("#", "https://")) for href in links(page))


def test_landmarks_language_and_headings() -> None:
    report = an_article(a_verdict(), a_verdict("Marsh, D. (2011). Fog. Fog Letters, 1, 2."))
    report.guesses.append("the encoding")
    find_in(report, "2011", reference=1)
    find_in(report, "The text", reference=None, code="C601")
    for reports in ([report], [report, report]):
        page = page_of(*reports, rules=[RULE], title="Issue 12")
        assert page.get("lang") == "en"
        assert [len(list(page.iter(tag))) for tag in ("header", "main", "footer", "h1")] == [1] * 4
        assert text_of(only(list(page.iter("title")))) == "References of Issue 12"
        levels = [int(each.tag[1]) for each in page.iter() if re.fullmatch(r"h\d", each.tag)]
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_every_link_within_the_page_has_its_target() -> None:
    report = an_article(a_verdict(), a_verdict("Marsh, D. (2011). Fog. Fog Letters, 1, 2."))
    find_in(report, "2011", reference=1)
    find_in(report, "The text", reference=None, code="C601")
    page = page_of(report, report, rules=[RULE], unreadable=[UnreadableError("is empty", path="x")])
    ids = [each.get("id") for each in page.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in links(page) if href.startswith("#")} <= set(ids)
    assert {each.get("for") for each in page.iter("label")} <= set(ids)


def test_the_figures_count_each_reference_once() -> None:
    report = an_article(
        a_verdict("Verified 2001."),
        a_verdict("Wrong 2002."),
        a_verdict("Form 2003."),
        a_verdict("Lost 2004.", identity="not-found"),
        a_verdict("Another 2005.", identity="another-work"),
        a_verdict("Open 2006.", identity="undetermined"),
    )
    find_in(report, "2002", reference=1)
    find_in(report, "2003", reference=2, code="A803", severity="warning")
    find_in(report, "2004", reference=3, code="F401")
    find_in(report, "2005", reference=4, code="D203")
    find_in(report, "2006", reference=5, code="A803", severity="warning")
    page = page_of(report)
    boxes = [text_of(each) for each in only(classed(page, "figures"))]
    assert boxes == [
        "references6",
        "✗ with errors in the details1",
        "≠ with the DOI of another work1",
        "∅ not found1",
        "! with warnings only1",
        "? could not be checked1",
        "✓ verified1",
    ]
    assert text_of(only(classed(page, "lead"))) == (
        "4 of 6 references need attention. 1 could not be checked."
    )
    assert text_of(only(classed(page, "found"))) == "Findings: 3 errors, 2 warnings."
    assert [each.get("style") for each in only(classed(page, "bar"))] == ["flex-grow:1"] * 6
    badges = [text_of(classed(entry(page, number), "badge")[0]) for number in range(1, 7)]
    assert badges == [
        "✓ Verified",
        "✗ 1 error",
        "! 1 warning",
        "∅ Not found",
        "≠ DOI of another work",
        "? Could not be checked; 1 warning",
    ]


@pytest.mark.parametrize(
    ("report", "lead"),
    [
        (an_article(a_verdict()), "The one reference is verified."),
        (an_article(a_verdict("A."), a_verdict("B.")), "All 2 references are verified."),
        (an_article(), "No references were found."),
        (
            an_article(a_verdict("A."), a_verdict("B.", identity="undetermined")),
            "1 of 2 references verified. 1 could not be checked.",
        ),
        (an_article(a_verdict(identity="undetermined")), "The one reference could not be checked."),
    ],
)
def test_the_outcome_in_a_sentence(report: Report, lead: str) -> None:
    assert text_of(only(classed(page_of(report), "lead"))) == lead


def test_findings_on_the_text_are_part_of_the_outcome() -> None:
    report = an_article(a_verdict())
    find_in(report, "The text", reference=None, code="C601")
    assert text_of(only(classed(page_of(report), "lead"))) == (
        "The one reference is verified. 1 finding in the text and the list."
    )


def test_a_verified_reference_is_one_closed_line_and_a_wrong_one_is_open() -> None:
    report = an_article(a_verdict(), a_verdict("Marsh, D. (2011). Fog. Fog Letters, 1, 2."))
    find_in(report, "2011", reference=1)
    page = page_of(report)
    verified, wrong = entry(page, 1), entry(page, 2)
    details = verified.find("details")
    assert details is not None
    assert "open" not in details.attrib
    assert text_of(only(details.findall("summary"))) == (
        "✓ Verified Okafor (2020)Tides and letters"
    )
    assert wrong.find("details") is None
    assert text_of(only(list(wrong.iter("h3")))) == "✗ 1 error Okafor (2020)"
    assert text_of(classed(wrong, "place")[0]) == "2line 4"


def test_faults_are_marked_in_the_entry_and_lettered() -> None:
    report = an_article(a_verdict())
    find_in(report, "2020", message="the year is 2021")
    find_in(report, "11–29", code="M307", severity="warning", message="the pages are 1–2")
    wrong = entry(page_of(report))
    marks = [(each.get("class"), text_of(each)) for each in wrong.iter("mark")]
    assert marks == [("error", "2020a"), ("warning", "11–29b")]
    written = text_of(only(classed(wrong, "written")))
    assert written == "Okafor, N. (2020a). Tides and letters. Harbour Studies, 4(2), 11–29b."
    said = [text_of(each) for each in only(classed(wrong, "findings"))]
    assert said == ["a✗ Error M302 the year is 2021", "b! Warning M307 the pages are 1–2"]


def test_marks_find_their_place_where_the_article_breaks_the_line() -> None:
    # In the article: two lines and an indent. In ``raw``: single spaces.
    verdict = a_verdict("Okafor (2020). Tides.")
    report = an_article(verdict)
    report.source = "The text.\n\nOkafor\n   (2020). Tides.\n"
    verdict.reference.span = Span(11, 36)
    verdict.reference.offsets = [*range(11, 17), 17, *range(21, 35)]
    report.findings.append(
        Finding(
            code="M302",
            message="no",
            severity="error",
            span=Span(22, 26),
            start=Position(4, 5),
            end=Position(4, 9),
            reference=0,
        )
    )
    assert [text_of(each) for each in entry(page_of(report)).iter("mark")] == ["2020a"]


def test_marks_overlap_and_italics_stay() -> None:
    verdict = a_verdict("Okafor (2020). Tides of salt. Harbour Studies.")
    verdict.reference.italics = [Span(15, 28), Span(30, 45)]
    report = an_article(verdict)
    find_in(report, "Tides of salt", severity="warning")
    find_in(report, "of salt. Harbour", severity="error")
    wrong = entry(page_of(report))
    marks = [(each.get("class"), text_of(each)) for each in wrong.iter("mark")]
    assert marks == [("warning", "Tides"), ("error", "of salta"), ("error", ". Harbourb")]
    assert "".join(text_of(each) for each in wrong.iter("i")) == "Tidesof saltHarbourStudies"


def test_a_place_where_something_lacks_is_marked() -> None:
    report = an_article(a_verdict("Okafor (2020) Tides."))
    finding = find_in(report, "(2020)", severity="warning")
    finding.span = Span(finding.span.end, finding.span.end)
    wrong = entry(page_of(report))
    assert text_of(only(classed(wrong, "written"))) == "Okafor (2020)‸a Tides."


def test_a_finding_without_a_place_is_looked_for_in_the_entry() -> None:
    report = an_article(a_verdict())
    finding = Finding(code="M302", message="no", severity="error", reference=0, written="2020")
    report.findings.append(finding)
    assert [text_of(each) for each in entry(page_of(report)).iter("mark")] == ["2020a"]


def test_a_finding_on_the_whole_entry_marks_nothing() -> None:
    report = an_article(a_verdict(identity="not-found"))
    find_in(report, report.verdicts[0].reference.raw, code="F401", message="was not found")
    wrong = entry(page_of(report))
    assert not list(wrong.iter("mark"))
    assert text_of(only(classed(wrong, "findings"))) == "✗ Error F401 was not found"


def test_a_correction_shows_before_and_after_with_some_of_the_line() -> None:
    report = an_article(a_verdict())
    find_in(report, "2020", replacement="2021")
    find_in(report, "11–29", code="M307", replacement="133–149", safe=False)
    fixes = [text_of(each) for each in classed(page_of(report), "fix")]
    assert fixes == [
        "Correction: Okafor, N. (2020 → 2021). Tides and letters.…",
        "Correction, to be confirmed: …Harbour Studies, 4(2), 11–29 → 133–149.",
    ]


def test_a_long_correction_is_something_to_open() -> None:
    report = an_article(a_verdict("Okafor (2020). " + "Tides and salt. " * 30))
    find_in(report, report.verdicts[0].reference.raw, code="L701", replacement="Elsewhere.")
    fix = only(classed(page_of(report), "fix"))
    assert text_of(only(list(fix.iter("summary")))) == "495 characters are written anew"


def test_a_correction_of_an_article_that_cannot_be_shown() -> None:
    report = an_article(a_verdict())
    find_in(report, "2020", replacement="2021")
    report.source = ""
    assert text_of(only(classed(page_of(report), "fix"))) == "Correction: 2021"


def test_fields_that_differ_are_beside_each_other_with_the_differences_marked() -> None:
    report = an_article(
        a_verdict(
            comparisons=(
                Comparison("author", "Okafor, N.", "Okafor, N., & Ito, S.", False, "", "missing"),
                Comparison("issued", "2020", "2020", True),
                Comparison(
                    "container-title", "Harb. Stud.", "Harbour Studies", True, "abbreviation"
                ),
                Comparison("volume", "4", "", False),
                Comparison("new-thing", "a", "b", True, "some-new-excuse"),
            )
        )
    )
    find_in(report, "Okafor", code="M301")
    wrong = entry(page_of(report))
    rows = [[text_of(cell) for cell in row] for row in only(classed(wrong, "fields")).iter("tr")]
    assert rows == [
        ["Field", "As written", "As the record has it", "Judgement"],
        ["Authors", "Okafor, N.", "Okafor, N., & Ito, S.", "≠ Differs: something is left out"],
        [
            "Journal or book",
            "Harb. Stud.",
            "Harbour Studies",
            "≈ Differs, and is fine: one side abbreviates the words, by ISO 4 or in its own way",
        ],
        ["Volume", "4", "nothing", "≠ Differs"],
        ["New thing", "a", "b", "≈ Differs, and is fine: some new excuse"],
    ]
    assert [text_of(each) for each in wrong.iter("ins")] == ["Ito, S", "Harbour Studies", "b"]
    assert [text_of(each) for each in wrong.iter("del")] == ["Harb. Stud", "4", "a"]
    assert text_of(only(classed(wrong, "agree"))) == "The same in both: Year."


def test_evidence_says_how_the_work_was_identified() -> None:
    verdict = a_verdict()
    verdict.coverage = [
        Answer(source="crossref", question="10.5555/x", outcome="absent"),
        Answer(source="doi.org", question="10.5555/x", outcome="unknown", detail="of DataCite"),
    ]
    details = only(classed(page_of(an_article(verdict)), "evidence"))
    assert [text_of(each) for each in details.iter("dd")] == [
        "by a search for the entry: authors, year and title agree; "
        "practically certain (more than 0.99)",
        "Okafor, N. (2020). Tides and letters. Harbour Studies, 4(2), 11-29. "
        "(from crossref, as of 2026-11-02)",
        "crossref has no such work, and would know it (asked for the DOI)"
        "doi.org has no such work, which proves nothing (asked for the DOI): of DataCite",
    ]


def test_where_the_printed_doi_leads_and_where_the_work_is() -> None:
    verdict = a_verdict()
    verdict.identity = "another-work"
    verdict.reference.work.DOI = "10.5555/gravel"
    verdict.claimed = Record(work=Work(title="Gravel", DOI="10.5555/gravel"), source="crossref")
    report = an_article(verdict)
    find_in(report, "Okafor", code="D203")
    page = page_of(report)
    shown = [text_of(each) for each in only(classed(page, "links"))]
    assert shown == [
        "The work: https://doi.org/10.5555/tides.1",
        "The DOI as printed: https://doi.org/10.5555/gravel",
    ]
    terms = [text_of(each) for each in only(classed(page, "evidence")).iter("dt")]
    assert terms == ["Identified", "The record", "The DOI as printed leads to"]


def test_a_work_that_was_not_found_can_be_looked_for() -> None:
    verdict = a_verdict(identity="not-found")
    verdict.reference.work.title = "Tides & salt: 50% of #1?"
    verdict.coverage = [
        Answer(
            source="crossref",
            question="text",
            outcome="absent",
            records=[Record(work=Work(title="Near", DOI="10.5555/near"), source="crossref")] * 9,
        )
    ]
    page = page_of(an_article(verdict))
    assert (
        "https://search.crossref.org/search/works"
        "?q=Tides%20%26%20salt%3A%2050%25%20of%20%231%3F%20Okafor%202020"
    ) in set(links(page))
    answers = [text_of(each) for each in only(classed(page, "evidence")).iter("li")]
    assert answers[1:] == ["(n.d.). Near. https://doi.org/10.5555/near"]


def test_dois_are_linked_whatever_characters_they_have() -> None:
    verdict = a_verdict(identity="undetermined")
    verdict.reference.work.DOI = "10.1002/(SICI)1097-0061(2000)17:3<201::AID-X>3.0.CO;2#R?"
    page = page_of(an_article(verdict))
    assert (
        "https://doi.org/10.1002/(SICI)1097-0061(2000)17:3%3C201::AID-X%3E3.0.CO;2%23R%3F"
    ) in set(links(page))


def test_a_retracted_work_is_told_at_the_top_and_at_its_entry() -> None:
    notices = (
        Notice(type="correction", DOI="10.5555/correction"),
        Notice(
            type="retraction", DOI="10.5555/notice", date="2022-05-04", source="retraction-watch"
        ),
    )
    page = page_of(an_article(a_verdict("A."), a_verdict("B.", notices=notices)))
    assert [text_of(each) for each in classed(page, "notice")] == [
        "⚠ 1 work cited here was retracted or is in doubt: reference 2.",
        "⚠ This work was retracted on 2022-05-04 (says Retraction Watch): "
        "https://doi.org/10.5555/notice",
        "i This work was corrected: https://doi.org/10.5555/correction",
    ]
    assert entry(page, 2).find("details") is None


def test_a_source_that_was_silent_is_told_plainly() -> None:
    verdicts = [open_verdict("silent", "HTTP 503"), open_verdict("found")]
    verdicts[0].reference.raw = "A."
    page = page_of(an_article(*verdicts))
    assert text_of(only(classed(page, "outage"))) == (
        "? crossref did not answer to 1 of 2 questions: HTTP 503. References that depend on it "
        "stand as “could not be checked”. That is not “wrong”: check again when the source answers."
    )
    rows = [[text_of(cell) for cell in row] for row in only(classed(page, "sources")).iter("tr")]
    assert rows == [
        ["Source", "Questions", "Returned records", "No answer"],
        ["crossref", "2", "1", "1"],
    ]
    assert text_of(classed(entry(page), "unchecked")[0]) == (
        "Not checked: crossref did not answer: HTTP 503."
    )


def test_findings_on_the_text_have_their_line_and_an_excerpt() -> None:
    text = "# Tides\n\nIt was said before (Nemo, 1999), and again.\n\n"
    report = an_article(a_verdict(), text=text)
    find_in(report, "Nemo, 1999", code="C601", message="is not listed", reference=None)
    loose = only(classed(page_of(report), "loose"))
    assert text_of(loose) == (
        "Line 3 ✗ Error C601 is not listed It was said before (Nemo, 1999), and again."
    ).replace("listed It", "listedIt")
    marks = [(each.get("class"), text_of(each)) for each in loose.iter("mark")]
    assert marks == [("error", "Nemo, 1999")]


def test_a_finding_on_a_reference_with_its_place_in_the_text_shows_the_text() -> None:
    report = an_article(a_verdict(), text="As said (Okafor, 2012).\n\n")
    find_in(report, "Okafor, 2012", code="C603", message="the list has 2020", replacement="x")
    wrong = entry(page_of(report))
    assert text_of(only(classed(wrong, "excerpt"))) == "As said (Okafor, 2012)."
    assert not list(only(classed(wrong, "written")).iter("mark"))


def test_several_articles_have_contents_and_files_that_were_not_read_are_named() -> None:
    first, second = an_article(a_verdict()), an_article(a_verdict())
    second.path = "two/salt.md"
    unreadable = [UnreadableError("is no text", path="figure.png", line=3)]
    page = page_of(first, second, unreadable=unreadable)
    contents = only(classed(page, "contents"))
    assert [text_of(each) for each in contents.iter("li")] == [
        "tides.md The one reference is verified.",
        "two/salt.md The one reference is verified.",
    ]
    assert list(links(contents)) == ["#a1-file", "#a2-file"]
    assert text_of(only(list(page.iter("h1")))) == "3 articles"
    assert "figure.png, line 3: is no text" in text_of(page)
    assert "1 file could not be read." in text_of(page)


def test_the_guesses_of_the_reader_are_told() -> None:
    report = an_article(a_verdict())
    report.guesses.append("the encoding was guessed: windows-1252")
    assert "How the file was read" in text_of(page_of(report))
    assert "the encoding was guessed: windows-1252" in text_of(page_of(report))


def test_the_rules_that_occurred_are_explained() -> None:
    report = an_article(a_verdict())
    find_in(report, "2020")
    other = RuleInfo("M303", "wrong-title", "No.", "error", "No.")
    page = page_of(report, rules=[other, RULE])
    rule = only(classed(page, "rule"))
    assert rule.get("id") == "rule-M302"
    assert text_of(only(list(rule.iter("h3")))) == "M302 wrong year ✗ Error"
    assert [text_of(each) for each in rule.iter("h4")] == ["Why it matters", "Example", "Source"]
    assert [text_of(each) for each in rule.iter("p")] == [
        "The year differs from every year that the work may carry.",
        "Online and print publication often fall into different years.",
        "Author and year are what a (citation) leads to.",
        "https://apastyle.apa.org/style, and more.",
    ]
    assert [text_of(each) for each in rule.iter("li")] == ["(2018) for 2014", "another <one>"]
    assert [text_of(each) for each in rule.iter("code")] == ["(citation)", "(2018)", "another"]
    assert list(links(rule)) == ["https://apastyle.apa.org/style"]
    assert "#rule-M302" in set(links(entry(page)))


def test_every_rule_of_refkit_can_be_explained() -> None:
    report = an_article(a_verdict())
    rules = refkit.api.rules()
    for rule in rules:
        find_in(report, "2020", code=rule.code, severity=rule.severity)
    page = page_of(report, rules=rules)
    assert len(classed(page, "rule")) == len(rules)
    assert not any("``" in text_of(each) for each in classed(page, "rule"))


@pytest.mark.parametrize(
    ("identity", "severity", "names"),
    [
        ("same-work", None, ["s", "entry", "k-verified", "verified"]),
        ("same-work", "info", ["s", "entry", "k-verified", "advice", "verified"]),
        ("same-work", "error", ["s", "entry", "k-errors", "errors"]),
        ("not-found", "error", ["s", "entry", "k-lost", "errors", "lost"]),
        ("undetermined", "warning", ["s", "entry", "k-open", "open", "warnings"]),
        ("undetermined", "error", ["s", "entry", "k-errors", "errors", "open"]),
        ("another-work", None, ["s", "entry", "k-another", "another"]),
    ],
)
def test_filters_know_each_reference(
    identity: Identity, severity: Severity | None, names: list[str]
) -> None:
    report = an_article(a_verdict(identity=identity))
    if severity:
        find_in(report, "2020", severity=severity)
    assert entry(page_of(report)).get("class", "").split() == names


def test_filters_are_offered_for_what_occurs_and_need_no_script() -> None:
    report = an_article(a_verdict("A 2001."), a_verdict("B 2002."), a_verdict("C 2003."))
    find_in(report, "2002", reference=1)
    page = page_of(report)
    inputs = only(classed(page, "filters")).iter("input")
    assert [(each.get("id"), "checked" in each.attrib) for each in inputs] == [
        ("show-all", True),
        ("show-errors", False),
        ("show-verified", False),
    ]
    labels = [text_of(each) for each in page.iter("label")]
    assert labels == ["All", "Errors 1", "Verified 2"]
    assert not classed(page_of(an_article(a_verdict())), "filters")


def test_the_style_hides_what_a_filter_does_not_show() -> None:
    from refkit.report.html.figures import FILTERS

    style = resources.files("refkit.report.html").joinpath("style.css").read_text("utf-8")
    for name in FILTERS:
        rule = f"body:has(#show-{name}:checked) .s:not(.{name})"
        assert (rule in style) == (name != "all")


def test_text_is_told_from_its_background_in_both_modes() -> None:
    """WCAG 2.2, 1.4.3: a ratio of at least 4.5."""
    style = resources.files("refkit.report.html").joinpath("style.css").read_text("utf-8")
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    )
    pairs = [(ink, back) for ink in ("ink", "soft", "link") for back in ("paper", "panel")]
    pairs += [(colour, "paper") for colour in ("red", "amber", "blue", "green")]
    pairs += [(colour, f"{colour}-back") for colour in ("red", "amber", "blue", "green")]
    pairs += [("ink", f"{back}-back") for back in ("red", "amber", "blue", "grey")]
    pairs += [("link", f"{back}-back") for back in ("red", "blue", "grey")]
    for mode in (light, dark):
        poor = [pair for pair in pairs if _contrast(mode[pair[0]], mode[pair[1]]) < 4.5]
        assert not poor


def _contrast(one: str, other: str) -> float:
    a, b = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (a + 0.05) / (b + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_same_reports_give_the_same_page() -> None:
    report = an_article(a_verdict())
    assert write_html([report]) == write_html([report])
    assert "Checked with refkit " in text_of(page_of(report))


def test_no_reports_at_all() -> None:
    page = page_of()
    assert text_of(only(list(page.iter("h1")))) == "0 articles"


def test_the_four_references_of_the_example() -> None:
    from conftest import ROOT

    report = refkit.api.check(
        ROOT / "examples" / "why-do-we-cry.md",
        sources=refkit.api.Sources(records=[ROOT / "examples" / "records.json"], offline=True),
        select=["D", "M", "F", "R", "X"],
    )
    page = page_of(report, rules=refkit.api.rules())
    assert text_of(only(list(page.iter("h1")))) == "why-do-we-cry.md"
    badges = [text_of(classed(entry(page, number), "badge")[0]) for number in range(1, 5)]
    assert badges == [
        "✗ 4 errors",
        "? Could not be checked",
        "✓ Verified",
        "? Could not be checked",
    ]
    assert [text_of(each) for each in entry(page).iter("mark")] == [
        "Bylsma, L. M., & Gračanin, A.a",
        "4b",
        "492–502c",
        "https://doi.org/10.1037/pst0000395d",
    ]
