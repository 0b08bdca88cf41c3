"""Classes of what can be in a state: facilities, services, routes, buildings, areas, supplies, orders."""

import re
from functools import lru_cache

from lagebild import packs
from lagebild.extract.lexicon import phrase_at, valued, valued_phrases, word_set
from lagebild.reader.parse import Parse, Word

LINKS = ("", "s", "es", "n", "en", "er", "e", "-")
SHORTEST_PART = 3


@lru_cache(maxsize=16)
def _patterns(language: str) -> list[tuple[re.Pattern[str], str]]:
    """Names of a form, such as numbers of roads, and their classes."""
    table = packs.load(language, "statuses")["classes"]
    return [(re.compile(p), str(kind)) for kind, lists in table.items() for p in lists.get("patterns") or []]


def class_of(parse: Parse, word: Word, language: str) -> str | None:
    """The class of a noun: of the whole where it names a part, of two words together, of its last part."""
    if word.upos not in ("NOUN", "PROPN", "X"):
        return None
    phrase = phrase_at(parse, word, valued_phrases(language, "statuses", "classes", "nouns"))
    if phrase:
        return valued(language, "statuses", "classes", "nouns", "endings").exact[phrase][0].value
    pair = _pair(parse, word, language)
    if pair:
        return pair
    own = _own(parse, word, language)
    if word.lemma.lower() in word_set(language, "statuses", "wholes"):
        return next((k for c in parse.children(word.i, "nmod") if (k := class_of(parse, c, language))), own)
    return own


def _pair(parse: Parse, word: Word, language: str) -> str | None:
    """The class of two words together: "power plant", "state of emergency"."""
    exact = valued(language, "statuses", "classes", "nouns", "endings").exact
    for child in parse.children(word.i, "compound", "amod", "nmod", "flat"):
        case = "".join(f"{c.text} " for c in parse.children(child.i, "case") if child.label == "nmod")
        before = [f"{child.lemma} {word.lemma}".lower()] if child.i < word.i else [f"{word.lemma} {case}{child.lemma}".lower()]
        if found := next((exact[b] for b in before if b in exact), None):
            return found[0].value
    return None


def _unclassed(parse: Parse, word: Word, language: str, known: bool) -> bool:
    """Whether a word only looks like one of a class, by itself or with those behind it: "powers", "Strom von Menschen"."""
    listed, text = word_set(language, "statuses", "unclassed"), word.text.lower()
    if (word.lemma.lower() in listed and not known) or (text in listed and text != word.lemma.lower()):
        return True
    behind = [w.text.lower() for w in parse.words[word.i + 1 : word.i + 3]]
    return any(" ".join([text, *behind[:n]]) in listed for n in (1, 2))


def _own(parse: Parse, word: Word, language: str) -> str | None:
    index = valued(language, "statuses", "classes", "nouns", "endings")
    lemma = word.lemma.lower()
    if word.name.endswith("PER") or _unclassed(parse, word, language, known=lemma in index.exact):
        return None
    found = index.find(word)
    if found:
        return found[0].value
    numbered = " ".join([word.text, *(c.text for c in parse.children(word.i, "flat", "nummod") if c.i == word.i + 1)])
    named = next((kind for pattern, kind in _patterns(language) if pattern.fullmatch(word.text) or pattern.fullmatch(numbered)), None)
    if named:
        return named
    last = [c for c in parse.children(word.i, "flat") if c.i > word.i]
    return next((f[0].value for c in last if (f := index.find(c))), None)


def first_part(noun: Word, language: str, endings: tuple[str, ...]) -> tuple[str, str] | None:
    """The ending that says a state, and the class of what stands before it: "Strom|ausfall", "Wald|brand"."""
    lower = noun.lemma.lower()
    for ending in sorted((e for e in endings if lower.endswith(e) and len(lower) > len(e) + SHORTEST_PART - 1), key=len, reverse=True):
        stem = lower[: -len(ending)].strip("-")
        kind = _stem_class(stem, language)
        if kind:
            return ending, kind
    return None


def _stem_class(stem: str, language: str) -> str | None:
    parts = valued(language, "statuses", "classes", "parts").exact
    names = valued(language, "statuses", "classes", "nouns", "endings")
    for link in LINKS:
        bare = stem[: -len(link)] if link and stem.endswith(link) else stem
        if len(bare) < SHORTEST_PART or (link and bare == stem):
            continue
        found = parts.get(bare) or parts.get(stem) or names.exact.get(bare) or names.ending(bare)
        if found:
            return found[0].value
    return None
