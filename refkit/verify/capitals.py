"""Capitals: whether a title of English is in title case, and how it reads in sentence case.

Only words that are known tell: common words of titles, which are no names in any subject, and
what the article itself writes small. A word of which nobody knows whether it is a name keeps its
capital.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from refkit.normalize.patterns import lazy_pattern
from refkit.normalize.text import fold, word_set
from refkit.verify.title_words import COMMON, INSTITUTIONS, NAMES, PHRASES, SMALL

_WORD: Final = lazy_pattern(r"[^\W\d_][\w'’]*")
_RESTART: Final = lazy_pattern(
    r"""
    (?: [:?!|\u2014] | (?<= [a-z\d)\]"”'’] ) \. | \s [-\u2013] )
    \s{0,2} ["“”‘'’«(\[]{0,3} \s? \Z
    """,
    re.VERBOSE,
)
"""What begins a title anew: a colon, a stop but for "U.S.", a dash but for "male–female"."""
_RESTART_WINDOW: Final = 8
_MID_SENTENCE: Final = lazy_pattern(r"(?<=[a-z,][ \n])[A-Z][a-z’']{2,40}(?![\w-])")
_LOWER: Final = lazy_pattern(r"(?<![\w’'-])[a-z]{3,40}(?![\w-])")
_ENDINGS: Final = (
    "tion", "tions", "tional", "sion", "sions", "ment", "ments", "ness", "ity", "ities", "ism",
    "isms", "ings", "ance", "ances", "ence", "ences", "ency", "encies", "ancy", "ology", "ologies",
    "graphy", "nomy", "metry", "cracy", "pathy", "ical", "ially", "ally", "ily", "ively", "ously",
    "edly", "ently", "ive", "ives", "ous", "ful", "less", "able", "ible", "ized", "ised", "izes",
    "ises", "ize", "ise", "izing", "ising", "hood", "ship", "ships", "ated", "ates", "ators",
    "ator", "ures", "ual", "ial", "onal", "ural", "ional", "inal", "ular", "atory", "ists",
    "ologist", "ians", "ified", "ifies", "ify", "etic", "istic", "istics", "atic", "omic", "omics",
    "genic", "osis", "itis", "ectomy", "aemia", "emia", "olic", "onic", "ective", "ants", "ents",
)  # fmt: skip
"""Endings of English words that are no names: a word with one of them is written small."""
_ENDINGS_OF_LONG: Final = (
    "ing",
    "ed",
    "al",
    "ic",
    "ics",
    "ly",
    "ure",
    "ary",
    "ent",
    "ant",
    "ate",
    "oid",
)
_LONG: Final = 7
"""Letters of a word from which on the shorter endings tell: "Rising", but not "Beijing"."""
_PREFIXES: Final = word_set(
    """
    anti co cross hyper inter intra meta mid multi non over post pre pro pseudo quasi re semi sub
    super trans ultra
    """
)

_ABBREVIATION: Final = lazy_pattern(r"\(([A-Z][A-Z-]{1,11})\)")
_PHRASE: Final = lazy_pattern(rf"\b(?:{'|'.join(PHRASES)})\b", re.IGNORECASE)
_ACRONYM: Final = 4
"""Letters of an unknown word in a title in capitals up to which it is taken for an acronym."""
_HYPHENS: Final = frozenset("-\u2010\u2011")

_FEWEST: Final = 4
_MOSTLY: Final = 0.8
_FEWEST_COMMON: Final = 2
_KNOWN: Final = 0.5
_FEWEST_WITH_NAME: Final = 8
"""Words with capitals that a title needs where a name of an institution or test may be in it."""
_UNKNOWN: Final = 0.34
"""The share of a title's words with capitals of which nobody may know what they are."""


class Usage:
    """How an article writes words: small, or with a capital in the middle of a sentence.

    Args:
        texts: Stretches of its running text.
        titles: The titles of its list, of which small words tell and capitals do not.
    """

    def __init__(self, texts: Iterable[str], titles: Iterable[str] = ()) -> None:
        self._small: Counter[str] = Counter()
        self._capital: Counter[str] = Counter()
        for text in texts:
            self._small.update(_LOWER.findall(text))
            self._capital.update(word.lower() for word in _MID_SENTENCE.findall(text))
        for title in titles:
            self._small.update(_LOWER.findall(title))

    def is_small(self, word: str) -> bool:
        """Whether the article mostly writes a word, given in small letters, small."""
        return self._small[word] > self._capital[word]

    def is_name(self, word: str) -> bool:
        """Whether the article writes it with a capital in mid-sentence, and never small."""
        return self._capital[word] > 0 and not self._small[word]


class _Word(NamedTuple):
    start: int
    text: str
    opens: bool


def is_title_case(title: str, usage: Usage | None = None) -> bool:
    """Whether a title is plainly in title case: nearly all words that could be small are not.

    At least four words must have a capital without need, half of them known to be no names.

    Args:
        title: The title as written.
        usage: How the article writes words.
    """
    capital: list[str] = []
    small = 0
    named = False
    for word in _deciding(title):
        key = word.text.lower()
        if word.text[0].islower():
            small += 1
        elif key in INSTITUTIONS:
            named = True
            capital.append(key)
        elif key not in NAMES:
            capital.append(key)
    fewest = _FEWEST_WITH_NAME if named else _FEWEST
    if len(capital) < fewest or len(capital) < _MOSTLY * (len(capital) + small):
        return False
    common = sum(_is_common(key) for key in capital)
    small_here = sum(usage.is_small(key) for key in capital if not _is_common(key)) if usage else 0
    # Titles in other languages share their words with one another, and none with the list.
    return common >= _FEWEST_COMMON and common + small_here >= _KNOWN * len(capital)


def is_in_capitals(title: str) -> bool:
    """Whether a title of at least four longer words is all in capitals."""
    words = [word.text for word in _words(title) if len(word.text) > 3]
    return len(words) >= _FEWEST and title.upper() == title


def is_sentence_case(title: str) -> bool:
    """Whether a title has mostly small words, so that its capitals mean something."""
    words = list(_deciding(title))
    small = sum(word.text[0].islower() for word in words)
    return small >= 2 and small > 0.6 * len(words)


def sentence_case(title: str, usage: Usage, model: str = "") -> str | None:
    """A title in sentence case.

    Args:
        title: The title, in title case or in capitals. Names of institutions and tests in it
            cannot be told from the rest without a model.
        usage: How the article writes words.
        model: The title as a record has it; what it writes small and what with a capital decides
            if it is in sentence case itself.

    Returns:
        The title with small letters where no name needs a capital; None where nothing changes, or
        too many words are such of which nobody knows.
    """
    known = _spellings(model) if is_sentence_case(model) else {}
    shouted = is_in_capitals(title)
    names = _abbreviated(title) | _of_phrases(title)
    parts: list[str] = []
    at = unknown = changed = 0
    compound = False
    for word in _words(title):
        parts.append(title[at : word.start])
        at = word.start + len(word.text)
        text = _written(word, known, usage, shouted=shouted)
        if word.start in names and not known:
            text = word.text.capitalize() if shouted else word.text
        elif title[word.start - 1 : word.start] in _HYPHENS:
            text = word.text.lower() if text is None and compound else text
        elif not known and word.text.lower() in INSTITUTIONS and word.text[0].isupper():
            return None
        if text is None:
            unknown += 1
            # "DNA" in a title in capitals.
            text = word.text.capitalize() if shouted and len(word.text) > _ACRONYM else word.text
        compound = text[0].islower() or word.opens
        changed += text != word.text
        parts.append(text)
    parts.append(title[at:])
    if not changed or unknown > _UNKNOWN * (changed + unknown):
        return None
    return "".join(parts)


def _written(word: _Word, known: dict[str, str], usage: Usage, *, shouted: bool) -> str | None:
    """A word as sentence case has it; None if nobody knows."""
    text, key = word.text, word.text.lower()
    if word.opens:
        return (known.get(fold(key)) or key).capitalize() if shouted and len(text) > 1 else text
    if not shouted and (text[0].islower() or _is_acronym(text)):
        return text
    spelling = known.get(fold(key))
    if spelling is not None:
        return spelling
    if re.split("['’]", key, maxsplit=1)[0] in SMALL or key.endswith(("n't", "n’t")):
        return key
    if key in NAMES or key.removesuffix("'s").removesuffix("’s") in NAMES:
        return text.capitalize()
    if usage.is_name(key):
        return text.capitalize()
    return key if _is_common(key) or usage.is_small(key) else None


def _is_common(key: str) -> bool:
    """Whether a word in small letters is no name, by the list, as a plural, or by its ending."""
    key = key.removesuffix("'s").removesuffix("’s").removesuffix("’").removesuffix("'")
    if key in COMMON or key in _PREFIXES or key.endswith(_ENDINGS):
        return True
    if len(key) >= _LONG and key.endswith(_ENDINGS_OF_LONG):
        return True
    single = key[:-1] if key.endswith("s") else ""
    return bool(single) and (
        single in COMMON or (len(single) >= _LONG and single.endswith(_ENDINGS))
    )


def _abbreviated(title: str) -> set[int]:
    """Where the words begin of tests and institutions whose initials follow: "… Scale (IRS)".

    Other things with an abbreviation, "natural language processing (NLP)", are no names.
    """
    found: set[int] = set()
    words = _words(title)
    for abbreviation in _ABBREVIATION.finditer(title):
        initials = abbreviation[1].replace("-", "")
        before = [word for word in words if word.start < abbreviation.start()]
        named = [word for word in before if word.text[0].isupper()][-len(initials) :]
        fits = "".join(word.text[0] for word in named) == initials
        if fits and any(word.text.lower() in INSTITUTIONS for word in named):
            found.update(word.start for word in named)
    return found


def _of_phrases(title: str) -> set[int]:
    """Where the words begin of names that are made of common words: "World War"."""
    return {
        word.start
        for phrase in _PHRASE.finditer(title)
        for word in _words(title)
        if phrase.start() <= word.start < phrase.end()
    }


def _spellings(model: str) -> dict[str, str]:
    """The words of a record's title as it writes them, but for those that open it."""
    return {fold(word.text): word.text for word in _words(model) if not word.opens}


def _deciding(title: str) -> Iterator[_Word]:
    """The words whose first letter tells title case from sentence case."""
    after_hyphen = False
    for word in _words(title):
        hyphenated, after_hyphen = after_hyphen, False
        end = word.start + len(word.text)
        after_hyphen = title[end : end + 1] in _HYPHENS
        if hyphenated or word.opens or len(word.text) < 3 or word.text.lower() in SMALL:
            continue
        if not _is_acronym(word.text):
            yield word


def _is_acronym(word: str) -> bool:
    """Whether a word has capitals inside, or figures: "DNA", "fMRI", "McNemar", "II"."""
    return len(word) == 1 or any(not each.islower() and each not in "'’" for each in word[1:])


@lru_cache(maxsize=64)
def _words(title: str) -> tuple[_Word, ...]:
    """The words of a title, and whether one begins it or what follows a colon, stop or dash."""
    words = []
    for match in _WORD.finditer(title):
        before = title[max(0, match.start() - _RESTART_WINDOW) : match.start()]
        opens = bool(_RESTART.search(before)) if match.start() else True
        if match.start() <= _RESTART_WINDOW and not any(map(str.isalnum, before)):
            opens = True
        words.append(_Word(match.start(), match[0], opens))
    return tuple(words)
