"""Rules on the list: order, duplicates, letters of the year; what they report, mend and pass."""

from __future__ import annotations

import pytest

import refkit
from refkit.api.articles import reading_of
from refkit.model import Finding, Match, Record, Verdict
from refkit.verify import Article
from refkit.verify.rule import Rule
from refkit.verify.rules.l702_duplicate import Duplicate
from refkit.verify.rules.l703_year_suffix import YearSuffix

ADLER = "Adler, B. (2018). Apples in spring. *Journal of Orchards*, *12*(1), 1–20."
BAUM = "Baum, C. (2015). Cherries in June. *Journal of Orchards*, *9*(2), 31–40."
BAUM_LATER = "Baum, C. (2019). Plums in autumn. *Journal of Orchards*, *13*(4), 301–320."
BAUM_COHEN = "Baum, C., & Cohen, D. (2010). Quinces at last. *Journal of Orchards*, *4*(1), 11–19."
DORN = "Dorn, E. F. (2012). Pears and their trees. *Journal of Orchards*, *6*(3), 55–70."
VAN_DIJK = "van Dijk, G. (2011). Medlars of the north. *Journal of Orchards*, *5*(3), 5–17."
WEBB = "Webb, H. (2001). Walnuts by the road. *Journal of Orchards*, *1*(1), 1–9."


def article(entries: list[str], *, between: str = "\n\n", text: str = "Some text.") -> str:
    return f"# On orchards\n\n{text}\n\n## References\n\n{between.join(entries)}\n"


def found(text: str, code: str, format: str = "markdown") -> list[Finding]:
    with refkit.Sources(offline=True) as sources:
        return refkit.check(text, sources=sources, format=format, select=[code]).findings


def mended(text: str, finding: Finding) -> str:
    assert finding.fix is not None
    span = finding.fix.span
    return text[: span.start] + finding.fix.replacement + text[span.end :]


def judged(rule: Rule, text: str) -> list[Finding]:
    """What a rule says where every work was identified."""
    reading = reading_of(text, "markdown")
    verdicts = [
        Verdict(
            reference=each,
            identity="same-work",
            match=Match(record=Record(work=each.work, source="test"), score=1, reason="", by="doi"),
        )
        for each in reading.references
    ]
    return list(
        rule.check(
            Article(
                document=reading.document,
                verdicts=verdicts,
                lists=reading.lists,
                citations=reading.citations,
                form="apa",
            )
        )
    )


# -- L701 --------------------------------------------------------------------------------------

ORDERED = {
    "alphabet": [ADLER, BAUM, DORN, VAN_DIJK, WEBB],
    "alone, then by year, then with others": [ADLER, BAUM, BAUM_LATER, BAUM_COHEN, DORN],
    "particle passed over": [ADLER, BAUM, VAN_DIJK, DORN, WEBB],
    "no date first, in press last": [
        ADLER,
        BAUM.replace("2015", "n.d."),
        BAUM_LATER,
        BAUM.replace("2015", "in press"),
    ],
    "umlaut as the letter and e": [
        "Muckel, A. (2001). Moss on bark. *Journal of Orchards*, *1*, 1–9.",
        "Müller, A. (2001). Roots of plums. *Journal of Orchards*, *1*, 10–19.",
        "Mufti, A. (2001). Stones of plums. *Journal of Orchards*, *1*, 20–29.",
    ],
    "umlaut as its base letter": [
        "Muckel, A. (2001). Moss on bark. *Journal of Orchards*, *1*, 1–9.",
        "Mufti, A. (2001). Stones of plums. *Journal of Orchards*, *1*, 20–29.",
        "Müller, A. (2001). Roots of plums. *Journal of Orchards*, *1*, 10–19.",
    ],
    "Swedish letters at the end": [
        WEBB,
        "Zorn, A. (2001). Moss on bark. *Journal of Orchards*, *1*, 1–9.",
        "Åberg, A. (2001). Roots of plums. *Journal of Orchards*, *1*, 10–19.",
        "Östlund, A. (2001). Stones of plums. *Journal of Orchards*, *1*, 20–29.",
    ],
    "letter by letter": [
        "De Zoet, A. (2001). Roots of plums. *Journal of Orchards*, *1*, 10–19.",
        "Dewsbury, A. (2001). Moss on bark. *Journal of Orchards*, *1*, 1–9.",
    ][::-1],
    "word by word": [
        "De Zoet, A. (2001). Roots of plums. *Journal of Orchards*, *1*, 10–19.",
        "Dewsbury, A. (2001). Moss on bark. *Journal of Orchards*, *1*, 1–9.",
    ],
    "Mc as Mac": [
        "McAdam, A. (2001). Roots of plums. *Journal of Orchards*, *1*, 10–19.",
        "MacBride, A. (2001). Moss on bark. *Journal of Orchards*, *1*, 1–9.",
        "Madder, A. (2001). Stones of plums. *Journal of Orchards*, *1*, 20–29.",
    ],
    "article of a group": [
        ADLER,
        "The Orchard Society. (2003). *Pruning by hand* (2nd ed.). Greenwood Press.",
        WEBB,
    ],
    "initials that were left out": [
        "Baum, C. D. (2015). Cherries in June. *Journal of Orchards*, *9*(2), 31–40.",
        BAUM_LATER,
        WEBB,
    ],
    "by year": [WEBB, BAUM_COHEN, VAN_DIJK, DORN, BAUM, ADLER],
    "one entry": [ADLER],
}


@pytest.mark.parametrize("entries", ORDERED.values(), ids=ORDERED.keys())
def test_a_list_in_any_reasonable_order_passes(entries: list[str]) -> None:
    assert found(article(entries), "L701") == []


def test_a_numbered_list_is_in_the_order_of_its_numbers() -> None:
    entries = [f"{number}. {entry}" for number, entry in enumerate([WEBB, ADLER, BAUM, DORN], 1)]
    assert found(article(entries, between="\n"), "L701") == []


def test_parts_under_headings_are_lists_of_their_own() -> None:
    parts = [WEBB, "### Web pages", ADLER, BAUM]
    assert found(article(parts), "L701") == []


DISORDERED = {
    "alphabet": (
        [ADLER, DORN, BAUM, VAN_DIJK, WEBB],
        "Dorn (2012) is out of alphabetical order: it belongs after Baum (2015) on line 11",
    ),
    "years": (
        [ADLER, BAUM_LATER, BAUM, DORN],
        "Baum (2019) is out of alphabetical order: it belongs after Baum (2015) on line 11",
    ),
    "alone after others": (
        [ADLER, BAUM_COHEN, BAUM, DORN],
        "Baum & Cohen (2010) is out of alphabetical order: it belongs after Baum (2015) on line 11",
    ),
    "last": (
        [WEBB, ADLER, BAUM, DORN],
        "Webb (2001) is out of alphabetical order: it belongs after Dorn (2012) on line 13",
    ),
    "first": (
        [BAUM, DORN, WEBB, ADLER],
        "Adler (2018) is out of alphabetical order: it belongs before Baum (2015) on line 7",
    ),
    "all": (
        [WEBB, DORN, BAUM_LATER, BAUM, ADLER, VAN_DIJK],
        "the reference list is not in alphabetical order",
    ),
}


@pytest.mark.parametrize(("entries", "message"), DISORDERED.values(), ids=DISORDERED.keys())
def test_an_entry_out_of_order_is_reported_and_moved(entries: list[str], message: str) -> None:
    text = article(entries)
    [finding] = found(text, "L701")
    assert finding.message == message
    sorted_text = mended(text, finding)
    assert found(sorted_text, "L701") == []
    assert sorted(sorted_text.split("\n")) == sorted(text.split("\n"))


LAYOUTS = {
    "paragraphs": ("", "", "\n\n", "markdown"),
    "bullets": ("- ", "", "\n", "markdown"),
    "hard breaks": ("", "", "  \n", "markdown"),
    "CRLF": ("", "", "\r\n\r\n", "markdown"),
    "comments": ("<!-- seen -->\n", "", "\n\n", "markdown"),
    "Pandoc's divisions": ('<div class="csl-entry">\n\n', "\n\n</div>", "\n\n", "markdown"),
    "HTML": ('<p class="ref">', "</p>", "\n", "html"),
    "HTML in two elements": ("<li>\n<p>", "</p>\n</li>", "\n  ", "html"),
}


@pytest.mark.parametrize(
    ("before", "behind", "between", "format"), LAYOUTS.values(), ids=LAYOUTS.keys()
)
def test_whole_entries_move_with_what_is_theirs(
    before: str, behind: str, between: str, format: str
) -> None:
    def written(entries: list[str]) -> str:
        made = [f"{before}{entry}{behind}" for entry in entries]
        if format == "html":
            rest = between.join(made)
            text = f"<h1>On orchards</h1><p>Text.</p><h2>References</h2>\n{rest}\n"
            return text.replace("*", "")
        return article(made, between=between)

    text = written([ADLER, BAUM_COHEN, WEBB, DORN, VAN_DIJK])
    [finding] = found(text, "L701", format)
    assert mended(text, finding) == written([ADLER, BAUM_COHEN, DORN, VAN_DIJK, WEBB])


def test_entries_with_something_between_them_are_not_moved() -> None:
    pages = (
        article([ADLER, DORN, BAUM, WEBB]).replace("*", "").replace("\n\nBaum", "\n\n  12\n\nBaum")
    )
    assert [each.fix for each in found(pages, "L701", "text")] == [None]


def test_several_entries_are_moved_by_the_fix_of_the_first() -> None:
    entries = [ADLER, WEBB, BAUM, BAUM_COHEN, DORN, BAUM_LATER, VAN_DIJK]
    text = article(entries)
    findings = found(text, "L701")
    assert [each.fix is not None for each in findings] == [True, False]
    assert found(mended(text, findings[0]), "L701") == []


# -- L702 --------------------------------------------------------------------------------------

DOI = " https://doi.org/10.5555/orchard.1"
DUPLICATES = {
    "the same letters": [BAUM, BAUM],
    "the same DOI": [BAUM + DOI, BAUM.replace("(2015)", "(2014)") + DOI],
    "spelling and a missing issue": [BAUM, BAUM.replace("(2)", "").replace("31–40", "31-40")],
    "a slip in the title": [BAUM, BAUM.replace("in June", "iin June")],
    "with and without a DOI": [BAUM, BAUM + DOI],
}


@pytest.mark.parametrize("entries", DUPLICATES.values(), ids=DUPLICATES.keys())
def test_a_work_that_stands_twice_is_reported(entries: list[str]) -> None:
    [finding] = found(article([ADLER, entries[0], DORN, entries[1]]), "L702")
    assert finding.message.startswith("the same work as on line 9: Baum")
    assert finding.reference == 3


TWO_WORKS = {
    "parts": [
        BAUM.replace("in June", "in summer, part I"),
        BAUM.replace("in June", "in summer, part II"),
    ],
    "editions": [
        "Baum, C. (2015). *The orchard handbook* (2nd ed.). Greenwood Press.",
        "Baum, C. (2015). *The orchard handbook* (3rd ed.). Greenwood Press.",
    ],
    "pages": [BAUM, BAUM.replace("31–40", "41–50")],
    "years": [BAUM, BAUM.replace("2015", "2005")],
    "letters": [BAUM.replace("2015", "2015a"), BAUM.replace("2015", "2015b")],
    "chapters of a book": [
        "Baum, C. (2015). Cherries. In D. Dorn (Ed.), *Trees of the world* (pp. 1–9). Greenwood.",
        "Baum, C. (2015). Plums. In D. Dorn (Ed.), *Trees of the world* (pp. 10–19). Greenwood.",
    ],
    "preprint": [
        BAUM + DOI,
        "Baum, C. (2015). Cherries in June. *OrchardRxiv*. https://doi.org/10.5555/preprint.1",
    ],
    "other DOIs": [BAUM + DOI, BAUM + DOI.replace("orchard.1", "orchard.2")],
    "one DOI, other titles": [BAUM + DOI, DORN + DOI],
}


@pytest.mark.parametrize("entries", TWO_WORKS.values(), ids=TWO_WORKS.keys())
def test_two_works_of_much_the_same_name_pass(entries: list[str]) -> None:
    assert found(article([ADLER, *entries, WEBB]), "L702") == []


def test_the_second_of_two_entries_of_the_same_letters_is_taken_away() -> None:
    text = article([f"- {each}" for each in (ADLER, BAUM, DORN, BAUM, WEBB)], between="\n")
    [finding] = judged(Duplicate(), text)
    once = article([f"- {each}" for each in (ADLER, BAUM, DORN, WEBB)], between="\n")
    assert mended(text, finding) == once
    assert judged(Duplicate(), once) == []


# -- L703 --------------------------------------------------------------------------------------

PLUMS = BAUM_LATER.replace("2019", "2015")
WITH_LETTERS = {
    "by title": [BAUM.replace("2015", "2015a"), PLUMS.replace("2015", "2015b")],
    "other authors": [BAUM, BAUM_COHEN.replace("2010", "2015")],
    "of first author and year": [
        BAUM.replace("2015", "2015a"),
        BAUM_COHEN.replace("2010", "2015b"),
    ],
    "without date": [BAUM.replace("2015", "n.d.-a"), PLUMS.replace("2015", "n.d.-b")],
    "other years": [BAUM, BAUM_LATER],
    "the same work twice": [BAUM, BAUM],
}


@pytest.mark.parametrize("entries", WITH_LETTERS.values(), ids=WITH_LETTERS.keys())
def test_letters_as_apa_has_them_pass(entries: list[str]) -> None:
    assert found(article([ADLER, *entries, WEBB]), "L703") == []


def test_a_letter_whose_sibling_is_only_cited_passes() -> None:
    entries = [ADLER, BAUM.replace("2015", "2015a"), WEBB]
    assert found(article(entries, text="As others saw (Baum, 2015a, 2015b)."), "L703") == []


WRONG_LETTERS = {
    "none": (
        [BAUM, PLUMS],
        [
            "line 11 has the same authors and year: the year should be “2015a”",
            "line 9 has the same authors and year: the year should be “2015b”",
        ],
    ),
    "none, without date": (
        [BAUM.replace("2015", "n.d."), PLUMS.replace("2015", "n.d.")],
        [
            "line 11 has the same authors and year: the year should be “n.d.-a”",
            "line 9 has the same authors and year: the year should be “n.d.-b”",
        ],
    ),
    "one": (
        [BAUM.replace("2015", "2015a"), PLUMS],
        [
            "the year has no letter, but that of Baum (2015) on line 9, with the same authors, has",
        ],
    ),
    "twice": (
        [BAUM.replace("2015", "2015a"), PLUMS.replace("2015", "2015a")],
        ["“2015a” is that of line 9 already"],
    ),
    "left out": (
        [BAUM.replace("2015", "2015a"), PLUMS.replace("2015", "2015c")],
        ["there is “2015c” but no “2015b” of these authors"],
    ),
    "against the titles": (
        [PLUMS.replace("2015", "2015a"), BAUM.replace("2015", "2015b")],
        ["“2015b” comes before “2015a” on line 9 by its title: letters go by title"],
    ),
    "alone": (
        [BAUM.replace("2015", "2015a")],
        ["the year has a letter, “2015a”, but there is no other work to tell it from"],
    ),
}


@pytest.mark.parametrize(("entries", "messages"), WRONG_LETTERS.values(), ids=WRONG_LETTERS.keys())
def test_letters_that_tell_nothing_apart_are_reported(
    entries: list[str], messages: list[str]
) -> None:
    findings = found(article([ADLER, *entries, WEBB]), "L703")
    assert [each.message for each in findings] == messages


def test_letters_are_written_behind_the_years() -> None:
    text = article([ADLER, PLUMS, BAUM.replace("June", "*June*"), WEBB])
    mended_text = text
    for finding in reversed(judged(YearSuffix(), text)):
        mended_text = mended(mended_text, finding)
    assert mended_text == text.replace("(2015). Plums", "(2015b). Plums").replace(
        "(2015). Cherries", "(2015a). Cherries"
    )
    assert judged(YearSuffix(), mended_text) == []

    alone = article([ADLER, BAUM.replace("2015", "2015a"), WEBB])
    [finding] = judged(YearSuffix(), alone)
    assert mended(alone, finding) == article([ADLER, BAUM, WEBB])
