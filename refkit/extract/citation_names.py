"""Authors of a citation, read backwards from the year: persons, groups and titles.

Read backwards because the end is certain, the year, and the beginning is not: any words may lead
to the authors ("for a review see Smith & Jones", "According to the World Health Organization").
"""

from __future__ import annotations

from typing import Final

import msgspec

from refkit.extract.citation_author import Author, NameReader, cleaned, without_possessive
from refkit.extract.citation_listed import Listed
from refkit.extract.citation_tokens import Token, tokens_of
from refkit.extract.citation_words import NO_NAMES, PLACES, is_group_word

_OPENING: Final = {"”": "“„", "“": "„", "»": "«", "«": "»", '"': '"', "'": "‘"}
"""Closing quotation marks with the ones that open."""

_MOST: Final = 30
_TITLE: Final = 240
_SHORTEST: Final = 3
# What leads to a place or a time before the authors: "In Germany, Smith and Jones (2019)".
_SETTING: Final = frozenset(
    """in at for like unlike since during throughout across within from under outside beyond im bei
    dans en à nel nella no na""".split()  # noqa: SIM905 -- a table of words
)
_AND_PARTICLES: Final = frozenset(("y", "e", "en", "et", "og"))
_PREPOSITIONS: Final = frozenset(
    ("of", "for", "on", "für", "de", "del", "di", "pour", "para", "van", "der")
)


class Authors(msgspec.Struct, frozen=True, kw_only=True):
    """The authors of a citation as written.

    Attributes:
        names: The names, without initials and possessive.
        start: Where the first begins, with its initials, in the text.
        end: Where the last ends, with "et al.".
        et_al: Whether "et al." or the like follows.
        joined: What stands before the last name: "&", "and"; "" if nothing.
        initials: The initials before the first name.
        loose: Whether commas alone divide several names.
        title: Whether a title in quotation marks or italics stands in place of names.
        inverted: Whether initials follow the last name: "Smith, J.".
        possessive: Whether the last is "Smith's".
    """

    names: tuple[str, ...]
    start: int
    end: int
    et_al: bool = False
    joined: str = ""
    initials: str = ""
    loose: bool = False
    title: bool = False
    inverted: bool = False
    possessive: bool = False


class AuthorReader:
    """Reads authors that end at a given place of a passage.

    Args:
        text: The plain text, in which they are looked for.
        shown: The text as it stands, from which their names are taken; of the same length.
        listed: What the reference lists tell.
    """

    def __init__(self, text: str, shown: str, listed: Listed) -> None:
        self._text = text
        self._shown = shown
        self._listed = listed
        self._names = NameReader(shown, listed)

    def before(self, start: int, end: int, *, narrative: bool = False) -> Authors | None:
        """The authors that end at ``end``, commas and spaces aside.

        Args:
            start: Where the first may begin at the earliest.
            end: Where the last ends.
            narrative: Whether they stand in a sentence, where what precedes a comma is more often
                a part of the sentence, "In Germany, Smith (2019)", than another author.

        Returns:
            The authors, as many as can be read; None if none stand there.
        """
        title = self._title(start, end)
        if title:
            return title
        tokens = tokens_of(self._text, start, end)
        last = len(tokens) - 1
        while last >= 0 and tokens[last].kind in ("comma", "closed"):
            last -= 1
        if last < 0:
            return None
        return self._list(tokens, last, narrative=narrative)

    def _title(self, start: int, end: int) -> Authors | None:
        """A title in quotation marks: “Title of Page,” 2019."""
        stop = end
        while stop > start and self._text[stop - 1] in ", \n":
            stop -= 1
        closing = self._shown[stop - 1 : stop]
        if stop <= start or closing not in _OPENING:
            return None
        low = max(start, stop - _TITLE)
        opening = max(self._shown.rfind(sign, low, stop - 1) for sign in _OPENING[closing])
        if opening < 0:
            return None
        name = cleaned(self._shown[opening + 1 : stop - 1]).strip(" ,.")
        if len(name) < _SHORTEST:
            return None
        # 'Smith, "A title", 2019' names its author.
        authors = self.before(start, opening) if self._is_after_comma(start, opening) else None
        return authors or Authors(names=(name,), start=opening, end=stop, title=True)

    def _is_after_comma(self, start: int, at: int) -> bool:
        return self._text[start:at].rstrip().endswith(",")

    def _list(self, tokens: list[Token], last: int, *, narrative: bool) -> Authors | None:
        end = tokens[last].end
        at = last
        et_al = tokens[at].kind == "et al"
        if et_al:
            at -= 1
            while at >= 0 and tokens[at].kind in ("comma", "closed"):
                at -= 1
        authors: list[Author] = []
        joined = -1
        while at >= 0 and len(authors) < _MOST:
            author = self._names.read(tokens, at)
            if not author:
                break
            authors.insert(0, author)
            at = author.begin - 1
            if at < 1:
                break
            if tokens[at].kind == "and" or (tokens[at].text.strip() in _AND_PARTICLES):
                # "Smith/Jones/Lee (2019)"
                again = joined >= 0 and tokens[at].text != "/"
                if again or (et_al and len(authors) > 1):
                    break
                joined = max(joined, at)
                at -= 1
                if at >= 0 and tokens[at].kind == "comma":
                    at -= 1
            elif tokens[at].kind == "comma":
                at -= 1
            else:
                break
        if not authors:
            return None
        self._drop_setting(authors, narrative=narrative, alone=joined < 0 and not et_al)
        return self._made(tokens, authors, joined, end, et_al=et_al)

    def _drop_setting(self, authors: list[Author], *, narrative: bool, alone: bool) -> None:
        """Drop what stands before the authors: "In Germany, Smith and Jones", "DSM-5, Smith"."""
        if alone and len(authors) > 1:
            # Commas alone: a list of authors only where the reference lists know them all.
            known = [self._listed.knows(author.name) for author in authors]
            if not all(known) and (narrative or known[-1]):
                last_unknown = len(known) - 1 - known[::-1].index(False)
                del authors[: min(last_unknown + 1, len(authors) - 1)]
                return
        while len(authors) > 1 and authors[0].comma and self._is_setting(authors[0], narrative):
            del authors[0]

    def _is_setting(self, author: Author, narrative: bool) -> bool:
        if self._listed.knows(author.name):
            return False
        name = author.name.lower()
        return (
            (narrative and author.led in _SETTING)
            or name in PLACES
            or name in NO_NAMES
            or any(sign.isdigit() for sign in name)
        )

    def _made(
        self, tokens: list[Token], authors: list[Author], joined: int, end: int, *, et_al: bool
    ) -> Authors | None:
        whole = cleaned(self._shown[tokens[authors[0].first].start : tokens[authors[-1].last].end])
        conjunction = tokens[joined].text if joined >= 0 else ""
        if len(authors) > 1 and self._listed.knows(whole) and _is_one(authors, self._listed):
            authors = [Author(authors[0].first, authors[-1].last, authors[0].begin, whole)]
            conjunction = ""
        elif joined >= 0 and len(authors) > 1 and self._is_group(authors):
            first, last = authors[-2], authors[-1]
            name = cleaned(self._shown[tokens[first.first].start : tokens[last.last].end])
            merged = Author(first.first, last.last, first.begin, without_possessive(name))
            authors[-2:] = [merged]
            conjunction = ""
        elif len(authors) == 1:
            conjunction = ""
        first_token = tokens[authors[0].begin]
        last_name = tokens[authors[-1].last]
        if last_name.text.rstrip().endswith("'s") and not et_al:
            end = last_name.end
        return Authors(
            names=tuple(author.name for author in authors),
            start=first_token.start,
            end=end,
            et_al=et_al,
            joined=conjunction.strip(),
            initials=authors[0].initials,
            loose=len(authors) > 1 and not conjunction and not et_al,
            inverted=any(author.inverted for author in authors),
            possessive=last_name.text.rstrip().endswith(("'", "'s")),
        )

    def _is_group(self, authors: list[Author]) -> bool:
        """Whether the "and" before the last name is part of a group's: "Food and Drug Office"."""
        before, after = authors[-2].name, authors[-1].name
        if self._listed.knows(f"{before} and {after}"):
            return True
        if self._listed.knows(before) or self._listed.knows(after):
            return False
        words = before.split()
        if authors[-1].initials:
            return False
        if _PREPOSITIONS.intersection(words) and any(is_group_word(word) for word in words[:-1]):
            return " " not in after or not is_group_word(after.split()[0])
        return len(words) == 1 and " " in after and is_group_word(after.split()[-1])


def _is_one(authors: list[Author], listed: Listed) -> bool:
    """Whether names that together are known are one: "Department of Rain, Snow, and Hail"."""
    groups = [any(is_group_word(word) for word in author.name.split()) for author in authors]
    if any(groups):
        return not all(groups)
    return not all(listed.knows(author.name) for author in authors)
