"""Incidents of one report as MUC-4 has them: events of one type, place and time, with what is said of their targets."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from lagebild.crosswalk import first_row, happening
from lagebild.ontology import load
from lagebild.reader.parse import Parse
from lagebild.statements import Reading, Statement

ATTACK = "ATTACK"
CITIES = ("city", "district", "point", "facility")
NEAR, NEXT, OLD, LONGEST = 0, 1, 60, 31
STAGES = {"actual": "ACCOMPLISHED", "threatened": "THREATENED"}


@dataclass(slots=True)
class Incident:
    """Events that are one incident, in text order."""

    type: str
    events: list[Statement] = field(default_factory=list)
    sentences: set[int] = field(default_factory=set)

    @property
    def city(self) -> str | None:
        """The town that its events name."""
        return next((e.place.name or e.place.text for e in self.events if e.place and e.place.precision in CITIES), None)

    @property
    def day(self) -> tuple[str, str] | None:
        """First and last day, the narrowest period that is said."""
        said = [(e.time.earliest[:10], e.time.latest[:10]) for e in self.events if e.time and e.time.earliest and e.time.latest]
        return min(said, key=_length, default=None)

    @property
    def narrow(self) -> bool:
        """Whether its days are few enough to be a date."""
        return self.day is not None and _length(self.day) <= LONGEST


def _length(period: tuple[str, str]) -> int:
    first, last = (datetime.date.fromisoformat((d + "-01-01")[:10]) for d in period)
    return (last - first).days


def sentence_of(parse: Parse, statement: Statement) -> int:
    """The sentence in which a statement's anchor stands."""
    at = (statement.anchor or statement).span.start
    return next((n for n, s in enumerate(parse.sentences) if s.start <= at < s.end), 0)


def incidents(reading: Reading, parse: Parse) -> list[Incident]:
    """The incidents of a report, those that only name a kind of deed joined to the nearest."""
    found: list[Incident] = []
    for event in (s for s in reading.statements if s.kind == "event" and s.modality in STAGES and s.certainty != "denied"):
        kind = first_row(load("muc4")["types"], [happening(event)])
        if kind:
            _home(found, event, kind, sentence_of(parse, event))
    return found


def _home(found: list[Incident], event: Statement, kind: str, sentence: int) -> None:
    """Put an event into the incident that it tells of, or a new one."""
    fitting = [i for i in found if _fits(i, event)]
    same = [i for i in fitting if i.type == kind]
    reach = NEXT if _is_outcome(event) else NEAR
    near = [i for i in fitting if ATTACK in (i.type, kind) and min(abs(sentence - s) for s in i.sentences) <= reach]
    home = _nearest(same if kind != ATTACK else [*same, *near], sentence) or _nearest(near, sentence)
    if home is None:
        home = Incident(kind)
        found.append(home)
    if home.type == ATTACK:
        home.type = kind
    home.events.append(event)
    home.sentences.add(sentence)


def _is_outcome(event: Statement) -> bool:
    """Whether an event only tells what came of another: killed, wounded, damaged, by nobody named."""
    return not event.actors and happening(event).group in load("muc4")["outcomes"]


def _nearest(options: Iterable[Incident], sentence: int) -> Incident | None:
    return min(options, key=lambda i: min(abs(sentence - s) for s in i.sentences), default=None)


def _fits(incident: Incident, event: Statement) -> bool:
    """Whether place and time of an event are those of an incident, as far as both are known."""
    one = Incident(incident.type, [event])
    towns = incident.city is None or one.city is None or incident.city == one.city
    mine, other = incident.day, one.day
    return towns and (mine is None or other is None or (mine[0] <= other[1] and other[0] <= mine[1]))
