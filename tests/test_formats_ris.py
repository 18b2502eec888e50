from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import dates, names, works
from works_wild import wild_texts, wild_works

from refkit.errors import FormatError, UnreadableError
from refkit.formats import detect, dump, load
from refkit.formats.bibtex import read_bibtex
from refkit.formats.csl_item import from_csl, to_csl
from refkit.formats.csljson import read_csl
from refkit.formats.ris import read_ris, write_ris
from refkit.formats.ris_names import read_name, write_name
from refkit.formats.ris_records import KNOWN
from refkit.formats.ris_types import PREFERRED, TYPES
from refkit.model import Date, Name, Work
from refkit.model.work import TYPES as CSL_TYPES


def only(text: str | bytes) -> Work:
    """The one Work of a file without Problems."""
    loaded = read_ris(text)
    assert loaded.problems == []
    [work] = loaded.works
    return work


def record(*lines: str, kind: str = "JOUR") -> str:
    return "\n".join((f"TY  - {kind}", *lines, "ER  - ", ""))


ZOTERO = """TY  - JOUR
TI  - Why only humans weep
AU  - Vingerhoets, Ad J. J. M.
AU  - van der Berg, Jan
T2  - Emotion Review
AB  - A first paragraph that stands in one line, which is longer than any line that was wrapped is.
A second one.
DA  - 2020/05/12/
PY  - 2020
DO  - 10.1234/abc.5
DP  - DOI.org (Crossref)
VL  - 12
IS  - 3
SP  - 139
EP  - 150
J2  - Emot. Rev.
LA  - en
SN  - 1754-0739
UR  - https://doi.org/10.1234/abc.5
Y2  - 2021/01/02/10:11:12
L1  - files/1/weep.pdf
KW  - crying
KW  - tears
ER  -

"""


def test_an_article_of_zotero() -> None:
    assert to_csl(only(ZOTERO)) == {
        "type": "article-journal",
        "title": "Why only humans weep",
        "author": [
            {"family": "Vingerhoets", "given": "Ad J. J. M."},
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
        ],
        "container-title": "Emotion Review",
        "container-title-short": "Emot. Rev.",
        "abstract": "A first paragraph that stands in one line, which is longer than any line that "
        "was wrapped is.\nA second one.",
        "issued": {"date-parts": [[2020, 5, 12]]},
        "accessed": {"date-parts": [[2021, 1, 2]], "raw": "2021/01/02/10:11:12"},
        "DOI": "10.1234/abc.5",
        "source": "DOI.org (Crossref)",
        "volume": "12",
        "issue": "3",
        "page": "139–150",
        "language": "en",
        "ISSN": "1754-0739",
        "URL": "https://doi.org/10.1234/abc.5",
        "keyword": "crying, tears",
        "custom": {"ris": {"fields": {"L1": ["files/1/weep.pdf"]}}},
    }


DIALECTS: dict[str, tuple[str, dict[str, Any]]] = {
    "EndNote: lists in lines, SE for the page, M3 for what databases call an article": (
        "TY  - JOUR\nAB  - Tears.\nAD  - Tilburg\nTilburg too\nAU  - End, N.\nDA  - May 12\n"
        "DB  - PubMed\nAN  - 31234567\nIS  - 42\nKW  - a b\nc\nM3  - Article\nPY  - 2024\n"
        "SE  - 12\nSN  - 1234-5679 (Electronic)\n1234-5679 (Linking)\nSP  - 12-15\n"
        "T2  - Tear Studies\nTI  - Weep\nVL  - 1\nC2  - PMC1234567\nC7  - e12\nID  - 123\nER  -\n",
        {
            "id": "123",
            "PMID": "31234567",
            "PMCID": "PMC1234567",
            "number": "e12",
            "keyword": "a b, c",
            "ISSN": "1234-5679",
            "page": "12–15",
            "genre": None,
            "issued": {"date-parts": [[2024, 5, 12]]},
            "archive": "PubMed",
            "custom": {"ris": {"fields": {"AD": ["Tilburg\nTilburg too"], "M3": ["Article"]}}},
        },
    ),
    "Mendeley": (
        "TY  - JOUR\nT1  - Weep\nA1  - Sharman, Leah S.\nY1  - 2020///\nPY  - 2020///\n"
        "N2  - Tears.\nJF  - Emotion\nJO  - Emotion\nJA  - Emotion\nVL  - 20\nER  - ",
        {
            "title": "Weep",
            "author": [{"family": "Sharman", "given": "Leah S."}],
            "issued": {"date-parts": [[2020]]},
            "abstract": "Tears.",
            "container-title": "Emotion",
            "container-title-short": None,
            "custom": None,
        },
    ),
    "Scopus: PubMed's number in C2, notes of the export": (
        "TY  - JOUR\nTI  - R&amp;D\nT2  - Emotion\nAU  - Sharman, L.S.\nC2  - 32011223\n"
        "C7  - 104532\nM3  - Article\nN1  - Export Date: 12 May 2020; Cited By: 3\nER  - ",
        {
            "title": "R&D",
            "author": [{"family": "Sharman", "given": "L.S."}],
            "PMID": "32011223",
            "number": "104532",
            "note": "Export Date: 12 May 2020; Cited By: 3",
        },
    ),
    "Web of Science": (
        "TY  - JOUR\nAU  - Sharman, LS\nTI  - Weep\nT2  - EMOTION\nJ9  - EMOTION\nJI  - Emot.\n"
        "SN  - 1528-3542\nSN  - 1931-1516\nDA  - OCT\nPY  - 2020\nVL  - 20\nSP  - 1279\n"
        "DO  - 10.1037/emo0000633\nAN  - WOS:000123\nER  - ",
        {
            "author": [{"family": "Sharman", "given": "LS"}],
            "issued": {"date-parts": [[2020, 10]]},
            "ISSN": "1528-3542, 1931-1516",
            "container-title-short": "Emot.",
            "archive_location": "WOS:000123",
        },
    ),
    "ProQuest: dates in words": (
        "TY  - JOUR\nDA  - 2020/05// May 2020\nPY  - 2020\nT1  - Weep\nJF  - Emotion\n"
        "DB  - APA PsycInfo\nAN  - 1234567\nER  - ",
        {
            "issued": {"date-parts": [[2020, 5]]},
            "archive": "APA PsycInfo",
            "archive_location": "1234567",
            "PMID": None,
        },
    ),
    "EBSCO: DOI in N1": (
        "TY  - JOUR\nID  - 2020-01\nT1  - Weep\nAU  - Sharman, Leah\nJF  - Emotion\n"
        "N1  - 10.1037/emo0000633\nN1  - Accession Number: 2020-01\nY1  - 2009/05//\nER  - ",
        {"DOI": "10.1037/emo0000633", "note": "Accession Number: 2020-01"},
    ),
    "Cochrane: numbers of databases in C3": (
        "Record #1 of 1\nProvider: John Wiley & Sons, Ltd\nContent: text/plain; charset=UTF-8\n\n\n"
        "TY  - JOUR\nAN  - CN-00123456\nTI  - Weep\nC3  - PUBMED 32011223,EMBASE 63\n"
        "M3  - Journal article\nER  - ",
        {
            "PMID": "32011223",
            "archive_location": "CN-00123456",
            "custom": {
                "ris": {"fields": {"C3": ["PUBMED 32011223,EMBASE 63"], "M3": ["Journal article"]}}
            },
        },
    ),
    "Publish or Perish: initials without a comma": (
        "TY  - JOUR\nAU  - LS Sharman\nAU  - Vingerhoets AJJM\nM1  - Cites: 23\nER  - ",
        {
            "author": [
                {"family": "Sharman", "given": "LS"},
                {"family": "Vingerhoets", "given": "AJJM"},
            ],
            "custom": {"ris": {"fields": {"M1": ["Cites: 23"]}}},
        },
    ),
    "IEEE and Springer: the proceedings in T2": (
        "TY  - CONF\nTI  - Weep\nT2  - 2019 Conference on Tears\nSP  - 1\nEP  - 6\nCY  - Cham\n"
        "PB  - Springer\nSN  - 978-3-16-148410-0\nER  - ",
        {
            "type": "paper-conference",
            "container-title": "2019 Conference on Tears",
            "event-title": None,
            "publisher-place": "Cham",
            "ISBN": "978-3-16-148410-0",
        },
    ),
    "Zotero: the proceedings in C3, the place in C1": (
        "TY  - CONF\nTI  - Weep\nT2  - Conference on Tears\nC3  - Proceedings on Tears\n"
        "T3  - Lecture Notes\nCY  - Oslo\nC1  - Cham\nER  - ",
        {
            "container-title": "Proceedings on Tears",
            "event-title": "Conference on Tears",
            "collection-title": "Lecture Notes",
            "event-place": "Oslo",
            "publisher-place": "Cham",
        },
    ),
    "a chapter": (
        "TY  - CHAP\nTI  - Weep\nBT  - A Book of Tears\nAU  - A, B.\nED  - C, D.\nA3  - E, F.\n"
        "T3  - Series\nSV  - 4\nET  - 2nd\nSP  - 12\nEP  - 15\nER  - ",
        {
            "type": "chapter",
            "container-title": "A Book of Tears",
            "editor": [{"family": "C", "given": "D."}],
            "collection-editor": [{"family": "E", "given": "F."}],
            "collection-title": "Series",
            "collection-number": "4",
            "edition": "2nd",
        },
    ),
    "a book": (
        "TY  - BOOK\nTI  - Tears\nT2  - Series\nA2  - A, B.\nA3  - C, D.\nA4  - E, F.\n"
        "SP  - 350 p.\nNV  - 3\nER  - ",
        {
            "type": "book",
            "collection-title": "Series",
            "collection-editor": [{"family": "A", "given": "B."}],
            "editor": [{"family": "C", "given": "D."}],
            "translator": [{"family": "E", "given": "F."}],
            "number-of-pages": "350",
            "number-of-volumes": "3",
        },
    ),
    "an edited book of 2001": (
        "TY  - BOOK\nBT  - Tears\nA2  - A, B.\nY1  - 1993///Spring\nER  - ",
        {
            "title": "Tears",
            "editor": [{"family": "A", "given": "B."}],
            "issued": {"date-parts": [[1993]], "season": 1},
        },
    ),
    "a report, with its number": (
        "TY  - RPRT\nTI  - Tears\nT2  - Papers\nSN  - WP-12\nPB  - Institute\nM3  - Paper\nER  - ",
        {
            "type": "report",
            "number": "WP-12",
            "collection-title": "Papers",
            "genre": "Paper",
            "publisher": "Institute",
        },
    ),
    "a thesis of EndNote": (
        "TY  - THES\nTI  - Tears\nPB  - Tilburg University\nVL  - PhD\nSP  - 200\nER  - ",
        {"type": "thesis", "genre": "PhD", "number-of-pages": "200", "volume": None},
    ),
    "a film": (
        "TY  - MPCT\nTI  - Tears\nAU  - Day, Dora\nA3  - Pro, Duce\nSP  - 90 min\nER  - ",
        {
            "type": "motion_picture",
            "director": [{"family": "Day", "given": "Dora"}],
            "producer": [{"family": "Pro", "given": "Duce"}],
            "dimensions": "90 min",
        },
    ),
}


@pytest.mark.parametrize("name", DIALECTS)
def test_what_other_programs_write(name: str) -> None:
    text, expected = DIALECTS[name]
    found = to_csl(only(text))
    assert {key: found.get(key) for key in expected} == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("\ufeff" + ZOTERO, 1),
        (ZOTERO.replace("\n", "\r\n"), 1),
        (ZOTERO.replace("\n", "\r"), 1),
        ("Some words\nFN anything\n\n" + ZOTERO, 1),
        (ZOTERO.replace("  - ", " - "), 1),
        (ZOTERO.replace("  - ", "  -"), 1),
        ("\n".join("  " + line for line in ZOTERO.split("\n")), 1),
        ("\n\n".join(ZOTERO.split("\n")), 1),
        (ZOTERO.strip() + "\n" + ZOTERO.strip() + "\n", 2),
        (ZOTERO.strip() + " " + ZOTERO, 2),
        (ZOTERO.replace("ER  -", "ER"), 1),
        (ZOTERO.replace("ER  -", "ER  - "), 1),
    ],
)
def test_the_same_record_in_other_dress(text: str, count: int) -> None:
    expected = only(ZOTERO)
    loaded = read_ris(text)
    assert loaded.works == [expected] * count
    assert loaded.problems == []


def test_tags_in_small_letters_are_read_and_words_in_an_abstract_are_not() -> None:
    assert only("ty  - jour\nti - Weep\nau  - A, B.\ner  - \n").title == "Weep"
    text = record("AB  - The tears of", "an - as we say - unhappy child", "is -in part- salt")
    assert only(text).abstract == (
        "The tears of\nan - as we say - unhappy child\nis -in part- salt"
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_encodings_with_a_mark(encoding: str) -> None:
    text = record("TI  - Gračanin weint", "AU  - Gračanin, Asmir")
    loaded = read_ris(text.encode(encoding))
    assert (loaded.works[0].title, loaded.problems) == ("Gračanin weint", [])


def test_a_file_in_latin_1_is_read_and_the_guess_told() -> None:
    lines = ("TI  - Das Glück der Tränen", "AU  - Müller, Jürgen", "T2  - Zeitschrift für Gefühle")
    loaded = read_ris(record(*lines).encode("cp1252"))
    assert loaded.works[0].title == "Das Glück der Tränen"
    [problem] = loaded.problems
    assert problem.line == 1


@pytest.mark.parametrize(
    ("text", "titles", "problems"),
    [
        (
            "TY  - JOUR\nTI  - a\nTY  - BOOK\nTI  - b\nER  - \n",
            ["a", "b"],
            [(1, "there is no ER before the TY of line 3")],
        ),
        ("TY  - JOUR\nTI  - a\n", ["a"], [(1, "the file ends before the record's ER")]),
        ("TI  - a\nER  - \n", ["a"], [(1, "the record has no TY")]),
        (
            "TY  - JOUR\nTI  - a\nER  - \nT1  - b\n",
            ["a", "b"],
            [(4, "the record has no TY and no ER")],
        ),
        ("ER  - \nTY  - JOUR\nTI  - a\nER  - ", ["a"], [(1, "an ER without a record")]),
        ("TY  - JOUR\nwhat\nTI  - a\nER  - ", ["a"], [(1, "text after TY")]),
        (
            "TY  - THING\nTI  - a\nER  - ",
            ["a"],
            [(1, "the type THING is not known and was read as GEN")],
        ),
        ("DB  - PsycInfo\nTY  - JOUR\nTI  - a\nER  - ", ["a"], [(1, "tags before the first TY")]),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_lost(
    text: str, titles: list[str], problems: list[tuple[int, str]]
) -> None:
    loaded = read_ris(text)
    assert [work.title for work in loaded.works] == titles
    assert [(problem.line, problem.reason) for problem in loaded.problems] == problems


def test_no_record_at_all_is_an_error() -> None:
    with pytest.raises(FormatError, match=r"refs\.ris:1: there is no record"):
        read_ris("Dear reader", path="refs.ris")
    with pytest.raises(UnreadableError):
        read_ris(b"\x00\x01\x02\x03")
    assert read_ris("").works == []


@pytest.mark.parametrize(
    ("lines", "page"),
    [
        (("SP  - 12", "EP  - 15"), "12–15"),
        (("SP  - 12-15",), "12–15"),
        (("SP  - 12-15", "EP  - 15"), "12–15"),
        (("SP  - S12-S15",), "S12–S15"),
        (("SP  - 12-15, 18",), "12–15, 18"),
        (("SP  - e0193972",), "e0193972"),
        (("SP  - 7",), "7"),
        (("EP  - 7",), "7"),
        (("SP  - ITC1-1", "EP  - ITC1-16"), "ITC1-1–ITC1-16"),
    ],
)
def test_pages(lines: tuple[str, ...], page: str) -> None:
    assert only(record(*lines)).page == page


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (("PY  - 2020",), Date(date_parts=((2020,),))),
        (("PY  - 2020///",), Date(date_parts=((2020,),))),
        (("Y1  - 2020/05//",), Date(date_parts=((2020, 5),))),
        (("PY  - 2020/05/12/",), Date(date_parts=((2020, 5, 12),))),
        (("PY  - 2020", "DA  - 2020/05/12/"), Date(date_parts=((2020, 5, 12),))),
        (("PY  - 2020", "DA  - 2020-05-12"), Date(date_parts=((2020, 5, 12),))),
        (("PY  - 2020", "DA  - 12 May"), Date(date_parts=((2020, 5, 12),))),
        (("PY  - 2020", "DA  - 2021/01/01/"), Date(date_parts=((2020,),))),
        (("Y1  - 1993///Spring",), Date(date_parts=((1993,),), season=1)),
        (("PY  - 0765",), Date(date_parts=((765,),))),
        (("PY  - in press",), Date(literal="in press")),
        (("PY  - 2020/13/40/",), Date(date_parts=((2020,),), raw="2020/13/40/")),
        (("PY  - 2020/05/12/Epub",), Date(date_parts=((2020, 5, 12),), raw="2020/05/12/Epub")),
        (("PY  - ///",), None),
    ],
)
def test_dates(lines: tuple[str, ...], date: Date | None) -> None:
    assert only(record(*lines)).issued == date


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sharman, Leah S.", Name("Sharman", "Leah S.")),
        ("Sharman,L.S.", Name("Sharman", "L.S.")),
        (
            "King, Martin Luther, Jr.",
            Name("King", "Martin Luther", suffix="Jr.", comma_suffix=True),
        ),
        ("Smith, John, Esq.", Name("Smith", "John", suffix="Esq.")),
        ("Beethoven, Ludwig van", Name("Beethoven", "Ludwig", dropping_particle="van")),
        ("World Health Organization", Name(literal="World Health Organization")),
        ("World Health Organization,", Name(literal="World Health Organization")),
        ("University of California,, Berkeley", Name(literal="University of California, Berkeley")),
        ("Ministry of Health, Spain", Name(literal="Ministry of Health, Spain")),
        ("UNICEF", Name(literal="UNICEF")),
        ("Smith JA", Name("Smith", "JA")),
    ],
)
def test_names(text: str, name: Name) -> None:
    assert read_name(text) == name


def test_institutions_come_back_and_endnote_takes_them_whole() -> None:
    for text in ("World Health Organization", "UNICEF", "Ministry of Health, Spain"):
        assert read_name(write_name(Name(literal=text))) == Name(literal=text)
    assert write_name(Name(literal="World Health Organization")) == "World Health Organization,"


def test_every_type_of_ris_comes_back() -> None:
    for kind in TYPES:
        work = only(record("TI  - a", kind=kind))
        assert write_ris([work], carry=False).startswith(f"TY  - {kind}\n"), kind
        assert work.type in CSL_TYPES, kind
    assert set(PREFERRED.values()) <= set(TYPES)
    assert len(TYPES) >= 50


def test_every_type_of_csl_comes_back() -> None:
    written = [Work(id=kind, type=kind) for kind in sorted(CSL_TYPES)]
    assert read_ris(write_ris(written)).works == written


def test_tags_without_a_variable_are_kept_and_written_back() -> None:
    text = record("TI  - a", "U1  - mine", "U1  - too", "RP  - IN FILE", "Z9  - 5")
    work = only(text)
    assert work.custom == {
        "ris": {"fields": {"U1": ["mine", "too"], "RP": ["IN FILE"], "Z9": ["5"]}}
    }
    assert write_ris([work], carry=False) == text + "\n"


def test_all_known_tags_are_read_or_kept() -> None:
    for tag in sorted(KNOWN - {"TY", "ER"}):
        for kind in TYPES:
            work = only(record(f"{tag}  - 2021 kept", kind=kind))
            assert "2021" in json.dumps(to_csl(work)), (tag, kind)


def test_the_record_as_other_programs_see_it() -> None:
    work = Work(
        id="bylsma2021",
        type="article-journal",
        title="A clinical practice review of crying research",
        author=[Name("Bylsma", "Lauren M."), Name(literal="Crying Research Group")],
        issued=Date(date_parts=((2021, 3),)),
        container_title="Psychotherapy",
        volume="58",
        issue="1",
        page="133–149",
        DOI="10.1037/pst0000342",
        keyword="crying; tears",
        abstract="One.\nTwo.",
        part_title="only carried",
    )
    assert write_ris([work]).split("\n") == [
        "TY  - JOUR",
        "ID  - bylsma2021",
        "TI  - A clinical practice review of crying research",
        "AU  - Bylsma, Lauren M.",
        "AU  - Crying Research Group,",
        "T2  - Psychotherapy",
        "AB  - One.",
        "Two.",
        "KW  - crying",
        "KW  - tears",
        "PY  - 2021",
        "DA  - 2021/03//",
        "VL  - 58",
        "IS  - 1",
        "SP  - 133",
        "EP  - 149",
        "DO  - 10.1037/pst0000342",
        'U5  - refkit:{"item":{"keyword":"crying; tears","part-title":"only carried"},'
        f'"of":{_digest(write_ris([work]))}}}',
        "ER  - ",
        "",
        "",
    ]


def _digest(text: str) -> int:
    line = next(line for line in text.split("\n") if line.startswith("U5"))
    digest: int = json.loads(line.partition("refkit:")[2])["of"]
    return digest


def test_the_format_is_found_and_has_the_option_carry() -> None:
    assert detect(ZOTERO) == "ris"
    assert detect(ZOTERO.encode("utf-16"), "export.txt") == "ris"
    assert load(ZOTERO).format == "ris"
    text = dump([Work(type="book", title="Tears", part_title="x")], "ris", carry=False)
    assert text == "TY  - BOOK\nTI  - Tears\nER  - \n\n"


def test_what_another_program_changed_wins_over_what_is_carried() -> None:
    work = Work(type="book", title="Tears", part_title="One", publisher="P. & Sons\tLtd")
    text = write_ris([work])
    assert read_ris(text).works == [work]
    [changed] = read_ris(text.replace("TI  - Tears", "TI  - Joy")).works
    assert (changed.title, changed.part_title) == ("Joy", "One")
    assert changed.publisher == "P. & Sons Ltd"


@pytest.mark.parametrize(
    "item",
    [{"id": "a", "x": None}, {"id": "a", "volume": None, "issue": 3}, {"id": 7, "title": 1984}],
)
def test_json_in_other_dress_survives(item: dict[str, Any]) -> None:
    work = from_csl(item)
    assert read_ris(write_ris([work])).works == [work]


@pytest.mark.parametrize(
    "line",
    [
        "SP  - " + "1-" * 50_000,
        "AU  - " + ", " * 50_000,
        "AU  - A " * 20_000,
        "SN  - " + "1234 5678 " * 20_000,
        "PY  - " + "2020/" * 50_000,
        "UR  - " + "http://doi.org/10.1000/" * 5_000,
        "N1  - a\n" * 50_000,
        "ER  - " * 50_000,
        "word\n" * 100_000,
        "TI  - " + "&amp;" * 50_000,
    ],
    ids=lambda line: line[:16].strip(),
)
def test_a_hostile_line_takes_no_time(line: str) -> None:
    read = read_ris("TY  - JOUR\n" + line).works
    assert read_ris(write_ris(read)).works == read


@given(st.lists(works(), max_size=3))
def test_works_survive(written: list[Work]) -> None:
    loaded = read_ris(write_ris(written))
    assert (loaded.works, loaded.problems) == (written, [])


@given(st.lists(names(), max_size=3), dates(), st.sampled_from(sorted(CSL_TYPES)))
def test_names_and_dates_of_every_type_survive(people: list[Name], date: Date, kind: str) -> None:
    work = Work(type=kind, author=people, editor=people, issued=date, accessed=date)
    assert read_ris(write_ris([work])).works == [work]


@given(st.lists(wild_works(), max_size=2))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_wild_works_survive(written: list[Work]) -> None:
    assert read_ris(write_ris(written)).works == written


@given(st.lists(st.sampled_from(("TY", "ER", "TI", "AU", "zz", "\n", "  - ", " -", "a", "é"))))
def test_any_lines_are_read_and_stable_once_written(pieces: list[str]) -> None:
    text = "TY  - JOUR\n" + "".join(pieces)
    read = read_ris(text).works
    assert read
    assert read_ris(write_ris(read)).works == read


@given(
    st.sampled_from(sorted(TYPES)),
    st.lists(
        st.tuples(
            st.sampled_from(sorted(KNOWN - {"TY", "ER"})),
            st.one_of(st.sampled_from(("a", "b", "10.1000/abc", "12345678", "2020")), wild_texts()),
        ),
        max_size=25,
    ),
)
@settings(max_examples=200)
def test_any_tags_of_any_type_are_read_and_stable_once_written(
    kind: str, pairs: list[tuple[str, str]]
) -> None:
    text = record(*(f"{tag}  - {value}" for tag, value in pairs), kind=kind)
    read = read_ris(text).works
    assert read_ris(write_ris(read)).works == read


def test_real_works_survive(shared_data: Path) -> None:
    written = read_csl((shared_data / "csl" / "items.json").read_bytes())
    assert read_ris(write_ris(written)).works == written
    for path in sorted((shared_data / "bib").glob("*.bib")):
        if path.stat().st_size < 200_000:
            written = read_bibtex(path.read_bytes()).works
            loaded = read_ris(write_ris(written))
            assert (loaded.works, loaded.problems) == (written, []), path.name


@pytest.mark.parametrize(
    ("work", "line"),
    [
        (Work(type="book", issued=Date(((1984,), (1986,)))), "DA  - 1984///1984–1986"),
        (
            Work(type="speech", issued=Date(((2017, 7, 12), (2017, 7, 15)))),
            "DA  - 2017/07/12/2017, July 12–15",
        ),
        (Work(type="book", issued=Date(((-300,),))), "PY  - 300 B.C.E."),
        (Work(type="book", original_date=Date(((1890,),))), "OP  - 1890"),
        (Work(type="book", original_title="Die Träne"), "OP  - Die Träne"),
        (Work(type="patent", authority="European Patent Office"), "A2  - European Patent Office"),
    ],
)
def test_dates_and_patents_need_nothing_carried(work: Work, line: str) -> None:
    written = write_ris([work], carry=False)
    assert line in written.split("\n")
    assert read_ris(written).works == [work]


@pytest.mark.parametrize(
    ("lines", "values"),
    [
        # Publishers' abstracts and titles have the blanks of the printed lines.
        (["TI  - Tears  in   rain"], {"title": "Tears in rain"}),
        # A DOI that DO has too is no note and no genre.
        (["DO  - 10.1234/ab", "N1  - doi:10.1234/ab"], {"DOI": "10.1234/ab", "note": ""}),
        (["DO  - 10.1234/ab", "M3  - doi:10.1234/ab"], {"DOI": "10.1234/ab", "genre": ""}),
        # PubMed Central
        (
            ["DB  - PMC", "AN  - PMC123", "U1  - 456[pmid]"],
            {"PMCID": "PMC123", "PMID": "456", "archive": "PMC", "archive_location": ""},
        ),
        # PsycNET
        (["PMID  - 33355555"], {"PMID": "33355555"}),
        # Embase
        (["DB  - Embase", "C5  - 21218094"], {"PMID": "21218094", "archive": "Embase"}),
        # TRID
        (["SP  - pp 37-64"], {"page": "37–64"}),
        (["SP  - 146p"], {"page": "", "number-of-pages": "146"}),
        # Ovid
        (["SP  - No", "EP  - Specified"], {"page": ""}),
        (["SP  - No Pagination Specified"], {"page": ""}),
        # JSTOR
        (
            ["PY  - 2016", "C1  - Full publication date: July-August 2016"],
            {"issued": Date(date_parts=((2016, 7), (2016, 8)))},
        ),
        (
            ["PY  - 1998", "C1  - Full publication date: Jun., 1998"],
            {"issued": Date(date_parts=((1998, 6),))},
        ),
        # The specification of 2001: several addresses with a semicolon between them.
        (["UR  - http://a.example/;b; http://b.example"], {"URL": "http://a.example/;b"}),
    ],
)
def test_what_databases_write(lines: list[str], values: dict[str, Any]) -> None:
    work = only(record(*lines))
    assert {variable: work.get(variable) for variable in values} == values


def test_dates_of_another_kind_or_year_are_kept() -> None:
    work = only(
        record(
            "PY  - 2013",
            "PY  - 2013/04/18",
            "PY  - 2013/02/15/received",
            "PY  - 2013/03/14/accepted",
            "Y1  - 2012/12/24/",
        )
    )
    assert work.issued == Date(date_parts=((2013, 4, 18),))
    assert work.submitted == Date(date_parts=((2013, 2, 15),))
    kept = {"PY": ["2013/03/14/accepted"], "Y1": ["2012/12/24/"]}
    assert work.custom == {"ris": {"fields": kept}}
    assert read_ris(write_ris([work], carry=False)).works[0].issued == work.issued


def test_tags_after_a_record_are_told() -> None:
    loaded = read_ris(record("TI  - A") + "NL  - J. Short\n\n" + record("TI  - B"))
    assert [work.title for work in loaded.works] == ["A", "B"]
    [problem] = loaded.problems
    assert (problem.line, problem.reason) == (4, "tags between two records")
    assert problem.raw == "NL  - J. Short"


def test_tags_that_name_no_work_are_no_record() -> None:
    loaded = read_ris(record("TI  - A") + "UK  - stray\nER  - \n")
    assert [work.title for work in loaded.works] == ["A"]
    [problem] = loaded.problems
    assert (problem.line, problem.reason, problem.lost) == (4, "tags without TY", True)
    assert problem.raw == "UK  - stray"
