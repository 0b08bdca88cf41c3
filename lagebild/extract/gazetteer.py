"""Which place a name means: by countries and provinces named nearby, other places of the document, and size; no guess between equals."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lagebild import packs
from lagebild.extract.countries import named
from lagebild.extract.inflection import base_forms
from lagebild.extract.lexicon import word_set
from lagebild.places import Known, distance, lookup
from lagebild.text import fold

CLEAR = 0.3
SAME = 60.0
NEAR = 200.0
LARGE = 100_000
OWN = 1.2
TOWN = 15_000
SHARE = 0.08


@dataclass(frozen=True)
class Scene:
    """What a document names for sure: countries, provinces (country and admin1 code) and places."""

    countries: frozenset[str]
    provinces: frozenset[tuple[str | None, str]]
    places: tuple[Known, ...]


def candidates(name: str, language: str) -> tuple[Known, ...]:
    """What a name may mean; inflected forms by the pack's endings."""
    sure = named(name, language)
    found = (sure,) if sure else _inflected(exonym(name, language), language)
    for ending in sorted(word_set(language, "places", "endings"), key=len):
        if not found and name.endswith(ending) and len(name) > len(ending) + 2:
            base = name[: -len(ending)]
            sure = named(base, language)
            found = (sure,) if sure else lookup(base)
    return tuple(k for k in found if k.kind != "airport")


def exonym(name: str, language: str) -> str:
    """What the gazetteer calls a place that the pack knows by another name, in any of its forms."""
    known = _exonyms(language) if language in packs.folders() else {}
    return next((known[f] for form in base_forms(name, language) if (f := fold(form)) in known), name) if known else name


@lru_cache(maxsize=16)
def _exonyms(language: str) -> dict[str, str]:
    return {fold(str(name)): str(own) for name, own in (packs.load(language, "places").get("exonyms") or {}).items()}


def _inflected(name: str, language: str) -> tuple[Known, ...]:
    """What a name and its base forms mean, the most populous first; what is called so as printed before what is not."""
    printed, *others = (lookup(form) for form in base_forms(name, language))
    if any(k.population > LARGE for k in printed):
        return printed
    found = dict.fromkeys(k for known in others for k in known if k.kind != "airport" and k not in printed)
    return (*printed, *sorted(found, key=lambda k: -k.population))


def clear(options: tuple[Known, ...]) -> Known | None:
    """What a name means without any context: the only one, a country, or one ten times as large as the rest."""
    if not options:
        return None
    first = options[0]
    rest = [k for k in options[1:] if distance(first, k) > SAME]
    if not rest or first.kind in ("country", "region"):
        return first if first.kind != "country" or not any(k.kind == "province" for k in rest) else None
    return first if first.population > 10 * max(k.population for k in rest) and first.population > 100_000 else None


def scene(names: Iterable[tuple[Known, ...]], also: Iterable[str] = ()) -> Scene:
    """What the names of a document that need no context say; ``also`` are countries by adjective."""
    sure = [k for k in (clear(options) for options in names) if k]
    provinces = {(k.country, k.admin1 or "") for k in sure if k.kind == "province"}
    return Scene(frozenset([*also, *(k.country for k in sure if k.country)]), frozenset(provinces), tuple(sure))


def weight(known: Known, about: Scene, inside: Known | None, name: str = "") -> float:
    """How much speaks for a candidate; ``inside`` is the province or country named right behind it, ``name`` what it is called there."""
    size = math.log10(known.population + 10)
    size += {"country": 1.5, "region": 1.5, "province": 0.3}.get(known.kind, 0.0)
    size += 1.2 * (known.country in about.countries) + 2.0 * (known.kind != "province" and (known.country, known.admin1 or "") in about.provinces)
    if known.kind == "city" and fold(known.name) == fold(name):
        size += OWN if known.population > TOWN else OWN / 3
    near = any(p.kind == "city" and p is not known and distance(p, known) < NEAR for p in about.places)
    return size + 1.0 * near + (5.0 if inside and _within(known, inside) else 0.0)


def _within(known: Known, inside: Known) -> bool:
    if inside.kind == "province":
        return (known.country, known.admin1) == (inside.country, inside.admin1) and known is not inside
    return inside.kind == "country" and known.country == inside.country and known is not inside


def choose(options: tuple[Known, ...], about: Scene, inside: Known | None, name: str = "") -> tuple[Known | None, float]:
    """The one place that fits best with its share of the weight; none where two fit about equally."""
    ranked = sorted(((weight(k, about, inside, name), i, k) for i, k in enumerate(options)), key=lambda r: (-r[0], r[1]))
    if not ranked:
        return None, 0.0
    best, chosen = ranked[0][0], _town(ranked[0][2], options)
    rivals = [w for w, _, k in ranked[1:] if _elsewhere(k, ranked[0][2])]
    if rivals and best - rivals[0] < CLEAR and ranked[0][2].kind not in ("country", "region"):
        return None, 0.0
    share = 1.0 / (1.0 + sum(10 ** (w - best) for w in rivals[:5]))
    return chosen, round(share, 3)


def _elsewhere(known: Known, best: Known) -> bool:
    """Whether two candidates are different places: not a town and the province or country that it lies in."""
    inside = "province" in (known.kind, best.kind) and (known.country, known.admin1) == (best.country, best.admin1)
    return distance(known, best) > SAME and known.kind != "country" and not inside


def _town(chosen: Known, options: tuple[Known, ...]) -> Known:
    """A province means the city of its name, unless that is a small part of it."""
    towns = [k for k in options if k.kind == "city" and k.country == chosen.country and k.admin1 == chosen.admin1]
    large = [k for k in towns if chosen.kind == "province" and k.population > SHARE * chosen.population]
    return large[0] if large else chosen
