"""Events: verbs, nouns and light-verb constructions of the pack, with who acts on whom."""

from dataclasses import dataclass, replace
from functools import lru_cache

from lagebild import packs
from lagebild.extract.actors import actor_of
from lagebild.extract.arguments import of_noun, of_verb, present_participles
from lagebild.extract.ballots import ORIGIN, added
from lagebild.extract.clauses import clause
from lagebild.extract.company import Company, holds, names, silent
from lagebild.extract.context import Context
from lagebild.extract.event_types import typed
from lagebild.extract.lexicon import Entry, word_set
from lagebild.extract.participants import of_event_noun, of_event_verb, of_state
from lagebild.extract.sharing import Told, shared_actors
from lagebild.extract.triggers import light_entries, noun_entries, phrase_entries, state_entries, verb_entries
from lagebild.reader.parse import Parse, Word
from lagebild.statements import Actor, Phrase
from lagebild.text import Span

NO_NAMES = ("PER", "ORG")
NOUN_PARTS = ("compound", "flat", "flat:name")
CORE = ("nsubj", "nsubj:pass", "obj")


@dataclass(frozen=True, slots=True)
class Found:
    """An event before its voice, time and place are known; ``word`` carries it."""

    word: Word
    entry: Entry
    type: str
    span: Span
    anchor: Phrase
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class _Raw:
    """An event with its participants as words."""

    word: Word
    entry: Entry
    actors: tuple[Word, ...]
    recipients: tuple[Word, ...]
    company: Company
    first: Word | None = None


def events(context: Context) -> list[Found]:
    """Every event of a text, in text order."""
    found = [f for word in context.parse.words if (f := _event(context, word) or _voted(context, word))]
    by_word = {f.word.i: f for f in sorted(found, key=lambda f: bool(f.entry.options.get("light")))}
    kept = [f for f in found if not _told_already(context.parse, f, by_word, context.language)]
    types = typed(context, [(f.word, f.entry, f.company) for f in kept])
    actors = shared_actors([Told(f.word, t, f.actors) for f, t in zip(kept, types, strict=True)])
    return [_made(context, replace(f, actors=a), t) for f, t, a in zip(kept, types, actors, strict=True)]


def _told_already(parse: Parse, raw: _Raw, by_word: dict[int, _Raw], language: str) -> bool:
    """A noun that its verb's entry names, and a verb whose noun carries the same ("the quake struck", by vote), are no events of their own."""
    above = by_word.get(raw.word.head)
    if by_word[raw.word.i] is not raw:
        return True
    own = raw.entry.options.get("light") and above is not None and _same(raw, above)
    if above is not None and not own and (_same(raw, above) or above.entry.options.get("takes")) and names(above.entry, parse, raw.word, language):
        return True
    below = [by_word[c.i] for c in parse.children(raw.word.i) if c.i in by_word and (c.label in CORE or by_word[c.i].entry.options.get("light"))]
    return any(_same(raw, other) and (raw.entry.group == ORIGIN or other.entry.options.get("light")) for other in below)


def _same(a: _Raw, b: _Raw) -> bool:
    return a.entry.value == b.entry.value


def _event(context: Context, word: Word) -> _Raw | None:
    parse, language = context.parse, context.language
    above = parse.words[word.head] if word.head >= 0 else None
    if word.upos in ("NOUN", "PROPN", "ADJ", "ADV", "X") and (entries := light_entries(word, above, language)):
        return _light(context, word, above, entries)
    if _verbal_noun(parse, word, language) and (found := _nominal(context, word)):
        return found
    if word.upos in ("VERB", "ADJ") and not word.name.startswith("B"):
        return _verbal(context, word) or _state(context, word)
    if word.upos == "NOUN" or (word.upos in ("PROPN", "X") and word.name == "O"):
        return _nominal(context, word)
    return None


def _verbal_noun(parse: Parse, word: Word, language: str) -> bool:
    """ "killed in army shelling": a participle that a noun before it says more about is a noun, whatever the reader took it for."""
    before = _before(parse, word) if word.upos == "VERB" else None
    if before is None or before.label != "compound" or before.upos != "NOUN":
        return False
    return bool(present_participles(language).fullmatch(word.text.lower()))


def _voted(context: Context, word: Word) -> _Raw | None:
    """What no entry has and the votes are nearly certain of."""
    type_ = added(context.parse, "event", [word.i]) if word.upos in ("VERB", "NOUN", "ADJ") and word.name == "O" else None
    if type_ is None:
        return None
    entry = Entry(type_, ORIGIN, {})
    if word.upos == "NOUN":
        company = of_noun(context.parse, word, context.language)
        return _Raw(word, entry, *of_event_noun(context, word, entry, company), company)
    company = of_verb(context.parse, word, context.language)
    return _Raw(word, entry, *of_event_verb(context, word, entry, company), company)


def _light(context: Context, word: Word, verb: Word | None, entries: list[Entry]) -> _Raw | None:
    """ "leisteten Hilfe", "in Haft genommen": the noun carries the event, the verb brings who takes part."""
    if verb is None:
        return None
    around = of_verb(context.parse, verb, context.language)
    entry = next((e for e in entries if holds(e, around, context.language)), None)
    if entry is None:
        return None
    marked = replace(entry, options={**entry.options, "light": True})
    own = of_noun(context.parse, word, context.language)
    actors, recipients = of_event_verb(context, verb, marked, around)
    if not recipients or recipients == (word,):
        recipients = of_event_noun(context, word, marked, own)[1] or tuple(context.parse.children(word.i, "nsubj:pass"))
    carrier = verb if entry.options.get("trigger") == "verb" else word
    return _Raw(carrier, marked, tuple(a for a in actors if a.i != word.i), tuple(r for r in recipients if r.i != word.i), around)


def _verbal(context: Context, word: Word) -> _Raw | None:
    entries = verb_entries(context.parse, word, context.language)
    if not entries or not _predicates(word) or _habitual(context, word) or _lasts(context, word):
        return None
    company = of_verb(context.parse, word, context.language)
    entry = next((e for e in entries if holds(e, company, context.language)), None)
    if entry is None or (word.label == "amod" and not entry.options.get("attributive", True)):
        return None
    return _Raw(word, entry, *of_event_verb(context, word, entry, company), company)


def _predicates(word: Word) -> bool:
    """Verbs count, and participles before a noun; other adjectives do not."""
    return word.upos == "VERB" or word.label in ("amod", "acl", "root", "conj", "advcl", "ccomp", "xcomp", "acl:relcl", "parataxis")


def _habitual(context: Context, word: Word) -> bool:
    """What often or usually happens is no event."""
    often = word_set(context.language, "events", "habitual")
    return any(c.text.lower() in often for c in context.parse.children(word.i, "advmod"))


def _lasts(context: Context, word: Word) -> bool:
    """ "blieben inhaftiert": what goes on is no event."""
    return (
        word.head >= 0
        and word.label in ("xcomp", "ccomp", "advcl")
        and context.parse.words[word.head].lemma.lower() in word_set(context.language, "events", "lasting")
    )


def _state(context: Context, word: Word) -> _Raw | None:
    """ "were found dead", "left two missing": adjectives behind a verb or a noun that tell what happened."""
    entries = state_entries(word, context.language)
    head = context.parse.words[word.head] if word.head >= 0 else None
    if not entries or (word.label == "amod" and head is not None and head.i > word.i):
        return None
    whom = of_state(context, word)
    return _Raw(word, entries[0], (), whom, Company(done_to=whom, passive=True))


@lru_cache(maxsize=16)
def _forms(language: str) -> frozenset[str]:
    """Forms that name no event inside a sentence, as printed: the month of March."""
    return frozenset(packs.load(language, "events").get("no_event_forms") or [])


def _nominal(context: Context, word: Word) -> _Raw | None:
    if word.text in _forms(context.language) and word.i != context.parse.sentences[word.sentence].first:
        return None
    before = _before(context.parse, word)
    entries = phrase_entries(context.parse, word, context.language) or noun_entries(word, context.language, before.lemma.lower() if before else "")
    if not entries or word.name.partition("-")[2] in NO_NAMES or silent(context.parse, word, context.language) or _part(context, word):
        return None
    company = of_noun(context.parse, word, context.language)
    entry = next((e for e in entries if holds(e, company, context.language)), None)
    alone = noun_entries(word, context.language)
    return _Raw(word, entry, *of_event_noun(context, word, entry, company), company, None if entry in alone else before) if entry else None


def _before(parse: Parse, word: Word) -> Word | None:
    """The word before a noun that belongs to it."""
    before = parse.words[word.i - 1] if word.i > 0 else None
    return before if before is not None and before.head == word.i else None


def _part(context: Context, word: Word) -> bool:
    """ "fire engine", "rescue workers": an event noun before a noun that is none and does not carry one."""
    if word.label not in NOUN_PARTS or word.head < 0:
        return False
    head = context.parse.words[word.head]
    alone = noun_entries(head, context.language)
    paired = _before(context.parse, head) is word and noun_entries(head, context.language, word.lemma.lower()) != alone
    return paired or (not alone and head.lemma.lower() not in word_set(context.language, "events", "carriers"))


def _made(context: Context, raw: _Raw, type_: str) -> Found:
    span = Span((raw.first or raw.word).start, raw.word.end)
    anchor = Phrase(span.of(context.parse.text), span)
    who, whom = (_actors(context, side) for side in (raw.actors, raw.recipients))
    return Found(raw.word, raw.entry, type_, clause(context.parse, raw.word.i), anchor, who, whom)


def _actors(context: Context, words: tuple[Word, ...]) -> tuple[Actor, ...]:
    """Participants as printed; a pronoun that stands for nobody known is left out."""
    made = [(w, actor_of(context, w)) for w in words]
    return tuple(a for w, a in made if w.upos not in ("PRON", "DET") or a.span != w.span or not _personal(context, w))


def _personal(context: Context, word: Word) -> bool:
    return bool(word.features.get("Person") or word.features.get("Poss")) or word.lemma.lower() in word_set(context.language, "events", "nobody")
