from __future__ import annotations

from pathlib import Path

import pytest

from refkit.csl.locale import Locale, locale_code
from refkit.csl.xml import NAMESPACE, parse_xml
from refkit.errors import FormatError, UnreadableError


def locale(name: str, *overrides: str) -> Locale:
    """A locale under cs:locale elements, each written as "lang: content"."""
    written = []
    for override in overrides:
        lang, _, content = override.partition(": ")
        written.append(
            f"<locale{f' xml:lang={chr(34)}{lang}{chr(34)}' if lang else ''}>{content}</locale>"
        )
    style = f'<style xmlns="{NAMESPACE.strip("{}")}">{"".join(written)}</style>'
    return Locale.load(name, list(parse_xml(style.encode())))


def terms(*written: str) -> str:
    """A cs:terms for a cs:locale without language."""
    return f": <terms>{''.join(written)}</terms>"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("de-AT", "de-AT"),
        ("de", "de-DE"),
        ("EN_gb", "en-GB"),
        ("pt", "pt-PT"),
        ("nb", "nb-NO"),
        ("sr", "sr-Latn-RS"),
        ("sr-cyrl-rs", "sr-Cyrl-RS"),
        ("la", "la"),
        ("en-US-x-sort-ja", "en-US"),
        ("de-AT-1996", "de-AT"),
        ("xx", "xx"),
        ("de-XX", "de-XX"),
    ],
)
def test_a_locale_is_known_by_its_dialect(name: str, code: str) -> None:
    assert locale_code(name) == code
    loaded = Locale.load(name)
    assert (loaded.code, loaded.language) == (code, code.split("-")[0])


def test_without_a_name_the_default_is_taken_and_last_of_all_english() -> None:
    assert Locale.load("", default="fr-CA").code == "fr-CA"
    assert Locale.load("de", default="fr-CA").code == "de-DE"
    assert Locale.load().code == "en-US"


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("de-AT", "Jänner"),
        ("de-DE", "Januar"),
        ("de-XX", "Januar"),
        ("xx", "January"),
    ],
)
def test_terms_come_from_the_dialect_then_its_language_then_english(name: str, month: str) -> None:
    assert Locale.load(name).term("month-01") == month


SPRINGS = (
    "de-AT: <terms><term name='season-01'>dialect</term></terms>",
    "de: <terms><term name='season-01'>language</term>"
    "<term name='season-02'>language</term></terms>",
    ": <terms><term name='season-01'>any</term><term name='season-02'>any</term>"
    "<term name='season-03'>any</term></terms>",
    "fr: <terms><term name='season-04'>other</term></terms>",
)


@pytest.mark.parametrize("order", [1, -1])
def test_a_styles_terms_go_before_the_files_by_dialect_language_and_none(order: int) -> None:
    loaded = locale("de-AT", *SPRINGS[::order])
    seasons = [loaded.term(f"season-0{number}") for number in range(1, 5)]
    assert seasons == ["dialect", "language", "any", "Winter"]


def test_a_language_takes_a_styles_terms_of_its_primary_dialect() -> None:
    loaded = locale("de", "de-DE: <terms><term name='and'>samt</term></terms>")
    assert loaded.term("and") == "samt"


def test_forms_fall_back_to_nearer_forms() -> None:
    loaded = locale(
        "en",
        terms(
            "<term name='crew'>long</term>",
            "<term name='crew' form='short'>short</term>",
            "<term name='crew' form='verb'>verb</term>",
            "<term name='post'>long only</term>",
        ),
    )
    forms = ("long", "short", "symbol", "verb", "verb-short", "")
    assert [loaded.term("crew", form) for form in forms] == [
        "long", "short", "short", "verb", "verb", "long",
    ]  # fmt: skip
    assert {loaded.term("post", form) for form in forms} == {"long only"}
    assert loaded.term("crow") is None


def test_locales_go_before_forms() -> None:
    loaded = locale("en", terms("<term name='page'>leaf</term>"))
    assert loaded.term("page") == "leaf"
    assert loaded.term("page", "short") == "p."


def test_an_empty_term_is_defined() -> None:
    loaded = locale("en", terms("<term name='and'/>", "<term name='et-al'>\n  </term>"))
    assert loaded.term("and") == ""
    assert loaded.term("et-al") == ""


@pytest.mark.parametrize(
    ("written", "single", "plural"),
    [
        ("<single>boat</single><multiple>boats</multiple>", "boat", "boats"),
        ("boat", "boat", "boat"),
        ("<single>boat</single>", "boat", "boat"),
        ("<multiple>boats</multiple>", "boats", "boats"),
        ("<single>boat</single><multiple/>", "boat", ""),
        (" by boat ", " by boat ", " by boat "),
    ],
)
def test_terms_have_a_singular_and_a_plural(written: str, single: str, plural: str) -> None:
    loaded = locale("en", terms(f"<term name='craft'>{written}</term>"))
    assert (loaded.term("craft"), loaded.term("craft", plural=True)) == (single, plural)


@pytest.mark.parametrize(
    ("number", "ordinal"),
    [
        (0, "0th"), (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (10, "10th"), (11, "11th"),
        (12, "12th"), (13, "13th"), (21, "21st"), (100, "100th"), (101, "101st"), (111, "111th"),
        (-2, "-2nd"), (10**30 + 3, f"{10**30 + 3}rd"),
    ],
)  # fmt: skip
def test_english_ordinals(number: int, ordinal: str) -> None:
    assert f"{number}{Locale.load('en-US').ordinal(number)}" == ordinal


MATCHES = terms(
    "<term name='ordinal'>o</term>",
    "<term name='ordinal-01' match='whole-number'>w</term>",
    "<term name='ordinal-02' match='last-two-digits'>t</term>",
    "<term name='ordinal-03' match='last-digit'>d</term>",
    "<term name='ordinal-13'>dd</term>",
    "<term name='ordinal-23' match='whole-number'>ww</term>",
)


@pytest.mark.parametrize(
    ("number", "suffix"),
    [
        (1, "w"), (11, "o"), (101, "o"), (2, "t"), (12, "o"), (102, "t"), (3, "d"), (33, "d"),
        (103, "d"), (13, "dd"), (113, "dd"), (23, "ww"), (123, "d"), (4, "o"),
    ],
)  # fmt: skip
def test_ordinals_match_by_their_last_digits_or_the_whole_number(number: int, suffix: str) -> None:
    assert locale("en", MATCHES).ordinal(number) == suffix


def test_ordinals_have_genders_and_fall_back_to_the_neuter() -> None:
    loaded = locale(
        "en",
        terms(
            "<term name='ordinal'>n</term>",
            "<term name='ordinal' gender-form='feminine'>f</term>",
            "<term name='ordinal-01'>1n</term>",
            "<term name='ordinal-01' gender-form='masculine'>1m</term>",
            "<term name='long-ordinal-02' gender-form='feminine'>seconda</term>",
        ),
    )
    genders = ("", "masculine", "feminine")
    assert [loaded.ordinal(1, gender) for gender in genders] == ["1n", "1m", "1n"]
    assert [loaded.ordinal(4, gender) for gender in genders] == ["n", "n", "f"]
    assert [loaded.long_ordinal(2, gender) for gender in genders] == ["second", "second", "seconda"]


@pytest.mark.parametrize(
    ("number", "word"),
    [(1, "first"), (10, "tenth"), (0, None), (11, None), (-1, None), (10**12, None)],
)
def test_ordinals_up_to_ten_are_words(number: int, word: str | None) -> None:
    assert Locale.load("en-US").long_ordinal(number) == word


def test_a_word_that_is_emptied_is_none() -> None:
    assert locale("en", terms("<term name='long-ordinal-01'/>")).long_ordinal(1) is None


def test_a_set_of_ordinals_with_a_default_replaces_all_but_the_words() -> None:
    loaded = locale("en", terms("<term name='ordinal'>o</term>"))
    assert {loaded.ordinal(number) for number in range(30)} == {"o"}
    assert loaded.long_ordinal(1) == "first"


def test_ordinals_without_a_default_leave_the_others() -> None:
    loaded = locale("en", terms("<term name='ordinal-01'>a</term>"))
    assert [loaded.ordinal(number) for number in (1, 2, 4)] == ["a", "nd", "th"]


def test_the_four_ordinals_of_csl_1_0_stand_alone() -> None:
    four = [
        f"<term name='ordinal-0{number}'>{letter}</term>" for number, letter in enumerate("abcd", 1)
    ]
    loaded = locale("en", terms(*four))
    numbers = (1, 2, 3, 4, 5, 10, 11, 12, 13, 20, 21, 111, 122)
    assert "".join(loaded.ordinal(number) for number in numbers) == "abcdddddddadb"


def test_nouns_have_genders() -> None:
    french = Locale.load("fr-FR")
    assert french.gender("edition") == "feminine"
    assert french.gender("month-01") == "masculine"
    assert french.gender("no such term") == ""
    loaded = locale("fr", terms("<term name='edition' gender='neuter'>tirage</term>"))
    assert loaded.gender("edition") == ""


def test_date_formats_are_raw_attributes_in_order() -> None:
    loaded = locale(
        "de",
        ": <date form='text' delimiter='/' text-case='lowercase'>"
        "<date-part name='year' prefix=' '/><date-part name='month' form='short'/></date>",
    )
    written = loaded.date_format("text")
    assert written.attributes == {"form": "text", "delimiter": "/", "text-case": "lowercase"}
    assert written.parts == ({"name": "year", "prefix": " "}, {"name": "month", "form": "short"})
    names = [part["name"] for part in loaded.date_format("numeric").parts]
    assert names == ["day", "month", "year"]
    assert loaded.date_format("nonsense") == loaded.date_format("numeric")


def test_options_fall_back_one_by_one() -> None:
    loaded = locale(
        "fr",
        "fr: <style-options punctuation-in-quote='true'/>",
        ": <style-options punctuation-in-quote='false'/>",
    )
    assert (loaded.punctuation_in_quote, loaded.limit_day_ordinals) == (True, True)
    english = Locale.load("en-US")
    assert (english.punctuation_in_quote, english.limit_day_ordinals) == (True, False)


def test_quotation_marks_are_terms() -> None:
    assert tuple(Locale.load("en-US").quotes) == ("“", "”", "‘", "’")
    loaded = locale("en", terms("<term name='open-quote'>«</term>", "<term name='close-quote'/>"))
    assert tuple(loaded.quotes) == ("«", "", "‘", "’")


OWN = """<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="de-AT">
<terms><term name="and">samt</term></terms></locale>"""


def test_a_file_of_ones_own_goes_before_the_bundled_ones(tmp_path: Path) -> None:
    path = tmp_path / "own.xml"
    path.write_text(OWN)
    loaded = Locale.load(str(path))
    assert loaded.code == "de-AT"
    assert (loaded.term("and"), loaded.term("month-01")) == ("samt", "Jänner")


def test_a_default_is_never_a_path(tmp_path: Path) -> None:
    path = tmp_path / "own.xml"
    path.write_text(OWN)
    assert Locale.load("", default=str(path)).term("and") == "and"


def test_a_broken_or_missing_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "own.xml"
    with pytest.raises(UnreadableError, match=r"own\.xml"):
        Locale.load(str(path))
    path.write_text(OWN.replace("locale", "style"))
    with pytest.raises(FormatError, match="not a CSL locale"):
        Locale.load(str(path))
