"""Which words can carry an event: the pack's verbs, nouns and light verbs, with nouns made from them by rule.

A group of ``events.yaml`` is one meaning: a type (and mode), ``verbs``, ``nouns``, ``endings`` of compounds, ``states``
(adjectives), ``light`` (words that carry the event together with a verb) and ``when``: rows of words that mean this only in
the company that the row's conditions name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lagebild import packs
from lagebild.extract.lexicon import Entry, Phrases, phrase_at, phrases, with_next, word_set
from lagebild.extract.participles import bases
from lagebild.reader.lemmas import lemma
from lagebild.reader.parse import Parse, Word

SHORTEST = 5
SHORTEST_STEM = 3
LISTS = ("verbs", "nouns", "endings", "states", "light", "when")


@dataclass(frozen=True)
class Triggers:
    """A pack's words by lemma, in lower case; entries with conditions stand before those without."""

    verbs: dict[str, list[Entry]]
    nouns: dict[str, list[Entry]]
    endings: dict[str, list[Entry]]
    states: dict[str, list[Entry]]
    light: dict[str, list[tuple[frozenset[str], Entry]]]
    none: frozenset[str]
    none_endings: tuple[str, ...]
    carriers: tuple[str, ...]
    prefixes: tuple[str, ...]
    derived: tuple[tuple[re.Pattern[str], str], ...]
    compounds: bool = True


@lru_cache(maxsize=16)
def triggers(language: str) -> Triggers:
    """The words of a pack that can carry an event."""
    pack = packs.load(language, "events")
    made = Triggers(
        {},
        {},
        {},
        {},
        {},
        frozenset(str(x).lower() for x in pack.get("no_event") or []),
        tuple(str(x).lower() for x in pack.get("no_event_endings") or []),
        tuple(sorted((str(x).lower() for x in pack.get("carriers") or []), key=len, reverse=True)),
        tuple(str(x).lower() for x in pack.get("prefixes") or []),
        tuple((re.compile(a), b) for a, b in pack.get("derived") or []),
        bool(pack.get("compounds", True)),
    )
    for group in pack["groups"]:
        for row in [*(group.get("when") or []), group]:
            _add(made, group, row)
    for table in (made.verbs, made.nouns, made.endings):
        for entries in table.values():
            entries.sort(key=lambda e: not conditional(e))
    return made


def _add(made: Triggers, group: dict[str, Any], row: dict[str, Any]) -> None:
    options = {k: v for k, v in {**group, **row}.items() if k not in LISTS}
    entry = Entry(options["type"], group["name"], options)
    for name in ("verbs", "nouns", "endings", "states"):
        for word in row.get(name) or []:
            getattr(made, name).setdefault(str(word).lower(), []).append(entry)
    for light in row.get("light") or []:
        own = Entry(entry.value, entry.group, {**options, **{k: v for k, v in light.items() if k not in ("words", "verbs")}})
        for word in light["words"]:
            made.light.setdefault(str(word).lower(), []).append((frozenset(str(v).lower() for v in light["verbs"]), own))


CONDITIONS = ("subject", "object", "with", "not_subject", "not_object", "no_object", "reflexive", "beside", "active", "clause")


def conditional(entry: Entry) -> bool:
    """Whether an entry holds only in some company."""
    return any(k in entry.options for k in CONDITIONS)


def verb_keys(word: Word, language: str) -> Iterator[str]:
    """The lemmas that a verb or participle may have in the pack."""
    own, form = word.lemma.lower(), word.text.lower()
    yield own
    if word.upos == "ADJ":
        yield lemma(own, "VERB", language).lower()
        yield own[:-1]
    yield form
    yield lemma(form, "VERB", language).lower()
    yield from (own.removesuffix(r) for r in word_set(language, "language", "reflexive_endings") if own.endswith(r))
    yield from bases(form, language)
    for prefix in triggers(language).prefixes:
        if form.startswith(prefix) and len(form) > len(prefix) + 3:
            yield prefix + lemma(form.removeprefix(prefix), "VERB", language).lower()


def verb_entries(parse: Parse, word: Word, language: str) -> list[Entry]:
    """Entries of a verb, alone or with what stands behind it, or of a participle before a noun."""
    table = triggers(language).verbs
    joined = with_next(parse, word) if word.upos == "VERB" else None
    if joined and joined in table:
        alone = (e for e in table.get(word.lemma.lower(), []) if conditional(e))
        return sorted([*table[joined], *alone], key=lambda e: not conditional(e))
    return next((table[k] for k in verb_keys(word, language) if k in table), [])


def state_entries(word: Word, language: str) -> list[Entry]:
    """Entries of an adjective that tells what happened to somebody ("dead")."""
    return triggers(language).states.get(word.lemma.lower()) or triggers(language).states.get(word.text.lower()) or []


def noun_entries(word: Word, language: str, before: str = "") -> list[Entry]:
    """Entries of a noun: its own or that of a pair ("gas leak"), those of a compound's last part, or those of the verb that it is made from."""
    known = triggers(language)
    keys = list(dict.fromkeys(k for form in (word.lemma.lower(), word.text.lower()) for k in (form, form.replace("ß", "ss"))))
    if pair := next((known.nouns[k] for k in (f"{before} {keys[0]}", f"{before} {keys[-1]}") if before and k in known.nouns), None):
        return pair
    if any(k in known.none for k in keys):
        return []
    if own := next((known.nouns[k] for k in keys if k in known.nouns), None):
        return own
    if any(k.endswith(known.none_endings) for k in keys):
        return []
    if found := _derived(known, word.text.lower(), language):
        return found
    return next((found for k in keys if (found := _by_ending(known, k) or _carried(known, k, language))), [])


@lru_cache(maxsize=16)
def _phrases(language: str) -> Phrases:
    return phrases(triggers(language).nouns)


def phrase_entries(parse: Parse, word: Word, language: str) -> list[Entry]:
    """Entries of a noun with what is printed behind it: "toque de queda"."""
    key = phrase_at(parse, word, _phrases(language))
    return triggers(language).nouns[key] if key else []


def _by_ending(known: Triggers, noun: str) -> list[Entry]:
    """The longest ending of a compound that carries an event: a listed one, or any noun of the pack that is long enough."""
    for at in range(2, len(noun) - SHORTEST_STEM + 1):
        rest = noun[at:]
        found = known.endings.get(rest) or (known.nouns.get(rest) if known.compounds and len(rest) >= SHORTEST else None)
        if found:
            return found
    return []


def _carried(known: Triggers, noun: str, language: str) -> list[Entry]:
    """ "Rettungsarbeiten", "Suchaktion": the first part carries the event, the last one only that it is done."""
    carrier = next((c for c in known.carriers if noun.endswith(c) and len(noun) > len(c) + 2), None)
    if carrier is None:
        return []
    stem = noun.removesuffix(carrier).rstrip("-")
    forms = [stem, stem.removesuffix("s"), stem.removesuffix("en"), stem.removesuffix("n")]
    return next((f for s in forms if (f := _derived(known, s, language) or known.nouns.get(s) or _by_ending(known, s) or _of_stem(known, s))), [])


def _of_stem(known: Triggers, stem: str) -> list[Entry]:
    return _plain(known.verbs.get(stem + "en") or known.verbs.get(stem + "n") or [])


def _derived(known: Triggers, noun: str, language: str) -> list[Entry]:
    """ "Stürmung", "das Auffinden", "shelling", "deployment": by the pack's rules from a noun to its verb."""
    for pattern, verb in known.derived:
        match = pattern.fullmatch(noun)
        stem = match.expand(verb) if match else ""
        found = known.verbs.get(stem) or (known.verbs.get(lemma(stem, "VERB", language)) if stem and stem != noun else None)
        if found and (plain := _plain(found)):
            return [_of_verb(e) for e in plain]
    return []


def _of_verb(entry: Entry) -> Entry:
    """A noun made from a transitive verb takes the verb's object as its genitive."""
    of = "actor" if entry.options.get("intransitive") else "recipient"
    return Entry(entry.value, entry.group, {"of": of, **entry.options})


def _plain(entries: list[Entry]) -> list[Entry]:
    """Entries that a noun inherits: those without conditions, unless the group keeps them to verbs."""
    return [e for e in entries if not conditional(e) and e.options.get("nominal", True)]


def light_entries(word: Word, verb: Word | None, language: str) -> list[Entry]:
    """Entries of a word together with the verb above it."""
    rows = triggers(language).light
    found = rows.get(word.lemma.lower()) or rows.get(word.text.lower()) or []
    return [entry for verbs, entry in found if verb is not None and (verb.lemma.lower() in verbs or verb.text.lower() in verbs)]
