"""One incident: what, where, when, how many by whom, all its statements, and why reports were joined."""

from dataclasses import dataclass, replace
from typing import ClassVar

from starlette.requests import Request
from starlette.responses import Response

from lagebild.accounts import may
from lagebild.entries import Account, Edge, Header, Review
from lagebild.entries import Entry as Held
from lagebild.link.compare import compare
from lagebild.picture import Contradiction, Occurrence, Picture, Series, make, material
from lagebild.store import Store
from lagebild.web.faults import missing
from lagebild.web.guard import person_of
from lagebild.web.page import Entry, Page, answer, pages

MOST = 60


@dataclass(frozen=True, slots=True)
class Told:
    """What one report says of the incident, and how it compares with the first report."""

    header: Header
    statements: tuple[Held, ...]
    edge: Edge | None


@dataclass(frozen=True)
class IncidentPage(Page):
    """An incident: ``reports`` are the first so many of ``total``."""

    template: ClassVar[str] = "incident.html"
    incident: Occurrence
    figures: tuple[Series, ...]
    missing: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]
    told: tuple[Told, ...]
    total: int
    reports: dict[str, Header]
    said: tuple[Review, ...] = ()
    may: bool = False


def incident(request: Request) -> Response:
    """The page."""
    store, id_ = request.app.state.store, request.path_params["id"]
    accounts = sorted(store.incident(id_), key=lambda a: (a.reported, a.key))
    keys = list(dict.fromkeys(a.document for a in accounts))
    shown = keys[:MOST]
    said = store.of_documents(shown)
    found = make(material(store, said, None), None)
    occurrence = next((o for o in found.incidents if o.id == id_), None)
    if occurrence is None:
        raise missing("there is no such incident in the store; it may have become part of another one")
    headers = store.headers(keys)
    told = tuple(_told(k, accounts, said, headers) for k in shown)
    page = _page(found, occurrence, told, len(keys), headers)
    return answer(request, replace(page, said=_said(store, accounts), may=may(person_of(request), "reviewer")))


def _said(store: Store, accounts: list[Account]) -> tuple[Review, ...]:
    """What people said about the incident, also when it went by another name."""
    names = {a.key for a in accounts}
    return tuple(x for x in store.said_of(sorted({a.document for a in accounts}), "incident") if x.statement in names)


def _told(key: str, accounts: list[Account], said: list[Held], headers: dict[str, Header]) -> Told:
    mine = [a for a in accounts if a.document == key]
    ids = {s for a in mine for s in a.statements}
    edge = compare(accounts[0], mine[0]) if mine[0] is not accounts[0] else None
    return Told(headers[key], tuple(e for e in said if e.header.key == key and e.statement.id in ids), edge)


def _page(found: Picture, o: Occurrence, told: tuple[Told, ...], total: int, headers: dict[str, Header]) -> IncidentPage:
    refs = set(o.statements)
    against = tuple(c for c in found.contradictions if c.first in refs or c.second in refs)
    unsaid = tuple(g.what for g in found.gaps if g.incident == o.id)
    return IncidentPage(o, tuple(s for s in found.figures if s.incident == o.id), unsaid, against, told, total, headers)


ROUTES = pages("/incident/{id}", incident, "incident")
NAVIGATION: tuple[Entry, ...] = ()
