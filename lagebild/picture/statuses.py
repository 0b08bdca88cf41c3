"""The status board: in which state each thing is, since when, officially and actually."""

from collections.abc import Iterable

from lagebild.entries import Entry
from lagebild.link.relations import name, not_so
from lagebild.link.voices import voice_of
from lagebild.matters import Thing, thing
from lagebild.picture.records import Standing, State

Things = dict[Thing, list[Entry]]
LEFT_OUT = ("planned", "requested", "threatened", "possible")


def by_thing(entries: Iterable[Entry]) -> Things:
    """Statuses by what they are about, oldest report first."""
    found: Things = {}
    for e in entries:
        if e.statement.kind == "status" and e.statement.modality not in LEFT_OUT:
            found.setdefault(thing(e.statement), []).append(e)
    return found


def board(things: Things) -> list[Standing]:
    """All things with a state."""
    return [_standing(key, of) for key, of in sorted(things.items())]


def _standing(key: Thing, entries: list[Entry]) -> Standing:
    official, actual = (_states([e for e in entries if bool(e.statement.formal) is formal]) for formal in (True, False))
    last = entries[-1].statement
    subject = last.subject.text if last.subject else key[0]
    place = next((e.statement.place for e in entries if e.statement.place), None)
    history = tuple(sorted((*official, *actual), key=lambda s: (s.since, s.statements)))
    return Standing(subject, key[0], (place.name or place.text) if place else None, _last(official), _last(actual), history)


def _last(states: list[State]) -> State | None:
    """The last state, unless all that is said of the thing is denied."""
    return states[-1] if states else None


def _states(entries: list[Entry]) -> list[State]:
    """Runs of the same state; what is denied is no state of its own, and ends none."""
    runs: list[list[Entry]] = []
    for e in sorted((e for e in entries if not not_so(e)), key=lambda e: (_since(e), e.header.reported, e.header.key, e.statement.id)):
        if runs and _alike(runs[-1][0], e):
            runs[-1].append(e)
        else:
            runs.append([e])
    ends = [_since(run[0]) for run in runs[1:]]
    return [_state(run, ended) for run, ended in zip(runs, [*ends, None], strict=False)]


def _alike(a: Entry, b: Entry) -> bool:
    return a.statement.type == b.statement.type and _holder(a) == _holder(b)


def _holder(e: Entry) -> str | None:
    return e.statement.holder.text if e.statement.holder else None


def _since(e: Entry) -> str:
    """The day or hour from which on it is said to be so, else the day of the report."""
    time = e.statement.time
    known = time is not None and time.earliest is not None and time.earliest[:10] <= e.header.reported[:10]
    return time.earliest if known and time and time.earliest else e.header.reported[:10]


def _state(run: list[Entry], ended: str | None) -> State:
    last = run[-1].statement
    said = next((e.statement.until.earliest for e in reversed(run) if e.statement.until and e.statement.until.earliest), None)
    voices = tuple(sorted({voice_of(e) for e in run}))
    sure = "stated" if any(e.statement.certainty == "stated" for e in run) else last.certainty
    refs = tuple(name(e) for e in run)
    return State(last.type, min(_since(e) for e in run), said or ended, sure, _holder(run[-1]), voices, refs, run[-1].quote, bool(last.formal))
