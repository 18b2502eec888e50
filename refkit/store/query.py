"""The language of searches in a library: words, phrases, fields and ranges, compiled to SQL.

    tears crying            both words, whatever their accents and capitals
    "why do we cry"         a phrase
    cry*                    words that begin so
    -infants                not that word
    sadness OR grief        either; parentheses group
    author:gračanin         in one field, see FIELDS
    year:2014..2019         a range, open at either end; added:2026-01 and changed: likewise
    has:file                with a file, note, tag, or any CSL variable (has:abstract)

Text is compared as :func:`refkit.normalize.text.fold` leaves it. The expressions handed to SQLite's
FTS5 hold nothing but folded words, so no query can break out of them
(https://www.sqlite.org/fts5.html, section 3).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from refkit.errors import ConfigurationError
from refkit.model.work import ATTRIBUTES
from refkit.normalize.dois import doi_key, parse_doi
from refkit.normalize.identifiers import parse_arxiv, parse_isbn, parse_pmcid, parse_pmid
from refkit.normalize.text import fold

_LONGEST: Final = 2_000
"""Characters of a query."""

_DEEPEST: Final = 40
"""Parentheses and minus signs within each other."""

_TEXT_FIELDS: Final[Mapping[str, str]] = {
    "title": "title",
    "author": "author",
    "editor": "author",
    "container": "container",
    "journal": "container",
    "publisher": "publisher",
    "abstract": "abstract",
    "note": "note",
    "tag": "tag",
    "keyword": "tag",
}
"""Fields that hold words, and the column of the index that holds them."""


class Compiled(NamedTuple):
    """A query as SQL.

    Attributes:
        sql: A condition on ``works w`` with "?" for its parameters; "1" if there is none.
        parameters: The values of ``sql``.
        match: An expression for ``search MATCH``, by which the hits can be ranked; "" if the query
            has no words that every hit must have.
    """

    sql: str
    parameters: list[object]
    match: str


class _Condition(NamedTuple):
    """One part of a query: an expression for the index alone, or SQL."""

    match: str = ""
    sql: str = ""
    parameters: tuple[object, ...] = ()

    def as_sql(self) -> tuple[str, tuple[object, ...]]:
        if self.match:
            return "w.id IN (SELECT rowid FROM search WHERE search MATCH ?)", (self.match,)
        return self.sql, self.parameters


_TOKEN: Final = re.compile(
    r"""
    \s*
    (?:
        (?P<open> \( )
      | (?P<close> \) )
      | (?P<minus> - (?= [^\s)] ) )
      | (?P<or> OR \b )
      | (?P<and> AND \b )
      | (?P<field> [A-Za-z][A-Za-z-]{0,40} ) : (?= [^\s/] )
      | " (?P<phrase> [^"]* ) (?P<closed> "? )
      | (?P<word> [^\s()"]+ )
    )
    """,
    re.VERBOSE,
)


class _Token(NamedTuple):
    kind: str
    text: str
    at: int


def compile_query(text: str) -> Compiled:
    """Compile a query.

    Args:
        text: The query; an empty one is met by every work.

    Returns:
        The query as SQL.

    Raises:
        ConfigurationError: If it is no query: a field that does not exist, a parenthesis or quote
            without its partner, a range that is none.
    """
    if len(text) > _LONGEST:
        raise ConfigurationError(f"a query has at most {_LONGEST:,} characters")
    tokens = list(_tokens(text))
    if not tokens:
        return Compiled("1", [], "")
    reader = _Reader(tokens)
    parts = reader.alternatives(0)
    if reader.position < len(tokens):
        raise ConfigurationError("the query has a ')' without its '('")
    match = " AND ".join(part.match for part in parts if part.match)
    rest = [part for part in parts if not part.match]
    sql = " AND ".join(f"({part.sql})" for part in rest) or "1"
    return Compiled(sql, [value for part in rest for value in part.parameters], match)


def _tokens(text: str) -> list[_Token]:
    tokens = []
    position = 0
    while (found := _TOKEN.match(text, position)) is not None:
        kind = next(name for name, value in found.groupdict().items() if value is not None)
        if kind == "phrase" and not found["closed"]:
            raise ConfigurationError("the query has a quote that is not closed")
        tokens.append(_Token(kind, found[kind], found.start(kind)))
        position = found.end()
    return tokens


class _Reader:
    """A recursive descent over the tokens of a query."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.position = 0

    def _next_is(self, *kinds: str) -> bool:
        return self.position < len(self.tokens) and self.tokens[self.position].kind in kinds

    def _take(self) -> _Token:
        self.position += 1
        return self.tokens[self.position - 1]

    def alternatives(self, depth: int) -> list[_Condition]:
        """What stands between ORs: the parts that all must hold, one part if there is an OR."""
        if depth > _DEEPEST:
            raise ConfigurationError("the query is nested too deeply")
        options = [self._conjunction(depth)]
        while self._next_is("or"):
            self._take()
            options.append(self._conjunction(depth))
        return options[0] if len(options) == 1 else [_either([_all(each) for each in options])]

    def _conjunction(self, depth: int) -> list[_Condition]:
        parts = []
        while self.position < len(self.tokens) and not self._next_is("or", "close"):
            if self._next_is("and"):
                self._take()
                continue
            parts.extend(self._part(depth))
        if not parts:
            raise ConfigurationError("the query lacks a word beside OR, AND or '()'")
        return parts

    def _part(self, depth: int) -> list[_Condition]:
        token = self._take()
        if token.kind == "minus":
            if depth > _DEEPEST:
                raise ConfigurationError("the query is nested too deeply")
            if self.position == len(self.tokens) or self._next_is("close", "or", "and"):
                raise ConfigurationError("the query has a '-' without a word behind it")
            return [_not(_all(self._part(depth + 1)))]
        if token.kind == "open":
            parts = self.alternatives(depth + 1)
            if not self._next_is("close"):
                raise ConfigurationError("the query has a '(' without its ')'")
            self._take()
            return parts
        if token.kind == "field":
            return [self._field(token.text.lower())]
        return [_text("", token.text, phrase=token.kind == "phrase")]

    def _field(self, field: str) -> _Condition:
        if not self._next_is("word", "phrase", "or", "and", "minus", "field"):
            raise ConfigurationError(f"'{field}:' lacks a value")
        token = self._take()
        value = token.text
        if token.kind == "minus" and self._next_is("word"):
            value = f"-{self._take().text}"  # year:-300
        if field in _TEXT_FIELDS:
            return _text(_TEXT_FIELDS[field], value, phrase=token.kind == "phrase")
        compiler = _FIELDS.get(field)
        if compiler is None:
            raise ConfigurationError(
                f"no field '{field}'; there are {', '.join(FIELDS)}. "
                f'In quotes it is text: "{field}:…"'
            )
        return compiler(value)


def _all(parts: list[_Condition]) -> _Condition:
    if len(parts) == 1:
        return parts[0]
    if all(part.match for part in parts):
        return _Condition(match="(" + " AND ".join(part.match for part in parts) + ")")
    return _joined(parts, "AND")


def _either(parts: list[_Condition]) -> _Condition:
    if all(part.match for part in parts):
        return _Condition(match="(" + " OR ".join(part.match for part in parts) + ")")
    return _joined(parts, "OR")


def _joined(parts: list[_Condition], word: str) -> _Condition:
    written = [part.as_sql() for part in parts]
    return _Condition(
        sql=f" {word} ".join(f"({sql})" for sql, _ in written),
        parameters=tuple(value for _, values in written for value in values),
    )


def _not(part: _Condition) -> _Condition:
    sql, parameters = part.as_sql()
    return _Condition(sql=f"NOT ({sql})", parameters=parameters)


def _text(column: str, value: str, *, phrase: bool) -> _Condition:
    """Words in one column of the index, or in any."""
    prefix = value.endswith("*") and not phrase
    doi = "" if column or phrase else parse_doi(value)
    if doi:
        return _identifier("doi", doi_key(doi))
    folded = fold(value)
    if not folded:
        raise ConfigurationError(f"'{value}' has no letters or digits to search for")
    expression = f'"{folded}"' + (" *" if prefix else "")
    return _Condition(match=f"{{{column}}} : {expression}" if column else expression)


def _identifier(kind: str, value: str) -> _Condition:
    return _Condition(
        sql="w.id IN (SELECT work FROM identifiers WHERE kind = ? AND value = ?)",
        parameters=(kind, value),
    )


def _identified(kind: str, read: Callable[[str], str]) -> Callable[[str], _Condition]:
    def compiler(value: str) -> _Condition:
        return _identifier(kind, read(value) or value.lower())

    return compiler


def _like(column: str) -> Callable[[str], _Condition]:
    """A value in a column of works, whatever its case; with * at the end its beginning."""

    def compiler(value: str) -> _Condition:
        prefix = value.endswith("*")
        escaped = re.sub(r"([\\%_])", r"\\\1", value.removesuffix("*"))
        return _Condition(
            sql=f"w.{column} LIKE ? ESCAPE '\\'", parameters=(escaped + "%" * prefix,)
        )

    return compiler


def _collection(value: str) -> _Condition:
    """Members of a collection and of those within it."""
    escaped = re.sub(r"([\\%_])", r"\\\1", value.strip("/"))
    return _Condition(
        sql=(
            "w.id IN (SELECT work FROM members"
            " WHERE collection LIKE ? ESCAPE '\\' OR collection LIKE ? ESCAPE '\\')"
        ),
        parameters=(escaped, escaped + "/%"),
    )


_YEAR: Final = re.compile(r"-?\d{1,5}")


def _year(value: str) -> _Condition:
    first, dots, last = value.partition("..")
    last = last if dots else first
    if not (first or last) or any(end and not _YEAR.fullmatch(end) for end in (first, last)):
        raise ConfigurationError(
            f"'{value}' is no year or range of years such as 2014, 2014..2019 or ..1990"
        )
    bounds = [("w.year >= ?", first), ("w.year <= ?", last)]
    return _Condition(
        sql=" AND ".join(sql for sql, end in bounds if end),
        parameters=tuple(int(end) for _, end in bounds if end),
    )


_MOMENT: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def _moment(column: str) -> Callable[[str], _Condition]:
    """A day, month or year, or a range of them, in a column of times in ISO 8601."""

    def compiler(value: str) -> _Condition:
        first, dots, last = value.partition("..")
        last = last if dots else first
        if not (first or last) or any(end and not _MOMENT.fullmatch(end) for end in (first, last)):
            raise ConfigurationError(
                f"'{value}' is no date or range such as 2026-01, 2026-01-31 or 2026-01..2026-03"
            )
        # "~" sorts behind every digit, so the last day or month is included as a whole.
        bounds = [(f"w.{column} >= ?", first), (f"w.{column} < ?", last and last + "~")]
        return _Condition(
            sql=" AND ".join(sql for sql, end in bounds if end),
            parameters=tuple(end for _, end in bounds if end),
        )

    return compiler


_HAS: Final[Mapping[str, str]] = {
    "file": "EXISTS (SELECT 1 FROM attachments a WHERE a.work = w.id)",
    "note": "EXISTS (SELECT 1 FROM notes n WHERE n.work = w.id)",
    "tag": "EXISTS (SELECT 1 FROM tags t WHERE t.work = w.id)",
    "collection": "EXISTS (SELECT 1 FROM members m WHERE m.work = w.id)",
    "doi": "EXISTS (SELECT 1 FROM identifiers i WHERE i.work = w.id AND i.kind = 'doi')",
    "year": "w.year IS NOT NULL",
}
_VARIABLES: Final = {variable.lower(): variable for variable in ATTRIBUTES}


def _has(value: str) -> _Condition:
    name = value.lower()
    if name in _HAS:
        return _Condition(sql=_HAS[name])
    if name not in _VARIABLES:
        raise ConfigurationError(
            f"'has:{value}': there are {', '.join(_HAS)} and the CSL variables, such as abstract"
        )
    return _Condition(
        sql="json_extract(CAST(w.data AS TEXT), ?) IS NOT NULL",
        parameters=(f'$."{_VARIABLES[name]}"',),
    )


_STATES: Final = ("unread", "reading", "read")


def _state(value: str) -> _Condition:
    if value.lower() not in _STATES:
        raise ConfigurationError(f"no state '{value}'; there are {', '.join(_STATES)}")
    return _Condition(sql="w.state = ?", parameters=(value.lower(),))


_FIELDS: Final[Mapping[str, Callable[[str], _Condition]]] = {
    "key": _like("key"),
    "type": _like("type"),
    "collection": _collection,
    "state": _state,
    "year": _year,
    "added": _moment("added"),
    "changed": _moment("changed"),
    "has": _has,
    "doi": _identified("doi", doi_key),
    "isbn": _identified("isbn", parse_isbn),
    "pmid": _identified("pmid", parse_pmid),
    "pmcid": _identified("pmcid", parse_pmcid),
    "arxiv": _identified("arxiv", parse_arxiv),
}

FIELDS: Final = tuple(sorted({*_TEXT_FIELDS, *_FIELDS}))
"""The fields that a query can name before ":"."""
