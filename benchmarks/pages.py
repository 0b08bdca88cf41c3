"""What pages cost over a large store: ``python -m benchmarks.pages [--store URL]``, as ``benchmarks.store`` makes one; without it a new one is made.

Each page's first answer, with nothing kept from an earlier one; then many readers at once for a while, as reports are being added.
"""

import argparse
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import httpx
import uvicorn
from starlette.testclient import TestClient

from benchmarks.store import Maker, fill
from lagebild import incidents
from lagebild.store import Scope, Store
from lagebild.web import create_app, scene

LONGEST, LARGEST = 500, 300


def addresses(store: Store) -> Iterator[str]:
    """A page of each kind, about the newest report."""
    newest = store.recent(Scope(), 1)[0]
    said = store.of_documents([newest.key])
    place = next(e.statement.place.name for e in said if e.statement.place)
    incident = store.incidents_of(a.key for a in store.accounts_of([newest.key]))[0].id
    day, word = newest.reported[:10], (newest.title or "x").split()[0]
    before = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    yield from ("/preferences", "/picture", f"/picture?place={place}", "/picture?language=de", f"/picture?source={newest.outlet}")
    yield from (f"/picture?about={word}", f"/picture?as_of={day}", f"/picture?from={day}&to={day}", f"/picture?since={day}", "/picture/incidents")
    yield from (f"/document/{newest.key}", f"/statement/{said[0].statement.id}", f"/incident/{incident}", f"/actor?name={word}")
    yield from ("/sources", f"/source?name={newest.outlet}", f"/search?q={word}", "/search", "/ingest", "/saved", "/report", "/review/agreement")
    yield from ("/map", "/map/drawing.svg", "/timeline", "/picture?reports=160", "/review", f"/review?place={place}")
    yield f"/review/{newest.key}/{said[0].statement.id}"
    yield from ("/api/v1/picture", "/api/v1/review/queue", "/api/v1/documents", f"/api/v1/search?q={word}", f"/api/v1/changes?since={before}")


def measured(store: Store) -> int:
    """Print what each page costs; how many cost too much."""
    over = 0
    with TestClient(create_app(store, pace=3600), base_url="http://localhost") as client:
        client.get("/preferences")
        for path in addresses(store):
            scene.scenes.clear()
            scene.news.clear()
            began = time.process_time()
            answer = client.get(path, headers={"accept-encoding": "identity"})
            spent, size = 1000 * (time.process_time() - began), len(answer.content) / 1000
            over += spent > LONGEST or size > LARGEST
            print(f"{path:45.45} {answer.status_code} {spent:6.0f} ms {size:5.0f} kB{'  over' if spent > LONGEST or size > LARGEST else ''}")
    return over


def crowd(store: Store, made: Maker, readers: int, seconds: float) -> None:
    """Readers at once, each asking page after page, as reports are being added; how many answers there were and how many errors."""
    server = uvicorn.Server(uvicorn.Config(create_app(store), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    base = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    paths, until = list(addresses(store)), time.monotonic() + seconds
    adding = threading.Thread(target=_add, args=(store, made, until))
    adding.start()
    with ThreadPoolExecutor(readers) as pool:
        found = [t for some in pool.map(lambda n: _read(base, paths, n, until), range(readers)) for t in some]
    adding.join()
    server.should_exit = True
    thread.join(timeout=10)
    times = sorted(t for t, _ in found)
    wrong = [s for _, s in found if s >= 500 or s == 0]
    print(f"{readers} readers for {seconds:.0f} s: {len(found)} answers, {len(wrong)} errors, median {1000 * times[len(times) // 2]:.0f} ms")


def _add(store: Store, made: Maker, until: float) -> None:
    reports = made.reports()
    while time.monotonic() < until:
        store.add([next(reports)], "bench", incidents.linker)
        time.sleep(1.0)


def _read(base: str, paths: list[str], first: int, until: float) -> list[tuple[float, int]]:
    found, n = [], first
    with httpx.Client(base_url=base, timeout=60) as client:
        while time.monotonic() < until:
            began, n = time.monotonic(), n + 1
            try:
                status = client.get(paths[n % len(paths)]).status_code
            except httpx.HTTPError:
                status = 0
            found.append((time.monotonic() - began, status))
    return found


def main() -> None:
    """Measure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--store")
    options.add_argument("--documents", type=int, default=200_000)
    options.add_argument("--readers", type=int, default=50)
    options.add_argument("--seconds", type=float, default=60.0)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, Store(asked.store or f"sqlite:///{Path(folder) / 'bench.db'}") as store:
        if not asked.store:
            fill(store, Maker().reports(), asked.documents)
        print(store.counts())
        over = measured(store)
        crowd(store, Maker(seed=int(time.time())), asked.readers, asked.seconds)
    raise SystemExit(1 if over else 0)


if __name__ == "__main__":
    main()
