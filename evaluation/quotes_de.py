"""Who says what in German news: quotes matched one to one, by the overlap of their words; speakers and cues of the matched."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

from evaluation import parses
from evaluation.outcome import Counts, DataAbsent, Outcome, json_lines, split_file
from lagebild.statements import Mention, Quote
from lagebild.text import Document

MATCHED = 0.3
RIGHT = 0.5
PARTS = ("content", "source", "cue")
Row = dict[str, list[str]]


def words(text: str | None) -> list[str]:
    """The words of a phrase in lower case, without marks."""
    return re.findall(r"\w+", (text or "").lower())


def overlap(a: list[str], b: list[str]) -> float:
    """F1 of the words that two phrases share."""
    shared = sum((Counter(a) & Counter(b)).values())
    return 2 * shared / (len(a) + len(b)) if a or b else 0.0


def pairs(gold: list[Row], found: list[Row]) -> list[tuple[Row, Row]]:
    """Quotes matched one to one, the greatest overlap first."""
    options = sorted(((overlap(g["content"], f["content"]), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)), reverse=True)
    left, right, matched = set[int](), set[int](), []
    for score, i, j in options:
        if score > 0 and i not in left and j not in right:
            left.add(i)
            right.add(j)
            matched.append((gold[i], found[j]))
    return matched


def score(gold: list[Row], found: list[Row], counts: dict[str, Counts]) -> None:
    """Add one document to the counts."""
    matched = pairs(gold, found)
    for part in PARTS:
        right = sum(overlap(g[part], f[part]) for g, f in matched)
        counts[part].add(right, sum(1 for f in found if f[part]), sum(1 for g in gold if g[part]))
    sure = [(g, f) for g, f in matched if g["source"] and overlap(g["content"], f["content"]) >= MATCHED]
    counts["accuracy"].add(sum(1 for g, f in sure if overlap(g["source"], f["source"]) >= RIGHT), len(sure), len(sure))


def _gold(row: dict[str, Any]) -> list[Row]:
    names = {"content": "quote", "source": "speaker", "cue": "cue"}
    return [{part: words((a.get(key) or {}).get("text")) for part, key in names.items()} for a in row["annotations"]]


def said(mention: Mention, quote: Quote) -> list[str]:
    """The words of a quote without those that tell between them who says it."""
    edges = [mention.span.start, *(e for gap in quote.inserted for e in (gap.start, gap.end)), mention.span.end]
    return [w for start, end in zip(edges[::2], edges[1::2], strict=True) for w in words(mention.text[start - edges[0] : end - edges[0]])]


def found_rows(mentions: tuple[Mention, ...]) -> list[Row]:
    """The quotes of a reading, scare quotes left out."""
    quotes = [(m, m.value) for m in mentions if isinstance(m.value, Quote) and m.value.type != "scare"]
    return [{"content": said(m, q), "source": words(q.speaker), "cue": words(q.cue)} for m, q in quotes]


def measure(data: Path, split: str | None, limit: int | None) -> Outcome:
    """Score the German quotes.

    Raises:
        DataAbsent: the set is not there.
    """
    folder = data / "quotes_de" if (data / "quotes_de").is_dir() else data
    if not folder.is_dir():
        raise DataAbsent(f"{folder} is not there")
    counts = {part: Counts() for part in (*PARTS, "accuracy")}
    for row in list(json_lines(split_file(folder, split)))[:limit]:
        reading = parses.read(Document(row["file"], row["text"], title=row.get("title"), language="de"))
        score(_gold(row), found_rows(reading.mentions), counts)
    return outcome(counts)


def outcome(counts: dict[str, Counts]) -> Outcome:
    """The counts as named numbers."""
    return Outcome({**{f"{part}_f1": counts[part].f1 for part in PARTS}, "source_accuracy": counts["accuracy"].precision})
