"""Subjects and objects by what stands beside them: an object has no preposition, what has an object is no passive.

For languages whose packs say so (``bare_objects`` of ``language.yaml``): there Universal Dependencies calls a noun behind a preposition ``obl``.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from lagebild.reader.parse import Word, by_head

OBJECTS = ("obj", "iobj")
ROLES = {"nsubj:pass": "nsubj", "csubj:pass": "csubj"}
HELPERS = ("aux", "aux:pass")


def settled(words: Sequence[Word], bounds: Collection[str]) -> list[Word]:
    """The words with objects behind a preposition as obliques, and subjects of what has an object and no auxiliary as those of an active.

    A participle is no particle: "bleiben eingestellt".

    Args:
        bounds: prepositions that before a number only bound it ("über 30 Menschen").
    """
    below = by_head(words)
    found = [replace(w, label="xcomp") if w.label == "compound:prt" and w.upos in ("VERB", "ADJ") else w for w in words]
    found = [replace(w, label="obl") if w.label in OBJECTS and _behind(words, w, below, bounds) else w for w in found]
    ruling = {w.head for w in found if w.label == "obj"}
    return [replace(w, label=ROLES[w.label]) if w.label in ROLES and w.head in ruling and _alone(words, w.head, below) else w for w in found]


def _behind(words: Sequence[Word], noun: Word, below: Mapping[int, list[Word]], bounds: Collection[str]) -> bool:
    cases = [c for c in below.get(noun.i, []) if c.label == "case" and c.upos == "ADP" and c.i < noun.i]
    return any(c.text.lower() not in bounds or words[c.i + 1].upos not in ("NUM", "ADP") for c in cases)


def _alone(words: Sequence[Word], predicate: int, below: Mapping[int, list[Word]]) -> bool:
    """Whether a predicate stands without an auxiliary, its own or one that it shares."""
    return words[predicate].label != "conj" and not any(c.label in HELPERS for c in below.get(predicate, []))
