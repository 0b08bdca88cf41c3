"""Whether the server is well, and what it does: ``/healthz`` for whoever watches over it, figures for Prometheus under ``/metrics``."""

import logging
import time
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lagebild.errors import StoreError
from lagebild.store import Store

BOUNDS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
FRESH = 30.0
log = logging.getLogger("lagebild.web")


class Figures:
    """What Prometheus is told: requests by page, and what the store holds (counted anew at most every half minute)."""

    def __init__(self, store: Store) -> None:
        self.store, self._counted = store, float("-inf")
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.requests = Counter("lagebild_requests", "Requests", ("method", "page", "status"), registry=self.registry)
        self.seconds = Histogram("lagebild_request_seconds", "Seconds until an answer begins", ("page",), registry=self.registry, buckets=BOUNDS)
        self.held = Gauge("lagebild_store", "What the store holds", ("what",), registry=self.registry)

    def text(self) -> bytes:
        """All figures in the form of Prometheus."""
        if time.monotonic() - self._counted > FRESH:
            for what, count in self.store.counts().items():
                self.held.labels(what).set(count)
            self._counted = time.monotonic()
        return generate_latest(self.registry)


class Health:
    """Answers ``/healthz`` before anything else is asked, and counts every other request."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self.app, self.figures = app, figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"] == "/healthz":
            response = await run_in_threadpool(self._well)
            await response(scope, receive, send)
        else:
            await self._counted(scope, receive, send)

    def _well(self) -> Response:
        try:
            self.figures.store.check()
        except StoreError as error:
            log.warning("the store is not well: %s", error)
            return JSONResponse({"status": "the store cannot be used"}, 503)
        return JSONResponse({"status": "ok"})

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        began, status = time.perf_counter(), 500

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
            await send(message)

        try:
            await self.app(scope, receive, sent)
        finally:
            self._note(scope, status, time.perf_counter() - began)

    def _note(self, scope: Scope, status: int, spent: float) -> None:
        page = page_of(scope, status)
        self.figures.requests.labels(scope["method"], page, str(status)).inc()
        self.figures.seconds.labels(page).observe(spent)
        details: dict[str, Any] = {"method": scope["method"], "page": page, "status": status, "ms": round(1000 * spent, 1)}
        log.info("request", extra=details)


def page_of(scope: Scope, status: int) -> str:
    """The first part of a path: few values, and nothing that somebody made up or that names a document."""
    return "other" if status == 404 else "/" + scope["path"].strip("/").partition("/")[0].removesuffix(".json")[:40]


def metrics(request: Request) -> Response:
    """The figures."""
    return Response(request.app.state.figures.text(), media_type=CONTENT_TYPE_LATEST)


ROUTES = [Route("/metrics", metrics, name="metrics")]
