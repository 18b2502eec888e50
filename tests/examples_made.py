"""Made-up references with known fields, in a style that only they have."""

from __future__ import annotations

import json
from pathlib import Path

FAMILIES = ["Abel", "Brandt", "Castro", "Dubois", "Eklund", "Fischer", "Grant", "Huber"]
TOPICS = ["rivers", "markets", "glaciers", "infants", "courts", "insects", "bridges", "poems"]


def made(number: int) -> list[list[str]]:
    """The segments of a made-up reference in a style of its own."""
    family, topic = FAMILIES[number % 8], TOPICS[number // 8 % 8]
    return [
        ["author", f"{family}, {chr(65 + number % 26)}."],
        ["title", f"On {topic} and their {TOPICS[number % 7]};"],
        ["container-title", f"Journal of {topic.title()};"],
        ["volume", f"{number + 1};"],
        ["issued", f"[{1950 + number}]"],
    ]


def write(path: Path, count: int) -> Path:
    lines = (json.dumps({"labels": made(number)}) for number in range(count))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
