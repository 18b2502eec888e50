"""Training: examples are read, a model is made of them, and it is measured on unseen ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from examples_made import write

import refkit
from refkit.errors import FormatError, UnreadableError
from refkit.parse.labels import Span
from refkit.parse.tagger import Example, Fit, Header, Tagger, fit, open_tagger, pack
from refkit.parse.training import calibrate, evaluate, read_examples, train_tagger


def test_segments_become_spans_without_the_signs_around_them(tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text('{"labels": [["author", "Abel, A."], ["date", "(1999)."]]}\n', "utf-8")
    assert read_examples(file) == [
        Example("Abel, A. (1999).", [Span(0, 7, "author"), Span(10, 14, "issued")])
    ]


def test_spans_are_taken_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text('\n{"text": "Abel 1999", "spans": [[0, 4, "author"]]}\n', "utf-8")
    assert read_examples(file) == [Example("Abel 1999", [Span(0, 4, "author")])]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "Abel"}', 'neither "spans" nor "labels"'),
        ("[1]", "an object"),
        ("{", "is no example"),
        ('{"labels": [["colour", "red"]]}', "unknown label 'colour'"),
        ('{"text": "Abel", "spans": [[0, 9, "author"]]}', "leaves the text"),
        ('{"text": "Abel", "spans": [[0, 3, "author"], [2, 4, "title"]]}', "overlaps"),
        ('{"text": "Abel", "labels": [["author", "Cain"]]}', "does not stand in the text"),
        ('{"text": "Abel", "spans": [[0, 3]]}', "is no example"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, reason: str) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text('{"text": "a", "spans": []}\n' + line + "\n", "utf-8")
    with pytest.raises(FormatError, match=reason) as caught:
        read_examples(file)
    assert caught.value.line == 2
    assert caught.value.path == str(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        read_examples(tmp_path / "none.jsonl")


def test_too_few_examples_are_refused() -> None:
    with pytest.raises(FormatError, match="too few"):
        train_tagger([Example("Abel", [])] * 3)


def test_a_trained_model_reads_a_style_that_only_its_examples_have(tmp_path: Path) -> None:
    file = write(tmp_path / "made.jsonl", 120)
    steps: list[int] = []
    training = refkit.train([file], held_out=0.2, iterations=40, progress=steps.append)
    assert training.learnt == 96
    assert training.score.examples == 24
    assert training.score.whole > 0.9
    assert training.shipped.examples == 24
    assert steps == sorted(steps)
    assert steps[0] == 1

    model = tmp_path / "my.tagger"
    model.write_bytes(training.model)
    tagger = refkit.load_tagger(model)
    text = "Huber, Q. On courts and their insects; Journal of Courts; 77; [1984]"
    work = refkit.parse_reference(text, tagger=tagger).work
    assert work.title == "On courts and their insects"
    assert (work.container_title, work.volume, work.year) == ("Journal of Courts", "77", 1984)


def test_training_twice_gives_the_same_model(tmp_path: Path) -> None:
    examples = read_examples(write(tmp_path / "made.jsonl", 40))
    assert fit(examples, Fit(iterations=5)) == fit(examples, Fit(iterations=5))


def test_curves_rise_with_the_marginal(tmp_path: Path) -> None:
    examples = read_examples(write(tmp_path / "made.jsonl", 90))
    tagger = Tagger(pack(fit(examples[::3], Fit(iterations=3)), Header()))
    for curve in calibrate(tagger, examples).values():
        assert curve.sure == sorted(curve.sure)
        assert curve.right == sorted(curve.right)
        assert 0 <= curve.at(0.0) <= curve.at(1.0) <= 1


def test_a_score_counts_whole_fields(tmp_path: Path) -> None:
    examples = read_examples(write(tmp_path / "made.jsonl", 40))
    tagger = Tagger(pack(fit(examples, Fit(iterations=30)), Header()))
    right = evaluate(tagger, examples)
    assert right.whole == 1.0
    assert right.fields["volume"] == (40, 40, 40)
    shifted = [Example(one.text, one.spans[:1]) for one in examples]
    wrong = evaluate(tagger, shifted)
    assert wrong.whole == 0.0
    assert wrong.fields["volume"] == (0, 40, 0)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no model",
        b"refkit tagger 1\n",
        b"refkit tagger 1\n{}\nlCRF broken",
        b"refkit tagger 1\n[\n",
    ],
)
def test_what_is_no_model_is_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "broken.tagger"
    file.write_bytes(data)
    with pytest.raises(FormatError, match="model"):
        open_tagger(file)


def test_a_cut_off_model_is_refused(tmp_path: Path) -> None:
    examples = read_examples(write(tmp_path / "made.jsonl", 30))
    whole = pack(fit(examples, Fit(iterations=2)), Header())
    with pytest.raises(FormatError, match="damaged"):
        Tagger(whole[:-100])
