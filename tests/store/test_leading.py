"""What many write about: few accounts lead, the others follow them, and neither the order of arrival nor what goes away again leaves a trace."""

import random

import pytest
from sqlalchemy import select

from lagebild import incidents, leaders
from lagebild.entries import Judgement
from lagebild.link import blocks, clusters, compare, leading, linked
from lagebild.link.compare import JOIN
from lagebild.link.leading import pairs
from lagebild.store import Store, key_of
from lagebild.store import tables as t
from lagebild.store.engine import reading
from tests.store.making import Clock
from tests.store.test_linking import HARBOUR, VALLEY, blast, kept, undated

MANY, FEW = 3, 2


@pytest.fixture(autouse=True)
def few_lead(monkeypatch):
    for module in (leading, leaders):
        monkeypatch.setattr(module, "ENOUGH", MANY)
    monkeypatch.setattr(leading, "WAVE", FEW)


def told(n):
    """Reports of a few happenings that hang together more or less, at two places on near days."""
    chance = random.Random(n)
    if n % 9 == 8:
        return undated(f"d{n}", f"Explosion, Bericht {n}.")
    day = f"2032-03-0{chance.choice((1, 1, 1, 1, 2, 4))}"
    place = chance.choice((HARBOUR, HARBOUR, HARBOUR, VALLEY))
    return blast(f"d{n}", day, place, number=chance.choice((3, 3, 40, None)), words=chance.choice(("Explosion", "Unglück", "Brand")))


REPORTS = [told(n) for n in range(36)]


def state(store):
    """What linking keeps, by key: who leads, what follows whom, which incidents."""
    with reading(store.engine) as c:
        named = {r.row: r.key for r in c.execute(select(t.accounts.c.row, t.accounts.c.key))}
        shelves = [sorted((r.block, named[r.account]) for r in c.execute(select(b))) for b in (t.blocks, t.follower_blocks)]
        edges = [sorted((*r[:2], r.score, str(r.reasons)) for r in c.execute(select(e))) for e in (t.edges, t.follower_edges)]
    return shelves, edges, kept(store)


def added(url, batches):
    store = Store(url, now=Clock())
    for some in batches:
        store.add(some, "r1", incidents.linker)
    return store


def in_parts(reports, chance):
    found, n = [], 0
    while n < len(reports):
        size = chance.choice((1, 2, 7))
        found.append(reports[n : n + size])
        n += size
    return found


def test_all_orders_of_arrival_keep_the_same():
    with added("sqlite://", [REPORTS]) as store:
        wanted = state(store)
    assert all(wanted[0]) and all(wanted[1]) and 1 < len(wanted[2]) < len(REPORTS)
    for seed in range(8):
        chance = random.Random(seed)
        shuffled = chance.sample(REPORTS, len(REPORTS))
        with added("sqlite://", in_parts(shuffled, chance)) as store:
            assert state(store) == wanted


def test_what_is_forgotten_or_read_again_leaves_no_trace(url):
    with added("sqlite://", [REPORTS[:24]]) as store:
        wanted = state(store)
    with added(url, in_parts(REPORTS, random.Random(1))) as store:
        whole = state(store)
        store.add(REPORTS[5:30:3], "r2", incidents.linker)
        assert state(store) == whole
        for r in REPORTS[24:]:
            incidents.forget(store, key_of(r.document), "mk")
        assert state(store) == wanted
        incidents.relink(store)
        assert state(store) == wanted


def test_a_store_finds_what_all_accounts_at_once_give():
    with added("sqlite://", in_parts(REPORTS, random.Random(2))) as store:
        made = {a.key: a for a in store.accounts_of([k for k, _ in store.documents()])}
        found, incidents_found = store.component(made)[1], kept(store)
    beside = [(x, y) for x in made for y in made if x < y and blocks(made[x]) & blocks(made[y])]
    edges = {(x, y): e for x, y in beside if (e := compare(made[x], made[y])).score >= JOIN}
    thin = linked([(a.key, a.document, blocks(a)) for a in made.values()], lambda near: [edges[p] for p in pairs(near) if p in edges])
    assert found == sorted(thin, key=lambda e: (e.a, e.b)) and len(thin) < len(edges)
    grouped = clusters(made.values(), edges.values())
    assert clusters(made.values(), thin) == grouped and sorted((i.id, i.accounts) for i in grouped) == incidents_found


def test_what_people_said_about_those_that_follow_holds_and_is_undone():
    with added("sqlite://", [REPORTS[:20]]) as store:
        with reading(store.engine) as c:
            behind = sorted(set(c.scalars(select(t.follower_edges.c.account))))
        large = max(kept(store), key=lambda i: len(i[1]))[1]
        accounts = {a.key: a.document for a in store.accounts_of([k for k, _ in store.documents()])}
        follower, other = next(k for k in large if k in behind), next(k for k in large if k not in behind)
        said = Judgement(accounts[follower], "", accounts[other], "", "different", "mk")
        before = kept(store)
        incidents.judge(store, said)
        assert not any({follower, other} <= set(i[1]) for i in kept(store))
        for some in in_parts(REPORTS[20:], random.Random(3)):
            store.add(some, "r1", incidents.linker)
        assert not any({follower, other} <= set(i[1]) for i in kept(store))
        apart = kept(store)
        incidents.judge(store, said, undo=True)
        with added("sqlite://", [REPORTS]) as whole:
            assert kept(store) == kept(whole) != before
            incidents.judge(whole, said)
            assert kept(whole) == apart


def test_the_past_is_linked_as_it_was_then():
    with added("sqlite://", [REPORTS]) as store:
        accounts = store.accounts_of([k for k, _ in store.documents()])
        for day in ("2032-03-02", "2032-03-05"):
            then = {a.key for a in accounts if a.reported <= day}
            early = [r for r in REPORTS if {a.key for a in store.accounts_of([key_of(r.document)])} & then]
            with added("sqlite://", [early]) as other:
                found = incidents.incidents_as_of(store, then, day)
                assert sorted((i.id, i.accounts) for i in found) == kept(other)
