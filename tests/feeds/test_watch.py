"""Feeds from a server on this machine: only what changed is fetched, with manners, and never from private addresses unless allowed."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from lagebild.errors import InputError
from lagebild.feeds import Fetcher, Memory, Refused, news, opml
from lagebild.ingest import Failed

BODY = "In Seehafen ist am Montag ein Kran umgestürzt. " * 6


def article(words):
    return f"<html><head><title>Kran</title></head><body><article><h1>Kran</h1><p>{words}</p></article></body></html>"


class Site:
    """What the server answers: path to (status, body, headers); and what it was asked."""

    def __init__(self):
        self.pages, self.asked = {}, []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                site.asked.append((self.path, dict(self.headers)))
                queue = site.pages.get(self.path, [(404, "", {})])
                status, body, headers = queue[0] if len(queue) == 1 else queue.pop(0)
                if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                    status, body = 304, ""
                self.send_response(status)
                for k, v in headers.items():
                    self.send_header(k, v)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def put(self, path, body, status=200, **headers):
        self.pages[path] = [(status, body, headers)]

    def feed(self, *entries, etag="1"):
        items = "".join(
            f"<item><title>{t}</title><link>{self.url}{p}</link><pubDate>Mon, 01 Mar 2032 10:00:00 GMT</pubDate></item>" for p, t in entries
        )
        self.put("/feed", f'<?xml version="1.0"?><rss version="2.0"><channel><title>Seebote</title>{items}</channel></rss>', ETag=etag)

    def count(self, path):
        return sum(1 for p, _ in self.asked if p == path)


@pytest.fixture
def site():
    found = Site()
    found.feed(("/a", "Kran"), ("/b", "Hafen"))
    found.put("/a", article(BODY))
    found.put("/b", article("Der Hafen bleibt bis auf Weiteres gesperrt, sagte die Polizei. " * 4))
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def slept():
    return []


@pytest.fixture
def fetcher(slept):
    found = Fetcher("desk@seebote.invalid", private=True, pause=0.0, sleep=slept.append)
    yield found
    found.close()


def round_(site, fetcher, memory):
    return list(news([(f"{site.url}/feed", "")], fetcher, memory))


def test_articles_are_fetched_once_and_feeds_only_when_they_changed(site, fetcher):
    memory = Memory()
    first = round_(site, fetcher, memory)
    assert [d.url for d in first] == [f"{site.url}/a", f"{site.url}/b"]
    assert (first[0].title, first[0].outlet, first[0].language) == ("Kran", "Seebote", "de")
    assert first[0].published.earliest.startswith("2032-03-01T10:00")
    assert round_(site, fetcher, memory) == [] and site.count("/a") == 1
    assert dict(site.asked[-1][1])["If-None-Match"] == "1" and "lagebild (+desk@seebote.invalid)" in site.asked[-1][1]["User-Agent"]
    site.feed(("/a", "Kran: Neues"), ("/b", "Hafen"), etag="2")
    assert [d.url for d in round_(site, fetcher, memory)] == [f"{site.url}/a"]


def test_robots_txt_is_obeyed_and_its_pause_kept(site, fetcher, slept):
    site.put("/robots.txt", "User-agent: *\nDisallow: /b\nCrawl-delay: 7\n")
    a, b = round_(site, fetcher, Memory())
    assert a.url.endswith("/a") and isinstance(b, Failed) and b.type == "Refused" and site.count("/b") == 0
    assert max(slept) > 5


def test_a_busy_server_is_asked_again_when_it_says(site, fetcher, slept):
    site.pages["/a"] = [(503, "", {"Retry-After": "11"}), (200, article(BODY), {})]
    assert len([d for d in round_(site, fetcher, Memory()) if not isinstance(d, Failed)]) == 2
    assert 11 in slept


def test_what_fails_is_tried_again_in_the_next_round(site, fetcher):
    memory = Memory()
    site.put("/a", "", status=500)
    failed, _ = round_(site, fetcher, memory)
    assert isinstance(failed, Failed) and "500" in failed.message
    site.put("/a", article(BODY))
    assert [d.url for d in round_(site, fetcher, memory)] == [f"{site.url}/a"]


def test_private_addresses_are_refused_also_behind_a_redirect(site, slept):
    with pytest.raises(Refused, match="--private"):
        Fetcher(sleep=slept.append).get(f"{site.url}/a")
    for bad in ("http://[::1]/", "http://169.254.169.254/latest", "http://localhost/", "file:///etc/passwd", "http://10.0.0.1/"):
        with pytest.raises(Refused):
            Fetcher(sleep=slept.append).get(bad)


def test_redirects_are_followed_but_not_for_ever(site, fetcher):
    site.put("/old", "", status=301, Location="/a")
    assert fetcher.get(f"{site.url}/old").url == f"{site.url}/a"
    site.put("/loop", "", status=302, Location="/loop")
    with pytest.raises(InputError, match="on and on"):
        fetcher.get(f"{site.url}/loop")


def test_feeds_come_from_opml_or_lines(tmp_path):
    path = tmp_path / "feeds.opml"
    path.write_text('<opml version="2.0"><body><outline text="S"><outline xmlUrl="https://a.invalid/f" title="Seebote"/></outline></body></opml>')
    assert opml(path) == [("https://a.invalid/f", "Seebote")]
    path.write_text("# mine\nhttps://b.invalid/f\n")
    assert opml(path) == [("https://b.invalid/f", "")]
    path.write_text("<opml/>")
    with pytest.raises(InputError, match="names no feeds"):
        opml(path)


def test_what_is_no_feed_is_said(site, fetcher):
    site.put("/feed", "nothing <of> the kind")
    (failed,) = round_(site, fetcher, Memory())
    assert isinstance(failed, Failed)


def test_memory_survives_and_a_damaged_one_is_empty(tmp_path):
    path = tmp_path / "m" / "memory.json"
    Memory({"f": {"etag": "1", "modified": None}}, {"a": "x"}).save(path)
    assert Memory.load(path).entries == {"a": "x"}
    path.write_text("{")
    assert Memory.load(path) == Memory()
