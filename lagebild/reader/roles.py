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


def with_particles(words: Sequence[Word], known: Collection[str]) -> list[Word]:
    """The words with the particles of verbs that are known to have one, and what stands behind these as objects: "sealed off the area".

    Args:
        known: verbs with their particle, as "seal off".
    """
    found = list(words)
    for c in words[1:]:
        verb, noun = words[c.i - 1], words[c.head] if c.head >= 0 else None
        if c.label != "case" or noun is None or noun.head != verb.i or noun.label not in (*OBJECTS, "obl") or verb.upos != "VERB":
            continue
        alone = sum(w.label == "case" and w.head == noun.i for w in words[c.i : noun.i]) == 1
        if alone and f"{verb.lemma} {c.text}".lower() in known:
            found[c.i], found[noun.i] = replace(c, label="compound:prt", head=verb.i), replace(noun, label="obj")
    return found


def _behind(words: Sequence[Word], noun: Word, below: Mapping[int, list[Word]], bounds: Collection[str]) -> bool:
    cases = [c for c in below.get(noun.i, []) if c.label == "case" and c.upos == "ADP" and c.i < noun.i]
    return any(c.text.lower() not in bounds or words[c.i + 1].upos not in ("NUM", "ADP") for c in cases)


def _alone(words: Sequence[Word], predicate: int, below: Mapping[int, list[Word]]) -> bool:
    """Whether a predicate stands without an auxiliary, its own or one that it shares."""
    return words[predicate].label != "conj" and not any(c.label in HELPERS for c in below.get(predicate, []))
