"""Originals: articles that are opened, checked, mended, and written back."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from refkit.api.articles import Reading, Settings, locked_report_of, reading_of, report_of
from refkit.api.identifying import verdicts_of
from refkit.api.inputs import Input, data_of, read_data
from refkit.api.locking import open_lockfile
from refkit.api.packed import Packed
from refkit.errors import ConfigurationError, InputError, UnreadableError
from refkit.files import replace_file
from refkit.fix.apply import replaced
from refkit.fix.original import Original, original_of
from refkit.model import Document, Fix, Report, Verdict
from refkit.resolve.sources import Sources

if TYPE_CHECKING:
    from refkit.parse.tagger import Tagger
    from refkit.resolve.lockfile import Lockfile
    from refkit.resolve.session import Progress


class State(msgspec.Struct, frozen=True):
    """An article, and what there is to say of it, at one moment of its repair.

    Attributes:
        original: Its file; of one that is no text, a Packed.
        reading: What was read of it.
        report: The Report on it.
        unlocked: The numbers of its references that the Lockfile lacks, where one alone decides.
    """

    original: Original | Packed
    reading: Reading
    report: Report
    unlocked: frozenset[int] = frozenset()

    @property
    def source(self) -> str:
        """The text of the file, without others that it takes in."""
        return self.reading.document.own_source

    @property
    def data(self) -> bytes | None:
        """The content of the file; None for a text from memory."""
        return self.original.data if self.original.encoding else None

    def identified(self) -> set[int]:
        """The numbers of the references that were identified and read as they stand."""
        return {
            number
            for number, verdict in enumerate(self.report.verdicts)
            if verdict.match is not None and not verdict.reference.repairs
        }


class Bench(msgspec.Struct, frozen=True):
    """How an article is read and checked, the first time and after each change.

    Attributes:
        settings: Which rules are held against it.
        lines: Whether every line is a reference.
        tagger: The model that reads references which are not APA.
    """

    settings: Settings
    lines: bool
    tagger: Tagger | None

    def first(
        self,
        source: Input | Document,
        format: str | None,
        sources: Sources | None,
        progress: Progress | None,
        locked: Path | str | Lockfile | None,
    ) -> State:
        """Open an article and check it; see :func:`refkit.check`."""
        data, document = _opened(source, format)
        reading = reading_of(document, None, self.lines, self.tagger)
        original = _original(data, reading.document)
        if locked is None:
            verdicts = verdicts_of(reading.references, sources, progress)
            return State(original, reading, report_of(reading, verdicts, self.settings))
        if sources is not None:
            raise ConfigurationError("a check that is locked asks no sources")
        lockfile = open_lockfile(locked)
        path = reading.document.path
        unlocked = frozenset(
            number
            for number, reference in enumerate(reading.references)
            if lockfile.find(path, reference) is None
        )
        report = locked_report_of(reading, lockfile, self.settings)
        return State(original, reading, report, unlocked)

    def read_again(self, state: State, made: Sequence[Fix]) -> Reading:
        """Read an article after Fixes, in order and without overlap, as the same form.

        Raises:
            UnreadableError: If nothing is left of it.
            InputError: If they cannot be written into a file that is no text.
        """
        old = state.reading.document
        if isinstance(state.original, Packed):
            data: bytes | str = state.original.with_fixes(made).data
        else:
            data = replaced(old.own_source, made)
        folder = Path(old.path).parent if old.path else None
        new = read_data(data, path=old.path, format=old.format, folder=folder)
        new.encoding = old.encoding
        new.guesses = old.guesses
        return reading_of(new, None, self.lines, self.tagger)

    def check_again(
        self,
        state: State,
        made: Sequence[Fix],
        reading: Reading,
        verdicts: Sequence[Verdict],
        before: Sequence[int],
    ) -> State:
        """Run the rules over an article after Fixes.

        Args:
            state: The article before them.
            made: The Fixes, in order and without overlap.
            reading: What was read of it then.
            verdicts: The Verdicts on its references.
            before: For each reference, the number that it had.
        """
        unlocked = frozenset(now for now, number in enumerate(before) if number in state.unlocked)
        report = report_of(reading, verdicts, self.settings, unlocked)
        return State(state.original.with_fixes(made), reading, report, unlocked)


def verdict_again(reading: Reading, number: int, before: Verdict) -> Verdict | None:
    """The Verdict on a reference after a change; None if it does not mean the same work any more.

    Args:
        reading: The article as it is now.
        number: The number of the reference in it.
        before: The Verdict on it before.
    """
    from refkit.verify.mended import judge_mended

    reference = reading.references[number]
    old = before.reference
    same = reference.raw == old.raw and reference.links == old.links
    if not reference.raw:
        same = reference.work == old.work
    if same or before.match is None:
        return msgspec.structs.replace(before, reference=reference)
    return judge_mended(reference, before)


def write_back(source: Input | Document, first: State, last: State) -> bool:
    """Replace the file of an article that was mended, if it changed.

    Args:
        source: Its Path.
        first: The article as it was read.
        last: The article as it is to be.

    Returns:
        Whether the file was replaced.

    Raises:
        InputError: If someone else changed or removed it meanwhile, or if it cannot be written. It
            is left as it is.
    """
    from refkit import readers

    before, after = first.data, last.data
    if not isinstance(source, Path) or before is None or after is None or before == after:
        return False
    try:
        now = readers.read_bytes(source)
    except UnreadableError as error:
        raise InputError(f"{error.reason}: it was there a moment ago", path=str(source)) from error
    if now != before:
        raise InputError(
            "was changed by someone else while it was being mended: nothing was written",
            path=str(source),
        )
    try:
        replace_file(source, after)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(f"cannot be written: {reason}", path=str(source)) from error
    return True


def refuse_unwritable(source: Input | Document) -> None:
    """Refuse to write to what is no file, before anything is read or asked.

    Raises:
        ConfigurationError: If it is no Path.
        InputError: If it is not a plain file, or read-only.
    """
    if not isinstance(source, Path):
        raise ConfigurationError("only a file that is given by its Path can be written")
    try:
        mode = os.stat(source).st_mode
    except (OSError, ValueError):
        return  # reading it says what is wrong
    if stat.S_ISDIR(mode):
        return
    if not stat.S_ISREG(mode):
        raise InputError("is a pipe or a device, and no file to write to", path=str(source))
    if not mode & 0o222 or not os.access(source, os.W_OK):
        raise InputError("is read-only: nothing was written", path=str(source))


def refuse_unsure(state: State) -> None:
    """Refuse bytes that would be read as another text than they are to say.

    Raises:
        InputError: If the encoding of the file is a guess, which what is written would change.
    """
    from refkit.normalize.decoding import decode

    data = state.data
    if data is None:
        return
    document = state.reading.document
    if isinstance(state.original, Packed):
        again = read_data(data, path=document.path, format=document.format, folder=None)
        if again.source != document.source:
            raise InputError("could not be mended: it would be read otherwise", path=document.path)
        return
    if decode(data, path=document.path).text != state.source:
        raise InputError(
            "its encoding is not sure, and would be taken for another one after the change: save "
            "it as UTF-8 first",
            path=document.path,
        )


def _original(data: bytes | None, document: Document) -> Original | Packed:
    from refkit.readers import is_packed

    if data is not None and is_packed(document.format):
        return Packed(data, document.source, document.format, document.path)
    return original_of(data, document)


def _opened(source: Input | Document, format: str | None) -> tuple[bytes | None, Document]:
    """The bytes of a source, None for a text from memory, and the Document in them."""
    from refkit import readers

    if isinstance(source, Document):
        return None, source
    folder = None
    if isinstance(source, Path):
        data: bytes | str = readers.read_bytes(source, limit=readers.FILE_LIMIT + 1)
        name, folder = str(source), source.parent
    else:
        data, name = data_of(source)
    document = read_data(data, path=name, format=format, folder=folder)
    return (data if isinstance(data, bytes) else None), document
