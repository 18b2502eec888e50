from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import works
from works_wild import wild_works

from refkit.errors import FormatError
from refkit.formats import detect, dump, load
from refkit.formats.csl_item import to_csl
from refkit.formats.isi import read_isi, write_isi
from refkit.model import Date, Name, Work

ARTICLE = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Sharman, LS
   van der Berg, J
AF Sharman, Leah S.
   van der Berg, Jan
CA Tears Consortium
TI Using crying to cope: Physiological responses to stress following tears
   of sadness
SO EMOTION
LA English
DT Article
DE crying; stress
ID MEMORY
C1 [Sharman, Leah S.] Univ X, Brisbane, Australia.
   [van der Berg, Jan] Univ Y, Tilburg, Netherlands.
NR 2
PU TEARS PRESS
PI WASHINGTON
SN 1528-3542
EI 1931-1516
J9 EMOTION
JI Emotion
PD MAY-JUN
PY 2020
VL 20
IS 7
BP 1279
EP 1291
DI 10.1037/emo0000633
EA JUL 2019
UT WOS:000573498600013
PM 31282699
ER

EF
"""


def only(text: str | bytes) -> Work:
    """The one Work of a file without Problems."""
    loaded = read_isi(text)
    assert loaded.problems == []
    [work] = loaded.works
    return work


def record(*lines: str, published: str = "J") -> str:
    return "\n".join((f"PT {published}", *lines, "ER", ""))


def test_an_article_of_the_web_of_science() -> None:
    assert detect(ARTICLE) == "isi"
    assert to_csl(only(ARTICLE)) == {
        "id": "WOS:000573498600013",
        "type": "article-journal",
        "title": "Using crying to cope: Physiological responses to stress following tears of "
        "sadness",
        "author": [
            {"family": "Sharman", "given": "Leah S."},
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
            {"literal": "Tears Consortium"},
        ],
        "container-title": "EMOTION",
        "container-title-short": "Emotion",
        "language": "en",
        "keyword": "crying, stress",
        "publisher": "TEARS PRESS",
        "publisher-place": "WASHINGTON",
        "ISSN": "1528-3542, 1931-1516",
        "issued": {"date-parts": [[2020, 5], [2020, 6]]},
        "available-date": {"date-parts": [[2019, 7]]},
        "volume": "20",
        "issue": "7",
        "page": "1279–1291",
        "DOI": "10.1037/emo0000633",
        "PMID": "31282699",
        "custom": {
            "isi": {
                "ID": ["MEMORY"],
                "C1": [
                    "[Sharman, Leah S.] Univ X, Brisbane, Australia.",
                    "[van der Berg, Jan] Univ Y, Tilburg, Netherlands.",
                ],
                "NR": ["2"],
                "J9": ["EMOTION"],
            }
        },
    }


def test_what_was_read_is_written_back_byte_for_byte() -> None:
    assert write_isi([only(ARTICLE)]) == ARTICLE.replace(
        "stress following tears\n   of sadness", "stress following tears of\n   sadness"
    )


@pytest.mark.parametrize(
    ("published", "lines", "kind"),
    [
        ("J", ["DT Article; Proceedings Paper"], "article-journal"),
        ("J", ["DT Book Review"], "review-book"),
        ("J", ["DT Software Review"], "article-journal"),
        ("S", ["DT Proceedings Paper"], "paper-conference"),
        ("B", ["DT Article; Book Chapter"], "chapter"),
        ("B", ["SO THE WHOLE"], "chapter"),
        ("B", ["SO A PART"], "book"),
        ("C", ["SO THE WHOLE"], "paper-conference"),
        ("P", ["PN US1234567-A"], "patent"),
    ],
)
def test_types_are_told_by_pt_and_dt(published: str, lines: list[str], kind: str) -> None:
    assert only(record("TI A part", *lines, published=published)).type == kind


@pytest.mark.parametrize(
    ("lines", "variable", "value"),
    [
        (["PY 2014", "PD MAY 12"], "issued", Date(((2014, 5, 12),))),
        (["PY 2014", "PD SPR"], "issued", Date(((2014,),), season=1)),
        (["PY 2014", "PD WIN-SPR"], "issued", Date(((2014,),), raw="WIN-SPR 2014")),
        (["EA MAR 2021"], "issued", Date(((2021, 3),))),
        (["CY MAY 12-14, 2014"], "event-date", Date(((2014, 5, 12), (2014, 5, 14)))),
        (["AR e1234"], "number", "e1234"),
        (["BP 12", "EP +"], "page", "12"),
        (["BN 978-3-16-148410-0; 3-16-148410-X"], "ISBN", "978-3-16-148410-0, 3-16-148410-X"),
        (["J9 EMOT REV"], "container-title-short", "EMOT REV"),
        (["BE Poe, A", "   Roe, B"], "editor", [Name("Poe", "A"), Name("Roe", "B")]),
    ],
)
def test_fields_become_variables(lines: list[str], variable: str, value: object) -> None:
    assert only(record("TI A", *lines)).get(variable) == value


def test_a_record_that_is_not_closed_does_not_swallow_the_next() -> None:
    loaded = read_isi("PT J\nTI One\nPT J\nTI Two\nER\nstray\n\nPT J\nNR 3\nER\nPT J\nTI Three")
    assert [work.title for work in loaded.works] == ["One", "Two", "Three"]
    assert [(problem.line, problem.reason) for problem in loaded.problems] == [
        (1, "there is no ER before the PT of line 3"),
        (6, "a line without a tag"),
        (8, "no record: nothing that names a work"),
        (11, "the file ends before the record's ER"),
    ]
    assert loaded.problems[2].lost


def test_text_without_a_record_is_refused() -> None:
    with pytest.raises(FormatError, match="no line begins with PT"):
        read_isi("FN ISI Export Format\nVR 1.0\nEF\n")


def test_groups_among_the_authors_keep_their_order() -> None:
    author = [Name(literal="WHO"), Name("Poe", "Ann B."), Name(literal="Group")]
    written = write_isi([Work(type="article-journal", title="A", author=author)])
    assert "AU WHO\n   Poe, AB\nAF WHO\n   Poe, Ann B.\nCA Group\n" in written
    assert only(written).author == author


@given(st.lists(works(), min_size=1, max_size=3))
def test_articles_are_read_as_written(some: list[Work]) -> None:
    loaded = read_isi(write_isi(some))
    assert loaded.problems == []
    for work, back in zip(some, loaded.works, strict=True):
        first, _, last = work.page.partition("–")
        work.page = first if first == last else work.page
        assert list(map(str, back.author)) == list(map(str, work.author))
        assert back.copy(author=[]) == work.copy(author=[])


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(wild_works(), min_size=1, max_size=3))
def test_writing_twice_changes_nothing_more(some: list[Work]) -> None:
    some = [work.copy(title="A") for work in some]
    once = load(dump(some, "isi"), "isi").works
    assert len(once) == len(some)
    assert load(dump(once, "isi"), "isi").works == once


@given(st.text(st.sampled_from("PTJERAUFN \n\r;a1")))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        read_isi(text)
    except FormatError:
        return
