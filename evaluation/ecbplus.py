"""Look-alike news stories in English (ECB+): documents grouped by story, and coreference of events across documents.

``event_conll_f1_gold_mentions``: the marked events are given, and those of one story with one stem are taken as one event. ``event_conll_f1``:
the events are those that reading finds; a marked event that is no happening for us counts as missed. Only the sentences whose marking was checked
(``ECBplus_coreference_sentences.csv``) are scored, where that file is there.
"""

import csv
from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluation import parses
from evaluation._coreference import clusters_of, conll
from evaluation._linking import b_cubed, grouped
from evaluation.outcome import Outcome, json_lines
from lagebild.ingest import identified
from lagebild.reader import Parse
from lagebild.statements import Reading
from lagebild.text import Document, Span, fold

NO_SPACE_BEFORE, NO_SPACE_AFTER = set(".,;:!?)]}%'"), {"(", "[", "{", "$", "``"}
STEM = 4
Row = dict[str, Any]
Labels = dict[Hashable, Hashable]


def plain(tokens: list[str]) -> str:
    """Tokens as running text."""
    return laid_out(tokens)[0]


def laid_out(tokens: list[str]) -> tuple[str, list[Span]]:
    """Tokens as running text, and where each stands."""
    text, spans = "", []
    for before, token in zip(["", *tokens], tokens, strict=False):
        tight = not text or token[0] in NO_SPACE_BEFORE or token in ("n't", "''") or before in NO_SPACE_AFTER
        text += "" if tight else " "
        shown = {"``": '"', "''": '"'}.get(token, token)
        spans.append(Span(len(text), len(text) + len(shown)))
        text += shown
    return text, spans


def documents(data: Path) -> Iterator[tuple[str, Document]]:
    """Each document with its story."""
    for row in rows_of(data):
        yield row["subtopic"], document(row)


def rows_of(data: Path) -> Iterator[Row]:
    """The documents as they are kept."""
    yield from json_lines((data / "ecbplus" if (data / "ecbplus").is_dir() else data) / "docs.jsonl")


def document(row: Row) -> Document:
    """One document."""
    return Document(row["doc_id"], plain(row["tokens"]), language="en")


def checked(data: Path) -> set[tuple[str, int]] | None:
    """Documents and sentences whose marking was checked; None where no list says so."""
    path = (data / "ecbplus" if (data / "ecbplus").is_dir() else data) / "ECBplus_coreference_sentences.csv"
    if not path.exists():
        return None
    with path.open(encoding="utf8", newline="") as lines:
        return {(f"{r['Topic']}_{r['File']}", int(r["Sentence Number"])) for r in csv.DictReader(lines)}


def events_of(row: Row, scored: set[tuple[str, int]] | None) -> list[Row]:
    """The marked events of a document in the sentences that are scored."""
    sentence, name = row["sent_of_token"], row["doc_id"]
    return [m for m in row["mentions"] if "ACTION" in m["tag"] and (scored is None or (name, sentence[m["tokens"][0]]) in scored)]


def stem_of(parse: Parse, span: Span) -> str:
    """The beginning of the lemma of the word that heads a span."""
    words = parse.within(span) or [w for w in parse.words if w.start <= span.start < w.end]
    inside = {w.i for w in words}
    head = next((w for w in words if w.head not in inside), None)
    return fold(head.lemma)[:STEM] if head else ""


def gold_events(row: Row, events: list[Row]) -> Labels:
    """Marked events by what they are the same as; one without a mark of that is alone."""
    return {(row["doc_id"], m["m_id"]): m.get("cluster") or (row["doc_id"], m["m_id"]) for m in events}


def same_stems(row: Row, events: list[Row], parse: Parse, story: str) -> Labels:
    """Marked events by story and stem."""
    spans = laid_out(row["tokens"])[1]
    return {(row["doc_id"], m["m_id"]): (story, stem_of(parse, Span(spans[m["tokens"][0]].start, spans[m["tokens"][-1]].end))) for m in events}


def found_events(row: Row, events: list[Row], reading: Reading, parse: Parse, story: str, scored: set[tuple[str, int]] | None) -> Labels:
    """Events that reading finds, by story and stem; one that stands where a marked one does is that one."""
    spans = laid_out(row["tokens"])[1]
    at = {t: (row["doc_id"], m["m_id"]) for m in events for t in m["tokens"]}
    found: Labels = {}
    for anchor in (s.anchor for s in reading.statements if s.kind == "event" and s.anchor):
        token = next((n for n, s in enumerate(spans) if s.end > anchor.span.start), 0)
        if scored is None or (row["doc_id"], row["sent_of_token"][token]) in scored:
            found.setdefault(at.get(token, (row["doc_id"], f"token {token}")), (story, stem_of(parse, anchor.span)))
    return found


def coreference(rows: list[Row], readings: Mapping[str, Reading], story: Mapping[str, str], scored: set[tuple[str, int]] | None) -> dict[str, float]:
    """Both CoNLL F1."""
    gold, given, found = Labels(), Labels(), Labels()
    for row in rows:
        name, events = row["doc_id"], events_of(row, scored)
        parse = parses.parse(readings[name].document.text, "en")
        gold |= gold_events(row, events)
        given |= same_stems(row, events, parse, story[name])
        found |= found_events(row, events, readings[name], parse, story[name], scored)
    of_gold = clusters_of(gold)
    return {"event_conll_f1_gold_mentions": conll(of_gold, clusters_of(given)), "event_conll_f1": conll(of_gold, clusters_of(found))}


def measure(data: Path, split: str | None = None, limit: int | None = None) -> Outcome:
    """Group all documents and score the groups; then the events."""
    rows = list(rows_of(data))[:limit]
    readings = {r["doc_id"]: parses.read(identified(document(r))) for r in rows}
    gold, story = {r["doc_id"]: r["subtopic"] for r in rows}, grouped(readings.values())
    precision, recall, f1 = b_cubed(gold, story)
    numbers = {"story_b3_f1": f1, "story_b3_precision": precision, "story_b3_recall": recall, "documents": float(len(rows))}
    return Outcome(numbers | coreference(rows, readings, story, checked(data)))
