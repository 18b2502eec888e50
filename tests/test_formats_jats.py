from __future__ import annotations

import json
from pathlib import Path

import pytest

from refkit.errors import FormatError, UnreadableError
from refkit.formats import detect
from refkit.formats.jats import read_jats, write_jats
from refkit.model import Date, Name, Work

HEAD = '<ref-list xmlns:xlink="http://www.w3.org/1999/xlink">'


def one(citation: str) -> Work:
    loaded = read_jats(f'{HEAD}<ref id="b1"><label>1</label>{citation}</ref></ref-list>')
    assert loaded.problems == []
    [work] = loaded.works
    return work


def element(inside: str, kind: str = "journal") -> Work:
    return one(f'<element-citation publication-type="{kind}">{inside}</element-citation>')


def test_an_article_in_an_element_citation() -> None:
    work = element(
        '<person-group person-group-type="author">'
        '<name name-style="western"><surname>van der Berg</surname><given-names>JA</given-names>'
        "<suffix>Jr</suffix></name><collab>UNICEF</collab><etal/></person-group>"
        '<year iso-8601-date="2014">2014a</year><month>05</month>'
        "<article-title>Growth of <italic>E. coli</italic> at 10<sup>3</sup> in"
        " <sc>d</sc>-glucose</article-title>"
        "<source>Emotion</source><volume>5</volume><issue>2</issue>"
        "<fpage>216</fpage><lpage>28</lpage>"
        '<pub-id pub-id-type="doi">10.1000/x</pub-id><pub-id pub-id-type="pmid">123</pub-id>'
        '<pub-id pub-id-type="pmcid">456</pub-id>'
    )
    assert work == Work(
        id="b1",
        type="article-journal",
        author=[
            Name("Berg", "JA", non_dropping_particle="van der", suffix="Jr", comma_suffix=True),
            Name(literal="UNICEF"),
            Name(literal="others"),
        ],
        issued=Date(((2014, 5),)),
        year_suffix="a",
        title="Growth of <i>E. coli</i> at 10<sup>3</sup> in"
        ' <span style="font-variant:small-caps;">d</span>-glucose',
        container_title="Emotion",
        volume="5",
        issue="2",
        page="216–28",
        DOI="10.1000/x",
        PMID="123",
        PMCID="PMC456",
    )


def test_an_article_in_a_mixed_citation_as_plos_has_it() -> None:
    work = one(
        '<mixed-citation publication-type="journal"><name><surname>Besl</surname>'
        " <given-names>PJ</given-names></name>, <etal>et al</etal> (<year>1992</year>)"
        " <article-title>A method</article-title>. <source>IEEE Trans</source>"
        " <volume>14</volume>: <fpage>239</fpage>–<lpage>256</lpage>. <comment>doi: <ext-link"
        ' ext-link-type="uri" xlink:href="http://dx.doi.org/10.1109/34.121791">10.1109/34.121791'
        '</ext-link></comment> <object-id pub-id-type="pmid">9</object-id></mixed-citation>'
    )
    assert work == Work(
        id="b1",
        type="article-journal",
        author=[Name("Besl", "PJ"), Name(literal="others")],
        issued=Date(((1992,),)),
        title="A method",
        container_title="IEEE Trans",
        volume="14",
        page="239–256",
        DOI="10.1109/34.121791",
        PMID="9",
    )


def test_a_chapter_with_its_editors() -> None:
    work = element(
        "<name><surname>Doe</surname><given-names>J</given-names></name><year>1999</year>"
        "<chapter-title>Tears</chapter-title>"
        '<person-group person-group-type="editor"><name><surname>Roe</surname></name>'
        "</person-group><source>Handbook</source><edition>2nd</edition>"
        "<publisher-loc>New York</publisher-loc><publisher-name>Wiley</publisher-name>"
        "<isbn>9783161484100</isbn>",
        "book",
    )
    assert work == Work(
        id="b1",
        type="chapter",
        author=[Name("Doe", "J")],
        editor=[Name("Roe")],
        issued=Date(((1999,),)),
        title="Tears",
        container_title="Handbook",
        edition="2nd",
        publisher="Wiley",
        publisher_place="New York",
        ISBN="9783161484100",
    )


@pytest.mark.parametrize(
    ("kind", "inside", "type_", "title", "container"),
    [
        ("book", "<source>S</source>", "book", "S", ""),
        ("book", "<article-title>T</article-title><source>S</source>", "chapter", "T", "S"),
        ("journal", "<source>S</source>", "article-journal", "", "S"),
        ("confproc", "<article-title>T</article-title><source>S</source>", "paper-conference",
         "T", "S"),
        ("thesis", "<source>S</source>", "thesis", "S", ""),
        ("web", "<article-title>T</article-title><source>S</source>", "webpage", "T", "S"),
        ("data", "<data-title>T</data-title><source>S</source>", "dataset", "T", "S"),
        ("preprint", "<article-title>T</article-title><source>S</source>", "article", "T", "S"),
        ("other", "<source>S</source><volume>1</volume>", "article-journal", "", "S"),
        ("", "<source>S</source><publisher-name>P</publisher-name>", "book", "S", ""),
        ("other", "<article-title>T</article-title>", "document", "T", ""),
    ],
)  # fmt: skip
def test_types_and_titles(kind: str, inside: str, type_: str, title: str, container: str) -> None:
    work = element(inside, kind)
    assert (work.type, work.title, work.container_title) == (type_, title, container)


@pytest.mark.parametrize(
    ("inside", "variable", "value"),
    [
        ("<year>in press</year>", "issued", Date(literal="in press")),
        ("<year>1999-2001</year>", "issued", Date(((1999,), (2001,)))),
        ("<year>2014</year><month>May</month><day>3</day>", "issued", Date(((2014, 5, 3),))),
        ("<year>2014</year><season>Spring</season>", "issued", Date(((2014,),), season=1)),
        ('<date iso-8601-date="2014-05"><month>5</month><year>2014</year></date>', "issued",
         Date(((2014, 5),))),
        ("<string-date>May 3, 2014</string-date>", "issued", Date(((2014, 5, 3),))),
        ('<date-in-citation content-type="access-date">Accessed 6 May 2014</date-in-citation>',
         "accessed", Date(((2014, 5, 6),))),
        ("<elocation-id>e12</elocation-id>", "number", "e12"),
        ("<fpage>4-9</fpage>", "page", "4–9"),
        ("<fpage>4</fpage><lpage>9</lpage><page-range>4-9, 12</page-range>", "page", "4–9, 12"),
        ("<fpage>4</fpage><lpage>4</lpage>", "page", "4"),
        ('<size units="page">350</size>', "number_of_pages", "350"),
        ("<conf-name>C</conf-name>", "event_title", "C"),
        ("<conf-date>May 2014</conf-date>", "event_date", Date(((2014, 5),))),
        ('<ext-link ext-link-type="uri" xlink:href="https://a.org/x">a</ext-link>', "URL",
         "https://a.org/x"),
        ("<uri>https://a.org/y</uri>", "URL", "https://a.org/y"),
        ("<comment>In German.</comment>", "note", "In German."),
        ("<comment>Available: <uri>https://a.org/</uri>. Cited 6 May 2014.</comment>", "accessed",
         Date(((2014, 5, 6),))),
        ("<comment>Available: <uri>https://a.org/</uri>. Accessed 6 May 2014.</comment>", "note",
         ""),
        ("<comment>doi: 10.1000/x</comment>", "DOI", "10.1000/x"),
        ("<version>1.2</version>", "version", "1.2"),
        ("<patent>US 1</patent>", "number", "US 1"),
        ("<string-name>Doe, Jane</string-name>", "author", [Name("Doe", "Jane")]),
        ('<person-group person-group-type="translator">Jane Doe</person-group>', "translator",
         [Name(literal="Jane Doe")]),
        ("<gov>State</gov>", "custom", {"jats": {"fields": {"gov": ["State"]}}}),
    ],
)  # fmt: skip
def test_elements_become_variables(inside: str, variable: str, value: object) -> None:
    assert getattr(element(f"{inside}<source>S</source>"), variable) == value


def test_elements_are_found_within_markup() -> None:
    work = one(
        "<mixed-citation><bold><string-name><surname>Doe</surname></string-name></bold> "
        "<italic><source>Emotion</source></italic> <bold><volume>3</volume></bold></mixed-citation>"
    )
    assert (work.author, work.container_title, work.volume) == ([Name("Doe")], "Emotion", "3")


@pytest.mark.parametrize("etal", ["", "<etal>et al</etal>"])
def test_a_reference_without_structure_is_a_document_with_its_text(etal: str) -> None:
    loaded = read_jats(
        f'{HEAD}\n<ref id="b1"><mixed-citation publication-type="other">Glaw F {etal} (1994) '
        "A <italic>field</italic> guide.</mixed-citation></ref></ref-list>"
    )
    text = " ".join(f"Glaw F {etal and 'et al'} (1994) A field guide.".split())
    assert loaded.works == [Work(id="b1", type="document", note=text)]
    [problem] = loaded.problems
    assert (problem.line, problem.entry, problem.lost) == (2, "b1", False)
    assert "without structure" in problem.reason


def test_words_that_are_in_no_element_are_not_lost() -> None:
    loaded = read_jats(
        '<ref id="b1"><mixed-citation><name><surname>Doe</surname></name> (<year>1999</year>) '
        "The untagged title of a book. In: Press.</mixed-citation></ref>"
    )
    [work] = loaded.works
    assert work.issued == Date(((1999,),))
    assert work.note == "Doe (1999) The untagged title of a book. In: Press."
    assert "untagged title" in loaded.problems[0].reason


def test_several_citations_in_one_reference_are_several_works() -> None:
    citation = "<element-citation><source>S</source></element-citation>"
    loaded = read_jats(f'<ref-list><ref id="b1">{citation}{citation}</ref></ref-list>')
    assert [work.id for work in loaded.works] == ["b1a", "b1b"]


def test_of_alternatives_the_one_that_says_most_is_read() -> None:
    work = one(
        "<citation-alternatives><mixed-citation>Doe. Emotion.</mixed-citation>"
        "<element-citation><source>Emotion</source><volume>1</volume></element-citation>"
        "</citation-alternatives>"
    )
    assert work.volume == "1"


def test_every_list_of_an_article_is_read() -> None:
    citation = "<nlm-citation citation-type='book'><source>S</source></nlm-citation>"
    text = (
        '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS" "JATS.dtd">\n'
        f'<article article-type="research-article"><back><ref-list><ref id="a">{citation}</ref>'
        f'</ref-list><ref-list><ref id="b">{citation}</ref></ref-list></back></article>'
    )
    assert detect(text) == "jats"
    assert [(work.id, work.type) for work in read_jats(text).works] == [
        ("a", "book"),
        ("b", "book"),
    ]


def test_an_empty_reference_is_reported() -> None:
    loaded = read_jats('<ref-list>\n<ref id="a"/></ref-list>')
    assert [(problem.line, problem.lost) for problem in loaded.problems] == [(2, True)]


def test_a_broken_reference_does_not_stop_the_others() -> None:
    loaded = read_jats(
        "<ref-list>\n"
        '<ref id="a"><element-citation><source>One</source></element-citation></ref>\n'
        '<ref id="b"><element-citation><source>Two</element-citation></ref>\n'
        '<ref id="c"><element-citation><source>Three</source></element-citation></ref>\n'
        "</ref-list>"
    )
    assert [work.title for work in loaded.works] == ["One", "Two", "Three"]
    assert {problem.line for problem in loaded.problems} == {3}


def test_works_are_written_as_element_citations() -> None:
    work = Work(
        id="doe 1",
        type="article-journal",
        author=[Name("Berg", "Jan", "", "van der"), Name(literal="others")],
        title="On <i>E. coli</i> & more",
        container_title="Emotion",
        issued=Date(((2014, 5),)),
        page="1–9",
        DOI="10.1000/x",
    )
    assert (
        write_jats([work])
        == """<?xml version="1.0" encoding="UTF-8"?>
<ref-list xmlns:xlink="http://www.w3.org/1999/xlink">
  <ref id="ref1">
    <element-citation publication-type="journal">
      <person-group person-group-type="author">
        <name>
          <surname>van der Berg</surname>
          <given-names>Jan</given-names>
        </name>
        <etal/>
      </person-group>
      <article-title>On <italic>E. coli</italic> &amp; more</article-title>
      <source>Emotion</source>
      <year iso-8601-date="2014-05">2014</year>
      <month>05</month>
      <fpage>1</fpage>
      <lpage>9</lpage>
      <pub-id pub-id-type="doi">10.1000/x</pub-id>
    </element-citation>
  </ref>
</ref-list>
"""
    )


def test_files_of_another_kind_are_refused() -> None:
    with pytest.raises(FormatError, match="its root is <html>"):
        read_jats("<html/>")
    with pytest.raises(UnreadableError):
        read_jats(b"")
    assert read_jats("<article/>").works == []


def test_articles_of_publishers_are_read_as_they_are(shared_data: Path) -> None:
    folder = shared_data / "articles"
    for path in sorted((folder / "jats").glob("*.xml")):
        works = {work.id: work for work in read_jats(path.read_bytes()).works}
        gold = (folder / "gold" / f"jats--{path.name}.structured.jsonl").read_text()
        for line in gold.splitlines():
            item = json.loads(line)
            work = works[item["id"]]
            assert work.volume == (item["volume"] or ""), item["id"]
            assert (item["source"] or "") in (work.container_title, work.title, ""), item["id"]
            people = [name for name in (*work.author, *work.editor) if not name.literal]
            assert [_surname_and_given(name) for name in people] == [
                [family, given or ""] for family, given in item["authors"]
            ], item["id"]


def test_particles_are_told_from_the_surname() -> None:
    text = (
        "<ref-list><ref id='r'><element-citation><name><surname>van der Berg</surname>"
        "<given-names>JK</given-names></name><article-title>Tears</article-title>"
        "</element-citation></ref></ref-list>"
    )
    [work] = read_jats(text).works
    assert work.author == [Name("Berg", "JK", non_dropping_particle="van der")]


def _surname_and_given(name: Name) -> list[str]:
    """A name in two parts, as JATS has it."""
    return [
        " ".join(filter(None, (name.non_dropping_particle, name.family))),
        " ".join(filter(None, (name.given, name.dropping_particle))),
    ]


def test_a_group_without_a_name_is_its_members() -> None:
    work = element(
        "<collab><contrib-group><contrib><name><surname>Sharma</surname><given-names>S."
        "</given-names></name></contrib></contrib-group></collab><collab>The Group<contrib-group>"
        "<contrib><name><surname>Doe</surname></name></contrib></contrib-group></collab>"
        "<source>Data</source>"
    )
    assert work.author == [Name("Sharma", "S."), Name(literal="The Group")]
