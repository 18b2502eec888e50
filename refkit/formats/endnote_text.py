"""Text in EndNote XML: ``<style>`` runs and carriage returns, to and from CSL's inline tags.

EndNote sets each stretch of a field in a ``<style face="italic superscript" font="…">``, and breaks
lines with carriage returns (``&#xD;``); a line feed is what a program that indents XML has put in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from refkit.formats.xml import storable

if TYPE_CHECKING:
    from lxml.etree import _Element

Run = tuple[str, tuple[str, ...]]
"""A stretch of text and the CSL tags around it, outermost first."""

_FACES: Final = {"bold": "b", "italic": "i", "superscript": "sup", "subscript": "sub"}
_FACE_NAMES: Final = {tag: face for face, tag in _FACES.items()}
_TAG: Final = re.compile(r"<(?P<close>/)?(?P<tag>b|i|sup|sub|span)(?: [^<>]{0,100})?>")
_SPACES: Final = re.compile(r"[ \t\n]{2,}|[\t\n]")
_UNEVEN: Final = re.compile(r"\A[ ]|[ ](?:[ ]|\Z)|[^ -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no line of a field has; most texts need no more than this look."""

_SPECIAL: Final = re.compile(r"[&<>\n]")
_BREAK: Final = re.compile(r"\r\n?")
_BLANK_LINE: Final = re.compile(r"\n[ \t]*\n[ \t\n]*")

# Adobe's Symbol encoding, in which EndNote's users wrote their Greek.
_GREEK: Final = str.maketrans(
    "ABGDEZHQIKLMNXOPRSTUFCYWabgdezhqiklmnxoprstufcywj",
    "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψωϕ",
)


def one_line(text: str) -> str:
    """Text as a field of one line holds it: single blanks, nothing that XML cannot hold."""
    if not _UNEVEN.search(text):
        return text
    return _SPACES.sub(" ", storable(text).replace("\r", "\n")).strip(" ")


def lines(text: str) -> str:
    """Text as a field of several lines holds it, with line feeds for EndNote's line breaks."""
    text = storable(text)
    if "\n" not in text and "\r" not in text:
        return one_line(text)
    broken = _BREAK.sub("\n", text).split("\n")
    return "\n".join(map(one_line, broken)).strip("\n")


def canonical(text: str) -> str:
    """Text with the inline tags that EndNote has faces for, each where it first matters."""
    return _from_runs(_runs(text)) if "<" in text else text


def plain_text(element: _Element) -> str:
    """The text of an element whatever its styles, line breaks as EndNote has them."""
    if not len(element):
        return element.text or ""
    return "".join(text for text, _ in _styled(element))


def marked_text(element: _Element) -> str:
    """The text of an element with CSL's tags for its styles, line breaks as EndNote has them."""
    if not len(element):
        return element.text or ""
    return _from_runs(_styled(element))


def read_lines(text: str) -> str:
    """Line feeds for carriage returns, and blanks for the line feeds of indented XML."""
    if "\r" not in text and "\n" not in text:
        return one_line(text)
    text = _BLANK_LINE.sub("\r\r", text.strip(" \t\n")).replace("\n", " ")
    return lines(text)


def to_xml(text: str, *, marked: bool) -> str:
    """The inside of an element for a text of :func:`one_line` or :func:`lines`.

    Args:
        text: The text.
        marked: Whether its tags become styles; else they stand as text.
    """
    if marked and "<" in text:
        runs = _runs(text)
        if any(tags for _, tags in runs) and _from_runs(runs) == text:
            return "".join(
                f'<style face="{_face(tags)}" font="default" size="100%">{_escaped(run)}</style>'
                for run, tags in runs
            )
    return _escaped(text)


def _escaped(text: str) -> str:
    if not _SPECIAL.search(text):
        return text
    return escape(text, {"\n": "&#13;"})


def _face(tags: tuple[str, ...]) -> str:
    return " ".join(_FACE_NAMES[tag] for tag in tags) or "normal"


def _styled(element: _Element) -> list[Run]:
    runs: list[Run] = [(_outside(element.text), ())]
    for child in element:
        text = "".join(map(str, child.itertext()))
        if child.get("font") == "Symbol":
            text = text.translate(_GREEK)
        face = (child.get("face") or "").split()
        runs.append((text, tuple(tag for name, tag in _FACES.items() if name in face)))
        runs.append((_outside(child.tail), ()))
    return runs


def _outside(text: str | None) -> str:
    """Text beside the styles; what indents them is none."""
    if text is None or (not text.strip() and "\n" in text):
        return ""
    return text


def _runs(text: str) -> list[Run]:
    """The stretches of a text with CSL tags; a tag without its partner stands as text."""
    found = list(_TAG.finditer(text))
    paired = [False] * len(found)
    opened: list[int] = []
    for index, tag in enumerate(found):
        if not tag["close"]:
            opened.append(index)
        elif opened and found[opened[-1]]["tag"] == tag["tag"]:
            paired[opened.pop()] = paired[index] = True
    runs: list[Run] = []
    inside: list[str] = []
    last = 0
    for tag, is_tag in zip(found, paired, strict=True):
        if not is_tag:
            continue
        runs.append((text[last : tag.start()], _tags(inside)))
        last = tag.end()
        if tag["close"]:
            inside.pop()
        else:
            inside.append(tag["tag"])
    runs.append((text[last:], ()))
    return _joined(runs)


def _tags(inside: list[str]) -> tuple[str, ...]:
    return tuple(tag for tag in _FACE_NAMES if tag in inside) if inside else ()


def _joined(runs: list[Run]) -> list[Run]:
    """The same, without empty stretches, and those of one face as one."""
    joined: list[tuple[list[str], tuple[str, ...]]] = []
    for text, tags in runs:
        if not text:
            continue
        if joined and joined[-1][1] == tags:
            joined[-1][0].append(text)
        else:
            joined.append(([text], tags))
    return [("".join(texts), tags) for texts, tags in joined]


def _from_runs(runs: list[Run]) -> str:
    pieces: list[str] = []
    opened: tuple[str, ...] = ()
    for text, tags in [*_joined(runs), ("", ())]:
        common = 0
        while common < min(len(opened), len(tags)) and opened[common] == tags[common]:
            common += 1
        pieces += [f"</{tag}>" for tag in reversed(opened[common:])]
        pieces += [f"<{tag}>" for tag in tags[common:]]
        pieces.append(text)
        opened = tags
    return "".join(pieces)
