"""Suppressions: comments that hold Findings back, in each form, and what is said of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import refkit
from refkit.model import Document, Reference, Report, Span
from refkit.normalize.directives import find_directives
from refkit.readers import read
from refkit.verify.suppressions import find_suppressions

RECORDS = [
    {
        "DOI": "10.5555/herons.1",
        "type": "journal-article",
        "title": ["Herons at the edge of the reservoir"],
        "author": [{"family": "Marsh", "given": "Ada"}, {"family": "Lund", "given": "Per"}],
        "container-title": ["Journal of Wetlands"],
        "volume": "12",
        "issue": "3",
        "page": "201-219",
        "issued": {"date-parts": [[2016]]},
    },
    {
        "DOI": "10.5555/otters.7",
        "type": "journal-article",
        "title": ["Otters and the sound of running water"],
        "author": [{"family": "Quill", "given": "Bea"}, {"family": "Ostrom", "given": "Nils"}],
        "container-title": ["Rivers Today"],
        "volume": "4",
        "issue": "1",
        "page": "31-48",
        "issued": {"date-parts": [[2019]]},
    },
]

HERONS = (
    "Marsh, A., & Lund, P. (2011). Herons at the edge of the reservoir. Journal of Wetlands, "
    "12(3), 201–219. https://doi.org/10.5555/herons.1"
)
"""Its year should be 2016."""

OTTERS = (
    "Quill, B., & Ostrom, N. (2017). Otters and the sound of running water. Rivers Today, 9(1), "
    "31–48. https://doi.org/10.5555/otters.7"
)
"""Its year should be 2019, its volume 4."""

SELECTED = ("M302", "M305", "S9")


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("records") / "records.json"
    path.write_text(json.dumps(RECORDS), encoding="utf-8")
    return path


Codes = list[tuple[int | None, str]]


def check(
    text: str, form: str, records: Path, select: tuple[str, ...] = SELECTED, *, lines: bool = False
) -> Report:
    with refkit.Sources(records=[records], offline=True) as sources:
        return refkit.check(text, format=form, sources=sources, select=select, lines=lines)


def codes(report: Report) -> Codes:
    return [(finding.reference, finding.code) for finding in report.findings]


def markdown(first: str, second: str, *, top: str = "") -> str:
    return f"{top}# Birds\n\nSome text.\n\n## References\n\n{first}\n\n{second}\n"


def html(first: str, second: str) -> str:
    return f"<h1>Birds</h1><p>Text.</p><h2>References</h2>\n<ul>\n{first}\n{second}\n</ul>\n"


def plain(first: str, second: str) -> str:
    return f"Birds\n\nSome text.\n\nReferences\n\n{first}\n\n{second}\n"


WITHOUT: Codes = [(0, "M302"), (1, "M302"), (1, "M305")]
SECOND_YEAR_HELD: Codes = [(0, "M302"), (1, "M305")]
FIRST_HELD: Codes = [(1, "M302"), (1, "M305")]

HELD: dict[str, tuple[str, str, Codes]] = {
    "nothing": (markdown(HERONS, OTTERS), "markdown", WITHOUT),
    "at the end of an entry": (
        markdown(HERONS, f"{OTTERS} <!-- refkit: ignore[M302] the print has 2017 -->"),
        "markdown",
        SECOND_YEAR_HELD,
    ),
    "on the line before an entry": (
        markdown(HERONS, f"<!-- refkit: ignore[M302] the print has 2017 -->\n{OTTERS}"),
        "markdown",
        SECOND_YEAR_HELD,
    ),
    "blank lines before the entry": (
        markdown(HERONS, f"<!-- refkit: ignore[M302] the print has 2017 -->\n\n\n{OTTERS}"),
        "markdown",
        SECOND_YEAR_HELD,
    ),
    "on the line after an entry, about the next": (
        markdown(f"{HERONS}\n<!-- refkit: ignore[M302] the print has 2017 -->", OTTERS),
        "markdown",
        SECOND_YEAR_HELD,
    ),
    "over several lines": (
        markdown(HERONS, f"<!-- refkit:\n  ignore[M302]\n  the print has\n  2017 -->\n\n{OTTERS}"),
        "markdown",
        SECOND_YEAR_HELD,
    ),
    "several codes": (
        markdown(HERONS, f"{OTTERS} <!-- refkit: ignore[M302, M305] as printed -->"),
        "markdown",
        [(0, "M302")],
    ),
    "a prefix": (
        markdown(HERONS, f"{OTTERS} <!-- refkit: ignore[M3] as printed -->"),
        "markdown",
        [(0, "M302")],
    ),
    "any case, any spaces": (
        markdown(HERONS, f"{OTTERS} <!--REFKIT:Ignore[m302 M305]: as printed-->"),
        "markdown",
        [(0, "M302")],
    ),
    "a Markdown definition": (
        markdown(HERONS, f"[//]: # (refkit: ignore[M302] the print has 2017)\n{OTTERS}"),
        "markdown",
        SECOND_YEAR_HELD,
    ),
    "a Markdown definition in quotes": (
        markdown(HERONS, f'[comment]: <> "refkit: ignore[M302] the print has 2017"\n\n{OTTERS}'),
        "markdown",
        SECOND_YEAR_HELD,
    ),
    "a list of Markdown": (
        markdown(f"- {HERONS} <!-- refkit: ignore[M302] so the print -->", f"- {OTTERS}"),
        "markdown",
        FIRST_HELD,
    ),
    "after the bullet of Markdown": (
        markdown(f"- {HERONS}", f"- <!-- refkit: ignore[M302] so the print --> {OTTERS}"),
        "markdown",
        SECOND_YEAR_HELD,
    ),
    "after the bullet of Markdown, on a line of its own": (
        markdown(f"1. {HERONS}", f"2. <!-- refkit: ignore[M302] so the print -->\n   {OTTERS}"),
        "markdown",
        SECOND_YEAR_HELD,
    ),
    "between items of Markdown": (
        markdown(f"- {HERONS}\n<!-- refkit: ignore[M302] so the print -->\n- {OTTERS}", "End."),
        "markdown",
        SECOND_YEAR_HELD,
    ),
    "the whole file": (
        markdown(HERONS, OTTERS, top="<!-- refkit: ignore-file[M302] years of print -->\n\n"),
        "markdown",
        [(1, "M305")],
    ),
    "the whole file, at its end": (
        markdown(HERONS, f"{OTTERS}\n\n<!-- refkit: ignore-file[M302] years of print -->"),
        "markdown",
        [(1, "M305")],
    ),
    "a code block": (
        markdown(
            HERONS,
            OTTERS,
            top="```html\n<!-- refkit: ignore-file[M302] why -->\n```\n\n",
        ),
        "markdown",
        WITHOUT,
    ),
    "a code span": (
        markdown(HERONS, OTTERS, top="Write `<!-- refkit: ignore-file[M302] why -->`.\n\n"),
        "markdown",
        WITHOUT,
    ),
    "a sentence": (
        markdown(HERONS, OTTERS, top="Write refkit: ignore-file[M302] why.\n\n"),
        "markdown",
        WITHOUT,
    ),
    "a heading of Markdown": (
        markdown(HERONS, OTTERS, top="# refkit: ignore-file[M302] why\n\n"),
        "markdown",
        WITHOUT,
    ),
    "a comment that begins otherwise": (
        markdown(HERONS, OTTERS, top="<!-- see refkit: ignore-file[M302] why -->\n\n"),
        "markdown",
        WITHOUT,
    ),
    "no reason": (
        markdown(HERONS, f"{OTTERS} <!-- refkit: ignore[M302] -->"),
        "markdown",
        [(0, "M302"), (1, "M302"), (1, "M305"), (None, "S903")],
    ),
    "a dash for a reason": (
        markdown(HERONS, f"{OTTERS} <!-- refkit: ignore[M302] -- -->"),
        "markdown",
        [(0, "M302"), (1, "M302"), (1, "M305"), (None, "S903")],
    ),
    "no codes": (
        markdown(HERONS, f"{OTTERS} <!-- refkit: ignore the print has 2017 -->"),
        "markdown",
        [(0, "M302"), (1, "M302"), (1, "M305"), (None, "S903")],
    ),
    "empty brackets": (
        markdown(HERONS, f"{OTTERS} <!-- refkit: ignore[ ] the print has 2017 -->"),
        "markdown",
        [(0, "M302"), (1, "M302"), (1, "M305"), (None, "S903")],
    ),
    "a slip": (
        markdown(HERONS, f"{OTTERS} <!-- refkit: ignroe[M302] the print has 2017 -->"),
        "markdown",
        [(0, "M302"), (1, "M302"), (1, "M305"), (None, "S904")],
    ),
    "a remark": (
        markdown(HERONS, f"{OTTERS} <!-- refkit: ran without findings in May -->"),
        "markdown",
        WITHOUT,
    ),
    "an unknown code beside a known one": (
        markdown(HERONS, f"{OTTERS} <!-- refkit: ignore[M302, M399] as printed -->"),
        "markdown",
        [(0, "M302"), (1, "M305"), (None, "S904")],
    ),
    "inside an item of HTML": (
        html(
            f"<li>{HERONS}</li>",
            f"<li>\n{OTTERS}\n<!-- refkit: ignore[M302] the print has 2017 -->\n</li>",
        ),
        "html",
        SECOND_YEAR_HELD,
    ),
    "between items of HTML": (
        html(
            f"<li>{HERONS}</li>\n<!-- refkit: ignore[M302] the print has 2017 -->",
            f"<li>{OTTERS}</li>",
        ),
        "html",
        SECOND_YEAR_HELD,
    ),
    "between items of HTML on one line": (
        html(f"<li>{HERONS}</li><!-- refkit: ignore[M302] so -->", f"<li>{OTTERS}</li>"),
        "html",
        SECOND_YEAR_HELD,
    ),
    "items of HTML without end tags": (
        html(f"<li>{HERONS} <!-- refkit: ignore[M302] so -->", f"<li>{OTTERS}"),
        "html",
        FIRST_HELD,
    ),
    "before the text of an item of HTML": (
        html(f"<li>{HERONS}</li>", f"<li><!-- refkit: ignore[M302] so -->{OTTERS}</li>"),
        "html",
        SECOND_YEAR_HELD,
    ),
    "a script of HTML": (
        "<script>document.write('<!-- refkit: ignore-file[M302] why -->')</script>"
        + html(f"<li>{HERONS}</li>", f"<li>{OTTERS}</li>"),
        "html",
        WITHOUT,
    ),
    "text of HTML that shows a comment": (
        "<p>&lt;!-- refkit: ignore-file[M302] why --&gt;</p>"
        + html(f"<li>{HERONS}</li>", f"<li>{OTTERS}</li>"),
        "html",
        WITHOUT,
    ),
    "a line of plain text": (
        plain(HERONS, f"# refkit: ignore[M302] the print has 2017\n{OTTERS}"),
        "text",
        SECOND_YEAR_HELD,
    ),
    "a percent sign in plain text": (
        plain(HERONS, f"  %% refkit: ignore[M302] the print has 2017\n\n{OTTERS}"),
        "text",
        SECOND_YEAR_HELD,
    ),
    "between numbered entries of plain text": (
        plain(f"[1] {HERONS}", f"# refkit: ignore[M302] the print has 2017\n[2] {OTTERS}"),
        "text",
        SECOND_YEAR_HELD,
    ),
    "an HTML comment in plain text is text": (
        plain(HERONS, OTTERS).replace(
            "Some text.", "<!-- refkit: ignore-file[M302] the print has 2017 -->"
        ),
        "text",
        WITHOUT,
    ),
}


@pytest.mark.parametrize("name", HELD)
def test_what_a_comment_holds_back(name: str, records: Path) -> None:
    text, form, expected = HELD[name]
    report = check(text, form, records)
    assert sorted(codes(report), key=str) == sorted(expected, key=str)
    assert [verdict.identity for verdict in report.verdicts] == ["same-work", "same-work"]


def test_what_is_held_back_is_kept_with_its_reason(records: Path) -> None:
    text = markdown(HERONS, f"{OTTERS} <!-- refkit: ignore[M3]: the print\n has 2017 -->")
    report = check(text, "markdown", records)
    assert [(each.finding.code, each.reason, each.by) for each in report.suppressed] == [
        ("M302", "the print has 2017", "comment"),
        ("M305", "the print has 2017", "comment"),
    ]


def test_the_reason_nearest_to_a_finding_is_given(records: Path) -> None:
    text = markdown(
        f"{HERONS} <!-- refkit: ignore[M302] this print -->",
        OTTERS,
        top="<!-- refkit: ignore-file[M3] all prints -->\n\n",
    )
    report = check(text, "markdown", records)
    assert [each.reason for each in report.suppressed] == ["this print", "all prints", "all prints"]


def test_nothing_but_what_is_suppressed_is_found_and_the_exit_code_is_0(records: Path) -> None:
    text = markdown(HERONS, OTTERS, top="<!-- refkit: ignore-file[M3] old prints -->\n\n")
    assert check(text, "markdown", records).exit_code == 0


@pytest.mark.parametrize("sign", ["#", "%"])
def test_a_list_of_lines_has_comments_on_lines_of_their_own(sign: str, records: Path) -> None:
    text = f"{HERONS}\n{sign} refkit: ignore[M302] the print has 2017\n{OTTERS}\n"
    report = check(text, "text", records, lines=True)
    assert codes(report) == SECOND_YEAR_HELD
    assert [verdict.reference.line for verdict in report.verdicts] == [1, 3]
    assert [verdict.reference.raw for verdict in report.verdicts] == [HERONS, OTTERS]


def test_a_comment_in_plain_text_does_not_make_it_markdown() -> None:
    assert read("# refkit: ignore[M302] reason\nSome text.\n", path="a.txt").format == "text"


def test_other_lines_of_plain_text_that_begin_so_are_text() -> None:
    text = "# refkit: a tool\n% refkit ignore[M302] reason\n#refkit: ignore[M302] reason\n"
    assert read(text, format="text").text == "# refkit: a tool\n% refkit ignore[M302] reason"


def test_a_comment_parts_no_lines_of_plain_text() -> None:
    document = read("One\n# refkit: ignore[M302] reason\ntwo\n", format="text")
    assert [(document.text[b.span.start : b.span.end], b.gap) for b in document.blocks] == [
        ("One", 0),
        ("two", 0),
    ]


SCOPES = {
    "the paragraph before it on the line": (
        "One two. <!-- refkit: ignore[C6] x -->\n\nThree.\n", "markdown", "One two."
    ),
    "in the middle of a paragraph": (
        "One <!-- refkit: ignore[C6] x --> two\nthree.\n\nFour.\n", "markdown", "One two\nthree."
    ),
    "the next paragraph": (
        "One.\n\n<!-- refkit: ignore[C6] x -->\n\nTwo\nthree.\n\nFour.\n", "markdown", "Two\nthree."
    ),
    "a wrapped paragraph of plain text": (
        "One.\n\n# refkit: ignore[C6] x\nTwo\nthree.\n\nFour.\n", "text", "Two\nthree."
    ),
    "a long line of plain text": (
        f"One.\n# refkit: ignore[C6] x\n{'two ' * 40}\nFour.\n", "text", ("two " * 40).strip()
    ),
    "a line of preformatted HTML": (
        "<pre>One.\n<!-- refkit: ignore[C6] x -->\nTwo.\n\nThree.</pre>", "html", "Two."
    ),
    "after a line break of HTML": (
        "<p>One.<br>\n<!-- refkit: ignore[C6] x -->Two.</p><p>Three.</p>", "html", "One.\nTwo."
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SCOPES)
def test_the_paragraph_that_a_comment_is_about(name: str) -> None:
    text, form, expected = SCOPES[name]
    document = read(text, format=form)
    (found,) = find_suppressions(document, [])
    assert found.scope is not None
    assert document.text[found.scope.start : found.scope.end] == expected


def test_lines_of_one_paragraph_that_are_entries_are_told_apart() -> None:
    text = "One.<br>\n<!-- refkit: ignore[A8] x -->\nTwo. <!-- refkit: ignore[A8] x -->\n<br>Three."
    document = read(text, format="html")
    entries = [Reference(raw=raw, span=_span(document, raw)) for raw in ("One.", "Two.", "Three.")]
    found = find_suppressions(document, entries)
    assert [each.scope for each in found] == [_span(document, "Two.")] * 2


def _span(document: Document, text: str) -> Span:
    start = document.text.index(text)
    return Span(start, start + len(text))


def test_a_comment_with_nothing_after_it_is_about_nothing(records: Path) -> None:
    text = markdown(HERONS, f"{OTTERS}\n\n<!-- refkit: ignore[M302] so the print -->")
    report = check(text, "markdown", records)
    assert [(each.code, each.message) for each in report.findings][-1] == (
        "S902",
        "nothing to suppress after this comment for M302",
    )


def apply(report: Report, code: str, *, safe: bool = True) -> str:
    """The article after the fix of the one finding of a code."""
    (fix,) = [each.fix for each in report.findings if each.code == code]
    assert fix is not None
    assert fix.safe is safe
    source = report.source
    return source[: fix.span.start] + fix.replacement + source[fix.span.end :]


RIGHT = OTTERS.replace("2017", "2019").replace("9(1)", "4(1)")
FIXED = {
    "at the end of an entry": (
        "S902",
        markdown(HERONS, f"{RIGHT} <!-- refkit: ignore[M302] so the print -->"),
        markdown(HERONS, RIGHT),
    ),
    "on a line of its own": (
        "S902",
        markdown(HERONS, f"<!-- refkit: ignore[M302] so the print -->\n{RIGHT}"),
        markdown(HERONS, RIGHT),
    ),
    "between two paragraphs": (
        "S902",
        markdown(f"{HERONS}\n<!-- refkit: ignore[M302] so the print -->\n{RIGHT}", "A sentence."),
        markdown(f"{HERONS}\n\n{RIGHT}", "A sentence."),
    ),
    "before an entry": (
        "S902",
        markdown(HERONS, f"<!-- refkit: ignore[M302] so the print --> {RIGHT}"),
        markdown(HERONS, RIGHT),
    ),
    "after a bullet": (
        "S902",
        markdown(f"- {HERONS}", f"- <!-- refkit: ignore[M302] so the print --> {RIGHT}"),
        markdown(f"- {HERONS}", f"- {RIGHT}"),
    ),
    "within a sentence": (
        "S902",
        markdown(HERONS, OTTERS).replace(
            "Some text.", "Some <!-- refkit: ignore[M302] so the print --> text."
        ),
        markdown(HERONS, OTTERS),
    ),
    "one code of two": (
        "S902",
        markdown(HERONS, f"{OTTERS} <!-- refkit: ignore[M302,S901, M305] so -->"),
        markdown(HERONS, f"{OTTERS} <!-- refkit: ignore[M302, M305] so -->"),
    ),
    "the whole file": (
        "S902",
        markdown(HERONS, RIGHT, top="<!-- refkit: ignore-file[M305] old prints -->\n"),
        markdown(HERONS, RIGHT),
    ),
    "an unknown code": (
        "S904",
        markdown(HERONS, f"{OTTERS} <!-- refkit: ignore[M399] so the print -->"),
        markdown(HERONS, OTTERS),
    ),
    "an unknown code beside a known one": (
        "S904",
        markdown(HERONS, f"{OTTERS} <!-- refkit: ignore[X999, M305] so the print -->"),
        markdown(HERONS, f"{OTTERS} <!-- refkit: ignore[M305] so the print -->"),
    ),
    "an unknown code beside one that is not used": (
        "S904",
        markdown(HERONS, f"{RIGHT} <!-- refkit: ignore[X999, M305] so the print -->"),
        markdown(HERONS, RIGHT),
    ),
}


@pytest.mark.parametrize("name", FIXED)
def test_what_is_good_for_nothing_is_taken_out(name: str, records: Path) -> None:
    code, before, after = FIXED[name]
    # What follows a comment at the start of a line is HTML until the comment is taken out.
    safe = name not in ("before an entry", "after a bullet")
    mended = apply(check(before, "markdown", records), code, safe=safe)
    assert mended == after
    assert not {"S902", "S904"} & {each.code for each in check(after, "markdown", records).findings}


def test_two_paragraphs_are_never_joined_by_taking_a_comment_out(records: Path) -> None:
    text = markdown(f"{HERONS}\n<!-- refkit: ignore[M302] so the print --> {RIGHT}", "A sentence.")
    (found,) = [each for each in check(text, "markdown", records).findings if each.code == "S902"]
    assert found.fix is None


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_comment_line_goes_with_its_line_break(end: str, records: Path) -> None:
    text = plain(HERONS, f"# refkit: ignore[M302] so the print\n{RIGHT}").replace("\n", end)
    with refkit.Sources(records=[records], offline=True) as sources:
        report = refkit.check(text, format="text", sources=sources, select=SELECTED)
    assert apply(report, "S902") == plain(HERONS, RIGHT).replace("\n", end)


def test_two_rules_on_one_comment_have_the_same_fix(records: Path) -> None:
    text = markdown(HERONS, f"{RIGHT} <!-- refkit: ignore[X999, M305] so the print -->")
    found = check(text, "markdown", records).findings
    assert [each.code for each in found] == ["M302", "S902", "S904"]
    assert found[1].fix == found[2].fix


def test_the_place_of_a_finding_is_the_comment(records: Path) -> None:
    text = markdown(HERONS, f"{RIGHT}\n<!-- refkit: ignore[M302] -->")
    (found,) = [each for each in check(text, "markdown", records).findings if each.code == "S903"]
    assert (found.start.line, found.start.column, found.end.column) == (10, 1, 30)
    assert found.message == "suppresses nothing: say why, after the brackets"


NOT_CALLED_UNUSED = {
    "the rule did not run": ("M305", ("M302", "S9")),
    "a part of the rules did not run": ("M3", ("M302", "S9")),
    "rules on form, in no form": ("A8", ("A8", "S9")),
}


@pytest.mark.parametrize("name", NOT_CALLED_UNUSED)
def test_a_suppression_is_not_called_unused_where_that_is_not_certain(
    name: str, records: Path
) -> None:
    code, select = NOT_CALLED_UNUSED[name]
    text = markdown(HERONS, RIGHT).replace(
        "Some text.", f"Some text. <!-- refkit: ignore-file[{code}] old prints -->"
    )
    with refkit.Sources(records=[records], offline=True) as sources:
        settings = refkit.api.Settings(select=select, style="none")
        report = refkit.check(text, format="markdown", sources=sources, settings=settings)
    assert "S902" not in [each.code for each in report.findings]


@pytest.mark.parametrize("word", ["ignore", "ignore-file"])
def test_a_suppression_is_not_called_unused_where_nothing_could_be_checked(word: str) -> None:
    text = markdown(HERONS, f"{RIGHT} <!-- refkit: {word}[M302] so the print -->")
    with refkit.Sources(offline=True) as sources:
        report = refkit.check(text, format="markdown", sources=sources, select=SELECTED)
    assert codes(report) == []
    assert report.exit_code == 3


def test_what_is_said_of_suppressions_can_be_suppressed(records: Path) -> None:
    text = markdown(
        f"{HERONS} <!-- refkit: ignore[M305] once wrong -->",
        RIGHT,
        top="<!-- refkit: ignore-file[S902] under review -->\n\n",
    )
    report = check(text, "markdown", records)
    assert codes(report) == [(0, "M302")]
    assert [each.finding.code for each in report.suppressed] == ["S902"]


HOSTILE = {
    "comments that never end": ("<!-- refkit: ignore[M302] a " * 200_000, "html"),
    "comments that end once": ("<!-- " * 400_000 + "refkit: ignore[M302] -->", "html"),
    "scripts that never end": ("<script><!-- refkit:" * 200_000, "html"),
    "comments after one word": ("Word" + "<!-- refkit: ignore[M302] a -->" * 20_000, "html"),
    "definitions": ("[//]: # (" * 200_000 + " refkit:", "markdown"),
    "lines of signs": ("# " * 500_000 + "refkit: ignore[", "text"),
    "lines without a blank one": ("a\n# refkit: ignore[M302] b\n" * 20_000, "text"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_comments_are_found_in_linear_time(name: str) -> None:
    text, form = HOSTILE[name]
    # The reader has limits of its own: what is looked at here is the search for comments.
    document = Document(path="", source=text, text="", blocks=[], format=form)
    for found in find_suppressions(document, []):
        assert found.directive.comment.end <= len(text)


def test_many_comments_and_findings_meet_in_linear_time(records: Path) -> None:
    comment = "<!-- refkit: ignore[M302] so the print -->"
    text = markdown(HERONS, OTTERS + comment * 5_000)
    report = check(text, "markdown", records)
    assert codes(report) == SECOND_YEAR_HELD


_PIECES = st.lists(
    st.sampled_from(
        [
            "<!--", "-->", "refkit:", " ignore", "ignore-file", "[M302]", "[", "]", " reason", "\n",
            "\n\n", "Text.", "[//]: # (", ")", "# ", "% ", "<p>", "</p>", "`", "```\n", "<script>",
            "\r\n", "> ", "- ", "&amp;",
        ]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@pytest.mark.parametrize("form", ["markdown", "html", "text"])
@given(text=_PIECES)
def test_a_directive_is_never_text_that_is_shown(form: str, text: str) -> None:
    try:
        document = read(text, format=form)
    except refkit.UnreadableError:
        return
    for directive in find_directives(document):
        place = directive.comment
        assert not any(
            segment.source_start < place.end and segment.source_end > place.start
            for segment in document.segments
        )
        assert "refkit" in text[place.start : place.end].lower()


_COMMENTS = {
    "markdown": [
        "<!-- refkit: ignore[X103] a -->", "\n\n[//]: # (refkit: ignore[X103] b)\n",
        "<!-- refkit:\nignore[Q1] c -->",
    ],
    "html": ["<!-- refkit: ignore[X103] a -->", "<!-- refkit:\nignore[Q1] c -->"],
    "text": ["# refkit: ignore[X103] a\n", "\n% refkit: ignore[X103] b\n"],
}  # fmt: skip
_TEXTS = {
    "markdown": ["One", " two.", "\n", "\n\n", "\n\n- Three", "\n\n> four", "\r\n", " `five`"],
    "html": ["One", "two.", " ", "\n", "<p>", "</p>", "<li>", "<br>", "<pre>", "</pre>", "\r\n"],
    "text": ["One", "two.", " ", "\n", "\n\n", "\r\n", "\f"],
}


@pytest.mark.parametrize("form", ["markdown", "html", "text"])
@given(data=st.data())
def test_taking_comments_out_changes_nothing_that_is_read(form: str, data: st.DataObject) -> None:
    pieces = st.sampled_from(_TEXTS[form] + 2 * _COMMENTS[form])
    text = data.draw(st.lists(pieces, min_size=2, max_size=14).map("".join))
    if not (before := _blocks(text, form)):
        return
    with refkit.Sources(offline=True) as sources:
        report = refkit.check(text, format=form, sources=sources, select=["X103", "S902", "S904"])
    fixes = {each.fix for each in report.findings if each.fix and each.fix.safe}
    source = report.source
    for fix in sorted(fixes, key=lambda each: each.span, reverse=True):
        source = source[: fix.span.start] + fix.replacement + source[fix.span.end :]
    assert _blocks(source, form) == before


def _blocks(text: str, form: str) -> list[str]:
    try:
        document = read(text, format=form)
    except refkit.UnreadableError:
        return []
    return [document.text[each.span.start : each.span.end] for each in document.blocks]
