"""refkit: check, parse, identify, render and export scholarly references."""

from typing import TYPE_CHECKING

from refkit._version import __version__
from refkit.api import (
    Fixed,
    Settings,
    Sources,
    check,
    cite,
    dump,
    fix,
    load,
    load_tagger,
    lock,
    parse,
    parse_reference,
    read,
    render,
    resolve,
    train,
)
from refkit.errors import (
    ConfigurationError,
    FormatError,
    InputError,
    RefkitError,
    SourceError,
    UnknownRuleError,
    UnknownStyleError,
    UnreadableError,
)
from refkit.model import (
    Citation,
    Date,
    Document,
    Finding,
    Fix,
    Match,
    Name,
    Record,
    Reference,
    Report,
    Verdict,
    Work,
)
from refkit.model.locked import LockReport

if TYPE_CHECKING:
    from refkit.store import Library

__all__ = [
    "Citation",
    "ConfigurationError",
    "Date",
    "Document",
    "Finding",
    "Fix",
    "Fixed",
    "FormatError",
    "InputError",
    "Library",
    "LockReport",
    "Match",
    "Name",
    "Record",
    "Reference",
    "RefkitError",
    "Report",
    "Settings",
    "SourceError",
    "Sources",
    "UnknownRuleError",
    "UnknownStyleError",
    "UnreadableError",
    "Verdict",
    "Work",
    "__version__",
    "check",
    "cite",
    "dump",
    "fix",
    "load",
    "load_tagger",
    "lock",
    "parse",
    "parse_reference",
    "read",
    "render",
    "resolve",
    "train",
]


def __getattr__(name: str) -> object:
    """``Library``, which brings SQLite along, when it is first used."""
    if name != "Library":
        raise AttributeError(f"module 'refkit' has no attribute {name!r}")
    from refkit.store import Library

    globals()["Library"] = Library
    return Library
