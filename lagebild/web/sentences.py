"""What the program says in English, in the reader's language: sentences by their pattern, with what differs put back in."""

import re
from functools import lru_cache
from importlib.resources import files

import yaml

GAP = re.compile(r"\{(\d)\}")
Pattern = tuple[re.Pattern[str], str]


@lru_cache(maxsize=2)
def known(language: str) -> dict[str, str]:
    """English sentences and the same in a language; none for English itself."""
    source = files("lagebild") / "web" / "words" / f"sentences.{language}.yaml"
    return dict(yaml.safe_load(source.read_text(encoding="utf8"))) if source.is_file() else {}


@lru_cache(maxsize=2)
def _patterns(language: str) -> list[Pattern]:
    """Those with gaps, the longest first."""
    found = sorted((s for s in known(language) if GAP.search(s)), key=lambda s: -len(GAP.sub("", s)))
    return [(re.compile(GAP.sub("(.+?)", re.escape(s).replace(r"\{", "{").replace(r"\}", "}")), re.S), known(language)[s]) for s in found]


@lru_cache(maxsize=1024)
def sentence(said: str, language: str) -> str:
    """A sentence in a language; as it is where it is not known there."""
    if said in known(language):
        return known(language)[said]
    for pattern, words in _patterns(language):
        if found := pattern.fullmatch(said):
            return GAP.sub(lambda gap: str(found[int(gap[1])]), words)
    return said
