from __future__ import annotations

import pytest

from refkit.csl.xml import LANG, attributes, line_of, local_name, parse_xml
from refkit.errors import FormatError

OPENING = '<locale xmlns="http://purl.org/net/xbiblio/csl" xml:lang="en">'


def test_elements_know_their_name_line_and_attributes() -> None:
    root = parse_xml(
        f'{OPENING}\n<term name="a"\n form="short"/>\n<x xmlns="urn:x"/></locale>'.encode()
    )
    assert local_name(root) == "locale"
    assert root.get(LANG) == "en"
    assert [local_name(child) for child in root] == ["term", ""]
    assert attributes(root[0]) == {"name": "a", "form": "short"}
    assert line_of(root[0]) in (2, 3)


def test_comments_and_instructions_are_left_out_and_join_no_words() -> None:
    root = parse_xml(f"{OPENING}<!-- one -->b<!-- two --> c<?three?></locale>".encode())
    assert root.text == "b c"
    assert len(root) == 0


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"", 1, "not XML: "),
        (b"<a>\n<b>\n</a>", 3, "not XML: "),
        (b"<a>&nbsp;</a>", 1, "not XML: "),
        (b'<?xml version="1.0" encoding="utf-8"?><a>\xff</a>', 1, "not XML: "),
        (b"\x00\x01", 1, "not XML: "),
        (b"<!DOCTYPE a>\n<a/>", 1, "styles and locales have no document type"),
        (b'<!DOCTYPE a SYSTEM "a.dtd">\n<a/>', 1, "styles and locales have no document type"),
        (
            b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
            1,
            "styles and locales have no document type",
        ),
        (b"<a>" * 10_000 + b"</a>" * 10_000, 1, "not XML: "),
    ],
)
def test_what_is_broken_is_told_with_its_line(content: bytes, line: int, reason: str) -> None:
    with pytest.raises(FormatError) as caught:
        parse_xml(content, "own.csl")
    assert caught.value.reason.startswith(reason)
    assert (caught.value.path, caught.value.line) == ("own.csl", line)
