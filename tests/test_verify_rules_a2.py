"""Rules on capitals, italics and missing parts: what they report, mend and pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import refkit
from refkit.model import Finding


def _work(doi: str, title: str, **more: Any) -> dict[str, Any]:
    return {
        "DOI": doi,
        "type": "journal-article",
        "title": [title],
        "author": [{"family": "Adler", "given": "Berta"}, {"family": "Quell", "given": "Otto"}],
        "container-title": ["Journal of Orchards"],
        "volume": "12",
        "issue": "3",
        "page": "101-120",
        "issued": {"date-parts": [[2018]]},
        **more,
    }


RECORDS = [
    _work("10.5555/trees.1", "Pruning by hand and the growth of old Norwegian trees"),
    _work("10.5555/trees.2", "The Memory of Rural Workers for Songs of Spring", volume="13"),
    _work(
        "10.5555/trees.3",
        "Names of trees",
        type="book-chapter",
        **{
            "container-title": ["The trees of the north"],
            "editor": [{"family": "Dorn", "given": "Emil"}],
            "publisher": "Greenwood Press",
            "page": "31-44",
        },
    ),
    _work(
        "10.5555/trees.4",
        "A handbook of trees and of those who plant them",
        type="book",
        publisher="Greenwood Press",
    ),
]
ARTICLE = (
    "Adler, B., & Quell, O. (2018). Pruning by hand and the growth of old Norwegian trees. "
    "*Journal of Orchards*, *12*(3), 101–120. https://doi.org/10.5555/trees.1"
)
SONGS = (
    "Adler, B., & Quell, O. (2018). The memory of rural workers for songs of spring. "
    "*Journal of Orchards*, *13*(3), 101–120. https://doi.org/10.5555/trees.2"
)
CHAPTER = (
    "Adler, B., & Quell, O. (2018). Names of trees. In E. Dorn (Ed.), *The trees of the north* "
    "(pp. 31–44). Greenwood Press. https://doi.org/10.5555/trees.3"
)
BOOK = (
    "Adler, B., & Quell, O. (2018). *A handbook of trees and of those who plant them*. Greenwood "
    "Press. https://doi.org/10.5555/trees.4"
)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("records") / "records.json"
    path.write_text(json.dumps(RECORDS), encoding="utf-8")
    return path


def found(text: str, code: str, records: Path, format: str = "markdown") -> list[Finding]:
    with refkit.Sources(records=[records], offline=True) as sources:
        return refkit.check(text, sources=sources, format=format, select=[code]).findings


def article(*entries: str) -> str:
    return "# On trees\n\nSome text.\n\n## References\n\n" + "\n\n".join(entries) + "\n"


def html(text: str) -> str:
    """The same list in HTML, with ``<em>`` for asterisks."""
    parts = text.split("## References\n\n")[1].strip().replace("&", "&amp;").split("*")
    marked = "".join(
        part + ("" if at == len(parts) - 1 else "</em>" if at % 2 else "<em>")
        for at, part in enumerate(parts)
    )
    entries = "\n".join(f"<p>{entry}</p>" for entry in marked.split("\n\n"))
    return f"<h1>On trees</h1><p>Text.</p><h2>References</h2>\n{entries}\n"


def mended(text: str, finding: Finding) -> str:
    assert finding.fix is not None
    span = finding.fix.span
    return text[: span.start] + finding.fix.replacement + text[span.end :]


@pytest.mark.parametrize("code", ["A805", "A806", "A810"])
def test_what_apa_asks_for_passes(code: str, records: Path) -> None:
    text = article(ARTICLE, SONGS, CHAPTER, BOOK)
    assert found(text, code, records) == []
    assert found(html(text), code, records, "html") == []


# -- A805 --------------------------------------------------------------------------------------

TITLE_CASE = ARTICLE.replace(
    "Pruning by hand and the growth of old Norwegian trees",
    "Pruning by Hand and the Growth of Old Norwegian Trees",
)


def test_a_title_in_title_case_reads_as_the_record_has_it(records: Path) -> None:
    text = article(TITLE_CASE, SONGS)
    [finding] = found(text, "A805", records)
    assert finding.message == "the title is in title case: it should be in sentence case"
    assert finding.fix is not None
    assert not finding.fix.safe
    assert mended(text, finding) == article(ARTICLE, SONGS)


def test_where_the_record_is_in_title_case_words_decide(records: Path) -> None:
    title = "The Memory of Rural Workers for Songs of Spring"
    text = article(SONGS.replace(title.capitalize(), title), ARTICLE)
    [finding] = found(text, "A805", records)
    assert mended(text, finding) == article(SONGS, ARTICLE)


def test_a_title_in_capitals_is_reported(records: Path) -> None:
    text = article(
        ARTICLE.replace(
            "Pruning by hand and the growth of old Norwegian trees",
            "PRUNING BY HAND AND THE GROWTH OF OLD NORWEGIAN TREES",
        )
    )
    [finding] = found(text, "A805", records)
    assert finding.message == "the title is in capitals: it should be in sentence case"
    assert mended(text, finding) == article(ARTICLE)


def test_the_title_of_a_book_around_a_chapter_is_in_sentence_case_too(records: Path) -> None:
    book = "The Social History of Trees and Their Scientific Names"
    [finding] = found(article(CHAPTER.replace("The trees of the north", book)), "A805", records)
    assert (
        finding.message == "the title of the book is in title case: it should be in sentence case"
    )


def test_a_journal_in_sentence_case_is_reported(records: Path) -> None:
    written = "Journal of personality and social psychology"
    text = article(ARTICLE.replace("Journal of Orchards", written), SONGS)
    [finding] = found(text, "A805", records)
    assert finding.found == "Journal of Personality and Social Psychology"
    assert mended(text, finding) == text.replace(written, finding.found)


@pytest.mark.parametrize(
    "journal",
    [
        "eLife",
        "PLOS ONE",
        "npj Science of Learning",
        "bioRxiv",
        "Zeitschrift für Baumkunde",
        "Revue de psychologie sociale",
        "Journal for the Study of Trees",
        "Journal of the American Society for Horticultural Science",
    ],
)
def test_journals_with_names_of_their_own_pass(journal: str, records: Path) -> None:
    assert found(article(ARTICLE.replace("Journal of Orchards", journal)), "A805", records) == []


def test_titles_in_other_languages_pass(records: Path) -> None:
    german = ARTICLE.replace(
        "Pruning by hand and the growth of old Norwegian trees",
        "Der Schnitt der Bäume im Norden und das Wachstum der Kinder im System der Schule",
    )
    assert found(article(german), "A805", records) == []


# -- A806 --------------------------------------------------------------------------------------

ITALICS = {
    "journal": (
        ARTICLE.replace("*Journal of Orchards*", "Journal of Orchards"),
        ARTICLE,
        "the title of the journal is not in italics",
    ),
    "volume": (ARTICLE.replace("*12*", "12"), ARTICLE, "the volume is not in italics"),
    "journal and volume": (
        ARTICLE.replace("*", ""),
        ARTICLE,
        "the title of the journal and the volume are not in italics",
    ),
    "issue": (ARTICLE.replace("*12*(3)", "*12(3)*"), ARTICLE, "the issue is in italics"),
    "the title instead": (
        ARTICLE.replace("*", "").replace("Pruning", "*Pruning").replace("trees.", "trees*.", 1),
        ARTICLE,
        "the title of the journal and the volume are not in italics, and the title is in italics",
    ),
    "all to the pages": (
        ARTICLE.replace("*12*(3), 101–120.", "*12(3), 101–120*."),
        ARTICLE,
        "the issue and the pages are in italics",
    ),
    "a book": (BOOK.replace("*", ""), BOOK, "the title is not in italics"),
    "a book around a chapter": (
        CHAPTER.replace("*", ""),
        CHAPTER,
        "the title of the book is not in italics",
    ),
    "a chapter": (
        CHAPTER.replace("Names of trees", "*Names of trees*"),
        CHAPTER,
        "the title is in italics",
    ),
}


@pytest.mark.parametrize(("wrong", "right", "message"), ITALICS.values(), ids=ITALICS.keys())
@pytest.mark.parametrize("form", ["markdown", "html"])
def test_italics_are_set_and_taken_away(
    wrong: str, right: str, message: str, form: str, records: Path
) -> None:
    text, expected = article(SONGS, wrong, BOOK), article(SONGS, right, BOOK)
    if form == "html":
        text, expected = html(text), html(expected)
    [finding] = found(text, "A806", records, form)
    assert finding.message == message
    assert finding.fix is not None
    assert finding.fix.safe
    assert mended(text, finding) == expected


def test_the_signs_are_those_of_the_list(records: Path) -> None:
    songs = SONGS.replace("*", "_")
    text = article(songs, ARTICLE.replace("*", ""))
    [finding] = found(text, "A806", records)
    assert mended(text, finding) == article(songs, ARTICLE.replace("*", "_"))


ITALICS_PASSED = {
    "one range for journal and volume": ARTICLE.replace("Orchards*, *12*", "Orchards, 12*"),
    "the comma within": ARTICLE.replace("Orchards*,", "Orchards,*"),
    "a species in the title": ARTICLE.replace("old Norwegian", "*Malus* and of old Norwegian"),
    "a link": ARTICLE.replace("*Journal of Orchards*", "[*Journal of Orchards*](https://jo.org)"),
    "bold and italic": ARTICLE.replace("*12*", "***12***"),
}


@pytest.mark.parametrize("entry", ITALICS_PASSED.values(), ids=ITALICS_PASSED.keys())
def test_italics_that_differ_in_nothing_a_reader_sees_pass(entry: str, records: Path) -> None:
    assert found(article(SONGS, entry, BOOK), "A806", records) == []


def test_a_list_without_italics_passes(records: Path) -> None:
    text = article(SONGS, ARTICLE, BOOK).replace("*", "")
    assert found(text, "A806", records) == []
    assert found(text, "A806", records, "text") == []


# -- A810 --------------------------------------------------------------------------------------

MISSING = {
    "volume, issue and pages": (
        ARTICLE.replace(", *12*(3), 101–120", ""),
        "volume (12), issue (3) and pages (101–120) are missing",
        ARTICLE,
    ),
    "pages": (ARTICLE.replace(", 101–120", ""), "pages (101–120) are missing", ARTICLE),
    "pages, and no issue": (
        ARTICLE.replace("(3), 101–120", ""),
        "pages (101–120) are missing",
        ARTICLE.replace("(3)", ""),
    ),
    "volume and issue": (
        ARTICLE.replace(", *12*(3)", ""),
        "volume (12) and issue (3) are missing",
        ARTICLE,
    ),
    "pages of a chapter": (
        CHAPTER.replace(" (pp. 31–44)", ""),
        "pages (31–44) are missing",
        None,
    ),
    "publisher": (
        BOOK.replace(" Greenwood Press. https://doi.org/10.5555/trees.4", ""),
        "publisher (Greenwood Press) is missing",
        None,
    ),
    "university": (
        "Baum, C. (2016). *Trees and their children* [Doctoral dissertation].",
        "university is missing",
        None,
    ),
}


@pytest.mark.parametrize(("entry", "message", "right"), MISSING.values(), ids=MISSING.keys())
def test_a_part_that_is_missing_is_told(
    entry: str, message: str, right: str | None, records: Path
) -> None:
    text = article(entry, SONGS)
    [finding] = found(text, "A810", records)
    assert finding.message == message
    if right is None:
        assert finding.fix is None
        return
    assert finding.fix is not None
    assert not finding.fix.safe
    assert mended(text, finding) == article(right, SONGS)
    assert found(mended(text, finding), "A810", records) == []


WHOLE = {
    "no issue": ARTICLE.replace("(3)", ""),
    "first page": ARTICLE.replace("–120", ""),
    "article number": "Baum, C. (2019). Of pears. *Journal of Orchards*, *13*, Article 77.",
    "in press": "Baum, C. (in press). Of pears. *Journal of Orchards*.",
    "online in advance": (
        "Baum, C. (2019). Of pears. *Journal of Orchards*. Advance online publication. "
        "https://doi.org/10.5555/nowhere.9"
    ),
    "DOI alone": "Baum, C. (2019). Of pears. *Journal of Orchards*. https://doi.org/10.5555/no.9",
    "newspaper": "Baum, C. (2019, May 3). Of pears. *The Orchard Times*.",
    "electronic book": (
        "Baum, C. (2019). Of pears. In D. Dorn (Ed.), *Trees of the north*. Greenwood Press. "
        "https://doi.org/10.5555/nowhere.8"
    ),
    "thesis": "Baum, C. (2016). *Of pears* [Doctoral dissertation, University of Kiel].",
}


@pytest.mark.parametrize("entry", WHOLE.values(), ids=WHOLE.keys())
def test_a_reference_with_all_its_parts_passes(entry: str, records: Path) -> None:
    assert found(article(entry, SONGS), "A810", records) == []


def test_volume_and_pages_are_missed_without_a_record_too(records: Path) -> None:
    text = article("Baum, C. (2019). Of pears and their uses. *Journal of Orchards*.", SONGS)
    [finding] = found(text, "A810", records)
    assert finding.message == "volume and pages are missing"
