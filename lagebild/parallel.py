"""Many documents on several processes, one reader for each core; readings come in the order of their documents."""

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from lagebild.errors import DefectError
from lagebild.ingest import Failed
from lagebild.pipeline import read_many
from lagebild.reader.model import THREADS, cores
from lagebild.statements import Failure, Reading
from lagebild.text import Document

CHUNK = 8
AHEAD = 3
Chunk = list[Document | Failed]


def read_parallel(found: Iterable[Document | Failed], processes: int | None = None) -> Iterator[Reading]:
    """Read documents on several processes.

    Holds a few dozen documents at a time, whatever their number. A document that kills its process becomes a reading
    with a failure; the others are read.

    Args:
        found: documents, as ``lagebild.ingest.documents`` gives them.
        processes: how many; default: the cores of this process. With 1 nothing is started.
    """
    count = processes or cores()
    if count == 1:
        yield from read_many(found)
        return
    workers = _Workers(count)
    try:
        yield from workers.readings(found)
    finally:
        workers.stop()


class _Workers:
    """A pool that is made anew when a worker dies."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool = self._made()
        self._pending: deque[tuple[Chunk, Future[list[Reading]]]] = deque()

    def _made(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._count, multiprocessing.get_context("spawn"), initializer=_alone)

    def stop(self) -> None:
        """Let the running chunks end, drop the rest."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def readings(self, found: Iterable[Document | Failed]) -> Iterator[Reading]:
        """Keep every worker busy, at most ``AHEAD`` chunks each."""
        source = iter(found)
        while chunk := list(islice(source, CHUNK)):
            self._submit(chunk)
            if len(self._pending) >= self._count * AHEAD:
                yield from self._next()
        while self._pending:
            yield from self._next()

    def _submit(self, chunk: Chunk) -> None:
        try:
            self._pending.append((chunk, self._pool.submit(_read, chunk)))
        except BrokenProcessPool:
            self._renew()
            self._pending.append((chunk, self._pool.submit(_read, chunk)))

    def _next(self) -> list[Reading]:
        chunk, future = self._pending.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self._renew()
            return [reading for document in chunk for reading in self._singly(document)]

    def _singly(self, document: Document | Failed) -> list[Reading]:
        """One document by itself: it is known then who killed the process."""
        try:
            return self._pool.submit(_read, [document]).result()
        except BrokenProcessPool:
            self._renew()
            message = f"{document.id} could not be read: its process died, perhaps for want of memory; the others are read"
            return [Reading(Document(document.id, ""), failure=Failure(DefectError.__name__, message))]

    def _renew(self) -> None:
        """A new pool, with what the old one still had to do."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._made()
        self._pending = deque((chunk, f if _done_well(f) else self._pool.submit(_read, chunk)) for chunk, f in self._pending)


def _done_well(future: Future[list[Reading]]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _alone() -> None:
    """Each worker's reader uses one thread."""
    os.environ[THREADS] = "1"


def _read(chunk: Chunk) -> list[Reading]:
    return list(read_many(chunk))
