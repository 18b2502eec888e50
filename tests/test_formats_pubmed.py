"""PubMed XML: articles and books as efetch answers, broken records, and what survives."""

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
from refkit.formats.pubmed import read_pubmed, write_pubmed
from refkit.formats.values import read_pages
from refkit.model import Date, Name, Work
from refkit.normalize.pages import same_pages

DTD = (
    '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, '
    '1st January 2019//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_190101.dtd">\n'
)


def article(body: str, rest: str = "", data: str = "") -> str:
    """An article with that in its Article, MedlineCitation and PubmedData."""
    return (
        '<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM">'
        f'<PMID Version="1">123</PMID><Article PubModel="Print">{body}</Article>{rest}'
        f"</MedlineCitation><PubmedData>{data}</PubmedData></PubmedArticle>"
    )


def answer(*records: str) -> str:
    return f"{DTD}<PubmedArticleSet>\n" + "\n".join(records) + "\n</PubmedArticleSet>"


def one(body: str, rest: str = "", data: str = "") -> Work:
    """The Work of an article in which nothing is wrong."""
    loaded = read_pubmed(answer(article(body, rest, data)))
    assert loaded.problems == []
    [work] = loaded.works
    return work


def test_an_article_is_read() -> None:
    work = one(
        """<Journal><ISSN IssnType="Electronic">1664-1078</ISSN>
             <JournalIssue CitedMedium="Internet"><Volume>5</Volume><Issue>2</Issue>
             <PubDate><Year>2014</Year><Month>May</Month></PubDate></JournalIssue>
             <Title>Frontiers in psychology</Title><ISOAbbreviation>Front Psychol</ISOAbbreviation>
           </Journal>
           <ArticleTitle>Crying in <i>Homo sapiens</i>: CO<sub>2</sub> &amp;amp; tears.
           </ArticleTitle>
           <Pagination><StartPage>123</StartPage><EndPage>8</EndPage><MedlinePgn>123-8</MedlinePgn>
           </Pagination>
           <ELocationID EIdType="doi" ValidYN="N">10.1000/wrong</ELocationID>
           <ELocationID EIdType="doi" ValidYN="Y">10.1000/x</ELocationID>
           <Abstract><AbstractText Label="METHODS" NlmCategory="METHODS">We cried.</AbstractText>
             <AbstractText Label="RESULTS">p &lt; .05</AbstractText></Abstract>
           <AuthorList CompleteYN="Y">
             <Author ValidYN="Y"><LastName>van der Berg</LastName><ForeName>Jan P</ForeName>
               <Initials>JP</Initials><Suffix>3rd</Suffix>
               <Identifier Source="ORCID">0000000218250097</Identifier>
               <AffiliationInfo><Affiliation>A university.</Affiliation></AffiliationInfo></Author>
             <Author ValidYN="N"><LastName>Wrong</LastName></Author>
             <Author ValidYN="Y"><CollectiveName>The Group</CollectiveName></Author>
           </AuthorList>
           <Language>eng</Language>
           <GrantList><Grant><GrantID>R01</GrantID><Agency>NIH</Agency><Country>US</Country></Grant>
           </GrantList>
           <PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType>
           </PublicationTypeList>
           <ArticleDate DateType="Electronic"><Year>2014</Year><Month>04</Month><Day>28</Day>
           </ArticleDate>""",
        """<KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="N">tears</Keyword></KeywordList>
           <MeshHeadingList><MeshHeading>
             <DescriptorName UI="D1" MajorTopicYN="N">Crying</DescriptorName>
             <QualifierName UI="Q1" MajorTopicYN="Y">physiology</QualifierName>
           </MeshHeading></MeshHeadingList>""",
        """<History><PubMedPubDate PubStatus="received"><Year>2013</Year><Month>12</Month>
             <Day>1</Day></PubMedPubDate></History><PublicationStatus>ppublish</PublicationStatus>
           <ArticleIdList><ArticleId IdType="pubmed">123</ArticleId>
             <ArticleId IdType="pmc">PMC4035568</ArticleId><ArticleId IdType="pii">S1</ArticleId>
           </ArticleIdList>
           <ReferenceList><Reference><Citation>x</Citation><ArticleIdList>
             <ArticleId IdType="doi">10.1000/cited</ArticleId></ArticleIdList></Reference>
           </ReferenceList>""",
    )
    assert work == Work(
        type="article-journal",
        title="Crying in <i>Homo sapiens</i>: CO<sub>2</sub> & tears",
        author=[
            Name(
                family="Berg",
                given="Jan P",
                non_dropping_particle="van der",
                suffix="3rd",
                extra={
                    "ORCID": "https://orcid.org/0000-0002-1825-0097",
                    "affiliation": [{"name": "A university."}],
                },
            ),
            Name(literal="The Group"),
        ],
        container_title="Frontiers in psychology",
        container_title_short="Front Psychol",
        issued=Date(date_parts=((2014, 5),)),
        available_date=Date(date_parts=((2014, 4, 28),)),
        submitted=Date(date_parts=((2013, 12, 1),)),
        volume="5",
        issue="2",
        page="123–128",
        DOI="10.1000/x",
        PMID="123",
        PMCID="PMC4035568",
        ISSN="1664-1078",
        abstract="METHODS: We cried.\nRESULTS: p < .05",
        keyword="tears; Crying",
        language="en",
        custom={
            "pubmed": {
                "issn-type": "Electronic",
                "grants": [{"id": "R01", "agency": "NIH", "country": "US"}],
                "pii": "S1",
                "mesh": ["Crying/*physiology"],
            }
        },
    )


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("<Year>2014</Year>", Date(date_parts=((2014,),))),
        ("<Year>2014</Year><Month>07</Month><Day>3</Day>", Date(date_parts=((2014, 7, 3),))),
        ("<Year>2014</Year><Season>Fall</Season>", Date(date_parts=((2014,),), season=3)),
        (
            "<MedlineDate>1998 Dec-1999 Jan</MedlineDate>",
            Date(date_parts=((1998, 12), (1999, 1))),
        ),
        ("<MedlineDate>2000 Spring</MedlineDate>", Date(date_parts=((2000,),), season=1)),
        (
            "<MedlineDate>1978 1st Quart</MedlineDate>",
            Date(date_parts=((1978,),), raw="1978 1st Quart"),
        ),
        ("<Year>2014</Year><Month>Feb</Month><Day>31</Day>", Date(date_parts=((2014, 2),))),
    ],
)
def test_dates_are_read(date: str, expected: Date) -> None:
    journal = f"<Journal><JournalIssue><PubDate>{date}</PubDate></JournalIssue></Journal>"
    work = one(f"{journal}<ArticleTitle>T.</ArticleTitle>")
    assert work.issued == expected
    assert read_pubmed(write_pubmed([work])).works[0].issued == expected


@pytest.mark.parametrize(
    ("titles", "title", "original"),
    [
        ("<ArticleTitle>Why do we cry?</ArticleTitle>", "Why do we cry?", ""),
        ("<ArticleTitle>Crying in the U.S.</ArticleTitle>", "Crying in the U.S.", ""),
        ("<ArticleTitle>[On tears].</ArticleTitle>", "On tears", ""),
        (
            "<ArticleTitle>[On tears].</ArticleTitle>"
            "<VernacularTitle>Über Tränen.</VernacularTitle>",
            "On tears",
            "Über Tränen",
        ),
        (
            "<ArticleTitle>[Not Available].</ArticleTitle>"
            "<VernacularTitle>Über Tränen.</VernacularTitle>",
            "Über Tränen",
            "",
        ),
        ("<ArticleTitle>[A] and [B].</ArticleTitle>", "[A] and [B]", ""),
    ],
)
def test_titles_are_read(titles: str, title: str, original: str) -> None:
    work = one(titles)
    assert (work.title, work.original_title) == (title, original)
    assert read_pubmed(write_pubmed([work])).works[0].title == title


@pytest.mark.parametrize(
    ("kind", "csl"),
    [("Journal Article", "article-journal"), ("Preprint", "article"), ("Dataset", "dataset")],
)
def test_publication_types_say_what_it_is(kind: str, csl: str) -> None:
    body = "<ArticleTitle>T.</ArticleTitle><PublicationTypeList><PublicationType UI=''>"
    assert one(f"{body}{kind}</PublicationType></PublicationTypeList>").type == csl


def test_retractions_are_noted() -> None:
    work = one(
        "<ArticleTitle>T.</ArticleTitle>",
        '<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn">'
        '<RefSource>Lancet. 2010</RefSource><PMID Version="1">9</PMID></CommentsCorrections>'
        "</CommentsCorrectionsList>",
    )
    assert work.custom["pubmed"] == {
        "status": ["retracted"],
        "comments-corrections": [{"type": "RetractionIn", "source": "Lancet. 2010", "PMID": "9"}],
    }
    assert read_pubmed(write_pubmed([work])).works == [work]


def test_an_article_number_stands_for_pages() -> None:
    body = '<ArticleTitle>T.</ArticleTitle><ELocationID EIdType="pii">e1004</ELocationID>'
    assert one(body).number == "e1004"


def test_a_chapter_and_a_book_are_read() -> None:
    book = (
        "<Book><Publisher><PublisherName>Press</PublisherName><PublisherLocation>Zagreb"
        "</PublisherLocation></Publisher><BookTitle>Emotions</BookTitle><PubDate><Year>2024</Year>"
        "</PubDate><AuthorList Type='editors'><Author><LastName>Roe</LastName>"
        "<Initials>R</Initials></Author></AuthorList><Isbn>9780306406157</Isbn></Book>"
    )
    record = (
        "<PubmedBookArticle><BookDocument><PMID Version='1'>5</PMID><ArticleIdList>"
        "<ArticleId IdType='bookaccession'>NBK123</ArticleId></ArticleIdList>{}{}</BookDocument>"
        "</PubmedBookArticle>"
    )
    chapter = "<ArticleTitle>Tears</ArticleTitle><Language>eng</Language>"
    loaded = read_pubmed(answer(record.format(book, chapter), record.format(book, "")))
    assert loaded.problems == []
    first, second = loaded.works
    assert (first.type, first.title, first.container_title) == ("chapter", "Tears", "Emotions")
    assert (second.type, second.title, second.container_title) == ("book", "Emotions", "")
    for work in loaded.works:
        assert work.editor == [Name(family="Roe", given="R")]
        assert (work.publisher, work.publisher_place) == ("Press", "Zagreb")
        assert (work.ISBN, work.year) == ("9780306406157", 2024)
        assert work.URL == "https://www.ncbi.nlm.nih.gov/books/NBK123/"


def test_what_is_broken_in_a_record_leaves_the_others() -> None:
    records = [
        f"<PubmedArticle>\n<MedlineCitation>\n<PMID>{number}</PMID>\n<Article>\n"
        f"<ArticleTitle>T{number}.</ArticleTitle>\n</Article>\n</MedlineCitation>\n</PubmedArticle>"
        for number in (1, 2, 3, 4)
    ]
    records[1] = records[1].replace("</PMID>", "")
    records[2] = records[2].replace("T3.", "R&D &nbsp;< 3\x01.")
    loaded = read_pubmed(answer(*records))
    assert [work.title for work in loaded.works] == ["T1", "T2", "R&D < 3", "T4"]
    assert [work.PMID for work in loaded.works] == ["1", "", "3", "4"]
    lines = [(problem.line, problem.lost) for problem in loaded.problems]
    assert lines == [(14, False), (24, False), (24, False), (24, False)]
    assert loaded.problems[0].raw == "<PMID>2"


def test_a_record_that_says_nothing_is_told_with_its_line() -> None:
    loaded = read_pubmed(answer(article("<ArticleTitle>T.</ArticleTitle>"), "<PubmedArticle/>"))
    assert len(loaded.works) == 1
    [problem] = loaded.problems
    assert (problem.line, problem.lost, problem.raw) == (5, True, "<PubmedArticle/>")


def test_a_file_that_ends_in_the_middle_gives_what_it_has() -> None:
    whole = answer(*[article(f"<ArticleTitle>T{number}.</ArticleTitle>") for number in range(9)])
    loaded = read_pubmed(whole[: whole.index("T5.") + 1])
    assert [work.title for work in loaded.works] == ["T0", "T1", "T2", "T3", "T4", "T"]
    assert loaded.problems


@pytest.mark.parametrize(
    ("data", "error", "reason"),
    [
        ("", UnreadableError, "empty"),
        ("hello", FormatError, "not XML"),
        ("<html><body/></html>", FormatError, "the root is <html>"),
        (
            "<eFetchResult><ERROR>Empty id list</ERROR></eFetchResult>",
            FormatError,
            "PubMed reports an error: Empty id list",
        ),
        (f'<!DOCTYPE x [<!ENTITY a "b">]>{article("")}', FormatError, "entities"),
    ],
)
def test_what_is_no_pubmed_xml_is_refused(data: str, error: type[Exception], reason: str) -> None:
    with pytest.raises(error, match=reason):
        read_pubmed(data)


def test_pubmed_xml_is_found_by_its_content() -> None:
    text = answer(article("<ArticleTitle>T.</ArticleTitle>"))
    assert detect(text) == "pubmed-xml"
    assert load(text.encode()).works == [Work(type="article-journal", PMID="123", title="T")]
    assert read_pubmed(answer()).works == []


def test_what_is_written_has_the_order_of_the_dtd() -> None:
    from lxml import etree

    work = Work(
        type="article-journal",
        title="T <i>x</i>",
        author=[Name(family="Doe", given="Jane")],
        abstract="A",
        DOI="10.1000/x",
        page="1–2",
        original_title="O",
        available_date=Date(date_parts=((2020, 1, 2),)),
    )
    root = etree.fromstring(write_pubmed([work]).encode())
    [found] = root.iter("Article")
    assert [child.tag for child in found] == [
        *("Journal", "ArticleTitle", "Pagination", "ELocationID", "Abstract", "AuthorList"),
        *("Language", "PublicationTypeList", "VernacularTitle", "ArticleDate"),
    ]


@given(st.lists(works(), max_size=3))
@settings(max_examples=50)
def test_articles_survive_writing_and_reading(drawn: list[Work]) -> None:
    # "1–1" becomes "1"; PubMed has no keys.
    drawn = [work.copy(id="", page=read_pages(work.page)) for work in drawn]
    assert read_pubmed(write_pubmed(drawn)).works == drawn


@given(st.lists(wild_works(), max_size=2))
@settings(max_examples=30)
def test_any_works_are_written_and_read(drawn: list[Work]) -> None:
    loaded = read_pubmed(write_pubmed(drawn))
    assert len(loaded.works) + sum(problem.lost for problem in loaded.problems) == len(drawn)


def test_the_essentials_of_real_works_survive(shared_data: Path) -> None:
    kinds = ("article-journal", "book", "chapter")
    real = [
        work
        for work in read_csl((shared_data / "csl" / "items.json").read_bytes())
        if work.type in kinds and "span" not in work.title + work.container_title
    ]
    for work, back in zip(real, read_pubmed(write_pubmed(real)).works, strict=True):
        # PubMed's own point at the end, and its brackets around a translation.
        assert back.title.strip(".") == " ".join(work.title.split()).strip("[].")
        assert (len(back.author), back.year) == (len(work.author), work.year) or not work.year
        assert (back.volume, back.DOI or work.DOI) == (work.volume, work.DOI)
        if work.type == "article-journal":
            assert back.container_title == " ".join(work.container_title.split())
            assert back.issue == work.issue
            assert back.page == work.page or same_pages(back.page, work.page) == "same"
