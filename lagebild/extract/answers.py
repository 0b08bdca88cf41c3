"""Later statements that answer an open question of the same document."""

from lagebild.extract.anchors import STEM, lemmas
from lagebild.extract.context import Context
from lagebild.extract.lexicon import word_set
from lagebild.statements import Statement

ASKED = ("who", "number", "why", "whether")
WHETHER_SHARED = 2
BLAMING = ("accuses", "claims-responsibility")


def answers(context: Context, statements: list[Statement]) -> list[tuple[str, str]]:
    """Pairs of answer and question, as ids; the first statement behind a question that fits it."""
    found = []
    for question in (s for s in statements if s.kind == "question" and s.topic):
        later = sorted((s for s in statements if s.span.start >= question.span.end and s.kind != "question"), key=lambda s: s.span)
        answer = next((s for s in later if _fits(context, question, s)), None)
        if answer:
            found.append((answer.id, question.id))
    return found


def _fits(context: Context, question: Statement, statement: Statement) -> bool:
    """Whether a statement is of the kind that is asked for and speaks of the same thing."""
    if statement.modality == "negated" or statement.certainty == "denied" or question.topic is None:
        return False
    asked = [a for a in _asked(context, question) if _gives(a, statement)]
    shared = _topic(context, question) & lemmas(context, context.sentence(statement.span.start))
    return bool(asked) and len(shared) >= (WHETHER_SHARED if asked == ["whether"] else 1)


def _asked(context: Context, question: Statement) -> list[str]:
    """What is asked: who, how many, why, whether; nothing where the words tell none."""
    words = context.parse.within(question.topic.span) if question.topic else []
    forms = {w.lemma.lower() for w in words} | {w.text.lower() for w in words}
    named = [a for a in ASKED if forms & word_set(context.language, "links", "asks", a)]
    return named or (["number"] if question.type == "no-information" else [])


def _topic(context: Context, question: Statement) -> frozenset[str]:
    """The nouns and verbs of a question without those that only ask."""
    asking = frozenset(x[:STEM] for a in ASKED for x in word_set(context.language, "links", "asks", a))
    return (lemmas(context, question.topic.span) if question.topic else frozenset()) - asking


def _gives(asked: str, s: Statement) -> bool:
    if asked == "who":
        return (s.kind == "position" and s.type in BLAMING) or (s.kind == "event" and bool(s.actors))
    if asked == "number":
        return s.kind == "figure"
    return s.kind == "position" and s.type in ("explains", "confirms", *BLAMING) if asked == "why" else s.kind in ("event", "status", "position")
