"""Keys: the keys of works that a manuscript cites, as LaTeX, Markdown and Typst write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from refkit.errors import ConfigurationError
from refkit.normalize.latex_cites import cite_of
from refkit.normalize.patterns import lazy_pattern

_LATEX_COMMENT: Final = lazy_pattern(r"(?<!\\)((?:\\\\){0,20})%[^\n]*")
_LATEX_VERBATIM: Final = lazy_pattern(
    r"""
      \\ (?: verb | lstinline ) \*? (?P<sign> [^\sA-Za-z*{] ) [^\n]{0,500}? (?P=sign)
    | \\ begin \{ (?P<name> verbatim | lstlisting | minted | comment ) \*? \}
        .{0,50000}? \\ end \{ (?P=name) \*? \}
    """,
    re.VERBOSE | re.DOTALL,
)
_LATEX_CITE: Final = lazy_pattern(
    r"""
    \\ (?P<command> [A-Za-z]{0,20} [Cc]ite [A-Za-z]{0,24} | bibentry ) \*? \s{0,9}
    (?P<groups> (?: (?: \[ [^\[\]]{0,300} \] | \( [^()]{0,300} \) | \{ [^{}]{0,2000} \} )
        \s{0,9} ){1,20} )
    """,
    re.VERBOSE,
)
_BRACED: Final = lazy_pattern(r"\{([^{}]{0,2000})\}")
_LATEX_INPUT: Final = lazy_pattern(r"\\(?:input|include|subfile)\s{0,9}\{([^{}]{1,300})\}")

_AUX_CITE: Final = lazy_pattern(r"\\(?:citation|abx@aux@cite(?:\{\d{1,9}\})?)\{([^{}]{0,5000})\}")
_AUX_INPUT: Final = lazy_pattern(r"\\@input\{([^{}]{1,300})\}")

# Pandoc's manual, "Citation syntax": a key begins with a letter, digit or _, and has single signs
# of punctuation within; in braces it may be anything.
_MARKDOWN_CITE: Final = lazy_pattern(
    r"""
    (?<! [\w\\@/.] ) @
    (?: \{ (?P<braced> [^{}\s]{1,300} ) \}
      | (?P<key> \w (?: [\w] | [:.\#$%&\-+?<>~/] (?= \w ) ){0,300} ) )
    """,
    re.VERBOSE,
)
_MARKDOWN_CODE: Final = lazy_pattern(
    r"""
      ^ (?P<fence> `{3,20} | ~{3,20} ) [^\n]* \n (?: (?! (?P=fence) ) [^\n]{0,20000} \n ){0,5000}
        (?P=fence) [^\n]*
    | `[^`\n]{1,300}`
    | <!-- [^>]{0,2000} -->
    """,
    re.VERBOSE | re.MULTILINE,
)
# The manual of Quarto, "Cross References": what these begin with is no key of a work.
_QUARTO_REFERENCE: Final = lazy_pattern(
    r"(?: fig | tbl | lst | sec | eq | thm | lem | cor | prp | cnj | def | exm | exr | sol | rem"
    r" | alg | tip | nte | wrn | imp | cau | vid | dia ) - .",
    re.VERBOSE | re.IGNORECASE,
)
_TYPST_CITE: Final = lazy_pattern(
    r"""
      (?<! [\w\\] ) @ (?P<key> [A-Za-z_] (?: [\w] | [:.\-] (?= \w ) ){0,300} )
    | \# cite \( \s{0,9} (?: < (?P<label> [^<>\s]{1,300} ) > | label\( "(?P<text>[^"]{1,300})" \) )
    """,
    re.VERBOSE,
)
_TYPST_LABEL: Final = lazy_pattern(r"(?<!\()<([^<>\s]{1,300})>")
_TYPST_COMMENT: Final = lazy_pattern(r"(?<!:)//[^\n]*")


class CitedKeys(msgspec.Struct):
    r"""What a manuscript cites.

    Attributes:
        keys: The keys in the order of the text, each once.
        everything: Whether all works are asked for, by LaTeX's ``\nocite{*}``.
        inputs: The names of files that it takes in, as written.
    """

    keys: list[str] = []
    everything: bool = False
    inputs: list[str] = []


def find_keys(text: str, extension: str) -> CitedKeys:
    """The keys that a manuscript cites.

    Args:
        text: Its text.
        extension: The ending of its name, in lower case: ".tex", ".aux", ".md" …; see
            :data:`KEY_EXTENSIONS`.

    Raises:
        ConfigurationError: If files of that ending cite in no way that is known here.
    """
    finder = _FINDERS.get(extension)
    if finder is None:
        known = ", ".join(_FINDERS)
        raise ConfigurationError(f"keys are found in {known}, not in '{extension or 'this file'}'")
    found = finder(text)
    keys = [key for key in found.keys if key != "*"]
    return CitedKeys(list(dict.fromkeys(keys)), len(keys) < len(found.keys), found.inputs)


def _latex(text: str) -> CitedKeys:
    r"""LaTeX's commands, natbib's and biblatex's: ``\citep[see][12]{a,b}``, ``\cites{a}{b}``."""
    text = _LATEX_VERBATIM.sub(" ", _LATEX_COMMENT.sub(r"\1", text))
    keys = [
        key
        for found in _LATEX_CITE.finditer(text)
        if cite_of(found["command"]) is not None
        for group in _BRACED.findall(found["groups"])
        for key in _listed(group)
    ]
    return CitedKeys(keys, inputs=_LATEX_INPUT.findall(text))


def _aux(text: str) -> CitedKeys:
    keys = [key for group in _AUX_CITE.findall(text) for key in _listed(group)]
    return CitedKeys(keys, inputs=_AUX_INPUT.findall(text))


def _markdown(text: str) -> CitedKeys:
    text = _MARKDOWN_CODE.sub(" ", text)
    return CitedKeys([found["braced"] or found["key"] for found in _MARKDOWN_CITE.finditer(text)])


def _quarto(text: str) -> CitedKeys:
    keys = _markdown(text).keys
    return CitedKeys([key for key in keys if not _QUARTO_REFERENCE.match(key)])


def _typst(text: str) -> CitedKeys:
    text = _TYPST_COMMENT.sub("", text)
    own = set(_TYPST_LABEL.findall(text))
    found = [each["key"] or each["label"] or each["text"] for each in _TYPST_CITE.finditer(text)]
    return CitedKeys([key for key in found if key not in own])


def _listed(group: str) -> list[str]:
    return [key for each in group.split(",") if (key := each.strip())]


_FINDERS: Final[Mapping[str, Callable[[str], CitedKeys]]] = {
    ".aux": _aux,
    ".tex": _latex,
    ".ltx": _latex,
    ".md": _markdown,
    ".markdown": _markdown,
    ".qmd": _quarto,
    ".rmd": _quarto,
    ".typ": _typst,
}
KEY_EXTENSIONS: Final = tuple(_FINDERS)
"""The endings of manuscripts whose keys can be found."""
