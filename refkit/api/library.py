"""Library: what is added to one: from a DOI, ISBN, arXiv or PubMed id, a PDF, a reference, a file.

All questions of one call are asked together: fifty DOIs on a command line are one request.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from refkit.api.library_asked import ask_all
from refkit.api.library_intake import Intake, Obtained, loaded_file
from refkit.api.library_wanted import Wanted, wanted_of
from refkit.errors import DamagedError, UnreadableError
from refkit.resolve.sources import Sources

if TYPE_CHECKING:
    from refkit.extract.keys import CitedKeys
    from refkit.model import Work
    from refkit.resolve.session import Progress
    from refkit.store import Added, Change, Entry, Group, Library, Stats, Trouble
    from refkit.store.salvage import Salvaged

LIBRARY_NAME: Final = "library.refkit"
"""The usual name of a library's file."""

LIBRARY_VARIABLE: Final = "REFKIT_LIBRARY"
"""Environment variable with the file of the library to use."""

_MOST_FILES: Final = 500
"""Files that one manuscript takes in at most."""

Known: TypeAlias = Literal["skip", "update", "add"]

__all__ = [
    "LIBRARY_NAME",
    "LIBRARY_VARIABLE",
    "Added",
    "Change",
    "Checked",
    "CitedKeys",
    "Entry",
    "Group",
    "Intake",
    "Known",
    "Library",
    "Obtained",
    "Salvaged",
    "Stats",
    "Trouble",
    "add_intake",
    "check_library",
    "cited_keys",
    "find_library",
    "open_library",
    "with_labels",
    "works_of",
]


def works_of(
    source: str | bytes | Path | Sequence[str | bytes | Path],
    *,
    sources: Sources | None = None,
    progress: Progress | None = None,
) -> list[Intake]:
    """The works that something asks for, as they would be added to a library.

    Args:
        source: A DOI or its address, an ISBN, an arXiv or PubMed identifier ("pmid:23193287",
            "PMC3531190"), a reference, the name of a file or a Path (a file of works of any format,
            an article whose list is parsed, a PDF, a text with an identifier on each line), the
            content of such a file; or several of these.
        sources: Where to ask; by default Crossref, DataCite and doi.org, with the user's cache, and
            PubMed and Open Library for their identifiers.
        progress: As for :func:`refkit.resolve`.

    Returns:
        One Intake for each thing that is asked for, in order. What is not found, and what a source
        that was silent leaves open, is told in it, never raised.
    """
    several = [source] if isinstance(source, (str, bytes, Path)) else source
    wanted = [each for one in several for each in wanted_of(one)]
    if sources is None and any(each.kind not in ("works", "nothing") for each in wanted):
        with Sources() as default:
            return _intakes(wanted, default, progress)
    return _intakes(wanted, sources, progress)


def _intakes(
    wanted: Sequence[Wanted], sources: Sources | None, progress: Progress | None
) -> list[Intake]:
    asked = [each for each in wanted if each.kind not in ("works", "nothing")]
    answered = iter(ask_all(asked, sources, progress) if sources else [])
    return [_simple(each) or next(answered) for each in wanted]


def _simple(wanted: Wanted) -> Intake | None:
    """What needs no source; None of what does."""
    if wanted.kind == "nothing":
        return Intake(wanted.asked, outcome="unreadable", detail=wanted.value)
    return loaded_file(wanted) if wanted.kind == "works" else None


def open_library(path: Path | str, *, create: bool = False) -> Library:
    """Open a library.

    Args:
        path: Its file.
        create: Whether to make it where there is none.

    Raises:
        UnreadableError: If there is none, or it cannot be opened.
        FormatError: If it is no library, a damaged one, or one of a newer refkit.
    """
    from refkit.store import Library

    if not create and not Path(path).is_file():
        folder = Path(path).is_dir()
        raise UnreadableError("is a folder" if folder else "there is no library", path=str(path))
    return Library(path, create=create)


def find_library(folder: Path | None = None) -> Path | None:
    """The library of a folder: ``library.refkit`` in it, or in the nearest folder above.

    Args:
        folder: The folder; by default the one that the process works in.
    """
    start = (folder or Path()).absolute()
    for place in (start, *start.parents):
        if (place / LIBRARY_NAME).is_file():
            return place / LIBRARY_NAME
    return None


def add_intake(
    library: Library,
    intake: Intake,
    *,
    known: Known = "skip",
    tags: Collection[str] = (),
    collection: str = "",
    keywords_as_tags: bool = False,
    files: bool = False,
    copy: bool = True,
    progress: Callable[[int], None] | None = None,
) -> Added:
    """Add what an Intake holds to a library, and attach its PDF to the work.

    Args:
        library: The library.
        intake: One of :func:`works_of`.
        known: What becomes of works that the library has: "skip" leaves them, "update" fills in
            what they lack, "add" adds them once more.
        tags: Tags for all of them.
        collection: A collection for all of them, or "".
        keywords_as_tags: Whether the keywords of each work become its tags, too.
        files: Whether the files that works of a file name are attached.
        copy: Whether a PDF is copied into the library's folder of files.
        progress: Called now and then with the number of works that were added.

    Returns:
        What became of the works.
    """

    def add() -> Added:
        total = Added()
        for origin, group in groupby(intake.works, key=lambda each: each.origin):
            added = library.add(
                [each.work for each in group],
                source=origin,
                known=known,
                tags=tags,
                collection=collection,
                keywords_as_tags=keywords_as_tags,
                files=intake.folder if files else None,
                copy=copy,
                progress=progress,
            )
            for name in total.__struct_fields__:
                getattr(total, name).extend(getattr(added, name))
        return total

    from refkit.store import Added

    if intake.file is None and len({each.origin for each in intake.works}) < 2:
        return add()
    with library.transaction():  # so that one undo takes all of it back
        added = add()
        if intake.file and added.keys and added.keys[0]:
            library.attach(added.keys[0], intake.file, copy=copy)
    return added


def with_labels(entry: Entry) -> Work:
    """An entry's Work with its tags among the keywords, and its notes in ``annote``."""
    from refkit.store.beside import with_labels

    return with_labels(entry)


def cited_keys(path: Path | str) -> CitedKeys:
    r"""The keys that a manuscript cites, with those of the files that it takes in.

    Args:
        path: A .tex, .aux, .md, .qmd, .Rmd or .typ file; ``\input`` and ``\include`` are followed.

    Raises:
        ConfigurationError: If files of that ending cite in no way that is known here.
        UnreadableError: If the file cannot be read. One that it takes in and that is not there is
            passed over, as LaTeX does with those of an earlier run.
    """
    from refkit.extract.keys import KEY_EXTENSIONS, CitedKeys, find_keys
    from refkit.readers import read_bytes

    first = Path(path)
    found = CitedKeys()
    queue, seen = [first], {first.absolute()}
    while queue:
        file = queue.pop(0)
        if file is not first and not file.is_file():
            continue
        text = read_bytes(file).decode("utf-8", "replace")
        own = find_keys(text, file.suffix.lower())
        found.keys += own.keys
        found.everything |= own.everything
        for name in own.inputs:
            # LaTeX looks from the folder of the main file on, and adds the ending.
            whole = Path(name).suffix.lower() in KEY_EXTENSIONS
            taken = first.parent / (name if whole else f"{name}{first.suffix}")
            if taken.absolute() not in seen and len(seen) < _MOST_FILES:
                seen.add(taken.absolute())
                queue.append(taken)
    found.keys = list(dict.fromkeys(found.keys))
    return found


class Checked(NamedTuple):
    """What came of checking a library.

    Attributes:
        troubles: What was found, each with whether it was mended.
        salvaged: What was saved into a new file, where the old one was damaged; else None.
    """

    troubles: list[Trouble]
    salvaged: Salvaged | None = None


def check_library(path: Path | str, *, repair: bool = False) -> Checked:
    """Look for everything that can be wrong with a library.

    Args:
        path: Its file.
        repair: Whether to mend what can be. Of a file that is damaged, what can be read is saved
            into a new one, and the damaged one is kept beside it.

    Raises:
        UnreadableError: If there is no such file, or nothing can be saved of it; if it is damaged
            so that it cannot be opened, and not to be repaired.
    """
    troubles: list[Trouble] = []
    try:
        with open_library(path) as library:
            troubles = library.check(repair=repair)
            own = library.path.name
    except DamagedError:
        if not repair:
            raise
    else:
        # What is wrong with the file itself, and could not be mended in it.
        if not repair or all(each.mended or each.where != own for each in troubles):
            return Checked(troubles)
    from refkit.store.salvage import salvage

    return Checked(troubles, salvage(Path(path)))
