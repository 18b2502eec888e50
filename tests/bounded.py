"""Reading in processes apart, with limits on time and memory, that may touch nothing.

Run as a program, it reads the files that are its arguments, some of them in each process, and
writes what came of each as a line of JSON. A file that ends its process, or finds no memory left
in it, is read again in one of its own.
"""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

SECONDS = 20
"""Of CPU, for each file. None of them takes three; a shared machine is slow at times."""

MEGABYTES = 2_500
"""Of memory, for each file: address space, of which libraries take much that they never use."""

PDF_SECONDS = 4.0
"""For each PDF, whose reader ends by itself, after half a minute where nobody waits for it."""

PDF_MEMORY = 1 << 29
"""Bytes for each PDF; its reader grants more."""

_AT_ONCE = 2
_TOGETHER = 25
"""Files that are read in one process."""

_ROOT = Path(__file__).resolve().parents[1]


class Outcome(NamedTuple):
    """What came of reading a file.

    Attributes:
        kind: "document", the name of an error, or "killed".
        message: The text of the Document, or the error in words.
        guesses: What the reader had to guess.
        touched: What it tried to reach: files written, processes begun, addresses.
    """

    kind: str
    message: str
    guesses: list[str]
    touched: list[str]


def read_all(files: Mapping[str, bytes], folder: Path) -> dict[str, Outcome]:
    """Read files, each within limits, in an empty working directory.

    Args:
        files: Their content by their names.
        folder: An empty folder.

    Returns:
        What came of each, by its name.

    Raises:
        AssertionError: If something was written anywhere near.
    """
    inputs, empty = folder / "deep" / "inputs", folder / "deep" / "empty"
    inputs.mkdir(parents=True)
    empty.mkdir()
    names = {}
    for number, (name, data) in enumerate(files.items()):
        path = inputs / f"{number}{name[name.rindex('.') :]}"
        path.write_bytes(data)
        names[str(path)] = name
    before = sorted(map(str, folder.rglob("*")))
    found: dict[str, Outcome] = {}
    every = list(names)
    readers = [_reader(every[number::_AT_ONCE], empty) for number in range(_AT_ONCE)]
    for reader in readers:
        out, errors = reader.communicate(timeout=600)
        assert reader.returncode == 0, errors[-2000:]
        for line in out.splitlines():
            path, *outcome = json.loads(line)
            found[names[path]] = Outcome(*outcome)
    assert sorted(map(str, folder.rglob("*"))) == before, "something was written"
    return found


def _reader(paths: list[str], folder: Path) -> subprocess.Popen[str]:
    """A process that reads files; it has been told which."""
    return subprocess.Popen(
        [sys.executable, str(Path(__file__).resolve()), *paths],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
    )


def _outcomes(paths: Sequence[str]) -> Iterator[list[Any]]:
    """What comes of reading files, in their order."""
    waiting = list(paths)
    while waiting:
        together = waiting[:_TOGETHER]
        found = _in_a_process(together)
        for path, outcome in zip(together, found, strict=False):
            if outcome[0] == "MemoryError":
                break
            yield [path, *outcome]
            waiting.pop(0)
        else:
            if len(found) == len(together):
                continue
        path = waiting.pop(0)
        alone = _in_a_process([path])
        yield [path, *(alone[0] if alone else ["killed", "", [], []])]


def _in_a_process(paths: Sequence[str]) -> list[list[Any]]:
    """Read files in a process apart; fewer outcomes than files if one of them ended it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
        touched = _watched()
        with os.fdopen(writing, "w", buffering=1) as file:
            for path in paths:
                # The time of others on the machine does not count, but a reader that sleeps would
                # hang.
                most = int(time.process_time()) + SECONDS
                resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))
                signal.alarm(10 * SECONDS)
                touched.clear()
                file.write(json.dumps([*_outcome(Path(path)), touched]) + "\n")
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as file:
        lines = file.readlines()
    os.waitpid(child, 0)
    return [json.loads(line) for line in lines if line.endswith("\n")]


def _watched() -> list[str]:
    """What this process tries to reach from now on."""
    touched: list[str] = []

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            # A number is a pipe to a process that has been begun.
            touched.extend([] if isinstance(arguments[0], int) else [f"{event} {arguments[0]}"])
        elif event in ("socket.connect", "socket.getaddrinfo", "os.mkdir", "os.symlink"):
            touched.append(f"{event} {arguments}")

    sys.addaudithook(watch)
    return touched


def _outcome(path: Path) -> list[Any]:
    """The first three of what an Outcome says."""
    from refkit.errors import RefkitError
    from refkit.readers import read_path

    try:
        document = read_path(path)
    except RefkitError as error:
        return [type(error).__name__, str(error), []]
    except MemoryError:
        return ["MemoryError", "", []]
    except Exception as error:  # noqa: BLE001 told to the test
        return [type(error).__name__, f"{error!r}", []]
    text = document.text
    if len(document.source) < 5_000_000:
        _check(document)
    return ["document", text[:2000] + text[-2000:], document.guesses]


def _check(document: Any) -> None:
    """Check that what was read is a Document: blocks in order, all places within it."""
    at = 0
    for block in document.blocks:
        assert at <= block.span.start <= block.span.end <= len(document.text), block
        at = block.span.end
    for segment in document.segments:
        assert segment.text_end <= len(document.text)
        assert segment.source_end <= len(document.source)
    if document.text:
        document.place(len(document.text) - 1)


def main() -> None:
    """Read the files that are named as arguments."""
    from refkit.readers import forms, pdf_pages, read

    for form in forms.FORMS.values():
        module = f"refkit.readers.{form.reader.partition('.')[0]}"
        if importlib.util.find_spec(module):
            importlib.import_module(module)
    # What a reader imports when it is needed, such as for an encoding that is not told, is there
    # before the limits are.
    read(b"Gr\xe4\xe7anin, \xc9. (2001). \xdcber Tr\xe4nen. Na\xefve cr\xe8me." * 9, path="a.txt")
    vars(pdf_pages).update(_SECONDS=PDF_SECONDS, _PATIENCE=PDF_SECONDS / 2, _MEMORY=PDF_MEMORY)
    for outcome in _outcomes(sys.argv[1:]):
        sys.stdout.write(json.dumps(outcome) + "\n")


if __name__ == "__main__":
    main()
