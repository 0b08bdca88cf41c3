"""How long each stage of the work takes, where somebody asked for it; otherwise nothing is measured and nothing is lost."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass(slots=True)
class Times:
    """Seconds and calls of each stage. A stage inside another counts for itself; the outer one then has what is left."""

    seconds: dict[str, float] = field(default_factory=dict)
    calls: dict[str, int] = field(default_factory=dict)
    _inner: list[float] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure what happens inside."""
        began = time.perf_counter()
        self._inner.append(0.0)
        try:
            yield
        finally:
            spent = time.perf_counter() - began
            self.seconds[name] = self.seconds.get(name, 0.0) + spent - self._inner.pop()
            self.calls[name] = self.calls.get(name, 0) + 1
            if self._inner:
                self._inner[-1] += spent


_times: ContextVar[Times | None] = ContextVar("times", default=None)


@contextmanager
def measured() -> Iterator[Times]:
    """Measure all stages inside."""
    found = Times()
    token = _times.set(found)
    try:
        yield found
    finally:
        _times.reset(token)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """One stage of the work."""
    times = _times.get()
    if times is None:
        yield
        return
    with times.stage(name):
        yield
