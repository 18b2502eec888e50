"""Works from any file: a file of works is loaded, an article is parsed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from refkit.cli.streams import Article, article, article_extensions, located, named, say
from refkit.errors import InputError

if TYPE_CHECKING:
    from refkit.model import Reference, Work


class Works(NamedTuple):
    """What a file holds.

    Attributes:
        works: The works, in order.
        complete: Whether all could be read.
        apart: What stands beside the works, such as the macros of a .bib file, for the option
            ``apart`` of ``api.dump``; None if there is nothing.
    """

    works: list[Work]
    complete: bool
    apart: object = None


def format_names() -> list[str]:
    """The names of the formats, for the choices of an option."""
    from refkit import api

    return sorted(known.name for known in api.formats())


def load_works(argument: str, form: str | None) -> Works:
    """The works that an argument names, with what is wrong with them said on stderr.

    Args:
        argument: A file of works, an article, or "-".
        form: A format's name, "markdown", "html", "text", or None to go by the file's content and
            extension.

    Raises:
        InputError: If nothing can be read.
        ConfigurationError: If ``form`` names no form.
    """
    from refkit import api

    source = article(argument)
    content = source.content()
    try:
        if form in api.article_forms() or (form is None and is_article(content)):
            return _parsed(source, content, form)
        return read_works(source, content, form)
    except InputError as error:
        raise named(error, source) from error


def read_works(source: Article, content: Path | bytes, form: str | None = None) -> Works:
    """The works of a file of works, with what is wrong with them said on stderr.

    Args:
        source: The file, for its name.
        content: Its path, or what was read from standard input.
        form: A format's name, or None to find it out.

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
    complete = not any(problem.lost or problem.raw for problem in loaded.problems)
    return Works(loaded.works, complete, loaded.apart)


def _parsed(source: Article, content: Path | bytes, form: str | None) -> Works:
    from refkit import api

    document = api.read(content, format=form)
    references = api.parse(document)
    for reference in references:
        if reference.problem:
            say(f"{located(source, reference)}: {reference.problem}")
    complete = not any(reference.problem for reference in references)
    works = api.exact_works(document, references)
    return Works(described(references, works), complete)


def is_article(content: Path | bytes) -> bool:
    """Whether to look for a list of references; what else there is, the formats tell apart."""
    from refkit import api
    from refkit.api.works import EXPORTED

    if isinstance(content, bytes):
        return not api.works_format(content) and bool(content.strip())
    suffix = content.suffix.lower()
    if suffix == ".txt":
        return api.works_format(_beginning(content)) not in EXPORTED
    return suffix in (*article_extensions(), ".bbl") or api.is_article_xml(content)


def _beginning(path: Path) -> bytes:
    """The first bytes of a file; none of one that cannot be read, which its reader will tell."""
    try:
        with path.open("rb") as file:
            return file.read(100_000)
    except OSError:
        return b""


def described(references: list[Reference], works: list[Work] | None = None) -> list[Work]:
    """The Works of references; of one that could not be read, a document with its text in note.

    Args:
        references: The references.
        works: Their Works where others than the parsed ones are known.
    """
    return [
        work.copy(type=work.type or "document", note=work.note or reference.raw)
        if reference.problem or not (work.title or work.author)
        else work
        for reference, work in zip(
            references, works or [each.work for each in references], strict=True
        )
    ]
