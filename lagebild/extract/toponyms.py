"""Where a text names places: the reader's place names, country words, and towns of the gazetteer that the reader did not tag."""

from itertools import groupby

from lagebild import packs
from lagebild.extract.countries import adjective, named
from lagebild.extract.dateline import dateline_place
from lagebild.extract.gazetteer import candidates
from lagebild.extract.lexicon import word_set
from lagebild.reader.parse import Parse, Word
from lagebild.text import Span

TOWN = 30_000
LARGE = 300_000
SHORTEST = 3
EMPTY = ("ADP", "DET", "PUNCT", "CCONJ", "SCONJ", "PRON", "AUX", "ADV")


def toponyms(parse: Parse, language: str) -> list[Span]:
    """Where places are named, in text order."""
    names = [(kind, parse.words[a:b]) for kind, a, b in parse.names()]
    found = {_span(words) for kind, words in names if kind == "LOC" and _is_name(words, language)}
    places = {w.i for kind, words in names if kind == "LOC" for w in words}
    held = {w.i for kind, words in names if len(words) > 1 or kind == "LOC" for w in words}
    found |= {w.span for w in parse.words if w.i not in held and _is_country(w, language) and _alone(w, names)}
    runs = [run for run in _free(parse, held, language) if not any(s.overlaps(_span(run)) for s in found)]
    found |= {_span(run) for run in runs if _is_town(parse, run, places, language)}
    head = dateline_place(parse.text)
    if head and not any(s.start <= head[0] < s.end for s in found) and candidates(parse.text[slice(*head)], language):
        found.add(Span(*head))
    return sorted(found)


def _span(words: tuple[Word, ...]) -> Span:
    return Span(words[0].start, words[-1].end)


def _is_name(words: tuple[Word, ...], language: str) -> bool:
    """No function words alone, no word in small letters, no adjective of a country."""
    if all(w.upos in EMPTY for w in words) or all(w.text == w.text.lower() != w.text.upper() for w in words):
        return False
    return not (len(words) == 1 and words[0].upos == "ADJ" and adjective(words[0].text, language) and not named(words[0].text, language))


def _is_country(word: Word, language: str) -> bool:
    """A country or region, whatever the reader takes the word for."""
    if not word.text[:1].isupper() or word.upos not in ("PROPN", "NOUN", "ADV", "X"):
        return False
    proper = word.upos == "PROPN" or not packs.load(language, "language").get("capital_nouns")
    return named(word.text, language) is not None or (proper and any(k.kind == "country" for k in candidates(word.text, language)[:1]))


def _alone(word: Word, names: list[tuple[str, tuple[Word, ...]]]) -> bool:
    """Whether a word is part of no longer name: "Jordan" after "Michael Jordan" is no country."""
    return not any(len(words) > 1 and any(w.text == word.text for w in words) for kind, words in names if kind == "PER")


def _free(parse: Parse, held: set[int], language: str) -> list[tuple[Word, ...]]:
    """Runs of capitalised words outside longer names; nouns count only where common nouns have small letters."""
    kinds = ("PROPN", "X") if packs.load(language, "language").get("capital_nouns") else ("PROPN", "X", "NOUN")
    free = [w for w in parse.words if w.i not in held and w.upos in kinds and w.text[:1].isupper()]
    runs = groupby(enumerate(free), key=lambda p: (p[1].i - p[0], p[1].sentence))
    return [tuple(w for _, w in run) for _, run in runs]


def _is_town(parse: Parse, run: tuple[Word, ...], places: set[int], language: str) -> bool:
    """The name of a town behind a preposition of place or beside another place; of a large one that acts, as its government does."""
    found = candidates(" ".join(w.text for w in run), language)
    size = found[0].population if found and found[0].kind in ("city", "province") else 0
    untagged = not any(w.name.partition("-")[2] for w in run)
    if _behind(parse, run[0], language) or (run[0].label == "conj" and any(w.i in places for w in parse.words[max(0, run[0].i - 3) : run[0].i])):
        return size > (TOWN if untagged else LARGE)
    return not untagged and run[0].label in ("nsubj", "nsubj:pass") and size > LARGE and len(run[0].text) > SHORTEST


def _behind(parse: Parse, word: Word, language: str) -> bool:
    """Whether a preposition of place stands right before a word, or before its article."""
    before = [w for w in parse.words[max(0, word.i - 2) : word.i] if w.upos != "DET"]
    return bool(before) and before[-1].upos == "ADP" and before[-1].text.lower() in word_set(language, "places", "locatives")
