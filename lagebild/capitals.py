"""Texts in capitals as they would be written otherwise: the reader tells names, and nouns where the language marks them.

Names come from the reader, from the packs, which write their words as they are printed, and from brackets: "[FMLN]" stays as it is.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from lagebild import packs
from lagebild.reader import Parse

FEWEST, SMALL = 20, 0.1
ACRONYM = re.compile(r"[A-Z]\s+[(\[]([A-Z][A-Z0-9-]{1,7})[)\]]")
Parser = Callable[[str, str], Parse]


def cased(text: str, language: str, parser: Parser) -> str:
    """A text that is (almost) all in capitals, with small letters; any other as it is. No character moves."""
    letters = sum(1 for c in text if c.isupper() or c.islower())
    small = text.lower()
    if letters < FEWEST or sum(1 for c in text if c.islower()) > letters * SMALL or len(small) != len(text):
        return text
    known = _known(small, text, language)
    marked = {"PROPN", "NOUN"} if packs.load(language, "language").get("capital_nouns") else {"PROPN"}
    parse = parser(known, language)
    starts = {w.start for w in parse.words if w.upos in marked} | {s.start for s in parse.sentences}
    return "".join(c.upper() if i in starts and len(c.upper()) == 1 else c for i, c in enumerate(known))


def _known(small: str, text: str, language: str) -> str:
    """The words of the packs as these write them, and acronyms that the text gives in brackets."""
    forms = _printed(language)
    found = _pattern(language).sub(lambda m: forms.get(m.group(), m.group()), small) if forms else small
    acronyms = "|".join(map(re.escape, sorted(set(ACRONYM.findall(text)))))
    return re.sub(rf"(?<!\w)(?:{acronyms})(?!\w)", lambda m: m.group().upper(), found, flags=re.I) if acronyms else found


@lru_cache(maxsize=16)
def _pattern(language: str) -> re.Pattern[str]:
    words = sorted(_printed(language), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")


@lru_cache(maxsize=16)
def _printed(language: str) -> dict[str, str]:
    """Words that a pack writes with capitals, by their small form."""
    words = [*_countries(language), *_actors(language)]
    return {w.lower(): w for w in words if w != w.lower() and len(w.lower()) == len(w)}


def _countries(language: str) -> Iterator[str]:
    pack = packs.load(language, "countries")
    for row in pack["countries"].values():
        yield from row.get("names") or []
        yield from (f"{w}{e}" for w in row.get("adjectives") or [] for e in pack.get("adjective_endings") or [""])
        yield from (f"{w}{e}" for w in row.get("people") or [] for e in pack.get("people_endings") or [""])


def _actors(language: str) -> Iterator[str]:
    if packs.load(language, "language").get("capital_nouns"):
        return
    for row in (packs.load(language, "actors").get("sectors") or {}).values():
        yield from (str(w) for w in row.get("nouns") or [])
