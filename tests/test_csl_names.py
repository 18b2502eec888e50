"""cs:names: lists of names, their forms and labels, and what stands in for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from csl_made import cited, item, person, style
from lxml import etree

from refkit.csl.compile import make_format
from refkit.csl.context import SUBSEQUENT, Context, Distinction, KeyNames, Place
from refkit.csl.item import Item
from refkit.csl.names import compile_names
from refkit.csl.tree import Node, Piece, find, plain

TERMS = {
    ("and", "long", False): "and",
    ("et-al", "long", False): "et al.",
    ("and others", "long", False): "and others",
    ("editor", "long", False): "editor",
    ("editor", "long", True): "editors",
    ("editor", "short", False): "ed.",
    ("editor", "short", True): "eds.",
    ("editor", "verb", False): "edited by",
    ("editor", "verb", True): "edited by",
    ("translator", "short", False): "tr.",
    ("translator", "short", True): "trs.",
    ("editortranslator", "short", False): "ed. & tr.",
    ("editortranslator", "short", True): "eds. & trs.",
}


class _Locale:
    """As much of a locale as names need."""

    language = "en"

    def __init__(self, **terms: str) -> None:
        self._terms = TERMS | {(name, "long", False): text for name, text in terms.items()}

    def term(self, name: str, form: str = "long", plural: bool = False) -> str | None:
        return self._terms.get((name, form, plural))


def _child(element: Any) -> Any:
    """A cs:text with a variable, or a cs:names without inherited options."""
    if element.tag == "names":
        return _compiled_element(element, {}, _Locale())
    variable = element.get("variable")

    def render(context: Context) -> Piece | None:
        text = context.item.text(variable)
        if not text or variable in context.suppressed:
            return None
        context.filled += 1
        if context.substituting:
            context.suppressed.add(variable)
        return Node([text], prefix=element.get("prefix", ""))

    return render


def _names(*names: str) -> list[dict[str, str]]:
    """CSL-JSON of "Family, Given; …"; without a comma a literal name."""
    found = []
    for name in names:
        family, comma, given = name.partition(", ")
        found.append({"family": family, "given": given} if comma else {"literal": name})
    return found


FOUR = _names("Ash, Ada", "Birch, Bo", "Cedar, Cy", "Dill, Di")


def _context(data: Mapping[str, Any], **options: Any) -> Context:
    place = options.pop("place", None) or Place()
    distinction = options.pop("distinction", None) or Distinction()
    locale: Any = None
    return Context(Item(data), locale, "citation", place, distinction, **options)


def _compiled(xml: str, inherited: Mapping[str, str], locale: Any = None) -> Any:
    return _compiled_element(etree.fromstring(xml), inherited, locale or _Locale())


def _compiled_element(element: Any, inherited: Mapping[str, str], locale: Any) -> Any:
    return compile_names(element, inherited, locale, make_format, _child)


def _render(
    xml: str, data: Mapping[str, Any], inherited: Mapping[str, str] | None = None, **options: Any
) -> str:
    locale = options.pop("locale", None)
    return plain(_compiled(xml, inherited or {}, locale)(_context(data, **options)))


def _authors(name: str, count: int, **options: Any) -> str:
    return _render(f'<names variable="author">{name}</names>', {"author": FOUR[:count]}, **options)


@pytest.mark.parametrize(
    ("attributes", "two", "three"),
    [
        ("", "Ada Ash, Bo Birch", "Ada Ash, Bo Birch, Cy Cedar"),
        ('and="text"', "Ada Ash and Bo Birch", "Ada Ash, Bo Birch, and Cy Cedar"),
        ('and="symbol"', "Ada Ash & Bo Birch", "Ada Ash, Bo Birch, & Cy Cedar"),
        (
            'and="text" delimiter-precedes-last="always" delimiter="; "',
            "Ada Ash; and Bo Birch",
            "Ada Ash; Bo Birch; and Cy Cedar",
        ),
        (
            'and="text" delimiter-precedes-last="never"',
            "Ada Ash and Bo Birch",
            "Ada Ash, Bo Birch and Cy Cedar",
        ),
        (
            'and="text" delimiter-precedes-last="after-inverted-name" name-as-sort-order="first"',
            "Ash, Ada, and Bo Birch",
            "Ash, Ada, Bo Birch and Cy Cedar",
        ),
        ('name-as-sort-order="all"', "Ash, Ada, Birch, Bo", "Ash, Ada, Birch, Bo, Cedar, Cy"),
        (
            'form="short" and="text" delimiter="/"',
            "Ash and Birch",
            "Ash/Birch/and Cedar",
        ),
        (
            'and="text" form="short" suffix=" " delimiter-precedes-last="never"',
            "Ash and Birch ",
            "Ash , Birch and Cedar ",
        ),
        ('prefix="{" suffix="}"', "{Ada Ash}, {Bo Birch}", "{Ada Ash}, {Bo Birch}, {Cy Cedar}"),
    ],
)
def test_names_are_joined_as_the_style_says(attributes: str, two: str, three: str) -> None:
    assert _authors(f"<name {attributes}/>", 2) == two
    assert _authors(f"<name {attributes}/>", 3) == three


def test_a_conjunction_with_its_own_kind_of_space_is_joined_to_its_neighbours() -> None:
    locale = _Locale(**{"and": "ו\u2009"})
    assert _authors('<name and="text"/>', 2, locale=locale) == "Ada Ashו\u2009Bo Birch"


@pytest.mark.parametrize(
    ("attributes", "texts"),
    [
        (
            'et-al-min="3" et-al-use-first="1"',
            ["Ada Ash, Bo Birch", "Ada Ash et al.", "Ada Ash et al."],
        ),
        (
            'et-al-min="3" et-al-use-first="2"',
            ["Ada Ash, Bo Birch", "Ada Ash, Bo Birch, et al.", "Ada Ash, Bo Birch, et al."],
        ),
        (
            'et-al-min="3" et-al-use-first="2" delimiter-precedes-et-al="never"',
            ["Ada Ash, Bo Birch", "Ada Ash, Bo Birch et al.", "Ada Ash, Bo Birch et al."],
        ),
        (
            'et-al-min="3" et-al-use-first="1" delimiter-precedes-et-al="always"',
            ["Ada Ash, Bo Birch", "Ada Ash, et al.", "Ada Ash, et al."],
        ),
        (
            'et-al-min="3" et-al-use-first="1" delimiter-precedes-et-al="after-inverted-name"'
            ' name-as-sort-order="first"',
            ["Ash, Ada, Bo Birch", "Ash, Ada, et al.", "Ash, Ada, et al."],
        ),
        (
            'et-al-min="4" et-al-use-first="2" et-al-use-last="true"',
            ["Ada Ash, Bo Birch", "Ada Ash, Bo Birch, Cy Cedar", "Ada Ash, Bo Birch, … Di Dill"],
        ),
        (
            'et-al-min="4" et-al-use-first="3" et-al-use-last="true" and="text"',
            [
                "Ada Ash and Bo Birch",
                "Ada Ash, Bo Birch, and Cy Cedar",
                "Ada Ash, Bo Birch, … Di Dill",
            ],
        ),
        (
            'et-al-min="3" et-al-use-first="1" et-al-use-last="true"',
            ["Ada Ash, Bo Birch", "Ada Ash … Cy Cedar", "Ada Ash … Di Dill"],
        ),
        (
            'et-al-min="3"',
            [
                "Ada Ash, Bo Birch",
                "Ada Ash, Bo Birch, Cy Cedar",
                "Ada Ash, Bo Birch, Cy Cedar, Di Dill",
            ],
        ),
        ('et-al-min="3" et-al-use-first="0"', ["Ada Ash, Bo Birch", "", ""]),
    ],
)
def test_long_lists_are_abbreviated(attributes: str, texts: list[str]) -> None:
    name = f"<name {attributes}/>"
    assert [_authors(name, count) for count in (2, 3, 4)] == texts


def test_the_et_al_term_has_its_own_words_and_formatting() -> None:
    xml = (
        '<names variable="author"><name et-al-min="2" et-al-use-first="1"/>'
        '<et-al term="and others" font-style="italic"/></names>'
    )
    piece = _compiled(xml, {})(_context({"author": FOUR}))
    assert plain(piece) == "Ada Ash and others"
    (names,) = find(piece, "name-list")
    last = names.children[-1]
    assert isinstance(last, Node)
    assert last.format.font_style == "italic"


def test_an_empty_et_al_term_leaves_nothing_behind() -> None:
    name = '<name et-al-min="2" et-al-use-first="1" delimiter-precedes-et-al="always"/>'
    assert _authors(name, 3, locale=_Locale(**{"et-al": ""})) == "Ada Ash"


def test_a_chinese_et_al_term_follows_without_a_space() -> None:
    name = '<name et-al-min="2" et-al-use-first="1"/>'
    assert _authors(name, 3, locale=_Locale(**{"et-al": "等"})) == "Ada Ash等"


def test_later_citations_have_their_own_abbreviation() -> None:
    inherited = {
        "et-al-min": "4",
        "et-al-use-first": "2",
        "et-al-subsequent-min": "3",
        "et-al-subsequent-use-first": "1",
    }
    later = Place(SUBSEQUENT)
    assert _authors("<name/>", 3, inherited=inherited) == "Ada Ash, Bo Birch, Cy Cedar"
    assert _authors("<name/>", 3, inherited=inherited, place=later) == "Ada Ash et al."


@pytest.mark.parametrize(
    ("inherited", "name", "expected"),
    [
        ({"name-delimiter": "; "}, "<name/>", "Ada Ash; Bo Birch"),
        ({"name-delimiter": "; "}, "", "Ada Ash; Bo Birch"),
        ({"name-delimiter": "; "}, '<name delimiter=" + "/>', "Ada Ash + Bo Birch"),
        ({"name-form": "short"}, "<name/>", "Ash, Birch"),
        ({"name-form": "short"}, '<name form="long"/>', "Ada Ash, Bo Birch"),
        ({"and": "text"}, "<name/>", "Ada Ash and Bo Birch"),
        (
            {"name-as-sort-order": "first", "sort-separator": " "},
            "<name/>",
            "Ash Ada, Bo Birch",
        ),
        ({"initialize-with": ". "}, "<name/>", "A. Ash, B. Birch"),
        ({"initialize-with": ". ", "initialize": "false"}, "<name/>", "Ada Ash, Bo Birch"),
    ],
)
def test_options_are_inherited_from_the_style(
    inherited: dict[str, str], name: str, expected: str
) -> None:
    assert _authors(name, 2, inherited=inherited) == expected


PARTICLES = {
    "family": "Mulder",
    "given": "Ada Bo",
    "dropping-particle": "zu",
    "non-dropping-particle": "van",
    "suffix": "Jr.",
}


@pytest.mark.parametrize(
    ("attributes", "demote", "expected"),
    [
        ("", "never", "Ada Bo zu van Mulder Jr."),
        ("", "display-and-sort", "Ada Bo zu van Mulder Jr."),
        ('form="short"', "display-and-sort", "van Mulder"),
        ('name-as-sort-order="all"', "never", "van Mulder, Ada Bo zu, Jr."),
        ('name-as-sort-order="all"', "sort-only", "van Mulder, Ada Bo zu, Jr."),
        ('name-as-sort-order="all"', "display-and-sort", "Mulder, Ada Bo zu van, Jr."),
        (
            'name-as-sort-order="all" initialize-with="." sort-separator=" "',
            "never",
            "van Mulder A.B. zu Jr.",
        ),
    ],
)
def test_parts_of_a_name_are_in_the_order_of_form_and_particles(
    attributes: str, demote: str, expected: str
) -> None:
    xml = f'<names variable="author"><name {attributes}/></names>'
    inherited = {"demote-non-dropping-particle": demote}
    assert _render(xml, {"author": [PARTICLES]}, inherited) == expected


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", "[Ada Bo] {zu van Mulder Jr.}"),
        ('form="short"', "{van Mulder}"),
        ('name-as-sort-order="all"', "{Mulder}, [Ada Bo zu van], Jr."),
    ],
)
def test_affixes_of_name_parts_enclose_their_particles(attributes: str, expected: str) -> None:
    xml = (
        f'<names variable="author"><name {attributes}>'
        '<name-part name="given" prefix="[" suffix="]"/>'
        '<name-part name="family" prefix="{" suffix="}"/></name></names>'
    )
    assert _render(xml, {"author": [PARTICLES]}) == expected


def test_formatting_of_the_family_name_takes_the_non_dropping_particle_along() -> None:
    xml = (
        '<names variable="author"><name>'
        '<name-part name="family" font-weight="bold"/></name></names>'
    )
    piece = _compiled(xml, {})(_context({"author": [PARTICLES]}))
    (name,) = find(piece, "name")
    bold = [plain(child) for child in name.children if isinstance(child, Node)]
    assert bold == ["van", "Mulder"]


@pytest.mark.parametrize(
    ("raw", "plain_order", "inverted"),
    [
        ({"literal": "Office of Tides"}, "Office of Tides", "Office of Tides"),
        ({"given": "Ada"}, "Ada", "Ada"),
        ({"family": "Ash"}, "Ash", "Ash"),
        ({"family": "Ash", "suffix": "Jr."}, "Ash Jr.", "Ash, Jr."),
        ({"family": "d'Ash", "given": "Ada"}, "A. d’Ash", "Ash, A. d’"),
        ({"family": "林", "given": "小红"}, "林小红", "林小红"),
        ({"family": "林", "given": "Xiao"}, "林 X.", "林 X."),
        ({"family": "Hoa", "given": "Bo", "static-ordering": True}, "Hoa B.", "Hoa B."),
        (
            {"family": "Ash", "given": "Ada", "suffix": "Jr.", "comma-suffix": True},
            "A. Ash, Jr.",
            "Ash, A., Jr.",
        ),
    ],
)
def test_names_of_all_kinds(raw: dict[str, Any], plain_order: str, inverted: str) -> None:
    for attributes, expected in (("", plain_order), ('name-as-sort-order="all"', inverted)):
        xml = f'<names variable="author"><name initialize-with="." {attributes}/></names>'
        assert _render(xml, {"author": [raw]}) == expected


def test_a_literal_name_is_never_inverted() -> None:
    name = '<name and="text" name-as-sort-order="all" delimiter-precedes-last="{}"/>'
    xml = f'<names variable="author">{name.format("after-inverted-name")}</names>'
    assert _render(xml, {"author": _names("Tides", "Ash, Ada")}) == "Tides and Ash, Ada"


LABELLED = [
    ('<name/><label prefix=" (" suffix=")"/>', "Ada Ash (editor)", "Ada Ash, Bo Birch (editors)"),
    ('<label suffix=" "/><name/>', "editor Ada Ash", "editors Ada Ash, Bo Birch"),
    ('<label suffix=" "/>', "Ada Ash" + "editor ", "Ada Ash, Bo Birch" + "editors "),
    (
        '<label form="verb" suffix=" "/><name/>',
        "edited by Ada Ash",
        "edited by Ada Ash, Bo Birch",
    ),
    (
        '<name/><label form="short" prefix=", " plural="never" strip-periods="true"/>',
        "Ada Ash, ed",
        "Ada Ash, Bo Birch, ed",
    ),
    (
        '<name/><label prefix=", " plural="always"/>',
        "Ada Ash, editors",
        "Ada Ash, Bo Birch, editors",
    ),
    (
        '<name et-al-min="2" et-al-use-first="1"/><label prefix=", "/>',
        "Ada Ash, editor",
        "Ada Ash et al., editors",
    ),
]


@pytest.mark.parametrize(("children", "one", "two"), LABELLED)
def test_labels_stand_where_the_style_puts_them(children: str, one: str, two: str) -> None:
    xml = f'<names variable="editor">{children}</names>'
    assert _render(xml, {"editor": FOUR[:1]}) == one
    assert _render(xml, {"editor": FOUR[:2]}) == two


def test_a_variable_without_a_term_has_no_label() -> None:
    xml = '<names variable="author"><name/><label prefix=" ("/></names>'
    assert _render(xml, {"author": FOUR[:1]}) == "Ada Ash"


BOTH = '<names variable="editor translator" delimiter="; "><name/>{}</names>'
SHORT_LABEL = '<label form="short" prefix=" "/>'


def test_each_variable_has_its_own_list_and_label() -> None:
    data = {"editor": FOUR[:2], "translator": FOUR[2:3]}
    expected = "Ada Ash, Bo Birch eds.; Cy Cedar tr."
    assert _render(BOTH.format(SHORT_LABEL), data) == expected


def test_an_editor_who_is_the_translator_is_named_once() -> None:
    data = {"editor": FOUR[:2], "translator": FOUR[:2]}
    expected = "Ada Ash, Bo Birch eds. & trs."
    assert _render(BOTH.format(SHORT_LABEL), data) == expected


def test_they_are_named_twice_where_there_is_no_term_for_both() -> None:
    data = {"editor": FOUR[:1], "translator": FOUR[:1]}
    assert _render(BOTH.format("<label/>"), data) == "Ada Ashedi" + "tor; Ada Ash"


@pytest.mark.parametrize(
    ("variables", "data", "expected"),
    [
        ("author", {"author": FOUR[:2]}, "2"),
        ("author", {"author": FOUR}, "1"),
        ("author editor", {"author": FOUR[:2], "editor": FOUR[:1]}, "3"),
        ("author", {"editor": FOUR}, ""),
    ],
)
def test_the_form_count_counts_the_names_that_would_be_shown(
    variables: str, data: dict[str, Any], expected: str
) -> None:
    name = '<name form="count" et-al-min="3" et-al-use-first="1"/>'
    assert _render(f'<names variable="{variables}">{name}</names>', data) == expected


SUBSTITUTED = """
<names variable="author" prefix="(" suffix=")">
  <name form="short" and="text"/>
  <label form="short" prefix=" "/>
  <substitute>
    <names variable="editor"/>
    <names variable="translator"><name and="symbol"/></names>
    <text variable="title"/>
    <text variable="note"/>
  </substitute>
</names>
"""


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"author": FOUR[:2], "editor": FOUR}, "(Ash and Birch)"),
        ({"editor": FOUR[:2], "title": "Tides"}, "(Ash and Birch eds.)"),
        ({"translator": FOUR[:2]}, "Ada Ash & Bo Birch"),
        ({"title": "Tides", "note": "Ebb"}, "Tides"),
        ({"note": "Ebb"}, "Ebb"),
        ({}, ""),
    ],
)
def test_the_first_substitute_with_content_stands_in(data: dict[str, Any], expected: str) -> None:
    assert _render(SUBSTITUTED, data) == expected


def test_what_stands_in_is_used_up() -> None:
    render = _compiled(SUBSTITUTED, {})
    context = _context({"title": "Tides", "note": "Ebb"})
    assert plain(render(context)) == "Tides"
    assert context.suppressed == {"title"}
    assert not context.substituting
    context = _context({"editor": FOUR[:1], "title": "Tides"})
    render(context)
    assert context.suppressed == {"editor"}
    assert plain(_compiled('<names variable="editor"/>', {})(context)) == ""


def test_names_that_do_not_stand_in_are_not_used_up() -> None:
    context = _context({"author": FOUR[:1]})
    _compiled(SUBSTITUTED, {})(context)
    assert context.suppressed == set()


def test_a_trace_tells_which_names_were_rendered_and_how() -> None:
    xml = '<names variable="author editor"><name form="short" initialize-with="."/></names>'
    inherited = {"et-al-min": "3", "et-al-use-first": "1"}
    context = _context({"author": FOUR, "editor": FOUR[:1]})
    node = _compiled(xml, inherited)(context)
    (trace,) = context.names
    assert trace.variables == ("author", "editor")
    assert [name.family for name in trace.names] == ["Ash", "Birch", "Cedar", "Dill"]
    assert (trace.shown, trace.etal, trace.form, trace.initialize) == (1, True, "short", True)
    assert trace.node is node
    assert [plain(name) for name in find(node, "name")] == ["Ash", "Ash"]


def test_the_trace_of_a_substitute_names_what_stood_in() -> None:
    context = _context({"editor": FOUR[:1]})
    _compiled(SUBSTITUTED, {})(context)
    assert [trace.variables for trace in context.names] == [("editor",)]
    context = _context({"title": "Tides"})
    _compiled(SUBSTITUTED, {})(context)
    assert [trace.variables for trace in context.names] == [()]
    assert plain(context.names[0].node) == "Tides"


def test_variables_are_counted_for_groups() -> None:
    context = _context({"editor": FOUR[:1]})
    _compiled('<names variable="editor translator"/>', {})(context)
    assert (context.called, context.filled) == (2, 1)
    _compiled('<names variable="author"/>', {})(context)
    assert (context.called, context.filled) == (3, 1)


def test_hidden_names_render_nothing_but_leave_a_trace() -> None:
    for data in ({"author": FOUR[:1]}, {"editor": FOUR[:1]}, {"title": "Tides"}):
        context = _context(data, hide_names=1)
        render = _compiled(SUBSTITUTED, {})
        assert render(context) is None
        assert len(context.names) == 1
        assert context.filled == 0
        assert render(_context(data)) is not None


@pytest.mark.parametrize(
    ("attributes", "levels", "expected"),
    [
        ('form="short" initialize-with="."', [0, 0], "Ash, Birch"),
        ('form="short" initialize-with="."', [1], "A. Ash, Birch"),
        ('form="short" initialize-with="."', [1, 2], "A. Ash, Bo Birch"),
        ('form="short"', [0, 1], "Ash, Bo Birch"),
        ('initialize-with="."', [0, 2], "A. Ash, Bo Birch"),
        ('form="short" name-as-sort-order="all"', [2], "Ash, Ada, Birch"),
    ],
)
def test_given_names_distinguish_as_much_as_is_demanded(
    attributes: str, levels: list[int], expected: str
) -> None:
    distinction = Distinction(given=[levels])
    assert _authors(f"<name {attributes}/>", 2, distinction=distinction) == expected


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (1, "Ada Ash et al."),
        (2, "Ada Ash, Bo Birch, et al."),
        (4, "Ada Ash, Bo Birch, Cy Cedar, Di Dill"),
        (9, "Ada Ash, Bo Birch, Cy Cedar, Di Dill"),
    ],
)
def test_more_names_distinguish_as_far_as_is_demanded(shown: int, expected: str) -> None:
    name = '<name et-al-min="3" et-al-use-first="1"/>'
    assert _authors(name, 4, distinction=Distinction(shown=[shown])) == expected


@pytest.mark.parametrize(
    ("attributes", "key", "words"),
    [
        ('and="text"', KeyNames(), ["Ash", "Ada", "Birch", "Bo", "Cedar", "Cy"]),
        ('form="short"', KeyNames(), ["Ash", "Birch", "Cedar"]),
        ('initialize-with="."', KeyNames(2, 1), ["Ash", "A."]),
        ('form="short"', KeyNames(3, 1, True), ["Ash", "Cedar"]),
        ('form="count"', KeyNames(3, 1), ["1"]),
    ],
)
def test_sort_keys_have_names_only(attributes: str, key: KeyNames, words: list[str]) -> None:
    xml = f'<names variable="editor"><name {attributes}/><label/></names>'
    assert _render(xml, {"editor": FOUR[:3]}, sorting=key).split() == words


def test_renderings_do_not_share_what_a_bibliography_replaces() -> None:
    render = _compiled('<names variable="author"/>', {})
    item = Item({"author": FOUR[:1]})
    context = _context({})
    context.item = item
    (name,) = find(render(context), "name")
    name.children = ["---"]
    assert plain(render(context)) == "Ada Ash"


def test_an_and_that_is_no_word_takes_the_place_of_the_delimiter() -> None:
    names = [person("Mulder"), person("Zand"), person("Oort")]
    for term, expected in (("–", "Mulder, Zand–Oort"), ("og", "Mulder, Zand, og Oort")):
        made = style(
            '<names variable="author"><name and="text"/></names>',
            macros=f'<locale><terms><term name="and">{term}</term></terms></locale>',
        )
        assert cited(made, item(author=names)) == expected


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [(" ", "Mulder et al. (x)"), (".", "Mulder. et al.(x)"), (")", "Mulder) et al.(x)")],
)
def test_a_suffix_of_names_that_is_a_stop_ends_an_abbreviated_list_too(
    suffix: str, expected: str
) -> None:
    made = style(
        '<names variable="author">'
        f'<name form="short" et-al-min="2" et-al-use-first="1" suffix="{suffix}"/></names>'
        '<text value="(x)"/>'
    )
    assert cited(made, item(author=[person("Mulder"), person("Zand")])) == expected
