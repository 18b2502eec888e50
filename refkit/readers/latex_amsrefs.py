r"""The entries of the package amsrefs: ``\bib{key}{article}{author={…}, title={…}}``.

The package prints them from their fields; here they are put in the order of its plain style: names,
title, container, volume, year, pages.
"""

from __future__ import annotations

from typing import Final

from refkit.readers.latex_tokens import Expansion, Token, split

_FONTS: Final = {"title": "emph", "subtitle": "emph", "booktitle": "emph", "volume": "textbf"}
_ORDER: Final = (
    # Field, what stands before it, and behind it.
    ("title", ", ", ""),
    ("subtitle", ": ", ""),
    ("journal", ", ", ""),
    ("conference", ", ", ""),
    ("booktitle", ", ", ""),
    ("series", ", ", ""),
    ("volume", " ", ""),
    ("edition", ", ", " ed."),
    ("publisher", ", ", ""),
    ("organization", ", ", ""),
    ("address", ", ", ""),
    ("place", ", ", ""),
    ("date", " (", ")"),
    ("year", " (", ")"),
    ("number", ", no. ", ""),
    ("pages", ", ", ""),
    ("status", ", ", ""),
    ("note", ", ", ""),
    ("eprint", ", ", ""),
)

_PRINTED: Final = Expansion("bib", None)
Field = tuple[str, list[Token]]


def entry_tokens(tokens: list[Token]) -> list[Token]:
    """What is printed of an entry.

    Args:
        tokens: Its fields, as they stand between the braces.
    """
    fields = _fields(tokens)
    out = _names([value for name, value in fields if name == "author"])
    editors = _names([value for name, value in fields if name == "editor"])
    if not out and editors:
        out = [*editors, _text(" (ed.)", editors[-1].end)]
    for name, before, behind in _ORDER:
        for value in (found for field, found in fields if field == name and found):
            at = value[0].start
            head = [_text(before if out else before.lstrip(", "), at)] if before else []
            command = _FONTS.get(name)
            if command:
                value = [
                    _made("word", command, at),
                    _made("open", "{", at),
                    *value,
                    _made("close", "}", value[-1].end),
                ]
            out += [*head, *value]
            if behind:
                out.append(_text(behind, value[-1].end))
    doi = next((value for name, value in fields if name == "doi" and value), None)
    if doi:
        at, end = doi[0].start, doi[-1].end
        out += [
            _text(", ", at),
            _made("word", "doi", at),
            _made("open", "{", at),
            *doi,
            _made("close", "}", end),
        ]
    return [*out, _text(".", out[-1].end)] if out else []


def _text(text: str, at: int) -> Token:
    return _made("text", text, at)


def _made(kind: str, text: str, at: int) -> Token:
    return Token(kind, text, at, at, _PRINTED)


def _fields(tokens: list[Token]) -> list[Field]:
    """The fields of an entry: a name, "=", and what stands in braces or up to the next comma."""
    fields: list[Field] = []
    name = ""
    value: list[Token] = []
    depth = 0
    naming = True
    for token in tokens:
        if token.kind == "open":
            depth += 1
        elif token.kind == "close":
            depth -= 1
        if naming:
            before, sign, _ = token.text.partition("=")
            name += before.strip(" ,\r\n")
            naming = not sign
            continue
        if not depth and token.kind == "text" and "," in token.text:
            fields.append((name.strip(), _unbraced(value)))
            rest = token.text.partition(",")[2]
            name = rest.partition("=")[0].strip()
            naming = "=" not in rest
            value = []
            continue
        value.append(token)
    if name.strip() and value:
        fields.append((name.strip(), _unbraced(value)))
    return fields


def _unbraced(tokens: list[Token]) -> list[Token]:
    """A value without the braces and the space around it."""
    inside = list(tokens)
    while inside and inside[0].kind in ("space", "par"):
        inside.pop(0)
    while inside and inside[-1].kind in ("space", "par"):
        inside.pop()
    if inside and inside[0].kind == "open" and inside[-1].kind == "close":
        inside = inside[1:-1]
    return inside


def _names(names: list[list[Token]]) -> list[Token]:
    """Names with the given names first, joined by commas and "and"."""
    out: list[Token] = []
    for number, name in enumerate(name for name in names if name):
        turned = _turned(name)
        if number:
            last = number == len(names) - 1
            joint = ", and " if last and len(names) > 2 else " and " if last else ", "
            out.append(_text(joint, name[0].start))
        out += turned
    return out


def _turned(name: list[Token]) -> list[Token]:
    """A name that begins with the family name, such as "Knuth, Donald", the other way round."""
    depth = 0
    for index, token in enumerate(name):
        depth += (token.kind == "open") - (token.kind == "close")
        if depth or token.kind != "text" or "," not in token.text:
            continue
        at = token.text.index(",")
        family = name[:index] + ([split(token, at)[0]] if at else [])
        given = name[index + 1 :]
        rest = token.text[at + 1 :]
        if rest.strip():
            lead = len(rest) - len(rest.lstrip())
            given = [split(token, at + 1 + lead)[1], *given]
        while given and given[0].kind == "space":
            given.pop(0)
        return [*given, _text(" ", token.end), *family] if given else family
    return name
