"""What is new, changed, answered or withdrawn since a time: two pictures side by side, of what new reports touch."""

from collections.abc import Iterable
from dataclasses import astuple
from typing import TypeVar

from lagebild.entries import Entry
from lagebild.link.relations import name
from lagebild.picture.loading import Material, material
from lagebild.picture.making import grouped, make
from lagebild.picture.records import Change, Picture, Series, Standing
from lagebild.picture.statuses import by_thing
from lagebild.store import Scope, Store

K = TypeVar("K")


def changes(store: Store, since: str, until: str | None = None) -> list[Change]:
    """Changes in what was reported after ``since`` and, if given, up to ``until`` (times in the store's form)."""
    touched = _touched(store, since, until)
    before, after = (_as_of(store, touched, at) for at in (since, until))
    incidents, things = _differing(grouped(before), grouped(after)), _differing(by_thing(before.entries), by_thing(after.entries))
    then, now = (make(m, at, i, t) for m, at, i, t in zip((before, after), (since, until), incidents, things, strict=True))
    return [*compared(then, now), *_withdrawn(store, since, until)]


def compared(before: Picture, after: Picture) -> list[Change]:
    """What is new, changed or answered between two pictures of one scope."""
    return [*_figures(before, after), *_statuses(before, after), *_lists(before, after)]


def _differing(before: dict[K, list[Entry]], after: dict[K, list[Entry]]) -> tuple[dict[K, list[Entry]], dict[K, list[Entry]]]:
    """Both without the incidents, or things, that the same statements tell of."""
    same = {k for k in before.keys() & after.keys() if len(before[k]) == len(after[k]) and list(map(name, before[k])) == list(map(name, after[k]))}
    then, now = ({k: of for k, of in groups.items() if k not in same} for groups in (before, after))
    return then, now


def _as_of(store: Store, touched: list[Entry], at: str | None) -> Material:
    """What was reported by a time, of the newest version that each document had then."""
    told = [e for e in touched if at is None or e.header.reported <= at]
    newest = {h.key for h in store.newest({e.header.key for e in told}, at)}
    return material(store, [e for e in told if e.header.key in newest], at)


def _touched(store: Store, since: str, until: str | None) -> list[Entry]:
    """Statements of new reports, of the incidents that they tell of, and of the things and holders whose states and views they give."""
    fresh, matters = store.reach(Scope(after=since, reported=until))
    told = store.of_documents(sorted(store.around(fresh)))
    same = store.entries(Scope(matters=tuple(sorted(matters)), reported=until)) if matters else []
    found = {name(e): e for e in [*told, *same] if until is None or e.header.reported <= until}
    return sorted(found.values(), key=lambda e: (e.header.reported, e.header.key, e.statement.span.start))


def _figures(before: Picture, after: Picture) -> Iterable[Change]:
    """Series by what they count; an incident is the same when it shares a statement."""
    old = {r: s for s in before.figures for r in _refs(s)}
    for s in after.figures:
        earlier = next((old[r] for r in _refs(s) if r in old), None)
        now, then = _bounds(s), _bounds(earlier) if earlier else None
        if then != now:
            refs = [p.statement for t in s.tracks for p in t.points if p.standing == "holds"] or _refs(s)
            yield Change("figure", "changed" if earlier else "new", f"{s.incident} {s.measure} {s.group or ''}".strip(), then, now, tuple(refs))


def _refs(s: Series) -> list[tuple[str, str]]:
    return [p.statement for t in s.tracks for p in t.points]


def _bounds(s: Series) -> dict[str, object]:
    return {"low": s.low, "high": s.high, "approx": s.approx, "voices": s.voices, "contested": s.contested}


def _statuses(before: Picture, after: Picture) -> Iterable[Change]:
    """States by the thing that they are of; it is the same when it shares a statement."""
    old = {r: s for s in before.statuses for r in _told(s)}
    for s in after.statuses:
        earlier = next((old[r] for r in _told(s) if r in old), None)
        now, then = _state(s), _state(earlier) if earlier else None
        if now != then:
            refs = tuple(r for x in (s.official, s.actual) if x for r in x.statements)
            yield Change("status", "changed" if then else "new", " ".join(p for p in (s.subject, s.place) if p), then, now, refs)


def _told(s: Standing) -> list[tuple[str, str]]:
    return [r for state in s.history for r in state.statements]


def _state(s: Standing) -> dict[str, str | None]:
    return {"official": s.official.state if s.official else None, "actual": s.actual.state if s.actual else None}


def _lists(before: Picture, after: Picture) -> Iterable[Change]:
    """Incidents, positions, questions and contradictions: those that were not there, and questions that are answered."""
    known = {r for o in before.incidents for r in o.statements}
    yield from (Change("incident", "new", o.id, None, o, o.statements) for o in after.incidents if not known & set(o.statements))
    views = {v.statement for v in before.positions}
    for v in after.positions:
        if v.statement not in views:
            yield Change("position", "changed" if v.before else "new", v.holder, v.before, v.quote, (v.statement,))
    unknown = {u.statement: u for u in before.questions}
    for u in after.questions:
        if u.statement not in unknown:
            yield Change("question", "new", u.topic, None, u.answer_quote, (u.statement,))
        elif u.answer and not unknown[u.statement].answer:
            yield Change("question", "answered", u.topic, None, u.answer_quote, (u.answer,))
    pairs = {astuple(c)[:2] for c in before.contradictions}
    for c in after.contradictions:
        if astuple(c)[:2] not in pairs:
            yield Change("contradiction", "new", c.words, c.first_quote, c.second_quote, (c.first, c.second))


def _withdrawn(store: Store, since: str, until: str | None) -> Iterable[Change]:
    for w in store.withdrawn(since):
        if until is None or w["at"] <= until:
            yield Change("statement", "withdrawn", w["id"], w["document"], w["reason"])
