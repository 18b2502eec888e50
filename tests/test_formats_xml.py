"""The safe parser of XML files: what it refuses, what it mends, and what it tells."""

from __future__ import annotations

import pytest
from lxml import etree

from refkit.errors import FormatError, UnreadableError
from refkit.formats.xml import (
    append_marked,
    find,
    line_of,
    marked_text,
    parse_xml,
    storable,
    text_of,
    to_string,
)
from refkit.formats.xml_records import read_records

TAGS = {"italic": "i", "sup": "sup", "sc": 'span style="font-variant:small-caps;"'}


def text(data: bytes | str) -> str:
    return text_of(parse_xml(data)[0])


def test_a_declared_entity_is_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    with pytest.raises(FormatError, match="entities are declared"):
        parse_xml(bomb)


def test_an_external_entity_never_reads_a_file() -> None:
    hostile = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    with pytest.raises(FormatError, match="entities are declared"):
        parse_xml(hostile)


def test_an_external_document_type_is_never_fetched() -> None:
    # Port 9 refuses; a parser that asked would say so.
    root, problems = parse_xml('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a>x</a>')
    assert (text_of(root), problems) == ("x", [])


def test_elements_nested_too_deeply_are_refused() -> None:
    with pytest.raises(FormatError, match=r"nested too deeply|depth"):
        parse_xml("<a>" * 300 + "</a>" * 300)


@pytest.mark.parametrize(
    ("written", "read", "told"),
    [
        ("<a>AT&T</a>", "AT&T", "a bare '&' in the text"),
        ("<a>p < .05</a>", "p < .05", "a bare '<' in the text"),
        ("<a>x\x0by</a>", "xy", "a character that XML forbids, U+000B; left out"),
        ("<a>x&#11;y</a>", "xy", "&#11; is no character of XML; left out"),
        ("<a>caf&eacute;</a>", "café", ""),
        ("<a>a&nbsp;b</a>", "a b", ""),
        ("<a>&lt;&#233;&#xE9;&amp;</a>", "<éé&", ""),
        ("<a><![CDATA[a & b < c]]></a>", "a & b < c", ""),
    ],
)
def test_mistakes_of_other_programs_are_mended(written: str, read: str, told: str) -> None:
    root, problems = parse_xml(f"\n{written}")
    assert text_of(root) == read
    assert [(problem.line, problem.reason) for problem in problems] == ([(2, told)] if told else [])


@pytest.mark.parametrize(
    "data",
    [
        '<?xml version="1.0" encoding="iso-8859-1"?><a>é</a>'.encode("latin-1"),
        '<?xml version="1.0" encoding="UTF-8"?><a>é</a>'.encode(),
        '<?xml version="1.0" encoding="UTF-16"?><a>é</a>'.encode("utf-16"),
        "\ufeff<a>é</a>".encode(),
        "\n <a>é</a>".encode(),
        '<?xml version="1.0" encoding="iso-8859-1"?><a>é</a>',
    ],
)
def test_encodings_that_are_declared(data: bytes | str) -> None:
    assert text(data) == "é"


def test_an_encoding_that_is_declared_wrongly_is_told() -> None:
    data = '<?xml version="1.0" encoding="UTF-8"?>\n<a>Müßiggänger, Träume</a>'.encode("cp1252")
    root, problems = parse_xml(data)
    assert text_of(root) == "Müßiggänger, Träume"
    assert problems


@pytest.mark.parametrize("data", [b"", b" \n", "", "\ufeff"])
def test_an_empty_file_is_refused(data: bytes | str) -> None:
    with pytest.raises(UnreadableError):
        parse_xml(data)


def test_what_is_no_xml_is_refused() -> None:
    with pytest.raises(FormatError, match="not XML"):
        parse_xml("TY  - JOUR")


def test_broken_xml_is_told_with_its_line() -> None:
    root, problems = parse_xml("<a>\n<b>x</c>\n</a>")
    assert text_of(find(root, "b")) == "x"
    assert problems[0].line == 2
    assert problems[0].reason.startswith("broken XML: ")


def test_lines_beyond_65535_are_right() -> None:
    root, _ = parse_xml("<a>" + "\n" * 70_000 + "<b>x</b></a>")
    found = find(root, "b")
    assert found is not None
    assert line_of(found) == 70_001


@pytest.mark.parametrize(
    ("xml", "marked"),
    [
        ("<t>A <italic>b</italic> c</t>", "A <i>b</i> c"),
        ("<t>10<sup>-3</sup></t>", "10<sup>-3</sup>"),
        ("<t><sc>d</sc>-x</t>", '<span style="font-variant:small-caps;">d</span>-x'),
        ("<t>a <x>b <italic>c</italic></x> d</t>", "a b <i>c</i> d"),
        ("<t>\n  a\n  b</t>", "a b"),
    ],
)
def test_markup_becomes_tags(xml: str, marked: str) -> None:
    assert marked_text(parse_xml(xml)[0], TAGS) == marked


@pytest.mark.parametrize(
    "title", ["A <i>b</i> c", "x<sup>2</sup> <i>a<sup>b</sup></i>", "a < b & c", "a</i> b"]
)
def test_tags_become_markup_and_come_back(title: str) -> None:
    element = etree.Element("t")
    append_marked(element, title, {"i": "italic", "sup": "sup"})
    assert marked_text(parse_xml(to_string(element, "t"))[0], TAGS) == title


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert storable("a\x00\x0b\ud800\ufffeb\t\n") == "ab\t\n"


@pytest.mark.parametrize(
    "broken",
    ["<r><t>Two</r>", "<r><t>Two</t>", "<r><t>Two</u></r>", "<r><t>Two</t></r></r>"],
)
def test_what_is_broken_in_one_record_leaves_the_others(broken: str) -> None:
    data = f"<x>\n<r><t>One</t></r>\n{broken}\n<r><t>Three</t></r>\n</x>"
    records, _, problems = read_records(data, "r")
    assert [text_of(record.element) for record in records][::2] == ["One", "Three"]
    assert [record.line for record in records] == [2, 3, 4]
    assert problems


def test_a_tag_left_open_in_every_record_costs_none() -> None:
    records, _, problems = read_records("<x>" + "<r><t>a<br>b</t></r>\n" * 400 + "</x>", "r")
    assert len(records) == 400
    assert {problem.line for problem in problems} == set(range(1, 401))
    assert not any(problem.lost for problem in problems)


def test_records_are_found_whatever_their_prefix() -> None:
    for names in (
        '<m:x xmlns:m="http://a"><m:r><m:t>v</m:t></m:r></m:x>',
        "<x><r><t>v</t></r></x>",
    ):
        [record] = read_records(names, "r").records
        assert record.element.tag == "r"
        assert record.element[0].tag == "t"


def test_a_hostile_file_is_read_in_linear_time() -> None:
    for piece in ("<r>", "<r><t>", "&", "<", "<!--", "<![CDATA[", "<r a='", "</r>", "<r/>"):
        try:
            read_records("<x>" + piece * 8_000, "r")
        except FormatError:
            continue
