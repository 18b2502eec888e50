"""Everything that refkit raises.

    RefkitError                        catch this one to catch them all
    ├── ConfigurationError             an option or configuration that cannot be honoured
    │   ├── UnknownStyleError          no CSL style or locale of that name, id or path
    │   ├── UnknownRuleError           no rule with that code
    │   └── UnknownKeyError            no work, note, file or change of that name in a library
    ├── InputError                     a file, text or record that cannot be read
    │   ├── UnreadableError            missing, binary, empty, too large, not permitted
    │   │   └── DamagedError           a library whose file is damaged
    │   └── FormatError                broken content: says file, line, entry and field
    └── SourceError                    misuse of a Source; outages are data, never raised

Failures of the outside world (a source that is down, an entry that cannot be parsed) travel as
data. Exceptions are for misuse, I/O and configuration.
"""

from __future__ import annotations

from functools import partial


class RefkitError(Exception):
    """The root of all errors of refkit."""


class ConfigurationError(RefkitError, ValueError):
    """An option or configuration that cannot be honoured."""


class UnknownStyleError(ConfigurationError):
    """No CSL style or locale of that name, id or path."""


class UnknownRuleError(ConfigurationError):
    """No rule with that code."""


class UnknownKeyError(ConfigurationError, KeyError):
    """No work, note, attachment or change of that name is in the library."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class InputError(RefkitError, ValueError):
    """A file, text or record that cannot be read.

    Args:
        reason: What is wrong, in words for the person who made the file.
        path: The file's name as the user gave it, or "" for text from memory.
        line: The line, counted from 1, or 0 where none can be named.
        entry: The entry's id or number in the file, or "".
        field: The field's CSL or BibTeX name, or "".
    """

    def __init__(
        self, reason: str, *, path: str = "", line: int = 0, entry: str = "", field: str = ""
    ) -> None:
        super().__init__(reason, path, line, entry, field)
        self.reason = reason
        self.path = path
        self.line = line
        self.entry = entry
        self.field = field

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions are copied, and sent to another process, by their positional arguments.
        made = partial(
            type(self),
            self.reason,
            path=self.path,
            line=self.line,
            entry=self.entry,
            field=self.field,
        )
        return made, ()

    def __str__(self) -> str:
        place = self.path or "<text>"
        if self.line:
            place += f":{self.line}"
        subject = ", ".join(
            part
            for part in (
                f"entry {self.entry}" if self.entry else "",
                f"field {self.field}" if self.field else "",
            )
            if part
        )
        return f"{place}: {subject + ': ' if subject else ''}{self.reason}"


class UnreadableError(InputError):
    """A file that is missing, binary, empty, too large, or not permitted."""


class DamagedError(UnreadableError):
    """A library whose file is damaged; :func:`refkit.store.salvage.salvage` may help."""


class FormatError(InputError):
    """Content that breaks the rules of its format."""


class SourceError(RefkitError):
    """Misuse of a Source, such as asking a closed one. An outage is data and never raises."""
