r"""LaTeX text to Unicode and back: accents, symbols, quotes, dashes, and the markup that CSL knows.

No text is ever lost: what is not understood stays as it was written. Symbols come from pylatexenc's
tables; its own text conversion is not used, because it drops what follows a bare ``%`` and takes
6 ms for a field. The commands are those of LaTeX's text encodings (https://ctan.org/pkg/encguide)
and biblatex's ``\mkbib…`` family.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final, NamedTuple

from refkit.normalize.latex_commands import (
    ACCENTS,
    AROUND,
    CSL_TAGS,
    DECLARATIONS,
    ESCAPES,
    LATEX_ONLY,
    LIGATURES,
    PRINTED_AS,
    SECOND,
    SILENT,
    SPACING,
    SYMBOLS,
    TAGS,
    VERBATIM,
    WORDS,
)
from refkit.normalize.latex_plain import decode_letters, decode_plainly
from refkit.normalize.patterns import lazy_pattern

_SPECIAL: Final = lazy_pattern(r"[\\{}$~]|--|``|''")

_TOKEN: Final = lazy_pattern(
    r"""
      (?P<math> \$\$? | \\[()] )
    | \\ (?P<word> [A-Za-z]+ ) [ \t\n]*   # TeX swallows the space after a command word
    | \\ (?P<symbol> [^A-Za-z] )
    | (?P<open> \{ )
    | (?P<close> \} )
    | (?P<ligature> ---? | `` | '' | ~ )
    | (?P<text> [^\\${}~\-`']+ | . )
    """,
    re.VERBOSE | re.DOTALL,
)

_CLOSES_MATH: Final = {"$": "$", "$$": "$$", r"\(": r"\)"}

_COMMENT_LINE: Final = lazy_pattern(r"(?<!\\)%[^\r\n]*+((?:\r\n|\r|\n)[ \t]*+)?")
_DEEPEST: Final = 100
"""Text nested deeper is no bibliography; it stays as it is."""


class _Token(NamedTuple):
    kind: str
    value: str
    start: int
    end: int


def latex_to_unicode(text: str, *, markup: bool = False) -> str:
    r"""What LaTeX prints for a text, in Unicode (NFC for what had accents).

    Braces go, ``\'{e}``, ``{\ss}``, ``--``, ``~`` and their kin become characters, ``\url{…}``
    its address. Math that needs no more than letters, digits, symbols and simple exponents becomes
    text; other math stays between its dollar signs. Unknown commands stay as written.

    Args:
        text: LaTeX, such as the value of a BibTeX field without its outer braces.
        markup: Whether italics, bold, small capitals, super- and subscripts become CSL's tags
            (``<i>``, ``<b>``, ``<sc>``, ``<sup>``, ``<sub>``); otherwise they are dropped.
    """
    if not _SPECIAL.search(text):
        return text
    plain = decode_plainly(text, _decoded)
    return _Decoder(text, markup).decode() if plain is None else plain


def plain_latex(text: str) -> str | None:
    r"""What LaTeX prints for a stretch of an article that holds no markup; None if it holds any.

    Args:
        text: LaTeX: letters, accents, escaped signs, dashes, quotes, and braces in pairs.
    """
    plain = decode_plainly(
        _COMMENT_LINE.sub(lambda each: "" if each[1] else each[0], text), _decoded
    )
    return None if plain is None else plain.replace("`", "‘").replace("'", "’")


def decode_accents(text: str) -> str:
    r"""A text with ``{\"u}``, ``\v{c}`` and their kin as letters, and all else as written."""
    return decode_letters(text, _decoded) if "\\" in text and "$" not in text else text


@cache
def _decoded(command: str) -> str:
    return _Decoder(command, False).decode()


class _Decoder:
    """One text on its way to Unicode: its tokens, and which of them belong together."""

    def __init__(self, text: str, markup: bool) -> None:
        self.text = text
        self.markup = markup
        self.tokens = [
            _Token(match.lastgroup or "text", match[match.lastgroup or 0], *match.span())
            for match in _TOKEN.finditer(text)
        ]
        self.partner: dict[int, int] = {}
        self.depth = 0
        self._pair()

    def _pair(self) -> None:
        """Find for each opening brace and dollar sign the one that closes it."""
        open_braces: list[int] = []
        open_math: list[int | None] = [None]
        for index, token in enumerate(self.tokens):
            if token.kind == "open":
                open_braces.append(index)
                open_math.append(None)
                self.depth = max(self.depth, len(open_braces))
            elif token.kind == "close" and open_braces:
                self.partner[open_braces.pop()] = index
                open_math.pop()
            elif token.kind == "math":
                start = open_math[-1]
                if start is None:
                    open_math[-1] = None if token.value == r"\)" else index
                elif _CLOSES_MATH[self.tokens[start].value] == token.value:
                    self.partner[start] = index
                    open_math[-1] = None

    def decode(self) -> str:
        if self.depth > _DEEPEST:
            return self.text
        decoded = self._run(0, len(self.tokens))
        if "\\$" in self.text:
            # Exports of arXiv titles escape the dollar signs of math: "H{\\_}2 in \\$m\\$-plane".
            return _ESCAPED_MATH.sub(self._escaped_math, decoded)
        return decoded

    def _escaped_math(self, match: re.Match[str]) -> str:
        inside = match["inside"]
        return _math(inside, self.markup) if _is_math(inside) else match[0]

    def _run(self, index: int, stop: int) -> str:
        pieces: list[str] = []
        closing: list[str] = []
        while index < stop:
            token = self.tokens[index]
            kind = token.kind
            if kind == "text":
                pieces.append(token.value)
            elif kind == "word" or kind == "symbol":
                if token.value in DECLARATIONS:
                    if self.markup:
                        tag = DECLARATIONS[token.value]
                        pieces.append(f"<{tag}>")
                        closing.append(f"</{tag}>")
                else:
                    piece, index = self._command(index, stop)
                    pieces.append(piece)
                    continue
            elif kind == "open" and index in self.partner:
                end = self.partner[index]
                pieces.append(self._run(index + 1, end))
                index = end
            elif kind == "math" and index in self.partner:
                end = self.partner[index]
                math = self.text[token.end : self.tokens[end].start]
                if math[:1].isspace() == math[-1:].isspace():
                    pieces.append(_math(math, self.markup))
                    index = end
                else:
                    # Money: "between $5 and $10".
                    pieces.append(token.value)
            elif kind == "ligature":
                pieces.append(LIGATURES[token.value])
            else:
                pieces.append(token.value)
            index += 1
        return "".join(pieces + closing[::-1])

    def _command(self, index: int, stop: int) -> tuple[str, int]:
        """The text of the command at a token, and the index of the token after its arguments."""
        token = self.tokens[index]
        name = token.value
        if name in ACCENTS:
            return self._accent(index, stop)
        if token.kind == "symbol":
            return SYMBOLS.get(name, "\\" + name), index + 1
        if name in WORDS:
            return WORDS[name], self._after_empty_group(index + 1, stop)
        if name == "href":
            return self._link(index, stop)
        if name in VERBATIM or name == "ensuremath":
            raw, after = self._raw_argument(index + 1, stop)
            if after > index + 1:
                return _math(raw, self.markup) if name == "ensuremath" else plain_url(raw), after
        if name in TAGS or name in AROUND or name in SILENT or name in SECOND:
            argument, after = self._argument(self._after_star(index + 1, stop), stop)
            if name in SECOND:
                argument, after = self._argument(after, stop)
                return argument, after
            if name in SILENT:
                return "", after
            before, behind = AROUND.get(name, ("", ""))
            if name in TAGS and self.markup and argument:
                before, behind = f"<{TAGS[name]}>", f"</{TAGS[name]}>"
            return before + argument + behind, after
        symbol = _table_symbol(name)
        if symbol:
            return symbol, self._after_empty_group(index + 1, stop)
        return self._unknown(index, stop)

    def _after_star(self, index: int, stop: int) -> int:
        r"""Pass over the star of ``\enquote*{…}``."""
        starred = index + 1 < stop and self.tokens[index].value == "*"
        return index + 1 if starred and self.tokens[index + 1].kind == "open" else index

    def _accent(self, index: int, stop: int) -> tuple[str, int]:
        name = self.tokens[index].value
        argument, after = self._argument(index + 1, stop)
        if not argument:
            return SPACING.get(name, self.text[slice(*self.tokens[index][2:])]), after
        letter = {"ı": "i", "ȷ": "j"}.get(argument[0], argument[0])
        if name in "cdkb" or name == "textcommabelow":
            letter = argument[0]
        marks = 1
        while marks < len(argument) and unicodedata.combining(argument[marks]):
            marks += 1
        cluster = letter + argument[1:marks] + ACCENTS[name]
        return unicodedata.normalize("NFC", cluster) + argument[marks:], after

    def _argument(self, index: int, stop: int) -> tuple[str, int]:
        r"""What a command is applied to: a group, a letter, or a symbol such as ``\i``."""
        while index < stop and self.tokens[index].kind == "text":
            token = self.tokens[index]
            stripped = token.value.lstrip()
            if stripped:
                # One letter only: \'etude. The rest of the token is text behind the argument.
                return stripped[0], self._split(index, token.end - len(stripped) + 1)
            index += 1
        if index >= stop:
            return "", index
        token = self.tokens[index]
        if token.kind == "open" and index in self.partner:
            end = self.partner[index]
            return self._run(index + 1, end), end + 1
        if token.kind == "word" and token.value not in ACCENTS:
            symbol = WORDS.get(token.value) or _table_symbol(token.value)
            if symbol:
                return symbol, index + 1
        return "", index

    def _split(self, index: int, at: int) -> int:
        """Leave of a text token what stands from an offset on; the index of what is next."""
        token = self.tokens[index]
        if at >= token.end:
            return index + 1
        self.tokens[index] = _Token("text", self.text[at : token.end], at, token.end)
        return index

    def _raw_argument(self, index: int, stop: int) -> tuple[str, int]:
        if index < stop and self.tokens[index].kind == "open" and index in self.partner:
            end = self.partner[index]
            return self.text[self.tokens[index].end : self.tokens[end].start], end + 1
        return "", index

    def _link(self, index: int, stop: int) -> tuple[str, int]:
        address, after = self._raw_argument(index + 1, stop)
        label, end = self._argument(after, stop)
        address = plain_url(address)
        if not address or not label:
            return address or label or "\\href", max(end, index + 1)
        return (label if address in label else f"{label} ({address})"), end

    def _after_empty_group(self, index: int, stop: int) -> int:
        r"""Pass over the ``{}`` that ends a command: ``\ss{}``."""
        return index + 2 if self.partner.get(index) == index + 1 < stop else index

    def _unknown(self, index: int, stop: int) -> tuple[str, int]:
        """An unknown command with its groups, as they were written."""
        pieces = [self.text[self.tokens[index].start : self.tokens[index].end]]
        index += 1
        while index < stop and self.tokens[index].kind == "open" and index in self.partner:
            end = self.partner[index]
            pieces.append("{" + self._run(index + 1, end) + "}")
            index = end + 1
        return "".join(pieces), index


@cache
def _table_symbol(name: str) -> str:
    """The character of a command without arguments, from pylatexenc's table; "" if none."""
    from pylatexenc.latex2text import get_default_latex_context_db

    spec = get_default_latex_context_db().get_macro_spec(name)
    symbol = getattr(spec, "simplify_repl", None)
    # The table has placeholders for what it cannot show: "<cit.>", "<%s>", "√(%(2)s)".
    if not isinstance(symbol, str) or not symbol or "%" in symbol:
        return ""
    return symbol if not symbol.isascii() or symbol.isalnum() or len(symbol) == 1 else ""


_URL_ESCAPES: Final = lazy_pattern(
    r"""
      \\ (?P<character> [%#&_$~{}] ) (?: \{\} )?
    | \{ \\? (?P<braced> [%#&_~] ) \}                        # Mendeley: {\_}
    | \$ \\sim \$ | \{ \\textasciitilde \} | \\textasciitilde (?: \{\} )?
    | \\textunderscore (?: \{\} )?
    """,
    re.VERBOSE,
)


def plain_url(text: str) -> str:
    r"""An address out of LaTeX: ``\_`` and ``{\%}`` lose their escapes, all else stays."""
    if "\\" not in text and "{" not in text:
        return text

    def character(match: re.Match[str]) -> str:
        escaped: str | None = match["character"] or match["braced"]
        return escaped or ("_" if "underscore" in match[0] else "~")

    return _URL_ESCAPES.sub(character, text)


_ESCAPED_MATH: Final = lazy_pattern(
    r"\$ (?=[^\s$]) (?P<inside> [^$]{1,2000} ) (?<=[^\s$\\]) \$ (?!\d)", re.VERBOSE
)

_MATH: Final = lazy_pattern(
    r"""
      (?P<degree> \^ (?: \\circ (?![A-Za-z]) | \{ \\circ [ ]? \} ) )
    | (?P<empty> \{\} )
    | (?P<script> [\^_]) (?: (?P<one> [A-Za-z0-9] )
      | (?P<brace> \{ )? [ ]? (?: (?P<upright_script> \\ (?: mathrm | text | textrm | mbox ) \{ )
          | (?(brace) (?: \\ (?: rm | it ) [ ] )? | (?!) ) )
        (?P<group> [A-Za-z0-9+\-=, ]{1,20} ) (?(upright_script) \} ) (?(brace) \} ) )
    | \{ \\rm [ ] (?P<roman> [A-Za-z0-9 .,+\-]{0,60} ) \}
    | \\ (?: mathrm | text | textrm | mathsf | mbox | hbox ) \{
        (?P<upright> [A-Za-z0-9 .,+\-]{0,60} ) \}
    | (?: \\ (?P<space> [,;:! ] ) | (?P<tie> ~ ) )
    | \\ (?P<escaped> [%&#$_] )
    | \\ (?P<symbol> [A-Za-z]+ ) [ ]*
    | (?P<letters> [A-Za-z]+ )
    | (?P<minus> - )
    | (?P<plain> [0-9+=<>,./()\[\]*:;!?|' ]+ | [^\x00-\x7f]+ )
    """,
    re.VERBOSE,
)


def _math(math: str, markup: bool) -> str:
    """Math as text where it is simple, else as it was between dollar signs."""
    as_it_was = f"${math.strip()}$"
    pieces = []
    position = 0
    while position < len(math):
        match = _MATH.match(math, position)
        if match is None:
            return as_it_was
        position = match.end()
        piece = _math_piece(match, markup)
        if piece is None:
            return as_it_was
        pieces.append(piece)
    return "".join(pieces)


_FIXED: Final = {"degree": "°", "empty": "", "tie": " ", "minus": "−"}


def _math_piece(match: re.Match[str], markup: bool) -> str | None:
    kind = match.lastgroup
    if kind in ("group", "one"):
        if not markup:
            return None
        tag = "sup" if match["script"] == "^" else "sub"
        return f"<{tag}>{(match['group'] or match['one']).replace('-', '−')}</{tag}>"
    if kind in _FIXED:
        return _FIXED[kind]
    if kind == "space":
        return "" if match["space"] == "!" else " "
    if kind == "symbol":
        name = match["symbol"]
        return WORDS.get(name) or _table_symbol(name) or None
    if kind == "letters":
        return f"<i>{match['letters']}</i>" if markup else match["letters"]
    return str(match[kind or 0])


_DOTLESS: Final = lazy_pattern(r"\\\S \s* \{? \\[ij] \b", re.VERBOSE)

_IN_MATH: Final = lazy_pattern(r"\{?\\ensuremath\{(.*?)\}\}?")
_WRITING: Final = lazy_pattern(
    r"""
      (?P<tag> < (?P<name> i | b | sc | sup | sub
        | span [ ] (?: class="nocase" | style="font-variant: [ ]? small-caps;?" ) ) > )
    | (?P<endtag> </ (?P<endname> i | b | sc | sup | sub | span ) > )
    | (?P<math> \$ (?=[^\s$]) (?P<inside> [^$]{1,2000} ) (?<=[^\s$\\]) \$ (?!\d) )
    | (?P<broken> -{2,} | `{2,} | '{2,} )
    | (?P<escape> [\\{}~^\u00a0\u202f\u2002\u2009%&#_$] )
    | (?P<unicode> [<>|] | [^\x00-\x7f] [\u0300-\u036f]* )
    """,
    re.VERBOSE,
)

# What may have to be written otherwise. Most texts have nothing of it, which is quickly told.
_CHANGED: Final = re.compile(r"[^A-Za-z0-9 ,.;:()!?/+*@=\[\]\"'-]|--|''")
_CHANGED_UNICODE: Final = re.compile("[\\\\{}~^\u00a0\u202f\u2002\u2009%&#_$<]|--|''|``")


def unicode_to_latex(text: str, *, keep_unicode: bool = False, markup: bool = False) -> str:
    r"""A text as LaTeX that prints it: the inverse of :func:`latex_to_unicode`.

    ``\ { } ~ ^ % & # _ $`` are escaped in either case. Math between dollar signs stays math.

    Args:
        text: Unicode text.
        keep_unicode: Whether letters beyond ASCII stay as they are, for LaTeX that reads UTF-8;
            otherwise they become commands where LaTeX has one: ``{\v{c}}``.
        markup: Whether CSL's tags become commands: ``<i>`` ``\textit``. Tags without their partner
            are text.
    """
    if not (_CHANGED_UNICODE if keep_unicode else _CHANGED).search(text):
        return text
    out: list[str] = []
    position = 0
    marks = list(_WRITING.finditer(text))
    tags = _paired_tags(marks) if markup and "<" in text else {}
    for match in marks:
        out.append(text[position : match.start()])
        position = match.end()
        kind = match.lastgroup
        found = match[0]
        if match.start() in tags:
            out.append(tags[match.start()])
        elif kind in ("name", "endname"):
            out.append(found if keep_unicode else _tag_as_text(found))
        elif kind == "inside" or kind == "math":
            if not _is_math(match["inside"]):
                out.append(_escape_math(found, keep_unicode))
            else:
                out.append(found if keep_unicode or found.isascii() else _ascii_math(found))
        elif kind == "broken":
            out.append("{}".join(found))
        elif kind == "escape":
            out.append(ESCAPES[found])
        elif keep_unicode:
            out.append(found)
        elif "\u0300" <= found[0] <= "\u036f":
            out.append(_accented(out, found))
        else:
            out.append(_command_for(found))
    out.append(text[position:])
    return "".join(out)


def _paired_tags(marks: list[re.Match[str]]) -> dict[int, str]:
    """Offsets of tags that have a partner to what LaTeX writes for them."""
    pairs: dict[int, str] = {}
    open_tags: list[tuple[str, str, int]] = []
    for match in marks:
        if match["name"]:
            name, _, attribute = match["name"].partition(" ")
            command = CSL_TAGS["sc" if attribute.startswith("style") else name]
            open_tags.append((name, command, match.start()))
        elif match["endname"] and open_tags and open_tags[-1][0] == match["endname"]:
            _, command, start = open_tags.pop()
            pairs[start] = f"\\{command}{{" if command else "{"
            pairs[match.start()] = "}"
    return pairs


def _tag_as_text(tag: str) -> str:
    return "".join(LATEX_ONLY.get(character, character) for character in tag)


def _is_math(inside: str) -> bool:
    r"""Whether what stands between dollar signs can be math, and BibTeX can count its braces."""
    depth = 0
    for character in inside:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0 and (len(inside.strip()) == 1 or bool(re.search(r"[\\^_=<>]", inside)))


def _ascii_math(math: str) -> str:
    r"""Math with commands for its symbols: ``$\delta$`` for "$δ$"."""
    pieces = []
    for symbol in math:
        command = symbol if symbol.isascii() else _command_for(symbol)
        in_math = _IN_MATH.fullmatch(command)
        pieces.append("{" + in_math[1] + "}" if in_math else command)
    return "".join(pieces)


def _escape_math(found: str, keep_unicode: bool) -> str:
    return r"\$" + unicode_to_latex(found[1:-1], keep_unicode=keep_unicode) + r"\$"


def _accented(out: list[str], marks: str) -> str:
    """The command for the letter that ended the text so far, with its combining marks."""
    letter = out[-1][-1:] if out else ""
    if not (letter.isascii() and letter.isalpha()):
        return _command_for(marks)
    out[-1] = out[-1][:-1]
    return _command_for(letter + marks)


@cache
def _command_for(cluster: str) -> str:
    """The LaTeX for a character with its combining marks; the character itself if there is none."""
    written = LATEX_ONLY.get(cluster) or PRINTED_AS.get(cluster)
    if written is None and len(cluster) == 1:
        written = _table_command(cluster)
    if written:
        return written
    decomposed = unicodedata.normalize("NFD", cluster)
    base, marks = decomposed[0], decomposed[1:]
    if marks and all(mark in _ACCENT_NAMES for mark in marks):
        letter = base if base.isascii() else _table_command(base)
        if letter.isalpha() or (letter.startswith("{\\") and "ensuremath" not in letter):
            for mark in marks:
                letter = f"\\{_ACCENT_NAMES[mark]}{{{letter}}}"
            return "{" + letter + "}"
    if len(cluster) == 1:
        return PRINTED_AS.get(cluster, cluster)
    composed = unicodedata.normalize("NFC", cluster)
    return "".join(_command_for(character) for character in composed)


_ACCENT_NAMES: Final = {mark: name for name, mark in ACCENTS.items()}


def _table_command(character: str) -> str:
    """The command of pylatexenc's table, in braces, if reading it gives the character again."""
    from pylatexenc.latexencode import get_builtin_uni2latex_dict

    command = get_builtin_uni2latex_dict().get(ord(character), "")
    if not command.startswith("\\") or _DOTLESS.search(command):
        # biber takes \\'\\i for a dotless i with an accent, which no font has.
        return ""
    braced = "{" + command + "}"
    return braced if latex_to_unicode(braced) == character else ""
