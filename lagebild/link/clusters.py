"""Incidents from comparisons. The result depends on the accounts and comparisons alone, never on the order in which they came."""

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush
from itertools import combinations

from lagebild.entries import Account, Edge, Incident
from lagebild.link.compare import JOIN, apart, compare
from lagebild.link.leading import leading

MARGIN, RIVALS, SAMPLE = 1.0, 12, 8
TOGETHER, MISREAD, HALF = JOIN - 0.5, 0.25, JOIN / 2
ALWAYS, NEVER = 100.0, -100.0
Pair = tuple[str, str]


class _Scores:
    """Scores of pairs: those kept, and others compared when asked for; people's words come first."""

    def __init__(self, accounts: Mapping[str, Account], edges: Iterable[Edge], judged: Mapping[Pair, bool]) -> None:
        self.accounts, self.judged = accounts, judged
        self.known = {(e.a, e.b): e for e in edges if e.a in accounts and e.b in accounts}
        self.parted: dict[Pair, bool] = {}

    def _edge(self, pair: Pair) -> Edge:
        if pair not in self.known:
            self.known[pair] = compare(self.accounts[pair[0]], self.accounts[pair[1]])
        return self.known[pair]

    def kept(self, x: str, y: str) -> float:
        """The score of a pair as far as it was compared."""
        edge = self.known.get((x, y) if x < y else (y, x))
        return edge.score if edge else NEVER

    def of(self, x: str, y: str) -> float:
        """The score of a pair; what people said is above or below all others."""
        pair = (x, y) if x < y else (y, x)
        if pair in self.judged:
            return ALWAYS if self.judged[pair] else NEVER
        return self._edge(pair).score

    def apart(self, x: str, y: str) -> bool:
        """Whether two accounts are clearly of different happenings."""
        pair = (x, y) if x < y else (y, x)
        if pair not in self.parted:
            self.parted[pair] = not self.judged[pair] if pair in self.judged else apart(self._edge(pair))
        return self.parted[pair]


def clusters(accounts: Iterable[Account], edges: Iterable[Edge], judged: Mapping[Pair, bool] | None = None) -> list[Incident]:
    """The incidents of some accounts.

    Args:
        accounts: all that hang together by comparisons.
        edges: comparisons that speak for the same happening.
        judged: pairs of account keys (in order) that a person called the same (True) or different (False).
    """
    by_key = {a.key: a for a in sorted(accounts, key=lambda a: a.key)}
    scores = _Scores(by_key, edges, {p: v for p, v in (judged or {}).items() if p[0] in by_key and p[1] in by_key})
    first = leading(by_key, [p for p, e in scores.known.items() if e.score >= JOIN]) | {k for p in scores.judged for k in p}
    pairs = {p for p in [*scores.known, *(p for p, same in scores.judged.items() if same)] if scores.of(*p) >= JOIN}
    inner = {p for p in pairs if p[0] in first and p[1] in first}
    unsure = _unsure(_near(first, inner), scores)
    groups = _merged(first, inner, unsure, scores)
    near = _near(by_key.keys() - first, {p for p in pairs if (p[0] in first) != (p[1] in first)})
    return _named(by_key, *_followed(groups, near, unsure, scores))


def _near(keys: Iterable[str], pairs: Iterable[Pair]) -> dict[str, list[str]]:
    """The accounts that fit each of some, in order of keys."""
    near: dict[str, list[str]] = {k: [] for k in sorted(keys)}
    for x, y in pairs:
        if x in near:
            near[x].append(y)
        if y in near:
            near[y].append(x)
    return near


def _followed(
    groups: list[set[str]], near: Mapping[str, list[str]], unsure: Mapping[str, tuple[str, ...]], scores: _Scores
) -> tuple[list[set[str]], dict[str, tuple[str, ...]]]:
    """Groups with those that follow, each where it fits best on the whole; and who is unsure. What follows changes nothing for the others."""
    of = {k: n for n, g in enumerate(groups) for k in g if k not in unsure}
    heads = [sorted(g)[:SAMPLE] for g in groups]
    whole, torn = [set(g) for g in groups], _unsure(near, scores)
    for key, others in near.items():
        wanted = sorted({of[k] for k in others if k in of}) if key not in torn else []
        fit, home = max(((_fit_behind(key, heads[n], scores), -n) for n in wanted), default=(NEVER, 0))
        if fit >= TOGETHER:
            whole[-home].add(key)
        else:
            whole.append({key})
    return whole, {**unsure, **torn}


def _unsure(near: Mapping[str, list[str]], scores: _Scores) -> dict[str, tuple[str, ...]]:
    """Accounts that fit two happenings equally well, with the accounts that they fit; they are linked to neither."""
    found: dict[str, tuple[str, ...]] = {}
    for key, others in near.items():
        ranked = sorted(((scores.of(key, o), o) for o in others), key=lambda r: (-r[0], r[1]))[:RIVALS]
        rivals = sorted(o for score, o in ranked if score > ranked[0][0] - MARGIN)
        if ranked and ranked[0][0] < ALWAYS and any(scores.apart(x, y) for x, y in combinations(rivals, 2)):
            found[key] = tuple(rivals)
    return found


def _merged(keys: Iterable[str], pairs: set[Pair], unsure: Mapping[str, object], scores: _Scores) -> list[set[str]]:
    """Groups grown where two sides fit best on the whole; what people joined comes last, so that whole happenings are joined."""
    group = {k: {k} for k in sorted(keys)}
    free = {p for p in pairs if not (p[0] in unsure or p[1] in unsure) or scores.of(*p) == ALWAYS}
    waiting = [(scores.of(*p) == ALWAYS, -scores.of(*p), p) for p in free]
    heapify(waiting)
    while waiting:
        last, seen, (x, y) = heappop(waiting)
        a, b = group[x], group[y]
        if a is b:
            continue
        fit = ALWAYS if last else _fit(a, b, scores)
        if fit < -seen:
            _again(waiting, fit, (x, y))
        elif not last or _agreed(a, b, scores):
            joined = a | b
            group |= dict.fromkeys(joined, joined)
    return [set(g) for g in {id(g): g for g in group.values()}.values()]


def _again(waiting: list[tuple[bool, float, Pair]], fit: float, pair: Pair) -> None:
    """A pair whose sides have grown since waits for its turn with what they fit now."""
    if fit >= TOGETHER:
        heappush(waiting, (False, -fit, pair))


def _fit_behind(key: str, leaders: list[str], scores: _Scores) -> float:
    """How well an account that follows fits a group, by its comparisons alone; a leading one that it does not fit counts half."""
    return round(sum(max(HALF, scores.kept(key, x)) for x in leaders) / len(leaders), 3)


def _fit(a: set[str], b: set[str], scores: _Scores) -> float:
    """How well two groups fit on the whole; not at all where many pairs are clearly apart: a single one may be a date misread."""
    across = [(x, y) for x in sorted(a)[:SAMPLE] for y in sorted(b)[:SAMPLE]]
    found = [scores.of(x, y) for x, y in across]
    if min(found) == NEVER or sum(scores.apart(x, y) for x, y in across) > MISREAD * len(across):
        return NEVER
    return round(sum(found) / len(found), 3)


def _agreed(a: set[str], b: set[str], scores: _Scores) -> bool:
    """Whether no person parted anything that would be joined."""
    return all(scores.of(x, y) > NEVER for x in sorted(a)[:SAMPLE] for y in sorted(b)[:SAMPLE])


def _named(accounts: Mapping[str, Account], groups: list[set[str]], unsure: Mapping[str, tuple[str, ...]]) -> list[Incident]:
    """Incidents, named after their first report."""
    found = []
    for g in groups:
        ordered = tuple(sorted(g, key=lambda k: (accounts[k].reported, k)))
        found.append(Incident(ordered[0], ordered, tuple(sorted({r for k in g for r in unsure.get(k, ())}))))
    return sorted(found, key=lambda i: i.id)
