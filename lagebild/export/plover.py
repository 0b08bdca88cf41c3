"""PLOVER as JSON lines, and POLECAT's table of 40 columns: one event each. HAZARD is no type of theirs and is left out."""

import csv
import json
from typing import Any, TextIO

from lagebild.crosswalk import contexts_of
from lagebild.entries import Entry
from lagebild.export import codes
from lagebild.export.source import Told, events
from lagebild.statements import Actor, Mention
from lagebild.store import Scope, Store
from lagebild.text import around

SIZES = {"killed": "dead", "injured": "injured", "arrested": "arrested"}
POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name", "Actor Country", "Actor COW",
    "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country",
    "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename",
    "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date",
    "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip


def plover(store: Store, scope: Scope, stream: TextIO) -> None:
    """One JSON object an event."""
    for doc, e in events(store, scope):
        if e.statement.type in codes.QUADS:
            stream.write(json.dumps(record(doc, e), ensure_ascii=False) + "\n")


def record(doc: Told, e: Entry) -> dict[str, Any]:
    """An event in PLOVER's fields; what is not known is null."""
    s, h, t = e.statement, e.header, e.statement.time
    return {
        "id": f"{doc.key}-{s.id}",
        "has_event": True,
        "date": codes.day(t.earliest) if t else None,
        "time": t.earliest[11:16] if t and t.earliest and t.precision in ("minute", "hour") else None,
        "enddate": codes.day(t.latest) if t else None,
        "endtime": None,
        "actor": [_entity(a) for a in s.actors],
        "recipient": [_entity(a) for a in s.recipients],
        "event": s.type,
        "event_loc": _location(e),
        "event_text": s.anchor.text if s.anchor else e.quote,
        "quad_code": codes.QUADS[s.type],
        "mode": s.mode,
        "context": contexts_of(s, h.language),
        "size": _size(doc, e),
        "link": doc.incident.get(s.id),
        "text": around(doc.document.text, s.span),
        "text_info": {"start": s.span.start, "end": s.span.end},
        "cite_info": {"citation": h.id, "url": h.url, "title": h.title, "language": h.language, "publication": h.outlet, "date": h.published},
        "comment": f"certainty {s.certainty}; origin {s.origin}",
    }


def _entity(a: Actor) -> dict[str, Any]:
    return {"code": codes.country(a), "sector": codes.sector(a), "entity_text": a.text, "identifier_text": a.name}


def _location(e: Entry) -> dict[str, Any] | None:
    p = e.statement.place
    if p is None:
        return None
    return {"extracted_place": p.text, "resolved_place": p.name, "geonameid": p.geonames, "lat": p.latitude, "lon": p.longitude,
            "country_code": p.country, "resolution": codes.resolution(p)}  # fmt: skip


def _size(doc: Told, e: Entry) -> dict[str, float]:
    """Lowest numbers that the same report gives for the same happening, parts left out."""
    mine = doc.incident.get(e.statement.id)
    found: dict[str, float] = {}
    for x in doc.entries:
        s = x.statement
        if s.type in SIZES and s.kind == "figure" and s.quantity and s.quantity.low is not None and not s.part_of and mine == doc.incident.get(s.id):
            found[SIZES[s.type]] = max(found.get(SIZES[s.type], 0.0), s.quantity.low)
    return found if mine else {}


def polecat(store: Store, scope: Scope, stream: TextIO) -> None:
    """A table with tabs, one line an event; what is not known stays empty."""
    writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
    writer.writerow(POLECAT)
    for doc, e in events(store, scope):
        if e.statement.type in codes.QUADS:
            found = _columns(doc, e)
            writer.writerow([found.get(c) for c in POLECAT])


def _columns(doc: Told, e: Entry) -> dict[str, Any]:
    s, h, p = e.statement, e.header, e.statement.place
    named = [m for m in doc.mentions if m.kind == "actor"]
    return {
        "Event ID": f"{doc.key}-{s.id}",
        "Event Date": codes.day(s.time.earliest) if s.time else None,
        "Event Type": s.type,
        "Event Mode": s.mode,
        "Quad Code": codes.QUADS[s.type],
        "Contexts": "; ".join(contexts_of(s, h.language)),
        **_side("Actor", s.actors),
        **_side("Recipient", s.recipients),
        **({"Placename": p.name, "City": p.name if p.precision == "city" else None, "Country": p.country, "Latitude": p.latitude,
            "Longitude": p.longitude, "GeoNames ID": p.geonames, "Raw Placename": p.text} if p else {}),
        "Source": h.outlet,
        "Publication Date": codes.day(h.published),
        "Story Organizations": "; ".join(_names(named)),
        "Story Locations": "; ".join(_names([m for m in doc.mentions if m.kind == "place"])),
        "Language": h.language,
    }  # fmt: skip


def _side(side: str, actors: tuple[Actor, ...]) -> dict[str, Any]:
    first = actors[0] if actors else None
    return {
        f"{side} Name": first.name if first else None,
        f"{side} Country": codes.country(first),
        f"Primary {side} Sector": codes.sector(first),
        f"{side} Sectors": "; ".join(x for x in (codes.sector(a) for a in actors) if x),
        f"{side} Name Raw": "; ".join(a.text for a in actors),
    }


def _names(mentions: list[Mention]) -> list[str]:
    return sorted({str(getattr(m.value, "name", None) or m.text) for m in mentions})
