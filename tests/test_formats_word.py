"""Word's sources.xml: its 17 types, its names, and what survives writing and reading."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import works
from works_wild import wild_works

from refkit.errors import FormatError, UnreadableError
from refkit.formats import detect, load
from refkit.formats.csljson import read_csl
from refkit.formats.values import read_pages
from refkit.formats.word import read_word, write_word
from refkit.model import Date, Name, Work
from refkit.normalize.pages import same_pages

NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/bibliography"


def sources(*bodies: str, prefix: str = "b", namespace: str = NAMESPACE) -> str:
    declared = f"xmlns:{prefix}" if prefix else "xmlns"
    start = f"{prefix}:" if prefix else ""
    inside = "\n".join(f"<b:Source>{body}</b:Source>" for body in bodies)
    inside = inside.replace("b:", start)
    return f'<{start}Sources {declared}="{namespace}">\n{inside}\n</{start}Sources>'


def one(body: str, **form: str) -> Work:
    """The Work of a source in which nothing is wrong."""
    loaded = read_word(sources(body, **form))
    assert loaded.problems == []
    [work] = loaded.works
    return work


ARTICLE = """
<b:Tag>Gra14</b:Tag><b:SourceType>JournalArticle</b:SourceType>
<b:Guid>{12345678-0000-0000-0000-000000000000}</b:Guid><b:LCID>en-US</b:LCID>
<b:Author><b:Author><b:NameList>
  <b:Person><b:Last>Gračanin</b:Last><b:First>Asmir</b:First></b:Person>
  <b:Person><b:Last>van der Berg</b:Last><b:First>Jan</b:First><b:Middle>P. Q.</b:Middle></b:Person>
</b:NameList></b:Author><b:Editor><b:NameList><b:Person><b:Last>Doe</b:Last>
<b:First>J.</b:First></b:Person></b:NameList></b:Editor></b:Author>
<b:Title>Crying &amp;amp; tears</b:Title><b:JournalName>Emotion</b:JournalName>
<b:Year>2014</b:Year><b:Month>May</b:Month><b:Day>28</b:Day>
<b:YearAccessed>2020</b:YearAccessed><b:MonthAccessed>1</b:MonthAccessed>
<b:DayAccessed>2</b:DayAccessed><b:Volume>5</b:Volume><b:Issue>2</b:Issue>
<b:Pages>502-10</b:Pages><b:StandardNumber>1664-1078</b:StandardNumber>
<b:DOI>10.3389/fpsyg.2014.00502</b:DOI><b:URL>https://example.org</b:URL>
<b:Comments>a remark</b:Comments><b:RefOrder>3</b:RefOrder><b:Zebra>striped</b:Zebra>
"""


@pytest.mark.parametrize(
    "form", [{}, {"prefix": ""}, {"prefix": "x"}, {"namespace": STRICT}], ids=str
)
def test_an_article_is_read(form: dict[str, str]) -> None:
    assert one(ARTICLE, **form) == Work(
        id="Gra14",
        type="article-journal",
        title="Crying & tears",
        author=[
            Name(family="Gračanin", given="Asmir"),
            Name(family="Berg", given="Jan P. Q.", non_dropping_particle="van der"),
        ],
        editor=[Name(family="Doe", given="J.")],
        container_title="Emotion",
        issued=Date(date_parts=((2014, 5, 28),)),
        accessed=Date(date_parts=((2020, 1, 2),)),
        volume="5",
        issue="2",
        page="502–510",
        ISSN="1664-1078",
        DOI="10.3389/fpsyg.2014.00502",
        URL="https://example.org",
        language="en-US",
        note="a remark",
        custom={
            "word": {
                "Guid": "{12345678-0000-0000-0000-000000000000}",
                "RefOrder": "3",
                "fields": {"Zebra": "striped"},
            }
        },
    )


def test_what_was_read_is_written_back() -> None:
    work = one(ARTICLE)
    assert read_word(write_word([work])).works == [work]


@pytest.mark.parametrize(
    ("source_type", "kind", "container", "author"),
    [
        ("ArticleInAPeriodical", "article-magazine", "PeriodicalTitle", "Author"),
        ("Art", "graphic", "PublicationTitle", "Artist"),
        ("Book", "book", "", "Author"),
        ("BookSection", "chapter", "BookTitle", "Author"),
        ("Case", "legal_case", "Reporter", "Author"),
        ("ConferenceProceedings", "paper-conference", "ConferenceName", "Author"),
        ("DocumentFromInternetSite", "post-weblog", "InternetSiteTitle", "Author"),
        ("ElectronicSource", "software", "PublicationTitle", "Author"),
        ("Film", "motion_picture", "", "Author"),
        ("InternetSite", "webpage", "InternetSiteTitle", "Author"),
        ("Interview", "interview", "BroadcastTitle", "Interviewee"),
        ("JournalArticle", "article-journal", "JournalName", "Author"),
        ("Misc", "document", "PublicationTitle", "Author"),
        ("Patent", "patent", "", "Inventor"),
        ("Performance", "performance", "", "Author"),
        ("Report", "report", "PublicationTitle", "Author"),
        ("SoundRecording", "song", "AlbumTitle", "Author"),
    ],
)
def test_every_type_has_its_elements(
    source_type: str, kind: str, container: str, author: str
) -> None:
    body = (
        f"<b:Tag>a</b:Tag><b:SourceType>{source_type}</b:SourceType><b:Title>T</b:Title>"
        f"<b:Author><b:{author}><b:NameList><b:Person><b:Last>Doe</b:Last><b:First>J.</b:First>"
        f"</b:Person></b:NameList></b:{author}></b:Author>"
    )
    if container:
        body += f"<b:{container}>C</b:{container}>"
    work = one(body)
    assert work == Work(
        id="a",
        type=kind,
        title="T",
        author=[Name(family="Doe", given="J.")],
        container_title="C" if container else "",
    )
    written = write_word([work])
    assert f"<b:SourceType>{source_type}</b:SourceType>" in written
    assert f"<b:{author}>" in written
    assert read_word(written).works == [work]


@pytest.mark.parametrize(
    ("number", "variable", "value"),
    [
        ("978-0-306-40615-7", "ISBN", "978-0-306-40615-7"),
        ("ISSN 1664-1078", "ISSN", "1664-1078"),
        ("10.1000/x", "DOI", "10.1000/x"),
        ("PMID 123", "PMID", "123"),
        ("who knows", "custom", {"word": {"fields": {"StandardNumber": "who knows"}}}),
    ],
)
def test_a_standard_number_says_what_it_is(number: str, variable: str, value: object) -> None:
    body = f"<b:Tag>a</b:Tag><b:SourceType>Book</b:SourceType><b:StandardNumber>{number}"
    assert one(f"{body}</b:StandardNumber>").get(variable) == value


def test_a_thesis_is_a_report_with_a_type() -> None:
    work = Work(id="a", type="thesis", title="T", genre="Masterarbeit", publisher="Zagreb")
    written = write_word([work])
    assert "<b:SourceType>Report</b:SourceType>" in written
    assert "<b:Institution>Zagreb</b:Institution>" in written
    assert read_word(written).works == [work]


def test_groups_are_corporate_and_among_persons_last_names() -> None:
    group, person = Name(literal="World Health Organization"), Name(family="Doe", given="Jane")
    for names in ([group], [person, group], [group, group]):
        work = Work(id="a", type="book", title="T", author=names)
        written = write_word([work])
        assert ("<b:Corporate>" in written) == (names == [group])
        assert read_word(written).works == [work]


def test_every_source_has_a_tag_of_its_own() -> None:
    drawn = [Work(id="a", title="1"), Work(id="a", title="2"), Work(title="3"), Work()]
    loaded = read_word(write_word(drawn))
    assert [work.id for work in loaded.works] == ["a", "a-2", "Source3", "Source4"]


def test_what_is_broken_in_a_source_leaves_the_others() -> None:
    bodies = [f"<b:Tag>{name}</b:Tag>\n<b:Title>T</b:Title>\n" for name in "abc"]
    bodies[1] = "<b:Tag>b</b:Tag>\n<b:Year>2014\n<b:Title>T</b:Title>\n"
    loaded = read_word(sources(*bodies))
    assert [(work.id, work.title) for work in loaded.works] == [("a", "T"), ("b", "T"), ("c", "T")]
    assert [(problem.line, problem.raw) for problem in loaded.problems] == [(6, "<b:Year>2014")]


def test_an_empty_source_is_told() -> None:
    loaded = read_word(sources("", "<b:Tag>b</b:Tag>"))
    assert [work.id for work in loaded.works] == ["b"]
    [problem] = loaded.problems
    assert (problem.line, problem.reason, problem.lost) == (2, "an empty source", True)
    assert "Source" in problem.raw


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ("", UnreadableError),
        (b"\x00\x01\x02", UnreadableError),
        ("hello", FormatError),
        ("<html><body/></html>", FormatError),
        (f'<!DOCTYPE x [<!ENTITY a "b">]>{sources("")}', FormatError),
    ],
)
def test_what_is_no_file_of_sources_is_refused(data: bytes | str, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_word(data)


def test_words_sources_are_found_by_their_content() -> None:
    written = write_word([Work(id="a", type="book", title="Tears")])
    assert detect(written) == "word-xml"
    assert load(written.encode(), path="item1.xml").works == [
        Work(id="a", type="book", title="Tears")
    ]
    assert read_word(sources()).works == []


@given(st.lists(works(), max_size=4, unique_by=lambda work: work.id))
@settings(max_examples=50)
def test_articles_survive_writing_and_reading(drawn: list[Work]) -> None:
    # "1–1" becomes "1".
    drawn = [work.copy(page=read_pages(work.page)) for work in drawn]
    assert read_word(write_word(drawn)).works == drawn


@given(st.lists(wild_works(), max_size=2))
@settings(max_examples=30)
def test_any_works_are_written_and_read(drawn: list[Work]) -> None:
    loaded = read_word(write_word(drawn))
    assert (len(loaded.works), loaded.problems) == (len(drawn), [])


def test_the_essentials_of_real_works_survive(shared_data: Path) -> None:
    kinds = ("article-journal", "book", "chapter")
    real = [
        work
        for work in read_csl((shared_data / "csl" / "items.json").read_bytes())
        if work.type in kinds and "<" not in work.title + work.container_title
    ]
    for work, back in zip(real, read_word(write_word(real)).works, strict=True):
        assert (back.type, back.year) == (work.type, work.year)
        assert back.title == " ".join(work.title.split())
        assert len(back.author) == len(work.author)
        assert (back.volume, back.issue) == (work.volume, work.issue)
        assert work.type == "book" or back.container_title == " ".join(work.container_title.split())
        assert back.page == work.page or same_pages(back.page, work.page) == "same"
        assert back.DOI in (work.DOI, "")


@pytest.mark.parametrize("genre", ["", "M.A.", "Doctoral dissertation"])
def test_the_genre_of_a_thesis_comes_back(genre: str) -> None:
    work = Work(id="poe2020", type="thesis", title="A", genre=genre)
    [back] = read_word(write_word([work])).works
    assert (back.type, back.genre) == ("thesis", genre)
