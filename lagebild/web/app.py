"""The application: routes of all pages, the API, static files, and what every request passes through."""

import asyncio
import gc
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from anyio import to_thread
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import BaseRoute, Mount

from lagebild.collect import Read
from lagebild.pipeline import read_many
from lagebild.report.draw.basemap import countries
from lagebild.store import Store
from lagebild.web import health, safety
from lagebild.web.alerts import sender
from lagebild.web.api import create_api
from lagebild.web.faults import HANDLERS
from lagebild.web.guard import Guard
from lagebild.web.health import Figures, Health
from lagebild.web.jobs import Jobs
from lagebild.web.pages import FAMILIES, people
from lagebild.web.templating import Static, ready
from lagebild.web.watching import PACE, Watcher

THREADS = 10
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def create_app(
    store: Store,
    *,
    hosts: Sequence[str] = LOOPBACK,
    author: str = "web",
    team: bool = False,
    read: Read = read_many,
    reader: str | None = None,
    tiles: str | None = None,
    credit: str | None = None,
    private: bool = False,
    pace: float = PACE,
) -> Starlette:
    """The web application of a store.

    Args:
        store: an open store; it is closed by whoever opened it.
        hosts: names under which the application may be asked for; any other is refused.
        author: who reviews, judges and adds while there are no accounts.
        team: whether people need an account (``lagebild.accounts``).
        read: what reads the documents that are added; ``reader`` names it.
        tiles: where browsers may fetch map tiles, with {z}, {x} and {y}; nothing is fetched from anywhere without it.
        credit: whom the map thanks for its tiles.
        private: whether webhooks may lead to this machine and to private networks.
        pace: seconds between two looks at whether the store changed.
    """
    families = [f for f in FAMILIES if team or f is not people]
    figures = Figures(store)
    layers = _layers(store, figures, hosts, tiles, team, author)
    app = Starlette(routes=_routes(families), middleware=layers, exception_handlers=HANDLERS, lifespan=_life)
    app.state.store, app.state.author, app.state.jobs, app.state.figures = store, author, Jobs(store, read, reader), figures
    app.state.tiles, app.state.credit, app.state.private = tiles, credit, private
    app.state.watcher = Watcher(store, sender(private), pace)
    app.state.navigation = sorted((e for family in families for e in family.NAVIGATION), key=lambda e: e.rank)
    app.mount("/api/v1", create_api(app.state), name="api")
    return app


def _layers(store: Store, figures: Figures, hosts: Sequence[str], tiles: str | None, team: bool, author: str) -> list[Middleware]:
    """What every request passes through, from the outside in."""
    return [
        Middleware(Health, figures=figures),
        Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
        Middleware(GZipMiddleware, minimum_size=1000),
        Middleware(safety.Headers, tiles=tiles),
        Middleware(safety.SameOrigin),
        Middleware(safety.Limits),
        Middleware(Guard, store=store, team=team, author=author),
    ]


def _routes(families: Sequence[Any]) -> list[BaseRoute]:
    return [Mount("/static", Static(), name="static"), *health.ROUTES, *(r for family in families for r in family.ROUTES)]


def _warm() -> None:
    """Load what no reader should wait for: templates and the base map; what is loaded by now, garbage collection need not look at again."""
    ready()
    countries()
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def _life(app: Starlette) -> AsyncIterator[None]:
    to_thread.current_default_thread_limiter().total_tokens = THREADS
    watch = asyncio.create_task(app.state.watcher.run())
    await run_in_threadpool(_warm)
    yield
    watch.cancel()
    await app.state.watcher.close()
    app.state.jobs.close()
