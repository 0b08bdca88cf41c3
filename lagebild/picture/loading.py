"""From the store to what a picture is made of: entries of a scope, and the incident that each belongs to."""

from collections.abc import Iterable
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
    groups = store.incidents_of(a.key for a in accounts) if reported is None else incidents_as_of(store, (a.key for a in accounts), reported)
    return placed(credited(store, entries), accounts, groups, store.links(keys), store.rejected(keys))


def placed(entries: list[Entry], accounts: list[Account], groups: Iterable[Incident], links: dict[str, list[Link]], rejected: Rejected) -> Material:
    """Entries with what is known around them; accounts are those of the entries' documents."""
    of = {a: i.id for i in groups for a in i.accounts}
    incident = {(a.document, s): of[a.key] for a in accounts if a.key in of for s in a.statements}
    by: dict[str, list[Account]] = {}
    for a in accounts:
        by.setdefault(of.get(a.key, a.key), []).append(a)
    return Material(tuple(entries), incident, by, links, rejected)


def credited(store: Store, entries: list[Entry]) -> list[Entry]:
    """Near-copies speak with the voice of the first of them."""
    firsts = store.headers({e.header.copies for e in entries if e.header.copies != e.header.key})
    return [replace(e, header=replace(e.header, outlet=firsts[e.header.copies].outlet)) if e.header.copies in firsts else e for e in entries]
