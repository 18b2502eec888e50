r"""LaTeX's citations as Mentions: their keys stand in the text where the citation does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from refkit.model import Mention, Span
from refkit.normalize.latex import latex_to_unicode
from refkit.normalize.latex_cites import Cite, cite_of
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.latex_tokens import Token, split, written

if TYPE_CHECKING:
    from refkit.readers.latex_page import Page

_KEYS: Final = lazy_pattern(r"[^\\{}\s%]{1,500}")
_SPACE: Final = lazy_pattern(r"[ \t\r\n]+")
_MOST_GROUPS: Final = 200


def cite(page: Page, name: str) -> bool:
    """Read a citation.

    Args:
        page: The page.
        name: The command, behind which the notes and keys come.

    Returns:
        Whether it is one: whether keys follow. If not, nothing was read.
    """
    command = cite_of(name)
    if command is None:
        return False
    page.star()
    mouth = page.mouth
    opening = [found for _ in range(2) if command.many and (found := mouth.optional("(", ")"))]
    read = False
    for _ in range(_MOST_GROUPS if command.many else 1):
        if command.volume:
            mouth.optional()
            mouth.group()
        notes = _notes(page)
        keys = mouth.group()
        listed = _listed(keys) if keys is not None else []
        if keys is None or not listed:
            if keys is not None:
                mouth.push(keys)
            for note in notes:
                mouth.push([*note])
            return read
        read = True
        if not notes and opening:
            notes = opening
            opening = []
        _mention(page, command, notes, listed)
        following = mouth.peek()
        if following is None or following.raw[:1] not in ("{", "["):
            break
        if command.many:
            page.builder.space()
    return True


def linked(page: Page, _: Token) -> None:
    r"""``\citeproc{ref-key}{(Smith 2000)}``, as pandoc writes a citation that is printed."""
    group = page.mouth.group()
    key = written(group or []).strip()
    if not key.startswith(_TARGET):
        page.text_argument()
        return
    start = page.builder.length

    def end() -> None:
        span = Span(start, page.builder.length)
        if span.start < span.end:
            keys = (key.removeprefix(_TARGET),)
            page.mentions.append(Mention(span=span, keys=keys, printed=True))

    page.text_argument(end)


_TARGET: Final = "ref-"
CITES: Final = dict.fromkeys(("citeproc", "hyperlink"), linked)


def _notes(page: Page) -> list[list[Token]]:
    """What stands before and behind a citation: brackets of natbib, ``<…>`` of apacite."""
    mouth = page.mouth
    notes: list[list[Token]] = []
    before = mouth.optional("<", ">")
    for _ in range(2):
        note = mouth.optional()
        if note is None:
            break
        notes.append(note)
    if before is not None:
        return [before, notes[0] if notes else []]
    return notes


def _listed(tokens: list[Token]) -> list[list[Token]]:
    """The keys of a list, each as its tokens; [] if these are no keys."""
    keys: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind in ("space", "par"):
            continue
        if token.kind not in ("text", "other", "ligature", "tab", "sign") or token.text == "\\":
            return []
        rest: Token | None = token
        while rest is not None and "," in rest.text:
            at = rest.text.index(",")
            first, after = split(rest, at + 1) if at + 1 < len(rest.text) else (rest, None)
            if at:
                keys[-1].append(split(first, at)[0])
            keys.append([])
            rest = after
        if rest is not None:
            keys[-1].append(rest)
    stripped = [_stripped(key) for key in keys]
    found = [key for key in stripped if key]
    return found if all(_is_key(key) for key in found) else []


def _stripped(key: list[Token]) -> list[Token]:
    """A key without the space within the token that its comma stood in."""
    if key and key[0].text.startswith(" ") and len(key[0].text) > 1:
        key[0] = split(key[0], 1)[1]
    return [token for token in key if token.text.strip()]


def _is_key(key: list[Token]) -> bool:
    return bool(_KEYS.fullmatch("".join(token.text for token in key)))


def _mention(page: Page, command: Cite, notes: list[list[Token]], keys: list[list[Token]]) -> None:
    builder = page.builder
    names = tuple("".join(token.text for token in key) for key in keys)
    spans: list[Span] = []
    if not command.silent:
        for number, key in enumerate(keys):
            if number:
                last = key[0].start
                builder.put(", ", last, last)
            spans.append(page.write_all(key))
    at = builder.length
    span = Span(spans[0].start, spans[-1].end) if spans else Span(at, at)
    prefix, suffix = _sides(notes)
    page.mentions.append(
        Mention(
            span=span,
            keys=names,
            key_spans=tuple(spans),
            narrative=command.narrative,
            prefix=prefix,
            suffix=suffix,
        )
    )


def _sides(notes: list[list[Token]]) -> tuple[str, str]:
    """What leads to the works, and what follows them: one note alone follows."""
    texts = [_SPACE.sub(" ", latex_to_unicode(written(note))).strip(" ") for note in notes]
    if len(texts) == 1:
        return "", texts[0]
    return (texts[0], texts[1]) if texts else ("", "")
