"""M301: authors that differ from the record's."""

from __future__ import annotations

from typing import Final

from refkit.match.authors import likeness, person
from refkit.model import Comparison, Name, Verdict
from refkit.normalize.names import apa_name
from refkit.verify.metadata_rule import MetadataRule, Rewording
from refkit.verify.name_wording import authors_as, last_joined
from refkit.verify.rule import Article

_SAID: Final = {
    "missing": "an author is missing",
    "added": "an author does not belong here",
    "replaced": "an author is another person",
    "order": "the authors are in another order",
    "spelling": "an author's name is spelt otherwise",
    "initials": "an author has other initials",
    "other": "the authors are other people",
}

_LOOKED_AT: Final = 100
"""Entries of a list that show how it joins the last author."""


class WrongAuthor(MetadataRule):
    """The authors differ from those of the work's record.

    Names are compared in order: missing, added, swapped and misspelt ones are told apart.
    Excused are initials for full names, lost or transliterated diacritics, particles, one part of
    a double family name, "et al.", consortia that a registry puts between the persons, editors of
    a book in the authors' place, and old deposits that name the first author only.

    Why it matters:
        Authors get credit by their names, and a list with a wrong one is the commonest fault of
        references that a language model wrote.

    Example:
        ``Bylsma, L. M., & Gračanin, A. (2021)`` for a work of Bylsma, Gračanin and Vingerhoets.

    Fix:
        Of entries in APA form, the list with the names that are missing, misspelt or not in their
        place put right; the others stay as they are written. Safe where the work is identified
        beyond doubt, no letter loses its diacritic, and no citation in the text has the wrong names
        too, which would lead nowhere then. None where the record's own names are in
        capitals, cut or damaged, or are groups.

    Source:
        APA 7, 9.7–9.12 (authors); Crossref metadata ``author``.
    """

    code = "M301"
    name = "wrong-author"
    severity = "error"
    variable = "author"
    label = "author"

    def message(self, comparison: Comparison, verdict: Verdict) -> str:
        """What differs, with the names that do."""
        text = _SAID.get(comparison.detail, "the authors differ")
        if verdict.match is None:
            return text
        ours, theirs = verdict.reference.work.author, verdict.match.record.work.author
        missing, added = _without(theirs, ours), _without(ours, theirs)
        if comparison.detail == "missing" and missing:
            verb = "author is" if len(missing) == 1 else "authors are"
            return f"{verb} missing: {_list(missing)}"
        if comparison.detail == "added" and added:
            verb = "is not an author" if len(added) == 1 else "are not authors"
            return f"{_list(added)} {verb} of this work"
        if comparison.detail in ("replaced", "spelling") and added and missing:
            return f"{text}: {_list(added)} for {_list(missing)}"
        if comparison.detail == "spelling":
            pairs = [pair for mine in ours for pair in _misspelt(mine, theirs)]
            if pairs:
                return f"{text}: {', '.join(pairs)}"
        return f"{text}: {comparison.found}"

    def reword(
        self, written: str, comparison: Comparison, verdict: Verdict, article: Article
    ) -> Rewording | None:
        """The list with the record's authors."""
        reference, match = verdict.reference, verdict.match
        if match is None or reference.style != "apa" or not reference.work.author:
            return None
        ours, theirs = reference.work.author, match.record.work.author
        # Only an entry of one author does not show how it would join two.
        others = article.verdicts[:_LOOKED_AT] if len(ours) == 1 else []
        joined = last_joined(each.reference.written("author") for each in others)
        found = authors_as(written, ours, theirs, joined=joined)
        return Rewording(*found) if found else None


def _without(names: list[Name], others: list[Name]) -> list[Name]:
    """The names that have no like among the others."""
    known = [person(name) for name in others]
    return [
        name for name in names if all(likeness(person(name), other) == "other" for other in known)
    ]


def _misspelt(name: Name, others: list[Name]) -> list[str]:
    mine = person(name)
    likenesses = [(likeness(mine, person(other)), other) for other in others]
    if any(like in ("same", "excused") for like, _ in likenesses):
        return []
    return [
        f"{name.family or name.literal} for {other.family or other.literal}"
        for like, other in likenesses
        if like == "spelling"
    ][:1]


def _list(names: list[Name]) -> str:
    shown = "; ".join(apa_name(name) for name in names[:4])
    return f"{shown} and {len(names) - 4} more" if len(names) > 4 else shown
