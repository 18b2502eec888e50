"""Pandoc's inline Markdown to the tags that CSL knows in titles, and back.

Pandoc reads the values of a YAML bibliography as Markdown (https://pandoc.org/MANUAL.html,
sections "Emphasis", "Superscripts and subscripts", "Small caps", "Capitalization in titles"). What
has no tag in CSL (links, code, formulas) stays as written.
"""

from __future__ import annotations

import re
from typing import Final

_SMALL_CAPS: Final = '<span style="font-variant:small-caps;">'
_NO_CASE: Final = '<span class="nocase">'
_EMPHASIS: Final = {
    "*": ("<i>", "</i>"),
    "_": ("<i>", "</i>"),
    "**": ("<b>", "</b>"),
    "__": ("<b>", "</b>"),
    "***": ("<b><i>", "</i></b>"),
}
_SPANS: Final = {
    "{.nocase}": _NO_CASE,
    "{.smallcaps}": _SMALL_CAPS,
    "{.small-caps}": _SMALL_CAPS,
    '{style="font-variant:small-caps;"}': _SMALL_CAPS,
}
_LONGEST: Final = 100_000
"""Characters; a longer text is no title or abstract, and is left as it is."""

_TOKEN: Final = re.compile(
    r"""
      \\ (?P<escaped> [!-/:-@\[-`{-~] )
    | (?P<verbatim> `[^`]{1,500}` | \$ (?=[^\s$]) [^$`]{0,499} (?<=[^\s\\]) \$ (?![0-9])
        | <[^<>\s][^<>]{0,500}> )
    | \^ (?P<sup> (?: \\[!-~] | [^\s^\\] ){1,200} ) \^
    | (?<!~) ~ (?P<sub> (?: \\[!-~] | [^\s~\\] ){1,200} ) ~ (?!~)
    | (?P<emphasis> \*{1,3} | _{1,2} )
    | (?P<open> \[ )
    | \] (?P<span> \{ [^{}\n]{2,60} \} )
    | (?P<close> \] )
    """,
    re.VERBOSE,
)
_SPECIAL: Final = re.compile(r"[\\`*_^~\[\]$]")
_SPECIAL_OR_TAG: Final = re.compile(r"[\\`*_^~\[\]$<]")
_TAG: Final = re.compile(
    r"""< (?: /? (?: i | b | sup | sub ) | span [ ] class="nocase"
        | span [ ] style="font-variant:[ ]?small-caps;?" | /span ) >""",
    re.VERBOSE,
)
_MARKS: Final = {
    "<i>": "*",
    "</i>": "*",
    "<b>": "**",
    "</b>": "**",
    "<sup>": "^",
    "</sup>": "^",
    "<sub>": "~",
    "</sub>": "~",
}


def from_markdown(text: str) -> str:
    """A text with CSL's tags for what Markdown marks.

    Args:
        text: "The *E. coli* [NASA]{.nocase} H~2~O"; backslashes before signs are taken away.
    """
    if len(text) > _LONGEST or not _SPECIAL.search(text):
        return text
    return _Reading(text).result()


class _Reading:
    """One text on its way: what is written so far, and the marks that wait for their partner."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.out: list[str] = []
        self.waiting: list[tuple[str, int]] = []
        self.counts: dict[str, int] = {}

    def result(self) -> str:
        position = 0
        for token in _TOKEN.finditer(self.text):
            self.out.append(self.text[position : token.start()])
            position = token.end()
            self._take(token)
        self.out.append(self.text[position:])
        return "".join(self.out)

    def _take(self, token: re.Match[str]) -> None:
        if token["escaped"]:
            self.out.append(token["escaped"])
        elif token["sup"]:
            self.out.append(f"<sup>{from_markdown(token['sup'])}</sup>")
        elif token["sub"]:
            self.out.append(f"<sub>{from_markdown(token['sub'])}</sub>")
        elif token["emphasis"]:
            self._emphasis(token)
        elif token["open"]:
            self._wait("[")
        elif token["span"] or token["close"]:
            tag = _SPANS.get(token["span"] or "", "")
            start = self._partner("[")
            if tag and start is not None:
                self.out[start] = tag
                self.out.append("</span>")
            else:
                self.out.append(token[0])
        else:
            self.out.append(token[0])

    def _emphasis(self, token: re.Match[str]) -> None:
        mark = token[0]
        before = self.text[token.start() - 1 : token.start()] if token.start() else " "
        after = self.text[token.end() : token.end() + 1] or " "
        opens, closes = not after.isspace(), not before.isspace()
        if mark[0] == "_":
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        if closes and self.counts.get(mark):
            start = self._partner(mark)
            if start is not None:
                tags = _EMPHASIS[mark]
                self.out[start] = tags[0]
                self.out.append(tags[1])
                return
        if opens:
            self._wait(mark)
        else:
            self.out.append(mark)

    def _wait(self, mark: str) -> None:
        self.waiting.append((mark, len(self.out)))
        self.counts[mark] = self.counts.get(mark, 0) + 1
        self.out.append(mark)

    def _partner(self, mark: str) -> int | None:
        """Where the mark stands that this one closes; marks between them stay as they are."""
        if not self.counts.get(mark):
            return None
        while True:
            waiting, place = self.waiting.pop()
            self.counts[waiting] -= 1
            if waiting == mark:
                return place


def to_markdown(text: str) -> str:
    """A text with Markdown for CSL's tags: :func:`from_markdown` gives the text back.

    Args:
        text: "The <i>E. coli</i> genome". Signs that Markdown would take for marks get a
            backslash; where tags are not in pairs they stay as they are.
    """
    if len(text) > _LONGEST or not (_SPECIAL.search(text) or _TAG.search(text)):
        return text
    if not _TAG.search(text) and from_markdown(text) == text:
        return text
    marked = _marked(text)
    if from_markdown(marked) == text:
        return marked
    # Between the tags, which are as good in Markdown, nothing means anything any more.
    pieces = _TAG.split(text)
    tags = [*_TAG.findall(text), ""]
    escaped = (_SPECIAL_OR_TAG.sub(r"\\\g<0>", piece) for piece in pieces)
    return "".join(piece + tag for piece, tag in zip(escaped, tags, strict=True))


def _marked(text: str) -> str:
    pieces: list[str] = []
    spans: list[str] = []
    position = 0
    for tag in _TAG.finditer(text):
        pieces.append(_SPECIAL.sub(r"\\\g<0>", text[position : tag.start()]))
        position = tag.end()
        if tag[0].startswith("<span"):
            spans.append("]{.nocase}" if tag[0] == _NO_CASE else "]{.smallcaps}")
            pieces.append("[")
        elif tag[0] == "</span>":
            pieces.append(spans.pop() if spans else tag[0])
        else:
            pieces.append(_MARKS[tag[0]])
    pieces.append(_SPECIAL.sub(r"\\\g<0>", text[position:]))
    return "".join(pieces)
