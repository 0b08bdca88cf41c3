"""The map, the timeline and the report in a real browser."""

from pathlib import Path

import pytest

WIDE = {"width": 1280, "height": 900}


@pytest.fixture
def atlas(watch):
    one = watch("/map", viewport=WIDE)
    one.page.locator("#map[data-ready]").wait_for()
    return one.page


def names(page):
    return page.locator(".place-mark span").all_inner_texts()


def test_points_are_points_and_areas_are_areas(atlas):
    marks = {m.inner_text().split("\n")[-1]: m.get_attribute("class") for m in atlas.locator(".place-mark").all()}
    assert "area" in marks["Polen"] and "area" in marks["Bayern"] and "area" not in marks["Bergtal"]
    undrawn = atlas.locator(".places li", has_text="Nebeltal").first
    assert "not on the map" in undrawn.inner_text() and "Nebeltal" not in names(atlas)


def test_places_close_to_each_other_are_one_mark_until_one_looks_closer(atlas):
    assert "2 places" in names(atlas) and "Seehafen" not in names(atlas)
    atlas.locator(".place-mark.cluster").click()
    atlas.locator(".place-mark", has_text="Hafenvorstadt").wait_for()
    assert "Seehafen" in names(atlas) and "2 places" not in names(atlas)


def test_a_mark_leads_to_the_list_and_the_list_to_the_map(atlas):
    atlas.locator(".place-mark", has_text="Bergtal").click()
    chosen = atlas.locator(".places > ol > li[aria-current]")
    assert "Bergtal" in chosen.locator("h3").inner_text()
    atlas.get_by_role("button", name="Show Bayern on the map").click()
    atlas.locator(".place-mark[aria-pressed=true]", has_text="Bayern").wait_for()
    assert "Bayern" in chosen.locator("h3").inner_text()
    atlas.get_by_role("button", name="All places").click()
    atlas.locator(".place-mark", has_text="Polen").wait_for()


def test_the_map_by_keyboard(atlas):
    atlas.locator(".maplibregl-canvas").focus()
    before = atlas.locator(".place-mark", has_text="Bergtal").bounding_box()
    for _ in range(3):
        atlas.keyboard.press("ArrowLeft")
    atlas.wait_for_timeout(1500)
    assert atlas.locator(".place-mark", has_text="Bergtal").bounding_box()["x"] > before["x"] + 50
    atlas.get_by_role("button", name="Zoom in").press("Enter")
    mark = atlas.locator(".place-mark", has_text="Bergtal")
    mark.focus()
    atlas.keyboard.press("Enter")
    assert "Bergtal" in atlas.locator(":focus h3").inner_text()


def test_without_script_the_map_is_a_picture_and_the_list_is_whole(chromium, address):
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/map")
    assert page.locator("#map img").evaluate("i => i.complete && i.naturalWidth") == 720
    assert page.locator(".places > ol > li").count() == 6 and not page.locator(".places .find").first.is_visible()
    context.close()


def test_filters_hold_on_the_map(watch):
    one = watch("/map?place=902", viewport=WIDE)
    one.page.locator("#map[data-ready]").wait_for()
    assert names(one.page) == ["Bergtal"]


def test_a_day_of_the_timeline_narrows_it(watch):
    page = watch("/timeline", viewport=WIDE).page
    assert page.locator(".line tbody").count() == 2 and page.locator(".bar.unsure").count() >= 1
    page.get_by_role("link", name="Only 2 Mar 2032").click()
    assert "from=2032-03-02&to=2032-03-02" in page.url
    assert page.locator("tbody th", has_text="violence, Bergtal").count() >= 1
    page.get_by_role("link", name="Status board").click()
    assert page.locator(".line tbody").count() == 1 and "kind=statuses" in page.url


def test_the_bars_stand_where_the_days_are(watch):
    page = watch("/timeline", viewport=WIDE).page
    bar = page.locator("tr", has_text="disaster, Seehafen").locator(".bar").first.bounding_box()
    scale = page.locator(".scale a").first.bounding_box()
    assert abs(bar["x"] - scale["x"]) < 3 and abs(bar["width"] - scale["width"]) < scale["width"] * 0.35


@pytest.mark.parametrize(
    ("button", "ending", "begins"), [("Page (HTML)", "html", b"<!DOCTYPE html>"), ("PDF", "pdf", b"%PDF"), ("Text (Markdown)", "md", b"# ")]
)
def test_a_report_is_taken_away(watch, button, ending, begins):
    page = watch("/report?place=Seehafen", viewport=WIDE).page
    page.get_by_label("Language").last.select_option("de")
    page.get_by_label("New since").fill("2032-03-05")
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    found = waiting.value
    assert found.suggested_filename == f"lage-seehafen.{ending}"
    said = Path(found.path()).read_bytes()
    assert said.startswith(begins)
    if ending != "pdf":
        assert "Lagebericht: Seehafen" in said.decode() and "Neu seit 05.03.2032" in said.decode()


def test_the_report_as_a_page_is_accessible_and_needs_nothing(watch, tmp_path):
    one = watch("/report?words=en", viewport=WIDE)
    with one.page.expect_download() as waiting:
        one.page.get_by_role("button", name="Page (HTML)").click()
    waiting.value.save_as(tmp_path / "lage.html")
    one.page.goto((tmp_path / "lage.html").as_uri())
    one.faults[:] = [f for f in one.faults if not f.startswith("elsewhere: file:")]
    assert one.page.locator("h2").count() >= 9 and one.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert one.page.evaluate("getComputedStyle(document.body).maxWidth") != "none"
