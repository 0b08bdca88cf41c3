"""Statuses: a subject of a known class and the word that says its state; lists give one status each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lagebild import packs
from lagebild.extract.bearers import nature_of
from lagebild.extract.classes import class_of
from lagebild.extract.clauses import has_case, noun_phrase, objects, passive_subjects, subjects, trimmed
from lagebild.extract.company import is_a
from lagebild.extract.context import Context
from lagebild.extract.lexicon import word_set
from lagebild.extract.state import State, allowed
from lagebild.extract.states import states
from lagebild.extract.triggers import noun_entries
from lagebild.reader.parse import Parse, Word
from lagebild.statements import Phrase
from lagebild.text import Span, hull

CARRYING = ("aux", "aux:pass", "cop", "compound:prt", "advmod", "xcomp")
HOLDING = ("held", "occupied", "retaken")
BACK = 1
LONGEST = 140
SHORTEST_HEAD = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A status before its voice, time and place are known; ``places`` are the names of a list to expand, ``where`` the words
    to look for its place in, ``denied`` whether the state is the denial of another."""

    word: Word
    type: str
    span: Span
    subject: Phrase
    holder: Phrase | None
    formal: bool | None
    places: tuple[Word, ...]
    origin: str
    denied: bool
    where: Span


def statuses(context: Context) -> list[Found]:
    """Every status of a text, in text order: of two that say the same of the same thing the first, of a noun and its light verb the noun's."""
    parse, language = context.parse, context.language
    found: dict[tuple[int, str], Found] = {}
    taken: set[int] = set()
    light: dict[tuple[int, int], str] = {}
    for state in states(parse, language):
        if state.word.i in taken or state.word.name.endswith(("PER", "ORG", "LOC")):
            continue
        for subject, kind in _subjects(parse, state, language):
            said = _said(parse, state, subject, kind, language)
            if said is None:
                continue
            one = _found(context, state, subject, kind, said)
            found.setdefault((subject.i, one.type), one)
            taken.add(state.word.i)
            if state.entry.group.endswith(".light"):
                light[subject.i, state.predicate.i] = one.type
    return _latest(parse, [(k, f) for k, f in found.items() if light.get((k[0], f.word.i), f.type) == f.type and not _put_out(f, found)])


def _put_out(fire: Found, found: dict[tuple[int, str], Found]) -> bool:
    """Whether what burns is itself said to be in another state: "das Feuer in der Halle ist unter Kontrolle"."""
    return fire.type == "burning" and fire.word.upos == "NOUN" and any(i == fire.word.i and f.type != fire.type for (i, _), f in found.items())


def _latest(parse: Parse, found: list[tuple[tuple[int, str], Found]]) -> list[Found]:
    """Without the attributes of a thing that the sentence says to be in another state now: "das besetzte Zollamt wurde geräumt"."""
    told = {i for (i, _), f in found if f.word.label not in ("amod", "acl")}
    return [f for (i, _), f in found if f.word.label != "amod" or i not in told]


def _subjects(parse: Parse, state: State, language: str) -> Iterator[tuple[Word, str]]:
    """The words that are in the state, with their classes: the first that fits and what is coordinated with it."""
    listed = [c for b in state.bearers for c in parse.children(b.i, "conj") if c.upos == "NOUN" and c not in state.bearers]
    for bearer in (*state.bearers, *listed):
        kind = state.kind or _service(state, bearer, language) or _class(parse, bearer, state, language)
        if kind and allowed(state.entry, kind):
            yield bearer, kind
            for other in parse.children(bearer.i, "conj"):
                joined = class_of(parse, other, language) if other.upos == "NOUN" and state.kind is None else None
                if joined and allowed(state.entry, joined) and (joined != kind or _named(parse, other)):
                    yield other, joined
            return


def _named(parse: Parse, noun: Word) -> bool:
    """Whether a noun of a list has a name of its own."""
    return any(c.upos == "PROPN" for c in parse.children(noun.i, "nmod", "appos", "flat"))


def _service(state: State, bearer: Word, language: str) -> str | None:
    """Vehicles in the plural that run, run again or run no more stand for the service: "trains are not running"."""
    kinds = packs.load(language, "statuses").get("services") or {}
    runs = state.entry.value in ("suspended", "open", "restored") and bearer.features.get("Number") == "Plur"
    kind = kinds.get(bearer.lemma.lower()) if runs else None
    return str(kind) if kind and allowed(state.entry, str(kind)) else None


def _class(parse: Parse, bearer: Word, state: State, language: str) -> str | None:
    """The class of what is in a state; a place name is a territory where the state is one that places are in."""
    if short := _short_of(parse, state, bearer):
        own = class_of(parse, bearer, language)
        unlisted = None if is_a(bearer, "ABSTRACT", language) else short
        return own if own and allowed(state.entry, own) else unlisted
    said = _subject_class(state, bearer)
    if said:
        return _site(parse, bearer, state, language) or str(said)
    if bearer.name.endswith("LOC") and bearer.upos == "PROPN":
        return class_of(parse, bearer, language) or ("territory" if state.entry.options.get("places") else None)
    return class_of(parse, bearer, language) or _referred(parse, bearer, language) or _by_name(state, bearer) or _unlisted(state, bearer, language)


def _short_of(parse: Parse, state: State, bearer: Word) -> str | None:
    """ "Es fehlt an Zelten": whatever stands behind the preposition runs short; the class of what the pack does not list."""
    rule = state.entry.options.get("short_of")
    if not rule or state.predicate.lemma.lower() not in rule["verbs"] or not has_case(parse, bearer, frozenset(rule["cases"])):
        return None
    return str(rule["class"])


def _subject_class(state: State, bearer: Word) -> str | None:
    """The class that a state gives to its subject, also to compounds: "Waldbrand" like "Brand"."""
    table = {str(k).lower(): str(v) for k, v in (state.entry.options.get("subjects") or {}).items()}
    lemma = bearer.lemma.lower()
    return table.get(lemma) or next((v for k, v in table.items() if len(k) >= SHORTEST_HEAD and bearer.upos == "NOUN" and lemma.endswith(k)), None)


def _site(parse: Parse, fire: Word, state: State, language: str) -> str | None:
    """The class of what burns, where a fire is what is said to be in a state."""
    if fire.lemma.lower() not in word_set(language, "statuses", "states", "burning", "fires"):
        return None
    near = [c for i in (fire.i, state.predicate.i) for c in parse.children(i, "nmod", "obl") if c.i != fire.i]
    kinds = ("territory" if c.name.endswith("LOC") and c.upos == "PROPN" else class_of(parse, c, language) for c in near)
    return next((k for k in kinds if k and allowed(state.entry, k)), None)


def _unlisted(state: State, bearer: Word, language: str) -> str | None:
    """The class of a thing that no list has, where the word says enough of it: what is cordoned off is something, what runs short a supply."""
    words = {state.word.lemma.lower(), state.word.text.lower()}
    kind = next((str(k) for k, said in (state.entry.options.get("unlisted") or {}).items() if words & set(said)), None)
    if kind is None or bearer.upos != "NOUN" or noun_entries(bearer, language) or nature_of(bearer, language) == "people":
        return None
    return None if any(is_a(bearer, c, language) for c in ("AGENT", "PERSON", "TIME", "ABSTRACT")) else kind


def _by_name(state: State, bearer: Word) -> str | None:
    """What a name stands for where only one kind of thing can be in the state: what capsizes is a vessel."""
    if bearer.upos != "PROPN" or bearer.name.endswith("PER"):
        return None
    return next((str(k) for k, verbs in (state.entry.options.get("implies") or {}).items() if state.word.lemma.lower() in verbs), None)


def _referred(parse: Parse, pointer: Word, language: str) -> str | None:
    """The class that a pronoun stands for: of the nearest noun with one before it, in its sentence or the one before."""
    if pointer.text.lower() not in word_set(language, "statuses", "pointers"):
        return None
    first = parse.sentences[max(0, pointer.sentence - BACK)].first
    before = (w for w in reversed(parse.words[first : pointer.i]) if w.upos == "NOUN" and _agrees(pointer, w))
    return next((kind for w in before if (kind := class_of(parse, w, language))), None)


def _agrees(pointer: Word, noun: Word) -> bool:
    """Gender, where both are known; a list of things may be taken up by one of them."""
    gender, other = pointer.features.get("Gender"), noun.features.get("Gender")
    return not gender or not other or gender == other or noun.features.get("Number") == "Plur"


def _found(context: Context, state: State, subject: Word, kind: str, said: str) -> Found:
    parse, language = context.parse, context.language
    phrase = noun_phrase(parse, subject.i)
    around = [c for at in {state.word.i, state.predicate.i} for c in parse.children(at, "advmod", "xcomp", "obl")]
    official = any(c.text.lower() in word_set(language, "statuses", "formal") for c in around)
    holder = _holder(parse, state, language)
    span = _span(parse, state, subject, phrase, holder)
    where = hull([span, phrase.span, *_clause_of(parse, subject)])
    shown = Phrase(phrase.text, phrase.span, kind)
    places = _listed(context, subject)
    return Found(state.word, said, span, shown, holder, official or None, places, state.entry.group, state.denied, where)


def _said(parse: Parse, state: State, subject: Word, kind: str, language: str) -> str | None:
    """The state that a word says of a thing, None where it says none, with what restricts it: what is only available in part is scarce."""
    for row in state.entry.options.get("instead") or []:
        if _fits(parse, row, state, subject, kind):
            return str(row["state"]) if row.get("state") else None
    restricted = state.entry.options.get("restricted")
    if not restricted:
        return state.entry.value
    near = [c for at in (state.word.i, state.predicate.i, subject.i) for c in parse.children(at, "advmod")]
    near += [d for c in parse.children(subject.i) for d in parse.children(c.i, "advmod")]
    return str(restricted) if any(c.text.lower() in word_set(language, "statuses", "restrictors") for c in near) else state.entry.value


def _fits(parse: Parse, row: dict[str, Any], state: State, subject: Word, kind: str) -> bool:
    """Whether a row on what a word says of some things instead holds: by word, class, thing and what stands beside."""
    said, thing = {state.word.lemma.lower(), state.word.text.lower()}, subject.lemma.lower()
    near = {c.text.lower() for at in (state.word.i, state.predicate.i) for c in parse.children(at, "advmod")}
    return (
        row.get("denied", False) == state.denied
        and (not row.get("words") or bool(said & {w.lower() for w in row["words"]}))
        and kind in row.get("classes", [kind])
        and (not row.get("subjects") or thing.endswith(tuple(row["subjects"])))
        and not thing.endswith(tuple(row.get("unless", ())))
        and (not row.get("beside") or bool(near & set(row["beside"])))
    )


def _span(parse: Parse, state: State, subject: Word, phrase: Phrase, holder: Phrase | None) -> Span:
    """From the subject to the words that say the state; without the subject where it belongs to another predicate."""
    carrying = [c for at in {state.word.i, state.predicate.i} for c in parse.children(at, *CARRYING) if c.sentence == state.word.sentence]
    spans = [state.word.span, state.predicate.span, *(c.span for c in carrying if abs(c.i - state.word.i) < 25)]
    own = {state.word.i, state.predicate.i}
    shared = subject.head >= 0 and subject.head not in own and state.predicate.head != subject.i and state.word.i != subject.i
    if state.entry.group.endswith("fires"):
        return trimmed(parse.text, hull([*spans, *([] if subject.head == state.predicate.i else [phrase.span])]))
    if state.denied:
        spans += [noun_phrase(parse, o.i).span for o in parse.children(state.predicate.i, "obj", "nsubj")]
    if not (shared and state.predicate.label in ("conj", "root", "parataxis")):
        spans += [phrase.span] if hull([*spans, phrase.span]).end - hull([*spans, phrase.span]).start < LONGEST else []
    if state.entry.group.endswith("lacking"):
        spans += [noun_phrase(parse, s.i).span for s in [*subjects(parse, state.predicate.i), *passive_subjects(parse, state.predicate.i)]]
    if holder and abs(holder.span.start - state.word.start) < 80 and not state.denied:
        spans.append(holder.span)
    return trimmed(parse.text, hull(spans))


def _clause_of(parse: Parse, subject: Word) -> list[Span]:
    """The words from a subject to its own predicate, where a shared subject's place is named."""
    head = parse.words[subject.head] if subject.head >= 0 else subject
    return [head.span] if head.sentence == subject.sentence and head.upos in ("VERB", "ADJ") else []


def _holder(parse: Parse, state: State, language: str) -> Phrase | None:
    """Who occupies, holds or retook."""
    if state.entry.value not in HOLDING:
        return None
    agents = word_set(language, "voices", "agent")
    verbs = {state.word.i, state.predicate.i}
    near = [c for v in verbs for c in parse.children(v, "obl", "obl:agent", "nmod")]
    named = [c for c in near if any(k.text.lower() in agents for k in parse.children(c.i, "case"))]
    active = [s for v in verbs for s in subjects(parse, v) if objects(parse, v)]
    above = parse.words[state.word.head] if state.word.label == "xcomp" and state.word.head >= 0 else None
    active += subjects(parse, above.i) if above else []
    return next((noun_phrase(parse, w.i) for w in [*named, *active]), None)


def _listed(context: Context, subject: Word) -> tuple[Word, ...]:
    """ "die Häfen von Lohe, Grünau und Holm": the names of the list, if there are several and no number counts them."""
    parse = context.parse
    if parse.children(subject.i, "nummod") or subject.features.get("Number") != "Plur":
        return ()
    names = [n for c in parse.children(subject.i, "nmod") if c.upos == "PROPN" for n in [c, *parse.children(c.i, "conj")]]
    names += [c for c in parse.children(subject.i, "conj") if names and not parse.children(c.i, "det", "amod") and c.text[:1].isupper()]
    listed = sorted({n.i: n for n in names}.values(), key=lambda n: n.i)
    return tuple(listed) if len(listed) > 1 and _run_on(parse, listed) else ()


def _run_on(parse: Parse, names: list[Word]) -> bool:
    """Whether the names stand in one list, with nothing but commas and conjunctions between."""
    between = [w for a, b in zip(names, names[1:], strict=False) for w in parse.words[a.i + 1 : b.i]]
    return all(w.upos in ("PUNCT", "CCONJ", "ADP", "PROPN", "DET") for w in between)
