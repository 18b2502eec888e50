"""Laws of rendering: it never fails, what it writes is well formed, nothing is done twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import dates, names, works

import refkit
from refkit.csl import Citation, CitationItem, Document, Style
from refkit.csl.style import Area
from refkit.csl.variables import KNOWN
from refkit.csl.writers import WRITERS
from refkit.model import Date, Name, Work
from refkit.model.work import TEXT_VARIABLES, TYPES

STYLES = ("apa", "ieee", "chicago-notes-bibliography", "modern-language-association")
TYPES_DRAWN = st.sampled_from([*sorted(TYPES), "", "own"])
LAW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def style(name: str) -> Style:
    return Style.load(name)


# What fields hold

_PIECES = st.sampled_from(
    [
        *(
            "<i>",
            "</i>",
            "<sc>",
            '<span class="nocase">',
            "</span>",
            "]]>",
            "1-2",
            "10 & 11",
            "2nd",
        ),
        *("Straße", "東京", "مقال", "ibid.", ". ", "https://a.b/c_d"),
        *"&<“'\"{}\\$%*_#–? \n\x00\ud800\u202e\ue000",
    ]
)
_ODD_TEXT = st.text(max_size=12) | st.lists(_PIECES, max_size=5).map("".join)
_ODD_NAMES = st.builds(Name, _ODD_TEXT, _ODD_TEXT, _ODD_TEXT, _ODD_TEXT, _ODD_TEXT) | names()
_ODD_DATES = dates() | st.builds(
    Date,
    date_parts=st.lists(st.lists(st.integers(-3000, 3000), max_size=4).map(tuple), max_size=3).map(
        tuple
    ),
    season=st.integers(0, 9) | _ODD_TEXT,
    literal=_ODD_TEXT,
    raw=_ODD_TEXT,
)


@st.composite
def odd_works(draw: st.DrawFn) -> Work:
    """Works with anything that their types allow."""
    work = draw(works())
    texts = st.dictionaries(st.sampled_from(TEXT_VARIABLES), _ODD_TEXT, max_size=8)
    for variable, text in draw(texts).items():
        work.set(variable, text)
    work.type = draw(TYPES_DRAWN)
    work.author = work.editor = draw(st.lists(_ODD_NAMES, max_size=3))
    work.issued = work.accessed = draw(_ODD_DATES)
    return work


_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats()
    | _ODD_TEXT
    | st.sampled_from([[[2020, "5"]], [[None]], [], {}])
)
_NAME_KEYS = ("family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle")
_KEYS = st.sampled_from([*_NAME_KEYS, "date-parts", "season", "circa", "raw", "x"])
_JSON = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=8,
)
_VARIABLES = st.sampled_from(sorted(KNOWN | {"custom", "shortTitle", "x"}))
_ODD_ITEMS = st.dictionaries(_VARIABLES, _JSON, max_size=10)
_CITES = st.builds(
    CitationItem,
    id=st.sampled_from(["0", "1"]),
    locator=_ODD_TEXT,
    label=st.sampled_from(["", "page", "chapter", "sub-verbo", "own"]),
    prefix=_ODD_TEXT,
    suffix=_ODD_TEXT,
    suppress_author=st.booleans(),
    author_only=st.booleans(),
    position=st.sampled_from(["", "first", "ibid", "ibid-with-locator", "subsequent"]),
)
_CITATIONS = st.builds(
    Citation,
    items=st.lists(_CITES, min_size=1, max_size=3).map(tuple),
    note=st.integers(0, 3),
    mode=st.sampled_from(["", "composite", "author-only", "suppress-author"]),
)


# What every output must be


def shown(html: str) -> str:
    """What a reader sees of HTML; fails where it is not well formed."""
    return "".join(ElementTree.fromstring(f"<p>{html}</p>").itertext())


def depths(written: str) -> Iterator[int]:
    """The depth of groups after each brace that is none of the text."""
    depth = 0
    for brace in re.findall("[{}]", re.sub(r"\\[\\{}]", "", written)):
        depth += 1 if brace == "{" else -1
        yield depth


def assert_sound(texts: dict[str, str]) -> None:
    """Check the texts of one thing in every format."""
    shown(texts["html"])
    assert not re.search("<(?!/?(?:i|b|em|sup|sub|span|div)[ >])", texts["html"])
    for form in ("latex", "rtf"):
        found = [0, *depths(texts[form])]
        assert (min(found), found[-1]) == (0, 0), form
    assert texts["rtf"].isascii()
    for form, text in texts.items():
        text.encode()
        assert "\x00" not in text, form


@LAW
@given(
    st.lists(odd_works(), min_size=1, max_size=3),
    st.sampled_from(STYLES),
    st.sampled_from([*WRITERS, "runs"]),
)
def test_every_work_has_an_entry_or_a_warning(found: list[Work], name: str, form: str) -> None:
    for number, work in enumerate(found):
        work.id = f"w{number}"
    bibliography = refkit.render(found, style(name), format=form)
    told = {warning.partition(":")[0] for warning in bibliography.warnings}
    assert {entry.id for entry in bibliography.entries} | told == {work.id for work in found}
    assert not any("as the style asks" in warning for warning in bibliography.warnings)


@LAW
@given(st.tuples(_ODD_ITEMS, _ODD_ITEMS), TYPES_DRAWN, _CITATIONS, st.sampled_from(STYLES))
def test_nothing_in_csl_json_makes_rendering_fail(
    items: tuple[dict[str, Any], dict[str, Any]], type_: str, citation: Citation, name: str
) -> None:
    data = [{"type": type_, **item, "id": str(number)} for number, item in enumerate(items)]
    document = Document(style(name), data)
    document.update([citation, citation])
    assert document.faults == {}
    assert_sound({form: document.citation(1, form) for form in WRITERS})
    assert_sound({form: document.cite_alone(citation, form) for form in WRITERS})
    entries = {form: document.bibliography(form).entries for form in WRITERS}
    for place in range(len(entries["html"])):
        assert_sound({form: found[place][1] for form, found in entries.items()})
    assert all(run.text for run in document.citation_runs(0))
    assert document.faults == {}


@LAW
@given(odd_works(), st.sampled_from(STYLES), st.sampled_from(["latex", "rtf", "html"]))
def test_whole_bibliographies_are_well_formed(work: Work, name: str, format: str) -> None:
    text = str(refkit.render([work, work], style(name), format=format))
    if format == "html":
        ElementTree.fromstring(text)
    else:
        found = [0, *depths(text)]
        assert (min(found), found[-1]) == (0, 0)


_WORDS = st.lists(st.sampled_from(["rain", "Salt", "the", "of", "2"]), min_size=1).map(" ".join)
_TAGGED = st.recursive(
    _WORDS,
    lambda inner: (
        st.builds(
            "{0[0]}{1}{0[1]}".format,
            st.sampled_from(
                [
                    *(("<i>", "</i>"), ("<b>", "</b>"), ("<sup>", "</sup>"), ("<sub>", "</sub>")),
                    *(("<sc>", "</sc>"), ('<span class="nocase">', "</span>")),
                    ('<span style="font-variant: small-caps;">', "</span>"),
                ]
            ),
            inner,
        )
        | st.tuples(inner, inner).map(" ".join)
    ),
    max_leaves=6,
)


@LAW
@given(works(), _TAGGED, _TAGGED, st.sampled_from(STYLES))
def test_text_has_no_markup(work: Work, title: str, container: str, name: str) -> None:
    work.title, work.container_title, work.DOI = title, container, ""
    cited = refkit.cite([work], [CitationItem(work.id, prefix=title)], style(name))
    text = cited.texts[0] + str(cited.bibliography)
    assert not re.search(r"[<>\\{}*#]", text)
    html = refkit.cite([work], [CitationItem(work.id, prefix=title)], style(name), format="html")
    words = "".join(shown(text) for text in html.texts) + shown(str(html.bibliography))
    assert "".join(words.split()) == "".join(text.split())


@settings(LAW, max_examples=30)
@given(st.lists(st.lists(_CITATIONS, max_size=6), min_size=2, max_size=4), st.sampled_from(STYLES))
def test_updating_a_document_is_the_same_as_making_it_anew(
    versions: list[list[Citation]], name: str
) -> None:
    items = [item("0", "Salt"), item("1", "Rain")]
    document = Document(style(name), items)
    before: list[str] = []
    for version in versions:
        changed = document.update(version)
        anew = Document(style(name), items)
        anew.update(version)
        texts = [anew.citation(place) for place in range(len(version))]
        assert [document.citation(place) for place in range(len(version))] == texts
        for place, text in enumerate(texts):
            assert place in changed or before[place] == text
        before = texts


def item(id: str, title: str) -> dict[str, Any]:
    author = [{"family": "Doe", "given": "Jane"}]
    issued = {"date-parts": [[2020]]}
    return {"id": id, "type": "book", "title": title, "author": author, "issued": issued}


@pytest.mark.parametrize("name", STYLES)
def test_an_update_renders_only_what_changed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document(style(name), [item(str(number), f"Book {number}") for number in range(20)])
    citations = [
        Citation((CitationItem(str(number % 20)),), id=f"c{number}") for number in range(60)
    ]
    document.update(citations)
    rendered: list[str] = []
    render = Area.render

    def counted(self: Area, context: Any) -> Any:
        rendered.append(context.item.id)
        return render(self, context)

    monkeypatch.setattr(Area, "render", counted)
    assert document.update(citations) == []
    assert rendered == []
    citations[30] = Citation((CitationItem("10", locator="7"),), id="c30")
    assert document.update(citations) == [30]
    assert rendered == ["10"]
    rendered.clear()
    # A citation that goes changes no other one but where positions depend on it.
    assert document.update(citations[:59]) == []
    assert rendered == []


def test_one_style_serves_many_threads() -> None:
    shared = Style.load("apa")
    lists = [
        [item(str(number), f"Book {number} of <i>list</i> {place}") for number in range(30)]
        for place in range(8)
    ]

    def rendered(items: list[dict[str, Any]]) -> list[tuple[str, str]]:
        document = Document(shared, items)
        document.update([Citation((CitationItem(str(number)),)) for number in range(30)])
        texts = [(str(number), document.citation(number)) for number in range(30)]
        return texts + document.bibliography().entries

    alone = [rendered(items) for items in lists]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(rendered, lists * 3)) == alone * 3
