"""A state as a word says it, what may be in it, and what its word is said of."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lagebild import packs
from lagebild.extract.clauses import objects, passive_subjects
from lagebild.extract.company import is_a
from lagebild.extract.lexicon import Entry
from lagebild.reader.parse import Parse, Word


@dataclass(frozen=True, slots=True)
class State:
    """A word that says a state: what it says, the predicate that carries it, and what may be in it, the likeliest first.

    ``denied``: the state is the denial of another ("keine Flüge mehr"); ``kind`` is the class where the word itself implies it.
    """

    word: Word
    entry: Entry
    predicate: Word
    bearers: tuple[Word, ...]
    denied: bool = False
    kind: str | None = None


@lru_cache(maxsize=128)
def having(language: str, *keys: str) -> tuple[tuple[str, dict[str, Any]], ...]:
    """The states whose lists in the pack have one of some keys, by name."""
    table = packs.load(language, "statuses")["states"]
    return tuple((str(value), lists) for value, lists in table.items() if any(lists.get(k) for k in keys))


def allowed(entry: Entry, kind: str) -> bool:
    """Whether things of a class may be in the state."""
    return kind not in (entry.options.get("except") or []) and kind in (entry.options.get("classes") or [kind])


def objects_of(parse: Parse, verb: Word, language: str) -> list[Word]:
    """Objects of a verb, also the one it shares with the verb before it: "Autos umwarfen und anzündeten"."""
    bare = [c for c in parse.children(verb.i, "obl") if c.upos == "NOUN" and "Case" in c.features and not parse.children(c.i, "case")]
    own = objects(parse, verb.i) or [c for c in bare if not is_a(c, "TIME", language)]
    if own or verb.label != "conj" or verb.head < 0 or passive_subjects(parse, verb.i):
        return own
    return [o for o in objects(parse, verb.head) if o.i < verb.i]


def controlled(parse: Parse, control: Word) -> list[Word]:
    """ "die Kontrolle über die Stadt": the town, also where the parse hangs it to the verb."""
    below = parse.children(control.i, "nmod")
    beside = parse.children(control.head, "obl") if control.head >= 0 and not below else []
    return [*below, *(c for c in beside if parse.children(c.i, "case") and min(parse.subtree(c.i)) == control.i + 1)]
