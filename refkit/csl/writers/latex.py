r"""LaTeX, for a document in UTF-8: ``\textit``, ``\textbf``, ``\textsc`` and the like.

Only commands of the LaTeX kernel are used, so that no package need be loaded.
"""

from __future__ import annotations

import re
from typing import Final

from refkit.csl.flow import Event, Mark
from refkit.csl.writers.blocks import BREAK, GAP, write_braced
from refkit.csl.writers.unusable import UNUSABLE

_COMMANDS: Final = {
    ("font-style", "italic"): r"\textit{",
    ("font-style", "oblique"): r"\textsl{",
    ("font-style", "normal"): r"\textup{",
    ("font-variant", "small-caps"): r"\textsc{",
    ("font-variant", "normal"): r"{\normalfont ",
    ("font-weight", "bold"): r"\textbf{",
    ("font-weight", "normal"): r"\textmd{",
    ("text-decoration", "underline"): r"\underline{",
    ("vertical-align", "sup"): r"\textsuperscript{",
    ("vertical-align", "sub"): r"\textsubscript{",
}
_MARKS: Final = {
    Mark(kind, value, True): command for (kind, value), command in _COMMANDS.items()
} | {BREAK: "\\newline\n", GAP: r"\enspace "}

_SPECIAL: Final = re.compile(rf"--+|''+|\s+|[\\{{}}$&#%_~^<>|`\"\[\]\u00a0\u202f{UNUSABLE}]")
_ESCAPES: Final = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "`": r"\textasciigrave{}",
    # A bracket behind \newline or a command would be its argument.
    "[": "{[}",
    "]": "{]}",
    '"': r"\char34{}",
    "\u00a0": "~",
    "\u202f": r"\,",
} | {character: "\\" + character for character in "{}$&#%_"}


def write(events: list[Event]) -> str:
    """The events as LaTeX."""
    return write_braced(events, _MARKS, lambda text: _SPECIAL.sub(_escape, text))


def _escape(match: re.Match[str]) -> str:
    text = match.group()
    if text in _ESCAPES:
        return _ESCAPES[text]
    if text.isspace():
        # A blank line would end the paragraph, and with it whatever command is open.
        return " "
    if text[0] in "-'":
        # No ligatures: these are the characters that were written.
        return "{}".join(text)
    return ""
