"""Patterns: regular expressions that are compiled when they are first used.

Compiling all of refkit's takes 200 ms, more than reading and checking a short article, and most
articles need less than half of them: of citations where there are none, of laws, of scripts without
capitals.
"""

from __future__ import annotations

import re
from typing import Final, cast

_METHODS: Final = (
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
    "subn",
)


class _Uncompiled:
    """Stands for a regular expression until one of its attributes is asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        # Called only for what is not there: its methods are there from the first use on, and then
        # cost no more than those of the compiled one.
        compiled = re.compile(self._pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression for a module's constant, compiled when it is first used.

    Args:
        pattern: As for ``re.compile``.
        flags: As for ``re.compile``.

    Returns:
        What has the methods and attributes of the compiled one. It is no ``re.Pattern`` for
        ``isinstance``, and the functions of :mod:`re` do not take it.

    Raises:
        re.error: At its first use, if it is no regular expression.
    """
    return cast("re.Pattern[str]", _Uncompiled(pattern, flags))
