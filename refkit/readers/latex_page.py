r"""LaTeX's page: groups, fonts and blocks, while the text of an article is set token by token.

What a command does to the text is in the modules that register their commands in
:mod:`refkit.readers.latex_text`; here is what they have in common: the stack of groups, so that no
depth of nesting is a depth of calls, the font that holds, and the block that grows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final, NamedTuple

from refkit.model import Mention, Span
from refkit.model.document import BlockKind, MarkupKind
from refkit.normalize.latex import latex_to_unicode
from refkit.normalize.latex_commands import LIGATURES
from refkit.normalize.patterns import lazy_pattern
from refkit.readers.beside import Beside
from refkit.readers.builder import Builder
from refkit.readers.latex_macros import Macros
from refkit.readers.latex_tokens import File, Mouth, Token, split

_SINGLE: Final = {**LIGATURES, "`": "‘", "'": "’"}
_SHORTHAND: Final = {
    **dict(zip("aouAOUs", "äöüÄÖÜß", strict=True)),
    "`": "„", "'": "“", "-": "", "=": "-", "~": "-", "<": "«", ">": "»", "|": "", "z": "ß",
}  # fmt: skip
_WHITE: Final = lazy_pattern(r"\s+")
_SEARCHED: Final = 64
"""Groups that are looked through for the beginning of what ends."""


class Shape(NamedTuple):
    """What the block that grows is to be; see :class:`refkit.model.Block`.

    Attributes:
        kind: Its kind.
        level: Its level.
        marker: Its marker.
        label: Its label.
        key: Its key.
        loose: Whether it goes on behind an empty line.
        following: What comes after it is to be; None for the same.
    """

    kind: BlockKind = "paragraph"
    level: int = 0
    marker: str = ""
    label: str = ""
    key: str = ""
    loose: bool = False
    following: Shape | None = None


class Group:
    r"""What is between two braces, or between ``\begin`` and ``\end``.

    Attributes:
        kind: "brace", "environment" or "note".
        name: The name of an environment.
        fonts: The fonts that hold after it.
        shape: The shape of blocks after it.
        closing: What is done at its end.
        short: Whether an empty line ends it, for the brace that does is missing.
    """

    __slots__ = ("closing", "fonts", "kind", "name", "shape", "short")

    def __init__(
        self,
        kind: str,
        name: str,
        fonts: frozenset[MarkupKind],
        shape: Shape,
        closing: Callable[[], None] | None = None,
    ) -> None:
        self.kind = kind
        self.name = name
        self.fonts = fonts
        self.shape = shape
        self.closing = closing
        self.short = False


class Page:
    """An article while it is set.

    Attributes:
        builder: What collects the text.
        mouth: Where the tokens come from.
        macros: The macros that the article defines.
        beside: What opens the files that it takes in.
        path: The article's name.
        shape: What the block that grows is to be.
        fonts: The fonts that hold.
        groups: The groups that are open.
        lists: The lists that are open: how each item is marked, and how many there were.
        columns: How many tables are open: "&" parts their cells.
        notes: Notes that wait for the end of their paragraph: marker and tokens.
        mentions: The citations so far.
        bibliographies: The names of .bib files.
        entries: How many entries of reference lists there were.
        data: Lists of works that biber wrote.
        guesses: What had to be guessed.
        shorthands: Whether ``"a`` is "ä", as babel has it for German.
        numeric: Whether the list is numbered, whatever its labels say.
    """

    def __init__(self, builder: Builder, beside: Beside, path: str) -> None:
        self.builder = builder
        self.mouth = Mouth()
        self.macros = Macros(self.mouth)
        self.beside = beside
        self.path = path
        self.shape = Shape()
        self.fonts: frozenset[MarkupKind] = frozenset()
        self.groups: list[Group] = []
        self.lists: list[list[int]] = []
        self.columns = 0
        self.notes: list[tuple[str, list[Token]]] = []
        self.note_count = 0
        self.mentions: list[Mention] = []
        self.bibliographies: list[str] = []
        self.entries = 0
        self.numbered = 0
        self.data: list[str] = []
        self.guesses: dict[str, None] = {}
        self.shorthands = False
        self.numeric = False
        self.in_references = False
        self.unclosed_condition = False
        self.wants_list = False
        self.ending: list[str] = []
        self.fixed: Collection[str] = ()
        self._font_starts: dict[MarkupKind, int] = {}
        self._gap = 0

    def guess(self, words: str) -> None:
        """Note what had to be guessed, once."""
        self.guesses.setdefault(words)

    @property
    def file(self) -> File:
        """The file that is being read."""
        return self.mouth.files[-1]

    @property
    def preamble(self) -> bool:
        """Whether what is read stands before the document, and in no title that is printed."""
        file = self.mouth.files[-1]
        return (file.silent or file.at <= file.body) and len(self.groups) <= file.depth

    def is_defined(self, name: str) -> bool:
        """Whether a command is known for certain, so that nothing need provide it."""
        return name in self.macros or name in self.fixed

    def read(self, file: File) -> None:
        """Go on with a file, and then with what is next so far."""
        if file.is_unbalanced:
            name = f" in {file.path}" if file.base else ""
            self.guess(f"braces do not match{name}: where a group ends was guessed")
        file.silent = bool(self.mouth.files) and self.preamble
        file.depth = len(self.groups)
        self.mouth.open(file)

    # -- text --------------------------------------------------------------------------------

    def write(self, token: Token) -> None:
        """Add a token of text."""
        if token.origin is None and token.end - token.start == len(token.text):
            self.builder.add(token.start, token.end)
        else:
            self.builder.put(token.text, token.start, token.end)

    def put(self, text: str, token: Token) -> None:
        """Add what a token stands for."""
        self.builder.put(text, token.start, token.end)

    def space(self, token: Token) -> None:
        """Add a space for white space of the file, which is one space whatever it is."""
        if self.builder.ends_in_space:
            return
        if token.origin is None:
            self.builder.put(" ", token.start, token.start + 1)
        else:
            self.builder.space()

    def ligature(self, token: Token) -> None:
        """Add a dash, a quote, or a space that does not break."""
        if "code" in self.fonts and token.text != "~":
            self.write(token)
        else:
            self.put(_SINGLE[token.text], token)

    def letter(self, token: Token) -> None:
        """Add a letter with its accent."""
        self.put(latex_to_unicode(token.text), token)

    def other(self, token: Token) -> None:
        """Add a sign that has no meaning where it stands, or babel's shorthand that it begins."""
        if token.text == '"' and self.shorthands and "code" not in self.fonts:
            following = self.mouth.peek()
            sign = following.raw[:1] if following is not None else ""
            if following is not None and sign in _SHORTHAND and following.kind != "word":
                self.mouth.next()
                self._shorthand(token, following)
                return
        if token.text.isspace():
            self.space(token)
        else:
            self.write(token)

    def _shorthand(self, token: Token, following: Token) -> None:
        first, rest = (following, None)
        if len(following.text) > 1:
            first, rest = split(following, 1)
        self.builder.put(_SHORTHAND[first.text[:1]], token.start, first.end)
        if rest is not None:
            self.mouth.waiting.append(rest)

    def write_all(self, tokens: list[Token]) -> Span:
        """Add tokens as they are written, white space folded, and say where they stand."""
        if not self.builder.in_block:
            while tokens and tokens[0].kind in ("space", "par"):
                tokens = tokens[1:]
        start = -1
        for token in tokens:
            if token.kind in ("space", "par"):
                self.builder.space()
                continue
            self._raw(token)
            if start < 0:
                start = self.builder.length - len(token.raw)
        end = self.builder.length
        return Span(start if start >= 0 else end, end)

    def _raw(self, token: Token) -> None:
        if token.origin is not None:
            self.builder.put(token.raw, token.start, token.end)
        else:
            self.builder.add(token.start, token.end)

    # -- fonts -------------------------------------------------------------------------------

    def set_fonts(self, fonts: frozenset[MarkupKind]) -> None:
        """Go on in other fonts."""
        if fonts == self.fonts:
            return
        for kind in self.fonts - fonts:
            self._mark(kind)
        for kind in fonts - self.fonts:
            self._font_starts[kind] = self.builder.length
        self.fonts = fonts

    def _mark(self, kind: MarkupKind) -> None:
        self.builder.mark(self._font_starts[kind], kind)

    def switch_font(self, kind: MarkupKind | None, on: bool) -> None:
        r"""Begin or end a font; ``None`` ends them all."""
        if kind is None:
            self.set_fonts(frozenset())
        else:
            self.set_fonts(self.fonts | {kind} if on else self.fonts - {kind})

    # -- blocks ------------------------------------------------------------------------------

    def end_block(self) -> None:
        """End the block that grows."""
        builder = self.builder
        if builder.in_block:
            for kind in sorted(self.fonts):
                self._mark(kind)
                self._font_starts[kind] = builder.length
            shape = self.shape
            builder.end_block(
                shape.kind,
                level=shape.level,
                marker=shape.marker,
                label=shape.label,
                gap=self._gap,
                key=shape.key,
            )
            self._gap = 0
            for kind in self.fonts:
                self._font_starts[kind] = builder.length
            if shape.following is not None:
                self.shape = shape.following

    def end_paragraph(self, token: Token | None = None) -> None:
        """End the paragraph at an empty line."""
        while self.groups and self.groups[-1].short:
            self.guess(
                "a brace is never closed; what it opened was taken to end with its paragraph"
            )
            self.pop()
        if self.shape.loose and self.builder.in_block:
            if token is not None:
                self.space(token)
            return
        self.end_block()
        self._gap = 1

    # -- groups ------------------------------------------------------------------------------

    def open(
        self,
        kind: str = "brace",
        name: str = "",
        *,
        closing: Callable[[], None] | None = None,
    ) -> Group:
        """Begin a group."""
        group = Group(kind, name, self.fonts, self.shape, closing)
        self.groups.append(group)
        return group

    def pop(self) -> None:
        """End the innermost group."""
        group = self.groups.pop()
        if group.closing is not None:
            group.closing()
        if group.kind != "brace":
            self.shape = group.shape
        self.set_fonts(group.fonts)

    def open_brace(self, token: Token, closing: Callable[[], None] | None = None) -> None:
        """Begin a group at a brace that was read."""
        group = self.open(closing=closing)
        group.short = not self.mouth.is_closed(token)

    def close_brace(self) -> None:
        """End the group that a brace ends; one too many means nothing."""
        if self.groups and self.groups[-1].kind == "brace":
            self.pop()
            return
        for depth in range(2, min(len(self.groups), _SEARCHED) + 1):
            if self.groups[-depth].kind == "brace":
                for _ in range(depth):
                    self.pop()
                return
        self.guess("a brace is closed that was never opened")

    def close_to(self, kind: str, name: str) -> bool:
        """End the groups up to one; whether there is such a group."""
        for depth in range(1, min(len(self.groups), _SEARCHED) + 1):
            group = self.groups[-depth]
            if group.kind == kind and group.name == name:
                for _ in range(depth):
                    self.pop()
                return True
        return False

    def text_argument(self, closing: Callable[[], None] | None = None) -> bool:
        """Begin the argument that is next, to be set as text; whether there is one.

        Args:
            closing: What is done at its end.
        """
        mouth = self.mouth
        mouth.skip_space()
        token = mouth.next()
        if token is None:
            return False
        if token.kind == "open":
            self.open_brace(token, closing)
            return True
        mouth.waiting.append(token)
        if token.kind in ("par", "close"):
            return False
        tokens = mouth.argument()
        if not tokens:
            return False
        last = tokens[-1]
        end = Token("close", "}", last.end, last.end, last.origin)
        mouth.push([*tokens, end])
        self.open(closing=closing)
        return True

    def take(self, signature: str, closing: Callable[[], None] | None = None) -> None:
        """Read what follows a command by its signature; see :mod:`latex_vocabulary`.

        Args:
            signature: What follows.
            closing: What is done at the end of the argument that is printed.
        """
        for index, sign in enumerate(signature):
            if sign == "s":
                self.star()
            elif sign == "o":
                self.mouth.optional()
            elif sign == "m":
                self._drop()
            else:
                rest = signature[index + 1 :]

                def end(rest: str = rest) -> None:
                    if closing is not None:
                        closing()
                    if rest:
                        self.take(rest)

                self.text_argument(end if rest or closing else None)
                return

    def _drop(self) -> None:
        """Pass over an argument, if it is one: what runs over paragraphs is text."""
        mouth = self.mouth
        mouth.skip_space()
        token = mouth.peek()
        if token is None or token.kind == "par":
            return
        if token.kind != "open":
            if token.kind in ("word", "text", "sign"):
                mouth.argument()
            return
        file = mouth.file_of(token.start) if token.origin is None else None
        if file is not None:
            start = token.start - file.base
            end = file.closing.get(start)
            if end is None or end - start > _LONG or _PARAGRAPH.search(file.text, start, end):
                self.guess("an argument that no text belongs to holds paragraphs; they are read")
                return
        mouth.group()

    def star(self) -> bool:
        """Pass over a star; whether there was one."""
        token = self.mouth.peek()
        if token is not None and token.kind == "text" and token.text.startswith("*"):
            self.mouth.next()
            if len(token.text) > 1:
                self.mouth.waiting.append(split(token, 1)[1])
            return True
        return False


_PARAGRAPH: Final = lazy_pattern(r"(?>\r\n|\r|\n)[ \t]*+(?:\r|\n)")
_LONG: Final = 3_000
"""Characters of the longest argument that may be no text."""
