"""Link: a citation and the listed works that it means, or why there are none."""

from __future__ import annotations

import re
from typing import Final, Literal

import msgspec

from refkit.model import Citation
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import fold, squash, words
from refkit.verify.citing_body import Body
from refkit.verify.citing_entry import Listed, Year, citation_year, group_keys
from refkit.verify.citing_fit import RIGHT, SAME_WORK, Cited, Names, fit
from refkit.verify.citing_index import Index, alike

Kind = Literal["exact", "loose", "ambiguous", "year", "name", "missing", "unchecked"]
"""How a citation is linked to the list: by its names and year; by the beginning of the entry or an
abbreviation; to several works; to a work of another year; to a work of other names; not at all; or
it need not be listed."""

_RANK: Final[dict[Names, int]] = {"full": 0, "et-al": 0, "group": 0, "needless": 1, "short": 2}
_NEAR_YEARS: Final = (0, 1, 2, 3, 10)
"""Years by which slips are off; none where only the letters differ."""
_SHORT_NAME: Final = 5
"""Letters below which another name is as likely as a slip: Lee and Lie."""

_GOES_ON: Final = lazy_pattern(
    r"(?: , | & | \b and ) (?: \s (?: d[aei] | v[ao]n | de[nr] | l[ae] ) ){0,2} \s{0,3} \Z",
    re.VERBOSE,
)
_REPUBLISHED: Final = lazy_pattern(r"\s? \[ [12][0-9]{3} \]", re.VERBOSE)
_GIVEN: Final = lazy_pattern(
    r"(?<! \w) (?P<letter> [^\W\d_a-z] ) [\w.’'-]{0,30} \s (?: [^\W\d_]\. [\s-]? ){0,3} \Z",
    re.VERBOSE,
)
_JOINED: Final = lazy_pattern(r"\s (?: & | and | und | et | y ) \s", re.VERBOSE)
_CASE_LAW: Final = lazy_pattern(r"\s vs?\.? \s", re.VERBOSE)


class Link(msgspec.Struct, frozen=True):
    """A citation and the listed works that it means.

    Attributes:
        citation: The citation.
        kind: How it is linked.
        area: The number of its list among ``Citing.areas``.
        names: How its names agree with those of the first of ``entries``.
        entries: The works, in the order of the list.
        place: For names that are spelt otherwise, the number of the name, from 0.
    """

    citation: Citation
    kind: Kind
    area: int = 0
    names: Names = ""
    entries: tuple[Listed, ...] = ()
    place: int = 0


class Linker:
    """Links citations to entries, each pair of names and year once.

    Args:
        body: The text outside of the lists.
    """

    def __init__(self, body: Body) -> None:
        self._body = body
        self._known: dict[tuple[int, tuple[str, ...], str, bool, str], Link] = {}

    def forget(self) -> None:
        """Forget what was found in indexes that are no longer used."""
        self._known.clear()

    def plainly(self, citation: Citation, area: int, index: Index) -> Link:
        """The works that a citation means as it stands."""
        if citation.kind == "personal" or not citation.authors:
            return Link(citation, "unchecked", area)
        key = (area, citation.authors, citation.year, citation.et_al, citation.initials)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = _plainly(citation, area, index, self._body)
        if known.kind == "ambiguous":
            return self._told_apart(known, citation)
        if known.kind != "missing":
            return msgspec.structs.replace(known, citation=citation)
        kind: Kind = "missing"
        entries = self._continued(citation, index)
        if entries:
            kind = "loose"
        elif not self._must_be_listed(citation):
            kind = "unchecked"
        return msgspec.structs.replace(known, citation=citation, kind=kind, entries=tuple(entries))

    def _told_apart(self, known: Link, citation: Citation) -> Link:
        """A citation of several works, unless initials or a given name tell them apart.

        "(Stergios A. | Polyzos et al., 2010)" and "(S. A. Polyzos et al., 2010)" are two works to
        those who wrote so; which is which, the list need not say.
        """
        if _is_one_of_letters(known.entries):
            return msgspec.structs.replace(known, citation=citation)
        given = _GIVEN.search(self._body.before(citation.span.start))
        letters = {fold(citation.initials)[:1], fold(given["letter"]) if given else ""} - {""}
        if not any(entry.initials in letters for entry in known.entries):
            return msgspec.structs.replace(known, citation=citation)
        return msgspec.structs.replace(known, citation=citation, kind="loose")

    def _continued(self, citation: Citation, index: Index) -> list[Listed]:
        """The works of a citation whose first words stand before it, cut off.

        "Triandis and | Gelfand (1998)", "Meier v. Sun Intern. | Hotels (2002)"
        """
        before, year = self._body.before(citation.span.start), citation_year(citation.year)
        known = words(before)
        name = fold(self._body.text(citation.authors_span) or " ".join(citation.authors))
        found = index.holding(name, known[-1] if known else "", year)
        if found or not _GOES_ON.search(before):
            return found
        return [
            entry
            for entry in index.naming(group_keys(citation.authors[-1]), year)
            if year.fits(entry.year) and entry.names[0] & frozenset(known)
        ]

    def _must_be_listed(self, citation: Citation) -> bool:
        if citation.kind == "original" or not citation.year:
            return False
        if any(_CASE_LAW.search(name) for name in citation.authors):
            return False
        if _REPUBLISHED.match(self._body.after(citation.year_span.end)):
            # "Moyo 2010 [2009]" is listed under one of them.
            return False
        block = self._body.block_at(citation.span.start)
        # A quotation keeps the citations of its own author, who need not be followed (APA 7, 8.32).
        if block is not None and block.kind in ("quote", "code"):
            return False
        years = citation_year(citation.year).years
        first = citation.authors[0].split()
        names = group_keys(citation.authors[0]) | {
            squash(" ".join(first[at:])) for at in range(1, len(first))
        }
        return not any((name, year) in self._body.unlisted for name in names for year in years)

    def truly(self, link: Link, index: Index) -> Link:
        """The same link, unless it means a work whose names or year are wrong in the list.

        Args:
            link: A link to no work, or to one of other names or another year.
            index: The entries as they would stand if they agreed with their records. Where the
                citation does, one fault of the list is told of, and not the citation too.
        """
        found = index.fitting(_cited_names(link.citation), citation_year(link.citation.year))
        if not found:
            return link
        entries = tuple(entry for _, entry in found)
        return msgspec.structs.replace(link, kind="loose", names="", entries=entries)

    def nearly(self, link: Link, index: Index, cited: set[int]) -> Link:
        """The one work that a citation may mean whose year or whose names are other ones."""
        cites, year = _cited_names(link.citation), citation_year(link.citation.year)
        dated = _of_near_years(cites, year, index, cited)
        named = [
            (agreement, place, entry)
            for agreement, place, entry in index.misspelt(cites, year)
            if len(cites.names) > 1
            or entry.number not in cited
            or max(map(len, cites.names[place] | entry.names[place])) >= _SHORT_NAME
        ]
        if len(dated) == 1 and not named:
            return msgspec.structs.replace(link, kind="year", entries=(dated[0],))
        if len(named) == 1 and not dated:
            agreement, place, entry = named[0]
            return msgspec.structs.replace(
                link, kind="name", names=agreement, place=place, entries=(entry,)
            )
        return link


def is_meant(citation: Citation, entry: Listed) -> bool:
    """Whether the year of a citation is that of an entry, and its names but for a slip."""
    agreement, _ = fit(_cited_names(citation), entry)
    same = agreement in SAME_WORK or agreement == "spelling"
    return same and citation_year(citation.year).fits(entry.year)


def _cited_names(citation: Citation) -> Cited:
    """The names of a citation, folded."""
    whole = citation.authors[0]
    if len(citation.authors) > 1:
        whole = f"{', '.join(citation.authors[:-1])} and {citation.authors[-1]}"
    names = tuple(group_keys(name) for name in citation.authors)
    if citation.initials:
        # "SR Research" is no person with initials.
        names = (names[0] | {squash(f"{citation.initials} {citation.authors[0]}")}, *names[1:])
    return Cited(names=names, whole=group_keys(whole), et_al=citation.et_al)


def _plainly(citation: Citation, area: int, index: Index, body: Body) -> Link:
    cited, year = _cited_names(citation), citation_year(citation.year)
    found = index.fitting(cited, year)
    if found:
        best = min(_RANK[agreement] for agreement, _ in found)
        # "Smith, 2010" may be the work of Smith and Jones of that year, or Smith's own of another.
        if best == 2 and len(cited.names) == 1 and _of_near_years(cited, year, index, set()):
            return Link(citation, "missing", area)
        kept = [(agreement, entry) for agreement, entry in found if _RANK[agreement] == best]
        entries = _chosen(citation, year, [entry for _, entry in kept])
        agreement = next(agreement for agreement, entry in kept if entry is entries[0])
        several = len(entries) > 1 and _must_be_told_apart(entries)
        return Link(citation, "ambiguous" if several else "exact", area, agreement, tuple(entries))
    loose = _loosely(citation, cited, year, index, body)
    return Link(citation, "loose" if loose else "missing", area, "", tuple(loose))


def _chosen(citation: Citation, year: Year, entries: list[Listed]) -> list[Listed]:
    """Of the works that fit a citation, those that its letter, year and initials mean."""
    letter = fold(citation.initials)[:1]
    for wanted in (
        # "LeVine, 1984" is not the work of Levine, of the same year.
        [each for each in entries if each.families[: len(citation.authors)] == citation.authors],
        [entry for entry in entries if entry.year.letter == year.letter],
        [entry for entry in entries if entry.year.years == year.years],
        [entry for entry in entries if letter and entry.initials == letter],
    ):
        if wanted and len(entries) > 1:
            kept = [entry for entry in entries if entry in wanted]
            entries = kept or entries
    return entries


def _is_one_of_letters(entries: tuple[Listed, ...]) -> bool:
    """Whether works are of the same people, so that initials tell them from others only."""
    first = entries[0]
    return all(
        entry.year.letter and alike(first, entry) and entry.initials == first.initials
        for entry in entries
    )


def _must_be_told_apart(entries: list[Listed]) -> bool:
    """Whether works are several indeed, and it is for the citation to tell which is meant.

    A work that is listed twice is one (L702); works of the same people and year that the list
    itself does not tell apart by letters are the list's affair (L703).
    """
    first = entries[0]
    if all(entry.title == first.title for entry in entries[1:]):
        return False
    if all(alike(first, entry) and entry.initials == first.initials for entry in entries[1:]):
        return all(entry.year.letter for entry in entries)
    return True


def _loosely(
    citation: Citation, cited: Cited, year: Year, index: Index, body: Body
) -> list[Listed]:
    """The works that a citation means though its names, as they were read, do not fit."""
    # "Das & Niven" may have been read as the name of a group.
    names = [fold(name) for each in citation.authors for name in _JOINED.split(each)]
    first = fold(citation.authors[0])
    others = [word for name in names[1:] for word in name.split()[-1:]]
    found = index.beginning(names[0], others, year)
    if not found and len(citation.authors) > 1:
        found = index.beginning(fold(" and ".join(citation.authors)), (), year)
    if not found and len(citation.authors) == 1 and not citation.et_al:
        found = _abbreviated(citation, cited.names[0], year, index, body)
    return found or _within_words(first.split(), year, index) or _behind_a_name(citation, index)


def _behind_a_name(citation: Citation, index: Index) -> list[Listed]:
    """The works of a citation that was read with what it is about before its authors.

    "(R, Bates & Mächler, 2015)", "(MATCHING, Garey & Johnson, 1979)"
    """
    about, *people = citation.authors
    if not people or not about.isupper():
        return []
    rest = msgspec.structs.replace(citation, authors=tuple(people))
    found = index.fitting(_cited_names(rest), citation_year(citation.year))
    return [entry for agreement, entry in found if agreement in RIGHT]


def _abbreviated(
    citation: Citation, name: frozenset[str], year: Year, index: Index, body: Body
) -> list[Listed]:
    """The groups whose abbreviation or whose whole name a citation has."""
    found = index.abbreviated(name, year)
    if not found:
        found = [each for each in index.led_by(body.spelt_out(name), year) if year.fits(each.year)]
    if not found and " " in citation.authors[0]:
        # The list may have the abbreviation, and the text the name.
        found = index.led_by(_capitals(citation.authors[0]), year)
    return found


def _within_words(first: list[str], year: Year, index: Index) -> list[Listed]:
    """The works of a citation that was read with words before its first name.

    "Socioemotional Theory Carstensen (1993)"
    """
    keys = frozenset("".join(first[at:]) for at in range(1, len(first)))
    return [each for each in index.led_by(keys, year) if year.fits(each.year)]


def _capitals(name: str) -> frozenset[str]:
    letters = "".join(word[0] for word in name.split() if word[0].isupper())
    return frozenset({squash(letters)} - {""}) if len(letters) > 2 else frozenset()


def _of_near_years(cited: Cited, year: Year, index: Index, known: set[int]) -> list[Listed]:
    """The works of the same people whose year a citation may have meant.

    Args:
        cited: The citation's names.
        year: Its year.
        index: The list.
        known: The numbers of the references that other citations mean.
    """
    found = [
        entry
        for agreement, entry in index.of_other_years(cited, year)
        if agreement in RIGHT and entry.certain
    ]
    close = [entry for entry in found if _is_near(year, entry.year)]
    if not close and len(found) == 1 and (len(cited.names) > 1 or cited.et_al):
        close = [entry for entry in found if entry.number not in known]
    if len(close) > 1:
        return [entry for entry in close if entry.number not in known] or close
    return close


def _is_near(a: Year, b: Year) -> bool:
    """Whether one date may be a slip of the other, or an earlier state of it."""
    numbers = [[each for each in date.years if each.isdigit()] for date in (a, b)]
    if not numbers[0] or not numbers[1]:
        return True
    return any(
        abs(int(one) - int(other)) in _NEAR_YEARS
        or sum(x != y for x, y in zip(one, other, strict=False)) == 1
        or sorted(one) == sorted(other)
        for one in numbers[0]
        for other in numbers[1]
    )
