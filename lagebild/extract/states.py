"""States: the words that say in what state something is, and the words that it may be said of."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from lagebild import packs
from lagebild.extract.clauses import PASSIVE, SUBJECT, objects, passive_subjects, resolved, subjects
from lagebild.extract.lexicon import Entry, valued, with_next, word_set
from lagebild.extract.participles import verb_forms
from lagebild.extract.state import State, controlled, having, objects_of
from lagebild.extract.state_lights import of_light_verb
from lagebild.extract.state_nouns import of_noun
from lagebild.reader.parse import Parse, Word

BESIDE = ("advmod", "compound:prt", "xcomp", "case", "advcl", "mark", "obl", "obj")
PREDICATIVE = ("xcomp", "advmod", "advcl", "obl", "obj", "acl", "amod")


def states(parse: Parse, language: str) -> Iterator[State]:
    """Everything that may say a state, in text order."""
    for word in parse.words:
        if word.upos in ("VERB", "ADJ", "ADV", "NOUN", "AUX"):
            yield from (_turned(parse, s, language) for s in _states_of(parse, word, language))


def _turned(parse: Parse, state: State, language: str) -> State:
    """ "nicht mehr gesperrt", "die Sperrung wurde aufgehoben": what is over is its opposite, where the pack names one."""
    table = packs.load(language, "statuses")
    value = (table.get("reversed") or {}).get(state.entry.value)
    if (
        state.denied
        or not value
        or state.entry.group.endswith("barred")
        or not (_no_longer(parse, state, language) or _ended(parse, state, language))
    ):
        return state
    return replace(state, entry=Entry(str(value), state.entry.group, table["states"][value]), denied=True)


def _no_longer(parse: Parse, state: State, language: str) -> bool:
    near = {state.word.i, state.predicate.i}
    near |= {c.i for i in tuple(near) for c in parse.children(i, "advmod", "det")}
    over = word_set(language, "statuses", "no_longer")
    return _denied(parse, state.word, state.predicate, language) and any(c.text.lower() in over for i in near for c in parse.children(i, "advmod"))


def _ended(parse: Parse, state: State, language: str) -> bool:
    """Whether a noun of state is what is lifted or ended."""
    noun = state.word
    verb = parse.words[noun.head] if noun.upos == "NOUN" and noun.head >= 0 and noun.label in (*PASSIVE, *SUBJECT, "obj") else None
    ends = word_set(language, "statuses", "ending")
    return verb is not None and verb.i != noun.i and any(f in ends for f in verb_forms(parse, verb, language))


def _states_of(parse: Parse, word: Word, language: str) -> Iterator[State]:
    yield from _beside(parse, word, language)
    yield from of_light_verb(parse, word, language)
    if word.upos == "NOUN":
        yield from of_noun(parse, word, language)
    if word.upos in ("ADJ", "ADV", "VERB"):
        yield from _adjectival(parse, word, language)
    if word.upos in ("VERB", "ADJ"):
        yield from _verbal(parse, word, language)


def _beside(parse: Parse, word: Word, language: str) -> Iterator[State]:
    """ "fließt wieder", "steht still", "reicht noch": what says a state only together with a word beside it."""
    near = {c.text.lower() for c in parse.children(word.i, *BESIDE)}
    for value, lists in having(language, "beside") if near else ():
        for row in lists["beside"]:
            joined = next((w for w in row["words"] if w in near), None)
            if joined and word.lemma.lower().removeprefix(joined) in row["verbs"]:
                about = (*passive_subjects(parse, word.i), *objects(parse, word.i), *subjects(parse, word.i))
                yield State(word, Entry(value, f"states.{value}.beside", lists | {k: row[k] for k in ("classes",) if k in row}), word, about)


def _entries(parse: Parse, word: Word, language: str, *keys: str) -> list[Entry]:
    table = valued(language, "statuses", "states", *keys).exact
    return next((table[f] for f in verb_forms(parse, word, language) if f in table), [])


def _joined(parse: Parse, verb: Word, language: str) -> list[Entry]:
    """ "sealed off", "cut off" where the parse does not see the particle as one."""
    joined = with_next(parse, verb)
    return valued(language, "statuses", "states", "verbs").exact.get(joined, []) if joined else []


@lru_cache(maxsize=16)
def _denials(language: str) -> dict[str, dict[str, list[Entry]]]:
    """What the denial of a verb or adjective says: part of speech, then lemma."""
    found: dict[str, dict[str, list[Entry]]] = {"verbs": {}, "adjectives": {}}
    for value, lists in packs.load(language, "statuses")["states"].items():
        for key, lemmas in (lists.get("denied") or {}).items():
            for lemma in lemmas:
                found[key].setdefault(lemma.lower(), []).append(Entry(str(value), f"states.{value}.denied", lists))
    return found


def _denied(parse: Parse, word: Word, predicate: Word, language: str) -> bool:
    """ "nicht", "kein", "keine ... mehr" with the predicate or its arguments."""
    words = word_set(language, "voices", "modality", "negated") | word_set(language, "statuses", "deniers")
    at = [word, predicate]
    near = [c for w in at for c in parse.children(w.i, "advmod", "det", "neg")]
    arguments = [c for w in at for c in parse.children(w.i, "nsubj", *PASSIVE, "obj")]
    return any(c.text.lower() in words for c in near) or any(d.text.lower() in words for a in arguments for d in parse.children(a.i, "det", "advmod"))


def _verbal(parse: Parse, verb: Word, language: str) -> Iterator[State]:
    """ "wurden geschlossen", "stürzte ein", "besetzte das Rathaus"."""
    if verb.upos == "ADJ" and verb.label in ("amod", "nmod", "advmod", "xcomp", "conj") or _keeps(parse, verb, language):
        return
    denials = _denials(language)["verbs"]
    denial = next((denials[f] for f in verb_forms(parse, verb, language) if f in denials), [])
    bearers = tuple(_arguments(parse, verb, language))
    if denial and _denied(parse, verb, verb, language):
        yield from (State(verb, e, verb, _whose(parse, verb, bearers, language), denied=True) for e in denial)
        return
    participle = verb.upos == "VERB" and verb.features.get("VerbForm") not in ("Inf", "Fin")
    entries = (
        _joined(parse, verb, language)
        or _entries(parse, verb, language, "verbs")
        or (_entries(parse, verb, language, "adjectives") if participle else [])
    )
    oblique = tuple(parse.children(verb.i, "obl"))
    for e in entries:
        yield State(verb, e, verb, (*bearers, *oblique) if e.options.get("oblique") else _suffering(verb, e, bearers))
    named = tuple(b for b in bearers if b.upos == "NOUN" and b.label in ("obj", *PASSIVE))
    if named:
        yield from (State(verb, e, verb, named, kind="legal-order") for e in _entries(parse, verb, language, "orders"))
    yield from _barred(parse, verb, bearers, language)
    ruling = tuple(subjects(parse, verb.i)) if not passive_subjects(parse, verb.i) else ()
    yield from (State(verb, e, verb, ruling) for e in _entries(parse, verb, language, "rules"))


def _suffering(verb: Word, entry: Entry, bearers: tuple[Word, ...]) -> tuple[Word, ...]:
    """Those of whom a state is said; not who brings it about, where the pack says that the verb is done to others: "The office controlled"."""
    done = verb.lemma.lower() in (entry.options.get("suffered") or ())
    return tuple(b for b in bearers if b.label not in SUBJECT or b.head != verb.i) if done else bearers


def _barred(parse: Parse, verb: Word, bearers: tuple[Word, ...], language: str) -> Iterator[State]:
    """ "Im See darf nicht gebadet werden": what may not be done is forbidden."""
    for value, lists in having(language, "barred"):
        if _modal(parse, verb, lists["barred"]) and _denied(parse, verb, verb, language):
            things = bearers or tuple(c for c in parse.children(verb.i, "obl") if c.upos in ("NOUN", "PROPN"))
            yield State(verb, Entry(value, f"states.{value}.barred", lists), verb, things, kind="legal-order")


def _modal(parse: Parse, verb: Word, rule: dict[str, list[str]]) -> bool:
    helpers = {c.lemma.lower() for c in parse.children(verb.i, "aux", "aux:pass")}
    return bool(helpers & set(rule["modals"])) and bool(helpers & set(rule["passive"]))


def _keeps(parse: Parse, verb: Word, language: str) -> bool:
    """ "hielt die Tür geschlossen", "kept the border open": what is said is the adjective's state and not the verb's."""
    if verb.lemma.lower() not in word_set(language, "statuses", "copulas"):
        return False
    return any(c.upos in ("ADJ", "VERB") and _entries(parse, c, language, "adjectives") for c in parse.children(verb.i, "xcomp", "advmod", "amod"))


def _arguments(parse: Parse, verb: Word, language: str) -> list[Word]:
    """What a verb's state is said of: its passive subject or object, the subject where the object is what that does or where there is none."""
    if verb.label in ("amod", "acl") and verb.head >= 0 and not parse.children(verb.i, *SUBJECT):
        return [parse.words[verb.head]]
    own = word_set(language, "events", "reflexives")
    objs = [o for o in objects_of(parse, verb, language) if o.upos != "PRON" or not (o.features.get("Reflex") or o.text.lower() in own)]
    done = word_set(language, "statuses", "activities")
    idle = [o for o in objs if o.lemma.lower() in done]
    held = [n for o in objs if o.lemma.lower() in word_set(language, "statuses", "controls") for n in controlled(parse, o)]
    named = [*held, *passive_subjects(parse, verb.i), *(o for o in objs if o not in idle)]
    doers = subjects(parse, verb.i) if idle or not [o for o in objs if o not in idle] else []
    if doers and idle:
        return [*doers, *idle]
    return [*named, *doers]


def _whose(parse: Parse, verb: Word, bearers: tuple[Word, ...], language: str) -> tuple[Word, ...]:
    """Who no longer does it: the subject that the clause shares with the one before, where the denied noun is only what is done."""
    done = word_set(language, "statuses", "activities")
    shared = [s for s in _shared_subjects(parse, verb) if s not in bearers]
    own = [b for b in bearers if b.lemma.lower() not in done]
    named = any(b.head == verb.i and b.label in SUBJECT for b in own)
    return (*own, *bearers) if named else (*shared, *own, *bearers)


def _shared_subjects(parse: Parse, verb: Word) -> list[Word]:
    """Subjects of the clause right before in the same sentence, for a clause without a subject of its own."""
    if verb.label not in ("conj", "parataxis", "root", "ccomp") or verb.head < 0:
        return []
    before = [w for w in parse.words[parse.sentences[verb.sentence].first : verb.i] if w.label in (*SUBJECT, *PASSIVE) and w.head != verb.i]
    return before[-1:]


def _adjectival(parse: Parse, word: Word, language: str) -> Iterator[State]:
    """ "ist gesperrt", "bleibt offen", "knapp geworden", "der ausgebrannte Bus"."""
    yield from _ordered(parse, word, language)
    participle = word.upos == "ADJ" and word.text.lower() != word.lemma.lower()  # not "close"
    entries = _entries(parse, word, language, "adjectives") or (_entries(parse, word, language, "verbs") if participle else [])
    denial = _denials(language)["adjectives"].get(word.lemma.lower()) or _denials(language)["adjectives"].get(word.text.lower()) or []
    if not entries and not denial:
        return
    predicate, described = _described(parse, word, language)
    bearers = (*described, *(c for c in parse.children(word.i, "obl") if c.i > word.i))
    if not bearers or (word.upos == "VERB" and predicate.i == word.i and word.label not in ("amod", "acl")):
        return
    if denial and _denied(parse, word, predicate, language):
        yield from (State(word, e, predicate, bearers, denied=True) for e in denial)
        return
    if word.upos != "VERB" or not _entries(parse, word, language, "verbs"):
        yield from (State(word, e, predicate, bearers) for e in entries)


def _ordered(parse: Parse, word: Word, language: str) -> Iterator[State]:
    """ "ist strafbar", "ist erlaubt": what is said to be allowed or not is so by law."""
    entries = _entries(parse, word, language, "ordered") if word.label not in ("amod", "acl") else []
    predicate, described = _described(parse, word, language) if entries else (word, ())
    things = tuple(d for d in described if d.upos == "NOUN")
    yield from (State(word, e, predicate, things, kind="legal-order") for e in entries if things)


def _described(parse: Parse, word: Word, language: str) -> tuple[Word, tuple[Word, ...]]:
    """The predicate of an adjective and what it describes."""
    if word.label in ("amod", "acl") and word.head >= 0 and parse.words[word.head].upos in ("NOUN", "PROPN"):
        return word, (parse.words[word.head],)
    own = [*parse.children(word.i, *PASSIVE), *parse.children(word.i, *SUBJECT)]
    if own or word.head < 0:
        return word, tuple(resolved(parse, w) for w in own)
    above = parse.words[word.head]
    if word.label in PREDICATIVE and above.lemma.lower() in word_set(language, "statuses", "copulas"):
        left = objects(parse, above.i) if word.label in ("xcomp", "obj", "advmod") else []
        return above, (*left, *passive_subjects(parse, above.i), *subjects(parse, above.i))
    return word, (*passive_subjects(parse, word.i), *subjects(parse, word.i))
