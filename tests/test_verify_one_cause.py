"""Rules together: one fault has one finding, its repair makes no new one, what is right passes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import refkit
from refkit.api import Settings
from refkit.model.finding import Style

RECORDS = [
    {
        "DOI": f"10.5555/{key}",
        "type": "journal-article",
        "title": [title],
        "author": [{"family": family, "given": given} for family, given in authors],
        "container-title": ["Annals of Harbours"],
        "volume": "12",
        "issue": "3",
        "page": "101-120",
        "issued": {"date-parts": [[year]]},
    }
    for key, title, authors, year in (
        (
            "piers",
            "How wooden piers age in salt water",
            [("Marlowe", "Ada"), ("Quist", "Bo")],
            2004,
        ),
        ("ropes", "The strength of wet ropes in winter", [("Nygren", "Cy")], 2011),
        ("gulls", "Gulls and what they take from fishing boats", [("Ostler", "Di")], 2016),
    )
]
PIERS = (
    "Marlowe, A., & Quist, B. (2004). How wooden piers age in salt water. *Annals of Harbours*, "
    "*12*(3), 101–120. https://doi.org/10.5555/piers"
)
ROPES = (
    "Nygren, C. (2011). The strength of wet ropes in winter. *Annals of Harbours*, *12*(3), "
    "101–120. https://doi.org/10.5555/ropes"
)
GULLS = (
    "Ostler, D. (2016). Gulls and what they take from fishing boats. *Annals of Harbours*, "
    "*12*(3), 101–120. https://doi.org/10.5555/gulls"
)
BODY = (
    "Piers age (Marlowe & Quist, 2004). Ropes hold (Nygren, 2011), and gulls steal (Ostler, 2016)."
)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Iterator[refkit.Sources]:
    path: Path = tmp_path_factory.mktemp("records") / "records.json"
    path.write_text(json.dumps(RECORDS), encoding="utf-8")
    with refkit.Sources(records=[path], offline=True, cache=False) as opened:
        yield opened


def article(*entries: str, body: str = BODY, between: str = "\n\n") -> str:
    return f"# On harbours\n\n{body}\n\n## References\n\n{between.join(entries)}\n"


def codes(
    text: str, sources: refkit.Sources, *, format: str = "markdown", style: Style = "apa"
) -> list[str]:
    report = refkit.check(text, format=format, sources=sources, settings=Settings(style=style))
    return [finding.code for finding in report.findings if finding.severity != "info"]


def test_a_correct_article_passes(sources: refkit.Sources) -> None:
    assert codes(article(PIERS, ROPES, GULLS), sources) == []


@pytest.mark.parametrize(
    ("written", "wrong", "code"),
    [
        ("(2004)", "(1997)", "M302"),
        ("Marlowe, A.", "Quillfeather, A.", "M301"),
        ("Quist, B.", "Brandvold, B.", "M301"),
        (", & Quist, B.", "", "M301"),
        ("Marlowe, A., & Quist, B.", "Quist, B., & Marlowe, A.", "M301"),
    ],
)
def test_a_citation_that_agrees_with_the_record_is_not_told_of_beside_the_wrong_entry(
    written: str, wrong: str, code: str, sources: refkit.Sources
) -> None:
    text = article(PIERS.replace(written, wrong), ROPES, GULLS)
    found = codes(text, sources)
    assert [each for each in found if each != "L701"] == [code]
    fixed = refkit.fix(text, format="markdown", sources=sources, unsafe=True)
    assert fixed.after == article(PIERS, ROPES, GULLS)


@pytest.mark.parametrize(
    ("entry", "cited"),
    [
        (PIERS.replace("(2004)", "(2001)"), "Marlowe & Quist, 2001"),
        (PIERS.replace("Quist, B.", "Brandvold, B."), "Marlowe & Brandvold, 2004"),
    ],
)
def test_an_entry_is_not_safely_mended_where_the_text_would_lead_nowhere(
    entry: str, cited: str, sources: refkit.Sources
) -> None:
    text = article(entry, ROPES, GULLS, body=BODY.replace("Marlowe & Quist, 2004", cited))
    assert refkit.fix(text, format="markdown", sources=sources).after == text
    assert refkit.fix(text, format="markdown", sources=sources, unsafe=True).after != text


def test_a_missing_author_is_safely_added_where_the_citation_still_leads_to_the_work(
    tmp_path: Path,
) -> None:
    work = RECORDS[0] | {"author": [{"family": name, "given": "A."} for name in ("Ek", "Bo", "Cy")]}
    path = tmp_path / "records.json"
    path.write_text(json.dumps([work]), encoding="utf-8")
    entry = PIERS.replace("Marlowe, A., & Quist, B.", "Ek, A., & Bo, A.")
    text = article(entry, body="Piers age (Ek & Bo, 2004).")
    with refkit.Sources(records=[path], offline=True, cache=False) as opened:
        fixed = refkit.fix(text, format="markdown", sources=opened)
    assert "Ek, A., Bo, A., & Cy, A. (2004)" in fixed.after


APPLES = "Adler, B. (2018a). *Apples*. Tree Press."
PEARS = "Adler, B. (2018b). *Pears*. Tree Press."
LETTERED = "So it is (Adler, 2018a, 2018b)."


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((APPLES, PEARS), []),
        ((APPLES.replace("8a", "8b"), PEARS.replace("8b", "8a")), ["L703"]),
        ((APPLES, PEARS.replace("8b", "8")), ["L703"]),
        ((PEARS, APPLES), ["L701"]),
    ],
)
def test_wrong_letters_are_told_once_and_not_as_a_wrong_order(
    entries: tuple[str, str], expected: list[str], sources: refkit.Sources
) -> None:
    found = codes(article(*entries, body=LETTERED), sources)
    assert [code for code in found if code.startswith("L")] == expected


@pytest.mark.parametrize(
    "entries",
    [
        pytest.param(
            (
                "Lee, J. M., & Bain, P. (2014). *Salt*. Tree Press.",
                "Lee, J., & Oka, C. (2016). *Rain*. Tree Press.",
            ),
            id="names run together, as programs sort them",
        ),
        pytest.param(
            (
                "Tide Office. (1990, May 3). *Salt*. https://example.org/salt",
                "Tide Office. (n.d.). *Rain*. https://example.org/rain",
            ),
            id="without a date last",
        ),
    ],
)
def test_an_order_that_reference_managers_make_passes(
    entries: tuple[str, str], sources: refkit.Sources
) -> None:
    assert "L701" not in codes(article(*entries), sources)


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f"])
def test_spaces_of_other_kinds_are_no_fault(space: str, sources: refkit.Sources) -> None:
    entries = [entry.replace(", ", f",{space}") for entry in (PIERS, ROPES, GULLS)]
    body = BODY.replace("2004)", f"2004, pp.{space}103–105)")
    assert codes(article(*entries, body=body), sources) == []


@pytest.mark.parametrize(
    ("format", "written", "mended"),
    [
        ("markdown", "*Annals of Harbours*, *Vol. 12*(3)", "*Annals of Harbours*, *12*(3)"),
        ("markdown", "_Annals of Harbours_, _Vol. 12_(3)", "_Annals of Harbours_, _12_(3)"),
        (
            "html",
            "<i>Annals of Harbours</i>, <i>Vol. 12</i>(3)",
            "<i>Annals of Harbours</i>, <i>12</i>(3)",
        ),
    ],
)
def test_a_label_within_the_italics_of_the_volume_goes(
    format: str, written: str, mended: str, sources: refkit.Sources
) -> None:
    right = article(PIERS).replace("*Annals of Harbours*, *12*(3)", mended)
    if format == "html":
        right = "".join(f"<p>{part}</p>\n" for part in right.split("\n\n")).replace(
            "& Q", "&amp; Q"
        )
        right = right.replace("<p>## References</p>", "<h2>References</h2>")
    fixed = refkit.fix(right.replace(mended, written), format=format, sources=sources)
    assert fixed.after == right
    assert [finding.code for finding in fixed.applied] == ["A812"]


def test_an_edition_in_the_title_of_a_review_is_the_title_s(sources: refkit.Sources) -> None:
    entry = (
        "Adler, B. (1987). An introduction to mooring (2nd edn). *Trends in Harbours*, *2*(11), "
        "346–347."
    )
    assert "A813" not in codes(article(entry), sources)
    book = "Adler, B. (1987). *An introduction to mooring* (2nd edn). Tree Press."
    assert "A813" in codes(article(book), sources)


def test_apa_6_sets_the_pages_of_a_named_site_plain(sources: refkit.Sources) -> None:
    page = (
        "Tide Office. (1990, May 3). How tides rise. Retrieved from Tide Watch website: "
        "https://www.example.org/tides"
    )
    assert codes(article(PIERS, ROPES, page), sources, style="apa-6").count("A806") == 0


SPELT = (
    "LeVine, M. (1984). *Salt*. Tree Press.",
    "Levine, N. (1984). *Rain*. Tree Press.",
)


def test_the_work_of_the_name_as_written_is_meant(sources: refkit.Sources) -> None:
    found = codes(article(*SPELT, body="So it is (LeVine, 1984; see also Levine, 1984)."), sources)
    assert "C606" not in found


def test_initials_do_not_stand_for_the_letter_of_the_year(sources: refkit.Sources) -> None:
    other = "Adler, K. (2001). *Plums*. Tree Press."
    body = "So it is (B. Adler, 2018; B. Adler, 2018b; K. Adler, 2001; B. Adler, 2018a)."
    assert "C606" in codes(article(APPLES, PEARS, other, body=body), sources)


def test_a_heading_of_a_text_is_no_part_of_a_citation_below_it() -> None:
    long = "Salt water makes wood hard for a while and then soft, as every carpenter knows. " * 4
    text = f"On piers\n\nIntroduction\n\nHowever, Ek et al. (2015) doubt it.\n\n{long}\n\n{long}\n"
    document = refkit.read(text, format="text")
    from refkit.extract import find_citations

    assert [each.authors for each in find_citations(document)] == [("Ek",)]


def test_what_holds_no_letters_is_not_held_against_the_record(sources: refkit.Sources) -> None:
    entries = [f"{each.rsplit(' ', 1)[0]} <{each.rsplit(' ', 1)[1]}>" for each in (PIERS, ROPES)]
    text = f"On harbours\n\n{BODY}\n\nReferences\n\n" + "\n\n".join(entries) + "\n"
    assert "M304" not in codes(text, sources, format="text")


def test_a_page_is_not_set_in_italics_as_a_volume(tmp_path: Path) -> None:
    work = {**RECORDS[0], "page": "295"}
    del work["volume"], work["issue"]
    path = tmp_path / "records.json"
    path.write_text(json.dumps([work, *RECORDS[1:]]), encoding="utf-8")
    entry = PIERS.replace("*12*(3), 101–120", "295")
    with refkit.Sources(records=[path], offline=True, cache=False) as opened:
        assert "A806" not in codes(article(entry, ROPES, GULLS), opened)
        assert "A806" in codes(article(entry.replace("295", "12(3), 4"), ROPES, GULLS), opened)


def test_a_slip_in_list_and_text_is_safely_mended_in_both(sources: refkit.Sources) -> None:
    right = article(PIERS, ROPES, GULLS)
    fixed = refkit.fix(right.replace("Marlowe", "Malrowe"), format="markdown", sources=sources)
    assert fixed.after == right
    assert [finding.code for finding in fixed.applied] == ["M301", "C604"]
