"""Build the base map that ships: ``python -m training.basemap --topology countries-50m.json --out lagebild/data/map``.

Source: Natural Earth (public domain) through the npm package world-atlas (ISC licence), whose topology is taken apart into GeoJSON: one
feature a country, with its alpha-3 code; two decimals (about a kilometre) and no point twice in a row.
"""

import argparse
import json
from itertools import accumulate
from pathlib import Path
from typing import Any

import pycountry

from training.meridian import DECIMALS, Point, cut

WITHOUT_NUMBER = {"Kosovo": "XKX"}


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """The lines of a topology in degrees: its numbers are steps on a grid."""
    (x_scale, y_scale), (x_0, y_0) = topology["transform"]["scale"], topology["transform"]["translate"]
    summed = (list(accumulate(arc, lambda a, b: [a[0] + b[0], a[1] + b[1]])) for arc in topology["arcs"])
    return [[(round(x * x_scale + x_0, DECIMALS), round(y * y_scale + y_0, DECIMALS)) for x, y in arc] for arc in summed]


def ring(indices: list[int], arcs: list[list[Point]]) -> list[Point]:
    """One closed line; a negative index is an arc read backwards."""
    points: list[Point] = []
    for i in indices:
        for p in arcs[i] if i >= 0 else reversed(arcs[~i]):
            if not points or points[-1] != p:
                points.append(p)
    return points


def feature(geometry: dict[str, Any], arcs: list[list[Point]]) -> dict[str, Any]:
    """A country; islands that are smaller than the grid fall away."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    made = [part for polygon in polygons for part in cut([r for r in (ring(i, arcs) for i in polygon) if len(r) > 3])]
    name = geometry["properties"]["name"]
    found = pycountry.countries.get(numeric=geometry.get("id", ""))
    code = found.alpha_3 if found else WITHOUT_NUMBER.get(name)
    return {
        "type": "Feature",
        "properties": {"code": code, "name": name},
        "geometry": {"type": "MultiPolygon", "coordinates": made},
    }


def main() -> None:
    """Write countries.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--topology", type=Path, required=True, help="countries-50m.json of world-atlas")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    topology = json.loads(given.topology.read_text(encoding="utf8"))
    arcs = arcs_of(topology)
    found = [feature(g, arcs) for g in topology["objects"]["countries"]["geometries"]]
    found.sort(key=lambda f: (f["properties"]["code"] or "", f["properties"]["name"]))
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in found)
    (given.out / "countries.json").write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', encoding="utf8")


if __name__ == "__main__":
    main()
