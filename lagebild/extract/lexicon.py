"""A pack's entries, indexed by lemma; productive compounds by their last part."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lagebild import packs
from lagebild.reader.parse import Parse, Word

SHORTEST_ENDING = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """What a lemma means: the value it stands for, the group that says so, and conditions on its company."""

    value: str
    group: str
    options: dict[str, Any]


@dataclass(frozen=True)
class Index:
    """Entries by lemma, in lower case, and by the end of a compound."""

    exact: dict[str, list[Entry]]
    endings: dict[str, list[Entry]]

    def find(self, word: Word) -> list[Entry]:
        """Entries for a word: by its lemma or form, else by the longest ending of a noun."""
        for key in (word.lemma.lower(), word.text.lower()):
            if key in self.exact:
                return self.exact[key]
        if not self.endings or word.upos not in ("NOUN", "PROPN", "X", "ADJ"):
            return []
        return self.ending(word.lemma) or (self.ending(word.text) if word.text != word.lemma else [])

    def ending(self, text: str) -> list[Entry]:
        """Entries whose ending closes the text, the longest ending first."""
        lower = text.lower()
        for at in range(1, len(lower) - SHORTEST_ENDING + 1):
            found = self.endings.get(lower[at:])
            if found:
                return found
        return []


def index(rows: list[tuple[Entry, list[str], list[str]]]) -> Index:
    """Build an index from entries with their lemmas and endings."""
    exact: dict[str, list[Entry]] = {}
    endings: dict[str, list[Entry]] = {}
    for entry, lemmas, ends in rows:
        for lemma in lemmas:
            exact.setdefault(str(lemma).lower(), []).append(entry)
        for end in ends:
            endings.setdefault(str(end).lower(), []).append(entry)
    return Index(exact, endings)


Phrases = dict[str, list[tuple[str, str]]]
LONGEST_PHRASE = 8
FIRST_WORD = re.compile(r"[^\W_]+")


def phrases(keys: Iterable[str]) -> Phrases:
    """Entries of several words by their first one: what follows it as printed, and the entry, the longest first."""
    found: Phrases = {}
    for key in sorted(keys, key=len, reverse=True):
        first = FIRST_WORD.match(key)
        if first and first.end() < len(key):
            found.setdefault(first.group(), []).append((key[first.end() :], key))
    return found


def phrase_at(parse: Parse, word: Word, known: Phrases) -> str | None:
    """The entry of several words that begins at a word: "coup d'État"; the last word may have a plural s."""
    for first in dict.fromkeys((word.lemma.lower(), word.text.lower())):
        for rest, key in known.get(first, []):
            after = parse.text[word.end : word.end + len(rest) + 2].lower()
            if after.startswith(rest) and not after[len(rest) :].removeprefix("s")[:1].isalnum() and _heads(parse, word, word.end + len(rest)):
                return key
    return None


def _heads(parse: Parse, word: Word, end: int) -> bool:
    """Whether the last word of a phrase depends on its first one: "leak" of "gas leak" does not."""
    last = next((w for w in reversed(parse.words[word.i + 1 : word.i + LONGEST_PHRASE]) if w.start < end), None)
    return last is not None and any(w.i == word.i for w in parse.ancestors(last.i))


PARTICLES = ("ADP", "ADV", "PART")


def with_next(parse: Parse, verb: Word) -> str | None:
    """A verb with the particle or preposition printed right behind it, whatever the parse makes of that: "seal off", "call for"."""
    after = parse.words[verb.i + 1] if verb.i + 1 < len(parse.words) else None
    if after is None or after.upos not in PARTICLES or " " in verb.lemma or after.sentence != verb.sentence or after.head < 0:
        return None
    below = after.head == verb.i or parse.words[after.head].head == verb.i
    return f"{verb.lemma} {after.text}".lower() if below else None


@lru_cache(maxsize=64)
def valued_phrases(language: str, file: str, section: str, *keys: str) -> Phrases:
    """Entries of several words of a section."""
    return phrases(valued(language, file, section, *keys).exact)


@lru_cache(maxsize=64)
def valued(language: str, file: str, section: str, *keys: str) -> Index:
    """An index over a section "value: {key: [lemmas]}"; the key ``endings`` gives compounds."""
    table = packs.load(language, file)[section]
    rows = []
    for value, lists in table.items():
        lemmas = [x for k in keys if k != "endings" for x in lists.get(k) or []]
        rows.append((Entry(str(value), f"{section}.{value}", lists), lemmas, (lists.get("endings") or []) if "endings" in keys else []))
    return index(rows)


@lru_cache(maxsize=256)
def word_set(language: str, file: str, *path: str) -> frozenset[str]:
    """A list of the pack as a set, lower case; empty where the pack has none."""
    data: Any = packs.load(language, file)
    for key in path:
        data = (data or {}).get(key)
    return frozenset(str(x).lower() for x in data or [])
