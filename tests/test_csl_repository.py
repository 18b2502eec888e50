from __future__ import annotations

from pathlib import Path

import pytest

from refkit.csl.repository import find_locale, find_styles, load_style, read_style
from refkit.errors import FormatError, UnknownStyleError, UnreadableError

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="de-DE">
  <info><title>Own</title><id>own</id></info>
  <macro name="title"><text variable="title" suffix="."/></macro>
  <citation><layout><text macro="title"/></layout></citation>
  <bibliography hanging-indent="true"><layout><text macro="title"/></layout></bibliography>
</style>
"""


@pytest.mark.parametrize(
    ("style", "name"),
    [
        ("apa", "apa"),
        ("APA", "apa"),
        (" apa.csl ", "apa"),
        ("http://www.zotero.org/styles/apa", "apa"),
        ("https://zotero.org/styles/apa/", "apa"),
        ("APA Style 7th edition", "apa"),
        ("American Psychological Association 7th edition", "apa"),
        ("american psychological association 6th edition", "apa-6th-edition"),
        ("Psychology and Aging", "apa"),
        ("psychology-and-aging", "apa"),
        ("http://www.zotero.org/styles/psychology-and-aging", "apa"),
        ("vancouver", "nlm-citation-sequence"),
        ("mla", "modern-language-association"),
        ("chicago", "chicago-author-date"),
        ("ieee", "ieee"),
        ("nature", "nature"),
    ],
)
def test_a_style_is_found_by_name_id_and_title(style: str, name: str) -> None:
    assert load_style(style).name == name


def test_a_style_is_found_by_path(tmp_path: Path) -> None:
    path = tmp_path / "own.csl"
    path.write_text(STYLE)
    for given in (path, str(path)):
        style = load_style(given)
        assert (style.name, style.title, style.locale) == ("own", "Own", "de-DE")
        assert (style.hanging_indent, style.has_bibliography) == (True, True)


def test_a_dependent_file_leads_to_its_parent_and_keeps_its_locale(tmp_path: Path) -> None:
    path = tmp_path / "mine.csl"
    path.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" default-locale="fr-FR"><info>'
        '<title>Mine</title><link href="http://www.zotero.org/styles/ieee" '
        'rel="independent-parent"/></info></style>'
    )
    style = load_style(path)
    assert (style.name, style.locale) == ("ieee", "fr-FR")


@pytest.mark.parametrize("locale", ["/etc/own.xml", "de-DE.xml", "", "de--DE"])
def test_a_locale_that_is_no_language_is_not_asked_for(tmp_path: Path, locale: str) -> None:
    path = tmp_path / "own.csl"
    path.write_text(STYLE.replace("de-DE", locale))
    assert load_style(path).locale == ""


def test_a_file_of_any_name_is_found_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "own.xml"
    path.write_text(STYLE)
    assert load_style(str(path)).path == str(path)


def test_an_own_style_is_read_and_checked_as_xml(tmp_path: Path) -> None:
    path = tmp_path / "own.csl"
    path.write_text(STYLE.replace('suffix="."', 'suffix="." quotes="1"'))
    found, root = read_style(path)
    assert found.content == path.read_bytes()
    assert root[1][0].get("quotes") == "true"


def test_an_unknown_style_names_three_near_ones() -> None:
    with pytest.raises(UnknownStyleError) as caught:
        load_style("chicago-author-dat")
    message = str(caught.value)
    assert message.startswith("no style 'chicago-author-dat'; near it are chicago-author-date, ")
    assert message.count(",") == 2


@pytest.mark.parametrize(
    "style", ["", "/nowhere/own.csl", "http://example.org/styles/x", "a\0.csl", "a" * 9999]
)
def test_what_is_no_style_is_unknown(style: str) -> None:
    with pytest.raises(UnknownStyleError):
        load_style(style)


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (STYLE.replace("</macro>", ""), 7, "not XML: "),
        (STYLE.replace('macro="title"', 'macro="none"', 1), 5, "there is no macro 'none'"),
        ("<html/>", 1, "not a CSL style"),
        ("", 1, "not XML: "),
        (STYLE.replace("citation>", "info>"), 2, "a style needs a <citation>"),
        (
            STYLE.replace("<style", '<!DOCTYPE style [<!ENTITY a "b">]>\n<style', 1),
            1,
            "styles and locales have no document type",
        ),
    ],
)
def test_a_broken_file_is_told_with_its_line(
    tmp_path: Path, content: str, line: int, reason: str
) -> None:
    path = tmp_path / "own.csl"
    path.write_text(content)
    with pytest.raises(FormatError) as caught:
        load_style(path)
    assert caught.value.reason.startswith(reason)
    assert (caught.value.path, caught.value.line) == (str(path), line)


def test_external_entities_are_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    path = tmp_path / "own.csl"
    path.write_text(
        STYLE.replace("<style", f'<!DOCTYPE s [<!ENTITY x SYSTEM "{secret}">]>\n<style', 1).replace(
            ">Own<", ">&x;<"
        )
    )
    with pytest.raises(FormatError, match="no document type"):
        load_style(path)


def test_a_folder_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        load_style(tmp_path)


def test_styles_are_searched_by_words_of_name_and_title() -> None:
    found = find_styles("psychological 7th")
    assert found[0].name == "apa"
    assert (found[0].title, found[0].kind, found[0].parent) == (
        "APA Style 7th edition",
        "author-date",
        "",
    )
    assert all("7th" in f"{info.title} {info.title_short}" for info in found)
    assert find_styles("vancouver")[0].name == "nlm-citation-sequence"
    assert find_styles("no such style whatever") == []


def test_every_style_is_listed_with_its_title() -> None:
    found = find_styles()
    assert len(found) > 10_000
    assert sum(info.title == info.name for info in found) < 100
    parents = {info.parent for info in found if info.parent}
    assert "apa" in parents


@pytest.mark.parametrize(
    ("locale", "name"),
    [("de", "de-DE"), ("de_AT", "de-AT"), ("EN", "en-US"), ("en-gb", "en-GB"), ("sl", "sl-SI")],
)
def test_a_locale_is_found_in_every_spelling(locale: str, name: str) -> None:
    assert find_locale(locale) == name


def test_an_unknown_locale_is_told() -> None:
    with pytest.raises(UnknownStyleError, match="no locale 'xx-XX'; near it are"):
        find_locale("xx-XX")
