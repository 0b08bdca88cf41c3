"""Who says it, and how surely: reporting verbs, "laut", "nach Angaben", Konjunktiv, hedges, negation."""

from dataclasses import dataclass

from lagebild.extract.clauses import noun_phrase, passive_subjects, subjects
from lagebild.extract.context import Context
from lagebild.extract.lexicon import word_set
from lagebild.reader.parse import Parse, Word
from lagebild.statements import Voice
from lagebild.text import Span

CONTENT = ("ccomp", "parataxis", "xcomp", "csubj", "csubj:pass", "advcl")


@dataclass(frozen=True, slots=True)
class Manner:
    """How something is said: voice, certainty, modality and the words that hedge it."""

    voice: Voice | None
    certainty: str
    modality: str
    hedges: tuple[Span, ...]


def manner(context: Context, i: int) -> Manner:
    """How the statement at a word is said."""
    parse, language = context.parse, context.language
    predicate = _predicate(parse, i)
    hedges = _hedges(parse, i, predicate, language)
    return Manner(voice_of(parse, i, language), "hedged" if hedges else "stated", _modality(parse, predicate, i, language), hedges)


def _predicate(parse: Parse, i: int) -> int:
    """The verb that governs a word: itself, or the next verb above."""
    word = parse.words[i]
    if word.upos in ("VERB", "AUX") or word.head < 0:
        return i
    above = next((w for w in parse.ancestors(i) if w.upos in ("VERB", "AUX")), None)
    return above.i if above else i


def voice_of(parse: Parse, i: int, language: str) -> Voice | None:
    """The voice that the text names for the words around ``i``, the nearest first."""
    chain = [parse.words[i], *parse.ancestors(i)]
    for word in chain:
        found = _by_preposition(parse, word, language)
        if found:
            return found
    return next((v for w in chain if (v := _by_verb(parse, w, i, language))), None)


def _by_preposition(parse: Parse, word: Word, language: str) -> Voice | None:
    """ "nach Polizeiangaben", "laut Regierung", "der Polizei zufolge"."""
    prepositions = word_set(language, "voices", "reporting", "prepositions")
    for child in parse.children(word.i, "obl", "nmod", "obl:arg", "advmod", "parataxis"):
        case = next((c for c in parse.children(child.i, "case") if c.text.lower() in prepositions), None)
        if case and (case.text.lower() in word_set(language, "voices", "reporting", "bare") or _is_report(child, language)):
            return _voice(parse, _source(parse, child, language), case.text)
    return None


def _is_report(word: Word, language: str) -> bool:
    lower = word.text.lower()
    return word.lemma.lower() in word_set(language, "voices", "reporting", "nouns") or any(
        lower.endswith(e) for e in word_set(language, "voices", "reporting", "endings")
    )


def _source(parse: Parse, word: Word, language: str) -> Word:
    """Of "Angaben der Polizei" the police; "Polizeiangaben" and "staatlichen Angaben" stand for themselves."""
    if word.lemma.lower() in word_set(language, "voices", "reporting", "nouns"):
        named = [c for c in parse.children(word.i, "nmod") if c.upos in ("NOUN", "PROPN", "PRON")]
        return named[0] if named else word
    return word


def _by_verb(parse: Parse, word: Word, i: int, language: str) -> Voice | None:
    """The subject of a reporting verb whose content holds ``i``."""
    if word.i == i or word.lemma.lower() not in word_set(language, "voices", "reporting", "verbs"):
        return None
    below = next((w for w in [parse.words[i], *parse.ancestors(i)] if w.head == word.i), None)
    if below is None or below.label not in (*CONTENT, "obj"):
        return None
    said_by = [w for w in subjects(parse, word.i) if w.i != below.i]
    if said_by:
        return _voice(parse, said_by[0], word.text)
    if passive_subjects(parse, word.i) or parse.children(word.i, "aux:pass"):
        return _passive_voice(parse, word, below, language)
    return None


def _passive_voice(parse: Parse, word: Word, below: Word, language: str) -> Voice:
    """ "Von russischer Seite wurde betont": the agent, else somebody unnamed."""
    agents = word_set(language, "voices", "agent")
    named = [
        c for c in parse.children(word.i, "obl", "obl:agent") if c.i != below.i and any(k.text.lower() in agents for k in parse.children(c.i, "case"))
    ]
    return _voice(parse, named[0], word.text) if named else Voice(None, "unnamed", Span(word.start, word.end), word.text)


def _voice(parse: Parse, word: Word, cue: str) -> Voice:
    phrase = noun_phrase(parse, word.i)
    return Voice(phrase.text, "speaker", phrase.span, cue)


def _hedges(parse: Parse, i: int, predicate: int, language: str) -> tuple[Span, ...]:
    """Adverbs and modal verbs of doubt or hearsay on the word or its predicate."""
    adverbs = word_set(language, "voices", "hedges", "adverbs")
    modals = word_set(language, "voices", "hedges", "hearsay") | word_set(language, "voices", "hedges", "doubt")
    near = {c.i: c for at in (i, predicate) for c in parse.children(at, "advmod", "aux", "amod")}
    found = [c for c in near.values() if c.text.lower() in adverbs or c.lemma.lower() in adverbs or (c.label == "aux" and _doubts(c, modals))]
    return tuple(w.span for w in found)


def _doubts(word: Word, modals: frozenset[str]) -> bool:
    return word.lemma.lower() in modals and word.features.get("Tense") != "Past"


def _modality(parse: Parse, predicate: int, i: int, language: str) -> str:
    if any(
        c.text.lower() in word_set(language, "voices", "modality", "negated") for at in {i, predicate} for c in parse.children(at, "advmod", "det")
    ):
        return "negated"
    helpers = [c.lemma.lower() for c in parse.children(predicate, "aux")]
    above = parse.words[parse.words[predicate].head].lemma.lower() if parse.words[predicate].label in ("xcomp", "ccomp") else None
    for kind in ("planned", "requested", "threatened", "possible"):
        lemmas = word_set(language, "voices", "modality", kind) - word_set(language, "voices", "hedges", "hearsay")
        if any(h in lemmas for h in helpers) or (above in lemmas and kind != "possible"):
            return kind
    return "actual"
