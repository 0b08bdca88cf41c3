"""Whole reports with incident templates (MUC-4): F over all templates, and slot by slot, by the rules of the conference.

All templates: what is missing counts as missing in every slot, what is spurious as spurious; optional templates and fills are free.
"""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

from evaluation import parses
from evaluation._muc4_key import SLOTS, template
from evaluation._muc4_score import score
from evaluation._muc4_templates import Writer
from evaluation.outcome import Counts, DataAbsent, Outcome, json_lines
from lagebild.text import Document, Published

HEADER = re.compile(r"(\d{1,2}) ([A-Z]{3})[A-Z]*\.? (\d{2})\b")


def document(row: dict[str, Any]) -> Document:
    """One report, published on the day of its header."""
    return Document(row["doc_id"], row["text"], language="en", published=published(row["text"]))


def published(text: str) -> Published | None:
    """The day in the header of a report: "PORT CLARA, 3 JAN 90 -- [TEXT]"."""
    found = HEADER.search(text[:300])
    if not found:
        return None
    try:
        day = datetime.strptime(" ".join(found.groups()).title(), "%d %b %y").date().isoformat()
    except ValueError:
        return None
    return Published(day, day, found.group())


def chosen(rows: list[dict[str, Any]], split: str | None) -> list[dict[str, Any]]:
    """The documents of a split; without one those of the last test, or all.

    Raises:
        DataAbsent: there is no such split.
    """
    name = split or max((r["split"] for r in rows if r["split"].startswith("tst")), default=None)
    found = [r for r in rows if name in (None, r["split"])]
    if not found:
        raise DataAbsent(f"no split {name}")
    return found


def outcome(counts: dict[str, Counts], documents: dict[str, dict[str, float]]) -> Outcome:
    """All slots together, then each."""
    total = Counts()
    for c in counts.values():
        total.add(c.right, c.found, c.gold)
    numbers = {"all_f": total.f1, "all_p": total.precision, "all_r": total.recall}
    return Outcome(numbers | {f"{slot}_f": counts.get(slot, Counts()).f1 for slot in SLOTS} | {"documents": float(len(documents))}, documents)


def measure(data: Path, split: str | None, limit: int | None) -> Outcome:
    """Score the templates of every report.

    Raises:
        DataAbsent: the set is not there.
    """
    folder = data / "muc4" if (data / "muc4").is_dir() else data
    keys: dict[str, list[dict[str, Any]]] = {}
    for row in json_lines(folder / "templates.jsonl"):
        keys.setdefault(row["doc_id"], []).append(row)
    counts: dict[str, Counts] = {}
    documents = {}
    for row in chosen(list(json_lines(folder / "docs.jsonl")), split)[:limit]:
        own: dict[str, Counts] = {}
        gold = [template(k) for k in keys.get(row["doc_id"], []) if not k.get("irrelevant")]
        score(gold, Writer(*parses.read_with_parse(document(row))).templates(), own)
        for slot, c in own.items():
            counts.setdefault(slot, Counts()).add(c.right, c.found, c.gold)
        documents[row["doc_id"]] = {"f": outcome(own, {}).numbers["all_f"]}
    return outcome(counts, documents)
