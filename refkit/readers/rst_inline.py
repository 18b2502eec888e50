"""The inline part of reStructuredText: emphasis, literals, roles, references and substitutions.

The rules are those of the reStructuredText Markup Specification of docutils, "Inline Markup";
nothing nests. Linear: a closing sign that is missing is looked for once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from refkit.model.document import MarkupKind
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.citing_roles import cited_by
from refkit.readers.lines import Lines
from refkit.readers.script import Script

# Each branch begins with a character of its own, for the sake of speed.
_SPECIAL: Final = lazy_pattern(
    r"""
      \\ | `` | ` | \*\* | \* | _`
    | _ (?<=[\w]_) _? (?![\w_])
    | \| (?! [\s|] )
    | \[ (?= [^\[\]\s]{1,200} \]_ (?! \w ) )
    | : (?= [a-zA-Z] [\w:.+-]{0,60} :` )
    | h (?<! \wh ) ttps?:// [^\s<>\\`|]{1,2000}
    """,
    re.VERBOSE,
)
_ENDS: Final[dict[str, re.Pattern[str]]] = {
    "``": lazy_pattern(r"``(?<=\S``)(?!\w)"),
    "`": lazy_pattern(r"`(?<=[^\s\\]`)(?!`)"),
    "**": lazy_pattern(r"\*\*(?<=[^\s\\]\*\*)(?!\w)"),
    "*": lazy_pattern(r"\*(?<=[^\s\\*]\*)(?![\w*])"),
}
_OPENERS: Final = frozenset("'\"([{<-/:‘“’«¡¿‹„‚‐‑‒–—\xa0")
_SUBSTITUTION: Final = lazy_pattern(r"\|([^|\n]{1,200})\|_{0,2}")
_TARGETED: Final = lazy_pattern(r"\s{0,9}<([^<>]{1,2000})>\Z")
_ROLE_BEFORE: Final = lazy_pattern(r":([a-zA-Z][\w:.+-]{0,60}):`")
_ROLE_AFTER: Final = lazy_pattern(r":([a-zA-Z][\w.+-]{0,60}):")
_ESCAPE: Final = lazy_pattern(r"\\([\s\S]?)")
_EMPHASIS: Final[dict[str, MarkupKind]] = {"**": "bold", "*": "italic"}
_ROLES: Final[dict[str, MarkupKind]] = {
    "emphasis": "italic", "title-reference": "italic", "title": "italic", "t": "italic",
    "": "italic", "strong": "bold", "sup": "superscript", "superscript": "superscript",
    "sub": "subscript", "subscript": "subscript", "code": "code", "literal": "code",
    "math": "code", "file": "code", "command": "code",
}  # fmt: skip
_ADDRESSES: Final = {
    "doi": "https://doi.org/", "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
    "arxiv": "https://arxiv.org/abs/",
}  # fmt: skip
_UNSEEN: Final = frozenset(["raw", "raw-html", "raw-latex", "index", "label"])


def write_inline(
    lines: Lines,
    script: Script,
    substitutions: Mapping[str, Lines],
    *,
    nested: bool = False,
) -> None:
    """Write the text of a paragraph with its markup; the block is not ended.

    Args:
        lines: The content.
        script: Where it goes.
        substitutions: What ``|names|`` stand for.
        nested: Whether this is what such a name stands for, in which no other is replaced.
    """
    _Inline(lines, script, {} if nested else substitutions).write()


class _Inline:
    def __init__(self, lines: Lines, script: Script, substitutions: Mapping[str, Lines]) -> None:
        self._lines = lines
        self._text = lines.text
        self._script = script
        self._substitutions = substitutions
        self._never: set[str] = set()

    def write(self) -> None:
        text, at = self._text, 0
        while True:
            match = _SPECIAL.search(text, at)
            if match is None:
                self._script.add(self._lines, at, len(text))
                return
            self._script.add(self._lines, at, match.start())
            at = self._special(match)

    def _special(self, match: re.Match[str]) -> int:
        """Write what begins at a special sign, and say where reading goes on."""
        start, end, sign = match.start(), match.end(), match.group()
        if sign == "\\":
            return self._escaped(start)
        if sign[0] == "h":
            end = start + len(sign.rstrip("_~^.,;:!?'\")]}*"))
            self._marked(start, end, "link", self._text[start:end])
            return end
        if sign[0] == "_" and sign != "_`":
            return end  # the sign of a reference: "Python_"
        if sign == "[":
            return self._label(start)
        if sign == "|":
            return self._substitution(start)
        if sign == ":":
            role = _ROLE_BEFORE.match(self._text, start)
            name = role.group(1) if role else ""
            return self._interpreted(role.end() if role else end, start, name)
        if sign == "_`":
            close = self._close("`", end)
            if close and self._opens(start, end):
                self._plain(end, close.start())
                return close.end()
        elif self._opens(start, end):
            if sign == "`":
                return self._interpreted(end, start, "")
            close = self._close(sign, end)
            if close and close.start() > end:
                self._marked(end, close.start(), _EMPHASIS.get(sign, "code"))
                return close.end()
        self._script.add(self._lines, start, end)
        return end

    def _opens(self, start: int, end: int) -> bool:
        """Whether a sign may begin markup: after white space or an opening sign, before text."""
        text = self._text
        before, after = text[start - 1 : start], text[end : end + 1]
        if not after or after.isspace():
            return False
        if before in ("'", '"', "(", "[", "{", "<") and after == {
            "(": ")", "[": "]", "{": "}", "<": ">"
        }.get(before, before):  # fmt: skip
            return False
        return not before or before.isspace() or before in _OPENERS

    def _close(self, sign: str, start: int) -> re.Match[str] | None:
        if sign in self._never:
            return None
        found = _ENDS[sign].search(self._text, start)
        if found is None:
            self._never.add(sign)
        return found

    def _escaped(self, start: int) -> int:
        following = self._text[start + 1 : start + 2]
        if following.isspace() or not following:
            return start + 2  # "\ " parts markup from the letters next to it, and is not seen
        self._script.add(self._lines, start + 1, start + 2)
        return start + 2

    def _plain(self, start: int, end: int) -> None:
        """Add text in which only backslashes mean something."""
        at = start
        for escape in _ESCAPE.finditer(self._text, start, end):
            self._script.add(self._lines, at, escape.start())
            at = escape.end() if escape.group(1).isspace() else escape.start(1)
        self._script.add(self._lines, at, end)

    def _marked(self, start: int, end: int, kind: MarkupKind, target: str = "") -> None:
        builder = self._script.builder
        opened = builder.length
        if kind == "code":
            self._script.add(self._lines, start, end)
        else:
            self._plain(start, end)
        builder.mark(opened, kind, target)

    def _label(self, start: int) -> int:
        """A reference to a footnote or citation: "[1]_", "[#]_", "[Smith2020]_"."""
        close = self._text.index("]", start)
        label = self._text[start + 1 : close]
        if label.isdecimal() or label[0] in "#*":
            self._marked(start, close + 1, "superscript")
        else:
            self._script.cite(self._lines, start, close + 1, [(label, start + 1)])
        return close + 2

    def _substitution(self, start: int) -> int:
        found = _SUBSTITUTION.match(self._text, start)
        if found is None or not self._opens(start, start + 1):
            self._script.add(self._lines, start, start + 1)
            return start + 1
        content = self._substitutions.get(found.group(1).casefold())
        if content is not None:
            # Its text stands elsewhere in the file, so here it is one piece.
            written = " ".join(content.text.split())
            if written:
                self._script.put(written, self._lines, start, found.end())
            return found.end()
        self._plain(*found.span(1))
        return found.end()

    def _interpreted(self, inner: int, start: int, role: str) -> int:
        """Interpreted text: "`title <target>`_", ":cite:`key`", "`text`:sup:"."""
        text = self._text
        close = self._close("`", inner)
        if close is None or close.start() == inner:
            self._script.add(self._lines, start, inner)
            return inner
        stop, end = close.start(), close.end()
        if not role:
            after = _ROLE_AFTER.match(text, end)
            if after:
                role, end = after.group(1), after.end()
            elif text[end : end + 1] == "_":
                end += 2 if text[end : end + 2] == "__" else 1
                self._reference(inner, stop)
                return end
        self._role(role, inner, stop)
        return end

    def _reference(self, start: int, stop: int) -> None:
        targeted = _TARGETED.search(self._text, start, stop)
        if targeted is None:
            self._plain(start, stop)
            return
        shown = (start, targeted.start()) if targeted.start() > start else targeted.span(1)
        target = "".join(targeted.group(1).split())
        kind: MarkupKind = "link"
        if target.endswith("_") and ":" not in target:
            self._plain(*shown)
        else:
            self._marked(*shown, kind, target)

    def _role(self, role: str, start: int, stop: int) -> None:
        text = self._text[start:stop]
        cited = cited_by(role, text)
        name = role.rpartition(":")[2].lower()
        if cited is not None:
            self._script.cite(
                self._lines,
                start,
                stop,
                [(key, start + at) for key, at in cited.keys],
                narrative=cited.narrative,
                prefix=cited.prefix,
                suffix=cited.suffix,
            )
        elif name in _UNSEEN:
            return
        elif name in _ADDRESSES:
            targeted = _TARGETED.search(self._text, start, stop)
            shown = (start, targeted.start() if targeted else stop)
            target = targeted.group(1) if targeted else text
            self._marked(*shown, "link", _ADDRESSES[name] + target)
        elif name in _ROLES:
            self._marked(start, stop, _ROLES[name])
        else:
            targeted = _TARGETED.search(self._text, start, stop)
            if targeted and targeted.start() > start:
                stop = targeted.start()
            self._plain(start, stop)
