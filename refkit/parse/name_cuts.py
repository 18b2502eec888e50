"""Cutting a block of names into pieces, at the signs and words that may part names.

A piece is a whole name, or half of one: "Lund, Rudolf, and Mary Jones" gives "Lund", "Rudolf" and
"Mary Jones". What a comma or "and" parts wrongly, the name of a ministry, is put together again;
what a lost comma glues is parted.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from refkit.normalize.patterns import lazy_pattern
from refkit.parse.given_names import is_given
from refkit.parse.groups import continues
from refkit.parse.name_forms import Piece, read_piece

__all__ = ["Part", "cut", "part_slashes", "read_parts"]

_CUT: Final = lazy_pattern(
    r"""\s?(?: (?P<semi> ;\s?(?:(?:and|und|et|y|e|og|&)\s)? )
      | (?P<and> ,?\s?&\s?[.,]{0,2} | ,and\s | (?<=\.)and\s
          | [,;]?\s(?:and|und|et|och|og|oraz|sowie|en|ve|dan|и|u\.|és|and/or)\s )
      | (?P<link> ,?\s(?:y|e|i|a)\s )
      | (?P<comma> ,(?:\s?,){0,9} ) )\s?""",
    re.VERBOSE,
)
_SLASH: Final = lazy_pattern(r"\s?/\s?(?=[^\W\d_])")
_LOST_COMMA: Final = lazy_pattern(
    r"""(?<=[^\W\d_a-z]\.) \s (?=
      [^\W\d_a-z][^\W\d_.]['\u2019\w-]{0,30} (?:\s[^\W\d_a-z][\w'\u2019-]{2,30})?
      \s [^\W\d_a-z]{1,3}(?:\.|\Z) )""",
    re.VERBOSE,
)
"""Between "Smith J.A." and "Jones B.C."."""
_ASIDE: Final = lazy_pattern(r"\s?[(\[][^()\[\]]{0,80}[)\]]")
_GIVEN_ASIDE: Final = lazy_pattern(
    r"\A(?P<family>[^()\[\]]{2,50}?)\s?\((?P<given>[^()\[\]]{1,40})\)\Z"
)


class Part(NamedTuple):
    """A piece and what stands before it.

    Attributes:
        piece: The words and their form.
        before: "," or ";" or "&" (for "and" too); "" for the first.
        joint: The separator as written, " und ".
    """

    piece: Piece
    before: str
    joint: str = ""


def read_parts(text: str) -> list[Part]:
    """The pieces of a cleaned block with their forms."""
    parts = _missing_commas(_pieces(text))
    forms = "".join(part.piece.form for part in parts)
    if forms.count("F") > 1 and "X" in forms:
        parts = [part._replace(piece=_long_initials(part.piece)) for part in parts]
    if "G" in forms:
        parts = _merge_groups(parts, initials=_has_initials(forms))
    return parts


def _has_initials(forms: str) -> bool:
    return any(form in "INF" for form in forms) or "A" in forms[1:]


def cut(text: str) -> list[tuple[str, str, str]]:
    """Cut at commas, semicolons, "and" and slashes.

    Returns:
        Pieces, each with the kind of what stands before it, as in :class:`Part`, and that itself.
    """
    text = part_slashes(text)
    pieces: list[tuple[str, str, str]] = []
    at = 0
    before = joint = ""
    for match in _CUT.finditer(text):
        kind = match.lastgroup or ""
        if kind == "link" and not _is_link(text, at, match):
            continue
        piece = text[at : match.start()].strip()
        _add(pieces, piece, before, joint)
        here = {"comma": ",", "semi": ";"}.get(kind, "&")
        # ", ;" is as strong as ";"
        before = here if piece or not before else max(before, here, key=",&;".find)
        joint = match.group()
        at = match.end()
    _add(pieces, text[at:].strip(), before, joint)
    return pieces


def part_slashes(text: str) -> str:
    """Semicolons for the slashes that part persons: "Baier, Dirk/Pfeiffer, Christian"."""
    return _SLASH.sub("; ", text) if "/" in text and _slashed(text) else text


def _add(pieces: list[tuple[str, str, str]], piece: str, before: str, joint: str) -> None:
    glued = ". " in piece and read_piece(piece.split(" ", 1)[0]).form == "W"
    for part in _LOST_COMMA.split(piece) if glued else [piece]:
        if part:
            pieces.append((part, before, joint))
            before = joint = ";"


def _slashed(text: str) -> bool:
    """Whether slashes part persons: "Baier, Dirk/Pfeiffer, Christian", not "AFL/CIO"."""
    parts = text.split("/")
    return (
        "//" not in text
        and all(len(part.strip()) > 2 and part.strip(" .,")[:1].isalpha() for part in parts)
        and not text.replace("/", "").isupper()
        and (" " in text or "," in text)
    )


def _is_link(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether "y", "e", "i" part persons; in "Ortega y Gasset" they join a family name."""
    if match.start() - start > 100:
        return False
    word = match.group().strip(" ,")
    before = text[start : match.start()].strip()
    after = _CUT.split(text[match.end() : match.end() + 80], maxsplit=1)[0].strip()
    if not before or not after:
        return False
    follower = read_piece(after)
    if word == "a" and not text[match.end() : match.end() + 1].isupper():
        return False
    if follower.form in "NFXGK" and not (follower.form == "G" and read_piece(before).form == "G"):
        return True
    rest = text[match.end() + len(after) : match.end() + len(after) + 1]
    first = read_piece(before).form
    given_before = text[max(0, start - 3) : start].rstrip().endswith(",") and first in "IAWV"
    return follower.form == "W" and rest == "," and (given_before or first in "IAFN")


def _pieces(text: str) -> list[Part]:
    """Cut a block, without nicknames, acronyms and handles in brackets."""
    parts: list[Part] = []
    for piece, before, joint in cut(text):
        handled = piece
        if "(" in piece or "[" in piece:
            aside = _GIVEN_ASIDE.match(piece)
            if aside and _is_given_aside(aside["family"], aside["given"]):
                # "Dupont (J.)"
                parts.append(Part(read_piece(aside["family"]), before, joint))
                parts.append(Part(read_piece(aside["given"]), ",", ","))
                continue
            handled = _ASIDE.sub("", piece).strip() or piece
        found = read_piece(handled.strip('"\u201c\u201d\u201e'))
        if found.text.strip(" .,;\u2026-'\u2019()[]"):
            parts.append(Part(found, before, joint))
    return parts


def _is_given_aside(family: str, given: str) -> bool:
    """Whether brackets hold given names: "Dupont (J.)", "DUPONT (Jean)"."""
    if "@" in given:
        return False
    form = read_piece(given).form
    own = read_piece(family).form
    return own in "WX" and (
        form == "I"
        or (form in "WX" and own == "W" and given.istitle() and is_given(given.split()[0]))
    )


def _missing_commas(parts: list[Part]) -> list[Part]:
    """Part "Smith, J. Jones, K. Brown, L.", where commas between persons are lost."""
    forms = "".join(
        part.piece.form if part.before in ("", ",") else part.piece.form.lower() for part in parts
    )
    for chain in reversed(list(re.finditer(r"[Ww]N{1,40}I", forms))):
        fresh: list[Part] = []
        for at in range(chain.start() + 1, chain.end() - 1):
            piece = parts[at].piece
            here = len(piece.kinds) - len(piece.kinds.lstrip("ia"))
            words = piece.words
            fresh.append(Part(read_piece(" ".join(words[:here])), ","))
            fresh.append(Part(read_piece(" ".join(words[here:])), ";"))
        parts[chain.start() + 1 : chain.end() - 1] = fresh
    return parts


def _merge_groups(parts: list[Part], *, initials: bool) -> list[Part]:
    """Put the halves of "Ministry of Health and Social Affairs" together."""
    merged: list[Part] = []
    for at, part in enumerate(parts):
        last = merged[-1].piece if merged else None
        if last is not None and part.before == "&":
            follower = parts[at + 1] if at + 1 < len(parts) else None
            # "Kern, A., Food and Drug Administration"
            named = merged[-2].piece.form if len(merged) > 1 else ""
            halved = initials and last.form == "W" and named and named in "IFN"
            if (
                last.form == "G"
                and part.piece.form in "WXOG"
                and not (follower and follower.before == "," and follower.piece.form in "IA")
                and continues(last.text, part.piece.text)
            ) or (halved and part.piece.form == "G" and not part.piece.text.startswith("the ")):
                text = f"{last.text}{part.joint}{part.piece.text}"
                merged[-1] = merged[-1]._replace(piece=Piece(text, "G", "l"))
                continue
        merged.append(part)
    return merged


def _long_initials(piece: Piece) -> Piece:
    """Take "Kuiper GIJM" for initials, where other names have theirs after the family name."""
    if re.fullmatch("[pPc]{1,8}C", piece.kinds) and len(piece.words[-1]) < 6:
        return piece._replace(form="F", kinds=f"{piece.kinds[:-1]}a")
    return piece
