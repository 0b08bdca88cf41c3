"""Lemmas: simplemma's dictionaries, guided by the reader's tags; names are never changed."""

from functools import lru_cache

import simplemma

AS_PRINTED = frozenset({"PROPN", "PUNCT", "NUM", "SYM", "X"})


@lru_cache(maxsize=200_000)
def lemma(form: str, upos: str, language: str) -> str:
    """The dictionary form of one word; nouns keep their capital, all else is looked up in lower case."""
    if upos in AS_PRINTED:
        return form
    shout = form.isupper() and len(form) > 1
    plain = form.capitalize() if shout and upos == "NOUN" and language == "de" else form if upos == "NOUN" and not shout else form.lower()
    return simplemma.lemmatize(plain, lang=language) if language in SUPPORTED else plain


SUPPORTED = frozenset({"de", "en", "fr", "es", "ru", "uk", "nl", "it", "pl", "pt"})


def with_particle(verb: str, particle: str, joined: bool) -> str:
    """A separable verb's lemma: "nehmen" + "fest" = "festnehmen"; with a space where the language writes one."""
    return particle.lower() + verb if joined else f"{verb} {particle.lower()}"
