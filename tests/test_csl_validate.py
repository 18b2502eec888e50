from __future__ import annotations

import pytest

from refkit.csl.bundled import style_files
from refkit.csl.macros import DEEPEST
from refkit.csl.validate import check_style
from refkit.csl.xml import NAMESPACE, parse_xml
from refkit.errors import FormatError

XMLNS = 'xmlns="http://purl.org/net/xbiblio/csl"'
CITATION = '<citation><layout><text variable="title"/></layout></citation>'


def style(content: str, version: str = "1.0") -> str:
    """A style whose content begins in line 2."""
    return f'<style {XMLNS} class="note" version="{version}">\n{content}\n</style>'


def layout(content: str) -> str:
    """A style whose citation's layout has its content in line 2."""
    return style(f"<citation><layout>{content}</layout></citation>")


def checked(content: str) -> str:
    root = parse_xml(content.encode())
    check_style(root)
    from lxml import etree

    written: str = etree.tostring(root, encoding="unicode")
    return written


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("<html/>", 1, "not a CSL style: its root is <html>"),
        (f"<locale {XMLNS}/>", 1, "not a CSL style: its root is <locale>"),
        (
            f"<style>{CITATION}</style>",
            1,
            'not a CSL style: it needs xmlns="http://purl.org/net/xbiblio/csl"',
        ),
        (style(CITATION, "0.8.1"), 1, "a style for CSL 0.8.1, not for CSL 1.0"),
        (style("<info/>"), 1, "a style needs a <citation>"),
        (
            style('<info><link rel="independent-parent" href="http://x.org/y"/></info>'),
            1,
            "a style needs a <citation>; it only stands for http://x.org/y",
        ),
        (style("<citation/>"), 2, "<citation> needs a <layout>"),
        (style(f"{CITATION}\n<bibliography/>"), 3, "<bibliography> needs a <layout>"),
        (style(f"{CITATION}\n{CITATION}"), 3, "a second <citation>"),
        (layout("<layout/>"), 2, "<layout> has no place in <layout>"),
        (layout("\n<txt/>"), 3, "<txt> has no place in <layout>"),
        (layout('<x xmlns="urn:x"/>'), 2, "<{urn:x}x> has no place in <layout>"),
        (style(f'{CITATION}<text value="a"/>'), 2, "<text> has no place in <style>"),
        (layout('<group><key variable="title"/></group>'), 2, "<key> has no place in <group>"),
        (layout('<text value="a"><text value="b"/></text>'), 2, "<text> has no place in <text>"),
        (layout("<text/>"), 2, "<text> needs one of the attributes macro, term, variable, value"),
        (layout("<names/>"), 2, "<names> needs the attribute variable"),
        (layout('<names variable=" "/>'), 2, "<names> needs the attribute variable"),
        (layout('<date form="text"/>'), 2, "<date> needs the attribute variable"),
        (layout("<number/>"), 2, "<number> needs the attribute variable"),
        (layout("<label/>"), 2, "<label> needs the attribute variable"),
        (
            layout('<date variable="issued"><date-part/></date>'),
            2,
            "<date-part> needs the attribute name",
        ),
        (style(f"{CITATION}\n<macro/>"), 3, "<macro> needs the attribute name"),
        (style(f"<locale><date/></locale>{CITATION}"), 2, "<date> needs the attribute form"),
        (
            style("<citation><sort><key/></sort><layout/></citation>"),
            2,
            "<key> needs one of the attributes macro, variable",
        ),
        (layout("<choose/>"), 2, "<choose> must begin with an <if>"),
        (layout("<choose><else/></choose>"), 2, "<choose> must begin with an <if>"),
        (
            layout("<choose><if/></choose>"),
            2,
            "<if> needs one of the attributes disambiguate, is-numeric, is-uncertain-date, "
            "locator, position, type, variable",
        ),
        (
            layout('<choose><if type="book"/>\n<else/>\n<else-if type="bill"/></choose>'),
            3,
            "<else> must be the last in <choose>",
        ),
        (
            layout('<choose><if type="book"/>\n<if type="bill"/></choose>'),
            3,
            "a second <if> in <choose>; use <else-if>",
        ),
        (
            layout('<names variable="author"><name/>\n<name/></names>'),
            3,
            "a second <name> in <names>",
        ),
        (
            layout('<text variable="title" quotes="yes"/>'),
            2,
            'quotes="yes" must be "false" or "true"',
        ),
        (
            layout('<names variable="author"><name et-al-min="few"/></names>'),
            2,
            'et-al-min="few" must be a whole number',
        ),
        (
            layout('<names variable="author"><name et-al-min="²"/></names>'),
            2,
            'et-al-min="²" must be a whole number',
        ),
        (
            layout('<number variable="volume" form="greek"/>'),
            2,
            'form="greek" must be "long-ordinal", "numeric", "ordinal" or "roman"',
        ),
        (
            layout('<choose><if position="first last"/></choose>'),
            2,
            'position="first last" must be "first", "ibid", "ibid-with-locator", "near-note" or '
            '"subsequent"',
        ),
        (layout('\n<text macro="a"/>'), 3, "there is no macro 'a'"),
        (
            style('<citation><sort>\n<key macro="a"/></sort><layout/></citation>'),
            3,
            "there is no macro 'a'",
        ),
        (
            style(f'{CITATION}<macro name="a"><group>\n<text macro="a"/></group></macro>'),
            3,
            "the macro 'a' calls itself",
        ),
        (
            style(
                f'{CITATION}<macro name="a">\n<text macro="b"/></macro>'
                '<macro name="b">\n<text macro="a"/></macro>'
            ),
            4,
            "the macro 'a' calls itself (a → b → a)",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(content: str, line: int, reason: str) -> None:
    with pytest.raises(FormatError) as caught:
        check_style(parse_xml(content.encode()), "own.csl")
    assert (caught.value.reason, caught.value.line) == (reason, line)
    assert caught.value.path == "own.csl"


@pytest.mark.parametrize(
    "content",
    [
        style(f"<info><id/><title/><unknown/></info>{CITATION}"),
        style(f"{CITATION}<unknown><text/></unknown>"),
        layout('<text value=""/>'),
        layout('<text variable="no-such-variable" unknown="1"/>'),
        layout('<text term="no such term"/>'),
        layout('<names variable="author"><label/></names>'),
        layout('<choose><if position="ibid first"/></choose>'),
        layout('<choose><if type="no-such-type"/></choose>'),
        layout("<group/>"),
        style(f"{CITATION}<macro name='a'/>"),
    ],
)
def test_what_is_harmless_is_no_fault(content: str) -> None:
    checked(content)


def test_values_are_written_in_one_way() -> None:
    written = checked(layout('<text value=" a " quotes="1"/><names variable=" author "/>'))
    assert 'value=" a "' in written
    assert 'quotes="true"' in written
    written = checked(layout('<names variable="author"><name et-al-min=" 3"/></names>'))
    assert 'et-al-min="3"' in written


def test_another_version_loses_what_is_unknown() -> None:
    inner = (
        '<names variable="author"><institution/><name form="initials"/></names>'
        '<unknown><text/></unknown><text value="a" text-case="normal" font-style="italic"/>'
    )
    written = checked(style(f"<citation><layout>{inner}</layout></citation>", "1.1mlz1"))
    assert '<names variable="author"><name/></names>' in written
    assert '<text value="a" font-style="italic"/></layout>' in written


def chain(length: int, calls: int) -> str:
    """A style with macros of which each calls the next one several times."""
    macros = [
        f'<macro name="m{place}">{f"""<text macro="m{place + 1}"/>""" * calls}</macro>'
        for place in range(length)
    ]
    last = f'<macro name="m{length}"><text variable="title"/></macro>'
    return style(f'{"".join(macros)}{last}<citation><layout><text macro="m0"/></layout></citation>')


def test_macros_that_unfold_without_bounds_are_refused() -> None:
    with pytest.raises(FormatError, match="renders more than 100,000 elements"):
        checked(chain(40, 2))
    checked(chain(10, 2))


def test_macros_nested_without_bounds_are_refused() -> None:
    with pytest.raises(FormatError, match=f"nested more than {DEEPEST} deep"):
        checked(chain(5000, 1))
    checked(chain(100, 1))


def test_bundled_styles_have_no_faults() -> None:
    paths = [path for path in style_files().values() if "dependent" not in path]
    assert len(paths) > 2500
    for path in paths[::25]:
        with open(path, "rb") as file:
            root = parse_xml(file.read(), path)
        check_style(root, path)
        assert root.tag == f"{NAMESPACE}style"
