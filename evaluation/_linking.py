"""Documents grouped into incidents, without a store: what linking finds, and how groups are scored."""

from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations

from lagebild.entries import Account, Header
from lagebild.link import accounts_of, blocks, clusters, compare
from lagebild.link.compare import JOIN
from lagebild.statements import Reading
from lagebild.store.clock import moment

Groups = Mapping[str, Hashable]


def accounts(reading: Reading) -> list[Account]:
    """The happenings of one reading."""
    d = reading.document
    reported = moment(d.published.latest) if d.published else ""
    return accounts_of(Header(d.id, d.id, reported, "", language=d.language, copies=d.id), reading.statements, reading.links, reading.mentions)


def main_account(found: Iterable[Account]) -> Account | None:
    """What a report is mainly about: the happening that most statements tell of, the first of equals by key."""
    return max(found, key=lambda a: (len(a.statements), a.key), default=None)


def grouped(readings: Iterable[Reading]) -> dict[str, str]:
    """Documents by the incident that each is mainly about; those that tell of none stand alone."""
    said = {r.document.id: accounts(r) for r in readings}
    by_key = {a.key: a for found in said.values() for a in found}
    shelves: dict[str, list[str]] = {}
    for a in by_key.values():
        for block in blocks(a):
            shelves.setdefault(block, []).append(a.key)
    pairs = {(x, y) for keys in shelves.values() for x, y in combinations(sorted(keys), 2) if by_key[x].document != by_key[y].document}
    edges = [e for x, y in sorted(pairs) if (e := compare(by_key[x], by_key[y])).score >= JOIN]
    incident = {a: i.id for i in clusters(by_key.values(), edges) for a in i.accounts}
    main = {d: main_account(found) for d, found in said.items()}
    return {d: incident[a.key] if a else d for d, a in main.items()}


def b_cubed(gold: Groups, found: Groups) -> tuple[float, float, float]:
    """Precision, recall and F1 over documents."""
    of_gold, of_found = _members(gold), _members(found)
    shared = {d: len(of_gold[gold[d]] & of_found[found[d]]) for d in gold}
    precision = sum(shared[d] / len(of_found[found[d]]) for d in gold) / max(1, len(gold))
    recall = sum(shared[d] / len(of_gold[gold[d]]) for d in gold) / max(1, len(gold))
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _members(groups: Groups) -> dict[Hashable, set[str]]:
    found: dict[Hashable, set[str]] = {}
    for d, g in groups.items():
        found.setdefault(g, set()).add(d)
    return found


def joined(found: Groups) -> set[tuple[str, str]]:
    """Pairs of documents that stand together."""
    return {p for of in _members(found).values() for p in combinations(sorted(of), 2)}
