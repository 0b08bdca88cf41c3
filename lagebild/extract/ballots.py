"""What the reader's votes add to the lexicons.

The heads saw only a few hundred annotated reports (training/reports): they know fewer words than the packs, but they see the whole sentence.
So a lexicon's word always stands, and a vote counts only where no entry says anything and it is nearly certain.
"""

from collections.abc import Iterable

from lagebild.reader.parse import Parse

ORIGIN = "votes"
# Shares that carry a vote, chosen on half of the annotated articles and on reports left out in turn (docs/reader.md).
NEEDED = {"event": 0.7, "measure": 0.9}


def added(parse: Parse, matter: str, words: Iterable[int]) -> str | None:
    """The label that the votes of the words are sure of; none where the reader has no such heads."""
    if parse.votes is None:
        return None
    label, share = parse.votes.best(matter, words)
    return label if share >= NEEDED[matter] else None
