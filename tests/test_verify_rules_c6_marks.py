"""The rules of family C on citations by number and by key."""

from __future__ import annotations

from pathlib import Path

import pytest

import refkit
from refkit.api import Settings

NAMES = ("Abel", "Brask", "Cole", "Dorn", "Ek", "Fahl", "Gorm", "Holt")
LIST = "\n".join(
    f"{at}. {name}, A. ({1990 + at}). On rain and towns. *Sea*, *{at}*(1), 1–9."
    for at, name in enumerate(NAMES, 1)
)
CITED = "It rains [1]. It does [2, 3], as [4–6], and so [7] on [8]."


def findings(text: str, format: str = "markdown", select: str = "C61") -> list[str]:
    settings = Settings(select=(select,), style="apa")
    with refkit.Sources(offline=True) as sources:
        report = refkit.check(text, format=format, sources=sources, settings=settings)
    return [f"{each.code} {each.message}" for each in report.findings]


def article(text: str, listed: str = LIST) -> str:
    return f"# On rain\n\n{text}\n\n## References\n\n{listed}\n"


def test_an_article_that_cites_its_numbers_passes_in_silence() -> None:
    assert findings(article(CITED), select="C") == []


def test_a_number_beyond_the_list_is_told() -> None:
    assert findings(article(f"{CITED} See [9].")) == [
        "C612 cited, but not in the reference list: 9, which ends with 8"
    ]


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        # Years, intervals, and what is far beyond.
        (f"{CITED} In [2010], [0, 9], an interval [1, 9] or [400].", LIST),
        # A list with a gap was not read whole, or is not whole.
        (f"{CITED} See [9].", LIST.replace("5. Ek", "6. Ek")),
        # The entry stands where no list was found.
        (f"{CITED} See [9].\n\n9. Ina, A. On snow, without date.", LIST),
        # A list that lacks so much was cut.
        (f"{CITED} See [9], [10], [11], [12].", LIST),
        # Numbers within a range are not written.
        (f"{CITED} See (9) and ref. 9.", LIST),
    ],
)
def test_doubt_about_a_number_is_silence(text: str, listed: str) -> None:
    assert [each for each in findings(article(text, listed)) if each[:4] == "C612"] == []


def test_an_entry_that_no_number_cites_is_told() -> None:
    text = "It rains [1]. It does [2, 3], as [4–6], and so [8] on."
    assert findings(article(text)) == ["C613 listed, but not cited: Gorm (1997)"]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        # Most of the list is not cited.
        ("It rains [1]. It does [2, 3].", "References"),
        ("It rains [1]. It does [2, 3], as [4–6], and so [8] on.", "Further reading"),
        # Brackets that were not read as citations have the number.
        ("It rains [1]. It does [2, 3], as [4–6], and so [8] on [Gorm, 7].", "References"),
        ("It rains [1]. It does [2, 3], as [4–6], and so [8] on<sup>7</sup>.", "References"),
    ],
)
def test_doubt_about_an_entry_is_silence(text: str, heading: str) -> None:
    whole = article(text).replace("## References", f"## {heading}")
    assert [each for each in findings(whole) if each[:4] == "C613"] == []


def test_authors_and_years_are_no_affair_of_these_rules() -> None:
    text = "It rains (Abel, 1991; Brask, 1992; Cole, 1993; Dorn, 1994; Ek, 1995; Fahl, 1996)."
    listed = "\n\n".join(entry.partition(" ")[2] for entry in LIST.split("\n"))
    assert findings(article(text, listed)) == []


BIB = "".join(
    f"@article{{{name.lower()}{1990 + at},\n author = {{{name}, A.}},\n title = {{On rain}},\n"
    f" journal = {{Sea}},\n year = {{{1990 + at}}},\n}}\n"
    for at, name in enumerate(NAMES, 1)
)


def written(folder: Path, text: str, bib: str = BIB) -> list[str]:
    """What the rules have to say about a manuscript that names a .bib file."""
    (folder / "refs.bib").write_text(bib, encoding="utf-8")
    path = folder / "a.md"
    path.write_text(f"---\nbibliography: refs.bib\n---\n\n{text}\n", encoding="utf-8")
    settings = Settings(select=("C61",))
    with refkit.Sources(offline=True) as sources:
        report = refkit.check(path, sources=sources, settings=settings)
    return [f"{each.code} {each.message}" for each in report.findings]


def test_a_key_of_which_there_is_no_work_is_told(tmp_path: Path) -> None:
    assert written(tmp_path, "It rains [@abel1991; @brask1992] and @lost2001 says so.") == [
        "C614 cited key not in the bibliography: lost2001"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It rains [@abel1991; @brask1992], see @fig-rain and [@sec:snow; @cole1993].",
        # Most keys are those of another file.
        "It rains [@abel1991; @one2001; @two2002].",
        "It rains.",
    ],
)
def test_doubt_about_a_key_is_silence(tmp_path: Path, text: str) -> None:
    assert written(tmp_path, text) == []


def test_a_bibliography_that_is_not_there_accuses_nobody(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\nbibliography: [no.bib]\n---\n\nIt rains [@abel1991].\n", encoding="utf-8")
    with refkit.Sources(offline=True) as sources:
        report = refkit.check(path, sources=sources, settings=Settings(select=("C",)))
    assert report.findings == []


LATEX = r"""\documentclass{article}\begin{document}
It rains \cite{abel, brask}. So say \citet{cole} and \citep[p.~3]{dron}.
\begin{thebibliography}{9}
\bibitem{abel} Abel, A. (1991). On rain. \emph{Sea}, 3(1), 1--9.
\bibitem{brask} Brask, A. (1992). On snow. \emph{Sea}, 3(1), 1--9.
\bibitem{cole} Cole, A. (1993). On hail. \emph{Sea}, 3(1), 1--9.
\bibitem{dorn} Dorn, A. (1994). On sleet. \emph{Sea}, 3(1), 1--9.
\end{thebibliography}
\end{document}
"""


def test_a_slip_in_a_key_is_mended_where_one_other_is_near() -> None:
    settings = Settings(select=("C61",))
    with refkit.Sources(offline=True) as sources:
        report = refkit.check(LATEX, format="latex", sources=sources, settings=settings)
    (finding,) = report.findings
    assert finding.message == "cited key not in the bibliography: dron; did you mean dorn?"
    assert finding.fix is not None
    assert not finding.fix.safe
    span = finding.fix.span
    mended = LATEX[: span.start] + finding.fix.replacement + LATEX[span.end :]
    assert mended == LATEX.replace("dron", "dorn")


def test_an_entry_whose_key_is_not_cited_is_told() -> None:
    text = LATEX.replace(r"and \citep[p.~3]{dron}", "")
    assert findings(text, "latex") == ["C613 listed, but not cited: Dorn (1994)"]
    assert findings(text.replace(r"So say", r"\nocite{dorn} So say"), "latex") == []


def test_keys_in_other_letters_are_those_of_latex_all_the_same() -> None:
    assert findings(LATEX.replace("dron", "DORN"), "latex") == []
