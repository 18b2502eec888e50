"""Globs: the patterns of paths in a configuration, such as "chapters/**/draft-*.md".

They are those of .gitignore without its negations, and the same on every system: parts of a path
are separated by "/", capitals count, "*" and "?" stop at a "/", "[abc]" is one of some characters,
and "**" as a whole part stands for any number of folders. A pattern without "/" fits a name in any
folder. What fits a folder fits everything in it.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Sequence
from functools import lru_cache

from refkit.errors import ConfigurationError


def check_glob(pattern: str) -> None:
    """Refuse a pattern that can fit nothing, or not what it seems to.

    Raises:
        ConfigurationError: Says what is wrong with it.
    """
    parts = pattern.rstrip("/").split("/")
    if not pattern.strip("/ "):
        problem = "it is empty"
    elif "\\" in pattern:
        problem = "folders are separated by “/” on every system"
    elif pattern.startswith(("/", "~")) or re.match(r"[A-Za-z]:", pattern):
        problem = "it must be relative to the folder of this file"
    elif ".." in parts or "." in parts or "" in parts:
        problem = "“.”, “..” and “//” fit no path below the folder of this file"
    elif pattern.startswith("!"):
        problem = "patterns cannot be negated"
    elif any("**" in part and part != "**" for part in parts):
        problem = "“**” must stand alone between two “/”"
    elif any(_unclosed(part) for part in parts):
        problem = "a “[” has no “]”; for the character itself write “[[]”"
    elif not pattern.isprintable():
        problem = "it holds characters that cannot be seen"
    else:
        return
    raise ConfigurationError(f"{pattern!r} is no usable pattern: {problem}")


def fits(pattern: str, path: Sequence[str]) -> bool:
    """Whether a pattern fits a path, or a folder around it.

    Args:
        pattern: A pattern that :func:`check_glob` accepts.
        path: The parts of the path, from the folder that the pattern is relative to.
    """
    parts = _compiled(pattern)
    # Which parts of the pattern may come next; every prefix of the path is a folder around it.
    reached = _skipped(parts, {0})
    for name in path:
        following: set[int] = set()
        for at in reached:
            part = parts[at]
            if part is None:
                following.add(at)
            elif part.match(name):
                following.add(at + 1)
        reached = _skipped(parts, following)
        if len(parts) in reached:
            return True
    return False


def _skipped(parts: Sequence[re.Pattern[str] | None], reached: set[int]) -> set[int]:
    """What can also come next, for "**" may stand for no folder at all; but not at the end."""
    for at in sorted(reached):
        following = at
        while following < len(parts) - 1 and parts[following] is None:
            following += 1
            reached.add(following)
    return reached


@lru_cache(maxsize=1000)
def _compiled(pattern: str) -> tuple[re.Pattern[str] | None, ...]:
    """The parts of a pattern as regular expressions over one name; None for "**"."""
    parts = pattern.rstrip("/").split("/")
    if len(parts) == 1 and parts[0] != "**":
        parts = ["**", *parts]
    if parts[-1] == "**":
        parts = [*parts, "*"]
    parts = [
        part
        for part, following in zip(parts, [*parts[1:], ""], strict=True)
        if part != "**" or following != "**"
    ]
    # fnmatch makes groups that never give back what they took: linear in the name's length.
    return tuple(
        None if part == "**" else re.compile(fnmatch.translate(part), re.DOTALL) for part in parts
    )


def _unclosed(part: str) -> bool:
    """Whether a "[" of a part has no "]", and so would stand for itself."""
    at = part.find("[")
    while at >= 0:
        start = at + 2 if part.startswith("!", at + 1) else at + 1
        close = part.find("]", start + 1)
        if close < 0:
            return True
        at = part.find("[", close + 1)
    return False
