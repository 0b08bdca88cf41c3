"""Map, timeline and report pages: what they hold, as pages and as data."""

import pytest
from lxml import html
from starlette.testclient import TestClient

from lagebild.errors import InputError
from lagebild.web import create_app
from lagebild.web.bars import line
from lagebild.web.safety import policy


def test_the_map_is_a_list_and_a_picture(client):
    page = html.fromstring(client.get("/map", headers={"accept-language": "de"}).text)
    assert [x.strip() for x in page.xpath("//section[@class='places']//h3/text()") if x.strip()] == ["Bergtal", "Seehafen"]
    (address,) = page.xpath("//div[@id='map']//noscript//img/@src")
    drawn = html.fromstring(client.get(address).content)
    assert drawn.xpath("count(//*[@class='pin'])") == 2
    assert client.get("/map/drawing.svg?place=Nirgends").status_code == 404
    assert "#18222c" in client.get("/map/drawing.svg?theme=dark").text
    assert page.xpath("//li[@id='place-1']//a[starts-with(@href, '/incident/')]") and not page.xpath("//*[@style]")


def test_places_as_geojson(client):
    found = client.get("/map/places.geojson?place=Seehafen")
    assert found.headers["content-type"].startswith("application/geo+json")
    (feature,) = found.json()["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [10.0, 54.0]} and feature["properties"]["precision"] == "city"
    assert client.get("/map/places.geojson?place=Seehafen", headers={"if-none-match": found.headers["etag"]}).status_code == 304


def test_the_base_map_comes_from_here_and_is_kept(client):
    page = html.fromstring(client.get("/map").text)
    (address,) = page.xpath("//@data-countries")
    found = client.get(address)
    assert "immutable" in found.headers["cache-control"] and len(found.json()["features"]) > 200
    assert "immutable" not in client.get("/map/countries.geojson").headers["cache-control"]


def test_nothing_is_fetched_from_elsewhere_but_tiles_where_they_are_set(told, client):
    assert "https:" not in client.get("/map").headers["content-security-policy"]
    with TestClient(create_app(told, tiles="https://tiles.example/{z}/{x}/{y}.png", credit="<b>Tiles</b>"), base_url="http://localhost") as other:
        found = other.get("/map")
    assert "img-src 'self' https://tiles.example data:" in found.headers["content-security-policy"]
    assert "connect-src 'self' https://tiles.example;" in found.headers["content-security-policy"]
    assert "<b>Tiles" not in found.text and "&lt;b&gt;Tiles" in found.text


@pytest.mark.parametrize(
    "wrong", ["tiles", "https://tiles.example/", "javascript:{z}{x}{y}", "https://a b/{z}{x}{y}", "https://x; script-src *//{z}{x}{y}"]
)
def test_no_other_address_opens_the_policy(wrong):
    with pytest.raises(InputError):
        policy(wrong)


def test_the_timeline_is_a_table_with_bars(client):
    page = html.fromstring(client.get("/timeline", headers={"accept-language": "en"}).text)
    rows = {r.xpath("string(./th)").strip(): r for r in page.xpath("//tbody/tr")}
    assert len([r for r in rows if "Bergtal" in r]) >= 3 and "disaster, Seehafen" in rows
    assert len(page.xpath("//tbody/tr")) == len(page.xpath("//tbody//td[starts-with(@class, 'run')]")) == 8
    assert page.xpath("//*[contains(@class, 'unsure')]") and page.xpath("//thead//a[contains(@href, 'from=2032-03-01&to=2032-03-01')]")
    assert client.get("/timeline.json?kind=statuses").json()["line"]["incidents"] == []


def test_bars_lie_between_the_edges(client):
    found = client.get("/timeline.json").json()["line"]
    bars = [r["bar"] for r in found["incidents"]] + [b for r in found["states"] for _, b in r["states"]]
    assert bars and all(0 <= b["x"] < 100 and b["x"] + b["width"] <= 100.01 for b in bars)
    assert [t["day"] for t in found["ticks"]] == [f"2032-03-0{n}" for n in range(1, 6)]
    airport = next(r for r in found["states"] if r["standing"]["subject"] == "airport")
    assert [b["open_end"] for _, b in airport["states"]].count(True) == 2


def test_a_line_without_days_is_empty():
    assert line((), (), "2032-03-01").ticks == ()


@pytest.mark.parametrize(
    ("form", "media", "begins"), [("html", "text/html", b"<!DOCTYPE html>"), ("md", "text/markdown", b"# Lagebericht: Seehafen")]
)
def test_a_report_to_take_away(client, form, media, begins):
    found = client.get(f"/report/download.{form}?place=Seehafen&words=de&since=2032-03-05")
    assert found.headers["content-type"].startswith(media) and found.content.startswith(begins)
    assert found.headers["content-disposition"] == f'attachment; filename="lage-seehafen.{form}"'
    assert "Bergtal" not in found.text and "Neu seit 05.03.2032" in found.text


def test_a_report_as_pdf(client):
    pytest.importorskip("typst")
    assert client.get("/report/download.pdf").content.startswith(b"%PDF")


def test_reports_of_nothing_and_of_no_kind(client):
    assert "The store holds nothing for this scope." in client.get("/report/download.md?place=Nirgends&words=en").text
    assert client.get("/report/download.exe").status_code == 404
    assert (
        client.get("/report/download.md?place=../../etc/passwd%0d%0aX: y").headers["content-disposition"]
        == 'attachment; filename="lage-etc-passwd-x-y.md"'
    )


def test_the_page_that_asks_for_a_report(client):
    page = html.fromstring(client.get("/report?place=Seehafen", headers={"accept-language": "de"}).text)
    assert page.xpath("//select[@name='words']/option[@selected]/text()") == ["Deutsch"]
    assert {"/report/download.html", "/report/download.md"} <= set(page.xpath("//button/@formaction"))
    assert page.xpath("//form[@class='takeaway']/input[@name='place']/@value") == ["Seehafen"]
