"""Joints: how a line goes on in the next one, where a word, a number or an address is cut.

A hyphen at the end of a line may belong to the word ("well-known") or not ("cogni-tive"). The words
of the article itself tell which: one that stands elsewhere in it, written as one or with its
hyphen. The answer is written with a soft hyphen: a line that ends with one goes on without a space.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import unquote

from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import word_set
from refkit.readers.pdf_layout import Placed

SOFT_HYPHEN: Final = "\u00ad"

_WORD: Final = lazy_pattern(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_HEAD: Final = lazy_pattern(r"[^\W\d_]+")
_TAIL: Final = lazy_pattern(r"[^\W\d_]+(?=-$)")
_FIRST: Final = lazy_pattern(r"\S+")
_ADDRESS: Final = lazy_pattern(
    r"(?: https? : (?: / | $ ) | www\. | \b doi \s? : \s? | \b 10\.\d{4,9}/ ) [^\s]* $",
    re.VERBOSE | re.IGNORECASE,
)
_ADDRESS_LIKE: Final = lazy_pattern(r"[\w./%=&?#~:;()<>\[\]+@$!*',-]+")
_LABEL: Final = lazy_pattern(r"\[\d{1,4}\]|\(\d{1,3}\)\s|\d{1,3}[.)]\s")
_OPEN: Final = "/-_=&?%#~"
_NAME: Final = lazy_pattern(r"[A-ZÀ-Þ][^\W\d_]+,?$")
# The word before a hanging hyphen has its own end: "pre- and posttest", "Arbeits- und".
_HANGING: Final = word_set("and or und oder bzw et ou y o e en of to bis as nor but")
_KEPT: Final = word_set("self well non half cross all ever quasi vice semi anti")
"""First parts whose hyphen stays where the article does not tell."""

_SPLIT: Final = word_set(
    """
    in on up be re con com de dis un im pre pro per sub inter over under out with for a ac ad an
    as at to so is it he me we no do or by my go any man men the not his her our use
    """
)
"""Syllables that are words too: "inter-action", "over-all"."""


def vocabulary(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands within a line, without case; words at its end may be cut."""
    words: Counter[str] = Counter()
    for text in texts:
        found = _WORD.findall(text)
        if found and text.endswith("-"):
            found.pop()
        words.update(word.casefold() for word in found)
    return words


def jointed(lines: Sequence[Placed], words: Counter[str], links: Sequence[str]) -> list[str]:
    """The text of each line, with a soft hyphen at its end where the next goes on without space.

    Args:
        lines: Lines that follow each other.
        words: The :func:`vocabulary` of the article.
        links: For each line the address that its end leads to, "" if none.

    Returns:
        A text for each line. A hyphen that only parts a word is left out.
    """
    texts = [each.line.text for each in lines]
    found: list[str] = []
    cut = ""
    for at, text in enumerate(texts):
        following = texts[at + 1] if at + 1 < len(texts) else ""
        head = _FIRST.match(following)
        if not head or _parted(lines[at], lines[at + 1]):
            found.append(text)
            cut = ""
            continue
        tail = cut + text if cut and " " not in text else text
        address = _ADDRESS.search(tail[-500:])
        if address:
            goes_on = not _begins_anew(lines[at], lines[at + 1]) and _address_goes_on(
                address.group(), head.group(), lines[at], links[at]
            )
            cut = address.group() if goes_on else ""
            found.append(text + SOFT_HYPHEN if goes_on else text)
            continue
        cut = ""
        found.append(_joint(text, following, words))
    return found


def _parted(before: Placed, after: Placed) -> bool:
    """Whether a heading or a wide gap stands between two lines."""
    return bool(before.level) != bool(after.level) or after.gap > 1


def _begins_anew(before: Placed, after: Placed) -> bool:
    """Whether the layout says that the next line begins an entry of its own."""
    if after.gap or after.page != before.page or after.column != before.column:
        return after.gap > 0
    return after.indent < before.indent or bool(_LABEL.match(after.line.text))


def _joint(text: str, following: str, words: Counter[str]) -> str:
    last = text[-1:]
    begins = following[:1]
    if last in "–—" and text[-2:-1].strip() and begins.isalnum():
        return text + SOFT_HYPHEN
    if last == "/" and text[-2:-1].isalnum() and begins.isalnum():
        return text + SOFT_HYPHEN
    if last != "-" or not text[-2:-1].isalnum() or not begins.isalnum():
        return text
    tail, head = _TAIL.search(text[-80:]), _HEAD.match(following)
    if not tail or not head:
        # "COVID-" "19", "10-" "20"
        return text + SOFT_HYPHEN
    if head.group() in _HANGING:
        return text
    keeps = _keeps_hyphen(tail.group(), head.group(), words)
    return (text if keeps else text[:-1]) + SOFT_HYPHEN


def _keeps_hyphen(tail: str, head: str, words: Counter[str]) -> bool:
    """Whether a hyphen between two parts of a word belongs to it."""
    one, other = tail.casefold(), head.casefold()
    whole, parted = words[one + other], words[f"{one}-{other}"]
    if whole != parted:
        return parted > whole
    if head[0].isupper():
        return not (tail.isupper() and head.isupper() and len(tail) > 1)
    if len(one) == 1 or one in _KEPT:
        return True
    return (
        one not in _SPLIT
        and len(one) > 3
        and len(other) > 3
        and bool(words[one])
        and bool(words[other])
    )


def _address_goes_on(address: str, head: str, line: Placed, link: str) -> bool:
    """Whether an address that ends a line goes on with the first word of the next."""
    if link:
        target = unquote(link).casefold()
        joined = unquote(address + head).casefold().rstrip(".,;)")
        if joined.removeprefix("doi:").strip() in target:
            return True
        whole = unquote(address).casefold().rstrip(".,;)").removeprefix("doi:").strip()
        if whole and target.endswith(whole):
            return False
    if not _ADDRESS_LIKE.fullmatch(head) or _NAME.fullmatch(head):
        return False
    last = address[-1]
    if last == ":":
        return head.startswith("/")
    telling = any(map(str.isdigit, head)) or "/" in head or "." in head[:-1] or "_" in head
    if last in _OPEN:
        return True
    full = line.right - line.line.x1 < 0.8 * line.line.size
    if last == ".":
        return telling and not head[0].isupper()
    if last in "(;":
        return True
    return full and telling and not head.startswith("(") and last not in ",)"
