"""Work on accounts that is shared out: every worker holds all accounts once, and is sent only what is asked about them."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import cycle
from typing import Any, Protocol, TypeVar

from lagebild.entries import Account

WAITING = 3  # parts for each worker, so that none waits for the driver
Part = TypeVar("Part")
Made = TypeVar("Made")
Work = Callable[[Mapping[str, Account], Part], Made]


class Workers(Protocol):
    """What does work on accounts that it holds."""

    def each(self, work: Work[Part, Made], parts: Iterable[Part]) -> Iterator[Made]:
        """What comes of each part, in order."""


class Alone:
    """All work in this process."""

    def __init__(self, accounts: Mapping[str, Account]) -> None:
        self.accounts = accounts

    def each(self, work: Work[Part, Made], parts: Iterable[Part]) -> Iterator[Made]:
        """What comes of each part, in order."""
        return (self.do(work, part) for part in parts)

    def do(self, work: Work[Part, Made], part: Part) -> Made:
        """What comes of one part."""
        return work(self.accounts, part)


class Pool:
    """The same by actors of Ray; one that dies is started anew, and what it had to do with it."""

    def __init__(self, ray: Any, accounts: Mapping[str, Account], workers: int) -> None:
        self.ray, held = ray, ray.put(accounts)
        actor = ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=-1)(Alone)
        self.actors = [actor.remote(held) for _ in range(workers)]

    def each(self, work: Work[Part, Made], parts: Iterable[Part]) -> Iterator[Made]:
        """What comes of each part, in order."""
        waiting: deque[Any] = deque()
        for actor, part in zip(cycle(self.actors), parts, strict=False):
            if len(waiting) >= WAITING * len(self.actors):
                yield self.ray.get(waiting.popleft())
            waiting.append(actor.do.remote(work, part))
        while waiting:
            yield self.ray.get(waiting.popleft())
