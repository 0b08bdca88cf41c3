"""Time expressions of German news (KRAUTS), scored as TempEval-3 does: spans, and spans with the right TIMEX3 value."""

from pathlib import Path
from typing import Any

from evaluation import parses
from evaluation.outcome import Counts, Outcome, json_lines, split_file
from lagebild.ingest.dates import parse_published
from lagebild.statements import Period
from lagebild.text import Document

Timex = tuple[int, int, str | None]
NAMES = ("strict", "strict_value", "relaxed", "relaxed_value")


def pairs(gold: list[Timex], found: list[Timex]) -> list[tuple[Timex, Timex]]:
    """Overlapping expressions, one to one: equal spans first, then in text order."""
    left, matched = list(found), []
    for same in (True, False):
        for g in [g for g in gold if g not in [m[0] for m in matched]]:
            f = next((f for f in left if (f[:2] == g[:2] if same else f[0] < g[1] and g[0] < f[1])), None)
            if f:
                matched.append((g, f))
                left.remove(f)
    return matched


def compared(gold: list[Timex], found: list[Timex]) -> dict[str, Counts]:
    """Counts of one document by the four ways of matching."""
    matched = pairs(gold, found)
    strict = [(g, f) for g, f in matched if g[:2] == f[:2]]
    right = [len(strict), sum(g[2] == f[2] for g, f in strict), len(matched), sum(g[2] == f[2] for g, f in matched)]
    return {name: Counts(n, len(found), len(gold)) for name, n in zip(NAMES, right, strict=True)}


def document(row: dict[str, Any]) -> Document:
    """One article with the day on which it was published."""
    return Document(row["doc_id"], row["text"], language="de", published=parse_published(row["dct"]))


def found_in(row: dict[str, Any]) -> list[Timex]:
    """The times of an article with their TIMEX3 values."""
    reading = parses.read(document(row))
    return [(m.span.start, m.span.end, m.value.timex) for m in reading.mentions if isinstance(m.value, Period)]


def measure(data: Path, split: str | None = None, limit: int | None = None) -> Outcome:
    """Score every article of a split."""
    folder = data / "time_de" if (data / "time_de").is_dir() else data
    total, documents = {name: Counts() for name in NAMES}, {}
    for row in list(json_lines(split_file(folder, split)))[:limit]:
        counts = compared([(*t["span"], t["value"]) for t in row["timex"]], found_in(row))
        for name, c in counts.items():
            total[name].add(c.right, c.found, c.gold)
        documents[row["doc_id"]] = {f"{name}_f1": c.f1 for name, c in counts.items()}
    numbers = {f"{name}_f1": c.f1 for name, c in total.items()}
    numbers |= {"precision": total["relaxed"].precision, "recall": total["relaxed"].recall, "documents": len(documents)}
    return Outcome(numbers, documents)
