"""German traffic and company news with events and roles (SmartData): event and argument F1.

An event is found where one of the same type has a trigger that shares a quarter of the longer's characters; its arguments, the trigger
among them, where role and words are the same in that way.
"""

import re
from pathlib import Path

from evaluation import parses
from evaluation._roles import Event, Row, add, counters, found_events, outcome, score
from evaluation.outcome import DataAbsent, Outcome, json_lines, split_file
from lagebild.ingest import parse_published
from lagebild.text import Document

DAY = re.compile(r"\d{4}-\d\d-\d\d")
TRIGGERS = ("trigger", "type")


def gold_events(row: Row) -> list[Event]:
    """The annotated events; one without a trigger stands where all of it does."""
    made = []
    for event in row["events"]:
        told = frozenset((a["role"], (a["span"][0], a["span"][1])) for a in event["args"])
        trigger = next((where for name in TRIGGERS for role, where in sorted(told) if role == name), tuple(event["span"]))
        made.append(Event(event["type"], (trigger[0], trigger[1]), told))
    return made


def measure(data: Path, split: str | None, limit: int | None, name: str = "smartdata") -> Outcome:
    """Score the events of a corpus in this format.

    Raises:
        DataAbsent: the set is not there.
    """
    folder = data / name if (data / name).is_dir() else data
    if not folder.is_dir():
        raise DataAbsent(f"{folder} is not there")
    counts = counters()
    documents = {}
    for row in list(json_lines(split_file(folder, split or "dev")))[:limit]:
        day = DAY.match(str(row.get("date")))
        when = parse_published(day.group()) if day else None
        reading = parses.read(Document(row["id"], row["text"], language=row.get("langCode") or "de", published=when))
        own = counters()
        score(gold_events(row), found_events(reading, "smartdata"), own)
        documents[row["id"]] = add(own, counts)
    return outcome(counts, documents)
