"""Blocks of names in every style: who is named, in which order, split in which way."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from refkit.model import Name
from refkit.parse import blocks, name_cuts, name_lists
from refkit.parse.authors import read_block, read_names
from refkit.parse.given_names import is_given
from refkit.parse.groups import is_group
from refkit.parse.name_forms import read_piece
from refkit.parse.roles import role_of, without_roles


def shown(name: Name) -> str:
    """A name on one line: "van der | Berg | J. | Jr."; groups and single names in <>."""
    if name.literal:
        return f"<{name.literal}>"
    dropping = f"({name.dropping_particle})" if name.dropping_particle else ""
    parts = (dropping, name.non_dropping_particle, name.family, name.given, name.suffix)
    return " | ".join(filter(None, parts))


def check(text: str, expected: str, variable: str = "author") -> None:
    assert "; ".join(map(shown, read_names(text, variable))) == expected


FAMILY_FIRST = [
    ("Ode, M. A., & Ito, H.", "Ode | M. A.; Ito | H."),
    ("Ode, M.A., Ito, H. and Roe, K.", "Ode | M.A.; Ito | H.; Roe | K."),
    ("Ode, M.; Ito, H.,", "Ode | M.; Ito | H."),
    ("Ode,M.A.,Ito H", "Ode | M.A.; Ito | H"),
    ("ODE, M., ITO, H.", "ODE | M.; ITO | H."),
    ("Ode, MA; Ito, HK; Press, WH", "Ode | MA; Ito | HK; Press | WH"),
    ("Ode, Mary", "Ode | Mary"),
    ("Ode, Mary, and Hiro Ito", "Ode | Mary; Ito | Hiro"),
    ("Ode, Mary J., Ito, Hiro, and Roe, Karl", "Ode | Mary J.; Ito | Hiro; Roe | Karl"),
    ("Ode, P., M. Ito, and J. Roe", "Ode | P.; Ito | M.; Roe | J."),
    ("Ode, Mary Ann, Stefan Ito, Elisabeth Roe", "Ode | Mary Ann; Ito | Stefan; Roe | Elisabeth"),
    ("Fox Keller, Evelyn", "Fox Keller | Evelyn"),
    ("Wong Kee Song, L. M.", "Wong Kee Song | L. M."),
    ("Posse Ruiz, Hortensia D.", "Posse Ruiz | Hortensia D."),
    ("Alsen, Gry Agnete; Isak, Espen John", "Alsen | Gry Agnete; Isak | Espen John"),
    ("Korn, Michael; Jonathan Bell, Alison Kay", "Korn | Michael; Bell | Jonathan; Kay | Alison"),
    ("M., S.", "M. | S."),
]
NATURAL_ORDER = [
    ("M. A. Ode", "Ode | M. A."),
    ("MA Ode and HK Ito", "Ode | MA; Ito | HK"),
    ("M.Ode,H.Ito", "Ode | M.; Ito | H."),
    ("M .Ode ,H .Ito ,and K .Roe", "Ode | M.; Ito | H.; Roe | K."),
    ("Catherine Ode, Steve Ito, and S. Roe", "Ode | Catherine; Ito | Steve; Roe | S."),
    ("Mary Ode and Hiro Ito", "Ode | Mary; Ito | Hiro"),
    ("Robert E Ode", "Ode | Robert E"),
    ("L. M. Wong Kee Song & B. Ito", "Wong Kee Song | L. M.; Ito | B."),
    ("Mary Ode and J. Christian Bell", "Ode | Mary; Bell | J. Christian"),
    ("F. Jahn and Al Mock", "Jahn | F.; Mock | Al"),
    ("W. Press and A. Church", "Press | W.; Church | A."),
    ("S. Ama and M. Lam.", "Ama | S.; Lam | M."),
    ("Th. Ode and A. Yu. Belov", "Ode | Th.; Belov | A. Yu."),
    ("J.-P. Ode, R. -V. Roe", "Ode | J.-P.; Roe | R.-V."),
    ("Ulla Ode/Jörg Roe", "Ode | Ulla; Roe | Jörg"),
]
INITIALS_BEHIND = [
    ("Ode MA, Ito H", "Ode | MA; Ito | H"),
    ("Ode M A, Ito H K and Roe R", "Ode | M A; Ito | H K; Roe | R"),
    ("Ode M., Ito H.", "Ode | M.; Ito | H."),
    ("ODE M, WU XF, LI J", "ODE | M; WU | XF; LI | J"),
    ("Zhang X-L, Breit B-J", "Zhang | X-L; Breit | B-J"),
    ("van der Berg AB, van den Brand J F J", "van der | Berg | AB; van den | Brand | J F J"),
    ("Wong Kee Song LM, Kuiper GIJM, Ode A", "Wong Kee Song | LM; Kuiper | GIJM; Ode | A"),
    ("Royal V, Council NC, Press WH", "Royal | V; Council | NC; Press | WH"),
    ("Ode MA. Ito HK", "Ode | MA.; Ito | HK"),
    ("Ode M.A. Ito H.K.", "Ode | M.A.; Ito | H.K."),
    ("Maran H. - Vare F.", "Maran | H.; Vare | F."),
    ("O'Brien PK, D'Amico F, d'Orso G", "O'Brien | PK; D'Amico | F; d'Orso | G"),
]
OTHER_LANGUAGES = [
    ("Baier, Dirk/Pfeiffer, Christian", "Baier | Dirk; Pfeiffer | Christian"),
    ("Roth / Waibel", "<Roth>; <Waibel>"),
    ("vgl. Knut Lamm:", "Lamm | Knut"),
    ("17) Vgl. auch Martin Barten", "Barten | Martin"),
    ("Roth, Hans u. a.", "Roth | Hans"),
    ("Roth, Ulla und Baum, Jan", "Roth | Ulla; Baum | Jan"),
    ("LEFORT H.", "LEFORT | H."),
    ("LE GALE, Jacqueline", "LE GALE | Jacqueline"),
    ("LEFORT Monique et PARIS Michel", "LEFORT | Monique; PARIS | Michel"),
    ("Dupont (J.), Martin (P.-L.)", "Dupont | J.; Martin | P.-L."),
    ("DUPONT (Jean)", "DUPONT | Jean"),
    ("DUPONT, Jean et MARTIN, Paul", "DUPONT | Jean; MARTIN | Paul"),
    ("García Lara, F. y Pérez Gil, B.", "García Lara | F.; Pérez Gil | B."),
    ("Pérez, Juan y López, María", "Pérez | Juan; López | María"),
    ("Juan Pérez y María López", "Pérez | Juan; López | María"),
    ("Ortega y Gasset, J.", "Ortega y Gasset | J."),
    ("José Ortega y Gasset", "Ortega y Gasset | José"),
    ("Puig i Cadafalch, J.", "Puig i Cadafalch | J."),
    ("SILVA, J. da; SOUZA, M. de", "(da) | SILVA | J.; (de) | SOUZA | M."),
    ("Silva, J. e Souza, M.", "Silva | J.; Souza | M."),
    ("Rossi M., Bianchi G.", "Rossi | M.; Bianchi | G."),
    ("Jong, P. de, & Berg, J. van den", "(de) | Jong | P.; (van den) | Berg | J."),
    ("Staal, Irene van.", "(van) | Staal | Irene"),
    (
        "Charlotte von der Heide en Jan van 't Hof",
        "von der | Heide | Charlotte; van 't | Hof | Jan",
    ),
    ("Wiśnik, Ł., Żak, Ś., & Đorđić, Č.", "Wiśnik | Ł.; Żak | Ś.; Đorđić | Č."),
    ("Yılmaz, Ş. ve İnan, Ğ.", "Yılmaz | Ş.; İnan | Ğ."),
    ("al-Hassan, M., & ben Ali, K.", "al-Hassan | M.; ben | Ali | K."),
    ("Mohammed al-Rashid and David ben Gur", "al-Rashid | Mohammed; ben | Gur | David"),
    ("Иванов И. И., Петров П. П.", "Иванов | И. И.; Петров | П. П."),
    ("Иванов ИИ, Петров ПП", "Иванов | ИИ; Петров | ПП"),
    ("Иванов, И. И., и Петров, П. П.", "Иванов | И. И.; Петров | П. П."),
    ("Xiao-Ming Li", "Li | Xiao-Ming"),
    ("Xiao-Ming Li, Wei Zhang and Ting Sun", "Li | Xiao-Ming; Zhang | Wei; Sun | Ting"),
    ("Gorski Gary, Dahl Paul", "Gorski | Gary; Dahl | Paul"),
]
OWN_SCRIPTS = [
    ("王小明, & 李四", "<王小明>; <李四>"),
    ("王小明、李四、张三 等", "<王小明>; <李四>; <张三>"),
    ("王, 小明", "王 | 小明"),
    ("山田太郎・鈴木花子", "<山田太郎>; <鈴木花子>"),
    ("山田 太郎, 鈴木 花子", "山田 | 太郎; 鈴木 | 花子"),
    ("김철수, 이영희", "<김철수>; <이영희>"),
    ("김철수.이영희 외", "<김철수>; <이영희>"),
]
SUFFIXES = [
    ("Ode, M. A., Jr., & Ito, K., III", "Ode | M. A. | Jr.; Ito | K. | III"),
    ("Ode, Jr., M. A.", "Ode | M. A. | Jr."),
    ("Ode, H. R. Jr., and D. P. Bell, Jr.", "Ode | H. R. | Jr.; Bell | D. P. | Jr."),
    ("Mary Luther Ode, Jr.", "Ode | Mary Luther | Jr."),
    ("Ode MA Jr, Ito KB 3rd", "Ode | MA | Jr; Ito | KB | 3rd"),
    ("Ode III, Charles and Mary Bell", "Ode | Charles | III; Bell | Mary"),
    ("John Ode III and Paul Bell Jr.", "Ode | John | III; Bell | Paul | Jr."),
    ("E. W. ODE, JR", "ODE | E. W. | JR"),
    ("Ode JR, Bell SR", "Ode | JR; Bell | SR"),
    ("John Ode, MD, Mary Bell, PhD", "Ode | John; Bell | Mary"),
    ("Ode J, MD; Bell K, PhD", "Ode | J; Bell | K"),
    ("Dr. John Ode and Prof. Dr. Mary Bell", "Ode | John; Bell | Mary"),
]
GROUPS = [
    ("World Health Organization [WHO]", "<World Health Organization>"),
    ("RECOVERY Collaborative Group", "<RECOVERY Collaborative Group>"),
    ("Ode P, Lim WS, RECOVERY Group", "Ode | P; Lim | WS; <RECOVERY Group>"),
    ("Ode J, Bell K; for the ABC Study Group", "Ode | J; Bell | K; <ABC Study Group>"),
    ("Ode J, Bell K for the ABC Study Group", "Ode | J; Bell | K; <ABC Study Group>"),
    ("Ode, J., & the ABC Study Group", "Ode | J.; <ABC Study Group>"),
    ("Ministry of Health and Social Affairs", "<Ministry of Health and Social Affairs>"),
    (
        "Department of Health, Education, and Welfare",
        "<Department of Health, Education, and Welfare>",
    ),
    (
        "Ode, J., & Ministry of Health and Social Affairs",
        "Ode | J.; <Ministry of Health and Social Affairs>",
    ),
    (
        "Bundesministerium für Bau, Verkehr und Umwelt (BMBVU)",
        "<Bundesministerium für Bau, Verkehr und Umwelt>",
    ),
    ("Institute of Rain and World Bank", "<Institute of Rain>; <World Bank>"),
    ("Johnson & Johnson", "<Johnson & Johnson>"),
    ("Amnesty International", "<Amnesty International>"),
    ("R Core Team", "<R Core Team>"),
    ("Projektgruppe Wissen und Technik", "<Projektgruppe Wissen und Technik>"),
    ("Plato", "<Plato>"),
    ("Hippocrates of Cos", "<Hippocrates of Cos>"),
    ("(@handle)", "<@handle>"),
    ("Ode, J. [@ode]", "Ode | J."),
    ("———.", "<———>"),
    ("---, & Ode, J.", "<--->; Ode | J."),
]
LEFT_OUT = [
    ("Ode, J., Bell, K., et. al.", "Ode | J.; Bell | K."),
    ("Ode J, Bell K, et al", "Ode | J; Bell | K"),
    ("Ode, J., and others", "Ode | J."),
    ("Ode, J. y otros", "Ode | J."),
    ("Ode, J. et coll.", "Ode | J."),
    ("Ode, J., e.a.", "Ode | J."),
    ("Ode, A., Bell, B., … Last, F.", "Ode | A.; Bell | B.; Last | F."),
    ("Mary Ode, . . . Fred Last", "Ode | Mary; Last | Fred"),
]
DAMAGED = [
    ("Martin- Falk, M., Jef- ferson, K.", "Martin-Falk | M.; Jefferson | K."),
    ("Ode J1,2, Bell K2*, Brown L†", "Ode | J; Bell | K; Brown | L"),
    ("1. Ode J, Bell K.", "Ode | J; Bell | K."),
    ("[12] A. Ode, B. Bell", "Ode | A.; Bell | B."),
    ("• Ode, K.", "Ode | K."),
    ("OdeberA . ,Lamers H .", "Odeber | A.; Lamers | H."),
    ("Ode, J. Bell, K. Brown, L.", "Ode | J.; Bell | K.; Brown | L."),
    ("Ode, A &., Bell, L.", "Ode | A; Bell | L."),
    ("Falk; M.; Jahn, Th.", "Falk | M.; Jahn | Th."),
    ("J-.M. Fang, and K. Ode", "Fang | J.-M.; Ode | K."),
]
EDITORS = [
    ("In Ode, J. (Ed.)", "Ode | J."),
    ("In A. B. Ode & C. Bell (Eds.),", "Ode | A. B.; Bell | C."),
    ("in: Peter Ode und Hans Roth (Hrsg.)", "Ode | Peter; Roth | Hans"),
    ("Hrsg. von Peter Roth", "Roth | Peter"),
    ("edited by Neelkanth Ode and J. Bell", "Ode | Neelkanth; Bell | J."),
    ("Ed. Anja Roth.", "Roth | Anja"),
    ("Editors R. A. Ode, K. Bell", "Ode | R. A.; Bell | K."),
    ("a cura di M. Rossi", "Rossi | M."),
    ("M. Rossi (a cura di)", "Rossi | M."),
    ("dans Jean Dupont (éd.)", "Dupont | Jean"),
    ("sous la dir. de Jean Dupont", "Dupont | Jean"),
    ("Ode, J., and Bell, K., editors.", "Ode | J.; Bell | K."),
    ("(R. Bell, ed.)", "Bell | R."),
    ("J. Bell, ed.,", "Bell | J."),
    ("Neelkanth Ode", "Ode | Neelkanth"),
    ("World Health Organization (Ed.)", "<World Health Organization>"),
]


@pytest.mark.parametrize(("text", "expected"), FAMILY_FIRST)
def test_family_names_first(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(("text", "expected"), NATURAL_ORDER)
def test_given_names_first(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(("text", "expected"), INITIALS_BEHIND)
def test_initials_behind_without_a_comma(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(("text", "expected"), OTHER_LANGUAGES)
def test_names_of_other_languages(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(("text", "expected"), OWN_SCRIPTS)
def test_names_in_scripts_without_capitals(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(("text", "expected"), SUFFIXES)
def test_suffixes_are_kept_and_degrees_dropped(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(("text", "expected"), GROUPS)
def test_groups_alone_and_among_persons(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(("text", "expected"), LEFT_OUT)
def test_names_that_are_left_out(text: str, expected: str) -> None:
    check(text, expected)
    assert read_block(text).et_al


@pytest.mark.parametrize(("text", "expected"), DAMAGED)
def test_what_pdfs_and_footnotes_leave_behind(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(("text", "expected"), EDITORS)
def test_editors_come_without_the_words_around_them(text: str, expected: str) -> None:
    check(text, expected, "editor")


def test_twenty_authors_keep_their_order() -> None:
    names = [f"{first}o{second}e" for first in "BDGKL" for second in "bdkr"]
    text = ", ".join(f"{name}, A." for name in names[:-1]) + f", & {names[-1]}, A."

    assert [name.family for name in read_names(text)] == names
    assert [name.family for name in read_names(text.replace(", A.", " A"))] == names
    natural = ", ".join(f"A. {name}" for name in names[:-1]) + f", and A. {names[-1]}"
    assert [name.family for name in read_names(natural)] == names


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Ode, M. A., & Ito, H.", 0.98, 1.0),
        ("Ode MA, Ito H", 0.9, 1.0),
        ("Mary Ode and John Bell", 0.7, 0.9),
        ("World Health Organization", 0.85, 0.95),
        ("The dogs of war and the cats of peace: a study", 0.0, 0.9),
        ("How we cry, and why it helps us to live", 0.0, 0.75),
        ("Tears, J. in the rain of 1999, a survey of what we know", 0.0, 0.9),
        ("A. Bell, “A conjecture of mine,” Annals 07", 0.0, 0.6),
    ],
)
def test_sentences_are_less_sure_than_names(text: str, least: float, most: float) -> None:
    assert least <= read_block(text).sure <= most


@pytest.mark.parametrize(
    ("text", "persons"),
    [("Ode, M., & Ito, H.", 2), ("Mary Ode", 1), ("Amnesty International", 0), ("Plato", 0)],
)
def test_persons_are_counted_by_their_form(text: str, persons: int) -> None:
    assert read_block(text).persons == persons


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("J. A.", "I"),
        ("LI", "A"),
        ("P. de", "I"),
        ("Pierre-Marc de", "V"),
        ("J. A. Ode", "N"),
        ("JA van den Ode", "N"),
        ("van den Ode J F J", "F"),
        ("Mary K. Ode", "X"),
        ("van den Ode", "W"),
        ("LE GALE", "W"),
        ("Jr.", "S"),
        ("World Bank", "G"),
        ("山田 太郎", "K"),
        ("of 1999 and all", "O"),
    ],
)
def test_the_form_of_a_piece(text: str, form: str) -> None:
    assert read_piece(text).form == form


@pytest.mark.parametrize(
    ("piece", "group"),
    [
        ("World Bank", True),
        ("Alan Church", False),
        ("Church of Norway", True),
        ("Forschungszentrum Karlsruhe", True),
        ("Mary Ode", False),
    ],
)
def test_groups_are_told_from_persons(piece: str, group: bool) -> None:
    assert is_group(piece) is group


@pytest.mark.parametrize(
    ("word", "given_name"),
    [
        ("Mary", True),
        ("GÉRARD", True),
        ("Anna-Lena", True),
        ("Xiao-Ming", True),
        ("Coca-Cola", False),
    ],
)
def test_given_names_are_known(word: str, given_name: bool) -> None:
    assert is_given(word) is given_name


@pytest.mark.parametrize(
    ("word", "variable"),
    [
        ("Eds.", "editor"),
        ("Hrsg.", "editor"),
        ("Ed. & Trans.", "editor-translator"),
        ("Director", "director"),
        ("Series Ed.", "collection-editor"),
    ],
)
def test_roles_are_variables(word: str, variable: str) -> None:
    assert role_of(word) == variable


def test_a_name_is_not_taken_for_a_role() -> None:
    assert without_roles("John Red") == "John Red"
    assert without_roles("S. A. Ode") == "S. A. Ode"
    assert without_roles("v. Heseler, J.") == "v. Heseler, J."


SCRAPS = st.lists(
    st.sampled_from(
        [
            "Ode", "van", "der", "Mary", "J.", "JA", "MA", ",", ", ", "; ", " & ", " and ", " und ",
            " y ", "/", ".", "-", "(Eds.)", "[", ")", "et al.", "…", "Jr.", "World Bank", "of",
            "王", "・", "、", "И.", "1", "*", "———", "In ", "vgl. ", "Hrsg. von ", "\u00a0", "@x",
            "PhD", '"', "“", "”", "(", "]", "?", ":",
            "Dr. ", "for the ", "Group", "’", "ß", "\u0130",
        ]
    ),
    max_size=30,
).map(" ".join)  # fmt: skip


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(letter in rest for letter in short)


def assert_found_in(text: str) -> None:
    for variable in ("author", "editor"):
        for name in read_names(text, variable):
            assert name.literal or name.family or name.given
            for part in (
                name.literal, name.family, name.given, name.suffix, name.dropping_particle,
                name.non_dropping_particle,
            ):  # fmt: skip
                assert is_subsequence(letters(part), letters(text)), part


@given(SCRAPS)
@settings(max_examples=300, deadline=None)
def test_names_of_scraps_stand_in_the_text(text: str) -> None:
    assert_found_in(text)


@example("\x1b \x1b")
@example("Smith" + "." * 5000)
@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_no_text_is_too_odd_for_a_block(text: str) -> None:
    block = read_block(text)

    assert 0.0 <= block.sure <= 1.0
    assert 0 <= block.persons <= len(block.names)
    assert_found_in(text)


PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(["Ode", "Gračanin", "O’Dor", "Núñez-Ortiz", "Belov", "McAll", "Żak"]),
        st.sampled_from(["A.", "J.-P.", "A. J. J. M.", "Ø."]),
    ),
    min_size=1,
    max_size=20,
)
STYLES = [
    ("{0}, {1}", ", ", ", & "),
    ("{0}, {1}", "; ", "; "),
    ("{0}, {1}", "/", "/"),
    ("{1} {0}", ", ", ", and "),
    ("{1} {0}", ", ", " und "),
    ("{0} {1}", ", ", ", "),
    ("{0} {1}", "; ", " et "),
]


@given(PEOPLE, st.sampled_from(STYLES))
@settings(max_examples=200, deadline=None)
def test_the_order_of_the_people_is_kept(
    people: list[tuple[str, str]], style: tuple[str, str, str]
) -> None:
    form, comma, last = style
    written = [form.format(*person) for person in people]
    text = comma.join(written[:-1]) + last + written[-1] if len(written) > 1 else written[0]

    assert [(name.family, name.given) for name in read_names(text)] == people


class Steps:
    """Counts the pieces that are looked at."""

    def __init__(self) -> None:
        self.taken = 0


@pytest.mark.parametrize(
    "unit",
    [
        ", ",
        "Ode J, ",
        "A ",
        "A. Ode, ",
        "Ode y ",
        "X Y and ",
        "Institute of A and ",
        "Ode, J. Roe, ",
    ],
)
def test_the_work_grows_with_the_text(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = Steps()
    looked, extended = read_piece, name_lists._extend

    def counted_look(text: str) -> object:
        steps.taken += 1 + len(text)
        return looked(text)

    def counted_step(*args: object) -> None:
        steps.taken += 1
        extended(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(name_cuts, "read_piece", counted_look)
    monkeypatch.setattr(name_lists, "_extend", counted_step)
    counts = []
    for size in (4_000, 8_000):
        steps.taken = 0
        read_block.cache_clear()
        read_names(unit * (size // len(unit)))
        counts.append(steps.taken)

    assert counts[1] <= 3 * counts[0] + 200


@pytest.mark.parametrize(
    "unit",
    [
        " ",
        "(",
        ")",
        "A.",
        "a",
        "-",
        "- ",
        ".",
        "\u2026",
        "—",
        "1",
        "王",
        "et al ",
        "Ed. ",
        "(J.) ",
        "'",
    ],
)
def test_twenty_thousand_characters_end(unit: str) -> None:
    text = unit * (20_000 // len(unit))

    assert isinstance(read_names(text), list)
    assert isinstance(blocks.open_block(text).text, str)
