from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.csl.writers import WRITERS
from refkit.csl.writers.unusable import usable
from refkit.render.citeproc_marks import CLOSING, OPENING, events, mark


@pytest.mark.parametrize(
    ("field", "text", "html"),
    [
        ("a <i>b</i>", "a b", "a <i>b</i>"),
        ("<b>a</b><sup>2</sup><sub>3</sub>", "a23", "<b>a</b><sup>2</sup><sub>3</sub>"),
        (
            "<script>x</script> & 1 < 2",
            "<script>x</script> & 1 < 2",
            "&#60;script&#62;x&#60;/script&#62; &#38; 1 &#60; 2",
        ),
        ("<i>open", "<i>open", "&#60;i&#62;open"),
        ("<i>a<b>c</i>d</b>", "<i>ac</i>d", "&#60;i&#62;a<b>c&#60;/i&#62;d</b>"),
        ('<span class="nocase">iOS</span>', "iOS", "iOS"),
        ("&amp; &", "&amp; &", "&#38;amp; &#38;"),
        ("<sc>a</sc>", "a", '<span style="font-variant:small-caps;">a</span>'),
        ("a\ue000b\x00c", "abc", "abc"),
    ],
)
def test_the_tags_of_fields_become_events(field: str, text: str, html: str) -> None:
    found = events(mark(field))
    assert WRITERS["text"](found) == text
    assert WRITERS["html"](found) == html


_MARKED = st.text(
    st.sampled_from([*OPENING.values(), *CLOSING.values(), "a", " ", "<", "&", "*", '"', "é"])
)


@given(_MARKED)
def test_events_are_nested_whatever_the_marks(marked: str) -> None:
    found = events(marked)
    root = ElementTree.fromstring(f"<p>{WRITERS['html'](found)}</p>")
    shown = "".join(root.itertext()).replace("\u00a0", " ")
    assert shown == WRITERS["text"](found).replace("\u00a0", " ")


@given(st.text())
def test_the_text_of_a_field_without_tags_is_kept(field: str) -> None:
    plain = field.replace("<", "")
    kept = "".join(event for event in events(mark(plain)) if isinstance(event, str))
    private = "".join(map(chr, range(0xE000, 0xF900)))
    assert kept == usable(plain.translate(str.maketrans("", "", private)))
