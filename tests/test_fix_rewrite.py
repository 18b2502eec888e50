"""Reference lists that are rendered anew in their place, in the layout that they have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fixes_made import BRIDGES, TEARS, UNKNOWN, article, records_file

import refkit
from refkit.api import Rewritten, rewrite_list

WRONG = TEARS.replace("133–149", "492–502")
DAMAGED = "Ode, N. (in perhaps 2003?? or so, see there. Unreadable thing for whales: 7"
APA_UNKNOWN = (
    "Ode, M. (2003). The salinity of emotional tears in the field. *Letters on Laughter*, *7*(3), "
    "55–66."
)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return records_file(tmp_path_factory.mktemp("records"))


def rewrite(source: Any, records: Path, style: str = "apa", **options: Any) -> Rewritten:
    """Write the lists anew, twice: the second time changes nothing."""
    options.setdefault("format", "markdown")
    with refkit.Sources(records=[records], offline=True) as sources:
        done = rewrite_list(source, style, sources=sources, **options)
        again = rewrite_list(done.after, style, sources=sources, **options)
    assert again.after == done.after
    return done


def test_entries_are_rendered_from_their_records_and_sorted(records: Path) -> None:
    done = rewrite(article(BRIDGES, WRONG), records)
    assert done.after == article(TEARS, BRIDGES)
    assert not done.kept


def test_an_entry_that_was_not_identified_is_rendered_if_it_is_read_for_sure(records: Path) -> None:
    done = rewrite(article(WRONG, UNKNOWN), records, "american-medical-association")
    assert done.after == article(
        "1\\. Gračanin A, Bylsma LM, Vingerhoets AJJM. Is crying a self-soothing behavior? "
        "*Annals of Tears*. 2014;5(2):133-149. doi:10.5555/tears.2014",
        "2\\. Ode M. The salinity of emotional tears in the field. *Letters on Laughter*. "
        "2003;7(3):55-66.",
    )


def test_an_entry_that_is_not_read_for_sure_stays_byte_for_byte(records: Path) -> None:
    done = rewrite(article(WRONG, DAMAGED), records)
    assert done.after == article(TEARS, DAMAGED)
    assert [each.reference.raw for each in done.kept] == [DAMAGED]


def test_markup_that_no_field_holds_keeps_an_entry_as_it_is(records: Path) -> None:
    entry = "Ode, M. (2003). Growth of *E. coli* in tears. *Letters on Laughter*, *7*(3), 55–66."
    done = rewrite(article(entry, WRONG), records)
    assert done.after == article(TEARS, entry)
    assert [each.reason for each in done.kept] == ["markup within it would be lost"]


def test_what_the_record_lacks_is_taken_from_the_entry(records: Path) -> None:
    entry = TEARS.replace("Gračanin, A.", "Gračanin, A.").replace("(2014)", "(2014, May)")
    done = rewrite(article(entry), records, "chicago-author-date")
    assert "2014. “Is Crying" in done.after


LAYOUTS = [
    # form, list, the list in APA
    (
        "markdown",
        f"* {BRIDGES}\n* {WRONG}\n",
        f"* {TEARS}\n* {BRIDGES}\n",
    ),
    (
        "markdown",
        f"1. {BRIDGES}\n2. {WRONG}\n",
        f"1. {BRIDGES}\n2. {TEARS}\n",
    ),
    (
        "markdown",
        f"{BRIDGES}\r\n\r\n\r\n{WRONG}\r\n",
        f"{TEARS}\r\n\r\n\r\n{BRIDGES}\r\n",
    ),
    (
        "markdown",
        f"> {BRIDGES}\n>\n> {WRONG}\n",
        f"> {TEARS}\n>\n> {BRIDGES}\n",
    ),
    (
        "markdown",
        "::: {#refs}\n" + BRIDGES.replace(" https://doi.org/10.5555/bridges.77", "") + "\n:::\n",
        f"::: {{#refs}}\n{BRIDGES}\n:::\n",
    ),
    (
        "markdown",
        BRIDGES.replace(
            "https://doi.org/10.5555/bridges.77", "<https://doi.org/10.5555/bridges.77>"
        )
        + "\n",
        BRIDGES.replace(
            "https://doi.org/10.5555/bridges.77", "<https://doi.org/10.5555/bridges.77>"
        )
        + "\n",
    ),
    (
        "markdown",
        BRIDGES.replace(
            "https://doi.org/10.5555/bridges.77",
            "[doi:10.5555/bridges.77](https://doi.org/10.5555/bridges.77)",
        )
        + "\n",
        BRIDGES.replace(
            "https://doi.org/10.5555/bridges.77",
            "[https://doi.org/10.5555/bridges.77](https://doi.org/10.5555/bridges.77)",
        )
        + "\n",
    ),
    (
        "html",
        "<ul>\n <li>Yang, Y. &amp; He, R. (2019). <b>Seismic response of reinforced concrete "
        'bridge columns</b>. <a href="https://doi.org/10.5555/bridges.77">doi</a></li>\n</ul>\n',
        "<ul>\n <li>Yang, Y., &#38; He, R. (2019). Seismic response of reinforced concrete bridge "
        'columns. <i>Journal of Bridges</i>, <i>200</i>(1), 10–19. <a href="https://doi.org/'
        '10.5555/bridges.77">https://doi.org/10.5555/bridges.77</a></li>\n</ul>\n',
    ),
    (
        "html",
        '<div class="csl-entry"><em>Yang, Y.</em>, &amp; He, R. (2019). Seismic response of '
        "reinforced concrete bridge columns.</div>\n",
        '<div class="csl-entry">Yang, Y., &#38; He, R. (2019). Seismic response of reinforced '
        "concrete bridge columns. <i>Journal of Bridges</i>, <i>200</i>(1), 10–19. "
        "https://doi.org/10.5555/bridges.77</div>\n",
    ),
]


@pytest.mark.parametrize(("form", "before", "after"), LAYOUTS)
def test_the_layout_of_the_list_stays(form: str, before: str, after: str, records: Path) -> None:
    head = "<h2>References</h2>\n" if form == "html" else "Text.\n\n## References\n\n"
    tail = "<h2>Notes</h2><p>End.</p>\n" if form == "html" else "\n## Notes\n\nEnd.\n"
    done = rewrite(head + before + tail, records, format=form)
    assert done.after == head + after + tail


HANGING = """\
References

Yang, Y., & He, R. (2019). Seismic response of
    reinforced concrete bridge columns. Journal
    of Bridges, 20, 10-19.
Gracanin, A., Bylsma, L. M., & Vingerhoets, A. J.
    J. M. (2014). Is crying a self-soothing
    behavior? Annals of Tears, 5(2), 133-149.
"""

HANGING_AFTER = """\
References

Gračanin, A., Bylsma, L. M., & Vingerhoets, A. J.
    J. M. (2014). Is crying a self-soothing
    behavior? Annals of Tears, 5(2), 133–149.
    https://doi.org/10.5555/tears.2014
Yang, Y., & He, R. (2019). Seismic response of
    reinforced concrete bridge columns. Journal
    of Bridges, 200(1), 10–19.
    https://doi.org/10.5555/bridges.77
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_broken_lines_are_broken_again(line_end: str, records: Path) -> None:
    done = rewrite(HANGING.replace("\n", line_end), records, format="text")
    assert done.after == HANGING_AFTER.replace("\n", line_end)


def test_every_line_may_be_an_entry(records: Path) -> None:
    plain = [each.replace("*", "") for each in (BRIDGES, WRONG, TEARS)]
    done = rewrite(f"{plain[0]}\n\n{plain[1]}\n", records, format="text", lines=True)
    assert done.after == f"{plain[2]}\n\n{plain[0]}\n"


def test_a_list_with_numbers_keeps_its_order(records: Path) -> None:
    done = rewrite(article(f"[1] {BRIDGES}", f"[2] {WRONG}"), records, "ieee")
    assert done.after == article(
        "[1] Y. Yang and R. He, “Seismic response of reinforced concrete bridge columns,” "
        "*Journal of Bridges*, vol. 200, no. 1, pp. 10–19, 2019, doi: 10.5555/bridges.77.",
        "[2] A. Gračanin, L. M. Bylsma, and A. J. J. M. Vingerhoets, “Is crying a self-soothing "
        "behavior?,” *Annals of Tears*, vol. 5, no. 2, pp. 133–149, 2014, doi: 10.5555/tears.2014.",
    )
    sorted_style = rewrite(
        article(f"[1] {BRIDGES}", f"[2] {WRONG}"),
        records,
        "american-medical-association-alphabetical",
    )
    assert "[1] Yang Y, He R. " in sorted_style.after
    ordered = rewrite(article(f"[1] {BRIDGES}", f"[2] {WRONG}"), records)
    assert ordered.after == article(f"[1] {BRIDGES}", f"[2] {TEARS}")
    assert ordered.notes == ["the entries have numbers: their order stays as it is"]


def test_entries_that_links_lead_to_stay_in_their_places(records: Path) -> None:
    def page(first: str, second: str) -> str:
        return (
            f'<h2>References</h2>\n<p id="r1">{first.replace("*", "").replace("&", "&#38;")}</p>\n'
            f'<p id="r2">{second.replace("*", "").replace("&", "&#38;")}</p>\n'
        )

    done = rewrite(page(BRIDGES, WRONG), records, format="html")
    assert done.notes == [
        "the entries have anchors, which links lead to: their order stays as it is"
    ]
    assert done.after.index("Yang") < done.after.index("Gračanin")


REFUSED = [
    (
        f'<h2>References</h2><p>{TEARS} <a name="x">x</a> (p. 1)</p>',
        "html",
        "a link may lead to an anchor within it",
    ),
    ("Just text.\n", "markdown", "has no reference list"),
]


@pytest.mark.parametrize(("source", "form", "reason"), REFUSED)
def test_a_list_that_cannot_be_written_exactly_is_refused(
    source: str, form: str, reason: str, records: Path
) -> None:
    with pytest.raises(refkit.InputError, match=reason):
        rewrite(source, records, format=form)


def test_a_style_that_has_no_bibliography_is_refused(records: Path) -> None:
    with pytest.raises(refkit.ConfigurationError):
        rewrite(article(TEARS), records, "no-such-style")


def test_a_style_in_another_language(records: Path) -> None:
    done = rewrite(article(BRIDGES), records, locale="de-DE")
    assert done.after == article(BRIDGES.replace(", & He", ", & He"))


def test_the_file_keeps_its_encoding(tmp_path: Path, records: Path) -> None:
    path = tmp_path / "article.md"
    path.write_bytes(article(BRIDGES, WRONG).replace("\n", "\r\n").encode("utf-16"))
    with refkit.Sources(records=[records], offline=True) as sources:
        assert rewrite_list(path, "apa", sources=sources, write=True).written
    assert path.read_bytes() == article(TEARS, BRIDGES).replace("\n", "\r\n").encode("utf-16")


@pytest.mark.parametrize(
    "style",
    [
        "apa",
        "ieee",
        "vancouver",
        "chicago-author-date",
        "modern-language-association",
        "nature",
        "harvard-cite-them-right",
        "elsevier-harvard",
        "iso690-author-date-en",
        "din-1505-2",
    ],
)
@pytest.mark.parametrize("form", ["markdown", "html", "text"])
def test_rewriting_twice_is_rewriting_once(style: str, form: str, records: Path) -> None:
    entries = [UNKNOWN, BRIDGES, DAMAGED, WRONG]
    if form == "html":
        source = "<h2>References</h2>\n" + "\n".join(f"<p>{each}</p>" for each in entries)
    else:
        source = article(*entries)
    done = rewrite(
        source.replace("*", "") if form != "markdown" else source, records, style, format=form
    )
    assert DAMAGED in done.after
