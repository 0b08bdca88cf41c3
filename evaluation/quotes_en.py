"""Source, cue and content in political news, scored as the German quotes."""

from pathlib import Path
from typing import Any

from evaluation import parses
from evaluation.outcome import Counts, DataAbsent, Outcome, json_lines, split_file
from evaluation.quotes_de import PARTS, Row, found_rows, outcome, score, words
from lagebild.text import Document


def _gold(row: dict[str, Any]) -> list[Row]:
    said = [a for rows in row["annotations"].values() for a in rows]
    return [{part: words(" ".join(x["text"] for x in a.get(part) or [])) for part in PARTS} for a in said]


def measure(data: Path, split: str | None, limit: int | None) -> Outcome:
    """Score the English quotes.

    Raises:
        DataAbsent: the set is not there.
    """
    folder = data / "quotes_en" if (data / "quotes_en").is_dir() else data
    if not folder.is_dir():
        raise DataAbsent(f"{folder} is not there")
    counts = {part: Counts() for part in (*PARTS, "accuracy")}
    for row in list(json_lines(split_file(folder, split)))[:limit]:
        reading = parses.read(Document(row["doc_id"], row["text"], language="en"))
        score(_gold(row), found_rows(reading.mentions), counts)
    return outcome(counts)
