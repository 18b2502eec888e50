from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.render.output import CLOSING, OPENING, mark, to_html, to_markdown, to_text


@pytest.mark.parametrize(
    ("field", "text", "html", "markdown"),
    [
        ("a <i>b</i>", "a b", "a <i>b</i>", "a *b*"),
        (
            "<b>a</b><sup>2</sup><sub>3</sub>",
            "a23",
            "<b>a</b><sup>2</sup><sub>3</sub>",
            "**a**<sup>2</sup><sub>3</sub>",
        ),
        (
            "<script>x</script> & 1 < 2",
            "<script>x</script> & 1 < 2",
            "&lt;script&gt;x&lt;/script&gt; &amp; 1 &lt; 2",
            r"\<script\>x\</script\> & 1 \< 2",
        ),
        ("<i>open", "<i>open", "&lt;i&gt;open", r"\<i\>open"),
        (
            "<i>a<b>c</i>d</b>",
            "<i>ac</i>d",
            "&lt;i&gt;a<b>c&lt;/i&gt;d</b>",
            r"\<i\>a**c\</i\>d**",
        ),
        ('<span class="nocase">iOS</span>', "iOS", "iOS", "iOS"),
        (
            "a *b* _c_ [d] `e` $f$",
            "a *b* _c_ [d] `e` $f$",
            "a *b* _c_ [d] `e` $f$",
            r"a \*b\* \_c\_ \[d\] \`e\` \$f\$",
        ),
        ("&amp; &", "&amp; &", "&amp;amp; &amp;", r"\&amp; &"),
        (
            "see https://a.b/c_d*e.",
            "see https://a.b/c_d*e.",
            "see https://a.b/c_d*e.",
            "see <https://a.b/c_d*e>.",
        ),
        ("1. Smith", "1. Smith", "1. Smith", r"1\. Smith"),
        ("# a", "# a", "# a", r"\# a"),
        ("<i> a </i>b", " a b", "<i> a </i>b", " *a* b"),
        ("a\ue000b\x00c", "abc", "abc", "abc"),
    ],
)
def test_fields_are_written_in_every_format(
    field: str, text: str, html: str, markdown: str
) -> None:
    marked = mark(field)
    assert to_text(marked) == text
    assert to_html(marked) == html
    assert to_markdown(marked) == markdown


_MARKED = st.text(
    st.sampled_from([*OPENING.values(), *CLOSING.values(), "a", " ", "<", "&", "*", '"', "é"])
)


@given(_MARKED)
def test_html_is_well_formed_whatever_the_marks(marked: str) -> None:
    root = ElementTree.fromstring(f"<p>{to_html(marked)}</p>")
    assert "".join(root.itertext()) == to_text(marked)


@given(st.text())
def test_html_of_any_field_shows_the_field(field: str) -> None:
    marked = mark(field)
    root = ElementTree.fromstring(f"<p>{to_html(marked)}</p>")
    shown = "".join(root.itertext()).replace("\r\n", "\n").replace("\r", "\n")
    assert shown == to_text(marked).replace("\r\n", "\n").replace("\r", "\n")
    to_markdown(marked)
