"""Participants that an event shares with other mentions of the same happening: "the attack" after "gunmen opened fire"."""

from dataclasses import replace
from typing import Protocol, TypeVar

from lagebild.extract.lexicon import Entry
from lagebild.reader.parse import Word

BACK = 1
SHARING = ("ASSAULT", "PROTEST")


class Told(Protocol):
    """An event with its participants as words."""

    word: Word
    entry: Entry
    actors: tuple[Word, ...]
    recipients: tuple[Word, ...]


T = TypeVar("T", bound=Told)


def shared(raws: list[T], types: list[str]) -> list[T]:
    """Events in text order, with what a bare mention shares with one of the same type near it."""
    done: list[T] = []
    for at, (raw, type_) in enumerate(zip(raws, types, strict=True)):
        done.append(_filled(raw, type_, at, raws, types, done))
    return done


def _filled(raw: T, type_: str, at: int, raws: list[T], types: list[str], done: list[T]) -> T:
    if type_ not in SHARING:
        return raw
    near = [r for r, t in zip(done, types, strict=False) if t == type_ and 0 <= raw.word.sentence - r.word.sentence <= BACK]
    after = [r for r, t in zip(raws[at + 1 :], types[at + 1 :], strict=True) if t == type_ and r.word.sentence == raw.word.sentence]
    others = [*reversed(near), *after]
    same = [r for r in others if r.word.sentence == raw.word.sentence]
    if not raw.actors and (found := next((r for r in same if r.actors), None)):
        raw = replace(raw, actors=found.actors)
    if raw.word.upos == "NOUN" and not raw.actors and not raw.recipients:
        found = next((r for r in others if r.actors), None)
        if found:
            raw = replace(raw, actors=found.actors)
    return raw
