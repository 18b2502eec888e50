"""What a library holds, in numbers."""

from __future__ import annotations

import sqlite3

from refkit.store.entry import STATES, Stats
from refkit.store.reading import counted


def stats(connection: sqlite3.Connection) -> Stats:
    """Count works, labels and files."""

    def number(sql: str) -> int:
        return int(connection.execute(sql).fetchone()[0])

    states = counted(connection, "SELECT state, count(*) FROM works GROUP BY state")
    works = number("SELECT count(*) FROM works")
    return Stats(
        works=works,
        types=counted(
            connection,
            "SELECT type, count(*) FROM works GROUP BY type ORDER BY count(*) DESC, type",
        ),
        years=counted(
            connection,
            "SELECT year, count(*) FROM works WHERE year IS NOT NULL GROUP BY year ORDER BY year",
        ),
        tags=counted(
            connection, "SELECT tag, count(*) FROM tags GROUP BY tag ORDER BY count(*) DESC, tag"
        ),
        collections=counted(
            connection,
            "SELECT collection, count(*) FROM members GROUP BY collection ORDER BY collection",
        ),
        states={state: states.get(state, 0) for state in STATES},
        attachments=number("SELECT count(*) FROM attachments"),
        bytes=number(
            "SELECT coalesce(sum(size), 0) FROM (SELECT DISTINCT path, size FROM attachments)"
        ),
        without_doi=works
        - number("SELECT count(DISTINCT work) FROM identifiers WHERE kind = 'doi'"),
    )
