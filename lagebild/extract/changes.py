"""Positions that replace earlier ones of the same holder: "änderte seine Einschätzung", "initially ... later"."""

from lagebild.extract.anchors import lemmas, same_party, word_of
from lagebild.extract.clauses import clause
from lagebild.extract.context import Context
from lagebild.extract.lexicon import word_set
from lagebild.reader.parse import Parse, Word
from lagebild.statements import Statement

REACH = 2


def given_up(parse: Parse, noun: Word, language: str) -> Word | None:
    """The verb that says that the view which a noun names is given up or changed."""
    verb = parse.words[noun.head] if noun.head >= 0 and noun.label in ("obj", "obl", "obl:arg", "nsubj:pass") else None
    return verb if verb and verb.lemma.lower() in word_set(language, "links", "changes", "verbs") else None


def changes(context: Context, statements: list[Statement]) -> dict[str, str]:
    """The later position to the earlier one that it replaces, as ids."""
    held = sorted((s for s in statements if s.kind == "position" and s.holder), key=lambda s: s.span)
    found: dict[str, str] = {}
    for n, first in enumerate(held):
        second = next((s for s in held[n + 1 : n + 8] if _same_holder(first, s) and not s.span.contains(first.span)), None)
        if second is None or _sentences(context, first, second) > REACH:
            continue
        pair = _turned(context, first, second)
        if pair:
            found.setdefault(*pair)
    return found


def _same_holder(a: Statement, b: Statement) -> bool:
    return bool(a.holder and b.holder) and same_party(a.holder.text if a.holder else "", b.holder.text if b.holder else "")


def _sentences(context: Context, a: Statement, b: Statement) -> int:
    one, other = word_of(context, a), word_of(context, b)
    return other.sentence - one.sentence if one and other else REACH + 1


def _turned(context: Context, first: Statement, second: Statement) -> tuple[str, str] | None:
    """New and old: by a verb of change over the first, or by words for earlier and later."""
    word = word_of(context, first)
    if word and word.upos == "NOUN" and given_up(context.parse, word, context.language):
        return second.id, first.id
    was, now = _is(context, first, "earlier"), _is(context, second, "earlier")
    if was and not now and (_is(context, second, "later") or _is(context, second, "contrast") or _alike(context, first, second)):
        return second.id, first.id
    return (first.id, second.id) if now and not was and _alike(context, first, second) else None


def _is(context: Context, statement: Statement, which: str) -> bool:
    """Whether the clause of a position has a word of the list beside what it says."""
    word, listed = word_of(context, statement), word_set(context.language, "links", "changes", which)
    if word is None:
        return False
    span = clause(context.parse, word.i)
    content = statement.content.span if statement.content else statement.span
    inside = [w for w in context.parse.within(span) if not content.contains(w.span)]
    return any(w.text.lower() in listed or w.lemma.lower() in listed for w in inside if w.upos in ("ADV", "ADJ", "CCONJ", "ADP"))


def _alike(context: Context, a: Statement, b: Statement) -> bool:
    """Whether two positions share a noun or verb of their content."""
    spans = [s.content.span if s.content else s.span for s in (a, b)]
    return bool(lemmas(context, spans[0]) & lemmas(context, spans[1]))
