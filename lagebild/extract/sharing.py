"""Actors that an event shares with other mentions of the same happening: "the attack" after "gunmen opened fire"."""

from dataclasses import dataclass

from lagebild.reader.parse import Word

BACK = 1
NEAR = 30
SHARING = ("ASSAULT", "PROTEST")


@dataclass(frozen=True, slots=True)
class Told:
    """The word that carries an event, its type, and who acts."""

    word: Word
    type: str
    actors: tuple[Word, ...]


def shared_actors(told: list[Told]) -> list[tuple[Word, ...]]:
    """The actors of events in text order, where none is named those of one of the same type near it."""
    done: list[Told] = []
    for at, one in enumerate(told):
        actors = one.actors or (_from_others(one, done, told[at + 1 : at + 1 + NEAR]) if one.type in SHARING else ())
        done.append(Told(one.word, one.type, actors))
    return [t.actors for t in done]


def _from_others(one: Told, before: list[Told], after: list[Told]) -> tuple[Word, ...]:
    """From the same sentence; a noun also takes them from the one before."""
    reach = BACK if one.word.upos == "NOUN" else 0
    near = [t for t in reversed(before[-NEAR:]) if one.word.sentence - t.word.sentence <= reach]
    near += [t for t in after if t.word.sentence == one.word.sentence]
    near.sort(key=lambda t: t.word.sentence != one.word.sentence)
    return next((t.actors for t in near if t.type == one.type and t.actors), ())
