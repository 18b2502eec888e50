r"""LaTeX's reference lists: ``\bibitem`` in all its variants, pandoc's entries, amsrefs' ``\bib``.

Each becomes a block of its own, an "entry" with its key: where it ends is said by the next one, by
the end of the list, or, where pandoc wrote it, by an empty line.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from refkit.normalize.latex import latex_to_unicode
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.latex_amsrefs import entry_tokens
from refkit.readers.latex_links import Piece, address, write_doi, written_address
from refkit.readers.latex_page import Shape
from refkit.readers.latex_styles import MONTHS
from refkit.readers.latex_tokens import Token, written

if TYPE_CHECKING:
    from refkit.readers.latex_page import Page

_AUTHOR_YEAR: Final = lazy_pattern(
    r"\\citeauthoryear|\\citeproctext|\\citenamefont|\\harvard|\([^()]{0,60}\)|\\protect|\\BBA"
)
_KEY: Final = lazy_pattern(r"[^\\{}]{1,500}")
_DOI_FIELD: Final = lazy_pattern(r"\bdoi\s{0,3}=\s{0,3}(?P<doi>[^\s,={}]{3,300})")
_ENDINGS: Final = {"1": "st", "2": "nd", "3": "rd"}
_ENTRY_TARGET: Final = "ref-"
_LONGEST_LABEL: Final = 60


def begin_references(page: Page, name: str) -> None:
    """Begin an environment that holds a reference list."""
    page.open("environment", name)
    page.in_references = True
    page.numbered = 0
    page.shape = Shape("paragraph", label=name)


def end_references(page: Page) -> None:
    """End the last entry with its list."""
    page.end_block()
    page.in_references = False
    page.shape = Shape()


def _bibitem(page: Page, _: Token) -> None:
    r"""``\bibitem[label]{key}``."""
    label = page.mouth.optional()
    key = page.mouth.group()
    if key is None:
        return
    page.numbered += 1
    _begin(page, written(key).strip().removeprefix(_ENTRY_TARGET), _marker(page, label))


def _marker(page: Page, label: list[Token] | None) -> str:
    """What is printed before an entry: its number or label; "" where nothing is."""
    number = f"[{page.numbered}]"
    if label is None or page.numeric:
        return number
    raw = written(label)
    if not raw.strip() or _AUTHOR_YEAR.search(raw):
        return ""
    printed = " ".join(latex_to_unicode(raw).split())
    return f"[{printed}]" if len(printed) <= _LONGEST_LABEL else ""


def _begin(page: Page, key: str, marker: str = "", *, loose: bool = True) -> None:
    """Begin an entry."""
    page.end_block()
    page.entries += 1
    page.set_fonts(frozenset())
    loose = loose and page.in_references
    page.shape = Shape(
        "entry",
        marker=marker,
        key=key,
        loose=loose,
        following=None if loose else Shape(),
    )


def _harvarditem(page: Page, _: Token) -> None:
    r"""``\harvarditem[abbreviated]{full}{year}{key}``."""
    page.mouth.optional()
    page.mouth.group()
    page.mouth.group()
    key = page.mouth.group()
    if key is not None:
        _begin(page, written(key).strip())


def _bib(page: Page, _: Token) -> None:
    r"""``\bib{key}{type}{fields}`` of amsrefs."""
    page.star()
    key, kind, fields = page.mouth.group(), page.mouth.group(), page.mouth.group()
    if key is None:
        return
    if kind is None or fields is None:
        page.mouth.push([*key, *(kind or [])])
        return
    page.numbered += 1
    _begin(page, written(key).strip(), f"[{page.numbered}]")
    page.mouth.push(entry_tokens(fields))


def _target(page: Page, _: Token) -> None:
    r"""``\hypertarget{ref-key}{}``: what pandoc writes before an entry; else an anchor."""
    name = page.mouth.group()
    if name is None:
        return
    key = written(name).strip()
    if key.startswith(_ENTRY_TARGET) and (page.in_references or not page.builder.in_block):
        _begin(page, key.removeprefix(_ENTRY_TARGET), loose=False)
    page.text_argument()


def _left_margin(page: Page, _: Token) -> None:
    r"""``\CSLLeftMargin{[1] }``: the number that a style sets beside an entry."""
    tokens = page.mouth.group() or []
    if page.shape.kind == "entry" and not page.builder.in_block:
        page.shape = page.shape._replace(marker=latex_to_unicode(written(tokens)).strip())
    else:
        page.mouth.push(tokens)


def _block(page: Page, _: Token) -> None:
    r"""``\CSLBlock{…}``: a line of its own within an entry."""
    page.builder.space()

    def end() -> None:
        page.builder.space()

    page.text_argument(end)


def _newblock(page: Page, _: Token) -> None:
    page.builder.space()


def _original(page: Page, _: Token) -> None:
    r"""``\OrigBibText … \endOrigBibText``: what the author wrote, which is not printed."""
    mouth = page.mouth
    taken: list[Token] = []
    while (each := mouth.next()) is not None:
        if each.kind == "word" and each.text == "endOrigBibText":
            return
        taken.append(each)
        if each.kind == "word" and each.text == "bibitem":
            break
    mouth.push(taken)


def _shut(page: Page, token: Token) -> None:
    r"""REVTeX's ``\BibitemShut{NoStop}``, which ends an entry with a full stop or without."""
    kind = written(page.mouth.group() or []).strip()
    if kind == "NoStop" and page.builder.in_block and page.builder.tail(1) != ".":
        page.builder.unspace()
        page.put(".", token)


def _adjusted(page: Page, _: Token) -> None:
    r"""``\vadjust pre{\hypertarget{ref-key}{}}``: pandoc's anchor of an entry."""
    following = page.mouth.peek()
    if following is not None and following.text.strip() == "pre":
        page.mouth.next()
    page.text_argument()


def _identified(page: Page, token: Token) -> None:
    r"""VTeX's ``\bid{doi={10.1000/1},mr={123}}``, of which the DOI is printed."""
    parts = address(page) or []
    found = _DOI_FIELD.search(written_address(parts))
    if found is None:
        return
    page.builder.space()
    write_doi(page, token, _within(parts, *found.span("doi")))


def _within(parts: list[Piece], start: int, end: int) -> list[Piece]:
    """A stretch of an address."""
    found: list[Piece] = []
    at = 0
    for text, first, last in parts:
        cut = text[max(0, start - at) : max(0, end - at)]
        if cut:
            exact = last - first == len(text)
            begin = first + max(0, start - at) if exact else first
            found.append((cut, begin, begin + len(cut) if exact else last))
        at += len(text)
    return found


def _month(page: Page, token: Token) -> None:
    r"""Apacite's ``\APACmonth{03}``."""
    tokens = page.mouth.argument()
    number = written(tokens).strip("0 ")
    if number.isdecimal() and int(number) <= len(MONTHS):
        page.put(MONTHS[int(number) - 1], token)
    else:
        page.mouth.push(tokens)


def _ordinal(page: Page, token: Token) -> None:
    r"""Apacite's ``\PrintOrdinal{2}``."""
    tokens = page.mouth.argument()
    number = written(tokens).strip()
    ending = ""
    if number.isdecimal():
        teen = number[-2:-1] == "1"
        ending = "th" if teen else _ENDINGS.get(number[-1], "th")
    at = tokens[-1].end if tokens else token.end
    page.mouth.push([*tokens, *([Token("text", ending, at, at)] if ending else [])])


def _skipped(page: Page, token: Token) -> None:
    """Nothing is printed."""


ENTRIES: Final[dict[str, Callable[[Page, Token], None]]] = {
    "bibitem": _bibitem,
    "Bibitem": _bibitem,
    "harvarditem": _harvarditem,
    "bib": _bib,
    "newblock": _newblock,
    "hypertarget": _target,
    "CSLLeftMargin": _left_margin,
    "CSLRightInline": _block,
    "CSLBlock": _block,
    "CSLIndent": _block,
    "OrigBibText": _original,
    "endOrigBibText": _skipped,
    "endbibitem": _skipped,
    "BibitemShut": _shut,
    "vadjust": _adjusted,
    "bid": _identified,
    "APACmonth": _month,
    "PrintOrdinal": _ordinal,
}
