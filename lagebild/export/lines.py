"""JSON lines of the contract, with incidents and relations to other documents: the same statements always give the same bytes."""

import json
from typing import Any, TextIO

from lagebild.export.source import Told, told
from lagebild.report.contract import LONE, to_line
from lagebild.statements import Reading
from lagebild.store import Scope, Store


def jsonl(store: Store, scope: Scope, stream: TextIO) -> None:
    """One line a document, by id."""
    for doc in told(store, scope):
        stream.write(LONE.sub(lambda m: f"\\u{ord(m.group()):04x}", json.dumps(line(doc), ensure_ascii=False)) + "\n")


def line(doc: Told) -> dict[str, Any]:
    """A document in the contract, with what linking adds: ``incidents`` of its statements, ``across`` to those of others."""
    plain = to_line(Reading(doc.document, tuple(e.statement for e in doc.entries), doc.mentions, doc.links))
    across = [{"source": r.source[1], "document": r.target[0], "target": r.target[1], "type": r.type, "words": r.words} for r in doc.across]
    return plain | {"key": doc.key, "incidents": dict(sorted(doc.incident.items())), "across": across}


def withdrawn(store: Store, scope: Scope, stream: TextIO) -> None:
    """Ids of statements that no longer hold: read better since, or removed. The scope does not matter."""
    for row in store.withdrawn():
        stream.write(json.dumps({"id": row["id"], "reason": row["reason"]}, ensure_ascii=False) + "\n")
