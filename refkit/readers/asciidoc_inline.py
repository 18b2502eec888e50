"""The inline part of AsciiDoc: marks, macros, cross references, notes, replacements.

From the documentation of AsciiDoc, "Inline Text", and of asciidoctor-bibtex. What a mark
encloses is read again, so that bold in italics and a link in a note are found; each level once.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property
from typing import Final

from refkit.model.document import MarkupKind
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.lines import Lines
from refkit.readers.script import Script

# Each branch begins with a character of its own, for the sake of speed.
_SPECIAL: Final = lazy_pattern(
    r"""
      "` | `" | '`
    | \\ | \*\*? | __? | ``? | \#\#? | \^ | ~ | \+{1,3} | \{ | &
    | << | \[\[ | \[ (?= [.\#\w] [^\[\]]{0,100} \] [\#*_`] )
    | - (?<= \s - ) - (?= \s ) | - (?<= \w - ) - (?= \w )
    | \( (?: C | R | TM ) \)
    | [a-z] (?<! [\w:] [a-z] ) [a-z]{0,15} : (?: : )?+ (?= [^\s\[\]]{0,2000} \[ )
    | h (?<! \w h ) ttps?:// (?= [^\s\[\]<>] ) | < (?= https?:// )
    | [ ] \+ (?= \n | \Z )
    """,
    re.VERBOSE,
)
_MACRO: Final = lazy_pattern(r"([a-z]{1,16}):([^\s\[\]]{0,2000})\[")
_ADDRESS: Final = lazy_pattern(r"https?://[^\s\[\]<>]{1,2000}")
_ATTRIBUTE: Final = lazy_pattern(r"\{([\w-]{1,60})\}")
_ENTITY: Final = lazy_pattern(
    r"&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"
)
_CROSS: Final = lazy_pattern(r"<<([^<>,\n]{1,300})(?:,([^<>]{1,500}))?>>")
_ANCHOR: Final = lazy_pattern(r"\[\[\[?[^\[\]]{1,300}\]\]\]?")
_ROLE: Final = lazy_pattern(r"\[[^\[\]]{1,102}\]")
_ROUND: Final = lazy_pattern(r"[^\s^]{1,200}?")
_SIGNS: Final[dict[str, MarkupKind]] = {
    "*": "bold", "_": "italic", "`": "code", "^": "superscript", "~": "subscript",
}  # fmt: skip
_CONSTRAINED: Final = {
    sign: lazy_pattern(rf"{re.escape(sign)}(?<=\S{re.escape(sign)})(?![\w{re.escape(sign)}])")
    for sign in "*_`#"
}
_RAISED: Final = {sign: lazy_pattern(rf"[^\s{re.escape(sign)}]{{1,200}}{re.escape(sign)}")
                  for sign in "^~"}  # fmt: skip
_SPECIALS: Final = {
    "nbsp": "\u00a0", "amp": "&", "lt": "<", "gt": ">", "apos": "'", "quot": '"', "lsquo": "‘",
    "rsquo": "’", "ldquo": "“", "rdquo": "”", "deg": "°", "plus": "+", "brvbar": "¦",
    "vbar": "|", "startsb": "[", "endsb": "]", "caret": "^", "asterisk": "*", "tilde": "~",
    "backslash": "\\", "backtick": "`", "two-colons": "::", "two-semicolons": ";;", "cpp": "C++",
    "pp": "++", "empty": "", "blank": "", "sp": " ", "zwsp": "", "wj": "",
}  # fmt: skip
_QUOTES: Final = {'"`': "“", '`"': "”", "'`": "‘"}
_REPLACED: Final = {"--": "—", "(C)": "©", "(R)": "®", "(TM)": "™"}
# The citation of asciidoctor-bibtex: "cite:[lane12(59), lane11]".
_CITING: Final = frozenset(["cite", "citenp", "citet", "citep"])
_CITED: Final = lazy_pattern(
    r"(?: (?P<prefix> [^,<>()]{0,100} ) < )? (?P<key> [^\s,()<>]{1,300} ) >?"
    r" (?: \( (?P<locator> [^()]{0,200} ) \) )?",
    re.VERBOSE,
)
_TEXT_MACROS: Final = frozenset(["link", "xref", "mailto", "kbd", "btn", "menu", "footnoteref"])
_DEEPEST: Final = 12


def write_inline(lines: Lines, script: Script, attributes: Mapping[str, str]) -> None:
    """Write the text of a paragraph with its markup; the block is not ended.

    Args:
        lines: The content.
        script: Where it goes.
        attributes: The document's attributes, which "{name}" stands for.
    """
    _Inline(lines, script, attributes).write(0, len(lines.text), 0)


class _Inline:
    def __init__(self, lines: Lines, script: Script, attributes: Mapping[str, str]) -> None:
        self._lines = lines
        self._text = lines.text
        self._script = script
        self._attributes = attributes
        # Signs that do not occur any more before a place: (sign, end) of the searches in vain.
        self._never: set[tuple[str, int]] = set()

    def write(self, start: int, end: int, depth: int) -> None:
        """Write a stretch of the text."""
        at = start
        if depth > _DEEPEST:
            self._script.add(self._lines, start, end)
            return
        while True:
            match = _SPECIAL.search(self._text, at, end)
            if match is None:
                self._script.add(self._lines, at, end)
                return
            self._script.add(self._lines, at, match.start())
            at = self._special(match, end, depth)

    def _special(self, match: re.Match[str], end: int, depth: int) -> int:
        start, sign = match.start(), match.group()
        text, script = self._text, self._script
        done = -1
        if sign == "\\":
            following = text[start + 1 : start + 2]
            if (following and following in "*_`#^~+{<[&\\'\"-(") or text[start + 1 : start + 5] in (
                "http", "link", "xref", "cite", "foot",
            ):  # fmt: skip
                script.add(self._lines, start + 1, min(start + 2, end))
                return min(start + 2, end)
        elif sign in _QUOTES:
            script.put(_QUOTES[sign], self._lines, start, match.end())
            return match.end()
        elif sign in _REPLACED:
            script.put(_REPLACED[sign], self._lines, start, match.end())
            return match.end()
        elif sign[0] in "*_`#":
            done = self._marked(start, sign, end, depth)
        elif sign[0] in "^~":
            done = self._raised(start, sign, end)
        elif sign[0] == "+":
            done = self._passed(start, sign, end)
        elif sign == "{":
            done = self._attribute(start, end)
        elif sign == "&":
            entity = _ENTITY.match(text, start, end)
            if entity:
                script.put(html.unescape(entity.group()), self._lines, start, entity.end())
                return entity.end()
        elif sign == "<<":
            done = self._cross(start, end, depth)
        elif sign[0] == "[":
            found = (_ANCHOR if sign == "[[" else _ROLE).match(text, start, end)
            done = found.end() if found else -1
        elif sign == " +":
            return match.end()  # a line break that is meant
        elif sign[0] == "<" or sign.startswith("http"):
            done = self._address(start, end, depth)
        else:
            done = self._macro(start, end, depth)
        if done >= 0:
            return done
        script.add(self._lines, start, match.end())
        return match.end()

    def _find(self, sign: str, start: int, end: int) -> int:
        if (sign, end) in self._never:
            return -1
        at = self._text.find(sign, start, end)
        if at < 0:
            self._never.add((sign, end))
        return at

    def _marked(self, start: int, sign: str, end: int, depth: int) -> int:
        text = self._text
        kind = _SIGNS.get(sign[0])
        opened = self._script.builder.length
        if len(sign) == 2:
            close = self._find(sign, start + 2, end)
            if close > start + 2:
                self._within(start + 2, close, kind, depth)
                self._mark(opened, kind)
                return close + 2
            if close >= 0:
                return -1
        before = text[start - 1 : start]
        if before.isalnum() or before in ("_", "\\") or text[start + 1 : start + 2].isspace():
            return -1
        if (sign[0], -end) in self._never:
            return -1
        found = _CONSTRAINED[sign[0]].search(text, start + 2, end)
        if found is None:
            self._never.add((sign[0], -end))
            return -1
        self._within(start + 1, found.start(), kind, depth)
        self._mark(opened, kind)
        return found.end()

    def _within(self, start: int, end: int, kind: MarkupKind | None, depth: int) -> None:
        if kind == "code" and self._text[start : start + 1] == "+":
            inner = self._text[start:end].strip("+")
            start = self._text.index(inner, start) if inner else start
            self._script.add(self._lines, start, start + len(inner))
        else:
            self.write(start, end, depth + 1)

    def _mark(self, opened: int, kind: MarkupKind | None, target: str = "") -> None:
        if kind:
            self._script.builder.mark(opened, kind, target)

    def _raised(self, start: int, sign: str, end: int) -> int:
        found = _RAISED[sign].match(self._text, start + 1, end)
        if found is None:
            return -1
        opened = self._script.builder.length
        self._script.add(self._lines, start + 1, found.end() - 1)
        self._mark(opened, _SIGNS[sign])
        return found.end()

    def _passed(self, start: int, sign: str, end: int) -> int:
        """Text between plus signs, in which nothing is a mark."""
        if len(sign) == 1 and self._text[start - 1 : start].isalnum():
            return -1
        close = self._find(sign, start + len(sign), end)
        if close <= start + len(sign) or self._text[start + len(sign)].isspace():
            return -1
        self._script.add(self._lines, start + len(sign), close)
        return close + len(sign)

    def _attribute(self, start: int, end: int) -> int:
        found = _ATTRIBUTE.match(self._text, start, end)
        if found is None:
            return -1
        name = found.group(1).lower()
        value = self._attributes.get(name, _SPECIALS.get(name))
        if value is None:
            return -1
        if value:
            self._script.put(value, self._lines, start, found.end())
        return found.end()

    def _cross(self, start: int, end: int, depth: int) -> int:
        found = _CROSS.match(self._text, start, end)
        if found is None:
            return -1
        shown = found.group(2)
        if shown and shown.strip():
            # A text of its own is what is printed.
            begin = found.start(2) + len(shown) - len(shown.lstrip())
            self.write(begin, found.end(2), depth + 1)
            return found.end()
        key = found.group(1).strip()
        if key.startswith("#") or not key:
            return found.end()
        at = found.start(1) + found.group(1).index(key)
        self._script.cite(self._lines, at, at + len(key), [(key, at)])
        return found.end()

    def _address(self, start: int, end: int, depth: int) -> int:
        text = self._text
        angle = text[start] == "<"
        found = _ADDRESS.match(text, start + angle, end)
        if found is None:
            return -1
        opened = self._script.builder.length
        stop = found.end()
        if angle:
            if text[stop : stop + 1] != ">":
                return -1
            self._script.add(self._lines, start + 1, stop)
            self._mark(opened, "link", found.group())
            return stop + 1
        if text[stop : stop + 1] == "[":
            close = self._closing(stop + 1, end)
            if close >= 0:
                shown = self._label_end(stop + 1, close)
                if shown > stop + 1:
                    self.write(stop + 1, shown, depth + 1)
                else:
                    self._script.add(self._lines, start, stop)
                self._mark(opened, "link", found.group())
                return close + 1
        stop = start + len(found.group().rstrip(".,;:!?)'\""))
        self._script.add(self._lines, start, stop)
        self._mark(opened, "link", text[start:stop])
        return stop

    def _closing(self, start: int, end: int) -> int:
        """The bracket that closes a macro; brackets within it pair, or are escaped."""
        close = self._partners.get(start - 1, end)
        if close < end and close - start < _WIDEST:
            return close
        following = bisect_left(self._closings, start)
        close = self._closings[following] if following < len(self._closings) else end
        return close if close < end else -1

    @cached_property
    def _partners(self) -> dict[int, int]:
        """For each bracket that is closed, where."""
        partners: dict[int, int] = {}
        opened: list[int] = []
        for found in _BRACKETS.finditer(self._text):
            if found.group() == "[":
                opened.append(found.start())
            elif found.group() == "]" and opened:
                partners[opened.pop()] = found.start()
        return partners

    @cached_property
    def _closings(self) -> list[int]:
        """Where brackets close, those that are escaped among them."""
        return [found.end() - 1 for found in _BRACKETS.finditer(self._text) if found[0] != "["]

    def _label_end(self, start: int, close: int) -> int:
        """Where the text of a link ends: before "^" and attributes, "window=_blank"."""
        label = self._text[start:close]
        attribute = _LINK_ATTRIBUTE.search(label)
        if attribute and '"' not in label[: attribute.start()]:
            label = label[: attribute.start()]
        return start + len(label.removesuffix("^"))

    def _macro(self, start: int, end: int, depth: int) -> int:
        found = _MACRO.match(self._text, start, end)
        if found is None:
            return -1
        name, target = found.groups()
        close = self._closing(found.end(), end)
        if close < 0:
            return -1
        inner = found.end()
        script, builder = self._script, self._script.builder
        if name in _CITING:
            keys = [
                (each["key"], inner + each.start("key"))
                for each in _CITED.finditer(self._text[inner:close])
            ]
            locators = [each["locator"] or "" for each in _CITED.finditer(self._text[inner:close])]
            if not keys:
                return -1
            script.cite(
                self._lines, inner, close, keys,
                narrative=name in ("citenp", "citet"), suffix=locators[-1].strip(),
            )  # fmt: skip
        elif name == "footnote" or name == "footnoteref":
            content = self._lines.part(inner, close)
            label = target
            if name == "footnoteref":
                label, _, _ = content.text.partition(",")
                content = self._lines.part(min(inner + len(label) + 1, close), close)
            if content.text.strip():
                script.later(lambda: self._note(content, label))
        elif name in ("link", "xref", "mailto"):
            opened = builder.length
            shown = self._label_end(inner, close)
            if shown > inner:
                self.write(inner, shown, depth + 1)
            else:
                script.add(self._lines, found.start(2), found.end(2))
            if name != "xref":
                self._mark(opened, "link", target if name == "link" else f"mailto:{target}")
        elif name in ("pass", "stem", "latexmath", "asciimath"):
            opened = builder.length
            script.add(self._lines, inner, close)
            self._mark(opened, None if name == "pass" else "code")
        elif name in ("kbd", "btn", "menu", "term", "indexterm2"):
            script.add(self._lines, inner, close)
        elif name in ("image", "icon", "anchor", "indexterm", "bibitem", "fullcite"):
            pass
        else:
            return -1
        return close + 1

    def _note(self, content: Lines, label: str) -> None:
        write_inline(content, self._script, self._attributes)
        self._script.builder.end_block("note", marker=label)


_BRACKETS: Final = lazy_pattern(r"\\\]|[\[\]]")
_LINK_ATTRIBUTE: Final = lazy_pattern(r",\s{0,9}[\w-]{1,40}=")
_WIDEST: Final = 20_000
