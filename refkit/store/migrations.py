"""From one version of the tables to the next, one function a step, with a backup before."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Final

from refkit.errors import FormatError, UnreadableError
from refkit.store import indexing
from refkit.store.content import content_of, work_of
from refkit.store.schema import ALIASES, SEARCH, VERSION


def migrate(connection: sqlite3.Connection, path: Path) -> Path | None:
    """Bring a library to :data:`~refkit.store.schema.VERSION`, all steps or none.

    Args:
        connection: The library's, in no transaction.
        path: Its file.

    Returns:
        The backup, ``NAME.backup-vN-TIMESTAMP`` beside it; None if another process has done it.

    Raises:
        UnreadableError: If the backup cannot be written, or a step is unknown. Nothing is changed.
    """
    # Without enforcement a table can be made anew while others refer to it.
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        kept = None
        if version < VERSION:
            kept = back_up(path, version)
        while version < VERSION:
            if version not in STEPS:
                raise UnreadableError(f"there was never a version {version}", path=str(path))
            STEPS[version](connection)
            version += 1
            connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
    return kept


def back_up(path: Path, version: int) -> Path:
    """A copy of the library beside it, as it was last committed; never over another file.

    Raises:
        UnreadableError: If it cannot be written.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    for number in count(1):
        more = f"-{number}" if number > 1 else ""
        target = path.with_name(f"{path.name}.backup-v{version}-{stamp}{more}")
        try:
            # SQLite would take a file that is there for the one to overwrite.
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            continue
        except OSError as error:
            raise UnreadableError(
                f"the backup before the migration cannot be written: {error}", path=str(target)
            ) from error
        break
    source = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    with closing(source), closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    return target


def _from_1(connection: sqlite3.Connection) -> None:
    """Version 2: aliases, digests and sort keys of works, publishers in the index.

    Version 1 forgot a key when it was changed, could not tell whether its data was damaged, and
    searched the publisher among the rest.
    """
    connection.execute(ALIASES.definition)
    connection.execute("CREATE INDEX aliases_work ON aliases (work)")
    for column in ("author TEXT", "title TEXT"):
        connection.execute(f"ALTER TABLE works ADD COLUMN {column} NOT NULL DEFAULT ''")
    connection.execute("ALTER TABLE works ADD COLUMN digest BLOB NOT NULL DEFAULT x''")
    connection.execute("DROP TABLE search")
    connection.execute(SEARCH)
    works = [work for (work,) in connection.execute("SELECT id FROM works ORDER BY id")]
    for work in works:
        key, data = connection.execute(
            "SELECT key, data FROM works WHERE id = ?", (work,)
        ).fetchone()
        try:
            content = content_of(work_of(key, data))
        except FormatError:
            continue  # it was damaged before; ``check`` says so
        connection.execute(
            "UPDATE works SET author = ?, title = ?, data = ?, digest = ? WHERE id = ?",
            (content.author, content.title, content.data, content.digest, work),
        )
        indexing.refresh(connection, [work])


STEPS: Final[Mapping[int, Callable[[sqlite3.Connection], None]]] = MappingProxyType({1: _from_1})
"""By the version that a step starts from, what brings the tables to the next one."""
