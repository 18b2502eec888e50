r"""LaTeX that is meant to hurt: deep, endless, enormous."""

from __future__ import annotations

from itertools import pairwise

import pytest

from refkit.errors import UnreadableError
from refkit.model import Document
from refkit.readers.beside import Beside
from refkit.readers.latex import read_latex


def read(source: str) -> Document:
    return read_latex(source, beside=Beside(None))


@pytest.mark.parametrize("depth", [100, 10_000])
@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("{", "}"),
        ("\\emph{", "}"),
        ("\\section{", "}"),
        ("\\begin{quote}", "\\end{quote}"),
        ("\\begin{itemize}\\item ", "\\end{itemize}"),
        ("\\href{a}{", "}"),
    ],
)
def test_depth_is_no_matter(opening: str, closing: str, depth: int) -> None:
    assert read(opening * depth + "x" + closing * depth).text == "x"


@pytest.mark.parametrize(
    "source",
    [
        "\\emph{" * 20_000, "\\url{" * 20_000, "\\label{" * 20_000, "\\cite{" * 20_000,
        "\\footnote{" * 20_000, "\\(" * 20_000, "$x" * 20_000, "\\begin{verbatim}" * 20_000,
        "\\iffalse " * 20_000, "\\ifx\\a" * 20_000, "\\csname " * 20_000, "#" * 100_000,
        "\\newcommand{" * 20_000, "\\bib{a}{b}{" * 10_000, "%" * 200_000, "\\" * 100_001,
        "\\def\\a#1" * 20_000, "\\end{a}" * 20_000, "}" * 100_000, "\\verb|x" * 20_000,
        "\\bibitem" * 20_000, "\\hskip 1em plus " * 20_000, "\\OrigBibText " * 2_000,
        "\\\n" * 50_000, "\\foo[" * 20_000, "\\cite[" * 20_000 + "]", "\\cites(" * 20_000,
        "\\cite[" * 5_000 + "]{a}" * 5_000, "\\(\\cite[" * 10_000,
    ],
)  # fmt: skip
def test_what_is_never_closed_takes_no_time(source: str) -> None:
    read(source + " end")


def test_what_would_take_for_ever_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refkit.readers.latex_tokens.MOST_TOKENS", 200_000)
    with pytest.raises(UnreadableError, match="more commands than an article has"):
        read("\\footnote{" * 4000 + "x" + "}" * 4000)


def test_brackets_that_close_are_found_beside_those_that_do_not() -> None:
    document = read("\\cite[see [a \\cite[p. 3]{lane11} and \\cite[4 [5] 6]{lane12}")
    assert [mention.keys for mention in document.mentions] == [("lane11",), ("lane12",)]


def test_macros_that_never_end_are_not_expanded_again() -> None:
    assert read("\\def\\x{y\\x}\\x{} end").text == "y end"
    assert read("\\newcommand{\\p}{\\q}\\newcommand{\\q}{\\p z}\\p{} end").text == "z end"


def test_macros_that_grow_without_bound_are_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refkit.readers.latex_macros.MOST_EXPANDED", 50_000)
    names = [f"\\m{chr(97 + number)}" for number in range(26)]
    source = "".join(f"\\def{a}{{{b}{b}}}" for a, b in pairwise(names))
    document = read(f"{source}\\def{names[-1]}{{boom }}{names[0]} end")
    assert len(document.text) < 500_000
    assert document.text.endswith("end")
    assert "its macros expand without end: some of them were left out" in document.guesses


def test_too_many_braces_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refkit.readers.latex_tokens.MOST_TOKENS", 1000)
    with pytest.raises(UnreadableError, match="more braces than an article has"):
        read("{" * 1001)
