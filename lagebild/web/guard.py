"""Who asks, and whether they may: accounts of a team, a secret word in each browser, forms that prove where they come from, the log.

Alone there is one person who may do everything; forms are proved all the same, because any site can make a browser send one.
"""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lagebild.accounts import Person, Sessions, Tokens, may
from lagebild.accounts.log import note
from lagebild.accounts.words import csrf, same
from lagebild.store import Store
from lagebild.web.faults import Fault
from lagebild.web.page import answer, wants_json
from lagebild.web.safety import LARGEST, SAFE

WEEK = 7 * 24 * 3600
OPEN = ("/static", "/login", "/preferences")
OWN = ("/login", "/logout", "/preferences", "/account", "/saved")
ADMINISTRATION = ("/users", "/log")
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
STALE = "this form is too old, or comes from another site; go back, reload the page and send it again"


def cookie(scheme: str) -> str:
    """The name of the cookie with the browser's secret word; one that no other host of the domain can set where that is possible."""
    return "__Host-lagebild" if scheme == "https" else "lagebild"


def keep_word(request: Request, response: Response, word: str, lasting: bool) -> None:
    """Give a browser its secret word."""
    secure = request.url.scheme == "https"
    age = WEEK if lasting else None
    response.set_cookie(cookie(request.url.scheme), word, max_age=age, httponly=True, samesite="lax", secure=secure, path="/")


def needed(method: str, path: str) -> str:
    """The role that a request needs."""
    if _under(path, ADMINISTRATION):
        return "administrator"
    return "viewer" if method in SAFE or _under(path, OWN) else "reviewer"


def _under(path: str, roots: tuple[str, ...]) -> bool:
    path = path.removesuffix(".json")
    return any(path == r or path.startswith(f"{r}/") for r in roots)


def person_of(request: Request) -> Person:
    """Who asks."""
    found: Person | None = getattr(request.state, "person", None)
    return found or Person(0, request.app.state.author, "viewer", "")


@dataclass(slots=True)
class _Asked:
    """What is known about a request: the browser's word, and who it is by which way."""

    word: str
    fresh: bool
    person: Person | None = None
    by_token: bool = False
    body: list[Message] = field(default_factory=list)


class Guard:
    """Lets through what may pass."""

    def __init__(self, app: ASGIApp, store: Store, team: bool, author: str) -> None:
        self.app, self.store, self.team = app, store, team
        self.alone = Person(0, author, "administrator", "")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        asked = await self._asked(request)
        state = scope.setdefault("state", {})
        state.update(person=asked.person, csrf=csrf(asked.word), word=asked.word, team=self.team, by_token=asked.by_token)
        refused = self._refused(request, asked) or await self._unproved(request, asked)
        sent = self._sent(request, asked, send)
        if refused is not None:
            await refused(scope, receive, sent)
        else:
            await self.app(scope, _again(asked.body, receive) if asked.body else receive, sent)

    async def _asked(self, request: Request) -> _Asked:
        word = request.cookies.get(cookie(request.url.scheme), "")
        asked = _Asked(word or secrets.token_urlsafe(32), not word)
        if not self.team:
            asked.person = self.alone
            return asked
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            asked.by_token = True
            asked.person = await run_in_threadpool(Tokens(self.store).person, token.strip())
        elif word and not _under(request.url.path, ("/static",)):
            asked.person = await run_in_threadpool(Sessions(self.store).person, word)
        return asked

    def _refused(self, request: Request, asked: _Asked) -> Response | None:
        path, method = request.url.path, request.method
        if not path.startswith("/api/") and ("\x00" in request.scope["path"] or b"%00" in request.scope.get("query_string", b"")):
            return fault(request, 400, "an address has no such characters")
        if asked.person is None:
            if _under(path, OPEN) and not asked.by_token:
                return None
            if method not in SAFE or wants_json(request) or asked.by_token or path.startswith("/api"):
                response = fault(request, 401, "log in first, or send a token that holds")
                response.headers["WWW-Authenticate"] = "Bearer"
                return response
            here = path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"/login?next={quote(here)}", 303)
        if not may(asked.person, needed(method, path)):
            return fault(request, 403, f"{asked.person.name} may not do this: it needs the role {needed(method, path)}")
        return None

    async def _unproved(self, request: Request, asked: _Asked) -> Response | None:
        """Refuse what changes something without proof that it comes from here."""
        if request.method in SAFE or asked.by_token:
            return None
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if not self.team and request.url.path.startswith("/api/") and kind == "application/json":
            return None
        proof = request.headers.get("x-csrf-token", "")
        if not proof and kind in FORMS:
            proof = await _proof(request, asked)
        return None if not asked.fresh and same(proof, csrf(asked.word)) else fault(request, 403, STALE)

    def _sent(self, request: Request, asked: _Asked, send: Send) -> Send:
        """Hand the browser its word with the first answer, and write into the log what was changed."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                if asked.fresh and not asked.by_token and not _under(request.url.path, ("/static",)):
                    _give(request, message, asked.word)
                if request.method not in SAFE and message["status"] < 400 and not _under(request.url.path, ("/login", "/preferences")):
                    await self._note(request, asked, message["status"])
            await send(message)

        return sent

    async def _note(self, request: Request, asked: _Asked, status: int) -> None:
        who = asked.person.name if asked.person else "nobody"
        details: dict[str, Any] = {"method": request.method, "path": request.url.path[:200], "status": status}
        await run_in_threadpool(lambda: note(self.store, who, "request", address(request), **details))


def _give(request: Request, message: Message, word: str) -> None:
    headers = MutableHeaders(scope=message)
    if f"{cookie(request.url.scheme)}=" not in headers.get("set-cookie", ""):
        response = Response()
        keep_word(request, response, word, lasting=False)
        headers.append("set-cookie", response.headers["set-cookie"])


def address(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else "unknown"


def fault(request: Request, status: int, message: str) -> Response:
    """A page that says why not."""
    title = {401: "Unauthorized", 403: "Forbidden"}.get(status, "Bad Request")
    return answer(request, Fault(status, title, message), status)


async def _proof(request: Request, asked: _Asked) -> str:
    """What a form carries; its body is kept, to be read again behind us."""
    asked.body = await _whole(request.receive)
    try:
        async with Request(request.scope, _again(list(asked.body), request.receive)).form(max_part_size=LARGEST) as form:
            return str(form.get("csrf") or "")
    except HTTPException:
        return ""


async def _whole(receive: Callable[[], Awaitable[Message]]) -> list[Message]:
    found = []
    while True:
        message = await receive()
        found.append(message)
        if message["type"] != "http.request" or not message.get("more_body"):
            return found


def _again(messages: list[Message], receive: Receive) -> Receive:
    """What was received already, then what comes after it."""
    left = list(messages)

    async def again() -> Message:
        return left.pop(0) if left else await receive()

    return again
