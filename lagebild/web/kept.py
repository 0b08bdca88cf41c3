"""Values that are dear to make, kept while what they are made from stays as it is, and made by one thread at a time."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

QUICK, SHARE, LONGEST = 0.1, 10, 10.0


@dataclass(slots=True)
class _Slot:
    """One value, the state that it was made in, when, and the processor time that it took."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    value: Any = None
    state: str | None = None
    made: float = 0.0
    cost: float = 0.0

    def fits(self, state: str) -> bool:
        """Whether the value can be used: the state is the same; or it was dear, and is not old beside what it cost."""
        if self.state is None or self.state == state:
            return self.state == state
        return self.cost > QUICK and time.monotonic() - self.made < min(LONGEST, SHARE * self.cost)


class Kept:
    """The last used values by key. Where reports keep coming in, a dear value is made anew only for a tenth of the time."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._slots: OrderedDict[Hashable, _Slot] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, state: str, make: Callable[[], Any], fresh: bool = False) -> Any:
        """The value of a key; with ``fresh`` of exactly this state."""
        slot = self._slot(key)
        waits = fresh or slot.state is None or slot.cost <= QUICK
        if not slot.lock.acquire(blocking=waits):
            return slot.value
        try:
            if slot.state != state if fresh else not slot.fits(state):
                began = time.thread_time()
                slot.value, slot.state = make(), state
                slot.cost, slot.made = time.thread_time() - began, time.monotonic()
            return slot.value
        finally:
            slot.lock.release()

    def _slot(self, key: Hashable) -> _Slot:
        with self._lock:
            slot = self._slots.setdefault(key, _Slot())
            self._slots.move_to_end(key)
            while len(self._slots) > self.most:
                self._slots.popitem(last=False)
            return slot

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._slots.clear()
