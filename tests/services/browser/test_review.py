"""Review in a real browser: with the keyboard alone, without script, by two people at once, and without anything that axe calls serious."""

import pytest

from lagebild import incidents
from lagebild.accounts import People
from lagebild.store import Store
from lagebild.web import create_app
from tests.scenario.reports import REPORTS
from tests.services.browser.conftest import Watched, served

SECRET = "vier rote Boote im Hafen"


@pytest.fixture
def store(tmp_path):
    """The scenario, to be changed."""
    with Store(f"sqlite:///{tmp_path / 'review.db'}") as found:
        found.add(REPORTS[:6], "r1", incidents.linker)
        yield found


@pytest.fixture
def alone(store):
    """A server of one person."""
    with served(create_app(store, author="mk")) as found:
        yield found


def said(store):
    return [(x.verdict, x.author) for k in store.keys() for x in store.said(k) if x.until is None]  # noqa: SIM118


def test_with_the_keyboard_alone(chromium, alone, store):
    one = Watched(chromium, alone)
    page = one.open("/review")
    assert one.axe() == []
    page.keyboard.press("a")
    page.wait_for_url("**/review/*/*")
    assert one.axe() == []
    first = page.get_by_role("heading", level=1).inner_text()
    page.keyboard.press("a")
    page.get_by_role("status").wait_for()
    assert said(store) == [("accept", "mk")] and "accepted" in page.get_by_role("status").inner_text()
    page.keyboard.press("u")
    page.wait_for_function("document.querySelector('h1').innerText === " + repr(first))
    assert said(store) == []
    page.keyboard.press("n")
    page.keyboard.type("are a and r letters here?")
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("r")
    assert said(store) == [("reject", "mk")]
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.name") == "type"
    number = page.locator("input[name=low]")
    if number.count():
        number.focus()
        page.keyboard.press("Control+A")
        page.keyboard.type("7")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert ("correct", "mk") in said(store)
    with page.expect_navigation():
        page.keyboard.press("s")
    with page.expect_navigation():
        page.keyboard.press("q")
    assert page.url.split("?")[0].endswith("/review")
    assert one.faults == []
    one.context.close()


def test_single_keys_can_be_switched_off(chromium, alone, store):
    one = Watched(chromium, alone)
    page = one.open("/review")
    page.keyboard.press("a")
    page.wait_for_url("**/review/*/*")
    page.get_by_role("button", name="Keys are on").click()
    page.keyboard.press("r")
    page.get_by_role("button", name="Keys are off").wait_for()
    assert said(store) == [] and one.faults == []
    one.context.close()


def test_without_script_everything_is_a_form(chromium, alone, store):
    context = chromium.new_context(base_url=alone, java_script_enabled=False)
    page = context.new_page()
    page.goto("/review")
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Note").fill("no such thing")
    page.get_by_role("button", name="Reject").click()
    assert said(store) == [("reject", "mk")]
    page.get_by_role("button", name="Take back").first.click()
    assert said(store) == []
    context.close()


def test_two_people_at_once(chromium, store):
    for name in ("rita", "paul"):
        People(store).add(name, SECRET, "reviewer", "setup")
    with served(create_app(store, team=True)) as address:
        pages = {}
        for name in ("rita", "paul"):
            one = Watched(chromium, address)
            page = one.open("/review")
            assert one.axe() == []
            page.get_by_label("Name").fill(name)
            page.get_by_label("Password").fill(SECRET)
            page.get_by_role("button", name="Log in").click()
            page.wait_for_url("**/review")
            page.keyboard.press("a")
            page.wait_for_url("**/review/*/*")
            pages[name] = one
        rita, paul = (pages[n].page for n in ("rita", "paul"))
        assert rita.url != paul.url
        paul.goto(rita.url)
        paul.get_by_role("status").get_by_text("rita looks at this until").wait_for()
        with paul.expect_navigation():
            paul.keyboard.press("r")
        assert "rita is looking at this" in paul.get_by_role("alert").inner_text()
        assert pages["paul"].axe() == []
        paul.get_by_role("button", name="Take the next one").click()
        paul.wait_for_url("**/review/*/*")
        with rita.expect_navigation():
            rita.keyboard.press("a")
        assert said(store) == [("accept", "rita")]
        assert [f for one in pages.values() for f in one.faults if "409" not in f] == []
        for one in pages.values():
            one.context.close()


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_fit(chromium, store, size, scheme):
    People(store).add("adam", SECRET, "administrator", "setup")
    with served(create_app(store, team=True)) as address:
        one = Watched(chromium, address, viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
        page = one.open("/login")
        page.get_by_label("Name").fill("adam")
        page.get_by_label("Password").fill(SECRET)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url("**/picture")
        one.open("/review")
        first = page.locator(".queue a.head").first.get_attribute("href")
        for path in ("/review", first, "/review/agreement", "/account", "/users", "/log"):
            one.open(path)
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path
            assert one.axe() == [], path
        assert one.faults == []
        one.context.close()
