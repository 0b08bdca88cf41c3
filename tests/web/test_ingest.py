"""Reports come in by the browser: pasted or as files, read in the background, with reasons where they cannot be read."""

import io
import threading
import time

import pytest

from lagebild.pipeline import read_many
from lagebild.store import Store
from lagebild.web import create_app
from lagebild.web.pages.ingest import plain_name
from tests.web.browsing import Browser

TEXT = "Nach Angaben der Polizei wurden in Passau am Montag drei Menschen verletzt."


@pytest.fixture
def desk(tmp_path):
    """A browser on an empty store, with the real reader."""
    with Store(f"sqlite:///{tmp_path / 'desk.db'}") as store, Browser(create_app(store, reader="r")) as client:
        client.store = store
        yield client


def finished(client, path):
    for _ in range(600):
        job = client.get(f"{path}.json").json()["job"]
        if job["state"] == "done":
            return job
        time.sleep(0.05)
    raise AssertionError("the job does not end")


def test_a_pasted_text_is_read_and_shown(desk):
    form = {"text": TEXT, "title": "Unfall", "outlet": "Bote", "date": "2031-03-04", "language": "de"}
    answer = desk.post("/ingest", data=form, follow_redirects=False)
    assert answer.status_code == 303
    job = finished(desk, answer.headers["location"])
    assert (job["new"], job["failed"]) == (1, 0)
    page = desk.get(f"/document/{job['outcomes'][0]['key']}.json").json()
    assert (page["header"]["title"], page["header"]["outlet"], page["header"]["reported"][:10]) == ("Unfall", "Bote", "2031-03-04")
    assert any(c["statement"]["type"] == "injured" for c in page["cards"])


def test_files_are_read_and_failures_have_reasons(desk):
    files = [("files", ("../../bericht.txt", TEXT.encode())), ("files", ("leer.txt", b"")), ("files", ("bild.txt", b"\x89PNG\x00\x01\x02" * 9))]
    job = finished(desk, desk.post("/ingest", files=files, follow_redirects=False).headers["location"])
    assert (job["new"], job["failed"]) == (1, 2)
    assert all(o["failure"] for o in job["outcomes"] if o["key"] is None)
    assert desk.store.document("bericht") is not None
    unread = desk.get("/ingest.json").json()
    assert unread["unread"] == 2 and "leer" in desk.get("/ingest").text


@pytest.mark.parametrize(
    ("form", "words"), [({}, "Give a file or a text"), ({"text": TEXT, "date": "soon"}, "soon"), ({"text": TEXT, "language": "xx1"}, "xx1")]
)
def test_what_cannot_be_taken_is_said_at_once(desk, form, words):
    answer = desk.post("/ingest", data=form)
    assert answer.status_code == 400 and words in answer.text


def test_too_many_files_are_refused(desk):
    files = [("files", (f"{n}.txt", io.BytesIO(b"x"))) for n in range(51)]
    assert desk.post("/ingest", files=files).status_code == 400


def test_progress_is_seen_while_a_job_runs(tmp_path):
    go = threading.Event()

    def slowly(found):
        for reading in read_many(found):
            yield reading
            go.wait(10)

    with (
        Store(f"sqlite:///{tmp_path / 'slow.db'}") as store,
        Browser(create_app(store, read=slowly, reader="r")) as client,
    ):
        path = client.post("/ingest", data={"text": TEXT, "language": "de"}, follow_redirects=False).headers["location"]
        for _ in range(200):
            if client.get(f"{path}.json").json()["job"]["read"]:
                break
            time.sleep(0.05)
        page = client.get(path).text
        assert "data-poll" in page and "reading" in page
        go.set()
        assert finished(client, path)["new"] == 1
        assert "data-poll" not in client.get(path).text


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a b.txt", "a_b.txt"),
        (".htaccess", "htaccess"),
        ("x" * 300 + ".txt", "x" * 80 + ".txt"),
        ("...", "file"),
    ],
)
def test_names_of_files_are_plain(said, name):
    assert plain_name(said) == name
