"""One CSL-JSON object to a Work and back, without loss.

The form is csl-data.json of CSL 1.0.2 (https://github.com/citation-style-language/schema). Keys
that it does not know go to ``extra``. A value that the model holds in another form (a number for
text, ``"circa": 1``, years as strings) is also kept in ``Work.given`` and written back while it
still stands for the Work's value.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import msgspec

from refkit.errors import FormatError
from refkit.model.work import (
    ATTRIBUTES,
    DATE_VARIABLES,
    NAME_VARIABLES,
    TEXT_VARIABLES,
    Date,
    Name,
    Work,
)

# Read is a value of the model and whether writing it gives back the very JSON that was read.
Read = tuple[Any, bool]

_ALIASES: Final = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}
"""Keys of csl-data.json that mean a variable of the specification; citeproc-js uses them."""

_CROSSREF_LISTS: Final = ("archive", "license", "event")
"""Variables under whose name Crossref's CSL-JSON (as doi.org hands it out) has its own data."""

_NAME_TEXT: Final = {
    "family": "family",
    "given": "given",
    "dropping-particle": "dropping_particle",
    "non-dropping-particle": "non_dropping_particle",
    "suffix": "suffix",
    "literal": "literal",
}
_NAME_FLAGS: Final = {
    "comma-suffix": "comma_suffix",
    "static-ordering": "static_ordering",
    "parse-names": "parse_names",
}
_UNTRUE: Final = ("", "0", "false", "no")


class _WrongTypeError(Exception):
    def __init__(self, field: str, reason: str) -> None:
        self.field = field
        self.reason = reason


def from_csl(item: Any, *, path: str = "", entry: str = "", line: int = 0) -> Work:
    """The Work of one CSL-JSON object.

    Args:
        item: The object as decoded from JSON.
        path: The file's name, for errors.
        entry: The entry's number in the file, for errors about an object without an id.
        line: The line on which the object begins, for errors.

    Raises:
        FormatError: If it is no object, or a value has a type that CSL-JSON does not allow there;
            names the entry and the field, such as ``author[0].family``.
    """
    values: dict[str, Any] = {}
    given: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    try:
        if not isinstance(item, dict):
            raise _WrongTypeError("", f"an item must be an object, not {_kind(item)}")
        for key, value in item.items():
            read = _READERS.get(key)
            if read is None:
                if key in _ALIASES and _ALIASES[key] not in item:
                    values[ATTRIBUTES[_ALIASES[key]]] = _text(value, key)[0]
                    given[key] = value
                else:
                    extra[key] = value
            elif read is _text and type(value) is str and value:
                values[_ATTRIBUTE[key]] = value
            else:
                values[_ATTRIBUTE[key]], exact = read(value, key)
                if not exact:
                    given[key] = value
    except _WrongTypeError as wrong:
        if isinstance(item, dict) and isinstance(item.get("id"), (str, int)) and item["id"] != "":
            entry = str(item["id"])
        raise FormatError(
            wrong.reason, path=path, line=line, entry=entry, field=wrong.field
        ) from None
    return Work(**values, extra=extra, given=given)


def to_csl(work: Work) -> dict[str, Any]:
    """A Work as a CSL-JSON object: the inverse of :func:`from_csl`.

    Returns:
        A new dict of JSON values, keys in the model's order, then those of ``extra``.
    """
    given = work.given
    item: dict[str, Any] = {}
    spoken_for = set()
    if given:
        for key, value in given.items():
            variable = _ALIASES.get(key, key)
            if variable in ATTRIBUTES and _still(work, key, variable, value):
                spoken_for.add(variable)
                item[key] = value
    for variable, attribute in _PAIRS:
        value = getattr(work, attribute)
        if value and variable not in spoken_for:
            item[variable] = _WRITERS[variable](value) if variable in _WRITERS else value
    for key, value in work.extra.items():
        item.setdefault(key, value)
    return item


def _still(work: Work, key: str, variable: str, written: Any) -> bool:
    """Whether the Work's value is still what was read from the file."""
    try:
        value, _ = _READERS[variable](written, key)
    except _WrongTypeError:
        return False
    current = getattr(work, ATTRIBUTES[variable])
    return bool(value == current) or not (value or current)


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    names = {str: "text", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), type(value).__name__)


def _text(value: Any, field: str) -> Read:
    if type(value) is str:
        return value, bool(value)
    if value is None:
        return "", False
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value), False
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value), False
    if value == [] or (field in _CROSSREF_LISTS and isinstance(value, (list, dict))):
        # Crossref: "original-title": [], "license": [{"URL": …}], "event": {"name": …}.
        return "", False
    if field in ("ISSN", "ISBN") and isinstance(value, list):
        parts = [part for part in value if isinstance(part, str)]
        if len(parts) == len(value):
            return ", ".join(parts), False
    raise _WrongTypeError(field, f"must be text or a number, not {_kind(value)}")


def _only_text(value: Any, field: str) -> Read:
    if isinstance(value, str) or value is None:
        return value or "", bool(value)
    raise _WrongTypeError(field, f"must be text, not {_kind(value)}")


def _names(value: Any, field: str) -> Read:
    if value is None:
        return [], False
    if not isinstance(value, list):
        raise _WrongTypeError(field, f"must be a list of names, not {_kind(value)}")
    exact = bool(value)
    names = []
    for index, item in enumerate(value):
        name, same = _name(item, field, index)
        names.append(name)
        exact = exact and same
    return names, exact


def _name(item: Any, field: str, index: int) -> tuple[Name, bool]:
    if not isinstance(item, dict):
        raise _WrongTypeError(f"{field}[{index}]", f"a name must be an object, not {_kind(item)}")
    if len(item) == 2:
        # Nearly all names; a third of the time of a file goes into them.
        family, first = item.get("family"), item.get("given")
        if type(family) is str and type(first) is str and family and first:
            return Name(family, first), True
    values: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    exact = True
    for key, value in item.items():
        attribute = _NAME_TEXT.get(key)
        if attribute is not None:
            if type(value) is str:
                values[attribute] = value
                exact = exact and value != ""
            elif value is None:
                exact = False
            else:
                raise _WrongTypeError(
                    f"{field}[{index}].{key}", f"must be text, not {_kind(value)}"
                )
        elif key in _NAME_FLAGS:
            if isinstance(value, (list, dict)):
                raise _WrongTypeError(
                    f"{field}[{index}].{key}", f"must be true or false, not {_kind(value)}"
                )
            values[_NAME_FLAGS[key]] = _is_true(value)
            exact = exact and value is True
        else:
            extra[key] = value
    if isinstance(extra.get("name"), str) and not any(values.values()):
        # Crossref's CSL-JSON has organizations under "name".
        values["literal"] = extra.pop("name")
        exact = False
    if extra:
        values["extra"] = extra
    return Name(**values), exact


def _is_true(value: Any) -> bool:
    return value.lower() not in _UNTRUE if isinstance(value, str) else bool(value)


def _date(value: Any, field: str) -> Read:
    if value is None:
        return None, False
    if isinstance(value, str):
        return _written_date(value), False
    if not isinstance(value, dict):
        raise _WrongTypeError(
            field, f'must be an object such as {{"date-parts": [[2020, 5]]}}, not {_kind(value)}'
        )
    values: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    exact = bool(value)
    for key, part in value.items():
        if key == "date-parts":
            values["date_parts"], same = _date_parts(part, f"{field}.date-parts")
        elif key in ("literal", "raw"):
            values[key], same = _text(part, f"{field}.{key}")
        elif key == "season":
            same = isinstance(part, (int, str)) and not isinstance(part, bool) and part != ""
            values[key] = part if same else _text(part, f"{field}.season")[0]
        elif key == "circa":
            if isinstance(part, (list, dict)):
                raise _WrongTypeError(f"{field}.circa", f"must be true or false, not {_kind(part)}")
            values[key], same = _is_true(part), part is True
        else:
            extra[key], same = part, True
        exact = exact and same
    if extra:
        values["extra"] = extra
    return Date(**values), exact


def _written_date(text: str) -> Date | None:
    """A date given as a string, which the later schema of CSL-JSON allows: EDTF or words."""
    from refkit.normalize.dates import from_edtf

    if not text.strip():
        return None
    try:
        return from_edtf(text.strip())
    except ValueError:
        return Date(raw=text)


def _date_parts(value: Any, field: str) -> tuple[tuple[tuple[int, ...], ...], bool]:
    if value is None:
        return (), False
    if not isinstance(value, list):
        raise _WrongTypeError(field, f"must be a list of lists of numbers, not {_kind(value)}")
    exact = bool(value)
    dates = value
    if value and not any(isinstance(date, list) for date in value):
        # One level of brackets forgotten: [2020, 5].
        dates, exact = [value], False
    parts = []
    for index, date in enumerate(dates):
        if date is None:
            date, exact = [], False
        if not isinstance(date, list):
            raise _WrongTypeError(f"{field}[{index}]", f"must be a list, not {_kind(date)}")
        numbers = []
        for place, part in enumerate(date):
            if part is None or part == "":
                # Crossref: [[null]] where it has no date.
                exact = False
                break
            if type(part) is not int:
                exact = False
            numbers.append(_number(part, f"{field}[{index}][{place}]"))
        parts.append(tuple(numbers))
    if not parts or not parts[0]:
        return (), False
    return tuple(parts), exact


def _number(part: Any, field: str) -> int:
    if isinstance(part, int) and not isinstance(part, bool):
        return part
    if isinstance(part, float) and part.is_integer():
        return int(part)
    if isinstance(part, str) and len(part) < 20:
        try:
            return int(part)
        except ValueError:
            pass
    raise _WrongTypeError(field, f"must be a number, not {part!r:.40}")


def _custom(value: Any, field: str) -> Read:
    if value is None or isinstance(value, dict):
        return value or {}, bool(value)
    raise _WrongTypeError(field, f"must be an object, not {_kind(value)}")


def _categories(value: Any, field: str) -> Read:
    if value is None:
        return [], False
    if not isinstance(value, list):
        raise _WrongTypeError(field, f"must be a list of text, not {_kind(value)}")
    for index, part in enumerate(value):
        if not isinstance(part, str):
            raise _WrongTypeError(f"{field}[{index}]", f"must be text, not {_kind(part)}")
    return list(value), bool(value)


def _json_name(name: Name) -> dict[str, Any]:
    item = msgspec.structs.asdict(name)
    extra = item.pop("extra")
    return {**extra, **{key: item[field] for key, field in _NAME_PAIRS if item[field]}}


def _json_names(names: list[Name]) -> list[dict[str, Any]]:
    return [_json_name(name) for name in names]


def _json_date(date: Date) -> dict[str, Any]:
    item: dict[str, Any] = {}
    if date.date_parts:
        item["date-parts"] = [list(parts) for parts in date.date_parts]
    if date.season != "":
        item["season"] = date.season
    if date.circa:
        item["circa"] = True
    if date.literal:
        item["literal"] = date.literal
    if date.raw:
        item["raw"] = date.raw
    return {**date.extra, **item}


_NAME_PAIRS: Final = tuple({**_NAME_TEXT, **_NAME_FLAGS}.items())
_PAIRS: Final = tuple(ATTRIBUTES.items())
_ATTRIBUTE: Final = dict(ATTRIBUTES)
_READERS: Final[dict[str, Callable[[Any, str], Read]]] = {
    "id": _text,
    "type": _only_text,
    "custom": _custom,
    "categories": _categories,
    **dict.fromkeys(TEXT_VARIABLES, _text),
    **dict.fromkeys(NAME_VARIABLES, _names),
    **dict.fromkeys(DATE_VARIABLES, _date),
}
_WRITERS: Final[dict[str, Callable[[Any], Any]]] = {
    **dict.fromkeys(NAME_VARIABLES, _json_names),
    **dict.fromkeys(DATE_VARIABLES, _json_date),
}
