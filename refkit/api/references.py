"""References: find and parse those of an article, and teach the parser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from refkit.api.inputs import Input, document_of
from refkit.model import Document, Reference, ReferenceList

if TYPE_CHECKING:
    from refkit.parse.tagger import Tagger
    from refkit.parse.training import Training


_FROM_NOTES: Final = "it has no reference list: the references were taken from its notes"


def parse(
    source: Input | Document,
    *,
    format: str | None = None,
    lines: bool = False,
    tagger: Tagger | None = None,
) -> list[Reference]:
    """Find the reference list of an article and parse every reference.

    An article that cites works of a .bib file by their keys has these works as its references; a
    file of works, such as a .bib file, all that are in it.

    Args:
        source: Text, bytes, a Path, an open file, or a Document.
        format: As for :func:`read`.
        lines: Take every line that is not blank for one reference; look for no list.
        tagger: A model of :func:`load_tagger`; by default the one that comes with refkit.

    Returns:
        The References in the order of the article; [] if it has no list.

    Raises:
        UnreadableError: As :func:`read` does.
    """
    return references_of(document_of(source, format, lines), lines, tagger)


def parse_reference(text: str, *, tagger: Tagger | None = None) -> Reference:
    """Parse one reference, such as a line of a reference list. Never raises, whatever the text.

    Args:
        text: The reference.
        tagger: A model of :func:`load_tagger`; by default the one that comes with refkit.
    """
    from refkit.parse import parse_text

    return parse_text(text, tagger)


def load_tagger(path: Path | str) -> Tagger:
    """Load a model that :func:`train` or ``refkit train`` made, for :func:`parse` and the like.

    Raises:
        UnreadableError: If the file cannot be opened.
        FormatError: If it is no model, or a damaged one.
    """
    from refkit.parse.tagger import open_tagger

    return open_tagger(Path(path))


def train(
    paths: Sequence[Path | str],
    *,
    held_out: float = 0.1,
    iterations: int = 100,
    progress: Callable[[int], None] | None = None,
) -> Training:
    """Train a model for references of any style from ones whose fields are known.

    Args:
        paths: Files of JSON lines: ``{"labels": [["author", "Smith, J."], …]}``, the segments of a
            reference in order, or ``{"text": "…", "spans": [[0, 9, "author"], …]}``. Labels are
            CSL variables.
        held_out: The share that is kept for measuring, 0.0–1.0.
        iterations: Steps of the training at most.
        progress: Called after each step with its number.

    Returns:
        The bytes of the model, and its figures beside those of the model that comes with refkit.

    Raises:
        UnreadableError: If a file cannot be opened.
        FormatError: If a line is no example, naming it, or if there are too few of them.
    """
    from refkit.parse.tagger import Fit
    from refkit.parse.training import read_examples, train_tagger

    examples = [example for path in paths for example in read_examples(Path(path))]
    return train_tagger(examples, Fit(iterations=iterations), held_out=held_out, progress=progress)


def references_of(document: Document, lines: bool, tagger: Tagger | None = None) -> list[Reference]:
    """The parsed References of a Document; see :func:`parse`."""
    from refkit.extract import split_lines
    from refkit.parse import parse_reference as parse_one

    if lines:
        return [parse_one(reference, tagger) for reference in split_lines(document.text)]
    return lists_of(document, tagger).references


class Lists(NamedTuple):
    """The reference lists of an article, and what is on them.

    Attributes:
        lists: The lists; [] of a file of works.
        references: Their references, parsed, list after list.
        unread: The files of works that the article names and that could not be read.
        notes: What is to be said of the files that it names, in words.
        keys: The keys of the works in those files.
    """

    lists: list[ReferenceList]
    references: list[Reference]
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()


def lists_of(document: Document, tagger: Tagger | None = None) -> Lists:
    """The reference lists of a Document, with the works that it cites by keys; see :func:`parse`.

    Raises:
        FormatError: If it is a file of works that breaks the rules of its format as a whole.
    """
    from refkit.api.listed import is_listed, references_of_listed
    from refkit.extract import find_reference_lists
    from refkit.parse import parse_reference as parse_one

    if is_listed(document):
        listed, doubts = references_of_listed(document)
        return Lists([], listed, notes=doubts)
    lists = find_reference_lists(document)
    notes = (_FROM_NOTES,) if any(each.kind == "notes" for each in lists) else ()
    references = [parse_one(ref, tagger) for each in lists for ref in each.references]
    if not document.bibliographies and not document.embedded:
        return Lists(lists, references, notes=notes)
    from refkit.api.cited import attach, cited_list, shelf_of

    shelf = shelf_of(document)
    attach(references, shelf)
    cited = cited_list(document, lists, shelf)
    if cited is not None:
        lists = [*lists, cited]
        references = [*references, *cited.references]
    return Lists(lists, references, shelf.unread, notes + shelf.notes, frozenset(shelf.keys))
