"""What exports are made of: documents in a fixed order, a part of them at a time, with all that is said and how it hangs together."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lagebild.entries import Entry
from lagebild.link import Relation
from lagebild.link.relations import name
from lagebild.picture.loading import Material, load, material
from lagebild.picture.related import related
from lagebild.statements import Link, Mention
from lagebild.store import Scope, Store
from lagebild.text import Document

PART = 200
EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Told:
    """One document: what it says and names, the incident of each statement, relations to statements of other documents."""

    key: str
    document: Document
    entries: tuple[Entry, ...]
    mentions: tuple[Mention, ...]
    links: tuple[Link, ...]
    incident: dict[str, str]
    across: tuple[Relation, ...]


def told(store: Store, scope: Scope = EVERYTHING) -> Iterator[Told]:
    """The documents of a scope, or all, by id."""
    keys = store.keys()
    if scope != EVERYTHING:
        wanted = {e.header.key for e in load(store, scope).entries}
        keys = [k for k in keys if k in wanted]
    for i in range(0, len(keys), PART):
        yield from _part(store, keys[i : i + PART])


def _part(store: Store, keys: list[str]) -> Iterator[Told]:
    texts, mentions = store.texts(keys), store.mentions(keys)
    own = material(store, store.of_documents(keys), None)
    of: dict[str, list[Entry]] = {k: [] for k in keys}
    for e in own.entries:
        of[e.header.key].append(e)
    across = _across(store, own)
    for k in keys:
        incident = {s: i for (d, s), i in own.incident.items() if d == k}
        yield Told(k, texts[k], tuple(of[k]), tuple(mentions[k]), tuple(own.links.get(k, ())), incident, tuple(r for r in across if r.source[0] == k))


def _across(store: Store, own: Material) -> list[Relation]:
    """Relations that lead from these documents to others, within whole incidents."""
    accounts = [a.key for of in own.accounts.values() for a in of]
    members, _ = store.component(accounts)
    whole = material(store, store.of_documents(sorted({a.document for a in members} | {e.header.key for e in own.entries})), None)
    return [r for r in related(whole) if r.source[0] != r.target[0]]


def events(store: Store, scope: Scope) -> Iterator[tuple[Told, Entry]]:
    """Events that are said to have happened, with their documents."""
    for doc in told(store, scope):
        for e in doc.entries:
            if e.statement.kind == "event" and e.statement.modality == "actual" and e.statement.certainty != "denied":
                yield doc, e


def plainly(entry: Entry) -> Entry:
    """An entry without anything that depends on when it was stored."""
    return replace(entry, since="", until=None, header=replace(entry.header, recorded=""))


__all__ = ["EVERYTHING", "Told", "events", "name", "plainly", "related", "told"]
