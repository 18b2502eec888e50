"""Training a tagger on references whose fields are known, and measuring what it learnt.

The form of the examples is JSON lines. Either ``{"text": "…", "spans": [[0, 12, "author"], …]}``,
with ranges in characters, or ``{"labels": [["author", "Smith, J."], ["issued", "(2001)."], …]}``,
the segments of an entry in order, as taggers of references are commonly given them. Labels are CSL
variables; the names that other taggers use for them are understood (:data:`ALIASES`).
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from refkit.errors import FormatError, UnreadableError
from refkit.parse.labels import VARIABLES, Span, encode, runs
from refkit.parse.scanner import View
from refkit.parse.tagger import Curve, Example, Fit, Header, Tagger, fit, pack, shipped
from refkit.parse.tokens import tokenize

ALIASES: Final = {
    "booktitle": "container-title",
    "date": "issued",
    "doi": "DOI",
    "isbn": "ISBN",
    "journal": "container-title",
    "location": "publisher-place",
    "pages": "page",
    "url": "URL",
    "year": "issued",
}
"""Names of fields elsewhere, and the CSL variables that they are."""
OTHER: Final = frozenset({"", "O", "other"})
"""Labels of segments that are no field."""
AROUND: Final = " \t\n,;:.()[]\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e"
"""What is cut off both ends of a segment."""
FEWEST: Final = 20
"""Examples without which training makes no sense."""
STEPS: Final = 12
"""Steps of a curve at most."""


class Score(msgspec.Struct):
    """How well a tagger does on examples.

    Attributes:
        examples: How many there were.
        whole: The share with every field right and none invented, 0.0–1.0.
        fields: Variables to right ones, given ones and those that there are.
    """

    examples: int
    whole: float
    fields: dict[str, tuple[int, int, int]]


class Training(msgspec.Struct):
    """A trained model and its measure.

    Attributes:
        model: The bytes of the model file.
        learnt: How many examples it was trained on.
        score: Its Score on the examples held out of the training.
        shipped: The Score there of the model that comes with refkit.
    """

    model: bytes
    learnt: int
    score: Score
    shipped: Score


def read_examples(path: Path) -> list[Example]:
    """The examples of a file of JSON lines.

    Raises:
        UnreadableError: If it cannot be opened.
        FormatError: If a line is no example; names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"cannot be read: {error}", path=str(path)) from error
    examples = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            examples.append(_example(json.loads(line)))
        except (ValueError, TypeError, KeyError) as error:
            raise FormatError(f"is no example: {error}", path=str(path), line=number) from error
    return examples


def _example(row: Any) -> Example:
    """An example from a line's JSON."""
    if not isinstance(row, dict):
        raise ValueError("an object with text and spans, or with labels, is wanted")
    if "spans" in row:
        text = str(row["text"])
        spans = [Span(int(start), int(end), _name(label)) for start, end, label in row["spans"]]
    elif isinstance(row.get("labels"), list):
        segments = [(_name(label), str(segment)) for label, segment in row["labels"]]
        text = str(row.get("text") or " ".join(segment for _, segment in segments))
        spans = _located(text, segments)
    else:
        raise ValueError('neither "spans" nor "labels" in it')
    at = 0
    for span in spans:
        if not at <= span.start < span.end <= len(text):
            raise ValueError(f"the span {span.start}–{span.end} overlaps or leaves the text")
        at = span.end
    return Example(text, [span for span in spans if span.label])


def _name(label: object) -> str:
    """The CSL variable of a label, "" for what is no field."""
    name = str(label)
    if name in OTHER:
        return ""
    name = ALIASES.get(name.lower(), name)
    if name not in VARIABLES:
        raise ValueError(f"unknown label {name!r}; known are {', '.join(sorted(VARIABLES))}")
    return name


def _located(text: str, segments: Sequence[tuple[str, str]]) -> list[Span]:
    """The segments of an entry as spans of its text, without the punctuation around them."""
    spans = []
    at = 0
    for label, segment in segments:
        words = segment.strip()
        pattern = r"\s*".join(re.escape(word) for word in words.split())
        match = re.compile(pattern).search(text, at) if words else None
        if match is None:
            if words:
                raise ValueError(f"the segment {words[:40]!r} does not stand in the text")
            continue
        at = match.end()
        inside = match.group().strip(AROUND)
        if label and inside:
            start = match.start() + match.group().index(inside)
            spans.append(Span(start, start + len(inside), label))
    return spans


def train_tagger(
    examples: Sequence[Example],
    options: Fit | None = None,
    *,
    held_out: float = 0.1,
    progress: Callable[[int], None] | None = None,
    compared_with: Tagger | None = None,
) -> Training:
    """Train a tagger and measure it on examples that it did not see.

    Args:
        examples: At least :data:`FEWEST`.
        options: How to train.
        held_out: The share kept for measuring, spread evenly over the examples.
        progress: Called after each step of the training with its number.
        compared_with: The tagger to compare it with; by default the one that comes with refkit.

    Raises:
        FormatError: If there are too few examples.
    """
    if len(examples) < FEWEST:
        raise FormatError(f"{len(examples)} examples are too few; {FEWEST} are the least")
    kept = max(1, round(len(examples) * held_out))
    every = len(examples) / kept
    chosen = {int(index * every) for index in range(kept)}
    learnt = [example for index, example in enumerate(examples) if index not in chosen]
    unseen = [examples[index] for index in sorted(chosen)]
    model = fit(learnt, options or Fit(), progress)
    curves = calibrate(Tagger(pack(model, Header())), unseen)
    packed = pack(model, Header(curves=curves, examples=len(learnt)))
    return Training(
        model=packed,
        learnt=len(learnt),
        score=evaluate(Tagger(packed), unseen),
        shipped=evaluate(compared_with or shipped(), unseen),
    )


def evaluate(tagger: Tagger, examples: Sequence[Example]) -> Score:
    """How well a tagger finds the fields of examples, counted in whole fields."""
    right: Counter[str] = Counter()
    given: Counter[str] = Counter()
    there: Counter[str] = Counter()
    whole = 0
    for example in examples:
        found, want, _ = _compared(tagger, example)
        given.update(name for name, _, _ in found)
        there.update(name for name, _, _ in want)
        right.update(name for name, _, _ in found & want)
        whole += found == want
    names = sorted(given.keys() | there.keys())
    fields = {name: (right[name], given[name], there[name]) for name in names}
    return Score(len(examples), whole / len(examples) if examples else 0.0, fields)


Fields = set[tuple[str, int, int]]


def _compared(tagger: Tagger, example: Example) -> tuple[Fields, Fields, list[float]]:
    """The fields that a tagger finds in an example, those that it has, and the marginals."""
    view = View(example.text)
    tokens = tokenize(view)
    found, sure = tagger.label(view)
    want = runs(encode(view, tokens, example.spans))
    return (
        {(run.variable, run.first, run.last) for run in found},
        {(run.variable, run.first, run.last) for run in want},
        sure,
    )


def calibrate(tagger: Tagger, examples: Sequence[Example]) -> dict[str, Curve]:
    """How often fields of each variable are right, by their marginal probability.

    Pool-adjacent-violators: the steps of the curve rise. Variables with few fields share one.
    """
    seen: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for example in examples:
        view = View(example.text)
        tokens = tokenize(view)
        want = runs(encode(view, tokens, example.spans))
        found, sure = tagger.label(view)
        for run, marginal in zip(found, sure, strict=True):
            seen[run.variable].append((marginal, run in want))
            seen[""].append((marginal, run in want))
    return {
        name: _rising(pairs) for name, pairs in sorted(seen.items()) if not name or len(pairs) > 300
    }


def _rising(pairs: list[tuple[float, bool]]) -> Curve:
    """The rising steps that fit pairs of a marginal and whether it was right."""
    pairs.sort()
    size = max(1, len(pairs) // (4 * STEPS))
    blocks: list[tuple[float, int, int]] = []
    for at in range(0, len(pairs), size):
        part = pairs[at : at + size]
        blocks.append((part[0][0], sum(right for _, right in part), len(part)))
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][2] >= blocks[-1][1] * blocks[-2][2]:
            _, right, count = blocks.pop()
            before = blocks.pop()
            blocks.append((before[0], before[1] + right, before[2] + count))
    return Curve(
        [round(sure, 4) for sure, _, _ in blocks],
        [round((right + 1) / (count + 2), 4) for _, right, count in blocks],
    )
