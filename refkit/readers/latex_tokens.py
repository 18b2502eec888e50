r"""LaTeX tokens: the words, commands and braces of a file, each with its place.

Reading goes as in TeX's mouth (The TeXbook, chapters 7 and 8): white space of a line break is one
space, an empty line ends a paragraph, a command word swallows the space after it, a comment the
line break and the indentation behind it. Tokens are made when they are asked for, since a command
such as ``\verb`` or ``\url`` reads on character by character.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from refkit.errors import UnreadableError
from refkit.normalize.latex_plain import ACCENTED, LETTERS
from refkit.normalize.patterns import lazy_pattern

MOST_TOKENS: Final = 6_000_000
"""Tokens of one article at most, those of expanded macros among them: a book has a tenth of it."""

_LINE_END: Final = r"(?> \r\n | \r | \n )"
_SPECIAL: Final = r"\\{}$%&~^_\#`'\"\-\[\]"

# Code within LaTeX, as Sweave, knitr and noweb have it: from "<<name, echo=FALSE>>=" to "@", or to
# the next.
_CHUNK_HEAD: Final = rf"<< [^\r\n]{{0,1000}}? >>= [ \t]*+ {_LINE_END}"
_CHUNK: Final = rf"""
    (?<! [^\r\n] ) {_CHUNK_HEAD}
    (?: (?! @ (?: \s | \Z ) | {_CHUNK_HEAD} ) [^\r\n]*+ {_LINE_END} )*+
    (?: @ (?: [ \t] [^\r\n]*+ )? (?= [\r\n] | \Z ) | (?= << ) )
    """
_PATTERN: Final = rf"""
      (?P<chunk> {_CHUNK} )
    | (?P<text> [^\s{_SPECIAL}]++ (?: [ ] [^\s{_SPECIAL}]++ )*+ )
    | (?P<par> [ \t]*+ {_LINE_END} (?: [ \t]*+ {_LINE_END} )++ [ \t]*+ )
    | (?P<space> [ \t]*+ {_LINE_END} [ \t]*+ | [ \t]++ )
    | (?P<comment> % [^\r\n]*+ (?: {_LINE_END} [ \t]*+ (?: {_LINE_END} [ \t]*+ )*+ )? )
    | (?P<letter> \{{ \\ (?: {ACCENTED} | {LETTERS} ) \}} | \\ (?: {ACCENTED} )
        | \\ (?: {LETTERS} ) \{{\}} )
    | (?P<sign> \\ (?: [^A-Za-z] | \Z ) )
    | \\ (?P<word> [A-Za-z]++ ) (?: [ \t]*+ (?: {_LINE_END} [ \t]*+ (?! [\r\n] ) )? )
    | (?P<open> \{{ )
    | (?P<close> \}} )
    | (?P<math> \$\$? )
    | (?P<ligature> ---? | `` | '' | [`'~] )
    | (?P<parameter> \#{{1,8}} [0-9] )
    | (?P<tab> & )
    | (?P<other> . )
    """
_TOKEN: Final = lazy_pattern(_PATTERN, re.VERBOSE | re.DOTALL)
# Between \makeatletter and \makeatother, and in what a bibliography style writes, "@" is a letter.
_TOKEN_AT: Final = lazy_pattern(
    _PATTERN.replace("[A-Za-z]++ ) (?:", "[A-Za-z@]++ ) (?:").replace("[^A-Za-z]", "[^A-Za-z@]"),
    re.VERBOSE | re.DOTALL,
)
_STRUCTURE: Final = lazy_pattern(
    rf"""
      (?P<chunk> {_CHUNK} )
    | (?P<comment> % [^\r\n]*+ )
    | \\ begin (?= \s{{0,9}} \{{ (?P<name> (?: [vV] erbatim | lstlisting | minted | comment )
        \*? ) \}} )
    | \\ (?: verb \*? (?P<sign> [^\sA-Za-z*] ) [^\r\n]{{0,1000}}? (?P=sign) )
    | (?P<raw> (?P<raw_name> \\ (?: url | path | nolinkurl | href ) \s{{0,9}} )
        \{{ [^\s{{}}]{{0,3000}} \}} )
    | (?P<document> \\ begin (?= \s{{0,9}} \{{document\}} ) )
    | (?P<escape> \\ . )
    | (?P<open> \{{ )
    | (?P<close> \}} )
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    r"""A token.

    Attributes:
        kind: "text", "space", "par", "word" (a command word), "sign" (a command symbol), "letter"
            (a letter with its accent), "open", "close", "math", "ligature", "parameter", "tab",
            "chunk" (code of Sweave), "other".
        text: What stands in the file; of a command word the name without its backslash.
        start: Where it stands in ``Document.source``; what a macro printed stands where the macro
            was called.
        end: Where it ends there.
        origin: The expansion that it came from; None if it stands in the file.
    """

    kind: str
    text: str
    start: int
    end: int
    origin: Expansion | None = None

    @property
    def raw(self) -> str:
        """The token as it is written."""
        return "\\" + self.text if self.kind == "word" else self.text


class Expansion:
    """What a macro was replaced by.

    Attributes:
        name: The macro.
        within: The expansion in whose text it was called; None if that stands in a file.
        depth: How many expansions it is within.
    """

    __slots__ = ("depth", "name", "within")

    def __init__(self, name: str, within: Expansion | None) -> None:
        self.name = name
        self.within = within
        self.depth: int = within.depth + 1 if within else 0

    def holds(self, name: str) -> bool:
        """Whether this is an expansion of a macro, or within one."""
        each: Expansion | None = self
        while each is not None:
            if each.name == name:
                return True
            each = each.within
        return False


class File:
    r"""One file that is read, as far as it has been read.

    Attributes:
        text: Its text.
        base: Where it begins in ``Document.source``.
        path: Its name.
        at: The character that comes next.
        body: Where ``\begin{document}`` stands in it; -1 if nowhere.
        closing: For each brace that is closed, where; both counted in the file.
        waiting: Tokens that come when the file that it took in is at its end.
        depth: How many groups were open when it was taken in.
        silent: Whether the preamble took it in, so that nothing of it is printed.
    """

    def __init__(self, text: str, base: int, path: str) -> None:
        self.text = text
        self.base = base
        self.path = path
        self.at = 0
        self.body = -1
        self.closing: dict[int, int] = {}
        self.stray: set[int] = set()
        self.waiting: list[Token] = []
        self.depth = 0
        self.silent = False
        self._endless: set[str] = set()
        self._survey()

    @property
    def is_unbalanced(self) -> bool:
        """Whether a brace is not closed, or not opened."""
        return bool(self.stray)

    def end_of(self, name: str, at: int) -> int:
        r"""Where the ``\end`` of an environment stands behind a character; -1 without one."""
        if name in self._endless:
            return -1
        end = self.text.find("\\end{" + name + "}", at)
        if end < 0:
            # A file of nothing but beginnings is not searched to its end for each.
            self._endless.add(name)
        return end

    def _survey(self) -> None:
        """Find which braces belong together, and the beginning of the document."""
        opened: list[int] = []
        at = 0
        text = self.text
        while (found := _STRUCTURE.search(text, at)) is not None:
            at = found.end()
            kind = found.lastgroup
            if kind == "open":
                opened.append(found.start())
            elif kind == "close":
                if opened:
                    self.closing[opened.pop()] = found.start()
                else:
                    self.stray.add(found.start())
            elif kind == "name":
                end = self.end_of(found["name"], at)
                brace = text.find("{", at)
                self.closing[brace] = brace + len(found["name"]) + 1
                at = end if end >= 0 else text.find("}", at) + 1
            elif kind == "raw":
                self.closing[found.end("raw_name")] = found.end() - 1
            elif kind == "document" and self.body < 0:
                self.body = found.start()
            if len(opened) + len(self.closing) > MOST_TOKENS:
                raise UnreadableError("holds more braces than an article has", path=self.path)
        self.stray.update(opened)


class Mouth:
    """The tokens of an article, from the file that is read and from macros that were expanded.

    Attributes:
        files: The files that are being read, each taken in by the one before.
        waiting: Tokens that come before what is next in the file, the next one last.
        at_letter: Whether "@" is a letter of command words.
        count: The tokens so far.
        endless: Brackets that were looked behind in vain, each with its place.
        open_math: For what closes math, from where to where it was last looked for in vain.
    """

    def __init__(self) -> None:
        self.files: list[File] = []
        self.waiting: list[Token] = []
        self.at_letter = False
        self.count = 0
        self.endless: set[tuple[str, int]] = set()
        self.open_math: dict[str, tuple[int, int]] = {}

    def open(self, file: File) -> None:
        """Read a file, and then what comes next so far."""
        if self.files:
            self.files[-1].waiting = self.waiting
            self.waiting = []
        self.files.append(file)

    def close(self) -> None:
        """Leave the file that is being read."""
        self.files.pop()
        self.waiting = self.files[-1].waiting if self.files else []

    def push(self, tokens: list[Token]) -> None:
        """Put tokens, in order, before what comes next."""
        self._spend(len(tokens))
        self.waiting.extend(reversed(tokens))

    def _spend(self, tokens: int) -> None:
        self.count += tokens
        if self.count > MOST_TOKENS:
            path = self.files[0].path if self.files else ""
            raise UnreadableError("holds more commands than an article has", path=path)

    def next(self) -> Token | None:
        """The next token; None at the end of the file that is being read."""
        if self.waiting:
            return self.waiting.pop()
        file = self.files[-1]
        scan = (_TOKEN_AT if self.at_letter else _TOKEN).match
        text, base = file.text, file.base
        while (found := scan(text, file.at)) is not None:
            self._spend(1)
            start = file.at
            file.at = found.end()
            kind = found.lastgroup or "other"
            if kind == "comment":
                comment = found[0]
                if _blank_line_behind(comment):
                    return Token("par", comment, base + start, base + file.at)
                continue
            if kind == "word":
                return Token("word", found["word"], base + start, base + found.end("word"))
            return Token(kind, found[0], base + start, base + file.at)
        return None

    def peek(self) -> Token | None:
        """The next token, which stays the next."""
        token = self.next()
        if token is not None:
            self.waiting.append(token)
        return token

    def skip_space(self) -> None:
        """Pass over spaces and single line breaks."""
        while (token := self.next()) is not None:
            if token.kind != "space":
                self.waiting.append(token)
                return

    @property
    def reads_file(self) -> bool:
        """Whether what is next stands in a file."""
        return not self.waiting

    def file_of(self, offset: int) -> File | None:
        """The file that is being read in which a character of ``Document.source`` stands."""
        for file in reversed(self.files):
            if file.base <= offset < file.base + len(file.text):
                return file
        return None

    def is_closed(self, brace: Token) -> bool:
        """Whether an opening brace has a partner: those of macros always have."""
        if brace.origin is not None:
            return True
        file = self.file_of(brace.start)
        return file is None or brace.start - file.base in file.closing

    # -- arguments ---------------------------------------------------------------------------

    def group(self) -> list[Token] | None:
        """The tokens of the group that is next, without its braces.

        Returns:
            None, with nothing read, if no group is next or it is never closed.
        """
        self.skip_space()
        first = self.next()
        if first is None:
            return None
        if first.kind != "open" or not self.is_closed(first):
            self.waiting.append(first)
            return None
        tokens: list[Token] = []
        depth = 1
        while (token := self.next()) is not None:
            if token.kind == "open":
                depth += 1
            elif token.kind == "close":
                depth -= 1
                if not depth:
                    return tokens
            tokens.append(token)
        # A file that ends within a group that began in the macro that took it in.
        self.push([first, *tokens])
        self.waiting[-1] = first._replace(kind="other")
        return None

    def argument(self) -> list[Token]:
        """The tokens of a macro's argument: a group, or the next token or character."""
        tokens = self.group()
        if tokens is not None:
            return tokens
        token = self.next()
        if token is None:
            return []
        if token.kind in ("par", "open", "close"):
            self.waiting.append(token)
            return []
        if token.kind == "text" and len(token.text) > 1:
            first, rest = split(token, 1)
            self.waiting.append(rest)
            return [first]
        return [token]

    def optional(self, opening: str = "[", closing: str = "]") -> list[Token] | None:
        """The tokens between brackets that are next; None if there are none or they do not close.

        Args:
            opening: The bracket that opens.
            closing: The bracket that closes.
        """
        token = self.peek()
        spaces: list[Token] = []
        if token is not None and token.kind == "space":
            spaces.append(token)
            self.next()
            token = self.peek()
        if (
            token is None
            or not token.raw.startswith(opening)
            or token.kind in ("word", "sign")
            or (token.origin is None and (opening, token.start) in self.endless)
        ):
            self.push(spaces)
            return None
        taken: list[Token] = []
        # Brackets that are open, each with its depth in braces and its place in the file.
        brackets: list[tuple[int, int]] = []
        depth = 0
        while (each := self.next()) is not None and len(taken) < _LONGEST_OPTION:
            taken.append(each)
            if each.kind == "open":
                depth += 1
            elif each.kind == "close":
                depth -= 1
                while brackets and brackets[-1][0] > depth >= 0:
                    brackets.pop()
            elif each.kind == "par":
                break
            elif each.kind in ("text", "other"):
                for at, character in enumerate(each.text):
                    if character == opening:
                        brackets.append((depth, each.start + at if each.origin is None else -1))
                    elif character == closing and brackets and brackets[-1][0] == depth:
                        brackets.pop()
                        if not brackets:
                            return self._between(taken, at)
            if depth < 0 or len(brackets) > _DEEPEST_OPTION:
                break
        # As far as this was read, none of them is closed: a file of beginnings is read once.
        self.endless.update((opening, start) for _, start in brackets)
        self.push(spaces + taken)
        return None

    def _between(self, taken: list[Token], at: int) -> list[Token]:
        """Brackets taken off; what follows the closing one is next again."""
        last = taken.pop()
        if at + 1 < len(last.text):
            _, rest = split(last, at + 1)
            self.waiting.append(rest)
        if at:
            taken.append(split(last, at)[0])
        if taken:
            first = taken[0]
            taken[0:1] = [split(first, 1)[1]] if len(first.text) > 1 else []
        return taken


_LONGEST_OPTION: Final = 5000
"""Tokens between brackets at most."""
_DEEPEST_OPTION: Final = 50
"""Brackets within brackets at most."""


def split(token: Token, at: int) -> tuple[Token, Token]:
    """A token of text in two: what a macro printed stays where it was called."""
    if token.origin is not None or token.end - token.start != len(token.text):
        return token._replace(text=token.text[:at]), token._replace(text=token.text[at:])
    middle = token.start + at
    return (
        Token(token.kind, token.text[:at], token.start, middle),
        Token(token.kind, token.text[at:], middle, token.end),
    )


def written(tokens: list[Token]) -> str:
    """Tokens as they are written."""
    pieces: list[str] = []
    for index, token in enumerate(tokens):
        pieces.append(token.raw)
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.kind == "word" and following is not None and following.text[:1].isalpha():
            pieces.append(" ")
    return "".join(pieces)


def _blank_line_behind(comment: str) -> bool:
    """Whether a blank line follows a comment, which ends the paragraph."""
    return len(re.findall(r"\r\n|\r|\n", comment)) > 1
