"""The picture of a page: of the newest reports of a scope and those that tell of the same incidents, kept while the store stays as it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lagebild.entries import Entry, Header
from lagebild.picture import Change, Picture, Site, compared, make, material, sites
from lagebild.store import Scope, Store
from lagebild.web.kept import Kept

MOST, AROUND = 60, 120
scenes, news = Kept(64), Kept(64)


@dataclass(frozen=True, slots=True)
class Window:
    """Which reports a picture rests on: how many, whether there are older ones, and the times of the first and last."""

    reports: int = 0
    more: bool = False
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture, its window, the documents in it, its places, and the mark of the store's state that it was made in."""

    picture: Picture
    window: Window
    documents: tuple[str, ...]
    sites: tuple[Site, ...] = ()
    mark: str = ""


def scene(store: Store, scope: Scope, fresh: bool = False) -> Scene:
    """The picture of a scope as a page shows it; where it is dear to make it may be some seconds old, unless it is to be ``fresh``."""
    state = store.state()
    found: Scene = scenes.get((store, scope), state, lambda: _scene(store, state, scope), fresh)
    return found


def _scene(store: Store, state: str, scope: Scope) -> Scene:
    found = store.recent(scope, MOST + 1)
    chosen, more = found[:MOST], len(found) > MOST
    keys = _with_incidents(store, chosen, scope) if more else tuple(h.key for h in chosen)
    used = material(store, _entries(store, scope, keys), scope.reported)
    made = make(used, scope.reported)
    window = Window(len(chosen), more, chosen[-1].reported if chosen else None, chosen[0].reported if chosen else None)
    return Scene(made, window, keys, tuple(sites(made, used.entries)), state)


def span(store: Store, scope: Scope) -> tuple[str, str] | None:
    """The days from the first to the last report that a picture of the scope can rest on, whatever it was asked as of."""
    found = store.recent(replace(scope, reported=None), MOST)
    return (found[-1].reported[:10], found[0].reported[:10]) if found else None


def _with_incidents(store: Store, found: Sequence[Header], scope: Scope) -> tuple[str, ...]:
    """Documents, and older ones that tell of the same incidents."""
    keys = [h.key for h in found]
    incidents = store.incidents_of(a.key for a in store.accounts_of(keys))
    older = store.documents_of_accounts({a for i in incidents for a in i.accounts}, scope.reported)
    return tuple(dict.fromkeys([*keys, *older]))[:AROUND]


def _entries(store: Store, scope: Scope, keys: tuple[str, ...]) -> list[Entry]:
    return store.entries(replace(scope, about=None, documents=keys)) if keys else []


def since(store: Store, scope: Scope, now: Scene, *, reported: str | None = None, recorded: str | None = None) -> list[Change]:
    """What is new in a scene since a time: of reports, or since the store knew what it knew."""
    found: list[Change] = news.get((store, scope, reported, recorded), now.mark, lambda: _since(store, scope, now, reported, recorded), fresh=True)
    return found


def _since(store: Store, scope: Scope, now: Scene, reported: str | None, recorded: str | None) -> list[Change]:
    then = replace(scope, reported=reported or scope.reported, recorded=recorded)
    before = make(material(store, _entries(store, then, now.documents), then.reported), then.reported)
    return compared(before, now.picture)
