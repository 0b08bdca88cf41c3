"""Documents into the store: read what is new, write in batches, go on where an earlier run ended."""

import hashlib
import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from lagebild import packs
from lagebild.errors import StoreGoneError
from lagebild.incidents import linker
from lagebild.ingest import Failed
from lagebild.pipeline import read_many
from lagebild.reader import default_folder
from lagebild.statements import Failure, Reading
from lagebild.store import Store, key_of
from lagebild.text import Document, digest

BATCH, SECONDS = 64, 10.0
WORDING = ("labels.yaml", "picture.yaml")
Read = Callable[[Iterable[Document | Failed]], Iterator[Reading]]


log = logging.getLogger(__name__)
WAITS = (1, 2, 4, 8, 15, 30, 60)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of the documents so far; ``failed`` are names with reasons."""

    new: int = 0
    replaced: int = 0
    known: int = 0
    refused: int = 0
    failed: tuple[tuple[str, Failure], ...] = ()

    def plus(self, other: "Tally") -> "Tally":
        """Both together."""
        new, replaced, known = self.new + other.new, self.replaced + other.replaced, self.known + other.known
        return Tally(new, replaced, known, self.refused + other.refused, (*self.failed, *other.failed))

    @property
    def seen(self) -> int:
        """How many documents there were."""
        return self.new + self.replaced + self.known + self.refused + len(self.failed)


@lru_cache(maxsize=1)
def reader_name() -> str:
    """What a reading depends on besides the text: the model and the packs, as one hash. A changed reader reads documents again."""
    card = (default_folder() / "model.json").read_bytes()
    found = [
        (p.name, f.name, f.read_bytes())
        for p in packs.ROOT.iterdir()
        if p.is_dir()
        for f in p.iterdir()
        if f.name.endswith(".yaml") and f.name not in WORDING
    ]
    parts = [f"{folder}/{name}:{hashlib.sha256(data).hexdigest()}" for folder, name, data in sorted(found)]
    return digest(hashlib.sha256(card).hexdigest(), *parts)


def collect(store: Store, found: Iterable[Document | Failed], read: Read = read_many, reader: str | None = None) -> Iterator[Tally]:
    """Read and store documents; a tally after each batch. A batch is written whole or not at all, and what is there already is not read again."""
    by, items, total = reader if reader is not None else reader_name(), iter(found), Tally()
    while batch := list(islice(items, BATCH)):
        for part in _batch(store, batch, read, by):
            total = total.plus(part)
            yield total


def lasting(work: Callable[[], T]) -> T:
    """What a call to the store gives; while the store is gone it is tried again, for two minutes. Writing twice changes nothing.

    Raises:
        StoreGoneError: the store did not come back.
    """
    for wait in WAITS:
        try:
            return work()
        except StoreGoneError as error:
            log.warning("waiting for the store: %s", error, extra={"seconds": wait})
            time.sleep(wait)
    return work()


def _batch(store: Store, batch: list[Document | Failed], read: Read, reader: str) -> Iterator[Tally]:
    documents = [d for d in batch if isinstance(d, Document)]
    known = lasting(lambda: store.known(documents, reader))
    todo = [d for d in batch if isinstance(d, Failed) or key_of(d) not in known]
    if len(todo) < len(batch):
        yield Tally(known=len(batch) - len(todo))
    waiting: list[Reading] = []
    since = time.monotonic()
    for reading in read(todo):
        waiting.append(reading)
        if time.monotonic() - since > SECONDS:
            yield _write(store, waiting, reader)
            waiting, since = [], time.monotonic()
    if waiting:
        yield _write(store, waiting, reader)


def _write(store: Store, readings: list[Reading], reader: str) -> Tally:
    failed = tuple((r.document.id, r.failure) for r in readings if r.failure)
    written = lasting(lambda: store.add([r for r in readings if not r.failure], reader, linker))
    lasting(lambda: store.fail(failed))
    log.info("written", extra={"new": len(written.new), "again": len(written.replaced), "failed": len(failed)})
    return replace(Tally(len(written.new), len(written.replaced), len(written.same), len(written.refused)), failed=failed)
