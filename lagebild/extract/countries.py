"""Words for countries and regions: names, adjectives, inhabitants of a pack."""

from functools import lru_cache
from typing import Any

from lagebild import packs
from lagebild.extract.inflection import base_forms
from lagebild.places import Known, country, lookup
from lagebild.text import fold


@lru_cache(maxsize=16)
def _words(language: str, key: str, endings: str) -> dict[str, str]:
    """Every form of the words under a key, folded, with its country."""
    pack = packs.load(language, "countries")
    forms = pack.get(endings) or [""]
    rows = [(code, fold(f"{word}{ending}")) for code, row in pack["countries"].items() for word in row.get(key) or [] for ending in forms]
    return {form: code for code, form in reversed(rows)}


@lru_cache(maxsize=16)
def _regions(language: str) -> dict[str, Known]:
    rows = packs.load(language, "countries").get("regions") or []
    return {fold(n): _region(r) for r in rows for n in r["names"]}


def _region(row: dict[str, Any]) -> Known:
    latitude, longitude = row["at"]
    return Known(row.get("geonames"), "region", row["name"], latitude, longitude, row.get("country"), None, 0, None)


@lru_cache(maxsize=20_000)
def named(name: str, language: str) -> Known | None:
    """The country or region that a name means for sure, in any of its forms."""
    return next((k for form in base_forms(name, language) if (k := _named(fold(form), language))), None)


def _named(folded: str, language: str) -> Known | None:
    code = _words(language, "names", "").get(folded)
    return (country(code) if code else None) or _regions(language).get(folded)


def adjective(form: str, language: str) -> str | None:
    """The country that an adjective is made of: "kasachischen", "Kazakh"."""
    return _words(language, "adjectives", "adjective_endings").get(fold(form))


def people(form: str, language: str) -> str | None:
    """The country whose inhabitants a noun means: "Kasachen", "Kazakhs"; without a capital only where the pack says so."""
    if not form[:1].isupper() and not packs.load(language, "countries").get("people_lower"):
        return None
    return _words(language, "people", "people_endings").get(fold(form))


@lru_cache(maxsize=20_000)
def country_of(form: str, language: str) -> str | None:
    """The country that any word names: adjective, inhabitants or the country itself."""
    sure = named(form, language)
    if sure:
        return sure.country
    own = next((k for k in lookup(form) if k.kind == "country"), None) if form[:1].isupper() else None
    return adjective(form, language) or people(form, language) or (own.country if own else None)
