"""Reading in the background: one job after another, each with what became of its documents."""

import itertools
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from lagebild.collect import Read, collect
from lagebild.errors import InputError
from lagebild.ingest import Failed
from lagebild.statements import Reading
from lagebild.store import Store, key_of
from lagebild.text import Document

WAITING, KEPT, SHOWN = 20, 100, 200
DEFECT = "a fault of Lagebild ended this job"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One document of a job: its key, how many statements it has, or why it could not be read."""

    name: str
    key: str | None = None
    statements: int = 0
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """What was given to be read. ``state``: waiting, reading, done; ``known`` were in the store already."""

    id: int
    name: str
    at: str
    state: str = "waiting"
    read: int = 0
    new: int = 0
    known: int = 0
    failed: int = 0
    outcomes: tuple[Outcome, ...] = ()

    @property
    def running(self) -> bool:
        """Whether there is more to come."""
        return self.state != "done"


Work = tuple[int, Iterable[Document | Failed], Callable[[], None]]


@dataclass(slots=True)
class Jobs:
    """A queue with one worker, which starts with the first job and ends with the program."""

    store: Store
    read: Read
    reader: str | None = None
    _jobs: dict[int, Job] = field(default_factory=dict)
    _queue: "queue.Queue[Work | None]" = field(default_factory=lambda: queue.Queue(WAITING))
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _worker: threading.Thread | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def submit(self, name: str, found: Iterable[Document | Failed], clean: Callable[[], None] = lambda: None) -> Job:
        """Queue documents to be read; ``clean`` runs when they are.

        Raises:
            InputError: too many jobs are waiting.
        """
        with self._lock:
            job = Job(next(self._numbers), name, self.store.now())
            try:
                self._queue.put_nowait((job.id, found, clean))
            except queue.Full as error:
                raise InputError(f"{WAITING} jobs are waiting; try again when some are done") from error
            self._jobs[job.id] = job
            for old in list(self._jobs)[:-KEPT]:
                del self._jobs[old]
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="lagebild-jobs", daemon=True)
                self._worker.start()
        return job

    def all(self) -> list[Job]:
        """The jobs since the program started, newest first."""
        return list(reversed(list(self._jobs.values())))

    def get(self, number: int) -> Job | None:
        """A job by its number."""
        return self._jobs.get(number)

    def close(self) -> None:
        """Take no more; what is being read is finished."""
        worker, self._worker = self._worker, None
        if worker is not None:
            self._queue.put(None)
            worker.join(timeout=5)

    def _work(self) -> None:
        while work := self._queue.get():
            id_, found, clean = work
            try:
                self._run(id_, found)
            except Exception:  # a fault of ours must not stop the other jobs
                self._note(id_, Outcome(self._jobs[id_].name, failure=DEFECT))
            finally:
                self._change(id_, state="done")
                clean()

    def _run(self, id_: int, found: Iterable[Document | Failed]) -> None:
        self._change(id_, state="reading")

        def watched(some: Iterable[Document | Failed]) -> Iterator[Reading]:
            for reading in self.read(some):
                self._note(id_, outcome(reading))
                yield reading

        for tally in collect(self.store, found, watched, self.reader):
            self._change(id_, new=tally.new + tally.replaced, known=tally.known + tally.refused)

    def _note(self, id_: int, found: Outcome) -> None:
        job = self._jobs[id_]
        shown = (*job.outcomes, found)[-SHOWN:]
        self._jobs[id_] = replace(job, read=job.read + 1, failed=job.failed + bool(found.failure), outcomes=shown)

    def _change(self, id_: int, **values: object) -> None:
        if id_ in self._jobs:
            self._jobs[id_] = replace(self._jobs[id_], **values)  # type: ignore[arg-type]


def outcome(reading: Reading) -> Outcome:
    """What became of a document."""
    name = reading.document.title or reading.document.id
    if reading.failure:
        return Outcome(name, failure=reading.failure.message)
    return Outcome(name, key_of(reading.document), len(reading.statements))
