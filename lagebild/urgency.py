"""How much a statement deserves a second look: how far it may be wrong, times how much hangs on it. Weights: ``data/ontology/review.yaml``."""

import math
from collections.abc import Iterable

from lagebild import ontology
from lagebild.statements import Statement

MOST = 6


def urgency(statement: Statement, doubts: Iterable[str] = (), contested: bool = False) -> float:
    """From 0 (nothing hangs on it, or it is sure) to 1.

    Args:
        statement: what is said.
        doubts: names of further doubts, from what stands around it.
        contested: whether voices give numbers or states that cannot both be right.
    """
    return round(doubt(statement, doubts) * weight(statement, contested), 4)


def doubt(statement: Statement, further: Iterable[str] = ()) -> float:
    """How far a statement may be wrong, each doubt counted as independent of the others."""
    known = ontology.load("review")["doubts"]
    right = 1.0 - (known["kind"].get(statement.kind, 0.3) if statement.confidence is None else 1.0 - statement.confidence)
    return float(1.0 - right * math.prod(1.0 - known[name] for name in [*doubts_of(statement), *further]))


def doubts_of(s: Statement) -> list[str]:
    """Names of the doubts that a statement carries in itself."""
    bounds = (s.quantity.low, s.quantity.high) if s.quantity else (0.0, 0.0)
    found = {
        "place-unknown": s.place is not None and s.place.geonames is None and s.place.latitude is None,
        "time-open": s.time is None or (s.time.earliest is None and s.time.latest is None),
        "time-several": s.time is not None and len(s.time.candidates) > 1,
        "voice-unnamed": s.voice is not None and s.voice.text is None,
        "not-actual": s.modality != "actual",
        "doubted": s.certainty != "stated",
        "bounds-open": None in bounds,
    }
    return [name for name, holds in found.items() if holds]


def weight(s: Statement, contested: bool = False) -> float:
    """How much hangs on a statement: its type, its number, and whether voices contest it."""
    known = ontology.load("review")["weights"]
    types = known.get(s.kind, {})
    base = types.get(s.type, types.get("default", 0.2))
    number = max((n for n in (s.quantity.low, s.quantity.high) if n is not None), default=0.0) if s.quantity else 0.0
    size = known["size"] * min(1.0, math.log10(max(1.0, number)) / MOST)
    return float((base * (1.0 + size) + (known["contested"] if contested else 0.0)) / (1.0 + known["size"] + known["contested"]))
