"""News on Gujarat, March 2002: did police kill, arrest, use force, fail to act, act at all; F1 per sentence and per document."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evaluation import parses
from evaluation.outcome import Counts, DataAbsent, Outcome, json_lines
from lagebild.crosswalk import Happening, happening
from lagebild.extract.company import is_a
from lagebild.statements import Statement
from lagebild.text import Document, Span

LABELS = {"KILL": "kill", "ARREST": "arrest", "FORCE": "force", "FAIL": "fail", "ANY_ACTION": "any"}
POLICE = ("COP", "MIL")
DEADLY = ("kill", "killed", "death")
FAILING = re.compile(
    r"\b(?:inaction|mute (?:spectator|witness)\w*|(?:no|without|lack of|absence of) (?:police )?(?:action|protection|help)|fail(?:ed|ure|s)?)\b"
)


def labels(statements: list[Statement], sentence: str) -> set[str]:
    """What police did by the events of one sentence."""
    told = [(s, happening(s)) for s in statements if s.kind == "event" and s.modality in ("actual", "negated")]
    by_police = [(s, h) for s, h in told if _police(h)]
    done = [(s, h) for s, h in by_police if s.modality == "actual"]
    found = set()
    if any((h.type == "ASSAULT" and (h.mode or _named(s, sentence))) or _crowd_control(h) for s, h in done):
        found.add("FORCE")
    if "FORCE" in found and any(h.group in DEADLY and s.modality == "actual" for s, h in told):
        found.add("KILL")
    if any(h.type == "COERCE" and h.mode == "arrest" and (_police(h) or not h.actor) for s, h in told if s.modality == "actual"):
        found.add("ARREST")
    if any(s.modality == "negated" for s, _ in by_police) or (FAILING.search(sentence.lower()) and "police" in sentence.lower()):
        found.add("FAIL")
    measures = any(_measure(h) for s, h in told if s.modality == "actual")
    return found | ({"ANY_ACTION"} if found or done or measures else set())


def _named(statement: Statement, sentence: str) -> bool:
    """Whether the sentence itself names who does it: "the violence" of another sentence is not taken up as a deed of police."""
    return any(a.text.lower() in sentence.lower() for a in statement.actors)


def _measure(one: Happening) -> bool:
    """Curfews, seizures, arrests by nobody named, and police who are sent somewhere."""
    sent = any(is_a(word, sector, one.language) for word in one.recipient for sector in POLICE)
    return one.mode != "convict" and ((one.type == "COERCE" and not one.actor) or (one.type == "MOBILIZE" and (sent or not one.actor)))


def _police(one: Happening) -> bool:
    return any(is_a(word, sector, one.language) for word in one.actor for sector in POLICE)


def _crowd_control(one: Happening) -> bool:
    return one.type == "COERCE" and one.mode == "restrict"


def spans(text: str, sentences: Iterable[str]) -> list[Span]:
    """Where the sentences stand in their document, in order."""
    found, at = [], 0
    for sentence in sentences:
        start = text.find(sentence, at)
        start = at if start < 0 else start
        found.append(Span(start, start + len(sentence)))
        at = found[-1].end if text.startswith(sentence, start) else at
    return found


def read_document(text: str, rows: list[dict[str, Any]]) -> list[set[str]]:
    """The labels found for every sentence of a document."""
    statements = parses.read(Document("", text, language="en")).statements
    places = spans(text, [row["sent_text"] for row in rows])
    inside = [[s for s in statements if s.anchor and place.contains(s.anchor.span)] for place in places]
    return [labels(held, row["sent_text"]) for held, row in zip(inside, rows, strict=True)]


def count(gold: list[set[str]], found: list[set[str]], counts: dict[str, Counts], before: str) -> None:
    """Add pairs of label sets to the counts."""
    for label, name in LABELS.items():
        pairs = [(label in g, label in f) for g, f in zip(gold, found, strict=True)]
        counts.setdefault(f"{before}{name}_f1", Counts()).add(sum(g and f for g, f in pairs), sum(f for _, f in pairs), sum(g for g, _ in pairs))


def measure(data: Path, split: str | None, limit: int | None) -> Outcome:
    """Score documents and sentences.

    Raises:
        DataAbsent: the set is not there.
    """
    folder = data / "india_police" if (data / "india_police").is_dir() else data
    if not (folder / "docs.jsonl").exists():
        raise DataAbsent(f"no docs.jsonl in {folder}")
    rows: dict[Any, list[dict[str, Any]]] = {}
    for row in json_lines(folder / "sents.jsonl"):
        rows.setdefault(row["doc_id"], []).append(row)
    counts: dict[str, Counts] = {}
    documents = {}
    for document in list(json_lines(folder / "docs.jsonl"))[:limit]:
        own = rows.get(document["doc_id"], [])
        gold, found = [set(row["sent_labels"]) for row in own], read_document(document["doc_text"], own)
        count(gold, found, counts, "sentence_")
        count([set().union(*gold)], [set().union(*found)], counts, "")
        documents[str(document["doc_id"])] = {"right": float(set().union(*gold) == set().union(*found))}
    return Outcome({name: c.f1 for name, c in sorted(counts.items())}, documents)
