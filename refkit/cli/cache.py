"""``refkit cache``: what is kept of the answers of Crossref and the others, and its removal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

import click

from refkit.cli.streams import write

_PLURALS: Final = {"record": "records", "absence": "absences", "search": "searches"}


@click.group(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit cache info\n"
        "  refkit cache clear --older-than 30\n"
        "  refkit cache clear --source crossref"
    )
)
def command() -> None:
    """Look at the cache of answers, or clear it.

    Records and searches are asked for anew after 7 days, works that were not found after one; with
    --refresh at once. The cache is in REFKIT_CACHE_DIR, or where the system keeps caches.
    """


@command.command(epilog="\b\nExamples:\n  refkit cache info")
def info() -> int:
    """Say where the cache is, how large, and what it holds."""
    from refkit import api

    found = api.cache_info()
    if not found.bytes:
        write(f"no cache at {found.path}\n", None)
        return 0
    total = sum(sum(kinds.values()) for kinds in found.entries.values())
    lines = [
        ("path", found.path),
        ("size", _size(found.bytes)),
        ("entries", str(total)),
        *((source, _kinds(kinds)) for source, kinds in found.entries.items()),
        ("oldest", _age(found.oldest)),
        ("newest", _age(found.newest)),
    ]
    widest = max(len(label) for label, _ in lines)
    write("".join(f"{label:<{widest}}  {text}\n" for label, text in lines if text), None)
    return 0


@command.command(
    epilog=(
        "\b\nExamples:\n  refkit cache clear\n  refkit cache clear --source doi.org --older-than 7"
    )
)
@click.option(
    "--older-than",
    metavar="DAYS",
    type=click.IntRange(0, 36_500),
    help="Only the answers that were kept more than so many days ago.",
)
@click.option(
    "--source", metavar="NAME", default="", help="Only the answers of this source: crossref."
)
def clear(older_than: int | None, source: str) -> int:
    """Remove answers from the cache; all of them without an option."""
    from refkit import api

    age = None if older_than is None else timedelta(days=older_than)
    number = api.clear_cache(source, older_than=age)
    write(f"removed {number} answer{'' if number == 1 else 's'}\n", None)
    return 0


def _size(size: float) -> str:
    if size < 1000:
        return f"{size:.0f} bytes"
    for unit in ("kB", "MB"):
        size /= 1000
        if size < 1000:
            return f"{size:.1f} {unit}"
    return f"{size / 1000:.1f} GB"


def _kinds(kinds: dict[str, int]) -> str:
    return ", ".join(
        f"{kinds[kind]} {kind if kinds[kind] == 1 else plural}"
        for kind, plural in _PLURALS.items()
        if kind in kinds
    )


def _age(moment: datetime | None) -> str:
    if moment is None:
        return ""
    days = max(0, (datetime.now(UTC) - moment).days)
    ago = f"{days} day{'' if days == 1 else 's'} ago" if days else "less than a day ago"
    return f"{moment:%Y-%m-%d %H:%M} UTC, {ago}"
