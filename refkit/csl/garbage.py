"""Pauses of the garbage collector, for work that makes many objects that are all kept."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector from looking for cycles; there are none.

    A document of 10,000 items holds half a million objects, which the collector would go through
    again and again while it grows: a third of the time. Reference counting frees the rest. In
    several threads the one that paused it is the one that lets it go on.
    """
    paused = gc.isenabled()
    if paused:
        gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()
