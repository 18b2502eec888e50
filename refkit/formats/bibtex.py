"""BibTeX files to Works and back; biblatex is read as well.

bibtexparser splits files and writes them. What its splitter passes in silence is found in
:mod:`refkit.formats.bibtex_blocks`; fields, names, titles and keys each have their module.
"""

from __future__ import annotations

from collections.abc import Iterable

from refkit.formats.bibtex_blocks import split
from refkit.formats.bibtex_keys import citation_keys
from refkit.formats.bibtex_reading import to_work
from refkit.formats.bibtex_writing import to_fields
from refkit.formats.decode import decode
from refkit.formats.loaded import Loaded, Problem
from refkit.model import Work


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
    blocks = split(decoded.text)
    problems = [*(Problem(1, guess) for guess in decoded.guesses), *blocks.problems]
    works = [to_work(entry) for entry in blocks.entries]
    return Loaded(works=works, problems=problems, format="bibtex", encoding=decoded.encoding)


def write_bibtex(
    works: Iterable[Work], *, latex: bool = False, keys: str = "authoryeartitle"
) -> str:
    r"""Write Works as BibTeX, with entry types and fields that BibTeX's own styles know.

    Args:
        works: The Works.
        latex: Whether letters beyond ASCII become LaTeX commands (never in addresses and DOIs);
            otherwise the file is in Unicode. ``% & # _ $ { } \ ~ ^`` are escaped in either case.
        keys: The pattern of citation keys for Works that have none:
            see :func:`refkit.formats.bibtex_keys.citation_keys`.

    Returns:
        The file, one entry for each Work in order, with keys that are unique.

    Raises:
        ConfigurationError: If there is no such pattern of keys.
    """
    from bibtexparser.library import Library
    from bibtexparser.model import Entry, Field
    from bibtexparser.writer import BibtexFormat, write

    works = list(works)
    library = Library()
    for work, key in zip(works, citation_keys(works, keys), strict=True):
        kind, fields = to_fields(work, latex=latex)
        library.add(
            Entry(
                entry_type=kind,
                key=key,
                fields=[Field(key=name, value=value) for name, value in fields.items()],
            ),
            fail_on_duplicate_key=True,
        )
    layout = BibtexFormat()  # type: ignore[no-untyped-call]  # its __init__ lacks annotations
    layout.indent = "  "
    layout.block_separator = "\n"
    layout.trailing_comma = True
    return write(library, layout)
