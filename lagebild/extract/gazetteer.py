"""Which place a name means: by countries and provinces named nearby, other places of the document, and size; no guess between equals."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from lagebild.extract.countries import named
from lagebild.extract.inflection import base_forms
from lagebild.extract.lexicon import word_set
from lagebild.places import Known, distance, lookup

CLEAR = 0.3
SAME = 60.0
NEAR = 200.0
LARGE = 100_000


@dataclass(frozen=True)
class Scene:
    """What a document names for sure: countries, provinces (country and admin1 code) and places."""

    countries: frozenset[str]
    provinces: frozenset[tuple[str | None, str]]
    places: tuple[Known, ...]


def candidates(name: str, language: str) -> tuple[Known, ...]:
    """What a name may mean; inflected forms by the pack's endings."""
    sure = named(name, language)
    found = (sure,) if sure else _inflected(name, language)
    for ending in sorted(word_set(language, "places", "endings"), key=len):
        if not found and name.endswith(ending) and len(name) > len(ending) + 2:
            base = name[: -len(ending)]
            sure = named(base, language)
            found = (sure,) if sure else lookup(base)
    return tuple(k for k in found if k.kind != "airport")


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


def weight(known: Known, about: Scene, inside: Known | None) -> float:
    """How much speaks for a candidate; ``inside`` is the province or country named right behind it."""
    size = math.log10(known.population + 10)
    size += {"country": 1.5, "region": 1.5, "province": 0.3}.get(known.kind, 0.0)
    size += 1.2 * (known.country in about.countries) + 2.0 * (known.kind != "province" and (known.country, known.admin1 or "") in about.provinces)
    near = any(p.kind == "city" and p is not known and distance(p, known) < NEAR for p in about.places)
    return size + 1.0 * near + (5.0 if inside and _within(known, inside) else 0.0)


def _within(known: Known, inside: Known) -> bool:
    if inside.kind == "province":
        return (known.country, known.admin1) == (inside.country, inside.admin1) and known is not inside
    return inside.kind == "country" and known.country == inside.country and known is not inside


def choose(options: tuple[Known, ...], about: Scene, inside: Known | None) -> tuple[Known | None, float]:
    """The one place that fits best with its share of the weight; none where two fit about equally."""
    ranked = sorted(((weight(k, about, inside), i, k) for i, k in enumerate(options)), key=lambda r: (-r[0], r[1]))
    if not ranked:
        return None, 0.0
    best, chosen = ranked[0][0], _town(ranked[0][2], options)
    rivals = [w for w, _, k in ranked[1:] if distance(k, ranked[0][2]) > SAME and k.kind != "country"]
    if rivals and best - rivals[0] < CLEAR and ranked[0][2].kind not in ("country", "region"):
        return None, 0.0
    share = 1.0 / (1.0 + sum(10 ** (w - best) for w in rivals[:5]))
    return chosen, round(share, 3)


def _town(chosen: Known, options: tuple[Known, ...]) -> Known:
    """A province that is little more than the city of its name means the city."""
    towns = [k for k in options if k.kind == "city" and k.country == chosen.country and k.admin1 == chosen.admin1]
    large = [k for k in towns if chosen.kind == "province" and k.population > 0.25 * chosen.population]
    return large[0] if large else chosen
