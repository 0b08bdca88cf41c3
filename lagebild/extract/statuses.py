"""Statuses: a subject of a known class and the word that says its state; lists give one status each."""

from dataclasses import dataclass

from lagebild.extract.clauses import clause, noun_phrase, objects, passive_subjects, subjects, trimmed
from lagebild.extract.context import Context
from lagebild.extract.lexicon import Entry, valued, word_set
from lagebild.reader.parse import Parse, Word
from lagebild.statements import Phrase
from lagebild.text import Span

KEYS = {"VERB": "verbs", "ADJ": "adjectives", "ADV": "adjectives", "NOUN": "nouns"}


@dataclass(frozen=True, slots=True)
class Found:
    """A status before its voice, time and place are known; ``places`` are the names of a list to expand."""

    word: Word
    type: str
    span: Span
    subject: Phrase
    holder: Phrase | None
    formal: bool | None
    places: tuple[Word, ...]
    origin: str


def statuses(context: Context) -> list[Found]:
    """Every status of a text, in text order."""
    parse, language = context.parse, context.language
    return [f for word in parse.words for f in [_status(parse, word, language)] if f]


def _status(parse: Parse, word: Word, language: str) -> Found | None:
    if word.upos not in KEYS or word.name != "O":
        return None
    for entry in _states(word, language):
        for subject in _bearers(parse, word):
            kind = class_of(subject, language) or _referred(parse, subject, language)
            allowed = entry.options.get("classes")
            if kind and (not allowed or kind in allowed):
                return _found(parse, word, entry, subject, kind, language)
    return None


def _states(word: Word, language: str) -> list[Entry]:
    key = KEYS[word.upos]
    table = valued(language, "statuses", "states", key).exact
    verbs = valued(language, "statuses", "states", "verbs").exact if word.upos == "ADJ" else {}
    return table.get(word.lemma.lower()) or table.get(word.text.lower()) or verbs.get(word.lemma.lower()) or []


def class_of(word: Word, language: str) -> str | None:
    """The class of a facility, service or area."""
    found = valued(language, "statuses", "classes", "nouns", "endings").find(word) if word.upos in ("NOUN", "PROPN") else []
    return found[0].value if found else None


def _referred(parse: Parse, subject: Word, language: str) -> str | None:
    """The class that a pronoun stands for: of the nearest noun with one before it in the sentence."""
    if subject.upos not in ("PRON", "DET"):
        return None
    first = parse.sentences[subject.sentence].first
    return next((kind for w in reversed(parse.words[first : subject.i]) if (kind := class_of(w, language))), None)


def _bearers(parse: Parse, word: Word) -> list[Word]:
    """The words that may be in the state, the likeliest first."""
    if word.upos == "NOUN":
        return parse.children(word.i, "nmod", "obl")
    if word.label in ("amod", "acl") and word.head >= 0:
        return [parse.words[word.head]]
    return [*passive_subjects(parse, word.i), *objects(parse, word.i), *subjects(parse, word.i)]


def _found(parse: Parse, word: Word, entry: Entry, subject: Word, kind: str, language: str) -> Found:
    phrase = noun_phrase(parse, subject.i)
    span = clause(parse, word.i) if word.upos == "VERB" or word.label not in ("amod", "nmod", "obl") else _phrase_span(parse, word, subject)
    around = [c for at in (word.i, word.head) if at >= 0 for c in parse.children(at, "advmod", "xcomp")]
    official = any(c.text.lower() in word_set(language, "statuses", "formal") for c in around)
    holder = _holder(parse, word, entry.value, language)
    return Found(word, entry.value, span, Phrase(phrase.text, phrase.span, kind), holder, official or None, _listed(parse, subject), entry.group)


def _phrase_span(parse: Parse, word: Word, subject: Word) -> Span:
    spans = [noun_phrase(parse, subject.i).span, word.span]
    return trimmed(parse.text, Span(min(s.start for s in spans), max(s.end for s in spans)))


def _holder(parse: Parse, word: Word, state: str, language: str) -> Phrase | None:
    """Who occupies, holds or retook."""
    if state not in ("held", "occupied", "retaken"):
        return None
    agents = word_set(language, "voices", "agent")
    named = [c for c in parse.children(word.i, "obl", "obl:agent") if any(k.text.lower() in agents for k in parse.children(c.i, "case"))]
    active = [s for s in subjects(parse, word.i) if objects(parse, word.i)]
    return next((noun_phrase(parse, w.i) for w in [*named, *active]), None)


def _listed(parse: Parse, subject: Word) -> tuple[Word, ...]:
    """ "Die Flughäfen von Almaty, Aktau und Aktobe": the names of the list, if there are several and no number counts them."""
    if parse.children(subject.i, "nummod") or subject.features.get("Number") != "Plur":
        return ()
    names = [n for c in parse.children(subject.i, "nmod") if c.upos == "PROPN" for n in [c, *parse.children(c.i, "conj")]]
    return tuple(names) if len(names) > 1 else ()
