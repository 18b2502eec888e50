"""Reports made by hand for the tests of the page, and the page as a tree of elements."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

from refkit.model import (
    Comparison,
    Date,
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
    Severity,
    Span,
    Verdict,
    Work,
)

VOID = {"meta", "input", "br", "wbr"}
BLOCKS = {"p", "div", "ul", "ol", "dl", "table", "details", "blockquote", "section", "article",
          "fieldset", "h1", "h2", "h3", "h4"}  # fmt: skip


class _Builder(HTMLParser):
    """Reads a page strictly: every element is closed, in order, and no attribute is given twice."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("page")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), names
        # A browser would close the paragraph, and what follows would lose its place.
        assert tag not in BLOCKS or not any(each.tag == "p" for each in self.open), tag
        child = SubElement(self.open[-1], tag, {name: value or "" for name, value in attrs})
        if tag not in VOID:
            self.open.append(child)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        last = self.open[-1]
        if len(last):
            last[-1].tail = (last[-1].tail or "") + data
        else:
            last.text = (last.text or "") + data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def parsed(page: str) -> Element:
    """The <html> element of a page that is well-formed."""
    builder = _Builder()
    builder.feed(page)
    builder.close()
    assert builder.open == [builder.root]
    (html,) = builder.root
    return html


def text_of(element: Element) -> str:
    """What an element shows, its white space as single spaces."""
    return " ".join("".join(element.itertext()).split())


def classed(root: Element, name: str) -> list[Element]:
    """The elements of a class, in order."""
    return [each for each in root.iter() if name in each.get("class", "").split()]


def only(elements: list[Element]) -> Element:
    """The one element of a list."""
    (element,) = elements
    return element


def links(root: Element) -> Iterator[str]:
    """The targets of all links."""
    for each in root.iter("a"):
        if "href" in each.attrib:
            yield each.attrib["href"]


def a_work(
    title: str = "Tides and letters", doi: str = "10.5555/tides.1", year: int = 2020
) -> Work:
    return Work(
        title=title,
        DOI=doi,
        author=[Name(family="Okafor", given="N.")],
        issued=Date(date_parts=((year,),)),
        container_title="Harbour Studies",
        volume="4",
        issue="2",
        page="11-29",
    )


def a_verdict(
    raw: str = "Okafor, N. (2020). Tides and letters. Harbour Studies, 4(2), 11–29.",
    *,
    start: int = 0,
    line: int = 1,
    identity: Identity = "same-work",
    notices: tuple[Notice, ...] = (),
    comparisons: tuple[Comparison, ...] = (),
) -> Verdict:
    """A verdict on an entry that stands at ``start`` in the article."""
    work = a_work()
    match = Match(
        record=Record(
            work=work, source="crossref", time="2026-11-02T10:00:00Z", notices=list(notices)
        ),
        score=0.9997,
        reason="authors, year and title agree",
        by="search",
    )
    return Verdict(
        reference=Reference(
            raw=raw,
            span=Span(start, start + len(raw)),
            line=line,
            work=Work(title=work.title, author=work.author, issued=work.issued),
        ),
        identity=identity,
        match=match if identity == "same-work" else None,
        comparisons=list(comparisons),
    )


def an_article(*verdicts: Verdict, text: str = "The text.\n\n") -> Report:
    """An article of one entry a line below its text, each at the place that its verdict says."""
    source = text
    for verdict in verdicts:
        reference = verdict.reference
        reference.span = Span(len(source), len(source) + len(reference.raw))
        reference.line = source.count("\n") + 1
        source += reference.raw + "\n"
    return Report(
        path="tides.md", format="markdown", verdicts=list(verdicts), findings=[], source=source
    )


def find_in(
    report: Report,
    part: str,
    *,
    code: str = "M302",
    severity: Severity = "error",
    message: str = "this is wrong",
    reference: int | None = 0,
    replacement: str | None = None,
    safe: bool = True,
) -> Finding:
    """Add a finding over a part of an article that occurs in it once."""
    at = report.source.index(part)
    line_start = report.source.rfind("\n", 0, at) + 1
    line = report.source.count("\n", 0, at) + 1
    span = Span(at, at + len(part))
    finding = Finding(
        code=code,
        message=message,
        severity=severity,
        path=report.path,
        span=span,
        start=Position(line, at - line_start + 1),
        end=Position(line, at - line_start + 1 + len(part)),
        reference=reference,
        fix=None if replacement is None else Fix(span, replacement, safe=safe),
    )
    report.findings.append(finding)
    return finding
