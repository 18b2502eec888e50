"""Crossref's pools: the limits that are documented for each, and those that its answers tell.

"Access and authentication" in the documentation of Crossref's REST API, as of 1 December 2025
(https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/): who
gives an e-mail address is served from the polite pool, others from the public one, and each answer
carries the limits in force as headers.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

import msgspec

from refkit.resolve.gate import Gate
from refkit.resolve.limits import Clock, Limit

Kind: TypeAlias = Literal["single", "list"]
"""A look-up of one DOI at ``/works/{doi}``; or a list, ``/works?…``: a filter or a search."""

_LONGEST_INTERVAL: Final = 3600.0
_MOST: Final = 1000
_INTERVAL: Final = re.compile(r"(?P<number>\d{1,5})(?P<unit>ms|s|m|h)?", re.ASCII)
_UNITS: Final = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


class Pool(msgspec.Struct, frozen=True):
    """What a pool allows.

    Attributes:
        limits: Requests of each kind in an interval.
        at_once: Requests under way at once, of both kinds together.
    """

    limits: Mapping[str, Limit]
    at_once: int


PUBLIC: Final = Pool({"single": Limit(5), "list": Limit(1)}, 1)
POLITE: Final = Pool({"single": Limit(10), "list": Limit(3)}, 3)


class PoolLimits:
    """Keeps a Gate to the limits of the pool that requests are served from. Safe for threads.

    Until an answer tells, the documented limits hold. An answer's limit on requests is that of its
    own kind; the limit on concurrency is of both.

    Args:
        polite: Whether requests carry an e-mail address.
        clock: The time.
    """

    def __init__(self, *, polite: bool, clock: Clock) -> None:
        pool = POLITE if polite else PUBLIC
        self.gate = Gate(pool.limits, pool.at_once, clock)
        self._pool = pool
        self._untold = {"single", "list", "at once"}
        self._lock = threading.Lock()

    def told(self, kind: Kind, headers: Mapping[str, str]) -> None:
        """Take note of the headers of an answer; what is broken or absurd in them is ignored.

        Args:
            kind: The kind of request that was answered.
            headers: The headers, to be looked up in lower case.
        """
        with self._lock:
            if headers.get("x-api-pool", "").strip().lower() == "public":
                self._leave_polite_pool()
            at_once = _number(headers.get("x-concurrency-limit"))
            if at_once:
                self._untold.discard("at once")
            limit = self._limit(kind, headers)
            if limit:
                self._untold.discard(kind)
            if limit or at_once:
                self.gate.obey({kind: limit} if limit else {}, at_once)

    def _limit(self, kind: Kind, headers: Mapping[str, str]) -> Limit | None:
        now = self.gate.limit(kind)
        requests = _number(headers.get("x-rate-limit-limit"))
        interval = _seconds(headers.get("x-rate-limit-interval"))
        if requests and interval:
            return Limit(requests, interval)
        # Half a limit is believed only where it asks for less than is done now.
        if requests and requests < now.requests:
            return Limit(requests, now.interval)
        if interval and interval > now.interval:
            return Limit(now.requests, interval)
        return None

    def _leave_polite_pool(self) -> None:
        """An address that Crossref does not accept leads to the public pool, whatever it claims."""
        if self._pool is PUBLIC:
            return
        self._pool = PUBLIC
        limits: dict[str, Limit] = {
            kind: limit for kind, limit in PUBLIC.limits.items() if kind in self._untold
        }
        self.gate.obey(limits, PUBLIC.at_once if "at once" in self._untold else None)


def _number(value: str | None) -> int | None:
    text = (value or "").strip()
    if not re.fullmatch(r"\d{1,6}", text, re.ASCII):
        return None
    number = int(text)
    return number if 1 <= number <= _MOST else None


def _seconds(value: str | None) -> float | None:
    match = _INTERVAL.fullmatch((value or "").strip())
    if not match:
        return None
    seconds = int(match["number"]) * _UNITS[match["unit"] or "s"]
    return seconds if 0 < seconds <= _LONGEST_INTERVAL else None
