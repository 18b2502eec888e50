from __future__ import annotations

from pathlib import Path

import pytest

from refkit.csl.details import StyleDetails, describe_style
from refkit.errors import FormatError, UnknownStyleError

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"
  default-locale="de-DE"><info><title>Own  style</title><title-short>Own</title-short>
  <id>http://example.org/own</id><link rel="documentation" href="http://example.org/guide"/>
  <link rel="self" href="http://example.org/own"/><author><name>Jane Doe</name></author>
  <category citation-format="note"/><category field="law"/><category field="history"/>
  <summary>For
  nobody.</summary><updated>2020-05-01T00:00:00+00:00</updated>
  <rights license="http://example.org/by">Ask</rights></info>
  <citation><layout><text variable="title"/></layout></citation></style>"""


def test_a_style_is_described_in_its_own_words(tmp_path: Path) -> None:
    path = tmp_path / "own.csl"
    path.write_text(STYLE)
    assert describe_style(path) == StyleDetails(
        name="own",
        title="Own style",
        title_short="Own",
        id="http://example.org/own",
        path=str(path),
        kind="note",
        position="note",
        has_bibliography=False,
        locale="de-DE",
        fields=("law", "history"),
        summary="For nobody.",
        documentation=("http://example.org/guide",),
        authors=("Jane Doe",),
        updated="2020-05-01T00:00:00+00:00",
        rights="Ask",
        license="http://example.org/by",
    )


def test_a_dependent_style_is_described_itself_and_cites_as_its_parent() -> None:
    found = describe_style("Psychology and Aging")
    assert (found.name, found.parent, found.fields) == (
        "psychology-and-aging",
        "apa",
        ("psychology",),
    )
    assert found.has_bibliography


def test_a_style_that_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bare.csl"
    path.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
        '<citation><layout><text variable="title"/></layout></citation></style>'
    )
    assert describe_style(str(path)) == StyleDetails(
        "bare", "bare", path=str(path), has_bibliography=False
    )


def test_what_is_no_style_is_told(tmp_path: Path) -> None:
    path = tmp_path / "broken.csl"
    path.write_text("<style>\n<info>")
    with pytest.raises(FormatError, match=r"broken\.csl:2"):
        describe_style(path)
    with pytest.raises(UnknownStyleError, match="near it are"):
        describe_style("apq")
