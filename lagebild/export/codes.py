"""Code lists of the exchange formats, as far as they are known for sure."""

from lagebild.crosswalk import quads
from lagebild.statements import Actor, Place

QUADS = quads()
RESOLUTION = {"point": 5, "facility": 5, "city": 4, "district": 3, "province": 2, "country": 1}
STATE, CIVIL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG"}), frozenset({"CVL", "JRN", "EDU", "LAB", "REF", "AGR", "BUS", "MED", "REL"})


def country(actor: Actor | None) -> str | None:
    """The country of an actor's code, "KAZ GOV"."""
    return actor.code.split(" ")[0] if actor and actor.code and " " in actor.code else None


def sector(actor: Actor | None) -> str | None:
    """The sector of an actor's code."""
    return actor.code.split(" ")[-1] if actor and actor.code else None


def resolution(place: Place | None) -> int | None:
    """PLOVER's precision: 5 below the city to 1 country."""
    return RESOLUTION.get(place.precision or "") if place else None


def day(said: str | None) -> str | None:
    """The day of a time; None where there is no single one."""
    return said[:10] if said and len(said) >= 10 else None
