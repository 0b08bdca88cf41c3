"""States that a noun says with its verb: "in Flammen stehen", "außer Betrieb", "under rebel control"."""

from collections.abc import Iterator
from functools import lru_cache

from lagebild import packs
from lagebild.extract.bearers import nature_of
from lagebild.extract.clauses import has_case, passive_subjects, subjects
from lagebild.extract.lexicon import Entry, word_set
from lagebild.extract.state import State, objects_of
from lagebild.reader.parse import Parse, Word

Light = tuple[frozenset[str], str | None, frozenset[str], Entry]


@lru_cache(maxsize=16)
def _light_table(language: str) -> dict[str, list[Light]]:
    found: dict[str, list[Light]] = {}
    for value, lists in packs.load(language, "statuses")["states"].items():
        for row in lists.get("light") or []:
            entry = Entry(str(value), f"states.{value}.light", lists)
            only = frozenset(s.lower() for s in row.get("subject") or [])
            found.setdefault(row["noun"].lower(), []).append((frozenset(v.lower() for v in row["verbs"]), row.get("case"), only, entry))
    return found


def of_light_verb(parse: Parse, noun: Word, language: str) -> Iterator[State]:
    """ "in Flammen stehen", "außer Betrieb", "under rebel control": a noun with its verb, as predicate, or behind its noun."""
    rows = _light_table(language).get(noun.lemma.lower(), [])
    if not rows or noun.upos not in ("NOUN", "ADJ", "ADV"):
        return
    copulas = parse.children(noun.i, "cop")
    governor = noun if copulas else parse.words[noun.head] if noun.head >= 0 else None
    lemmas = {c.lemma.lower() for c in copulas} if copulas else {governor.lemma.lower(), governor.lemma.lower().split(" ")[0]} if governor else set()
    for verbs, case, only, entry in rows:
        if governor is None or (case and not _behind(parse, noun, case)):
            continue
        bearers = [*_light_bearers(parse, governor, noun, language), *(s for c in copulas for s in subjects(parse, c.i))]
        if governor.upos in ("NOUN", "PROPN") and noun.label == "nmod" and case:
            yield State(noun, entry, governor, (governor,))
        elif verbs & lemmas:
            yield State(noun, entry, governor, tuple(b for b in bearers if not only or b.lemma.lower() in only))


def _behind(parse: Parse, noun: Word, case: str) -> bool:
    """Whether a noun stands behind a preposition, wherever the parse hangs that."""
    return has_case(parse, noun, frozenset({case})) or (noun.i > 0 and parse.words[noun.i - 1].text.lower() == case)


def _light_bearers(parse: Parse, governor: Word, noun: Word, language: str) -> list[Word]:
    """What a light verb's state is said of; "Kontrolle über die Stadt" says it of the town."""
    over = [c for c in parse.children(noun.i, "nmod") if noun.lemma.lower() in word_set(language, "statuses", "controls") and noun.label == "obj"]
    objs = [o for o in objects_of(parse, governor, language) if o.i != noun.i]
    own = [*passive_subjects(parse, governor.i), *subjects(parse, governor.i)]
    people = any(nature_of(w, language) == "people" for w in own)
    from_there = [c for c in parse.children(governor.i, "obl", "nmod") if c.i != noun.i] if not people else []
    away = [c for o in objs for c in parse.children(o.i, "nmod")]
    return [*over, *passive_subjects(parse, governor.i), *objs, *subjects(parse, governor.i), *away, *from_there]
