"""What all pages share: headers, language, filters in the URL, JSON."""

import re

import pytest

from lagebild.web.filters import Filters
from lagebild.web.interface import Interface, texts
from lagebild.web.pages.preferences import local


def test_both_languages_have_the_same_texts():
    assert set(texts("de")) == set(texts("en"))


def test_a_page_speaks_the_language_of_the_browser(client):
    german = client.get("/picture", headers={"accept-language": "de-AT,de;q=0.9"})
    assert '<html lang="de"' in german.text and "Zum Inhalt" in german.text
    assert '<html lang="en"' in client.get("/picture", headers={"accept-language": "fr"}).text


def test_a_chosen_language_and_theme_stay(client):
    back = client.post("/preferences", data={"language": "de", "theme": "dark", "back": "/picture?place=Seehafen"}, follow_redirects=False)
    assert (back.status_code, back.headers["location"]) == (303, "/picture?place=Seehafen")
    assert '<html lang="de" data-theme="dark">' in client.get("/picture", headers={"accept-language": "en"}).text


@pytest.mark.parametrize("path", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(path):
    assert local(path) == "/"


def test_nothing_comes_from_elsewhere_and_nothing_runs_inline(client):
    answer = client.get("/picture")
    assert "default-src 'none'" in answer.headers["content-security-policy"] and "unsafe" not in answer.headers["content-security-policy"]
    assert not re.search(r"\sstyle=|\son\w+=|<style", answer.text)
    assert not re.findall(r'(?:src|href|action)="(?:https?:)?//[^"]*"', answer.text)


def test_the_same_page_is_json(client):
    by_path, by_accept = client.get("/picture.json").json(), client.get("/picture", headers={"accept": "application/json"}).json()
    assert by_path == by_accept
    assert {"filters", "parts", "window"} <= set(by_path)


def test_a_page_that_did_not_change_is_not_sent_again(client):
    etag = client.get("/preferences").headers["etag"]
    assert client.get("/preferences", headers={"if-none-match": etag}).status_code == 304


def test_other_hosts_and_other_sites_are_refused(client):
    assert client.get("/picture", headers={"host": "rebound.example"}).status_code == 400
    assert client.post("/preferences", data={"theme": "dark"}, headers={"origin": "http://evil.example"}).status_code == 403
    assert client.post("/preferences", data={"theme": "dark"}, headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_large_bodies_are_refused(client):
    assert client.post("/preferences", content=b"x", headers={"content-length": "999999999"}).status_code == 413


def test_what_is_not_there_is_a_page_of_its_own(client):
    answer = client.get("/nowhere")
    assert answer.status_code == 404 and "<h1>404" in answer.text


def test_filters_lead_to_a_scope_and_back_to_the_url():
    filters = Filters.of({"place": "Seehafen", "from": "2032-03-01", "as_of": "2032-03", "to": "soon"})
    assert filters.faults == ("end",)
    assert (filters.scope().place, filters.scope().start, filters.scope().reported) == ("Seehafen", "2032-03-01", "2032-03-31T23:59:59.999999Z")
    assert filters.query(place="") == "?from=2032-03-01&as_of=2032-03"


def test_numbers_and_times_are_written_as_the_locale_does():
    austrian, american = Interface("de", "de_AT", "Europe/Vienna"), Interface("en", "en_US")
    assert (Interface("de", "de").amount(1000, None), american.amount(20, 1300.5, True)) == ("≥\u202f1.000", "≈\u202f20–1,300.5")
    assert austrian.moment("2032-03-01T17:30:00.000000Z") == "01.03.2032, 18:30 CET"
    assert american.moment("2032-03-01T23:59:59.999999Z") == "Mar 1, 2032"


def test_each_filter_can_be_taken_away(client):
    text = client.get("/picture?place=Seehafen&as_of=2032-03-02", headers={"accept-language": "de"}).text
    assert 'href="/picture?as_of=2032-03-02" aria-label="Ort entfernen"' in text and 'aria-label="Stand entfernen"' in text
