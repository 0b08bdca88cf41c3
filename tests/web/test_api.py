"""The HTTP API: lists in pages, ETags, OpenAPI, adding, events."""

import asyncio
import json
import time

import pytest

from lagebild.statements import Reading
from lagebild.store import Store
from lagebild.web import create_app
from lagebild.web.watching import Watcher
from tests.store.making import report
from tests.web.browsing import Browser


def test_the_api_describes_itself(client):
    said = client.get("/api/v1/openapi.json").json()
    assert said["openapi"].startswith("3.1") and {"/documents", "/picture", "/events", "/statements/{id}"} <= set(said["paths"])
    assert said["components"]["securitySchemes"]["HTTPBearer"]["scheme"] == "bearer"


def test_lists_come_in_pages(client):
    path, seen = "/api/v1/documents?limit=10", []
    while path:
        page = client.get(path).json()
        seen += [h["id"] for h in page["items"]]
        path = page["next"]
    assert len(seen) == len(set(seen)) == 33
    assert client.get("/api/v1/documents?limit=1000").status_code == 422


def test_filters_narrow_lists(client):
    found = client.get("/api/v1/documents?source=Nordwort&as_of=2032-03-02").json()["items"]
    assert [h["id"] for h in found] == ["a9", "a5", "a1"]
    assert client.get("/api/v1/documents?as_of=soon").status_code == 422


def test_a_document_its_statements_and_what_is_behind_them(client):
    whole = client.get("/api/v1/documents/a1").json()
    said = client.get(f"/api/v1/documents/{whole['header']['key']}/statements").json()["items"]
    first = said[0]["statement"]
    assert whole["text"][first["span"]["start"] : first["span"]["end"]] == "explodiert"
    behind = client.get(f"/api/v1/statements/{first['id']}").json()
    told = client.get(f"/api/v1/incidents/{behind['incident']}").json()
    assert behind["sentence"].startswith("In Seehafen") and len({a["document"] for a in told["accounts"]}) == 17
    assert first["id"] in {e["statement"]["id"] for e in told["statements"]}


@pytest.mark.parametrize("path", ["documents/none", "statements/none", "incidents/none", "jobs/9", "nothing"])
def test_what_is_not_there_is_404(client, path):
    assert client.get(f"/api/v1/{path}").status_code == 404


def test_pictures_and_changes(client):
    seen = client.get("/api/v1/picture?place=Bergtal").json()
    assert seen["window"]["reports"] == 12 and {o["place"] for o in seen["picture"]["incidents"]} == {"Bergtal"}
    found = client.get("/api/v1/changes?since=2032-03-04").json()["items"]
    assert {"position", "question"} <= {c["kind"] for c in found}
    assert client.get("/api/v1/changes?since=never").status_code == 422


def test_changes_and_incidents_come_in_pages(client):
    whole = client.get("/api/v1/changes?since=2032-03-03&limit=100").json()
    path, seen = "/api/v1/changes?since=2032-03-03&limit=3", []
    while path:
        page = client.get(path).json()
        seen, path = [*seen, *page["items"]], page["next"]
    assert whole["next"] is None and seen == whole["items"] and len(seen) > 6
    largest = max(client.get("/api/v1/picture").json()["picture"]["incidents"], key=lambda o: o["reports"])
    first = client.get(f"/api/v1/incidents/{largest['id']}?limit=5").json()
    second = client.get(first["next"]).json()
    assert len(first["accounts"]) == 5 and not {a["key"] for a in first["accounts"]} & {a["key"] for a in second["accounts"]}
    assert {e["header"]["key"] for e in first["statements"]} == {a["document"] for a in first["accounts"]}


def test_a_picture_comes_in_pages(client):
    path, seen = "/api/v1/picture?limit=4", []
    while path:
        page = client.get(path).json()
        assert all(len(rows) <= 4 for rows in page["picture"].values() if isinstance(rows, list))
        seen += [o["id"] for o in page["picture"]["incidents"]]
        path = page["next"]
    assert len(seen) == len(set(seen)) == page["totals"]["incidents"] == 6
    narrow = client.get("/api/v1/picture?reports=5").json()["window"]
    assert (narrow["reports"], narrow["more"]) == (5, True) and client.get("/api/v1/picture?reports=0").status_code == 422


def test_search_and_sources(client):
    assert [h["id"] for h in client.get("/api/v1/search?q=Rathaus").json()["items"]] == ["b9"]
    assert len(client.get("/api/v1/sources?limit=3").json()["items"]) == 3


def test_what_did_not_change_is_not_sent_again(client):
    etag = client.get("/api/v1/picture").headers["etag"]
    again = client.get("/api/v1/picture", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/v1/picture?place=Bergtal", headers={"if-none-match": etag}).status_code == 200


def read_nothing(found):
    for document in found:
        yield Reading(document)


def test_a_text_is_added(tmp_path):
    with Store(f"sqlite:///{tmp_path / 'api.db'}") as store, Browser(create_app(store, read=read_nothing, reader="r")) as client:
        answer = client.post("/api/v1/documents", json={"text": "Zwei Tote in Passau.", "id": "n1", "published": "2031-03-04", "language": "de"})
        assert answer.status_code == 202
        for _ in range(200):
            job = client.get(f"/api/v1/jobs/{answer.json()['id']}").json()
            if job["state"] == "done":
                break
            time.sleep(0.02)
        assert job["new"] == 1 and client.get("/api/v1/documents/n1").json()["header"]["reported"].startswith("2031-03-04")
        assert client.post("/api/v1/documents", json={"text": "x", "published": "soon"}).status_code == 400
        assert client.post("/api/v1/documents", json={"text": ""}).status_code == 422


def test_changes_of_the_store_wake_those_who_listen(tmp_path):
    async def listened(store):
        watcher = Watcher(store, lambda *_: None, pace=0.02)
        task = asyncio.create_task(watcher.run())
        await asyncio.sleep(0.1)
        store.add([report("x", "Neu.")], "r")
        marks = [mark async for mark in _first(watcher, 1)]
        await watcher.close()
        task.cancel()
        return marks

    async def _first(watcher, count):
        async for mark in watcher.changes(5.0):
            yield mark
            count -= 1
            if not count:
                return

    with Store(f"sqlite:///{tmp_path / 'events.db'}") as store:
        assert asyncio.run(listened(store)) == [store.state()]


def test_events_begin_with_the_state(client):
    from lagebild.web.api.events import _lines

    class Request:
        app = client.app

    async def first():
        lines = _lines(Request)
        said = await anext(lines)
        await lines.aclose()
        return said

    said = asyncio.run(first())
    assert "event: state" in said and "state" in json.loads(said.split("data: ")[1])
