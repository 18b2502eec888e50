from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import works

from refkit.errors import FormatError
from refkit.formats import FORMATS, detect
from refkit.formats.csl_item import to_csl
from refkit.formats.csljson import read_csl
from refkit.formats.nbib import read_nbib, write_nbib
from refkit.model import Date, Name, Work

ARTICLE = """
PMID- 32011223
OWN - NLM
STAT- MEDLINE
LR  - 20220101
IS  - 1931-1516 (Electronic)
IS  - 1528-3542 (Linking)
VI  - 20
IP  - 7
DP  - 2020 Oct
TI  - Using crying to cope: Physiological responses to stress following tears of
      sadness.
PG  - 1279-1291
LID - 10.1037/emo0000633 [doi]
AB  - Crying is thought to be
      helpful.
CI  - (c) 2020 APA.
FAU - Sharman, Leah S
AU  - Sharman LS
AUID- ORCID: 0000-0002-1825-0097
AD  - School of Psychology, University of
      Queensland.
AD  - Another place.
FAU - van der Berg, Jan Jr
AU  - van der Berg J Jr
CN  - Crying Research Group
FED - Editor, Ann
ED  - Editor A
LA  - eng
GR  - 123/ARC
PT  - Journal Article
DEP - 20190701
PL  - United States
TA  - Emotion
JT  - Emotion (Washington, D.C.)
JID - 101125678
SB  - IM
MH  - *Crying/physiology
MH  - Humans
PMC - PMC7000001
OT  - tears
PHST- 2018/01/02 00:00 [received]
PHST- 2019/07/02 06:00 [pubmed]
AID - 2019-38570-001 [pii]
AID - 10.1037/emo0000633 [doi]
PST - ppublish
SO  - Emotion. 2020 Oct;20(7):1279-1291. doi: 10.1037/emo0000633. Epub 2019 Jul 1.
"""


def only(text: str) -> Work:
    loaded = read_nbib(text)
    assert loaded.problems == []
    [work] = loaded.works
    return work


def test_an_article() -> None:
    assert to_csl(only(ARTICLE)) == {
        "id": "32011223",
        "type": "article-journal",
        "title": "Using crying to cope: Physiological responses to stress following tears of "
        "sadness",
        "author": [
            {
                "family": "Sharman",
                "given": "Leah S",
                "ORCID": "https://orcid.org/0000-0002-1825-0097",
                "affiliation": [
                    {"name": "School of Psychology, University of Queensland."},
                    {"name": "Another place."},
                ],
            },
            {
                "family": "Berg",
                "given": "Jan",
                "non-dropping-particle": "van der",
                "suffix": "Jr",
                "comma-suffix": True,
            },
            {"literal": "Crying Research Group"},
        ],
        "editor": [{"family": "Editor", "given": "Ann"}],
        "issued": {"date-parts": [[2020, 10]]},
        "available-date": {"date-parts": [[2019, 7, 1]]},
        "submitted": {"date-parts": [[2018, 1, 2]]},
        "container-title": "Emotion (Washington, D.C.)",
        "container-title-short": "Emotion",
        "volume": "20",
        "issue": "7",
        "page": "1279–1291",
        "abstract": "Crying is thought to be helpful.",
        "DOI": "10.1037/emo0000633",
        "ISSN": "1931-1516, 1528-3542",
        "PMID": "32011223",
        "PMCID": "PMC7000001",
        "language": "en",
        "license": "(c) 2020 APA.",
        "publisher-place": "United States",
        "keyword": "tears, Crying/physiology, Humans",
        "custom": {
            "nbib": {
                "OWN": ["NLM"],
                "STAT": ["MEDLINE"],
                "LR": ["20220101"],
                "IS": ["1931-1516 (Electronic)", "1528-3542 (Linking)"],
                "GR": ["123/ARC"],
                "JID": ["101125678"],
                "SB": ["IM"],
                "MH": ["*Crying/physiology", "Humans"],
                "PHST": ["2018/01/02 00:00 [received]", "2019/07/02 06:00 [pubmed]"],
                "AID": ["2019-38570-001 [pii]"],
                "PST": ["ppublish"],
            }
        },
    }


def test_what_was_read_is_written_as_pubmed_has_it() -> None:
    work = only(ARTICLE)
    written = write_nbib([work])
    assert read_nbib(written).works == [work]
    lines = written.split("\n")
    assert lines[0] == "PMID- 32011223"
    assert "FAU - Sharman, Leah S" in lines
    assert lines[lines.index("FAU - Sharman, Leah S") + 1] == "AU  - Sharman LS"
    assert "CN  - Crying Research Group" in lines
    assert "MH  - *Crying/physiology" in lines
    assert "OT  - tears" in lines
    assert "DP  - 2020 Oct" in lines
    assert "LA  - eng" in lines
    assert "SO  - Emotion. 2020 Oct;20(7):1279-1291. doi: 10.1037/emo0000633." in lines
    assert all(len(line) <= 87 for line in lines)
    assert detect(written) == "nbib"
    assert not FORMATS["nbib"].carries


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2020", Date(date_parts=((2020,),))),
        ("2020 Feb", Date(date_parts=((2020, 2),))),
        ("2020 Feb 3", Date(date_parts=((2020, 2, 3),))),
        ("2020 Jan-Feb", Date(date_parts=((2020, 1), (2020, 2)))),
        ("2019 Spring", Date(date_parts=((2019,),), season=1)),
        ("2020 Suppl", Date(date_parts=((2020,),), raw="2020 Suppl")),
    ],
)
def test_dates_of_publication(written: str, date: Date) -> None:
    assert only(f"PMID- 1\nDP  - {written}\n").issued == date


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("PT  - Journal Article", "PT  - Review"), "article-journal"),
        (("PT  - Book Chapter",), "chapter"),
        (("PT  - Preprint",), "article"),
        (("PT  - Dataset",), "dataset"),
        (("PT  - Newspaper Article",), "article-newspaper"),
        ((), "article-journal"),
    ],
)
def test_types(lines: tuple[str, ...], kind: str) -> None:
    work = only("\n".join(("PMID- 1", *lines)))
    assert work.type == kind
    assert read_nbib(write_nbib([work])).works == [work]


def test_a_chapter_of_a_book() -> None:
    work = only(
        "PMID- 2\nISBN- 9783161484100 (Print)\nTI  - Weep.\nBTI - A Book of Tears\nCTI - Series\n"
        "PT  - Book Chapter\nPB  - Press\nPL  - Oslo\nAU  - Sharman LS\n"
    )
    assert (work.title, work.container_title) == ("Weep", "A Book of Tears")
    assert (work.collection_title, work.publisher, work.ISBN) == (
        "Series",
        "Press",
        "9783161484100",
    )
    assert work.author == [Name("Sharman", "LS")]


def test_a_translated_title_and_the_number_of_an_article() -> None:
    work = only("PMID- 3\nTI  - [Why we weep].\nTT  - Warum wir weinen.\nLA  - ger\nLID - e80092\n")
    assert (work.title, work.original_title) == ("Why we weep", "Warum wir weinen")
    assert (work.language, work.page) == ("de", "e80092")
    assert read_nbib(write_nbib([work])).works[0].title == "Why we weep"


def test_records_without_a_gap_or_without_a_number_and_lines_without_a_tag() -> None:
    loaded = read_nbib("PMID- 1\nTI  - A.\nwhat\nPMID- 2\nTI  - B.\n\nTI  - C.\n\nXX  - y\n")
    assert [work.title for work in loaded.works] == ["A", "B", "C"]
    assert [(problem.line, problem.reason, problem.lost) for problem in loaded.problems] == [
        (3, "a line without a tag", False),
        (9, "no record: nothing that names a work", True),
    ]
    with pytest.raises(FormatError, match="x:1: there is no record"):
        read_nbib("Dear reader", path="x")


@given(works())
def test_the_core_of_an_article_survives(work: Work) -> None:
    [read] = read_nbib(write_nbib([work])).works
    assert (read.issued, read.container_title, read.volume, read.issue, read.page, read.DOI) == (
        work.issued,
        work.container_title,
        work.volume,
        work.issue,
        work.page,
        work.DOI,
    )
    assert [name.family or name.literal for name in read.author] == [
        name.family or name.literal for name in work.author
    ]


@given(st.lists(st.sampled_from(("PMID- 1", "TI  - ", "      x", "\n", "AU  - ", "FAU - ", "é"))))
def test_any_lines_are_read_and_stable_once_written(pieces: list[str]) -> None:
    read = read_nbib("PMID- 7\n" + "\n".join(pieces)).works
    once = write_nbib(read)
    assert write_nbib(read_nbib(once).works) == once


def test_real_works_are_written_and_read(shared_data: Path) -> None:
    items = read_csl((shared_data / "csl" / "items.json").read_bytes())
    loaded = read_nbib(write_nbib(items))
    assert len(loaded.works) == len(items)
    assert loaded.problems == []


@pytest.mark.parametrize(
    ("work", "line"),
    [
        (Work(type="book", title="A", editor=[Name(literal="A Group")]), "FED - A Group"),
        (Work(type="article-journal", title="A", number="e12"), "PG  - e12"),
        (Work(type="book", title="A", note="A note"), "GN  - A note"),
        (Work(type="book", title="A", issued=Date(((-300,),))), "DP  - 300 BC"),
    ],
)
def test_variables_have_their_tags(work: Work, line: str) -> None:
    written = write_nbib([work])
    assert line in written.split("\n")
    [back] = read_nbib(written).works
    assert (back.editor, back.note, back.issued) == (work.editor, work.note, work.issued)


def test_the_number_of_a_report_is_no_page() -> None:
    assert "PG" not in write_nbib([Work(type="report", title="A", number="12")])


def test_a_work_without_pmid_begins_as_the_others() -> None:
    assert write_nbib([Work(type="book", title="A")]).startswith("PMID- \nBTI - A.\n")


ERIC = """
OWN - ERIC
TI  - Tears in class
AU  - Smith, Tom A.
AU  - van der Berg, Jan
JT  - Journal of Tears
SO  - v10 n1 p1-9 2000
AID - http://dx.doi.org/10.1000/123456
OID - EJ113
VI  - 10
PG  - 1-9
DP  - 2000
LID - http://eric.example/?id=EJ113
ISSN- ISSN-1234-5679
"""


def test_a_record_as_eric_exports_it() -> None:
    assert detect(ERIC) == "nbib"
    loaded = read_nbib(ERIC)
    assert loaded.problems == []
    [work] = loaded.works
    assert work == Work(
        type="article-journal",
        title="Tears in class",
        author=[Name("Smith", "Tom A."), Name("Berg", "Jan", non_dropping_particle="van der")],
        container_title="Journal of Tears",
        issued=Date(date_parts=((2000,),)),
        volume="10",
        page="1–9",
        DOI="10.1000/123456",
        ISSN="1234-5679",
        URL="http://eric.example/?id=EJ113",
        custom={"nbib": {"OWN": ["ERIC"], "OID": ["EJ113"]}},
    )


@pytest.mark.parametrize(
    ("lines", "values"),
    [
        ("PMID-12\nTI  - A", {"PMID": "12", "title": "A"}),
        ("PMID- 12\nTI  -A", {"PMID": "12", "title": "A"}),
        ("PMID- 12\nAID - doi:10.1234/a", {"DOI": "10.1234/a"}),
        ("PMID- 12\nDP  - 2013 06 10", {"issued": Date(date_parts=((2013, 6, 10),))}),
        ("PMID- 12\nDP  - 2010   06", {"issued": Date(date_parts=((2010, 6),))}),
    ],
)
def test_what_other_programs_write(lines: str, values: dict[str, object]) -> None:
    loaded = read_nbib(lines)
    assert loaded.problems == []
    assert {variable: loaded.works[0].get(variable) for variable in values} == values


def test_text_that_begins_like_a_tag_stays_text() -> None:
    loaded = read_nbib("PMID- 12\nAB  - Binding of\n      DNA-binding and\n      IL -6 proteins")
    assert loaded.works[0].abstract == "Binding of DNA-binding and IL -6 proteins"


def test_an_institution_that_edits_does_not_become_an_author() -> None:
    work = Work(type="book", title="Tears", editor=[Name(literal="Tear Society")])
    [back] = read_nbib(write_nbib([work])).works
    assert back.author == []
    assert [str(name) for name in back.editor] == ["Tear Society"]
