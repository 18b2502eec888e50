"""``refkit lib export`` and ``refkit lib cite``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from refkit.cli import options
from refkit.cli.lib_open import (
    Chosen,
    check_key,
    keys_of,
    library_option,
    opened,
    query_option,
    several,
)
from refkit.cli.progress import Progress
from refkit.cli.streams import refuse_folder, say, write
from refkit.cli.writing import settings_of, writing
from refkit.errors import ConfigurationError

if TYPE_CHECKING:
    from refkit.api.library import Library
    from refkit.model import Work


class _Chosen(NamedTuple):
    """What is to be exported.

    Attributes:
        works: The works, each with the key under which it is wanted.
        missing: Keys that a manuscript cites and the library does not have.
    """

    works: list[Work]
    missing: list[str]


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit lib export -o all.bib\n"
        "  refkit lib export --cited-in paper.tex -o paper.bib\n"
        "  refkit lib export --collection thesis -o thesis.ris\n"
        "  refkit lib export --query 'tag:crying year:2010..' --format csl-json\n"
        "  refkit lib export gracanin2014crying bylsma2019 --format biblatex --omit abstract\n"
        "\n"
        "\b\n"
        "Exit codes:\n"
        "  0  all was written\n"
        "  1  a manuscript cites what the library does not have; the rest was written\n"
        "  2  misuse, configuration or unreadable input"
    )
)
@click.argument("wanted", metavar="[KEY]...", nargs=-1)
@query_option
@click.option("-c", "--collection", metavar="NAME", help="The works of this collection.")
@click.option(
    "--cited-in",
    "manuscripts",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="What this manuscript cites: .tex, .aux, .md, .qmd, .Rmd, .typ; repeatable.",
)
@click.option(
    "-f", "--format", "form", metavar="FORM", help="[default: by the ending of -o, else bibtex]"
)
@click.option(
    "--tags",
    "labels",
    is_flag=True,
    help="Write the library's tags as keywords too, and its notes as annotations.",
)
@writing
@options.output
@library_option
@click.pass_context
def export(
    ctx: click.Context,
    /,
    wanted: tuple[str, ...],
    query: str | None,
    collection: str | None,
    manuscripts: tuple[Path, ...],
    form: str | None,
    labels: bool,
    output: str | None,
    library: Chosen,
    **writing_options: Any,
) -> int:
    """Write works to a file of any format; without choice, the whole library."""
    from refkit import api

    refuse_folder(output)
    target = form or (api.format_of_name(output) if output else "") or ("" if output else "bibtex")
    if not target:
        raise ConfigurationError(
            f"the format of {output} cannot be told from its name; use --format"
        )
    if target not in {known.name for known in api.formats()}:
        known = ", ".join(known.name for known in api.formats())
        raise ConfigurationError(f"no format '{target}'; formats are {known}")
    settings = settings_of(target, writing_options)
    with opened(ctx, library) as shelf, Progress("exporting") as progress:
        progress.at(shelf.path.name)
        chosen = _chosen(shelf, wanted, _joined(query, collection), manuscripts)
        if labels:
            chosen = chosen._replace(works=[_labelled(shelf, work) for work in chosen.works])
        text = api.dump(chosen.works, target, **settings)
    for key in chosen.missing:
        say(f"{key}: cited, and not in the library", kind="warning")
    write(text, output)
    if output not in (None, "-"):
        say(f"{output}: {several(len(chosen.works))}", kind="note")
    return 1 if chosen.missing else 0


def _labelled(library: Library, work: Work) -> Work:
    from refkit.api.library import with_labels

    return with_labels(library[work.id]).copy(id=work.id)


def _joined(query: str | None, collection: str | None) -> str | None:
    """One query of both; None if there is neither."""
    if collection is None:
        return query
    quoted = collection.replace('"', " ")
    return f'collection:"{quoted}" {query or ""}'.strip()


def _chosen(
    library: Library, keys: Sequence[str], query: str | None, manuscripts: Sequence[Path]
) -> _Chosen:
    if not keys and query is None and not manuscripts:
        return _Chosen(library.works(), [])
    named = keys_of(library, keys, query) if keys or query is not None else []
    works = {key: library[key].work for key in named}
    missing: list[str] = []
    from refkit.api.library import cited_keys

    for path in manuscripts:
        cited = cited_keys(path)
        if cited.everything:
            works |= {work.id: work for work in library.works() if work.id not in works}
        for key in cited.keys:
            if key not in library:
                missing.append(key)
            else:
                # Under the key that is cited, which may be an earlier one of the work's.
                works[key] = library[key].work.copy(id=key)
    return _Chosen(list(works.values()), list(dict.fromkeys(missing)))


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit lib cite gracanin2014crying bylsma2019 sharman2020\n"
        "  refkit lib cite gracanin2014crying bylsma2019 --style vancouver\n"
        "  refkit lib cite --query collection:paper --style apa --format html"
    )
)
@click.argument("keys", metavar="[KEY]...", nargs=-1)
@query_option
@click.option(
    "-s",
    "--style",
    default="apa",
    show_default=True,
    help="A CSL style: its name, title or id, or a .csl file (refkit styles WORDS finds it).",
)
@options.text_format
@options.locale
@options.output
@library_option
@click.pass_context
def cite(
    ctx: click.Context,
    keys: tuple[str, ...],
    query: str | None,
    style: str,
    form: str,
    locale: str,
    output: str | None,
    library: Chosen,
) -> int:
    """Cite works in a style: the citation of each in the text, then the bibliography."""
    from refkit import api
    from refkit.report.columns import write_columns

    refuse_folder(output)
    with opened(ctx, library) as shelf:
        for key in keys:
            check_key(shelf, key)
        found = [shelf[key].key for key in keys_of(shelf, keys, query)]
        works = shelf.works(list(dict.fromkeys(found)))
    ids = [work.id for work in works]
    cited = api.cite(works, ids, style, format=form, locale=locale)
    for warning in cited.warnings:
        say(warning, kind="warning")
    bibliography = str(cited.bibliography) if cited.bibliography is not None else ""
    citations = write_columns(list(zip(ids, cited.texts, strict=True)))
    gap = "\n" if bibliography else ""
    end = "" if bibliography.endswith("\n") or not bibliography else "\n"
    write(f"{citations}{gap}{bibliography}{end}", output)
    return 0
