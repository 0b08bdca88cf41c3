"""Names in languages that inflect them: base forms for looking up, stems for comparing; all by the pack's endings."""

from functools import lru_cache
from itertools import product

from lagebild import packs
from lagebild.text import fold

SHORTEST_STEM = 2
SHORTEST_SAME = 3
MOST = 48


@lru_cache(maxsize=16)
def _endings(language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Endings of inflected names and what the base form may have in their place, longest first."""
    table = packs.load(language, "language").get("name_endings") or {} if language in packs.folders() else {}
    return tuple((str(e), tuple(str(b) for b in bases)) for e, bases in sorted(table.items(), key=lambda row: -len(row[0])))


@lru_cache(maxsize=20_000)
def base_forms(name: str, language: str) -> tuple[str, ...]:
    """What an inflected name may be in its base form, itself first; every word of it may be inflected.

    A hyphen joins words too: "Алма-Ате" may be "Алма-Ата".
    """
    if not _endings(language):
        return (name,)
    words = name.split(" ")
    options = [_word_forms(w, language, len(words) == 1) for w in words]
    forms = (" ".join(chosen) for chosen, _ in zip(product(*options), range(MOST), strict=False))
    return tuple(dict.fromkeys((name, *forms)))


def _word_forms(word: str, language: str, alone: bool) -> list[str]:
    found = [word]
    for ending, bases in _endings(language):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            found += [word[: len(word) - len(ending)] + base for base in bases]
    return list(dict.fromkeys(found))[: MOST if alone else 12]


@lru_cache(maxsize=20_000)
def stem(name: str, language: str) -> str:
    """A name for comparing with its other forms: folded, every word without its longest ending."""
    return " ".join(_bare(w, language) for w in fold(name).split(" "))


@lru_cache(maxsize=16)
def _folded(language: str) -> tuple[str, ...]:
    return tuple(sorted((fold(e) for e, _ in _endings(language)), key=len, reverse=True))


def _bare(word: str, language: str) -> str:
    found = next((e for e in _folded(language) if e and word.endswith(e) and len(word) - len(e) >= SHORTEST_SAME), "")
    return word[: len(word) - len(found)]
