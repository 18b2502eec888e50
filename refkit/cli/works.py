"""Works from any file: a file of works is loaded, an article is parsed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from refkit.cli.streams import Article, article, article_extensions, named, say
from refkit.errors import InputError

if TYPE_CHECKING:
    from refkit.model import Reference, Work

_ARTICLES: Final = ("markdown", "html", "text")

FORMATS: Final = {
    ".bib": "bibtex",
    ".bibtex": "bibtex",
    ".json": "csl-json",
    ".csljson": "csl-json",
    ".jsonl": "csl-jsonl",
    ".ndjson": "csl-jsonl",
}
"""The format that the name of an output asks for, by its extension."""


def load_works(argument: str, form: str | None) -> tuple[list[Work], bool]:
    """The works that an argument names, with what is wrong with them said on stderr.

    Args:
        argument: A .bib or CSL-JSON file, an article, or "-".
        form: "bibtex", "csl-json", "csl-jsonl", "markdown", "html", "text", or None to go by the
            file's extension, or for standard input by its first character.

    Returns:
        The works, and whether all could be read.

    Raises:
        InputError: If nothing can be read.
        ConfigurationError: If ``form`` names no form.
    """
    source = article(argument)
    content = source.content()
    try:
        if form in _ARTICLES or (form is None and _is_article(content)):
            return _parsed(source, content, form)
        return read_works(source, content, form)
    except InputError as error:
        raise named(error, source) from error


def read_works(
    source: Article, content: Path | bytes, form: str | None = None
) -> tuple[list[Work], bool]:
    """The works of a file of works, with what is wrong with them said on stderr.

    Args:
        source: The file, for its name.
        content: Its path, or what was read from standard input.
        form: "bibtex", "csl-json", "csl-jsonl", or None to find it out.

    Returns:
        The works, and whether all could be read.

    Raises:
        InputError: If nothing can be read.
        ConfigurationError: If ``form`` names no form.
    """
    from refkit import api

    loaded = api.load_all(content, form)
    for problem in loaded.problems:
        entry = f"entry {problem.entry}: " if problem.entry else ""
        place = f"{source.name}:{problem.line}" if problem.line else source.name
        left_out = problem.lost or problem.raw
        say(f"{place}: {entry}{problem.reason}", kind="" if left_out else "warning")
    return loaded.works, not any(problem.lost or problem.raw for problem in loaded.problems)


def _parsed(source: Article, content: Path | bytes, form: str | None) -> tuple[list[Work], bool]:
    from refkit import api

    references = api.parse(content, format=form)
    for reference in references:
        if reference.problem:
            say(f"{source.name}:{reference.line}: {reference.problem}")
    return described(references), not any(reference.problem for reference in references)


def _is_article(content: Path | bytes) -> bool:
    """Whether to look for a list of references; what else there is, the formats tell apart."""
    if isinstance(content, Path):
        return content.suffix.lower() in article_extensions()
    start = content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return start not in (b"@", b"%", b"[", b"{", b"")


def described(references: list[Reference]) -> list[Work]:
    """The Works of references; of one that could not be read, a document with its text in note."""
    return [
        reference.work.copy(
            type=reference.work.type or "document", note=reference.work.note or reference.raw
        )
        if reference.problem or not (reference.work.title or reference.work.author)
        else reference.work
        for reference in references
    ]
