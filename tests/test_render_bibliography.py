from __future__ import annotations

import warnings
from pathlib import Path
from xml.etree import ElementTree

import pytest

from refkit.csl import Style
from refkit.csl.item import Item
from refkit.errors import ConfigurationError, UnknownStyleError
from refkit.model import Date, Name, Work
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
            "Self-Soothing Behavior?” Frontiers in Psychology 5: 502. "
            "https://doi.org/10.3389/fpsyg.2014.00502.",
        ),
        (
            "mla",
            "Gračanin, Asmir, et al. “Is Crying a Self-Soothing Behavior?” Frontiers in "
            "Psychology, vol. 5, no. 502, 2014, https://doi.org/10.3389/fpsyg.2014.00502.",
        ),
        (
            "ieee",
            "[1] A. Gračanin, L. M. Bylsma, and A. J. J. M. Vingerhoets, “Is crying a "
            "self-soothing behavior?,” Frontiers in Psychology, vol. 5, Art. no. 502, 2014, doi: "
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
        "Smith, J. (2014). <script>alert(“1”)</script> & E. coli."
    )
    assert [mark.text for mark in root[0]][:2] == ["Smith", "E. coli"]


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


def test_a_work_that_cannot_be_rendered_has_an_entry_and_a_warning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = Item.text

    def fail(item: Item, variable: str) -> str:
        if variable == "DOI" and text(item, "volume") == "5":
            raise ZeroDivisionError("a bug")
        return text(item, variable)

    monkeypatch.setattr(Item, "text", fail)
    for style in ("apa", "ieee", "modern-language-association"):
        bibliography = render([CRYING, REVIEW], style, format="html")
        assert sorted(entry.id for entry in bibliography.entries) == ["bylsma2021", "gracanin2014"]
        [faulty] = [entry.text for entry in bibliography.entries if entry.id == "gracanin2014"]
        assert faulty.endswith(
            "Gračanin, Asmir, Bylsma, Lauren M., Vingerhoets, Ad J. J. M. (2014). Is crying a "
            "self-soothing behavior?."
        )
        assert bibliography.warnings == [
            "gracanin2014: could not be rendered as the style asks (ZeroDivisionError: a bug)"
        ]


def test_a_work_that_citeproc_py_fails_on_has_an_entry_and_a_warning() -> None:
    # A range within one month that a style prints with the year last.
    faulty = Work(
        id="talk",
        type="speech",
        title="Using music therapy",
        author=[Name("Fistek", "A.")],
        issued=Date(date_parts=((2017, 7, 12), (2017, 7, 15))),
        event_date=Date(date_parts=((2017, 7, 12), (2017, 7, 15))),
        event_title="Conference",
    )
    bibliography = render([faulty, CRYING], engine="citeproc-py")
    assert [entry.id for entry in bibliography.entries] == ["talk", "gracanin2014"]
    assert bibliography.entries[0].text == "Fistek, A. (2017). Using music therapy."
    [warning] = bibliography.warnings
    assert warning.startswith("talk: apa could not be rendered by citeproc-py (TypeError")
    assert render([faulty]).warnings == []


def test_the_other_engine_writes_every_format_too() -> None:
    assert str(render([REVIEW], engine="citeproc-py")) == str(render([REVIEW]))
    assert r"\textit{Psychotherapy}" in str(render([REVIEW], engine="citeproc-py", format="latex"))


def test_a_work_of_which_the_style_renders_nothing_is_left_out_with_a_warning() -> None:
    letter = Work(id="letter", type="personal_communication", author=[Name("Doe", "J.")])
    bibliography = render([letter, REVIEW])
    assert [entry.id for entry in bibliography.entries] == ["bylsma2021"]
    assert bibliography.warnings == ["letter: the style renders nothing of it"]


def test_works_need_no_ids_and_may_share_one() -> None:
    first = Work(type="book", title="Tears", author=[Name("Doe", "J.")], issued=Date(((2020,),)))
    second = first.copy(title="Smiles")
    assert str(render([first, second])) == ("Doe, J. (2020a). Smiles.\nDoe, J. (2020b). Tears.")


def test_a_compiled_style_is_taken_as_it_is() -> None:
    style = Style.load("apa", "de")
    assert "Artikel 502" in str(render([CRYING], style))
    for changes in ({"locale": "fr"}, {"engine": "citeproc-py"}):
        with pytest.raises(ConfigurationError):
            render([CRYING], style, **changes)


def test_runs_are_texts_with_their_formatting() -> None:
    bibliography = render([REVIEW], format="runs")
    [entry] = bibliography.entries
    assert entry.text == str(bibliography) == str(render([REVIEW]))
    assert [run.text for run in entry.runs if run.italic] == ["Psychotherapy", "58"]
    assert "".join(run.text for run in entry.runs) == entry.text


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
        (Work(), "(N.d.)."),
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
    with pytest.raises(ConfigurationError, match="no engine 'x'; there are refkit, citeproc-py"):
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
    for engine in ("refkit", "citeproc-py"):
        with pytest.raises(ConfigurationError, match="the style 'N' has no bibliography"):
            render([CRYING], path, engine=engine)


def test_no_works_are_no_entries() -> None:
    assert str(render([])) == ""


def test_an_entry_without_id_has_none_in_html() -> None:
    text = str(render([Work(type="book", title="Tears")], format="html"))
    assert '<div class="csl-entry">' in text


def test_blanks_around_the_parts_of_a_name_are_not_rendered() -> None:
    work = Work(title="Tides", author=[Name(family="Mulder ", given=" Ada")])
    assert render([work]).entries[0].text.startswith("Mulder, A. (n.d.)")
