"""Whose word it is, so that two reports of one voice count once."""

from functools import lru_cache

from lagebild.entries import Entry
from lagebild.statements import Voice
from lagebild.text import fold

ARTICLE = 3


def voice_of(entry: Entry) -> str:
    """The voice behind a statement: an office by its code, a name as printed, else the report: its outlet, or the first of its near-copies."""
    voice = entry.statement.voice
    while voice and voice.kind == "agency" and voice.within:
        voice = voice.within
    return named(voice) or (f"outlet:{fold(entry.header.outlet)}" if entry.header.outlet else f"report:{entry.header.copies}")


def named(voice: Voice | None) -> str | None:
    """A voice that the text names; None where it is nobody in particular."""
    if voice is None or voice.kind == "unnamed":
        return None
    if voice.code and " " in voice.code:
        return voice.code
    return bare(voice.text) if voice.text else None


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """A name for comparing, without the article before it: "der Polizei" and "die Polizei" are one voice."""
    words = text.split()
    while len(words) > 1 and len(words[0]) <= ARTICLE and words[0].islower():
        words = words[1:]
    return fold(" ".join(words))
