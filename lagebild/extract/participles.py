"""Participles of languages that inflect them: the verbs that one may be of, and its base form, by the pack's rules."""

import re
from functools import lru_cache

from lagebild import packs
from lagebild.extract.lexicon import word_set
from lagebild.reader.parse import Parse, Word

SHORTEST = 3
Rule = tuple[re.Pattern[str], tuple[str, ...]]


@lru_cache(maxsize=16)
def _rules(language: str) -> tuple[tuple[str, ...], tuple[Rule, ...]]:
    """Endings, longest first, and the rules for what is left without them."""
    pack = packs.load(language, "language")
    endings = sorted((str(e) for e in pack.get("participle_endings") or []), key=len, reverse=True)
    return (*endings, ""), tuple((re.compile(stem), tuple(bases)) for stem, bases in pack.get("participles") or [])


@lru_cache(maxsize=20_000)
def bases(form: str, language: str) -> tuple[str, ...]:
    """What the dictionary form of a participle may be: "закрыты" is of "закрыть", "повреждены" of "повредить"."""
    endings, rules = _rules(language)
    stems = [form[: len(form) - len(e)] for e in endings if form.endswith(e) and len(form) - len(e) >= SHORTEST] if rules else []
    found = (m.expand(base) for stem in stems for pattern, options in rules if (m := pattern.fullmatch(stem)) for base in options)
    return tuple(dict.fromkeys(found))


def is_past_participle(word: Word, language: str) -> bool:
    """Whether a participle says what was done to somebody; "shooting" does not, whatever tense the reader gives it."""
    present = tuple(word_set(language, "language", "present_participles"))
    active = word.features.get("Tense") == "Pres" or (bool(present) and word.text.lower().endswith(present))
    return word.features.get("VerbForm") == "Part" and not active


def dictionary_forms(word: Word, language: str) -> tuple[str, ...]:
    """The lemma of a word and its printed form, with the verbs that it may be a participle of."""
    own = (word.lemma.lower(), word.text.lower())
    return (*own, *bases(own[1], language)) if word.upos in ("VERB", "ADJ", "NOUN") else own


def verb_forms(parse: Parse, word: Word, language: str) -> tuple[str, ...]:
    """The dictionary forms of a verb, first with a particle that the parse leaves beside it, last without one that is none: "brannte ... nieder"."""
    own = dictionary_forms(word, language)
    joined = [c.text.lower() + own[0] for c in _beside(parse, word)]
    return (*joined, *own, *loose_forms(parse, word, language))


def loose_forms(parse: Parse, word: Word, language: str) -> tuple[str, ...]:
    """The lemma without what the parse takes for its particle: "sagen" of "sagte weiter"."""
    lemma, adverbs = word.lemma.lower(), word_set(language, "voices", "reporting", "loose")
    loose = [c.text.lower() for c in _beside(parse, word) if c.upos == "ADJ" or c.text.lower() in adverbs]
    return tuple(lemma.removeprefix(text) for text in loose if lemma.startswith(text))


def _beside(parse: Parse, word: Word) -> list[Word]:
    """Words beside a verb that may be its particle."""
    near = parse.children(word.i, "compound:prt", "advmod", "xcomp") if word.upos in ("VERB", "AUX") else []
    return [c for c in near if c.upos in ("ADV", "ADJ", "ADP") and not c.text[:1].isupper()]
