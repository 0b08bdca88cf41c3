"""One shard: read, turned into tables, written whole. Doing it again gives the same bytes."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lagebild.cluster.output import TABLES, Output, library, shard_name
from lagebild.cluster.plan import Plan, Shard, documents_of, kept
from lagebild.cluster.rows import rows_of, table
from lagebild.errors import DefectError, StoreError
from lagebild.ingest import Failed
from lagebild.pipeline import read_safely
from lagebild.reader import Parse
from lagebild.reader.model import THREADS
from lagebild.statements import Failure, Reading
from lagebild.text import Document

PATIENCE, DEATHS = 4, 3
Parsed = tuple[Reading, Parse | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a shard: how many documents and statements; names with reasons of what could not be read; what stopped it, if anything."""

    number: int
    documents: int = 0
    statements: int = 0
    failed: tuple[tuple[str, str, str], ...] = ()
    stopped: str | None = None


class ShardReader:
    """What each worker keeps between shards: the plan; the reader is loaded with the first document."""

    def __init__(self, source: str, url: str) -> None:
        os.environ[THREADS] = "1"
        self.source, self.output = source, Output(url)

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[Any]]:
        """Read one shard; a disk that is full stops this shard, not the worker."""
        number = int(batch["shard"][0])
        try:
            made = read_shard(self.source, self.output, number)
        except (OSError, StoreError) as error:
            made = Outcome(number, stopped=f"{type(error).__name__}: {error}")
        return {"number": [number], "documents": [made.documents], "failed": [len(made.failed)], "stopped": [made.stopped or ""]}


@lru_cache(maxsize=2)
def _plan(url: str) -> Plan:
    found = kept(Output(url))
    if found is None:
        raise StoreError(f"{url} holds no plan of a batch")
    return found


def read_shard(source: str, output: Output, number: int) -> Outcome:
    """Read a shard and write its tables, then the mark that it is whole."""
    plan = _plan(output.url)
    fs = library("fsspec.core").url_to_fs(source)[0]
    shard = plan.shards[number]
    with_care = _Tries(output, number)
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    failed: list[tuple[str, str, str]] = []
    for reading, parse in _readings(plan, shard, fs, with_care):
        if reading.failure:
            failed.append((reading.document.id, reading.failure.type, reading.failure.message))
            continue
        for name, rows in rows_of(reading, parse, plan.at).items():
            found[name] += rows
    for name, rows in found.items():
        output.put_table(shard_name(name, number), table(name, rows))
    made = Outcome(number, len(found["documents"]), len(found["statements"]), tuple(failed))
    output.put_json(f"done/{number:05}.json", {"documents": made.documents, "statements": made.statements, "failed": failed})
    with_care.over()
    return made


def _readings(plan: Plan, shard: Shard, fs: Any, tries: "_Tries") -> Iterator[Parsed]:
    for place, document in enumerate(documents_of(plan, shard, fs)):
        if isinstance(document, Failed):
            yield Reading(Document(document.id, ""), failure=Failure(document.type, document.message)), None
        elif tries.fatal(place):
            message = f"{document.id} could not be read: its process died, perhaps for want of memory; the others are read"
            yield Reading(Document(document.id, ""), failure=Failure(DefectError.__name__, message)), None
        else:
            yield read_safely(document)


class _Tries:
    """How often a shard was begun and not ended. From the fourth time on each document is noted first: one that kills its process is found."""

    def __init__(self, output: Output, number: int) -> None:
        self.output, self.name = output, f"tries/{number:05}"
        self.lines = (output.get(self.name) or b"").decode().split()
        self.careful = self.lines.count("begun") >= PATIENCE
        self._note("begun")

    def _note(self, word: str) -> None:
        self.lines.append(word)
        self.output.put(self.name, "\n".join(self.lines).encode())

    def fatal(self, place: int) -> bool:
        """Whether this document killed its process again and again; otherwise it is noted that it is read now."""
        if not self.careful:
            return False
        ends = [a for a, b in zip(self.lines, self.lines[1:], strict=False) if b == "begun"]
        if ends.count(str(place)) >= DEATHS:
            return True
        self._note(str(place))
        return False

    def over(self) -> None:
        """The shard is whole."""
        self.output.drop(self.name)
