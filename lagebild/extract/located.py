"""The place of a statement: which of the places that a document names it is about."""

from lagebild.extract.classes import class_of
from lagebild.extract.company import is_a
from lagebild.extract.context import Context
from lagebild.extract.dateline import dateline
from lagebild.extract.gazetteer import candidates, choose, scene
from lagebild.extract.lexicon import word_set
from lagebild.extract.places import known_place
from lagebild.reader.parse import Word
from lagebild.statements import Place
from lagebild.text import Span

SPECIFIC = {"point": 5, "facility": 5, "district": 4, "city": 4, "province": 3, "unknown": 3, "country": 2, "region": 1}
BACK = 3
SHARED = ("xcomp", "amod", "acl", "fixed", "flat", "compound")
CLAUSES = ("root", "ccomp", "advcl", "acl:relcl", "parataxis", "csubj", "csubj:pass", "advcl:relcl", "conj")


def place_of(context: Context, word: Word, span: Span) -> Place | None:
    """The place of the statement that ``word`` carries: in its clause, else its sentence, else carried from before."""
    sentence = context.sentence(word.start)
    here = [p for p in context.places if sentence.contains(p.span)]
    top = _clause_head(context, word)
    clause = [p for p in here if (w := _first(context, p)) and _clause_head(context, w) == top]
    for near in (clause, [p for p in here if span.contains(p.span)]):
        if best := _best(context, [p for p in near if _locative(context, p)], word) or _best(context, near, word):
            return best
    return _best(context, [p for p in here if _locative(context, p)], word) or _carried(context, word)


def _first(context: Context, place: Place) -> Word | None:
    """The first word of a place's name."""
    return next(iter(context.parse.within(place.span)), None)


def _clause_head(context: Context, word: Word) -> int:
    """The predicate of the clause that a word stands in; infinitives and participles belong to the clause above."""
    at = word
    while at.head >= 0 and not (at.label in CLAUSES and _predicates(context, at)):
        at = context.parse.words[at.head]
    return at.i


def _predicates(context: Context, word: Word) -> bool:
    """A verb, or what has a subject or a copula."""
    return word.upos in ("VERB", "AUX") or bool(context.parse.children(word.i, "nsubj", "nsubj:pass", "cop"))


def _best(context: Context, places: list[Place], word: Word) -> Place | None:
    """The most specific one, the nearest of equals; of places that are coordinated the first."""
    return min(_leading(context, places), key=lambda p: (-SPECIFIC.get(p.precision or "", 3), abs(p.span.start - word.start)), default=None)


def _leading(context: Context, places: list[Place]) -> list[Place]:
    """Places without those that are coordinated with another one of them: "between Passau and Linz"."""
    heads = {w.i for p in places for w in context.parse.within(p.span)}
    kept = [p for p in places if (w := _first(context, p)) is None or w.label != "conj" or w.head not in heads]
    return kept or places


def _locative(context: Context, place: Place) -> bool:
    """Whether a place stands behind a preposition of place, or names what a noun of place means: "the city of Sfax"."""
    first = _first(context, place)
    before = context.parse.words[max(0, first.i - 4) : first.i] if first else ()
    near = word_set(context.language, "places", "near")
    if any(w.text.lower() in near or (w.upos == "ADP" and w.text.lower() in word_set(context.language, "places", "locatives")) for w in before):
        return True
    return first is not None and _names_a_site(context, first)


def _names_a_site(context: Context, first: Word) -> bool:
    """ "Stadt Sfax", "marché de Sfax", "аэропорт Сфакса": the name hangs on a noun of place."""
    above = context.parse.words[first.head] if first.head >= 0 and first.label in ("nmod", "appos", "flat", "flat:name", "compound") else None
    if above is None or above.upos != "NOUN":
        return False
    return is_a(above, "PLACEWORD", context.language) or class_of(context.parse, above, context.language) not in (None, "legal-order", "vehicle")


def _carried(context: Context, word: Word) -> Place | None:
    """The place of the sentences before, else of the dateline: towns and smaller alone."""
    first = context.parse.sentences[max(0, word.sentence - BACK)].start
    before = [p for p in context.places if first <= p.span.start < word.start and SPECIFIC.get(p.precision or "", 0) >= 3]
    behind = [p for p in before if _locative(context, p)]
    if behind:
        return _leading(context, behind)[-1]
    return next((p for p in context.places[:1] if p.span.start < 40 and dateline(context.parse.text)), None)


def place_at(context: Context, word: Word) -> Place:
    """The place that a word of a list names."""
    at = next((p for p in context.places if p.span.contains(word.span)), None)
    if at:
        return at
    about = scene([candidates(p.text, context.language) for p in context.places])
    known, score = choose(candidates(word.text, context.language), about, None, word.text)
    return known_place(word.text, word.span, known, score) if known else Place(word.text, word.span, name=word.text, precision="unknown")
