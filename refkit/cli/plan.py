"""Plans: what a command is to do with articles, by its options and the configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import click

from refkit.cli import options
from refkit.cli.options import Places
from refkit.cli.streams import STDIN_NAME, Article, articles
from refkit.errors import ConfigurationError, UnreadableError

if TYPE_CHECKING:
    from refkit.api import Configuration, Lockfile, Settings, Sources

_Function = TypeVar("_Function", bound=Callable[..., Any])


class Chosen(NamedTuple):
    """The options of :func:`checking`, as they were given; None or () where they were not.

    Attributes:
        config: The configuration file.
        no_config: Whether to look for none.
        select: Codes and beginnings of codes, with commas.
        ignore: The same.
        style: The form that lists are held to.
        fail_on: The least severity that fails the check, or "never".
        locked: Whether the Lockfile alone decides.
        lockfile: The Lockfile.
    """

    config: Path | None
    no_config: bool
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    style: str | None
    fail_on: str | None
    locked: bool
    lockfile: Path | None


def checking(function: _Function) -> _Function:
    """Add the options that say what is held against articles, and where Records come from.

    The command is given them as two arguments, ``chosen`` and ``places``; :func:`plan` takes them.
    """

    @wraps(function)
    def command(**values: Any) -> Any:
        chosen = Chosen(**{name: values.pop(name) for name in Chosen._fields})
        return function(chosen=chosen, **values)

    decorated = options.sources(cast("_Function", command))
    for option in (
        click.option(
            "--fail-on",
            type=click.Choice(["error", "warning", "info", "never"]),
            help="The least severity that makes the exit code 1; by default warning.",
        ),
        click.option(
            "--style",
            type=click.Choice(["auto", "apa", "apa-6", "none"]),
            help="Hold lists and citations to this form; auto, the default, is the one they have.",
        ),
        click.option("--ignore", metavar="CODES", multiple=True, help="Not these rules."),
        click.option(
            "--select",
            metavar="CODES",
            multiple=True,
            help="Only these rules: codes or prefixes, with commas (D2,M302); repeatable.",
        ),
        click.option(
            "--lockfile",
            metavar="FILE",
            type=click.Path(path_type=Path),
            help="With --locked: go by this file.",
        ),
        click.option(
            "--locked",
            is_flag=True,
            help="Ask nobody: go by the refkit.lock of `refkit lock`, beside each article.",
        ),
        options.no_config,
        options.config,
    ):
        decorated = option(decorated)
    return decorated


class Plan(NamedTuple):
    """What a command is to do with articles.

    Attributes:
        configuration: The configuration, or the defaults.
        places: Where Records come from.
        locked: Whether the Lockfile alone decides.
        lockfile: One Lockfile for all articles; None for the one beside each.
        settings: What gives an article's Settings for its path; "" for one that comes from no file.
    """

    configuration: Configuration
    places: Places
    locked: bool
    lockfile: Path | None
    settings: Callable[[str], Settings]

    def articles(
        self, paths: Sequence[str], passed: Callable[[Path], bool] = lambda _: False
    ) -> list[Article | UnreadableError]:
        """The articles that arguments name; of folders none that is excluded, or passed over.

        Args:
            paths: Files, folders, and "-".
            passed: Whether a file or folder is passed over where it is found in a folder.
        """
        excluded = self.configuration.excluded
        return list(articles(paths, excluded=lambda path: excluded(path) or passed(path)))

    def open_sources(self) -> AbstractContextManager[Sources | None]:
        """The Sources; none where the Lockfile alone decides."""
        return nullcontext() if self.locked else options.open_sources(self.places)

    def lockfile_for(self) -> Callable[[str], Lockfile] | None:
        """What gives an article its Lockfile for its path, each read once; None without any."""
        from refkit import api

        if not self.locked:
            return None
        opened = cache(api.open_lockfile)
        # The article on standard input is taken to be one of this folder.
        return lambda path: opened(self.lockfile or api.lockfile_of(path or STDIN_NAME))


def plan(paths: Sequence[str], chosen: Chosen, places: Places) -> Plan:
    """The plan that options and configuration make; what an option says goes before.

    Args:
        paths: The arguments of the command.
        chosen: The options of :func:`checking`.
        places: Those of :func:`refkit.cli.options.sources`.

    Raises:
        ConfigurationError: If the configuration cannot be honoured, or options contradict.
        UnknownRuleError: If a code fits no rule.
    """
    configuration = configuration_of(paths, chosen.config, chosen.no_config)
    locked = chosen.locked or (configuration.locked and not _named(places))
    if chosen.lockfile and not locked:
        raise ConfigurationError("--lockfile names the file for --locked, and needs it")
    if chosen.locked and (beside := _named(places)):
        raise ConfigurationError(
            f"--locked asks nothing but the lockfile; leave out {', '.join(beside)}"
        )
    select, ignore = options.codes(chosen.select), options.codes(chosen.ignore)

    def settings(path: str) -> Settings:
        from msgspec.structs import replace

        given: dict[str, Any] = {}
        if select:
            given["select"] = select
        if chosen.style:
            given["style"] = chosen.style
        if chosen.fail_on:
            given["fail_on"] = None if chosen.fail_on == "never" else chosen.fail_on
        found = configuration.settings_for(path)
        if ignore:
            given["ignore"] = (*found.ignore, *ignore)
        return replace(found, **given)

    return Plan(
        configuration=configuration,
        places=completed(places, configuration),
        locked=locked,
        lockfile=chosen.lockfile or configuration.lockfile,
        settings=settings,
    )


def configuration_of(paths: Iterable[str], config: Path | None, no_config: bool) -> Configuration:
    """The configuration of a run; the defaults where there is none.

    Raises:
        ConfigurationError: If it cannot be honoured; names file and line.
    """
    from refkit import api

    if config and no_config:
        raise ConfigurationError("--config and --no-config exclude each other")
    found = config or (None if no_config else api.find_configuration(paths))
    return api.load_configuration(found) if found else api.Configuration()


def _named(places: Places) -> list[str]:
    """The options of :func:`refkit.cli.options.sources` that were given, and that ask Sources."""
    named = {
        "--records": places.records,
        "--records-complete": places.records_complete,
        "--snapshot": places.snapshots,
        "--offline": places.offline,
        "--refresh": places.refresh,
        "--no-cache": places.no_cache,
    }
    return [option for option, given in named.items() if given]


def completed(places: Places, configuration: Configuration) -> Places:
    """The options, completed by what the configuration says of Sources."""
    known = configuration.sources
    return places._replace(
        records=places.records or known.records,
        records_complete=places.records_complete or (known.records_complete and not places.records),
        snapshots=places.snapshots or known.snapshots,
        offline=places.offline or known.offline,
        no_cache=places.no_cache or not known.cache,
        mailto=places.mailto or known.mailto,
    )
