"""The pool of Crossref's works: which of them are fit to write references of."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any, Final

from refkit.model import Name, Work
from refkit.resolve.crossref_record import crossref_record
from training.sets import folded
from training.works import Pool

_ODD: Final = re.compile(r"markup|caps|mojibake|no.?title", re.IGNORECASE)
_BAD_TITLE: Final = re.compile(
    r"[<>{}$\\\ue000-\uf8ff]|\A(?:untitled|index|contents|editorial board|front matter|\W*)\Z",
    re.IGNORECASE,
)
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ]")
_STOPWORDS: Final = {
    "de": [
        "der",
        "die",
        "das",
        "und",
        "von",
        "zur",
        "zum",
        "im",
        "des",
        "eine",
        "für",
        "mit",
        "auf",
    ],
    "fr": ["le", "la", "les", "des", "du", "et", "une", "dans", "pour", "sur", "au", "en"],
    "es": ["el", "la", "los", "las", "del", "y", "una", "en", "por", "para", "de"],
    "it": ["il", "la", "di", "della", "del", "e", "nel", "una", "dei", "per", "gli"],
    "pt": ["o", "a", "os", "da", "do", "e", "uma", "na", "no", "em", "para", "das"],
    "nl": ["de", "het", "van", "een", "en", "in", "voor", "op"],
    "en": ["the", "of", "and", "in", "on", "for"],
}


def load_pool(
    data: Path,
    titles: dict[str, list[str]] | None = None,
    without: Collection[str] = (),
) -> Pool:
    """The pool of a data folder's Crossref works, without odd ones.

    Args:
        data: The folder with ``crossref/works.jsonl.gz`` and ``works.flags.tsv``.
        titles: More titles by language.
        without: Folded titles of works that are left out, since references of them are tests.
    """
    odd = set()
    flags = data / "crossref" / "works.flags.tsv"
    if flags.exists():
        for line in flags.read_text(encoding="utf-8").splitlines()[1:]:
            doi, _, names = line.rpartition("\t")
            if _ODD.search(names):
                odd.add(doi.split("\t")[0].lower())
    works = []
    with gzip.open(data / "crossref" / "works.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            message: dict[str, Any] = json.loads(line)
            if str(message.get("DOI", "")).lower() in odd:
                continue
            work = crossref_record(message, source="crossref").work
            if usable(work) and folded(work.title) not in without:
                works.append(work)
    return Pool(works, titles)


def usable(work: Work) -> bool:
    """Whether a work has what a reference needs, in Latin letters and without markup."""
    latin = len(_LATIN.findall(work.title)) > 0.6 * len(work.title.replace(" ", ""))
    return bool(
        work.title
        and latin
        and len(work.title) < 300
        and not _BAD_TITLE.search(work.title)
        and not work.title.isupper()
        and not _BAD_TITLE.search(work.container_title or "x")
        and "test" not in work.title.lower()[:6]
        and (work.author or work.editor)
        and all(_sound(name) for name in [*work.author, *work.editor])
        and len(work.author) < 60
        and work.issued
        and work.issued.date_parts
        and (work.container_title or work.type not in ("article-journal", "chapter"))
    )


def _sound(name: Name) -> bool:
    written = f"{name.family}{name.given}{name.literal}"
    return bool(
        written
        and (name.literal or name.family)
        and re.fullmatch(r"[\w\s.,'’ʼ`´&()/-]{2,90}", written)
        and not re.search(r"\d|_", written)
        and len(name.family) < 40
    )


def titles_by_language(texts: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Titles that show function words of the language they are said to be in.

    Args:
        texts: Languages and titles.
    """
    found: dict[str, list[str]] = {}
    for lang, title in texts:
        words = title.lower().split()
        hits = sum(word in _STOPWORDS.get(lang, []) for word in words)
        if (
            3 < len(words) < 30
            and hits >= 2
            and not _BAD_TITLE.search(title)
            and not title.isupper()
        ):
            found.setdefault(lang, []).append(title)
    return found
