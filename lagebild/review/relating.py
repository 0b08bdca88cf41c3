"""What statements of different reports have to do with each other, as it is computed and as people judged it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from lagebild.entries import Entry
from lagebild.link.relations import Rejected, Relation, name, named
from lagebild.matters import matter
from lagebild.picture.loading import Material, material
from lagebild.picture.related import related
from lagebild.store import Scope, Store

AROUND, SHOWN = 60, 30
COMPARED = ("event", "figure")
Ref = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Other:
    """A statement of another report and what it has to do with one; ``rejected``: people say nothing."""

    relation: Relation
    entry: Entry
    rejected: bool


def contested(store: Store, entries: Iterable[Entry]) -> set[Ref]:
    """Those statements that other voices of their incident contradict."""
    asked = {name(e) for e in entries if e.statement.kind in COMPARED}
    return asked & {ref for r in related(_around(store, asked)) if r.type == "contradicts" for ref in (r.source, r.target)}


def others(store: Store, entry: Entry) -> list[Other]:
    """What a statement has to do with statements of other reports, the latest first; what people rejected too."""
    own, s = name(entry), entry.statement
    same = store.entries(Scope(kinds=("status",), matters=(matter(s) or "",)))[-AROUND:] if s.kind == "status" else []
    found = material(store, same, None) if same else _around(store, {own} if s.kind in COMPARED else set())
    by = {name(e): e for e in found.entries}
    made = [_other(r, own, by, found.rejected) for r in related(found, rejected=True) if own in (r.source, r.target) and r.source[0] != r.target[0]]
    return sorted(made, key=lambda o: o.entry.header.reported, reverse=True)[:SHOWN]


def _other(r: Relation, own: Ref, by: Mapping[Ref, Entry], rejected: Rejected) -> Other:
    return Other(r, by[r.source if r.target == own else r.target], named(r.source, r.target, r.type) in rejected)


def _around(store: Store, asked: Collection[Ref]) -> Material:
    """The figures and events of the incidents that some statements belong to."""
    keys = sorted({k for k, _ in asked})
    own = [a.key for a in store.accounts_of(keys, stories=False) if any((a.document, s) in asked for s in a.statements)]
    near = store.documents_of_accounts({a for i in store.incidents_of(own) for a in i.accounts})[:AROUND]
    documents = tuple(sorted({*keys, *near}))
    return material(store, store.entries(Scope(documents=documents, kinds=COMPARED)) if documents else [], None)
