"""What is new, changed, answered or withdrawn since a time: two pictures side by side, of what new reports touch."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from lagebild.entries import Entry, standing
from lagebild.incidents import Hanging, hanging
from lagebild.link.relations import name
from lagebild.picture.loading import Material, by_account, credited, placed
from lagebild.picture.making import grouped, make
from lagebild.picture.records import Change, Contradiction, Picture, Series, Standing, Unknown, View
from lagebild.picture.statuses import by_thing
from lagebild.store import Scope, Store
from lagebild.text import fold

K = TypeVar("K")


def changes(store: Store, since: str, until: str | None = None) -> list[Change]:
    """Changes in what was reported after ``since`` and, if given, up to ``until`` (times in the store's form)."""
    before, after = _both(store, since, until)
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


def _both(store: Store, since: str, until: str | None) -> tuple[Material, Material]:
    """What was known at both times of what new reports touch; what is the same for both is asked for once."""
    told, around = _touched(store, since, until)
    keys = sorted({e.header.key for e in told})
    accounts, links, rejected = store.accounts_of(keys, stories=False), store.links(keys), store.rejected(keys)
    around = around if until is None else hanging(store, (a.key for a in accounts))
    today = store.incident_of(a.key for a in accounts) if until is None else {}

    def known(at: str | None) -> Material:
        entries = _public(store, told, at)
        there = {e.header.key for e in entries}
        return placed(entries, [a for a in accounts if a.document in there], _incidents(around, today, at), links, rejected)

    return known(since), known(until)


def _incidents(around: Hanging, today: Mapping[str, str], at: str | None) -> Mapping[str, str]:
    """The incident of each account at a time; those that nothing new hangs together with are the same as today."""
    return today if at is None else {**today, **by_account(around.as_of(at))}


def _public(store: Store, told: list[Entry], at: str | None) -> list[Entry]:
    """What was reported by a time, of the newest version that each document had then."""
    found = [e for e in told if at is None or e.header.reported <= at]
    newest = {h.key for h in store.newest({e.header.key for e in found}, at)}
    return [e for e in found if e.header.key in newest]


def _touched(store: Store, since: str, until: str | None) -> tuple[list[Entry], Hanging]:
    """Statements of new reports, of what hangs together with what they tell, and of the things and holders whose states and views they give,
    of all versions of a report."""
    fresh, matters = store.reach(Scope(after=since, reported=until))
    around = hanging(store, (a.key for a in store.accounts_of(fresh, stories=False)))
    told = store.of_documents(sorted(fresh | {a.document for a in around.accounts}), outdated=True)
    same = store.entries(Scope(matters=tuple(sorted(matters)), reported=until), outdated=True) if matters else []
    found = {name(e): e for e in [*told, *same] if standing(e) and (until is None or e.header.reported <= until)}
    return credited(store, sorted(found.values(), key=lambda e: (e.header.reported, e.header.key, e.statement.span.start))), around


def _figures(before: Picture, after: Picture) -> Iterable[Change]:
    """Series by what they count; one is the same when it shares a statement, or counts the same in the same incident."""
    old = {k: s for s in before.figures for k in (_counted(s), *_refs(s))}
    for s in after.figures:
        earlier = next((old[k] for k in (*_refs(s), _counted(s)) if k in old), None)
        now, then = _bounds(s), _bounds(earlier) if earlier else None
        if then != now:
            refs = [p.statement for t in s.tracks for p in t.points if p.standing == "holds"] or _refs(s)
            yield Change("figure", "changed" if earlier else "new", f"{s.incident} {s.measure} {s.group or ''}".strip(), then, now, tuple(refs))


def _counted(s: Series) -> tuple[str, ...]:
    return "series", s.incident, s.measure, s.unit or "", fold(s.group or "")


def _refs(s: Series) -> list[tuple[str, str]]:
    return [p.statement for t in s.tracks for p in t.points]


def _bounds(s: Series) -> dict[str, object]:
    return {"low": s.low, "high": s.high, "approx": s.approx, "voices": s.voices, "contested": s.contested}


def _statuses(before: Picture, after: Picture) -> Iterable[Change]:
    """States by the thing that they are of; it is the same when it shares a statement, or has the same name and place."""
    old = {k: s for s in before.statuses for k in (_named(s), *_told(s))}
    for s in after.statuses:
        earlier = next((old[k] for k in (*_told(s), _named(s)) if k in old), None)
        now, then = _state(s), _state(earlier) if earlier else None
        if now != then:
            refs = tuple(r for x in (s.official, s.actual) if x for r in x.statements)
            yield Change("status", "changed" if then else "new", " ".join(p for p in (s.subject, s.place) if p), then, now, refs)


def _named(s: Standing) -> tuple[str, ...]:
    return "thing", s.kind, fold(s.subject), fold(s.place or "")


def _told(s: Standing) -> list[tuple[str, str]]:
    return [r for state in s.history for r in state.statements]


def _state(s: Standing) -> dict[str, str | None]:
    return {"official": s.official.state if s.official else None, "actual": s.actual.state if s.actual else None}


def _lists(before: Picture, after: Picture) -> Iterable[Change]:
    """Incidents, positions, questions and contradictions: those that were not there, and questions that are answered."""
    known = {r for o in before.incidents for r in (o.id, *o.statements)}
    yield from (Change("incident", "new", o.id, None, o, o.statements) for o in after.incidents if not known & {o.id, *o.statements})
    views = {_held(v) for v in before.positions}
    for v in after.positions:
        if _held(v) not in views:
            yield Change("position", "changed" if v.before else "new", v.holder, v.before, v.quote, (v.statement,))
    yield from _questions(before, after)
    pairs = {p for c in before.contradictions for p in _pairs(c)}
    for c in after.contradictions:
        if not pairs & {*_pairs(c)}:
            yield Change("contradiction", "new", c.words, c.first_quote, c.second_quote, (c.first, c.second))


def _questions(before: Picture, after: Picture) -> Iterable[Change]:
    """What was not said to be unknown, and what is answered now; a question that is gone may be asked again by a new version of its report."""
    there, gone = {u.statement: u for u in before.questions}, dict[tuple[str, str], list[Unknown]]()
    still = {u.statement for u in after.questions}
    for u in before.questions:
        if u.statement not in still:
            gone.setdefault((u.type, fold(u.topic)), []).append(u)
    for u in after.questions:
        again = gone.get((u.type, fold(u.topic)))
        asked = there.get(u.statement) or (again.pop() if again else None)
        if asked is None:
            yield Change("question", "new", u.topic, None, u.answer_quote, (u.statement,))
        elif u.answer and not asked.answer:
            yield Change("question", "answered", u.topic, None, u.answer_quote, (u.answer,))


def _held(v: View) -> tuple[str, str, str]:
    return fold(v.holder), v.stance, fold(v.quote)


def _pairs(c: Contradiction) -> tuple[tuple[object, ...], ...]:
    """A contradiction by its statements, and by its words, which a new version of a report may repeat."""
    return (c.first, c.second), (c.words, c.first_quote, c.second_quote)


def _withdrawn(store: Store, since: str, until: str | None) -> Iterable[Change]:
    for w in store.withdrawn(since):
        if until is None or w["at"] <= until:
            yield Change("statement", "withdrawn", w["id"], w["document"], w["reason"])
