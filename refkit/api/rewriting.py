"""Rewriting: render the reference lists of an article anew, in place, in any style."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from refkit.api.articles import Reading
from refkit.api.originals import Bench, State, verdict_again
from refkit.errors import InputError
from refkit.fix.harm import OTHER_READING, OTHER_WORK
from refkit.fix.renderable import lost_words, why_kept, work_of
from refkit.fix.slots import Layout, layout_of, set_in
from refkit.fix.written_entry import links_of, one_line, with_links, without_number
from refkit.model import Fix, Verdict

_MOST_PASSES: Final = 5
"""How often a list is rendered until it stays the same."""

_MOST_TRIES: Final = 6
"""How often entries that cannot be rendered are kept and the rest is tried again."""

_UNSTABLE: Final = "it would be rendered otherwise each time"
_SUBSTITUTE: Final = re.compile(r"[-–—_]{2,}|—")


class _Entry(msgspec.Struct):
    """What stands in a slot.

    Attributes:
        number: The number that its reference had at first.
        text: Its text in the file's markup.
        rendered: Whether the style made it; else it is as it was.
    """

    number: int
    text: str
    rendered: bool


class _Rendered(msgspec.Struct):
    """A list in a style.

    Attributes:
        order: The numbers of its references, from 0, in the order in which they are to stand.
        texts: The text of each, without number, in the file's markup; "" if there is none.
        heads: The number that is to stand before each: "[3] "; "" if none.
    """

    order: list[int]
    texts: dict[int, str]
    heads: dict[int, str]


class Rewriting:
    """The passes of one rewriting.

    Args:
        bench: How the article is read and checked.
        first: The article as it was.
        style: The style.
        locale: Its locale.
        numeric: Whether the style puts numbers before its entries.

    Attributes:
        kept: The numbers of the entries that stay as they were, and why.
        notes: What else the author should know.
    """

    def __init__(
        self, bench: Bench, first: State, style: str | Path, locale: str, numeric: bool
    ) -> None:
        self._bench = bench
        self._first = first
        self._style = style
        self._locale = locale
        self._numeric = numeric
        self.kept: dict[int, str] = {}
        self.notes: list[str] = []
        document = first.reading.document
        slots = [slot for layout in _layouts(first.reading) for slot in layout.slots]
        written = [document.source[slot.start : slot.end] for slot in slots]
        self._links = links_of(written, document.format)

    def run(self) -> State:
        """Render the lists until they stay the same.

        Raises:
            InputError: If that does not come to an end, or if a list cannot be written exactly.
        """
        for _ in range(_MOST_TRIES):
            last, bad = self._until_stable()
            if not bad:
                return last
            self.kept |= bad
        raise InputError(
            "the list cannot be written anew: its entries would be read otherwise each time",
            path=self._first.report.path,
        )

    def _until_stable(self) -> tuple[State, dict[int, str]]:
        """Render the lists again and again.

        Returns:
            The article with lists that stay the same; or the numbers of the entries because of
            which there is none, and why.
        """
        state = self._first
        numbers = list(range(len(state.reading.references)))
        for _ in range(_MOST_PASSES):
            self.notes = []
            entries, refused = self._entries(state, numbers)
            if refused:
                return state, refused
            after, bad = self._placed(state, numbers, entries)
            if bad or after is state:
                return after, bad
            changed = _changed(state, after)
            state, numbers = after, [entry.number for entry in entries]
        return state, dict.fromkeys([numbers[place] for place in changed] or numbers, _UNSTABLE)

    def _entries(self, state: State, numbers: Sequence[int]) -> tuple[list[_Entry], dict[int, str]]:
        """What is to stand in each slot, list after list; or entries that must stay, and why."""
        entries: list[_Entry] = []
        refused: dict[int, str] = {}
        at = 0
        for layout in _layouts(state.reading):
            places = range(at, at + len(layout.slots))
            at = places.stop
            found, bad = self._list(state, numbers, places, layout)
            entries += found
            refused |= bad
        return entries, refused

    def _list(
        self, state: State, numbers: Sequence[int], places: range, layout: Layout
    ) -> tuple[list[_Entry], dict[int, str]]:
        """What is to stand in the slots of one list; or entries that must stay, and why."""
        whys = {place: self._why_kept(state, place, numbers[place]) for place in places}
        rendered = self._rendered(state, places, whys, layout)
        refused: dict[int, str] = {}
        entries: list[_Entry] = []
        for place in rendered.order:
            number, text = numbers[place], rendered.texts[place]
            why = whys[place] or self._why_not(state, state.report.verdicts[place], text)
            if not why:
                text = rendered.heads[place] + text
                entries.append(_Entry(number, state.original.written(text), rendered=True))
                continue
            if state is self._first and number not in self.kept:
                refused[number] = why
            # What stays has its number like all others, where the style sets numbers.
            slot = layout.slots[place - places.start]
            kept = rendered.heads[place] + state.source[slot.start : slot.end]
            entries.append(_Entry(number, kept, rendered=False))
        return entries, refused

    def _rendered(
        self, state: State, places: range, whys: Mapping[int, str], layout: Layout
    ) -> _Rendered:
        """One list in the style; what is to stay as well, for it has its place among all."""
        from refkit.render import render

        form = state.reading.document.format
        works = [
            work_of(state.report.verdicts[place], sure=not whys[place]).copy(id=str(place))
            for place in places
        ]
        bibliography = render(works, self._style, format=form, locale=self._locale)
        texts, heads = dict.fromkeys(places, ""), dict.fromkeys(places, "")
        order: list[int] = []
        for position, entry in enumerate(bibliography.entries, 1):
            place = int(entry.id)
            order.append(place)
            whole = one_line(entry.text, form) or ""
            bare = without_number(whole, position) if self._numeric else whole
            texts[place] = with_links(bare, self._links, form)
            heads[place] = "" if layout.numbered else whole[: len(whole) - len(bare)]
        order = _with_the_left_out(order, places)
        if (layout.numbered or layout.anchored) and order != list(places):
            order = self._in_place(places, texts, layout)
        return _Rendered(order, texts, heads)

    def _why_kept(self, state: State, place: int, number: int) -> str:
        """Why a reference is not to be rendered; "" if it is."""
        kept = self.kept.get(number, "")
        return kept or why_kept(state.report.verdicts[place], state.reading.document)

    def _why_not(self, state: State, verdict: Verdict, text: str) -> str:
        """Why what a style renders of a reference cannot take its place; "" if it can."""
        if not text:
            return "the style renders nothing of it, or more than one paragraph"
        missing = state.original.missing(text)
        if missing:
            encoding = state.original.encoding.upper()
            return f"“{missing}” cannot be written in the file's encoding, {encoding}"
        lost = lost_words(verdict, text)
        return f"no field holds “{lost}”" if lost else ""

    def _in_place(self, places: range, texts: Mapping[int, str], layout: Layout) -> list[int]:
        """The order of the file, where it must not change.

        Raises:
            InputError: If the style's entries depend on its own order.
        """
        substituted = any(_SUBSTITUTE.match(text) for text in texts.values())
        if substituted or (self._numeric and not layout.numbered):
            what = "numbers" if layout.numbered else "anchors"
            raise InputError(
                f"the list cannot be written anew: the style wants another order, and the {what} "
                "of its entries, which the text may refer to, would go to others",
                path=self._first.report.path,
            )
        what = "numbers" if layout.numbered else "anchors, which links lead to"
        self.notes.append(f"the entries have {what}: their order stays as it is")
        return list(places)

    def _placed(
        self, state: State, numbers: Sequence[int], entries: Sequence[_Entry]
    ) -> tuple[State, dict[int, str]]:
        """The article with entries in its slots; or the entries that cannot stand there, and why.

        Raises:
            InputError: If anything else of the article would be read otherwise.
        """
        old = state.reading
        layouts = _layouts(old)
        fixes: list[Fix] = []
        at = 0
        for layout in layouts:
            for number, slot in enumerate(layout.slots):
                entry = entries[at]
                at += 1
                text = entry.text
                if entry.rendered:
                    text = set_in(text, layout, number, old.document)
                if text != old.document.source[slot.start : slot.end]:
                    fixes.append(Fix(slot, text, safe=False))
        if not fixes:
            return state, {}
        new = self._bench.read_again(state, fixes)
        place_of = {number: place for place, number in enumerate(numbers)}
        before = [place_of[entry.number] for entry in entries]
        bad = self._read_otherwise(old, new, entries)
        if bad:
            return state, bad
        verdicts: list[Verdict] = []
        for now, place in enumerate(before):
            verdict = verdict_again(new, now, state.report.verdicts[place])
            if verdict is None:
                bad[entries[now].number] = OTHER_WORK
            else:
                verdicts.append(verdict)
        if bad:
            return state, bad
        return self._bench.check_again(state, fixes, new, verdicts, before), {}

    def _read_otherwise(
        self, old: Reading, new: Reading, entries: Sequence[_Entry]
    ) -> dict[int, str]:
        """The entries that are not read as they were written, and why.

        Raises:
            InputError: If the trouble is with none of those that were rendered.
        """
        for entry, reference in zip(entries, new.references, strict=False):
            expected = _joined(self._read(entry.text))
            if expected not in (_joined(reference.raw), _joined(reference.marker + reference.raw)):
                if not entry.rendered:
                    break
                return {entry.number: OTHER_READING}
        else:
            if _between(old) == _between(new):
                return {}
        raise InputError(
            "the list cannot be written anew: the article would be read otherwise then",
            path=self._first.report.path,
        )

    def _read(self, text: str) -> str:
        """What an entry's text in the file's markup reads like."""
        from refkit import readers

        if self._bench.lines:
            return text
        return readers.read(text, format=self._first.reading.document.format).text


def _layouts(reading: Reading) -> list[Layout]:
    """The layouts of the lists of an article; without lists, of all its references.

    Raises:
        InputError: If a list cannot be written anew.
    """
    if not reading.lists:
        return [layout_of(reading.document, reading.references)]
    return [layout_of(reading.document, each.references) for each in reading.lists]


def _changed(before: State, after: State) -> list[int]:
    """The numbers of the references of an article that read otherwise than before."""
    pairs = zip(before.reading.references, after.reading.references, strict=True)
    return [number for number, (old, new) in enumerate(pairs) if old.raw != new.raw]


def _with_the_left_out(order: Sequence[int], places: range) -> list[int]:
    """The order of a style, and what it renders nothing of behind what it stood behind."""
    found = list(order)
    for place in places:
        if place not in order:
            found.insert(found.index(place - 1) + 1 if place - 1 in found else 0, place)
    return found


def _between(reading: Reading) -> list[str]:
    """The text of an article before, between and after its references, without their markers."""
    text = reading.document.text
    parts: list[str] = []
    at = 0
    for reference in reading.references:
        part = _joined(text[at : reference.span.start])
        parts.append(part.removesuffix(_joined(reference.marker)))
        at = reference.span.end
    return [*parts, _joined(text[at:])]


def _joined(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())
