"""The keys that manuscripts cite."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.errors import ConfigurationError
from refkit.extract.keys import KEY_EXTENSIONS, CitedKeys, find_keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (r"\cite{doe2020}", ["doe2020"]),
        (r"\citep[see][12]{doe2020, roe:2021}", ["doe2020", "roe:2021"]),
        (r"\textcite*{a}, \Parencite{b}, \footcite[3]{c}, \citeauthor{d}", ["a", "b", "c", "d"]),
        (r"\cites[12]{a}[see][3]{b} and \autocites(pre)(post){c}{d}", ["a", "b", "c", "d"]),
        (r"\nocite{a}\bibentry{b}", ["a", "b"]),
        ("\\cite\n{a,\n b}", ["a", "b"]),
        (r"50\% of \cite{a} % \cite{no}", ["a"]),
        (r"A line break \\% \cite{no}", []),
        (r"\citation style {no}", []),
        (r"\cite{a} \cite{a}", ["a"]),
        (r"\cite{}", []),
        (r"\verb|\cite{no}| \verb*+\cite{no}+ \cite{a}", ["a"]),
        ("\\begin{verbatim}\n\\cite{no}\n\\end{verbatim}\\cite{a}", ["a"]),
    ],
)
def test_latex(text: str, keys: list[str]) -> None:
    assert find_keys(text, ".tex").keys == keys


def test_latex_may_ask_for_everything_and_take_in_files() -> None:
    found = find_keys(r"\nocite{*} \cite{a} \input{intro} \include{chapters/two}", ".tex")
    assert found == CitedKeys(["a"], True, ["intro", "chapters/two"])


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("\\relax\n\\citation{a,b}\n\\citation{a}\n\\bibdata{refs}", ["a", "b"]),
        ("\\abx@aux@cite{0}{a}\n\\abx@aux@segm{0}{0}{a}\n\\abx@aux@cite{b}", ["a", "b"]),
    ],
)
def test_aux(text: str, keys: list[str]) -> None:
    assert find_keys(text, ".aux").keys == keys


def test_aux_files_name_others() -> None:
    assert find_keys("\\@input{chapters/one.aux}", ".aux").inputs == ["chapters/one.aux"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("@doe2020 says [@roe:2021, p. 3; cf. @poe.2022].", ["doe2020", "roe:2021", "poe.2022"]),
        ("Not shown [-@doe2020].", ["doe2020"]),
        ("@{https://example.com/a(b)} and @a_b-c.", ["https://example.com/a(b)", "a_b-c"]),
        ("write to jane@example.org or see https://x.org/@jane", []),
        ("`@code` and\n```\n@fenced\n```\n@real", ["real"]),
        ("<!-- @hidden --> @seen", ["seen"]),
        (r"\@escaped", []),
    ],
)  # fmt: skip
def test_markdown(text: str, keys: list[str]) -> None:
    assert find_keys(text, ".md").keys == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("As @doe2020 says.", ["doe2020"]),
        ('#cite(<doe2020>, form: "prose") #cite(label("a/b"))', ["doe2020", "a/b"]),
        ("// @hidden\n@seen", ["seen"]),
    ],
)
def test_typst(text: str, keys: list[str]) -> None:
    assert find_keys(text, ".typ").keys == keys


def test_what_cites_in_no_known_way_is_refused() -> None:
    with pytest.raises(ConfigurationError, match=r"keys are found in \.aux, .*, not in '\.docx'"):
        find_keys("", ".docx")


@given(
    st.text(alphabet="\\@cite{}[]()a,;%`~<>!-# \n*", max_size=200), st.sampled_from(KEY_EXTENSIONS)
)
def test_any_text_has_keys_or_none(text: str, extension: str) -> None:
    found = find_keys(text, extension)
    assert len(set(found.keys)) == len(found.keys)
    assert "" not in found.keys


@pytest.mark.parametrize(
    "piece", ["\\cite[", "\\cite{a}[", "@{", "```\n", "<!--", "#cite(<", "\\cites(a)"]
)
def test_hostile_texts_take_no_longer_than_their_length(piece: str) -> None:
    for extension in KEY_EXTENSIONS:
        find_keys(piece * 20_000, extension)


def test_cross_references_of_quarto_are_no_citations() -> None:
    text = "@doe2020 in @fig-tears and @Tbl-1, @figueroa2001."
    assert find_keys(text, ".qmd").keys == ["doe2020", "figueroa2001"]
    assert find_keys(text, ".md").keys == ["doe2020", "fig-tears", "Tbl-1", "figueroa2001"]


def test_what_a_typst_file_labels_itself_is_no_citation() -> None:
    text = '#figure(image("a.png")) <tears> See @tears, @doe2020, #cite(<roe2021>).'
    assert find_keys(text, ".typ").keys == ["doe2020", "roe2021"]
