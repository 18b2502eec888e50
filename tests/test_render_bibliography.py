from __future__ import annotations

import warnings
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import dates, names, works

from refkit.errors import ConfigurationError, UnknownStyleError
from refkit.model import Date, Name, Work
from refkit.model.work import TEXT_VARIABLES
from refkit.render import Entry, render

CRYING = Work(
    id="gracanin2014",
    type="article-journal",
    title="Is crying a self-soothing behavior?",
    container_title="Frontiers in Psychology",
    author=[
        Name("Gračanin", "Asmir"),
        Name("Bylsma", "Lauren M."),
        Name("Vingerhoets", "Ad J. J. M."),
    ],
    issued=Date(date_parts=((2014,),)),
    volume="5",
    number="502",
    DOI="10.3389/fpsyg.2014.00502",
)
REVIEW = Work(
    id="bylsma2021",
    type="article-journal",
    title="A clinical practice review of crying research",
    container_title="Psychotherapy",
    author=[
        Name("Bylsma", "Lauren M."),
        Name("Gračanin", "Asmir"),
        Name("Vingerhoets", "Ad J. J. M."),
    ],
    issued=Date(date_parts=((2021,),)),
    volume="58",
    issue="1",
    page="133–149",
    DOI="10.1037/pst0000342",
)


@pytest.mark.parametrize(
    ("style", "entry"),
    [
        (
            "apa",
            "Gračanin, A., Bylsma, L. M., & Vingerhoets, A. J. J. M. (2014). Is crying a "
            "self-soothing behavior? Frontiers in Psychology, 5, Article 502. "
            "https://doi.org/10.3389/fpsyg.2014.00502",
        ),
        (
            "vancouver",
            "1. Gračanin A, Bylsma LM, Vingerhoets AJJM. Is crying a self-soothing behavior? "
            "Frontiers in Psychology. 2014;5:502. doi:10.3389/fpsyg.2014.00502",
        ),
        (
            "chicago",
            "Gračanin, Asmir, Lauren M. Bylsma, and Ad J. J. M. Vingerhoets. 2014. “Is Crying a "
            "Self-soothing Behavior?” Frontiers in Psychology 5: 502. "
            "https://doi.org/10.3389/fpsyg.2014.00502.",
        ),
        (
            "mla",
            "Gračanin, Asmir, et al. “Is Crying a Self-soothing Behavior?” Frontiers in "
            "Psychology, vol. 5, no. 502, 2014, https://doi.org/10.3389/fpsyg.2014.00502.",
        ),
        (
            "ieee",
            "[1] A. Gračanin, L. M. Bylsma, and A. J. J. M. Vingerhoets, “Is crying a "
            "self-soothing behavior?” Frontiers in Psychology, vol. 5, Art. no. 502, 2014, doi: "
            "10.3389/fpsyg.2014.00502.",
        ),
    ],
)
def test_an_article_with_three_authors(style: str, entry: str) -> None:
    bibliography = render([CRYING], style)
    assert bibliography.entries == [Entry("gracanin2014", entry)]
    assert bibliography.warnings == []


def test_pages_and_issue_in_apa() -> None:
    assert str(render([REVIEW])) == (
        "Bylsma, L. M., Gračanin, A., & Vingerhoets, A. J. J. M. (2021). A clinical practice "
        "review of crying research. Psychotherapy, 58(1), 133–149. "
        "https://doi.org/10.1037/pst0000342"
    )


def test_entries_are_in_the_style_s_order() -> None:
    assert [entry.id for entry in render([CRYING, REVIEW]).entries] == [
        "bylsma2021",
        "gracanin2014",
    ]
    assert [entry.id for entry in render([CRYING, REVIEW], "ieee").entries] == [
        "gracanin2014",
        "bylsma2021",
    ]


def test_html_and_markdown_have_markup_and_text_none() -> None:
    assert "<i>Psychotherapy</i>, <i>58</i>(1)" in str(render([REVIEW], format="html"))
    assert "*Psychotherapy*, *58*(1), 133–149. <https://doi.org/10.1037/pst0000342>" in str(
        render([REVIEW], format="markdown")
    )
    assert str(render([REVIEW, REVIEW])).count("\n") == 1


def test_html_is_escaped_whatever_the_fields_hold() -> None:
    hostile = CRYING.copy(
        id='"><script>',
        title="<script>alert('1')</script> & <i>E. coli</i>",
        author=[Name("<b>Smith</b>", "J<")],
        container_title="</div>",
        DOI="",
        URL="https://example.org/<script>",
    )
    bibliography = render([hostile], format="html")
    assert "<script>" not in str(bibliography)
    root = ElementTree.fromstring(str(bibliography))
    assert root[0].get("data-id") == '"><script>'
    assert "".join(root[0].itertext()).startswith(
        "<b>Smith</b>, J. (2014). <script>alert('1')</script> & E. coli."
    )
    assert root[0][0].text == "E. coli"


def test_a_style_s_locale_and_another_one() -> None:
    assert "Article 502" in str(render([CRYING]))
    assert "Artikel 502" in str(render([CRYING], locale="de"))
    with pytest.raises(UnknownStyleError, match="no locale 'xx'"):
        render([CRYING], locale="xx")


def test_hanging_indent_is_the_style_s() -> None:
    assert render([CRYING], "apa").hanging_indent
    assert not render([CRYING], "ieee").hanging_indent
    assert 'class="csl-bib-body hanging-indent"' in str(render([CRYING], format="html"))


def test_variables_of_csl_1_0_2_do_not_end_the_bibliography() -> None:
    modern = CRYING.copy(
        id="modern",
        chair=[Name("Doe", "Jane")],
        script_writer=[Name("Roe", "R.")],
        event_title="A meeting",
        custom={"x": 1},
        extra={"y": 2},
    )
    bibliography = render([modern, REVIEW])
    assert [entry.id for entry in bibliography.entries] == ["bylsma2021", "modern"]
    assert bibliography.warnings == []


def test_a_work_that_the_engine_fails_on_has_an_entry_and_a_warning() -> None:
    # citeproc-py: a range within one month that a style prints with the year last.
    faulty = Work(
        id="talk",
        type="speech",
        title="Using music therapy",
        author=[Name("Fistek", "A.")],
        issued=Date(date_parts=((2017, 7, 12), (2017, 7, 15))),
        event_date=Date(date_parts=((2017, 7, 12), (2017, 7, 15))),
        event_title="Conference",
    )
    bibliography = render([faulty, CRYING])
    assert [entry.id for entry in bibliography.entries] == ["talk", "gracanin2014"]
    assert bibliography.entries[0].text == ("Fistek, A. (2017, July 12–15). Using music therapy.")
    [warning] = bibliography.warnings
    assert warning.startswith("talk: apa could not be rendered by citeproc-py (TypeError")


def test_no_warning_of_the_engine_and_no_print_reaches_the_user(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        render([CRYING.copy(chair=[Name("Doe")], medium="x", part_title="y")])
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("work", "text"),
    [
        (Work(title="Tears"), "Tears. (n.d.)."),
        (Work(), "(n.d.)."),
        (Work(title="Tears", issued=Date(literal="in press")), "Tears. (in press)."),
        (
            Work(title="Tears", container_title="Emotion", volume="2", author=[Name("Doe", "J.")]),
            "Doe, J. (n.d.). Tears. Emotion, 2.",
        ),
        (
            Work(
                title="Tears", publisher="P", author=[Name(literal="WHO")], issued=Date(((2001,),))
            ),
            "WHO. (2001). Tears. P.",
        ),
    ],
)
def test_works_without_a_type_are_rendered(work: Work, text: str) -> None:
    assert str(render([work])) == text


def test_a_title_in_place_of_an_author_is_not_repeated() -> None:
    page = Work(
        type="webpage",
        title="Why do we cry?",
        container_title="Tears",
        issued=Date(date_parts=((2020, 5, 1),)),
        URL="https://example.org/tears",
    )
    assert str(render([page])) == ("Why do we cry? (2020, May 1). Tears. https://example.org/tears")


def test_misuse_is_told() -> None:
    with pytest.raises(ConfigurationError, match="no format 'pdf'; there are text, html, markdown"):
        render([CRYING], format="pdf")
    with pytest.raises(ConfigurationError, match="no engine 'x'; there are citeproc-py"):
        render([CRYING], engine="x")
    with pytest.raises(UnknownStyleError, match="no style 'zzz'"):
        render([CRYING], "zzz")


def test_a_style_without_bibliography_is_told(tmp_path: Path) -> None:
    path = tmp_path / "notes.csl"
    path.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">'
        '<info><title>N</title></info><citation><layout><text variable="title"/></layout>'
        "</citation></style>"
    )
    with pytest.raises(ConfigurationError, match="the style 'notes' has no bibliography"):
        render([CRYING], path)


def test_no_works_are_no_entries() -> None:
    assert str(render([])) == ""


_ODD_TEXT = st.text(max_size=12) | st.sampled_from(
    ["<i>", "</i>", "1-2", "&", "\ue000", "$", "1,2"]
)
_ODD_NAMES = st.builds(Name, _ODD_TEXT, _ODD_TEXT, _ODD_TEXT, _ODD_TEXT, _ODD_TEXT) | names()
_ODD_DATES = dates() | st.builds(
    Date,
    date_parts=st.lists(st.lists(st.integers(-3000, 3000), max_size=4).map(tuple), max_size=3).map(
        tuple
    ),
    season=st.integers(0, 9) | st.text(max_size=4),
    literal=st.text(max_size=5),
    raw=st.text(max_size=5),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    works(),
    st.dictionaries(st.sampled_from(TEXT_VARIABLES), _ODD_TEXT, max_size=6),
    st.lists(_ODD_NAMES, max_size=3),
    _ODD_DATES,
    st.sampled_from(["apa", "vancouver", "mla", "ieee"]),
    st.sampled_from(["book", "chapter", "legal_case", "", "webpage", "speech", "own"]),
)
def test_every_work_has_an_entry(
    work: Work, texts: dict[str, str], people: list[Name], date: Date, style: str, type_: str
) -> None:
    for variable, text in texts.items():
        work.set(variable, text)
    work.type, work.author, work.issued, work.accessed = type_, people, date, date
    bibliography = render([work, CRYING], style, format="html")
    assert sorted(entry.id for entry in bibliography.entries) == sorted([work.id, CRYING.id])
    ElementTree.fromstring(str(bibliography))
    assert all(entry.text for entry in bibliography.entries)


def test_an_entry_without_id_has_none_in_html() -> None:
    text = str(render([Work(type="book", title="Tears")], format="html"))
    assert '<div class="csl-entry">' in text
