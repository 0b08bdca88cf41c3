"""What causes what, by "wegen", "because", "so that", "led to": from one statement to another of the document."""

from lagebild import packs
from lagebild.extract.anchors import by_word
from lagebild.extract.clauses import is_passive, objects, passive_subjects, subjects
from lagebild.extract.context import Context
from lagebild.extract.lexicon import word_set
from lagebild.extract.stances import behind
from lagebild.reader.parse import Word
from lagebild.statements import Statement

KINDS = ("event", "status")
DEEPEST = 6
Pair = tuple[str, str]


def causes(context: Context, statements: list[Statement]) -> list[Pair]:
    """Pairs of cause and effect, as ids, in text order."""
    at = by_word(context, statements, *KINDS)
    pairs = [(c.id, e.id) for i in sorted(at) for effect in _effects(context, i, at) for c in at[i] for e in at[effect]]
    return list(dict.fromkeys(p for p in pairs if p[0] != p[1]))


def _effects(context: Context, i: int, at: dict[int, list[Statement]]) -> list[int]:
    """The words of statements that a word's statement causes: what its adjunct modifies, what its result clause says, what it leads to."""
    return [e for e in dict.fromkeys([*_above(context, i, at), *_results(context, i), *_led_to(context, i)]) if e in at and e != i]


def _above(context: Context, i: int, at: dict[int, list[Statement]]) -> list[int]:
    """The first word above with a statement that is reached over "wegen" or "weil"."""
    parse, crossed = context.parse, False
    word = parse.words[i]
    for _ in range(DEEPEST):
        if word.head < 0:
            return []
        crossed = crossed or _is_cause(context, word)
        word = parse.words[word.head]
        if word.i in at:
            return [word.i] if crossed else []
    return []


def _is_cause(context: Context, word: Word) -> bool:
    parse, language = context.parse, context.language
    prepositions, conjunctions = (word_set(language, "links", "causes", k) for k in ("prepositions", "conjunctions"))
    if word.label in ("obl", "nmod", "obl:arg", "advmod") and any(c.text.lower() in prepositions for c in parse.children(word.i, "case")):
        return True
    return word.label in ("advcl", "ccomp") and any(c.text.lower() in conjunctions for c in parse.children(word.i, "mark"))


def _results(context: Context, i: int) -> list[int]:
    """The clause behind "so dass" and what is coordinated with it."""
    clauses = [c for c in context.parse.children(i, "advcl", "ccomp", "parataxis", "advcl:relcl") if c.i > i and _is_result(context, c)]
    return [k.i for c in clauses for k in [c, *context.parse.children(c.i, "conj")]]


def _is_result(context: Context, clause: Word) -> bool:
    words = context.parse.words
    marks = context.parse.children(clause.i, "mark", "advmod")
    if any(m.text.lower() in word_set(context.language, "links", "causes", "results") for m in marks):
        return True
    pairs = packs.load(context.language, "links")["causes"].get("results_two") or []
    return any(m.i > 0 and [words[m.i - 1].text.lower(), m.text.lower()] in pairs for m in marks)


def _led_to(context: Context, i: int) -> list[int]:
    """What the subject of "auslösen" or "führen zu" brings about."""
    parse, word = context.parse, context.parse.words[i]
    verb = parse.words[word.head] if word.head >= 0 else None
    if verb is None or verb.upos != "VERB":
        return []
    leading = packs.load(context.language, "links")["causes"]["leading"].get(verb.lemma.lower())
    if leading and word in subjects(parse, verb.i):
        return [c.i for c in behind(parse, verb, leading)]
    if verb.lemma.lower() not in word_set(context.language, "links", "causes", "verbs"):
        return []
    if is_passive(parse, verb.i):
        return [s.i for s in passive_subjects(parse, verb.i) if s.i != i] if word.label in ("obl", "obl:agent") else []
    return [o.i for o in objects(parse, verb.i)] if word in subjects(parse, verb.i) else []
