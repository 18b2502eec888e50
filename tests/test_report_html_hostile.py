"""The page holds against entries, records and names that carry markup, scripts and worse."""

from __future__ import annotations

import pytest
from html_made import a_verdict, an_article, classed, find_in, links, only, parsed, text_of
from hypothesis import given, settings
from hypothesis import strategies as st

from refkit.errors import UnreadableError
from refkit.model import (
    Answer,
    Comparison,
    Finding,
    Fix,
    Identity,
    Match,
    Name,
    Notice,
    Position,
    Record,
    Reference,
    Report,
    RuleInfo,
    Span,
    Verdict,
    Work,
)
from refkit.report.html import write_html

ATTACKS = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)' autofocus='",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "JaVaScRiPt:alert(1)",
    " https://x.example/\njavascript:alert(1)",
    "<!-- <svg onload=alert(1)> -->",
    "<![CDATA[<b>]]>",
    "&lt;script&gt; &#60;script&#62; &amp;",
    "]]></bdi></p></li></ol></main>",
    "\x00\x1b[31m\x08\ufeff",
    "\u202egnp.exe\u2066\u2069\u200f",
    "\ud800 lone \udfff",
    "\r\n\t\u2028\u2029\x85",
    "`code` ``code",
]


def everywhere(text: str) -> str:
    """A page with a text in every place where an article or a registry has its say."""
    record = Record(
        work=Work(
            title=text,
            DOI=text,
            author=[Name(family=text, given=text), Name(literal=text)],
            container_title=text,
            volume=text,
            issue=text,
            page=text,
            publisher=text,
        ),
        source=text,
        time=text,
        notices=[
            Notice(type="retraction", DOI=text, date=text, source=text),
            Notice(type="other", DOI=f"10.5555/{text}", label=text),
        ],
    )
    reference = Reference(
        raw=text or "x",
        span=Span(0, len(text or "x")),
        links=[text, f"https://x.example/{text}"],
        work=Work(title=text, DOI=text, URL=text, author=[Name(family=text)]),
        problem=text,
    )
    coverage = [
        Answer(source=text, question=text, outcome="silent", detail=text),
        Answer(source=text, question=text, outcome="found", records=[record]),
    ]
    comparison = Comparison(text or "x", text, text[::-1], False, text, text)
    identities: list[tuple[Identity, bool]] = [
        ("same-work", True),
        ("another-work", True),
        ("not-found", False),
        ("undetermined", False),
    ]
    verdicts = [
        Verdict(
            reference=reference,
            identity=identity,
            match=Match(record=record, score=0.5, reason=text, by="doi") if matched else None,
            claimed=record if identity == "another-work" else None,
            comparisons=[comparison, Comparison("title", text, text + "x", True, text)],
            coverage=coverage,
        )
        for identity, matched in identities
    ]
    findings = [
        Finding(
            code=code,
            message=f"{text} https://doi.org/10.5555/{text}",
            severity="error",
            path=text,
            span=Span(0, max(len(text) // 2, 1)),
            start=Position(1, 1),
            end=Position(1, 5),
            reference=number,
            field=text,
            written=text,
            found=text,
            source=text,
            fix=Fix(Span(0, len(text) // 2), text, safe=True),
        )
        for code in (text, "M302")
        for number in (0, 2, None)
    ]
    report = Report(
        path=text, format=text, verdicts=verdicts, findings=findings, guesses=[text], source=text
    )
    rules = [RuleInfo("M302", text, text, "error", f"{text}\n\nWhy:\n    ``{text}``\n    * {text}")]
    rules.append(RuleInfo(text, text, text, "error", text))
    unreadable = [UnreadableError(text, path=text)]
    return write_html([report, report], rules=rules, unreadable=unreadable, title=text)


def assert_harmless(page: str) -> None:
    """No element, attribute or address that could do something, and no character that hides."""
    root = parsed(page)
    allowed = {
        "html", "head", "meta", "title", "style", "body", "header", "main", "nav", "section",
        "article", "footer", "h1", "h2", "h3", "h4", "p", "a", "ul", "ol", "li", "dl", "dt", "dd",
        "div", "span", "bdi", "strong", "b", "i", "sup", "mark", "del", "ins", "code", "table",
        "caption", "thead", "tbody", "tr", "th", "td", "blockquote", "details", "summary",
        "fieldset", "legend", "input", "label",
    }  # fmt: skip
    assert {each.tag for each in root.iter()} <= allowed
    names = {name for each in root.iter() for name in each.attrib}
    assert names <= {
        "aria-hidden", "aria-label", "aria-labelledby", "charset", "checked", "class", "content",
        "data-label", "dir", "for", "href", "http-equiv", "id", "lang", "name", "rel", "role",
        "scope", "style", "type",
    }  # fmt: skip
    assert all(href.startswith(("#", "https://", "http://")) for href in links(root))
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in links(root) if href.startswith("#")} <= set(ids)
    assert not set(page) & set("\x00\x08\x1b\x85\u200f\u2028\u2029\u202e\u2066\u2069\ufeff\r\t")
    page.encode("utf-8")


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_in_every_place_is_shown_and_does_nothing(attack: str) -> None:
    assert_harmless(everywhere(attack))


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_any_text_in_every_place_gives_a_page_that_is_well_formed(text: str) -> None:
    assert_harmless(everywhere(text))


def test_the_attack_is_readable_as_text() -> None:
    page = parsed(write_html([an_article(a_verdict("<script>alert(1)</script> & more"))]))
    assert text_of(only(classed(page, "written"))) == "<script>alert(1)</script> & more"


def test_hidden_characters_are_shown_and_touch_nothing_around_them() -> None:
    page = parsed(write_html([an_article(a_verdict("A\u202eB\x00C \ud800"))]))
    written = only(classed(page, "written"))
    assert text_of(written) == "A\\u202eB␀C \\ud800"
    assert written.get("dir") == "auto"


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("ftp://example.org", False),
        ("//example.org", False),
        ("https:", False),
        ("https://exa\u202emple.org", False),
        ("https://example.org/" + "x" * 3000, False),
    ],
)
def test_only_addresses_of_the_web_are_linked(address: str, linked: bool) -> None:
    verdict = a_verdict()
    verdict.reference.links = [address]
    assert (address in set(links(parsed(write_html([an_article(verdict)]))))) == linked


def test_a_message_that_quotes_an_address_does_not_link_to_it() -> None:
    report = an_article(a_verdict())
    find_in(report, "2020", message="not https://evil.example but https://doi.org/10.5555/a(b)c).")
    message = only(classed(parsed(write_html([report])), "message"))
    assert list(links(message)) == ["https://doi.org/10.5555/a(b)c)"]


def test_a_title_of_ten_thousand_letters_is_cut_where_it_differs() -> None:
    title = "x" * 10_000
    verdict = a_verdict(
        f"Okafor (2020). {title}. Harbour.",
        comparisons=(Comparison("title", title, "x" * 5000 + "y" * 5000, False),),
    )
    report = an_article(verdict)
    find_in(report, title, code="M303", message=f"the title is not {title}")
    page = parsed(write_html([report]))
    full = only(classed(page, "rest"))
    assert text_of(only(list(full.iter("summary")))) == "The entry in full (10,025 characters)"
    assert title in text_of(full)
    cells = [text_of(each) for each in only(classed(page, "fields")).iter("td")]
    assert cells[0] == f"…{'x' * 400}… (10,000 characters)"
    assert cells[1] == f"…{'x' * 60}{'y' * 340}… (10,000 characters)"
    assert len(write_html([report])) < 60_000


def test_a_thousand_authors_are_shortened() -> None:
    verdict = a_verdict()
    assert verdict.match is not None
    verdict.match.record.work.author = [Name(family=f"Name{n}", given="A.") for n in range(1000)]
    page = write_html([an_article(verdict)])
    assert "Name11, A., … (1,000 authors)" in page
    assert "Name12" not in page


def many(count: int) -> Report:
    """An article with an error in every second reference."""
    return _with_errors(
        an_article(*(a_verdict(f"Okafor, N. ({1000 + n}). Tides.") for n in range(count)))
    )


def _with_errors(report: Report) -> Report:
    for number, verdict in enumerate(report.verdicts):
        verdict.comparisons = [
            Comparison("issued", "2020", "2021", number % 2 == 1),
            *(Comparison(name, "the same", "the same", True) for name in ("title", "author")),
        ]
        verdict.coverage = [Answer(source="crossref", question=f"q{number}", outcome="found")]
        if number % 2:
            continue
        start = verdict.reference.span.start + 12
        report.findings.append(
            Finding(
                code="M302",
                message="the year is another",
                severity="error",
                span=Span(start, start + 4),
                start=Position(verdict.reference.line, 13),
                end=Position(verdict.reference.line, 17),
                reference=number,
                fix=Fix(Span(start, start + 4), "2021", safe=True),
            )
        )
    return report


def test_five_hundred_references_make_a_page_below_three_megabytes() -> None:
    assert len(write_html([many(500)]).encode()) < 3_000_000


def test_the_page_grows_with_the_number_of_references_and_no_faster() -> None:
    sizes = [len(write_html([many(count)])) for count in (400, 800, 1600)]
    assert abs((sizes[2] - sizes[1]) - 2 * (sizes[1] - sizes[0])) < 0.02 * sizes[2]
