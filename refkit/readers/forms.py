"""Forms of articles: which reader a file needs, by its extension or by what it looks like."""

from __future__ import annotations

import re
from typing import Final

from refkit.errors import ConfigurationError, UnreadableError
from refkit.normalize.patterns import lazy_pattern

EXTENSIONS: Final = {
    ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown", ".mkd": "markdown",
    ".qmd": "markdown", ".rmd": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
}  # fmt: skip
"""Extensions, in lower case, whose form needs no guess. ".txt" may hold Markdown or HTML."""

FORMATS: Final = ("markdown", "html", "text")
"""The forms that can be read."""

_NOT_YET: Final = {
    ".docx": "Word (.docx)", ".odt": "OpenDocument (.odt)", ".pdf": "PDF", ".tex": "LaTeX",
    ".ltx": "LaTeX", ".bbl": "LaTeX (.bbl)", ".xml": "JATS XML", ".nxml": "JATS XML",
    ".jats": "JATS XML", ".epub": "EPUB", ".rtf": "Rich Text (RTF)", ".rst": "reStructuredText",
    ".ipynb": "Jupyter notebooks", ".org": "Org", ".typ": "Typst", ".tei": "TEI XML",
}  # fmt: skip
_NEVER: Final = {
    ".doc": "an old Word file: save it as .docx, HTML or text",
    ".bib": "a BibTeX file, not an article", ".ris": "an RIS file, not an article",
    ".nbib": "a PubMed file, not an article", ".enw": "an EndNote file, not an article",
    ".json": "a JSON file, not an article", ".jsonl": "a JSON lines file, not an article",
}  # fmt: skip

_HTML_START: Final = lazy_pattern(
    r"""
    \s{0,1000} (?: <\?xml [^>]{0,500} > \s{0,100} )?
    (?: <!-- (?: [^-] | -(?!->) ){0,2000} --> \s{0,100} )?
    < (?: !doctype\s+html | html | head | body | p | div | ol | ul | li | table | article
        | section | main | h[1-6] | span | br | meta | title | em | i ) (?=[\s/>])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DIV_START: Final = lazy_pattern(
    r"\s{0,1000} <div [^>]{0,500} > [ \t]* \r?\n [ \t]* \r?\n", re.VERBOSE
)
# "# refkit: ignore[M302] …" is a comment of plain text.
_ATX_HEADING: Final = lazy_pattern(r"^ {0,3}#{1,6} +(?!(?i:refkit) {0,9}:)\w", re.MULTILINE)
_SETEXT_HEADING: Final = lazy_pattern(r"^\w[^\r\n]{0,80}\r?\n(?:=|-){4,}[ \t]*\r?$", re.MULTILINE)
_STRONG_SIGN: Final = lazy_pattern(
    r"""
      \[ [^\]\[\n]{1,200} \] \( [^\s()]{1,500}          # [text](target
    | <https?://[^\s<>]{1,500}>                         # autolink
    | (?<![\w*]) \*\* \w [^*\n]{1,200} \*\* (?![\w*])   # bold
    | ^ (?: ```|~~~|::: )                               # fences
    | <div\b [^>]{0,200} (?: csl-entry | \bid=["']?refs )
    """,
    re.VERBOSE | re.MULTILINE,
)
_EMPHASIS: Final = lazy_pattern(
    r"""
      (?<![\w*]) \* \w [^*\n]{1,200} [^\s*] \* (?![\w*])
    | (?<!\w) _ \w [^_\n]{1,200} [^\s_] _ (?!\w)
    """,
    re.VERBOSE,
)
_LOOKED_AT: Final = 2_000_000


def form_of(path: str, format: str | None, text: str) -> tuple[str, str]:
    """The form of a text, and how it was guessed.

    Args:
        path: The file's name, or "" for text from memory.
        format: A form that the caller names, or None.
        text: The decoded text.

    Returns:
        One of :data:`FORMATS`, and a sentence for the user, "" if nothing was guessed.

    Raises:
        ConfigurationError: If ``format`` names no form.
        UnreadableError: If the file's extension is that of a form that cannot be read.
    """
    if format is not None:
        if format not in FORMATS:
            raise ConfigurationError(f"no reader for {format!r}; there are {', '.join(FORMATS)}")
        return format, ""
    extension = refuse_unreadable(path)
    if extension in EXTENSIONS:
        return EXTENSIONS[extension], ""
    form = _by_content(text)
    if form == "text" and extension in (".txt", ".text"):
        return form, ""
    names = {"markdown": "Markdown", "html": "HTML", "text": "plain text"}
    return form, f"the form was guessed from the content: {names[form]}"


def refuse_unreadable(path: str) -> str:
    """The extension of a file, in lower case.

    Raises:
        UnreadableError: If refkit cannot read files of that extension.
    """
    name = path.replace("\\", "/").rpartition("/")[2].lower()
    dot = name.rfind(".")
    extension = name[dot:] if dot > 0 else ""
    if extension in _NOT_YET:
        raise UnreadableError(f"refkit cannot read {_NOT_YET[extension]} yet", path=path)
    if extension in _NEVER:
        raise UnreadableError(f"is {_NEVER[extension]}", path=path)
    return extension


def _by_content(text: str) -> str:
    text = text[:_LOOKED_AT]
    if _HTML_START.match(text) and not _DIV_START.match(text):
        return "html"
    if "\f" in text:
        # Pages come from a PDF or a typescript, never from Markdown.
        return "text"
    if text.startswith("---\n") and text.find("\n---", 4, 20_000) > 0:
        return "markdown"
    if _ATX_HEADING.search(text) or _STRONG_SIGN.search(text):
        return "markdown"
    signs = len(_EMPHASIS.findall(text)) + len(_SETEXT_HEADING.findall(text))
    return "markdown" if signs >= 2 else "text"
