"""The notation in which reports are annotated: spans in brackets, labels behind bars (training/reports/README.md)."""

import re
from dataclasses import dataclass, field
from typing import Any

from lagebild.errors import DataError
from lagebild.packs import load
from lagebild.statements import MODALITIES

LABELS = load("en", "labels")
CLASSES = {*load("en", "statuses")["classes"], "other"}
TYPES = {act.lower(): act for act in LABELS["acts"]}
GROUND = {"PROTEST", "MOBILIZE", "COERCE", "ASSAULT", "HAZARD", "AID", "RETREAT"}
KEYS = {"a": "actor", "r": "recipient", "p": "place", "d": "date", "v": "voice", "g": "group", "h": "holder", "s": "subject"} | {
    key: key for key in ("of", "same", "from")
}
FIGURE = re.compile(r"(~?)(?:(\S*)\.\.(\S*)|(\S+))")


@dataclass(slots=True)
class Span:
    """A bracketed stretch: half-open in the plain text, its labels, and what the brackets around it say."""

    start: int
    end: int = 0
    labels: list[dict[str, Any]] = field(default_factory=list)
    around: dict[str, Any] = field(default_factory=dict)


def strip(marked: str) -> tuple[str, list[Span]]:
    """The plain text and its spans, in the order in which they begin."""
    parts: list[str] = []
    spans: list[Span] = []
    opened: list[Span] = []
    size = at = 0
    for match in re.finditer(r"\[|\|([^\[\]]*)\]|\]", marked):
        plain, at = marked[at : match.start()], match.end()
        parts.append(plain)
        size += len(plain)
        if match[0] == "[":
            opened.append(Span(size))
            spans.append(opened[-1])
        else:
            close(opened, size, match[1])
    if opened:
        raise DataError("a bracket is never closed")
    return "".join(parts) + marked[at:], spans


def close(opened: list[Span], size: int, labels: str | None) -> None:
    """End the innermost span with its labels."""
    if not opened or not labels:
        raise DataError("a bracket closes without labels, or was never opened")
    span = opened.pop()
    span.end, span.labels = size, [label(text) for text in labels.split("|")]


def scopes(spans: list[Span]) -> None:
    """What a bracket without a kind says holds for all brackets in it that do not say otherwise."""
    for outer in spans:
        for said in outer.labels:
            if "kind" not in said:
                for inner in spans:
                    if outer.start <= inner.start and inner.end <= outer.end:
                        inner.around |= said


def label(text: str) -> dict[str, Any]:
    """`killed 3; v=Polizei; ?` as fields; a label without a kind is a scope."""
    first, *rest = (part.strip() for part in text.split(";"))
    fields = kind(first) if "=" not in first and first not in ("?", *MODALITIES) else option(first)
    for part in rest:
        fields |= option(part)
    return fields


def option(part: str) -> dict[str, Any]:
    """One of `?`, a modality, or key=value; `-` takes a default away."""
    if part == "?":
        return {"hedged": True}
    if part in MODALITIES:
        return {"modality": part}
    key, found, value = part.partition("=")
    if not found or key not in KEYS:
        raise DataError(f"unknown option {part!r}")
    return {KEYS[key]: None if value == "-" else value}


def kind(first: str) -> dict[str, Any]:
    """The first part of a label: a figure, an event, a status or a position."""
    word, _, more = first.partition(" ")
    if word in TYPES and not more:
        return {"kind": "events", "type": TYPES[word]}
    if word in LABELS["stances"] and not more:
        return {"kind": "positions", "stance": word}
    if word in CLASSES and more in LABELS["states"]:
        return {"kind": "statuses", "class": word, "state": more}
    if word in LABELS["measures"] and (match := FIGURE.fullmatch(more)):
        return {"kind": "figures", "measure": word} | bounds(match)
    raise DataError(f"no such label: {first!r}")


def bounds(match: re.Match[str]) -> dict[str, Any]:
    """`13`, `~2000`, `20..`, `..50`, `20..30` as low, high, approx."""
    low, high = (match[4], match[4]) if match[4] else (match[2], match[3])
    return {"low": number(low), "high": number(high), "approx": bool(match[1])}


def number(text: str) -> int | float | None:
    """The number, whole where it is."""
    try:
        return None if not text else float(text) if "." in text else int(text)
    except ValueError:
        raise DataError(f"not a number: {text!r}") from None
