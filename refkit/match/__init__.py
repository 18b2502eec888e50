"""Matching: does a Record describe the work that a Reference means? Pure, without I/O.

One module a field compares what was written with what a Record says, and names the excuse where
they differ without fault. ``kinship`` tells works of one title apart, ``entry`` reads an entry
again around a Record's title, ``scoring`` weighs all that into a probability, ``candidates``
accepts the best Candidate or none.
"""

from refkit.match.candidates import accept, best, doubtful, rank
from refkit.match.fields import compare
from refkit.match.scoring import score

__all__ = ["accept", "best", "compare", "doubtful", "rank", "score"]
