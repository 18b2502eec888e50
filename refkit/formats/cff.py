"""CITATION.cff files to Works and back.

The format is the Citation File Format 1.2.0 (https://citation-file-format.github.io), a YAML file
about one software or dataset, with the works that it cites. Files of 1.0 and 1.1 are read too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from refkit.errors import FormatError
from refkit.formats.cff_reading import to_work
from refkit.formats.cff_writing import fits_a_file, people_or_anonymous, to_file, to_reference
from refkit.formats.decode import decode
from refkit.formats.loaded import Loaded, Problem
from refkit.formats.yaml import Scalar, Sequence, Table, block, quoted, read_yaml
from refkit.model import Work

_MESSAGE: Final = "If you use this software, please cite it using the metadata from this file."
_DATASET_MESSAGE: Final = _MESSAGE.replace("software", "dataset")
_HEAD_MESSAGE: Final = "This file lists references; please cite the works themselves."
"""The message of a file that stands for no work of its own, by which it is known."""

_PREFERRED: Final = "preferred-citation"
_CITABLE: Final = ("software", "dataset")


def read_cff(data: bytes | str, *, path: str = "") -> Loaded:
    """Read a CITATION.cff file.

    Args:
        data: The file's content.
        path: The file's name, for errors.

    Returns:
        The Work of the file, that of ``preferred-citation``, and those of ``references``; a
        Problem with its line for what could not be read, and for required keys that are missing.

    Raises:
        FormatError: If it is not YAML, or no mapping; names the line.
        UnreadableError: If the file is binary.
    """
    decoded = decode(data, path=path)
    documents = read_yaml(decoded.text, path=path)
    root = documents[0] if documents else None
    if not isinstance(root, Table):
        if not decoded.text.strip():
            return Loaded(format="cff", encoding=decoded.encoding)
        raise FormatError("a CITATION.cff is a mapping of keys to values", path=path, line=1)
    problems = [Problem(1, guess) for guess in decoded.guesses]
    works = []
    message = root.pairs.get("message")
    if not (isinstance(message, Scalar) and message.text == _HEAD_MESSAGE):
        works.append(to_work(root, problems, ""))
    lines = decoded.text.split("\n")
    for key in (_PREFERRED, "references"):
        node = root.pairs.get(key)
        if node is None or (isinstance(node, Scalar) and node.is_null):
            continue
        items = node.items if isinstance(node, Sequence) else [node]
        for item in items:
            if isinstance(item, Table):
                works.append(to_work(item, problems, key))
            else:
                raw = lines[item.line - 1]
                problems.append(Problem(item.line, "must be a mapping", "", key, raw, lost=True))
    problems.sort(key=lambda problem: problem.line)
    return Loaded(works, problems, "cff", decoded.encoding)


def write_cff(works: Iterable[Work]) -> str:
    """Write Works as a CITATION.cff file that is valid by the schema of CFF 1.2.0.

    Args:
        works: The Works. A software or dataset that comes first is what the file is about, unless
            it has a year alone, for which a file has no key; one that was read from
            ``preferred-citation`` is written there, the others as ``references``. Where the first
            is something else, the file has a head of its own.

    Returns:
        The file. What CFF has no key for, or not in the form that a Work has it, is left out.
    """
    works = list(works)
    root: dict[str, Any] = {"cff-version": quoted("1.2.0")}
    if works and works[0].type in _CITABLE and not _role(works[0]) and fits_a_file(works[0]):
        first, others = works[0], works[1:]
        root["message"] = _DATASET_MESSAGE if first.type == "dataset" else _MESSAGE
        root.update(to_file(first))
    else:
        others = works
        root["message"] = _HEAD_MESSAGE
        root["title"] = "References"
        root["authors"] = people_or_anonymous(Work())
    references: dict[str, dict[str, Any]] = {}
    for work in others:
        reference = to_reference(work)
        if _role(work) == _PREFERRED and _PREFERRED not in root:
            root[_PREFERRED] = reference
        else:
            # The schema wants them to be different.
            references.setdefault(block(reference), reference)
    if references:
        root["references"] = list(references.values())
    return block(root) + "\n"


def _role(work: Work) -> str:
    own = work.custom.get("cff")
    role = own.get("role") if isinstance(own, dict) else None
    return role if isinstance(role, str) else ""
