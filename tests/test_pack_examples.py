"""Every pack's own examples hold: what a sentence says is among what is read from it."""

from typing import Any

import pytest

from lagebild import packs
from lagebild.ingest import identified, parse_published
from lagebild.pipeline import read_document
from lagebild.statements import Statement
from lagebild.text import Document

EXAMPLES = [
    (language, row)
    for language in sorted(packs.folders())
    if (packs.ROOT / language / "examples.yaml").is_file()
    for row in packs.load(language, "examples")["examples"]
]


def said(statement: Statement) -> dict[str, Any]:
    """The fields that an example may name; phrases as their texts."""
    s = statement
    return {
        "kind": s.kind,
        "type": s.type,
        "low": s.quantity and s.quantity.low,
        "high": s.quantity and s.quantity.high,
        "actor": " ".join(a.text for a in s.actors),
        "recipient": " ".join(a.text for a in s.recipients),
        "class": s.subject and s.subject.kind,
        "holder": s.holder and s.holder.text,
        "content": s.content and s.content.text,
        "topic": s.topic and s.topic.text,
        "place": s.place and s.place.text,
        "earliest": s.time and s.time.earliest,
        "voice": s.voice and s.voice.text,
        "certainty": s.certainty,
        "modality": s.modality,
    }


def holds(expected: dict[str, Any], found: dict[str, Any]) -> bool:
    """Equal values; of phrases and times the expected is a part."""
    same = {"kind", "type", "low", "high", "class", "certainty", "modality"}
    return all(found[k] == v if k in same else v in (found[k] or "") for k, v in expected.items())


@pytest.mark.parametrize(("language", "row"), EXAMPLES, ids=[f"{code}-{row['text'][:40]}" for code, row in EXAMPLES])
def test_what_a_sentence_says_is_read(language, row):
    published = parse_published(row["published"]) if row.get("published") else None
    reading = read_document(identified(Document("example", row["text"], language=language, published=published)))
    found = [said(s) for s in reading.statements]
    assert [e for e in row["expect"] if not any(holds(e, f) for f in found)] == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_examples_cover_every_kind(language):
    kinds = [e["kind"] for row in packs.load(language, "examples")["examples"] for e in row["expect"]]
    assert set(kinds) == {"event", "figure", "status", "position", "question"}
    assert len(packs.load(language, "examples")["examples"]) >= 60
