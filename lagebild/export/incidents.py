"""Tables of incidents: in ACLED's and UCDP GED's columns, and for HXL. Numbers are what the voices say now, with their bounds."""

import csv
from collections.abc import Iterator
from typing import Any, TextIO

from lagebild import places
from lagebild.crosswalk import hxl_bounds, hxl_columns, hxl_measures
from lagebild.entries import Entry
from lagebild.export import codes
from lagebild.picture import Occurrence, Series
from lagebild.picture.loading import load
from lagebild.picture.making import grouped, make
from lagebild.statements import Actor, Place
from lagebild.store import Scope, Store

ACLED = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "inter1",
    "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location",
    "latitude", "longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
UCDP = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id",
    "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources",
    "source_article", "source_office", "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec",
    "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
FAR = frozenset({"explosives", "suicide-attack", "aerial", "drone", "heavy-weapons"})
SUBS = {"aerial": "Air/drone strike", "drone": "Air/drone strike", "suicide-attack": "Suicide bomb", "explosives": "Remote explosive/landmine/IED",
        "heavy-weapons": "Shelling/artillery/missile attack", "abduct": "Abduction/forced disappearance", "sexual": "Sexual violence"}  # fmt: skip
WHERE = {"point": 1, "facility": 1, "city": 1, "district": 3, "province": 4, "country": 6}
EXACT = frozenset({"point", "facility", "city", "district"})


class Known:
    """An incident with its statements and series."""

    def __init__(self, occurrence: Occurrence, entries: list[Entry], series: list[Series]) -> None:
        self.occurrence, self.entries, self.series = occurrence, entries, series
        self.place = _place(occurrence, entries)
        self.modes = {e.statement.mode for e in entries if e.statement.mode}
        self.type = occurrence.types[0] if occurrence.types else ""

    def first(self, side: str) -> Actor | None:
        """The first actor or recipient that the reports of its main type name."""
        return next((a for e in self.entries if e.statement.type == self.type for a in getattr(e.statement, side)), None)

    def number(self, measure: str) -> Series | None:
        """The series of the whole."""
        return next((s for s in self.series if s.measure == measure and s.group is None), None)

    @property
    def sources(self) -> list[str]:
        """Outlets, in order of reporting."""
        return list(dict.fromkeys(e.header.outlet or e.header.id for e in self.entries))

    @property
    def exact(self) -> bool:
        """Whether the place is a spot rather than a stretch of land."""
        return self.place is not None and self.place.precision in EXACT


def _place(o: Occurrence, entries: list[Entry]) -> Place | None:
    found = [e.statement.place for e in entries if e.statement.place]
    return next((p for p in found if (p.name or p.text) == o.place), None)


def known(store: Store, scope: Scope) -> Iterator[Known]:
    """The incidents of a scope, by day."""
    found = load(store, scope)
    picture, groups = make(found, scope.reported), grouped(found)
    for o in picture.incidents:
        yield Known(o, groups[o.id], [s for s in picture.figures if s.incident == o.id])


def _written(stream: TextIO, columns: tuple[str, ...], rows: Iterator[dict[str, Any]]) -> None:
    writer = csv.DictWriter(stream, columns, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)


def acled(store: Store, scope: Scope, stream: TextIO) -> None:
    """Incidents that ACLED has a type for. Fatalities are the lowest number that a voice gives now; fields without a sure code stay empty."""
    _written(stream, ACLED, (_acled(k) for k in known(store, scope) if _acled_type(k)))


def _acled_type(k: Known) -> tuple[str, str] | None:
    if k.type == "PROTEST":
        riot = k.modes & {"riot", "vandalize"}
        return ("Riots", "Violent demonstration") if riot else ("Protests", "Peaceful protest")
    if k.type == "ASSAULT":
        sub = next((SUBS[m] for m in sorted(k.modes) if m in SUBS), None)
        if k.modes & FAR and sub:
            return "Explosions/Remote violence", sub
        armed = {codes.sector(k.first(s)) for s in ("actors", "recipients")} <= {"MIL", "COP", "REB", "UAF"}
        return ("Battles", "Armed clash") if armed else ("Violence against civilians", sub or "Attack")
    if k.type == "COERCE" and "arrest" in k.modes:
        return "Strategic developments", "Arrests"
    return ("Strategic developments", "Agreement") if k.type == "AGREE" else None


def _acled(k: Known) -> dict[str, Any]:
    o, (event, sub) = k.occurrence, _acled_type(k) or ("", "")
    killed = k.number("killed")
    one, two = k.first("actors"), k.first("recipients")
    same_day = o.dated and o.first == o.last
    return {
        "event_id_cnty": o.id,
        "event_date": o.first if same_day else "",
        "year": (o.first or "")[:4],
        "time_precision": 1 if same_day else "",
        "event_type": event,
        "sub_event_type": sub,
        "actor1": _name(one),
        "inter1": _inter(one, event),
        "actor2": _name(two),
        "inter2": _inter(two, ""),
        "country": _country(o.country),
        "location": o.place or "",
        **_coordinates(k),
        "source": "; ".join(k.sources),
        "notes": " / ".join(dict.fromkeys(e.quote for e in k.entries if e.statement.kind == "event")),
        "fatalities": f"{killed.low:.0f}" if killed and killed.low is not None else "",
    }


def _name(actor: Actor | None) -> str:
    return (actor.name or actor.text) if actor else ""


def _inter(actor: Actor | None, event: str) -> int | str:
    """ACLED's kind of actor: 1 state forces, 2 rebels, 5 rioters, 6 protesters, 7 civilians."""
    if event in ("Riots", "Protests"):
        return 5 if event == "Riots" else 6
    found = codes.sector(actor)
    return 1 if found in ("MIL", "COP", "GOV") else 2 if found == "REB" else 7 if found in codes.CIVIL else ""


def _country(code: str | None) -> str:
    found = places.country(code) if code else None
    return found.name if found else code or ""


def _coordinates(k: Known) -> dict[str, Any]:
    """Only of a place that is one: the middle of a country is no place."""
    p = k.place
    return {"latitude": p.latitude, "longitude": p.longitude} if p and k.exact and p.latitude is not None else {}


def ucdp(store: Store, scope: Scope, stream: TextIO) -> None:
    """Violent incidents with at least one dead. Names of unknown sides are XXX; codes that only UCDP can give stay empty."""
    chosen = (k for k in known(store, scope) if k.type == "ASSAULT")
    _written(stream, UCDP, (_ucdp(k, s) for k in chosen if (s := k.number("killed")) and (s.low or s.high or 0) >= 1))


def _ucdp(k: Known, killed: Series) -> dict[str, Any]:
    o = k.occurrence
    low, best, high = low_best_high(killed)
    one, two = k.first("actors"), k.first("recipients")
    state = [codes.sector(x) in codes.STATE for x in (one, two)]
    return {
        "id": o.id,
        "year": (o.first or "")[:4],
        "type_of_violence": (3 if codes.sector(two) in codes.CIVIL else 1 if any(state) else "") if one and two else "",
        "side_a": _name(one) or "XXX",
        "side_b": _name(two) or "XXX",
        "number_of_sources": o.reports,
        "source_article": "; ".join(dict.fromkeys(e.header.url or e.header.id for e in k.entries)),
        "source_office": "; ".join(k.sources),
        "source_date": (k.entries[0].header.published or "")[:10],
        "source_headline": k.entries[0].header.title or "",
        "source_original": "; ".join(dict.fromkeys(t.name or t.voice for t in killed.tracks)),
        "where_prec": WHERE.get(k.place.precision or "", "") if k.place else "",
        "where_coordinates": o.place or "",
        "country": _country(o.country),
        **_coordinates(k),
        "event_clarity": 1,
        "date_start": o.first if o.dated else "",
        "date_end": o.last if o.dated else "",
        "deaths_unknown": best,
        "low": low,
        "best": best,
        "high": high,
    }


def low_best_high(s: Series) -> tuple[int, int, int]:
    """Bounds as three whole numbers: the best is what the last voice says that holds."""
    held = sorted((p for t in s.tracks for p in t.points if p.standing == "holds"), key=lambda p: (p.reported, p.statement))
    low = s.low if s.low is not None else 0.0
    high = s.high if s.high is not None else max([low, *(p.low for p in held if p.low is not None)])
    last = held[-1] if held else None
    best = next((x for x in (last.low, last.high) if x is not None), low) if last else low
    return int(low), int(min(max(best, low), high)), int(high)


def hxl(store: Store, scope: Scope, stream: TextIO) -> None:
    """One row an incident under a row of HXL 1.1 hashtags; numbers with ``+min`` and ``+max``, an open end stays empty."""
    tags, bounds = hxl_columns(), {f"{m} {b}": tag for (m, b), tag in hxl_bounds().items()}
    columns = (*tags, *bounds)
    writer = csv.DictWriter(stream, columns, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerow(tags | bounds)
    writer.writerows(_hxl(k) for k in known(store, scope))


def _hxl(k: Known) -> dict[str, Any]:
    o = k.occurrence
    numbers = {f"{m} {b}": f"{v:g}" for m in hxl_measures() for b, v in _ends(k.number(m)) if v is not None}
    days = {"start": o.first, "end": o.last} if o.dated else {}
    return {"incident": o.id, "type": ", ".join(o.types), **days, "place": o.place or "", "country": o.country or "", **_coordinates(k),
            "reports": o.reports, "voices": o.voices, "source": "; ".join(k.sources), "text": o.quote, **numbers}  # fmt: skip


def _ends(s: Series | None) -> list[tuple[str, float | None]]:
    return [("min", s.low), ("max", s.high)] if s else []
