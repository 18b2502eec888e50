"""The statistical tagger: a conditional random field that reads entries of every style.

It labels each token of an entry with the field that it belongs to; runs of a label are marked in a
Draft, so that values are read from ranges as everywhere. The model that comes with refkit is
trained by ``training/train.py``; ``refkit train`` makes one of your own.

A model file is one line that names the form, one line of JSON (how sure a marginal probability
makes a field, found on references held out of the training) and CRFsuite's model, packed by zlib.
"""

from __future__ import annotations

import hashlib
import tempfile
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

import msgspec

from refkit.errors import FormatError, UnreadableError
from refkit.normalize.patterns import lazy_pattern
from refkit.parse.assembly import Found, assemble
from refkit.parse.draft import Draft
from refkit.parse.features import features
from refkit.parse.labels import Run, Span, encode, runs
from refkit.parse.scanner import View
from refkit.parse.tokens import tokenize

MAGIC: Final = b"refkit tagger 1\n"
SHIPPED: Final = "references.tagger"
STEP: Final = lazy_pattern(r"\*{5} Iteration #(?P<number>\d+)")
LARGEST: Final = 256 * 1024 * 1024
"""Bytes of an unpacked model, at most."""


class Curve(msgspec.Struct):
    """How often a field with a given marginal probability is right, as steps.

    Attributes:
        sure: Marginal probabilities, rising.
        right: The share that was right from each of them on.
    """

    sure: list[float] = []
    right: list[float] = []

    def at(self, sure: float) -> float:
        """The share of right ones among fields with this marginal probability."""
        index = bisect_right(self.sure, sure) - 1
        return self.right[index] if index >= 0 else (self.right[0] / 2 if self.right else sure)


class Header(msgspec.Struct):
    """What a model file says besides the model.

    Attributes:
        curves: Variables to their curves; "" for those that are too rare for one.
        examples: How many references it was trained on.
        sha256: The hash of the model; CRFsuite crashes on damaged bytes instead of refusing them.
    """

    curves: dict[str, Curve] = {}
    examples: int = 0
    sha256: str = ""


class Tagger:
    """A model, ready to read entries.

    Args:
        data: The bytes of a model file.

    Raises:
        FormatError: If they are none.
    """

    def __init__(self, data: bytes, path: str = "") -> None:
        import pycrfsuite

        head, found, rest = data.partition(MAGIC)
        line, newline, packed = rest.partition(b"\n")
        if head or not found or not newline:
            raise FormatError("is no model that `refkit train` wrote", path=path)
        try:
            self.header = msgspec.json.decode(line, type=Header)
            model = _unpacked(packed)
            if hashlib.sha256(model).hexdigest() != self.header.sha256:
                raise ValueError("its bytes are not those that were written")
            self._model = pycrfsuite.Tagger()
            self._model.open_inmemory(model)
        except (msgspec.DecodeError, ValueError, zlib.error) as error:
            raise FormatError(f"is a damaged model: {error}", path=path) from error
        self._bytes = model  # CRFsuite reads them where they lie
        self._curves = self.header.curves

    def read(self, view: View) -> Draft | None:
        """Read an entry of any style; None if there is nothing in it to tag.

        The Draft's score is the chance that all of its fields are right.
        """
        tokens = tokenize(view)
        if not tokens:
            return None
        labels = self._model.tag(features(view, tokens))
        found = [
            Found(
                run.variable,
                tokens[run.first].start,
                tokens[run.last].end,
                self.confidence(run, labels),
            )
            for run in runs(labels)
        ]
        return assemble(view, found)

    def confidence(self, run: Run, labels: list[str]) -> float:
        """How sure it is that a run is this field, from its first token to its last."""
        curve = self._curves.get(run.variable) or self._curves.get("")
        sure = self.marginal(run, labels)
        return round(curve.at(sure) if curve is not None else sure, 3)

    def marginal(self, run: Run, labels: list[str]) -> float:
        """The least probability of the labels at both ends of a run, inside and outside.

        What goes wrong goes wrong at the ends: the middle of a title is a title.
        """
        first, last = run.first, run.last
        places = {first, last, max(first - 1, 0), min(last + 1, len(labels) - 1)}
        return float(min(self._model.marginal(labels[at], at) for at in places))

    def label(self, view: View) -> tuple[list[Run], list[float]]:
        """The runs of an entry's tokens and their marginal probabilities, for measuring."""
        tokens = tokenize(view)
        labels = self._model.tag(features(view, tokens)) if tokens else []
        found = runs(labels)
        return found, [self.marginal(run, labels) for run in found]


class Example(msgspec.Struct):
    """A reference whose fields are known.

    Attributes:
        text: The entry.
        spans: Its fields in characters of ``text``, in order, without overlaps.
    """

    text: str
    spans: list[Span]


class Fit(msgspec.Struct):
    """How a model is trained.

    Attributes:
        iterations: Steps of L-BFGS at most.
        l1: The weight of L1 regularisation: more makes the model smaller.
        l2: The weight of L2 regularisation.
        minimum: How often a feature must be seen to count.
    """

    iterations: int = 100
    l1: float = 0.3
    l2: float = 0.01
    minimum: int = 2


def fit(
    examples: Iterable[Example],
    options: Fit,
    progress: Callable[[int], None] | None = None,
) -> bytes:
    """Train a model of CRFsuite.

    Args:
        examples: What to learn from.
        options: How to train.
        progress: Called after each step with its number.

    Returns:
        The model in CRFsuite's form; :func:`pack` makes a model file of it.
    """
    trainer = _trainer(progress)
    for example in examples:
        view = View(example.text)
        tokens = tokenize(view)
        if tokens:
            trainer.append(features(view, tokens), encode(view, tokens, example.spans))
    trainer.select("lbfgs", "crf1d")
    trainer.set_params(
        {
            "c1": options.l1,
            "c2": options.l2,
            "max_iterations": options.iterations,
            "feature.minfreq": options.minimum,
            "feature.possible_transitions": False,
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model"
        trainer.train(str(file))
        return file.read_bytes()


def _trainer(progress: Callable[[int], None] | None) -> Any:
    """CRFsuite's trainer; it tells each step where somebody listens."""
    import pycrfsuite

    class Told(pycrfsuite.Trainer):  # type: ignore[misc]  # pycrfsuite has no types
        def message(self, message: str) -> None:
            step = STEP.match(message)
            if step and progress is not None:
                progress(int(step.group("number")))

    return Told(verbose=False)


def _unpacked(packed: bytes) -> bytes:
    """CRFsuite's model, unless it is larger than any that this module makes."""
    unpacker = zlib.decompressobj()
    model = unpacker.decompress(packed, LARGEST)
    if unpacker.unconsumed_tail:
        raise ValueError(f"it is larger than {LARGEST} bytes")
    return model


def pack(model: bytes, header: Header) -> bytes:
    """A model file of a model of CRFsuite and what is known of it."""
    whole = msgspec.structs.replace(header, sha256=hashlib.sha256(model).hexdigest())
    return MAGIC + msgspec.json.encode(whole) + b"\n" + zlib.compress(model, 6)


def open_tagger(path: Path) -> Tagger:
    """The model in a file.

    Raises:
        UnreadableError: If it cannot be opened.
        FormatError: If it is no model.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}", path=str(path)) from error
    return Tagger(data, str(path))


@cache
def shipped() -> Tagger:
    """The model that comes with refkit. It is loaded once."""
    data = resources.files("refkit.parse").joinpath("data", SHIPPED).read_bytes()
    return Tagger(data, SHIPPED)
