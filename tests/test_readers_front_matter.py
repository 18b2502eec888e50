"""Headers: the files of works and the works that they name, from YAML, TOML, or a broken line."""

from __future__ import annotations

from pathlib import Path

import pytest

from refkit.readers.beside import Beside
from refkit.readers.front_matter import project_bibliographies, read_header


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bibliography: refs.bib", ["refs.bib"]),
        ('bibliography : ["a.bib", "b.bib"]', ["a.bib", "b.bib"]),
        ("bibliography:\n- a.bib\n- sub/b.json", ["a.bib", "sub/b.json"]),
        ("format:\n  pdf:\n    bibliography: a.bib", ["a.bib"]),
        ("sphinx:\n  config:\n    bibtex_bibfiles: [a.bib]", ["a.bib"]),
        ("bibliography: \"`r rbbt::bbt_write_bib('a.bib')`\"", ["a.bib"]),
        # Templates and R code that are no YAML.
        ("title: {{ title }}: x\nbibliography: a.bib", ["a.bib"]),
        ("title: x\nauthor: y", []),
        ("biblio-style: apa\ncsl: apa.csl", []),
        ("bibliography:", []),
    ],
)
def test_files_that_a_header_names(text: str, expected: list[str]) -> None:
    assert read_header(text).bibliographies == expected


def test_toml() -> None:
    text = 'title = "A"\n[extra]\nbibliography = ["a.bib"]'
    assert read_header(text, toml=True).bibliographies == ["a.bib"]


def test_works_are_taken_as_they_are_written() -> None:
    header = read_header(
        "references:\n- id: a\n  type: book\n  volume: 010\n  page: 1:30\n  issued: 2020-01-02\n"
        "  author:\n  - family: Smith\n    given: J.\n"
    )
    (works,) = header.embedded
    assert works.format == "csl-json"
    assert works.data == (
        '[{"id":"a","type":"book","volume":"010","page":"1:30","issued":"2020-01-02",'
        '"author":[{"family":"Smith","given":"J."}]}]'
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nocite: '@*'", ["*"]),
        ("nocite: |\n  @a, @b_c.d, @{e f}", ["a", "b_c.d", "e f"]),
        ("nocite: ['@a', '[@b]']", ["a", "b"]),
    ],
)
def test_works_that_are_listed_without_citation(text: str, expected: list[str]) -> None:
    assert read_header(text).uncited == expected


def test_aliases_that_multiply_are_bounded() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    text = "\n".join([*lines, "references:", "- id: a", "  note: *a8", "bibliography: a.bib"])
    header = read_header(text)
    assert sum(len(works.data) for works in header.embedded) < 5_000_000


@pytest.mark.parametrize(
    "text", ["nocite: " + "[" * 5000, "bibliography: !!python/object:os.system"]
)
def test_hostile_headers_are_no_error(text: str) -> None:
    assert read_header(text).embedded == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("_quarto.yml", "bibliography: a.bib"),
        ("myst.yml", "project:\n  bibliography:\n  - a.bib"),
        ("_config.yml", "bibtex_bibfiles:\n- a.bib"),
        ("index.Rmd", "---\ntitle: x\nbibliography: [a.bib]\n---\n\nText"),
    ],
)
def test_files_of_projects(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    assert project_bibliographies(Beside(tmp_path)) == ["a.bib"]
