"""Layouts of reference lists: the same entries in every way that people set them apart."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Callable

import pytest

from refkit.extract import find_references
from refkit.readers import read

ENTRIES = [
    "Adler, J. M., & Brookshire, S. A. (2013). Tears at the kitchen table: What families remember "
    "about the evenings after a loss. Journal of Imagined Studies, 12(3), 45–67. "
    "https://doi.org/10.1000/jis.2013.0045",
    "Bakker, T. (n.d.). Onions and other irritants. Kitchen Science. Retrieved from "
    "https://example.org/onions",
    "Council for Weather. (2019a). Rain statistics of the northern provinces, 1950–2018 (Report "
    "No. 44). Author.",
    "D’Amico, R., van der Meer, P. J., & Øster, L. (2008). Why infants stop. In K. L. Barth & M. "
    "Stone (Eds.), Handbook of invented development (2nd ed., pp. 101–130). Imaginary University "
    "Press.",
    "Ek, B. (1987). The sea and the voice. Harbour Books.",
    "Fraser-Low, H. (in press). Listening to strangers: Supplement and commentary on earlier work "
    "about trains. Annals of Listening.",
]
PROSE = (
    "People cry for many reasons (Adler & Brookshire, 2013; Ek, 1987), and we asked 40 of them "
    "about theirs. The answers were not what Bakker (n.d.) had led us to expect, as they were "
    "longer and had more to do with music than with onions."
)
APPENDIX = "The questions were these. When did you last cry? Where were you? Who was with you?"
Layout = Callable[[list[str]], tuple[str, str]]


def wrapped(entry: str, first: str = "", rest: str = "", width: int = 76) -> list[str]:
    return textwrap.wrap(
        entry,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def typescript(lines: list[str], heading: str = "References", gap: str = "\n") -> str:
    body = gap.join(lines)
    prose = "\n".join(wrapped(PROSE))
    return f"On crying\n\n{prose}\n\n{heading}\n\n{body}\n\nAppendix A\n\n{APPENDIX}\n"


def one_a_line(entries: list[str]) -> tuple[str, str]:
    return "a.txt", typescript(entries)


def one_a_paragraph(entries: list[str]) -> tuple[str, str]:
    return "a.txt", typescript(entries, "REFERENCES:", "\n\n")


def hanging(entries: list[str]) -> tuple[str, str]:
    lines = [line for entry in entries for line in wrapped(entry, "", "    ")]
    return "a.txt", typescript(lines, "7. References")


def hanging_by_tab(entries: list[str]) -> tuple[str, str]:
    lines = [line for entry in entries for line in wrapped(entry, "", "\t")]
    return "a.txt", typescript(lines, "Literature Cited")


def double_spaced(entries: list[str]) -> tuple[str, str]:
    lines = [line for entry in entries for line in wrapped(entry, "", "       ")]
    return "a.txt", typescript(lines, " " * 30 + "References", "\n\n")


def indented_first_line(entries: list[str]) -> tuple[str, str]:
    lines = [line for entry in entries for line in wrapped(entry, "     ")]
    return "a.txt", typescript(lines, "Works Cited")


def blank_lines_between(entries: list[str]) -> tuple[str, str]:
    return "a.txt", typescript(["\n".join(wrapped(entry)) for entry in entries], gap="\n\n")


def numbered_in_brackets(entries: list[str]) -> tuple[str, str]:
    lines = [
        line for number, entry in enumerate(entries, 1) for line in wrapped(entry, f"[{number}] ")
    ]
    return "a.txt", typescript(lines)


def numbered_with_stops(entries: list[str]) -> tuple[str, str]:
    lines = [
        line
        for number, entry in enumerate(entries, 1)
        for line in wrapped(entry, f"{number}. ", "   ")
    ]
    return "a.txt", typescript(lines)


def with_bullets(entries: list[str]) -> tuple[str, str]:
    return "a.txt", typescript([line for entry in entries for line in wrapped(entry, "• ", "  ")])


def on_pages(entries: list[str]) -> tuple[str, str]:
    lines = [line for entry in entries for line in wrapped(entry, "", "     ")]
    pages = [lines[at : at + 5] for at in range(0, len(lines), 5)]
    body = "\n\f".join(
        "\n".join(["ON CRYING" + " " * 40 + str(60 + number), "", *page])
        for number, page in enumerate(pages)
    )
    return "a.txt", typescript([body], "REFERENCES")


def on_pages_without_form_feeds(entries: list[str]) -> tuple[str, str]:
    lines = [line for entry in entries for line in wrapped(entry, "", "     ")]
    pages = ["\n".join(lines[at : at + 6]) for at in range(0, len(lines), 6)]
    body = "\n".join(f"{page}\n\n{' ' * 40}{70 + at}\n" for at, page in enumerate(pages))
    return "a.txt", typescript([body])


def markdown(body: str, heading: str = "## References") -> str:
    return f"# On crying\n\n{PROSE}\n\n{heading}\n\n{body}\n\n## Appendix\n\n{APPENDIX}\n"


def md_bullets(entries: list[str]) -> tuple[str, str]:
    return "a.md", markdown("\n".join(f"* {entry}" for entry in entries))


def md_numbers(entries: list[str]) -> tuple[str, str]:
    body = "\n".join(f"{number}. {entry}" for number, entry in enumerate(entries, 1))
    return "a.md", markdown(body, "**References**")


def md_paragraphs(entries: list[str]) -> tuple[str, str]:
    return "a.md", markdown("\n\n".join(entries), "References\n==========")


def md_wrapped_paragraphs(entries: list[str]) -> tuple[str, str]:
    body = "\n\n".join("\n".join(wrapped(entry)) for entry in entries)
    return "a.md", markdown(body, "# REFERENCES {-}")


def md_lines(entries: list[str]) -> tuple[str, str]:
    return "a.md", markdown("\n".join(entries))


def md_hard_breaks(entries: list[str]) -> tuple[str, str]:
    return "a.md", markdown("  \n".join(entries), "**REFERENCES:**")


def md_escaped_numbers(entries: list[str]) -> tuple[str, str]:
    return "a.md", markdown("\n\n".join(rf"\[{at}\] {each}" for at, each in enumerate(entries, 1)))


def md_quarto(entries: list[str]) -> tuple[str, str]:
    body = "\n\n".join(
        f"::: {{#ref-{at} .csl-entry}}\n{each}\n:::" for at, each in enumerate(entries)
    )
    return "a.qmd", f"# Crying\n\n{PROSE}\n\n::: {{#refs .references .csl-bib-body}}\n{body}\n:::\n"


def md_divisions(entries: list[str]) -> tuple[str, str]:
    body = "\n\n".join(f'<div class="csl-entry">\n\n{entry}\n\n</div>' for entry in entries)
    return "a.md", markdown(f'<div id="refs" class="references">\n\n{body}\n\n</div>')


def md_parts(entries: list[str]) -> tuple[str, str]:
    articles = "\n\n".join(entries[:3])
    books = "\n\n".join(entries[3:])
    return "a.md", markdown(f"### Articles\n\n{articles}\n\n### Books\n\n{books}")


def md_indented(entries: list[str]) -> tuple[str, str]:
    return "a.md", markdown("\n\n".join(f"    {entry}" for entry in entries))


def page(body: str, heading: str = "<h2>References</h2>") -> str:
    return (
        "<!DOCTYPE html><html><head><title>References</title></head><body><nav><ul><li>"
        f"<a href='#r'>References</a></li></ul></nav><h1>Crying</h1><p>{html.escape(PROSE)}</p>"
        f"{heading}{body}<h2>Appendix</h2><p>{APPENDIX}</p>"
        "<footer><p>© 2020 The Journal</p></footer></body></html>"
    )


def html_paragraphs(entries: list[str]) -> tuple[str, str]:
    return "a.html", page("".join(f"<p>{html.escape(entry)}</p>" for entry in entries))


def html_open_paragraphs(entries: list[str]) -> tuple[str, str]:
    return "a.html", page(
        "".join(f"<p>{html.escape(entry)}\n" for entry in entries), "<h2>References"
    )


def html_items(entries: list[str]) -> tuple[str, str]:
    body = "".join(f"<li>{html.escape(entry)}</li>" for entry in entries)
    return "a.html", page(f"<ol>{body}</ol>", "<p><b>References</b></p>")


def html_line_breaks(entries: list[str]) -> tuple[str, str]:
    return "a.html", page("<p>" + "<br>\n".join(html.escape(entry) for entry in entries) + "</p>")


def html_double_breaks(entries: list[str]) -> tuple[str, str]:
    body = "<br><br>".join(html.escape(entry) for entry in entries)
    return "a.html", page(f"<div>{body}</div>", "<b>References</b><br><br>")


def html_table(entries: list[str]) -> tuple[str, str]:
    rows = "".join(
        f"<tr><td>[{at}]</td><td>{html.escape(each)}</td></tr>"
        for at, each in enumerate(entries, 1)
    )
    return "a.html", page(f"<table>{rows}</table>")


def html_margins_without_heading(entries: list[str]) -> tuple[str, str]:
    body = "".join(
        f'<div class="csl-entry"><div class="csl-left-margin">[{at}]</div>'
        f'<div class="csl-right-inline">{html.escape(each)}</div></div>'
        for at, each in enumerate(entries, 1)
    )
    return "a.html", page(body, "")


def html_publisher(entries: list[str]) -> tuple[str, str]:
    items = "".join(
        f'<li class="c-references__item"><p class="c-references__text">{html.escape(entry)}</p>'
        '<p class="c-references__links"><a href="x">Article</a> <a href="y">Google Scholar</a></p>'
        "</li>"
        for entry in entries
    )
    return "a.html", page(f'<ol class="c-references">{items}</ol>')


def html_links_in_items(entries: list[str]) -> tuple[str, str]:
    items = "".join(
        f'<li>{html.escape(entry)} [<a href="x">CrossRef</a>] [<a href="y">Google Scholar</a>]</li>'
        for entry in entries
    )
    return "a.html", page(f"<ul>{items}</ul>")


def html_pre(entries: list[str]) -> tuple[str, str]:
    lines = [line for entry in entries for line in wrapped(entry, "", "   ")]
    return "a.html", page("<pre>" + html.escape("\n".join(lines)) + "</pre>")


def bare_lines(entries: list[str]) -> tuple[str, str]:
    return "a.txt", "\n".join(entries)


def bare_hanging(entries: list[str]) -> tuple[str, str]:
    return "a.txt", "\n".join(line for entry in entries for line in wrapped(entry, "", "    "))


def bare_bullets(entries: list[str]) -> tuple[str, str]:
    return "a.md", "\n".join(f"- {entry}" for entry in entries)


def after_prose_without_heading(entries: list[str]) -> tuple[str, str]:
    return "a.txt", f"{PROSE}\n\n{PROSE}\n\n" + "\n".join(entries)


def after_a_table_of_contents(entries: list[str]) -> tuple[str, str]:
    name, text = hanging(entries)
    return name, "Contents\n\nMethod ..... 12\nReferences ..... 76\nAppendix ..... 80\n\n" + text


LAYOUTS: list[Layout] = [
    one_a_line, one_a_paragraph, hanging, hanging_by_tab, double_spaced, indented_first_line,
    blank_lines_between, numbered_in_brackets, numbered_with_stops, with_bullets, on_pages,
    on_pages_without_form_feeds, md_bullets, md_numbers, md_paragraphs, md_wrapped_paragraphs,
    md_lines, md_hard_breaks, md_escaped_numbers, md_quarto, md_divisions, md_parts, md_indented,
    html_paragraphs, html_open_paragraphs, html_items, html_line_breaks, html_double_breaks,
    html_table, html_margins_without_heading, html_publisher, html_links_in_items, html_pre,
    bare_lines, bare_hanging, bare_bullets, after_prose_without_heading, after_a_table_of_contents,
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_the_entries_are_found_in_every_layout(layout: Layout) -> None:
    name, source = layout(ENTRIES)
    document = read(source, path=name)
    found = find_references(document)
    assert [reference.raw for reference in found] == ENTRIES
    for reference in found:
        first = reference.raw.split()[0]
        place = document.source_offset(reference.span.start)
        assert document.source.startswith(html.escape(first), place)
        assert document.position(reference.span.start).line == reference.line


@pytest.mark.parametrize(
    "heading",
    [
        "REFERENCES", "References:", "7. References", "VII. REFERENCES", "A. References",
        "Reference List", "List of References", "Bibliography", "Selected Bibliography",
        "Works Cited", "Literature cited", "Cited Literature", "References and Notes",
        "R E F E R E N C E S", "Literatur", "Literaturverzeichnis", "6.2 Literaturverzeichnis",
        "Références", "RÉFÉRENCES BIBLIOGRAPHIQUES", "Bibliographie", "Bibliografía",
        "Referencias", "Bibliografia", "Referências", "Riferimenti bibliografici", "Literatuur",
        "Referenties", "Литература", "参考文献",
    ],
)  # fmt: skip
def test_headings_in_many_words_and_forms(heading: str) -> None:
    sources = {
        "a.txt": f"{PROSE}\n\n{heading}\n" + "\n".join(ENTRIES),
        "a.md": f"{PROSE}\n\n### {heading}\n\n" + "\n\n".join(ENTRIES),
        "b.md": f"{PROSE}\n\n**{heading}**\n\n" + "\n\n".join(ENTRIES),
        "a.html": f"<p>{PROSE}</p><h4>{heading}</h4>" + "".join(f"<p>{each}" for each in ENTRIES),
    }
    for name, source in sources.items():
        assert [found.raw for found in find_references(read(source, path=name))] == ENTRIES, name


def test_a_line_of_names_and_year_goes_on_in_the_next() -> None:
    lines = [
        "Reed, A., & Marsh, B. (2001). Tears of the tide. Annals of Tears, 5, 1–9.",
        "Stone, C. (2002).",
        "Continuing the discussion of salt. Annals of Tears, 6, 10–19.",
        "Tarn, D. (2003). Salt of the sea. Annals of Tears, 7, 20–29.",
        "Weir, E. (2004). Dams and their builders. Annals of Tears, 8, 30–39.",
    ]
    source = f"{PROSE}\n\nReferences\n\n" + "\n".join(lines)
    found = [each.raw for each in find_references(read(source, path="a.txt"))]
    assert found == [lines[0], f"{lines[1]} {lines[2]}", *lines[3:]]


def test_numbers_part_entries_though_their_lines_hang_otherwise_on_each_page() -> None:
    # LaTeX sets "[9]" under the right end of "[10]": it stands at the margin on a page without
    # longer numbers, and deeper on the next.
    names = ["Alder", "Birch", "Cedar", "Elder", "Fir", "Gorse", "Hazel", "Ivy", "Larch", "Maple"]
    names += ["Oak", "Pine", "Rowan", "Spruce", "Willow", "Yew"]
    entries = [
        f"{name}, A. ({1990 + at}). Tears of the tide in the {name.lower()} lands of the north. "
        f"Annals of Tears, {at}, 1–9."
        for at, name in enumerate(names, 1)
    ]
    lines: list[str] = []
    for at, entry in enumerate(entries, 1):
        first, *rest = textwrap.wrap(entry, 48)
        lines += [f"{'  ' if at < 10 else ''}[{at}] {first}", *(f"     {x}" for x in rest)]
        if at == 8:
            lines[-1] = f"\f{lines[-1]}"
    source = f"{PROSE}\n\nReferences\n\n" + "\n".join(lines)
    found = find_references(read(source, path="a.txt"))
    assert [each.raw for each in found] == entries
    assert [each.marker for each in found] == [f"[{at}]" for at in range(1, 17)]
