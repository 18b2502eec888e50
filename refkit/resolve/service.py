"""Service: the server of a registry: where it is, who asks it, and why it gave no answer."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

import msgspec

from refkit._version import __version__
from refkit.errors import ConfigurationError
from refkit.resolve.limits import LONGEST_WAIT, retry_after

BUSY: Final = frozenset((429, 500, 502, 503, 504))
"""The HTTP statuses of what may pass."""

BROKEN: Final = "answered with JSON that is broken or cut off"
OTHER_FORM: Final = "answered with JSON of another form"

_TRIES: Final = 4
_URL: Final = re.compile(r"https?://[^\s/]")
_MAILTO: Final = re.compile(r"[!-~]{1,64}@[!-~]{1,255}")


class Failure(msgspec.Struct, frozen=True):
    """Why there is no answer, or none that is looked for.

    Attributes:
        status: The HTTP status, or 0.
        detail: The reason in words.
        wait: The seconds that the server asks to wait; None if it does not say.
        attempts: How often a question that meets this failure is asked at most.
        answered: Whether the server did answer: "no such DOI" is no reason to doubt it.
        beyond: Whether it failed beyond a redirect, where another server answers.
    """

    status: int
    detail: str
    wait: float | None = None
    attempts: int = 1
    answered: bool = False
    beyond: bool = False


def refusal(
    status: int, headers: Mapping[str, str], wall: datetime, *, beyond: bool = False
) -> Failure:
    """The Failure that an HTTP status means which is no answer.

    Args:
        status: The status.
        headers: The response's headers, to be looked up in any case.
        wall: The time on the wall.
        beyond: As in :class:`Failure`.
    """
    detail = f"HTTP {status}"
    if status not in BUSY:
        return Failure(status, detail, beyond=beyond)
    wait = retry_after(headers.get("Retry-After"), date=headers.get("Date"), wall=wall)
    if wait is not None and wait > LONGEST_WAIT:
        detail += f", to be asked again in {wait:.0f} s"
    return Failure(status, detail, wait, attempts=_TRIES, beyond=beyond)


def timed_out(seconds: float, *, reached: bool, beyond: bool = False) -> Failure:
    """The Failure of a server that said nothing for some seconds.

    Args:
        seconds: How long was waited.
        reached: Whether there was a connection: only then may it say something another time.
        beyond: As in :class:`Failure`.
    """
    detail = f"timed out after {seconds:g} s"
    return Failure(0, detail, attempts=2 if reached else 1, beyond=beyond)


def cut_off(detail: str, *, beyond: bool = False) -> Failure:
    """The Failure of a connection that broke off, which may pass."""
    return Failure(0, detail, attempts=_TRIES, beyond=beyond)


def address(base_url: str | None, variable: str, default: str) -> str:
    """Where a service is, without a slash at the end.

    Args:
        base_url: Where the caller says that it is; None or "" for the environment.
        variable: The environment variable that says where it is.
        default: Where it is unless somebody says otherwise.

    Raises:
        ConfigurationError: If it is no http(s) address.
    """
    url = base_url or os.environ.get(variable) or default
    if not _URL.match(url):
        raise ConfigurationError(f"not an http(s) address: {url!r}")
    return url.rstrip("/")


def agent(mailto: str = "") -> str:
    """Who asks, for the User-Agent; with an e-mail address, unless it is ""."""
    contact = f"; mailto:{mailto}" if mailto else ""
    return f"refkit/{__version__} (https://github.com/refkit/refkit{contact})"


def check_mailto(mailto: str) -> None:
    """Refuse what is neither an e-mail address nor "".

    Raises:
        ConfigurationError: If it is something else, such as a header in disguise.
    """
    if mailto and not _MAILTO.fullmatch(mailto):
        raise ConfigurationError(f"not an e-mail address: {mailto!r}")


def raw_json(item: object) -> str:
    """A part of a decoded answer as JSON text again, for ``Record.raw``."""
    try:
        return msgspec.json.encode(item).decode()
    except (ValueError, OverflowError, RecursionError):
        # A half of a surrogate pair, or a number beyond 64 bits: JSON has them, msgspec does not.
        return json.dumps(item)
