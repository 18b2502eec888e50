"""What the report for people says, on hand-made reports."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from refkit.model import (
    Answer,
    Date,
    Finding,
    Fix,
    Match,
    Name,
    Position,
    Record,
    Reference,
    Report,
    Span,
    Verdict,
    Work,
)
from refkit.report.text import write_summary, write_text

WRONG = "Doe, J. (2020). On tears. Emotion, 1(2), 3–9. https://doi.org/10.1037/wrong"
RIGHT = "Roe, R. (2014). On smiles. Emotion, 2(1), 1–2."
LOST = "Sharman, L. S., Dingle, G. A., & Vanman, E. J. (2020). Using crying to cope. Emotion."
ARTICLE = f"# References\n\n{WRONG}\n\n{RIGHT}\n\n{LOST}\n"


def an_article() -> Report:
    work = Work(title="On tears", DOI="10.1037/right")
    record = Record(work=work, source="crossref")
    return Report(
        path="a.md",
        format="markdown",
        source=ARTICLE,
        verdicts=[
            Verdict(
                reference=Reference(raw=WRONG, line=3),
                identity="another-work",
                match=Match(record=record, score=0.98, reason="title and year agree", by="search"),
            ),
            Verdict(
                reference=Reference(raw=RIGHT, line=5),
                identity="same-work",
                match=Match(record=record, score=0.99, reason="all agree", by="search"),
            ),
            Verdict(
                reference=Reference(
                    raw=LOST,
                    line=7,
                    work=Work(
                        author=[Name(family=name) for name in ("Sharman", "Dingle", "Vanman")],
                        issued=Date(date_parts=((2020,),)),
                    ),
                ),
                identity="undetermined",
                coverage=[Answer(source="records.json", question=LOST, outcome="unknown")],
            ),
        ],
        findings=[
            Finding(
                code="D203",
                message="this DOI is another work's",
                severity="error",
                path="a.md",
                start=Position(3, WRONG.index("10.1037") + 1),
                end=Position(3, len(WRONG) + 1),
                span=Span(62, 75),
                reference=0,
                field="DOI",
                written="10.1037/wrong",
                found="10.1037/right",
                source="crossref, 10.1037/right",
            )
        ],
    )


def one_finding(source: str, start: Position, end: Position, message: str = "wrong") -> Report:
    return Report(
        path="a.txt",
        format="text",
        source=source,
        verdicts=[Verdict(reference=Reference(raw=source[:80]), identity="same-work")],
        findings=[
            Finding(
                code="M302", message=message, severity="error", start=start, end=end, reference=0
            )
        ],
    )


def test_a_report_reads_like_a_linters() -> None:
    assert write_text(an_article()) == (
        "a.md:3:63 D203 this DOI is another work's\n"
        f"  3 | {WRONG}\n"
        f"    | {' ' * 62}^^^^^^^^^^^^^\n"
        "  = record says: 10.1037/right\n"
        "  = from: crossref, https://doi.org/10.1037/right\n"
        "\n"
        "a.md: not checked (1)\n"
        "  line 7 Sharman et al. (2020): no matching record in records.json\n"
        "\n"
        "3 references: 1 verified, 1 with errors,"
        " 1 not checkable (no matching record in records.json)\n"
    )


def test_brief_is_one_line_for_each_finding() -> None:
    assert write_text(an_article(), brief=True) == "a.md:3:63 D203 this DOI is another work's\n"


def test_the_summary_can_be_left_out() -> None:
    assert "3 references" not in write_text(an_article(), summary=False)


def test_the_summary_of_several_files_counts_them_together() -> None:
    assert write_summary([an_article(), an_article()]) == (
        "2 files, 6 references: 2 verified, 2 with errors, 2 not checkable"
        " (no matching record in records.json)\n"
    )


def test_an_article_without_references_says_so() -> None:
    assert write_summary([Report(path="", format="text", verdicts=[], findings=[])]) == (
        "no references\n"
    )


def test_a_warning_and_an_info_do_not_count_as_errors() -> None:
    report = an_article()
    report.findings[0].severity = "warning"
    report.findings.append(Finding(code="R501", message="m", severity="info", reference=1))
    assert write_summary([report]).startswith("3 references: 1 verified, 1 with warnings, 1 not")


def test_without_color_there_is_no_escape_and_with_it_the_text_is_the_same() -> None:
    plain = write_text(an_article())
    colored = write_text(an_article(), color=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31m^^^^^^^^^^^^^\x1b[0m" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain


def test_escape_sequences_of_the_article_are_shown_and_not_sent() -> None:
    hostile = "Doe, \x1b[31mJ.\u202e (2020).\x07 T\x9bitle.\x00"
    report = one_finding(hostile, Position(1, 6), Position(1, 10), message="\x1b]0;title\x07")
    report.findings[0].found, report.findings[0].source = "\x1b[2J", "r"
    report.verdicts[0].reference.raw = hostile
    report.verdicts[0].identity = "undetermined"
    report.path = "a\x1b.txt"
    text = write_text(report)
    assert "Doe, ␛[31mJ.\\u202e (2020).␇ T\\x9bitle.␀" in text
    assert "a␛.txt:1:6 M302 ␛]0;title␇" in text
    assert "record says: ␛[2J" in text
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)


@given(st.text(), st.integers(1, 30), st.integers(1, 30), st.integers(0, 4))
def test_no_text_of_an_article_can_act_on_the_terminal(
    source: str, start: int, end: int, lines: int
) -> None:
    report = one_finding(source, Position(1, start), Position(1 + lines, end), message=source)
    text = write_text(report)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\ud800-\udfff]", text)


def test_a_long_line_is_cut_to_the_width_around_the_fault() -> None:
    source = "a" * 500 + " WRONG " + "b" * 500
    text = write_text(one_finding(source, Position(1, 502), Position(1, 507)), width=60)
    excerpt, under = text.splitlines()[1:3]
    assert len(excerpt) <= 60
    assert excerpt.startswith("  1 | …aaa")
    assert excerpt.endswith("bbb…")
    assert excerpt.index("WRONG") == under.index("^^^^^")
    assert under.count("^") == 5


def test_a_fault_at_the_start_of_a_long_line_shows_what_follows() -> None:
    source = "WRONG " + "b" * 500
    excerpt = write_text(one_finding(source, Position(1, 1), Position(1, 6)), width=60).splitlines()
    assert excerpt[1] == "  1 | WRONG " + "b" * 46 + "…"
    assert excerpt[2] == "    | ^^^^^"


def test_a_fault_longer_than_the_width_is_shown_from_its_start() -> None:
    source = "x " + "W" * 500
    excerpt = write_text(one_finding(source, Position(1, 3), Position(1, 503)), width=60)
    assert "  1 | …WWW" in excerpt
    assert all(len(line) <= 60 for line in excerpt.splitlines())


def test_a_line_of_five_million_characters_is_no_work() -> None:
    source = "\u0301" * 2_500_000 + "WRONG" + "b" * 2_500_000
    text = write_text(one_finding(source, Position(1, 2_500_001), Position(1, 2_500_006)), width=80)
    assert len(text) < 1500


def test_carets_stand_below_wide_and_combining_characters() -> None:
    cases = {
        "山田, T. (2020)": "    |           ^^^^",  # two columns for each of two characters
        "e\u0301a, T. (2020)": "    |         ^^^^",  # none for the accent
        "\tab, T. (2020)": "    |             ^^^^",  # four for the tab
    }
    for source, under in cases.items():
        at = source.index("2020") + 1
        text = write_text(one_finding(source, Position(1, at), Position(1, at + 4)))
        assert text.splitlines()[2] == under


def test_a_place_where_something_lacks_has_one_caret() -> None:
    text = write_text(one_finding("Doe, J. (2020). T.", Position(1, 19), Position(1, 19)))
    assert text.splitlines()[1:3] == [
        "  1 | Doe, J. (2020). T.",
        "    |                   ^",
    ]


def test_a_fault_over_lines_underlines_each_without_its_indent() -> None:
    source = "Doe, J. (2020).\n    On\n    tears.\n"
    assert write_text(one_finding(source, Position(1, 10), Position(3, 11))).splitlines()[1:7] == [
        "  1 | Doe, J. (2020).",
        "    |          ^^^^^^",
        "  2 |     On",
        "    |     ^^",
        "  3 |     tears.",
        "    |     ^^^^^^",
    ]


def test_a_fault_over_many_lines_shows_the_first_and_the_last() -> None:
    source = "\n".join(f"line {number}" for number in range(1, 13))
    shown = write_text(one_finding(source, Position(1, 1), Position(12, 8))).splitlines()[1:10]
    assert [line[:10] for line in shown if "line" in line] == [
        "   1 | lin",
        "   2 | lin",
        "   3 | lin",
        "  12 | lin",
    ]
    assert "     : …" in shown


def test_lines_end_as_positions_count_them() -> None:
    # A form feed and U+2028 end lines for str.splitlines, but not for an editor.
    source = "one\x0c\u2028\r\ntwo\rthree"
    text = write_text(one_finding(source, Position(3, 1), Position(3, 6)))
    assert "  3 | three\n    | ^^^^^\n" in text


def test_without_the_files_text_the_entry_is_shown_with_what_is_written_underlined() -> None:
    report = an_article()
    report.source = ""
    assert f"  1 | {WRONG}\n    | {' ' * 62}^^^^^^^^^^^^^\n" in write_text(report)


def test_a_finding_on_the_whole_article_has_no_excerpt() -> None:
    report = Report(
        path="a.md",
        format="markdown",
        source="# Title\n",
        verdicts=[],
        findings=[Finding(code="X101", message="no reference list", severity="error")],
    )
    assert write_text(report) == "a.md:1:1 X101 no reference list\n\nno references\n"


def test_a_work_found_nowhere_names_who_was_asked() -> None:
    report = one_finding("Doe, J. (2020). T.", Position(1, 1), Position(1, 4), "found nowhere")
    report.verdicts[0].identity = "not-found"
    report.verdicts[0].coverage = [
        Answer(source="crossref", question="q", outcome="absent"),
        Answer(source="doi.org", question="q", outcome="absent"),
        Answer(source="crossref", question="r", outcome="absent"),
    ]
    assert "  = asked: crossref, doi.org\n" in write_text(report)


def test_a_fix_is_told_where_it_is_not_what_the_record_says() -> None:
    report = one_finding("Doe, J. (2020). T.", Position(1, 10), Position(1, 14))
    report.findings[0].fix = Fix(Span(9, 13), "2021", safe=False)
    assert "  = unsafe fix: write “2021”\n" in write_text(report)
    report.findings[0].found = "2021"
    assert "fix:" not in write_text(report)


def test_long_evidence_is_wrapped_under_itself() -> None:
    report = one_finding("Doe, J. (2020). T.", Position(1, 1), Position(1, 4))
    report.findings[0].found, report.findings[0].source = "Abcdef, G., " * 10, "r"
    lines = write_text(report, width=60).splitlines()
    assert lines[3].startswith("  = record says: Abcdef, G., ")
    assert lines[4].startswith("                 G., Abcdef, G., ")
    assert all(len(line) <= 60 for line in lines[3:5])


def test_a_silent_source_is_named_before_one_that_has_nothing() -> None:
    report = an_article()
    report.verdicts[2].coverage.append(
        Answer(source="crossref", question="q", outcome="silent", detail="timed out")
    )
    assert "line 7 Sharman et al. (2020): crossref did not answer: timed out\n" in write_text(
        report
    )


def test_many_unchecked_references_are_listed_in_part() -> None:
    report = an_article()
    report.verdicts = [report.verdicts[2]] * 25
    report.findings = []
    text = write_text(report)
    assert "a.md: not checked (25)\n" in text
    assert text.count("Sharman et al. (2020)") == 10
    assert "  … and 15 more\n" in text


def test_what_was_guessed_is_a_note() -> None:
    report = an_article()
    report.guesses = ["the encoding is windows-1252"]
    assert "a.md: note: the encoding is windows-1252\n" in write_text(report)


def test_text_from_memory_has_a_name() -> None:
    report = an_article()
    report.path = report.findings[0].path = ""
    assert write_text(report).startswith("<text>:3:63 D203 ")
