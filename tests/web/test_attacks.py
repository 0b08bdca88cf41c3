"""Attacks, each refused or harmless: hostile reports, forged requests, stolen and planted sessions, other hosts, private addresses, large bodies."""

import json
import re
from html.parser import HTMLParser

import pytest
from sqlalchemy import insert

from lagebild import incidents
from lagebild.accounts import People, Sessions, Tokens
from lagebild.accounts.words import csrf
from lagebild.entries import Source
from lagebild.feeds import Fetcher, Refused
from lagebild.ingest import documents
from lagebild.review import Desk, Thing
from lagebild.store import Store
from lagebild.store import tables as t
from lagebild.store.engine import writing
from lagebild.web import create_app
from lagebild.web.guard import cookie
from lagebild.web.pages.ingest import plain_name
from tests.store.making import Clock, report
from tests.web.browsing import Browser

SECRET = "vier rote Boote im Hafen"
SCRIPTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</textarea><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "</title><script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
)
LINKS = ("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", "\x01javascript:alert(1)")
TRAVERSALS = (
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc/passwd",
    "%2e%2e/%2e%2e/app.py",
    "....//....//etc/passwd",
    "/etc/passwd",
    "..\\..\\app.py",
)


class Tags(HTMLParser):
    """Which elements and attributes a page really has."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


def harmless(page):
    """Nothing runs: scripts only from here, no handlers, no links that run."""
    found = Tags(page)
    scripts = [v for tag, name, v in found.attributes if tag == "script" and name == "src"]
    assert len(scripts) == found.tags.count("script") and all(s.startswith("/static/") for s in scripts)
    assert not {"iframe", "object", "embed", "base", "foreignobject"} & set(found.tags)
    assert [a for a in found.attributes if a[1].startswith("on") or a[1] in ("srcdoc", "style")] == []
    urls = [v.strip().lower() for _, name, v in found.attributes if name in ("href", "src", "action", "formaction", "xlink:href")]
    assert [u for u in urls if not u.startswith(("/", "#", "?", "http://", "https://"))] == []
    assert "49{" not in page


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A store whose every word is an attack."""
    with Store(f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'a.db'}", now=Clock()) as store:
        for n, script in enumerate(SCRIPTS):
            text = f"In {script} wurden drei Menschen verletzt, sagte {script}. {script} bleibt {script}."
            figure = ("drei Menschen", {"number": 3, "place": script, "voice": script})
            status = (f"{script} bleibt", {"kind": "status", "type_": "closed"})
            fields = {"title": script, "outlet": script, "url": LINKS[n % len(LINKS)], "language": "de"}
            store.add([report(f"a{n}{script}", text, figure, status, **fields)], "r1", incidents.linker)
            store.put_source(Source(script, reliability="B", aliases=(script,), note=script))
        for e in store.entries()[::3]:
            Desk(store, SCRIPTS[0]).say(Thing(e.header.key, e.statement.id), "comment", note=SCRIPTS[1])
        yield store


@pytest.fixture
def desk(hostile):
    """A browser on it."""
    with Browser(create_app(hostile, author=SCRIPTS[2])) as found:
        yield found


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_in_reports_are_words(desk, hostile, script):
    for e in [e for e in hostile.entries() if e.header.title == script]:
        for path in (f"/document/{e.header.key}", f"/statement/{e.statement.id}", f"/review/{e.header.key}/{e.statement.id}"):
            answer = desk.get(path)
            assert answer.status_code == 200
            harmless(answer.text)


@pytest.mark.parametrize(
    "path", ["/picture", "/picture/figures", "/review", "/sources", "/map", "/timeline", "/report", "/ingest", "/search", "/saved"]
)
def test_lists_of_hostile_reports_are_harmless(desk, path):
    answer = desk.get(path)
    assert answer.status_code == 200
    harmless(answer.text)


@pytest.mark.parametrize("script", [*SCRIPTS, *LINKS])
@pytest.mark.parametrize(
    "path", ["/picture?place=", "/picture?about=", "/search?words=", "/actor?name=", "/source?name=", "/review?about=", "/picture?from="]
)
def test_scripts_in_addresses_are_words(desk, path, script):
    answer = desk.get(path + "".join(f"%{b:02x}" for b in script.encode()))
    assert answer.status_code in (200, 404)
    harmless(answer.text)


def test_scripts_in_the_address_of_nothing_are_words(desk):
    for script in SCRIPTS:
        harmless(desk.get("/" + "".join(f"%{b:02x}" for b in script.encode())).text)


def test_links_that_run_are_not_made_into_links(desk, hostile):
    for e in hostile.entries():
        assert not re.search(r'href="\s*(?:javascript|data|vbscript)', desk.get(f"/document/{e.header.key}").text, re.I)


def test_json_is_never_taken_for_a_page(desk):
    answer = desk.get("/picture.json")
    assert answer.headers["content-type"] == "application/json" and answer.headers["x-content-type-options"] == "nosniff"


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere(desk):
    for path in ("/picture", "/nothing", "/static/app.css", "/review.json"):
        policy = desk.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy and "*" not in policy


@pytest.mark.parametrize("name", ["drawing.svg", "page.html", "page.xhtml"])
def test_an_uploaded_drawing_or_page_is_only_read(tmp_path, name):
    hostile = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script><text>Drei Menschen</text></svg>"
    with Store(f"sqlite:///{tmp_path / 'a.db'}") as store, Browser(create_app(store, read=lambda found: iter(()))) as desk:
        answer = desk.post("/ingest", files={"files": (name, hostile, "image/svg+xml")})
        assert answer.status_code in (200, 400)
        harmless(answer.text)
        assert desk.get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_path_leads_out(desk, path):
    for root in ("/static/", "/document/", "/incident/", "/statement/", "/"):
        answer = desk.get(root + path)
        assert answer.status_code in (400, 404) and "root:" not in answer.text and "create_app" not in answer.text


@pytest.mark.parametrize("name", [*TRAVERSALS, "..", ".", "", "a/../../b.txt", "C:\\x\\y.txt", "x\x00.txt", "~/.ssh/id", "nul", "-rf"])
def test_an_uploaded_name_is_a_plain_one(name):
    plain = plain_name(name)
    assert plain and not set("/\\\x00") & set(plain) and not plain.startswith((".", "~")) and len(plain) < 100


def test_nobody_reads_a_file_of_the_server_by_naming_it(tmp_path):
    with Store(f"sqlite:///{tmp_path / 'a.db'}") as store, Browser(create_app(store, read=lambda found: iter(()))) as desk:
        for name in ("/etc/passwd", "file:///etc/passwd", "-"):
            assert desk.post("/ingest", data={"files": name}).status_code in (200, 400)
        assert store.counts()["documents"] == 0


@pytest.mark.parametrize("path", ["/review/%00/x", "/document/a%00", "/review?done=%00.%00", "/review?skip=%00", "/incident/%00", "/%00"])
def test_noughts_in_addresses_are_refused(desk, path):
    assert desk.get(path).status_code in (400, 404)


@pytest.mark.parametrize("how", ["said", "lied", "chunked"])
def test_large_bodies_are_refused(desk, how):
    part = b"x" * 1_000_000
    if how == "said":
        answer = desk.post("/ingest", content=b"", headers={"content-length": str(10**12)})
    elif how == "lied":
        answer = desk.post("/ingest", content=b"", headers={"content-length": "-1"})
    else:
        form = {"content-type": "application/x-www-form-urlencoded", "x-csrf-token": ""}
        answer = desk.post("/ingest", content=(part for _ in range(30)), headers=form)
    assert answer.status_code == 413


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"csrf=%ff%fe", b"csrf=" + b"a" * 100_000, b"&" * 100_000, b"a=1;" * 50_000])
def test_broken_forms_break_nothing(desk, body):
    answer = desk.post("/review/next", content=body, headers={"content-type": "application/x-www-form-urlencoded", "x-csrf-token": ""})
    assert answer.status_code in (400, 403)
    parts = desk.post("/review/next", content=body, headers={"content-type": "multipart/form-data; boundary=x", "x-csrf-token": ""})
    assert parts.status_code in (400, 403)


POSTS = ("/review/next", "/review/undo", "/review/a/b", "/ingest", "/preferences", "/saved", "/nothing")


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("proof", ["", "wrong", csrf("another browser's word"), csrf(""), "ä" * 64])
def test_a_form_without_its_proof_changes_nothing(desk, hostile, path, proof):
    before = hostile.state()
    desk.get("/preferences")
    for given in ({"headers": {"x-csrf-token": proof.encode()}}, {"data": {"csrf": proof}, "headers": {"x-csrf-token": b""}}):
        assert desk.post(path, **given).status_code == 403
    assert hostile.state() == before


def test_a_browser_without_a_word_of_its_own_proves_nothing(hostile):
    with Browser(create_app(hostile)) as fresh:
        assert fresh.post("/review/next", headers={"x-csrf-token": csrf("")}).status_code == 403


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}]
)
def test_another_site_changes_nothing_even_with_a_proof(desk, headers):
    assert desk.post("/preferences", data={"theme": "dark"}, headers=headers).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "[::1].evil.example", "169.254.169.254", ""])
def test_a_rebound_name_is_refused(desk, host):
    assert desk.get("/picture", headers={"host": host}).status_code == 400


@pytest.fixture(scope="module")
def team(tmp_path_factory):
    """A team's store."""
    with Store(f"sqlite:///{tmp_path_factory.mktemp('attacked') / 'team.db'}") as store:
        for name, role in (("adam", "administrator"), ("rita", "reviewer"), ("vera", "viewer")):
            People(store).add(name, SECRET, role, "setup")
        yield store


@pytest.fixture
def stranger(team):
    """A browser of nobody."""
    with Browser(create_app(team, team=True), follow_redirects=False) as found:
        yield found


def words(browser):
    return [c.value for c in browser.cookies.jar if c.name == cookie("http")]


def test_a_planted_session_is_not_the_one_that_is_logged_into(stranger, team):
    planted = "planted-by-an-attacker-before-the-login"
    stranger.cookies.set("lagebild", planted, domain="localhost.local")
    stranger.post("/login", data={"name": "rita", "password": SECRET})
    assert words(stranger) and planted not in words(stranger)
    assert Sessions(team).person(planted) is None


def test_a_session_from_before_ends_with_a_new_login(stranger, team):
    old = Sessions(team).begin(People(team).find("vera"))
    stranger.cookies.set("lagebild", old, domain="localhost.local")
    stranger.post("/login", data={"name": "rita", "password": SECRET})
    assert Sessions(team).person(old) is None


def test_a_login_cannot_be_forged_either(stranger):
    stranger.get("/login")
    answer = stranger.post("/login", data={"name": "rita", "password": SECRET}, headers={"x-csrf-token": "forged"})
    assert answer.status_code == 403 and stranger.get("/picture").status_code == 303


@pytest.mark.parametrize("token", ["", "lb_", "lb_" + "a" * 43, "' OR 1=1 --", "null", "0", "ä", "lb_\u0000"])
def test_forged_tokens_open_nothing(stranger, token):
    for kind in ("Bearer", "bearer", "Basic", "Token"):
        header = {"authorization": f"{kind} {token}".encode()}
        assert stranger.get("/picture.json", headers=header).status_code == 401
        assert stranger.post("/review/next", headers=header).status_code in (401, 403)


def test_what_is_stored_of_a_token_or_session_opens_nothing(stranger, team):
    Tokens(team).make(People(team).find("adam"), "x", None, "setup")
    Sessions(team).begin(People(team).find("adam"))
    with writing(team.engine) as c:
        kept = [
            *c.scalars(t.tokens.select().with_only_columns(t.tokens.c.hash)),
            *c.scalars(t.sessions.select().with_only_columns(t.sessions.c.token)),
        ]
    for word in kept:
        assert stranger.get("/picture.json", headers={"authorization": f"Bearer {word}"}).status_code == 401
        stranger.cookies.set("lagebild", word, domain="localhost.local")
        assert stranger.get("/picture").status_code == 303
        stranger.cookies.clear()


def test_a_token_of_a_person_let_in_no_longer_opens_nothing(stranger, team):
    nina = People(team).add("nina", SECRET, "viewer", "setup")
    token = Tokens(team).make(nina, "x", None, "setup")
    assert stranger.get("/picture.json", headers={"authorization": f"Bearer {token}"}).status_code == 200
    People(team).disable("nina", "setup")
    assert stranger.get("/picture.json", headers={"authorization": f"Bearer {token}"}).status_code == 401


def test_guessing_passwords_is_slowed_down(stranger, team):
    for n in range(6):
        answer = stranger.post("/login", data={"name": "vera", "password": f"guess number {n}"})
    assert answer.status_code == 403 and "15 minutes" in answer.text
    assert stranger.post("/login", data={"name": "vera", "password": SECRET}).status_code == 403
    with writing(team.engine) as c:
        c.execute(t.attempts.delete())


def test_guessing_with_many_names_from_one_place_is_slowed_down(stranger, team):
    with writing(team.engine) as c:
        c.execute(insert(t.attempts), [{"name": f"n{n}", "address": "testclient", "at": team.now()} for n in range(20)])
    assert "15 minutes" in stranger.post("/login", data={"name": "rita", "password": SECRET}).text
    with writing(team.engine) as c:
        c.execute(t.attempts.delete())


@pytest.mark.parametrize("path", ["/users", "/users/", "/users.json", "//users", "/USERS", "/users/../log", "/log.json", "/./log", "/log;x"])
def test_administration_is_not_reached_by_a_trick(stranger, team, path):
    stranger.cookies.set("lagebild", Sessions(team).begin(People(team).find("rita")), domain="localhost.local")
    answer = stranger.get(path)
    assert answer.status_code in (303, 307, 403, 404) and "adam" not in answer.text


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_other_methods_are_unsafe_ones(stranger, team, method):
    stranger.cookies.set("lagebild", Sessions(team).begin(People(team).find("adam")), domain="localhost.local")
    assert stranger.request(method, "/users", headers={"x-csrf-token": "forged"}).status_code in (403, 405)


def test_a_method_in_disguise_is_not_believed(stranger, team):
    stranger.cookies.set("lagebild", Sessions(team).begin(People(team).find("vera")), domain="localhost.local")
    answer = stranger.get("/ingest?_method=POST", headers={"x-http-method-override": "POST"})
    assert answer.status_code == 200 and 'type="file"' in answer.text


NEIGHBOURS = (
    "http://127.0.0.1/",
    "http://localhost:8350/users",
    "http://169.254.169.254/latest/",
    "http://[::1]/",
    "http://10.0.0.1/",
    "http://[::ffff:127.0.0.1]/",
    "http://0x7f000001/",
    "http://2130706433/",
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
)


@pytest.mark.parametrize("url", NEIGHBOURS)
def test_ingest_does_not_ask_the_neighbours(url, tmp_path):
    fetcher = Fetcher(pause=0)
    with pytest.raises(Refused):
        fetcher.get(url)
    fetcher.close()
    with Store(f"sqlite:///{tmp_path / 'a.db'}") as store, Browser(create_app(store, read=lambda found: iter(()))) as desk:
        desk.post("/ingest", data={"text": json.dumps({"id": "x", "text": "Drei Menschen.", "url": url})})
        assert store.counts()["documents"] == 0


def test_a_hostile_page_is_read_as_words(tmp_path):
    head = "<title><script>alert(1)</script></title><base href='//evil.example'>"
    page = f"<html><head>{head}</head><body><p>Drei Menschen wurden in Passau verletzt.</p></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf8")
    (found,) = documents([str(tmp_path / "a.html")])
    assert "Drei Menschen" in found.text and "alert" not in found.text


def test_entities_of_a_hostile_document_reach_no_file(tmp_path):
    head = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    bomb = f"{head}<html><body><p>Drei Menschen &e; wurden verletzt.</p></body></html>"
    (tmp_path / "a.xhtml").write_text(bomb, encoding="utf8")
    assert all("root:" not in getattr(d, "text", "") for d in documents([str(tmp_path)]))
