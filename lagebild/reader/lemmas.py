"""Lemmas: simplemma's dictionaries, guided by the reader's tags; names are never changed."""

import re
from functools import lru_cache

import simplemma

from lagebild import packs

AS_PRINTED = frozenset({"PROPN", "PUNCT", "NUM", "SYM", "X"})


@lru_cache(maxsize=200_000)
def lemma(form: str, upos: str, language: str) -> str:
    """The dictionary form of one word; nouns keep their capital, all else is looked up in lower case."""
    if upos in AS_PRINTED:
        return form
    shout = form.isupper() and len(form) > 1
    plain = form.capitalize() if shout and upos == "NOUN" and language == "de" else form if upos == "NOUN" and not shout else form.lower()
    found = simplemma.lemmatize(plain, lang=language) if language in SUPPORTED else plain
    if upos == "ADJ" and (found == plain or found[:1].isupper()):
        return _by_rule(plain, language, "unknown_adjectives")
    return _by_rule(found, language, "unknown_verbs") if upos == "VERB" and found == plain else found


def _by_rule(form: str, language: str, rules: str) -> str:
    """The lemma of a word that the dictionary lacks, by the pack's rules; the form itself where none applies."""
    for pattern, found in _rules(language, rules):
        match = pattern.fullmatch(form)
        if match:
            return match.expand(found)
    return form


@lru_cache(maxsize=16)
def _rules(language: str, name: str) -> list[tuple[re.Pattern[str], str]]:
    """The pack's rules from inflected form to lemma, in order."""
    if language not in packs.languages():
        return []
    return [(re.compile(a), b) for a, b in packs.load(language, "language").get(name) or []]


SUPPORTED = frozenset({"de", "en", "fr", "es", "ru", "uk", "nl", "it", "pl", "pt"})


def with_particle(verb: str, particle: str, joined: bool) -> str:
    """A separable verb's lemma: "nehmen" + "fest" = "festnehmen"; with a space where the language writes one."""
    return particle.lower() + verb if joined else f"{verb} {particle.lower()}"
