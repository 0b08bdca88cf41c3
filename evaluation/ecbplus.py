"""Look-alike news stories in English (ECB+): documents grouped by story, scored by B-cubed. Coreference of events is not measured yet."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation import parses
from evaluation._linking import b_cubed, grouped
from evaluation.outcome import Outcome, json_lines
from lagebild.text import Document

NO_SPACE_BEFORE, NO_SPACE_AFTER = set(".,;:!?)]}%'"), {"(", "[", "{", "$", "``"}


def plain(tokens: list[str]) -> str:
    """Tokens as running text."""
    text = ""
    for before, token in zip(["", *tokens], tokens, strict=False):
        tight = not text or token[0] in NO_SPACE_BEFORE or token in ("n't", "''") or before in NO_SPACE_AFTER
        text += ("" if tight else " ") + {"``": '"', "''": '"'}.get(token, token)
    return text


def documents(data: Path) -> Iterator[tuple[str, Document]]:
    """Each document with its story."""
    folder = data / "ecbplus" if (data / "ecbplus").is_dir() else data
    row: dict[str, Any]
    for row in json_lines(folder / "docs.jsonl"):
        yield row["subtopic"], Document(row["doc_id"], plain(row["tokens"]), language="en")


def measure(data: Path, split: str | None = None, limit: int | None = None) -> Outcome:
    """Group all documents and score the groups."""
    rows = list(documents(data))[:limit]
    gold = {d.id: story for story, d in rows}
    precision, recall, f1 = b_cubed(gold, grouped(parses.read(d) for _, d in rows))
    return Outcome({"story_b3_f1": f1, "story_b3_precision": precision, "story_b3_recall": recall, "documents": float(len(rows))})
