"""Name wording: an author list of APA form with other names in it.

Names that are right stay as the author wrote them, with their diacritics and spaces, and so do the
separators. Names that come in are written as the others are: "L. M." or "L.M.", in full or with
initials.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import msgspec

from refkit.match.authors import Likeness, likeness, pair_names, person
from refkit.model import Name, Span
from refkit.normalize.names import apa_name, initials, is_initials
from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import is_all_caps

_NAME: Final = lazy_pattern(r"[^\W\d_](?:[^\W\d_]|[ .'’ʼ\-\u2010])*")
_CLOSE_INITIALS: Final = lazy_pattern(r"[^\W\d_]\.[^\W\d_]\.")
_ABRIDGED: Final = lazy_pattern(r"\bet\.?\s?al\b|\bothers\b", re.IGNORECASE)
_ELLIPSIS: Final = lazy_pattern(r"…|\.\s?\.\s?\.")
_MOJIBAKE: Final = lazy_pattern(r"[ÃÂ�][\x80-\xbf]?|\?")
_MOST: Final = 20
"""Authors that APA 7, 9.8, lists in full."""
_LAST_JOINED: Final = lazy_pattern(r"[.\w],?\s(?P<word>&|and|und|et|y)\s(?=\w)")
_AND: Final = ", & "
_MORE: Final = ", "


class NameList(msgspec.Struct, frozen=True):
    """A list of names as written.

    Attributes:
        pieces: Each name, "Bylsma, L. M.".
        between: What stands after each but the last: ", ", ", & ".
        tail: What follows the last: ", et al.".
    """

    pieces: list[str]
    between: list[str]
    tail: str


def last_joined(lists: Iterable[str]) -> str:
    """What most author lists of an article have before the last name: ", & " or ", and "."""
    counted = Counter(found["word"] for written in lists if (found := _LAST_JOINED.search(written)))
    return f", {counted.most_common(1)[0][0]} " if counted else _AND


def read_names(written: str, names: Sequence[Name]) -> NameList | None:
    """Split a list of names as written; None if a name does not stand there family name first."""
    places: list[Span] = []
    at = 0
    for name in names:
        found = _place(written, name, at)
        if found is None or (not places and found.start):
            return None
        places.append(found)
        at = found.end
    if not places:
        return None
    between = [written[one.end : other.start] for one, other in pairwise(places)]
    if any(not gap.strip() or len(gap) > 20 for gap in between):
        return None
    pieces = [written[place.start : place.end] for place in places]
    return NameList(pieces, between, written[places[-1].end :])


def _place(written: str, name: Name, at: int) -> Span | None:
    """Where a name stands, family name first."""
    if name.literal:
        start = written.find(name.literal, at)
        return None if start < 0 else Span(start, start + len(name.literal))
    family = f"{name.non_dropping_particle} {name.family}".strip()
    start = written.find(family, at)
    if start < 0:
        return None
    end = start + len(family)
    for part in (f"{name.given} {name.dropping_particle}".strip(), name.suffix):
        if not part:
            continue
        gap = re.compile(r",?\s{0,2}").match(written, end)
        if gap is None or not written.startswith(part, gap.end()):
            return None
        end = gap.end() + len(part)
    return Span(start, end)


def authors_as(
    written: str, ours: Sequence[Name], theirs: Sequence[Name], *, joined: str = _AND
) -> tuple[str, bool] | None:
    """A list of authors with those of a Record, in its own way.

    Args:
        written: The names as the entry has them, family names first.
        ours: The names that were read there.
        theirs: The Record's authors.
        joined: What stands before the last author, where the entry has but one: ", & ".

    Returns:
        The list, and whether it is certain; None if it cannot be written so.
    """
    old = read_names(written, ours)
    if old is None:
        return None
    in_place = any(_ELLIPSIS.search(gap) for gap in [*old.between, old.tail])
    abridged = bool(_ABRIDGED.search(old.tail))
    pairs = pair_names(ours, theirs)
    wanted = list(theirs[: len(ours)] if abridged else theirs)
    if not in_place and not abridged and len(theirs) > _MOST:
        return None
    by_theirs: dict[int, tuple[int | None, Likeness]] = {
        its: (mine, like) for mine, its, like in pairs
    }
    if in_place:
        return _in_place(old, ours, theirs, {mine: (its, like) for mine, its, like in pairs})
    pieces: list[str] = []
    certain = True
    for its, name in enumerate(wanted):
        mine, like = by_theirs.get(its, (None, "other"))
        piece = _piece(old, ours, mine, like, name, written)
        if piece is None:
            return None
        certain = certain and _keeps_letters(old.pieces[mine] if mine is not None else "", piece)
        pieces.append(piece)
    return _listed(pieces, old, joined, abridged), certain


def editors_as(written: str, ours: Sequence[Name], theirs: Sequence[Name]) -> str | None:
    """A list of editors, given names first, with those of a Record in the places of wrong ones.

    Args:
        written: The names as the entry has them: "A. Gračanin & L. M. Bylsma".
        ours: The names that were read there.
        theirs: The Record's editors.

    Returns:
        The list; None unless both have as many names, and all of them stand there in full.
    """
    if len(ours) != len(theirs):
        return None
    for mine, its in zip(ours, theirs, strict=True):
        if likeness(person(mine), person(its)) in ("same", "excused"):
            continue
        old = _natural(mine, mine.given)
        if not is_sound(its) or written.count(old) != 1:
            return None
        short = all(is_initials(word) for word in mine.given.split())
        given = " ".join(initials(its.given)) if short else its.given
        written = written.replace(old, _natural(its, given))
    return written


def _natural(name: Name, given: str) -> str:
    return " ".join(filter(None, (given, name.non_dropping_particle, _hyphened(name.family))))


def _in_place(
    old: NameList,
    ours: Sequence[Name],
    theirs: Sequence[Name],
    pairs: dict[int, tuple[int, Likeness]],
) -> tuple[str, bool] | None:
    """A list that leaves authors out, each name corrected where it stands."""
    if len(pairs) < len(ours):
        return None
    pieces: list[str] = []
    for mine in range(len(ours)):
        its, like = pairs[mine]
        piece = _piece(old, ours, mine, like, theirs[its], "".join(old.pieces))
        if piece is None:
            return None
        pieces.append(piece)
    gaps = [*old.between, old.tail]
    certain = all(map(_keeps_letters, old.pieces, pieces))
    return "".join(piece + gap for piece, gap in zip(pieces, gaps, strict=True)), certain


def _piece(
    old: NameList,
    ours: Sequence[Name],
    mine: int | None,
    like: Likeness,
    name: Name,
    written: str,
) -> str | None:
    """A name of the new list: as written if it is there, with what is wrong in it replaced."""
    if mine is None:
        return _written_like(name, ours, written) if is_sound(name) else None
    own, piece = ours[mine], old.pieces[mine]
    right = like in ("same", "excused")
    if right and _initials_agree(own, name):
        return piece
    if not is_sound(name):
        return None
    if right:
        return _written_like(msgspec.structs.replace(own, given=name.given), ours, written)
    if own.literal or not own.family or name.literal:
        return _written_like(name, ours, written)
    return piece.replace(own.family, _hyphened(name.family), 1)


def _initials_agree(own: Name, other: Name) -> bool:
    mine, its = initials(own.given)[:1], initials(other.given)[:1]
    return (
        not mine
        or not its
        or mine[0][:1].casefold() == its[0][:1].casefold()
        or bool(set(initials(own.given)) & set(initials(other.given)))
    )


def is_sound(name: Name) -> bool:
    """Whether a Record's name can be written into an article: neither shouted nor damaged.

    Registries have "SMITH", "smith", names cut to a letter, and letters of a wrong encoding.
    """
    if name.literal or not name.family or not name.given:
        return False
    family = name.family
    return (
        _NAME.fullmatch(family) is not None
        and _NAME.fullmatch(name.given) is not None
        and not (len(family) > 2 and family.isupper())
        and not family.islower()
        and len(family) > 1
        and not (is_all_caps(name.given) and not is_initials(name.given.split()[0]))
        and not _MOJIBAKE.search(family + name.given)
        and bool(initials(name.given))
    )


def _hyphened(text: str) -> str:
    return text.replace("\u2010", "-")


def _written_like(name: Name, ours: Sequence[Name], written: str) -> str:
    """A name in the form of those of the entry."""
    name = msgspec.structs.replace(name, family=_hyphened(name.family), given=_hyphened(name.given))
    full = [other for other in ours if any(not is_initials(word) for word in other.given.split())]
    if 2 * len(full) > len(ours) and not all(is_initials(word) for word in name.given.split()):
        family = f"{name.non_dropping_particle} {name.family}".strip()
        given = f"{name.given} {name.dropping_particle}".strip()
        return ", ".join(filter(None, (family, given, name.suffix)))
    text = apa_name(name)
    if _CLOSE_INITIALS.search(written):
        family, comma, given = text.partition(", ")
        text = family + comma + given.replace(". ", ".")
    return text


def _keeps_letters(old: str, new: str) -> bool:
    """Whether no letter with a diacritic is lost: Records often have "Gracanin"."""
    return old.isascii() or not new.isascii() or old == new


def _listed(pieces: list[str], old: NameList, joined: str, abridged: bool) -> str:
    many = len(old.pieces) > 2
    more = old.between[0] if many or (abridged and old.between) else _MORE
    last = more if abridged else old.between[-1] if old.between else joined
    if len(pieces) > 2 and last.strip() in ("&", "and") and not many:
        # "A & B" of two needs no comma; of three it does (APA 7, 9.8).
        last = f",{last}"
    text = pieces[0]
    for piece in pieces[1:-1]:
        text += more + piece
    if len(pieces) > 1:
        text += last + pieces[-1]
    return text + old.tail
