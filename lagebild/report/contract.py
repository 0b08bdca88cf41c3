"""Readings as the JSON lines of contract 1 (docs/statements.md)."""

import dataclasses
import json
import re
from typing import Any

from lagebild.crosswalk import contexts_of
from lagebild.statements import Actor, Mention, Period, Phrase, Place, Quantity, Quote, Reading, Statement, Voice
from lagebild.text import Flag, Span

CONTRACT = 1
LONE = re.compile(r"[\ud800-\udfff]")


def to_json(reading: Reading, indent: int | None = None) -> str:
    """One document as JSON text; halves of characters that no encoding can hold are written as escapes."""
    said = json.dumps(to_line(reading), ensure_ascii=False, indent=indent)
    return LONE.sub(lambda m: f"\\u{ord(m.group()):04x}", said)


def to_line(reading: Reading) -> dict[str, Any]:
    """One document as plain data."""
    line: dict[str, Any] = {"contract": CONTRACT, "document": _document(reading)}
    if reading.failure:
        return line | {"error": dataclasses.asdict(reading.failure)}
    return line | {
        "mentions": [_mention(m) for m in reading.mentions],
        "statements": [_statement(s) | _contexts(s, reading.document.language) for s in reading.statements],
        "links": [{"source": x.source, "target": x.target, "type": x.type, **_edges(x.span)} for x in reading.links],
    }


def _edges(span: Span | None) -> dict[str, int | None]:
    return {"start": span.start if span else None, "end": span.end if span else None}


def _document(reading: Reading) -> dict[str, Any]:
    d = reading.document
    published = dataclasses.asdict(d.published) if d.published else None
    text = {"text": d.text} if d.extracted else {}
    return {
        "id": d.id,
        **text,
        "title": d.title,
        "language": d.language,
        "outlet": d.outlet,
        "url": d.url,
        "published": published,
        "flags": [_flag(f) for f in d.flags],
    }


def _flag(flag: Flag) -> dict[str, Any]:
    place = {"start": flag.span.start, "end": flag.span.end} if flag.span else {}
    return {"kind": flag.kind, "message": flag.message, **place}


def _mention(mention: Mention) -> dict[str, Any]:
    return {"kind": mention.kind, **_edges(mention.span), "text": mention.text, "value": _value(mention.value)}


Value = Phrase | Period | Place | Actor | Voice | Quantity | Quote


def _value(value: Value | None) -> dict[str, Any] | None:
    """A record as its object in the contract: ``span`` becomes start and end."""
    if value is None:
        return None
    if isinstance(value, Phrase):
        return {"text": value.text, **_edges(value.span), **({"class": value.kind} if value.kind else {})}
    if isinstance(value, Quantity | Quote):
        return dataclasses.asdict(value)
    data: dict[str, Any] = {
        f.name: getattr(value, f.name) for f in dataclasses.fields(value) if f.name not in ("span", "role", "timezone", "within", "candidates")
    }
    if isinstance(value, Voice):
        data["within"] = _value(value.within)
    if isinstance(value, Period):
        data["candidates"] = [dataclasses.asdict(c) for c in value.candidates] or None
    return data | _edges(value.span)


def _contexts(s: Statement, language: str | None) -> dict[str, list[str]]:
    return {"contexts": contexts_of(s, language)} if s.kind == "event" else {}


def _statement(s: Statement) -> dict[str, Any]:
    plain = {
        k: getattr(s, k)
        for k in ("id", "kind", "type", "mode", "part_of", "total", "formal", "replaces", "certainty", "modality", "confidence", "origin")
    }
    values = {
        k: _value(getattr(s, k))
        for k in ("anchor", "instrument", "quantity", "subject", "holder", "content", "topic", "time", "until", "place", "voice")
    }
    lists = {"actors": [_value(a) for a in s.actors], "recipients": [_value(a) for a in s.recipients], "hedges": [_edges(h) for h in s.hedges]}
    return {**plain, **_edges(s.span), **values, **lists}
