"""Sentences of the program in the reader's language, and what is suggested in the filters."""

import re
from pathlib import Path

import pytest
from lxml import html

import lagebild
from lagebild.link.compare import compare
from lagebild.picture import material
from lagebild.picture.related import related
from lagebild.web.interface import Interface, texts
from lagebild.web.sentences import GAP, known, sentence

DE, EN = Interface("de", "de"), Interface("en", "en")
SOURCES = "\n".join(p.read_text(encoding="utf8") for p in Path(lagebild.__file__).parent.rglob("*.py"))
HTTP = ("Not Found", "Forbidden", "Bad Request", "Unauthorized", "Conflict", "Method Not Allowed", "Internal Server Error")


@pytest.mark.parametrize(
    ("said", "german"),
    [
        (
            "only the first 20 characters are read; give long files in parts",
            "Nur die ersten 20 Zeichen wurden gelesen; lange Texte bitte in Teilen geben.",
        ),
        ("both in Moosburg, a wide place", "beide in Moosburg, einem weiten Raum"),
        ("reported 3 days apart", "mit 3 Tagen Abstand berichtet"),
        ("killed not far apart: 3, 4", "killed nicht weit auseinander: 3, 4"),
        ("both in {2}", "beide in {2}"),
        ("a sentence that nobody wrote", "a sentence that nobody wrote"),
    ],
)
def test_sentences_keep_what_differs(said, german):
    assert (DE.sentence(said), EN.sentence(said)) == (german, said)


def test_every_sentence_is_one_that_the_program_says():
    stretches = {s: max(re.split(r"\{\d\}|[:;] ", s), key=len).strip(" ,") for s in known("de") if s not in HTTP}
    assert [s for s, longest in stretches.items() if longest not in SOURCES] == []


def test_gaps_are_those_of_the_english():
    assert [s for s, german in known("de").items() if set(GAP.findall(german)) - set(GAP.findall(s))] == []


def test_no_english_is_left_of_what_joins_reports(told):
    found = material(told, told.entries(), None)
    accounts = [a for of in found.accounts.values() for a in of][:40]
    reasons = {r.words for a in accounts for b in accounts if a.key < b.key for r in compare(a, b).reasons}
    words = {r.words for r in related(found)}
    assert len(reasons) > 10 and len(words) > 3
    assert [w for w in reasons | words if sentence(w, "de") == w] == []


def test_interface_texts_are_the_same_in_both_languages():
    assert set(texts("de")) == set(texts("en"))


@pytest.mark.parametrize("path", ["/picture", "/map", "/timeline", "/report", "/review", "/picture/incidents"])
def test_names_are_suggested_without_script(client, path):
    page = html.fromstring(client.get(path, headers={"accept-language": "de"}).text)
    assert {"Seehafen", "Bergtal"} & set(page.xpath("//datalist[@id='known-place']/option/@value"))
    assert page.xpath("//input[@name='place']/@list") == ["known-place"] and page.xpath("//input[@name='about']/@list") == ["known-about"]
    assert page.xpath("//datalist[@id='known-about']/option[contains(@label, 'Akteur')]")


def test_actors_are_suggested_and_found(client):
    page = html.fromstring(client.get("/search").text)
    assert "Polizei" in page.xpath("//datalist[@id='known-actor']/option/@value")
    assert page.xpath("//form[@action='/actor']//input/@list") == ["known-actor"]
    assert client.get("/actor.json", params={"name": "Polizei"}).json()["says"]


def test_a_page_is_wider_on_request(client):
    narrow = client.get("/picture.json?reports=5").json()["window"]
    assert (narrow["reports"], narrow["more"], narrow["wider"]) == (5, True, 10)
    page = html.fromstring(client.get("/timeline?reports=5&kind=incidents").text)
    (wider,) = page.xpath("//a[contains(@href, 'reports=10')]/@href")
    assert wider.startswith("/timeline?") and "kind=incidents" in wider
    assert client.get("/picture.json?reports=10").json()["window"]["reports"] == 10
    assert client.get("/picture.json?reports=100000").json()["filters"]["faults"] == ["reports"]
