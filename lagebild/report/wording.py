"""Statements in the words of a reader: numbers with their bounds, days, types, voices, in the document's language."""

from bisect import bisect_right
from typing import Any

from lagebild import packs
from lagebild.statements import Period, Quantity, Reading, Statement

Labels = dict[str, Any]
SECTIONS = (("figure", "figures"), ("status", "statuses"), ("event", "events"), ("position", "positions"), ("question", "questions"))
TYPES = {"figure": "measures", "status": "states", "event": "acts", "position": "stances", "question": "unknowns"}
QUOTE = 90


def labels_for(language: str | None) -> Labels:
    """The words of the picture, in the document's language where its pack has them."""
    return packs.load(language if language in packs.languages() and language else "en", "labels")


def number(value: float, labels: Labels) -> str:
    """A number as the language writes it: "1.000", "2,5"."""
    whole = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")
    return whole.translate({ord(","): labels["thousands"], ord("."): labels["decimal"]})


def amount(quantity: Quantity | None, labels: Labels) -> str:
    """A quantity with its bounds: "≥ 1.000", "≤ 50", "20–30", "≈ 2.000"."""
    if quantity is None:
        return ""
    low, high = quantity.low, quantity.high
    about = "≈ " if quantity.approx else ""
    if low is not None and high is not None:
        return about + (number(low, labels) if low == high else f"{number(low, labels)}–{number(high, labels)}")
    if low is not None:
        return f"≥ {number(low, labels)}"
    return f"≤ {number(high, labels)}" if high is not None else ""


def when(period: Period | None, labels: Labels) -> str:
    """The words of a time, and the day that they mean if it is one."""
    if period is None:
        return ""
    said = " ".join(period.text.split())
    first, last = (period.earliest or "")[:10], (period.latest or "")[:10]
    if len(first) != 10:
        return said
    ends = day(first, labels) if first == last else f"{day(first, labels)} – {day(last, labels) if last else '…'}"
    return said if ends in said else f"{said} ({ends})"


def day(iso: str, labels: Labels) -> str:
    """A day as the language writes it."""
    year, month, number_ = iso.split("-")
    return str(labels["date"]).format(year=year, month=month, day=number_)


def head(s: Statement, labels: Labels) -> str:
    """What a statement says, in a few words: "≥ 1.000 Verletzte"."""
    kind = labels[TYPES[s.kind]].get(s.type, s.type)
    if s.kind == "figure":
        return f"{amount(s.quantity, labels)} {kind}".strip()
    if s.kind == "status":
        subject = " ".join(s.subject.text.split()) if s.subject else "?"
        where = f" ({s.place.text})" if s.place else ""
        formal = f" {labels['formally']}" if s.formal else ""
        return f"{subject}{where}:{formal} {kind}"
    if s.kind == "event" and s.anchor:
        return f"{kind}: {s.anchor.text}"
    if s.kind == "position" and s.holder:
        return f"{s.holder.text}: {kind}"
    return str(kind)


def details(reading: Reading, s: Statement, labels: Labels) -> str:
    """Who acts, who says so, how surely, when, where, and on which line it stands."""
    parts = [
        _whom(s),
        f"{labels['says']}: {s.voice.text or labels['unnamed']}" if s.voice else "",
        *(str(labels.get(x, x)) for x in (s.certainty, s.modality) if x not in ("stated", "actual")),
        str(labels["total"]) if s.total else "",
        str(labels["part"]) if s.part_of else "",
        _formerly(reading, s, labels),
        when(s.time, labels),
        s.place.text if s.place and s.kind != "status" else "",
        f"{labels['line']} {line(reading, s)}",
    ]
    return " · ".join(" ".join(p.split()) for p in parts if p)


def _whom(s: Statement) -> str:
    """Who acts on whom: "Soldaten → das Rathaus"."""
    doers, others = (", ".join(a.text for a in side) for side in (s.actors, s.recipients))
    return f"{doers} → {others}".strip() if others else doers


def _formerly(reading: Reading, s: Statement, labels: Labels) -> str:
    earlier = next((x for x in reading.statements if x.id == s.replaces), None) if s.replaces else None
    return f"{labels['formerly']}: {quote(reading, earlier)}" if earlier else ""


def quote(reading: Reading, s: Statement) -> str:
    """The words that support a statement, shortened; for a figure its number and noun."""
    span = s.anchor.span if s.kind == "figure" and s.anchor else s.content.span if s.content else s.topic.span if s.topic else s.span
    said = " ".join(span.of(reading.document.text).split())
    return said if len(said) <= QUOTE else f"{said[: QUOTE - 1].rsplit(' ', 1)[0]} …"


def line(reading: Reading, s: Statement) -> int:
    """The line of the text on which a statement begins, from 1."""
    text = reading.document.text
    ends = [i for i, c in enumerate(text) if c == "\n"] if "\n" in text else []
    return bisect_right(ends, max(0, s.span.start - 1)) + 1


def in_order(reading: Reading, kind: str) -> list[Statement]:
    """Statements of a kind in text order, events by time where it is known."""
    rows = [s for s in reading.statements if s.kind == kind]
    if kind != "event":
        return rows
    return sorted(rows, key=lambda s: (s.time.earliest[:10] if s.time and s.time.earliest else "9999", s.span.start))
