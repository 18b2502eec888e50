"""What the reference lists tell of the citations: the names and beginnings of their entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from refkit.extract.citation_words import GROUP_WORDS, PARTICLES
from refkit.extract.signs import UPPER, YEAR
from refkit.model import ReferenceList
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import fold

_DATE: Final = lazy_pattern(rf"(?<![\d–\-/]){YEAR}(?!\d)|\b(?:n\.\s?d\.|in\spress|forthcoming)")
_YEAR: Final = lazy_pattern(rf"(?<!\d){YEAR}(?!\d)")
_PIECES: Final = lazy_pattern(
    r"[,;:()\[\]…]\s?(?:(?:&|and|und|et|y|e|en|og|och)\s)?|\s(?:&|and|und|et|y|e|en|og|och)\s"
    r"|(?<=[^\W\d_]{2})\.\s(?=[^\W\d_]{3})"
)
_QUOTES: Final = "\"“”„«»‘’'*_ .\u200b"
_INITIALS: Final = lazy_pattern(
    rf"""
      ^ (?: [{UPPER}]\. [ \-‐‑]? ){{1,6}}  # J. A. Smith
    | \s (?: [{UPPER}][a-z]\. | [{UPPER}]\.? ) (?: [ \-‐‑]? [{UPPER}]\.? ){{0,4}} $  # Smith JA
    """,
    re.VERBOSE,
)
# Where the year comes last, "Smith J. Rain in towns. J Rain. 2011", a title follows the names.
_TITLE_BEGINS: Final = lazy_pattern(
    rf"""
    [.?!]\s ["“„«]? [{UPPER}][^\W\d_]{{0,30}} \s
    (?! (?: and | und | et | y | e | en | van | von | de | der | den | del | di | da | dos | la | le
        | el | al | bin | ibn | ter | ten | zu ) \b )
    [a-z]
    """,
    re.VERBOSE,
)
_ARTICLE: Final = lazy_pattern(r"^(?:the|a|an|der|die|das|la|le|les|el|los|il|het)\s")
_LEAD: Final = 600
_NO_DATE: Final = 200
_SHORTEST: Final = 3
_WORDS: Final = 10


def _is_of_person(name: str) -> bool:
    return all(word in PARTICLES or word[0].isupper() for word in name.split())


class Listed:
    """The names and beginnings of the entries of reference lists; folded where it says so.

    Attributes:
        lists: Whether there is any entry.
        names: Names of authors as the entries write them, folded, and their acronyms.
        words: The words of those names, folded, of three letters at least.
        small: Names that the entries write with a small letter at first, folded.
        beginnings: The first one to ten words of each entry, folded.

    Args:
        lists: The lists of an article.
    """

    def __init__(self, lists: Sequence[ReferenceList]) -> None:
        self.lists = False
        self.names: set[str] = set()
        self.words: set[str] = set()
        self.small: set[str] = set()
        self.beginnings: set[str] = set()
        self._known: dict[str, bool] = {}
        self._years: dict[str, set[str]] = {}
        for each in lists:
            for reference in each.references:
                self.lists = True
                self._add(reference.text)

    def _add(self, raw: str) -> None:
        date = _DATE.search(raw, 0, _LEAD)
        lead = raw[: date.start() if date and date.start() > _SHORTEST else _NO_DATE]
        title = _TITLE_BEGINS.search(lead)
        lead = lead[: title.start() if title else len(lead)].strip(_QUOTES + "([")
        years = set(_YEAR.findall(raw[:_LEAD]))
        self._begin(raw)
        self.names.add(fold(lead))
        if not GROUP_WORDS.isdisjoint(fold(lead).split()):
            self._abbreviate(lead)
        for piece in _PIECES.split(lead):
            self._name(piece, years)

    def _begin(self, raw: str) -> None:
        words = _ARTICLE.sub("", fold(raw[:150])).split()[:_WORDS]
        for count in range(1, len(words) + 1):
            self.beginnings.add(" ".join(words[:count]))

    def _name(self, piece: str, years: set[str]) -> None:
        piece = piece.strip(_QUOTES)
        while (shorter := _INITIALS.sub("", piece).strip(_QUOTES)) != piece:
            piece = shorter
        folded = _ARTICLE.sub("", fold(piece))
        if len(folded) < 2 or folded.isdigit():
            return
        # The particle of "Berg, J. van der" is no name, but "Do, A." has one.
        if piece[0].islower() and PARTICLES.issuperset(folded.split()):
            return
        self.names.add(folded)
        if piece[0].islower():
            self.small.add(folded)
        words = folded.split()
        group = not GROUP_WORDS.isdisjoint(words)
        if group and len(words) > 2:
            self._abbreviate(piece)
        for word in words:
            if len(word) > 2 or len(words) == 1:
                self.words.add(word)
                self._years.setdefault(word, set()).update(years)
        # "Jane Smith and Karl Lee (2019)": the family name comes last.
        if 2 <= len(words) <= 4 and not group and _is_of_person(piece):
            self.names.update(" ".join(words[start:]) for start in range(1, len(words)))

    def _abbreviate(self, name: str) -> None:
        """The abbreviations that the name of a group may have: "WHO", "OfR" as well as "OR"."""
        words = name.replace("-", " ").split()
        self.names.add("".join(word[0] for word in words).lower())
        self.names.add("".join(word[0] for word in words if word[0].isupper()).lower())

    def knows(self, name: str) -> bool:
        """Whether the entries have an author of this name, or one begins with it."""
        if not self.lists:
            return False
        known = self._known.get(name)
        if known is None:
            folded = _ARTICLE.sub("", fold(name))
            known = folded in self.names or (" " in folded and folded in self.beginnings)
            self._known[name] = known
        return known

    def knows_part(self, name: str) -> bool:
        """Whether a word of a name, of three letters at least, is one of an author's."""
        return any(word in self.words for word in fold(name).split())

    def begins(self, text: str) -> bool:
        """Whether an entry begins with these words."""
        return _ARTICLE.sub("", fold(text)) in self.beginnings

    def has_title(self, text: str, year: str) -> bool:
        """Whether an entry of this year begins with these words."""
        return self.begins(text) and self.has_year(text, year)

    def has_year(self, name: str, year: str) -> bool:
        """Whether an entry with an author of this name has this year among its first words."""
        found = _YEAR.search(year)
        if not found:
            return False
        return any(found.group() in self._years.get(word, ()) for word in fold(name).split())
