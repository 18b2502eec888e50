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
from refkit.api.about import article_extensions, excuses, rule, rules
from refkit.api.articles import Settings, check
from refkit.api.baseline import Baseline, write_baseline
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
    load,
    load_all,
    preview_style,
    render,
)
from refkit.fix.fixed import Fixed
from refkit.fix.rewritten import Rewritten
from refkit.resolve.sources import Sources

if TYPE_CHECKING:
    from refkit.parse.tagger import Tagger
    from refkit.parse.training import Training
    from refkit.resolve.lockfile import Lockfile
    from refkit.resolve.snapshot import SnapshotInfo
    from refkit.resolve.snapshot_build import Built

__all__ = [
    "Baseline",
    "Built",
    "Configuration",
    "Fixed",
    "Input",
    "Lockfile",
    "Readable",
    "Rewritten",
    "Settings",
    "SnapshotInfo",
    "SourceSettings",
    "Sources",
    "Tagger",
    "Training",
    "article_extensions",
    "build_snapshot",
    "cache_info",
    "candidates",
    "check",
    "check_all",
    "cite",
    "clear_cache",
    "describe_style",
    "dump",
    "excuses",
    "find_configuration",
    "find_styles",
    "fix",
    "load",
    "load_all",
    "load_configuration",
    "load_tagger",
    "lock",
    "lockfile_of",
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
    "write_baseline",
]
