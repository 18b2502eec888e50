"""Comments of LaTeX that are addressed to refkit."""

from __future__ import annotations

import pytest

from refkit.normalize.directives import find_directives
from refkit.readers.beside import Beside
from refkit.readers.latex import read_latex
from refkit.verify.suppressions import find_suppressions


def codes(source: str) -> list[tuple[str, ...]]:
    return [each.codes for each in find_directives(read_latex(source, beside=Beside(None)))]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Text.\n% refkit: ignore[M302] the print has 2014\nMore.", [("M302",)]),
        ("Text. % refkit: ignore[M302, A8] reason", [("M302", "A8")]),
        ("Text.%%% refkit: ignore[M302] reason\r\n", [("M302",)]),
        ("A line break \\\\% refkit: ignore[M302] reason", [("M302",)]),
        ("50 \\% refkit: ignore[M302] reason", []),
        ("\\begin{verbatim}\n% refkit: ignore[M302] reason\n\\end{verbatim}", []),
        ("\\documentclass{a}\n% refkit: ignore[M302] reason\n\\begin{document}x", [("M302",)]),
    ],
)
def test_directives_are_comments(source: str, found: list[tuple[str, ...]]) -> None:
    assert codes(source) == found


def test_a_comment_is_about_the_entry_that_it_stands_in_or_before() -> None:
    from refkit.extract import find_references

    source = (
        "\\section*{References}\n\\begin{thebibliography}{9}\n"
        "\\bibitem{a} Doe, J. (2000). T. \\emph{J}, 1(2), 3--4. % refkit: ignore[M302] one\n\n"
        "% refkit: ignore[M303] two\n\\bibitem{b}\nRoe, P. (2001). U. \\emph{J}, 1(2), 5--6.\n"
        "\\end{thebibliography}\n"
    )
    document = read_latex(source, beside=Beside(None))
    references = find_references(document)
    found = find_suppressions(document, references)
    assert [each.scope for each in found] == [each.span for each in references]
