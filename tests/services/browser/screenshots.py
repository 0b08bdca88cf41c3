"""Pictures of every page for the documents: ``python -m tests.services.browser.screenshots docs/screenshots [/map ...]``, after browser.sh.

Light and dark, 1280 and 390 pixels wide, the upper part of each page; of the pages that are named, or of all.
"""

import io
import os
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from lagebild import incidents
from lagebild.store import Store
from lagebild.web import create_app
from tests.services.browser.conftest import OPTIONS, served
from tests.services.browser.crawl import one_of_each
from tests.services.browser.reports import ALL
from tests.store.making import Clock

WIDTHS = {1280: 1500, 390: 1500}
QUALITY = 60


def main(folder, wanted=()):
    """Write them all."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work, Store(f"sqlite:///{work}/told.db", now=Clock()) as store, sync_playwright() as playwright:
        store.add(ALL, "r1", incidents.linker)
        browser = playwright.chromium.launch(executable_path=os.environ.get("LAGEBILD_TEST_BROWSER", "/usr/bin/chromium"), args=OPTIONS)
        with served(create_app(store)) as address:
            paths = {kind: path for kind, path in one_of_each(browser, address).items() if kind in (wanted or [kind])}
            for scheme in ("light", "dark"):
                for width, height in WIDTHS.items():
                    shoot(browser, address, paths, folder, scheme, width, height)
        browser.close()


def shoot(browser, address, paths, folder, scheme, width, height):
    """All pages in one look."""
    context = browser.new_context(base_url=address, color_scheme=scheme, locale="en-GB", viewport={"width": width, "height": 900})
    page = context.new_page()
    for kind, path in paths.items():
        page.goto(path, wait_until="networkidle")
        if kind == "/map":
            page.locator("#map[data-ready]").wait_for()
            page.wait_for_timeout(500)
        whole = page.evaluate("document.documentElement.scrollHeight")
        shown = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": min(whole, height)})
        name = kind.strip("/").replace("/", "-") or "start"
        Image.open(io.BytesIO(shown)).save(folder / f"{name}-{scheme}-{width}.webp", quality=QUALITY, method=6)
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
