"""YAML of references: values as they are written, with their lines, and values to YAML.

PyYAML's parser in C hands over events, from which no Python object is ever made. Limits on nesting
and on what aliases stand for keep the time bounded by the file's length.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

import msgspec

from refkit.errors import FormatError
from refkit.normalize.text import word_set

_DEEPEST: Final = 60
"""Levels of lists and mappings; CSL-YAML has 6."""

_MOST_ALIASED: Final = 100_000
"""Nodes for which aliases may stand in all."""

_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_MERGE: Final = "<<"
_TAGS: Final = "tag:yaml.org,2002:"


class Scalar(msgspec.Struct, frozen=True):
    """A single value.

    Attributes:
        text: As written, without quotes: "012", "1.10", "no".
        line: Its line in the file, from 1.
        plain: Whether it stood there without quotes and tag, so that "null" is nothing.
        tag: The tag in short, "float", where one was written.
    """

    text: str
    line: int
    plain: bool = True
    tag: str = ""

    @property
    def is_null(self) -> bool:
        """Whether there is no value."""
        return (self.plain and self.text in _NULLS) or self.tag == "null"


class Sequence(msgspec.Struct, frozen=True):
    """A list, with the line on which it begins."""

    items: list[Node]
    line: int


class Table(msgspec.Struct, frozen=True):
    """A mapping: keys as written to nodes, with the line on which it begins.

    Attributes:
        pairs: Of a key that is written twice, the first.
        twice: The keys that are written more than once, with the line of the later one.
        quoted: The keys that are written in quotes.
    """

    pairs: dict[str, Node]
    line: int
    twice: list[tuple[str, int]] = []
    quoted: set[str] = set()


Node: TypeAlias = Scalar | Sequence | Table


class BrokenYamlError(FormatError):
    """YAML that breaks off; what stands before it was read.

    Attributes:
        documents: The documents that were complete.
    """

    documents: list[Node]


def read_yaml(text: str, *, path: str = "") -> list[Node]:
    """The documents of a file.

    Args:
        text: The file, with line feeds as its only line breaks.
        path: The file's name, for errors.

    Raises:
        BrokenYamlError: If it is not YAML; names the line.
        FormatError: If it is nested too deeply, or its aliases stand for too much.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    documents: list[Node] = []
    try:
        documents.extend(_Composing(path).documents(yaml.parse(_printable(text), loader)))
    except yaml.MarkedYAMLError as error:
        reason = error.problem or "not YAML"
        mark = error.problem_mark or error.context_mark
        if error.context_mark and "end of stream" in reason:
            # A quote or bracket that is never closed: where it was opened helps, the end does not.
            mark, reason = error.context_mark, f"{reason} {error.context}"
        line = mark.line + 1 if mark else 1
        raise _broken(reason, path, line, documents) from None
    except yaml.YAMLError as error:
        raise _broken(str(error).partition("\n")[0], path, 1, documents) from None
    return documents


def _broken(reason: str, path: str, line: int, documents: list[Node]) -> BrokenYamlError:
    error = BrokenYamlError(f"not YAML: {reason}", path=path, line=line)
    error.documents = documents
    return error


# YAML 1.1, section 5.1; a file that has one of the others is read without it.
_NOT_YAML: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _printable(text: str) -> str:
    return _NOT_YAML.sub("\ufffd", text)


class _Open(msgspec.Struct):
    """A list or mapping that has not ended yet."""

    node: Sequence | Table
    anchor: str | None
    key: str | None = None
    size: int = 1
    merged: list[Node] = []


class _Composing:
    """Events to nodes, without recursion."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.aliased = 0
        self.root: Node | None = None

    def documents(self, events: Iterator[Any]) -> Iterator[Node]:
        import yaml

        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                node = Scalar(
                    event.value, event.start_mark.line + 1, event.implicit[0], _short(event.tag)
                )
                if event.anchor:
                    self.anchors[event.anchor] = (node, 1)
                self._add(node, 1)
            elif kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
                self._open(event, kind is yaml.MappingStartEvent)
            elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
                self._close()
            elif kind is yaml.AliasEvent:
                self._alias(event)
            elif kind is yaml.DocumentEndEvent and self.root is not None:
                yield self.root
                self.root = None
                self.anchors = {}

    def _open(self, event: Any, mapping: bool) -> None:
        line = event.start_mark.line + 1
        if len(self.stack) >= _DEEPEST:
            raise FormatError("the YAML is nested too deeply", path=self.path, line=line)
        node: Sequence | Table = Table({}, line, [], set()) if mapping else Sequence([], line)
        self.stack.append(_Open(node, event.anchor))

    def _close(self) -> None:
        done = self.stack.pop()
        node = done.node
        if isinstance(node, Table):
            for other in done.merged:
                tables = other.items if isinstance(other, Sequence) else [other]
                for table in tables:
                    if isinstance(table, Table):
                        for key, value in table.pairs.items():
                            node.pairs.setdefault(key, value)
        if done.anchor:
            self.anchors[done.anchor] = (node, done.size)
        self._add(node, done.size)

    def _alias(self, event: Any) -> None:
        line = event.start_mark.line + 1
        found = self.anchors.get(event.anchor)
        if found is None:
            reason = f"the alias *{event.anchor} stands for nothing, or for what it is part of"
            raise FormatError(reason, path=self.path, line=line)
        node, size = found
        self.aliased += size
        if self.aliased > _MOST_ALIASED:
            raise FormatError("aliases stand for too much", path=self.path, line=line)
        self._add(node, size)

    def _add(self, node: Node, size: int) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        top.size += size
        if isinstance(top.node, Sequence):
            top.node.items.append(node)
        elif top.key is None:
            if not isinstance(node, Scalar):
                reason = "a key must be a word, not a list or mapping"
                raise FormatError(reason, path=self.path, line=node.line)
            top.key = node.text
            if node.text in top.node.pairs:
                top.node.twice.append((node.text, node.line))
            elif not node.plain:
                top.node.quoted.add(node.text)
        else:
            merges = top.key == _MERGE and _MERGE not in top.node.quoted
            if merges and not isinstance(node, Scalar):
                top.merged.append(node)
            else:
                top.node.pairs.setdefault(top.key, node)
            top.key = None


def _short(tag: str | None) -> str:
    return tag.removeprefix(_TAGS) if tag and tag != "!" else ""


def to_json(node: Node) -> Any:
    """A node as JSON: numbers, true, false and null where they are written as in JSON."""
    if isinstance(node, Scalar):
        return _json_value(node)
    if isinstance(node, Sequence):
        return [to_json(item) for item in node.items]
    return {key: to_json(value) for key, value in node.pairs.items()}


_WORDS: Final = {"true": True, "false": False}
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,300})(?:\.[0-9]{1,20})?(?:[eE][+-]?[0-9]{1,3})?")


def _json_value(node: Scalar) -> Any:
    text = node.text
    if node.is_null:
        return None
    if node.tag == "float" and _NUMBER.fullmatch(text):
        return float(text)
    if not node.plain:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.fullmatch(text):
        value = json.loads(text)
        # "1.10" and "1e5" would not be written in this way again.
        return value if json.dumps(value) == text else text
    return text


_LONGEST_KEY: Final = 1000
"""YAML 1.1, section 9.2: a key without "?" has at most 1024 characters."""

_PLAIN: Final = re.compile(
    r"""
    [A-Za-zÀ-ɏ]
    (?: [^\W_] | [ ] (?= [^\W_] ) | [,;.)] [ ] (?= [^\W_] ) | [_./+()–-] (?= [^\s\#] ) )*
    [.)]?
    """,
    re.VERBOSE,
)
_RESOLVED: Final = word_set("true false yes no on off null y n")
_UNSAFE: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufeff\ufffe\uffff]")


def scalar(text: str) -> str:
    """A text as YAML writes it: as it is where it can be taken for nothing else, else in quotes."""
    if len(text) < 200 and _PLAIN.fullmatch(text) and text.lower() not in _RESOLVED:
        return text
    return quoted(text)


def quoted(text: str) -> Written:
    """A text in double quotes."""
    written = json.dumps(text, ensure_ascii=False)
    if written.isprintable():
        return Written(written)
    return Written(_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", written))


class Written(str):
    """A text that stands in the file as it is: a number, a date, or what has its quotes."""

    __slots__ = ()


def block(value: Any, indent: int = 0) -> str:
    """A JSON value in YAML's block style.

    Args:
        value: Text, numbers, lists and dicts; :class:`Written` for what is written as it is.
        indent: The blanks before its lines.

    Returns:
        The lines, without the blanks before the first and a line feed at the end.
    """
    pad = " " * indent
    if isinstance(value, dict) and value:
        pairs = []
        for key, item in value.items():
            nested = isinstance(item, (dict, list)) and bool(item)
            deeper = indent if isinstance(item, list) else indent + 2
            text = block(item, deeper)
            written = key if isinstance(key, Written) else scalar(key)
            if len(written) > _LONGEST_KEY:
                written = f"? {written}\n{pad}"
            pairs.append(f"{written}:\n{' ' * deeper}{text}" if nested else f"{written}: {text}")
        return f"\n{pad}".join(pairs)
    if isinstance(value, (list, tuple)) and value:
        return f"\n{pad}".join(f"- {block(item, indent + 2)}" for item in value)
    return _atom(value)


def _atom(value: Any) -> str:
    if isinstance(value, Written):
        return str(value)
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, float):
        text = json.dumps(value)
        return text if _NUMBER.fullmatch(text) else f"!!float {text}"
    return json.dumps(value)
