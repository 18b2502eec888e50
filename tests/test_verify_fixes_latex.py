"""The Fixes in LaTeX: what is written is LaTeX, and what is not touched stays byte for byte."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from test_verify_fixes import RECORDS, RIGHT, SAFE, SALT, UNSAFE, fixed

import refkit

FORMS = ("emph", "old")


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("records") / "records.json"
    path.write_text(json.dumps(RECORDS), encoding="utf-8")
    return path


def latex(entry: str, form: str = "emph") -> str:
    """An entry, written in Markdown, in LaTeX."""
    text = entry.replace("&", r"\&").replace("–", "--").replace("ö", r"{\"o}")
    text = re.sub(r"https://\S+", lambda url: rf"\url{{{url[0]}}}", text)
    if form == "old":
        return re.sub(r"\*([^*]+)\*", r"{\\em \1\/}", text).replace("). ", ").\n\\newblock ")
    return re.sub(r"\*([^*]+)\*", r"\\emph{\1}", text)


def article(form: str, *entries: str) -> str:
    items = [f"\\bibitem{{key{n}}}\n{latex(each, form)}\n" for n, each in enumerate(entries)]
    return (
        "\\documentclass{article}\n\\begin{document}\n\\section{On crying}\nPeople cry.\n\n"
        "\\begin{thebibliography}{9}\n" + "\n".join(items) + "\\end{thebibliography}\n"
        "\\end{document}\n"
    )


def findings(source: str, records: Path) -> list[refkit.Finding]:
    with refkit.Sources(records=[records], offline=True) as sources:
        return refkit.check(source, sources=sources, format="latex", select=["M", "D"]).findings


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", [*SAFE.values(), *UNSAFE.values()], ids=[*SAFE, *UNSAFE])
def test_a_fix_makes_the_entry_right_and_touches_nothing_else(
    case: tuple[str, str], form: str, records: Path
) -> None:
    source = article(form, SALT, RIGHT.replace(*case))
    found = findings(source, records)
    assert len(found) == 1
    after = fixed(source, found, unsafe=True)
    assert findings(after, records) == []
    assert after == article(form, SALT, RIGHT)
