"""Check the reference lists of a folder of articles, and fail when something is wrong.

usage: check_in_ci.py FOLDER RECORDS.json

Exit code 1 if there are findings, 0 if there are none. ``refkit check`` does the same and more;
this shows how to build a check of one's own.
"""

import sys
from pathlib import Path

import refkit


def main(folder: str, records: str) -> int:
    """Check every Markdown file of a folder, and return the exit code."""
    wrong = 0
    with refkit.Sources(records=[records], offline=True) as sources:
        for article in sorted(Path(folder).glob("*.md")):
            for finding in refkit.check(article, sources=sources).findings:
                if finding.severity == "info":
                    continue
                wrong += 1
                print(f"{article.name}:{finding.start.line} {finding.code} {finding.message}")
    print(f"{wrong} findings")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
