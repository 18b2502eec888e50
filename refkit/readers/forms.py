"""Forms of articles: which reader a file needs, by its extension or by what it looks like."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from refkit.errors import ConfigurationError, UnreadableError
from refkit.normalize.patterns import lazy_pattern


class Form(msgspec.Struct, frozen=True):
    """A form of articles, and who reads it.

    Attributes:
        name: Its name on the command line, and ``Document.format``: "docx".
        title: Its name for people: "Word (.docx)".
        extensions: The endings of its files, with the dot, in lower case.
        reader: The module of :mod:`refkit.readers`, imported when it is needed, and the function
            that reads it. It takes the text and the keyword ``path``; of a form that is ``packed``
            the bytes; of one that ``includes`` others also the keyword ``beside``.
        packed: Whether its files are no text.
        includes: Whether it takes in other files; ``beside`` is what opens them, a
            :class:`refkit.readers.beside.Beside`.
        declaration: How a file of it declares its encoding, with the name in a group "name"; None
            as HTML and XML do.
        editor: The same for the function that writes replacements into the bytes of a packed
            form; "" if it cannot be written.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    reader: str
    packed: bool = False
    includes: bool = False
    declaration: re.Pattern[bytes] | None = None
    editor: str = ""


# LaTeX's inputenc, whose names of encodings are Python's or near to them; emacs and TeXShop lines.
_LATEX_ENCODING: Final = re.compile(
    rb"""
    \\usepackage \s{0,9} \[ \s{0,9} (?P<name> [\w-]{2,20} ) \s{0,9} \] \s{0,9} \{inputenc\}
    """,
    re.VERBOSE,
)

FORMS: Final[dict[str, Form]] = {
    form.name: form
    for form in (
        Form(
            "markdown",
            "Markdown",
            (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd", ".rmarkdown", ".myst"),
            "markdown.read_markdown",
            includes=True,
        ),
        Form("html", "HTML", (".html", ".htm", ".xhtml"), "html.read_html"),
        Form("text", "plain text", (".txt", ".text"), "plaintext.read_plaintext"),
        Form(
            "docx",
            "Word (.docx)",
            (".docx", ".docm", ".dotx"),
            "docx.read_docx",
            True,
            editor="docx_editing.edit_docx",
        ),
        Form(
            "odt",
            "OpenDocument (.odt)",
            (".odt", ".ott", ".fodt"),
            "odt.read_odt",
            True,
            editor="odt_editing.edit_odt",
        ),
        Form("pdf", "PDF", (".pdf",), "pdf_pages.read_pdf", True),
        Form(
            "latex",
            "LaTeX",
            (".tex", ".ltx", ".latex", ".bbl", ".rnw", ".snw", ".rtex"),
            "latex.read_latex",
            includes=True,
            declaration=_LATEX_ENCODING,
        ),
        Form("jats", "JATS XML", (".jats", ".nxml"), "jats.read_jats"),
        Form("tei", "TEI XML", (".tei",), "tei.read_tei"),
        Form("epub", "EPUB", (".epub",), "epub.read_epub", True),
        Form("rst", "reStructuredText", (".rst", ".rest"), "rst.read_rst", includes=True),
        Form("asciidoc", "AsciiDoc", (".adoc", ".asciidoc", ".asc"), "asciidoc.read_asciidoc"),
        Form("typst", "Typst", (".typ",), "typst.read_typst", includes=True),
        Form("notebook", "a Jupyter notebook", (".ipynb",), "notebook.read_notebook"),
    )
}
"""The forms that can be read, by name."""

FORMATS: Final = tuple(FORMS)
"""Their names."""

EXTENSIONS: Final = {
    extension: form.name
    for form in FORMS.values()
    if form.name != "text"
    for extension in form.extensions
}
"""Extensions, in lower case, whose form needs no guess. ".txt" may hold Markdown or HTML."""

_NEVER: Final = {
    ".doc": "an old Word file: save it as .docx, HTML or text",
    ".rtf": "Rich Text (RTF): save it as .docx, HTML or text",
    ".org": "an Org file: export it to LaTeX, HTML or Markdown",
    ".pages": "a Pages file: export it to .docx or PDF",
    ".bib": "a BibTeX file, not an article", ".ris": "an RIS file, not an article",
    ".nbib": "a PubMed file, not an article", ".enw": "an EndNote file, not an article",
    ".json": "a JSON file, not an article", ".jsonl": "a JSON lines file, not an article",
}  # fmt: skip

_JATS_START: Final = lazy_pattern(
    r"""
    <!DOCTYPE \s{1,20} (?: article | book | book-part-wrapper )\b [^<>]{0,400}
        (?: JATS | NLM | BITS | TaxonX )
    | <article \b [^<>]{0,3000} (?: article-type | dtd-version | xmlns:mml | xmlns:xlink )
    | < (?: front | ref-list | article-meta ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TEI_START: Final = lazy_pattern(r"<(?:\w{1,20}:)?(?:TEI|teiCorpus|TEI\.2)\b")
_LATEX_START: Final = lazy_pattern(
    r"""
    ^ [ \t]{0,40} \\
    (?: documentclass | documentstyle | begin \{ (?: document | thebibliography ) \} | bibitem\b
      | section\*?\{ | chapter\*?\{ )
    """,
    re.VERBOSE | re.MULTILINE,
)
_NOTEBOOK_START: Final = lazy_pattern(
    r'\s{0,100}\{\s{0,100}"(?:cells|metadata|nbformat\w*|worksheets)"\s{0,20}:'
)
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
        One of :data:`FORMATS` that is text, and a sentence for the user, "" if nothing was guessed.

    Raises:
        ConfigurationError: If ``format`` names no form.
        UnreadableError: If the file's extension is that of a form that cannot be read.
    """
    if format is not None:
        form = known_form(format)
        if form.packed:
            raise UnreadableError(f"is text, and not {form.title}", path=path)
        return format, ""
    extension = refuse_unreadable(path)
    named = EXTENSIONS.get(extension)
    if named is not None and not FORMS[named].packed:
        return named, ""
    form_name = _by_content(text)
    if named is not None:
        raise UnreadableError(f"is text, and not {FORMS[named].title}", path=path)
    if extension == ".xml":
        if form_name in ("jats", "tei", "html"):
            return form_name, ""
        raise UnreadableError("is XML, but neither JATS nor TEI", path=path)
    if form_name == "text" and extension in FORMS["text"].extensions:
        return form_name, ""
    return form_name, f"the form was guessed from the content: {FORMS[form_name].title}"


def known_form(name: str) -> Form:
    """The form of a name.

    Raises:
        ConfigurationError: If there is none.
    """
    form = FORMS.get(name)
    if form is None:
        raise ConfigurationError(f"no reader for {name!r}; there are {', '.join(FORMATS)}")
    return form


def form_of_xml(head: str) -> str:
    """The form of XML, told from its beginning: "jats", "tei", or "" for neither."""
    if not head.lstrip("\ufeff \t\r\n").startswith("<"):
        return ""
    if _TEI_START.search(head):
        return "tei"
    return "jats" if _JATS_START.search(head) else ""


def packed_form(data: bytes) -> str:
    """The form of bytes that are no text, told from their beginning; "" if they may be text."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if not data.startswith(b"PK\x03\x04"):
        return ""
    head = data[:200]
    if b"mimetypeapplication/epub+zip" in head:
        return "epub"
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in head:
        return "odt"
    # The directory at the end of a ZIP file names its members as they are.
    if b"word/" in data:
        return "docx"
    if b"META-INF/container.xml" in data:
        return "epub"
    return "odt" if b"content.xml" in data and b"META-INF/manifest.xml" in data else ""


def refuse_unreadable(path: str) -> str:
    """The extension of a file, in lower case.

    Raises:
        UnreadableError: If refkit cannot read files of that extension.
    """
    name = path.replace("\\", "/").rpartition("/")[2].lower()
    dot = name.rfind(".")
    extension = name[dot:] if dot > 0 else ""
    if extension in _NEVER:
        raise UnreadableError(f"is {_NEVER[extension]}", path=path)
    return extension


def _by_content(text: str) -> str:
    text = text[:_LOOKED_AT]
    head = text[:20_000]
    xml = form_of_xml(head)
    if xml:
        return xml
    if _NOTEBOOK_START.match(head):
        return "notebook"
    if _HTML_START.match(text) and not _DIV_START.match(text):
        return "html"
    if "\f" in text:
        # Pages come from a PDF or a typescript, never from Markdown.
        return "text"
    if _LATEX_START.search(text):
        return "latex"
    if text.startswith("---\n") and text.find("\n---", 4, 20_000) > 0:
        return "markdown"
    if _ATX_HEADING.search(text) or _STRONG_SIGN.search(text):
        return "markdown"
    signs = len(_EMPHASIS.findall(text)) + len(_SETEXT_HEADING.findall(text))
    return "markdown" if signs >= 2 else "text"
