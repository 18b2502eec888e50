from __future__ import annotations

import subprocess
import sys

import pytest
from format_samples import OTHER_JSON, OTHERS, SAMPLES

from refkit.errors import ConfigurationError, FormatError, UnreadableError
from refkit.formats import FORMATS, detect, dump, load
from refkit.model import Date, Name, Work

WORK = Work(
    id="poe2020",
    type="article-journal",
    title="Why we cry",
    author=[Name("Poe", "Ann"), Name("Roe", "Bo")],
    issued=Date(((2020, 5, 12),)),
    container_title="Tears",
    volume="3",
    page="12–15",
    DOI="10.1000/abc.1",
)
BOOK = Work(
    id="roe2019",
    type="book",
    title="Joy",
    author=[Name("Roe", "Bo")],
    issued=Date(((2019,),)),
    publisher="A Press",
    custom={"mine": {"read": True}},
)


def test_every_format_has_a_sample() -> None:
    assert SAMPLES.keys() == FORMATS.keys() - {"biblatex"}


@pytest.mark.parametrize("path", ["", "refs.txt", "refs", "refs.xml", "refs.json", "refs.bib"])
@pytest.mark.parametrize("name", SAMPLES)
def test_the_content_tells_the_format_whatever_the_ending(name: str, path: str) -> None:
    found = detect(SAMPLES[name].text, path)
    # A file of a single line is CSL-JSON as well.
    assert found == ("csl-json" if name == "csl-jsonl" else name)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["", "utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_is_loaded_in_any_encoding_and_after_blank_lines_and_comments(
    name: str, encoding: str, line_end: str
) -> None:
    sample = SAMPLES[name]
    for before in ("", "\n \n\n", sample.comment):
        text = (before + sample.text).replace("\n", line_end)
        mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
        loaded = load(mark + text.encode(encoding) if encoding else "\ufeff" + text)
        assert [(work.title, str(work.author[0]), work.year) for work in loaded.works] == [
            ("Why we cry", "A Poe" if work_of_initials(loaded.works[0]) else "Ann Poe", 2020)
        ]


def work_of_initials(work: Work) -> bool:
    return work.author[0].given == "A"


@pytest.mark.parametrize("name", FORMATS)
def test_the_usual_ending_tells_the_format_where_the_content_fits_several(name: str) -> None:
    if name in ("biblatex", "csl-jsonl"):
        other = SAMPLES["bibtex" if name == "biblatex" else name]
        assert detect(other.text, f"refs{FORMATS[name].extensions[0]}") in ("bibtex", name)
    else:
        assert detect(SAMPLES[name].text, f"REFS{FORMATS[name].extensions[0].upper()}") == name


@pytest.mark.parametrize(
    ("content", "path", "name"),
    [
        ("", "refs.bib", "bibtex"),
        ("whatever", "REFS.BIB", "bibtex"),
        ("[]", "a/b.json", "csl-json"),
        ("", "refs.jsonl", "csl-jsonl"),
        ("whatever", "refs.enw", "refer"),
        ("whatever", "refs.ciw", "isi"),
        ("Some text.\n\n  @Book (a, title={x})", "refs.txt", "bibtex"),
        ('[{"id": "a"}]', "", "csl-json"),
        ('{"id": "a"}', "", "csl-json"),
        ('{"id": "a"}\n{"id": "b"}', "refs.jsonl", "csl-jsonl"),
        ('{"items": [{"title": "A", "type": "book"}]}', "", "csl-json"),
        (b"@article{a, title={caf\xe9}}", "", "bibtex"),
        ("---\nreferences:\n- author:\n  - family: Poe\n---\n", "", "csl-yaml"),
        ("\nTY - JOUR\nTI - Why we cry\nER -", "", "ris"),
    ],
)
def test_the_format_is_found(content: bytes | str, path: str, name: str) -> None:
    assert detect(content, path) == name


@pytest.mark.parametrize("path", ["", "a.txt", "a.md", "a.html", "a.json", "a.yaml", "a.xml"])
@pytest.mark.parametrize("what", [*OTHERS, *OTHER_JSON])
def test_other_files_are_not_taken_for_works(what: str, path: str) -> None:
    content = (OTHERS | OTHER_JSON)[what]
    named = {"a.yaml": "csl-yaml"}.get(path)
    for data in (content, content.encode(), content.replace("\n", "\r\n").encode("utf-16")):
        if named:
            # The ending says what it is to be; the reader then says what is wrong.
            assert detect(data, path) == named
            continue
        with pytest.raises(FormatError, match="the format cannot be told; formats are ris, nbib"):
            detect(data, path)


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        (
            '{"status":"ok","message-type":"work"}',
            FormatError,
            "a response of Crossref's API is not",
        ),
        ("hello", FormatError, "r.txt: the format cannot be told; formats are ris, nbib, refer"),
        ("", UnreadableError, "r.txt: the file is empty"),
        ("  \n", UnreadableError, "r.txt: the file is empty"),
        (b"\xef\xbb\xbf", UnreadableError, "r.txt: the file is empty"),
        ("\x00\x01", UnreadableError, "this is a binary file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", UnreadableError, "binary file"),
    ],
)
def test_what_is_no_known_format_is_told(
    content: bytes | str, error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as caught:
        load(content, path="r.txt")
    assert message in str(caught.value)


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_file_of_a_known_format_is_told(name: str) -> None:
    with pytest.raises(UnreadableError, match="the file is empty"):
        load("", name, path="refs")


@pytest.mark.parametrize("name", [name for name, known in FORMATS.items() if known.carries])
def test_formats_that_carry_everything_give_it_back(name: str) -> None:
    loaded = load(dump([WORK, BOOK], name), name)
    assert (loaded.works, loaded.problems) == ([WORK, BOOK], [])


@pytest.mark.parametrize("name", [name for name, known in FORMATS.items() if not known.carries])
def test_formats_that_do_not_give_back_what_a_reference_shows(name: str) -> None:
    loaded = load(dump([WORK, BOOK], name), name)
    assert loaded.problems == []
    assert [(work.type, work.title, work.author, work.year, work.DOI) for work in loaded.works] == [
        ("article-journal", "Why we cry", WORK.author, 2020, "10.1000/abc.1"),
        ("book", "Joy", BOOK.author, 2019, ""),
    ]
    assert (loaded.works[0].container_title, loaded.works[0].volume) == ("Tears", "3")


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_written_is_recognised(name: str) -> None:
    written = dump([WORK, BOOK], name)
    same = {"biblatex": "bibtex", "csl-jsonl": "csl-json"}.get(name, name)
    assert detect(written) == same
    assert detect(written, f"refs{FORMATS[name].extensions[0]}") in (name, same)


def test_unknown_formats_and_options_are_misuse() -> None:
    with pytest.raises(ConfigurationError, match="no format 'doc'; formats are ris, nbib, refer"):
        dump([], "doc")
    with pytest.raises(ConfigurationError, match="no format 'doc'"):
        load("x", "doc")
    with pytest.raises(ConfigurationError, match="bibtex has no option indent; it has latex, keys"):
        dump([], "bibtex", indent=2)
    with pytest.raises(ConfigurationError, match="csl-jsonl has no option latex; it has sort"):
        dump([], "csl-jsonl", latex=True)
    with pytest.raises(ConfigurationError, match="isi has no option carry"):
        dump([], "isi", carry=False)


def test_a_format_loads_no_library_of_another() -> None:
    code = (
        'import sys; from refkit.formats import load; load(\'[{"id": "a"}]\');'
        "print([m for m in ('bibtexparser', 'pylatexenc', 'chardet', 'lxml', 'yaml')"
        " if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
