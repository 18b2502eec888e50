r"""Title quirks: what registries add to titles, lose, and leave in formulas, put right.

Crossref allows face markup and MathML in titles (Markup Guide, "Face markup" and "MathML in
deposits"); what publishers deposit is TeX, footnotes, running heads and CAS's ``.alpha.`` as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from refkit.normalize.latex import latex_to_unicode
from refkit.normalize.text import fold, is_all_caps
from refkit.resolve import quirks

# "… AN INFANT&lt;subtitle&gt;Successful …&lt;/subtitle&gt;", 10.1001/archpedi.1951.02040040742008
_SUBTITLE_TAG: Final = re.compile(r"\s{0,9}(?:<|&lt;)subtitle(?:>|&gt;)\s{0,9}", re.IGNORECASE)

# "… of Phosphorodiamidic Chlorides<sup>1</sup>" (10.1021/ja01081a029), "LX.<sup>1</sup> The …", but
# not "cm<sup>3</sup>", "R<sup>2</sup>" and "XeO<sup>17</sup>F".
_SUP: Final = (r"(?:<|&lt;)sup(?:>|&gt;)\s?", r"\s?(?:<|&lt;)/sup(?:>|&gt;)")
_MORE: Final = r"[a-z]?(?:[,\-–]\s?\d{0,2}[a-z]?){0,3}"
_NOTE_MARK: Final = re.compile(
    rf"""
      (?<=[.]) {_SUP[0]} (?: \d{{1,2}}{_MORE} | [*†‡§¶]{{1,3}} ) {_SUP[1]} (?= \s | \Z )
    | (?: (?<=[A-Za-z]{{4}}) | (?<=°) )
      {_SUP[0]} (?: \d{{1,2}}{_MORE} | [*†‡§¶]{{1,3}} ) {_SUP[1]} \s{{0,9}} \Z
    | (?<=\)) {_SUP[0]} 1{_MORE} {_SUP[1]} \s{{0,9}} \Z
    """,
    re.VERBOSE,
)
# MathML between words has no spaces: "the<mml:math>…</mml:math>nucleus", 10.1103/physrevc.91.057301
_MATH_AFTER_WORD: Final = re.compile(r"(?<=[a-z]{2})(?=(?:<|&lt;)(?:mml:)?math\b)")
_WORD_AFTER_MATH: Final = re.compile(
    r"(?P<end>(?:<|&lt;)/(?:mml:)?math(?:>|&gt;))(?=[A-Z]?[a-z]{3})"
)

# A mark after a word, but not that of "the A*".
_FOOTNOTE: Final = re.compile(r"(?<=[^\W\d_]{3})\s?[*†‡§¶]{1,3}$")
_MARKS: Final = ("*", "†", "‡", "§", "¶")
# "… current-collection feedbacka)": 10.1063/1.4918352
_LETTERED_NOTE: Final = re.compile(r"(?<=[a-z]{3})[a-e]\)$")
# "… clinical significancePart of this study was presented …": 10.1136/pgmj.2006.049916
_GLUED_NOTE: Final = re.compile(
    r"""
    (?<= [a-z]{3} )
    (?: (?:Part|Parts|Much|Portions|Some)\ of\ | Thanks\ (?:are|to)\ | Presented\ (?:at|in|as)\
      | (?:This|The)\ (?:work|study|paper|article|research|authors?)\ (?:was|were|is|are|has|have)\
      | Supported\ by\ )
    .* $
    """,
    re.VERBOSE,
)
_LAST_WORD: Final = re.compile(r"([^\s.]{1,40})\.$")
_KIND: Final = re.compile(r"\s?[\[\]]\s?[A-Za-z][A-Za-z ]{2,30}\]$")
_GLUED_ONE: Final = re.compile(r"(?<=[a-z]{5})1$")

_GREEK: Final = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "omicron": "ο", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω",
}  # fmt: skip
_CAS_SYMBOLS: Final = (
    _GREEK
    | {name.upper(): letter.upper() for name, letter in _GREEK.items()}
    | {"apprx": "≈", "fwdarw": "→", "ltoreq": "≤", "gtoreq": "≥", "degree": "°", "times": "×"}
)
# ".pi.-Bonded azobenzene complex", 10.1021/ja00747a074; "www.alpha.com" is something else.
_CAS_NAME: Final = re.compile(r"(?<![A-Za-z]{2})\.(?P<name>[A-Za-z]{2,8})\.(?![a-z]{2,4}\b)")
_LONE_GREEK: Final = re.compile("(?<![Ͱ-Ͽ])[α-ω](?![Ͱ-Ͽ])")
_SPELLED: Final = {letter: name for name, letter in _GREEK.items()} | {"ς": "sigma"}

_TEX: Final = re.compile(r"(?P<fence>\$\$?)(?P<math>[^$]{1,400})(?P=fence)")
_TEX_SIGN: Final = re.compile(r"[\\^_{}]")
_TEX_TOKEN: Final = re.compile(
    r"\\(?P<word>[A-Za-z]{1,30})[ ]{0,4} | \\(?P<escaped>[%&\#$]) | \\. | [{}^_\s~]", re.VERBOSE
)

_SECTION: Final = re.compile(r"letters?(?: to the editor)?|editorials?", re.IGNORECASE)
_CODE: Final = re.compile(r"\(\d{6,20}(?:-\d{1,10})?\)")
_AND_OTHERS: Final = re.compile(r"\bet al\.?$", re.IGNORECASE)


def title(value: str) -> str:
    """A title without markup, footnotes, brackets around it, and the stop at its end.

    The full stop belongs to the style and not to the title. After a short word it stays, for that
    may be an abbreviation ("… Jr.", "… in the U.S."). Capitals stay: what is compared is folded.
    """
    return _read(value)[0]


def titles(value: Any) -> list[str]:
    """All titles of a list, or the one of a str; each once, empty ones left out."""
    return read_titles(value)[0]


def read_titles(value: Any) -> tuple[list[str], list[str]]:
    """All titles of a list, or the one of a str, and the forms in which they were deposited.

    Whoever took a reference from Crossref has the footnote in "… Chlorides1" and "… feedbacka)".

    Args:
        value: What a registry sent, of whatever type.

    Returns:
        The titles, each once, empty ones left out; and the texts of those of which more than signs
        was put right.
    """
    if not value:
        return [], []
    entries = value if isinstance(value, list) else [value]
    read = [_read(entry) for entry in entries if isinstance(entry, str)]
    found = list(dict.fromkeys(main for main, _ in read if main))
    deposited = [text for main, text in read if main and text != main and fold(text) != fold(main)]
    return found, deposited


def _read(value: str) -> tuple[str, str]:
    """A title, and its text as it was deposited, free of markup only."""
    if quirks.is_plain(value):
        cleaned = deposited = value
    else:
        unnoted = _without_markup_of_notes(value)
        cleaned = quirks.text(unnoted)
        deposited = cleaned if unnoted == value else quirks.text(value)
    if "$" in cleaned:
        cleaned = " ".join(_TEX.sub(_tex_as_text, cleaned).split())
    if "." in cleaned:
        cleaned = _CAS_NAME.sub(_cas_as_text, cleaned)
    if "\ufffd" in cleaned:
        # "Road vehicles \ufffd Fuel system": 10.3403/30211089u. Between letters nobody knows.
        cleaned = cleaned.replace(" \ufffd ", " – ")
    return _trimmed(_without_notes(_unwrapped(cleaned))), deposited


def joined(main: str, subtitle: str) -> str:
    """Title and subtitle as one; the title alone where it holds the subtitle already."""
    if not main or fold(subtitle) in fold(main):
        return main
    if main[-1] in "?!:.":
        return f"{main} {subtitle}"
    return f"{main}: {subtitle}"


def is_no_subtitle(subtitle: str, main: str) -> bool:
    """Whether what stands as subtitle is the page's running head, or a section of the journal.

    "XU ET AL." (10.1002/2014ja020425); "FLUVASTATIN AND RISK OF CANCER" below a title that is not
    in capitals (10.1111/j.1742-1241.2006.01071.x); "LETTER TO THE EDITOR"; the number
    "(718982007-001)" (10.1037/e718982007-001).
    """
    return bool(
        _AND_OTHERS.search(subtitle)
        or _CODE.fullmatch(subtitle)
        or _SECTION.fullmatch(subtitle)
        or (is_all_caps(subtitle) and any(character.islower() for character in main))
    )


def other_forms(main: str) -> Iterator[str]:
    """Other forms in which a title may rightly be cited.

    Without a kind in brackets ("… applications [Invited]", 10.1364/ao.52.000613) and without a
    footnote's number that lost its markup ("… Third Edition1"); with Greek letters spelt out.
    """
    if main.endswith("]"):
        without = _KIND.sub("", main)
        if without != main:
            yield without
    if main.endswith("1"):
        without = _GLUED_ONE.sub("", main)
        if without != main:
            yield without
    if not main.isascii():
        spelled = _LONE_GREEK.sub(lambda letter: _SPELLED[letter[0]], main)
        if spelled != main:
            yield spelled


def _without_markup_of_notes(value: str) -> str:
    if "<" not in value and "&" not in value:
        return value
    value = _SUBTITLE_TAG.sub(": ", value)
    value = _NOTE_MARK.sub("", value)
    if "math" in value:
        value = _WORD_AFTER_MATH.sub(r"\g<end> ", _MATH_AFTER_WORD.sub(" ", value))
    return value


def _tex_as_text(found: re.Match[str]) -> str:
    r"""A formula in TeX as text: "$\mathcal {L}_\infty$" is "L∞".

    What has no sign of TeX is no formula: "$200 million …, $5". Springer has some formulas twice,
    in TeX and then as text (10.1007/s10032-015-0241-3); then the first goes.
    """
    math = found["math"]
    if found["fence"] == "$" and not _TEX_SIGN.search(math):
        return found[0]
    plain = _TEX_TOKEN.sub(_tex_token, math)
    following = found.string[found.end() : found.end() + 2 * len(plain) + 4].replace(" ", "")
    return "" if plain and following.startswith(plain) else plain


def _tex_token(found: re.Match[str]) -> str:
    if found["word"]:
        return _tex_symbol(found["word"])
    return found["escaped"] or ""


@cache
def _tex_symbol(word: str) -> str:
    r"""What a command prints; "" for those that only say how, such as ``\mathcal``."""
    if word == "sqrt":
        return "√"
    printed = latex_to_unicode(rf"$\{word}$")
    if "\\" in printed:
        printed = latex_to_unicode(rf"\{word}{{}}")
    return "" if "\\" in printed or len(printed) > 2 else printed


def _cas_as_text(found: re.Match[str]) -> str:
    return _CAS_SYMBOLS.get(found["name"], found[0])


def _unwrapped(main: str) -> str:
    """A title without the brackets that MEDLINE puts around translated ones.

    "[Papular lupoid rosacea …]", 10.1001/archderm.100.4.493.
    """
    if main[:1] == "[" and main[-1] == "]" and not any(sign in main[1:-1] for sign in "[]"):
        return main[1:-1].strip()
    return main


def _without_notes(main: str) -> str:
    if main.endswith(_MARKS):
        return _FOOTNOTE.sub("", main)
    if main.endswith(")") and main.count(")") > main.count("("):
        return _LETTERED_NOTE.sub("", main)
    return _GLUED_NOTE.sub("", main)


def _trimmed(main: str) -> str:
    """A title without the punctuation of a catalogue around it.

    "Sunset seasonables for present planting /" (10.5962/bhl.title.94827), "Erratum:", "- Matroids".
    """
    trimmed = main.removeprefix("- ").rstrip(" /,:;")
    if trimmed.endswith((" -", " –")):
        trimmed = trimmed[:-2].rstrip()
    if trimmed.endswith("."):
        word = _LAST_WORD.search(trimmed)
        if word and len(word[1]) > 3:
            trimmed = trimmed[:-1]
    return trimmed or main
