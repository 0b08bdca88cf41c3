"""Exchange formats: what each holds, and how a store is written in it."""

from collections.abc import Callable
from typing import TextIO

from lagebild.export.flat import as_csv, parquet
from lagebild.export.geo import geojson
from lagebild.export.incidents import acled, hxl, ucdp
from lagebild.export.lines import jsonl, withdrawn
from lagebild.export.plover import plover, polecat
from lagebild.export.webdata import claim_reviews, prov
from lagebild.store import Scope, Store

FORMATS: dict[str, Callable[[Store, Scope, TextIO], None]] = {
    "jsonl": jsonl,
    "csv": as_csv,
    "geojson": geojson,
    "plover": plover,
    "polecat": polecat,
    "acled": acled,
    "ucdp": ucdp,
    "hxl": hxl,
    "prov": prov,
    "claimreview": claim_reviews,
    "withdrawn": withdrawn,
}
FILES = {"parquet": parquet}

__all__ = ["FILES", "FORMATS"]
