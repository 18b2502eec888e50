"""``refkit styles``: the citation styles that can be used."""

from __future__ import annotations

import click

from refkit.cli.streams import write
from refkit.errors import UnknownStyleError


@click.command(epilog="\b\nExamples:\n  refkit styles apa\n  refkit styles 'cell biology'")
@click.argument("query", metavar="[QUERY]", required=False, default="")
def command(query: str) -> int:
    """List the CSL styles whose name or title has the words of QUERY."""
    from refkit import api

    styles = api.find_styles(query)
    if not styles:
        raise UnknownStyleError(f"no style has {query!r} in its name or title")
    widest = min(max(len(style.name) for style in styles), 50)
    write("".join(f"{style.name:<{widest}}  {style.title}\n" for style in styles), None)
    return 0
