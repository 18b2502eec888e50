from __future__ import annotations

import subprocess
import sys

import pytest

from refkit.errors import ConfigurationError, FormatError, UnreadableError
from refkit.formats import FORMATS, detect, dump, load
from refkit.model import Work


@pytest.mark.parametrize(
    ("content", "path", "name"),
    [
        ("", "refs.bib", "bibtex"),
        ("whatever", "REFS.BIB", "bibtex"),
        ("[]", "a/b.json", "csl-json"),
        ("", "refs.jsonl", "csl-jsonl"),
        ("@article{a, title={x}}", "", "bibtex"),
        ("Some text.\n\n  @Book (a, title={x})", "refs.txt", "bibtex"),
        ('[{"id": "a"}]', "", "csl-json"),
        ('\ufeff {"id": "a"}', "", "csl-json"),
        ('[{"id": "a"}]'.encode("utf-16"), "", "csl-json"),
        (b"@article{a, title={caf\xe9}}", "", "bibtex"),
    ],
)
def test_the_format_is_found_from_the_ending_then_the_content(
    content: bytes | str, path: str, name: str
) -> None:
    assert detect(content, path) == name


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        (
            "TY  - JOUR\nER  - ",
            FormatError,
            "r.txt: RIS is not a format that can be loaded; formats",
        ),
        ("PMID- 123", FormatError, "PubMed (nbib) is not a format"),
        (
            '{"status":"ok","message-type":"work"}',
            FormatError,
            "a response of Crossref's API is not",
        ),
        (
            "hello",
            FormatError,
            "the format cannot be told; formats are bibtex, csl-json, csl-jsonl",
        ),
        ("  \n", UnreadableError, "r.txt: the file is empty"),
        ("\x00\x01", UnreadableError, "this is a binary file"),
    ],
)
def test_what_is_no_known_format_is_told(
    content: str, error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as caught:
        load(content, path="r.txt")
    assert message in str(caught.value)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_what_it_reads(name: str) -> None:
    works = [Work(id="a", type="book", title="Tears"), Work(id="b", type="book", title="Joy")]
    loaded = load(dump(works, name), name)
    assert (loaded.works, loaded.problems, loaded.format) == (works, [], name)


def test_an_empty_file_of_a_known_format_is_told() -> None:
    with pytest.raises(UnreadableError, match=r"refs\.bib: the file is empty"):
        load("", path="refs.bib")


def test_unknown_formats_and_options_are_misuse() -> None:
    with pytest.raises(ConfigurationError, match="no format 'ris'; formats are bibtex"):
        dump([], "ris")
    with pytest.raises(ConfigurationError, match="bibtex has no option indent; it has latex, keys"):
        dump([], "bibtex", indent=2)
    with pytest.raises(ConfigurationError, match=r"csl-jsonl has no option latex$"):
        dump([], "csl-jsonl", latex=True)


def test_a_format_loads_no_library_of_another() -> None:
    code = (
        'import sys; from refkit.formats import load; load(\'[{"id": "a"}]\');'
        "print([m for m in ('bibtexparser', 'pylatexenc', 'chardet') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
