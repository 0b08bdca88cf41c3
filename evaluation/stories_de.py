"""German articles on the same incident, on the same longer story, and look-alikes that are neither: what linking joins.

``pair_f1``: pairs of articles of one incident; a pair of one story counts neither for nor against. ``lookalikes_joined``: of 28 pairs.
"""

import json
import re
from itertools import combinations
from pathlib import Path
from typing import Any

from evaluation import parses
from evaluation._linking import grouped, joined
from evaluation.outcome import Counts, DataAbsent, Outcome, json_lines
from lagebild.ingest.dates import parse_published
from lagebild.text import Document

DAY = re.compile(r"\((\d{4}-\d{2}-\d{2})\)$")
ENDING = ".pretty.json"


def document(name: str, row: dict[str, Any]) -> Document:
    """An article, with the day that its name gives."""
    day = DAY.search(name)
    return Document(name, row["text"], row.get("title"), "de", published=parse_published(day.group(1)) if day else None)


def measure(data: Path, split: str | None = None, limit: int | None = None) -> Outcome:
    """Score every pair among the articles that are named.

    Raises:
        DataAbsent: the lists or the articles are not there.
    """
    path = data / "stories_de" / "stories.json"
    if not path.exists():
        raise DataAbsent(f"{path} is not there")
    lists = json.loads(path.read_text(encoding="utf8"))
    texts = {r["file"].removesuffix(ENDING): r for s in ("train", "dev") for r in json_lines(data / "quotes_de" / f"{s}.jsonl")}
    named = sorted({f for part in (*lists["incidents"], *lists["stories"]) for f in part["files"]} | {f for p in lists["lookalikes"] for f in p})
    found = joined(grouped(parses.read(document(n, texts[n])) for n in named[:limit] if n in texts))
    return Outcome(scores(lists, found))


def scores(lists: dict[str, Any], found: set[tuple[str, str]]) -> dict[str, float]:
    """The numbers for some pairs that were joined."""
    incidents, stories = (_pairs(lists[k]) for k in ("incidents", "stories"))
    alike = {(min(p), max(p)) for p in lists["lookalikes"]}
    counts = Counts(len(found & incidents), len(found - (stories - incidents)), len(incidents))
    numbers = {"pair_f1": counts.f1, "pair_precision": counts.precision, "pair_recall": counts.recall}
    return numbers | {"lookalikes_joined": float(len(found & alike)), "lookalikes": float(len(alike)), "stories_joined": float(len(found & stories))}


def _pairs(parts: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {p for part in parts for p in combinations(sorted(part["files"]), 2)}
