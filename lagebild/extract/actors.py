"""Actors: who a word stands for, under the full name, with country and PLOVER sector."""

from dataclasses import replace
from functools import lru_cache

from lagebild import packs
from lagebild.extract.clauses import agrees, noun_phrase, resolved
from lagebild.extract.context import Context
from lagebild.extract.countries import country_of, people
from lagebild.extract.inflection import stem
from lagebild.extract.lexicon import Index, index, valued
from lagebild.extract.triggers import noun_entries
from lagebild.reader.parse import Parse, Word
from lagebild.statements import Actor, Voice
from lagebild.text import Span

INSIDE = ("acl:relcl", "acl", "advcl", "parataxis", "conj")
ROLE = ("appos", "flat", "flat:name", "nmod", "compound", "amod", "nmod:poss")
SUBJECTS = ("nsubj", "nsubj:pass")
BACK = 2


@lru_cache(maxsize=16)
def _sectors(language: str) -> Index:
    return valued(language, "actors", "sectors", "nouns", "endings") if "sectors" in packs.load(language, "actors") else index([])


def actor_of(context: Context, word: Word) -> Actor:
    """The actor that a word stands for; pronouns give the noun phrase they stand for, short names the full one."""
    meant = antecedent(context, resolved(context.parse, word))
    phrase = noun_phrase(context.parse, meant.i)
    return Actor(phrase.text, phrase.span, full_name(context, meant), code(context, meant))


def refined(context: Context, actor: Actor) -> Actor:
    """An actor with its full name and code, a pronoun replaced by what it stands for."""
    head = _head(context.parse, actor.span)
    if head is None:
        return actor
    meant = antecedent(context, head)
    if meant is head:
        return replace(actor, name=full_name(context, head), code=code(context, head))
    return actor_of(context, meant)


def coded(context: Context, voice: Voice | None) -> Voice | None:
    """A voice with its code."""
    head = _head(context.parse, voice.span) if voice and voice.span else None
    return replace(voice, code=code(context, head)) if voice and head and voice.code is None else voice


def _head(parse: Parse, span: Span) -> Word | None:
    """The word of a span that depends on none inside it; nouns and names before others."""
    inside = parse.within(span)
    tops = [w for w in inside if w.head < 0 or not span.contains(parse.words[w.head].span)]
    return min(tops, key=lambda w: w.upos not in ("NOUN", "PROPN", "PRON"), default=None)


def code(context: Context, word: Word) -> str | None:
    """Country and sector, "KAZ GOV"; null unless both are known."""
    found = _code(context, word)
    if found is None and word.name.endswith("PER"):
        return next((c for w in _namesakes(context, word) if (c := _code(context, w))), None)
    return found


def _code(context: Context, word: Word) -> str | None:
    own = _words(context.parse, word)
    country = next((c for w in own if (c := country_of(w.text, context.language))), None)
    sector = _sector(context, own)
    if sector and sector != "CVL" and country is None:
        country = home(context)
    if country and sector is None:
        sector = _nation(context, word)
    return f"{country} {sector}" if country and sector else None


def _words(parse: Parse, word: Word) -> list[Word]:
    """A word, then its titles, adjectives and attributes, nearest first."""
    chain = [word]
    while chain[-1].label in ("appos", "flat", "flat:name") and chain[-1].head >= 0:
        chain.append(parse.words[chain[-1].head])
    below = [parse.words[i] for w in chain for c in parse.children(w.i, *ROLE) if c not in chain for i in parse.subtree(c.i, skip=INSIDE)]
    return [*chain, *below]


def _sector(context: Context, words: list[Word]) -> str | None:
    found = (_sectors(context.language).find(w) for w in words if w.upos in ("NOUN", "PROPN", "ADJ", "X"))
    return next((entries[0].value for entries in found if entries), None)


def _nation(context: Context, word: Word) -> str | None:
    """A country that acts is its government, its inhabitants are civilians."""
    if word.name.endswith("LOC"):
        return "GOV"
    inhabitants = word.upos == "NOUN" and (people(word.text, context.language) or word.text[:1].isupper() and country_of(word.text, context.language))
    return "CVL" if inhabitants else None


def home(context: Context) -> str | None:
    """The country that the document is about: that of most of its places, if one stands out."""
    return _home(tuple(p.country for p in context.places if p.country))


@lru_cache(maxsize=64)
def _home(countries: tuple[str, ...]) -> str | None:
    best = max(sorted(set(countries)), key=countries.count, default=None)
    return best if best and countries.count(best) > 0.5 * len(countries) else None


def full_name(context: Context, word: Word) -> str | None:
    """The longest name of the document that a name is the end of, where exactly one fits; a name's own form otherwise."""
    own = _name_at(context.parse, word)
    if own is None:
        return None
    kind, short = own[0], stem(own[1], context.language)
    names = [(stem(n, context.language), n) for k, n in _names(context.parse) if k == kind]
    longer = {s: n for s, n in sorted(names, key=lambda row: -len(row[1])) if s.endswith(" " + short)}
    best = {f for f in longer if not any(g != f and g.endswith(" " + f) for g in longer)}
    if kind == "PER" and len(best) == 1:
        return longer[best.pop()]
    return min([own[1], *(n for s, n in names if s == short)], key=len)


def _names(parse: Parse) -> list[tuple[str, str]]:
    return [(kind, parse.span(list(range(a, b))).of(parse.text)) for kind, a, b in parse.names()]


def _name_at(parse: Parse, word: Word) -> tuple[str, str] | None:
    """The name that a word belongs to."""
    if word.name == "O":
        return None
    first, last = word.i, word.i + 1
    while parse.words[first].name.startswith("I") and first > 0:
        first -= 1
    while last < len(parse.words) and parse.words[last].name.startswith("I"):
        last += 1
    return word.name.partition("-")[2], Span(parse.words[first].start, parse.words[last - 1].end).of(parse.text)


def _namesakes(context: Context, word: Word) -> list[Word]:
    """Other words of the same family name."""
    language = context.language
    own = (stem((full_name(context, word) or word.text).split(" ")[-1], language), stem(word.text, language))
    return [w for w in context.parse.words if w.i != word.i and w.name.endswith("PER") and stem(w.text.split(" ")[-1], language) in own][:12]


def antecedent(context: Context, word: Word) -> Word:
    """What a personal pronoun stands for, where exactly one subject of the sentence itself or the two before it agrees; else the word.

    A noun that names a happening is none of them: it acts on nobody.
    """
    if word.upos != "PRON" or word.features.get("Person") != "3" or word.features.get("Poss"):
        return word
    parse = context.parse
    for back in range(BACK + 1):
        at = word.sentence - back
        if at < 0:
            break
        inside = parse.words[parse.sentences[at].first : min(parse.sentences[at].last, word.i)]
        fitting = [w for w in inside if w.label in SUBJECTS and w.upos in ("NOUN", "PROPN") and agrees(parse, word, w)]
        fitting = [w for w in fitting if not noun_entries(w, context.language)]
        if fitting:
            return fitting[0] if len({stem(w.text, context.language) for w in fitting}) == 1 else word
    return word


def named_actors(context: Context) -> tuple[Actor, ...]:
    """Persons and bodies that the document names, in text order."""
    heads = [context.parse.words[a:b] for kind, a, b in context.parse.names() if kind in ("PER", "ORG")]
    tops = [(words, next((w for w in words if not words[0].i <= w.head <= words[-1].i), words[0])) for words in heads]
    made = [Actor("", Span(ws[0].start, ws[-1].end), full_name(context, top), code(context, top)) for ws, top in tops]
    return tuple(replace(a, text=a.span.of(context.parse.text)) for a in made)
