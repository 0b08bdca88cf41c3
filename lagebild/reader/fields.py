"""What word order says: one constituent before a finite verb that stands second, attributes as long as clauses, what follows a verb of saying.

"Die Festnahme durch die Armee überraschte alle": "durch die Armee" says who arrested, whatever the scores of its arc.
"""

from collections.abc import Sequence
from dataclasses import replace

from lagebild.reader.parse import Word, by_head

CLAUSES = ("root", "parataxis")
HELPERS = ("aux", "aux:pass", "cop")
NOUNS = ("NOUN", "PROPN")
BEHIND = ("obl", "advmod", "obl:tmod", "nmod")


def one_before_verb(words: Sequence[Word]) -> list[Word]:
    """The words with each phrase between a noun and the finite verb of its main clause hung to the noun."""
    below = by_head(words)
    moved = {b.i: a.i for verb in words if verb.label in CLAUSES for a, b in _pairs(verb, below)}
    return [replace(w, head=moved[w.i], label="nmod") if w.i in moved else w for w in words]


def _pairs(verb: Word, below: dict[int, list[Word]]) -> list[tuple[Word, Word]]:
    """The last two constituents before the finite verb, where the second is a phrase with a preposition right behind a noun's."""
    children = below.get(verb.i, [])
    finite = [w.i for w in (verb, *(c for c in children if c.label in HELPERS)) if w.features.get("VerbForm") == "Fin"]
    if not finite or any(c.label == "mark" for c in children):
        return []
    before = [c for c in children if c.i < min(finite) and c.upos != "PUNCT" and c.label not in ("cc", "discourse")][-2:]
    if len(before) < 2 or before[0].upos not in NOUNS or before[1].label != "obl":
        return []
    first, second = (_reach(c, below) for c in before)
    cased = any(c.label == "case" for c in below.get(before[1].i, []))
    return [(before[0], before[1])] if cased and first[1] + 1 == second[0] and second[1] + 1 == min(finite) else []


def _reach(word: Word, below: dict[int, list[Word]]) -> tuple[int, int]:
    """The first and last word of what hangs below a word."""
    open_, held = [word.i], []
    while open_:
        i = open_.pop()
        held.append(i)
        open_.extend(c.i for c in below.get(i, []))
    return min(held), max(held)


def one_preposition(words: Sequence[Word]) -> list[Word]:
    """The words with the first of two prepositions of a noun hung to the noun around it: "über durch Rebellen besetzte Dörfer"."""
    cases = by_head([w for w in words if w.label == "case"])
    moved = {pair[0].i: b for i, pair in cases.items() if len(pair) > 1 and (b := _around(words, i)) is not None and b not in cases}
    return [replace(w, head=moved[w.i]) if w.i in moved else w for w in words]


def _around(words: Sequence[Word], i: int) -> int | None:
    """The noun whose attribute, before it, a word stands in."""
    word = words[i]
    while word.head > word.i:
        above = words[word.head]
        if word.label == "amod" and above.upos in NOUNS and above.i > i:
            return above.i
        word = above
    return None


def behind_cue(words: Sequence[Word]) -> list[Word]:
    """The words with what follows a verb of saying behind its content hung to the verb: "..., hieß es am Donnerstag", "..., police said Monday"."""
    return [replace(w, head=words[w.head].head) if w.label in BEHIND and _passes_cue(words, w) else w for w in words]


def _passes_cue(words: Sequence[Word], word: Word) -> bool:
    """Whether a word's arc reaches back over the verb of saying, with no mark between it and that verb."""
    content = words[word.head] if word.head >= 0 else None
    if content is None or content.label != "ccomp" or not content.i < content.head < word.i:
        return False
    return all(w.upos != "PUNCT" for w in words[content.head : word.i])
