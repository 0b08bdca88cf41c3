"""How statements about one happening, thing or view stand to each other: same, updates, confirms, contradicts, part-of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from lagebild.entries import Entry
from lagebild.link import days
from lagebild.link.families import RISING
from lagebild.link.voices import voice_of
from lagebild.statements import Quantity

Named = tuple[tuple[str, str], tuple[str, str], str]
Rejected = frozenset[Named]
SOON, NONE = 24.0, Rejected()
NOT_SO = ("denied", "disputed")


@dataclass(frozen=True, slots=True)
class Relation:
    """A judged relation between two statements, by document key and id; ``words`` say why."""

    source: tuple[str, str]
    target: tuple[str, str]
    type: str
    words: str


def name(entry: Entry) -> tuple[str, str]:
    """A statement as relations name it."""
    return entry.header.key, entry.statement.id


def named(one: tuple[str, str], other: tuple[str, str], type_: str) -> Named:
    """A relation by its two statements, whichever comes first, and its type."""
    first, second = sorted((one, other))
    return first, second, type_


def relations(entries: Iterable[Entry], rejected: Rejected = NONE) -> list[Relation]:
    """Relations among statements of one series: the same measure of one incident, the state of one thing, the view of one actor on one matter.

    A statement is compared with the last word of every voice before it. ``rejected`` are those that people say are none.
    """
    entries = list(entries)
    if len(entries) < 2:
        return []
    found: list[Relation] = []
    last: dict[tuple[str, bool], Entry] = {}
    for entry in sorted(entries, key=lambda e: (e.header.reported, e.header.key, e.statement.span.start, e.statement.id)):
        voice = voice_of(entry)
        for (other, _), before in sorted(last.items()):
            judged = _judged(entry, before, other == voice)
            if judged and named(name(entry), name(before), judged[0]) not in rejected:
                found.append(Relation(name(entry), name(before), *judged))
        last[voice, not_so(entry)] = entry
    return found


def _judged(entry: Entry, before: Entry, own: bool) -> tuple[str, str] | None:
    if entry.statement.kind == "figure":
        return _figures(entry, before, own)
    if entry.statement.kind == "status":
        return _states(entry, before, own)
    return _others(entry, before, own)


def not_so(entry: Entry) -> bool:
    """Whether a statement says that something is not the case."""
    return entry.statement.certainty in NOT_SO or entry.statement.modality == "negated"


def _figures(entry: Entry, before: Entry, own: bool) -> tuple[str, str] | None:
    a, b = entry.statement.quantity, before.statement.quantity
    if a is None or b is None:
        return None
    if not_so(entry) != not_so(before):
        if not overlap(a, b):
            return None
        return ("updates", "the voice takes its number back") if own else ("contradicts", "one gives the number, the other denies it")
    if own:
        return ("same", "the same number by the same voice") if a == b else ("updates", "a later number by the same voice")
    if overlap(a, b):
        return "confirms", "another voice gives a number that agrees"
    if entry.statement.type in RISING and above(a, b) and hours(before, entry) >= SOON:
        return "updates", "a later and higher number by another voice"
    return "contradicts", "another voice gives a number that does not agree"


def overlap(a: Quantity, b: Quantity) -> bool:
    """Whether one number can satisfy both; a rounded one reaches a tenth to either side."""
    (a_low, a_high), (b_low, b_high) = bounds(a), bounds(b)
    return a_low <= b_high and b_low <= a_high


def bounds(q: Quantity) -> tuple[float, float]:
    """Lowest and highest number that a quantity allows."""
    low, high = q.low if q.low is not None else 0.0, q.high if q.high is not None else float("inf")
    return (low * 0.9, high * 1.1) if q.approx else (low, high)


def above(a: Quantity, b: Quantity) -> bool:
    """Whether all that one allows is more than all that the other does."""
    return bounds(a)[0] > bounds(b)[1]


def hours(before: Entry, after: Entry) -> float:
    """Hours between two reports."""
    first, last = (datetime.fromisoformat(e.header.reported) for e in (before, after))
    return (last - first).total_seconds() / 3600


def _states(entry: Entry, before: Entry, own: bool) -> tuple[str, str] | None:
    a, b = entry.statement, before.statement
    if bool(a.formal) != bool(b.formal):
        return None
    alike = a.type == b.type and a.holder == b.holder
    if alike and not_so(entry) == not_so(before):
        return ("same", "the same state") if own else ("confirms", "another voice says the same")
    if own or not days.meet(days.days_of(a.time), days.days_of(b.time)) or hours(before, entry) >= SOON:
        return "updates", "a later state"
    if alike:
        return "contradicts", "one says so, the other denies it"
    return (
        ("updates", "a later state")
        if hours(before, entry) > 0 and a.voice is None
        else ("contradicts", "two voices give different states at one time")
    )


def _others(entry: Entry, before: Entry, own: bool) -> tuple[str, str] | None:
    a, b = entry.statement, before.statement
    if not_so(entry) != not_so(before) and a.type == b.type:
        return ("updates", "the voice takes it back") if own else ("contradicts", "one says so, the other denies it")
    if a.kind == "position":
        return ("updates", "a later view of the same actor") if a.type != b.type else ("same", "the same view")
    return ("same", "the same happening") if own else ("confirms", "another voice tells it too")


def series(entries: Sequence[Entry]) -> dict[tuple[str, ...], list[Entry]]:
    """Figures and events of one incident by what can be compared: measure and unit, and the group where it is a part."""
    found: dict[tuple[str, ...], list[Entry]] = {}
    parts = {group_of(e) for e in entries if e.statement.part_of}
    for entry in entries:
        s = entry.statement
        if s.kind == "figure":
            group = group_of(entry) if s.part_of or (group_of(entry) in parts and s.total is not True) else ""
            found.setdefault(("figure", s.type, (s.quantity.unit if s.quantity else None) or "", group), []).append(entry)
        elif s.kind == "event":
            found.setdefault(("event", s.type), []).append(entry)
    return found


def group_of(entry: Entry) -> str:
    """Who is counted, by the beginning of the word."""
    quantity = entry.statement.quantity
    return (quantity.group or "").casefold().strip()[:6] if quantity else ""
