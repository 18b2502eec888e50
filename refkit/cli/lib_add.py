"""``refkit lib init`` and ``refkit lib add``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from refkit.cli import options
from refkit.cli.lib_open import (
    Chosen,
    library_option,
    new_library_path,
    opened,
    output_format,
    several,
    table_width,
)
from refkit.cli.progress import Progress
from refkit.cli.streams import STDIN, read_stdin, say, write
from refkit.errors import ConfigurationError

if TYPE_CHECKING:
    from refkit.api.library import Added, Intake, Library

_INTERRUPTED: Final = 130
_COMPARED: Final = 10_000
"""New works that are compared with those of the library, to say whether some are there twice."""

_LISTED: Final = 20
"""Works of one file that are listed; of more their number is told."""


@click.command(epilog="\b\nExamples:\n  refkit lib init\n  refkit lib init thesis.refkit")
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@library_option
@click.pass_context
def init(ctx: click.Context, file: Path | None, library: Chosen) -> int:
    """Make an empty library: FILE, or library.refkit in this folder."""
    from refkit.api.library import open_library

    path = file or new_library_path(ctx, library)
    if path.exists():
        raise ConfigurationError(f"{path} is there already")
    if not path.absolute().parent.is_dir():
        raise ConfigurationError(f"there is no folder {path.parent}")
    with open_library(path, create=True):
        write(f"made {path}\n", None)
    return 0


class _Done(NamedTuple):
    """Something that was asked for, and what became of it.

    Attributes:
        intake: What was obtained.
        added: What became of its works.
    """

    intake: Intake
    added: Added


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit lib add references.bib export.ris\n"
        "  refkit lib add 10.3389/fpsyg.2014.00502 978-1-4338-0561-5 arXiv:2101.00001\n"
        "  refkit lib add pmid:23193287 PMC3531190 paper.pdf --tag crying\n"
        "  refkit lib add 'Gračanin, A., Bylsma, L. M., & Vingerhoets, A. (2014). Is crying a"
        " self-soothing behavior?'\n"
        "  pbpaste | refkit lib add -\n"
        "\n"
        "\b\n"
        "Exit codes:\n"
        "  0    all was added, or is there already\n"
        "  2    something cannot be read, or is found nowhere\n"
        "  3    a source was silent, and nothing else\n"
        "  130  interrupted; what is said to be added is"
    )
)
@click.argument("wanted", metavar="FILE|ID|TEXT...", nargs=-1, required=True)
@library_option
@click.option("-t", "--tag", "tags", metavar="TAG", multiple=True, help="A tag; repeatable.")
@click.option("-c", "--collection", metavar="NAME", default="", help="A collection: thesis/intro.")
@click.option(
    "--known",
    type=click.Choice(["skip", "update", "add"]),
    default="skip",
    show_default=True,
    help="What to do with works that the library has: nothing, fill in what they lack, or add them"
    " once more.",
)
@click.option(
    "--keywords-as-tags", is_flag=True, help="Let the keywords of works be tags of the library."
)
@click.option(
    "--files",
    is_flag=True,
    help="Attach the files that a .bib, .ris, EndNote or Zotero file names, from its folder on.",
)
@click.option(
    "--link", is_flag=True, help="Leave files where they are, below the library's folder."
)
@options.sources
@output_format
@click.pass_context
def add(
    ctx: click.Context,
    wanted: tuple[str, ...],
    library: Chosen,
    tags: tuple[str, ...],
    collection: str,
    known: Any,
    keywords_as_tags: bool,
    files: bool,
    link: bool,
    places: options.Places,
    form: str,
) -> int:
    """Add works to the library.

    An argument is a file of works of any format, an article whose list is parsed, a PDF, a list of
    identifiers one a line; a DOI, ISBN, arXiv identifier, PMID (pmid:123) or PMCID; a reference in
    quotation marks; or "-" for any text on standard input. A PDF is attached to its work. A
    reference that no source knows is added as it was parsed, and said to be. Collections of
    Zotero RDF and groups of JabRef become collections.
    """
    from refkit.api.library import add_intake

    with opened(ctx, library) as shelf:
        intakes = _obtained(wanted, places)
        before = len(shelf)
        done: list[_Done] = []
        with Progress("adding") as progress, suppress(KeyboardInterrupt):
            for intake in intakes:
                progress.at(intake.asked)
                added = add_intake(
                    shelf,
                    intake,
                    known=known,
                    tags=tags,
                    collection=collection,
                    keywords_as_tags=keywords_as_tags,
                    files=files,
                    copy=not link,
                    progress=lambda count: progress.counted(several(count)),
                )
                done.append(_Done(intake, added))
        if done:
            _tell(done, shelf, form)
            _hint(done, shelf)
        if len(done) < len(intakes):
            number = len(shelf) - before
            was = "was" if number == 1 else "were"
            rest = "the same command adds the rest"
            say(f"interrupted after {several(number)} {was} added; {rest}")
            return _INTERRUPTED
    return _exit_code(done)


def _obtained(wanted: Sequence[str], places: options.Places) -> list[Intake]:
    from refkit.api.library import works_of

    given = [read_stdin() if argument == STDIN else argument for argument in wanted]
    with (
        options.open_sources(places) as sources,
        Progress("looking up", kept=not places.no_cache) as progress,
    ):
        progress.at(wanted[0] if len(wanted) == 1 else f"{len(wanted)} arguments")
        return works_of(given, sources=sources, progress=progress.asked)


def _exit_code(done: Sequence[_Done]) -> int:
    outcomes = {each.intake.outcome for each in done}
    lost = any(
        problem.lost or problem.raw
        for each in done
        for problem in (*each.intake.problems, *each.added.problems)
    )
    if lost or outcomes & {"unreadable", "not-found"}:
        return 2
    return 3 if "undetermined" in outcomes else 0


# --------------------------------------------------------------------------------- what is told


def _tell(done: Sequence[_Done], library: Library, form: str) -> None:
    _tell_problems(done)
    if form == "json":
        told = [_as_json(each) for each in done]
        write(json.dumps(told, ensure_ascii=False, indent=2) + "\n", None)
        return
    from refkit.report.columns import write_columns

    rows = [row for each in done for row in _rows(each, library)]
    color = options.wants_color("auto")
    table = write_columns(rows, flexible=(2,), width=table_width(), color=color)
    write(table, None, painted=True)
    write(_summary(done) + "\n", None)


def _hint(done: Sequence[_Done], library: Library) -> None:
    """Say how many of the new works look like others, which no identifier tells."""
    new = [key for each in done for key in each.added.new]
    looked = new[:_COMPARED]
    with suppress(KeyboardInterrupt):
        groups = library.duplicates(keys=looked) if looked else []
        number = len({key for group in groups for key in group.keys} & set(looked))
        if number:
            at_least = "at least " if len(new) > len(looked) else ""
            them = "it" if len(new) == 1 else f"{at_least}{number:,} of them"
            say(f"{them} may be there already: refkit lib duplicates", kind="note")


def _tell_problems(done: Sequence[_Done]) -> None:
    """Say on stderr what could not be read or found, and what should be known of the rest."""
    for intake, added in done:
        for problem in (*intake.problems, *added.problems):
            entry = f"entry {problem.entry}: " if problem.entry else ""
            place = f"{intake.asked}:{problem.line}" if problem.line else intake.asked
            left_out = problem.lost or problem.raw
            say(f"{place}: {entry}{problem.reason}", kind="" if left_out else "warning")
        if not intake.works and intake.outcome != "found":
            say(f"{intake.asked}: {_LABELS[intake.outcome]}{intake.detail}")
        for key, each in zip(added.keys, intake.works, strict=False):
            if each.note:
                say(f"{key or intake.asked}: {each.note}", kind="warning")


_LABELS: Final = {
    "unreadable": "",
    "not-found": "not found: ",
    "undetermined": "could not be looked up: ",
    "as-written": "",
}


def _rows(done: _Done, library: Library) -> list[tuple[str, str, str]]:
    from refkit.report.library import plain_title, short_names

    keys = list(dict.fromkeys(key for key in done.added.keys if key))
    if len(keys) > _LISTED:
        return [("", done.intake.asked, _counts([done]))]
    rows = []
    for key in keys:
        work = library[key].work
        named = " ".join(filter(None, (short_names(work), str(work.year or ""))))
        title = ". ".join(filter(None, (named, plain_title(work))))
        rows.append((_what_became(key, done.added), key, title))
    return rows


def _what_became(key: str, added: Added) -> str:
    if key in added.new:
        return "new"
    return "updated" if key in added.updated else "known"


def _summary(done: Sequence[_Done]) -> str:
    parts = [_counts(done)]
    for outcome, words in (
        ("not-found", "not found"),
        ("undetermined", "could not be looked up"),
        ("unreadable", "unreadable"),
    ):
        number = sum(each.intake.outcome == outcome for each in done)
        parts += [f"{number:,} {words}"] if number else []
    return ", ".join(parts)


def _counts(done: Sequence[_Done]) -> str:
    new = sum(len(each.added.new) for each in done)
    updated = sum(len(each.added.updated) for each in done)
    known = sum(len(each.added.known) for each in done)
    parts = [f"{several(new)} added"]
    parts += [f"{updated:,} updated"] if updated else []
    parts += [f"{known:,} known already"] if known else []
    files = sum(len(each.added.files) for each in done)
    parts += [f"{several(files, 'file')} attached"] if files else []
    return ", ".join(parts)


def _as_json(done: _Done) -> dict[str, object]:
    intake, added = done
    return {
        "asked": intake.asked,
        "outcome": intake.outcome,
        "detail": intake.detail,
        "keys": added.keys,
        "new": added.new,
        "updated": added.updated,
        "known": added.known,
        "files": added.files,
        "notes": [each.note for each in intake.works if each.note],
        "problems": [
            {"line": each.line, "entry": each.entry, "reason": each.reason, "lost": each.lost}
            for each in (*intake.problems, *added.problems)
        ],
    }
