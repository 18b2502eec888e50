"""Tables of a configuration file: their values, checked, and errors that name the line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Final, TypeVar

from refkit.api.globs import check_glob
from refkit.api.toml_lines import KeyPath, lines_of
from refkit.errors import ConfigurationError, UnknownRuleError

_Choice = TypeVar("_Choice", bound=str)

_PLACE: Final = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


class Table:
    """A table of a configuration file.

    Args:
        file: The file, for messages.
        source: Its text.
        path: The keys that lead to the table.
        values: What it holds.
    """

    def __init__(
        self, file: Path, source: str, path: KeyPath, values: Mapping[str, object]
    ) -> None:
        self.file = file
        self.source = source
        self.path = path
        self.values = values

    def placed(self, key: str, problem: str, *, element: int | str | None = None) -> str:
        """A message with the place of a key, or of one of its elements."""
        path = (*self.path, key)
        try:
            lines = lines_of(self.source)
        except RecursionError:
            lines = {}
        line = lines.get(path, 0) if element is None else lines.get((*path, element), 0)
        line = line or lines.get(path, 0)
        return f"{self.file}:{line}: {problem}" if line else f"{self.file}: {problem}"

    def refuse_others(self, known: Collection[str]) -> None:
        """Refuse keys that mean nothing.

        Raises:
            ConfigurationError: Names the first, and the one that was probably meant.
        """
        for key in self.values:
            if key not in known:
                near = get_close_matches(key.lower(), known, n=1)
                hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
                raise ConfigurationError(
                    self.placed(key, f"unknown key {self.name(key)!r}; {hint}")
                )

    def name(self, key: str) -> str:
        """A key as messages give it: "sources.records"."""
        own = [str(each) for each in self.path if each not in ("tool", "refkit")]
        return ".".join([*own, key])

    def table(self, key: str) -> Table:
        """A table within this one; empty if there is none."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self._wrong(key, "a table", value)
        return Table(self.file, self.source, (*self.path, key), value)

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false", value)
        return value

    def text(self, key: str) -> str:
        """A string; "" if there is none."""
        value = self.values.get(key, "")
        if not isinstance(value, str):
            raise self._wrong(key, "a string", value)
        if not value.isprintable():
            raise ConfigurationError(
                self.placed(key, f"{self.name(key)} holds characters that cannot be seen")
            )
        return value

    def choice(self, key: str, default: _Choice, allowed: tuple[_Choice, ...]) -> _Choice:
        """One of some words."""
        value = self.values.get(key, default)
        for each in allowed:
            if value == each:
                return each
        raise self._no_choice(key, value, allowed)

    def texts(self, key: str, what: str) -> list[str]:
        """A list of strings, none of them empty; [] if there is none.

        Args:
            key: The key.
            what: What they are, for messages: "codes".
        """
        values = self.values.get(key, [])
        if not isinstance(values, list):
            raise self._wrong(key, f"a list of {what}", values)
        found = []
        for number, value in enumerate(values):
            if not isinstance(value, str) or not value.strip():
                problem = f"{self.name(key)} must be a list of {what}, and holds {_kind(value)}"
                raise ConfigurationError(self.placed(key, problem, element=number))
            found.append(value)
        return found

    def codes(self, key: str) -> tuple[str, ...]:
        """Codes of rules and beginnings of codes, in capitals."""
        values = self.texts(key, 'codes, such as ["M302", "A8"]')
        return tuple(self._code(key, value, number) for number, value in enumerate(values))

    def _code(self, key: str, code: str, element: int | str) -> str:
        from refkit.verify.registry import codes_of, unknown

        if not codes_of(code):
            problem = f"{self.name(key)}: {unknown(code)}"
            raise UnknownRuleError(self.placed(key, problem, element=element))
        return code.strip().upper()

    def severities(self, key: str, allowed: tuple[_Choice, ...]) -> dict[str, _Choice]:
        """A word for each of some codes of rules and beginnings of codes."""
        table = self.table(key)
        found = {}
        for code in table.values:
            value = table.values[code]
            word = next((each for each in allowed if each == value), None)
            if word is None:
                raise table._no_choice(code, value, allowed)
            found[self._code(key, code, code)] = word
        return found

    def globs(self, key: str) -> tuple[str, ...]:
        """Patterns of paths."""
        values = self.texts(key, 'patterns of paths, such as ["drafts/**"]')
        for number, value in enumerate(values):
            try:
                check_glob(value)
            except ConfigurationError as error:
                problem = f"{self.name(key)}: {error}"
                raise ConfigurationError(self.placed(key, problem, element=number)) from error
        return tuple(values)

    def codes_by_glob(self, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Patterns of paths, and codes of rules for each."""
        table = self.table(key)
        for pattern in table.values:
            try:
                check_glob(pattern)
            except ConfigurationError as error:
                raise ConfigurationError(table.placed(pattern, f"{key}: {error}")) from error
        return tuple((pattern, table.codes(pattern)) for pattern in table.values)

    def file_path(self, key: str) -> Path | None:
        """A path, from the folder of the file; None if there is none."""
        value = self.text(key)
        if key in self.values and not value.strip():
            raise self._wrong(key, "a path", value)
        return self._place(key, value) if value else None

    def file_paths(self, key: str) -> tuple[Path, ...]:
        """Paths, from the folder of the file."""
        values = self.texts(key, f'paths, such as ["{key}.json"]')
        return tuple(self._place(key, value, number) for number, value in enumerate(values))

    def _place(self, key: str, value: str, element: int | None = None) -> Path:
        try:
            path = Path(value).expanduser()
        except RuntimeError as error:
            problem = f"{self.name(key)}: no home folder is known for {value!r}"
            raise ConfigurationError(self.placed(key, problem, element=element)) from error
        if "\0" in value:
            problem = f"{self.name(key)}: {value!r} is no path"
            raise ConfigurationError(self.placed(key, problem, element=element))
        return self.file.parent / path

    def _wrong(self, key: str, wanted: str, value: object) -> ConfigurationError:
        problem = f"{self.name(key)} must be {wanted}, and is {_kind(value)}"
        return ConfigurationError(self.placed(key, problem))

    def _no_choice(self, key: str, value: object, allowed: tuple[str, ...]) -> ConfigurationError:
        words = ", ".join(repr(each) for each in allowed)
        given = repr(value) if isinstance(value, str) else _kind(value)
        near = get_close_matches(value.lower(), allowed, n=1) if isinstance(value, str) else []
        hint = f"; did you mean {near[0]!r}?" if near else ""
        problem = f"{self.name(key)} must be one of {words}, and is {given}{hint}"
        return ConfigurationError(self.placed(key, problem))


def read_toml(file: Path) -> tuple[str, dict[str, object]]:
    """The text of a TOML file, and what it holds.

    Raises:
        ConfigurationError: If it cannot be read, or is no valid TOML; names the line.
    """
    source = _text(_bytes(file), file)
    try:
        return source, tomllib.loads(source)
    except ValueError as error:  # a TOMLDecodeError, or an integer of thousands of digits
        message = str(error)
        place = _PLACE.search(message)
        line = place["line"] if place and place["line"] else source.count("\n") + 1
        reason = message[: place.start()] if place else message
        raise ConfigurationError(f"{file}:{line}: is no valid TOML: {reason}") from error
    except RecursionError as error:
        raise ConfigurationError(f"{file}: is nested too deeply") from error


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        raise ConfigurationError(f"{file}: no such file") from error
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise ConfigurationError(f"{file}: cannot be read: {reason}") from error
    except ValueError as error:
        raise ConfigurationError(f"{str(file)!r} is no file's name: {error}") from error


def _text(data: bytes, file: Path) -> str:
    try:
        # Editors on Windows put a byte order mark in front, which TOML does not know.
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigurationError(f"{file}:{line}: is not UTF-8, as TOML must be") from error


def _kind(value: object) -> str:
    """What a value is, for messages."""
    if isinstance(value, str):
        return f"the string {value!r}" if value.strip() else "an empty string"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, list):
        return "a list"
    return "a table" if isinstance(value, dict) else "a date or time"
