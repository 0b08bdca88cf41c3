"""Votes and lexicons weighed: what the reader's heads learned from annotated reports confirms, corrects or adds to what the packs know.

The heads see the whole sentence but know few words; a lexicon knows many words but not the sentence. So a vote strikes out what it finds next
to impossible, gives another type where it is sure and the lexicon is not, and adds what no entry has where it is nearly certain. The
thresholds were chosen on the even half of the annotated articles (docs/architecture.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from lagebild.reader.parse import Parse

ORIGIN = "votes"


@dataclass(frozen=True, slots=True)
class Rule:
    """Shares at which a vote acts, from 0 to 1.

    Args:
        strike: a finding that fewer vote for is dropped.
        change: another label that so many vote for is taken,
        keep: unless so many vote for the lexicon's own.
        add: what no entry has is found where so many vote for it.
    """

    strike: float
    change: float
    keep: float
    add: float


RULES = {
    "event": Rule(strike=0.05, change=0.7, keep=0.1, add=0.8),
    "measure": Rule(strike=0.0, change=0.6, keep=0.2, add=0.5),
    "state": Rule(strike=0.05, change=0.8, keep=0.1, add=0.8),
    "stance": Rule(strike=0.05, change=0.7, keep=0.1, add=0.8),
}


def struck(parse: Parse, matter: str, words: Iterable[int]) -> bool:
    """Whether the votes leave next to nothing of a finding."""
    return parse.votes is not None and parse.votes.any(matter, words) < RULES[matter].strike


def decided(parse: Parse, matter: str, own: str, words: Iterable[int]) -> str:
    """The lexicon's own label, or the one that the votes are sure of where they doubt it."""
    if parse.votes is None:
        return own
    rule, at = RULES[matter], list(words)
    label, share = parse.votes.best(matter, at)
    return label if share >= rule.change and parse.votes.share(matter, own, at) < rule.keep else own


def added(parse: Parse, matter: str, words: Iterable[int]) -> str | None:
    """The label that the votes are nearly certain of, where no entry has one."""
    if parse.votes is None:
        return None
    label, share = parse.votes.best(matter, words)
    return label if share >= RULES[matter].add else None
