"""A team: coming in and going out, roles, accounts, tokens, the log."""

import re

import pytest

from lagebild.accounts import People, Sessions, Tokens
from lagebild.accounts.log import lines
from lagebild.store import Store
from lagebild.web import create_app
from lagebild.web.guard import needed
from tests.web.browsing import Browser

SECRET = "vier rote Boote im Hafen"
ROLES = {"adam": "administrator", "rita": "reviewer", "vera": "viewer"}


@pytest.fixture(scope="module")
def team(tmp_path_factory):
    """A store with one person of each role."""
    with Store(f"sqlite:///{tmp_path_factory.mktemp('team') / 'team.db'}") as store:
        for name, role in ROLES.items():
            People(store).add(name, SECRET, role, "setup")
        yield store


@pytest.fixture
def browser(team):
    """A browser of nobody yet."""
    with Browser(create_app(team, team=True), follow_redirects=False) as found:
        yield found


def come_in(browser, name):
    """A session without the slow login."""
    browser.cookies.set("lagebild", Sessions(browser.app.state.store).begin(People(browser.app.state.store).find(name)), domain="localhost.local")
    return browser


def test_without_a_login_nothing_is_shown(browser):
    away = browser.get("/picture?place=Passau")
    assert (away.status_code, away.headers["location"]) == (303, "/login?next=/picture%3Fplace%3DPassau")
    assert browser.get("/picture.json").status_code == 401 and browser.get("/picture", headers={"accept": "application/json"}).status_code == 401
    assert browser.post("/ingest", data={"text": "x"}).status_code == 401
    assert browser.get("/login").status_code == 200 and browser.get("/static/app.css").status_code == 200


def test_a_login_leads_back_and_a_logout_ends_it(browser):
    answer = browser.post("/login", data={"name": "vera", "password": SECRET, "next": "/picture?place=Passau"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/picture?place=Passau")
    assert re.search(r"HttpOnly.*SameSite=lax", answer.headers["set-cookie"])
    assert ">vera<" in browser.get("/picture").text
    word = browser.cookies["lagebild"]
    assert browser.post("/logout").headers["location"] == "/login"
    browser.cookies.set("lagebild", word, domain="localhost.local")
    assert browser.get("/picture").status_code == 303


def test_a_wrong_password_says_nothing_about_the_name(browser):
    said = [browser.post("/login", data={"name": n, "password": "wrong wrong wrong"}) for n in ("adam", "nobody")]
    assert {a.status_code for a in said} == {403}
    assert len({re.search(r'role="alert">([^<]*)<', a.text).group(1) for a in said}) == 1


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_a_login_leads_nowhere_else(browser, target):
    assert browser.post("/login", data={"name": "rita", "password": SECRET, "next": target}).headers["location"] == "/"


@pytest.mark.parametrize(("name", "allowed"), [("vera", {"/picture"}), ("rita", {"/picture"}), ("adam", {"/picture", "/users", "/log", "/log.json"})])
def test_roles_see_what_is_theirs(browser, name, allowed):
    come_in(browser, name)
    found = {p for p in ("/picture", "/users", "/users.json", "/log", "/log.json") if browser.get(p).status_code == 200}
    assert found - {"/users.json"} == allowed and ("/users.json" in found) == (name == "adam")


def test_a_viewer_changes_nothing(browser):
    come_in(browser, "vera")
    assert browser.post("/ingest", data={"text": "Drei Menschen."}).status_code == 403
    assert browser.post("/users", data={"do": "role", "name": "vera", "role": "administrator"}).status_code == 403
    assert People(browser.app.state.store).find("vera").role == "viewer"
    assert browser.post("/preferences", data={"theme": "dark"}).status_code == 303


def test_needed_roles():
    asked = {("GET", "/picture"): "viewer", ("POST", "/review/a/b"): "reviewer", ("DELETE", "/api/x"): "reviewer", ("GET", "/users"): "administrator"}
    assert {k: needed(*k) for k in asked} == asked
    assert needed("GET", "/log.json") == "administrator" and needed("POST", "/loginx") == "reviewer"


def test_an_administrator_makes_accounts(browser):
    come_in(browser, "adam")
    assert browser.post("/users", data={"do": "add", "name": "nina", "password": "short", "role": "viewer"}).status_code == 400
    assert browser.post("/users", data={"do": "add", "name": "nina", "password": SECRET, "role": "viewer"}).status_code == 303
    assert browser.post("/users", data={"do": "disable", "name": "nina"}).status_code == 303
    assert browser.post("/users", data={"do": "disable", "name": "adam"}).status_code == 400
    assert browser.get("/users").text.count("<tr>") == 5
    made = [x for x in lines(browser.app.state.store) if x.what == "user disabled"]
    assert (made[0].author, made[0].details["name"]) == ("adam", "nina")
    assert any(x.what == "request" and x.details["path"] == "/users" for x in lines(browser.app.state.store))


def test_tokens_open_for_programs(browser):
    come_in(browser, "rita")
    page = browser.post("/account", data={"do": "token", "label": "nightly", "days": "30"}).text
    word = re.search(r"<code>(lb_[\w-]+)</code>", page).group(1)
    assert word not in browser.get("/account").text
    browser.cookies.clear()
    program = {"authorization": f"Bearer {word}"}
    answer = browser.get("/picture.json", headers=program)
    assert answer.status_code == 200 and "lagebild=" not in answer.headers.get("set-cookie", "")
    assert browser.get("/users.json", headers=program).status_code == 403
    row = Tokens(browser.app.state.store).all()[0].row
    come_in(browser, "vera")
    assert browser.post("/account", data={"do": "revoke", "token": row}).status_code == 400
    come_in(browser, "rita")
    assert browser.post("/account", data={"do": "revoke", "token": row}).status_code == 303
    browser.cookies.clear()
    assert browser.get("/picture.json", headers=program).status_code == 401


def test_a_new_password_needs_the_old_one(browser):
    People(browser.app.state.store).add("paul", SECRET, "viewer", "setup")
    come_in(browser, "paul")
    assert browser.post("/account", data={"do": "password", "current": "not it at all", "password": "ein neues langes Wort"}).status_code == 400
    assert browser.post("/account", data={"do": "password", "current": SECRET, "password": "ein neues langes Wort"}).status_code == 303
    assert browser.get("/account").status_code == 200


def test_over_https_the_cookie_is_of_this_host_alone(team):
    with Browser(create_app(team, team=True), base_url="https://localhost") as found:
        answer = found.get("/login")
    assert answer.headers["set-cookie"].startswith("__Host-lagebild=") and "Secure" in answer.headers["set-cookie"]
    assert "max-age" in answer.headers["strict-transport-security"]


def test_alone_there_are_no_accounts(tmp_path):
    with Store(f"sqlite:///{tmp_path / 'a.db'}") as store, Browser(create_app(store)) as alone:
        assert alone.get("/picture").status_code == 200
        assert alone.get("/users").status_code == alone.get("/login").status_code == 404
