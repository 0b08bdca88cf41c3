"""Linking what is in a store: accounts of new documents, comparisons with what is near, incidents around them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection

from lagebild.entries import Account, Edge, Incident, Judgement, standing
from lagebild.leaders import settle
from lagebild.link import accounts_of, clusters, fitting, linked, numbers
from lagebild.link.leading import Near, pairs
from lagebild.link.reports import REPORT
from lagebild.statements import Reading, Statement
from lagebild.store import Store, Written
from lagebild.store import clusters as kept
from lagebild.store.engine import reading, writing
from lagebild.store.leading import following
from lagebild.store.notes import judgements
from lagebild.store.query import gists, headers, links, mentions, of_documents
from lagebild.store.write import links_of

CHUNK = 200
Judged = Mapping[tuple[str, str], bool]


def linker(connection: Connection, written: Written, at: str) -> None:
    """Link documents that were just written, in the same transaction."""
    around = kept.drop_accounts(connection, written.replaced, at)
    others = [k for k in (*written.new, *written.replaced) if k not in written.readings]
    fresh = [*_of_readings(connection, written.readings), *_accounts(connection, others)]
    kept.put_accounts(connection, fresh)
    seen = regroup(connection, {*around, *settle(connection, fresh, around)}, at)
    _follow(connection, {a.key for a in fresh} - seen, at)


def _of_readings(connection: Connection, found: Mapping[str, Reading]) -> list[Account]:
    """Accounts of documents that nobody can have said anything about yet."""
    told = [(header, found[k]) for k, header in sorted(headers(connection, found).items())]
    return [a for header, r in told for a in accounts_of(header, r.statements, links_of(r), r.mentions, r.gist)]


def _accounts(connection: Connection, keys: list[str]) -> list[Account]:
    """What documents tell of, also those that have a newer version: which one came first does not matter, and the past can be asked about."""
    if not keys:
        return []
    said, facts = of_documents(connection, keys, outdated=True), headers(connection, keys)
    inside, named, about = links(connection, keys), mentions(connection, keys), gists(connection, keys)
    of: dict[str, list[Statement]] = {k: [] for k in keys}
    for e in filter(standing, said):
        of[e.header.key].append(e.statement)
    return [a for k in sorted(facts) for a in accounts_of(facts[k], of[k], inside[k], named[k], about.get(k))]


def regroup(connection: Connection, keys: Iterable[str], at: str) -> set[str]:
    """Compute anew the incidents of everything that hangs together with some accounts; all that does."""
    if not (keys := set(keys)):
        return keys
    judged = judged_pairs(connection, judgements(connection))
    members, edges = _together(connection, keys, judged)
    kept.put_incidents(connection, clusters(kept.accounts(connection, members), edges, judged), at)
    return members


def _together(connection: Connection, keys: Iterable[str], judged: Judged) -> tuple[set[str], list[Edge]]:
    """What hangs together with some accounts, by comparisons or because people judged it, and what speaks for it."""
    members, edges = set(keys), list[Edge]()
    more = members
    while more:
        members, edges = kept.component(connection, members | more, reasons=False)
        more = {k for p in judged for k in p if members & set(p)} - members
    return members, edges


def _follow(connection: Connection, keys: set[str], at: str) -> None:
    """Put new accounts that follow into the incidents of those that lead, which stay as they are."""
    if not keys:
        return
    judged = judged_pairs(connection, judgements(connection))
    said = {k for p in judged for k in p}
    members, edges = _leading(connection, keys, said, judged)
    found = clusters(kept.accounts(connection, members), edges, judged)
    if keys & said or not kept.join_incidents(connection, found, keys, at):
        regroup(connection, keys, at)


def _leading(connection: Connection, keys: set[str], said: set[str], judged: Judged) -> tuple[set[str], list[Edge]]:
    """Accounts that follow, all that leads around them and what was judged with it, and what speaks for it."""
    bound = kept.edges_of(connection, keys | following(connection, said), reasons=False)
    members, ring, found = set[str](), set(keys), dict[tuple[str, str], Edge]()
    while ring:
        members |= ring
        near = [*kept.edges_of(connection, ring, reasons=False, follow=False), *(e for e in bound if e.a in ring or e.b in ring)]
        found |= {(e.a, e.b): e for e in near}
        ring = {k for e in near for k in (e.a, e.b)} | {k for p in judged for k in p if ring & set(p)}
        ring -= members
    return members, list(found.values())


def judged_pairs(connection: Connection, found: Iterable[Judgement]) -> Judged:
    """What people said, about accounts."""
    words = list(found)
    of: dict[str, list[Account]] = {}
    for a in kept.accounts_of(connection, {d for j in words for d in (j.document_a, j.document_b)}):
        of.setdefault(a.document, []).append(a)
    pairs: dict[tuple[str, str], bool] = {}
    for j in words:
        for a in _meant(of.get(j.document_a, []), j.statement_a):
            for b in _meant(of.get(j.document_b, []), j.statement_b):
                if (a.family == REPORT) != (b.family == REPORT):
                    continue
                pairs[(a.key, b.key) if a.key < b.key else (b.key, a.key)] = j.verdict == "same"
    return pairs


def _meant(found: list[Account], statement: str) -> list[Account]:
    return [a for a in found if not statement or statement in a.statements]


def judge(store: Store, judgement: Judgement, undo: bool = False) -> bool:
    """Record, or take back, a person's word on two statements, and link anew around them; False where there was nothing to take back."""
    done = True
    if undo:
        done = store.undo(judgement)
    else:
        store.judge(judgement)
    with writing(store.engine) as c:
        touched = kept.accounts_of(c, [judgement.document_a, judgement.document_b])
        regroup(c, {a.key for a in touched}, store.now())
    return done


def forget(store: Store, document: str, author: str, reason: str | None = None) -> int:
    """Remove a document for good, and link anew what hung together with it."""
    with reading(store.engine) as c:
        around = kept.component(c, {a.key for a in kept.accounts_of(c, kept.keys_named(c, document))}, reasons=False)[0]
    removed = store.forget(document, author, reason)
    if around and removed:
        with writing(store.engine) as c:
            left = {a.key for a in kept.accounts(c, around)}
            regroup(c, left | settle(c, (), left), store.now())
    return removed


def relink(store: Store) -> int:
    """Link everything anew; the number of documents."""
    store.reset_linking()
    keys = iter(sorted(k for k, _ in store.documents()))
    done = 0
    while some := tuple(islice(keys, CHUNK)):
        with writing(store.engine) as c:
            linker(c, Written(new=some), store.now())
        done += len(some)
    return done


@dataclass(frozen=True, slots=True)
class Hanging:
    """Accounts that hang together, by comparisons or because people judged them, and what speaks for it."""

    accounts: list[Account]
    edges: list[Edge]
    judged: Judged
    following: set[str]

    def as_of(self, reported: str) -> list[Incident]:
        """The incidents as they would have been made of what was reported by then."""
        found, edges = [a for a in self.accounts if a.reported <= reported], self.edges
        if self.following and {a.key for a in self.accounts} - self.following - {a.key for a in found}:
            edges = _anew(found, edges)
        return clusters(found, edges, self.judged)


def hanging(store: Store, accounts: Iterable[str]) -> Hanging:
    """What hangs together with some accounts."""
    with reading(store.engine) as c:
        judged = judged_pairs(c, judgements(c))
        members, edges = _together(c, accounts, judged)
        return Hanging(kept.accounts(c, members), edges, judged, following(c, members))


def incidents_as_of(store: Store, accounts: Iterable[str], reported: str) -> list[Incident]:
    """The incidents around some accounts as they would have been made of what was reported by then."""
    return hanging(store, accounts).as_of(reported)


def _anew(found: list[Account], edges: Iterable[Edge]) -> list[Edge]:
    """Comparisons where some of the accounts that lead now were not there."""
    of, known = {a.key: a for a in found}, {(e.a, e.b): e for e in edges}

    def compared(near: Iterable[Near]) -> list[Edge]:
        return [e for x, y in pairs(near) if (e := known.get((x, y)) or fitting(of[x], of[y]))]

    return linked(((a.key, a.document, numbers(a)) for a in found), compared)
