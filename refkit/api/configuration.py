"""Configuration: ``[tool.refkit]`` of pyproject.toml, or refkit.toml, for the articles beside it.

docs/configuration.md describes every key with an example.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

import msgspec

from refkit.api.articles import Settings
from refkit.api.globs import fits
from refkit.errors import ConfigurationError
from refkit.model import Severity
from refkit.model.finding import SEVERITIES, Style

if TYPE_CHECKING:
    from refkit.api.configuration_table import Table

FILES: Final = ("refkit.toml", "pyproject.toml")
"""Names of configuration files; of two in one folder, the first is used."""

_FAIL_ON: Final[tuple[Severity | Literal["never"], ...]] = (*SEVERITIES, "never")
_STYLES: Final[tuple[Style, ...]] = get_args(Style)
_KEYS: Final = (
    "select", "ignore", "per-file-ignores", "severity", "fail-on", "style", "exclude", "sources",
    "lockfile", "locked", "baseline",
)  # fmt: skip
_SOURCES_KEYS: Final = (
    "records", "records-complete", "snapshots", "offline", "cache", "mailto",
)  # fmt: skip


class SourceSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Where Records come from; as the arguments of :class:`refkit.Sources`.

    Attributes:
        records: Files of records.
        records_complete: Whether they hold every work.
        snapshots: Folders of Snapshots.
        offline: Whether to use no network.
        cache: Whether to read and keep answers on disk.
        mailto: An e-mail address for the registries, or "".
    """

    records: tuple[Path, ...] = ()
    records_complete: bool = False
    snapshots: tuple[Path, ...] = ()
    offline: bool = False
    cache: bool = True
    mailto: str = ""


class Configuration(msgspec.Struct, frozen=True, kw_only=True):
    """How articles are checked.

    Attributes:
        path: The file that it was read from; None for the defaults.
        select: Codes of rules, or beginnings of codes; empty for all.
        ignore: Codes to leave out.
        per_file_ignores: Patterns of paths, and the codes to leave out for each.
        severity: Codes or beginnings of codes, and the severity that their findings get.
        fail_on: The least severity with which the exit code is 1; None for never.
        style: The form that lists and citations are held to.
        exclude: Patterns of files and folders to pass over within folders.
        sources: Where Records come from.
        lockfile: One Lockfile for all articles; None for ``refkit.lock`` beside each.
        locked: Whether the Lockfile alone decides.
        baseline: The file of known findings; None for none.
    """

    path: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    severity: Mapping[str, Severity] = {}
    fail_on: Severity | None = "warning"
    style: Style = "auto"
    exclude: tuple[str, ...] = ()
    sources: SourceSettings = SourceSettings()
    lockfile: Path | None = None
    locked: bool = False
    baseline: Path | None = None

    def settings_for(self, article: Path | str) -> Settings:
        """Which rules are held against an article, and how.

        Args:
            article: Its path; "" or "-" for one that comes from no file.
        """
        from refkit.verify.registry import codes_of

        parts = self._parts(article)
        # In full, for of a selection and an ignored beginning the longer decides, and what is
        # ignored for a file is ignored in any case.
        ignored = [
            code
            for pattern, prefixes in self.per_file_ignores
            if parts and fits(pattern, parts)
            for prefix in prefixes
            for code in codes_of(prefix)
        ]
        return Settings(
            select=self.select,
            ignore=tuple(dict.fromkeys([*self.ignore, *ignored])),
            severity=self.severity,
            style=self.style,
            fail_on=self.fail_on,
        )

    def excluded(self, path: Path | str) -> bool:
        """Whether a file or folder is passed over where it is found in a folder."""
        parts = self._parts(path)
        return bool(parts) and any(fits(pattern, parts) for pattern in self.exclude)

    def _parts(self, path: Path | str) -> tuple[str, ...]:
        """The parts of a path from the folder of the file; () for one outside of it."""
        if self.path is None or str(path) in ("", "-"):
            return ()
        folder = self.path.parent
        for absolute in (os.path.abspath, os.path.realpath):
            try:
                return Path(absolute(path)).relative_to(absolute(folder)).parts
            except ValueError:
                continue  # outside, or by way of a link
        return ()


def find_configuration(paths: Iterable[Path | str] = ()) -> Path | None:
    """The configuration file for a run: the nearest one above all of its paths.

    Args:
        paths: What is to be checked: files and folders; "-" stands for the current folder, as
            does nothing at all.

    Returns:
        The first of "refkit.toml" and a "pyproject.toml" that has a ``[tool.refkit]``, in the
        folder that all paths have in common or the nearest one above it; None if there is none.

    Raises:
        ConfigurationError: If a pyproject.toml on the way cannot be read, or speaks of refkit and
            is no valid TOML.
    """
    folder = _common_folder(paths)
    for each in (folder, *folder.parents):
        for name in FILES:
            file = each / name
            if os.path.isfile(file) and (name != "pyproject.toml" or _speaks_of_refkit(file)):
                return file
    return None


def load_configuration(path: Path | str) -> Configuration:
    """Read a configuration file.

    Args:
        path: A pyproject.toml, whose ``[tool.refkit]`` is read, or a file of any other name, whose
            keys stand at the top.

    Raises:
        ConfigurationError: If it cannot be read, or holds what cannot be honoured; names file,
            line and key, and what is allowed.
        UnknownRuleError: If a code fits no rule; with the same place.
    """
    from refkit.api.configuration_table import Table, read_toml

    file = Path(path)
    source, values = read_toml(file)
    table = Table(file, source, (), values)
    if file.name == "pyproject.toml":
        if "refkit" not in table.table("tool").values:
            raise ConfigurationError(f"{file}: has no [tool.refkit]")
        table = table.table("tool").table("refkit")
    table.refuse_others(_KEYS)
    fail_on = table.choice("fail-on", "warning", _FAIL_ON)
    return Configuration(
        path=file,
        select=table.codes("select"),
        ignore=table.codes("ignore"),
        per_file_ignores=table.codes_by_glob("per-file-ignores"),
        severity=table.severities("severity", SEVERITIES),
        fail_on=None if fail_on == "never" else fail_on,
        style=table.choice("style", "auto", _STYLES),
        exclude=table.globs("exclude"),
        sources=_sources(table.table("sources")),
        lockfile=table.file_path("lockfile"),
        locked=table.flag("locked", False),
        baseline=table.file_path("baseline"),
    )


def _sources(table: Table) -> SourceSettings:
    table.refuse_others(_SOURCES_KEYS)
    records = table.file_paths("records")
    complete = table.flag("records-complete", False)
    if complete and not records:
        problem = "sources.records-complete says something about sources.records, and needs it"
        raise ConfigurationError(table.placed("records-complete", problem))
    return SourceSettings(
        records=records,
        records_complete=complete,
        snapshots=table.file_paths("snapshots"),
        offline=table.flag("offline", False),
        cache=table.flag("cache", True),
        mailto=table.text("mailto"),
    )


def _common_folder(paths: Iterable[Path | str]) -> Path:
    folders = set()
    for path in paths:
        absolute = os.path.abspath("" if str(path) == "-" else path)
        folders.add(absolute if os.path.isdir(absolute) else os.path.dirname(absolute))
    try:
        return Path(os.path.commonpath(folders or {os.getcwd()}))
    except ValueError:
        return Path.cwd()  # two drives of Windows


def _speaks_of_refkit(file: Path) -> bool:
    """Whether a pyproject.toml has a ``[tool.refkit]``; one without the word is not even parsed."""
    from refkit.api.configuration_table import read_toml

    try:
        if b"refkit" not in file.read_bytes():
            return False
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise ConfigurationError(f"{file}: cannot be read: {reason}") from error
    tool = read_toml(file)[1].get("tool")
    return isinstance(tool, dict) and "refkit" in tool
