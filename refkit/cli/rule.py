"""``refkit rule``: the documentation of the rules."""

from __future__ import annotations

import click

from refkit.cli.streams import write


@click.command(epilog="\b\nExamples:\n  refkit rule\n  refkit rule M302")
@click.argument("code", metavar="[CODE]", required=False)
def command(code: str | None) -> int:
    """Explain a rule, or list them all."""
    from refkit import api

    if code is None:
        rules = api.rules()
        widest = max((len(rule.name) for rule in rules), default=0)
        write(
            "".join(
                f"{rule.code}  {rule.severity:<7}  {rule.name:<{widest}}  {rule.summary}\n"
                for rule in rules
            ),
            None,
        )
        return 0
    rule = api.rule(code.upper())
    head = f"{rule.code} {rule.name} ({rule.severity})"
    write(f"{head}\n{'=' * len(head)}\n\n{rule.documentation.strip()}\n", None)
    return 0
