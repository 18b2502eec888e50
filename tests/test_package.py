"""The package as a whole: its public names, its version, and what importing it costs."""

from __future__ import annotations

import subprocess
import sys
import tomllib

from conftest import ROOT

import refkit
from refkit import errors

HEAVY = (
    "requests",
    "habanero",
    "httpx2",
    "bibtexparser",
    "citeproc",
    "lxml",
    "click",
    "chardet",
    "markdown_it",
    "pylatexenc",
    "tantivy",
)


def test_the_public_names_are_sorted_and_there() -> None:
    names = [name for name in refkit.__all__ if name != "__version__"]
    assert names == sorted(names)
    assert all(hasattr(refkit, name) for name in refkit.__all__)


def test_every_error_is_a_refkit_error_and_drawn_in_the_tree() -> None:
    found = [
        value
        for value in vars(errors).values()
        if isinstance(value, type) and value.__module__ == errors.__name__
    ]
    assert all(issubclass(each, refkit.RefkitError) for each in found)
    assert all(each.__name__ in (errors.__doc__ or "") for each in found)


def test_importing_refkit_imports_nothing_heavy() -> None:
    code = f"import sys, refkit; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in project["project"]
    assert f"## {refkit.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_an_input_error_names_file_line_entry_and_field() -> None:
    error = refkit.FormatError(
        "must be text, not a number", path="refs.json", line=12, entry="rowe", field="title"
    )
    assert str(error) == "refs.json:12: entry rowe, field title: must be text, not a number"
    assert str(refkit.FormatError("is empty")) == "<text>: is empty"
