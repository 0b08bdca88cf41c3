"""Events: verbs, nouns and light-verb constructions of the pack, with who acts on whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from lagebild.extract import lexicon
from lagebild.extract.clauses import actor, agents, clause, is_passive, objects, passive_subjects, subjects
from lagebild.extract.context import Context
from lagebild.extract.lexicon import Entry, word_set
from lagebild.reader.parse import Parse, Word
from lagebild.statements import Actor, Phrase
from lagebild.text import Span

ARGUMENTS = ("nmod", "obl", "compound", "nmod:poss")


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


def events(context: Context) -> list[Found]:
    """Every event of a text, in text order."""
    found = [f for word in context.parse.words if (f := _event(context.parse, word, context.language))]
    violent = {f.word.sentence for f in found if f.type == "ASSAULT"}
    return [_in_context(f, violent) for f in found]


def _in_context(found: Found, violent: set[int]) -> Found:
    """A death is an assault where the same or the sentence before tells of one."""
    if not found.entry.options.get("by_context") or not violent & {found.word.sentence, found.word.sentence - 1}:
        return found
    return Found(found.word, found.entry, "ASSAULT", found.span, found.anchor, found.actors, found.recipients)


def _event(parse: Parse, word: Word, language: str) -> Found | None:
    if word.upos in ("VERB", "ADJ") and not word.name.startswith("B"):
        entries = [
            e
            for e in lexicon.event_verbs(language).exact.get(word.lemma.lower(), [])
            if not e.options.get("need_object_preposition") or _calls(parse, word)
        ]
        return _verbal(parse, word, entries[0], language) if entries and _predicates(parse, word) else None
    if word.upos == "NOUN":
        entry = next(_light(parse, word, language), None) or next(iter(lexicon.event_nouns(language).find(word)), None)
        return _nominal(parse, word, entry, language) if entry else None
    return None


def _predicates(parse: Parse, word: Word) -> bool:
    """Verbs count, and participles before a noun; other adjectives do not."""
    return word.upos == "VERB" or (word.label == "amod" and word.lemma.endswith("n"))


def _calls(parse: Parse, word: Word) -> bool:
    return bool(objects(parse, word.i)) and bool(parse.children(word.i, "obl"))


def _light(parse: Parse, word: Word, language: str) -> Iterator[Entry]:
    """Entries of a noun with its light verb."""
    for verbs, entry in lexicon.light_verbs(language).get(word.lemma.lower(), []):
        if word.head >= 0 and parse.words[word.head].lemma.lower() in verbs:
            yield entry


def _verbal(parse: Parse, word: Word, entry: Entry, language: str) -> Found:
    by = agents(parse, word.i, word_set(language, "voices", "agent"))
    if word.label == "amod" and word.head >= 0:
        doers, done_to = by, [parse.words[word.head]]
    elif is_passive(parse, word.i):
        doers, done_to = by, passive_subjects(parse, word.i)
    else:
        doers, done_to = subjects(parse, word.i), objects(parse, word.i) or _prepositional(parse, word)
    return _found(parse, word, entry, doers, done_to)


def _prepositional(parse: Parse, word: Word) -> list[Word]:
    """The object behind "auf", "gegen", "on", "against"."""
    return [
        c
        for c in parse.children(word.i, "obl", "obl:arg")
        if any(k.text.lower() in ("auf", "gegen", "on", "against", "at") for k in parse.children(c.i, "case"))
    ][:1]


def _nominal(parse: Parse, word: Word, entry: Entry, language: str) -> Found:
    """An event noun: "Angriff von X auf Y", "Festnahme der Täter"."""
    doers = agents(parse, word.i, word_set(language, "voices", "agent"))
    others = [c for c in parse.children(word.i, *ARGUMENTS) if c not in doers and c.upos in ("NOUN", "PROPN")]
    done_to = (
        [c for c in others if not parse.children(c.i, "case")]
        or _prepositional(parse, word)
        or [c for c in others if any(k.text.lower() in ("auf", "gegen", "on", "against", "of") for k in parse.children(c.i, "case"))]
    )
    return _found(parse, word, entry, doers, done_to)


def _found(parse: Parse, word: Word, entry: Entry, doers: list[Word], done_to: list[Word]) -> Found:
    anchor = Phrase(word.span.of(parse.text), word.span)
    return Found(
        word,
        entry,
        entry.value,
        clause(parse, word.i),
        anchor,
        tuple(actor(parse, w) for w in doers if w.i != word.i),
        tuple(actor(parse, w) for w in done_to if w.i != word.i),
    )
