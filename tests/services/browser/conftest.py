"""A real browser on a real server; only where LAGEBILD_TEST_BROWSER names a Chromium (see tests/services/browser.sh)."""

import os
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

BROWSER = os.environ.get("LAGEBILD_TEST_BROWSER")
AXE = Path(__file__).parent.parent / "vendor" / "axe.min.js"
OPTIONS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--force-color-profile=srgb"]
SERIOUS = ("serious", "critical")


def pytest_collection_modifyitems(items):
    if not BROWSER:
        for item in items:
            if "services/browser" in str(item.fspath):
                item.add_marker(pytest.mark.skip(reason="no browser is named; make test-services does"))


@contextmanager
def served(app):
    """The address of an application while it runs."""
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """A server over the scenario and further places; not to be changed."""
    from lagebild import incidents
    from lagebild.store import Store
    from lagebild.web import create_app
    from tests.services.browser.reports import ALL
    from tests.store.making import Clock

    with Store(f"sqlite:///{tmp_path_factory.mktemp('browser') / 'told.db'}", now=Clock()) as store:
        store.add(ALL, "r1", incidents.linker)
        with served(create_app(store)) as found:
            yield found


@pytest.fixture(scope="session")
def chromium():
    """The browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=OPTIONS)
        yield browser
        browser.close()


class Watched:
    """A page that notes what must not be: errors in the console, requests to elsewhere, answers of failure."""

    def __init__(self, chromium, address, **options):
        self.address = address
        self.context = chromium.new_context(base_url=address, locale="en-GB", **options)
        self.page = self.context.new_page()
        self.faults = []
        self.page.on("console", lambda m: m.type in ("error", "warning") and self.faults.append(f"{m.type}: {m.text}"))
        self.page.on("pageerror", lambda e: self.faults.append(f"error: {e}"))
        self.page.on("request", lambda r: r.url.startswith((address, "data:", "blob:")) or self.faults.append(f"elsewhere: {r.url}"))
        self.page.on("response", lambda r: r.status < 400 or self.faults.append(f"{r.status}: {r.url}"))

    def open(self, path):
        """Go to a page and wait until nothing loads any more."""
        self.page.goto(path, wait_until="networkidle")
        return self.page

    def axe(self):
        """Serious findings of axe, each with where."""
        self.page.evaluate(AXE.read_text(encoding="utf8"))
        rules = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"
        found = self.page.evaluate(f"axe.run(document, {rules}).then(r => r.violations)")
        return [f"{v['id']}: {n['html'][:160]}" for v in found if v["impact"] in SERIOUS for n in v["nodes"]]


@pytest.fixture
def watch(chromium, address):
    """Open pages that are watched; what went wrong on them fails the test."""
    made = []

    def open_(path, **options):
        one = Watched(chromium, address, **options)
        made.append(one)
        one.open(path)
        return one

    yield open_
    faults = [f for one in made for f in one.faults]
    for one in made:
        one.context.close()
    assert faults == []
