"""Review: a queue that can be worked off with the keyboard alone; verdicts, corrections, history, undo, agreement, gold."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, ClassVar
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from lagebild import ontology
from lagebild.accounts import may
from lagebild.entries import Entry as Held
from lagebild.entries import Header, Review
from lagebild.errors import Collision, StoreError
from lagebild.review import Agreement, Desk, Item, Thing, agreement, gold, queue, reasons_of
from lagebild.statements import KINDS, Statement
from lagebild.store import Scope, claims, query
from lagebild.store.claims import Claim
from lagebild.store.corrections import TYPES
from lagebild.store.engine import reading
from lagebild.web.faults import missing
from lagebild.web.filters import Filters
from lagebild.web.guard import person_of
from lagebild.web.page import Entry, Page, answer, pages
from lagebild.web.pages.preferences import local
from lagebild.web.preferences import interface
from lagebild.web.reviewing import Input, Passage, changed, inputs, mergeable, pairs, passage
from lagebild.web.suggesting import Suggestions, suggestions

MOST, SKIPPED, LONGEST = 20, 40, 20_000


@dataclass(frozen=True, slots=True)
class Way:
    """Which part of the queue a person works off: filters, kind, a second look, and what they skipped."""

    filters: Filters
    kind: str = ""
    again: bool = False
    skipped: tuple[str, ...] = ()

    @classmethod
    def of(cls, request: Request) -> "Way":
        """The way of a URL."""
        said = request.query_params
        kind = said.get("kind", "") if said.get("kind") in KINDS else ""
        return cls(Filters.of(said), kind, said.get("again") == "1", tuple(x for x in said.get("skip", "")[:1000].split(".") if x)[-SKIPPED:])

    def query(self, **more: str) -> str:
        """The query of a URL that goes this way."""
        own = {"kind": self.kind, "again": "1" if self.again else "", "skip": ".".join(self.skipped)}
        said = urlencode({**self.filters.active, **{k: v for k, v in {**own, **more}.items() if v}})
        return f"?{said}" if said else ""

    def scope(self) -> Scope:
        """What the queue is asked for."""
        return replace(self.filters.scope(), kinds=(self.kind,) if self.kind else ())


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of the queue."""

    document: str
    id: str
    statement: Statement
    passage: Passage
    header: Header
    score: float
    reasons: tuple[str, ...]
    claim: Claim | None


@dataclass(frozen=True)
class QueuePage(Page):
    """What waits, the most urgent first."""

    template: ClassVar[str] = "review.html"
    filters: Filters
    kind: str
    again: bool
    waiting: tuple[Waiting, ...]
    way: str
    may: bool
    done: Review | None = None
    kinds: tuple[str, ...] = KINDS
    suggestions: Suggestions = Suggestions()


@dataclass(frozen=True)
class ItemPage(Page):
    """One statement to be judged."""

    template: ClassVar[str] = "judging.html"
    header: Header
    statement: Statement
    passage: Passage
    inputs: tuple[Input, ...]
    others: tuple[tuple[str, str], ...]
    types: tuple[tuple[str, tuple[str, ...]], ...]
    reasons: tuple[str, ...]
    history: tuple[Review, ...]
    verdict: Review | None
    claim: Claim | None
    seen: str
    way: str
    again: bool
    may: bool
    note: str = ""
    fault: str | None = None
    collided: bool = False
    done: Review | None = None


@dataclass(frozen=True)
class AgreementPage(Page):
    """How far people agree."""

    template: ClassVar[str] = "agreement.html"
    questions: tuple[Agreement, ...]


def review(request: Request) -> Response:
    """The queue."""
    store, way, person = request.app.state.store, Way.of(request), person_of(request)
    items = queue(store, way.scope(), person.name, MOST, way.again)
    texts = store.texts(sorted({i.entry.header.key for i in items}))
    found = tuple(_waiting(i, texts[i.entry.header.key].text) for i in items)
    known = suggestions(i.entry for i in items)
    page = QueuePage(way.filters, way.kind, way.again, found, way.query(), may(person, "reviewer"), _done(request), suggestions=known)
    return answer(request, page)


def _waiting(i: Item, text: str) -> Waiting:
    e, reasons = i.entry, tuple(r.feature for r in i.reasons)
    return Waiting(e.header.key, e.statement.id, e.statement, passage(text, e.statement.span, 90), e.header, i.score, reasons, i.claim)


def _done(request: Request) -> Review | None:
    """What was done last, if the URL says so."""
    document, _, action = request.query_params.get("done", "").partition(".")
    return next((x for x in request.app.state.store.said(document) if x.action == action), None) if action else None


def item(request: Request) -> Response:
    """The page of a statement to be judged."""
    return answer(request, _item(request, {}))


def _item(request: Request, said: dict[str, str], fault: str | None = None, collided: bool = False) -> ItemPage:
    store, way, person, i = request.app.state.store, Way.of(request), person_of(request), interface(request)
    entry, rest, text = _entry(request, way)
    thing = Thing(entry.header.key, entry.statement.id)
    desk = Desk(store, person.name)
    with reading(store.engine) as c:
        claim = claims.holder(c, thing.document, thing.id, store.now())
    return ItemPage(
        header=entry.header,
        statement=entry.statement,
        passage=passage(text, entry.statement.span),
        inputs=inputs(entry.statement, text, rest, said, i),
        others=mergeable(rest, entry.statement, i),
        types=tuple((k, ontology.values(v)) for k, v in TYPES.items()),
        reasons=() if said or (entry.review and not way.again) else tuple(r.feature for r in reasons_of(store, entry)),
        history=() if way.again else tuple(desk.history(thing)),
        verdict=None if way.again else entry.review,
        claim=claim if claim and claim.author != person.name else None,
        seen=desk.seen(thing),
        way=way.query(),
        again=way.again,
        may=may(person, "reviewer"),
        note=said.get("note", ""),
        fault=fault,
        collided=collided,
        done=_done(request),
    )


def _entry(request: Request, way: Way) -> tuple[Held, list[Held], str]:
    """The statement that is asked for, the others of its report, and the text."""
    store, key, id_ = request.app.state.store, request.path_params["document"], request.path_params["statement"]
    said = store.of_documents([key])
    entry = next((e for e in said if e.statement.id == id_), None)
    if entry is None:
        raise missing("there is no such statement in the store, or a newer reading took its place")
    if way.again:
        with reading(store.engine) as c:
            entry = replace(entry, statement=query.as_read(c, [(key, id_)])[(key, id_)])
    return entry, [e for e in said if e.statement.id != id_], store.texts([key])[key].text


async def judge(request: Request) -> Response:
    """Take a verdict, and go on to what waits next."""
    said = await _said(request)
    return await run_in_threadpool(_judge, request, said)


def _judge(request: Request, said: dict[str, str]) -> Response:
    way, desk = Way.of(request), Desk(request.app.state.store, person_of(request).name)
    thing = Thing(request.path_params["document"], request.path_params["statement"])
    if said.get("do") == "skip":
        desk.release(thing)
        return _next(desk, replace(way, skipped=(*way.skipped, thing.id)[-SKIPPED:]))
    try:
        action = _act(request, desk, thing, way, said)
    except (Collision, StoreError) as error:
        collided = isinstance(error, Collision)
        return answer(request, _item(request, said, str(error), collided), 409 if collided else 400)
    done = f"{thing.document}.{action}"
    if said.get("do") in ("comment", "add"):
        return RedirectResponse(f"/review/{thing.document}/{thing.id}{way.query(done=done)}", 303)
    return _next(desk, way, done)


def _act(request: Request, desk: Desk, thing: Thing, way: Way, said: dict[str, str]) -> str:
    """Do what the button says; fields that were changed are kept by accepting, too."""
    do, note, seen = said.get("do", ""), said.get("note", "").strip() or None, said.get("seen") or None
    if do == "merge":
        return desk.merge(thing, said.get("into", ""), note, seen)
    if do == "split":
        return desk.split(thing, [pairs(said.get(n, "")) for n in ("part1", "part2", "part3") if said.get(n, "").strip()], note, seen)
    if do == "add":
        kind, _, type_ = said.get("new_type", "").partition(":")
        added = desk.add(thing.document, kind, {"quote": said.get("new_quote", ""), "type": type_, **pairs(said.get("new_fields", ""))})
        return next(x.action for x in desk.store.said(thing.document, added))
    entry, _, text = _entry(request, way)
    values = changed(entry.statement, text, said) if do in ("accept", "correct") else {}
    verdict = "correct" if values and do == "accept" else do
    credibility = int(said["credibility"]) if said.get("credibility", "") in ("1", "2", "3", "4", "5", "6") else None
    return desk.say(thing, verdict, values, note, None if do == "comment" else credibility, seen)


def _next(desk: Desk, way: Way, done: str = "") -> Response:
    found = desk.next(way.scope(), way.again, way.skipped)
    where = f"/review/{found.entry.header.key}/{quote(found.entry.statement.id)}" if found else "/review"
    return RedirectResponse(f"{where}{way.query(done=done)}", 303)


def following(request: Request) -> Response:
    """Claim the most urgent statement that nobody else looks at, and show it."""
    return _next(Desk(request.app.state.store, person_of(request).name), Way.of(request))


async def undo(request: Request) -> Response:
    """Take something back, or do it again."""
    said = await _said(request)
    desk = Desk(request.app.state.store, person_of(request).name)
    done = await run_in_threadpool(desk.undo, said.get("action") or None)
    if not done:
        raise StoreError("there is nothing to take back: it was taken back already, or something newer took its place")
    return RedirectResponse(local(said.get("back", "/review")), 303)


async def incident(request: Request) -> Response:
    """Comment on an incident, join it with another, or take a report out of it."""
    return await run_in_threadpool(_incident, request, await _said(request))


def _incident(request: Request, said: dict[str, str]) -> Response:
    store, id_ = request.app.state.store, request.path_params["id"]
    desk, note = Desk(store, person_of(request).name), said.get("note", "").strip() or None
    accounts = sorted(store.incident(id_), key=lambda a: (a.reported, a.key))
    if not accounts:
        raise missing("there is no such incident in the store; it may have become part of another one")
    if said.get("do") == "join":
        desk.join(id_, said.get("other", "").rstrip("/").rpartition("/")[2].partition("?")[0], note)
    elif said.get("do") == "part":
        desk.part(id_, said.get("document", ""), note)
    else:
        desk.say(Thing(accounts[0].document, id_, "incident"), "comment", note=note)
    now = store.incidents_of([accounts[0].key])
    return RedirectResponse(f"/incident/{now[0].id if now else id_}", 303)


async def link(request: Request) -> Response:
    """Judge a link between two statements of a report, or what those of two reports have to do with each other."""
    said = await _said(request)
    desk = Desk(request.app.state.store, person_of(request).name)
    if said.get("do") not in ("accept", "reject"):
        raise StoreError("a link is accepted or rejected")
    await run_in_threadpool(_link, desk, said)
    return RedirectResponse(local(said.get("back", "/review")), 303)


def _link(desk: Desk, said: dict[str, str]) -> str:
    document, source, target, type_, other = (said.get(n, "") for n in ("document", "source", "target", "type", "other"))
    note = said.get("note") or None
    if other in ("", document):
        return desk.link(document, source, target, type_, said["do"], note)
    return desk.relate(Thing(document, source), Thing(other, target), type_, said["do"], note)


async def _said(request: Request) -> dict[str, str]:
    async with request.form(max_files=0, max_fields=80, max_part_size=LONGEST) as form:
        return {k: str(v).replace("\r\n", "\n").replace("\x00", "") for k, v in form.items()}


def agreed(request: Request) -> Response:
    """Agreement between reviewers."""
    return answer(request, AgreementPage(tuple(agreement(request.app.state.store))))


def articles(request: Request) -> Response:
    """What people made of reports, as annotated articles, one a line."""
    lines: Iterable[dict[str, Any]] = gold(request.app.state.store, request.query_params.get("partial") == "1")
    text = "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in lines)
    return Response(text, media_type="application/x-ndjson", headers={"Content-Disposition": 'attachment; filename="gold.jsonl"'})


ROUTES = [
    Route("/review/next", following, methods=["POST"]),
    Route("/review/undo", undo, methods=["POST"]),
    Route("/review/link", link, methods=["POST"]),
    Route("/review/incident/{id}", incident, methods=["POST"]),
    Route("/review/gold.jsonl", articles),
    *pages("/review/agreement", agreed, "agreement"),
    *pages("/review", review, "review"),
    Route("/review/{document}/{statement}", judge, methods=["POST"]),
    *pages("/review/{document}/{statement}", item, "judging"),
]
NAVIGATION = (Entry("nav.review", "/review", 50),)
