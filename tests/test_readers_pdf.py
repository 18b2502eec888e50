"""The front matter of PDFs: title, DOIs, and files that are broken or made to break."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pdfs_made import Type, assembled, bomb, endless, pdf

from refkit.errors import UnreadableError
from refkit.readers import pdf as reader
from refkit.readers.pdf import PdfFront, read_front
from refkit.readers.pdf_front import Line, front_dois, front_title

OWN = "10.3389/fpsyg.2014.00502"
TEXT = [
    Type(f"A line of running text about tears, number {n}.", 10, 500 - 12 * n) for n in range(9)
]
PAGE = [
    Type(f"doi: {OWN}", 8, 770),
    Type("Is crying a self-soothing behavior?", 18, 700),
    Type("Asmir Gracanin1, Lauren M. Bylsma2", 11, 670),
    *TEXT,
]


def front(data: bytes, folder: Path) -> PdfFront:
    path = folder / "paper.pdf"
    path.write_bytes(data)
    return read_front(path)


def test_title_and_doi_are_told_from_the_page(tmp_path: Path) -> None:
    found = front(pdf(PAGE, TEXT, TEXT), tmp_path)
    assert found.title == "Is crying a self-soothing behavior?"
    assert (found.doi, found.dois) == ("", (OWN,))
    assert (found.pages, found.problem) == (3, "")
    assert found.text.startswith(f"doi: {OWN}\nIs crying a self-soothing behavior?\n")


@pytest.mark.parametrize(
    ("info", "title"),
    [
        ({"Title": "Is crying a self-soothing behavior?"}, "Is crying a self-soothing behavior?"),
        ({"Title": "Is Crying a Self-Soothing Behavior"}, "Is Crying a Self-Soothing Behavior"),
        ({"Title": "Microsoft Word - final_v3.doc"}, "Is crying a self-soothing behavior?"),
        ({"Title": "fpsyg-05-00502.indd"}, "Is crying a self-soothing behavior?"),
        ({"Title": "Another article of the same template"}, "Is crying a self-soothing behavior?"),
        ({"Title": ""}, "Is crying a self-soothing behavior?"),
        ({}, "Is crying a self-soothing behavior?"),
    ],
)
def test_the_title_of_the_metadata_counts_where_the_page_has_it(
    info: dict[str, str], title: str, tmp_path: Path
) -> None:
    assert front(pdf(PAGE, info=info), tmp_path).title == title


@pytest.mark.parametrize(
    "info",
    [
        {"doi": "10.1037/pst0000342"},
        {"Subject": "Psychotherapy, 58 (2021) 133-149. doi:10.1037/pst0000342"},
        {"Keywords": "crying; https://doi.org/10.1037/pst0000342"},
    ],
)
def test_a_doi_of_the_metadata_comes_first(info: dict[str, str], tmp_path: Path) -> None:
    found = front(pdf(PAGE, info=info), tmp_path)
    assert found.doi == "10.1037/pst0000342"
    assert found.dois == ("10.1037/pst0000342", OWN)


@pytest.mark.parametrize(
    "xmp",
    [
        "<prism:doi>10.1037/pst0000342</prism:doi>",
        "<pdfx:doi>10.1037/PST0000342</pdfx:doi>",
        "<dc:identifier>doi:10.1037/pst0000342</dc:identifier>",
        '<rdf:Description prism:doi="10.1037/pst0000342"/>',
        "<crossmark:DOI>https://doi.org/10.1037/pst0000342</crossmark:DOI>",
    ],
)
def test_a_doi_of_the_xmp_metadata_counts(xmp: str, tmp_path: Path) -> None:
    assert front(pdf(TEXT, xmp=xmp), tmp_path).doi == "10.1037/pst0000342"


def test_what_is_turned_in_the_margin_is_no_title(tmp_path: Path) -> None:
    stamp = Type("arXiv:2101.00001v2 [cs.CL] 1 Jan 2021", 30, 300, turned=True)
    found = front(pdf([stamp, *PAGE[1:]]), tmp_path)
    assert found.title == "Is crying a self-soothing behavior?"
    assert found.dois == ("10.48550/arxiv.2101.00001",)


def test_a_scanned_pdf_is_told_and_its_metadata_count(tmp_path: Path) -> None:
    found = front(pdf([], [], info={"doi": OWN, "Title": "Is crying soothing?"}), tmp_path)
    assert found.problem == "has no text on its first pages: they are scanned, or drawn"
    assert (found.dois, found.title, found.pages) == ((OWN,), "Is crying soothing?", 2)


def test_an_encrypted_pdf_is_told(tmp_path: Path) -> None:
    found = front(pdf(PAGE, encrypted=True), tmp_path)
    assert found == PdfFront(problem="is encrypted: it opens only with a password")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"%PDF-1.4\n", "is damaged: it cannot be opened"),
        (b"%PDF-1.7\nnothing at all but words", "is damaged: it cannot be opened"),
        (pdf(PAGE)[:400], "is damaged: it cannot be opened"),
        (
            assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]),
            "is damaged: it cannot be opened",
        ),
        (
            assembled(
                [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"]
            ),
            "is damaged: page 1 cannot be read",
        ),
    ],
)
def test_a_damaged_pdf_is_told(data: bytes, problem: str, tmp_path: Path) -> None:
    assert front(data, tmp_path).problem == problem


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is Linux's")
@pytest.mark.parametrize("data", [endless(), bomb(1500)], ids=["endless", "bomb"])
def test_a_pdf_that_is_made_to_break_its_reader_ends_soon(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_SECONDS", 8)
    assert front(data, tmp_path).problem.startswith("is damaged, or made to be: ")


def test_what_hides_in_the_folder_is_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("msgspec.py", "refkit.py", "pypdfium2.py"):
        (tmp_path / name).write_text("raise SystemExit('imported')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", "")
    assert front(pdf(PAGE), tmp_path).dois == (OWN,)


@pytest.mark.parametrize(
    ("content", "reason"), [(None, "no such file"), (b"", "is no PDF"), (b"GIF89a", "is no PDF")]
)
def test_what_is_no_pdf_is_an_error(content: bytes | None, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableError, match=reason):
        read_front(path)


def test_a_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="is a folder"):
        read_front(tmp_path)


# -------------------------------------------------------------------------- titles and DOIs


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ([("Why do we cry?", 20), ("Tears and their causes", 20), ("text", 10)],
         "Why do we cry? Tears and their causes"),
        ([("RESEARCH ARTICLE", 24), ("Why do we cry when happy", 20), ("text " * 9, 10)],
         "Why do we cry when happy"),
        ([("www.ssoar.info", 20), ("Why do we cry when happy", 20), ("text " * 9, 10)],
         "Why do we cry when happy"),
        ([("1 Why do we cry when happy", 20), ("2 or sad and tired", 20), ("text " * 9, 10)],
         "Why do we cry when happy or sad and tired"),
        ([("All in one size of type here", 10), ("text of the article " * 9, 10)], ""),
        ([("PNAS", 40), ("Why do we cry when happy", 20), ("text " * 9, 10)],
         "Why do we cry when happy"),
        ([], ""),
        ([("words that are turned", 0)], ""),
    ],
)  # fmt: skip
def test_the_title_is_what_stands_in_the_largest_type(
    lines: list[tuple[str, float]], title: str
) -> None:
    assert front_title("", [Line(text, size) for text, size in lines]) == title


def test_dois_are_ranked_by_where_they_stand() -> None:
    lines = [
        Line("Data are at https://doi.org/10.5281/zenodo.7", 10, 0.5),
        Line("as Doe showed (https://doi.org/10.1000/cited) in an earlier work", 10, 0.5),
        Line("https://doi.org/10.1000/alone", 10, 0.5),
        Line("Psychotherapy 58 | doi:10.1000/footer | 1", 8, 0.05),
    ]
    later = [Line("References", 12, 0.5), Line("Doe. https://doi.org/10.1000/listed", 10, 0.4)]
    assert front_dois([lines, later]) == [
        "10.1000/footer",
        "10.1000/alone",
        "10.1000/cited",
        "10.5281/zenodo.7",
    ]


def test_real_articles_give_title_and_doi(shared_data: Path) -> None:
    path = shared_data / "articles" / "pdf" / "plosone-0319315.pdf"
    if not path.is_file():
        pytest.skip("the article is not there")
    found = read_front(path)
    assert found.doi == "10.1371/journal.pone.0319315"
    assert found.title.startswith("Characterisation of facial expressions")
    assert (found.pages, found.problem) == (23, "")
