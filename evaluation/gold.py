"""Whole articles annotated for figures, events, statuses and positions: what is found, of which type, with which details.

A name alone ("events") counts items of the same type, "events-span" the span alone, "events.actor" a detail over matched items:
the right one said where there is one. All are F1.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from evaluation import parses
from evaluation.matching import Item, close, pairs, same_phrase, span_of
from evaluation.outcome import Counts, DataAbsent, Outcome
from lagebild.ingest import parse_published
from lagebild.report.contract import to_line
from lagebild.text import Document

Judgement = tuple[bool, bool, bool]
KINDS = {"figure": ("figures", "quote"), "event": ("events", "trigger"), "status": ("statuses", "quote"), "position": ("positions", "quote")}
UNSEEN = re.compile(r"dev-\d*[13579]$")


def text_of(value: Any) -> str | None:
    """The words of a value of the contract; those of a list one after the other."""
    if isinstance(value, list):
        return " ".join(v.get("text") or "" for v in value) or None
    return value.get("text") if isinstance(value, dict) else value


def _bounds(item: Item) -> tuple[float | None, float | None]:
    return tuple(None if item.get(k) is None else float(item[k]) for k in ("low", "high"))  # type: ignore[return-value]


def _same_figure(g: Item, f: Item) -> bool:
    return g["measure"] == f["type"] and _bounds(g) == _bounds(f.get("quantity") or {})


def _same_status(g: Item, f: Item) -> bool:
    return g["state"] == f["type"] and g["class"] == (f.get("subject") or {}).get("class")


def _any(g: Item, f: Item) -> bool:
    return True


RULES: dict[str, tuple[str, Callable[[Item, Item], bool]]] = {
    "figures": ("figure", _same_figure),
    "figures-span": ("figure", _any),
    "events": ("event", lambda g, f: g["type"] == f["type"]),
    "events-span": ("event", _any),
    "statuses": ("status", _same_status),
    "statuses-span": ("status", _any),
    "positions": ("position", lambda g, f: g["stance"] == f["type"]),
    "positions-span": ("position", lambda g, f: same_phrase(g["holder"], text_of(f.get("holder")))),
}


def _phrase(name: str, field: str) -> Callable[[Item, Item], Judgement]:
    def judge(g: Item, f: Item) -> Judgement:
        gold, found = g[name], text_of(f.get(field) or None)
        return bool(gold), bool(found), bool(gold and found and same_phrase(gold, found))

    return judge


def _hedged(g: Item, f: Item) -> Judgement:
    gold, found = bool(g["hedged"]), f.get("certainty") in ("hedged", "disputed")
    return gold, found, gold and found


def _part_of(g: Item, f: Item) -> Judgement:
    gold, found = g["whole"], f["whole"]
    return bool(gold), bool(found), bool(gold and found and close(gold, found))


def _dated(g: Item, f: Item) -> Judgement:
    """Right where the time lies within the days that the event can have happened on."""
    time = f.get("time") or {}
    first, last = time.get("earliest"), time.get("latest")
    right = bool(g["date"] and first and last and first[:10] >= g["date"][0] and last[:10] <= g["date"][1])
    return bool(g["date"]), bool(g["date"]), right


def _same_modality(g: Item, f: Item) -> Judgement:
    return True, True, g["modality"] == f.get("modality")


DETAILS: dict[str, dict[str, Callable[[Item, Item], Judgement]]] = {
    "figures": {"voice": _phrase("voice", "voice"), "hedged": _hedged, "part-of": _part_of},
    "events": {
        "actor": _phrase("actor", "actors"),
        "recipient": _phrase("recipient", "recipients"),
        "voice": _phrase("voice", "voice"),
        "modality": _same_modality,
        "date": _dated,
        "hedged": _hedged,
    },
    "statuses": {"place": _phrase("place", "place"), "voice": _phrase("voice", "voice")},
}


def golden(article: dict[str, Any]) -> dict[str, list[Item]]:
    """The annotated items by kind, with their spans."""
    text = article["text"]

    def made(item: Item, key: str) -> Item:
        whole = item.get("subset_of")
        return {**item, "span": span_of(text, item[key], item.get("nth", 1)), "whole": span_of(text, whole) if whole else None}

    return {kind: [made(x, key) for x in article[name]] for kind, (name, key) in KINDS.items()}


def found_in(line: dict[str, Any] | None) -> dict[str, list[Item]]:
    """The statements of one line of the contract by kind; figures and events stand where their anchor does."""
    statements = (line or {}).get("statements") or []
    spans = {s["id"]: _place(s) for s in statements}
    made = [{**s, "span": _place(s), "whole": spans.get(s.get("part_of"))} for s in statements]
    return {kind: [s for s in made if s["kind"] == kind] for kind in KINDS}


def _place(statement: Item) -> tuple[int, int]:
    where = (statement.get("anchor") or statement) if statement["kind"] in ("figure", "event") else statement
    return where["start"], where["end"]


def count(article: dict[str, Any], line: dict[str, Any] | None) -> dict[str, tuple[int, int, int]]:
    """Right, found and gold of one article by name."""
    gold, found, counts = golden(article), found_in(line), {}
    for name, (kind, agree) in RULES.items():
        matched = pairs(gold[kind], found[kind], agree)
        counts[name] = (len(matched), len(found[kind]), len(gold[kind]))
        for label, judge in DETAILS.get(name, {}).items():
            judged = [judge(g, f) for g, f in matched]
            counts[f"{name}.{label}"] = (sum(r for _, _, r in judged), sum(f for _, f, _ in judged), sum(g for g, _, _ in judged))
    return counts


def _document(article: dict[str, Any]) -> Document:
    published = article.get("published")
    when = parse_published(published) if published else None
    return Document(article["id"], article["text"], article.get("title"), article.get("language"), published=when)


def _files(data: Path, split: str | None) -> list[Path]:
    folders = [data, data / "gold" / (split or "dev"), data / ".." / "gold" / (split or "dev")]
    found = next((files for f in folders if (files := sorted(f.glob("*.json")))), None)
    if found is None:
        raise DataAbsent(f"no annotated article in {data}")
    return found


def measure(data: Path, split: str | None, limit: int | None) -> Outcome:
    """Score a folder of annotated articles; single articles are listed only where they may be looked at.

    Raises:
        DataAbsent: there is no annotated article.
    """
    total, documents = {}, {}
    for file in _files(data, split)[:limit]:
        article = json.loads(file.read_text(encoding="utf8"))
        counts = count(article, to_line(parses.read(_document(article))))
        for name, numbers in counts.items():
            total.setdefault(name, Counts()).add(*numbers)
        if not UNSEEN.match(file.stem):
            documents[article["id"]] = {name: Counts(*numbers).f1 for name, numbers in counts.items()}
    return Outcome({name: c.f1 for name, c in total.items()}, documents)
