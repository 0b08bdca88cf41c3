"""What every request passes: security headers, no writing from other sites, no oversized bodies."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers as Named
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST = 25_000_000


class Headers:
    """Security headers on every answer, and no keeping of pages by shared caches."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "private, no-cache")
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
