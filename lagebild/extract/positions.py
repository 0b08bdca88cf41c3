"""Positions and open questions: who holds which view, and what the text itself calls unknown."""

from dataclasses import dataclass

from lagebild.extract.clauses import agents, clause, noun_phrase, subjects, trimmed
from lagebild.extract.context import Context
from lagebild.extract.lexicon import valued, word_set
from lagebild.reader.parse import Parse, Word
from lagebild.statements import Phrase
from lagebild.text import Span


@dataclass(frozen=True, slots=True)
class Position:
    """A stance with its holder and the words that state it."""

    word: Word
    type: str
    span: Span
    holder: Phrase
    content: Phrase
    origin: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is open, or on what no information is given."""

    word: Word
    type: str
    span: Span
    topic: Phrase


def positions(context: Context) -> list[Position]:
    """Every position of a text, in text order."""
    parse, language = context.parse, context.language
    return [p for word in parse.words if word.upos == "VERB" and (p := _position(parse, word, language))]


def _position(parse: Parse, word: Word, language: str) -> Position | None:
    entries = valued(language, "positions", "stances", "verbs").exact.get(word.lemma.lower())
    if not entries:
        return None
    passive = bool(parse.children(word.i, "aux:pass"))
    holders = agents(parse, word.i, word_set(language, "voices", "agent")) if passive else subjects(parse, word.i)
    content = _content(parse, word, holders)
    if not holders or content is None:
        return None
    return Position(word, entries[0].value, content, noun_phrase(parse, holders[0].i), Phrase(content.of(parse.text), content), entries[0].group)


def _content(parse: Parse, word: Word, holders: list[Word]) -> Span | None:
    """The clause, the infinitive or the object that states the view."""
    taken = {h.i for h in holders}
    for labels in (("ccomp", "xcomp", "csubj", "csubj:pass", "parataxis"), ("obj", "obl:arg", "nsubj:pass"), ("obl",)):
        below = [c for c in parse.children(word.i, *labels) if c.i not in taken]
        if below:
            return trimmed(parse.text, parse.span([i for c in below[:1] for i in parse.subtree(c.i)]))
    return None


def questions(context: Context) -> list[Question]:
    """Every open question and every lack of information, in text order."""
    parse, language = context.parse, context.language
    return [q for word in parse.words if (q := _open(parse, word, language) or _no_information(parse, word, language))]


def _open(parse: Parse, word: Word, language: str) -> Question | None:
    """ "Unklar ist, wer ..."; the topic is the clause or the subject."""
    if word.upos not in ("ADJ", "ADV", "VERB") or word.lemma.lower() not in word_set(language, "questions", "open"):
        return None
    below = parse.children(word.i, "csubj", "ccomp", "advcl", "csubj:pass", "parataxis", "acl") or [
        s for s in subjects(parse, word.i) if s.upos == "NOUN"
    ]
    if not below or word.label == "amod":
        return None
    span = trimmed(parse.text, parse.span(parse.subtree(below[0].i)))
    return Question(word, "open", clause_with(parse, word, span), Phrase(span.of(parse.text), span))


def _no_information(parse: Parse, word: Word, language: str) -> Question | None:
    """ "Über die Stärke gab es keine Angaben"."""
    if word.lemma.lower() not in word_set(language, "questions", "no_information"):
        return None
    if not any(c.text.lower() in word_set(language, "questions", "negation") for c in parse.children(word.i, "det", "advmod")):
        return None
    near = [
        c for at in (word.i, word.head) if at >= 0 for c in parse.children(at, "nmod", "obl", "acl") if c.i != word.i and parse.children(c.i, "case")
    ]
    topic = noun_phrase(parse, near[0].i) if near else Phrase(word.text, word.span)
    return Question(word, "no-information", clause_with(parse, word, topic.span), topic)


def clause_with(parse: Parse, word: Word, span: Span) -> Span:
    """The clause of a word, widened to hold the span."""
    own = clause(parse, word.i)
    return Span(min(own.start, span.start), max(own.end, span.end))
