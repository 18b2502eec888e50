"""BibTeX and biblatex files to Works and back.

bibtexparser splits files. What its splitter passes in silence is found in
:mod:`refkit.formats.bibtex_blocks`; fields, names, titles and keys each have their module.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final, Literal

import msgspec

from refkit.errors import ConfigurationError
from refkit.formats.bib_writing import Manner, Writing, Written, is_balanced
from refkit.formats.biblatex_writing import BiblatexWriting
from refkit.formats.bibtex_blocks import RawEntry, split
from refkit.formats.bibtex_carried import CARRIER, to_field
from refkit.formats.bibtex_fields import ranged
from refkit.formats.bibtex_keys import citation_keys
from refkit.formats.bibtex_reading import to_work, to_works
from refkit.formats.bibtex_writing import BibtexWriting
from refkit.formats.carried import carried
from refkit.formats.decode import decode
from refkit.formats.loaded import Apart, Loaded, Problem
from refkit.model import Work
from refkit.normalize.latex import latex_to_unicode

_PROTECTIONS: Final = ("names", "all", "none")
Protection = Literal["names", "all", "none"]


def read_bibtex(data: bytes | str, *, path: str = "") -> Loaded:
    """Read a BibTeX or biblatex file.

    Args:
        data: The file's content. Bytes in UTF-8, in the encoding that a comment at the top
            declares, or in the one that chardet takes them for (which is a Problem that says so).
        path: The file's name, for errors.

    Returns:
        The Works in the order of the file, and a Problem with its line for everything that could
        not be taken as it stands. An entry that is not among the Works has a Problem too.

    Raises:
        UnreadableError: If the file is binary.
    """
    decoded = decode(data, path=path)
    with uncollected():
        blocks = split(decoded.text)
        works, doubts = to_works(blocks.entries)
    problems = [*(Problem(1, guess) for guess in decoded.guesses), *blocks.problems]
    problems = sorted([*problems, *doubts], key=lambda problem: problem.line)
    return Loaded(
        works=works,
        problems=problems,
        format="bibtex",
        encoding=decoded.encoding,
        apart=blocks.apart,
    )


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python's collector of cycles from going through the same objects again and again.

    Reading makes hundreds of objects an entry and no cycles; it took 15 % of the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def read_biblatex(data: bytes | str, *, path: str = "") -> Loaded:
    """Read a biblatex file: as :func:`read_bibtex`, which knows both, but for the format's name.

    Args:
        data: The file's content.
        path: The file's name, for errors.

    Returns:
        As :func:`read_bibtex`.

    Raises:
        UnreadableError: If the file is binary.
    """
    return msgspec.structs.replace(read_bibtex(data, path=path), format="biblatex")


def write_bibtex(
    works: Iterable[Work],
    *,
    latex: bool = False,
    keys: str = "authoryeartitle",
    rekey: bool = False,
    protect: Protection = "names",
    apart: Apart | None = None,
    carry: bool = True,
) -> str:
    r"""Write Works as BibTeX, with entry types and fields that BibTeX's own styles know.

    Args:
        works: The Works.
        latex: Whether letters beyond ASCII become LaTeX commands (never in addresses and DOIs);
            otherwise the file is in Unicode. ``% & # _ $ { } \ ~ ^`` are escaped in either case.
        keys: The pattern of citation keys for Works that have none:
            see :func:`refkit.formats.bibtex_keys.citation_keys`.
        rekey: Whether all Works get such a key, those that have one of their own too.
        protect: Which capitals of titles get braces, so that no style lowers them: those of
            "names" and acronyms, "all", or "none".
        apart: What stood in a file beside its entries, to be written before them. A value that
            one of its strings stands for is written as that macro.
        carry: Whether what BibTeX has no field for goes into a field ``refkit`` of the entry. No
            other program reads it; without it, reading the file gives that much less.

    Returns:
        The file, one entry for each Work in order, with keys that are unique.

    Raises:
        ConfigurationError: If there is no such pattern of keys, or no such protection.
    """
    return _write(BibtexWriting, works, latex, keys, rekey, protect, apart, carry)


def write_biblatex(
    works: Iterable[Work],
    *,
    latex: bool = False,
    keys: str = "authoryeartitle",
    rekey: bool = False,
    protect: Protection = "names",
    apart: Apart | None = None,
    carry: bool = True,
) -> str:
    """Write Works as biblatex, with its own entry types, fields, dates and names.

    Args:
        works: The Works.
        latex: As in :func:`write_bibtex`.
        keys: As in :func:`write_bibtex`.
        rekey: As in :func:`write_bibtex`.
        protect: As in :func:`write_bibtex`.
        apart: As in :func:`write_bibtex`.
        carry: As in :func:`write_bibtex`.

    Returns:
        The file, one entry for each Work in order, with keys that are unique.

    Raises:
        ConfigurationError: If there is no such pattern of keys, or no such protection.
    """
    return _write(BiblatexWriting, works, latex, keys, rekey, protect, apart, carry)


def _write(
    writing: type[Writing],
    works: Iterable[Work],
    latex: bool,
    keys: str,
    rekey: bool,
    protect: Protection,
    apart: Apart | None,
    carry: bool,
) -> str:
    if protect not in _PROTECTIONS:
        raise ConfigurationError(f"no protection '{protect}'; there are {', '.join(_PROTECTIONS)}")
    works = list(works)
    strings = _definable(apart)
    manner = Manner(
        latex=latex,
        protect=protect,
        macros={latex_to_unicode(value): name for name, value in reversed(strings.items())},
        taken=frozenset(name.lower() for name in strings),
    )
    blocks = _blocks(apart, strings)
    for work, key in zip(works, citation_keys(works, keys, rekey=rekey), strict=True):
        written = writing(work, key, manner).entry()
        if carry:
            _carry(work, key, written, strings, spellings=writing.SPELLINGS)
        blocks.append(_entry(key, written))
    return "\n".join(blocks)


def _entry(key: str, written: Written) -> str:
    lines = [f"  {name} = {value},\n" for name, value in written.fields.items()]
    return f"@{written.type}{{{key},\n{''.join(lines)}}}\n"


def _definable(apart: Apart | None) -> dict[str, str]:
    """The strings that can be written: macros that expand to what can stand in braces."""
    if apart is None:
        return {}
    return {name: value for name, value in apart.strings.items() if is_balanced(value)}


def _blocks(apart: Apart | None, strings: dict[str, str]) -> list[str]:
    if apart is None:
        return []
    comments = [comment.strip("\n") + "\n" for comment in apart.comments]
    preambles = [f"@preamble{{{value}}}\n" for value in apart.preambles]
    macros = [f"@string{{{name} = {{{value}}}}}\n" for name, value in strings.items()]
    return [*comments, *preambles, *(["".join(macros)] if macros else [])]


def _carry(
    work: Work, key: str, written: Written, strings: dict[str, str], *, spellings: bool
) -> None:
    """Add the field that carries what the others do not say of a Work, where there is such."""
    if written.sure and work.id in (key, "", work.DOI) and work.citation_key in (key, ""):
        return
    macros = {name.lower(): value for name, value in strings.items()}
    fields = {
        name: value[1:-1] if value.startswith("{") else macros.get(value.lower(), value)
        for name, value in written.fields.items()
    }
    if any("\r" in value for value in fields.values()):
        # As whoever reads the file will find them.
        fields = {
            name: value.replace("\r\n", "\n").replace("\r", "\n") for name, value in fields.items()
        }
    back = to_work(RawEntry(written.type, key, fields, 1, ""))
    meant = work
    if not work.id or work.id in (work.DOI, work.URL):
        # An id that says no more than the entry does: its key takes its place.
        meant = work.copy(id=key)
    if work.citation_key == key:
        meant = meant.copy(citation_key=back.citation_key)
    if work.page != back.page and ranged(work.page) == back.page:
        # A range is a range: "12-15" reads as "12–15".
        meant = meant.copy(page=back.page)
    if work.given and not spellings:
        meant = meant.copy(given={})
    if back == meant:
        return
    text = carried(meant, back)
    if text:
        written.fields[CARRIER] = "{" + to_field(text) + "}"
