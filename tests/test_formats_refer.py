from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import works
from works_wild import wild_works

from refkit.errors import FormatError
from refkit.formats import detect, dump, load
from refkit.formats.csl_item import to_csl
from refkit.formats.refer import read_refer, write_refer
from refkit.model import Date, Name, Work


def only(text: str | bytes) -> Work:
    """The one Work of a file without Problems."""
    loaded = read_refer(text)
    assert loaded.problems == []
    [work] = loaded.works
    return work


GOOGLE_SCHOLAR = """%0 Journal Article
%T Why only humans weep: Old &amp; new
%A Vingerhoets, Ad
%A van der Berg, Jan M
%J Emotion Review
%V 12
%N 3
%P 139-150
%@ 1754-0739
%D 2020
%I Tears Press

"""


def test_an_article_of_google_scholar() -> None:
    assert to_csl(only(GOOGLE_SCHOLAR)) == {
        "type": "article-journal",
        "title": "Why only humans weep: Old & new",
        "author": [
            {"family": "Vingerhoets", "given": "Ad"},
            {"family": "Berg", "given": "Jan M", "non-dropping-particle": "van der"},
        ],
        "container-title": "Emotion Review",
        "volume": "12",
        "issue": "3",
        "page": "139–150",
        "ISSN": "1754-0739",
        "issued": {"date-parts": [[2020]]},
        "publisher": "Tears Press",
    }


@pytest.mark.parametrize(
    ("record", "csl"),
    [
        (
            "%0 Book Section\n%A Geoffrey Chaucer\n%T A part\n%B The whole\n%E Poe, A.\n%S A series"
            "\n%C Boston\n%I Houghton\n%7 2nd\n%D 1957\n%F chaucer",
            {
                "id": "chaucer",
                "type": "chapter",
                "author": [{"family": "Chaucer", "given": "Geoffrey"}],
                "title": "A part",
                "container-title": "The whole",
                "editor": [{"family": "Poe", "given": "A."}],
                "collection-title": "A series",
                "publisher-place": "Boston",
                "publisher": "Houghton",
                "edition": "2nd",
                "issued": {"date-parts": [[1957]]},
            },
        ),
        (
            "%0 Conference Proceedings\n%T Trees\n%Y Poe, Bo\n%S Proceedings of Meeting 3\n"
            "%D 2020\n%8 jul\n%C Online\n%R 10.18653/v1/2020.x-1",
            {
                "type": "paper-conference",
                "title": "Trees",
                "editor": [{"family": "Poe", "given": "Bo"}],
                "container-title": "Proceedings of Meeting 3",
                "issued": {"date-parts": [[2020, 7]]},
                "event-place": "Online",
                "DOI": "10.18653/v1/2020.x-1",
            },
        ),
        (
            "%0 Thesis\n%A Cantucci, Elena\n%T Strata\n%9 Dissertation\n%I University of X\n%P 210",
            {
                "type": "thesis",
                "author": [{"family": "Cantucci", "given": "Elena"}],
                "title": "Strata",
                "genre": "Dissertation",
                "publisher": "University of X",
                "number-of-pages": "210",
            },
        ),
        (
            "%0 Web Page\n%A World Health Organization,\n%T Tears\n%U https://example.org/t\n"
            "%[ 2021-03-04\n%D 2020\n%8 May 28",
            {
                "type": "webpage",
                "author": [{"literal": "World Health Organization"}],
                "title": "Tears",
                "URL": "https://example.org/t",
                "accessed": {"date-parts": [[2021, 3, 4]]},
                "issued": {"date-parts": [[2020, 5, 28]]},
            },
        ),
        (
            "%0 Journal Article\n%A 张明远\n%A 李华;王五;\n%T 深度学习\n%K 学习;网络",
            {
                "type": "article-journal",
                "author": [{"literal": "张明远"}, {"literal": "李华"}, {"literal": "王五"}],
                "title": "深度学习",
                "keyword": "学习, 网络",
            },
        ),
        (
            "%0 Journal Article\n%T A\n%X One.\n\n50% of two.\n\n%K a\nb\n%Z A note",
            {
                "type": "article-journal",
                "title": "A",
                "abstract": "One.\n50% of two.",
                "keyword": "a, b",
                "note": "A note",
            },
        ),
    ],
)
def test_records_of_other_types_and_programs(record: str, csl: dict[str, object]) -> None:
    assert to_csl(only(record)) == csl


@pytest.mark.parametrize(
    ("record", "kind", "variable", "value"),
    [
        ("%A A. Aho\n%T Awk\n%J SPE\n%D 1979", "article-journal", "container-title", "SPE"),
        ("%A A. Aho\n%T Awk\n%B Tools\n%I AW\n%D 1979", "chapter", "container-title", "Tools"),
        ("%A A. Aho\n%T Awk\n%R Tech. Rep. 68\n%I Bell", "report", "number", "Tech. Rep. 68"),
        ("%A A. Aho\n%T Awk\n%I Addison-Wesley\n%D 1988", "book", "publisher", "Addison-Wesley"),
        ("%A A. Aho\n%T Awk\n%D 1988", "document", "title", "Awk"),
    ],
)
def test_the_type_of_a_record_of_refer_is_told_by_its_tags(
    record: str, kind: str, variable: str, value: str
) -> None:
    work = only(record)
    assert (work.type, work.get(variable)) == (kind, value)
    assert detect(record) == "refer"


@pytest.mark.parametrize(
    "text",
    [
        "%0 Book\n%T One\n\n%0 Book\n%T Two\n",
        "%0 Book\n%T One\n%0 Book\n%T Two",
        "%0 Book\r\n%T One\r\n\r\n%0 Book\r\n%T Two\r\n",
        "%0 Book\n\n%A Poe, A.\n\n%T One\n\n%D 2001\n\n%0 Book\n\n%T Two",
        "%A Poe, A.\n%T One\n%I X\n\n%A Poe, A.\n%T Two\n%I X\n",
        "%T One\n%0 Book\n\n%T Two\n%0 Book\n",
    ],
)
def test_records_are_told_apart(text: str) -> None:
    assert [(work.type, work.title) for work in only_titles(text)] == [
        ("book", "One"),
        ("book", "Two"),
    ]


def only_titles(text: str) -> list[Work]:
    loaded = read_refer(text)
    assert loaded.problems == []
    return loaded.works


def test_a_broken_record_is_told_and_the_others_are_read() -> None:
    text = "A heading\n%0 Leaflet\n%T One\n\n%0 Book\n%T Two\n"
    loaded = read_refer(text)
    assert [work.title for work in loaded.works] == ["One", "Two"]
    assert [(problem.line, problem.reason, problem.lost) for problem in loaded.problems] == [
        (1, "a line without a tag", False),
        (2, "the type Leaflet is not known", False),
    ]


def test_text_without_a_record_is_refused() -> None:
    with pytest.raises(FormatError, match=r"r\.enw:1: there is no record"):
        read_refer("hello", path="r.enw")


def test_a_work_is_written_with_the_tags_of_endnote() -> None:
    work = Work(
        id="poe2020",
        type="article-journal",
        title="Tears",
        container_title="Emotion Review",
        container_title_short="Emot. Rev.",
        author=[Name("Poe", "Ann"), Name(literal="Crying Group")],
        issued=Date(((2020, 5, 28),)),
        page="12–15",
        keyword="a, b",
        DOI="10.1000/abc",
    )
    assert write_refer([work]) == (
        "%0 Journal Article\n%F poe2020\n%A Poe, Ann\n%A Crying Group,\n%T Tears\n"
        "%J Emotion Review\n%O Emot. Rev.\n%D 2020\n%8 May 28\n%P 12-15\n%R 10.1000/abc\n"
        "%K a\nb\n\n"
    )


def test_what_endnote_has_no_tag_for_is_carried_or_left_out() -> None:
    work = Work(type="book", title="A", event_title="B", custom={"x": [1]})
    assert '%= refkit:{"item":' in write_refer([work])
    plain = write_refer([work], carry=False)
    assert plain == "%0 Book\n%T A\n\n"


def test_fields_without_a_variable_are_kept_and_written_back() -> None:
    text = "%0 Book\n%T A\n%+ Univ. of X\n%W CNKI\n%> file:///a.pdf\n\n"
    work = only(text)
    assert work.custom["endnote"]["fields"] == {
        "auth-address": ["Univ. of X"],
        "remote-database-provider": ["CNKI"],
        "pdf-urls": ["file:///a.pdf"],
    }
    assert write_refer([work], carry=False) == (
        "%0 Book\n%T A\n%+ Univ. of X\n%> file:///a.pdf\n%W CNKI\n\n"
    )


def test_what_another_program_changed_counts() -> None:
    written = write_refer([Work(type="book", title="A", event_title="B")])
    work = only(written.replace("%T A", "%T C"))
    assert (work.title, work.event_title) == ("C", "B")


@given(st.lists(works(), max_size=3))
def test_works_are_read_as_written(some: list[Work]) -> None:
    loaded = read_refer(write_refer(some)) if some else None
    assert loaded is None or (loaded.works, loaded.problems) == (some, [])


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(wild_works(), min_size=1, max_size=3))
def test_any_work_is_read_as_written(some: list[Work]) -> None:
    back = load(dump(some, "refer"), "refer").works
    assert list(map(to_csl, back)) == list(map(to_csl, some))


@given(st.text(st.sampled_from("%0ATKX= \n\r;a1")))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        loaded = read_refer(text)
    except FormatError:
        return
    assert read_refer(write_refer(loaded.works)).works == loaded.works
