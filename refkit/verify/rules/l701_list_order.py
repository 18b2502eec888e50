"""L701: entries that are out of the list's alphabetical order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from refkit.model import Document, Finding, Fix, Reference, Span
from refkit.verify.heads import Head, head_of
from refkit.verify.ordering import is_chronological, misplaced, orderable
from refkit.verify.placement import places_of, rearranged
from refkit.verify.rule import Article, Rule, named, standing

_READ: Final = 0.8
"""The share of a list's entries that must have been read for its order to be judged."""
_DIVIDER: Final = 80
"""Characters of a line that parts a list; longer ones are notes within it."""


class ListOrder(Rule):
    """An entry of the reference list is out of alphabetical order.

    Each list in author–date form is looked at for itself, and each part of it under a heading of
    its own. The order is letter by letter by the names as written, particles included; an author
    alone comes before the same author with others; the same authors go by year, without date
    first and in press last. Accents, spaces, hyphens and apostrophes count for nothing, nor do
    A, An and The before groups and titles.

    A list passes that is in order in any reasonable reading: ä as ae, å ä ö behind z, "van Dijk"
    under D, "Mc" as "Mac", word by word, articles counted. So do numbered lists, and lists by year.
    Only the fewest entries whose move sorts the list are reported; where more than a third would
    have to move, it is told once, of the whole list.

    Why it matters:
        A reader who comes from "(Bylsma, 2021)" looks under B, and believes that what does not
        stand there is missing.

    Example:
        ``Gračanin, A. (2014). …`` before ``Bylsma, L. M. (2021). …``

    Fix:
        Moves whole entries with their markup, markers and comments; what stands between entries
        stays. It comes with the first finding of a list and puts all of it in order. Unsafe: the
        order may be meant. None where entries share a line or something else stands between them.

    Source:
        APA 7, 9.44–9.48 (the order of entries).
    """

    code = "L701"
    name = "list-order"
    severity = "warning"

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding for each entry out of place, or one for a list without order."""
        if not article.form:
            return
        for numbers in article.numbers() if article.lists else []:
            references = [article.verdicts[number].reference for number in numbers]
            if sum(any(map(str.isdigit, each.marker)) for each in references) * 3 > len(references):
                continue
            for part in _parts(article.document, references):
                yield from self._check_part(article, part)

    def _check_part(self, article: Article, references: Sequence[Reference]) -> Iterator[Finding]:
        known: list[tuple[Reference, Head]] = []
        for reference in references:
            head = head_of(reference)
            if head is not None and orderable(head):
                known.append((reference, head))
        if len(known) < max(2, _READ * len(references)):
            return
        heads = [head for _, head in known]
        out, order = misplaced(heads)
        if not out:
            return
        entries = [reference for reference, _ in known]
        if len(out) > 1 and 3 * len(out) > len(entries):
            if not is_chronological(heads):
                fix = _sorted(article.document, references, entries, out, order)
                yield self._on_list(article, entries, fix)
            return
        fix = _sorted(article.document, references, entries, out, order)
        for index, where in zip(out, _belongs(entries, out, order), strict=True):
            message = f"{named(entries[index])} is out of alphabetical order: it belongs {where}"
            yield self.finding(article, entries[index].span, message, fix=fix)
            fix = None

    def _on_list(self, article: Article, entries: Sequence[Reference], fix: Fix | None) -> Finding:
        message = "the reference list is not in alphabetical order"
        return self.finding(article, entries[0].span, message, fix=fix)


def _belongs(
    entries: Sequence[Reference], out: Sequence[int], order: Sequence[int]
) -> Iterator[str]:
    """Where each entry that is out of place belongs: "after Baum (2019) on line 12"."""
    moving = set(out)
    after: dict[int, int] = {}
    before: dict[int, int] = {}
    for towards, indexes in ((after, order), (before, order[::-1])):
        staying = -1
        for index in indexes:
            towards[index] = staying
            staying = staying if index in moving else index
    for index in out:
        # Down behind one that it stands before, or up before one that it stands behind.
        word, other = ("after", after[index]) if after[index] > index else ("before", before[index])
        yield f"{word} {named(entries[other])} {standing(entries[other])}"


def _parts(document: Document, references: Sequence[Reference]) -> Iterator[list[Reference]]:
    """The entries of a list, cut where a heading or a line such as "B" or "Books" parts them."""
    part: list[Reference] = []
    for reference in references:
        if part and _is_parted(document, Span(part[-1].span.end, reference.span.start)):
            yield part
            part = []
        part.append(reference)
    if part:
        yield part


def _is_parted(document: Document, between: Span) -> bool:
    """Whether a short line without figures stands between two entries."""
    text = document.text[between.start : between.end].strip(" \t\r\n*-•[]().;,·|")
    return 0 < len(text) <= _DIVIDER and not any(character.isdigit() for character in text)


def _sorted(
    document: Document,
    references: Sequence[Reference],
    entries: Sequence[Reference],
    out: Sequence[int],
    order: Sequence[int],
) -> Fix | None:
    """The Fix that moves the entries that are out of place to where they belong.

    Entries that were not understood keep their neighbours.
    """
    numbers = {id(reference): number for number, reference in enumerate(references)}
    moving = {numbers[id(entries[index])] for index in out}
    before: dict[int, list[int]] = {}
    behind = len(references)
    for index in reversed(order):
        number = numbers[id(entries[index])]
        if number in moving:
            before.setdefault(behind, []).append(number)
        else:
            behind = number
    whole: list[int] = []
    for number in range(len(references) + 1):
        whole += reversed(before.get(number, ()))
        if number not in moving and number < len(references):
            whole.append(number)
    moved = [place for place, number in enumerate(whole) if place != number]
    if not moved:
        return None
    # The entry before the first one that moves shows where the comments on that begin.
    start, end = max(0, moved[0] - 1), moved[-1] + 1
    places = places_of(document, references[start:end])
    if places is None:
        return None
    return rearranged(document, places, [number - start for number in whole[start:end]])
