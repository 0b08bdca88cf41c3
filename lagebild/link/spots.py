"""Places for comparing: the same, one within the other, or apart."""

from lagebild.entries import Spot
from lagebild.link.families import WIDE
from lagebild.statements import Place
from lagebild.text import fold


def spot(place: Place | None) -> Spot | None:
    """A place as far as it can be compared."""
    if place is None:
        return None
    return Spot(fold(place.name or place.text), place.geonames, place.country, place.precision)


def same(a: Spot, b: Spot) -> bool:
    """Whether two names mean one place; a name without an id is compared by its letters."""
    if a.geonames is not None and b.geonames is not None:
        return a.geonames == b.geonames
    return a.name == b.name and (a.country is None or b.country is None or a.country == b.country)


def wide(a: Spot) -> bool:
    """Whether it is a stretch of land rather than a place."""
    return a.precision in WIDE


def within(a: Spot, b: Spot) -> bool:
    """Whether one may lie in the other: a wide one of the same country."""
    return (wide(a) or wide(b)) and (a.country is None or b.country is None or a.country == b.country)


def fits(a: Spot | None, b: Spot | None) -> bool:
    """Whether both can be where the same thing happened; an unknown place can be any."""
    return a is None or b is None or same(a, b) or within(a, b)


def finer(a: Spot | None, b: Spot | None) -> Spot | None:
    """The one that says more."""
    if a is None or b is None:
        return a or b
    return b if wide(a) and not wide(b) else a
