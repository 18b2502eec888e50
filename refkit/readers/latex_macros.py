r"""LaTeX macros: ``\newcommand``, ``\def``, ``\let`` and what calls of them are replaced by.

A macro that calls itself is not expanded again, and all expansions of an article together may not
grow beyond :data:`MOST_EXPANDED` tokens. What a macro prints of its own stands, in the file, where
it is called; its arguments keep the places that they have.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from refkit.readers.latex_tokens import Expansion, File, Mouth, Token, split, written

MOST_EXPANDED: Final = 500_000
"""Tokens that all expansions of an article may make."""

_MOST_PRINTED: Final = 20_000_000
_DEEPEST: Final = 200
_SPEC_LIMIT: Final = 9


class Macro(NamedTuple):
    """A macro.

    Attributes:
        arguments: How many arguments it takes.
        default: What its first argument is where it is not given in brackets; None if it is in
            braces like the others.
        body: Its text, with "parameter" tokens.
        delimiters: What stands before and behind each argument in a call, as written; () if
            nothing does.
        size: The length of its text.
    """

    arguments: int
    default: list[Token] | None
    body: list[Token]
    delimiters: tuple[str, ...] = ()
    size: int = 0


class Environment(NamedTuple):
    r"""What ``\newenvironment`` defines: a macro at each end."""

    begin: Macro
    end: Macro


class Macros:
    """The macros of one article.

    Attributes:
        exhausted: Whether expansions became so many that no more are made.
        circular: Names of macros that call themselves.
    """

    def __init__(self, mouth: Mouth) -> None:
        self._mouth = mouth
        self._macros: dict[str, Macro] = {}
        self._environments: dict[str, Environment] = {}
        self._aliases: dict[str, str] = {}
        self._switches: dict[str, bool] = {}
        self._made = 0
        self._printed = 0
        self.exhausted = False
        self.circular: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name in self._macros

    def add(self, name: str, macro: Macro) -> None:
        """Define a macro."""
        self._macros[name] = macro
        self._aliases.pop(name, None)

    def is_empty(self, name: str) -> bool:
        """Whether a macro is defined as nothing."""
        macro = self._macros.get(name)
        return macro is not None and not macro.body and not macro.arguments

    def plain(self, name: str) -> str:
        """What a macro without arguments prints, if that is plain text; else ""."""
        macro = self._macros.get(name)
        if macro is None or macro.arguments or len(macro.body) > _SPEC_LIMIT:
            return ""
        return "".join(token.text for token in macro.body if token.kind in ("text", "other"))

    def environment(self, name: str) -> Environment | None:
        """The environment that the article defines under a name."""
        return self._environments.get(name)

    def known_as(self, name: str) -> str:
        r"""The command that a name was made another word for by ``\let``; else the name."""
        return self._aliases.get(name, name)

    def switch(self, name: str) -> bool | None:
        r"""The state of a switch of ``\newif``, by its name without "if"; None if there is none."""
        return self._switches.get(name)

    def turn(self, name: str) -> bool:
        r"""Obey ``\drafttrue`` or ``\draftfalse``; whether there is such a switch."""
        for ending, state in (("true", True), ("false", False)):
            switch = name.removesuffix(ending)
            if switch != name and switch in self._switches:
                self._switches[switch] = state
                return True
        return False

    # -- calls -------------------------------------------------------------------------------

    def call(self, token: Token) -> bool:
        """Replace a call by what it stands for; whether that was done.

        Args:
            token: The command word, whose arguments come next.
        """
        return self.expand(token, token.text, self._macros[token.text])

    def expand(self, token: Token, name: str, macro: Macro) -> bool:
        """Put the text of a macro, with its arguments, before what comes next.

        Args:
            token: Where it was called.
            name: Its name.
            macro: The macro.
        """
        if token.origin is not None and (token.origin.depth > _DEEPEST or token.origin.holds(name)):
            self.circular.add(name)
            return False
        if self._made + len(macro.body) > MOST_EXPANDED or self._printed > _MOST_PRINTED:
            self.exhausted = True
            return False
        arguments, anchors = self._arguments(token, macro)
        if arguments is None:
            return False
        expansion = Expansion(name, token.origin)
        start, end = anchors[0]
        tokens: list[Token] = []
        for each in macro.body:
            if each.kind != "parameter":
                tokens.append(Token(each.kind, each.text, start, end, expansion))
                continue
            if each.text.startswith("##"):
                tokens.append(Token(each.kind, each.text[1:], start, end, expansion))
                continue
            number = int(each.text[1:])
            if 0 < number <= len(arguments):
                tokens += arguments[number - 1]
                start, end = anchors[number]
        self._made += len(tokens) + 1
        self._printed += macro.size
        self._mouth.push(tokens)
        return True

    def _arguments(
        self, token: Token, macro: Macro
    ) -> tuple[list[list[Token]] | None, list[tuple[int, int]]]:
        """The arguments of a call, and where what stands before and behind each is anchored."""
        mouth = self._mouth
        arguments: list[list[Token]] = []
        here = (token.start, token.end)
        anchors = [here]
        if macro.delimiters:
            found = self._delimited(macro)
            return found, [here] * (macro.arguments + 1)
        for number in range(macro.arguments):
            if number == 0 and macro.default is not None:
                given = mouth.optional()
                arguments.append(macro.default if given is None else given)
            else:
                arguments.append(mouth.argument())
            last = arguments[-1]
            if last and last[-1].origin is None and token.origin is None:
                anchors.append((last[-1].end, last[-1].end + 1))
                if number == 0 and last[0].start > token.start:
                    anchors[0] = (token.start, last[0].start)
            else:
                anchors.append(anchors[-1])
        return arguments, anchors

    def _delimited(self, macro: Macro) -> list[list[Token]] | None:
        r"""The arguments of ``\def\x#1.#2{…}``, each up to what delimits it."""
        mouth = self._mouth
        taken: list[Token] = []
        arguments: list[list[Token]] = []
        for number, delimiter in enumerate(macro.delimiters):
            current: list[Token] = []
            if number and not delimiter:
                current = mouth.argument()
                taken += current
            while delimiter and not _ends_with(current, delimiter):
                token = mouth.next()
                if token is None or token.kind == "par" or len(current) > 1000:
                    mouth.push([*taken, *([token] if token else [])])
                    return None
                if token.kind == "text" and len(token.text) > 1:
                    token, rest = split(token, 1)
                    mouth.waiting.append(rest)
                current.append(token)
                taken.append(token)
            if number:
                arguments.append(_without_end(current, delimiter))
        return arguments

    # -- definitions -------------------------------------------------------------------------

    def define(self, token: Token) -> None:
        r"""Read the definition that a command begins, such as ``\newcommand``."""
        name = token.text
        if name in ("let", "futurelet"):
            self._let()
        elif name in ("def", "gdef", "edef", "xdef"):
            self._def()
        elif name == "newif":
            switch = self._mouth.next()
            if switch is not None and switch.text.startswith("if"):
                self._switches[switch.text[2:]] = False
        elif "nvironment" in name:
            self._new_environment(name)
        elif "Document" in name:
            self._document_command(name)
        else:
            self._new_command(provide=name.startswith("provide"))

    def _new_command(self, *, provide: bool) -> None:
        mouth = self._mouth
        self._star()
        name = self._name()
        count = _number(mouth.optional())
        default = mouth.optional() if count else None
        body = mouth.argument()
        if name and not (provide and name in self._macros):
            self.add(name, _macro(count, default, body))

    def _document_command(self, name: str) -> None:
        r"""``\NewDocumentCommand{\x}{o m}{…}``: arguments in braces, a first one in brackets."""
        mouth = self._mouth
        command = self._name()
        signs = written(mouth.argument()).replace(" ", "")
        body = mouth.argument()
        plain = signs.lstrip("+")
        optional = plain[:1] in ("o", "O")
        rest = plain.lstrip("oO+").replace("+", "")
        if rest.startswith("{"):
            rest = rest[rest.find("}") + 1 :]
        if command and len(plain) <= _SPEC_LIMIT and set(rest) <= {"m"}:
            count = len(rest) + optional
            self.add(command, _macro(count, [] if optional else None, body))

    def _new_environment(self, name: str) -> None:
        mouth = self._mouth
        self._star()
        known = written(mouth.argument()).strip()
        count = _number(mouth.optional())
        default = mouth.optional() if count else None
        begin, end = mouth.argument(), mouth.argument()
        if known and not name.startswith("provide"):
            self._environments[known] = Environment(
                _macro(count, default, begin), _macro(0, None, end)
            )

    def _def(self) -> None:
        mouth = self._mouth
        token = mouth.next()
        if token is None or token.kind not in ("word", "sign"):
            return
        delimiters = [""]
        count = 0
        while (each := mouth.peek()) is not None and each.kind not in ("open", "par"):
            mouth.next()
            if each.kind == "parameter":
                count += 1
                delimiters.append("")
            else:
                delimiters[-1] += each.raw
            if count > _SPEC_LIMIT or len(delimiters[-1]) > 100:
                return
        body = mouth.group()
        if body is not None and token.kind == "word":
            used = tuple(delimiters) if any(delimiters) else ()
            self.add(token.text, _macro(count, None, body)._replace(delimiters=used))

    def _let(self) -> None:
        mouth = self._mouth
        name = self._name()
        mouth.skip_space()
        token = mouth.next()
        if token is not None and token.raw == "=":
            mouth.skip_space()
            token = mouth.next()
        if token is None or not name:
            return
        if token.kind == "word":
            if token.text in self._macros:
                self.add(name, self._macros[token.text])
            elif token.text != name:
                self._macros.pop(name, None)
                self._aliases[name] = self.known_as(token.text)
        else:
            self.add(name, _macro(0, None, [token]))

    def _star(self) -> None:
        token = self._mouth.peek()
        if token is not None and token.kind == "text" and token.text == "*":
            self._mouth.next()

    def _name(self) -> str:
        r"""The name that is defined: ``\x`` or ``{\x}``."""
        for token in self._mouth.argument():
            if token.kind == "word":
                return token.text
        return ""


def compiled(definitions: dict[str, tuple[int, str]]) -> dict[str, Macro]:
    """Macros that are known beforehand.

    Args:
        definitions: For each name, how many arguments it takes, and its text in LaTeX.
    """
    macros = {}
    for name, (count, text) in definitions.items():
        mouth = Mouth()
        mouth.at_letter = True
        mouth.open(File(text, 0, ""))
        body = []
        while (token := mouth.next()) is not None:
            body.append(token)
        macros[name] = _macro(count, None, body)
    return macros


def _macro(count: int, default: list[Token] | None, body: list[Token]) -> Macro:
    return Macro(count, default, body, size=sum(len(token.text) for token in body))


def _number(tokens: list[Token] | None) -> int:
    digits = written(tokens).strip() if tokens else ""
    return min(int(digits), _SPEC_LIMIT) if digits.isdecimal() and len(digits) < 3 else 0


def _ends_with(tokens: list[Token], delimiter: str) -> bool:
    tail = "".join(token.raw for token in tokens[-len(delimiter) :])
    depth = sum((token.kind == "open") - (token.kind == "close") for token in tokens)
    return depth == 0 and tail.endswith(delimiter)


def _without_end(tokens: list[Token], delimiter: str) -> list[Token]:
    tokens = list(tokens)
    left = len(delimiter)
    while left and tokens:
        last = tokens.pop()
        if len(last.raw) > left:
            tokens.append(last._replace(text=last.text[: len(last.text) - left]))
            break
        left -= len(last.raw)
    return tokens
