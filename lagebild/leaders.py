"""Keeping up which accounts lead as accounts come and go. They are looked at in order of their keys, so that the order of arrival does not matter."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from heapq import heapify, heappop, heappush

from sqlalchemy import Connection

from lagebild.entries import Account, Edge
from lagebild.link import fitting, numbers
from lagebild.link.leading import ENOUGH
from lagebild.store import clusters as kept
from lagebild.store import leading as store


def settle(connection: Connection, fresh: Iterable[Account], shaken: Iterable[str] = ()) -> set[str]:
    """Compare new accounts with those that lead, and find out which ones lead now.

    Args:
        connection: of the store, which holds the new accounts without their blocks.
        fresh: the new accounts.
        shaken: accounts that were compared with some that are no longer there.

    Returns:
        The accounts that began or ceased to lead.
    """
    work = _Settling(connection, {a.key: a for a in fresh})
    lost = store.following(connection, shaken)
    counted = store.followed(connection, lost)
    work.queue += [k for k in lost if counted.get(k, 0) < ENOUGH]
    work.run()
    return work.changed


class _Settling:
    """Accounts in order of their keys. What is found out about new ones is written before any other changes its place, and at the end."""

    def __init__(self, connection: Connection, fresh: Mapping[str, Account]) -> None:
        self.connection, self.fresh, self.changed = connection, dict(fresh), set[str]()
        self.blocks = {k: numbers(a) for k, a in fresh.items()}
        near = kept.in_blocks(connection, {b for some in self.blocks.values() for b in some})
        self.shelves = {block: {a.key for a in some} for block, some in near.items()}
        self.leaders = {a.key: a for some in near.values() for a in some}
        self.queue = list(fresh)
        self.leading: dict[str, list[Edge]] = {}
        self.following: dict[str, list[Edge]] = {}
        self.more: Counter[str] = Counter()
        self.known: dict[str, int] = {}

    def run(self) -> None:
        """Look at all that have to be looked at."""
        heapify(self.queue)
        last = ""
        while self.queue:
            key = heappop(self.queue)
            if key == last:
                continue
            last = key
            if key in self.fresh:
                self._place(self.fresh[key])
            elif key in self.leaders:
                self._check(key)
            else:
                self._lift(key)
        self._write()

    def _place(self, a: Account) -> None:
        """Whether a new account leads."""
        edges = [e for k in sorted(self._near(a)) if (e := fitting(a, self.leaders[k]))]
        if sum(e.a != a.key for e in edges) >= ENOUGH:
            self.following[a.key] = edges
            return
        self.leading[a.key] = edges
        self._shelve(a, self.blocks[a.key])
        self._tell(e.b for e in edges if e.b != a.key)

    def _near(self, a: Account) -> set[str]:
        found = {k for b in self.blocks[a.key] for k in self.shelves.get(b, ())}
        return {k for k in found if k != a.key and self.leaders[k].document != a.document}

    def _shelve(self, a: Account, blocks: Iterable[int]) -> None:
        self.leaders[a.key] = a
        self.changed.add(a.key)
        for b in blocks:
            self.shelves.setdefault(b, set()).add(a.key)

    def _tell(self, keys: Iterable[str]) -> None:
        """Leading accounts that have one more before them are looked at again."""
        for k in keys:
            self.more[k] += 1
            heappush(self.queue, k)

    def _before(self, key: str) -> int:
        """How many leading accounts fit a leading one and come before it."""
        if key not in self.known:
            asked = {k for k in (key, *self.queue) if k in self.leaders and k not in self.fresh}
            self.known |= dict.fromkeys(asked, 0) | store.before(self.connection, asked)
        return self.known[key] + self.more[key]

    def _check(self, key: str) -> None:
        """Whether an account that led leads on."""
        if self._before(key) < ENOUGH:
            return
        self._write()
        lost = {k for k in store.step_back(self.connection, key) if k > key}
        del self.leaders[key]
        self.changed.add(key)
        for some in self.shelves.values():
            some.discard(key)
        counted = store.followed(self.connection, lost)
        for k in lost:
            if counted.get(k, 0) < ENOUGH:
                heappush(self.queue, k)

    def _lift(self, key: str) -> None:
        """Let an account lead that follows too few."""
        self._write()
        if store.followed(self.connection, [key]).get(key, 0) >= ENOUGH:
            return
        (a,) = kept.accounts(self.connection, [key])
        fits = store.step_up(self.connection, key)
        self._shelve(a, numbers(a))
        self._gather({key: numbers(a)})
        self.leaders |= {x.key: x for x in kept.accounts(self.connection, fits - set(self.leaders))}
        for k in fits:
            if k > key:
                heappush(self.queue, k)

    def _write(self) -> None:
        """Write what was found out since the last time; from here on it is counted by the store."""
        led, behind = self.leading, self.following
        self.leading, self.following = {}, {}
        self.more.clear()
        self.known.clear()
        store.put_blocks(self.connection, {k: self.blocks[k] for k in led}, following=False)
        store.put_blocks(self.connection, {k: self.blocks[k] for k in behind}, following=True)
        store.put_edges(self.connection, (e for some in led.values() for e in some))
        store.put_followed(self.connection, ((k, e) for k, some in behind.items() for e in some))
        self._gather({k: self.blocks[k] for k in led}, behind)

    def _gather(self, led: Mapping[str, Collection[int]], done: Collection[str] = ()) -> None:
        """Compare accounts that now lead with those that follow; new ones with greater keys have been (``done``)."""
        outer = kept.in_blocks(self.connection, {b for some in led.values() for b in some}, following=True)
        found: list[tuple[str, Edge]] = []
        for key, blocks in led.items():
            a, near = self.leaders[key], {x.key: x for b in blocks for x in outer.get(b, ())}
            others = [x for k, x in sorted(near.items()) if x.document != a.document and not (k in done and k > key)]
            found += [(x.key, e) for x in others if (e := fitting(a, x))]
        store.put_followed(self.connection, found)
