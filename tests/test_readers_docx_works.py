"""The Works that programs for references embed in DOCX, and the citations that they mark."""

from __future__ import annotations

import base64

import pytest
from docx_made import control, csl_citation, field, mark, p, package, r

from refkit.formats import load
from refkit.model import Document
from refkit.readers.docx import read_docx

SMITH = {
    "id": 12, "type": "article-journal", "title": "On rain", "DOI": "10.1000/rain",
    "author": [{"family": "Smith", "given": "A."}], "issued": {"date-parts": [["2019"]]},
}  # fmt: skip
TULIN = {"id": 13, "type": "book", "title": "Snow", "author": [{"literal": "Tulin Group"}]}


def zotero(work: dict[str, object], key: str, **more: object) -> dict[str, object]:
    uris = [f"http://zotero.org/users/7/items/{key}"] if key else []
    return {"id": work["id"], "uris": uris, "itemData": work, **more}


def cited(document: Document) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (document.text[each.span.start : each.span.end], each.keys) for each in document.mentions
    ]


def embedded(document: Document) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """By origin: the format and the ids and titles, as refkit's own formats read them."""
    return [
        (each.origin, each.format,
         [(work.id, work.title) for work in load(each.data, format=each.format).works])
        for each in document.embedded
    ]  # fmt: skip


@pytest.mark.parametrize("pieces", [1, 5])
def test_a_citation_of_zotero_is_a_mention_of_works_that_it_embeds(pieces: int) -> None:
    json = csl_citation(
        zotero(SMITH, "ABCD2345", prefix="see "),
        zotero(TULIN, "WXYZ6789", locator="4", label="page"),
        properties={"plainCitation": "(see Smith; Tulin, p. 4)"},
    )
    shown = "(see Smith; Tulin, p. 4)"
    code = f" ADDIN ZOTERO_ITEM CSL_CITATION {json} "
    document = read_docx(package(p("So ", field(code, shown, pieces=pieces), ".")))
    assert document.text == f"So {shown}."
    assert cited(document) == [(shown, ("ABCD2345", "WXYZ6789"))]
    mention = document.mentions[0]
    assert (mention.prefix, mention.suffix, mention.printed) == ("see", "4", True)
    assert embedded(document) == [
        ("Zotero", "csl-json", [("ABCD2345", "On rain"), ("WXYZ6789", "Snow")])
    ]


def test_a_simple_field_cites_like_any_other() -> None:
    code = "ADDIN ZOTERO_ITEM CSL_CITATION " + csl_citation(zotero(SMITH, "ABCD2345"))
    simple = f'<w:fldSimple w:instr="{code.replace(chr(34), "&quot;")}">{r("(1)")}</w:fldSimple>'
    assert cited(read_docx(package(p("a ", simple)))) == [("(1)", ("ABCD2345",))]


def test_a_work_that_is_cited_twice_is_embedded_once() -> None:
    one = field(" ADDIN ZOTERO_ITEM CSL_CITATION " + csl_citation(zotero(SMITH, "ABCD2345")), "(1)")
    document = read_docx(package(p(one, one)))
    assert [keys for _, keys in cited(document)] == [("ABCD2345",), ("ABCD2345",)]
    assert embedded(document) == [("Zotero", "csl-json", [("ABCD2345", "On rain")])]


def test_ids_that_mean_two_works_become_two_keys() -> None:
    first = {"id": "ITEM-1", "itemData": {**SMITH, "id": "ITEM-1"}}
    second = {"id": "ITEM-1", "itemData": {**TULIN, "id": "ITEM-1"}}
    body = p(
        field(" ADDIN CSL_CITATION " + csl_citation(first), "(1)"),
        field(" ADDIN CSL_CITATION " + csl_citation(second), "(2)"),
    )
    document = read_docx(package(body))
    assert cited(document) == [("(1)", ("ITEM-1",)), ("(2)", ("ITEM-1-2",))]
    assert embedded(document) == [
        ("Mendeley", "csl-json", [("ITEM-1", "On rain"), ("ITEM-1-2", "Snow")])
    ]


def test_mendeley_desktop_names_works_by_their_address() -> None:
    item = {
        "id": "ITEM-1", "itemData": SMITH,
        "uris": ["http://www.mendeley.com/documents/?uuid=3c1f-aa"],
    }  # fmt: skip
    code = "ADDIN CSL_CITATION " + csl_citation(item, mendeley={"formattedCitation": "(Smith)"})
    document = read_docx(package(p(field(code, "(Smith)"))))
    assert cited(document) == [("(Smith)", ("3c1f-aa",))]


@pytest.mark.parametrize("safe", [False, True])
def test_mendeley_cite_keeps_its_data_in_the_tag_of_a_control(safe: bool) -> None:
    json = csl_citation({"id": "b7", "itemData": {**SMITH, "title": "Ödön ÿþ", "id": "b7"}})
    encoded = base64.b64encode(json.encode()).decode()
    if safe:
        encoded = encoded.replace("+", "-").replace("/", "_").rstrip("=")
    tag = f'<w:tag w:val="MENDELEY_CITATION_v3_{encoded}"/>'
    document = read_docx(package(p("So ", control(tag, r("(Smith, 2019)")), ".")))
    assert cited(document) == [("(Smith, 2019)", ("b7",))]
    assert embedded(document) == [("Mendeley", "csl-json", [("b7", "Ödön ÿþ")])]


def cite(number: int, title: str, more: str = "", label: str = "", library: str = "x") -> str:
    record = (
        f'<record><rec-number>{number}</rec-number><foreign-keys><key app="EN" db-id="{library}">'
        f'{number}</key></foreign-keys><ref-type name="Journal Article">17</ref-type>'
        "<contributors><authors><author>Smith, A.</author></authors></contributors><titles><title>"
        f'<style face="normal">{title}</style></title></titles>{label}</record>'
    )
    return f"<Cite><Author>Smith</Author><RecNum>{number}</RecNum>{more}{record}</Cite>"


def endnote(*cites: str) -> str:
    return f"<EndNote>{''.join(cites)}</EndNote>"


def test_endnote_embeds_its_records_in_the_instruction() -> None:
    xml = endnote(cite(5, "Rain", "<Prefix>see </Prefix>"), cite(9, "Snow", "<Pages>4</Pages>"))
    document = read_docx(package(p(field(f" ADDIN EN.CITE {xml}", "(Smith)"))))
    assert cited(document) == [("(Smith)", ("5", "9"))]
    assert (document.mentions[0].prefix, document.mentions[0].suffix) == ("see", "4")
    assert embedded(document) == [("EndNote", "endnote-xml", [("5", "Rain"), ("9", "Snow")])]


def test_endnote_embeds_longer_records_in_the_data_of_a_field_within() -> None:
    xml = endnote(cite(5, "Rain"))
    within = mark("begin") + (
        f"<w:r><w:instrText> ADDIN EN.CITE </w:instrText></w:r>"
        f"{field(' ADDIN EN.CITE.DATA ', '<w:r/>', data=xml)}"
    )
    body = p(within, mark("separate"), r("(Smith)"), mark("end"))
    document = read_docx(package(body))
    assert document.text == "(Smith)"
    assert cited(document) == [("(Smith)", ("5",))]
    assert embedded(document) == [("EndNote", "endnote-xml", [("5", "Rain")])]


def test_labels_and_libraries_of_endnote_keep_works_apart() -> None:
    xml = endnote(
        cite(5, "Rain", label="<label>Smith1999</label>"),
        cite(5, "Snow", library="y"),
        cite(5, "Hail", library="z", label="<label>Shelf 4</label>"),
    )
    document = read_docx(package(p(field(f" ADDIN EN.CITE {xml}", "(Smith)"))))
    assert cited(document) == [("(Smith)", ("Smith1999", "5", "5-2"))]
    assert embedded(document)[0][2] == [("Smith1999", "Rain"), ("5", "Snow"), ("5-2", "Hail")]


def test_words_own_citations_name_sources_of_the_file() -> None:
    sources = (
        '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">'
        "<b:Source><b:Tag>Smi19</b:Tag><b:SourceType>Book</b:SourceType><b:Title>Rain</b:Title>"
        "<b:Year>2019</b:Year></b:Source></b:Sources>"
    )
    one = field(r' CITATION Smi19 \p 12 \l 1033 \m Tul20 \n \s " ff."', "(Smith, 2019; Tulin)")
    document = read_docx(package(p(control("<w:citation/>", one)), sources=sources))
    assert cited(document) == [("(Smith, 2019; Tulin)", ("Smi19", "Tul20"))]
    assert (document.mentions[0].narrative, document.mentions[0].suffix) == (True, "ff.")
    assert embedded(document) == [("Word", "word-xml", [("Smi19", "Rain")])]


@pytest.mark.parametrize(
    "code",
    [
        ' ADDIN ZOTERO_BIBL {"uncited":[],"custom":[]} CSL_BIBLIOGRAPHY ',
        " ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY ",
        " ADDIN EN.REFLIST ",
        " BIBLIOGRAPHY  \\l 1033 ",
        "ADDIN CitaviBibliography",
    ],
)
def test_the_paragraphs_of_a_list_field_are_entries(code: str) -> None:
    body = (
        p("References")
        + p(mark("begin"), f"<w:r><w:instrText>{code.replace('&', '&amp;')}</w:instrText></w:r>",
            mark("separate"), r("Smith, A. (2019). Rain."))
        + p("Tulin, B. (2020). Snow.") + p(mark("end")) + p("After.")
    )  # fmt: skip
    assert [block.kind for block in read_docx(package(body)).blocks] == [
        "paragraph", "entry", "entry", "paragraph",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "properties",
    [
        "<w:bibliography/>",
        '<w:tag w:val="MENDELEY_BIBLIOGRAPHY"/>',
        '<w:docPartObj><w:docPartGallery w:val="Bibliographies"/></w:docPartObj>',
    ],
)
def test_the_paragraphs_of_a_list_control_are_entries_and_its_heading_is_none(
    properties: str,
) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    body = control(
        properties,
        p("References", style="H1") + p("Printed works") + p("Smith, A. (2019). Rain.") + p(""),
    )
    document = read_docx(package(body + p("After."), styles=styles))
    assert [block.kind for block in document.blocks] == ["heading", "heading", "entry", "paragraph"]


def test_words_numbered_list_is_a_table_whose_numbers_are_markers() -> None:
    def row(number: str, text: str) -> str:
        return f"<w:tr><w:tc>{p(number)}</w:tc><w:tc>{p(text)}</w:tc></w:tr>"

    table = f"<w:tbl>{row('[1] ', 'A. Smith, Rain, 2019.')}{row('[2] ', 'B. Tulin, 2020.')}</w:tbl>"
    document = read_docx(package(control("<w:bibliography/>", table)))
    assert [(block.kind, block.marker) for block in document.blocks] == [
        ("table", ""), ("entry", "[1]"), ("table", ""), ("entry", "[2]"),
    ]  # fmt: skip


def test_a_list_in_one_paragraph_is_not_one_entry() -> None:
    lines = "<w:br/>".join(
        f"<w:t>Smith, A. (20{n}). A work of some length.</w:t>" for n in (10, 12, 15)
    )
    document = read_docx(package(p(field(" ADDIN EN.REFLIST ", f"<w:r>{lines}</w:r>"))))
    assert [block.kind for block in document.blocks] == ["paragraph"]


@pytest.mark.parametrize(
    "code",
    [
        ' ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems":[',
        ' ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems":[]}',
        " ADDIN ZOTERO_ITEM CSL_CITATION " + "[" * 10_000,
        " ADDIN ZOTERO_ITEM CSL_CITATION {" + '"a":[' * 20_000,
        " ADDIN EN.CITE <EndNote><Cite>",
        " ADDIN EN.CITE <!DOCTYPE a [<!ENTITY b 'c'>]><EndNote>&b;</EndNote>",
    ],
)
def test_data_that_cannot_be_read_are_told_and_the_text_is_kept(code: str) -> None:
    document = read_docx(package(p("a ", field(code, "(1)"), " b")))
    assert document.text == "a (1) b"
    assert document.mentions == []
    assert document.guesses in ([], ["the data of 1 citations in it could not be read"])


def test_a_source_list_of_the_strict_form_is_read() -> None:
    sources = (
        '<Sources xmlns="http://purl.oclc.org/ooxml/officeDocument/bibliography"><Source>'
        "<Tag>A</Tag><Title>Rain</Title></Source></Sources>"
    )
    assert embedded(read_docx(package(p("a"), sources=sources))) == [
        ("Word", "word-xml", [("A", "Rain")])
    ]


@pytest.mark.parametrize(
    ("listed", "program"),
    [
        (field(' ADDIN ZOTERO_BIBL {"uncited":[]} CSL_BIBLIOGRAPHY ', "Smith. Rain."), "Zotero"),
        (field("ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY", "Smith. Rain."), "Mendeley"),
        (field(" ADDIN EN.REFLIST ", "Smith. Rain."), "EndNote"),
        (field(" BIBLIOGRAPHY ", "Smith. Rain."), "Word"),
        (control('<w:tag w:val="MENDELEY_BIBLIOGRAPHY"/>', r("Smith. Rain.")), "Mendeley"),
        (control("<w:bibliography/>", r("Smith. Rain.")), "Word"),
    ],
)
def test_the_user_is_told_who_writes_the_list(listed: str, program: str) -> None:
    assert read_docx(package(p(listed) + p(listed))).guesses == [
        f"its reference list is written by {program}, which will write it anew: mend there what "
        "is mended here"
    ]
