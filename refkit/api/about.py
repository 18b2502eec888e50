"""About: what refkit reads, and which rules and excuses it knows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refkit.model import RuleInfo
    from refkit.model.excuses import Excuse


def article_extensions() -> tuple[str, ...]:
    """The extensions of files that are taken for articles in a folder, in lower case: ".md" ….

    Files of works, such as .bib, are no articles there, and a .bbl is part of its manuscript; each
    is read where it is named itself. Of XML files, those are articles that :func:`is_article_xml`
    says are.
    """
    from refkit.readers.forms import EXTENSIONS

    return (*(extension for extension in EXTENSIONS if extension != ".bbl"), ".txt")


def article_forms() -> tuple[str, ...]:
    """The names of the forms that articles are read in: "markdown", "docx" …."""
    from refkit.readers.forms import FORMATS

    return FORMATS


def is_article_xml(path: Path) -> bool:
    """Whether a file with the ending .xml looks like an article in JATS or TEI.

    One that cannot be opened is taken for one, so that its reader says why.
    """
    from refkit.readers.forms import form_of_xml

    if path.suffix.lower() != ".xml":
        return False
    try:
        with path.open("rb") as file:
            return form_of_xml(file.read(_HEAD).decode("utf-8", "replace")) != ""
    except OSError:
        return True


_HEAD = 20_000
"""Bytes in which an XML file says what it is."""


def rules() -> list[RuleInfo]:
    """Every rule, by code."""
    from refkit import verify

    return verify.known_rules()


def rule(code: str) -> RuleInfo:
    """The rule with a code.

    Raises:
        UnknownRuleError: If there is none.
    """
    from refkit import verify

    return verify.find_rule(code)


def excuses() -> list[Excuse]:
    """Every excuse for which fields that differ are said to agree, in the order of the fields."""
    from refkit.model.excuses import EXCUSES

    return list(EXCUSES.values())
