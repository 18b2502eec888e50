"""TOML as refkit writes it: what is written is what ``tomllib`` reads, for any text."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.resolve import toml

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
PLAIN = st.one_of(
    TEXT,
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(TEXT, VALUES, max_size=5))
def test_what_is_written_is_read_again(table: dict[str, Any]) -> None:
    text = "".join(toml.field(name, value) for name, value in table.items())
    assert tomllib.loads(text) == table


@given(st.dictionaries(TEXT, PLAIN, max_size=5))
def test_a_field_of_text_or_number_is_one_line(table: dict[str, Any]) -> None:
    lines = "".join(toml.field(name, value) for name, value in table.items()).splitlines()
    assert len(lines) == len(table)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Why do we cry?", '"Why do we cry?"'),
        ('"Tears", he said', r'"\"Tears\", he said"'),
        ("C:\\refs", r'"C:\\refs"'),
        ("two\nlines\r\n\tand a tab", r'"two\nlines\r\n\tand a tab"'),
        ("\x00\x1f\x7f\x85", r'"\u0000\u001f\u007f\u0085"'),
        ("Gračanin 😢", '"Gračanin 😢"'),
        ("shown \u202eesrever", r'"shown \u202eesrever"'),
        ("no\u200bthing\ufeff", r'"no\u200bthing\ufeff"'),
        ("line\u2028separator", r'"line\u2028separator"'),
        ("half a \ud83d pair", '"half a \ufffd pair"'),
        ("", '""'),
    ],
)
def test_a_text_is_quoted_so_that_a_diff_shows_all_of_it(text: str, written: str) -> None:
    assert toml.quoted(text) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [("container-title", "container-title"), ("DOI", "DOI"), ("doi.org", '"doi.org"'), ("", '""')],
)
def test_a_key_is_bare_where_it_can_be(name: str, written: str) -> None:
    assert toml.key(name) == written


def test_a_list_of_tables_has_a_line_for_each() -> None:
    names = [{"family": "Bylsma", "given": "L. M."}, {"literal": "NASA"}]
    assert toml.field("author", names) == (
        'author = [\n  { family = "Bylsma", given = "L. M." },\n  { literal = "NASA" },\n]\n'
    )


def test_a_table_has_a_dotted_key_for_each_field() -> None:
    variants = {"issued": ["2013"], "container-title": ["Ann. Tears"]}
    assert toml.field("variants", variants) == (
        'variants.issued = ["2013"]\nvariants.container-title = ["Ann. Tears"]\n'
    )
