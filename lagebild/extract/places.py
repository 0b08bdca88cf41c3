"""Places: the reader's place names, country words and towns of the gazetteer, and what they mean."""

import re
from dataclasses import replace

from lagebild.extract.countries import adjective
from lagebild.extract.gazetteer import Scene, candidates, choose, exonym, scene
from lagebild.extract.lexicon import word_set
from lagebild.extract.toponyms import toponyms
from lagebild.places import Known, airports, distance, province
from lagebild.reader.parse import Parse
from lagebild.statements import Place
from lagebild.text import Document, Span


def find_places(document: Document, parse: Parse) -> tuple[Place, ...]:
    """Names that the reader takes for places, country words and the dateline, in text order, each with the place it means."""
    language = document.language or ""
    spans = toponyms(parse, language)
    options = [_meant(s.of(parse.text), language) for s in spans]
    demonyms = {c for w in parse.words if w.upos == "ADJ" and (c := adjective(w.text, language))}
    titled = candidates(document.title or "", language)
    about = scene([*options, titled], demonyms)
    found = [_resolved(parse, s, o, about, _inside(parse, spans, options, i), language) for i, (s, o) in enumerate(zip(spans, options, strict=True))]
    return tuple(found)


def _meant(name: str, language: str) -> tuple[Known, ...]:
    """What a name may mean, an airport's by its town: "Sfax Airport"."""
    words = name.split(" ")
    town = [w for w in words if w.lower() not in word_set(language, "places", "airport")]
    return candidates(name, language) or (candidates(" ".join(town), language) if town and len(town) < len(words) else ())


def _inside(parse: Parse, spans: list[Span], options: list[tuple[Known, ...]], i: int) -> Known | None:
    """The province or country named right behind a place: "Paris, Texas", "Paris (Texas)"."""
    if i + 1 == len(spans) or not re.fullmatch(r",? |,? ?\(|, in | in ", parse.text[spans[i].end : spans[i + 1].start]):
        return None
    return next((k for k in options[i + 1] if k.kind in ("province", "country")), None)


def _resolved(parse: Parse, span: Span, options: tuple[Known, ...], about: Scene, inside: Known | None, language: str) -> Place:
    text = span.of(parse.text)
    nouns = _nouns(parse, span, text)
    known, score = choose(_fitting(options, nouns, language), about, inside, exonym(text, language))
    if known is None:
        return Place(text, span, name=text, precision=_kind(nouns, language) or "unknown")
    if any(n in word_set(language, "places", "airport") for n in nouns):
        return replace(known_place(text, span, _field(known), score), precision="facility")
    return known_place(text, span, known, score)


def _nouns(parse: Parse, span: Span, text: str) -> set[str]:
    """What tells of which kind a place is: the noun before it, the one that it is compounded with, the edges of its name."""
    before = next((w.lemma.lower() for w in reversed(parse.words) if w.end <= span.start and w.upos == "NOUN" and span.start - w.end < 6), "")
    heads = {parse.words[w.head].lemma.lower() for w in parse.within(span) if w.label == "compound" and w.head >= 0}
    return {before, text.lower().rsplit(" ", 1)[-1], text.lower().split(" ")[0], *heads}


def _fitting(options: tuple[Known, ...], nouns: set[str], language: str) -> tuple[Known, ...]:
    """Provinces alone where a noun says so: those of the name, else those that its towns lie in."""
    if not any(n in word_set(language, "places", "province") for n in nouns):
        return options
    return tuple(k for k in options if k.kind == "province") or tuple(p for k in options[:1] if (p := province(k))) or options


def _field(city: Known) -> Known:
    """The airport of a city: the largest, then the nearest; the city itself where none is near."""
    near = [a for a in airports(city.name) if distance(a, city) < 150]
    return min(near, key=lambda a: (-a.population, distance(a, city)), default=city)


def _kind(nouns: set[str], language: str) -> str | None:
    """The precision that a word beside the name tells."""
    table = {"airport": "facility", "facility": "facility", "district": "district", "province": "province"}
    return next((p for key, p in table.items() if any(n in word_set(language, "places", key) for n in nouns)), None)


def known_place(text: str, span: Span, k: Known, score: float) -> Place:
    """A place of the gazetteer as a text names it."""
    precision = {"airport": "facility"}.get(k.kind, k.kind)
    return Place(text, span, k.name, k.geonames, k.latitude, k.longitude, k.country, precision, score, k.timezone)
