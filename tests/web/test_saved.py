"""Saved scopes: badge, page, feed and webhook tell what changed in them."""

import time
from xml.etree import ElementTree as ET

import httpx
import pytest
from lxml import html

from lagebild import incidents
from lagebild.errors import InputError
from lagebild.store import Store
from lagebild.web import create_app
from lagebild.web.alerts import check
from lagebild.web.pages.saved import webhook_of
from tests.scenario.reports import REPORTS
from tests.web.browsing import Browser

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def desk(tmp_path):
    """A browser on a store with the first half of the scenario."""
    with Store(f"sqlite:///{tmp_path / 'desk.db'}") as store:
        store.add(REPORTS[:12], "r1", incidents.linker)
        with Browser(create_app(store, author="ada", pace=3600, private=True)) as client:
            client.store = store
            yield client


def save(client, query, **more):
    assert client.post("/saved", data={"query": query, **more}, follow_redirects=False).status_code == 303
    return client.get("/saved.json").json()["rows"][-1]["saved"]["row"]


def test_what_changes_in_a_saved_scope_is_told(desk):
    sent = []
    row = save(desk, "?place=Seehafen", name="Hafen", webhook="http://127.0.0.1:9/hook")
    other = save(desk, "?place=Nowhere")
    assert check(desk.store, lambda *_: None) == 0
    desk.store.add(REPORTS[12:], "r1", incidents.linker)
    assert check(desk.store, lambda url, body: sent.append((url, body))) > 0
    assert check(desk.store, lambda *_: None) == 0
    page = desk.get(f"/saved/{row}.json").json()
    said = [a["body"]["words"]["de"] for a in page["alerts"]]
    assert any("Tote" in s and "8" in s for s in said)
    assert desk.get(f"/saved/{other}.json").json()["alerts"] == []
    assert [url for url, _ in sent] == ["http://127.0.0.1:9/hook"] and len(sent[0][1]["changes"]) == len(said)


def test_a_badge_counts_what_is_new_until_it_is_seen(desk):
    row = save(desk, "?place=Seehafen")
    desk.store.add(REPORTS[12:], "r1", incidents.linker)
    found = check(desk.store, lambda *_: None)
    assert f">{found}</b>" in desk.get("/picture").text
    desk.post(f"/saved/{row}/seen")
    assert "badge" not in desk.get("/picture").text


def test_the_feed_is_atom(desk):
    row = save(desk, "?place=Seehafen", name="Hafen & Co")
    desk.store.add(REPORTS[12:], "r1", incidents.linker)
    check(desk.store, lambda *_: None)
    answer = desk.get(f"/saved/{row}.atom")
    root = ET.fromstring(answer.content)
    assert answer.headers["content-type"].startswith("application/atom+xml") and root.findtext(f"{ATOM}title") == "Lagebild: Hafen & Co"
    entries = root.findall(f"{ATOM}entry")
    assert entries and len({e.findtext(f"{ATOM}id") for e in entries}) == len(entries)


def test_badge_and_feed_follow_the_store_by_themselves(tmp_path):
    with Store(f"sqlite:///{tmp_path / 'desk.db'}") as store:
        store.add(REPORTS[:12], "r1", incidents.linker)
        with Browser(create_app(store, author="ada", pace=0.05)) as client:
            row = save(client, "?place=Seehafen", name="Hafen")
            before = client.get(f"/saved/{row}.atom")
            assert client.get(f"/saved/{row}.atom", headers={"if-none-match": before.headers["etag"]}).status_code == 304
            store.add(REPORTS[12:], "r1", incidents.linker)
            until = time.monotonic() + 60
            while not (new := client.get("/saved.json").json()["rows"][0]["new"]) and time.monotonic() < until:
                time.sleep(0.1)
            page = html.fromstring(client.get("/timeline").text)
            (badge,) = page.xpath("//nav//a[@href='/saved']/b[@class='badge']")
            assert (badge.text, badge.get("aria-label")) == (str(new), f"{new} new") and new > 3
            assert html.fromstring(client.get("/saved").text).xpath("//ul//li//b[@class='badge']/text()")[-1] == str(new)
            (address,) = html.fromstring(client.get(f"/saved/{row}").text).xpath("//head/link[@type='application/atom+xml']/@href")
            feed = ET.fromstring(client.get(address, headers={"if-none-match": before.headers["etag"]}).content)
            entries = feed.findall(f"{ATOM}entry")
            assert len(entries) == new and feed.findtext(f"{ATOM}updated") == entries[0].findtext(f"{ATOM}updated")
            assert {client.get(e.find(f"{ATOM}link").get("href")).status_code for e in entries} == {200}


def test_a_deaf_webhook_stops_nothing(desk):
    def deaf(*_):
        raise httpx.ConnectError("nobody there")

    row = save(desk, "?place=Seehafen", webhook="http://127.0.0.1:9/")
    desk.store.add(REPORTS[12:], "r1", incidents.linker)
    assert check(desk.store, deaf) > 0 and desk.store.alerts(row)


def test_scopes_are_forgotten(desk):
    row = save(desk, "?place=Seehafen")
    desk.post(f"/saved/{row}/forget")
    assert desk.get("/saved.json").json()["rows"] == [] and desk.get(f"/saved/{row}").status_code == 404


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://[::1]:80/", "file:///etc/passwd", "http://169.254.169.254/latest", "ftp://x/", "http://a:b@1.1.1.1/"]
)
def test_webhooks_lead_to_no_private_address(url):
    with pytest.raises(InputError):
        webhook_of(url, private=False)
    assert webhook_of("", private=False) is None


def test_what_is_removed_for_good_is_in_no_alert(desk):
    row = save(desk, "?place=Seehafen")
    desk.store.add(REPORTS[12:], "r1", incidents.linker)
    check(desk.store, lambda *_: None)
    assert desk.store.forget_person("faulty tank", "ada")
    assert "faulty tank" not in desk.get(f"/saved/{row}.json").text
    desk.store.forget("a10", "ada")
    assert desk.store.alerts(row) == []


def test_a_source_is_judged(desk):
    assert desk.post("/source", data={"name": "Nordwort", "reliability": "B", "note": "near it"}, follow_redirects=False).status_code == 303
    source = desk.get("/source.json?name=Nordwort").json()["source"]
    assert (source["reliability"], source["note"]) == ("B", "near it")
    assert desk.post("/source", data={"name": "Nordwort", "reliability": "Z"}).status_code == 400
    assert desk.post("/source", data={"name": "Nobody", "reliability": "B"}).status_code == 404
