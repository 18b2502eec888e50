r"""The reader of LaTeX: articles, chapters, and the lists that BibTeX and biber write (.bbl).

Macros are expanded and files taken in as TeX would; nothing is typeset. What is understood, and
how, is in the modules ``latex_…`` beside this one.
"""

from __future__ import annotations

from pathlib import Path

from refkit.model import Document, Embedded
from refkit.readers.beside import Beside
from refkit.readers.builder import Builder
from refkit.readers.latex_bbl import is_biblatex, works_of
from refkit.readers.latex_files import opened
from refkit.readers.latex_page import Page
from refkit.readers.latex_text import run
from refkit.readers.latex_tokens import File


def read_latex(source: str, *, path: str = "", beside: Beside) -> Document:
    r"""Read LaTeX.

    The preamble, comments and what ``\iffalse`` hides are no text. Keys stand in the text where the
    works are cited. Texts of other files stand behind that of the article in ``Document.source``.

    Args:
        source: The decoded text.
        path: The file's name as the user gave it.
        beside: What opens the files that the article takes in.

    Returns:
        The Document. Entries of reference lists are "entry" blocks; a list that biber wrote is in
        ``embedded``.
    """
    builder = Builder(source)
    page = Page(builder, beside, path)
    if is_biblatex(source):
        page.data.append(source)
    else:
        page.read(File(source, 0, path))
        page.mouth.at_letter = path.lower().endswith(".bbl")
        run(page)
        _take_list(page, path)
    document = builder.document("latex", path=path, guesses=_guesses(page))
    document.mentions = page.mentions
    document.bibliographies = page.bibliographies
    document.embedded = [
        Embedded(format="bibtex", data=works_of(data), origin="biblatex") for data in page.data
    ]
    return document


def _take_list(page: Page, path: str) -> None:
    """Take in the list that BibTeX or biber wrote, where the article has none and no .bib file."""
    if page.entries or page.data or not (page.bibliographies or page.wants_list) or not path:
        return
    if any(page.beside.find(name, (".bib",)) for name in page.bibliographies):
        return
    page.mouth.files.append(File("", 0, path))
    file = opened(page, Path(path).stem, (".bbl",))
    page.mouth.files.clear()
    if file is None:
        return
    if is_biblatex(file.text):
        page.data.append(file.text)
        return
    page.mouth.at_letter = True
    page.read(file)
    run(page)


def _guesses(page: Page) -> list[str]:
    guesses = list(page.guesses)
    if page.macros.exhausted:
        guesses.append("its macros expand without end: some of them were left out")
    return guesses
