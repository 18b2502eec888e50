"""The baseline: a file of findings that are known, so that only new ones fail an old article."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from refkit.api.articles import Settings
from refkit.errors import ConfigurationError, FormatError
from refkit.files import replace_file
from refkit.model import Report, Suppressed

if TYPE_CHECKING:
    from refkit.verify.baseline import Known, Split

_VERSION: Final = 1
_FIELDS: Final = ("code", "fingerprint", "message", "text")
_LONE_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")


class Baseline(msgspec.Struct, frozen=True):
    """The known findings of some articles.

    Attributes:
        path: The file that holds them.
        files: The findings of each article, by its path from the file's folder, with "/".
    """

    path: Path
    files: Mapping[str, list[Known]] = {}

    @classmethod
    def load(cls, path: Path | str) -> Baseline:
        """Read a baseline.

        Raises:
            ConfigurationError: If there is no such file.
            UnreadableError: If it cannot be read.
            FormatError: If it is broken; names the line.
        """
        from refkit.readers import read_bytes

        file = Path(path)
        if not os.path.lexists(file):
            raise ConfigurationError(f"{file}: no such baseline; --write-baseline makes it")
        return cls(file, _read(read_bytes(file), str(path)))

    def split(self, report: Report, settings: Settings | None = None) -> Split:
        """Part the findings of a report into new and known ones.

        Args:
            report: The report on an article.
            settings: What it was checked with: what was not looked for is not gone.
        """
        from refkit.verify.baseline import split_findings

        known = self.files.get(_key(report.path, self.path), [])
        return split_findings(report, known, _ran(settings))

    def hide(self, report: Report, settings: Settings | None = None) -> tuple[Report, list[Known]]:
        """The report without its known findings, and what was known and is gone.

        Args:
            report: The report on an article; it is left as it is.
            settings: As for :meth:`split`.

        Returns:
            The report, with the known findings among those that are suppressed; and those of the
            baseline that were not found any more, where that is certain. The exit code goes by
            what is new; references that could not be checked count as before.
        """
        new, known, gone = self.split(report, settings)
        others = [each for each in report.suppressed if each.by != "baseline"]
        reason = f"in {self.path.name}"
        hidden = [Suppressed(finding, reason, by="baseline") for finding in known]
        return msgspec.structs.replace(report, findings=new, suppressed=others + hidden), gone


def write_baseline(
    reports: Iterable[Report],
    path: Path | str,
    settings_for: Callable[[str], Settings] | None = None,
) -> Baseline:
    """Write the findings of reports as known.

    The findings of articles that are not among the reports stay known, if their files are still
    there; so does what may still be there and was not looked for. Nothing is written where
    nothing changed.

    Args:
        reports: One report for each article.
        path: The file. It is replaced as a whole or not at all.
        settings_for: What gives, for the path of an article, what it was checked with.

    Returns:
        What is known now.

    Raises:
        ConfigurationError: If it cannot be written.
        UnreadableError: If there is one that cannot be read.
        FormatError: If there is one that is broken. It is left as it is.
    """
    from refkit.verify.baseline import known_findings

    file = Path(path)
    old = Baseline.load(file) if os.path.lexists(file) else Baseline(file)
    files = {key: known for key, known in old.files.items() if (file.parent / key).exists()}
    for report in reports:
        key = _key(report.path, file)
        gone = old.split(report, settings_for(report.path) if settings_for else None).gone
        found = known_findings(report)
        prints = {each.fingerprint for each in [*found, *gone]}
        kept = [each for each in old.files.get(key, []) if each.fingerprint not in prints]
        files[key] = sorted([*found, *kept])
    known = Baseline(file, {key: files[key] for key in sorted(files) if files[key]})
    data = _written(known.files)
    try:
        if not file.is_file() or file.read_bytes() != data:
            replace_file(file, data)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ConfigurationError(f"cannot write {file}: {reason}") from error
    return known


def _key(article: str, baseline: Path) -> str:
    """An article's path from the folder of a baseline, the same on every system."""
    if not article or article.startswith("<"):
        return article or "<text>"
    folder = os.path.dirname(os.path.abspath(baseline))
    try:
        return Path(os.path.relpath(os.path.abspath(article), folder)).as_posix()
    except ValueError:
        return Path(article).as_posix()  # another drive of Windows


def _ran(settings: Settings | None) -> set[str] | None:
    from refkit.verify import select

    if settings is None:
        return None
    return {rule.code for rule in select(settings.select, settings.ignore)}


def _written(files: Mapping[str, list[Known]]) -> bytes:
    """One finding a line, so that a diff shows the ones that changed."""
    parts = []
    for key, known in files.items():
        rows = ",\n".join(f"      {_json(msgspec.structs.asdict(each))}" for each in known)
        parts.append(f"    {_json(key)}: [\n{rows}\n    ]")
    content = "{\n" + ",\n".join(parts) + "\n  }" if parts else "{}"
    return f'{{\n  "version": {_VERSION},\n  "files": {content}\n}}\n'.encode()


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    # A file name that is no UTF-8 reaches Python as lone surrogates, which UTF-8 cannot carry.
    return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _read(data: bytes, path: str) -> dict[str, list[Known]]:
    """The findings in a baseline.

    Raises:
        FormatError: If it is broken.
    """
    try:
        source = data.decode("utf-8-sig")
        content: Any = json.loads(source)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FormatError("is not UTF-8", path=path, line=line) from error
    except json.JSONDecodeError as error:
        raise FormatError(f"is no valid JSON: {error.msg}", path=path, line=error.lineno) from error
    except (RecursionError, ValueError) as error:
        raise FormatError("is no baseline", path=path) from error
    if not isinstance(content, dict) or not isinstance(content.get("files"), dict):
        raise FormatError("is no baseline: it has no files", path=path, line=1)
    if content.get("version") != _VERSION:
        line = _line_of(source, '"version"')
        reason = f"was written by another version of refkit: it is no version {_VERSION}"
        raise FormatError(reason, path=path, line=line)
    return {key: _entries(key, rows, source, path) for key, rows in content["files"].items()}


def _entries(key: str, rows: object, source: str, path: str) -> list[Known]:
    from refkit.verify.baseline import Known

    line = _line_of(source, json.dumps(key, ensure_ascii=False))
    if not isinstance(rows, list):
        raise FormatError("must have a list of findings", path=path, line=line, entry=key)
    entries = []
    for number, row in enumerate(rows, 1):
        values = [row.get(field) for field in _FIELDS] if isinstance(row, dict) else [None]
        texts = [value for value in values if isinstance(value, str)]
        if len(texts) < len(_FIELDS):
            wanted = ", ".join(_FIELDS)
            reason = f"finding {number} needs {wanted}, each a string"
            # A finding has a line of its own, unless somebody formatted the file otherwise.
            raise FormatError(reason, path=path, line=line and line + number, entry=key)
        entries.append(Known(*texts))
    return entries


def _line_of(source: str, text: str) -> int:
    at = source.find(text)
    return source.count("\n", 0, at) + 1 if at >= 0 else 0
