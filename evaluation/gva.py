"""Local news of shootings against the registry of the Gun Violence Archive: killed, injured, city and date, document by document.

A number is right when it equals the registry's, with or without perpetrators. ``*_exact`` counts documents whose registry number is at
least 2 and stands in the text as digit or word; ``*_exact_all`` every document, where no figure counts as 0. A city is right when its
name is the registry's; a date when the day lies in the period found and that is no longer than two days.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from evaluation import parses
from evaluation._linking import b_cubed, grouped
from evaluation.outcome import Outcome, json_lines
from lagebild import packs
from lagebild.ingest.dates import parse_published
from lagebild.statements import Period, Place, Reading, Statement
from lagebild.text import Document

MEASURES = ("killed", "injured")
CITIES = ("city", "district", "point", "facility", "unknown")
LONGEST_PERIOD = 2
LATE = 21
LONGEST_INCIDENT = 3
FIRST = 3
HIT = re.compile(r"\b(?:shot|struck|hit)\b")


def document(row: dict[str, Any]) -> Document:
    """One report, with the day on which it was published."""
    return Document(row["doc_id"], row["text"], row.get("title"), "en", published=parse_published(row["dct"]) if row.get("dct") else None)


def stated(reading: Reading, measure: str) -> list[Statement]:
    """The figures of a measure that are said to be so, or charged to somebody, of the incident that the report is about: no memory of another
    unless most of what it tells is long past, no sum of weeks; open bounds only where nothing else is told."""
    told = _certain(reading, measure)
    about = [s for m in MEASURES for s in _certain(reading, m) if _of_incident(reading, s)]
    kept = [s for s in told if s in about or not about]
    exact = [s for s in kept if s.quantity and s.quantity.high is not None]
    return exact or [s for s in kept if stands_in(_number(s), (s.anchor or s).span.of(reading.document.text))]


def _of_incident(reading: Reading, figure: Statement) -> bool:
    """Whether a figure can be of the one incident that a report is about."""
    old, summed = _remembered(reading, figure), _summed(figure)
    return old or not summed if _looks_back(reading) else not (old or summed)


def _looks_back(reading: Reading) -> bool:
    """Whether at least half of what a report tells of shootings happened long before it: the report of a trial."""
    certain = [s for m in MEASURES for s in _certain(reading, m)]
    told = [*certain, *(s for s in struck(reading.statements) if s.kind == "event" and s.modality == "actual")]
    return 2 * sum(_remembered(reading, s) for s in told) >= len(told)


def _summed(statement: Statement) -> bool:
    """Whether it is of a longer time than one incident takes: "126 this year"."""
    time = statement.time
    if not time or not time.earliest or not time.latest:
        return False
    return (date.fromisoformat(time.latest[:10]) - date.fromisoformat(time.earliest[:10])).days > LONGEST_INCIDENT


def _certain(reading: Reading, measure: str) -> list[Statement]:
    told = [s for s in reading.statements if s.kind == "figure" and s.type == measure and _number(s)]
    return [s for s in told if s.modality in ("actual", "possible") and s.certainty != "denied"]


def _number(statement: Statement) -> int:
    """The number that a figure gives, its upper bound where it has no other."""
    q = statement.quantity
    return int((q.high if q.low is None else q.low) or 0) if q else 0


def _remembered(reading: Reading, statement: Statement) -> bool:
    """Whether it happened long before the report."""
    published = reading.document.published
    if not statement.time or not statement.time.latest or not published:
        return False
    return (date.fromisoformat(published.earliest[:10]) - date.fromisoformat(statement.time.latest[:10])).days > LATE


def tally(reading: Reading, measure: str) -> int:
    """How many a report says were killed or injured: the largest sum of a sentence among the first that give one, without those who died
    of those hit; where no figure is given, one where an event says that somebody died."""
    sums: dict[int, list[int]] = {}
    figures = stated(reading, measure)
    for s in figures:
        numbers = sums.setdefault(_sentence(reading, s), [])
        if not any(o.id == s.part_of for o in figures) and not (_number(s) > 1 and _number(s) in numbers):
            numbers.append(_number(s))
    most = max((sum(numbers) for _, numbers in sorted(sums.items())[:FIRST]), default=0)
    if most == 0:
        return int(measure == "killed" and _told(reading, measure))
    return most - (_died(reading, most) or _counted_dead(reading, most)) if measure == "injured" else most


def _died(reading: Reading, hit: int) -> int:
    """Those killed out of a number of people hit: "four were shot, one fatally"."""
    wholes = {s.id for s in stated(reading, "injured") if _number(s) == hit}
    return sum(_number(s) for s in stated(reading, "killed") if s.part_of in wholes and _number(s) < hit)


def _counted_dead(reading: Reading, hit: int) -> int:
    """Those killed among a number of people hit, where the report also gives the number of the others: "five were shot, three survived"."""
    dead = tally(reading, "killed")
    others = {_number(s) for s in stated(reading, "injured") if s.part_of is None}
    struck_down = [s for s in stated(reading, "injured") if _number(s) == hit and HIT.search(s.span.of(reading.document.text).lower())]
    return dead if struck_down and hit - dead in others else 0


def _told(reading: Reading, measure: str) -> bool:
    """Whether an event says that somebody was of a measure."""
    said = {(s.anchor or s).span.of(reading.document.text).lower() for s in reading.statements if s.kind == "event" and s.modality == "actual"}
    words = {str(w).lower() for key in ("nouns", "of", "predicates") for w in packs.load("en", "figures")["measures"][measure].get(key) or []}
    return bool(said & words)


def _sentence(reading: Reading, statement: Statement) -> int:
    """Where the sentence of a statement begins."""
    at = (statement.anchor or statement).span.start
    text = reading.document.text
    return max((m.end() for m in re.finditer(r"[.!?]\s|\n", text[:at])), default=0)


def struck(statements: Iterable[Statement]) -> list[Statement]:
    """The statements that tell the shooting: victims and assaults."""
    return [s for s in statements if (s.kind == "figure" and s.type in MEASURES) or (s.kind == "event" and s.type == "ASSAULT")]


def city_of(reading: Reading) -> str | None:
    """The town that most statements of the shooting name, else the first town of the report."""
    named = [s.place for s in struck(reading.statements) if s.place and s.place.precision in CITIES]
    mentioned = [m.value for m in reading.mentions if isinstance(m.value, Place) and m.value.precision == "city"]
    best = Counter((p.name or p.text) for p in named if p.precision == "city") or Counter((p.name or p.text) for p in mentioned[:1])
    return best.most_common(1)[0][0] if best else None


def day_of(reading: Reading) -> Period | None:
    """The time that most statements of the shooting have."""
    times = [s.time for s in struck(reading.statements) if s.time and s.time.earliest and s.time.latest]
    best = Counter((t.earliest[:10], t.latest[:10]) for t in times if t.earliest and t.latest).most_common(1)
    return next((t for t in times if best and ((t.earliest or "")[:10], (t.latest or "")[:10]) == best[0][0]), None)


def right_city(found: str | None, known: str) -> bool:
    """Whether a name is the registry's town or county."""
    one, other = (re.sub(r"\W+", " ", (n or "").lower()).strip() for n in (found, re.sub(r"\(.*?\)|county", "", known, flags=re.I)))
    return bool(one) and (one == other or one in other.split(" / ") or other.startswith(one) or one.startswith(other))


def right_day(found: Period | None, known: str) -> bool:
    """Whether a period of at most two days holds the registry's day."""
    if not found or not found.earliest or not found.latest:
        return False
    first, last = date.fromisoformat(found.earliest[:10]), date.fromisoformat(found.latest[:10])
    return (last - first).days < LONGEST_PERIOD and first <= date.fromisoformat(known) <= last


def stands_in(number: int, text: str) -> bool:
    """Whether a number stands in a text as digit or word."""
    words = [w for w, v in packs.load("en", "numbers")["words"].items() if v == number and w not in ("a", "an", "both")]
    return bool(re.search(rf"(?<![\d.,$-])(?:{'|'.join([str(number), *map(re.escape, words)])})(?![\d-]|[.,]\d)\b", text, re.I))


def judged(reading: Reading, incident: dict[str, Any]) -> dict[str, float]:
    """What is right in one report; a name is absent where the report is not counted under it."""
    found: dict[str, float] = {}
    for measure in MEASURES:
        known = {incident[f"num_{measure}"], incident[f"victims_{measure}"]}
        right = float(tally(reading, measure) in known)
        found[f"{measure}_exact_all"] = right
        if incident[f"num_{measure}"] >= 2 and stands_in(incident[f"num_{measure}"], reading.document.text):
            found[f"{measure}_exact"] = right
    return found | {
        "city_accuracy": float(right_city(city_of(reading), incident["city_or_county"])),
        "date_accuracy": float(right_day(day_of(reading), incident["date"])),
    }


def measure(data: Path, split: str | None = None, limit: int | None = None) -> Outcome:
    """Score every report whose incident is known."""
    folder = data / "gva" if (data / "gva").is_dir() else data
    incidents = {i["incident_id"]: i for i in json_lines(folder / "incidents.jsonl")}
    rows = [r for r in json_lines(folder / "docs.jsonl") if r["incident_id"] in incidents][:limit]
    documents = {r["doc_id"]: judged(parses.read(document(r)), incidents[r["incident_id"]]) for r in rows}
    names = ("killed_exact", "injured_exact", "killed_exact_all", "injured_exact_all", "city_accuracy", "date_accuracy")
    counted = {n: [d[n] for d in documents.values() if n in d] for n in names}
    numbers = {n: sum(values) / len(values) if values else 0.0 for n, values in counted.items()}
    return Outcome(numbers | {f"{n}_documents": float(len(counted[n])) for n in names[:2]} | {"documents": float(len(documents))}, documents)


def linked(data: Path, split: str | None = None, limit: int | None = None) -> Outcome:
    """Score incidents after linking: which reports stand together, and the number that most reports of a group give."""
    folder = data / "gva" if (data / "gva").is_dir() else data
    incidents = {i["incident_id"]: i for i in json_lines(folder / "incidents.jsonl")}
    rows = [r for r in json_lines(folder / "docs.jsonl") if r["incident_id"] in incidents][:limit]
    readings = {r["doc_id"]: parses.read(document(r)) for r in rows}
    gold, found = {r["doc_id"]: r["incident_id"] for r in rows}, grouped(readings.values())
    precision, recall, f1 = b_cubed(gold, found)
    numbers = {"incident_b3_f1": f1, "incident_b3_precision": precision, "incident_b3_recall": recall}
    return Outcome(numbers | {f"{m}_exact_incident": _exact(m, incidents, gold, found, readings) for m in MEASURES})


def _exact(measure: str, incidents: dict[str, Any], gold: dict[str, str], found: dict[str, str], readings: dict[str, Reading]) -> float:
    """The share of incidents, among those whose number is at least 2 and stands in a report, whose group gives it."""
    right: list[bool] = []
    for id_ in sorted(set(gold.values())):
        own = [d for d in gold if gold[d] == id_]
        known = incidents[id_]
        if known[f"num_{measure}"] < 2 or not any(stands_in(known[f"num_{measure}"], readings[d].document.text) for d in own):
            continue
        group = Counter(found[d] for d in own).most_common(1)[0][0]
        right.append(agreed([readings[d] for d in found if found[d] == group], measure) in {known[f"num_{measure}"], known[f"victims_{measure}"]})
    return sum(right) / len(right) if right else 0.0


def agreed(readings: list[Reading], measure: str) -> int:
    """The number of most reports that give one, else of those whose events tell of one; of equals one that a report gives as a number of its
    own, no sum, and of these the largest: a smaller one is older, or of a part."""
    told = [n for r in readings if stated(r, measure) and (n := tally(r, measure))] or [n for r in readings if (n := tally(r, measure))]
    own = {_number(s) for r in readings for s in stated(r, measure)}
    return max(told, key=lambda n: (told.count(n), n in own, n), default=0)
