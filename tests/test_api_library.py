"""What is added to a library: identifiers, PDFs, references and files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from loopback import Loopback, status, threaded_server
from loopback_catalogues import Catalogues, article
from pdfs_made import Type, pdf
from pytest_httpserver import HTTPServer

from refkit.api.library import (
    Intake,
    add_intake,
    check_library,
    cited_keys,
    find_library,
    open_library,
    works_of,
)
from refkit.api.library_wanted import wanted_of
from refkit.errors import ConfigurationError, UnreadableError
from refkit.resolve.sources import Sources

DOI = "10.3389/fpsyg.2014.00502"
TITLE = "Is crying a self-soothing behavior?"
RECORD = {
    "DOI": DOI,
    "type": "journal-article",
    "title": [TITLE],
    "author": [
        {"family": "Gračanin", "given": "Asmir"},
        {"family": "Bylsma", "given": "Lauren M."},
        {"family": "Vingerhoets", "given": "Ad J. J. M."},
    ],
    "container-title": ["Frontiers in Psychology"],
    "volume": "5",
    "issued": {"date-parts": [[2014]]},
}
REFERENCE = (
    "Gračanin, A., Bylsma, L. M., & Vingerhoets, A. J. J. M. (2014). Is crying a self-soothing"
    " behavior? Frontiers in Psychology, 5."
)
UNKNOWN = "Nobody, N. (1999). A title that no file holds. Journal of Nothing, 1(1), 1–2."
ISBN = "9780199535903"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.json"
    path.write_text(json.dumps([RECORD]), encoding="utf-8")
    return path


@pytest.fixture
def sources(records: Path) -> Iterator[Sources]:
    """A file of one record, and no network."""
    with Sources(records=[records], offline=True, cache=False) as opened:
        yield opened


@pytest.fixture
def online(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Catalogues]]:
    """PubMed, Open Library and Crossref's books on loopback; Crossref itself is elsewhere."""
    with threaded_server() as other:
        monkeypatch.setenv("REFKIT_DOI_URL", Loopback(other, [RECORD]).url)

        def made(**known: Any) -> Catalogues:
            server = Catalogues(httpserver, **known)
            for name in ("CROSSREF", "OPENLIBRARY", "PUBMED"):
                monkeypatch.setenv(f"REFKIT_{name}_URL", server.url)
            return server

        yield made


def only(source: str | bytes | Path, sources: Sources) -> Intake:
    (intake,) = works_of(source, sources=sources)
    return intake


# -------------------------------------------------------------------------- what is asked for


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("10.3389/fpsyg.2014.00502", "doi", DOI),
        (" https://doi.org/10.1016/S0140-6736(20)31324-6 ", "doi", "10.1016/S0140-6736(20)31324-6"),
        ("DOI: 10.1000/x", "doi", "10.1000/x"),
        ("https://www.tandfonline.com/doi/full/10.1080/0269.2014", "doi", "10.1080/0269.2014"),
        ("arXiv:2101.00001v2", "doi", "10.48550/arXiv.2101.00001"),
        ("https://arxiv.org/abs/2101.00001", "doi", "10.48550/arXiv.2101.00001"),
        ("hep-th/9901001", "doi", "10.48550/arXiv.hep-th/9901001"),
        ("978-0-306-40615-7", "isbn", "9780306406157"),
        ("ISBN 0-306-40615-2", "isbn", "9780306406157"),
        ("0306406152", "isbn", "9780306406157"),
        ("pmid:23193287", "pubmed", "23193287"),
        ("https://pubmed.ncbi.nlm.nih.gov/23193287/", "pubmed", "23193287"),
        ("PMC3531190", "pubmed", "PMC3531190"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC3531190/", "pubmed", "PMC3531190"),
        ("https://doi.org/10.1000/pmc12345", "doi", "10.1000/pmc12345"),
        (REFERENCE, "reference", REFERENCE),
        ("23193287", "nothing", "is a number of what? For PubMed write pmid:23193287"),
        ("978-0-306-40615-6", "nothing", "is no ISBN: its check digit is wrong"),
        ("https://example.org/x", "nothing", "is an address without a DOI"),
        ("nowhere.bib", "nothing", "no such file, and no DOI, ISBN, arXiv or PubMed identifier"),
        ("", "nothing", "is empty"),
    ],
)
def test_what_a_text_asks_for(text: str, kind: str, value: str) -> None:
    (wanted,) = wanted_of(text)
    assert wanted.kind == kind
    assert wanted.value.startswith(value)


@pytest.mark.parametrize(
    ("name", "content", "kinds"),
    [
        ("refs.bib", "@article{a, title = {T}}", ["works"]),
        ("refs.txt", "@article{a, title = {T}}", ["works"]),
        ("export.txt", "TY  - JOUR\nTI  - T\nER  - \n", ["works"]),
        ("article.md", "# About BibTeX\n\n@article{a, title = {T}}\n", ["article"]),
        ("ids.txt", f"# mine\n{DOI}\n\npmid:7\nsome words\n", ["doi", "pubmed", "nothing"]),
        ("list.txt", f"References\n\n{REFERENCE}\n{UNKNOWN}\n", ["article"]),
        ("empty.bib", " \n", ["nothing"]),
        ("paper.pdf", "%PDF-1.4", ["pdf"]),
        ("paper", "%PDF-1.4", ["pdf"]),
    ],
)
def test_what_a_file_asks_for(name: str, content: str, kinds: list[str], tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert [each.kind for each in wanted_of(path)] == kinds
    assert [each.kind for each in wanted_of(str(path))] == kinds


def test_a_folder_is_told(tmp_path: Path) -> None:
    (wanted,) = wanted_of(str(tmp_path))
    assert wanted.value == "is a folder; name the files in it"


# -------------------------------------------------------------------------------- what is found


def test_a_doi_gives_its_record_without_its_id(sources: Sources) -> None:
    intake = only(DOI, sources)
    (obtained,) = intake.works
    assert (obtained.work.title, obtained.work.id) == (TITLE, "")
    assert (obtained.origin, obtained.note, intake.outcome) == ("records.json", "", "found")


def test_a_retraction_is_noted(tmp_path: Path) -> None:
    notice = {"DOI": "10.1000/n", "type": "retraction", "updated": {"date-parts": [[2020, 5, 1]]}}
    path = tmp_path / "works.json"
    path.write_text(json.dumps([{**RECORD, "updated-by": [notice]}]), encoding="utf-8")
    with Sources(records=[path], offline=True, cache=False) as sources:
        assert only(DOI, sources).works[0].note == "retraction 2020-05-01"


def test_a_doi_that_is_not_in_the_file_is_undetermined_offline(sources: Sources) -> None:
    intake = only("10.1000/other", sources)
    assert (intake.outcome, intake.works) == ("undetermined", [])
    assert intake.detail.startswith("not in records.json, and not in the cache; offline")


def test_a_doi_that_does_not_exist_is_not_found(online: Callable[..., Catalogues]) -> None:
    online().always["nope"] = status(404)
    with Sources(cache=False) as sources:
        intake = only("10.1000/nope", sources)
    assert (intake.outcome, intake.detail) == (
        "not-found",
        "doi.org says: DOI does not exist",
    )


def test_an_outage_is_no_absence(sources: Sources) -> None:
    with Sources(cache=False, timeout=1) as nobody:
        intake = only(DOI, nobody)
        book = only(f"ISBN {ISBN}", nobody)
        paper = only("pmid:7", nobody)
    assert {intake.outcome, book.outcome, paper.outcome} == {"undetermined"}
    assert "crossref did not answer: connection refused" in intake.detail
    assert "openlibrary did not answer: connection refused" in book.detail
    assert paper.detail == "pubmed did not answer: connection refused"


def test_a_book_comes_from_open_library(online: Callable[..., Catalogues]) -> None:
    online(books={ISBN: {"title": "Why humans like to cry", "authors": [{"name": "M. Trimble"}]}})
    with Sources(cache=False) as sources:
        intake = only(ISBN, sources)
    (obtained,) = intake.works
    assert (obtained.work.type, obtained.work.ISBN, obtained.origin) == (
        "book",
        ISBN,
        "openlibrary",
    )


def test_an_isbn_of_several_works_is_noted(online: Callable[..., Catalogues]) -> None:
    works = [
        {"DOI": f"10.1000/{n}", "type": "book", "title": [f"Volume {n}"], "ISBN": [ISBN]}
        for n in (1, 2)
    ]
    online(works=works)
    with Sources(cache=False) as sources:
        (obtained,) = only(ISBN, sources).works
    assert obtained.work.title == "Volume 1"
    assert obtained.note == "1 other work has this number too"


def test_a_book_that_nobody_has_is_not_found(online: Callable[..., Catalogues]) -> None:
    online()
    with Sources(cache=False) as sources:
        intake = only(ISBN, sources)
    assert intake.outcome == "not-found"
    assert intake.detail == "Crossref has no such book; Open Library has no such book"


def test_an_article_of_pubmeds_is_read_from_its_xml(online: Callable[..., Catalogues]) -> None:
    online(articles={"7": article("7", "Why only humans weep", DOI)})
    with Sources(cache=False) as sources:
        (obtained,) = only("pmid:7", sources).works
    work = obtained.work
    assert work.title.rstrip(".") == "Why only humans weep"
    assert (work.PMID, work.DOI, obtained.origin, work.id) == ("7", DOI, "pubmed", "")


def test_the_identifiers_of_pubmed_central_are_kept(online: Callable[..., Catalogues]) -> None:
    known = {"3531190": {"pmid": "7", "doi": "10.1000/x"}}
    online(articles={"7": article("7")}, identifiers=known)
    with Sources(cache=False) as sources:
        (obtained,) = only("PMC3531190", sources).works
    work = obtained.work
    assert (work.PMCID, work.PMID, work.DOI) == ("PMC3531190", "7", "10.1000/x")


def test_what_is_in_pubmed_central_only_is_found_by_its_doi(
    online: Callable[..., Catalogues], records: Path
) -> None:
    online(identifiers={"3531190": {"pmid": "0", "doi": DOI}})
    with Sources(records=[records], cache=False) as sources:
        (obtained,) = only("PMC3531190", sources).works
    assert obtained.work.title == TITLE


def test_xml_that_is_no_article_is_undetermined(online: Callable[..., Catalogues]) -> None:
    online(articles={"7": "<PubmedArticle><PMID>7</PMID></PubmedArticle>"})
    with Sources(cache=False) as sources:
        intake = only("pmid:7", sources)
    assert (intake.outcome, intake.works) == ("undetermined", [])
    assert intake.detail.startswith("PubMed's answer cannot be read: ")


def test_a_pasted_reference_becomes_its_record(sources: Sources) -> None:
    (obtained,) = only(REFERENCE, sources).works
    assert (obtained.work.DOI, obtained.origin, obtained.note) == (DOI, "records.json", "")


def test_where_a_pasted_reference_is_wrong_is_said(sources: Sources) -> None:
    (obtained,) = only(REFERENCE.replace("Psychology, 5", "Psychology, 7"), sources).works
    assert obtained.note == "identified, though volume differed"


def test_a_reference_that_nobody_knows_is_taken_as_written(sources: Sources) -> None:
    intake = only(UNKNOWN, sources)
    (obtained,) = intake.works
    assert (obtained.work.title, obtained.work.year) == ("A title that no file holds", 1999)
    assert obtained.origin == "pasted"
    assert obtained.note == "not identified, taken as written: no matching record in records.json"
    assert intake.outcome == "as-written"


def test_a_reference_that_could_not_be_looked_up_is_taken_and_told() -> None:
    with Sources(cache=False, timeout=1) as nobody:
        intake = only(UNKNOWN, nobody)
    assert len(intake.works) == 1
    assert intake.outcome == "undetermined"
    assert "did not answer" in intake.detail


def test_words_that_are_no_reference_are_unreadable(sources: Sources) -> None:
    intake = only("... --- ...", sources)
    assert (intake.works, intake.outcome) == ([], "unreadable")


def test_an_article_gives_its_list(sources: Sources, tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_text(f"# Tears\n\nText.\n\n## References\n\n{REFERENCE}\n\n{UNKNOWN}\n", "utf-8")
    intake = only(path, sources)
    assert [each.origin for each in intake.works] == ["records.json", "article.md"]
    assert intake.outcome == "as-written"


def test_pasted_references_of_several_lines_are_a_list(sources: Sources) -> None:
    intake = only(f"{REFERENCE}\n\n{UNKNOWN}\n", sources)
    assert [each.origin for each in intake.works] == ["records.json", "pasted"]


def test_a_file_of_works_keeps_its_keys_and_tells_what_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("@book{a, title = {T}}\n@book{b, title = {U\n", "utf-8")
    (intake,) = works_of(path)
    assert intake.works[0].work.id == "a"
    assert intake.works[0].origin == "refs.bib"
    assert [problem.line for problem in intake.problems] == [2]


@pytest.mark.parametrize("content", ['{"a": 1}', "[]", "% nothing but a comment\n"])
def test_a_file_that_says_nothing_is_unreadable(content: str, tmp_path: Path) -> None:
    path = tmp_path / ("refs.json" if content[0] in "[{" else "refs.bib")
    path.write_text(content, "utf-8")
    (intake,) = works_of(path)
    assert (intake.outcome, intake.works) == ("unreadable", [])


def test_content_of_standard_input_is_found_out(sources: Sources) -> None:
    assert only(b"@book{a, title = {T}}", sources).works[0].origin == "pasted"
    assert only(f"{DOI}\n".encode(), sources).works[0].work.DOI == DOI
    assert only(REFERENCE.encode(), sources).works[0].work.DOI == DOI


def test_all_is_asked_together_and_answered_in_order(sources: Sources) -> None:
    intakes = works_of([DOI, "nope", REFERENCE, b"@book{a, title = {T}}", DOI], sources=sources)
    assert [each.outcome for each in intakes] == ["found", "unreadable", "found", "found", "found"]


# --------------------------------------------------------------------------------------- PDFs

PAGE = [Type(TITLE, 18, 700), Type("Asmir Gracanin and Lauren Bylsma", 11, 670)]
BODY = [
    Type(f"A line of running text about tears, number {n}.", 10, 500 - 12 * n) for n in range(9)
]


def made_pdf(folder: Path, *lines: Type, **options: Any) -> Path:
    path = folder / "paper.pdf"
    path.write_bytes(pdf([*lines, *BODY], **options))
    return path


@pytest.mark.parametrize(
    ("lines", "info"),
    [
        ([*PAGE, Type(f"https://doi.org/{DOI}", 8, 770)], {}),
        ([*PAGE, Type("see https://doi.org/10.1000/other", 8, 770)], {"doi": DOI}),
        (PAGE, {}),
        (PAGE, {"Title": "Microsoft Word - x.doc"}),
        ([Type("Scan of something else", 18, 700)], {"doi": DOI}),
    ],
    ids=["printed", "metadata", "title", "title-on-page", "metadata-alone"],
)
def test_a_pdf_is_identified(
    lines: list[Type], info: dict[str, str], sources: Sources, tmp_path: Path
) -> None:
    path = made_pdf(tmp_path, *lines, info=info)
    intake = only(path, sources)
    assert [each.work.DOI for each in intake.works] == [DOI]
    assert intake.file == path


@pytest.mark.parametrize(
    "lines",
    [
        [Type("Why birds sing", 18, 700), Type(f"on https://doi.org/{DOI}", 10, 650)],
        [Type(f"Comment: {TITLE}", 18, 700), Type("Jane Doe on Gracanin", 11, 670)],
        [Type(TITLE, 18, 700), Type("Jane Doe", 11, 670)],
    ],
    ids=["cites-the-doi", "comment", "other-author"],
)
def test_a_pdf_is_not_taken_for_what_it_cites(
    lines: list[Type], sources: Sources, tmp_path: Path
) -> None:
    intake = only(made_pdf(tmp_path, *lines), sources)
    assert intake.works == []
    assert intake.outcome in ("not-found", "undetermined")
    assert intake.detail.startswith("no work was found for “")


def test_a_pdf_that_cannot_be_looked_up_is_undetermined(tmp_path: Path) -> None:
    path = made_pdf(tmp_path, *PAGE)
    with Sources(cache=False, timeout=1) as nobody:
        intake = only(path, nobody)
    assert intake.outcome == "undetermined"
    assert "crossref did not answer" in intake.detail


def test_a_pdf_that_tells_nothing_is_unreadable(sources: Sources, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf([]))
    intake = only(path, sources)
    assert intake.outcome == "unreadable"
    assert intake.detail == "has no text on its first pages: they are scanned, or drawn"


# --------------------------------------------------------------------------------- the library


def test_a_library_is_found_in_the_nearest_folder_above(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    open_library(tmp_path / "library.refkit", create=True).close()
    assert find_library(below) == tmp_path / "library.refkit"


def test_a_library_that_is_not_there_is_not_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="there is no library"):
        open_library(tmp_path / "x.refkit")
    assert not (tmp_path / "x.refkit").exists()


def test_what_was_obtained_is_added_with_its_origin(sources: Sources, tmp_path: Path) -> None:
    with open_library(tmp_path / "x.refkit", create=True) as library:
        added = add_intake(library, only(DOI, sources), tags=["crying"], collection="thesis")
        entry = library[added.new[0]]
        again = add_intake(library, only(REFERENCE, sources))
    assert (entry.tags, entry.collections) == (["crying"], ["thesis"])
    assert entry.origins[""].source == "records.json"
    assert again.known == added.new


def test_a_pdf_is_attached_to_its_work_in_one_change(sources: Sources, tmp_path: Path) -> None:
    path = made_pdf(tmp_path, *PAGE)
    with open_library(tmp_path / "x.refkit", create=True) as library:
        intake = only(path, sources)
        (key,) = add_intake(library, intake).keys
        again = add_intake(library, intake)
        assert [each.path for each in library[key].attachments] == ["x.files/paper.pdf"]
        assert again.known == [key]
        assert len(library.log()) == 1
        library.undo()
        assert len(library) == 0


def test_keys_are_found_in_files_that_are_taken_in(tmp_path: Path) -> None:
    (tmp_path / "main.tex").write_text(r"\cite{a}\input{one}\include{gone}\input{f.pgf}", "utf-8")
    (tmp_path / "f.pgf").write_text(r"\cite{no}", "utf-8")
    (tmp_path / "one.tex").write_text(r"\cite{b}\input{main}\input{one.tex}", "utf-8")
    assert cited_keys(tmp_path / "main.tex").keys == ["a", "b"]


def test_what_is_no_manuscript_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_text("", "utf-8")
    with pytest.raises(ConfigurationError, match="keys are found in"):
        cited_keys(tmp_path / "x.docx")
    with pytest.raises(UnreadableError, match="no such file"):
        cited_keys(tmp_path / "x.tex")


def test_a_damaged_library_is_salvaged_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "x.refkit"
    with open_library(path, create=True) as library:
        (intake,) = works_of(b"\n".join(b"@book{k%d, title = {T%d}}" % (n, n) for n in range(200)))
        add_intake(library, intake)
    data = bytearray(path.read_bytes())
    data[0:100] = bytes(100)
    path.write_bytes(data)
    with pytest.raises(UnreadableError):
        check_library(path)
    saved = check_library(path, repair=True).salvaged
    assert saved is not None
    assert saved.kept.exists()
    with open_library(path) as library:
        assert len(library) == saved.works
