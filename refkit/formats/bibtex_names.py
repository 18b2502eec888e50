"""Names in a .bib file: "First von Last", "von Last, Jr, First", and biblatex's named parts.

The rules are those of BibTeX (btxdoc, section 4; "Names in BibTeX and MlBibTeX", TUGboat 27:2);
the named parts ("family=…, given=…") are biblatex's extended name format (biblatex manual, 3.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from refkit.model import Name
from refkit.normalize.latex import decode_accents, latex_to_unicode, unicode_to_latex

OTHERS: Final = Name(literal="others")
"""What ends a list that is not complete: ``and others``."""

_DELIMITERS: Final = re.compile(r"\\.|[{},~]|\s+", re.DOTALL)
_MARKS: Final = re.compile(
    r"""
      [\\{}~$=] | -- | `` | ''                        # what LaTeX or biblatex reads otherwise
    | \b and \s+ and \b | \A \s* and \b | \b and \s* \Z
    | , \S | \s , | [^\S \t\n]                      # no blank but the usual ones
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PLAIN_AND: Final = re.compile(r" and ", re.IGNORECASE)
_SMALL_WORD: Final = re.compile(r"(?: \A | [ ] ) [\W\d_]* [^\W\d_A-ZÀ-ÖØ-Þ]", re.VERBOSE)
_BRACED: Final = re.compile(r"[\\{}]")
_NAMED: Final = re.compile(r"\s*([A-Za-z]{3,40}(?:-i)?)\s*=\s*(.*)", re.DOTALL)
_QUOTED: Final = re.compile(r"\"([^\"{}]{0,200})\"")
_AND: Final = re.compile(r"\band\b", re.IGNORECASE)


def read_names(value: str) -> list[Name]:
    """The names of a field such as ``author``.

    Args:
        value: LaTeX, such as ``von Goethe, Johann and {World Health Organization}``.

    Returns:
        The names in order; "others" at the end as :data:`OTHERS`.
    """
    value = decode_accents(value)
    if not _MARKS.search(value):
        return [_plain_name(part) for part in _PLAIN_AND.split(" ".join(value.split())) if part]
    names = []
    options: dict[str, str] = {}
    for part in _split_people(value):
        name = OTHERS if part.lower() == "others" else _read_name(part)
        if name == Name(extra=name.extra):
            # An option of biblatex's for the whole list: "sortingnamekeytemplatename=x and …".
            options |= name.extra.get("biblatex", {})
        else:
            names.append(name)
    if options and names:
        first = names[0]
        extra = {**first.extra, "biblatex": {**options, **first.extra.get("biblatex", {})}}
        names[0] = msgspec.structs.replace(first, extra=extra)
    return names


def write_names(names: Iterable[Name], *, latex: bool = False) -> str:
    """Names as BibTeX writes them, "von Last, Jr, First", joined by "and".

    Args:
        names: The names; groups go in braces.
        latex: Whether letters beyond ASCII become commands.
    """
    return " and ".join(filter(None, (_write_name(name, latex) for name in names)))


def _plain_name(text: str) -> Name:
    """A name without LaTeX, mostly "Last, First" or "First Last"."""
    family, comma, given = text.partition(", ")
    if comma and "," not in given and not _SMALL_WORD.search(family):
        return Name(family, given)
    return OTHERS if text.lower() == "others" else _read_name(text)


def _split_people(value: str) -> list[str]:
    people: list[list[str]] = [[]]
    for word in _words(value, commas=False)[0]:
        if word.lower() == "and":
            people.append([])
        else:
            people[-1].append(word)
    return [" ".join(words) for words in people if words]


def _words(text: str, *, commas: bool) -> list[list[str]]:
    """Words outside of braces, in groups between commas (one group if commas are letters)."""
    if not _BRACED.search(text):
        parts = text.split(",") if commas else [text]
        return [part.replace("~", " ").split() for part in parts]
    groups: list[list[str]] = [[]]
    start = depth = 0
    for match in _DELIMITERS.finditer(text):
        mark = match[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
        elif depth <= 0 and mark[0] != "\\" and (commas or mark != ","):
            if match.start() > start:
                groups[-1].append(text[start : match.start()])
            start = match.end()
            if mark == ",":
                groups.append([])
    if start < len(text):
        groups[-1].append(text[start:])
    return groups


def _read_name(text: str) -> Name:
    if "=" in text and _NAMED.match(text):
        text = _QUOTED.sub(r"{\1}", text)
    parts = _words(text, commas=True)
    if len(parts) == 1 and len(parts[0]) == 1 and _is_one_group(parts[0][0]):
        return Name(literal=_plain(parts[0]))
    if "=" in text:
        named = [_NAMED.match(" ".join(part)) for part in parts]
        if all(named):
            return _named(named)
    if len(parts) == 1:
        return _first_von_last(parts[0])
    von, last = _von_last(parts[0])
    suffix = _plain(parts[1]) if len(parts) > 2 else ""
    # A fourth comma is a mistake that BibTeX reports; the words are kept.
    given = _plain([word for part in parts[2 if len(parts) > 2 else 1 :] for word in part])
    return Name(
        family=_plain(last),
        given=given,
        non_dropping_particle=_plain(von),
        suffix=suffix,
        comma_suffix=_comma_before(suffix),
    )


def _first_von_last(words: list[str]) -> Name:
    small = [index for index, word in enumerate(words[:-1]) if _is_small(word)]
    if not small:
        return Name(family=_plain(words[-1:]), given=_plain(words[:-1]))
    first, last = small[0], small[-1] + 1
    return Name(
        family=_plain(words[last:]),
        given=_plain(words[:first]),
        non_dropping_particle=_plain(words[first:last]),
    )


def _von_last(words: list[str]) -> tuple[list[str], list[str]]:
    """Everything up to the last word in small letters is "von"; the final word never is.

    BibTeX would begin it at the first word, whatever its letters: "Ortega y" of Ortega y Gasset.
    """
    if not words or not _is_small(words[0]):
        return [], words
    small = [index for index, word in enumerate(words[:-1]) if _is_small(word)]
    cut = small[-1] + 1 if small else 0
    return words[:cut], words[cut:]


def _is_small(word: str) -> bool:
    r"""Whether BibTeX takes a word for "von": its first letter outside of braces is small.

    A brace with a backslash, ``{\'e}``, is a letter; any other brace hides its case.
    """
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    letter = next((character for character in latex_to_unicode(word) if character.isalpha()), "")
    return letter.islower()


def _is_one_group(word: str) -> bool:
    """Whether a word is one group in braces, which is the whole name of an institution."""
    if not (word.startswith("{") and word.endswith("}")) or word.startswith("{\\"):
        return False
    depth = 0
    for index, character in enumerate(word):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return index == len(word) - 1
    return False


def _plain(words: list[str]) -> str:
    return " ".join(latex_to_unicode(" ".join(words)).split())


def _named(parts: Iterable[re.Match[str] | None]) -> Name:
    values = {part[1].lower(): part[2] for part in parts if part}
    useprefix = values.pop("useprefix", "true").strip().lower() == "true"
    prefix = _plain([values.pop("prefix", "")])
    suffix = _plain([values.pop("suffix", "")])
    family = _plain([values.pop("family", "")])
    given = _plain([values.pop("given", "")])
    # Initials of one's own, options for one name: "given-i=Chr, sortingnamekeytemplatename=x".
    rest = {part: _plain([value]) for part, value in values.items()}
    return Name(
        family=family,
        given=given,
        non_dropping_particle=prefix if useprefix else "",
        dropping_particle="" if useprefix else prefix,
        suffix=suffix,
        comma_suffix=_comma_before(suffix),
        extra={"biblatex": rest} if rest else {},
    )


def _comma_before(suffix: str) -> bool:
    """Whether a suffix has a comma before it, as APA and Chicago write: "King, Jr."."""
    return suffix.rstrip(".").lower() in ("jr", "sr")


def _write_name(name: Name, latex: bool) -> str:
    if name.literal:
        if name == OTHERS:
            return "others"
        return "{" + _encode(name.literal, latex) + "}"
    von = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle)))
    family, given, suffix = name.family, name.given, name.suffix
    words = family.split()
    takes_von = any(word[:1].islower() for word in words[:-1]) or (von and _small_first(words))
    last = _part(family, latex, braces=bool(takes_von)) or "{}"
    whole = f"{_part(von, latex)} {last}" if von else last
    if suffix:
        return f"{whole}, {_part(suffix, latex)}, {_part(given, latex) or '{}'}"
    if given:
        return f"{whole}, {_part(given, latex)}"
    if not family:
        return ""
    # Without a comma, several words would be given names and a family name.
    return whole if len(words) == 1 and not last.startswith("{") else f"{whole}, {{}}"


def _small_first(words: list[str]) -> bool:
    return len(words) > 1 and words[0][:1].islower()


def _part(text: str, latex: bool, *, braces: bool = False) -> str:
    encoded = _encode(text, latex)
    if braces or "," in text or _AND.search(text):
        return "{" + encoded + "}"
    return encoded


def _encode(text: str, latex: bool) -> str:
    return unicode_to_latex(text, keep_unicode=not latex)
