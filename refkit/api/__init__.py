"""The orchestrator: read, parse, resolve, check, fix, lock, render, cite, load, dump.

Every function here strings rooms together and holds no logic of its own. Rooms are imported where
they are used, so that ``import refkit`` stays quick.

A *source* argument is text (``str``), the bytes of a file, a :class:`pathlib.Path`, or an open
file. A ``str`` is always the text itself, never a file's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

# Four rooms share their names with functions below. A package binds its name in ``refkit`` when it
# is first imported; imported here, before ``refkit`` binds the functions, it takes none of them.
import refkit.fix
import refkit.parse
import refkit.render  # noqa: F401 - for the binding alone
from refkit.api.about import (
    article_extensions,
    article_forms,
    excuses,
    is_article_xml,
    rule,
    rules,
)
from refkit.api.articles import Settings, check
from refkit.api.baseline import Baseline, write_baseline
from refkit.api.cited import embedded_works, exact_works
from refkit.api.configuration import (
    Configuration,
    SourceSettings,
    find_configuration,
    load_configuration,
)
from refkit.api.fixing import fix, rewrite_list
from refkit.api.identifying import candidates, resolve
from refkit.api.inputs import Input, Readable, read
from refkit.api.locking import lock, lockfile_of, open_lockfile
from refkit.api.many import check_all
from refkit.api.references import load_tagger, parse, parse_reference, train
from refkit.api.stores import (
    build_snapshot,
    cache_info,
    clear_cache,
    search_snapshot,
    snapshot_info,
)
from refkit.api.works import (
    cite,
    describe_style,
    dump,
    find_styles,
    format_of_name,
    formats,
    load,
    load_abbreviations,
    load_all,
    losses,
    preview_style,
    render,
    works_format,
)
from refkit.fix.fixed import Fixed
from refkit.fix.rewritten import Rewritten
from refkit.resolve.sources import Sources

if TYPE_CHECKING:
    from refkit.api.library import (
        Checked,
        Intake,
        Obtained,
        add_intake,
        check_library,
        cited_keys,
        find_library,
        open_library,
        works_of,
    )
    from refkit.parse.tagger import Tagger
    from refkit.parse.training import Training
    from refkit.resolve.lockfile import Lockfile
    from refkit.resolve.snapshot import SnapshotInfo
    from refkit.resolve.snapshot_build import Built

_OF_LIBRARIES = (
    "Checked",
    "Intake",
    "Obtained",
    "add_intake",
    "check_library",
    "cited_keys",
    "find_library",
    "open_library",
    "works_of",
)
"""Names of :mod:`refkit.api.library`, which is imported when one of them is first used."""

__all__ = [
    "Baseline",
    "Built",
    "Checked",
    "Configuration",
    "Fixed",
    "Input",
    "Intake",
    "Lockfile",
    "Obtained",
    "Readable",
    "Rewritten",
    "Settings",
    "SnapshotInfo",
    "SourceSettings",
    "Sources",
    "Tagger",
    "Training",
    "add_intake",
    "article_extensions",
    "article_forms",
    "build_snapshot",
    "cache_info",
    "candidates",
    "check",
    "check_all",
    "check_library",
    "cite",
    "cited_keys",
    "clear_cache",
    "describe_style",
    "dump",
    "embedded_works",
    "exact_works",
    "excuses",
    "find_configuration",
    "find_library",
    "find_styles",
    "fix",
    "format_of_name",
    "formats",
    "is_article_xml",
    "load",
    "load_abbreviations",
    "load_all",
    "load_configuration",
    "load_tagger",
    "lock",
    "lockfile_of",
    "losses",
    "open_library",
    "open_lockfile",
    "parse",
    "parse_reference",
    "preview_style",
    "read",
    "render",
    "resolve",
    "rewrite_list",
    "rule",
    "rules",
    "search_snapshot",
    "snapshot_info",
    "train",
    "works_format",
    "works_of",
    "write_baseline",
]


def __getattr__(name: str) -> object:
    if name not in _OF_LIBRARIES:
        raise AttributeError(f"module 'refkit.api' has no attribute {name!r}")
    from refkit.api import library

    return getattr(library, name)
