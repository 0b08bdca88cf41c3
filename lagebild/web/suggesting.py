"""What can be written into the filters: places, actors and topics that the statements at hand name, the most frequent first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from lagebild.entries import Entry
from lagebild.statements import Statement

MOST, LONGEST = 40, 60


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Names for the fields of a filter; a topic is a thing, or what is asked."""

    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


def suggestions(entries: Iterable[Entry]) -> Suggestions:
    """What some entries name."""
    said = [e.statement for e in entries]
    places = (s.place.name or s.place.text for s in said if s.place)
    topics = (p.text for s in said for p in (s.subject, s.topic) if p)
    return Suggestions(_most(places), _most(n for s in said for n in _actors(s)), _most(topics))


def _actors(s: Statement) -> Iterable[str]:
    named = (a.name or a.text for a in (*s.actors, *s.recipients))
    said = [s.voice.text] if s.voice and s.voice.text else []
    return (*named, *said, *([s.holder.text] if s.holder and s.kind == "position" else []))


def _most(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, as it is written most often."""
    found = Counter(n for name in names if (n := " ".join(name.split())) and len(n) <= LONGEST)
    first: dict[str, str] = {}
    for name, _ in found.most_common():
        first.setdefault(name.casefold(), name)
    return tuple(first.values())[:MOST]
