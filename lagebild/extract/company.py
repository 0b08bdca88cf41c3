"""The company of a word that carries an event: who acts, on whom, behind which prepositions; and conditions on it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lagebild import packs
from lagebild.extract.lexicon import Entry, Index, index, valued, word_set
from lagebild.reader.parse import Parse, Word

NAMED = {"PERSON": ("PER",), "PLACE": ("LOC",), "BODY": ("ORG",), "AGENT": ("PER", "ORG", "LOC")}


@dataclass(frozen=True)
class Company:
    """Who acts, on what, and the nouns behind prepositions; ``reflexive`` for "sich", ``passive`` where the subject is acted upon.

    ``inside`` are the nouns that hang on those who act and those acted upon: "members of the *gang*", "dozens of *soldiers*".
    """

    doers: tuple[Word, ...] = ()
    done_to: tuple[Word, ...] = ()
    obliques: tuple[tuple[str, Word], ...] = ()
    beside: tuple[Word, ...] = ()
    reflexive: bool = False
    passive: bool = False
    inside: tuple[Word, ...] = ()


@lru_cache(maxsize=16)
def _classes(language: str) -> dict[str, Index]:
    """Classes of nouns by name: the pack's own, and one for each sector of actors."""
    rows = packs.load(language, "events").get("classes") or {}
    return {name: index([(Entry(name, name, {}), row.get("words") or [], row.get("endings") or [])]) for name, row in rows.items()}


@lru_cache(maxsize=16)
def _unions(language: str) -> dict[str, tuple[str, ...]]:
    rows = packs.load(language, "events").get("classes") or {}
    return {name: tuple(row.get("of") or ()) for name, row in rows.items()}


def is_a(word: Word, name: str, language: str) -> bool:
    """Whether a noun belongs to a class (in capitals) or is one of its words; ``name`` may be a sector of actors ("COP") or a lemma."""
    if not name.isupper():
        return name.lower() in (word.lemma.lower(), word.text.lower())
    if (
        word.name.partition("-")[2] in NAMED.get(name, ())
        or (word.upos == "PRON" and name in ("PERSON", "AGENT") and word.lemma.lower() not in word_set(language, "events", "things_said"))
        or (word.upos == "PROPN" and name == "AGENT")
    ):
        return True
    own = _classes(language).get(name)
    if (own and own.find(word)) or (name == "PERSON" and _is_human(word, language)):
        return True
    return any(is_a(word, part, language) for part in _unions(language).get(name, ())) or _sector(word, name, language)


def _is_human(word: Word, language: str) -> bool:
    """The people that figures count are persons here too."""
    return word.upos == "NOUN" and word.lemma.lower() in word_set(language, "figures", "people")


def _sector(word: Word, name: str, language: str) -> bool:
    found = valued(language, "actors", "sectors", "nouns", "endings").find(word) if word.upos in ("NOUN", "PROPN", "ADJ") else []
    return bool(found) and found[0].value == name


def any_is_a(words: tuple[Word, ...], names: list[str], language: str) -> bool:
    """Whether one of the words is in one of the classes; any word will do where no class is named."""
    return any(not names or any(is_a(w, n, language) for n in names) for w in words)


def holds(entry: Entry, company: Company, language: str) -> bool:
    """Whether an entry's conditions hold."""
    return all(CHECKS[name](entry.options[name], company, language) for name in CHECKS if name in entry.options)


def _with(wanted: dict[str, list[str]], company: Company, language: str) -> bool:
    """One of the prepositions with a noun of its classes; several prepositions may share a key, split by spaces."""
    for prepositions, names in wanted.items():
        behind = tuple(w for p, w in company.obliques if p in prepositions.split())
        if any_is_a(behind, names or [], language):
            return True
    return False


def _inside(company: Company, words: tuple[Word, ...]) -> tuple[Word, ...]:
    heads = {w.i for w in words}
    return tuple(w for w in company.inside if w.head in heads)


CHECKS: dict[str, Callable[[Any, Company, str], bool]] = {
    "subject": lambda wanted, c, lang: any_is_a((*c.doers, *_inside(c, c.doers)), wanted, lang),
    "not_subject": lambda wanted, c, lang: not any_is_a(c.doers, wanted, lang),
    "object": lambda wanted, c, lang: any_is_a((*c.done_to, *_inside(c, c.done_to)), wanted, lang),
    "not_object": lambda wanted, c, lang: not any_is_a(c.done_to, wanted, lang),
    "no_object": lambda wanted, c, lang: bool(c.done_to) is not wanted,
    "reflexive": lambda wanted, c, lang: c.reflexive is wanted,
    "active": lambda wanted, c, lang: c.passive is not wanted,
    "with": _with,
    "clause": lambda wanted, c, lang: any(w.label in ("ccomp", "xcomp") for w in c.beside) is wanted,
    "beside": lambda wanted, c, lang: any_is_a(c.beside, wanted, lang),
}


def names(entry: Entry, parse: Parse, noun: Word, language: str) -> bool:
    """Whether an entry's conditions name a noun: as a word, or as a class behind a preposition."""
    listed = [str(n) for k in ("object", "beside") for n in entry.options.get(k) or [] if not str(n).isupper()]
    behind = set(prepositions(parse, noun))
    rows = (entry.options.get("with") or {}).items()
    listed += [str(n) for prepositions_, wanted in rows if behind & set(prepositions_.split()) for n in wanted or []]
    return any(is_a(noun, n, language) for n in listed)


def prepositions(parse: Parse, word: Word) -> Iterator[str]:
    """The prepositions before a noun, in lower case."""
    return (c.text.lower() for c in parse.children(word.i, "case"))


def is_thing(word: Word, language: str) -> bool:
    """Whether a noun is known to be no one who could act."""
    return is_a(word, "THING", language)


def silent(parse: Parse, word: Word, language: str) -> bool:
    """Whether a word closes a phrase of the pack that tells of no event ("mit Hilfe")."""
    phrases = _silent(language).get(word.text.lower(), [])
    return any(tuple(w.text.lower() for w in parse.words[max(0, word.i - len(p) + 1) : word.i + 1]) == p for p in phrases)


@lru_cache(maxsize=16)
def _silent(language: str) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in word_set(language, "events", "silent"):
        words = tuple(phrase.split())
        found.setdefault(words[-1], []).append(words)
    return found
