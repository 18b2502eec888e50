"""Sort keys: the letters of languages in the order of CLDR, and the order of bibliographies."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.csl.collation import sort_key
from refkit.csl.collation_order import FIRST_SCRIPTS, TAILORINGS

LANGUAGES = sorted({"", "en", "fr-CA", *TAILORINGS, *FIRST_SCRIPTS})

TEXTS = st.text(
    st.one_of(
        st.sampled_from("abcxyzABC chdzsþßæœøåäöüéèłđIİı.,-–'’“”()«»&0123456789"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=12,
)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        # Alphabets one after the other.
        ("", "z ω я ა ա ת ي ऐ ข 한 あ 中"),
        ("ru", "я a ω"),
        ("el", "ω a я"),
        ("ja", "a あ い 中 ω"),
        ("ko", "한 a"),
        ("zh", "中 a"),
        # Signs, then numbers, then letters.
        ("", "`a +a <a ~a $a €a 1a 2 2a 10 a"),
        # Letters and pairs of letters of their own.
        ("", "glaz glez gləz zeta ʒeta"),
        ("cs", "cihla cukr čas hrad hus chata jaro"),
        ("sk", "cena čaj hus chata osa ôsmy pes"),
        ("hr", "cvor čelo ćup dar džep đak luk ljeto nos njuh"),
        ("hu", "cukor csak dal dzadar dzsem eper gomb gyár nyolc oktat őr"),
        ("pl", "lato łan mama zebra źle żaba"),
        ("sv", "vatten wok zebra åsna äpple öga"),
        ("da", "zebra ærø øl åben Aarhus"),
        ("nb", "zebra ære øl å åa"),
        ("et", "s šokk z ž t u v w õ ä ö ü x"),
        ("fi", "y z å ä ö"),
        ("es", "nube nzz ñandú oca"),
        ("is", "ab áb bá daf ðaf eg þak æst öl"),
        ("lt", "c č yda ydb z ž"),
        ("lv", "c č i y ī j k ķ"),
        ("ro", "a az ă â b s sz ș t tz ț"),
        ("tr", "c ç g ğ h ıa Ib ia İb j o ö"),
        ("az", "e ə f h x ı i k q l"),
        ("vi", "a ă â b d đ e ê"),
        ("cy", "cwm chwech dŵr ddoe ffa gardd ngwr"),
        ("sq", "cak çaj dardhë dhelpër elb ëndërr"),
        ("eo", "cent ĉar domo"),
        ("uk", "где ґрунт дім іво їжа йод"),
        ("fa", "آب ابر پدر ورق هنر یار"),
        ("ar", "آد اد اذ بر"),
        ("ur", "اد أذ آب بر ٹر"),
        ("th", "กา เก ขา"),
        # Ideographs by reading or strokes.
        ("zh", "安 北 张"),
        ("zh", "李 劉 张"),
        ("ja", "亜 伊 山"),
        ("zh-TW", "一 三 王"),
    ],
)
def test_words_in_the_order_of_a_language(language: str, words: str) -> None:
    keys = {sort_key(word, language): word for word in words.split()}
    assert [keys[key] for key in sorted(keys)] == words.split()


@pytest.mark.parametrize(
    ("language", "same"),
    [
        ("", "cote Cote coté Côté CÔTÉ"),
        ("", "orn ørn Orn ＯＲＮ"),
        ("", "aether æther ÆTHER"),
        ("", "Lodz Łódź"),
        ("", "fin ﬁn"),
        ("", "strasse straße STRASSE"),
        ("", "σοφος σοφός ΣΟΦΟΣ"),
        ("", "елка ёлка"),
        ("", "うさき うさぎ ウサギ"),
        ("", "مد مـد مَد"),
        ("ar", "أنا انا إنا ءنا"),
        ("cs", "chata Chata CHATA cháta cHata"),
        ("da", "åby aaby Aaby"),
        ("de", "mull müll"),
        ("fi", "yber über"),
        ("hu", "megygyel meggyel"),
        ("ja", "カアト カート"),
        ("ja", "ガアト ガート"),
        ("lt", "yda ida įda"),
        ("sv", "thy þy"),
        ("tr", "izmir İZMİR i\u0307zmir"),
        ("vi", "an àn ản ãn án ạn"),
    ],
)
def test_what_differs_in_no_letter_has_one_key(language: str, same: str) -> None:
    assert len({sort_key(word, language) for word in same.split()}) == 1


@pytest.mark.parametrize(
    ("language", "same_as"),
    [
        ("de-AT", ""), ("en-GB", ""), ("fr-CA", ""), ("xx", ""), ("tlh-Latn", ""), ("nn-NO", "nb"),
        ("no", "nb"), ("sv_FI", "sv"), ("cs-CZ", "cs"), ("zh-HK", "zh-hant"),
        ("zh-Hant-TW", "zh-hant"), ("SR-Latn-RS", "sr-latn"),
    ],
)  # fmt: skip
def test_language_tags(language: str, same_as: str) -> None:
    for text in ("aa", "ch", "ö", "y", "ж", "山", "lj"):
        assert sort_key(text, language) == sort_key(text, same_as)


@pytest.mark.parametrize(
    "same",
    [
        ("Å", "A\u030a", "\u212b"),
        ("ệ", "e\u0323\u0302", "e\u0302\u0323"),
        ("한", "\u1112\u1161\u11ab"),
        ("co\u00adop", "coop"),
    ],
)
@pytest.mark.parametrize("language", ["", "sv", "vi", "ko"])
def test_equal_texts_have_equal_keys(language: str, same: tuple[str, ...]) -> None:
    assert len({sort_key(text, language) for text in same}) == 1


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_composed_and_decomposed_text_sort_alike(text: str, language: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert sort_key(composed, language) == sort_key(decomposed, language)


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=9), st.sampled_from(LANGUAGES))
def test_a_letter_more_comes_later(word: str, language: str) -> None:
    assert sort_key(word, language) < sort_key(f"{word}-a", language)


@pytest.mark.parametrize(
    ("language", "groups"),
    [
        (
            "",
            [
                ["Reef"],
                ["reef a", "Réef, a", "(Reef) A", "“Reef” a"],
                ["reef-a", "Reefa"],
                ["reefs"],
            ],
        ),
        ("", [["No. 2"], ["no 9", "No. 09"], ["No. 10"], ["No. 10b"]]),
        ("", [["1,5"], ["1.40"], ["15"]]),
        ("", [["Sea & Sky", "Sea – sky"], ["Sea a"], ["Seas"]]),
        ("", [["$5"], ["5"], ["five"]]),
        ("", [["de la Mar", "De La Mar"], ["Delamar", "dé-lamar"]]),
        ("", [["Glas : roman", "Glas: roman", "« Glas » roman"], ["Glas : z"]]),
        ("sv", [["Zorn"], ["Åberg"], ["Ärlig", "ärlig"], ["Öberg"]]),
        ("cs", [["Hus"], ["Chata"], ["Jaro"]]),
        ("", [[""], ["a"], ["a b"], ["ab"]]),
    ],
)
def test_bibliographies_are_sorted_word_by_word(language: str, groups: list[list[str]]) -> None:
    keys = [{sort_key(text, language) for text in group} for group in groups]
    assert [len(group) for group in keys] == [1] * len(groups)
    order = [key for group in keys for key in group]
    assert order == sorted(order)
    assert len(set(order)) == len(order)


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_punctuation_and_capitals_do_not_count_in_bibliographies(text: str, language: str) -> None:
    assert sort_key(f"“{text}”!", language) == sort_key(text, language)


@given(st.integers(0, 10**30), st.integers(0, 10**30), st.sampled_from(LANGUAGES))
def test_numbers_sort_by_value(one: int, other: int, language: str) -> None:
    keys = [sort_key(f"Part {number:07}", language) for number in (one, other)]
    assert (keys[0] < keys[1]) == (one < other)
