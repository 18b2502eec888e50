"""``refkit rule``: the documentation of the rules, and of the excuses."""

from __future__ import annotations

import click

from refkit.cli.streams import write


@click.command(
    epilog=(
        "\b\n"
        "Examples:\n"
        "  refkit rule\n"
        "  refkit rule M302\n"
        "  refkit rule excuses\n"
        "  refkit rule near-year\n"
        "  refkit rule --markdown > rules.md"
    )
)
@click.argument("code", metavar="[CODE|EXCUSE|excuses]", required=False)
@click.option("--markdown", is_flag=True, help="Write all rules and excuses as one page.")
def command(code: str | None, markdown: bool) -> int:
    """Explain a rule or an excuse, or list them all.

    An excuse is a way in which a field of a reference and of its record may differ and yet agree.
    """
    from refkit import api
    from refkit.report import manual

    if markdown and code is not None:
        raise click.UsageError("--markdown writes everything; leave out the code")
    if markdown:
        text = manual.write_manual(api.rules(), api.excuses())
    elif code is None:
        text = manual.list_rules(api.rules())
    elif code.lower() == "excuses":
        text = manual.list_excuses(api.excuses())
    else:
        text = _explained(code)
    write(text, None)
    return 0


def _explained(code: str) -> str:
    from refkit import api
    from refkit.report import manual

    for excuse in api.excuses():
        if excuse.name == code.lower():
            return manual.explain_excuse(excuse)
    return manual.explain_rule(api.rule(code.upper()))
