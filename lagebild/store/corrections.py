"""Corrections of a statement, field by field. What is printed in the report must stand there: a person rests on its words like any reader."""

import math
import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from lagebild import ontology, places
from lagebild.errors import StoreError
from lagebild.statements import Actor, Period, Phrase, Place, Quantity, Statement, Voice
from lagebild.text import Span

TYPES = {"event": "types", "figure": "measures", "status": "states", "position": "stances", "question": "unknowns"}
EDGES = re.compile(r"\s*;\s*")
Value = Any


@dataclass(frozen=True, slots=True)
class Field:
    """A field that people can correct: how its value is written, which list it is of, and the kinds of statement that have it."""

    form: str
    values: str = ""
    kinds: tuple[str, ...] = ()


EVENT, FIGURE, STATUS, POSITION = ("event",), ("figure",), ("status",), ("position",)
FIELDS = {
    "type": Field("word"),
    "certainty": Field("word", "certainties"),
    "modality": Field("word", "modalities"),
    "mode": Field("word", "modes", EVENT),
    "low": Field("number", kinds=FIGURE),
    "high": Field("number", kinds=FIGURE),
    "approx": Field("flag", kinds=FIGURE),
    "unit": Field("text", kinds=FIGURE),
    "group": Field("phrase", kinds=FIGURE),
    "total": Field("flag", kinds=FIGURE),
    "part_of": Field("id", kinds=FIGURE),
    "anchor": Field("phrase", kinds=("event", "figure")),
    "actors": Field("phrases", kinds=EVENT),
    "recipients": Field("phrases", kinds=EVENT),
    "instrument": Field("phrase", kinds=EVENT),
    "subject": Field("phrase", kinds=STATUS),
    "class": Field("word", "classes", STATUS),
    "holder": Field("phrase", kinds=("status", "position")),
    "formal": Field("flag", kinds=STATUS),
    "content": Field("phrase", kinds=POSITION),
    "replaces": Field("id", kinds=POSITION),
    "topic": Field("phrase", kinds=("question",)),
    "time": Field("time"),
    "until": Field("time", kinds=STATUS),
    "place": Field("phrase"),
    "geonames": Field("number"),
    "voice": Field("phrase"),
    "hedges": Field("phrases"),
    "quote": Field("phrase"),
}


def fields_of(kind: str) -> dict[str, Field]:
    """The fields that statements of a kind have, in a fixed order."""
    return {n: replace(f, values=TYPES[kind]) if n == "type" else f for n, f in FIELDS.items() if not f.kinds or kind in f.kinds}


def parsed(kind: str, said: Mapping[str, str]) -> dict[str, Value]:
    """Values as people write them, checked; nothing at all means that the report does not say.

    Raises:
        StoreError: there is no such field, or the value is none of its form.
    """
    return {name: _parsed(kind, name, words.strip()) for name, words in said.items()}


def _parsed(kind: str, name: str, words: str) -> Value:
    field = _field(kind, name)
    if field.form == "phrases":
        return [p for p in EDGES.split(words) if p]
    if not words:
        return False if name == "approx" else None
    if field.form == "number":
        return _number(name, words)
    if field.form == "flag":
        if words not in ("true", "false"):
            raise StoreError(f"{name} is true or false, not {words}")
        return words == "true"
    return words


def _number(name: str, words: str) -> float:
    try:
        found = float(words)
    except ValueError as error:
        raise StoreError(f"{name} is a number written with digits, not {words}") from error
    if not math.isfinite(found) or found < 0:
        raise StoreError(f"{name} is a number that can count something, not {words}")
    return found


def _field(kind: str, name: str) -> Field:
    known = fields_of(kind)
    if name not in known:
        raise StoreError(f"a {kind} has no field {name}; it has {', '.join(known)}")
    return known[name]


def shown(s: Statement, text: str) -> dict[str, str]:
    """The fields of a statement as people write them."""
    found = {n: _shown(s, n) for n in fields_of(s.kind)}
    return found | {"quote": s.span.of(text)}


def _shown(s: Statement, name: str) -> str:
    if name in ("low", "high", "approx", "unit", "group"):
        value = getattr(s.quantity, name) if s.quantity else None
    elif name == "class":
        value = s.subject.kind if s.subject else None
    elif name == "geonames":
        value = s.place.geonames if s.place else None
    elif name in ("time", "until"):
        return _days(getattr(s, name))
    elif name == "hedges":
        return ""
    else:
        value = getattr(s, name, None)
    return _words(value)


def _words(value: Value) -> str:
    if isinstance(value, tuple):
        return "; ".join(v.text for v in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.15g}"
    return "" if value is None else str(getattr(value, "text", value) or "")


def _days(period: Period | None) -> str:
    if period is None or (period.earliest is None and period.latest is None):
        return ""
    return period.earliest or "" if period.earliest == period.latest else f"{period.earliest or ''}/{period.latest or ''}"


def corrected(s: Statement, values: Mapping[str, Value], text: str) -> Statement:
    """A statement with some fields as a person says.

    Raises:
        StoreError: a field or value that there is not, or words that the report does not print.
    """
    if "quote" in values:
        s = replace(s, span=find(text, str(values["quote"] or ""), s.span))
    for name in FIELDS:
        if name in values and name != "quote":
            _field(s.kind, name)
            s = SETTERS.get(name, _plain)(s, name, values[name], text)
    return s


def _with(s: Statement, name: str, value: Value) -> Statement:
    changed: dict[str, Any] = {name: value}
    return replace(s, **changed)


def find(text: str, words: str, near: Span) -> Span:
    """Where words stand in a text, nearest to a span.

    Raises:
        StoreError: they do not stand there.
    """
    places_ = [m.start() for m in re.finditer(re.escape(words), text)] if words else []
    if not places_:
        raise StoreError(f"the report does not print {words!r}; give words exactly as they stand there")
    start = min(places_, key=lambda at: (0 if near.start <= at < near.end else min(abs(at - near.start), abs(at - near.end)), at))
    return Span(start, start + len(words))


def _phrase(s: Statement, value: Value, text: str, kind: str | None = None) -> Phrase | None:
    return Phrase(str(value), find(text, str(value), s.span), kind) if value else None


def _plain(s: Statement, name: str, value: Value, text: str) -> Statement:
    values = fields_of(s.kind)[name].values
    if values and value is not None and value not in ontology.values(values):
        raise StoreError(f"{name} is one of {', '.join(ontology.values(values))}, not {value}")
    if value is None and name in ("type", "certainty", "modality"):
        raise StoreError(f"{name} must be one of {', '.join(ontology.values(values))}")
    return _with(s, name, value)


def _set_quantity(s: Statement, name: str, value: Value, text: str) -> Statement:
    quantity = s.quantity or Quantity(None, None)
    if name == "group" and value:
        find(text, str(value), s.span)
    if name in ("low", "high") and value is not None:
        value = float(value)
    changed: dict[str, Any] = {name: value}
    return replace(s, quantity=replace(quantity, **changed))


def _set_phrase(s: Statement, name: str, value: Value, text: str) -> Statement:
    kind = s.subject.kind if name == "subject" and s.subject else None
    return _with(s, name, _phrase(s, value, text, kind))


def _set_class(s: Statement, name: str, value: Value, text: str) -> Statement:
    if s.subject is None or value not in ontology.values("classes"):
        raise StoreError(f"a subject's class is one of {', '.join(ontology.values('classes'))}")
    return replace(s, subject=replace(s.subject, kind=value))


def _set_actors(s: Statement, name: str, value: Value, text: str) -> Statement:
    known = {a.text: a for a in getattr(s, name)}
    return _with(s, name, tuple(known.get(w) or Actor(w, find(text, w, s.span)) for w in value or ()))


def _set_hedges(s: Statement, name: str, value: Value, text: str) -> Statement:
    return replace(s, hedges=tuple(find(text, w, s.span) for w in value or ()))


def _set_voice(s: Statement, name: str, value: Value, text: str) -> Statement:
    if not value:
        return replace(s, voice=None)
    if s.voice and s.voice.text == value:
        return s
    return replace(s, voice=Voice(str(value), "speaker", find(text, str(value), s.span)))


def _set_place(s: Statement, name: str, value: Value, text: str) -> Statement:
    if not value:
        return replace(s, place=None)
    if s.place and s.place.text == value:
        return s
    span, known = find(text, str(value), s.span), places.lookup(str(value))
    return replace(s, place=_located(Place(str(value), span, str(value)), known[0] if len(known) == 1 else None))


def _set_geonames(s: Statement, name: str, value: Value, text: str) -> Statement:
    if s.place is None:
        raise StoreError("a GeoNames id needs a place that it is of")
    if value is None:
        return replace(s, place=Place(s.place.text, s.place.span, s.place.text))
    known = [k for words in (s.place.text, s.place.name or "") for k in places.lookup(words) if k.geonames == int(value)]
    return replace(s, place=replace(_located(s.place, known[0]) if known else Place(s.place.text, s.place.span, s.place.name), geonames=int(value)))


def _located(place: Place, known: places.Known | None) -> Place:
    if known is None:
        return place
    kind = "facility" if known.kind == "airport" else known.kind
    return Place(place.text, place.span, known.name, known.geonames, known.latitude, known.longitude, known.country, kind, timezone=known.timezone)


def _set_time(s: Statement, name: str, value: Value, text: str) -> Statement:
    if not value:
        return _with(s, name, None)
    old: Period | None = getattr(s, name)
    first, _, last = str(value).partition("/")
    earliest, latest = _bound(first, False), _bound(last if "/" in str(value) else first, True)
    if earliest and latest and earliest[:10] > latest[:10]:
        raise StoreError(f"{name} begins after it ends: {value}")
    span = old.span if old else Span(s.span.start, s.span.start)
    return _with(s, name, Period(old.text if old else "", span, earliest, latest, "day" if earliest == latest else None))


def _bound(said: str, end: bool) -> str | None:
    """One end of a time: a day or a moment as written, the first or last day of a month or year."""
    if not said:
        return None
    try:
        if len(said) in (4, 7):
            month = int(said[5:] or (12 if end else 1))
            return date(int(said[:4]), month, monthrange(int(said[:4]), month)[1] if end else 1).isoformat()
        return date.fromisoformat(said).isoformat() if len(said) == 10 else datetime.fromisoformat(said).isoformat()
    except ValueError as error:
        raise StoreError(f"a time is written 2031-03-01, 2031-03-01T18:00 or 2031-03-01/2031-03-03, not {said}") from error


Setter = Callable[[Statement, str, Value, str], Statement]
SETTERS: dict[str, Setter] = {
    **dict.fromkeys(("low", "high", "approx", "unit", "group"), _set_quantity),
    **dict.fromkeys(("anchor", "instrument", "subject", "holder", "content", "topic"), _set_phrase),
    **dict.fromkeys(("actors", "recipients"), _set_actors),
    **dict.fromkeys(("time", "until"), _set_time),
    "class": _set_class,
    "hedges": _set_hedges,
    "voice": _set_voice,
    "place": _set_place,
    "geonames": _set_geonames,
}
