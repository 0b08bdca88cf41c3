"""From the store to what a picture is made of: entries of a scope, and the incident that each belongs to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lagebild.entries import Account, Entry, Incident, standing
from lagebild.incidents import incidents_as_of
from lagebild.link.relations import NONE, Rejected
from lagebild.statements import Link
from lagebild.store import Scope, Store

MOST = 100_000


@dataclass(frozen=True, slots=True)
class Material:
    """Entries in order of reporting, the incident of each, accounts by incident, links inside documents, relations that people rejected."""

    entries: tuple[Entry, ...]
    incident: dict[tuple[str, str], str]
    accounts: dict[str, list[Account]]
    links: dict[str, list[Link]]
    rejected: Rejected = NONE


def load(store: Store, scope: Scope) -> Material:
    """What a scope holds."""
    found = store.entries(scope)
    if scope.about:
        about = set(store.search(scope.about, MOST))
        found = [e for e in found if e.header.key in about]
    return material(store, found, scope.reported)


def material(store: Store, found: Iterable[Entry], reported: str | None) -> Material:
    """Entries with their incidents."""
    entries = [e for e in found if standing(e)]
    keys = sorted({e.header.key for e in entries})
    accounts = store.accounts_of(keys, stories=False)
    mine = [a.key for a in accounts]
    of = store.incident_of(mine) if reported is None else by_account(incidents_as_of(store, mine, reported))
    return placed(credited(store, entries), accounts, of, store.links(keys), store.rejected(keys))


def by_account(found: Iterable[Incident]) -> dict[str, str]:
    """The incident of each account."""
    return {a: i.id for i in found for a in i.accounts}


def placed(entries: list[Entry], accounts: list[Account], of: Mapping[str, str], links: dict[str, list[Link]], rejected: Rejected) -> Material:
    """Entries with what is known around them; accounts are those of the entries' documents, ``of`` gives the incident of each."""
    incident = {(a.document, s): of[a.key] for a in accounts if a.key in of for s in a.statements}
    by: dict[str, list[Account]] = {}
    for a in accounts:
        by.setdefault(of.get(a.key, a.key), []).append(a)
    return Material(tuple(entries), incident, by, links, rejected)


def credited(store: Store, entries: list[Entry]) -> list[Entry]:
    """Near-copies speak with the voice of the first of them."""
    firsts = store.headers({e.header.copies for e in entries if e.header.copies != e.header.key})
    return [replace(e, header=replace(e.header, outlet=firsts[e.header.copies].outlet)) if e.header.copies in firsts else e for e in entries]
