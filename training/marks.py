"""Marks: private-use characters around each value while an entry is put together.

A generator writes ``mark("title", "…")`` and joins the pieces; :func:`read_marks` tidies the
punctuation, takes the marks out and gives the spans. So a value's place is known, not searched.
"""

from __future__ import annotations

import html
import re
from typing import Final

from training.labelled import LABELS, Span, merged
from training.trim import bare_value

_ORDER: Final = sorted(LABELS)
OPEN: Final = {label: chr(0xE100 + 2 * index) for index, label in enumerate(_ORDER)}
CLOSE: Final = {label: chr(0xE101 + 2 * index) for index, label in enumerate(_ORDER)}
_OPENED: Final = {char: label for label, char in OPEN.items()}
_CLOSED: Final = {char: label for label, char in CLOSE.items()}
_MARK: Final = "[\ue100-\ue1ff]"
_ANY: Final = re.compile("[\ue000-\ue1ff]")
_MARKUP: Final = re.compile("[\ue000-\ue0ff]|</?(?:i|b|em|strong|sup|sub|sc|span)\\b[^<>]{0,80}>")

_TIDY: Final = (
    (re.compile(r"[ \t\n\r\u2028]+"), " "),
    (re.compile(rf"([?!…])([”’\"»']?{_MARK}*)[.,](?![.,])"), r"\1\2"),
    (re.compile(rf"\.({_MARK}*)\.(?!\.)"), r".\1"),
    (re.compile(rf"([,;:])({_MARK}*)\1"), r"\1\2"),
    (re.compile(rf",({_MARK}*)([.;])"), r"\2\1"),
    (re.compile(rf"([.,])({_MARK}*[\"”’»“«'‘]{_MARK}*)[.,](?![.,])"), r"\1\2"),
    (re.compile(rf"([.;:])({_MARK}*),(?={_MARK}*\s?\()"), r"\1\2"),
    (re.compile(rf" ({_MARK}*) +"), r" \1"),
    (re.compile(rf" +({_MARK}*)([.,;])(?=\s|\Z)"), r"\1\2"),
    (re.compile(rf"\(({_MARK}*)\s+"), r"(\1"),
    (re.compile(r"\(\s*\)|\[\s*\]|“\s*”|„\s*“|«\s*»|»\s*«"), ""),
)
LINK_HEAD: Final = re.compile(r"https?://(?:dx\.)?doi\.org/\Z", re.IGNORECASE)


def mark(label: str, value: str) -> str:
    """A value with its marks; "" for ""."""
    value = _ANY.sub("", value).strip()
    return f"{OPEN[label]}{value}{CLOSE[label]}" if value else ""


def unmarked(text: str) -> str:
    """A text without marks of any kind."""
    return _ANY.sub("", text)


def read_marks(marked: str) -> tuple[str, tuple[Span, ...]]:
    """The text and the spans of the values in it.

    Args:
        marked: An entry with marks; tags of markup and entities are taken out of it too.

    Returns:
        The plain text, and spans of bare values; marks inside other marks are not told apart.
    """
    marked = _MARKUP.sub("", html.unescape(_MARKUP.sub("", marked)))
    for pattern, replacement in _TIDY:
        marked = pattern.sub(replacement, marked)
    chars: list[str] = []
    found: list[Span] = []
    starts: dict[str, int] = {}
    for char in marked.strip():
        if char in _OPENED:
            starts.setdefault(_OPENED[char], len(chars))
        elif char in _CLOSED:
            label = _CLOSED[char]
            if label in starts:
                found.append(Span(starts.pop(label), len(chars), label))
        else:
            chars.append(char)
    text = "".join(chars)
    left = len(text) - len(text.lstrip())
    text = text.strip()
    shifted = (Span(start - left, end - left, label) for start, end, label in found)
    spans = [span for each in shifted for span in _bare_value(text, each)]
    return text, merged(spans)


def _bare_value(text: str, span: Span) -> list[Span]:
    start, end, label = Span(max(span.start, 0), min(span.end, len(text)), span.label)
    start, end = bare_value(label, text, start, end)
    spans = [Span(start, end, label)]
    if label == "DOI" and spans:
        head = LINK_HEAD.search(text[: spans[0].start])
        if head:
            spans = [Span(head.start(), spans[0].end, label)]
    return [one for one in spans if one.end > one.start]
