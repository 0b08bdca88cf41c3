"""Lemmas: simplemma's dictionaries where they know the form, else the edit script that the reader chose; names only where they are inflected."""

import re
from functools import lru_cache
from typing import Any

import simplemma

from lagebild import packs

AS_PRINTED = frozenset({"PROPN", "PUNCT", "NUM", "SYM", "X"})
SUPPORTED = frozenset({"de", "en", "fr", "es", "ru", "uk", "nl", "it", "pl", "pt"})


@lru_cache(maxsize=200_000)
def lemma(form: str, upos: str, language: str, script: str | None = None) -> str:
    """The dictionary form of one word.

    Args:
        script: "off front|on front|off end|on end|case", as the reader chose it; without one, the dictionary decides.
    """
    if upos in AS_PRINTED and not (upos == "PROPN" and _said(language, "inflected_names")):
        return form
    if own := ((_said(language, "lemmas") or {}).get(upos) or {}).get(form.lower()):
        return str(own)
    known = script is None or language in SUPPORTED and simplemma.is_known(form, lang=language)
    chosen = edited(form, script) if script and not known else None
    found = chosen if chosen and (upos != "VERB" or _infinitive(chosen, language)) else _looked_up(form, upos, language)
    found = found.replace("_", "") if "_" in found and "_" not in form else found
    letters = _said(language, "letters")
    return "".join(letters.get(c, c) for c in found) if letters else found


def edited(form: str, script: str) -> str:
    """Apply a script to the lower-case form; a script that does not fit leaves the form as it is.

    >>> edited("Häuser", "0||2||c")
    'Häus'
    """
    front, put_front, end, put_end, case = script.split("|")
    low = form.lower()
    if int(front) + int(end) > len(low):
        return form
    found = put_front + low[int(front) : len(low) - int(end)] + put_end
    return {"c": found.capitalize(), "a": found.upper()}.get(case, found) or form


def _looked_up(form: str, upos: str, language: str) -> str:
    """The dictionary's lemma; nouns keep their capital, all else is looked up in lower case."""
    shout = form.isupper() and len(form) > 1
    plain = form.capitalize() if shout and upos == "NOUN" and language == "de" else form if upos in ("NOUN", "PROPN") and not shout else form.lower()
    found = simplemma.lemmatize(plain, lang=language) if language in SUPPORTED else plain
    if upos == "ADJ" and (found == plain or found[:1].isupper()):
        return _by_rule(plain, language, "unknown_adjectives")
    return _verb(plain, found, language) if upos == "VERB" and (found == plain or not _infinitive(found, language)) else found


def _verb(form: str, found: str, language: str) -> str:
    """By the pack's rules; a form that the dictionary takes for an infinitive stays, unless a rule makes another infinitive that it knows."""
    ruled = _by_rule(form, language, "unknown_verbs")
    if found != form or not _is_infinitive(form, language):
        return ruled
    return ruled if _is_infinitive(ruled, language) else form


def _is_infinitive(form: str, language: str) -> bool:
    """Whether the dictionary has the form, as its own lemma, and it ends as the pack says that infinitives end."""
    ends = bool(_said(language, "infinitives")) and _infinitive(form, language)
    return ends and simplemma.is_known(form, lang=language) and simplemma.lemmatize(form, lang=language) == form


def _infinitive(form: str, language: str) -> bool:
    """Whether a dictionary's lemma looks like one of a verb, where the pack says how those end: that of a participle may be an adjective."""
    endings = _said(language, "infinitives")
    return not endings or form.endswith(tuple(endings))


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
    return [(re.compile(a), b) for a, b in _said(language, name) or []]


@lru_cache(maxsize=128)
def _said(language: str, key: str) -> Any:
    """What the pack's ``language.yaml`` says under a key; None without a pack."""
    return packs.load(language, "language").get(key) if language in packs.folders() else None


def parts_of(form: str, language: str) -> list[str] | None:
    """The words that one written word joins, by the pack's patterns: "detenerlo" is "detener" and "lo"."""
    for pattern, parts in _said(language, "joined") or []:
        match = re.fullmatch(pattern, form.lower())
        if match:
            return [match.expand(part) for part in parts]
    return None


def with_particle(verb: str, particle: str, joined: bool) -> str:
    """A separable verb's lemma: "nehmen" + "fest" = "festnehmen"; with a space where the language writes one."""
    return particle.lower() + verb if joined else f"{verb} {particle.lower()}"
