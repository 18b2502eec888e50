"""Characters that no format can hold: controls, lone surrogates and noncharacters."""

from __future__ import annotations

import re
from typing import Final

UNUSABLE: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
"""The inside of a regular expression's character class."""

_UNUSABLE: Final = re.compile(f"[{UNUSABLE}]")


def usable(text: str) -> str:
    """A text without the characters that XML forbids and that no page can show."""
    return _UNUSABLE.sub("", text)
