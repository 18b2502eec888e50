"""Running words with damaged letters and spaces, read as the likeliest listed words.

A noisy channel: each way of cutting a stretch into words costs the bits of its words and of the
damage that it assumes; the cheapest one is read. The costs are those of text in which a few
characters of each entry were lost, put in or replaced, so this is for entries of which that is
known; see :mod:`refkit.parse.damage`.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, NamedTuple

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.sheet import Edit
from refkit.parse.words import Words, word_set

LOST_SPACE: Final = 6.0
EXTRA_SPACE: Final = 7.5
LETTER: Final = 12.7
"""One letter put for a character: one in 150, times 52 letters of both cases."""
MARK: Final = 3.0
"""How much rarer a comma or stop is than the space that follows it."""
STOP_WANTED: Final = 8.0
"""What a stop before a capital costs less where title and journal have none between them."""
ODD_CAPITAL: Final = 14.0
"""A capital inside a lower-case word: "PhysKcs"."""
RARE: Final = 13
RARE_SHORT: Final = 5.0
"""What a rare short word costs more with a capital where none belongs: "canonical forms Df"."""
BESIDE: Final = 2.0
"""An unknown word glued to a listed one."""
TWICE: Final = 4.0
"""A letter and a space damaged in one chunk."""
GLUED: Final = 4.5
"""A lost space beside one of the words that stand at every turn."""
FOREIGN: Final = 25.0
"""What a repair costs more where the list does not know the language."""
FOREIGN_SHARE: Final = 0.34
ENGLISH_SHARE: Final = 0.6
ENGLISH: Final = frozenset(
    ("of", "the", "and", "for", "to", "with", "by", "from", "on", "an", "at", "is", "are", "its")
)
OTHERS: Final = word_set(
    """
    de la le les des du et der die das und von für zur im del los las el en y do da dos e della
    il per van het een ni no na zum den dem ein eine sur aux au
    """
)
"""Words that tell a damaged English title from one in a language that the list hardly knows."""
UNKNOWN: Final = 25.0
"""No listed word costs as much."""
MARGIN: Final = 1.0
"""How much cheaper a reading must be than the text as it stands."""

STRENGTH: Final = ("mark", "odd", "split", "letter", "glued", "case", "guess")
"""The kinds of edits, from what a person would least do by a slip."""
LONG: Final = 6
"""A shorter word with a capital inside may be right as it is: "TNFa", "CtBP"."""
SURE: Final = 6.0
"""How many bits a reading must save to be evidence of damage, not only one way to read it."""

LONGEST: Final = 28
MOST_SPACES: Final = 2
WINDOW: Final = 160
"""A longer stretch of unknown words is no damaged title."""

ATOM: Final = lazy_pattern(r"[^\W\d_]+")
LATIN: Final = lazy_pattern(r"[A-Za-z\u00c0-\u024f]+")
FORMULA: Final = lazy_pattern(
    r"""(?: A[glrstu] | B[aeir]? | C[adelorsu]? | Dy | E[ru] | F[e]? | G[ade] | H[efgo]? | I[nr]?
      | K | L[aiu] | M[gno] | N[abdei]? | O | P[bdtrm]? | R[behu] | S[bceimnr]? | T[abeil] | V | W
      | X[e]? | Y[b]? | Z[nr] ){2,8}
    | [a-z][A-Z]{1,5}s? | [A-Z]{2,7}s
    | [kMGTmnp]?(?:eV|Hz|Pa|Bq|Da|Wh)""",
    re.VERBOSE,
)
"""What has capitals inside by right: "NaCl", "tRNA", "DNAs", "keV"."""
VOLUME: Final = lazy_pattern(r"\d{1,4}(?:\(|,\ )")
GLUE: Final = word_set(
    """
    a an and are as at by de del der des die do du el en et for from her his how in is its la
    le les not of on or our the to und via von was who why with y zur
    """
)
"""The short words that glue to their neighbours; others that short would cut up any long word."""


class Step(NamedTuple):
    """The cheapest way to read a window up to a place: its cost, the step before, its edits."""

    cost: float
    before: int
    edits: tuple[Edit, ...]


class Atom(NamedTuple):
    """A run of letters, what it costs as it stands, and whether that is suspicious."""

    start: int
    end: int
    cost: float
    suspect: bool


def respell(text: str, start: int, end: int, words: Words, *, stopless: bool = False) -> list[Edit]:
    """The edits that make damaged words of a stretch into listed ones, in order.

    Args:
        text: The entry.
        start: Where the running words begin.
        end: Past the last of them.
        words: The list.
        stopless: Whether no full stop parts title and journal, so that a letter must hide it.
    """
    found = list(ATOM.finditer(text, start, end))
    spelled = Counter(match.group().lower() for match in found)
    atoms = [_weigh(text, match, words, spelled) for match in found]
    long = [atom for atom in atoms if atom.end - atom.start > 2]
    unknown = sum(atom.cost > UNKNOWN for atom in long)
    penalty = FOREIGN if _is_foreign(spelled, unknown, len(long)) else 0.0
    edits: list[Edit] = []
    run: list[Atom] = []
    for atom in atoms:
        if run and text[run[-1].end : atom.start] != " ":
            edits += _respell_run(text, run, words, penalty, stopless)
            run = []
        run.append(atom)
    return edits + _respell_run(text, run, words, penalty, stopless)


def _is_foreign(spelled: Counter[str], unknown: int, words: int) -> bool:
    """Whether a stretch is of a language that the list hardly knows."""
    english = sum(spelled[word] for word in ENGLISH)
    others = sum(spelled[word] for word in OTHERS)
    if others > 1 and others >= english:
        return True
    share = ENGLISH_SHARE if english else FOREIGN_SHARE
    return unknown > (2 if english else 1) and unknown > share * words


def plain_case(word: str) -> bool:
    """Whether a word is "word", "Word" or "WORD"."""
    return word[1:].islower() or word.isupper() or len(word) == 1


def odd_letters(piece: str) -> list[int]:
    """The places of letters in the wrong case for their word: 4 in "PhysKcs"."""
    if plain_case(piece):
        return []
    inner = [i for i, letter in enumerate(piece) if letter.isupper() and i > 0]
    small = [i for i, letter in enumerate(piece) if letter.islower()]
    return small if len(small) < len(inner) else inner


def _weigh(text: str, match: re.Match[str], words: Words, spelled: Counter[str]) -> Atom:
    """What a run of letters costs as it stands. Damage does not strike a word twice alike."""
    word = match.group()
    start, end = match.span()
    lower = word.lower()
    if word in words.mixed or LATIN.fullmatch(word) is None:
        return Atom(start, end, 14.0, False)
    if len(word) > 2 and spelled[lower] > 1:
        return Atom(start, end, 20.0, False)
    free = not _by_number(text[max(0, start - 2) : start][::-1]) and not _by_number(
        text[end : end + 2]
    )
    if len(word) == 1:
        return Atom(start, end, *_weigh_single(text, start, lower, words))
    if not plain_case(word):
        if FORMULA.fullmatch(word):
            return Atom(start, end, 10.0 + 2.5 * len(word), False)
        return Atom(start, end, words.unknown(lower) + ODD_CAPITAL, free)
    cost = words.cost(lower)
    if cost is not None:
        rare = cost > RARE and len(word) < 4 and word.istitle() and _inside(text, start)
        suspect = rare or (lower not in words.costs and free)
        return Atom(start, end, cost + RARE_SHORT if rare else cost, suspect)
    if word.isupper() and len(word) < 7:
        return Atom(start, end, 9.0 + 2.5 * len(word), False)
    return Atom(start, end, words.unknown(lower), free)


def _by_number(beside: str) -> bool:
    """Whether a digit, or a character lost in decoding, stands beside: no word is made of that."""
    return (
        beside[:1].isdigit()
        or beside[:1] == "\ufffd"
        or (beside[:1] == "-" and beside[1:].isdigit())
    )


def _inside(text: str, start: int) -> bool:
    """Whether a word follows another one with nothing but a space between."""
    return text[start - 1 : start] == " " and text[start - 2 : start - 1].isalpha()


def _weigh_single(text: str, start: int, lower: str, words: Words) -> tuple[float, bool]:
    """A letter alone: "a", "B", the s of "patient's"."""
    before = text[start - 1 : start]
    after = text[start + 1 : start + 2]
    if (before and before in "'\u2019-/(") or (after and after in "'\u2019-/.)"):
        return 8.0, False
    if lower == "a":
        return 6.0, False
    if text[start].isupper():
        return 12.0, True
    return min(20.0, max(12.0, float(words.costs.get(lower, 20)))), True


def _respell_run(
    text: str, run: list[Atom], words: Words, penalty: float, stopless: bool
) -> list[Edit]:
    """Read the suspects of a run, each with its neighbours."""
    edits: list[Edit] = []
    index, count = 0, len(run)
    while index < count:
        if not run[index].suspect:
            index += 1
            continue
        first = max(0, index - 1)
        last = index
        while last + 1 < count and (
            run[last + 1].suspect or (last + 2 < count and run[last + 2].suspect)
        ):
            last += 1
        last = min(count - 1, last + 1)
        if run[last].end - run[first].start <= WINDOW:
            edits += Window(text, run[first : last + 1], words, penalty, stopless).read()
        index = last + 1
    return edits


class Window:
    """A stretch of letters and single spaces that holds suspicious words."""

    def __init__(
        self, text: str, atoms: list[Atom], words: Words, penalty: float, stopless: bool
    ) -> None:
        self.text = text
        self.start = atoms[0].start
        self.end = atoms[-1].end
        self.words = words
        self.penalty = penalty
        self.stopless = stopless
        self.raw = text[self.start : self.end]
        self.low = self.raw.lower()
        self.size = self.end - self.start
        self.standing = {atom.start - self.start: atom for atom in atoms}
        self.steps: dict[int, Step] = {}

    def read(self) -> list[Edit]:
        """The edits of the cheapest reading; none if what stands there is about as cheap."""
        if len(self.low) != self.size:
            return []  # "İ" has two letters in lower case
        self.steps = {0: Step(0.0, -1, ())}
        for at in range(self.size):
            step = self.steps.get(at)
            if step is not None:
                for begin, cost, edits in self._begins(at):
                    self._words_from(at, begin, step.cost + cost, edits)
        last = self.steps[self.size]
        saved = sum(atom.cost for atom in self.standing.values()) - last.cost
        if saved < MARGIN:
            return []
        backwards: list[Edit] = []
        at = self.size
        while at > 0:
            step = self.steps[at]
            backwards += reversed(step.edits)
            at = step.before
        backwards.reverse()
        return [
            Edit(edit.start + self.start, edit.end + self.start, edit.text, kind)
            for edit, kind in zip(backwards, self._kinds(backwards, saved), strict=True)
        ]

    def _kinds(self, edits: list[Edit], saved: float) -> list[str]:
        """What each edit is evidence of: in one word only the first of the strongest kind."""
        kinds: list[str] = []
        strongest, end = 0, -1
        for index, edit in enumerate(edits):
            kind = "guess" if saved < SURE and edit.kind in ("letter", "glued") else edit.kind
            kinds.append(kind)
            if end < 0 or " " in self.raw[end : edit.start]:
                strongest = index
            elif STRENGTH.index(kind) < STRENGTH.index(kinds[strongest]):
                kinds[strongest] = "guess"
                strongest = index
            else:
                kinds[index] = "guess"
            end = edit.end
        return kinds

    def _begins(self, at: int) -> list[tuple[int, float, tuple[Edit, ...]]]:
        """Where the next word may begin, what that costs, and the edits that it takes."""
        raw = self.raw
        if at == 0:
            begins: list[tuple[int, float, tuple[Edit, ...]]] = [(0, 0.0, ())]
            before = self.text[self.start - 1 : self.start]
            if before and before in ".,;:)" and self.size > 3 and raw[1] != " ":
                begins.append((1, LETTER, (Edit(0, 1, " ", "letter"),)))
            return begins
        if raw[at] == " ":
            return [(at + 1, 0.0, ())]
        begins = [(at, LOST_SPACE + self.penalty / 2, (Edit(at, at, " ", "glued"),))]
        if at + 1 == self.size:
            self._close(at)
        elif raw[at + 1] == " ":
            edit = Edit(at, at + 1, self._mark(at + 2), "letter")
            cost = LETTER + MARK + self.penalty
            if self.stopless and edit.text == ".":
                cost -= STOP_WANTED
            begins.append((at + 2, cost, (edit,)))
        else:
            edit = Edit(at, at + 1, " ", "letter")
            begins.append((at + 1, LETTER + self.penalty, (edit,)))
        return begins

    def _mark(self, after: int) -> str:
        """The mark that a letter before a space stands for: a stop before a capital."""
        return "." if self.raw[after : after + 1].isupper() else ","

    def _close(self, at: int) -> None:
        """Let the last letter stand for what parts this stretch from the next."""
        after = self.text[self.end : self.end + 2]
        kind = "mark" if self.raw[at].isupper() else "letter"
        if not after:
            edit = Edit(at, self.size, ".", kind)
        elif VOLUME.match(self.text, self.end):
            edit = Edit(at, self.size, ", ", kind)
        elif after[0] == "(" or after[0].isdigit():
            edit = Edit(at, self.size, " ", kind)
        elif after[0] == " " and (after[1:].isdigit() or after[1:] == "("):
            edit = Edit(at, self.size, ",", kind)
        else:
            return
        cost = self.steps[at].cost + LETTER + MARK + self.penalty
        self._reach(self.size, cost, at, (edit,))

    def _reach(self, end: int, cost: float, before: int, edits: tuple[Edit, ...]) -> None:
        known = self.steps.get(end)
        if known is None or cost < known.cost:
            self.steps[end] = Step(cost, before, edits)

    def _words_from(self, at: int, begin: int, cost: float, edits: tuple[Edit, ...]) -> None:
        """Reach the ends of all words that may stand from a place on."""
        raw, low, size = self.raw, self.low, self.size
        costs = self.words.costs
        clean_begin = begin == 0 or raw[begin - 1] == " "
        first = begin + 1
        if begin in self.standing:
            standing = self.standing[begin]
            self._reach(standing.end - self.start, cost + standing.cost, at, edits)
            if not standing.suspect:
                # Nothing ends inside a good word, but it may be the beginning of a split one.
                first = standing.end - self.start + 1
        spaces: list[int] = []
        for end in range(first, min(size, begin + LONGEST) + 1):
            if raw[end - 1] == " ":
                if len(spaces) == MOST_SPACES or end == begin + 1:
                    return
                spaces.append(end - 1)
                continue
            clean_end = end == size or raw[end] == " "
            clean = clean_begin and clean_end
            word = low[begin:end]
            if spaces:
                word = word.replace(" ", "")
            known = costs.get(word)
            if known is None and clean and spaces:
                affixed = self.words.cost(word)
                known = round(affixed) if affixed is not None else None
            if known is None and not clean_begin and not clean_end:
                continue
            piece = raw[begin:end].replace(" ", "")
            joins = tuple(Edit(space, space + 1, "", "split") for space in spaces)
            total = cost + (EXTRA_SPACE + self.penalty / 5) * len(spaces)
            if known is not None and plain_case(piece):
                if clean or len(word) > 3:
                    self._reach(end, total + known, at, (*edits, *joins))
                elif word in GLUE:
                    self._reach(end, total + known - LOST_SPACE + GLUED, at, (*edits, *joins))
                continue
            if not clean and not (
                (clean_begin or clean_end) and len(word) > 1 and self._rest(begin, end, clean_begin)
            ):
                continue
            if plain_case(piece) and len(word) > (6 if clean else 3) and (spaces or not clean):
                unknown = self.words.unknown(word) + BESIDE + self.penalty
                self._reach(end, total + unknown, at, (*edits, *joins))
            if len(word) > 1 and not (spaces and self._known_parts(begin, end)):
                both = (*edits, *joins)
                self._one_letter(begin, end, spaces, piece, word, at, total, both, clean=clean)

    def _known_parts(self, begin: int, end: int) -> bool:
        return all(part in self.words.costs for part in self.low[begin:end].split(" "))

    def _rest(self, begin: int, end: int, clean_begin: bool) -> bool:
        """Whether what stands beside a word in its chunk is itself listed."""
        if clean_begin:
            close = self.raw.find(" ", end)
            rest = self.low[end : close if close > 0 else self.size]
        else:
            rest = self.low[self.raw.rfind(" ", 0, begin) + 1 : begin]
        return any(
            part in GLUE or (len(part) > 3 and part in self.words.costs)
            for part in (rest, rest[1:] if clean_begin else rest[:-1])
        )

    def _one_letter(
        self,
        begin: int,
        end: int,
        spaces: list[int],
        piece: str,
        word: str,
        at: int,
        total: float,
        edits: tuple[Edit, ...],
        *,
        clean: bool,
    ) -> None:
        """Reach an end by a word with one letter replaced, or two that stand out."""
        odd = odd_letters(piece)
        if len(odd) > 2 or (len(odd) == 2 and len(word) < 7):
            return
        found = self.words.one_letter_off(word, odd)
        if found is None:
            return
        meant, cost = found
        if odd and len(meant) < 4 and meant not in GLUE:
            return
        if not (clean or len(meant) > 3 or meant in GLUE):
            return
        if not clean:
            cost += TWICE
        if odd and meant == word and self.words.cost(word[odd[-1] :]) is not None and odd[0] > 2:
            return  # "ChemInform" has its capital by right
        places = odd or [next(i for i in range(len(word)) if word[i] != meant[i])]
        changes = list(edits)
        for place in places:
            spot = begin + place + sum(space <= begin + place for space in spaces)
            letter = self._in_case(piece, place, meant[place], begin)
            changes.append(Edit(spot, spot + 1, letter, self._kind(spot, letter, odd, len(word))))
        if not odd:
            total += self.penalty
        self._reach(end, total + LETTER * len(places) + cost, at, tuple(sorted(changes)))

    def _kind(self, spot: int, letter: str, odd: list[int], size: int) -> str:
        """What a replaced letter says: a slip of the shift key, "JOurnal", says little."""
        if not odd:
            return "letter"
        flipped = self.low[spot] == letter.lower()
        return "case" if flipped or size < LONG else "odd"

    def _in_case(self, piece: str, place: int, letter: str, begin: int) -> str:
        """A letter in the case of its word; a first letter in the case of its surroundings."""
        rest = piece[:place] + piece[place + 1 :]
        if len(rest) > 1 and rest.isupper():
            return letter.upper()
        if place > 0:
            return letter
        start = self.start + begin
        if not self.text[:start].rstrip(" \"'(")[-1:].isalnum():
            return letter.upper() if piece[0].isupper() else letter
        around = ATOM.findall(self.text, max(0, start - 60), min(len(self.text), start + 60))
        long = [word for word in around if len(word) > 3 and word != piece]
        titled = sum(word[0].isupper() for word in long)
        return letter.upper() if 2 * titled > len(long) else letter
