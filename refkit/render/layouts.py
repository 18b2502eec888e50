"""Whole bibliographies: what each format puts around the entries and between them.

The measures are those of common style sheets: a hanging indent of two ems, or half an inch.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Final

from refkit.csl.writers.unusable import usable

if TYPE_CHECKING:
    from refkit.render.bibliography import Bibliography


def whole(bibliography: Bibliography) -> str:
    """A bibliography as one text in its format."""
    return LAYOUTS[bibliography.format](bibliography)


def _lines(bibliography: Bibliography) -> str:
    return "\n".join(entry.text for entry in bibliography.entries)


def _markdown(bibliography: Bibliography) -> str:
    return "\n\n".join(entry.text for entry in bibliography.entries)


def _html(bibliography: Bibliography) -> str:
    """The classes of citeproc-js, and pandoc's attributes for spacing that is not single."""
    hanging = " hanging-indent" if bibliography.hanging_indent else ""
    spacing = "".join(
        f' data-{name}="{value}"'
        for name, value in (
            ("entry-spacing", bibliography.entry_spacing),
            ("line-spacing", bibliography.line_spacing),
        )
        if value != 1
    )
    lines = [f'<div class="csl-bib-body{hanging}"{spacing}>']
    for entry in bibliography.entries:
        named = f' data-id="{escape(usable(entry.id))}"' if entry.id else ""
        lines.append(f'  <div class="csl-entry"{named}>{entry.text}</div>')
    return "\n".join([*lines, "</div>"])


def _latex(bibliography: Bibliography) -> str:
    r"""A ``list`` of LaTeX's kernel; "" without entries, for a list needs an ``\item``."""
    if not bibliography.entries:
        return ""
    indent = "2em" if _hangs(bibliography) else "0pt"
    lines = [
        r"\begin{list}{}{%",
        rf"  \setlength{{\leftmargin}}{{{indent}}}\setlength{{\itemindent}}{{-\leftmargin}}%",
        r"  \setlength{\labelwidth}{0pt}\setlength{\labelsep}{0pt}\setlength{\parsep}{0pt}%",
        rf"  \setlength{{\itemsep}}{{{bibliography.entry_spacing}\baselineskip}}%",
    ]
    if bibliography.line_spacing > 1:
        lines.append(rf"  \linespread{{{bibliography.line_spacing}}}\selectfont")
    lines.append("}")
    # An empty group behind \item keeps it from taking what follows for its argument.
    lines += [rf"\item{{}} {entry.text}" for entry in bibliography.entries]
    return "\n".join([*lines, r"\end{list}"])


def _rtf(bibliography: Bibliography) -> str:
    """A document of its own (Rich Text Format 1.9); lengths are in twentieths of a point."""
    indent = r"\li720\fi-720\tx720" if _hangs(bibliography) else r"\li0\fi0\tx720"
    lines = rf"\sl{240 * bibliography.line_spacing}\slmult1"
    paragraph = rf"\pard\plain\f0\fs24{indent}{lines}\sa{240 * bibliography.entry_spacing}"
    return "\n".join(
        [
            r"{\rtf1\ansi\ansicpg1252\deff0\uc1{\fonttbl{\f0\froman Times New Roman;}}",
            *(f"{{{paragraph} {entry.text}\\par}}" for entry in bibliography.entries),
            "}",
        ]
    )


def _typst(bibliography: Bibliography) -> str:
    """A block with paragraphs of its own spacing; complete, and good within another document."""
    indent = "2em" if _hangs(bibliography) else "0em"
    # Between lines Typst sets 0.65em, a line being that and the height of its letters.
    leading = 0.65 + 1.2 * (bibliography.line_spacing - 1)
    spacing = leading + 1.2 * bibliography.entry_spacing
    settings = f"hanging-indent: {indent}, leading: {leading:g}em, spacing: {spacing:g}em"
    texts = [entry.text for entry in bibliography.entries]
    return "\n\n".join(["#block[", f"#set par({settings})", *texts, "]"])


def _hangs(bibliography: Bibliography) -> bool:
    """Whether lines after the first are indented: by the style, or beside a first field."""
    return bibliography.hanging_indent or bool(bibliography.second_field_align)


LAYOUTS: Final[dict[str, Callable[[Bibliography], str]]] = {
    "text": _lines,
    "html": _html,
    "markdown": _markdown,
    "latex": _latex,
    "rtf": _rtf,
    "typst": _typst,
    "runs": _lines,
}
"""Formats to what makes a whole of a bibliography's entries."""
