r"""The files that LaTeX takes in: ``\input``, ``\include``, ``\subfile``, lists and .bib files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from refkit.normalize.patterns import lazy_pattern
from refkit.readers.latex_tokens import File, Token, written

if TYPE_CHECKING:
    from refkit.readers.latex_page import Page

_TEXT_ENDINGS: Final = (".tex", ".bbl", ".ltx", ".latex")
_DEEPEST: Final = 50
_NUMERIC: Final = lazy_pattern(r"numbers|super(?!script)|numeric|aps\b|prl\b|prd\b")
_STYLED: Final = lazy_pattern(r"natbib|revtex|biblatex")
_GERMAN: Final = lazy_pattern(r"n?german|austrian|swissgerman")


def _input(page: Page, token: Token) -> None:
    r"""``\input{chapter}``, and ``\input chapter`` as in plain TeX."""
    mouth = page.mouth
    name = mouth.group()
    if name is None:
        following = mouth.peek()
        if following is None or following.kind != "text":
            return
        mouth.next()
        words = following.text.split(" ", 1)
        _take_in(page, words[0])
        return
    if token.text == "include":
        page.end_paragraph()
    _take_in(page, written(name).strip())


def _import(page: Page, _: Token) -> None:
    r"""``\import{folder/}{file}``, of the package import."""
    page.star()
    folder, name = page.mouth.group(), page.mouth.group()
    if folder is not None and name is not None:
        _take_in(page, f"{written(folder).strip().rstrip('/')}/{written(name).strip()}")


def _take_in(page: Page, name: str) -> None:
    name = name.strip('"')
    file = opened(page, name, _TEXT_ENDINGS)
    if file is not None and len(page.mouth.files) < _DEEPEST:
        page.read(file)
    elif file is None and page.beside.folder is not None and not page.preamble:
        page.guess(f"{name} cannot be read: what it holds is missing here")


def opened(page: Page, name: str, endings: tuple[str, ...]) -> File | None:
    """A file beside the article, its text behind the texts that were read so far.

    Args:
        page: The page.
        name: Its name as written.
        endings: The endings that it may have.

    Returns:
        The file; None if it is not there, or is being read already.
    """
    found = page.beside.open(name, endings)
    if found is None and page.beside.folder is not None and page.file.path:
        # A chapter in a folder of its own may name files from there.
        own = Path(page.file.path).parent
        if own != Path(page.path).parent and own.is_relative_to(page.beside.folder):
            within = own.relative_to(page.beside.folder)
            found = page.beside.open(str(within / name), endings)
    if found is None:
        return None
    same = Path(found.path).resolve()
    if any(Path(file.path).resolve() == same for file in page.mouth.files if file.path):
        page.guess(f"{name} takes in itself")
        return None
    base = page.builder.join(found.text, found.path)
    return File(found.text, base, found.path)


# -- lists of works ----------------------------------------------------------------------------


def _bibliography(page: Page, _: Token) -> None:
    r"""``\bibliography{one,two}``."""
    page.mouth.optional()
    names = page.mouth.group()
    if names is None:
        return
    page.wants_list = True
    for name in written(names).split(","):
        _name(page, name.strip())


def _resource(page: Page, _: Token) -> None:
    r"""``\addbibresource{one.bib}``."""
    page.mouth.optional()
    names = page.mouth.group()
    if names is not None:
        _name(page, written(names).strip())


def _name(page: Page, name: str) -> None:
    if name and len(name) < 1000:
        whole = name if name.lower().endswith(".bib") else f"{name}.bib"
        if whole not in page.bibliographies:
            page.bibliographies.append(whole)


def _print(page: Page, _: Token) -> None:
    page.mouth.optional()
    page.wants_list = True


def _package(page: Page, token: Token) -> None:
    r"""``\usepackage[numbers]{natbib}``: what an option says of the text."""
    options = written(page.mouth.optional() or [])
    names = written(page.mouth.group() or [])
    if _STYLED.search(names) and _NUMERIC.search(options):
        page.numeric = True
    languages = f"{options},{names}" if "babel" in names or "german" in names else ""
    if _GERMAN.search(options if token.text == "documentclass" else languages):
        page.shorthands = True


FILES: Final[dict[str, Callable[[Page, Token], None]]] = {
    **dict.fromkeys(("input", "include", "subfile"), _input),
    **dict.fromkeys(("import", "subimport", "inputfrom", "includefrom"), _import),
    "bibliography": _bibliography,
    "nobibliography": _bibliography,
    "addbibresource": _resource,
    "addglobalbib": _resource,
    "addsectionbib": _resource,
    "printbibliography": _print,
    **dict.fromkeys(("usepackage", "documentclass", "documentstyle", "RequirePackage"), _package),
}
