"""Where it happens: places with what is reported from each, as precisely as they are known and no more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lagebild.entries import Entry
from lagebild.link.relations import name
from lagebild.picture.records import Occurrence, Picture, Ref, Standing
from lagebild.statements import Place
from lagebild.text import fold

POINTS = frozenset({"point", "facility", "city", "district"})


@dataclass(frozen=True, slots=True)
class Site:
    """A place with the ids of its incidents, the things on the status board there, and the statements that place them.

    ``latitude`` and ``longitude`` are null unless the place is as fine as a district: the middle of a country is nowhere in particular.
    """

    name: str
    geonames: int | None
    country: str | None
    precision: str | None
    latitude: float | None
    longitude: float | None
    incidents: tuple[str, ...]
    things: tuple[str, ...]
    statements: tuple[Ref, ...]


def sites(picture: Picture, entries: Iterable[Entry]) -> list[Site]:
    """The places of a picture, those with most incidents first."""
    by = {name(e): e for e in entries}
    places: dict[tuple[str, str], Place] = {}
    incidents: dict[tuple[str, str], dict[str, list[Ref]]] = {}
    things: dict[tuple[str, str], dict[str, list[Ref]]] = {}
    for found, into in ((_of_incidents(picture.incidents, by), incidents), (_of_things(picture.statuses, by), things)):
        for what, place, refs in found:
            key = _key(place)
            places.setdefault(key, place)
            into.setdefault(key, {}).setdefault(what, []).extend(refs)
    made = [_site(p, incidents.get(k, {}), things.get(k, {})) for k, p in places.items()]
    return sorted(made, key=lambda s: (-len(s.incidents), -len(s.things), s.name, s.geonames or 0))


def _key(p: Place) -> tuple[str, str]:
    return (str(p.geonames), "") if p.geonames else (fold(p.name or p.text), p.country or "")


def _of_incidents(found: Iterable[Occurrence], by: Mapping[Ref, Entry]) -> Iterable[tuple[str, Place, list[Ref]]]:
    for o in found:
        at = [(r, p) for r in o.statements if r in by and (p := by[r].statement.place) and o.place and _same(p, o)]
        if at:
            yield o.id, at[0][1], [r for r, _ in at]


def _same(p: Place, o: Occurrence) -> bool:
    return p.geonames == o.geonames if o.geonames else fold(p.name or p.text) == fold(o.place or "")


def _of_things(found: Iterable[Standing], by: Mapping[Ref, Entry]) -> Iterable[tuple[str, Place, list[Ref]]]:
    for s in found:
        last = [r for x in (s.actual, s.official) if x for r in x.statements if r in by]
        placed = next((p for r in last if (p := by[r].statement.place)), None)
        if placed:
            yield s.subject, placed, last


def _site(p: Place, incidents: Mapping[str, list[Ref]], things: Mapping[str, list[Ref]]) -> Site:
    fine = p.precision in POINTS
    refs = tuple(dict.fromkeys(r for of in (*incidents.values(), *things.values()) for r in of))
    where = (p.latitude, p.longitude) if fine else (None, None)
    return Site(p.name or p.text, p.geonames, p.country, p.precision, *where, tuple(incidents), tuple(things), refs)
