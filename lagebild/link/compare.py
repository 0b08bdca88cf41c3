"""Whether two accounts tell of the same happening: a table of features, each of which says what it saw and what that counts."""

from collections.abc import Callable
from itertools import product

from lagebild.entries import Account, Edge, Reason, Spot
from lagebild.link import days, reports, spots
from lagebild.sketches import likeness

JOIN, AGAINST = 4.0, -1.5
Seen = tuple[float, str] | None


def place(a: Account, b: Account) -> Seen:
    """The same place, one within the other, or apart."""
    if not a.spots or not b.spots:
        return None
    pairs = list(product(a.spots, b.spots))
    for x, y in pairs:
        if spots.same(x, y):
            return _same_place(x)
    x, y = pairs[0]
    if any(spots.within(x, y) for x, y in pairs):
        return 0.25, f"{x.name} and {y.name} may lie in each other"
    return (-3.0 if x.country == y.country else -5.0), f"{x.name} is another place than {y.name}"


def _same_place(x: Spot) -> tuple[float, str]:
    if x.precision == "unknown":
        return 2.5, f"both in {x.name}, a place that no list has"
    return (0.75, f"both in {x.name}, a wide place") if spots.wide(x) else (3.0, f"both in {x.name}")


def time(a: Account, b: Account) -> Seen:
    """Days that meet, or how far apart they are."""
    x, y = _days(a), _days(b)
    if x is None or y is None:
        return None
    apart, sure = days.gap(x, y), a.dated and b.dated
    if apart == 0:
        day = sure and x[1] - x[0] <= 1 and y[1] - y[0] <= 1
        return (2.0, "on the same day") if day else (1.0, "in the same days") if sure else (0.5, "perhaps in the same days")
    weight = (-1.4 if apart == 1 else -4.0) if sure else -0.5 * apart
    return max(-4.0, weight), f"{apart} days apart"


def _days(a: Account) -> days.Days | None:
    first, last = days.number(a.first or ""), days.number(a.last or "")
    return None if first is None or last is None else (first, last)


def kind(a: Account, b: Account) -> Seen:
    """The same types of event, the same family, or neither."""
    if a.family != b.family:
        return -3.0, f"{a.family} is another kind than {b.family}"
    shared = sorted(set(a.types) & set(b.types))
    if shared:
        return 1.5, f"both tell of {', '.join(shared)}"
    return (0.5, f"{', '.join(a.types)} and {', '.join(b.types)}, both {a.family}") if a.types and b.types else (0.75, f"both tell of {a.family}")


def counts(a: Account, b: Account) -> Seen:
    """Numbers that agree speak for each other, the more the larger; far apart they speak against it."""
    found = [_count(x, y) for x in a.counts for y in b.counts if x[0] == y[0]]
    return max(found) if found else None


def _count(x: tuple[str, float | None, float | None], y: tuple[str, float | None, float | None]) -> tuple[float, str]:
    lows, highs = (x[1], y[1]), (x[2], y[2])
    if None not in (*lows, *highs) and lows[0] == lows[1] == highs[0] == highs[1]:
        return (1.5 if (lows[0] or 0) >= 5 else 0.75 if (lows[0] or 0) >= 2 else 0.25), f"the same number {x[0]}: {lows[0]:g}"
    first, second = ((v[1] if v[1] is not None else v[2]) or 0.0 for v in (x, y))
    small, large = sorted((first, second))
    if large > 3 * small + 3:
        return -1.0, f"{x[0]} far apart: {first:g}, {second:g}"
    return 0.0, f"{x[0]} not far apart: {first:g}, {second:g}"


def names(a: Account, b: Account) -> Seen:
    """Full names in both."""
    shared = sorted(n for n in set(a.names) & set(b.names) if " " in n)
    return (min(2.0, 0.75 * len(shared)), f"both name {', '.join(shared[:3])}") if shared else None


def words(a: Account, b: Account) -> Seen:
    """Words of the happening in both, within one language."""
    if a.language != b.language or not a.words or not b.words:
        return None
    shared = sorted(set(a.words) & set(b.words))
    share = len(shared) / min(len(a.words), len(b.words))
    if not shared:
        return -0.5, "no word in common"
    return (1.0 if share >= 0.5 else 0.5), f"words in common: {', '.join(shared[:5])}"


def meaning(a: Account, b: Account) -> Seen:
    """Sentence vectors, across languages."""
    near = likeness(a.sketch, b.sketch)
    if near is None:
        return None
    weight = 1.5 if near >= 0.8 else 0.75 if near >= 0.65 else 0.0 if near >= 0.2 else -0.5
    return weight, f"the sentences are {near:.2f} alike"


FEATURES: tuple[Callable[[Account, Account], Seen], ...] = (place, time, kind, counts, names, words, meaning)
OF_REPORTS: tuple[Callable[[Account, Account], Seen], ...] = (reports.names, reports.words, reports.time, reports.meaning)


def apart(edge: Edge) -> bool:
    """Whether something clearly speaks against one happening, and not enough for it."""
    return edge.score < JOIN and any(r.weight <= AGAINST for r in edge.reasons)


def compare(a: Account, b: Account) -> Edge:
    """How much speaks for two accounts being of the same happening, and why; the order of the two does not matter."""
    x, y = (a, b) if a.key <= b.key else (b, a)
    return _edge(x, y, _seen(x, y))


def fitting(a: Account, b: Account) -> Edge | None:
    """The same where enough speaks for one happening; else nothing, sooner."""
    x, y = (a, b) if a.key <= b.key else (b, a)
    if x.family == y.family == reports.REPORT and reports.hopeless(x, y, JOIN):
        return None
    seen = _seen(x, y)
    return _edge(x, y, seen) if round(sum(s[0] for _, s in seen), 3) >= JOIN else None


def _seen(x: Account, y: Account) -> list[tuple[str, tuple[float, str]]]:
    features = OF_REPORTS if x.family == y.family == reports.REPORT else FEATURES
    return [(f.__name__, s) for f in features if (s := f(x, y))]


def _edge(x: Account, y: Account, seen: list[tuple[str, tuple[float, str]]]) -> Edge:
    return Edge(x.key, y.key, round(sum(s[0] for _, s in seen), 3), tuple(Reason(name, *s) for name, s in seen))
