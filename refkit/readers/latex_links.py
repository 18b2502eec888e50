r"""LaTeX's links: ``\url``, ``\href``, ``\doi``, whose addresses are read sign by sign.

In an address "%" and "#" are signs like others, unless a line ends behind the "%": BibTeX breaks
lines of more than 79 characters there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from refkit.normalize.latex import plain_url
from refkit.normalize.patterns import lazy_pattern

if TYPE_CHECKING:
    from refkit.readers.latex_page import Page
    from refkit.readers.latex_tokens import Token

_LONGEST: Final = 5_000
_PART: Final = lazy_pattern(
    r"""
      (?P<break> %? [ \t]*+ (?: \r\n | \r | \n ) [ \t]*+ | [ \t]++ )
    | (?P<escape> \\ [%\#&_$~{}^] (?: \{\} )? | \{ \\? [%\#&_~] \}
        | \$ \\sim \$ | \\ (?: textasciitilde | textunderscore | sim ) (?: \{\} | [ ] )? )
    | (?P<silent> \\ (?: allowbreak | penalty [ ]? -? \d{1,5} | discretionary \{\} \{\} \{\}
        | string | textendash@ | protect | relax | null | unskip ) [ ]? | \\ [/\-!] | [{}] )
    | \\ (?P<word> [A-Za-z@]{1,40} ) [ ]?
    | (?P<plain> [^\\%{}$\s]++ | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_BLANK: Final = lazy_pattern(r"(?>\r\n|\r|\n)[ \t]*+(?:\r|\n)")
_DOI_SAID: Final = lazy_pattern(r"(?: doi | doi\.org/ ) [\s:]{0,4} $", re.VERBOSE | re.IGNORECASE)

_BASES: Final = {"doibase": "https://doi.org/", "textendash": "–", "textbackslash": "\\"}
"""What REVTeX's lists put before a DOI, and signs by their names."""

Piece = tuple[str, int, int]


def address(page: Page) -> list[Piece] | None:
    """The address that is the next argument: its characters, and where they stand.

    Returns:
        None, with nothing read, if no group is next.
    """
    mouth = page.mouth
    mouth.skip_space()
    token = mouth.next()
    if token is None:
        return None
    if token.kind == "open" and token.origin is None and mouth.reads_file:
        file = page.file
        end = file.closing.get(token.start - file.base, -1)
        if 0 <= end < file.at + _LONGEST and not _BLANK.search(file.text, file.at, end):
            raw, start = file.text[file.at : end], file.base + file.at
            file.at = end + 1
            return _parts(page, [(raw, start, start + len(raw))])
    mouth.waiting.append(token)
    tokens = mouth.group()
    if tokens is None:
        return None
    return _parts(page, [(each.raw, each.start, each.end) for each in tokens])


def _parts(page: Page, pieces: list[Piece]) -> list[Piece]:
    """Pieces of an address without their escapes and line breaks."""
    parts: list[Piece] = []
    for raw, start, end in pieces:
        exact = end - start == len(raw)
        for found in _PART.finditer(raw):
            kind = found.lastgroup
            if kind in ("break", "silent"):
                continue
            text = plain_url(found[0].rstrip()) if kind == "escape" else found[0]
            text = "~" if text == r"\sim" else text
            if kind == "word":
                text = page.macros.plain(found["word"]) or _BASES.get(found["word"], "")
            if exact:
                parts.append((text, start + found.start(), start + found.end()))
            else:
                parts.append((text, start, end))
    return parts


def written_address(parts: list[Piece]) -> str:
    """An address as text."""
    return "".join(text for text, _, _ in parts)


def _write(page: Page, parts: list[Piece]) -> None:
    for text, start, end in parts:
        page.builder.put(text, start, end)


def _url(page: Page, _: Token) -> None:
    page.star()
    parts = address(page)
    if parts is None:
        return
    start = page.builder.length
    _write(page, parts)
    page.builder.mark(start, "link", written_address(parts))


def _path(page: Page, _: Token) -> None:
    parts = address(page)
    if parts is not None:
        _write(page, parts)


def _href(page: Page, _: Token) -> None:
    page.mouth.optional()
    parts = address(page)
    if parts is None:
        return
    target = written_address(parts)
    start = page.builder.length

    def end() -> None:
        page.builder.mark(start, "link", target)

    page.text_argument(end)


def doi(page: Page, token: Token) -> None:
    r"""``\doi{10.1000/1}``, which prints "doi:" before it where nothing says so yet."""
    parts = address(page)
    if not parts:
        return
    write_doi(page, token, parts)


def write_doi(page: Page, token: Token, parts: list[Piece]) -> None:
    """Add a DOI with what is printed before it, and its link."""
    start = page.builder.length
    value = written_address(parts)
    if not value.startswith(("http", "doi")) and not _DOI_SAID.search(page.builder.tail(12)):
        page.put("doi:", token)
    _write(page, parts)
    target = value if value.startswith("http") else f"https://doi.org/{value}"
    page.builder.mark(start, "link", target)


LINKS: Final[dict[str, Callable[[Page, Token], None]]] = {
    **dict.fromkeys(("url", "nolinkurl", "texttturl", "Url", "burl"), _url),
    "path": _path,
    "href": _href,
    "@href": _href,
}
