"""One actor: what they hold, say, do, and what is done to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from starlette.requests import Request
from starlette.responses import Response

from lagebild.entries import Entry as Held
from lagebild.picture import View
from lagebild.picture.views import positions
from lagebild.statements import Statement
from lagebild.store import Scope
from lagebild.text import fold
from lagebild.web.faults import missing
from lagebild.web.filters import LONGEST, Filters
from lagebild.web.page import Entry, Page, answer, pages

MOST, SHOWN = 80, 60
ROLES = ("acts", "suffers", "says")


@dataclass(frozen=True)
class ActorPage(Page):
    """An actor by name, from the newest reports that name them."""

    template: ClassVar[str] = "actor.html"
    filters: Filters
    name: str
    reports: int
    more: bool
    codes: tuple[str, ...]
    views: tuple[View, ...]
    acts: tuple[Held, ...]
    suffers: tuple[Held, ...]
    says: tuple[Held, ...]


def actor(request: Request) -> Response:
    """The page."""
    name = " ".join(request.query_params.get("name", "").split())[:LONGEST]
    if not name:
        raise missing("name an actor: /actor?name=Police")
    store, filters = request.app.state.store, Filters.of(request.query_params)
    found = store.recent(Scope(about=name, reported=filters.scope().reported), MOST + 1)
    said = store.of_documents([h.key for h in found[:MOST]])
    by = {role: tuple(e for e in said if fold(name) in _names(e.statement, role))[-SHOWN:] for role in ROLES}
    views = tuple(v for v in positions(said) if fold(v.holder) == fold(name))
    page = ActorPage(filters, name, len(found[:MOST]), len(found) > MOST, tuple(_codes(said, name)), views, **by)
    return answer(request, page)


def _names(s: Statement, role: str) -> set[str]:
    """Who acts, suffers or says in a statement, folded for comparing."""
    if role == "says":
        return {fold(s.voice.text)} if s.voice and s.voice.text else set()
    side = s.actors if role == "acts" else s.recipients
    return {fold(n) for a in side for n in (a.text, a.name) if n}


def _codes(said: Iterable[Held], name: str) -> list[str]:
    """Country and sector, as the reports' statements give them."""
    found: set[str | None] = set()
    for s in (e.statement for e in said):
        found |= {a.code for a in (*s.actors, *s.recipients) if fold(name) in (fold(a.text), fold(a.name or ""))}
        found |= {s.voice.code} if s.voice and fold(s.voice.text or "") == fold(name) else set()
    return sorted(c for c in found if c)


ROUTES = pages("/actor", actor, "actor")
NAVIGATION: tuple[Entry, ...] = ()
