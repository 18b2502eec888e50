"""Reference lists of JATS (NISO Z39.96), the XML of journals: references to Works and back.

Read are whole articles, reference lists and single references, in every form of citation; written
is a ``ref-list`` of ``element-citation`` for JATS 1.3 (https://jats.nlm.nih.gov).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final

from refkit.errors import FormatError
from refkit.formats.jats_reading import plain_work, to_work
from refkit.formats.loaded import Loaded, Problem
from refkit.formats.xml import children, line_of, local_name, raw_of, text_of
from refkit.formats.xml_records import Record, read_records
from refkit.model import Work

if TYPE_CHECKING:
    from lxml.etree import _Element

_CITATIONS: Final = ("element-citation", "mixed-citation", "nlm-citation", "citation")
_ROOTS: Final = frozenset({"article", "back", "ref-list", "pmc-articleset", "sub-article"})


def read_jats(data: bytes | str, *, path: str = "") -> Loaded:
    """Read the references of an article, a reference list, or a reference.

    Args:
        data: The file's content.
        path: The file's name, for errors.

    Returns:
        A Work for each citation, its id that of the ``ref``; one without structure is a document
        with its text as the note, and a Problem.

    Raises:
        UnreadableError: If the file is empty or no text.
        FormatError: If it is no XML, or no JATS.
    """
    records, root, problems = read_records(data, "ref", path=path)
    if not records and not problems and root.tag not in _ROOTS:
        raise FormatError(f"no JATS: its root is <{root.tag}>", path=path, line=1)
    works = []
    for record in records:
        found = list(_read(record, problems))
        if not found:
            problems.append(Problem(record.line, "an empty reference", raw=record.raw, lost=True))
        works += found
    problems.sort(key=lambda problem: problem.line)
    return Loaded(works, problems, "jats")


def write_jats(works: Iterable[Work]) -> str:
    """Write a ``ref-list`` of JATS 1.3.

    Args:
        works: The Works. What JATS has no element for is left out.
    """
    from refkit.formats.jats_writing import to_list

    return to_list(works)


def _read(record: Record, problems: list[Problem]) -> Iterator[Work]:
    key = record.element.get("id", "")
    citations = list(_citations(record.element))
    if not citations:
        citations = [record.element]
    for index, citation in enumerate(citations):
        if not text_of(citation):
            continue
        own = key
        if len(citations) > 1:
            own = citation.get("id") or f"{key}{_letter(index)}"
        line = line_of(citation) or record.line
        work, unmarked = to_work(citation, own)
        if unmarked:
            reason = f"words without structure, so the whole text is the note: {unmarked:.60}"
            problems.append(Problem(line, reason, entry=own, raw=raw_of(citation)))
        if work is None:
            reason = "a reference without structure: its text is the note"
            problems.append(Problem(line, reason, entry=own, raw=raw_of(citation)))
            work = plain_work(citation, own)
        yield work


def _citations(ref: _Element) -> Iterator[_Element]:
    for child in children(ref):
        name = local_name(child)
        if name in _CITATIONS:
            yield child
        elif name == "citation-alternatives":
            yield _best(child)


def _best(alternatives: _Element) -> _Element:
    """The form of a citation that says most: that with the most elements in it."""
    forms = list(children(alternatives, *_CITATIONS))
    return max(forms, key=lambda form: sum(1 for _ in form.iter()), default=alternatives)


def _letter(index: int) -> str:
    return ascii_lowercase[index] if index < 26 else f"-{index + 1}"
