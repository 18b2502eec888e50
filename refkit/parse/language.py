"""The language of a title, by its script and its small words (ISO 639-1 codes, as CSL has them)."""

from __future__ import annotations

from typing import Final

from refkit.normalize.patterns import lazy_pattern

SMALL_WORDS: Final = {
    "en": "the of and in on for to with from by an its at as is are how what why between among "
    "towards toward during through their does",
    "de": "der die das und des dem den ein eine einer eines im zur zum für von mit auf als über "
    "aus bei nach zwischen am wie oder ihre ist sind durch gegen",
    "fr": "le la les et des du une dans en sur pour au aux par avec entre chez vers est sont leur "
    "ses ou comment pourquoi sans",
    "es": "el la los las y del una en para por con entre sobre al sus desde hacia como según es",
    "it": "il lo la gli e dei della delle degli nella nel per con tra di da sul sulla alla ed come "
    "dal dalla un'",
    "pt": "o os as e do da dos das em no na nos nas um uma para por com entre sobre ao à pelo pela",
    "nl": "de het een en van in op voor met tot bij naar uit tussen over aan door als der hun",
    "sv": "och en ett i på för med till av från om mellan som den det",
    "pl": "w i na z do o oraz dla przez od po nad przy jako",
}
"""Words that are common in titles of a language; several languages share some."""
SCRIPTS: Final = (
    ("ja", lazy_pattern(r"[\u3040-\u30ff]")),
    ("ko", lazy_pattern(r"[\uac00-\ud7af]")),
    ("zh", lazy_pattern(r"[\u4e00-\u9fff]")),
    ("he", lazy_pattern(r"[\u05d0-\u05ea]")),
    ("fa", lazy_pattern(r"[\u067e\u0686\u0698\u06af]")),
    ("ar", lazy_pattern(r"[\u0620-\u064a]")),
    ("el", lazy_pattern(r"[\u0391-\u03c9]{2}")),
    ("uk", lazy_pattern(r"[\u0454\u0456\u0457\u0491]")),
    ("ru", lazy_pattern(r"[\u044b\u044d\u044a\u0451]")),
)
"""Letters that only one of the languages that are cited much has; the first found counts."""
FEWEST: Final = 2
"""Small words that must speak for a language."""
LONGEST: Final = 400
"""Characters of a title that are read."""


def _by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, words in SMALL_WORDS.items():
        for word in words.split():
            found[word] = (*found.get(word, ()), language)
    return found


LANGUAGES_OF: Final = _by_word()


def language_of(title: str) -> str:
    """The language of a title, or "" where it is short or could be several.

    Args:
        title: The title as written. Names of species and places in it are of no language, so one
            small word is not enough, and the best language must lead by half.
    """
    title = title[:LONGEST]
    if not title.isascii():
        for language, letters in SCRIPTS:
            if letters.search(title):
                return language
    votes: dict[str, float] = {}
    for word in title.lower().split():
        languages = LANGUAGES_OF.get(word)
        if languages:
            for language in languages:
                votes[language] = votes.get(language, 0.0) + 1 / len(languages)
    if not votes:
        return ""
    ranked = sorted(votes.items(), key=lambda vote: -vote[1])
    best, count = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    return best if count >= FEWEST and count >= 1.5 * second else ""
