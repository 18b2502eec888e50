"""The .bib file as its author keeps it: check it, tidy it, find what is there twice, complete it.

Nothing here writes a file: each function returns what the file is to be, and who calls it decides.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Literal

import msgspec

from refkit.api.bib_files import BibChange, content_of, open_bib
from refkit.api.inputs import Input
from refkit.formats.loaded import Problem

if TYPE_CHECKING:
    from refkit.api.bib_completing import BibAddition
    from refkit.api.bib_merging import BibGroup
    from refkit.resolve.session import Progress
    from refkit.resolve.sources import Sources

__all__ = [
    "BibChange",
    "CompletedBib",
    "DedupedBib",
    "Problem",
    "check_bib",
    "complete_bib",
    "dedupe_bib",
    "tidy_bib",
]


class DedupedBib(BibChange, kw_only=True):
    """What deduplicating a .bib file came to.

    Attributes:
        groups: The entries that describe one work, in the order of the file.
    """

    groups: list[BibGroup] = msgspec.field(default_factory=list)


class CompletedBib(BibChange, kw_only=True):
    """What completing a .bib file came to.

    Attributes:
        added: The fields that were added, and where they are from.
        conflicts: Fields that a Record has otherwise; they stay as they were.
        unidentified: The entries whose work was not identified, and why.
        silent: How many of these could not be checked, because a source was silent or not asked.
        asked: How many entries were asked for.
        interrupted: Whether Ctrl-C ended it; what was added before is there.
    """

    added: list[BibAddition] = msgspec.field(default_factory=list)
    conflicts: list[Problem] = msgspec.field(default_factory=list)
    unidentified: list[Problem] = msgspec.field(default_factory=list)
    silent: int = 0
    asked: int = 0
    interrupted: bool = False


def check_bib(source: Input, *, path: str = "") -> list[Problem]:
    """Everything that is wrong with a .bib file.

    That is what its reader reports (broken entries, keys that are there twice, macros that are not
    defined, links to nowhere), fields that the entry type requires and that are missing, in BibTeX
    or biblatex, whichever the file is written for; malformed DOIs, ISBNs, ISSNs, dates, pages and
    addresses, braces that BibTeX counts otherwise, journals written in several ways, and entries
    that are probably one work.

    Args:
        source: Text, bytes, a Path or an open file.
        path: The file's name for errors, where ``source`` is no Path.

    Returns:
        The Problems in the order of their lines; [] for a file without fault.

    Raises:
        UnreadableError: If the file cannot be read, is empty or binary.
    """
    from refkit.api.bib_checking import problems_of
    from refkit.formats.bibtex import uncollected

    with uncollected():
        return problems_of(open_bib(source, path))


def tidy_bib(
    source: Input,
    *,
    path: str = "",
    indent: int = 2,
    align: bool = False,
    order: Collection[str] | Literal["usual"] = (),
    sort: Collection[str] = (),
    keys: str = "",
    letters: Literal["", "unicode", "latex"] = "",
    drop: Collection[str] = (),
) -> BibChange:
    """Lay a .bib file out anew, and say in the usual way what certainly means the same.

    One field a line, names of fields and types in lower case, one blank line between entries, page
    ranges with two hyphens, DOIs without an address before them, months as macros; empty fields
    and entries that repeat another word for word go. Comments, ``@string``, ``@preamble`` and
    broken entries stay as they are. Tidying twice changes nothing more.

    Args:
        source: Text, bytes, a Path or an open file.
        path: The file's name for messages, where ``source`` is no Path.
        indent: Blanks before a field.
        align: Whether the values of an entry stand below each other.
        order: The order of fields, those that it does not name behind them; "usual" for the
            usual one; by default as they stand.
        sort: By what the entries are sorted: "key", "author", "title", "year", "type", "journal",
            with "-" before it for the other direction. Entries from which others inherit by
            ``crossref`` come last, as BibTeX asks.
        keys: The pattern by which all citation keys are made anew:
            see :func:`refkit.formats.bibtex_keys.citation_keys`.
        letters: "unicode" to write letters beyond ASCII as such, "latex" as commands.
        drop: Names of fields to remove.

    Raises:
        UnreadableError: If the file cannot be read, is empty or binary, or if its encoding had to
            be guessed and would be guessed otherwise once it is changed.
        ConfigurationError: If there is no such order or pattern.
    """
    from refkit.formats.bib_file import ORDER
    from refkit.formats.bib_tidy import Tidying, tidy
    from refkit.formats.bibtex import uncollected

    tidying = Tidying(
        indent=indent,
        align=align,
        order=ORDER if order == "usual" else tuple(order),
        sort=tuple(sort),
        keys=keys,
        letters=letters,
        drop=tuple(drop),
    )
    with uncollected():
        file = open_bib(source, path)
        before = str(file)
        notes = tidy(file, tidying)
    return BibChange(
        path=file.path, before=before, after=str(file), data=content_of(file, before), notes=notes
    )


def dedupe_bib(
    source: Input,
    *,
    path: str = "",
    merge: bool = False,
    keep: Literal["fullest", "first"] = "fullest",
    threshold: float = 0.9,
    progress: Callable[[int], None] | None = None,
) -> DedupedBib:
    """Find entries of a .bib file that describe one work, and unite them if that is asked for.

    A preprint and its article, the editions of a book, an erratum and the like are no duplicates:
    see :func:`refkit.match.same.same_works`.

    Args:
        source: Text, bytes, a Path or an open file.
        path: The file's name for messages, where ``source`` is no Path.
        merge: Whether to unite them: one stays, is filled with what the others have more, and gets
            their keys in its ``ids``. What the others say otherwise is told in ``notes``.
        keep: Which one stays: the one with most fields, or the first.
        threshold: The least probability at which two entries are taken for one work.
        progress: Called now and then with the number of entries that were compared.

    Raises:
        UnreadableError: If the file cannot be read, is empty or binary, or if its encoding had to
            be guessed and would be guessed otherwise once it is changed.
    """
    from refkit.api import bib_merging
    from refkit.formats.bibtex import uncollected

    with uncollected():
        file = open_bib(source, path)
        before = str(file)
        groups = bib_merging.find_groups(file, threshold, progress)
        shown = [bib_merging.shown(file, group, keep) for group in groups]
        notes = bib_merging.merge(file, groups, keep) if merge else []
    return DedupedBib(
        path=file.path,
        before=before,
        after=str(file),
        data=content_of(file, before),
        notes=notes,
        groups=shown,
    )


def complete_bib(
    source: Input,
    *,
    path: str = "",
    sources: Sources | None = None,
    fields: Collection[str] = (),
    progress: Progress | None = None,
) -> CompletedBib:
    """Add DOIs and other fields that entries of a .bib file lack, from the Sources.

    Only where the work is identified with certainty, and never in the place of what is there: where
    a Record says another thing, that is a conflict.

    Args:
        source: Text, bytes, a Path or an open file.
        path: The file's name for messages, where ``source`` is no Path.
        sources: Where to ask; by default Crossref, DataCite and doi.org, with the user's cache.
        fields: The BibTeX fields to complete; by default those that BibTeX's styles print, and the
            DOI. In a file for biblatex, ``journal`` and ``year`` become ``journaltitle`` and
            ``date``.
        progress: As for :func:`refkit.api.resolve`.

    Returns:
        The completed file, with what was added; if Ctrl-C came, as far as it was.

    Raises:
        UnreadableError: If the file cannot be read, is empty or binary, or if its encoding had to
            be guessed and would be guessed otherwise once it is changed.
    """
    from refkit.api.bib_completing import FIELDS, complete
    from refkit.resolve.sources import Sources

    if sources is None:
        with Sources() as default:
            return complete_bib(
                source, path=path, sources=default, fields=fields, progress=progress
            )
    file = open_bib(source, path)
    before = str(file)
    done = complete(
        file,
        sources=sources,
        fields=tuple(name.lower() for name in fields) or FIELDS,
        progress=progress,
    )
    return CompletedBib(
        path=file.path,
        before=before,
        after=str(file),
        data=content_of(file, before),
        added=done.added,
        conflicts=done.conflicts,
        unidentified=done.unidentified,
        silent=done.silent,
        asked=done.asked,
        interrupted=done.interrupted,
    )
