"""What a command reads and writes: files, folders, standard input and output."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from refkit.errors import ConfigurationError, InputError, UnreadableError
from refkit.files import replace_file
from refkit.report.terminal import visible

if TYPE_CHECKING:
    from refkit.model import Reference, Report

STDIN: Final = "-"
STDIN_NAME: Final = "<stdin>"

_GENERATOR: Final = b'<meta name="generator" content="refkit '
_HEAD: Final = 2000
"""Bytes of a page in which it says what made it."""

_UNPRINTED: Final = re.compile(r"[^\n\t\x20-\x7e\xa0-\xff]")


class Article(NamedTuple):
    """Something to read: a file, or standard input.

    Attributes:
        name: The name to show.
        path: The file; None for standard input.
    """

    name: str
    path: Path | None

    def content(self) -> Path | bytes:
        """What the api takes as a source: the path, or the bytes of standard input.

        Raises:
            UnreadableError: If standard input is closed.
        """
        return self.path if self.path is not None else read_stdin()

    def owns(self, error: InputError) -> bool:
        """Whether an error is about this article, and not, say, about a file of records."""
        return error.path in ("", self.name, str(self.path))


def article(argument: str) -> Article:
    """What an argument names: "-" is standard input."""
    if argument == STDIN:
        return Article(STDIN_NAME, None)
    return Article(argument, Path(argument))


def articles(
    arguments: Sequence[str], *, excluded: Callable[[Path], bool] = lambda _: False
) -> Iterator[Article | UnreadableError]:
    """The articles that arguments name, in order; of folders those within, sorted by name.

    Hidden files and folders, and the locks of Word, are passed over, links to folders are not
    followed. A folder without an article comes as an error, so that nobody takes silence for a
    clean result.

    Args:
        arguments: Files, folders, and "-" for standard input.
        excluded: Whether a file or folder is passed over where it is found in a folder.
    """
    for argument in arguments:
        if argument == STDIN or not os.path.isdir(argument):
            yield article(argument)
            continue
        found = False
        for path in _walk(argument, excluded):
            found = True
            yield Article(str(path), path)
        if not found:
            kinds = ", ".join(article_extensions())
            yield UnreadableError(f"no article in this folder (looked for {kinds})", path=argument)


def article_extensions() -> tuple[str, ...]:
    """What is taken for an article in a folder; a file that is named is read in any case."""
    from refkit import api

    return api.article_extensions()


def _walk(folder: str, excluded: Callable[[Path], bool]) -> Iterator[Path]:
    extensions = article_extensions()
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not excluded(Path(parent, name))
        )
        for name in sorted(files):
            path = Path(parent, name)
            if name.startswith((".", "~$")) or not _is_article(path, extensions):
                continue
            if not excluded(path) and not _is_report(path):
                yield path


def _is_article(path: Path, extensions: tuple[str, ...]) -> bool:
    from refkit import api

    return path.name.lower().endswith(extensions) or api.is_article_xml(path)


def _is_report(path: Path) -> bool:
    """Whether a page is one that refkit wrote, by an earlier "--report report.html"."""
    if path.suffix.lower() not in (".html", ".htm"):
        return False
    try:
        with path.open("rb") as file:
            return _GENERATOR in file.read(_HEAD)
    except OSError:
        return False  # whoever reads it says why it cannot be read


def read_stdin() -> bytes:
    """All bytes of standard input.

    Raises:
        UnreadableError: If it is closed.
    """
    if sys.stdin is None:
        raise UnreadableError("standard input is closed", path=STDIN_NAME)
    return sys.stdin.buffer.read()


def named(error: InputError, article: Article) -> InputError:
    """The error with the article's name, where it has none because bytes were read."""
    if not error.path:
        error.path = article.name
    return error


def name_report(report: Report, article: Article) -> None:
    """Give a report a name to show, where its article comes from standard input."""
    if article.path is None:
        report.path = article.name
        for finding in [*report.findings, *(each.finding for each in report.suppressed)]:
            finding.path = article.name


def located(article: Article, reference: Reference) -> str:
    """A reference's place for a message: "list.txt:2", or "paper.pdf: page 3, line 2"."""
    if reference.where == f"line {reference.line}":
        return f"{article.name}:{reference.line}"
    return f"{article.name}: {reference.where}"


def say(message: str, *, kind: str = "") -> None:
    """Print one line for people on stderr: "refkit: note: …".

    Args:
        message: Any text; what could act on the terminal is made visible.
        kind: "note" or "warning"; "" for an error.
    """
    lines = [visible(line) for line in message.split("\n")]
    click.echo(f"refkit: {kind + ': ' if kind else ''}" + "\n  ".join(lines), err=True)


def write(text: str, output: str | None, *, painted: bool = False) -> None:
    """Write the result of a command as UTF-8.

    Args:
        text: The result. Files and pipes get it as it is; on a terminal, what could act on it is
            made visible.
        output: A file, replaced as a whole or not at all; None or "-" for standard output.
        painted: Whether the text is visible already, and coloured.

    Raises:
        ConfigurationError: If the file cannot be written.
    """
    if output is None or output == "-":
        if not painted and sys.stdout is not None and sys.stdout.isatty():
            text = _UNPRINTED.sub(lambda found: visible(found[0]), text)
        click.echo(text, nl=False, color=True)  # color=True strips nothing
        return
    data = text.encode("utf-8", "backslashreplace")
    try:
        replace_file(output, data)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ConfigurationError(f"cannot write {output}: {reason}") from error


def write_bytes(data: bytes) -> None:
    """Write to standard output as it is, such as a file that keeps its own encoding."""
    if sys.stdout is not None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def refuse_folder(output: str | None) -> None:
    """Refuse an output that is a folder, before any work is done.

    Raises:
        ConfigurationError: If it is one.
    """
    if output not in (None, "-") and os.path.isdir(output or ""):
        raise ConfigurationError(f"cannot write {output}: it is a folder")
