"""``refkit train``: a model of your own for the parser, measured on references it did not see."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from refkit.cli.progress import Progress
from refkit.cli.streams import say, write
from refkit.errors import UnreadableError
from refkit.files import replace_file

if TYPE_CHECKING:
    from refkit.api import Training


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit train references.jsonl -o my.tagger\n"
        "  refkit parse article.md --model my.tagger\n"
        "\n"
        "\b\n"
        "FILE holds one JSON object a line, either of\n"
        '  {"labels": [["author", "Smith, J."], ["issued", "(2001)."], …]}\n'
        '  {"text": "Smith, J. (2001). …", "spans": [[0, 9, "author"], …]}\n'
        "with CSL variables as labels: author, title, container-title, volume, page …"
    )
)
@click.argument(
    "paths", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the model to this file.",
)
@click.option(
    "--held-out",
    type=click.FloatRange(0.01, 0.5),
    default=0.1,
    show_default=True,
    help="The share of the references that is kept for measuring.",
)
@click.option(
    "--iterations",
    type=click.IntRange(1, 1000),
    default=100,
    show_default=True,
    help="Steps of the training at most.",
)
def command(paths: tuple[Path, ...], output: Path, held_out: float, iterations: int) -> int:
    """Train a model for references of any style from ones whose fields are known.

    The figures printed are measured on references that were held out, for the new model and for
    the one that comes with refkit. Interrupted, nothing is written.
    """
    from refkit import api

    with Progress("training, step") as progress:
        training = api.train(
            paths,
            held_out=held_out,
            iterations=iterations,
            progress=lambda _: progress.at(f"of at most {iterations}"),
        )
    try:
        replace_file(output, training.model)
    except OSError as error:
        raise UnreadableError(f"cannot be written: {error.strerror}", path=str(output)) from error
    write(_table(training), None)
    say(f"{output}: {len(training.model):,} bytes, learnt from {training.learnt} references")
    return 0


def _table(training: Training) -> str:
    """The figures of both models, a line for each field."""
    new, old = training.score, training.shipped
    rows = [f"{new.examples} references held out      this model     refkit's own"]
    rows.append(f"{'whole':24}{new.whole:14.3f}{old.whole:17.3f}")
    rows += [
        f"{name:24}{_f_measure(counts):14.3f}{_other(old.fields, name)}"
        for name, counts in sorted(new.fields.items())
        if counts[2]
    ]
    return "\n".join(rows) + "\n"


def _other(fields: dict[str, tuple[int, int, int]], name: str) -> str:
    return f"{_f_measure(fields[name]):17.3f}" if name in fields else f"{'–':>17}"


def _f_measure(counts: tuple[int, int, int]) -> float:
    """The harmonic mean of precision and recall, 0.0–1.0."""
    right, given, there = counts
    return 2 * right / (given + there) if given + there else 0.0
