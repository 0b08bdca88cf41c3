"""Work on accounts that is shared out: every worker holds all accounts once, and is sent only what is asked about them."""

import gc
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import cycle
from typing import Any, Protocol, TypeVar

from lagebild.cluster.output import library
from lagebild.entries import Account

WAITING = 3  # parts for each worker, so that none waits for the driver
Part = TypeVar("Part")
Made = TypeVar("Made")
Work = Callable[[Mapping[str, Account], Part], Made]


class Workers(Protocol):
    """What does work on accounts that it holds."""

    def hold(self, accounts: Mapping[str, Account]) -> None:
        """Take the accounts."""

    def each(self, work: Work[Part, Made], parts: Iterable[Part]) -> Iterator[Made]:
        """What comes of each part, in order."""


class Alone:
    """All work in this process."""

    accounts: Mapping[str, Account]

    def hold(self, accounts: Mapping[str, Account]) -> None:
        """Take the accounts."""
        self.accounts = accounts

    def each(self, work: Work[Part, Made], parts: Iterable[Part]) -> Iterator[Made]:
        """What comes of each part, in order."""
        return (work(self.accounts, part) for part in parts)


class Pool:
    """The same by actors of Ray; one that dies is started anew, and what it had to do with it.

    What is sent is pickled here: Ray looks at every small thing by itself, which takes longer than a comparison.
    """

    def __init__(self, ray: Any, workers: int) -> None:
        self.ray, self.held = ray, list[Any]()
        actor = ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=-1)(Holder)
        self.actors = [actor.remote() for _ in range(workers)]

    def hold(self, accounts: Mapping[str, Account]) -> None:
        """Take the accounts."""
        self.held = [self.ray.put(pickle.dumps(accounts))]

    def each(self, work: Work[Part, Made], parts: Iterable[Part]) -> Iterator[Made]:
        """What comes of each part, in order."""
        waiting: deque[Any] = deque()
        for actor, part in zip(cycle(self.actors), parts, strict=False):
            if len(waiting) >= WAITING * len(self.actors):
                yield self._got(waiting.popleft())
            waiting.append(actor.do.remote(self.held, pickle.dumps((work, part))))
        while waiting:
            yield self._got(waiting.popleft())

    def _got(self, made: Any) -> Any:
        return pickle.loads(self.ray.get(made))


class Holder:
    """One of them. It fetches the accounts with its first part; a new one in its place does the same."""

    def __init__(self) -> None:
        self.held, self.accounts = list[Any](), dict[str, Account]()

    def do(self, held: list[Any], asked: bytes) -> bytes:
        """What comes of work on one part, of accounts that lie where ``held`` says."""
        if held != self.held:
            self.held, self.accounts = held, pickle.loads(library("ray").get(held[0]))
            gc.freeze()  # what stays is not looked through again and again
        work, part = pickle.loads(asked)
        return pickle.dumps(work(self.accounts, part))
