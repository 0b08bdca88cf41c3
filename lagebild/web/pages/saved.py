"""Saved scopes: what changed in them, as pages, as a feed for feed readers, and to a webhook."""

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree as ET

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from lagebild.errors import InputError
from lagebild.feeds import public
from lagebild.store.saved import Alert, Saved
from lagebild.web.faults import missing
from lagebild.web.filters import Filters
from lagebild.web.guard import person_of
from lagebild.web.page import Entry, Page, answer, pages, tagged
from lagebild.web.preferences import interface

NAME, WEBHOOK, MOST, SCOPES = 80, 500, 100, 100
ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Row:
    """A saved scope with its filters and how much of it is new."""

    saved: Saved
    filters: Filters
    new: int


@dataclass(frozen=True)
class SavedPage(Page):
    """The saved scopes of whoever asks."""

    template: ClassVar[str] = "saved.html"
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class AlertsPage(Page):
    """What changed in one of them."""

    template: ClassVar[str] = "alerts.html"
    row: Row
    alerts: tuple[Alert, ...]


def author(request: Request) -> str:
    """Who asks."""
    return person_of(request).name


def saved(request: Request) -> Response:
    """The page of all."""
    return answer(request, SavedPage(tuple(_rows(request))))


def _rows(request: Request) -> list[Row]:
    store, who = request.app.state.store, author(request)
    new = store.unseen(who)
    return [Row(s, _filters(s.query), new.get(s.row, 0)) for s in store.scopes(who)]


def _filters(said: str) -> Filters:
    return Filters.of(dict(parse_qsl(said)))


def _row(request: Request) -> Row:
    found = next((r for r in _rows(request) if r.saved.row == request.path_params["row"]), None)
    if found is None:
        raise missing("there is no such saved scope")
    return found


def alerts(request: Request) -> Response:
    """The page of one."""
    row = _row(request)
    return answer(request, AlertsPage(row, tuple(request.app.state.store.alerts(row.saved.row, MOST))))


async def save(request: Request) -> Response:
    """Save the scope that a form was sent with."""
    async with request.form(max_files=0, max_fields=10) as form:
        said = {k: str(form.get(k) or "").strip() for k in ("name", "query", "webhook")}
    await run_in_threadpool(_save, request, said)
    return RedirectResponse("/saved", 303)


def _save(request: Request, said: dict[str, str]) -> None:
    store, who = request.app.state.store, author(request)
    if len(store.scopes(who)) >= SCOPES:
        raise InputError(f"{SCOPES} scopes are saved; forget some first")
    filters = _filters(said["query"].lstrip("?"))
    name = " ".join(said["name"].split())[:NAME] or filters.name or interface(request).words["title"]
    store.save_scope(name, who, filters.query(as_of="", reports="").lstrip("?"), webhook_of(said["webhook"], request.app.state.private))


def webhook_of(said: str, private: bool) -> str | None:
    """The address of a webhook, if one is given.

    Raises:
        InputError: it is no web address, or a private one.
    """
    if not said:
        return None
    if len(said) > WEBHOOK or urlsplit(said).username:
        raise InputError("a webhook is a web address without a password in it")
    public(said, private)
    return said


def seen(request: Request) -> Response:
    """Note that the author has looked."""
    row = _row(request)
    request.app.state.store.see_scope(row.saved.row, author(request))
    return RedirectResponse(f"/saved/{row.saved.row}", 303)


def forget(request: Request) -> Response:
    """Forget a saved scope."""
    request.app.state.store.forget_scope(_row(request).saved.row, author(request))
    return RedirectResponse("/saved", 303)


def feed(request: Request) -> Response:
    """The alerts of a saved scope as Atom."""
    row, base = _row(request), str(request.base_url).rstrip("/")
    found = request.app.state.store.alerts(row.saved.row, MOST)
    root = ET.Element("feed", xmlns=ATOM)
    address = f"{base}/saved/{row.saved.row}"
    _texts(root, id=address, title=f"Lagebild: {row.saved.name}", updated=found[0].at if found else row.saved.created)
    ET.SubElement(root, "link", rel="self", href=f"{address}.atom")
    ET.SubElement(ET.SubElement(root, "author"), "name").text = "Lagebild"
    language = interface(request).language
    for a in found:
        entry = ET.SubElement(root, "entry")
        _texts(entry, id=f"{address}#a{a.row}", title=a.body["words"][language], updated=a.at)
        ET.SubElement(entry, "link", href=f"{base}/picture?{row.saved.query}")
    return tagged(request, Response(ET.tostring(root, encoding="utf-8", xml_declaration=True), media_type="application/atom+xml"))


def _texts(parent: ET.Element, **values: str) -> None:
    for name, value in values.items():
        ET.SubElement(parent, name).text = "".join(c for c in value if c >= " ")


ROUTES = [
    Route("/saved", save, methods=["POST"]),
    Route("/saved/{row:int}/seen", seen, methods=["POST"]),
    Route("/saved/{row:int}/forget", forget, methods=["POST"]),
    Route("/saved/{row:int}.atom", feed, name="feed"),
    *pages("/saved", saved, "saved"),
    *pages("/saved/{row:int}", alerts, "alerts"),
]
NAVIGATION = (Entry("nav.saved", "/saved", 55),)
