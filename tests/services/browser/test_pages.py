"""Every page in a real browser: it opens without a fault, fetches nothing from elsewhere, fits a phone, and axe has nothing serious to say."""

import pytest

from tests.services.browser.crawl import one_of_each

SIZES = {"wide": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


CONTROLS = "a[href], button, input:not([type=hidden]), select, summary, textarea"
NUMBER = f"""() => {{
  const shown = (e) => e.tabIndex >= 0 && e.checkVisibility({{visibilityProperty: true}}) && !e.closest('details:not([open]) > :not(summary)');
  return [...document.querySelectorAll('{CONTROLS}')].filter(shown).map((e, n) => (e.dataset.seen = n + 1)).length;
}}"""


@pytest.fixture(scope="session")
def paths(chromium, address):
    """One page of each sort."""
    return list(one_of_each(chromium, address).values())


def test_there_are_pages(paths):
    assert {"/picture", "/map", "/timeline", "/report", "/preferences"} <= {p.split("?")[0] for p in paths}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_whole_and_fits(watch, paths, size, scheme):
    one = watch("/picture", viewport=SIZES[size], color_scheme=scheme)
    wide, found = [], {}
    for path in paths:
        page = one.open(path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
        findings = one.axe()
        if findings:
            found[path] = findings
    assert wide == []
    assert "\n".join(f"{p}: {f}" for p, some in found.items() for f in some) == ""


def test_pages_read_without_script(chromium, address, paths):
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    for path in paths:
        page.goto(path)
        assert page.locator("h1").count() == 1, path
        assert page.locator("main").inner_text().strip(), path
    context.close()


def test_in_german(watch):
    one = watch("/map")
    one.page.get_by_role("button", name="Deutsch").click()
    assert one.page.locator("html").get_attribute("lang") == "de"
    assert one.page.get_by_role("heading", level=1).inner_text() == "Karte"


@pytest.mark.parametrize("path", ["/picture", "/map", "/timeline", "/report"])
def test_by_keyboard_alone_every_control_is_reached_and_seen(watch, path):
    one = watch(path, viewport=SIZES["wide"])
    page, reached = one.page, set()
    if path == "/map":
        page.locator("#map[data-ready]").wait_for()
    wanted = page.evaluate(NUMBER)
    for _ in range(wanted * 4 + 60):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => { const e = document.activeElement; const s = getComputedStyle(e);
            return [e.dataset.seen || '', s.outlineStyle !== 'none' || s.boxShadow !== 'none', e.outerHTML.slice(0, 100)]; }"""
        )
        if at[0]:
            assert at[1], f"no focus is seen on {at[2]}"
            reached.add(at[0])
        if len(reached) == wanted:
            break
    assert len(reached) == wanted
