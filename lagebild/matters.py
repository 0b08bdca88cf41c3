"""What a statement adds to over time: the thing whose state it gives, or the holder whose view it is."""

from lagebild.statements import Statement
from lagebild.text import digest, fold

ALONE = frozenset({"airport", "airspace", "internet", "phone", "power", "water", "gas", "port", "border"})
Thing = tuple[str, str, str]


def thing(s: Statement) -> Thing:
    """What a status is about: its class and place, and its words where a place may have many of the class."""
    kind = (s.subject.kind if s.subject else None) or "other"
    place = str(s.place.geonames or fold(s.place.name or s.place.text)) if s.place else ""
    words = fold(s.subject.text) if s.subject else ""
    return kind, place, "" if kind in ALONE and place else words


def matter(s: Statement) -> str | None:
    """A hash that is the same for all states of one thing, and for all views of one holder; None for other statements."""
    if s.kind == "status":
        return digest("status", *thing(s))
    return digest("position", fold(s.holder.text)) if s.kind == "position" and s.holder else None
