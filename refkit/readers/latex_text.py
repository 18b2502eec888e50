r"""LaTeX text: what each token of an article does on the page.

A command is looked up where it is known: among those whose meaning is fixed here, then among the
article's own macros, those that cite, those of the tables in :mod:`latex_vocabulary`, those of
bibliography styles, and symbols. Of one that is known nowhere, its arguments are text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from refkit.normalize.latex import latex_to_unicode
from refkit.normalize.latex_commands import ACCENTS, AROUND, SYMBOLS, WORDS
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.latex_cites import CITES, cite
from refkit.readers.latex_conditions import CONDITIONS, is_condition
from refkit.readers.latex_entries import ENTRIES
from refkit.readers.latex_environments import BOUNDS
from refkit.readers.latex_files import FILES
from refkit.readers.latex_links import LINKS, doi
from refkit.readers.latex_macros import Macro, compiled
from refkit.readers.latex_math import inline
from refkit.readers.latex_page import Page, Shape
from refkit.readers.latex_styles import STYLES
from refkit.readers.latex_tokens import Token, split, written
from refkit.readers.latex_vocabulary import (
    DEFINITIONS,
    DROPPED,
    FONTS,
    HEADINGS,
    NOTES,
    OLD_FONTS,
    PARAGRAPHS,
    PRINTED,
    UNMARKED_NOTES,
    words,
)

Handler = Callable[[Page, Token], None]


def run(page: Page) -> None:
    """Set all that is left of the file that is being read, and leave it."""
    mouth = page.mouth
    page.fixed = FIXED
    depth = len(mouth.files)
    while len(mouth.files) >= depth:
        if page.notes and not page.builder.in_block:
            _begin_note(page)
        token = mouth.next()
        if token is not None:
            set_token(page, token)
        elif not _leave(page, depth):
            return


def _leave(page: Page, depth: int) -> bool:
    """Leave a file at its end; whether there is something to go on with."""
    mouth = page.mouth
    if len(mouth.files) == depth:
        page.end_block()
        if page.notes:
            return True
        while page.groups:
            page.pop()
        page.end_block()
        if page.notes:
            return True
        mouth.close()
        return False
    page.builder.space()
    mouth.close()
    return True


def set_token(page: Page, token: Token) -> None:
    """Do what a token says."""
    kind = token.kind
    if kind == "word":
        _word(page, token)
    elif page.preamble:
        return  # the preamble prints nothing
    elif kind in _SETTERS:
        _SETTERS[kind](page, token)
    else:
        page.write(token)


def _word(page: Page, token: Token) -> None:
    name = page.macros.known_as(token.text)
    handler = FIXED.get(name)
    if page.preamble and name not in _PREAMBLE:
        return
    if handler is not None:
        handler(page, token)
    elif _called(page, token, name) or cite(page, name):
        return
    elif (soft := _soft(name)) is not None:
        soft(page, token)
    elif is_condition(page, name):
        CONDITIONS["ifundecided"](page, token)
    elif not page.macros.turn(name):
        _unknown(page, token)


def _called(page: Page, token: Token, name: str) -> bool:
    """Replace a call of a macro of the article; whether it was one."""
    return name == token.text and name in page.macros and page.macros.call(token)


@cache
def _soft(name: str) -> Handler | None:
    """What a command does that an article may define otherwise; None if it is not known."""
    if name in FONTS or name in OLD_FONTS:
        return _font
    if name == "doi":
        return doi
    if name in NOTES:
        return _note
    if name in DROPPED:
        return lambda page, _: page.take(DROPPED[name])
    if name in PRINTED:
        return lambda page, _: page.take(PRINTED[name])
    if name in AROUND:
        return _around
    if name in ACCENTS:
        return _accent
    if name in PARAGRAPHS:
        return _paragraph
    if name in _styles():
        return lambda page, token: _style(page, token, name)
    if name in WORDS or _symbol(name):
        return _symbol_word
    return None


@cache
def _styles() -> dict[str, Macro]:
    return compiled(STYLES)


def _style(page: Page, token: Token, name: str) -> None:
    if not page.macros.expand(token, name, _styles()[name]):
        _unknown(page, token)


@cache
def _symbol(name: str) -> str:
    """What a command without arguments prints; "" if that is not known."""
    command = f"\\{name}"
    printed = WORDS.get(name) or (latex_to_unicode(command) if name.isalpha() else command)
    return "" if printed == command else printed


# -- tokens ------------------------------------------------------------------------------------


def _open(page: Page, token: Token) -> None:
    page.open_brace(token)


def _close(page: Page, _: Token) -> None:
    page.close_brace()


def _par(page: Page, token: Token) -> None:
    page.end_paragraph(token)


def _tab(page: Page, token: Token) -> None:
    if page.columns:
        page.end_block()
    else:
        page.write(token)


def _chunk(page: Page, token: Token) -> None:
    """Code between the lines that begin and end it."""
    page.end_block()
    lines = token.text.splitlines(keepends=True)
    code = "".join(lines[1:-1] if lines[-1].startswith("@") else lines[1:]).rstrip()
    if code and token.origin is None:
        start = token.start + len(lines[0])
        page.builder.add(start, start + len(code))
        page.builder.end_block("code", label="chunk")


def _sign(page: Page, token: Token) -> None:
    sign = token.text[1:]
    if sign == "\\":
        page.star()
        page.mouth.optional()
        if page.columns:
            page.end_block()
        elif page.shape.kind in ("heading", "entry"):
            page.space(token)
        else:
            page.builder.line_feed()
    elif sign in ("(", "["):
        inline(page, token)
    elif sign in ACCENTS:
        _accent(page, token)
    elif sign in SYMBOLS:
        if SYMBOLS[sign] and not (SYMBOLS[sign] == " " and page.builder.ends_in_space):
            page.put(SYMBOLS[sign], token)
    elif sign not in (")", "]", ""):
        page.put(sign, token)


_SETTERS: Final[dict[str, Handler]] = {
    "text": Page.write,
    "space": Page.space,
    "par": _par,
    "letter": Page.letter,
    "ligature": Page.ligature,
    "other": Page.other,
    "open": _open,
    "close": _close,
    "tab": _tab,
    "sign": _sign,
    "math": inline,
    "chunk": _chunk,
}


# -- commands ----------------------------------------------------------------------------------


def _font(page: Page, token: Token) -> None:
    name = page.macros.known_as(token.text)
    if name in OLD_FONTS:
        page.set_fonts(frozenset({OLD_FONTS[name]}))
        return
    kind, on = FONTS[name]
    if not name.startswith(("text", "mkbib", "emph", "sp")):
        if name == "em" and "italic" in page.fonts:
            on = False
        page.switch_font(kind, on)
        return
    if name == "emph" and "italic" in page.fonts:
        on = False
    before = page.fonts
    if page.text_argument():
        page.groups[-1].fonts = before
        page.switch_font(kind, on)


def _around(page: Page, token: Token) -> None:
    before, behind = AROUND[page.macros.known_as(token.text)]
    page.star()
    if before:
        page.put(before, token)

    def end() -> None:
        if behind:
            page.builder.put(behind, *_closed_at(page))

    page.text_argument(end)


def _closed_at(page: Page) -> tuple[int, int]:
    """Where the brace stands that was read last."""
    file = page.file
    at = file.base + file.at
    return (at - 1, at) if not page.mouth.waiting else (at, at)


def _accent(page: Page, token: Token) -> None:
    r"""An accent over what comes next: ``\v c``, ``\'{\i}``, ``\t{oo}``."""
    tokens = page.mouth.argument()
    inside = written(tokens)
    command = f"{token.raw}{{{inside}}}" if tokens else token.raw
    printed = latex_to_unicode(command)
    if "\\" in printed or not tokens:
        # What has no accent is text all the same.
        page.mouth.push(tokens)
        return
    own = token.origin is None and tokens[-1].origin is None
    end = tokens[-1].end if own else token.end
    if own and page.mouth.reads_file and page.file.text[end - page.file.base :][:1] == "}":
        end += page.file.at + page.file.base > end
    page.builder.put(printed, token.start, max(end, token.end))


def _symbol_word(page: Page, token: Token) -> None:
    name = page.macros.known_as(token.text)
    printed = _symbol(name)
    if name in WORDS and not WORDS[name]:
        return
    if printed == " ":
        if not page.builder.ends_in_space:
            page.put(" ", token)
    else:
        page.put(printed, token)
    _empty_group(page)


def _empty_group(page: Page) -> None:
    r"""Pass over the braces that end a command: ``\ldots{}``."""
    token = page.mouth.peek()
    if token is not None and token.kind == "open" and page.mouth.reads_file is False:
        page.mouth.next()
        following = page.mouth.next()
        if following is not None and following.kind == "close":
            return
        page.mouth.push([token] + ([following] if following else []))


def _heading(page: Page, token: Token) -> None:
    page.end_block()
    level = HEADINGS[token.text]
    page.star()
    page.mouth.optional()
    shape = page.shape if page.shape.kind != "entry" else Shape()

    def end() -> None:
        page.end_block()
        page.shape = shape

    if page.text_argument(end):
        page.in_references = False
        page.shape = Shape("heading", level)
        page.set_fonts(frozenset())


def _paragraph(page: Page, token: Token) -> None:
    page.end_paragraph()
    name = page.macros.known_as(token.text)
    if name in ("par", "newpage", "clearpage", "maketitle"):
        return
    page.star()
    page.mouth.optional()
    following = page.mouth.peek()
    if following is not None and following.kind == "open":
        shape = page.shape

        def end() -> None:
            page.end_block()
            page.shape = shape

        page.shape = Shape("paragraph", label=name)
        page.text_argument(end)


def _note(page: Page, token: Token) -> None:
    name = page.macros.known_as(token.text)
    for _ in NOTES[name][:-1]:
        page.mouth.optional()
    tokens = page.mouth.group()
    if tokens is None:
        return
    if name in UNMARKED_NOTES:
        page.notes.append(("", tokens))
        return
    page.note_count += 1
    mark = str(page.note_count)
    page.notes.append((mark, tokens))
    if page.builder.in_block:
        start = page.builder.length
        page.put(mark, token)
        page.builder.mark(start, "superscript")


def _begin_note(page: Page) -> None:
    """Set the note that waits first, as a block of its own."""
    mark, tokens = page.notes.pop(0)
    fonts, shape = page.fonts, page.shape

    def end() -> None:
        page.end_block()
        page.shape = shape
        page.set_fonts(fonts)

    page.open("note", closing=end)
    page.set_fonts(frozenset())
    page.shape = Shape("note", marker=mark)
    at = tokens[-1].end if tokens else 0
    page.mouth.push([*tokens, Token("word", "refkit@endnote", at, at)])


def _end_note(page: Page, _: Token) -> None:
    page.close_to("note", "")


def _unknown(page: Page, token: Token) -> None:
    """A command that is known nowhere: its options are not text, its arguments are."""
    mouth = page.mouth
    following = mouth.peek()
    if following is not None and following.text == "[" and following.start == token.end:
        taken = mouth.optional()
        after = mouth.peek()
        if taken is not None and (after is None or after.kind != "open"):
            page.write_all(taken)


def _define(page: Page, token: Token) -> None:
    page.macros.define(token)


def _letters(at: bool) -> Handler:
    def change(page: Page, _: Token) -> None:
        page.mouth.at_letter = at

    return change


def _verb(page: Page, token: Token) -> None:
    r"""``\verb|…|``: what stands between two signs, as it is."""
    mouth, file = page.mouth, page.file
    if not mouth.reads_file:
        return
    at = token.end - file.base
    at += file.text[at : at + 1] == "*"
    sign = file.text[at : at + 1]
    end = file.text.find(sign, at + 1, at + 2000) if sign.strip() else -1
    if end < 0 or "\n" in file.text[at:end]:
        return
    before = page.fonts
    page.switch_font("code", True)
    page.builder.add(file.base + at + 1, file.base + end)
    page.set_fonts(before)
    file.at = end + 1


def _unskip(page: Page, _: Token) -> None:
    page.builder.unspace()


def _skip(page: Page, token: Token) -> None:
    """A command that means nothing for the text."""


_IGNORED: Final = words(
    """
    relax protect noindent indent expandafter ignorespaces leavevmode begingroup endgroup
    bgroup egroup global long outer makeindex sloppy fussy null strut frenchspacing
    nonfrenchspacing raggedright raggedleft flushbottom onehalfspacing singlespacing doublespacing
    normalsize small footnotesize scriptsize tiny large Large LARGE huge Huge hfill vfill hfil
    samepage nobreak goodbreak allowbreak break nolinebreak appendix frontmatter mainmatter
    backmatter tableofcontents listoffigures listoftables printindex EOS BibitemOpen bibitemStop
     displaystyle textstyle rmfamily sffamily hss allowhyphens
    unexpanded endcsname string nofiles doublespace titlepage tightlist
    toprule midrule bottomrule hline endhead endfirsthead endfoot endlastfoot obeylines
     mathstrut BIBentryALTinterwordspacing
    BIBentrySTDinterwordspacing
    """
)


def _glue(page: Page, token: Token) -> None:
    r"""``\hskip .5em plus 1em``, ``\spaceskip=0pt``, ``\hrule height 2pt``: no text."""
    mouth = page.mouth
    start = mouth.peek()
    if token.text == "hskip" and start is not None and not start.raw.startswith("-"):
        page.builder.space()
    if page.shape.kind == "entry" and not page.builder.in_block and "rule" in token.text:
        page.put(_SAME_AUTHORS, token)
    wanted = True
    while (following := mouth.peek()) is not None:
        if following.kind in ("text", "other"):
            pattern = _LENGTH if wanted else _MORE
            found = pattern.match(following.text)
            if found is None:
                return
            mouth.next()
            if found.end() < len(following.text):
                mouth.waiting.append(split(following, found.end())[1])
            # "\penalty0 134": the second number is text.
            wanted = found["value"] is None
        elif following.kind == "space":
            mouth.next()
        elif wanted and following.kind == "word" and following.text in _REGISTERS:
            mouth.next()
            wanted = following.text == "fontdimen"
        else:
            return


_SAME_AUTHORS: Final = "———"
_REGISTERS: Final = frozenset(
    [
        "fontdimen",
        "font",
        "baselineskip",
        "parindent",
        "linewidth",
        "textwidth",
        "leftmargin",
        "relax",
    ]
)
_KEYWORD: Final = r"(?: plus | minus | to | spread | height | depth | width ) (?![a-z]) [ ]?"
_LENGTH: Final = lazy_pattern(
    rf"""
    (?: {_KEYWORD} )? (?: = [ ]? )? [+\-]?
    (?P<value> (?: [0-9]{{1,6}} (?: [.,] [0-9]{{0,6}} )? | [.,] [0-9]{{1,6}} ) [ ]?
      (?: (?: em | ex | pt | mm | cm | in | sp | bp | mu | pc | fil{{1,3}} ) (?![a-z]) [ ]? )? )
    | {_KEYWORD} | = | [+\-]
    """,
    re.VERBOSE,
)
_MORE: Final = lazy_pattern(rf"{_KEYWORD} (?P<value> (?!) )?", re.VERBOSE)


def _catcode(page: Page, token: Token) -> None:
    r"""``\catcode`\%=12``: the kind of a sign, which is kept as it is."""
    mouth = page.mouth
    following = mouth.peek()
    if following is not None and following.text == "`":
        mouth.next()
        mouth.next()
    _glue(page, token)


def _pdf_link(page: Page, _: Token) -> None:
    r"""``\pdfstartlink attr{…} user{…}\relax``: what a viewer is told."""
    taken: list[Token] = []
    while (following := page.mouth.next()) is not None and len(taken) < _LONGEST_LINK:
        taken.append(following)
        if following.kind == "word" and following.text == "relax":
            return
        if following.kind == "par":
            break
    page.mouth.push(taken)


_LONGEST_LINK: Final = 60


def _box(page: Page, token: Token) -> None:
    r"""``\hbox to 3em{…}``."""
    following = page.mouth.peek()
    if following is not None and following.text[:2] in ("to", "sp"):
        _glue(page, token)
    page.text_argument()


_LENGTHS: Final = words(
    """
    hskip kern vskip hangindent hangafter penalty spacefactor spaceskip xspaceskip raise lower hrule
    vrule hrulefill moveleft moveright mskip mkern tolerance emergencystretch clubpenalty
    widowpenalty interlinepenalty parskip parindent itemsep parsep leftskip rightskip
    baselineskip hyphenpenalty exhyphenpenalty bibsep bibhang fboxsep tabcolsep looseness
    """
)
_PREAMBLE: Final = frozenset(
    DEFINITIONS
    | {"title", "begin", "input", "include", "bibliography", "addbibresource", "iffalse", "fi"}
    | {"usepackage", "documentclass", "makeatletter", "makeatother", "refkit@endnote", "if"}
    | {"addglobalbib", "addsectionbib", "iftrue", "else", "ifx", "ifdefined", "ifcsname"}
)

FIXED: Final[dict[str, Handler]] = {
    **dict.fromkeys(_IGNORED, _skip),
    **dict.fromkeys(_LENGTHS, _glue),
    **dict.fromkeys(("hbox", "vbox", "vtop"), _box),
    **dict.fromkeys(DEFINITIONS, _define),
    **dict.fromkeys(HEADINGS, _heading),
    **CONDITIONS,
    **ENTRIES,
    **BOUNDS,
    **FILES,
    **LINKS,
    **CITES,
    "pdfstartlink": _pdf_link,
    "catcode": _catcode,
    "unskip": _unskip,
    "verb": _verb,
    "lstinline": _verb,
    "refkit@endnote": _end_note,
    "makeatletter": _letters(True),
    "makeatother": _letters(False),
}
"""Commands whose meaning no article changes."""
