"""Coming in and going out, one's own account, and for administrators everybody's accounts and the log."""

from dataclasses import dataclass
from typing import ClassVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from lagebild.accounts import ROLES, People, Person, Sessions, Tokens
from lagebild.accounts.log import Done, lines, note
from lagebild.accounts.tokens import Token
from lagebild.errors import Denied, LagebildError, StoreError
from lagebild.web.guard import address, cookie, keep_word, person_of
from lagebild.web.page import Entry, Page, answer, pages
from lagebild.web.pages.preferences import local

PART = 100


@dataclass(frozen=True)
class LoginPage(Page):
    """The form to come in."""

    template: ClassVar[str] = "login.html"
    next: str
    fault: str | None = None


@dataclass(frozen=True)
class AccountPage(Page):
    """One's own account; ``secret`` is a token that was just made."""

    template: ClassVar[str] = "account.html"
    person: Person
    tokens: tuple[Token, ...]
    secret: str | None = None
    fault: str | None = None
    done: bool = False


@dataclass(frozen=True)
class UsersPage(Page):
    """Everybody's accounts."""

    template: ClassVar[str] = "users.html"
    people: tuple[Person, ...]
    roles: tuple[str, ...] = ROLES
    fault: str | None = None


@dataclass(frozen=True)
class LogPage(Page):
    """What was done, newest first."""

    template: ClassVar[str] = "log.html"
    lines: tuple[Done, ...]
    number: int
    last: int


def login(request: Request) -> Response:
    """The form."""
    return answer(request, LoginPage(local(request.query_params.get("next", "/"))))


async def come_in(request: Request) -> Response:
    """Check name and password; begin a new session."""
    said = await _said(request)
    people, sessions = People(request.app.state.store), Sessions(request.app.state.store)
    try:
        person = await run_in_threadpool(people.log_in, said.get("name", ""), said.get("password", ""), address(request))
    except Denied as error:
        return answer(request, LoginPage(local(said.get("next", "/")), str(error)), 403)
    word = await run_in_threadpool(sessions.begin, person, request.state.word)
    response = RedirectResponse(local(said.get("next", "/")), 303)
    keep_word(request, response, word, lasting=True)
    return response


async def go_out(request: Request) -> Response:
    """End the session."""
    await run_in_threadpool(Sessions(request.app.state.store).end, request.state.word)
    await run_in_threadpool(note, request.app.state.store, person_of(request).name, "logout", address(request))
    response = RedirectResponse("/login", 303)
    response.delete_cookie(cookie(request.url.scheme), path="/", httponly=True, samesite="lax", secure=request.url.scheme == "https")
    return response


def account(request: Request) -> Response:
    """One's own account."""
    return answer(request, _account(request, done="done" in request.query_params))


def _account(request: Request, secret: str | None = None, fault: str | None = None, done: bool = False) -> AccountPage:
    person = person_of(request)
    return AccountPage(person, tuple(Tokens(request.app.state.store).all(person)), secret, fault, done)


async def change_account(request: Request) -> Response:
    """A new password, a new token, or one taken back."""
    said, person, store = await _said(request), person_of(request), request.app.state.store
    try:
        if said.get("do") == "password":
            return await _new_password(request, person, said)
        if said.get("do") == "token":
            days = int(said.get("days", "90")) if said.get("days", "90").isdigit() else 90
            secret = await run_in_threadpool(Tokens(store).make, person, said.get("label", "") or "token", min(days, 3650), person.name)
            return answer(request, _account(request, secret))
        await run_in_threadpool(Tokens(store).revoke, _number(said.get("token", "")), person.name, person)
    except LagebildError as error:
        return answer(request, _account(request, fault=str(error)), 400)
    return RedirectResponse("/account?done", 303)


async def _new_password(request: Request, person: Person, said: dict[str, str]) -> Response:
    people, store = People(request.app.state.store), request.app.state.store
    await run_in_threadpool(people.log_in, person.name, said.get("current", ""), address(request))
    await run_in_threadpool(people.set_password, person.name, said.get("password", ""), person.name)
    word = await run_in_threadpool(Sessions(store).begin, person, request.state.word)
    response = RedirectResponse("/account?done", 303)
    keep_word(request, response, word, lasting=True)
    return response


def users(request: Request) -> Response:
    """Everybody."""
    return answer(request, UsersPage(tuple(People(request.app.state.store).all())))


async def change_user(request: Request) -> Response:
    """Give an account, change a role or a password, let somebody in no longer or again."""
    said, by, people = await _said(request), person_of(request).name, People(request.app.state.store)
    name, do = said.get("name", ""), said.get("do", "")
    try:
        if do == "add":
            await run_in_threadpool(people.add, name, said.get("password", ""), said.get("role", ""), by)
        elif do == "role":
            await run_in_threadpool(people.give_role, name, said.get("role", ""), by)
        elif do == "password":
            await run_in_threadpool(people.set_password, name, said.get("password", ""), by)
        elif do in ("disable", "enable"):
            await run_in_threadpool(people.disable if do == "disable" else people.enable, name, by)
        else:
            raise StoreError("there is nothing of that name to be done")
    except LagebildError as error:
        return answer(request, UsersPage(tuple(people.all()), fault=str(error)), 400)
    return RedirectResponse("/users", 303)


def log(request: Request) -> Response:
    """The log, a page at a time."""
    number = max(1, _number(request.query_params.get("page", "1")))
    found = lines(request.app.state.store, PART + 1, (number - 1) * PART)
    return answer(request, LogPage(tuple(found[:PART]), number, number + (len(found) > PART)))


async def _said(request: Request) -> dict[str, str]:
    async with request.form(max_files=0, max_fields=20, max_part_size=10_000) as form:
        return {k: str(v).replace("\x00", "") for k, v in form.items()}


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


ROUTES = [
    Route("/login", come_in, methods=["POST"]),
    *pages("/login", login, "login"),
    Route("/logout", go_out, methods=["POST"]),
    Route("/account", change_account, methods=["POST"]),
    *pages("/account", account, "account"),
    Route("/users", change_user, methods=["POST"]),
    *pages("/users", users, "users"),
    *pages("/log", log, "log"),
]
NAVIGATION: tuple[Entry, ...] = ()
