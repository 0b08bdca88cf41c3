"""Statements by the word that carries them: the way from a statement back into the parse."""

from lagebild.extract.context import Context
from lagebild.reader.parse import Word
from lagebild.statements import Statement
from lagebild.text import Span, fold

SHORT = 3
STEM = 6


def word_of(context: Context, statement: Statement) -> Word | None:
    """The word that carries a statement: the head of its anchor."""
    span = statement.anchor.span if statement.anchor else statement.span
    inside = context.parse.within(span)
    return next((w for w in inside if w.head < 0 or not span.contains(context.parse.words[w.head].span)), None)


def by_word(context: Context, statements: list[Statement], *kinds: str) -> dict[int, list[Statement]]:
    """Statements of some kinds by the index of their word."""
    found: dict[int, list[Statement]] = {}
    for statement in statements:
        word = word_of(context, statement) if statement.kind in kinds else None
        if word:
            found.setdefault(word.i, []).append(statement)
    return found


def lemmas(context: Context, span: Span) -> frozenset[str]:
    """The nouns, names and verbs of a stretch of text, as the beginnings of their lemmas."""
    return frozenset(w.lemma.lower()[:STEM] for w in context.parse.within(span) if w.upos in ("NOUN", "PROPN", "VERB") and len(w.lemma) > SHORT)


def same_party(a: str, b: str) -> bool:
    """Whether two phrases name the same: the long words of one stand in the other."""
    one, other = (frozenset(w for w in fold(x).split() if len(w) > SHORT) or frozenset(fold(x).split()) for x in (a, b))
    return one <= other or other <= one
