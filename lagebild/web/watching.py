"""One task beside the pages: it sees that the store changed, wakes those who listen, and looks through saved scopes."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator

from starlette.concurrency import run_in_threadpool

from lagebild.store import Store
from lagebild.web.alerts import Send, check

PACE, SHARE = 2.0, 5
log = logging.getLogger("lagebild.web")


class Watcher:
    """Asks the store for its state at a steady pace; nothing is computed while it stays the same."""

    def __init__(self, store: Store, send: Send, pace: float = PACE) -> None:
        self.store, self.send, self.pace, self.state, self.spent = store, send, pace, "", 0.0
        self._changed = asyncio.Condition()
        self._ended = False

    async def run(self) -> None:
        """Until it is cancelled."""
        self.state = await run_in_threadpool(self.store.state)
        await self._alert()
        while True:
            await asyncio.sleep(max(self.pace, SHARE * self.spent))
            began = time.monotonic()
            try:
                await self._look()
            except Exception:  # a store that is away for a moment must not end the watch
                log.exception("the store could not be asked for its state")
            self.spent = time.monotonic() - began

    async def _look(self) -> None:
        state = await run_in_threadpool(self.store.state)
        if state != self.state:
            await self._alert()
            async with self._changed:
                self.state = state
                self._changed.notify_all()

    async def _alert(self) -> None:
        await run_in_threadpool(check, self.store, self.send)

    async def changes(self, patience: float) -> AsyncIterator[str | None]:
        """The state whenever it changes; None after a time without a change, and the end when the program ends."""
        while not self._ended:
            before = self.state
            with contextlib.suppress(TimeoutError):
                async with self._changed:
                    await asyncio.wait_for(self._changed.wait(), patience)
            yield self.state if self.state != before else None

    async def close(self) -> None:
        """Let those who listen go."""
        async with self._changed:
            self._ended = True
            self._changed.notify_all()
