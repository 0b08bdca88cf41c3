"""Places: the reader's place names and country words, what they mean, and which of them a statement is about."""

import re
from dataclasses import replace

from lagebild.extract.context import Context
from lagebild.extract.countries import adjective, named
from lagebild.extract.gazetteer import Scene, candidates, choose, scene
from lagebild.extract.lexicon import word_set
from lagebild.places import Known, airports, distance
from lagebild.reader.parse import Parse, Word
from lagebild.statements import Place
from lagebild.text import Document, Span

DATELINE = re.compile(r"\s*(?P<place>[^\W\d_][\w.'’ -]{1,40}?)(?:/[^\W\d_][\w -]*)?(?:,[^()\n]{1,30})?\s*\([^)\n]{2,30}\)\s*[-–—:.]+\s")
SPECIFIC = {"point": 5, "facility": 5, "district": 4, "city": 4, "province": 3, "unknown": 3, "country": 2, "region": 1}
BACK = 3


def find_places(document: Document, parse: Parse) -> tuple[Place, ...]:
    """Names that the reader takes for places, country words and the dateline, in text order, each with the place it means."""
    language = document.language or ""
    spans = _named(parse, language)
    options = [candidates(s.of(parse.text), language) for s in spans]
    demonyms = {c for w in parse.words if w.upos == "ADJ" and (c := adjective(w.text, language))}
    titled = candidates(document.title or "", language)
    about = scene([*options, titled], demonyms)
    found = [_resolved(parse, s, o, about, _inside(parse, spans, options, i), language) for i, (s, o) in enumerate(zip(spans, options, strict=True))]
    return tuple(found)


def _named(parse: Parse, language: str) -> list[Span]:
    """Where places are named."""
    names = [(kind, parse.span(list(range(a, b)))) for kind, a, b in parse.names()]
    found = {s for kind, s in names if kind == "LOC"}
    taken = [s for _, s in names]
    found |= {w.span for w in parse.words if w.upos == "PROPN" and named(w.text, language) and not any(s.overlaps(w.span) for s in taken)}
    dateline = DATELINE.match(parse.text)
    if dateline and not any(s.start <= dateline.start("place") < s.end for s in found) and candidates(dateline["place"], language):
        found.add(Span(*dateline.span("place")))
    return sorted(found)


def _inside(parse: Parse, spans: list[Span], options: list[tuple[Known, ...]], i: int) -> Known | None:
    """The province or country named right behind a place: "Paris, Texas", "Paris (Texas)"."""
    if i + 1 == len(spans) or not re.fullmatch(r",? |,? ?\(|, in | in ", parse.text[spans[i].end : spans[i + 1].start]):
        return None
    return next((k for k in options[i + 1] if k.kind in ("province", "country")), None)


def _resolved(parse: Parse, span: Span, options: tuple[Known, ...], about: Scene, inside: Known | None, language: str) -> Place:
    text = span.of(parse.text)
    before = next((w.lemma.lower() for w in reversed(parse.words) if w.end <= span.start and w.upos == "NOUN" and span.start - w.end < 6), "")
    nouns = (before, text.lower().rsplit(" ", 1)[-1], text.lower().split(" ")[0])
    if any(n in word_set(language, "places", "province") for n in nouns):
        options = tuple(k for k in options if k.kind == "province") or options
    known, score = choose(options, about, inside)
    if known is None:
        return Place(text, span, name=text, precision=_kind(nouns, language) or "unknown")
    if _airport(before, text, language):
        return replace(_place(text, span, _field(known), score), precision="facility")
    return _place(text, span, known, score)


def _airport(before: str, text: str, language: str) -> bool:
    return before in word_set(language, "places", "airport") or any(w in word_set(language, "places", "airport") for w in text.lower().split(" "))


def _field(city: Known) -> Known:
    """The airport of a city: the largest, then the nearest; the city itself where none is near."""
    near = [a for a in airports(city.name) if distance(a, city) < 150]
    return min(near, key=lambda a: (-a.population, distance(a, city)), default=city)


def _kind(nouns: tuple[str, ...], language: str) -> str | None:
    """The precision that a word beside the name tells."""
    table = {"airport": "facility", "facility": "facility", "district": "district", "province": "province"}
    return next((p for key, p in table.items() if any(n in word_set(language, "places", key) for n in nouns)), None)


def _place(text: str, span: Span, k: Known, score: float) -> Place:
    precision = {"airport": "facility"}.get(k.kind, k.kind)
    return Place(text, span, k.name, k.geonames, k.latitude, k.longitude, k.country, precision, score, k.timezone)


def place_of(context: Context, word: Word, span: Span) -> Place | None:
    """The place of the statement that ``word`` carries: in its clause, else its sentence, else carried from before."""
    sentence = context.sentence(word.start)
    for within in (span, sentence):
        here = [p for p in context.places if within.contains(p.span)]
        best = _best(context, [p for p in here if _locative(context, p)], word) or (_best(context, here, word) if within is span else None)
        if best:
            return best
    return _carried(context, word)


def _best(context: Context, places: list[Place], word: Word) -> Place | None:
    """The most specific one, the nearest of equals."""
    return min(places, key=lambda p: (-SPECIFIC.get(p.precision or "", 3), abs(p.span.start - word.start)), default=None)


def _locative(context: Context, place: Place) -> bool:
    """Whether a place stands behind a preposition of place."""
    first = next((w for w in context.parse.words if w.start >= place.span.start), None)
    before = context.parse.words[max(0, first.i - 4) : first.i] if first else ()
    near = word_set(context.language, "places", "near")
    return any(w.text.lower() in near or (w.upos == "ADP" and w.text.lower() in word_set(context.language, "places", "locatives")) for w in before)


def _carried(context: Context, word: Word) -> Place | None:
    """The place of the sentences before, else of the dateline: towns and smaller alone."""
    first = context.parse.sentences[max(0, word.sentence - BACK)].start
    before = [p for p in context.places if first <= p.span.start < word.start and SPECIFIC.get(p.precision or "", 0) >= 3]
    behind = [p for p in before if _locative(context, p)]
    if behind:
        return behind[-1]
    return next((p for p in context.places[:1] if p.span.start < 40 and DATELINE.match(context.parse.text)), None)


def place_at(context: Context, word: Word) -> Place:
    """The place that a word of a list names."""
    at = next((p for p in context.places if p.span.contains(word.span)), None)
    if at:
        return at
    about = scene([candidates(p.text, context.language) for p in context.places])
    known, score = choose(candidates(word.text, context.language), about, None)
    return _place(word.text, word.span, known, score) if known else Place(word.text, word.span, name=word.text, precision="unknown")
