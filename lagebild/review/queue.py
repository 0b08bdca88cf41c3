"""What to look at next: what may be wrong and much hangs on comes first, with the reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from lagebild import ontology
from lagebild.entries import Entry, Reason, Review
from lagebild.link.relations import name
from lagebild.review.relating import Ref, contested
from lagebild.store import Scope, Store, backlog, claims, query, search
from lagebild.store.claims import Claim
from lagebild.store.engine import reading
from lagebild.urgency import doubts_of, urgency, weight

AHEAD, NEAR, PART, DEEPEST = 4, 10, 300, 3000


@dataclass(frozen=True, slots=True)
class Item:
    """A statement that waits, how urgently and why; ``claim`` says who else looks at it now."""

    entry: Entry
    score: float
    reasons: tuple[Reason, ...]
    claim: Claim | None = None


def queue(store: Store, scope: Scope = Scope(), author: str = "", most: int = 20, again: bool = False) -> list[Item]:  # noqa: B008
    """What waits for a person, the most urgent first; what others look at just now comes last.

    Args:
        store: where the statements are.
        scope: which of them.
        author: who asks.
        most: at most this many.
        again: statements that others judged, to be judged once more without seeing how; for measuring agreement.
    """
    with reading(store.engine) as c:
        found = backlog.seconds(c, _about(c, scope), most * AHEAD, author) if again else _waiting(c, scope, most * AHEAD)
        doubts = {} if again else _doubts(c, scope)
        have = {name(e) for e in found}
        found = [*found, *(e for e in backlog.named(c, (r for r in doubts if r not in have)))]
        taken = claims.live(c, store.now())
    shaken = contested(store, found[: most + NEAR])
    items = [_item(e, doubts.get(name(e), []), name(e) in shaken, taken.get(name(e))) for e in found]
    return sorted(items, key=lambda i: (_others(i, author), -i.score, i.entry.header.reported, name(i.entry)))[:most]


def _waiting(connection: Connection, scope: Scope, most: int) -> list[Entry]:
    """What waits in all reports; of those that a scope takes, in the newest first, so far back as there is not enough."""
    if scope == Scope():
        return backlog.waiting(connection, scope, most)
    found: list[Entry] = []
    for skip in range(0, DEEPEST, PART):
        keys = tuple(scope.documents) or tuple(h.key for h in query.recent(connection, scope, PART, skip))
        found += backlog.waiting(connection, replace(scope, about=None, documents=keys), most) if keys else []
        if scope.documents or len(found) >= most or len(keys) < PART:
            break
    return found


def _about(connection: Connection, scope: Scope) -> Scope:
    """A scope with the documents that hold its words in their place."""
    if not scope.about:
        return scope
    return replace(scope, about=None, documents=tuple(search.keys(connection, scope.about, DEEPEST)) or ("none",))


def _others(item: Item, author: str) -> bool:
    return item.claim is not None and item.claim.author != author


def _doubts(connection: Connection, scope: Scope) -> dict[Ref, list[str]]:
    """Doubts that come from people: they disagree, or a newer reading does."""
    found: dict[Ref, list[str]] = {}
    if scope != Scope():
        return found
    for ref, words in backlog.held_by_several(connection).items():
        if disagree(words):
            found.setdefault(ref, []).append("disagreed")
    for ref in backlog.reread(connection):
        found.setdefault(ref, []).append("reread")
    return found


def disagree(words: Sequence[Review]) -> bool:
    """Whether people differ on a statement and nobody after them decided."""
    said = [(x.verdict, tuple(sorted((k, str(v)) for k, v in x.values.items()))) for x in words]
    return len(set(said)) > 1 and not (len(said) > 2 and said[-1] in said[:-1])


def reasons_of(store: Store, entry: Entry) -> tuple[Reason, ...]:
    """Why one statement waits."""
    with reading(store.engine) as c:
        doubts = _doubts(c, Scope()).get(name(entry), [])
    return _item(entry, doubts, name(entry) in contested(store, [entry]), None).reasons


def _item(entry: Entry, doubts: list[str], shaken: bool, claim: Claim | None) -> Item:
    s = entry.statement
    score = urgency(s, doubts, shaken)
    return Item(entry, score, tuple(_reasons(entry, [*doubts, *doubts_of(s)], shaken)), claim)


def _reasons(entry: Entry, doubts: Iterable[str], shaken: bool) -> list[Reason]:
    known, words = ontology.load("review")["doubts"], ontology.load("review")["words"]
    found = [Reason(d, known[d], words[d]) for d in doubts]
    found += [Reason("contested", 1.0, words["contested"])] if shaken else []
    found += [Reason("weight", round(weight(entry.statement), 2), words["weight"])]
    return sorted(found, key=lambda r: -r.weight)
