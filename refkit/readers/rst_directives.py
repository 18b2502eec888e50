"""Directives of reStructuredText: which of them hold text of the article.

From docutils, "reStructuredText Directives", and Sphinx, "Directives". What is not listed, such as
an image or a table of contents, holds none.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import word_set
from refkit.readers.beside import Beside


class Shown(Enum):
    """What of a directive readers of the article see as text."""

    NOTHING = "nothing"
    HEADING = "its argument, as a heading"
    CONTENT = "its content"
    ALL = "its argument and its content"
    CODE = "its content, as code"


_ALL: Final = word_set(
    """
    attention caution danger error hint important note tip warning admonition topic sidebar title
    epigraph highlights pull-quote compound table list-table csv-table centered seealso abstract
    versionadded versionchanged deprecated parsed-literal line-block header footer
    """
)
_CONTENT_ONLY: Final = word_set("container class only figure glossary todo cssclass rst-class")
_CODE: Final = word_set("code code-block sourcecode literal ipython jupyter-execute prompt")

CONTENT: Final = {
    **dict.fromkeys(_ALL, Shown.ALL),
    **dict.fromkeys(_CONTENT_ONLY, Shown.CONTENT),
    **dict.fromkeys(_CODE, Shown.CODE),
    "rubric": Shown.HEADING,
}
"""What is seen of a directive, by its name without a domain."""

_BIBTEX_FILES: Final = lazy_pattern(
    r"^ bibtex_bibfiles \s{0,20} = \s{0,20} [\[(] (?P<names> [^\])]{0,4000} )",
    re.VERBOSE | re.MULTILINE,
)
_QUOTED: Final = lazy_pattern(r"""["']([^"'\n]{1,500})["']""")
_FOLDERS: Final = ("", "../", "../../", "source/", "../source/")


def sphinx_bibliographies(beside: Beside) -> list[str]:
    """The files that ``bibtex_bibfiles`` in Sphinx's ``conf.py`` names, relative to the article.

    Args:
        beside: What can be opened beside the article.
    """
    for folder in _FOLDERS:
        found = beside.open(f"{folder}conf.py", [".py"])
        named = _BIBTEX_FILES.search(found.text) if found else None
        if named:
            return [folder + name for name in _QUOTED.findall(named["names"])]
    return []
