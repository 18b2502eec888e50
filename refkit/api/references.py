"""References: find and parse those of an article, and teach the parser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from refkit.api.inputs import Input, document_of
from refkit.model import Document, Reference

if TYPE_CHECKING:
    from refkit.parse.tagger import Tagger
    from refkit.parse.training import Training


def parse(
    source: Input | Document,
    *,
    format: str | None = None,
    lines: bool = False,
    tagger: Tagger | None = None,
) -> list[Reference]:
    """Find the reference list of an article and parse every reference.

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
    from refkit.extract import find_references, split_lines
    from refkit.parse import parse_reference as parse_one

    found = split_lines(document.text) if lines else find_references(document)
    return [parse_one(reference, tagger) for reference in found]
