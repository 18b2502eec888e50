"""TOML 1.0 as refkit writes it: one field a line, the same bytes for the same values.

Reading is ``tomllib``'s; the standard library has no writer. The rules are those of
https://toml.io/en/v1.0.0, sections "String", "Keys", "Array" and "Inline Table".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

Value: TypeAlias = "str | bool | int | float | Sequence[Value] | Mapping[str, Value]"
"""What can be written. Numbers must be finite."""

_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")

_ESCAPED: Final = re.compile(
    r"""
      ["\\]                                     # what ends or escapes in a basic string
    | [\x00-\x1f\x7f-\x9f]                      # controls, line feeds among them
    | [\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]
    | [\ud800-\udfff]
    """,
    re.VERBOSE,
)
"""What does not stand in a string as it is. Beyond what TOML asks for, it is what nobody sees in a
diff: zero-width and direction marks, with which a line can be made to show other than it is."""

_SHORT: Final = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"} | {
    '"': '\\"',
    "\\": "\\\\",
}


def quoted(text: str) -> str:
    """A text as a basic string on one line.

    Lone surrogates, which TOML cannot hold (escapes are "Unicode scalar values"), become U+FFFD.
    """
    return f'"{_ESCAPED.sub(_escape, text)}"'


def key(name: str) -> str:
    """A key: bare where that is allowed, else quoted."""
    return name if _BARE_KEY.fullmatch(name) else quoted(name)


def field(name: str, value: Value) -> str:
    """A field with its line feed.

    A list of tables has a line for each, so that a diff shows the one that changed; other lists
    stand on one line. The fields of a table have a line each, under a dotted key.
    """
    return _field(key(name), value)


def _field(path: str, value: Value) -> str:
    if isinstance(value, Mapping) and value:
        return "".join(_field(f"{path}.{key(name)}", each) for name, each in value.items())
    if not isinstance(value, str) and isinstance(value, Sequence) and _has_table(value):
        rows = "".join(f"  {_inline(row)},\n" for row in value)
        return f"{path} = [\n{rows}]\n"
    return f"{path} = {_inline(value)}\n"


def _has_table(values: Sequence[Value]) -> bool:
    return any(isinstance(value, Mapping) for value in values)


def _inline(value: Value) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{key(name)} = {_inline(each)}" for name, each in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    return f"[{', '.join(_inline(each) for each in value)}]"


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return _SHORT.get(character) or f"\\u{ord(character):04x}"
