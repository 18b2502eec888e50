"""Reports for the tests of their forms: one of every kind of verdict, and a hostile one."""

from __future__ import annotations

from refkit.model import (
    Answer,
    Comparison,
    Finding,
    Fix,
    Match,
    Name,
    Notice,
    Position,
    Record,
    Reference,
    Report,
    Span,
    Verdict,
    Work,
)
from refkit.model.work import Date

SOURCE = (
    "# Tears\n\n## References\n\n"
    "Ek, B. (1999). Salt. Sea, 3, 1–9.\n\n"
    "Oz, C. (2001). Rain. Sea, 4, 3–4.\n\n"
    "Uz, D. (2003). A book of tears. Lake Press.\n"
)


def reference(raw: str, family: str, year: int, title: str, line: int) -> Reference:
    at = max(SOURCE.find(raw), 0)
    return Reference(
        raw=raw,
        span=Span(at, at + len(raw)),
        line=line,
        work=Work(title=title, author=[Name(family=family)], issued=Date(date_parts=((year,),))),
    )


def finding(code: str, severity: str, message: str, line: int, **more: object) -> Finding:
    given = {"start": Position(line, 1), "end": Position(line, 5), "path": "a.md"} | more
    return Finding(code=code, severity=severity, message=message, **given)  # type: ignore[arg-type]


def a_report() -> Report:
    """A wrong page, a retraction, a work that could not be checked, and an uncited entry."""
    record = Record(
        work=Work(DOI="10.5555/sea.3", title="Salt", page="1-2"),
        source="crossref",
        notices=[Notice(type="retraction", DOI="10.5555/sea.r", date="2020-01-02")],
    )
    at = SOURCE.index("1–9")
    return Report(
        path="a.md",
        format="markdown",
        source=SOURCE,
        verdicts=[
            Verdict(
                reference=reference("Ek, B. (1999). Salt. Sea, 3, 1–9.", "Ek", 1999, "Salt", 5),
                identity="same-work",
                match=Match(record=record, score=0.99, reason="title agrees", by="search"),
                comparisons=[Comparison(variable="page", written="1–9", found="1–2", same=False)],
                coverage=[Answer(source="crossref", question="Salt", outcome="found")],
            ),
            Verdict(
                reference=reference("Oz, C. (2001). Rain. Sea, 4, 3–4.", "Oz", 2001, "Rain", 7),
                identity="same-work",
                match=Match(record=record, score=1.0, reason="DOI", by="doi"),
            ),
            Verdict(
                reference=reference(
                    "Uz, D. (2003). A book of tears. Lake Press.", "Uz", 2003, "A book", 9
                ),
                identity="undetermined",
                coverage=[
                    Answer(source="crossref", question="q", outcome="silent", detail="timed out")
                ],
            ),
        ],
        findings=[
            finding(
                "M307",
                "error",
                "the pages are 1–2, not 1–9",
                5,
                start=Position(5, 30),
                end=Position(5, 33),
                reference=0,
                field="page",
                written="1–9",
                found="1–2",
                source="crossref, https://doi.org/10.5555/sea.3",
                fix=Fix(Span(at, at + 3), "1–2", safe=True),
            ),
            finding("D205", "info", "this work has a DOI", 7, reference=1),
            finding("C602", "warning", "Oz (2001) is cited nowhere", 7),
        ],
    )


HOSTILE = "</td>]]>\"'& ::error::x\n::warning::%0A|`<script>\x1b[31m\x00\u202e\ud800"


def a_hostile_report() -> Report:
    """What an article may carry to break out of a report."""
    return Report(
        path=f"b, {HOSTILE}.md",
        format="text",
        source=HOSTILE,
        verdicts=[
            Verdict(reference=Reference(raw=HOSTILE), identity="undetermined"),
        ],
        findings=[
            finding(
                "X102", "error", HOSTILE, 1, reference=0, written=HOSTILE, found=HOSTILE, path=""
            )
        ],
    )
