"""Lemmas: the dictionary's where it knows the form, else by the edit script that the reader chose; names are never changed."""

from functools import lru_cache

AS_PRINTED = frozenset({"PROPN", "PUNCT", "NUM", "SYM", "X"})
SUPPORTED = frozenset({"de", "en", "fr", "es", "ru", "uk", "nl", "it", "pl", "pt"})


@lru_cache(maxsize=200_000)
def lemma(form: str, upos: str, language: str, script: str) -> str:
    """The dictionary form of one word.

    Args:
        script: "off front|on front|off end|on end|case", as the reader chose it.
    """
    return form if upos in AS_PRINTED else edited(form, script)


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


def with_particle(verb: str, particle: str, joined: bool) -> str:
    """A separable verb's lemma: "nehmen" + "fest" = "festnehmen"; with a space where the language writes one."""
    return particle.lower() + verb if joined else f"{verb} {particle.lower()}"
