"""Dates, numbers, conferences and addresses for made-up works."""

from __future__ import annotations

from random import Random

from refkit.model import Date


def a_date(random: Random, *, late: bool = False, full: bool = False) -> Date:
    """A date of issue; a late one is of the age of the web, a full one has month and day."""
    year = random.randint(1998, 2023) if late else int(random.triangular(1930, 2024, 2002))
    if not full and random.random() < 0.8:
        return Date(date_parts=((year,),))
    month = random.randint(1, 12)
    if not full and random.random() < 0.5:
        return Date(date_parts=((year, month),))
    return Date(date_parts=((year, month, random.randint(1, 28)),))


def an_issue(random: Random) -> str:
    """The number of an issue, now and then of a double one."""
    number = random.randint(1, 12)
    return f"{number}-{number + 1}" if random.random() < 0.06 else str(number)


def a_range(random: Random, highest: int = 2400) -> str:
    """Pages as Crossref has them, "12-34"; now and then a single one."""
    first = random.randint(1, highest)
    if random.random() < 0.05:
        return str(first)
    return f"{first}-{first + random.randint(1, 45)}"


def shortened(pages: str) -> str:
    """Pages without what the last page repeats: "1234-9" for "1234-1239"."""
    first, _, last = pages.partition("-")
    if not (first.isdigit() and last.isdigit() and len(first) == len(last)):
        return pages
    same = 0
    while same < len(first) - 1 and first[same] == last[same]:
        same += 1
    return f"{first}-{last[same:]}"


def an_event(random: Random) -> str:
    """The proceedings of a conference."""
    ordinal = random.choice(
        ["First", "Second", "Third", "5th", "12th", "17th Annual", "23rd Annual", "1998"]
    )
    topic = random.choice(
        [
            "Artificial Intelligence",
            "Machine Learning",
            "Computer Architecture",
            "Software Engineering",
            "Logic Programming",
            "Principles of Programming Languages",
            "Very Large Data Bases",
            "Robotics and Automation",
            "Computer Vision",
            "Human Factors in Computing Systems",
            "Parallel Processing",
            "Data Engineering",
            "Neural Networks",
        ]
    )
    kind = random.choice(
        [
            "International Conference on",
            "Symposium on",
            "ACM Symposium on",
            "IEEE International Conference on",
            "Workshop on",
            "International Joint Conference on",
        ]
    )
    head = random.choice(["Proceedings of the", "Proc.", "Proceedings of the", "Proc. of the", ""])
    return f"{head} {ordinal} {kind} {topic}".strip()


def an_address(random: Random) -> str:
    """The address of a page or file."""
    host = random.choice(
        [
            "www.oecd.org",
            "www.bmbf.de",
            "www.destatis.de",
            "europa.eu",
            "www.who.int",
            "www.spiegel.de",
            "www.cs.stanford.edu",
            "news.bbc.co.uk",
            "www.bpb.de",
            "www.census.gov",
            "hal.archives-ouvertes.fr",
            "www.ine.es",
            "github.com",
            "arxiv.org",
        ]
    )
    parts = random.choices(
        [
            "pub",
            "docs",
            "de",
            "en",
            "themen",
            "files",
            "publikationen",
            "papers",
            "~meier",
            "artikel",
            "download",
            "2004",
            "data",
        ],
        k=random.randint(0, 3),
    )
    leaf = random.choice(
        [
            "",
            "index.html",
            f"a{random.randint(100, 99999)}.html",
            f"wp{random.randint(1, 999)}.pdf",
            f"report_{random.randint(1990, 2020)}.pdf",
            f"?id={random.randint(1, 9999)}",
        ]
    )
    scheme = random.choice(["http://", "http://", "https://", "https://"])
    return (
        "/".join([scheme + host, *parts, leaf]).rstrip("/")
        if leaf
        else scheme + host + ("/" if random.random() < 0.5 else "")
    )


def a_doi(random: Random) -> str:
    """A DOI of one of the usual forms."""
    number = random.randint(1000, 9999999)
    year = random.randint(1995, 2023)
    tail = f"{number % 90:02}.{number % 900:03}"
    journal = random.choice(["soc", "jmb", "cell", "ecolecon", "lingua"])
    issn = f"{number % 9999:04}-{number % 9000:04}"
    suffix = random.choice(
        [
            f"j.{journal}.{year}.{tail}",
            f"s{number % 90000:05}-{year % 100:03}-{number % 9999:04}-{number % 10}",
            f"{number:08x}.{year}.{number}",
            f"zfsoz-{year}-{number % 900:04}",
            f"S{issn}({year % 100:02}){number % 90000:05}-{number % 10}",
            f"{number}",
        ]
    )
    return (
        f"10.{random.choice([1016, 1007, 1080, 1093, 1177, 1515, 2307, 1111, 1037, 5771])}/{suffix}"
    )
