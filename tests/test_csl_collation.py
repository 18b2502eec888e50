"""Sort keys: the orders of languages as CLDR has them, and the order of bibliographies."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refkit.csl.collation import collation_key, sort_key
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
        # First letters, then accents, then capitals.
        ("", "cote Cote coté côte Côte côté coter"),
        ("", "orn ørn orz ssa ßa ssb zeta ʒeta"),
        ("", "aether æther af"),
        ("", "Lodz Łodz lož Łož Lp"),
        # Spaces and punctuation count, before numbers and letters.
        ("", "d’Or d1 da de_Vries de-Vries de–Vries de,Vries de.Vries dea"),
        ("", "_a -a –a ,a ;a :a !a ¿a .a 'a ‘a \"a “a «a (a [a @a *a &a #a +a <a ~a $a €a 1a a"),
        ("", "1 10 ２ 2a 9 a"),
        # Full-width and other variants follow the plain letter.
        ("", "a ａ ⓐ A Ａ ª á b"),
        ("", "fi ﬁ fj"),
        # Alphabets one after the other.
        ("", "z ω я ა ա ת ي ऐ ข 한 あ 中"),
        ("ru", "я a ω"),
        ("el", "ω a я"),
        ("ja", "a あ い 中 ω"),
        ("ko", "한 a"),
        ("zh", "中 a"),
        # Letters and pairs of letters of their own.
        ("cs", "cihla cukr čas hrad hus chata Chata jaro"),
        ("hr", "cvor čelo ćup dar džep đak luk ljeto nos njuh"),
        ("hu", "cukor csak dal dzadar dzsem eper gomb gyár nyolc oktat őr öröm"),
        ("pl", "lato łan mama zebra źle żaba"),
        ("sv", "vatten wok zebra åsna äpple öga"),
        ("da", "zebra ærø øl åben Aarhus"),
        ("nb", "zebra ære øl å aa"),
        ("et", "s šokk z ž t u v w õ ä ö ü x"),
        ("fi", "y ü z å ä ö"),
        ("es", "nube nzz ñandú oca"),
        ("is", "ab áb bá daf ðaf eg þak æst öl"),
        ("lt", "i į y j z ž"),
        ("lv", "c č i y ī j k ķ"),
        ("ro", "a az ă â b s sz ș t tz ț"),
        ("tr", "c ç g ğ h ı I i İ j o ö"),
        ("az", "e ə f h x ı i k q l"),
        ("vi", "a à ả ã á ạ ă â b d đ e ê"),
        ("cy", "cwm chwech dŵr ddoe ffa gardd ngwr"),
        ("sq", "cak çaj dardhë dhelpër elb ëndërr"),
        ("eo", "cent ĉar domo"),
        ("uk", "где ґрунт дім іво їжа йод"),
        ("fa", "آب ابر پدر ورق هنر یار"),
        ("th", "กา เก ขา"),
        # Accents from the end of the word.
        ("fr-CA", "cote côte coté côté"),
        ("fr", "cote coté côte côté"),
        # Ideographs by reading or strokes.
        ("zh", "安 北 张"),
        ("zh", "李 劉 张"),
        ("ja", "亜 伊 山"),
        ("zh-TW", "一 三 王"),
    ],
)
def test_words_in_the_order_of_a_language(language: str, words: str) -> None:
    keys = {collation_key(word, language): word for word in words.split()}
    assert [keys[key] for key in sorted(keys)] == words.split()


@pytest.mark.parametrize(
    ("language", "same_as"),
    [
        ("de-AT", ""), ("en-GB", ""), ("xx", ""), ("tlh-Latn", ""), ("nn-NO", "nb"), ("no", "nb"),
        ("sv_FI", "sv"), ("cs-CZ", "cs"), ("zh-HK", "zh-hant"), ("zh-Hant-TW", "zh-hant"),
        ("SR-Latn-RS", "sr-latn"),
    ],
)  # fmt: skip
def test_language_tags(language: str, same_as: str) -> None:
    for text in ("aa", "ch", "ö", "y", "ж", "山", "lj"):
        assert collation_key(text, language) == collation_key(text, same_as)


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
    assert len({collation_key(text, language) for text in same}) == 1


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_composed_and_decomposed_text_sort_alike(text: str, language: str) -> None:
    for key in (collation_key, sort_key):
        composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
        assert key(composed, language) == key(decomposed, language)


@given(TEXTS, TEXTS, st.sampled_from(LANGUAGES))
def test_what_sorts_apart_without_accents_and_capitals_sorts_apart_with_them(
    one: str, other: str, language: str
) -> None:
    letters = [collation_key(text, language).partition("\0")[0] for text in (one, other)]
    whole = [collation_key(text, language) for text in (one, other)]
    assert letters[0] == letters[1] or (letters[0] < letters[1]) == (whole[0] < whole[1])


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9), TEXTS)
def test_small_letters_come_before_their_capitals(word: str, after: str) -> None:
    assert collation_key(word) < collation_key(word.capitalize())
    assert collation_key(word) < collation_key(f"{word}a{after}")


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
