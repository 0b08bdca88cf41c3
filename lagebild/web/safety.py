"""What every request passes: security headers, no writing from other sites, no oversized bodies."""

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers as Named
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lagebild.errors import InputError

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
    "worker-src 'self' blob:; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def policy(tiles: str | None) -> str:
    """What pages may fetch: nothing from anywhere else, but map tiles from their server where one is set.

    Raises:
        InputError: the address of tiles is none.
    """
    if not tiles:
        return POLICY
    found = urlsplit(tiles)
    if (
        found.scheme not in ("http", "https")
        or not re.fullmatch(r"[a-z0-9.-]+(:[0-9]+)?", found.netloc)
        or not all(f"{{{n}}}" in tiles for n in "zxy")
    ):
        raise InputError(f"{tiles!r} is no address of map tiles; write https://tiles.example/{{z}}/{{x}}/{{y}}.png")
    server = f"{found.scheme}://{found.netloc}"
    return POLICY.replace("connect-src 'self'", f"connect-src 'self' {server}").replace("img-src 'self'", f"img-src 'self' {server}")


SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST = 25_000_000


class Headers:
    """Security headers on every answer, and no keeping of pages by shared caches."""

    def __init__(self, app: ASGIApp, tiles: str | None = None) -> None:
        self.app = app
        self.headers = HEADERS | {"Content-Security-Policy": policy(tiles)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "private, no-cache")
                if scope.get("scheme") == "https":
                    headers.setdefault("Strict-Transport-Security", "max-age=31536000")
            await send(message)

        await self.app(scope, receive, sent)


class SameOrigin:
    """Refuses to change anything on the word of another site."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE and _foreign(Named(scope=scope)):
            await PlainTextResponse("a request from another site is refused", 403)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _foreign(headers: Named) -> bool:
    """Whether a browser says that another site sent this; programs say nothing, and have no cookies to steal."""
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host", "")


class TooLarge(Exception):
    """More came than is taken."""


class Limits:
    """Refuses bodies that are too large, also those that do not say how large they are."""

    def __init__(self, app: ASGIApp, largest: int = LARGEST) -> None:
        self.app, self.largest = app, largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        said = Named(scope=scope).get("content-length", "0")
        if not said.isdigit() or int(said) > self.largest:
            await _too_large(scope, receive, send)
            return
        try:
            await self.app(scope, _counted(receive, self.largest), send)
        except TooLarge:
            await _too_large(scope, receive, send)


def _counted(receive: Receive, largest: int) -> Receive:
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > largest:
            raise TooLarge
        return message

    return counted


async def _too_large(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse(f"more than {LARGEST // 1_000_000} MB are not taken", 413)(scope, receive, send)
