"""The scanner of XML: tags and texts with their places, on any input."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.errors import UnreadableError
from refkit.readers.elements import attributes, escaped, events, local, unescaped, units


def kinds(xml: str) -> list[tuple[str, str]]:
    """Kind and name of each event, and of texts what they say."""
    return [
        (event.kind, unescaped(event.inside) if event.kind == "text" else event.name)
        for event in events(xml)
    ]


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<a>b</a>", [("open", "a"), ("text", "b"), ("close", "a")]),
        ("<w:p/>x", [("empty", "w:p"), ("text", "x")]),
        ("<a b='>' c=\"/\">", [("open", "a")]),
        ("<a b='x'/ >", [("open", "a")]),
        ("<a\n b = 'x'\n/>", [("empty", "a")]),
        ("a<!-- <b> -->c", [("text", "a"), ("text", "c")]),
        ("a<?b <c> ?>d", [("text", "a"), ("text", "d")]),
        ("<![CDATA[<a> & ]]>b", [("text", "<a> & "), ("text", "b")]),
        ("<!DOCTYPE a PUBLIC '>' \"x\"><a>", [("open", "a")]),
        ("1 < 2 <3 a", [("text", "1 < 2 <3 a")]),
        ("<a", [("text", "<a")]),
        ("<a b='", [("text", "<a b='")]),
        ("a<!-- b", [("text", "a")]),
        ("<![CDATA[a", [("text", "a")]),
        ("", []),
    ],
)
def test_tags_and_texts(xml: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(xml) == expected


@pytest.mark.parametrize(
    "doctype", ["<!DOCTYPE a [<!ENTITY b 'c'>]>", "<!ENTITY b 'c'>", "<!DOCTYPE a SYSTEM 'x' []>"]
)
def test_declarations_are_refused(doctype: str) -> None:
    with pytest.raises(UnreadableError, match="declarations of its own") as raised:
        list(events(f"<?xml version='1.0'?>\n{doctype}<a/>", path="a.xml"))
    assert (raised.value.path, raised.value.line) == ("a.xml", 2)


@given(st.text(st.sampled_from("<>/!-?[]ab ='\"&;")))
def test_every_character_outside_of_tags_is_text_at_its_place(xml: str) -> None:
    at = 0
    for event in events(xml.replace("<!", "<")):
        assert at <= event.start <= event.end
        at = event.end
        if event.kind == "text" and "<![CDATA[" not in xml:
            assert event.inside == xml.replace("<!", "<")[event.start : event.end]


def test_attributes() -> None:
    assert attributes(" a='1' w:b=\"x &amp; 'y'\" c = 'z' d e='<'") == {
        "a": "1", "w:b": "x & 'y'", "c": "z", "e": "<",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("&amp;&lt;&gt;&quot;&apos;", "&<>\"'"),
        ("&#233;&#xE9;&#X1F600;", "éé😀"),
        ("&#0;&#xD800;&#x110000;", "\ufffd\ufffd\ufffd"),
        ("&nbsp; & &; &#; &#99999999;", "&nbsp; & &; &#; &#99999999;"),
        ("&amp;lt;", "&lt;"),
    ],
)
def test_entities(text: str, read: str) -> None:
    assert unescaped(text) == read
    assert "".join(each for _, _, each in units(text)) == read


@given(st.text())
def test_what_is_escaped_is_read_as_it_was(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert "".join(each for _, _, each in units(escaped(text))) == text


@given(st.text(st.sampled_from("&#x19;ampltg ")))
def test_units_tell_where_they_stand(text: str) -> None:
    at = 0
    for start, end, read in units(text):
        assert start == at
        assert read == text[start:end] or text[start] == "&"
        at = end
    assert at == len(text)


def test_names_without_prefix() -> None:
    assert [local(name) for name in ("w:p", "p", "a:b:c")] == ["p", "p", "c"]


@pytest.mark.parametrize(
    "sign", ["<", "<a ", "<a b='", "<!--", "<![CDATA[", "&", "<a>", "</", "<?"]
)
def test_damage_of_any_length_takes_linear_time(sign: str) -> None:
    xml = sign * 100_000
    read = sum(len(event.inside) + len(event.name) + 2 for event in events(xml))
    assert read <= 3 * len(xml)
    assert len(attributes(xml)) <= 1
    assert unescaped(xml) == xml
