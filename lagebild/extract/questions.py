"""Open questions: what the text itself calls unknown, and what nobody gives information on."""

from dataclasses import dataclass

from lagebild.extract.clauses import clause, noun_phrase, passive_subjects, subjects, trimmed
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
    """Every open question and every lack of information, in text order, each topic once."""
    finders = (_open, _investigated, _no_information, _silent)
    kept: list[Question] = []
    for word in context.parse.words:
        found = next((q for find in finders if (q := find(context.parse, word, context.language))), None)
        if found and not any(found.topic.span.contains(k.topic.span) or k.topic.span.contains(found.topic.span) for k in kept):
            kept.append(found)
    return kept


def _is(word: Word, language: str, name: str) -> bool:
    listed = word_set(language, "questions", name)
    return word.lemma.lower() in listed or word.text.lower() in listed


def _negated(parse: Parse, word: Word, language: str) -> bool:
    """Whether a word, or the verb that it completes, is negated."""
    at = [word.i, word.head] if word.label in ("xcomp", "obj", "amod", "advmod") and word.head >= 0 else [word.i]
    if word.label in ("nsubj", "obj") and word.head >= 0 and _is(parse.words[word.head], language, "negation"):
        return True
    return any(_is(c, language, "negation") for i in at for c in parse.children(i, "advmod", "det", "neg", "cc", "cc:preconj"))


def _open(parse: Parse, word: Word, language: str) -> Question | None:
    """ "Unklar ist, wer ...", "nicht bekannt ist, ob ..."; the topic is the clause or the subject."""
    if word.upos not in ("ADJ", "ADV", "VERB", "NOUN") or word.label == "amod":
        return None
    doubted = not _is(word, language, "open")
    if doubted and not (_is(word, language, "negated") and _negated(parse, word, language)):
        return None
    clauses = _clauses(parse, word, language)
    if not clauses and (above := _above(parse, word, language)):
        return Question(word, "open", clause_with(parse, word, above.span), above)
    active = doubted and word.upos == "VERB" and not parse.children(word.i, "aux:pass")
    things = [] if active else [t for t in _things(parse, word) if not _is(word, language, "clausal") or _is(t, language, "investigated")]
    return _asked(parse, word, (clauses or things)[0], "open") if clauses or things else None


def _clauses(parse: Parse, word: Word, language: str) -> list[Word]:
    """Clauses below a word, or below the verb that it completes, that ask: "wer", "ob"."""
    at = [word.i, word.head] if word.label in ("xcomp", "advmod") and word.head >= 0 else [word.i]
    below = [
        c for i in at for c in parse.children(i, "csubj", "ccomp", "advcl", "csubj:pass", "parataxis", "acl", "nsubj", "obj", "xcomp", "acl:relcl")
    ]
    return [c for c in below if c.i != word.i and c.upos != "PRON" and any(_is(parse.words[k], language, "asking") for k in _opening(parse, c))]


def _above(parse: Parse, word: Word, language: str) -> Phrase | None:
    """ "Wer dahintersteckt, ist unklar", where the word hangs on the clause that asks."""
    clause = parse.words[word.head] if word.head >= 0 and word.label in ("parataxis", "advcl", "conj", "discourse") else None
    if clause is None or clause.i > word.i or not any(_is(parse.words[k], language, "asking") for k in _opening(parse, clause)):
        return None
    own = set(parse.subtree(word.i))
    span = trimmed(parse.text, parse.span([i for i in parse.subtree(clause.i) if i not in own and i < word.i]))
    return Phrase(span.of(parse.text), span)


def _opening(parse: Parse, clause: Word) -> list[int]:
    return [i for i in parse.subtree(clause.i) if parse.words[i].upos != "PUNCT"][:3]


def _things(parse: Parse, word: Word) -> list[Word]:
    """The subject; no person can be an open question."""
    at = parse.words[word.head] if word.label in ("xcomp", "advmod") and word.head >= 0 else word
    found = [*subjects(parse, at.i), *passive_subjects(parse, at.i)]
    return [s for s in found if s.upos == "NOUN" and s.i != word.i and not s.name.endswith("PER")]


def _asked(parse: Parse, word: Word, topic: Word, type_: str) -> Question:
    nominal = topic.upos == "NOUN" and not parse.children(topic.i, "cop", "mark")
    span = noun_phrase(parse, topic.i).span if nominal else trimmed(parse.text, parse.span(parse.subtree(topic.i)))
    span = _without_preposition(parse, span)
    return Question(word, type_, clause_with(parse, word, span), Phrase(span.of(parse.text), span))


def _without_preposition(parse: Parse, span: Span) -> Span:
    """ "zum Motiv": a preposition that is one token with the article is no part of the topic."""
    inside = parse.within(span)
    joined = len(inside) > 2 and inside[0].upos == "ADP" and inside[0].span == inside[1].span
    return Span(inside[2].start, span.end) if joined else span


def _investigated(parse: Parse, word: Word, language: str) -> Question | None:
    """ "Die Polizei untersucht die Ursache", "Ermittlungen zum Motiv laufen"."""
    if word.upos not in ("VERB", "NOUN") or not _is(word, language, "investigating"):
        return None
    things = parse.children(word.i, "obj", "obl", "nmod", "nsubj", "nsubj:pass", "obl:arg")
    found = next((c for t in things for c in [t, *parse.children(t.i, "conj")] if _is(c, language, "investigated")), None)
    clauses = _clauses(parse, word, language) if word.upos == "VERB" else []
    topic = clauses[0] if clauses else found
    return _asked(parse, word, topic, "open") if topic else None


def _no_information(parse: Parse, word: Word, language: str) -> Question | None:
    """ "Über die Stärke gab es keine Angaben"; where no topic is named, the lack itself."""
    lacking = _lacking(parse, word, language)
    if not _is(word, language, "no_information") or not (lacking or (word.upos == "NOUN" and _negated(parse, word, language))):
        return None
    at = [i for i in (word.i, word.head) if i >= 0]
    near = [c for i in at for c in parse.children(i, "nmod", "obl", "acl", "ccomp") if c.i != word.i and _on_topic(parse, c, language)]
    near += [w for w in parse.ancestors(word.i) if lacking and _on_topic(parse, w, language)]
    return _asked(parse, word, near[0] if near else word, "no-information")


def _lacking(parse: Parse, word: Word, language: str) -> bool:
    """ "Даних немає": the word that there is none stands right behind, wherever the parse hangs the noun."""
    after = parse.words[word.i + 1] if word.i + 1 < len(parse.words) else None
    return word.upos in ("NOUN", "ADJ") and after is not None and after.head < 0 and _is(after, language, "negation")


def _on_topic(parse: Parse, word: Word, language: str) -> bool:
    return word.label in ("acl", "ccomp") or any(_is(c, language, "about") for c in parse.children(word.i, "case"))


def _silent(parse: Parse, word: Word, language: str) -> Question | None:
    """ "wollte sich nicht zu den Gründen äußern", "declined to comment on the raid"."""
    if word.upos != "VERB" or not _is(word, language, "silent"):
        return None
    refused = word.label == "xcomp" and word.head >= 0 and _is(parse.words[word.head], language, "negation")
    if not (refused or any(_is(c, language, "negation") for c in parse.children(word.i, "advmod"))):
        return None
    topics = [c for c in parse.children(word.i, "obl", "obj", "obl:arg") if c.upos == "NOUN" and (c.label == "obj" or _on_topic(parse, c, language))]
    topics = _clauses(parse, word, language) or topics
    return _asked(parse, word, topics[0], "no-information") if topics else None


def clause_with(parse: Parse, word: Word, span: Span) -> Span:
    """The clause of a word, widened to hold the span."""
    own = clause(parse, word.i)
    return Span(min(own.start, span.start), max(own.end, span.end))
