"""A work, and a .bib file that has its year wrong."""

from __future__ import annotations

from typing import Any

RECORD: dict[str, Any] = {
    "DOI": "10.5555/sea.1",
    "type": "journal-article",
    "title": ["On the salt of tears"],
    "author": [{"family": "Ek", "given": "Bo"}, {"family": "Oz", "given": "Mia"}],
    "container-title": ["Sea Quarterly"],
    "volume": "3",
    "page": "1-2",
    "issued": {"date-parts": [[1999]]},
}
BIB = """\
% refkit reads what stands between the entries as remarks
@article{ek1999,
  author  = {Ek, Bo and Oz, Mia},
  title   = {On the salt of tears},
  journal = {Sea Quarterly},
  year    = 2004,
  volume  = {3},
  pages   = {1--2},
  doi     = {10.5555/sea.1},
}
"""
