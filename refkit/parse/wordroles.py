"""What a word usually is in a reference: family or given name, title, journal, publisher, place.

The list is counted from Crossref's metadata by ``training/wordroles.py``; it tells the tagger that
"Smith" is a name and "Trondheim" a place where a training set never showed it.
"""

from __future__ import annotations

import zlib
from functools import cache
from importlib import resources
from typing import Final

LIST: Final = "wordroles.txt.z"
ROLES: Final = "FGTJPL"
"""Family name, given name, title, journal, publisher, location (place)."""


def unpack(packed: bytes) -> dict[str, str]:
    """The list of a packed file: words in lower case to one or two letters of :data:`ROLES`.

    The file is zlib over lines of UTF-8 text: the roles, then their words, parted by spaces.
    """
    roles: dict[str, str] = {}
    for line in zlib.decompress(packed).decode().splitlines():
        role, *words = line.split(" ")
        roles.update(dict.fromkeys(words, role))
    return roles


@cache
def _shipped() -> dict[str, str]:
    return unpack(resources.files("refkit.parse").joinpath("data", LIST).read_bytes())


def role_of_word(lower: str) -> str:
    """The roles of a lower-case word, the commoner first: "J", "FG"; "" if it is unknown."""
    return _shipped().get(lower, "")
