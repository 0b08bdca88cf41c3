"""Open questions: what the text itself calls unknown, and what nobody gives information on."""

from dataclasses import dataclass

from lagebild.extract.clauses import clause, noun_phrase, subjects, trimmed
from lagebild.extract.context import Context
from lagebild.extract.lexicon import word_set
from lagebild.reader.parse import Parse, Word
from lagebild.statements import Phrase
from lagebild.text import Span


@dataclass(frozen=True, slots=True)
class Question:
    """What is open, or on what no information is given."""

    word: Word
    type: str
    span: Span
    topic: Phrase


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
