"""Events of Russian news with their participants, places and times.

Gold events are entities of type EVENT; a found event matches one, one to one, where what their spans share is at least a quarter of
the longer. Relations are (event, role, entity): participants (who takes part, acts, organises or is involved), places and times; a
found relation is right where its event is matched, its role is the same and its words share a quarter of the longer with the entity's.
"""

from pathlib import Path
from typing import Any

from evaluation import parses
from evaluation.matching import close, pairs
from evaluation.outcome import Counts, DataAbsent, Outcome, json_lines, split_file
from lagebild.statements import Reading, Statement
from lagebild.text import Document, Span

Row = dict[str, Any]
Place = tuple[int, int]
Edge = tuple[int, str, Place]
PARTICIPANT, PLACE, TIME = "participant", "place", "time"
# relation -> role, and whether the event is its second argument
ROLES = {
    "PARTICIPANT_IN": (PARTICIPANT, True),
    "AGENT": (PARTICIPANT, True),
    "ORGANIZES": (PARTICIPANT, True),
    "INANIMATE_INVOLVED": (PARTICIPANT, True),
    "TAKES_PLACE_IN": (PLACE, False),
    "POINT_IN_TIME": (TIME, False),
    "START_TIME": (TIME, False),
    "END_TIME": (TIME, False),
}


def _span(entity: Row) -> Place:
    """From the first word of an entity to its last."""
    return min(a for a, _ in entity["spans"]), max(b for _, b in entity["spans"])


def gold_of(row: Row) -> tuple[list[Row], list[Edge]]:
    """Events, and relations as (index of the event, role, span of the entity)."""
    entities = {e["id"]: e for e in row["entities"]}
    events = [e for e in row["entities"] if e["type"] == "EVENT"]
    number = {e["id"]: n for n, e in enumerate(events)}
    edges = []
    for relation in row["relations"]:
        role, second = ROLES.get(relation["type"], ("", False))
        event, other = (relation["arg2"], relation["arg1"]) if second else (relation["arg1"], relation["arg2"])
        if role and event in number and other in entities:
            edges.append((number[event], role, _span(entities[other])))
    return [{"span": _span(e)} for e in events], sorted(set(edges))


def found_of(reading: Reading) -> tuple[list[Row], list[Edge]]:
    """The same of a reading."""
    said = [s for s in reading.statements if s.kind == "event" and s.anchor]
    events = [{"span": (s.anchor.span.start, s.anchor.span.end)} for s in said if s.anchor]
    edges = {(n, role, (span.start, span.end)) for n, s in enumerate(said) for role, span in _arguments(s)}
    return events, sorted(edges)


def _arguments(statement: Statement) -> list[tuple[str, Span]]:
    people = [(PARTICIPANT, a.span) for a in (*statement.actors, *statement.recipients)]
    place = [(PLACE, statement.place.span)] if statement.place else []
    return people + place + ([(TIME, statement.time.span)] if statement.time else [])


def score(gold: tuple[list[Row], list[Edge]], found: tuple[list[Row], list[Edge]], counts: dict[str, Counts]) -> None:
    """Count events and relations of one document."""
    (events, edges), (own, own_edges) = [(list(e), r) for e, r in (gold, found)]
    numbered = [[{**e, "n": n} for n, e in enumerate(side)] for side in (events, own)]
    matched = pairs(*numbered, lambda g, f: True)
    counts["span"].add(len(matched), len(own), len(events))
    partner = {f["n"]: g["n"] for g, f in matched}
    for role in (PARTICIPANT, PLACE, TIME):
        wanted, given = ([e for e in side if e[1] == role] for side in (edges, own_edges))
        right = _right(wanted, given, partner)
        for name in (role, "relation"):
            counts[name].add(right, len(given), len(wanted))


def _right(wanted: list[Edge], given: list[Edge], partner: dict[int, int]) -> int:
    """Relations that are found, each of both sides once."""
    left, right = list(wanted), 0
    for event, _, span in given:
        hit = next((e for e in left if partner.get(event) == e[0] and close(e[2], span)), None)
        if hit:
            left.remove(hit)
            right += 1
    return right


def measure(data: Path, split: str | None, limit: int | None) -> Outcome:
    """Score the Russian events.

    Raises:
        DataAbsent: the set is not there.
    """
    folder = data / "events_ru" if (data / "events_ru").is_dir() else data
    if not folder.is_dir():
        raise DataAbsent(f"{folder} is not there")
    counts = {name: Counts() for name in ("span", "relation", PARTICIPANT, PLACE, TIME)}
    documents: dict[str, dict[str, float]] = {}
    for row in list(json_lines(split_file(folder, split)))[:limit]:
        reading = parses.read(Document(row["doc_id"], row["text"], language="ru"))
        own = {name: Counts() for name in counts}
        score(gold_of(row), found_of(reading), own)
        for name, c in own.items():
            counts[name].add(c.right, c.found, c.gold)
        documents[row["doc_id"]] = {"span_f1": own["span"].f1, "relation_f1": own["relation"].f1}
    numbers = {f"{name}_{part}": getattr(c, part) for name, c in counts.items() for part in ("f1", "precision", "recall")}
    return Outcome(numbers, documents)
