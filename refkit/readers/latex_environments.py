r"""LaTeX environments: lists, tables, quotes, verbatim text, and those that an article defines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from refkit.readers.latex_entries import begin_references, end_references
from refkit.readers.latex_page import Shape
from refkit.readers.latex_tokens import Token, written
from refkit.readers.latex_vocabulary import (
    BIBLIOGRAPHIES,
    ENVIRONMENTS,
    HIDDEN,
    LISTS,
    MATHS,
    NUMBERED,
    QUOTES,
    TABLES,
    VERBATIM,
    words,
)

if TYPE_CHECKING:
    from refkit.readers.latex_page import Page


def _begin(page: Page, token: Token) -> None:
    name = written(page.mouth.group() or []).strip()
    if not name:
        return
    if page.preamble:
        return
    if name == "document":
        page.end_block()
        page.open("environment", name)
        return
    defined = page.macros.environment(name)
    if name in VERBATIM or name in HIDDEN or name in MATHS:
        _as_it_is(page, token, name)
    elif defined is not None and name not in BIBLIOGRAPHIES:
        page.open("environment", name)
        page.macros.expand(token, f"begin {name}", defined.begin)
    elif name in BIBLIOGRAPHIES:
        page.end_block()
        page.take(BIBLIOGRAPHIES[name])
        begin_references(page, name)
    elif name in LISTS:
        _begin_list(page, name)
    elif name in TABLES:
        page.end_block()
        group = page.open("environment", name)
        page.columns += 1
        group.closing = lambda: _end_table(page)
        page.take(TABLES[name])
        page.shape = Shape("table")
    else:
        _begin_other(page, token, name)


def _begin_other(page: Page, token: Token, name: str) -> None:
    """An environment that sets no marks: a quote, a float, a theorem, or one that is not known."""
    if name in _WITHIN_LINES:
        page.open("environment", name)
        if name == "APACrefURL":
            _retrieved(page, token)
        return
    if page.shape.kind != "entry" or not page.in_references:
        page.end_block()
    page.open("environment", name)
    if name in ENVIRONMENTS:
        page.take(ENVIRONMENTS[name])
    else:
        page.mouth.optional()
    if name in QUOTES:
        page.shape = Shape("quote")
    elif page.shape.kind not in ("entry", "note"):
        page.shape = page.shape._replace(label=name)


def _retrieved(page: Page, token: Token) -> None:
    """What apacite prints before an address, and the day on which it was visited."""
    day = page.mouth.optional()
    if day:
        page.put("Retrieved ", token)
        page.write_all(day)
        page.put(", from ", token)
    else:
        page.put("Retrieved from ", token)


_WITHIN_LINES: Final = words("""
    APACrefauthors APACrefURL APACrefDOI APACrefURLmsg barticle bbook bchapter botherref
    bincollection
    binproceedings bmisc bphdthesis bproceedings btechreport bunpublished small footnotesize
    scriptsize normalsize sloppypar english german raggedright flushleft singlespace spacing
    hyphenrules otherlanguage* selectlanguage
    """)
"""Environments that end no paragraph."""


def _end_table(page: Page) -> None:
    page.end_block()
    page.columns -= 1


def _end(page: Page, token: Token) -> None:
    name = written(page.mouth.group() or []).strip()
    if name == "document":
        _end_document(page)
        return
    defined = page.macros.environment(name)
    if defined is not None and name not in BIBLIOGRAPHIES:
        closing = Token("word", "refkit@end", token.start, token.end)
        page.ending.append(name)
        page.mouth.push([closing])
        page.macros.expand(token, f"end {name}", defined.end)
        return
    _close(page, name)


def _close(page: Page, name: str) -> None:
    if name not in _WITHIN_LINES and not (page.in_references and page.shape.kind == "entry"):
        page.end_block()
    if name in BIBLIOGRAPHIES:
        end_references(page)
    page.close_to("environment", name)


def _end_defined(page: Page, _: Token) -> None:
    if page.ending:
        page.close_to("environment", page.ending.pop())


def _end_document(page: Page) -> None:
    """What stands behind the end of the document is not printed."""
    page.end_block()
    page.mouth.waiting.clear()
    page.file.at = len(page.file.text)


def _as_it_is(page: Page, _: Token, name: str) -> None:
    """An environment whose text is no LaTeX, up to its end."""
    mouth = page.mouth
    page.end_block()
    if not mouth.reads_file:
        return
    file = page.file
    ending = "\\end{" + name + "}"
    end = file.end_of(name, file.at)
    if end < 0:
        page.guess(f"\\begin{{{name}}} has no end: what follows it is read")
        return
    if name not in HIDDEN:
        start = file.at
        while start < end and file.text[start] in " \t":
            start += 1
        page.builder.add(file.base + start, file.base + end)
        page.builder.end_block("code", label=name)
    file.at = end + len(ending)


# -- lists -------------------------------------------------------------------------------------


def _begin_list(page: Page, name: str) -> None:
    page.end_block()
    group = page.open("environment", name)
    page.lists.append([1 if name in NUMBERED else 0, 0])
    group.closing = lambda: _end_list(page)
    page.take(ENVIRONMENTS.get(name, "o"))


def _end_list(page: Page) -> None:
    page.end_block()
    page.lists.pop()


def _item(page: Page, token: Token) -> None:
    label = page.mouth.optional()
    page.end_block()
    level = max(1, len(page.lists))
    marker = "*"
    if page.lists:
        now = page.lists[-1]
        now[1] += 1
        if now[0]:
            marker = f"{now[1]}."
    following = Shape("paragraph", level)
    page.shape = Shape("item", level, marker, following=following)
    if label is not None:
        at = label[-1].end if label else token.end
        # What a label says is text: the term of a description, the number of a typed list.
        page.mouth.push([*label, Token("space", " ", at, at + 1)])


BOUNDS: Final[dict[str, Callable[[Page, Token], None]]] = {
    "begin": _begin,
    "end": _end,
    "item": _item,
    "refkit@end": _end_defined,
}
