"""Changes and statements in the words of the reader's language."""

from collections.abc import Mapping
from types import MappingProxyType

from lagebild.picture import Change, Occurrence
from lagebild.statements import Statement
from lagebild.web.interface import Interface


def change(found: Change, i: Interface, incidents: Mapping[str, Occurrence] = MappingProxyType({})) -> str:
    """What changed: "killed Menschen: 3 → 5"; a number with its incident, if it is among these."""
    before, after = (_value(x, i) for x in (found.before, found.after))
    values = f"{before} → {after}" if before and after else after or before
    said = ": ".join(p for p in (_key(found, i), values) if p)
    told = incidents.get(incident_of(found) or "") if found.kind == "figure" else None
    return f"{said} ({i.head(told)})" if told else said


def incident_of(found: Change) -> str | None:
    """The incident that changed, or whose number did."""
    if found.kind == "figure":
        return found.key.split(" ", 1)[0]
    return found.after.id if isinstance(found.after, Occurrence) else None


def _key(found: Change, i: Interface) -> str:
    if found.kind == "figure":
        _, measure, *group = found.key.split(" ", 2)
        return " ".join([i.label("measures", measure), *group])
    return i.head(found.after) if isinstance(found.after, Occurrence) else found.key


def _value(value: object, i: Interface) -> str:
    if isinstance(value, Occurrence):
        return value.quote
    if isinstance(value, dict):
        if "low" in value:
            return i.amount(value["low"], value["high"])
        states = {k: i.label("states", v) for k, v in value.items() if v}
        return ", ".join(f"{i.words['officially']} {v}" if k == "official" else v for k, v in states.items())
    return "" if value is None else str(value)


GROUPS = {"figure": "measures", "status": "states", "event": "acts", "position": "stances", "question": "unknowns"}


def head(s: Statement, i: Interface) -> str:
    """What a statement says, in a few words: "≥ 1.000 Verletzte"."""
    kind = i.label(GROUPS[s.kind], s.type)
    if s.kind == "figure" and s.quantity:
        return f"{i.amount(s.quantity.low, s.quantity.high, s.quantity.approx)} {kind}"
    if s.kind == "status":
        formal = f"{i.words['officially']} " if s.formal else ""
        return f"{s.subject.text if s.subject else '?'}: {formal}{kind}"
    if s.kind == "position" and s.holder:
        return f"{s.holder.text}: {kind}"
    return f"{kind}: {s.anchor.text}" if s.kind == "event" and s.anchor else kind
