"""GeoJSON: statements at places. A wide place has no point: the middle of a country is nowhere in particular."""

import json
from collections.abc import Iterator
from typing import Any, TextIO

from lagebild.export.flat import row
from lagebild.export.source import told
from lagebild.store import Scope, Store

FINE = frozenset({"point", "facility", "city", "district"})
DROPPED = ("latitude", "longitude")


def geojson(store: Store, scope: Scope, stream: TextIO) -> None:
    """A FeatureCollection (RFC 7946) of all statements that name a place."""
    stream.write('{"type": "FeatureCollection", "features": [')
    for n, feature in enumerate(_features(store, scope)):
        stream.write((",\n" if n else "\n") + json.dumps(feature, ensure_ascii=False))
    stream.write("\n]}\n")


def _features(store: Store, scope: Scope) -> Iterator[dict[str, Any]]:
    for doc in told(store, scope):
        for e in doc.entries:
            found = row(e, doc.incident.get(e.statement.id))
            if found["place"]:
                yield {"type": "Feature", "id": f"{doc.key}-{e.statement.id}", "geometry": _point(found), "properties": _properties(found)}


def _point(found: dict[str, Any]) -> dict[str, Any] | None:
    if found["place_precision"] not in FINE or found["latitude"] is None or found["longitude"] is None:
        return None
    return {"type": "Point", "coordinates": [found["longitude"], found["latitude"]]}


def _properties(found: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in found.items() if v is not None and k not in DROPPED}
