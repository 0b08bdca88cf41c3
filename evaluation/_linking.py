"""Documents grouped into incidents, without a store: what linking finds, and how groups are scored."""

from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations

from lagebild.entries import Account, Edge, Header
from lagebild.link import accounts_of, blocks, clusters, compare
from lagebild.link.compare import JOIN
from lagebild.link.reports import REPORT
from lagebild.statements import Reading
from lagebild.store.clock import moment

Groups = Mapping[str, Hashable]


def accounts(reading: Reading) -> list[Account]:
    """The happenings of one reading."""
    d = reading.document
    reported, published = (moment(d.published.latest), d.published.text) if d.published else ("", None)
    header = Header(d.id, d.id, reported, "", language=d.language, published=published, copies=d.id)
    return accounts_of(header, reading.statements, reading.links, reading.mentions, reading.gist)


def grouped(readings: Iterable[Reading]) -> dict[str, str]:
    """Documents by the story that each is about."""
    return by_story(a for r in readings for a in accounts(r))


def by_story(found: Iterable[Account]) -> dict[str, str]:
    """The same from accounts: only those of whole reports count."""
    by_key = {a.key: a for a in found if a.family == REPORT}
    incident = {a: i.id for i in clusters(by_key.values(), edges(by_key)) for a in i.accounts}
    return {a.document: incident[a.key] for a in by_key.values()}


def edges(by_key: Mapping[str, Account]) -> list[Edge]:
    """The comparisons of accounts that share a block and of which something speaks for one happening."""
    shelves: dict[str, list[str]] = {}
    for a in by_key.values():
        for block in blocks(a):
            shelves.setdefault(block, []).append(a.key)
    pairs = {(x, y) for keys in shelves.values() for x, y in combinations(sorted(keys), 2) if by_key[x].document != by_key[y].document}
    return [e for x, y in sorted(pairs) if (e := compare(by_key[x], by_key[y])).score >= JOIN]


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
