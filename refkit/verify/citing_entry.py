"""Listed: one work of a reference list as citations see it: its names, its years and its letter."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import msgspec

from refkit.match.authors import person
from refkit.model import Name, Reference, Verdict, Work
from refkit.normalize.dates import parse_date
from refkit.normalize.names import PARTICLES
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import fold, squash, word_set

Keys = frozenset[str]
"""All folded forms under which one name may be cited."""

_PLAIN_YEAR: Final = lazy_pattern(r"(?P<year> [12][0-9]{3} ) (?P<letter> [a-z]? )", re.VERBOSE)
_ANY_YEAR: Final = lazy_pattern(r"(?<![0-9]) [12][0-9]{3} (?![0-9])", re.VERBOSE)
_NO_DATE: Final = lazy_pattern(
    r"\b (?: n \.? \s? d \. | o \. \s? J \. | s \. \s? [adf] \. | undated )",
    re.VERBOSE | re.IGNORECASE,
)
_STATUS: Final = lazy_pattern(
    r"""
    [(,.] \s? (?P<status> in \s press | forthcoming | accepted | submitted | in \s preparation
    | under \s review | im \s Druck | en \s prensa | sous \s presse ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LETTER: Final = lazy_pattern(r"- \s? (?P<letter> [a-z] ) \Z", re.VERBOSE)
_UNDATED: Final = "n.d."
_COMING: Final = "in press"
_BRACKETED: Final = lazy_pattern(r"[\[(] (?P<inside> [^\[\]()]{1,80} ) [\])]", re.VERBOSE)
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae"})
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SMALL: Final = word_set("a and de der des di do du et for für in la of on the to und y")
_REPEATED: Final = lazy_pattern(r"[\s*_]* [-—–―_]{2,8} [\s.,]", re.VERBOSE)
_ABRIDGED: Final = lazy_pattern(
    r"\b et \s al \b | … | \. \s? \. \s? \. ", re.VERBOSE | re.IGNORECASE
)
_NUMBERED: Final = lazy_pattern(r"[\[(]? [0-9]{1,4} [\]).] \s+", re.VERBOSE)
_LONGEST_OF_CHINESE: Final = 5
_WORDS_OF_A_PERSON: Final = 4
_HEAD: Final = 250
"""Characters of an entry in which its names stand, where its date was not found."""

# Who stands in the author's place where there is no author (APA 7, 9.7 and 10.2–10.14).
_ROLES: Final = (
    "author",
    "editor",
    "director",
    "composer",
    "host",
    "executive_producer",
    "producer",
    "compiler",
    "translator",
    "script_writer",
    "performer",
    "interviewer",
    "chair",
    "curator",
    "recipient",
    "contributor",
)


class Year(msgspec.Struct, frozen=True):
    """The date of a citation or an entry.

    Attributes:
        years: Every year that may stand for it: "2020", "-350", "n.d.", "in press".
        letter: What tells works of one year apart: "a"; "" if nothing.
    """

    years: frozenset[str]
    letter: str = ""

    def fits(self, other: Year) -> bool:
        """Whether two dates may be one; a letter that one of them lacks is no difference."""
        if not self.years & other.years:
            return False
        return not self.letter or not other.letter or self.letter == other.letter


class Listed(msgspec.Struct, frozen=True):
    """One entry of a reference list.

    Attributes:
        number: The number of the reference in the article, from 0.
        names: The names in the author's place, each with its foldings.
        families: The same names as the entry writes them: "van der Berg", "WHO".
        groups: Which of them are institutions.
        initials: The first initial of the first name, folded; "" if none.
        abridged: Whether the entry leaves names out ("et al.", an ellipsis).
        year: Its years, and its letter.
        head: The entry's folded text up to its date.
        title: The folded title.
        certain: Whether the entry was read well enough to hold its names against a citation.
    """

    number: int
    names: tuple[Keys, ...]
    families: tuple[str, ...]
    groups: tuple[bool, ...]
    initials: str
    abridged: bool
    year: Year
    head: str
    title: str
    certain: bool


def listed(number: int, reference: Reference, before: Listed | None) -> Listed:
    """An entry as citations see it.

    Args:
        number: Its number in the article.
        reference: The entry, parsed.
        before: The entry before it, whose names a dash repeats ("———. (2010). …").
    """
    work = reference.work
    raw = _NUMBERED.sub("", reference.raw[:600], count=1)
    dated = reference.fields.get("issued")
    head = raw[: dated.span.start] if dated and dated.span.start > 0 else raw[:_HEAD]
    people = _people(work)
    if before is not None and _REPEATED.match(raw):
        names, families, groups = before.names, before.families, before.groups
        letter = before.initials
    else:
        names = tuple(name_keys(name) for name in people)
        families = tuple(_family(name) for name in people)
        groups = tuple(bool(name.literal) for name in people)
        letter = person(people[0]).initials[:1] if people and not people[0].literal else ""
    return Listed(
        number=number,
        names=names,
        families=families,
        groups=groups,
        initials=letter,
        abridged=_ABRIDGED.search(head) is not None or len(names) > 20,
        year=_entry_year(reference),
        head=fold(head),
        title=fold(work.title[:200]),
        certain=not reference.problem and not reference.repairs and bool(names),
    )


def listed_in_truth(entry: Listed, verdict: Verdict) -> Listed | None:
    """An entry as it would stand in the list if its names and its year were those of its record.

    Args:
        entry: The entry as it stands.
        verdict: What is known of its work.

    Returns:
        None where neither names nor year disagree with the record.
    """
    match = verdict.match
    if match is None or not {"author", "issued"} & set(verdict.wrong):
        return None
    record = match.record
    changes: dict[str, object] = {}
    if "author" in verdict.wrong and record.work.author:
        people = record.work.author
        changes |= {
            "names": tuple(name_keys(name) for name in people),
            "families": tuple(_family(name) for name in people),
            "groups": tuple(bool(name.literal) for name in people),
            "initials": "" if people[0].literal else person(people[0]).initials[:1],
            "abridged": len(people) > 20,
        }
    if "issued" in verdict.wrong:
        years = {str(record.work.year or ""), *record.variants.get("issued", ())}
        found = {year for each in years for year in _ANY_YEAR.findall(each)}
        changes["year"] = Year(frozenset(found) or entry.year.years, entry.year.letter)
    return msgspec.structs.replace(entry, **changes)


def _people(work: Work) -> list[Name]:
    for role in _ROLES:
        people: list[Name] = getattr(work, role)
        if people:
            return people
    return []


def _family(name: Name) -> str:
    particles = (name.dropping_particle, name.non_dropping_particle)
    return name.literal or " ".join(filter(None, (*particles, name.family or name.given)))


def name_keys(name: Name) -> Keys:
    """The foldings under which a listed name may be cited."""
    if name.literal:
        keys = group_keys(name.literal) | _last_word(name.literal)
        if len(name.literal) < _LONGEST_OF_CHINESE and not name.literal.isascii():
            # Names of Chinese, Japanese and Korean stand in one word, the family name first.
            return keys | {squash(name.literal[:1]), squash(name.literal[:2])}
        return keys
    if not name.family:
        return frozenset({squash(name.given)} - {""})
    keys = person(name).keys
    if " " not in name.family:
        return keys
    # "García Márquez" is cited as García, "Lloyd Webber" as Webber.
    parts = name.family.split()
    return keys | ({squash(parts[0]), squash(parts[-1])} - {""} - PARTICLES - _SUFFIXES)


@lru_cache(maxsize=16384)
def group_keys(text: str) -> Keys:
    """The foldings of an institution's or a cited name, its abbreviation in brackets included.

    "World Health Organization [WHO]" is cited as either.
    """
    inside = [match["inside"] for match in _BRACKETED.finditer(text)]
    bare = _BRACKETED.sub(" ", text) if inside else text
    found: set[str] = {squash(part) for part in inside}
    if not bare.isascii():
        found.add(squash(bare.casefold().translate(_UMLAUTS)))
    words = fold(bare).split()
    if len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    found.add("".join(words))
    while len(words) > 1 and (words[0] in PARTICLES or words[0] == "the"):
        words = words[1:]
        found.add("".join(words))
    return frozenset(found - {""})


def acronyms(text: str) -> set[str]:
    """What a group may be abbreviated to: "who" of "World Health Organization".

    "Centers for Disease Control and Prevention" is CDC: a beginning of three letters counts.
    """
    words = fold(_BRACKETED.sub(" ", text)).split()
    found: set[str] = set()
    for chosen in (words, [word for word in words if word not in _SMALL]):
        letters = "".join(word[0] for word in chosen)
        found |= {letters[:end] for end in range(3, len(letters) + 1)} | {letters}
    return {each for each in found if 1 < len(each) < 15}


@lru_cache(maxsize=16384)
def citation_year(text: str) -> Year:
    """The date of a citation: "2021a", "n.d.-b", "in press", "1923/1961"."""
    plain = _PLAIN_YEAR.fullmatch(text)
    if plain:
        return Year(frozenset({plain["year"]}), plain["letter"])
    written = parse_date(text)
    if written is None:
        years = frozenset(_ANY_YEAR.findall(text))
        letter = _LETTER.search(text)
        return Year(years or frozenset({_UNDATED}), letter["letter"] if letter else "")
    found = {
        str(part[0])
        for date in (written.date, written.original)
        if date is not None
        for part in date.date_parts
        if part
    }
    if written.status:
        found.add(_UNDATED if written.status == _UNDATED else _COMING)
    return Year(frozenset(found or {_UNDATED}), written.suffix)


def _entry_year(reference: Reference) -> Year:
    work = reference.work
    found = {
        str(part[0])
        for date in (work.issued, work.original_date, work.submitted)
        if date is not None
        for part in date.date_parts
        if part
    }
    # "(1855–1858, 1870, 1896)" is more than a Date can hold.
    found |= set(_ANY_YEAR.findall(reference.written("issued")))
    status = status_of(reference)
    if status:
        found.add(_UNDATED if status == _UNDATED else _COMING)
    if not found:
        found |= {*_ANY_YEAR.findall(reference.raw), _UNDATED}
    return Year(frozenset(found), work.year_suffix)


def status_of(reference: Reference) -> str:
    """What an entry has in the place of a year: "in press", "n.d."; "" if it has a year."""
    if reference.work.status:
        return reference.work.status
    if reference.work.year is not None:
        return ""
    if _NO_DATE.search(reference.raw):
        return _UNDATED
    coming = _STATUS.search(reference.raw[:_HEAD])
    return coming["status"] if coming else ""


def _last_word(literal: str) -> set[str]:
    """The family name of a person whose name could not be parted: "Achim Zeileis"."""
    words = literal.split()
    if not 2 <= len(words) <= _WORDS_OF_A_PERSON:
        return set()
    capitals = all(word[:1].isupper() and word.isalpha() for word in words)
    return {squash(words[-1])} if capitals else set()
