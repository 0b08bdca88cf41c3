"""States that nouns say: "Sperrung der Straße", "Stromausfall", "Stau", a fire and what it burns, orders that things are done under."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lagebild import packs
from lagebild.extract.classes import class_of, first_part
from lagebild.extract.clauses import PASSIVE, SUBJECT, has_case
from lagebild.extract.lexicon import Entry, Phrases, phrase_at, phrases, valued, word_set
from lagebild.extract.state import State, allowed, having
from lagebild.reader.parse import Parse, Word

ORDERS = (("under", ("obl", "nmod", "root", "conj", "ccomp")), ("lacking", ("obl", "nmod", "root", "conj", "xcomp", "advcl", "ccomp")))


def of_noun(parse: Parse, noun: Word, language: str) -> Iterator[State]:
    """ "Sperrung der Straße", "power outage", "Stromausfall", "Stau", "Brand in einer Lagerhalle"."""
    yield from _implied(parse, noun, language)
    index = valued(language, "statuses", "states", "nouns", "endings")
    found = index.exact.get(noun.lemma.lower()) or index.exact.get(noun.text.lower())
    of = [c for c in parse.children(noun.i, "nmod", "compound", "obl") if c.upos in ("NOUN", "PROPN")]
    part = first_part(noun, language, tuple(index.endings)) if not found else None
    owned = [c for c in of if not parse.children(c.i, "case") or has_case(parse, c, word_set(language, "numbers", "partitives"))]
    yield from (State(noun, e, noun, tuple(owned or of or _sites(parse, noun, e))) for e in found or [])
    yield from (State(noun, e, noun, tuple(owned or _sites(parse, noun, e))) for e in (index.ending(noun.lemma) if not part and not found else []))
    yield from _fire(parse, noun, language)
    if part:
        yield from (State(noun, e, noun, (noun,), kind=part[1]) for e in index.endings[part[0]] if allowed(e, part[1]))
    yield from _order(parse, noun, language)


def _sites(parse: Parse, noun: Word, entry: Entry) -> list[Word]:
    """ "An dem Haus entstand Schaden": what stands behind a preposition beside the verb of a noun that says a state."""
    rule = entry.options.get("sited")
    verb = parse.words[noun.head] if rule and noun.head >= 0 and noun.label in (*SUBJECT, *PASSIVE, "obj", "obl") else None
    if not rule or verb is None or verb.lemma.lower() not in rule["verbs"]:
        return []
    return [c for c in parse.children(verb.i, "obl") if c.i != noun.i and has_case(parse, c, frozenset(rule["cases"]))]


@lru_cache(maxsize=128)
def _implying(language: str, value: str) -> tuple[dict[str, str], Phrases]:
    """The nouns that imply a state and the class of the thing, and those of several words."""
    said = {word.lower(): str(kind) for word, kind in packs.load(language, "statuses")["states"][value]["implied"].items()}
    return said, phrases(frozenset(said))


def _implied(parse: Parse, noun: Word, language: str) -> Iterator[State]:
    """Nouns that name thing and state at once: "Stau", "Hungersnot"."""
    for value, lists in having(language, "implied"):
        said, several = _implying(language, value)
        for word in dict.fromkeys((noun.lemma.lower(), noun.text.lower(), phrase_at(parse, noun, several))):
            if word in said:
                yield State(noun, Entry(value, f"states.{value}.implied", lists), noun, (noun,), kind=said[word])


def _fire(parse: Parse, noun: Word, language: str) -> Iterator[State]:
    """A fire puts the place where it burns in the state of burning."""
    for value, lists in having(language, "fires"):
        fires = {f.lower() for f in lists["fires"]}
        part = first_part(noun, language, tuple(fires)) if noun.lemma.lower() not in fires else None
        if part is None and noun.lemma.lower() not in fires:
            continue
        governor = parse.words[noun.head] if noun.head >= 0 and noun.label in (*SUBJECT, *PASSIVE, "obj", "obl") else None
        if governor and governor.lemma.lower() in (lists.get("weapons") or []):
            continue
        near = [c for c in parse.children(noun.i, "nmod", "compound", "obl") if c.upos in ("NOUN", "PROPN")]
        sites = [c for c in parse.children(governor.i, "obl", "nmod", "obj") if c.i != noun.i] if governor else []
        located = [s for s in [*near, *sites] if class_of(parse, s, language) not in (None, "legal-order", "supply")]
        entry = Entry(value, f"states.{value}.fires", lists)
        if located:
            yield State(noun, entry, governor or noun, tuple(located))
        elif governor and governor.lemma.lower() in (lists.get("spreading") or []):
            yield State(noun, entry, governor, (noun,), kind=part[1] if part else _burnt(parse, governor, language))


def _burnt(parse: Parse, verb: Word, language: str) -> str:
    """What a fire that names no place burns: land where it is measured like land, else a building."""
    measured = word_set(language, "statuses", "land_measures")
    return "territory" if any(c.lemma.lower() in measured for c in parse.children(verb.i, "obl", "obj")) else "building"


def _order(parse: Parse, noun: Word, language: str) -> Iterator[State]:
    """ "trotz der Ausgangssperre": an order that things are done under is in force; "ohne Strom": what one is without is cut."""
    for value, lists in having(language, "under", "lacking"):
        for key, labels in ORDERS:
            cases = frozenset(lists.get(key) or [])
            names = lists.get(f"{key}_nouns") or []
            if names and noun.lemma not in names:
                continue
            if cases and noun.label in labels and has_case(parse, noun, cases) and class_of(parse, noun, language) in lists["classes"]:
                yield State(noun, Entry(value, f"states.{value}.{key}", lists), _lacked_by(parse, noun, lists), (noun,))


def _lacked_by(parse: Parse, noun: Word, lists: dict[str, Any]) -> Word:
    """The verb of a clause that says who is without something, as "blieben ohne Strom"; else the noun itself."""
    above = parse.words[noun.head] if noun.head >= 0 else noun
    return above if above.upos in ("VERB", "AUX") and above.lemma.lower() in (lists.get("lacking_verbs") or []) else noun
