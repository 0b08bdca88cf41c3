"""The picture of a page: of the newest reports of a scope and those that tell of the same incidents, kept while the store stays as it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lagebild.entries import Entry, Header
from lagebild.picture import Change, Picture, Site, compared, make, material, sites
from lagebild.store import Scope, Store
from lagebild.web.filters import WIDEST
from lagebild.web.kept import Kept
from lagebild.web.suggesting import Suggestions, suggestions

MOST, AROUND, WIDER = 40, 80, 2
scenes, news = Kept(64), Kept(64)


@dataclass(frozen=True, slots=True)
class Window:
    """Which reports a picture rests on: how many, whether there are older ones, and the times of the first and last.

    ``wider`` is how many it can be asked to rest on next.
    """

    reports: int = 0
    more: bool = False
    first: str | None = None
    last: str | None = None
    wider: int | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture, its window, the documents in it, its places, names for its filters, and the mark of the store's state that it was made in."""

    picture: Picture
    window: Window
    documents: tuple[str, ...]
    sites: tuple[Site, ...] = ()
    mark: str = ""
    suggestions: Suggestions = Suggestions()


def scene(store: Store, scope: Scope, most: int | None = None, fresh: bool = False) -> Scene:
    """The picture of a scope as a page shows it, of the newest ``most`` reports; where it is dear to make it may be some seconds old.

    ``fresh`` is never old.
    """
    state, count = store.state(), most or MOST
    found: Scene = scenes.get((store, scope, count), state, lambda: _scene(store, state, scope, count), fresh)
    return found


def _scene(store: Store, state: str, scope: Scope, most: int) -> Scene:
    found = store.recent(scope, most + 1)
    chosen, more = found[:most], len(found) > most
    keys = _with_incidents(store, chosen, scope, max(AROUND, WIDER * most)) if more else tuple(h.key for h in chosen)
    used = material(store, _entries(store, scope, keys), scope.reported)
    made = make(used, scope.reported)
    return Scene(made, _window(chosen, more, most), keys, tuple(sites(made, used.entries)), state, suggestions(used.entries))


def _window(found: Sequence[Header], more: bool, most: int) -> Window:
    first, last = (found[-1].reported, found[0].reported) if found else (None, None)
    return Window(len(found), more, first, last, min(WIDEST, most * WIDER) if more and most < WIDEST else None)


def span(store: Store, scope: Scope, found: Scene) -> tuple[str, str] | None:
    """The days from the first to the last report that a scene can rest on, whatever it was asked as of."""
    if scope.reported is None:
        first, last = found.window.first, found.window.last
        return (first[:10], last[:10]) if first and last else None
    rest = store.recent(replace(scope, reported=None), MOST)
    return (rest[-1].reported[:10], rest[0].reported[:10]) if rest else None


def _with_incidents(store: Store, found: Sequence[Header], scope: Scope, most: int) -> tuple[str, ...]:
    """Documents, and older ones that tell of the same incidents."""
    keys = [h.key for h in found]
    return tuple(dict.fromkeys([*keys, *store.beside(keys, scope.reported)]))[:most]


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
