"""Key figures: per incident and measure the numbers of each voice over time, with bounds. Nothing is ever added up."""

from collections.abc import Iterable

from lagebild.entries import Entry
from lagebild.link.relations import NONE, Rejected, Relation, name, not_so, overlap, relations, series
from lagebild.link.voices import voice_of
from lagebild.picture.records import Point, Ref, Series, Track

LEFT_OUT = ("planned", "requested", "threatened", "possible")


def key_figures(incident: str, entries: Iterable[Entry], rejected: Rejected = NONE) -> list[Series]:
    """The series of one incident."""
    told = [e for e in entries if e.statement.kind == "figure" and e.statement.quantity and e.statement.modality not in LEFT_OUT]
    return [_series(incident, key, of, rejected) for key, of in sorted(series(told).items())]


def _series(incident: str, key: tuple[str, ...], entries: list[Entry], rejected: Rejected) -> Series:
    chosen = chosen_of(entries)
    found, by = relations(chosen, rejected), dict[str, list[Entry]]()
    for e in chosen:
        by.setdefault(voice_of(e), []).append(e)
    surpassed = _surpassed(chosen, found)
    tracks = [_track(voice, by[voice], surpassed) for voice in sorted(by)]
    held = [p for t in tracks for p in t.points if p.standing == "holds"]
    group = next((e.statement.quantity.group for e in chosen if e.statement.quantity and key[3]), None)
    contested = any(r.type == "contradicts" and {r.source, r.target} <= {p.statement for p in held} for r in found)
    low, high = _range(held)
    holding = sum(1 for t in tracks if any(p.standing == "holds" for p in t.points))
    approx = bool(held) and all(p.approx for p in held)
    return Series(incident, key[1], key[2] or None, group, low, high, approx, holding, contested, tuple(tracks))


def chosen_of(entries: Iterable[Entry]) -> list[Entry]:
    """One number for each document and voice: the total if one is said to be, else the highest; beside it what is denied, if it is another.

    A lower number that the report itself gives beside that of a voice is no toll of its own ("three more died, the police count eight").
    """
    told, groups = list(entries), dict[tuple[str, str], list[Entry]]()
    most: dict[str, float] = {}
    for e in told:
        most[e.header.key] = max(_size(e), most.get(e.header.key, 0.0))
    for e in told:
        if e.statement.voice or _size(e) >= most[e.header.key]:
            groups.setdefault((e.header.key, voice_of(e)), []).append(e)
    found = [e for of in groups.values() for e in _chosen(of)]
    return sorted(found, key=lambda e: (e.header.reported, e.header.key, not not_so(e), e.statement.span.start, e.statement.id))


def _chosen(entries: list[Entry]) -> list[Entry]:
    said = [e for e in entries if not not_so(e)]
    denied = [e for e in entries if not_so(e)]
    best = max(said, key=lambda e: (e.statement.total is True, _size(e), -e.statement.span.start), default=None)
    return [*denied, best] if best else denied


def _size(entry: Entry) -> float:
    q = entry.statement.quantity
    return (q.low if q.low is not None else q.high or 0.0) if q else 0.0


def _surpassed(entries: list[Entry], found: list[Relation]) -> set[Ref]:
    """The statements that a later number, which is not itself denied, takes the place of."""
    denied = {name(e) for e in entries if not_so(e)}
    return {r.target for r in found if r.type == "updates" and r.source not in denied}


def _track(voice: str, own: list[Entry], surpassed: set[Ref]) -> Track:
    points = tuple(_point(e, _standing(e, own[n + 1 :], surpassed)) for n, e in enumerate(own))
    printed = [e.statement.voice.text for e in own if e.statement.voice and e.statement.voice.text]
    return Track(voice, printed[-1] if printed else own[-1].header.outlet, points)


def _standing(entry: Entry, later: list[Entry], surpassed: set[Ref]) -> str:
    if not_so(entry):
        return "denied"
    if any(not not_so(e) for e in later):
        return "updated"
    if any(_meets(entry, e) for e in later):
        return "taken-back"
    return "surpassed" if name(entry) in surpassed else "holds"


def _meets(entry: Entry, denied: Entry) -> bool:
    a, b = entry.statement.quantity, denied.statement.quantity
    return a is not None and b is not None and overlap(a, b)


def _point(e: Entry, standing: str) -> Point:
    q = e.statement.quantity
    assert q is not None
    return Point(name(e), e.header.reported, q.low, q.high, q.approx, e.statement.certainty, standing, e.quote, e.header.language)


def _range(held: list[Point]) -> tuple[float | None, float | None]:
    """Lowest and highest that the voices allow now; open where all of them leave it open."""
    lows, highs = [p.low for p in held if p.low is not None], [p.high for p in held if p.high is not None]
    top = max([*highs, *(p.low for p in held if p.high is None and p.low is not None and highs)], default=None)
    return min(lows, default=None), top
