"""Features: what the tagger knows of a token: the word, its neighbours, its segment, the entry.

A token's own features are made once for each word and kept; those of a segment (the stretch
between two signs that part fields) once for each segment. What is left for every token are its
neighbours and how much of the entry has passed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.scanner import View
from refkit.parse.tokens import Token
from refkit.parse.wordclasses import WORD_CLASS
from refkit.parse.wordroles import role_of_word

YEAR: Final = lazy_pattern(r"(?:1[4-9]|20)\d\d(?:-(?:\d\d|1[4-9]\d\d|20\d\d))?\Z")
DIGITS: Final = lazy_pattern(r"\d+")
PARTING: Final = frozenset(",;:()[]\"?!'/")
"""Signs between segments, with the full stops that end a sentence."""
QUOTES: Final = "\"'"
"""Quotation marks as tokens have them, straight; the entry's own text says which way they turn."""
OPENING: Final = {"\u201c": "q", "\u201e": "q", "\u2018": "s", "\u201a": "s"}
CLOSING: Final = "\u201d"
FLAGS: Final = {
    "journal": "J", "conf": "C", "press": "P", "univ": "U", "body": "B", "vol": "V", "no": "N",
    "pp": "S", "in": "I", "ed": "E", "month": "M", "thesis": "T", "report": "R", "acc": "A",
}  # fmt: skip
"""Word classes that tell of a whole segment."""
COLOURLESS: Final = frozenset({"small", "and", "partic"})
"""Classes of words that do not count as words of a segment."""


class Own(NamedTuple):
    """What a token is by itself.

    Attributes:
        key: What its neighbours see of it: its sign, its class, its form.
        lower: The word in lower case.
        features: Its features.
        flag: The letter of its class for its segment, or "".
        word: 1 if it counts as a word of its segment.
        capital: 1 if such a word has a capital.
        initial: 1 if it is a single capital.
        digit: 1 if it has digits.
        role: The letter of its commonest role, or "".
    """

    key: str
    lower: str
    features: tuple[str, ...]
    flag: str = ""
    word: int = 0
    capital: int = 0
    initial: int = 0
    digit: int = 0
    role: str = ""


def shape(text: str) -> str:
    """The form of a word: "X" one capital, "Xx" capitalised, "XX" capitals, "x", "xX" mixed."""
    if text.isupper():
        return "X" if len(text) == 1 else ("XX" if len(text) < 5 else "XXX")
    if text[0].isupper():
        return "Xx" if text[1:].islower() else "XxX"
    return "x" if text.islower() else "xX"


def number_form(text: str) -> str:
    """The form of a number: "year", "n3" three digits, "r3-2" a range of three and two digits."""
    if YEAR.match(text):
        return "year-" if "-" in text else "year"
    if "-" in text:
        first, last = text.split("-", 1)
        return f"r{min(len(first), 5)}-{min(len(last), 5)}"
    return f"n{min(len(text), 7)}"


@lru_cache(maxsize=65_536)
def own(text: str, kind: str) -> Own:
    """What a token is by itself; made once for each word."""
    if kind == "sign":
        return Own(text, text, (f"w={text}",))
    if kind == "link":
        form = "doi" if "10." in text and "/" in text else "url"
        return Own(form, form, (f"w={form}",))
    if kind == "number":
        form = number_form(text)
        return Own(form, form, (f"w={form}", "num"), digit=1)
    lower = text.lower()
    form = shape(text)
    if kind == "mixed":
        masked = DIGITS.sub("9", text)[:6]
        features = (f"w={lower[:12]}", f"m={masked}", "mixed")
        return Own(f"m{form}", lower[:12], features, digit=1)
    known = WORD_CLASS.get(lower, "")
    made = [f"w={lower[:24]}", f"s={form}"]
    if known:
        made.append(f"k={known}")
    elif len(lower) > 3:
        made.append(f"x3={lower[-3:]}")
    role = role_of_word(lower)
    if role:
        made.append(f"d={role}|{form}")
    counts = known not in COLOURLESS
    capital = counts and text[0].isupper()
    return Own(
        known or form,
        lower[:24],
        tuple(made),
        FLAGS.get(known, ""),
        int(counts),
        int(capital),
        int(capital and len(text) == 1),
        0,
        role[:1] if counts else "",
    )


def features(view: View, tokens: list[Token]) -> list[list[str]]:
    """The features of every token of an entry, as the tagger learns and reads them."""
    owns = [own(token.text, token.kind) for token in tokens]
    keys = ["^^", "^", *(one[0] for one in owns), "$", "$$"]
    words = ["^", *(one[1] for one in owns), "$"]
    stops = {stop.end if stop.mark == "." else stop.end - 1: stop.sure for stop in view.stops}
    segments = _segments(tokens, owns, stops)
    entry = _entry(tokens, owns)
    rows: list[list[str]] = []
    quoted = bracket = ""
    years = sentences = 0
    for index, token in enumerate(tokens):
        k2, k1, key, n1, n2 = keys[index : index + 5]
        kind = token.kind
        row = [
            *owns[index][2],
            f"-2={k2}|{k1}", f"+2={n1}|{n2}", f"-0={k1}|{key}",
            f"+0={key}|{n1}", f"-w={words[index]}", f"+w={words[index + 2]}",
            *segments[index],
            f"st={quoted}{bracket}{years}|{key}",
            f"g={entry}|{sentences}",
        ]  # fmt: skip
        rows.append(row)
        if kind == "sign":
            text = token.text
            if text in QUOTES:
                quoted = _quoted(view, token.start, quoted)
            elif text in "([":
                bracket = text
            elif text in ")]":
                bracket = ""
            sure = stops.get(token.start)
            if sure is not None:
                row.append(f"p={sure}")
                if sure == 2 and sentences < 5:
                    sentences += 1
        elif key == "year" and years < 2:
            years += 1
    return rows


def _quoted(view: View, at: int, quoted: str) -> str:
    """Whether what follows a quotation mark is quoted: "q" doubly, "s" singly, "" not.

    The curly marks say it themselves; of the straight ones, what stands around them tells.
    """
    sign = view.text[at]
    if sign in OPENING:
        # German closes with the mark that English opens with: „Titel“.
        return "" if quoted == OPENING[sign] else OPENING[sign]
    before, after = view.plain[at - 1 : at], view.plain[at + 1 : at + 2]
    if view.plain[at] == "'":
        if not before.strip() and after.strip() and sign != "\u2019":
            return quoted or "s"
        return "" if quoted == "s" and not after.isalnum() else quoted
    if sign in CLOSING:
        return ""
    return "" if quoted == "q" else "q"


def _entry(tokens: list[Token], owns: list[Own]) -> str:
    """What kind of entry this is: how it begins, and where its first year stands."""
    begins = "".join(one[0] if len(one[0]) < 4 else "x" for one in owns[:4])
    year = next((i for i, one in enumerate(owns) if one[0] == "year"), -1)
    if year < 0:
        place = "n"
    else:
        bracketed = year > 0 and owns[year - 1][0] == "("
        late = "l" if year > 0.6 * len(tokens) else "e"
        place = ("b" if bracketed else "y") + late
    quotes = "q" if any(one[0] == '"' for one in owns) else ""
    return f"{begins}|{place}{quotes}"


def _segments(tokens: list[Token], owns: list[Own], stops: dict[int, int]) -> list[tuple[str, ...]]:
    """The features of the segment of each token; a parting sign belongs to the one before it."""
    bounds: list[tuple[int, int]] = []
    first = 0
    for index, token in enumerate(tokens):
        if token.kind == "sign" and (token.text in PARTING or stops.get(token.start) == 2):
            bounds.append((first, index + 1))
            first = index + 1
    if first < len(tokens):
        bounds.append((first, len(tokens)))
    rows: list[tuple[str, ...]] = []
    opened = "^"
    count = len(bounds)
    for place, (begin, end) in enumerate(bounds):
        closed = tokens[end - 1].text if tokens[end - 1].kind == "sign" else "$"
        follows = owns[end][0] if end < len(owns) else "$"
        size, caps, flags, roles = _content(owns[begin:end])
        made = (
            f"so={opened}{closed}|{follows}",
            f"sf={flags}|{caps}",
            f"sr={roles}",
            f"si={min(place, 5)}|{opened}",
            f"se={min(count - place, 6)}|{size}",
        )
        rows += [made] * (end - begin)
        opened = closed
    return rows


def _content(owns: list[Own]) -> tuple[str, str, str, str]:
    """How many words a segment has, their capitals, the classes and the roles that they have."""
    words = capitals = initials = digits = 0
    flags: set[str] = set()
    roles: dict[str, int] = {}
    for _, _, _, flag, word, capital, initial, digit, role in owns:
        if flag:
            flags.add(flag)
        words += word
        capitals += capital
        initials += initial
        digits += digit
        if role:
            roles[role] = roles.get(role, 0) + 1
    if digits:
        flags.add("0")
    size = str(words) if words < 4 else ("4" if words < 7 else "7")
    caps = "-"
    if words:
        share = capitals / words
        caps = "A" if share == 1 else ("m" if share > 0.5 else ("f" if capitals else "x"))
        if initials and initials >= words / 2:
            caps = "I"
    best = max(roles, key=lambda role: roles[role], default="")
    strong = "+" if best and roles[best] * 2 > words else ""
    return size, caps, "".join(sorted(flags)), best + strong
