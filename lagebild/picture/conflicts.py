"""Contradictions that still stand: between voices on one number or state, and those that a report itself points out."""

from collections.abc import Iterable, Mapping, Sequence

from lagebild.entries import Entry
from lagebild.link.relations import NONE, Rejected, name, not_so, relations, series
from lagebild.picture.figures import chosen_of
from lagebild.picture.records import Contradiction, Ref, Series
from lagebild.picture.statuses import Things
from lagebild.statements import Link


def contradictions(
    entries: Sequence[Entry],
    groups: Mapping[str, list[Entry]],
    things: Things,
    figures: Iterable[Series],
    links: Mapping[str, Sequence[Link]],
    rejected: Rejected = NONE,
) -> list[Contradiction]:
    """All that stand."""
    by = {name(e): e for e in entries}
    ended = {p.statement for s in figures for t in s.tracks for p in t.points if p.standing in ("updated", "surpassed", "taken-back")}
    states = [r for of in things.values() for r in relations(of, rejected)]
    ended |= {r.target for r in states if r.type == "updates"}
    pairs = [*_of_series(groups, rejected), *((r.target, r.source, r.words) for r in states if r.type == "contradicts")]
    found = [(a, b, words) for a, b, words in pairs if a not in ended and b not in ended]
    inside = [((k, x.source), (k, x.target), "the report itself says so") for k, of in links.items() for x in of if x.type == "contradicts"]
    unique = {(min(a, b), max(a, b)): words for a, b, words in [*found, *inside] if a in by and b in by}
    ordered = sorted(unique, key=lambda p: (max(by[p[0]].header.reported, by[p[1]].header.reported), p))
    return [Contradiction(*_in_order(p, by), unique[p]) for p in ordered]


def _in_order(pair: tuple[Ref, Ref], by: Mapping[Ref, Entry]) -> tuple[Ref, Ref, str, str]:
    a, b = sorted(pair, key=lambda r: (by[r].header.reported, r))
    return a, b, by[a].quote, by[b].quote


def _of_series(groups: Mapping[str, list[Entry]], rejected: Rejected) -> Iterable[tuple[Ref, Ref, str]]:
    for of in groups.values():
        for key, some in sorted((k, some) for k, some in series(of).items() if len(some) > 1):
            if key[0] == "event" and len({not_so(e) for e in some}) == 1:
                continue
            chosen = chosen_of(some) if key[0] == "figure" else some
            yield from ((r.target, r.source, r.words) for r in relations(chosen, rejected) if r.type == "contradicts")
