"""A802: initials, with a full stop and a space after each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from refkit.model import Finding, Reference, Span, Verdict
from refkit.normalize.names import PARTICLES
from refkit.verify.apa_rule import AUTHOR_DATE, ApaRule
from refkit.verify.gaps import is_print, same_but_spaces
from refkit.verify.rule import Article
from refkit.verify.written_names import WrittenName, plainly_right, written_names

_LEAST: Final = 0.75
"""The parser is less sure of full given names than of initials; that its names and the written
ones agree letter by letter makes up for it."""

_RIGHT: Final = re.compile(r"[^\W\d_]{1,3}\. (?: [-‐‑] [^\W\d_]{1,3}\. ){0,2}", re.VERBOSE)
"""“J.”, “J.-P.”, and “Yu.”, “Th.” of names that begin with a digraph."""
_GLUED: Final = re.compile(
    r"[^\W\d_]\. (?: [-‐‑]? [^\W\d_]\. ){0,5} (?: [-‐‑]? [^\W\d_]\.? )", re.VERBOSE
)
_CAPITALS: Final = re.compile(r"[^\W\d_] (?: [-‐‑]? [^\W\d_] ){0,3} \.?", re.VERBOSE)
_FULL: Final = re.compile(
    r"(?P<first> [^\W\d_] ) ['’\w]{1,20} (?: [-‐‑] (?P<second> [^\W\d_] ) \w{1,20} )? \.?",
    re.VERBOSE,
)
_STRAY_STOP: Final = re.compile(r"\s?\.(?=[\s,])")
_INITIAL: Final = re.compile(r"([-‐‑]?)([^\W\d_])\.?")
_MOST_WORDS: Final = 3
"""Words of a family name; what is longer and has a comma in it may be a title or a group."""
_NO_NAMES: Final = frozenset(
    {"Pope", "King", "Queen", "Sir", "Dr", "Dr.", "Saint", "St.", "Jr", "Jr.", "Sr", "Sr.", "Inc"}
)


class _Rewritten(NamedTuple):
    """Given names as they should be, and whether letters of them went."""

    text: str
    shortened: bool


class Initials(ApaRule):
    """Given names are not written as initials with full stops and spaces.

    Reported are initials without stops or spaces, a missing comma between family name and
    initials, and given names in full. Passed are digraphs ("Yu."), hyphens ("J.-P."), particles,
    groups, authors whose given names come first, nicknames in brackets, the spaces of a PDF, which
    are guessed from its letters' places, and everything else that the parser reads as more than a
    name. Of names all in capitals, given names that might be words
    are passed.

    Why it matters:
        One form of initials lets readers and databases see that two entries have the same author.

    Example:
        ``Smith, J.A., & Lee, Karen (2019).`` for ``Smith, J. A., & Lee, K. (2019).``

    Fix:
        Safe where stops, spaces and the comma are put in. Unsafe where given names are cut to
        initials: what is one given name, "Jean Paul", and what two, an author may know better.

    Source:
        APA 7, 9.8: provide surnames first, followed by a comma and the initials, one space between
        initials, hyphens kept. APA 6, 6.27.
    """

    code = "A802"
    name = "initials"
    severity = "warning"
    styles = AUTHOR_DATE

    def check_reference(self, verdict: Verdict, article: Article) -> Iterator[Finding]:
        """One finding for the authors, one for the editors, over the names that are wrong."""
        reference = verdict.reference
        printed = is_print(article.document)
        for variable in ("author", "editor"):
            if plainly_right(reference, variable):
                continue
            names = written_names(reference, variable, confidence=_LEAST)
            if names is None:
                continue
            wrong = [
                (name, right)
                for name in names.names
                if (name.inverted or variable == "editor")
                and (right := _rewritten(reference, name)) is not None
                and not (printed and _only_spaced(reference, name, right))
            ]
            if wrong:
                yield self._names(article, reference, wrong, variable)

    def _names(
        self,
        article: Article,
        reference: Reference,
        wrong: list[tuple[WrittenName, _Rewritten]],
        variable: str,
    ) -> Finding:
        """The finding from the first name that is wrong to the last."""
        parts: list[str] = []
        first = at = _start(wrong[0][0])
        for name, right in wrong:
            comma = "" if name.comma or not name.inverted else ","
            family_end = name.given[0] - 1 if comma else name.given[0]
            parts += [reference.raw[at:family_end], f"{comma} " if comma else "", right.text]
            at = _end(reference, name, right)
            if not name.inverted and reference.raw[at].isalpha():
                parts.append(" ")
        name, right = wrong[0]
        shortened = any(each.shortened for _, each in wrong)
        written = reference.raw[slice(*name.given)]
        if not name.comma and name.inverted:
            message = "a comma is missing between family name and initials"
        elif right.shortened:
            message = f"given names are initials: “{right.text}”, not “{written}”"
        else:
            message = f"initials have a full stop and a space: “{right.text}”, not “{written}”"
        return self.advice(
            article,
            reference,
            Span(first, at),
            message,
            "".join(parts),
            safe=not shortened,
            field=variable,
        )


def _start(name: WrittenName) -> int:
    return name.given[0] if name.comma or not name.inverted else name.start


def _end(reference: Reference, name: WrittenName, right: _Rewritten) -> int:
    """Where the given names end; with the full stop that ends a list of names, "Smith, John."."""
    end = name.given[1]
    stray = _STRAY_STOP.match(reference.raw, end) if right.text.endswith(".") else None
    return stray.end() if stray else end


def _only_spaced(reference: Reference, name: WrittenName, right: _Rewritten) -> bool:
    """Whether nothing but spaces is to be put in."""
    written = reference.raw[slice(*name.given)]
    return (name.comma or not name.inverted) and same_but_spaces(written, right.text)


def _rewritten(reference: Reference, name: WrittenName) -> _Rewritten | None:
    """The given names as they should be; None if they are right or cannot be told."""
    start, end = name.given
    if start >= end:
        return None
    family = reference.raw[name.start : start] if name.inverted else reference.raw[end : name.end]
    capitals = family.isupper()
    parts = [
        _word(word, capitals=capitals, natural=not name.inverted)
        for word in reference.raw[start:end].split()
    ]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    if _full(known) and name.inverted and (not name.comma or len(family.split()) > _MOST_WORDS):
        return None
    text = " ".join(part.text for part in known)
    written = " ".join(reference.raw[start:end].split()).replace(". -", ".-")
    if text == written and (name.comma or not name.inverted):
        return None
    return _Rewritten(text, _full(known))


def _full(parts: list[_Rewritten]) -> bool:
    return any(part.shortened for part in parts)


def _word(word: str, *, capitals: bool, natural: bool) -> _Rewritten | None:
    """One word of given names as it should be; None if it cannot be told.

    Args:
        word: "J.", "J.A.", "JA", "John", "van".
        capitals: Whether the family name is all in capitals, so that "LEE" may be a given name.
        natural: Whether the given names come first.
    """
    if word in _NO_NAMES:
        return None
    if _RIGHT.fullmatch(word) or word in PARTICLES:
        return _Rewritten(word, shortened=False)
    if word.isupper() and (
        _GLUED.fullmatch(word)
        or (_CAPITALS.fullmatch(word) and (len(word) == 1 or not (capitals or natural)))
    ):
        spaced = "".join(
            f"{hyphen}{letter}." if hyphen else f" {letter}."
            for hyphen, letter in _INITIAL.findall(word)
        )
        return _Rewritten(spaced.strip(), shortened=False)
    full = _FULL.fullmatch(word)
    if full and word[:2].istitle():
        second = f"-{full['second'].upper()}." if full["second"] else ""
        return _Rewritten(f"{full['first']}.{second}", shortened=True)
    return None
