"""Events with roles, gold and found: matched by type and trigger, their arguments by role and words."""

from dataclasses import dataclass
from typing import Any

from evaluation.matching import close, pairs
from evaluation.outcome import Counts, Outcome
from lagebild.crosswalk import coded, roles
from lagebild.statements import Reading

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Event:
    """An event of a data set: its type, where its trigger stands, and its arguments as (role, where)."""

    type: str
    span: Place
    arguments: frozenset[tuple[str, Place]] = frozenset()


def found_events(reading: Reading, table: str) -> list[Event]:
    """The events and statuses of a reading that a crosswalk has a name for, each name once at a place."""
    made: dict[tuple[str, Place], Event] = {}
    for s in reading.statements:
        name = coded(table, s) if s.kind in ("event", "status") and s.anchor and s.modality != "negated" else None
        if name and s.anchor:
            where = (s.anchor.span.start, s.anchor.span.end)
            told = frozenset((role, (span.start, span.end)) for role, span in roles(table, name, s))
            known = made.get((name, where))
            made[name, where] = Event(name, where, told | known.arguments if known else told)
    return list(made.values())


def score(gold: list[Event], found: list[Event], counts: dict[str, Counts]) -> None:
    """Add events and arguments of one document to the counts."""
    sides = [[{"span": e.span, "event": e} for e in side] for side in (gold, found)]
    matched = [(g["event"], f["event"]) for g, f in pairs(*sides, lambda g, f: g["event"].type == f["event"].type)]
    counts["event"].add(len(matched), len(found), len(gold))
    right = sum(_right(g, f) for g, f in matched)
    counts["argument"].add(right, sum(len(e.arguments) for e in found), sum(len(e.arguments) for e in gold))


def _right(gold: Event, found: Event) -> int:
    """Arguments with the same role and a quarter of the longer's words, each used once."""
    left, right = set(gold.arguments), 0
    for role, where in sorted(found.arguments):
        hit = next((a for a in sorted(left) if a[0] == role and close(a[1], where)), None)
        if hit:
            left.remove(hit)
            right += 1
    return right


def counters(*names: str) -> dict[str, Counts]:
    """Empty counts by name."""
    return {name: Counts() for name in ("event", "argument", *names)}


def outcome(counts: dict[str, Counts], documents: dict[str, dict[str, float]]) -> Outcome:
    """F1, precision and recall by name."""
    numbers = {f"{name}_{part}": getattr(c, part) for name, c in counts.items() for part in ("f1", "precision", "recall")}
    return Outcome(numbers | {"documents": float(len(documents))}, documents)


def add(own: dict[str, Counts], counts: dict[str, Counts]) -> dict[str, float]:
    """Add one document's counts to all, and give its F1 by name."""
    for name, c in own.items():
        counts[name].add(c.right, c.found, c.gold)
    return {f"{name}_f1": c.f1 for name, c in own.items()}


Row = dict[str, Any]
